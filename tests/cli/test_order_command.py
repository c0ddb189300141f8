"""`winset order`: what it takes, and what it says of faults."""

import csv
import json
from pathlib import Path

import pytest

from calling import Call


def test_the_whole_answer_as_json(call: Call) -> None:
    found = call("order", "japan-russia", "--where", "with_islands", "--json")
    assert found.exit_code == 0, found.output
    data = json.loads(found.stdout)
    assert (data["kind"], data["party"], data["value"]) == ("order", "japan", None)
    assert data["cheapest"]["order"] == ["consult_washington", "sound_moscow"]
    assert data["cheapest"]["cost"] == 2.9  # exact: 2 + 0.3 * 3
    assert [row["yeses"] for row in data["opened"]] == [
        [],
        ["consult_washington"],
        ["sound_moscow"],
        ["consult_washington", "sound_moscow"],
    ]


def test_a_value_is_read_exactly(call: Call) -> None:
    found = call("order", "japan-russia", "--where", "with_islands", "--value", "119/6", "--json")
    data = json.loads(found.stdout)
    # .15 * 119/6 = 2.975 is what it costs and exposes: equal, so nobody is asked
    assert (data["value"], data["best"]["order"], data["best"]["net"]) == ("119/6", [], 0)


def test_the_table_of_orders_as_csv(tmp_path: Path, call: Call) -> None:
    found = call("order", "japan-russia", "-o", str(tmp_path / "orders.csv"))
    assert found.exit_code == 0, found.output
    rows = list(csv.DictReader((tmp_path / "orders.csv").read_text("utf-8").splitlines()))
    assert [(row["first"], float(row["cost"])) for row in rows] == [("consult_washington", 2.9), ("sound_moscow", 3.6)]


def test_every_fault_is_told_at_once(call: Call) -> None:
    found = call("order", "japan-russia", "--where", "islnds=two", "--if", "us_stnce=backing", "--for", "jpan")
    assert found.exit_code == 2
    for part in ("islnds", "`islands`", "`us_stnce`", "`us_stance`", "`jpan`", "`japan`"):
        assert part in found.stderr
    assert "Traceback" not in found.stderr


def test_a_value_that_is_none_is_a_problem(call: Call) -> None:
    found = call("order", "japan-russia", "--value", "lots")
    assert found.exit_code == 2
    assert "`lots` is no value" in found.stderr


@pytest.mark.parametrize("value", ["1e9999999", "9" * 5_000, "1/0", "nan", "inf", "1_000", ""])
def test_a_value_is_written_as_plainly_as_in_a_case(call: Call, value: str) -> None:
    """The first has ten million digits if it is worked out, and the second more than Python reads."""
    found = call("order", "japan-russia", "--value", value)
    assert found.exit_code == 2
    assert "is no value; write a number that is not negative" in found.stderr


def test_a_case_without_approaches_is_answered(call: Call) -> None:
    found = call("order", "harbour")
    assert found.exit_code == 0, found.output
    assert "no approach" in found.stdout
    assert "sounds:" in " ".join(found.stdout.split())

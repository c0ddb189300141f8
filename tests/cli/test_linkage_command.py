"""`winset linkage`: what it takes, and what it says of faults."""

import json
from pathlib import Path

from calling import Call, Start


def test_the_whole_answer_as_json(call: Call) -> None:
    found = call("linkage", "harbour", "levy", "wetland", "--for", "town", "--json")
    assert found.exit_code == 0, found.output
    data = json.loads(found.stdout)
    assert (data["kind"], sorted(data["linked"])) == ("linkage", ["levy", "wetland"])
    assert data["by_ratifier"][0]["ratifier"].startswith("town.")
    assert len(data["held"]) == 4 * 5  # neither is in the status quo, so each is held at every option


def test_where_narrows_the_deals(river: Path, call: Call) -> None:
    found = call("linkage", "river", "payment", "--where", "water=tenth", "--json")
    assert found.exit_code == 0, found.output
    assert json.loads(found.stdout)["about"]["deals"] == 2


def test_every_fault_is_told_at_once(call: Call) -> None:
    found = call("linkage", "harbour", "leevy", "wetlant", "--if", "mood=good")
    assert found.exit_code == 2
    for part in ("`leevy`", "`levy`", "`wetlant`", "`wetland`", "`mood`"):
        assert part in found.stderr
    assert "Traceback" not in found.stderr


def test_an_issue_must_be_named(call: Call) -> None:
    found = call("linkage", "harbour")
    assert found.exit_code == 2
    assert "ISSUE" in found.stderr


def test_issues_and_conditions_are_offered(start: Start) -> None:
    found = start(
        env={"_WINSET_COMPLETE": "fish_complete", "COMP_WORDS": "winset linkage panama-1978", "COMP_CWORD": "re"}
    )
    assert [each.partition(",")[2].partition("\t")[0] for each in found.stdout.splitlines() if each] == [
        "reservation",
        "repair_text",
    ]

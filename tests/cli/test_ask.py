"""`deals` and `blockers`: the question that the options make, and the form of the answer."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from calling import Call


def answer(call: Call, *args: str) -> Any:
    found = call(*args, "--json")
    assert found.exit_code == 0, found.output
    return json.loads(found.stdout)


def test_deals_of_the_small_case(river: Path, call: Call) -> None:
    found = answer(call, "deals", "river")
    assert (found["kind"], found["verdict"]) == ("deals", "open")
    assert (found["about"]["deals"], found["sure"], found["possible"]) == (6, 0, 1)


def test_blockers_of_the_small_case(river: Path, call: Call) -> None:
    found = answer(call, "blockers", "river", "--where", "water=fifth")
    # A fifth of the water crosses the line of Upland's parliament whatever is paid.
    assert [stand["ratifier"] for stand in found["stands"] if stand["blocks"]] == ["upland.parliament"]
    assert found["verdict"] == "refused"


@pytest.mark.parametrize("command", ["deals", "blockers"])
@pytest.mark.parametrize(
    ("where", "deals"),
    [
        (["water=fifth"], 2),
        (["water=tenth,fifth"], 4),
        (["water: {at_least: tenth}"], 4),
        (["{any: [{water: none}, {payment: none}]}"], 4),
        (["fair_trade"], 1),
        (["water=tenth,fifth", "payment=yearly"], 2),
        (["fair_trade", "water=tenth"], 1),
        (["fair_trade", "water=fifth"], 0),
        (["treaty=none"], 0),
    ],
)
def test_where_asks_about_what_matches(river: Path, call: Call, command: str, where: list[str], deals: int) -> None:
    options = [word for text in where for word in ("--where", text)]
    assert answer(call, command, "river", *options)["about"]["deals"] == deals


def test_the_exit_code_is_0_whatever_the_answer_is(river: Path, call: Call) -> None:
    refused = call("deals", "river", "--where", "water=fifth")
    none = call("deals", "river", "--where", "treaty=none")
    assert (refused.exit_code, none.exit_code) == (0, 0)
    assert "refused" in refused.stdout.lower()


def test_if_and_by_set_the_worlds(call: Call) -> None:
    fixed = answer(call, "deals", "panama-1978", "--if", "deconcini_text=absent")
    assert dict(fixed["about"]["world"])["deconcini_text"] == "absent"
    both = answer(call, "deals", "panama-1978", "--by", "deconcini_text", "--by", "repair_text")
    worlds = [dict(each["world"]) for each in both["worlds"]]
    assert len(worlds) == 4
    assert {(each["deconcini_text"], each["repair_text"]) for each in worlds} == {
        ("tabled", "tabled"),
        ("tabled", "absent"),
        ("absent", "tabled"),
        ("absent", "absent"),
    }


def test_for_asks_for_one_party(call: Call) -> None:
    found = answer(call, "deals", "harbour", "--for", "town")
    assert found["about"]["party"] == "town"
    assert {row["party"] for row in found["best"]} == {"town"}


def test_variant_changes_the_case(call: Call) -> None:
    found = answer(call, "deals", "harbour", "--variant", "all_six")
    assert found["about"]["variants"] == ["all_six"]
    assert found["sure"] < answer(call, "deals", "harbour")["sure"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--where", "watr=fifth"], ["there is no issue or condition `watr`; did you mean `water`?"]),
        (["--where", "water=fift"], ["`fift`", "did you mean `fifth`?"]),
        (["--where", "fair_trad"], ["there is no pattern `fair_trad`; did you mean `fair_trade`?"]),
        (["--where", "water: {at_lest: tenth}"], ["unknown word `at_lest` in a pattern"]),
        (["--where", "water: [tenth"], ["where:1:"]),
        (["--where", "water: ~"], ["where:1:"]),
        (["--where", ""], ["there is no pattern ``"]),
        (["--for", "uplnad"], ["there is no party `uplnad`; did you mean `upland`?"]),
        (["--if", "weather=calm"], ["there is no condition `weather`"]),
        (["--if", "weather"], ["'weather' is not condition=level"]),
        (["--if", "weather=calm", "--if", "weather=storm"], ["'weather' is given twice, as 'calm' and as 'storm'"]),
        (["--variant", "cold"], ["there is no variant `cold`"]),
        (["--where", "watr=fifth", "--for", "uplnad"], ["`water`", "`upland`"]),
        (["--where", "watr=fifth", "--where", "fair_trad"], ["`water`", "`fair_trade`"]),
    ],
)
@pytest.mark.parametrize("command", ["deals", "blockers"])
def test_a_wrong_parameter_is_named_with_the_nearest_id(
    river: Path, call: Call, command: str, options: list[str], told: list[str]
) -> None:
    found = call(command, "river", *options)
    assert found.exit_code == 2
    assert found.stdout == ""
    for words in told:
        assert words in found.stderr
    assert "Traceback" not in found.stderr


@pytest.mark.parametrize("command", [["deals"], ["blockers"], ["brief", "-o", "-"]])
def test_a_question_about_no_deal_is_answered(river: Path, call: Call, command: list[str]) -> None:
    found = call(*command, "river", "--where", "treaty=none")
    assert (found.exit_code, found.stderr) == (0, "")
    assert "treaty: none" in " ".join(found.stdout.split())


def test_by_of_an_unknown_condition(call: Call) -> None:
    found = call("deals", "panama-1978", "--by", "repair_txt")
    assert found.exit_code == 2
    assert "there is no condition `repair_txt`; did you mean `repair_text`?" in found.stderr


def test_an_unknown_case_gets_the_nearest(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = call("deals", "harbor")
    assert found.exit_code == 2
    assert "there is no file and no bundled case `harbor`; did you mean `harbour`?" in found.stderr


def test_all_problems_of_a_case_are_told_in_its_order(river: Path, call: Call) -> None:
    text = (river / "case.yaml").read_text("utf-8")
    (river / "case.yaml").write_text(
        text.replace("{water: fifth}", "{watr: fifth}").replace("as_of: 2024", "as_of: 202")
    )
    found = call("blockers", "river")
    assert found.exit_code == 2
    lines = found.stderr.splitlines()
    assert len(lines) == 2
    assert all(line.startswith("river/case.yaml:") for line in lines)
    assert "expected a date" in lines[0]
    assert "`watr`; did you mean `water`?" in lines[1]


def test_json_in_a_file_is_json_on_the_screen(river: Path, call: Call) -> None:
    written = call("deals", "river", "-o", "answer.json")
    assert (written.exit_code, written.stdout, written.stderr) == (0, "", "wrote answer.json\n")
    assert Path("answer.json").read_text("utf-8") == call("deals", "river", "--json").stdout


def test_text_in_a_file_is_text_in_a_pipe(river: Path, call: Call) -> None:
    assert call("deals", "river", "-o", "answer.txt").exit_code == 0
    assert Path("answer.txt").read_text("utf-8") == call("deals", "river").stdout
    assert call("deals", "river", "-o", "-").stdout == call("deals", "river").stdout


def test_csv_has_the_rows_of_the_main_table(river: Path, call: Call) -> None:
    assert call("deals", "river", "-o", "answer.csv").exit_code == 0
    with Path("answer.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    # Of six deals Upland's parliament refuses the two with a fifth of the water, and accepts the others.
    parliament = next(row for row in rows if row["ratifier"] == "upland.parliament")
    assert (parliament["yes"], parliament["open"], parliament["no"]) == ("4", "0", "2")
    assert len(rows) == 3


def test_html_is_one_page_with_the_answer(river: Path, call: Call) -> None:
    import winset

    assert call("deals", "river", "-o", "answer.html").exit_code == 0
    page = Path("answer.html").read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert page.count("<html") == page.count("</html>") == 1
    assert winset.deals(winset.load("river"))._repr_html_() in page


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["-o", "answer.pdf"], "names no format; end it with .json, .html, .csv or .txt"),
        (["-o", "answer"], "names no format"),
        (["-o", "river"], "is a directory"),
        (["-o", "nowhere/answer.json"], "there is no folder `nowhere`"),
        (["--json", "-o", "answer.csv"], "'.csv' and --json ask for two formats"),
        (["-o", "answer.csv", "--json"], "'.csv' and --json ask for two formats"),
    ],
)
def test_a_file_that_cannot_be_is_refused_before_any_work(
    river: Path, call: Call, options: list[str], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import winset

    monkeypatch.setattr(winset, "load", lambda _case: pytest.fail("the case was loaded"))
    found = call("deals", "river", *options)
    assert found.exit_code == 2
    assert told in found.stderr

"""`winset check`: problems, warnings, coverage, quotations."""

import json
from pathlib import Path

import pytest

from calling import Call

QUOTE = "We will sign nothing that does not bring us water"


def test_the_report_counts_what_the_case_rests_on(river: Path, call: Call) -> None:
    found = call("check", "river")
    assert found.exit_code == 0
    assert found.stderr == ""
    # Four red lines and acceptances of Upland and three rankings of Lowland are assumed; Lowland's red line is cited.
    assert found.stdout == (
        "Water from the river, as of 2024-01-01\n"
        "8 inputs: 1 cited, 7 assumed, 0 contested by a variant.\n"
        "1 source cited.\n"
    )


def test_all_lists_what_is_assumed(river: Path, call: Call) -> None:
    listed = call("check", "river", "--all").stdout.partition("Assumed:\n")[2]
    assert "  upland.parliament.refuses.too_much: refuses {water: fifth} (red line)\n" in listed
    assert "lowland.government.refuses.no_water" not in listed
    assert listed.count("(red line)") == 2
    assert listed.count("(acceptance)") == 2
    assert listed.count("(ranking)") == 3


def test_a_contested_input_is_counted_as_such(call: Call) -> None:
    # The two variants of harbour both set the rule of the round table, to answer one question.
    assert " 1 contested by a variant" in call("check", "harbour").stdout


def test_problems_are_one_on_a_line_and_exit_2(river: Path, call: Call) -> None:
    text = (river / "case.yaml").read_text("utf-8")
    (river / "case.yaml").write_text(text.replace("lead: government", "laed: government"))
    found = call("check", "river")
    assert (found.exit_code, found.stdout) == (2, "")
    lines = text.splitlines()
    places = [(at, line.index("lead:") + 1) for at, line in enumerate(lines, 1) if line.strip() == "lead: government"]
    assert found.stderr.splitlines() == [
        f"river/case.yaml:{line}:{column}: unknown key `laed` in `{party}`; did you mean `lead`?"
        for (line, column), party in zip(places, ("upland", "lowland"), strict=True)
    ]


def test_a_warning_is_listed_and_exits_0(river: Path, call: Call) -> None:
    text = (river / "case.yaml").read_text("utf-8")
    unused = "sources:\n  diary: {title: A diary, published: 2023-10}\n"
    (river / "case.yaml").write_text(text.replace("sources:\n", unused))
    found = call("check", "river")
    assert found.exit_code == 0
    place = text.splitlines().index("sources:") + 2
    assert found.stderr.startswith(f"river/case.yaml:{place}:3: warning: ")
    assert "1 source cited; 1 not cited: diary." in found.stdout


def test_json_is_the_report_for_a_program(river: Path, call: Call) -> None:
    found = call("check", "river", "--json")
    report = json.loads(found.stdout)
    assert (found.exit_code, report["kind"], report["problems"]) == (0, "check", [])
    assert report["coverage"]["counts"] == {"cited": 1, "assumed": 7, "contested": 0}
    assert report["quotations"] is None


def test_json_has_the_problems_with_their_places(river: Path, call: Call) -> None:
    text = (river / "case.yaml").read_text("utf-8")
    (river / "case.yaml").write_text(text.replace("as_of: 2024-01-01", "as_of: soon"))
    found = call("check", "river", "--json")
    (problem,) = json.loads(found.stdout)["problems"]
    assert found.exit_code == 2
    assert (problem["line"], problem["severity"]) == (text[: text.index("as_of")].count("\n") + 1, "error")
    assert "expected a date" in problem["what"]


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        (f"He said: {QUOTE}. Then he left.", 0, ["1 found, 0 near, 0 missing"]),
        (
            "He said: We will sign nothing that did not bring us water.",
            1,
            [
                "0 found, 1 near, 0 missing",
                f"the case has: {QUOTE}",
                "the source has: We will sign nothing that did not",
            ],
        ),
        ("Quite another speech.", 1, ["0 found, 0 near, 1 missing", f"the case has: {QUOTE}"]),
        (None, 1, ["1 without a text of the source", "no text of: speech"]),
    ],
)
def test_quotations_are_looked_up(river: Path, call: Call, text: str | None, code: int, told: list[str]) -> None:
    if text is not None:
        Path("speech.txt").write_text(text, encoding="utf-8")
    found = call("check", "river", "--sources", ".")
    assert found.exit_code == code
    for words in told:
        assert words in found.stdout


def test_a_text_that_is_not_there_does_not_fail_the_others(river: Path, call: Call) -> None:
    case = (river / "case.yaml").read_text("utf-8")
    case = case.replace("sources:\n", "sources:\n  law: {title: A law, published: 2020}\n".replace("2020", "2020-01"))
    case = case.replace(
        "too_much: {when: {water: fifth}, why: assumed}",
        "too_much: {when: {water: fifth}, cite: {source: law, quote: no more than a tenth}}",
    )
    (river / "case.yaml").write_text(case)
    Path("speech.txt").write_text(QUOTE, encoding="utf-8")
    found = call("check", "river", "--sources", ".")
    assert found.exit_code == 0
    assert "2 quotations: 1 found, 0 near, 0 missing, 1 without a text of the source." in found.stdout
    assert "no text of: law" in found.stdout


def test_quotations_are_in_the_json(river: Path, call: Call) -> None:
    Path("speech.txt").write_text(f"x {QUOTE}", encoding="utf-8")
    report = json.loads(call("check", "river", "--sources", ".", "--json").stdout)
    assert [(each["outcome"], each["offset"]) for each in report["quotations"]] == [("found", 2)]


def test_a_folder_that_is_not_there(river: Path, call: Call) -> None:
    found = call("check", "river", "--sources", "nowhere")
    assert found.exit_code == 2
    assert "'nowhere' does not exist" in found.stderr

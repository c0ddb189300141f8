"""`winset claims` and `winset answers`: what they take, what they say, and what they say of faults."""

import csv
import json
from pathlib import Path

import pytest

from calling import Call

IDS = ("C07", "C54", "C65")


def test_the_answer_leads_with_how_the_argument_stands(call: Call) -> None:
    found = call("claims", "japan-russia", *IDS, "--draws", "0")
    assert found.exit_code == 0, found.output
    said = " ".join(found.stdout.split())
    assert said.startswith("Of the 3 claims of Resetting Japan-Russia Relations that can be computed, 2 come out and 1")
    assert said.index("The case says otherwise: 1 claim") < said.index("It comes out because it was typed in: 1 claim")


def test_one_claim_tells_what_was_asked_and_what_would_turn_it(call: Call) -> None:
    found = call("claims", "japan-russia", "C65", "--draws", "0")
    said = " ".join(found.stdout.split())
    assert "(C65): is fragile" in said
    assert "Do these ratifiers refuse every deal of this kind? The claim says yes. The case: yes." in said
    assert "Washington welcomes whatever Japan agrees (not so)" in said


def test_the_whole_answer_as_json_and_csv(tmp_path: Path, call: Call) -> None:
    data = json.loads(call("claims", "japan-russia", *IDS, "--draws", "0", "--json").stdout)
    assert data["kind"] == "claims"
    assert [(row["id"], row["standing"]) for row in data["claims"]] == [
        ("C07", "restated"),
        ("C54", "fails"),
        ("C65", "fragile"),
    ]
    call("claims", "japan-russia", *IDS, "--draws", "0", "-o", str(tmp_path / "claims.csv"))
    rows = list(csv.DictReader((tmp_path / "claims.csv").read_text("utf-8").splitlines()))
    assert [(row["claim"], row["verdict"]) for row in rows] == [
        ("C07", "restated"),
        ("C54", "fails"),
        ("C65", "fragile"),
    ]


def test_two_documents_beside_each_other(call: Call) -> None:
    found = call("claims", "japan-russia", "C54", "C56", "K1", "K2", "--draws", "0")
    said = " ".join(found.stdout.split())
    assert "3 pairs" not in said
    assert "2 pairs of claims contradict each other" in said
    assert "2 documents, one case" in said


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("claims", "japan-russia", "C99"), "there is no claim `C99`; did you mean"),
        (
            ("claims", "japan-russia", "--without", "levda_2016"),
            "there is no source `levda_2016`; did you mean `levada_2016`?",
        ),
        (("claims", "japan-russia", "--document", "levada_2016"), "no claim is from a source `levada_2016`"),
        (("claims", "japan-russia", "--without", "contrary", "--leave-one-out"), "choose one"),
        (("claims", "ceta-2016"), "the case has no claims; write the document's propositions under `claims`"),
        (("answers", "ceta-2016"), "the case has no questions; write them under `questions`"),
        (("answers", "japan-russia", "A77"), "there is no question `A77`; did you mean"),
        (("claims", "japan-russia", "--draws", "-1"), "--draws"),
    ],
)
def test_faults_of_the_call(call: Call, arguments: tuple[str, ...], told: str) -> None:
    found = call(*arguments)
    assert found.exit_code == 2
    assert told in " ".join(found.stderr.split())
    assert "Traceback" not in found.stderr


def test_a_question_and_the_command_for_more(call: Call) -> None:
    found = call("answers", "japan-russia", "A2", "A14")
    said = " ".join(found.stdout.split())
    assert found.exit_code == 0, found.output
    assert "2 questions, each with its answer." in said
    data = json.loads(call("answers", "japan-russia", "A2", "--json").stdout)
    assert data["questions"][0]["command"] == "winset blockers japan-russia --where formula_1956"
    blocking = call("blockers", "japan-russia", "--where", "formula_1956", "--json")
    assert json.loads(blocking.stdout)["verdict"] == "refused"
    assert "each block the 128 deals" in data["questions"][0]["answer"]


HOSTILE = r"""
winset: 1
title: A title
as_of: 2024-01-01
sources: {oped: {title: "<b>On\u202e it</b>", published: 2023-05-01}}
issues: {land: {options: [none, some]}}
status_quo: {land: none}
parties: {north: {name: "[red]North[/red]", ratifiers: {house: {name: "<i>House</i>", otherwise: refuses}}}}
claims:
  C1:
    quote: "=cmd|' /C calc'!A0 <script>alert(1)</script> \u001b[31m"
    note: "<img src=x>"
    cite: {source: oped}
    asks: {blocked_by: {ratifiers: [north.house]}}
  C2: {quote: "[bold]so[/bold]", cite: {source: oped}, untested: {why: "<u>x</u>"}}
questions:
  Q1: {text: "<script>what</script>\u202e?", by: deals}
"""


def test_hostile_words_come_out_as_words(tmp_path: Path, call: Call) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(HOSTILE, "utf-8")
    for command in (("claims", str(case)), ("claims", str(case), "C1"), ("answers", str(case))):
        shown = call(*command).stdout
        assert "\x1b[31m" not in shown
        assert "\u202e" not in shown
        page = tmp_path / "page.html"
        assert call(*command, "-o", str(page)).exit_code == 0
        text = page.read_text("utf-8")
        for tag in ("<script", "<b>", "<i>", "<img", "<u>"):
            assert tag not in text
    call("claims", str(case), "-o", str(tmp_path / "claims.csv"))
    rows = list(csv.reader((tmp_path / "claims.csv").read_text("utf-8").splitlines()))
    assert not any(cell.startswith("=") for row in rows for cell in row)

"""What claims ask, and the questions of a reader, are kept where a case is written, redacted, traced or changed."""

import json
from pathlib import Path

import pytest
import yaml
from ferry import Data, data_of, ferry
from test_kinds_of_levers import LEVERS

import winset
from calling import Call
from winset.case.changes import with_values
from winset.case.leaving_out import without_sources
from winset.case.paths import node_at
from winset.case.problems import CaseError
from winset.case.redaction import redact, redacted_text
from winset.claims.changing import counting_only
from winset.formats.xlsx import read_case, write_bytes

CLAIMS = """
C1:
  quote: he will not run it for nothing
  strength: hedges
  cite: {source: oped}
  asks:
    - deal: {where: {toll: {at_least: middle}}, how: possible, waiving: [coast.town, coast.mayor]}
      answer: no
      always: yes
      if: {weather: storm}
      under: [silent_town]
    - necessary: {where: high, levers: [road]}
    - leverage: {for: coast, from: constraints, sign: none, after: [road, pay]}
C2: {quote: it was so, cite: {source: oped}, untested: {why: A fact., lacks: a count, parts: [weather.now]}}
K1: {quote: he will, cite: {source: paper}, against: [C1], asks: {share_of_record: {by: coast, more_than: 1/2}}}
"""
QUESTIONS: Data = {
    "Q1": {"text": "What of a storm?", "by": "deals", "if": {"weather": "storm"}, "over": ["weather"], "for": "coast"},
    "Q2": {"text": "Under both?", "by": "blockers", "where": {"any": ["low", "high"]}, "under": ["silent_town"]},
    "Q3": {"text": "A toll?", "by": "linkage", "of": "toll"},
}


def data(**sections: Data) -> Data:
    return {**data_of(CLAIMS, **{"levers": LEVERS, **sections}), "questions": QUESTIONS}


@pytest.fixture(scope="module")
def case() -> winset.Case:
    return winset.parse(json.dumps(data()), "c")


def test_a_workbook_has_all_of_it(case: winset.Case) -> None:
    text, _, warnings = read_case(write_bytes(case), "case.xlsx")
    back = winset.parse(text)
    assert warnings == ()
    assert back.file.claims == case.file.claims
    assert back.file.questions == case.file.questions
    assert back.root == case.root


def test_a_workbook_at_the_command_line(tmp_path: Path, call: Call) -> None:
    written, book, again = tmp_path / "case.yaml", tmp_path / "case.xlsx", tmp_path / "again.yaml"
    written.write_text(json.dumps(data()), "utf-8")
    assert call("export", "xlsx", str(written), "-o", str(book)).exit_code == 0
    assert call("import", "xlsx", str(book), "-o", str(again)).exit_code == 0
    made = yaml.load(again.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - plain text, as winset reads it
    assert made["claims"]["C1"]["asks"] == data()["claims"]["C1"]["asks"]
    assert made["questions"] == QUESTIONS


def test_what_is_redacted_keeps_what_is_asked(case: winset.Case) -> None:
    secret = data(sources={"memo": {"title": "A memo", "published": "2023-07-01", "circulation": "restricted"}})
    secret["parties"]["coast"]["ratifiers"]["town"]["refuses"]["dear"]["cite"] = {"source": "memo", "says": "too much"}
    made = winset.parse(redacted_text(redact(winset.parse(json.dumps(secret)), "open")), "again")
    # The lever that strikes out the red line of the memo goes with it, and so does what is asked of the lever.
    assert "road" not in made.file.levers
    assert [ask.kind for ask in made.file.claims["C1"].asks] == ["deal"]
    assert made.file.claims["C1"].asks[0] == case.file.claims["C1"].asks[0]
    assert made.file.claims["C2"] == case.file.claims["C2"]
    assert made.file.questions == case.file.questions


def test_without_a_source_its_claims_go_and_others_keep_what_they_ask(case: winset.Case) -> None:
    left, parts = without_sources(case, ["paper"])
    # The town's red line and the lever on it rest on the paper: of the first claim the ask about the deals is left.
    # Neither variant leans on the lever, so that both stay.
    assert [ask.kind for ask in left.file.claims["C1"].asks] == ["deal"]
    assert set(left.file.variants) == {"stubborn_town", "silent_town"}
    assert set(left.file.claims) == {"C1", "C2"}
    assert left.file.questions == case.file.questions
    assert {"claims.C1.asks.1", "claims.C1.asks.2", "claims.K1"} <= {part.path for part in parts}
    # All that the mayor's claim asks goes with what it asks about; the claim stays, and asks nothing.
    gone = ferry("C1: {quote: a, cite: {source: oped}, asks: {necessary: {levers: [road]}}}", levers=LEVERS)
    (found,) = winset.claims(gone, draws=0, without=["paper"], thorough=True).without
    assert found.rise == ()
    assert without_sources(gone, ["paper"])[0].file.claims["C1"].asks == ()


def test_a_question_goes_with_what_it_asks_about() -> None:
    asked = data(sources={"memo": {"title": "A memo", "published": "2023-07-01"}})
    asked["variants"]["silent_town"]["cite"] = {"source": "memo", "says": "the town said nothing"}
    left, parts = without_sources(winset.parse(json.dumps(asked)), ["memo"])
    assert "silent_town" not in left.file.variants
    assert not any(each.under for each in left.file.questions.values())
    assert {"Q1", "Q3"} <= set(left.file.questions)
    assert any(part.path.startswith("questions.Q2") for part in parts)


def test_a_trace_without_a_source_tells_of_the_claims_that_go(tmp_path: Path, call: Call) -> None:
    written = tmp_path / "case.yaml"
    written.write_text(json.dumps(data()), "utf-8")
    found = call("trace", str(written), "--without", "paper", "--json")
    assert found.exit_code == 0, found.output
    (without,) = json.loads(found.stdout)["without"]
    gone = {part["path"] for part in without["left_out"]}
    assert {"claims.K1", "claims.C1.asks.1"} <= gone
    assert "claims.C1" not in gone


def test_plain_values_are_put_in_and_the_rest_is_shared(case: winset.Case) -> None:
    town = ("parties", "coast", "ratifiers", "town")
    made = with_values(case.root, {(*town, "counts_as"): "cost", (*town, "name"): "All of the town"})
    assert node_at(made, (*town, "counts_as")) == "cost"
    assert node_at(made, (*town, "name")) == "All of the town"
    # What was there is as it was, and what is not touched is the same.
    assert node_at(case.root, (*town, "counts_as")) is None
    assert node_at(case.root, (*town, "name")) == "The town"
    assert made["claims"] is case.root["claims"]
    assert with_values(case.root, {}) is case.root


def test_who_counts_is_changed_and_nothing_else(case: winset.Case) -> None:
    alone = counting_only(case, ["coast.mayor"], waived=False)
    roles = {
        f"{party}.{id_}": who.counts_as for party, it in alone.file.parties.items() for id_, who in it.ratifiers.items()
    }
    assert roles == {"coast.mayor": "veto", "coast.town": "ignored", "island.council": "ignored"}
    assert alone.file.claims == case.file.claims
    # A fault of what is then left is told.
    with pytest.raises(CaseError, match="in other roles: no ratifier is a veto"):
        counting_only(case, ["coast.mayor", "coast.town", "island.council"], waived=True)

"""Claims and questions must name what is there: one edit of a sound case, and the problem that comes of it."""

import pytest
from broken import DATA, edited, problems, read_faults

import winset
from winset.case.leaving_out import without_inputs, without_sources
from winset.case.redaction import redact, redacted_text

CLAIMS = (DATA / "claims.yaml").read_text(encoding="utf-8")


def test_the_sound_case_has_no_problems_and_all_its_claims_are_told() -> None:
    case = winset.parse(CLAIMS, "c")
    assert case.warnings == ()
    found = {each.id: each for each in winset.claims(case, draws=0).claims}
    assert not any(each.why for id_, each in found.items() if id_ != "C3")
    assert all(each.result is not None for each in winset.answers(case).questions)


@pytest.mark.parametrize(("old", "new", "problem"), read_faults("claims_faults.txt"))
def test_one_fault_gives_one_problem_with_its_place(old: str, new: str, problem: str) -> None:
    assert problems(edited(CLAIMS, (old, new))) == [problem]


def test_an_ask_asks_one_thing() -> None:
    (two,) = problems(edited(CLAIMS, ("asks: {deal: {}}", "asks: {deal: {}, ratifiers: {at_least: 1}}")))
    assert "an ask asks one thing; found deal, ratifiers" in two
    (none,) = problems(edited(CLAIMS, ("asks: {deal: {}}", "asks: {answer: no}")))
    assert "an ask asks one thing; found none" in none


def test_all_faults_are_told_at_once() -> None:
    faulty = edited(
        CLAIMS,
        ("waiving: [coast.town]", "waiving: [coast.twon]"),
        ("under: [gone]", "under: [gon]"),
        ("against: [C1]", "against: [C9]"),
        ("over: [mood]", "over: [mod]"),
    )
    assert len(problems(faulty)) == 4


def test_a_variant_may_take_away_what_a_claim_asks_about() -> None:
    # Under `gone` there is no visit: nothing is wrong with the case, and the claim cannot be asked there.
    under = winset.parse(CLAIMS, "c").with_variants("gone")
    found = winset.claims(under, "C2", draws=0).claims[0]
    assert found.why == "the case has no lever `visit`"


def test_a_claim_keeps_its_other_asks_where_a_lever_is_left_out() -> None:
    case = winset.parse(edited(CLAIMS, ("visit: {by: coast,", "visit: {cite: {source: other}, by: coast,")), "c")
    left, parts = without_sources(case, ["other"])
    assert [ask.kind for ask in left.file.claims["C2"].asks] == ["better_course"]
    assert "claims.C2.asks.0" in {part.path for part in parts}
    assert "K1" not in left.file.claims


def test_what_is_redacted_loads_again_with_what_its_claims_ask() -> None:
    case = winset.parse(
        CLAIMS.replace("published: 2023-06-01}", "published: 2023-06-01, circulation: restricted}"), "c"
    )
    made = winset.parse(redacted_text(redact(case, "open")), "again")
    assert list(made.file.claims) == ["C1", "C2", "C3"]
    assert made.file.claims["C1"].asks == case.file.claims["C1"].asks
    assert made.file.questions == case.file.questions


def test_inputs_left_out_are_as_if_nobody_knew_them() -> None:
    case = winset.parse(CLAIMS, "c")
    left, parts = without_inputs(case, ["coast.mayor.otherwise", "coast.town.young.votes", "levers.visit.cost"])
    assert left.file.parties["coast"].ratifiers["mayor"].otherwise == "open"
    votes = left.file.parties["coast"].ratifiers["town"].blocs["young"].votes
    assert votes is None or votes.least == 0
    assert left.file.levers["visit"].cost is None
    assert {part.happened for part in parts} <= {"dropped", "bounds"}
    assert without_inputs(case, []) == (case, ())

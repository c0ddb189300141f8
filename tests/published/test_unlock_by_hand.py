"""Unlocks in the bundled cases, as derived by hand from the votes and the polls."""

from fractions import Fraction

import pytest
from panama_expected import UNLOCKS

import winset
from winset.model.result import Verdict


def seen(value: object) -> object:
    """A value to compare with whole numbers, which exact ones equal."""
    return value


READINGS = {
    "every deal": ((), None),
    "every deal, bakers_word": (("bakers_word",), None),
    "with the reservation": ((), "reservation=deconcini"),
    "with the reservation, bakers_word": (("bakers_word",), "reservation=deconcini"),
}
GOVERNMENT, SENATE = "panama.government", "united_states.senate"


@pytest.mark.parametrize("asked", UNLOCKS)
def test_panama_the_smallest_sets_of_levers(asked: str) -> None:
    variants, where = READINGS[asked]
    case = winset.load("panama-1978").with_variants("treaties_as_signed", *variants)
    result = winset.unlock(case, where=where)
    assert [set(row.levers) for row in result.unlocks if not row.sure] == UNLOCKS[asked]
    assert not any(row.sure for row in result.unlocks)  # 61 sure votes at the most, of 67


def test_panama_the_reservation_alone_breaks_both_and_the_wording_repairs_it() -> None:
    case = winset.load("panama-1978").with_variants("treaties_as_signed")
    result = winset.unlock(case, where="reservation=deconcini")
    alone = {row.lever: row for row in result.alone}
    # Text 3 is new, and 39 senators and Panama refuse it.
    assert dict(alone["deconcini_reservation"].turns) == {GOVERNMENT: 1, SENATE: 1}
    assert (alone["deconcini_reservation"].deals, alone["deconcini_reservation"].possible) == (1, 0)
    (found,) = result.unlocks
    steps = {step.lever: step for step in found.steps}
    assert set(steps["non_intervention_wording"].lifts) == {GOVERNMENT, SENATE}
    assert steps["non_intervention_wording"].without is Verdict.REFUSED
    assert steps["deconcini_reservation"].without is Verdict.NO_DEALS
    assert steps["deconcini_reservation"].puts
    assert dict(found.example.options)["non_intervention"] == "renounced"


def test_panama_the_amendments_lift_the_no_of_the_senate() -> None:
    case = winset.load("panama-1978").with_variants("treaties_as_signed", "bakers_word")
    (found,) = winset.unlock(case).unlocks
    assert [(step.lever, step.lifts, step.turns) for step in found.steps] == [("leadership_amendments", (SENATE,), ())]
    # No source puts a price on a lever.
    assert [cost.missing for cost in found.costs] == [("leadership_amendments",)]
    assert found.undominated is None


def test_japan_no_levers_reach_a_treaty_with_islands() -> None:
    result = winset.unlock(winset.load("japan-russia"), where="with_islands", party="japan")
    assert result.impossible
    (row,) = result.opinions
    # Against two islands 71, so 29 for at the most, of 50: 21 points. On record: 7 in 2016, 17 in 2018.
    assert seen((row.ratifier, row.needed, row.support[1])) == ("russia.public", 21, 29)
    assert {pull.lever: pull.bound for pull in row.pulls} == {"outreach_to_russians": 10, "economic_projects": 10}
    assert seen((row.most, row.within)) == (20, False)
    assert all(pull.quotations for pull in row.pulls)
    # Both publics stand in the way, so no bound alone does: 26 points lack in Japan, where 10 are the most.
    assert result.bindings == ()
    formula = winset.unlock(winset.load("japan-russia"), where="formula_1956")
    assert {each.ratifier: each.needed for each in formula.opinions} == {"russia.public": 21, "japan.public": 26}


def test_japan_the_bound_that_binds_once_the_japanese_public_only_costs() -> None:
    case = winset.load("japan-russia").with_variants("japanese_public_costs")
    result = winset.unlock(case, where="with_islands")
    assert result.impossible
    assert seen({(row.lever, row.most, row.needed) for row in result.bindings}) == {
        ("outreach_to_russians", 10, 21),
        ("economic_projects", 10, 21),
    }
    said = result.sentence()
    assert "mpossible within bounds" in said
    assert "21 points" in said
    assert "10 at most" in said


def test_japan_what_is_there_needs_no_lever() -> None:
    result = winset.unlock(winset.load("japan-russia"), party="japan")
    assert [row.levers for row in result.unlocks] == [(), ()]
    assert [row.costs for row in result.unlocks] == [(), ()]
    assert result.budgets[0].budget == Fraction(0)

"""The Good Friday Agreement before two electorates: what its README derives by hand, against the case.

60 for, 25 against and 15 undecided are 60 of 85, or 70.588 per cent, of those decided. How polls are read is tested on
the same series in `test_rules_of_standing`, two electorates in `test_rules_of_bodies`.
"""

from fractions import Fraction

import pytest
from bundled import conflicts, known_by_its_day, outcome, waivers
from small_cases import stand

import winset
from winset.model.result import Verdict

NORTH, NEEDED, REPUBLIC = "northern_ireland.electorate", "northern_ireland.consensus", "ireland.electorate"


@pytest.fixture(scope="module")
def case() -> winset.Case:
    return winset.load("good-friday-1998")


def test_nothing_in_it_is_later_than_it_and_the_results_are_not_in_it(case: winset.Case) -> None:
    assert case.warnings == ()
    assert known_by_its_day(case)
    north, republic = outcome("good-friday-1998")["referendums"]
    assert (north["yes_per_cent"], republic["yes_per_cent"]) == ("71.12", "94.39")


def test_both_rules_read_the_same_polls(case: winset.Case) -> None:
    north = case.file.parties["northern_ireland"].ratifiers
    assert north["electorate"].polls == north["consensus"].polls
    assert list(north["electorate"].polls) == ["april", "may_12", "may_19"]


# Readings: what the voters and the consensus say, and the points that the consensus lacks at least and at most.
READINGS = {
    (): ("yes", None),  # 70.588 is 5.588 above 65
    ("seventy",): ("yes", None),  # and 0.588 above 70
    ("undecided_count",): ("open", (0, 5)),  # 60 to 75 of those asked
    ("undecided_count", "seventy"): ("open", (0, 10)),
    ("a_week_before",): ("yes", None),  # 69
    ("a_week_before", "seventy"): ("no", (1, 1)),  # 70 - 69
}
VERDICTS = {"yes": Verdict.RATIFIED, "open": Verdict.OPEN, "no": Verdict.REFUSED}


@pytest.mark.parametrize("readings", READINGS)
def test_the_law_is_met_on_every_reading_and_the_threshold_is_not(case: winset.Case, readings: tuple[str, ...]) -> None:
    answer, points = READINGS[readings]
    assert winset.deals(case.with_variants(*readings)).verdict is Verdict.RATIFIED
    assert stand(case.with_variants(*readings), NORTH).answer == "yes"

    binding = case.with_variants(*readings, "it_binds")
    found = winset.blockers(binding)
    row = stand(binding, NEEDED)
    assert (row.answer, found.verdict) == (answer, VERDICTS[answer])
    lacks = [(part.kind, int(part.least), int(part.most)) for part in row.shortfalls]
    assert lacks == ([] if points is None else [("opinion", *points)])
    if answer == "no":
        assert conflicts(found) == waivers(found, sure=True) == {frozenset({NEEDED})}


def test_it_holds_at_the_stated_values_only(case: winset.Case) -> None:
    assert winset.deals(case).about.stated


def test_an_unread_republic_leaves_it_open(case: winset.Case) -> None:
    found = winset.deals(case.with_variants("republic_unread"))
    assert (found.verdict, found.settles) == (Verdict.OPEN, (REPUBLIC,))


def test_the_lever_is_bounded_by_the_largest_rise_on_record(case: winset.Case) -> None:
    """70.6 - 69 = 1.6 points, where one is lacking; April's 83.9 less 69 was the largest movement, and a fall."""
    bound = case.file.levers["assure_voters"].bound
    assert bound is not None
    assert bound.points is not None
    assert bound.points.most == Fraction("70.6") - 69 == Fraction("1.6")
    assert round(100 * Fraction(60, 85), 1) == Fraction("70.6")
    for effect in case.file.levers["assure_voters"].effects.values():
        assert effect.support is not None
        assert effect.support.points.most == bound.points.most
    (lack,) = stand(case.with_variants("a_week_before", "seventy", "it_binds"), NEEDED).shortfalls
    assert lack.most < bound.points.most < 2

"""A course of two years and one of a lever and a treaty, worked out by hand."""

import pytest

import winset
from winset.case.load import Case

# What is in force when a year begins brings its points, so a pact of the first year brings four points in the second,
# with a chance of a half: 2 points for an effort of 1. A pact of the second year would bring none.
PACT = """
winset: 1
title: Land
as_of: 2020-01-01
issues: {land: {name: Land, options: {none: None, some: Some}}}
status_quo: {land: none}
parties:
  north: {lead: cabinet, ratifiers: {cabinet: {name: The cabinet, otherwise: accepts}}}
  south: {lead: council, ratifiers: {council: {name: The council, otherwise: accepts}}}
effort: days
goals:
  peace: {name: Peace, points: {land: {some: 4}}, attention: {low: 1, likely: 1, high: 3, why: assumed}}
course:
  for: north
  period: a year
  horizon: [2]
  afterwards: nothing
  arrange: {pact: {name: Sign the pact, package: {land: some}, cost: 1, chance: {is: 0.5, why: assumed}}}
  outcomes: {deal: {land: some}, left: {}}
"""
# The council says no unless the mood is warm, and only the lever makes it so.
TREATY = """
winset: 1
title: Land
as_of: 2020-01-01
issues: {land: {name: Land, options: {none: None, some: Some}}}
status_quo: {land: none}
conditions: {mood: {name: The mood, options: {cold: Cold, warm: Warm}, now: cold}}
parties:
  north: {lead: cabinet, ratifiers: {cabinet: {name: The cabinet, otherwise: accepts}}}
  south:
    lead: council
    ratifiers:
      council: {name: The council, refuses: {cold: {when: {mood: cold, land: some}}}, otherwise: accepts}
levers:
  visit: {name: Go there, by: north, cost: 1, effects: {warms: {set: {mood: warm}}}}
  letter: {name: Write, by: north, cost: 1, effects: {cools: {set: {mood: cold}}}}
goals: {peace: {name: Peace, points: {land: {some: 4}}}}
course:
  for: north
  period: a year
  horizon: [5]
  afterwards: nothing
  propose: {treaty: {name: Put it, package: {land: some}, cost: 1}}
"""


@pytest.fixture(scope="module")
def pact() -> Case:
    return winset.parse(PACT)


def test_the_advice_turns_where_effort_costs_what_the_pact_brings(pact: Case) -> None:
    for rows in winset.course(pact).prices:
        low, high = rows
        assert (low.low, low.first.id, low.uses) == (0, "pact", ("pact",))
        assert (low.gain, low.effort) == pytest.approx((2, 1))
        assert low.high == high.low == pytest.approx(2)
        assert (high.high, high.first.id, high.uses) == (None, "wait", ())


def test_points_of_any_size_have_a_price_at_which_they_are_not_worth_it() -> None:
    """Four thousand million million points a year, with a chance of a half, for an effort of 1: up to half of that."""
    large = winset.parse(PACT.replace("{land: {some: 4}}", "{land: {some: 4000000000000000}}"))
    for rows in winset.course(large).prices:
        assert [row.first.id for row in rows] == ["pact", "wait"]
        assert rows[0].high == pytest.approx(2e15)


def test_a_question_on_the_time_left_tells_the_two_years_apart(pact: Case) -> None:
    for story in winset.course(pact).stories:
        told = {leaf.tests: (leaf.doing.id, round(leaf.share, 9), round(leaf.right, 9)) for leaf in story.leaves}
        assert told == {
            (("At most 1 period left", True),): ("wait", 0.5, 1),
            (("At most 1 period left", False),): ("pact", 0.5, 1),
        }
        assert story.covered == pytest.approx(1)


def test_the_treaty_takes_two_years_and_the_visit() -> None:
    reach = winset.course(winset.parse(TREATY)).reach
    assert reach.possible
    assert (reach.periods, reach.needed, reach.never) == (2, ("visit",), ())


def test_without_the_visit_the_council_says_no_to_all() -> None:
    useless = TREATY.replace("warms: {set: {mood: warm}}", "warms: {set: {mood: cold}}")
    reach = winset.course(winset.parse(useless)).reach
    assert not reach.possible
    assert reach.never == ("south.council",)

"""Goals side by side, by hand."""

import pytest

import winset
from winset import CaseError, GoalsResult

CASE = """\
winset: 1
title: Two aims
as_of: 2024-01-01
issues:
  treaty: {options: [none, road, well]}
status_quo: {treaty: none}
parties:
  north: {lead: cabinet, ratifiers: {cabinet: {otherwise: accepts}}}
  south: {lead: king, ratifiers: {king: {otherwise: KING}}}
goals:
  trade: {name: Trade, points: {treaty: {road: 4}}, attention: 1, why: assumed}
  water: {name: Water, points: {treaty: {well: 1}}, attention: 1, why: assumed}
course:
  for: north
  period: a year
  horizon: [3]
  propose: {deal: {package: {treaty: [road, well]}, cost: 1, why: assumed}}
"""


def answered(king: str = "accepts", text: str = CASE) -> GoalsResult:
    return winset.goals(winset.parse(text.replace("KING", king), "case.yaml"))


def test_gain_effort_and_rate_by_hand() -> None:
    # Put at once, the road is in force for two of the three years: 8 points for 1; the well 2 for 1.
    trade, water = answered().goals
    assert [(row.gain, row.effort) for row in trade.best] == [(8, 1), (8, 1)]
    assert [(row.gain, row.effort) for row in water.best] == [(2, 1), (2, 1)]
    assert (trade.rate, water.rate) == ((8, 8), (2, 2))


def test_a_goal_is_dropped_where_effort_is_worth_its_whole_gain() -> None:
    trade, water = answered().goals
    assert [at and round(at, 6) for at in trade.drops_at] == [8, 8]
    assert [at and round(at, 6) for at in water.drops_at] == [2, 2]


def test_the_weight_at_which_another_deal_is_put() -> None:
    # With weight w for trade the road brings 8w, the well 2(1 - w), both for the same effort: they part at w = 1/5.
    (row, *_) = answered().weighed
    assert (row.one, row.other) == ("trade", "water")
    well, road = row.stretches
    assert well.high == road.low == pytest.approx(0.2)
    assert (well.gains, road.gains) == ((0, 2), (8, 0))
    assert dict(well.first.package) == {"treaty": "well"}
    assert dict(road.first.package) == {"treaty": "road"}


def test_what_can_be_had_as_things_stand() -> None:
    trade = answered().goals[0].ratifiable
    assert trade.sure is not None
    assert trade.sure[0] == 4
    assert trade.sure[1].as_dict() == {"treaty": "road"}
    unknown = answered("open").goals[0].ratifiable
    assert unknown.sure is None
    assert unknown.possible is not None
    refused = answered("refuses").goals[0].ratifiable
    assert (refused.sure, refused.possible) == (None, None)


def test_a_goal_that_nobody_can_serve_pays_nothing() -> None:
    result = answered("refuses")
    assert all(row.gain == 0 and row.first.id == "wait" for goal in result.goals for row in goal.best)
    assert result.sentence().startswith("None of the goals pays")


def test_the_points_of_a_ratifier_by_weights() -> None:
    text = CASE.replace(
        "cabinet: {otherwise: accepts}", "cabinet: {points: {treaty: {none: 0, road: 3, well: 1}}, otherwise: accepts}"
    ).replace("points: {treaty: {road: 4}}", "ratifier: north.cabinet, weights: {treaty: 2}")
    trade = answered(text=text).goals[0]
    assert trade.best[0].gain == 2 * 2 * 3


def test_the_horizon_with_and_without_what_is_in_force() -> None:
    text = CASE.replace("horizon: [3]", "horizon: [1, 3]\n  discount: 0.5")
    trade = answered(text=text).goals[0]
    gains = {(row.periods, row.in_force): row.gain for row in trade.looked if row.lent == 1}
    # One year: nothing yet, but half of 4 + 2 + 1 + ... = 8 afterwards; attention 1 is less than 4, so it is put.
    assert gains[1, True] == pytest.approx(4)
    assert gains[1, False] == 0
    # Three years: 2 + 1, and 8 / 8 afterwards.
    assert gains[3, False] == pytest.approx(3)
    assert gains[3, True] == pytest.approx(4)


def test_without_goals_or_a_course_the_answer_says_what_is_missing() -> None:
    bare = CASE[: CASE.index("goals:")].replace("KING", "accepts")
    assert "no section `course`" in winset.goals(winset.parse(bare, "case.yaml")).sentence()
    aimless = bare + CASE[CASE.index("course:") :]
    assert "no section `goals`" in winset.course(winset.parse(aimless, "case.yaml")).sentence()


def test_an_unknown_goal_is_told() -> None:
    with pytest.raises(CaseError, match="there is no goal `traid`"):
        winset.course(winset.parse(CASE.replace("KING", "accepts"), "case.yaml"), goal="traid")

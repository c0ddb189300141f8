"""Unlocks of deals that a party prefers to the status quo: by hand, and against trying everything."""

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import oracle
import winset
from lever_strategies import cases_with_levers
from oracle import levers as by_hand
from oracle.scene import Scene, deals
from winset.case.load import Case, parse
from winset.case.patterns import EVERYTHING
from winset.settlement.unlock_bounds import Asked

GROUND = """
winset: 1
title: A toll
as_of: 2024-05-01
issues: {treaty: {options: [none, signed]}, toll: {ordered: yes, options: [low, middle, high]}}
status_quo: {treaty: none, toll: low}
deal: {treaty: signed}
conditions: {mediator: {options: [away, here], now: away}}
"""
SOUTH = """
  south: {ratifiers: {council: {refuses: {alone: {when: {toll: [middle, high], mediator: away}}}, otherwise: accepts}}}
levers:
  invite: {by: north, cost: 2, effects: {o: {set: {mediator: here}}}}
"""


def made(north: str) -> Case:
    return parse(f"{GROUND}\nparties:\n{north}\n{SOUTH}")


POINTS = """
  north:
    lead: cabinet
    ratifiers:
      cabinet: {points: {treaty: {none: 3, signed: 0}, toll: {low: 0, middle: 3, high: 5}}, no_deal: 0}
"""


def test_deals_that_a_lead_with_points_likes_no_better_are_left_aside() -> None:
    # The status quo is worth 3, no deal only 0: so a treaty with a low toll (0) or a middle one (3) is accepted and not
    # preferred, and only a high toll (5) is. The south refuses that one until the mediator comes.
    everyone = winset.unlock(made(POINTS))
    assert [row.levers for row in everyone.unlocks] == [(), ()]
    result = winset.unlock(made(POINTS), party="north")
    assert [(row.levers, row.sure, row.opens, row.preferred) for row in result.unlocks] == [
        (("invite",), True, 1, 1),
        (("invite",), False, 1, 1),
    ]
    assert result.unlocks[0].example.as_dict() == {"treaty": "signed", "toll": "high"}
    assert result.wishes is not None
    assert (result.wishes.by, result.wishes.preferred, result.wishes.untold, result.wishes.unwanted) == (
        "points",
        1,
        0,
        2,
    )
    assert (result.sure, result.possible) == (1, 1)  # a low toll, which is ratified as things stand


RANKING = """
  north:
    lead: cabinet
    ratifiers: {cabinet: {prefers: {treaty: [signed, none], toll: [low, middle, high]}, otherwise: accepts}}
"""


def test_of_mixed_deals_a_ranking_cannot_tell_and_they_are_looked_for() -> None:
    # A treaty is better than none. Low is as it was: preferred. A higher toll is worse: mixed, so nobody can tell.
    result = winset.unlock(made(RANKING), party="north")
    assert result.wishes is not None
    assert (result.wishes.by, result.wishes.preferred, result.wishes.untold, result.wishes.unwanted) == (
        "ranking",
        1,
        2,
        0,
    )
    assert [(row.levers, row.opens, row.preferred) for row in result.unlocks if row.sure] == [((), 1, 1)]


def test_a_ranking_that_likes_no_treaty_leaves_nothing_to_unlock() -> None:
    north = RANKING.replace("[signed, none]", "[none, signed]").replace("[low, middle, high]", "[low, high]")
    # Low: worse on the one issue that differs. High: worse on both. Middle is unranked: the ranking is silent.
    result = winset.unlock(made(north), party="north")
    assert result.wishes is not None
    assert (result.wishes.preferred, result.wishes.untold, result.wishes.unwanted) == (0, 1, 2)
    assert [(row.levers, row.opens, row.preferred) for row in result.unlocks if row.sure] == [(("invite",), 1, 0)]


def test_a_lead_without_points_or_ranking_narrows_nothing_and_that_is_said() -> None:
    result = winset.unlock(made("  north: {lead: cabinet, ratifiers: {cabinet: {otherwise: accepts}}}"), party="north")
    assert result.wishes is not None
    assert result.wishes.by == "nothing"
    assert [(row.levers, row.preferred) for row in result.unlocks if row.sure] == [((), None)]
    assert (
        winset.unlock(made("  north: {ratifiers: {cabinet: {otherwise: accepts}}}"), party="north").wishes is not None
    )


def test_without_a_party_nobody_is_asked_what_it_prefers() -> None:
    result = winset.unlock(made(POINTS))
    assert result.wishes is None
    assert {row.preferred for row in result.unlocks} == {None}


SETTINGS = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
)


@SETTINGS
@given(cases_with_levers(), st.booleans(), st.data())
def test_all_unlocks_of_deals_that_a_party_may_prefer_are_found(data: Any, sure: bool, draw: st.DataObject) -> None:
    case = parse(json.dumps(data))
    party = draw.draw(st.sampled_from(sorted(data["parties"])))
    for world in oracle.every_world(case.file)[:2]:
        found = set(Asked(case, world, EVERYTHING, party).ways().search.unlocks(sure).sets)
        assert found == by_hand.unlocks(data, world, EVERYTHING, sure, party)


@SETTINGS
@given(cases_with_levers(most=1), st.data())
def test_the_wishes_are_counted_as_the_definition_counts_them(data: Any, draw: st.DataObject) -> None:
    case = parse(json.dumps(data))
    party = draw.draw(st.sampled_from(sorted(data["parties"])))
    world = oracle.every_world(case.file)[0]
    wishes = winset.unlock(case, world=world, party=party).wishes
    assert wishes is not None
    scenes = [Scene(case.file, world, package) for package in deals(case.file, world)]
    assert wishes.unwanted == sum(by_hand.no_better(case.file, party, scene) for scene in scenes)
    assert wishes.preferred + wishes.untold + wishes.unwanted == len(scenes)

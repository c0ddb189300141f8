"""Unlocks where conditions are unknown: every world, and the sets that work in all of them or in some."""

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import winset
from lever_strategies import cases_with_levers
from winset.case.load import Case, parse
from winset.model.result import Verdict
from winset.settlement.unlock_records import Across, UnlockResult

CASE = """
winset: 1
title: A bridge
as_of: 2024-05-01
issues: {bridge: {options: [none, built]}}
status_quo: {bridge: none}
conditions:
  river: {options: [calm, wild], now: unknown}
  guard: {options: [absent, posted], now: absent}
  dam: {options: [none, raised], now: none}
parties:
  north:
    lead: cabinet
    ratifiers:
      cabinet:
        refuses:
          unguarded: {when: {bridge: built, river: calm, guard: absent}}
          washed_away: {when: {bridge: built, river: wild, dam: none}}
        otherwise: accepts
levers:
  post_guard: {by: north, effects: {o: {set: {guard: posted}}}}
  raise_dam: {by: north, effects: {o: {set: {dam: raised}}}}
"""


def works(result: UnlockResult, sure: bool = True) -> list[tuple[tuple[str, ...], tuple[int, ...], bool]]:
    return [(row.levers, row.worlds, row.everywhere) for row in result.across if row.sure is sure]


def test_each_world_needs_its_lever_and_both_together_work_in_all() -> None:
    # Calm: the guard is what lacks. Wild: the dam. Neither is enough if nobody knows which; both are.
    result = winset.unlock(parse(CASE))
    assert [dict(row.world)["river"] for row in result.worlds] == ["calm", "wild"]
    assert [row.sure_sets for row in result.worlds] == [(("post_guard",),), (("raise_dam",),)]
    assert works(result) == [
        (("post_guard", "raise_dam"), (0, 1), True),
        (("post_guard",), (0,), False),
        (("raise_dam",), (1,), False),
    ]


def test_a_world_in_which_nothing_works_leaves_nothing_that_works_in_all() -> None:
    case = parse(CASE.replace("dam: none}}", "dam: [none, raised]}}"))
    result = winset.unlock(case)
    assert [row.sure_sets for row in result.worlds] == [(("post_guard",),), ()]
    assert works(result) == [(("post_guard",), (0,), False)]


def test_a_verdict_that_differs_among_worlds_is_open() -> None:
    case = parse(CASE.replace("washed_away: {when: {bridge: built, river: wild, dam: none}}", ""))
    result = winset.unlock(case)
    assert [row.verdict for row in result.worlds] == [Verdict.REFUSED, Verdict.RATIFIED]
    assert result.verdict is Verdict.OPEN
    assert works(result) == [(("post_guard",), (0, 1), True), ((), (1,), False)]


def test_what_the_question_says_is_known() -> None:
    result = winset.unlock(parse(CASE), world={"river": "wild"})
    assert (result.worlds, result.across) == ((), ())
    assert [row.levers for row in result.unlocks if row.sure] == [("raise_dam",)]


SETTINGS = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


def rows(result: UnlockResult, sure: bool) -> list[Across]:
    return [row for row in result.across if row.sure is sure]


@SETTINGS
@given(cases_with_levers(most=3), st.booleans())
def test_worlds_are_answered_as_if_each_were_known(data: Any, sure: bool) -> None:
    case: Case = parse(json.dumps(data))
    result = winset.unlock(case)
    if not result.worlds:
        return
    by_world = []
    for row in result.worlds:
        alone = winset.unlock(case, world=dict(row.world))
        sets = row.sure_sets if sure else row.possible_sets
        assert set(map(frozenset, sets)) == {frozenset(each.levers) for each in alone.unlocks if each.sure is sure}
        assert (row.verdict, row.sure, row.possible) == (alone.verdict, alone.sure, alone.possible)
        by_world.append([frozenset(levers) for levers in sets])
    for across in rows(result, sure):
        expected = [at for at, sets in enumerate(by_world) if any(one <= set(across.levers) for one in sets)]
        assert list(across.worlds) == expected
        assert across.everywhere == (len(expected) == len(by_world))
    # Whatever set of levers works in every world holds one that is told.
    ids = list(data["levers"])
    for number in range(2 ** len(ids)):
        chosen = {id_ for at, id_ in enumerate(ids) if number >> at & 1}
        if all(any(one <= chosen for one in sets) for sets in by_world):
            assert any(set(row.levers) <= chosen for row in rows(result, sure) if row.everywhere)

"""Minimal unlocks against trying every set, every order and every draw (`tests/oracle/levers`)."""

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import oracle
import strategies
from lever_strategies import cases_with_levers
from oracle import levers as by_hand
from winset.case.load import Case, parse
from winset.case.patterns import EVERYTHING, Pattern, parse_pattern
from winset.settlement.unlock_bounds import Asked

SETTINGS = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
)
Sets = set[frozenset[str]]


def case_of(data: Any) -> Case:
    return parse(json.dumps(data))


def found(case: Case, world: dict[str, str], sure: bool, where: Pattern = EVERYTHING) -> Sets:
    answer = Asked(case, world, where).ways().search.unlocks(sure)
    sets = answer.sets
    assert answer.complete
    assert len(sets) == len(set(sets))
    return set(sets)


@SETTINGS
@given(cases_with_levers(), st.booleans(), st.data())
def test_all_minimal_unlocks_are_what_trying_everything_finds(data: Any, sure: bool, draw: st.DataObject) -> None:
    case = case_of(data)
    where = parse_pattern(draw.draw(strategies._some_pattern(strategies.vocabulary(data, conditions=False))))
    for world in oracle.every_world(case.file)[:2]:
        assert found(case, world, sure, where) == by_hand.unlocks(data, world, where, sure)


@SETTINGS
@given(cases_with_levers(most=3), st.booleans())
def test_every_reported_set_opens_a_deal_in_the_order_given_and_no_smaller_one_does(data: Any, sure: bool) -> None:
    case = case_of(data)
    (world, *_) = oracle.every_world(case.file)
    ways = Asked(case, world, EVERYTHING).ways()
    for levers in ways.search.unlocks(sure).sets:
        pulled = ways.likeliest(levers, sure)
        assert {lever for lever, _ in pulled} == levers
        assert ways.opens(ways.follow(pulled), sure)
        for spared in levers:
            assert not any(smaller <= levers - {spared} for smaller in found(case, world, sure))


@SETTINGS
@given(cases_with_levers(), st.booleans(), st.randoms(use_true_random=False))
def test_the_order_of_the_levers_in_the_file_changes_nothing(data: Any, sure: bool, random: Any) -> None:
    case = case_of(data)
    (world, *_) = oracle.every_world(case.file)
    ids = list(data["levers"])
    random.shuffle(ids)
    shuffled = case_of({**data, "levers": {id_: data["levers"][id_] for id_ in ids}})
    assert found(case, world, sure) == found(shuffled, world, sure)


@SETTINGS
@given(cases_with_levers(), st.booleans())
def test_a_bound_of_opinion_that_is_raised_never_takes_a_possibility_away(data: Any, sure: bool) -> None:
    case = case_of(data)
    (world, *_) = oracle.every_world(case.file)
    before = found(case, world, sure)
    levers = {id_: {**lever, **_raised(lever)} for id_, lever in data["levers"].items()}
    after = found(case_of({**data, "levers": levers}), world, sure)
    assert all(any(smaller <= one for smaller in after) for one in before)


def _raised(lever: Any) -> Any:
    """Twice the bound of points; a lever without one keeps none."""
    points = lever.get("bound", {}).get("points")
    return {"bound": {"points": str(2 * int(points))}} if points is not None else {}

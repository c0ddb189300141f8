"""Many levers: what is found exactly, and what is said where levers can be combined in more ways than are tried."""

import json
from fractions import Fraction
from typing import Any
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import oracle
import winset
from lever_strategies import cases_with_levers
from oracle import levers as by_hand
from winset.case.load import Case, parse
from winset.case.patterns import EVERYTHING
from winset.settlement import unlock_search
from winset.settlement.unlock_bounds import Asked
from winset.show.sentences import explain, sentence

Data = dict[str, Any]
REFUSERS = 12


def case_of(ratifiers: Data, levers: Data, conditions: Data) -> Case:
    data = {
        "winset": "1",
        "title": "Many levers",
        "as_of": "2024-05-01",
        "issues": {"pact": {"options": ["none", "signed"]}},
        "status_quo": {"pact": "none"},
        "conditions": conditions,
        "parties": {"side": {"ratifiers": ratifiers}},
        "levers": levers,
    }
    return parse(json.dumps(data))


def house(needed: int) -> Data:
    blocs = {"doves": {"votes": "50", "otherwise": "accepts"}, "hawks": {"votes": "rest", "otherwise": "refuses"}}
    return {"house": {"members": "100", "rule": {"at_least": str(needed)}, "blocs": blocs}}


def winning(votes: int, cost: int) -> Data:
    swing = {"ratifier": "side.house", "from": "hawks", "to": "doves", "votes": str(votes)}
    return {"by": "side", "cost": str(cost), "effects": {"o": {"swing": swing}}}


def test_a_lever_that_enables_all_others_does_not_defeat_the_search() -> None:
    # Nineteen levers need the mediator, whom a twentieth brings; together they could leave 2^19 states. Each lifts the
    # no of one of twelve ratifiers, the first seven of which two levers can each win: 2^7 sets of 13 levers.
    ids = [f"r{at}" for at in range(REFUSERS)]
    conditions: Data = {id_: {"options": ["cold", "warm"], "now": "cold"} for id_ in ids}
    conditions["mediator"] = {"options": ["away", "here"], "now": "away"}
    ratifiers = {
        f"of_{id_}": {"refuses": {"cold": {"when": {"pact": "signed", id_: "cold"}}}, "otherwise": "accepts"}
        for id_ in ids
    }
    levers: Data = {"bring": {"by": "side", "effects": {"o": {"set": {"mediator": "here"}}}}}
    for at in range(19):
        effect = {"set": {ids[at % REFUSERS]: "warm"}, "chance": "0.5"}
        levers[f"talk_{at}"] = {"by": "side", "requires": {"mediator": "here"}, "effects": {"o": effect}}
    result = winset.unlock(case_of(ratifiers, levers, conditions))
    assert result.complete
    for sure in (True, False):
        sets = {row.levers for row in result.unlocks if row.sure is sure}
        assert len(sets) == 2**7
        assert {(len(levers), levers[0]) for levers in sets} == {(13, "bring")}


def test_what_all_levers_together_do_not_reach_is_impossible_at_once() -> None:
    case = case_of(house(71), {f"win_{at}": winning(1, 1) for at in range(20)}, {})  # 50 and 20 are 70
    result = winset.unlock(case)
    assert result.impossible
    assert {search.tried for search in result.searches} == {1}
    (row,) = result.votes
    assert (row.needed, row.most, row.left) == ((Fraction(21),) * 2, Fraction(20), (Fraction(1),) * 2)
    # If one of them won 21 votes instead of one, it would be enough.
    assert {(bound.lever, bound.unit, bound.most, bound.needed, bound.sure) for bound in result.bindings} == {
        (f"win_{at}", "votes", Fraction(1), Fraction(21), True) for at in range(20)
    }


def test_half_of_twenty_levers_are_found_though_not_every_half_is() -> None:
    # Any 10 of 20 levers win the 10 votes that lack: 184,756 sets.
    result = winset.unlock(case_of(house(60), {f"win_{at}": winning(1, 1) for at in range(20)}, {}), party="side")
    assert (result.complete, result.impossible, result.about.exact) == (False, False, False)
    found = [row.levers for row in result.unlocks if row.sure]
    assert found
    assert len(set(found)) == len(found)
    assert {len(set(levers)) for levers in found} == {10}
    assert sentence(result).endswith("; not all sets of levers were tried.")
    assert any("The list is not complete" in said for said in explain(result))
    for search in result.searches:
        assert search.floor is not None
        assert search.floor <= 10  # what the missing sets cost
    data = result.to_data()
    assert data["about"]["exact"] is False
    assert [search["complete"] for search in data["searches"]] == [False, False]


def test_the_cheapest_is_found_first_for_the_party_that_is_asked_for() -> None:
    # One lever wins all 10 votes for 12; ten others win one each, for 1 each: those are the cheaper way.
    levers = {f"win_{at}": winning(1, 1) for at in range(10)} | {"all_at_once": winning(10, 12)}
    result = winset.unlock(case_of(house(60), levers, {}), party="side")
    assert [row.levers for row in result.unlocks if row.sure] == [
        tuple(f"win_{at}" for at in range(10)),
        ("all_at_once",),
    ]
    assert result.complete


def test_nothing_found_is_not_called_impossible_where_not_all_was_tried() -> None:
    # Fifteen levers each warm one and cool another: in what order they are pulled decides, and it takes all of them.
    conditions = {f"c{at}": {"options": ["cold", "warm"], "now": "cold"} for at in range(15)}
    refuses = {f"cold_{at}": {"when": {"all": [{"pact": "signed"}, {f"c{at}": "cold"}]}} for at in range(15)}
    levers = {
        f"stir_{at}": {
            "by": "side",
            "effects": {"a": {"set": {f"c{at}": "warm"}}, "b": {"set": {f"c{(at + 4) % 15}": "cold"}}},
        }
        for at in range(15)
    }
    ratifiers = {"cabinet": {"refuses": refuses, "otherwise": "accepts"}}
    result = winset.unlock(case_of(ratifiers, levers, conditions))
    # Whatever is pulled last leaves something cold: there is no unlock, and it takes all orders to know.
    assert result.unlocks == ()
    if not result.complete:
        assert not result.impossible
        assert sentence(result).startswith("Nothing was found that opens a deal, and not all sets of levers were tried")


SETTINGS = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
)


@SETTINGS
@given(cases_with_levers(), st.booleans(), st.integers(1, 6), st.integers(1, 3))
def test_what_is_found_in_few_tries_is_right_and_what_is_missed_is_said(
    data: Any, sure: bool, tried: int, most: int
) -> None:
    case = parse(json.dumps(data))
    world = oracle.every_world(case.file)[0]
    party = sorted(data["parties"])[0]
    with (
        patch.object(unlock_search, "MOST_TRIED", tried),
        patch.object(unlock_search, "MOST_SETS", most),
        patch.object(unlock_search, "MOST_DIVED", tried),
    ):
        found = Asked(case, world, EVERYTHING, party).ways().search.unlocks(sure)
    every = by_hand.unlocks(data, world, EVERYTHING, sure, party)
    assert set(found.sets) <= every
    assert len(set(found.sets)) == len(found.sets)
    if found.complete:
        assert set(found.sets) == every
    for missed in every - set(found.sets):
        if found.floor is not None:
            assert sum((_cost(case, lever, party) for lever in missed), Fraction(0)) >= found.floor


def _cost(case: Case, lever: str, party: str) -> Fraction:
    written = case.file.levers[lever]
    return written.cost.value if written.by == party and written.cost is not None else Fraction(0)

"""Unlocks by search: the same as going through all packages, and right where only search can answer."""

import json
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import winset
from lever_strategies import cases_with_levers
from winset.case.load import Case, parse
from winset.case.problems import CaseError
from winset.model.result import Verdict
from winset.settlement.survey import TooManyPackagesError
from winset.settlement.unlock import unlock
from winset.settlement.unlock_records import UnlockResult

SETTINGS = settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)

BUNDLED = ["panama-1978", "harbour", "japan-russia", "ceta-2016", "jcpoa-2015", "prespa-2018", "good-friday-1998"]


def sets_of(result: UnlockResult) -> set[tuple[bool, frozenset[str]]]:
    return {(row.sure, frozenset(row.levers)) for row in result.unlocks}


def same(listed: UnlockResult, proven: UnlockResult) -> None:
    """What both engines must agree on, whichever packages they show."""
    assert proven.about.engine == "constraint solver"
    assert not proven.out_of_time
    assert proven.verdict == listed.verdict
    assert (proven.sure, proven.possible) == (listed.sure, listed.possible)
    assert proven.conflicts == listed.conflicts
    assert proven.wishes == listed.wishes
    assert proven.worlds == listed.worlds
    assert proven.across == listed.across
    assert proven.alone == listed.alone
    if listed.complete and proven.complete:
        assert sets_of(proven) == sets_of(listed)
        by_levers = {(row.sure, frozenset(row.levers)): row for row in listed.unlocks}
        for row in proven.unlocks:
            other = by_levers[row.sure, frozenset(row.levers)]
            assert (row.opens, row.preferred, row.costs, row.chance) == (
                other.opens,
                other.preferred,
                other.costs,
                other.chance,
            )
        assert [row.lever for row in proven.bindings] == [row.lever for row in listed.bindings]


@SETTINGS
@given(cases_with_levers(most=3), st.data())
def test_both_engines_find_the_same_unlocks(data: Any, draw: st.DataObject) -> None:
    try:
        case = parse(json.dumps(data))
    except CaseError:
        assume(False)
        raise
    party = draw.draw(st.sampled_from([None, *case.file.parties]))
    listed, proven = (unlock(case, party=party, engine=engine) for engine in ("enumeration", "solver"))
    same(listed, proven)
    steps = [[(step.budget, step.by, step.value) for step in result.budgets] for result in (listed, proven)]
    assert steps[0] == steps[1]


@pytest.mark.parametrize("name", BUNDLED)
def test_both_engines_agree_on_the_bundled_cases(name: str) -> None:
    case = winset.load(name)
    party = next(iter(case.file.parties))
    listed, proven = (unlock(case, party=party, engine=engine) for engine in ("enumeration", "solver"))
    same(listed, proven)


def large(issues: int = 40) -> dict[str, Any]:
    """4^40 packages. By construction: the buyer wants at least half of the points, the seller refuses every top option.

    The council refuses all unless it was briefed, and it is only briefed after a visit; the assembly of three needs two
    votes and has one for; the court refuses the first issue at its top, which is struck out by an amendment.
    """
    names = [f"i{number}" for number in range(issues)]
    options = ["none", "low", "mid", "top"]
    return {
        "winset": "1",
        "title": "Large",
        "as_of": "2020-01-01",
        "issues": {name: {"ordered": "yes", "options": options} for name in names},
        "status_quo": dict.fromkeys(names, "none"),
        "conditions": {
            "visit": {"options": ["no", "yes"], "now": "no"},
            "council": {"options": ["unbriefed", "briefed"], "now": "unbriefed"},
        },
        "parties": {
            "east": {
                "lead": "buyer",
                "ratifiers": {
                    "buyer": {
                        "points": {name: {"none": "0", "low": "1", "mid": "2", "top": "3"} for name in names},
                        "no_deal": str(3 * issues),
                    },
                    "council": {
                        "refuses": {"unheard": {"when": {"council": "unbriefed"}}},
                        "otherwise": "accepts",
                    },
                },
            },
            "west": {
                "ratifiers": {
                    "court": {"refuses": {"last": {"when": {names[-1]: "top"}}}, "otherwise": "accepts"},
                    "assembly": {
                        "members": "3",
                        "blocs": {
                            "for": {"votes": "1", "otherwise": "accepts"},
                            "against": {"votes": "2", "otherwise": "refuses"},
                        },
                    },
                }
            },
        },
        "levers": {
            "go": {"by": "east", "cost": "1", "effects": {"went": {"set": {"visit": "yes"}}}},
            "brief": {
                "by": "east",
                "cost": "2",
                "requires": {"visit": "yes"},
                "effects": {"heard": {"set": {"council": "briefed"}}},
            },
            "canvass": {
                "by": "west",
                "cost": "1",
                "effects": {
                    "won": {"swing": {"ratifier": "west.assembly", "from": "against", "to": "for", "votes": "1"}}
                },
            },
            "amend": {
                "by": "west",
                "cost": "1",
                "effects": {"struck": {"drop": ["west.court.refuses.last"]}},
            },
        },
    }


def test_unlocks_among_10_to_the_24_packages() -> None:
    # Without the last issue's top the buyer has 119 of the 120 points that no deal is worth: the court is in the way.
    result = unlock(read(large()), party="east")
    assert result.about.engine == "constraint solver"
    assert sets_of(result) == {(sure, frozenset({"go", "brief", "canvass", "amend"})) for sure in (True, False)}
    assert result.complete
    assert result.about.exact
    assert result.verdict is Verdict.REFUSED
    best = result.unlocks[0]
    assert [levers for levers in best.levers if levers in {"go", "brief"}] == ["go", "brief"]
    assert dict(best.example.options) == dict.fromkeys((f"i{number}" for number in range(40)), "top")
    assert best.opens == 1  # only all tops are worth 120


def read(data: Any) -> Case:
    return parse(json.dumps(data))


def test_that_nothing_opens_a_deal_is_proven() -> None:
    data = large()
    del data["levers"]["amend"]
    result = unlock(read(data))
    assert result.unlocks == ()
    assert result.impossible
    assert ("west.court",) not in [found.ratifiers for found in result.conflicts]
    assert any({"west.court", "east.buyer"} == set(found.ratifiers) for found in result.conflicts)


def test_a_budget_buys_a_deal_only_with_levers_of_ones_own() -> None:
    data = large()
    for id_ in ("canvass", "amend"):
        data["levers"][id_]["by"] = "east"
    result = unlock(read(data), party="east")
    assert [(step.budget, step.value) for step in result.budgets] == [(Fraction(0), None), (Fraction(5), Fraction(120))]
    assert result.budgets_complete


def test_without_time_nothing_is_claimed() -> None:
    result = unlock(read(large()), seconds=0.0)
    assert not result.complete
    assert not result.impossible
    assert not result.about.exact
    assert result.out_of_time
    assert "Nothing was found" in result.sentence()


def test_what_can_only_be_searched_is_refused_where_enumeration_is_asked_for() -> None:
    with pytest.raises(TooManyPackagesError, match="can be gone through"):
        unlock(read(large()), engine="enumeration")

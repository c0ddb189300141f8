"""Flips by search: the same as going through all packages, and right where only search can answer."""

import json
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings

import strategies
import winset
from winset.case.load import Case, parse
from winset.case.problems import CaseError
from winset.model.result import Verdict
from winset.settlement.flip_records import FlipsResult, Tripwire
from winset.settlement.flips import flips
from winset.settlement.survey import TooManyPackagesError

SETTINGS = settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)

BUNDLED = ["panama-1978", "harbour", "japan-russia", "ceta-2016", "jcpoa-2015", "prespa-2018", "good-friday-1998"]


def read(data: Any) -> Case:
    """A drawn case; a few lack what a whole file must say, and are passed over."""
    try:
        return parse(json.dumps(data))
    except CaseError:
        assume(False)
        raise


def key(row: Tripwire) -> tuple[Any, ...]:
    return row.kind, row.path, row.change, row.up, row.at, row.beyond, row.flips


def same(listed: FlipsResult, proven: FlipsResult) -> None:
    """What both engines must agree on; a flip that is not proven to be the nearest is one that enumeration passes."""
    assert proven.about.engine == "constraint solver"
    assert proven.about.exact
    assert proven.verdict == listed.verdict
    assert proven.blocking == listed.blocking
    assert proven.tried == listed.tried
    assert proven.unknowns == listed.unknowns
    assert proven.settling == listed.settling
    assert proven.unsearched == listed.unsearched
    doubtful = {(row.path, row.change) for row in proven.tripwires if not row.nearest}
    one, other = (
        {key(row) for row in result.tripwires if (row.path, row.change) not in doubtful} for result in (proven, listed)
    )
    assert one <= other
    assert all(kind == "number" and "polls" not in path.split(".") for kind, path, *_ in other - one)
    for row in proven.tripwires:
        for flip in row.flips:
            passed = [
                each
                for each in listed.tripwires
                if (each.path, each.change, each.up) == (row.path, row.change, row.up)
                and any((found.of, found.subject) == (flip.of, flip.subject) for found in each.flips)
            ]
            assert passed
            assert all((each.distance or 0) <= (row.distance or 0) for each in passed)


@SETTINGS
@given(strategies.cases())
def test_both_engines_find_the_same_flips(data: Any) -> None:
    case = read(data)
    same(*(flips(case, engine=engine) for engine in ("enumeration", "solver")))


@pytest.mark.parametrize("name", BUNDLED)
def test_both_engines_agree_on_the_bundled_cases(name: str) -> None:
    case = winset.load(name)
    listed, proven = (flips(case, engine=engine) for engine in ("enumeration", "solver"))
    same(listed, proven)
    assert {key(row) for row in proven.tripwires} == {key(row) for row in listed.tripwires}
    assert proven.worlds == listed.worlds


def large(issues: int = 14) -> Case:
    """4^14 packages: a buyer that wants 35 of at most 42 points, and a seller that bears at most 31 of them."""
    names = [f"i{number}" for number in range(issues)]
    points = {name: {"none": "0", "low": "1", "mid": "2", "top": "3"} for name in names}
    costs = {name: {option: f"-{value}" for option, value in row.items()} for name, row in points.items()}
    poll = {"about": {"i0": "top"}, "answers": {"fine": {"share": "44", "accepts": {"i0": "top"}}}, "base": "asked"}
    data = {
        "winset": "1",
        "title": "Large",
        "as_of": "2020-01-01",
        "issues": {name: {"ordered": "yes", "options": ["none", "low", "mid", "top"]} for name in names},
        "status_quo": dict.fromkeys(names, "none"),
        "parties": {
            "east": {"lead": "buyer", "ratifiers": {"buyer": {"points": points, "no_deal": "35"}}},
            "west": {
                "lead": "seller",
                "ratifiers": {
                    "seller": {"points": costs, "no_deal": "-31"},
                    "public": {"polls": {"poll": poll}, "otherwise": "accepts", "rule": {"at_least": "1/2"}},
                },
            },
        },
    }
    return parse(json.dumps(data))


def test_tripwires_among_more_packages_than_are_gone_through() -> None:
    result = flips(large(), seconds=300.0)
    assert result.about.engine == "constraint solver"
    assert result.verdict is Verdict.REFUSED
    assert result.about.exact
    at = {row.path: row for row in result.tripwires if any(flip.of == "deals" for flip in row.flips)}
    # A deal of 31 points is one if the buyer asks for no more, or the seller bears 35: each alone, four points away.
    assert (at["east.buyer.no_deal"].at, at["east.buyer.no_deal"].up) == (Fraction(31), False)
    assert (at["west.seller.no_deal"].at, at["west.seller.no_deal"].up) == (Fraction(-35), False)
    # One option worth 7 in place of 3 to the buyer, or costing the seller four less, makes up for what is missing.
    assert at["east.buyer.points.i7.top"].at == 7
    assert at["west.seller.points.i7.top"].at == 1
    # The public can never open a deal alone.
    assert not any(path.startswith("west.public") for path in at)
    assert all(row.nearest for row in at.values())


def test_without_time_nothing_is_claimed() -> None:
    result = flips(large(), seconds=0.0)
    assert not result.about.exact
    assert result.verdict is not Verdict.RATIFIED
    assert result.unsearched
    assert any("time ran out" in row.why for row in result.unsearched)


def test_what_can_only_be_searched_is_refused_where_enumeration_is_asked_for() -> None:
    with pytest.raises(TooManyPackagesError, match="flips are looked for"):
        flips(large(), engine="enumeration")


@pytest.mark.parametrize("engine", ["enumeration", "solver"])
def test_worlds_part_once_somebody_gives_an_answer(engine: str) -> None:
    """With a share of 0 the public sees both worlds alike; were most of them to say it, only the cold one has a deal.

    By hand: in the warm world what they would say of the deal stays open at any share, so no share makes it sure.
    """
    spring = {
        "about": {"land": "some"},
        "base": "asked",
        "answers": {"if_cold": {"share": "0", "accepts": {"land": "some", "climate": "cold"}}, "no": {"share": "30"}},
    }
    public = {"polls": {"spring": spring}, "rule": {"more_than": "1/2"}}
    data = {
        "winset": "1",
        "title": "An answer that nobody gives yet",
        "as_of": "2024-01-01",
        "issues": {"land": {"options": ["none", "some"]}},
        "status_quo": {"land": "none"},
        "conditions": {"climate": {"options": ["cold", "warm"], "now": "unknown"}},
        "parties": {
            "north": {"ratifiers": {"leader": {"accepts": {"deal": {"when": {"land": "some"}}}}}},
            "south": {"ratifiers": {"public": public}},
        },
    }
    result = flips(parse(json.dumps(data)), engine=engine)
    assert result.verdict is Verdict.OPEN
    paths = {row.path: {flip.after for flip in row.flips} for row in result.tripwires}
    assert "south.public.polls.spring.answers.if_cold.share" not in paths
    assert "refused" in paths["south.public.polls.spring.answers.no.share"]

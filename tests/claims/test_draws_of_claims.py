"""In what share of draws a claim is so, by hand: a town asked by poll, whose chance is that of the normal distribution.

Of 400 a share p has a standard error of the root of p (1 - p) / 400, which is 2.5 points about one half; half must be
for the ferry, and nobody else stops it. There is no error but that of sampling.
"""

import json
from math import erf, sqrt

import pytest
from ferry import Data, data_of
from test_without_sources import polled_parties

import winset
from winset.claims.records import ClaimVerdict, Standing

DRAWS = 4_000
WITHIN = 3 * 0.5 / sqrt(DRAWS)
"""Three standard errors of a share of the draws, at most."""


def drawn(share: str, asks: str, strength: str = "asserts") -> ClaimVerdict:
    data = data_of(f"C1: {{quote: a, strength: {strength}, cite: {{source: oped}}, asks: {asks}}}")
    data |= {"parties": {**data["parties"], **polled_parties(share)}, "doubt": {"house": "0", "drift": "0"}}
    data["variants"] = {"storm": {"set": {"weather.now": "storm"}}}
    return winset.claims(winset.parse(json.dumps(data)), draws=DRAWS).claims[0]


def chance(share: int) -> float:
    """The chance that at least half of all are for it, where so many of 100 of a sample are."""
    p = share / 100
    return 0.5 * (1 + erf((p - 0.5) / sqrt(p * (1 - p) / 400) / sqrt(2)))


def test_the_chances_by_hand() -> None:
    # 3 points are 1.2 standard errors, 5 are 2.0: 0.885 and 0.978 in any table of the normal distribution.
    assert chance(53) == pytest.approx(0.885, abs=0.001)
    assert chance(55) == pytest.approx(0.978, abs=0.001)


@pytest.mark.parametrize(
    ("asks", "wanted"),
    [
        # All those who are not for it are against it, so that nothing is left open in a draw.
        ("{deal: {where: middle}}", chance(53)),
        ("{deal: {where: middle, how: sure}}", chance(53)),
        ("{deal: {where: middle, how: possible}}", chance(53)),
        ("{deal: {where: middle}, answer: no}", 1 - chance(53)),
        ("{deal: {where: middle, how: sure}, answer: no}", 1 - chance(53)),
        ("{deal: {where: middle, how: possible}, answer: no}", 1 - chance(53)),
        ("{blocked_by: {where: middle, ratifiers: [coast.town]}}", 1 - chance(53)),
        ("{blocked_by: {where: middle, ratifiers: [coast.town]}, answer: no}", chance(53)),
        ("{deal: {where: middle}, under: [storm]}", chance(53)),
        ("{deal: {where: middle}, if: {weather: storm}}", chance(53)),
    ],
)
def test_a_verdict_is_so_in_its_share_of_the_draws(asks: str, wanted: float) -> None:
    found = drawn("53", asks)
    assert found.share is not None
    low, high = found.share
    assert low - WITHIN <= wanted <= high + WITHIN
    assert high - low <= 2 * WITHIN + 0.01


@pytest.mark.parametrize(("share", "standing"), [("53", "fragile"), ("55", "rests on assumption")])
def test_what_is_so_in_fewer_than_95_of_100_draws_is_fragile(share: str, standing: str) -> None:
    # 0.885 and 0.978. The poll is cited to nobody, so that the second is no more than assumed.
    assert drawn(share, "{deal: {where: middle}}").standing.value == standing


@pytest.mark.parametrize(("share", "standing"), [("47", Standing.HOLDS), ("20", Standing.FAILS)])
def test_what_happens_in_some_draws_may_be(share: str, standing: Standing) -> None:
    # 47 misses half by 1.2 standard errors, which happens in 0.115 of the draws; 20 by 15, which happens in none.
    found = drawn(share, "{deal: {where: middle}}", "hedges")
    assert (found.so, found.standing) == (False, standing)
    assert drawn(share, "{deal: {where: middle}}").standing is Standing.FAILS


def test_several_asks_hang_on_each_other_in_no_known_way() -> None:
    # Frechet 1935: both are so in no more draws than either, and in at least as many as their shares exceed one by.
    same = "[{deal: {where: middle}}, {blocked_by: {where: middle, ratifiers: [coast.town]}, answer: no}]"
    found = drawn("53", same).share
    assert found is not None
    assert found[0] == pytest.approx(2 * chance(53) - 1, abs=0.05)
    assert found[1] == pytest.approx(chance(53), abs=0.03)
    never = drawn("53", "[{deal: {where: middle}}, {deal: {where: middle}, answer: no}]").share
    assert never is not None
    assert never[0] == pytest.approx(0, abs=0.03)
    assert never[1] == pytest.approx(1 - chance(53), abs=0.03)


@pytest.mark.parametrize(
    "asks",
    [
        "{ratifiers: {at_least: 1}}",
        "{deal: {where: middle, counting: [coast.town]}}",
        "{deal: {where: middle, waiving: [coast.mayor]}}",
        "{blocked_by: {where: middle, ratifiers: [coast.town], only: yes}}",
        "[{deal: {where: middle}}, {ratifiers: {at_least: 1}}]",
    ],
)
def test_what_is_no_verdict_of_a_draw_is_not_drawn(asks: str) -> None:
    assert drawn("53", asks).share is None


def test_the_same_seed_gives_the_same_shares() -> None:
    data: Data = data_of("C1: {quote: a, cite: {source: oped}, asks: {deal: {where: middle}}}")
    data |= {"parties": {**data["parties"], **polled_parties("53")}, "variants": {}}
    case = winset.parse(json.dumps(data))
    one, same, other = (winset.claims(case, draws=1_000, seed=seed).claims[0].share for seed in (1, 1, 2))
    assert one == same
    assert one != other

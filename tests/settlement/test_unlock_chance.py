"""The chance that a set of levers works: by hand, and against adding up every way in which effects may turn out."""

from collections.abc import Callable
from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st
from test_unlock import COUNCIL, made, only

import winset
from winset.settlement.unlock_chance import Event, chance_of

HALF, THIRD = Fraction(1, 2), Fraction(1, 3)


def events(*chances: Fraction) -> list[Event]:
    return [Event(f"e{at}", (chance, chance, chance)) for at, chance in enumerate(chances)]


def both(otherwise: frozenset[int]) -> bool:
    return not otherwise


def either(otherwise: frozenset[int]) -> bool:
    return len(otherwise) < 2


def test_what_needs_both_is_a_product_the_lesser_of_the_two_and_at_least_what_overlaps() -> None:
    chance = chance_of(events(HALF, Fraction(3, 4)), (), both)
    assert chance.independent == (Fraction(3, 8),) * 3
    assert chance.comonotone == (HALF,) * 3
    assert chance.bound == (Fraction(1, 4),) * 3  # 1/2 + 3/4 - 1


def test_what_needs_either_is_not_called_certain() -> None:
    # Neither is needed by itself, as the other may do: 1 - 1/2 x 2/3; the likelier of the two; and so at the least.
    chance = chance_of(events(HALF, THIRD), (), either)
    assert chance.events == ("e0", "e1")
    assert chance.independent == (Fraction(2, 3),) * 3
    assert chance.comonotone == (HALF,) * 3
    assert chance.bound == (HALF,) * 3


def test_two_effects_that_do_the_same_in_a_case() -> None:
    levers = """
  invite:
    by: north
    effects:
      comes: {set: {mediator: here}, chance: 0.5}
      sends_another: {set: {mediator: here}, chance: {low: 0.2, likely: 0.4, high: 0.6}}
"""
    chance = only(winset.unlock(made(COUNCIL, levers))).chance
    assert chance.events == ("levers.invite.effects.comes", "levers.invite.effects.sends_another")
    assert chance.independent == (Fraction(6, 10), Fraction(7, 10), Fraction(8, 10))  # 1 - 0.5 x (0.8, 0.6, 0.4)
    assert chance.comonotone == (HALF, HALF, Fraction(3, 5))
    assert chance.bound == (HALF, HALF, Fraction(3, 5))


def test_a_chance_that_is_not_given_leaves_no_number() -> None:
    chance = chance_of(events(HALF), ("levers.talk.effects.o",), both)
    assert (chance.independent, chance.events, chance.missing) == (None, ("e0",), ("levers.talk.effects.o",))


def table_of(opening: frozenset[frozenset[int]]) -> Callable[[frozenset[int]], bool]:
    return lambda otherwise: not otherwise or otherwise in opening


@st.composite
def boolean_functions(draw: st.DrawFn) -> tuple[list[Fraction], frozenset[frozenset[int]]]:
    count = draw(st.integers(0, 4))
    shares = [Fraction(draw(st.integers(1, 10)), 10) for _ in range(count)]
    ways = [frozenset(at for at, bad in enumerate(each) if bad) for each in product((False, True), repeat=count)]
    return shares, frozenset(way for way in ways if draw(st.booleans()))


@settings(deadline=None)
@given(boolean_functions())
def test_each_reading_is_what_its_definition_adds_up_to(
    drawn: tuple[list[Fraction], frozenset[frozenset[int]]],
) -> None:
    shares, opening = drawn
    opens = table_of(opening)
    chance = chance_of(events(*shares), (), opens)
    independent = Fraction(0)
    for bad in product((False, True), repeat=len(shares)):
        likely = Fraction(1)
        for share, out in zip(shares, bad, strict=True):
            likely *= 1 - share if out else share
        independent += likely if opens(frozenset(at for at, out in enumerate(bad) if out)) else 0
    assert chance.independent is not None
    assert chance.comonotone is not None
    assert chance.bound is not None
    assert chance.independent[1] == independent
    # One draw of a tenth decides all: an event turns out well in the first tenths, as many as it has. Well is as in the
    # unlock, or otherwise where that is better in more of the ways in which all may turn out.
    ways = [frozenset(at for at, out in enumerate(bad) if out) for bad in product((False, True), repeat=len(shares))]
    turned = {
        at
        for at in range(len(shares))
        if sum(opens(way) for way in ways if at in way) > sum(opens(way) for way in ways if at not in way)
    }
    tenths = []
    for draw in range(10):
        ill = {at for at, share in enumerate(shares) if (1 - share if at in turned else share) * 10 <= draw}
        tenths.append(opens(frozenset(ill ^ turned)))
    assert chance.comonotone[1] == Fraction(sum(tenths), 10)
    assert 0 <= chance.bound[1] <= min(chance.independent[1], chance.comonotone[1])


@settings(deadline=None)
@given(st.lists(st.integers(1, 10), min_size=5, max_size=12))
def test_of_many_that_are_all_needed_the_three_readings_are_the_usual_ones(tenths: list[int]) -> None:
    shares = [Fraction(each, 10) for each in tenths]
    chance = chance_of(events(*shares), (), both)
    product_of_all = Fraction(1)
    for share in shares:
        product_of_all *= share
    assert chance.independent == (product_of_all,) * 3
    assert chance.comonotone == (min(shares),) * 3
    assert chance.bound == (max(Fraction(0), sum(shares, Fraction(1 - len(shares)))),) * 3

"""Draws: the same bits whatever else is drawn, and what moves together."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import spearmanr  # type: ignore[import-untyped, unused-ignore]

from winset.doubt.distributions import Pert
from winset.doubt.inputs import Input, Linked
from winset.doubt.sampling import Sampler, mixed

DRAWS = 50_000


def number(name: str, high: int = 10, group: str | None = None) -> Input:
    pert = Pert(Fraction(0), Fraction(high, 2), Fraction(high), 1000)
    return Input(name, (name,), name, "points", pert, "PERT", "a.b", group or name)


def event(name: str, chance: str, group: str | None = None) -> Input:
    always = Fraction(chance)
    pert = Pert(always, always, always, 1000)
    return Input(name, (name,), name, "chance", pert, "", "l", group or name, effect=("l", name))


names = st.lists(st.sampled_from("abcdefgh"), unique=True, min_size=1)


@given(names, names, st.integers(0, 50), st.integers(0, 2**64))
def test_an_input_is_the_same_whatever_else_is_drawn(some: list[str], others: list[str], block: int, seed: int) -> None:
    first = Sampler(tuple(map(number, some))).draw(block, 20, seed)
    second = Sampler(tuple(map(number, others))).draw(block, 30, seed)
    for name in set(some) & set(others):
        assert (first.numbers[name,].values == second.numbers[name,].values[:20]).all()


def test_blocks_seeds_and_inputs_differ() -> None:
    sampler = Sampler((number("a"), number("b")))
    rows = [sampler.draw(block, 50, seed).numbers[name,] for block in (0, 1) for seed in (1, 2) for name in "ab"]
    assert len({each.values.tobytes() for each in rows}) == 8


def test_inputs_that_move_as_one_have_the_same_ranks() -> None:
    inputs = (number("a", group="g"), number("b", 4, group="g"), number("c"))
    drawn = Sampler(inputs, (Linked("g", ("a", "b"), 1.0),)).draw(0, DRAWS, 3)
    a, b, c = (drawn.numbers[name,].values for name in "abc")
    order = np.argsort(a, kind="stable")
    assert (np.diff(b[order]) >= -1).all()  # to a thousandth, the grid
    assert abs(spearmanr(a, c).statistic) < 0.02


def test_a_correlation_is_that_of_the_gaussian_copula() -> None:
    """The rank correlation of a Gaussian copula is 6/pi arcsin(r/2) (Kruskal 1958)."""
    inputs = (number("a", group="g"), number("b", 4, group="g"))
    drawn = Sampler(inputs, (Linked("g", ("a", "b"), 0.5),)).draw(0, DRAWS, 4)
    found = spearmanr(drawn.numbers["a",].values, drawn.numbers["b",].values).statistic
    assert found == pytest.approx(6 / np.pi * np.arcsin(0.25), abs=0.02)


def test_what_moves_together_is_as_likely_alone() -> None:
    alone = Sampler((number("a"),)).draw(0, DRAWS, 5).numbers["a",].values
    inputs = (number("a", group="g"), number("b", group="g"))
    linked = Sampler(inputs, (Linked("g", ("a", "b"), 0.7),)).draw(0, DRAWS, 5).numbers["a",].values
    assert np.abs(np.quantile(alone, [0.1, 0.5, 0.9]) - np.quantile(linked, [0.1, 0.5, 0.9])).max() < 60


def test_events_happen_with_their_chance_and_together() -> None:
    inputs = (event("a", "0.3", "g"), event("b", "0.6", "g"), event("never", "0"), event("always", "1"))
    happens = Sampler(inputs, (Linked("g", ("a", "b"), 1.0),)).draw(0, DRAWS, 6).happens
    assert happens["l", "a"].mean() == pytest.approx(0.3, abs=4 * np.sqrt(0.25 / DRAWS))
    assert happens["l", "b"][happens["l", "a"]].all()
    assert not happens["l", "never"].any()
    assert happens["l", "always"].all()


def test_picked_groups_come_from_the_second_and_the_others_from_the_first() -> None:
    sampler = Sampler((number("a"), number("b")))
    first, second = (sampler.uniforms(0, 50, seed) for seed in (1, 2))
    both = sampler.draws(mixed(first, second, frozenset({"b"}))).numbers
    assert (both["a",].values == sampler.draw(0, 50, 1).numbers["a",].values).all()
    assert (both["b",].values == sampler.draw(0, 50, 2).numbers["b",].values).all()


def test_nothing_uncertain_is_no_draw() -> None:
    drawn = Sampler(()).draw(0, 7, 1)
    assert (drawn.size, dict(drawn.numbers), dict(drawn.happens)) == (7, {}, {})

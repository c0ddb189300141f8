"""The distance to rankings in which states come down, in closed form, beside all rankings gone through."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winset.conflict import downs
from winset.conflict.downs import Choice, fallen, reduced
from winset.conflict.falls import Falls, Truths
from winset.settlement.clock import Clock

SIZE = 5
RANKINGS = [row for row in product(range(SIZE), repeat=SIZE) if set(row) == set(range(max(row) + 1))]
PAIRS = list(combinations(range(SIZE), 2))
SIGNS = np.array([[np.sign(row[a] - row[b]) for a, b in PAIRS] for row in RANKINGS])


def far(payoff: tuple[int, ...]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """The distance of Kemeny and Snell 1962 to every ranking."""
    now = np.array([np.sign(payoff[a] - payoff[b]) for a, b in PAIRS])
    found: np.ndarray[tuple[int], np.dtype[np.int64]] = np.abs(SIGNS - now).sum(axis=1)
    return found


def held(states: frozenset[int], size: int = SIZE) -> Truths:
    return np.isin(np.arange(size), list(states))


def not_better(row: tuple[int, ...], state: int) -> frozenset[int]:
    return frozenset(other for other in range(SIZE) if row[other] <= row[state])


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(RANKINGS), st.integers(0, SIZE - 1))
def test_no_ranking_is_nearer(payoff: tuple[int, ...], state: int) -> None:
    """For every set of better states: of the rankings in which just these come down, and in which at least they do."""
    falls, distances = Falls(np.array(payoff, np.int32), state), far(payoff).tolist()
    better = frozenset(other for other in range(SIZE) if payoff[other] > payoff[state])
    down_in = [not_better(row, state) & better for row in RANKINGS]
    for count in range(len(better) + 1):
        for chosen in map(frozenset, combinations(sorted(better), count)):
            just = min(far_ for far_, down in zip(distances, down_in, strict=True) if down == chosen)
            assert falls.distance(held(chosen)) == just
            made = tuple(falls.ranks(held(chosen)).tolist())
            assert distances[RANKINGS.index(made)] == just
            assert not_better(made, state) & better == chosen
            nearest = falls.nearest(held(chosen))
            assert chosen <= set(np.flatnonzero(nearest).tolist()) <= better
            some = min(far_ for far_, down in zip(distances, down_in, strict=True) if down >= chosen)
            assert falls.distance(nearest) == some


def test_by_hand() -> None:
    """a > b = c > d > s = e. Let a come down alone: it passes b, c and d, 2 each, ends level with s, 1, and e, 1.

    It is as far where d comes down too: then a passes b and c, 4, d ends below s, 2, a level, 1, and e 1.
    """
    falls = Falls(np.array([3, 2, 2, 1, 0, 0], np.int32), 4)
    assert falls.distance(held(frozenset({0}), 6)) == 8
    assert falls.distance(held(frozenset({0, 3}), 6)) == 8
    assert falls.ranks(held(frozenset({0}), 6)).tolist() == [1, 3, 3, 2, 1, 0]
    assert falls.ranks(held(frozenset({0, 3}), 6)).tolist() == [2, 3, 3, 1, 2, 0]


HEIGHTS = st.lists(st.integers(0, 5), min_size=7, max_size=7)
SETS = st.frozensets(st.integers(0, 6), min_size=1, max_size=3)
SINGLES = st.integers(0, 6).map(lambda state: frozenset((state,)))
CHOICES = st.lists(
    st.one_of(st.frozensets(SETS, min_size=1, max_size=3), st.frozensets(SINGLES, min_size=1)), max_size=4
)


@settings(max_examples=150, deadline=None)
@given(HEIGHTS, CHOICES)
def test_of_what_can_be_chosen_nothing_is_nearer(payoff: list[int], drawn: list[Choice]) -> None:
    """State 7 is the worst; of every choice among the seven better states one set has to come down."""
    ranks = np.unique([each + 1 for each in payoff] + [0], return_inverse=True)[1].astype(np.int32)
    falls = Falls(ranks, 7)
    found = fallen(falls, drawn, Clock())
    assert found is not None
    assert found.proven
    serving = [
        falls.distance(held(chosen, 8))
        for count in range(8)
        for chosen in map(frozenset, combinations(range(7), count))
        if all(any(states <= chosen for states in choice) for choice in drawn)
    ]
    assert falls.distance(found.down) == min(serving)
    down = frozenset(np.flatnonzero(found.down).tolist())
    assert all(any(states <= down for states in choice) for choice in drawn)


def test_choices_that_have_nothing_to_do_with_each_other_leave_nothing_to_branch_on() -> None:
    """Of each the worst comes down."""
    falls = Falls(np.arange(9, dtype=np.int32), 0)
    ones = [frozenset(frozenset((state,)) for state in states) for states in ((3, 7), (8, 5), (2, 4, 6))]
    assert reduced(falls, frozenset(), ones) == (frozenset({2, 3, 5}), [])


def test_without_time_nothing_is_said_to_be_nearest() -> None:
    falls = Falls(np.arange(3, dtype=np.int32), 0)
    assert fallen(falls, [], Clock(0.0)) is None


def test_time_that_runs_out_on_the_way_leaves_the_best_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two sets for each of two choices; the clock stops once one answer is found."""
    falls = Falls(np.arange(9, dtype=np.int32), 0)
    clock = Clock()
    choices = [frozenset({frozenset({1, 8}), frozenset({2, 7})}), frozenset({frozenset({3, 6}), frozenset({4, 5})})]
    plain = downs.reduced

    def stopping(falls: Falls, certain: frozenset[int], choices: list[Choice]) -> tuple[frozenset[int], list[Choice]]:
        found = plain(falls, certain, choices)
        if not found[1]:
            clock.stop()
        return found

    monkeypatch.setattr(downs, "reduced", stopping)
    found = fallen(falls, choices, clock)
    assert found is not None
    assert not found.proven
    assert clock.ran_out

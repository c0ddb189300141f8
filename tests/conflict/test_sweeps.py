"""The most and the least over one move, worked out by hand; sequences are tested against the oracle."""

import numpy as np
import pytest

from winset.conflict.reach import Reach, frozen_reach, reach_by_lists
from winset.conflict.sweeps import HIGHEST, LOWEST, Sweep, Values, least_held_to

VALUES = np.array([5, 3, 7, 4], np.int32)
LISTS = [[1, 2], [2], [], [0, 2]]


def sweep(reach: Reach, *payoff: int) -> Sweep:
    return Sweep.of(reach, np.array(payoff, np.int32))


def array(*values: int) -> Values:
    return np.array(values, np.int32)


def test_most_and_least_of_one_move() -> None:
    found = sweep(reach_by_lists(LISTS), 0, 1, 2, 1)
    assert found.most(VALUES).tolist() == [7, 7, LOWEST, 7]
    assert found.least(VALUES).tolist() == [3, 7, HIGHEST, 5]


def test_least_of_one_improvement() -> None:
    """Payoffs 1 1 2 2: from 0 to 2 but not to 1, which is no better; from 1 to 2; from 3 to nothing better."""
    found = sweep(reach_by_lists(LISTS), 1, 1, 2, 2)
    assert found.least_by_improving(VALUES).tolist() == [7, 7, HIGHEST, HIGHEST]


def test_least_of_one_improvement_in_the_last_list() -> None:
    """Payoffs 0 0 2 1: from 3 to 2 only, the last entry of all lists."""
    found = sweep(reach_by_lists(LISTS), 0, 0, 2, 1)
    assert found.least_by_improving(VALUES).tolist() == [7, 7, HIGHEST, 7]


def test_staying_is_no_move() -> None:
    """One list of 0, 1 and 3, and 2 by itself. Only 1 has the least, 3, so it is left with the next: 4."""
    shared = sweep(frozen_reach([0, 1, 3, 2], [0, 3, 4], [0, 0, 1, 0]), 0, 0, 0, 0)
    assert shared.least(VALUES).tolist() == [3, 3, 7, 3]
    assert shared.least_by_leaving(VALUES).tolist() == [3, 4, HIGHEST, 3]
    assert shared.least_by_leaving(array(3, 3, 7, 4)).tolist() == [3, 3, HIGHEST, 3]


def test_leaving_where_some_lists_hold_the_state_and_others_do_not() -> None:
    """0 and 1 share a list of both; 2 reads one of 0 and 3, which it is not in; 3 reads one that is empty."""
    mixed = sweep(frozen_reach([0, 1, 0, 3], [0, 2, 4, 4], [0, 0, 1, 2]), 0, 0, 0, 0)
    assert mixed.least_by_leaving(VALUES).tolist() == [3, 5, 4, HIGHEST]


@pytest.mark.parametrize("improving", [False, True])
@pytest.mark.parametrize("transitive", [False, True])
def test_nobody_to_move_and_nothing_to_move_to(transitive: bool, improving: bool) -> None:
    idle = sweep(reach_by_lists([[], [], [], []]), 0, 1, 2, 3)
    for by in ([], [0], [0, 1]):
        found = least_held_to([idle, idle], by, VALUES, transitive=transitive, improving=improving)
        assert found.tolist() == VALUES.tolist()


def test_a_long_way_there() -> None:
    """Two take turns along a line of 400 states, at whose end is the least; each step pays whoever takes it."""
    count = 400
    steps = [
        [[state + 1] if state % 2 == turn and state + 1 < count else [] for state in range(count)] for turn in (0, 1)
    ]
    sweeps = [sweep(reach_by_lists(rows), *range(count)) for rows in steps]
    values = np.arange(count, dtype=np.int32)[::-1].copy()
    for improving in (False, True):
        for transitive in (False, True):
            found = least_held_to(sweeps, [0, 1], values, transitive=transitive, improving=improving)
            assert not found.any()
            alone = least_held_to(sweeps, [0], values, transitive=transitive, improving=improving)
            assert alone.tolist() == [value - 1 if at % 2 == 0 and value else value for at, value in enumerate(values)]

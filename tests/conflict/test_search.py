"""Long ways, which are searched rather than spread over; that both agree is tested against the oracle."""

import numpy as np
import pytest

from winset.conflict import sweeps as module
from winset.conflict.reach import frozen_reach, reach_by_lists
from winset.conflict.search import Ways
from winset.conflict.sweeps import Sweep, least_held_to

COUNT = 20_000


def turns(count: int, *, movers: int) -> list[Sweep]:
    """Movers in turn along a line of states; each step pays whoever takes it."""
    steps = [
        [[state + 1] if state % movers == turn and state + 1 < count else [] for state in range(count)]
        for turn in range(movers)
    ]
    return [Sweep.of(reach_by_lists(rows), np.arange(count, dtype=np.int32)) for rows in steps]


@pytest.mark.parametrize("improving", [False, True])
@pytest.mark.parametrize("transitive", [False, True])
@pytest.mark.parametrize("movers", [2, 3])
def test_a_very_long_way(movers: int, transitive: bool, improving: bool) -> None:
    """Every state is held to what it is worth at the end of the line; step by step that would take minutes."""
    sweeps = turns(COUNT, movers=movers)
    values = np.arange(COUNT, dtype=np.int32)[::-1].copy()
    found = least_held_to(sweeps, range(movers), values, transitive=transitive, improving=improving)
    assert not found.any()


@pytest.mark.parametrize("transitive", [False, True])
def test_whoever_moves_along_a_line_alone_takes_one_step(transitive: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """0 to 1 to 2, all moves of the first; worth 2, 1, 0. Where moves chain there would be one from 0 to 2 as well."""
    lists: list[list[list[int]]] = [[[1], [2], []], [[], [], []]]
    sweeps = [Sweep.of(reach_by_lists(rows), np.zeros(3, np.int32)) for rows in lists]
    monkeypatch.setattr(module, "MOST_STEPS", 0)
    found = least_held_to(sweeps, [0, 1], np.array([2, 1, 0], np.int32), transitive=transitive, improving=False)
    assert found.tolist() == ([0, 0, 0] if transitive else [1, 0, 0])


def test_ways_to_all_but_where_it_stands() -> None:
    """0, 1 and 3 share a list and are worth 5, 3 and 4, so it is in the order 1, 3, 0; 2 reads a list of itself."""
    sweep = Sweep.of(frozen_reach([0, 1, 3, 2], [0, 3, 4], [0, 0, 1, 0]), np.array([5, 3, 7, 4], np.int32))
    ways: Ways = sweep.ways(improving=False)
    assert ways.order.tolist() == [1, 3, 0, 2]
    assert ways.follows.tolist() == [False, True, True, False]
    assert ways.onward.tolist() == [-1, 1, -1, 2]
    assert ways.back.tolist() == [1, -1, -1, 0]
    assert sweep.ways(improving=True).onward.tolist() == [-1, 1, -1, 2]
    assert (sweep.ways(improving=True).back == -1).all()


def test_nobody_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_STEPS", 0)
    values = np.array([3, 1, 2], np.int32)
    idle = turns(3, movers=3)
    for by in ([], [2]):
        found = least_held_to(idle, by, values, transitive=False, improving=False)
        assert found.tolist() == [3, 1, 2]

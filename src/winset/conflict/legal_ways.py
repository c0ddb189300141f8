"""Legal ways from one state to another, also such as are not the shortest."""

from collections.abc import Iterator

import numpy as np

from winset.conflict.conflict import Conflict
from winset.conflict.evolution import Step, Way
from winset.conflict.reach import Ints

MOST_WAITING = 20_000
"""So many ways of one length are followed at once."""


def legal_ways(
    conflict: Conflict, start: int, end: int, *, improving: bool, longest: int, most: int
) -> tuple[tuple[Way, ...], bool]:
    """The legal ways from a state to another that come to no state twice, shortest first; and whether these are all.

    They are all if there are no more of at most `longest` moves.

    Args:
        conflict: the conflict.
        start: the state that they begin with.
        end: the state that they end with.
        improving: each move is better for whoever makes it.
        longest: they have no more moves than this.
        most: no more of them are listed.
    """
    if start == end:
        return ((),), True
    left = _moves_left(conflict, end, longest, improving=improving)
    found: list[Way] = []
    waiting: list[Way] = [()]
    cut = False
    for moves in range(1, longest + 1):
        longer: list[Way] = []
        for way in waiting:
            for step in _steps_on(conflict, start, way, improving=improving):
                if step.after == end:
                    if len(found) == most:
                        return tuple(found), False
                    found.append((*way, step))
                elif moves + left[step.after] <= longest:
                    cut = cut or len(longer) == MOST_WAITING
                    if not cut:
                        longer.append((*way, step))
        waiting = longer
    return tuple(found), not cut


def _moves_left(conflict: Conflict, end: int, longest: int, *, improving: bool) -> Ints:
    """For each state a bound from below on the moves that lead from it to the end, whoever makes them."""
    left = np.full(conflict.size, longest + 1, np.int64)
    left[end] = 0
    for moves in range(1, longest + 1):
        new = left == moves - 1
        for reach, payoff in zip(conflict.moves, conflict.payoffs, strict=True):
            entries = np.flatnonzero(new[reach.members])
            best = np.full(reach.lists, -1, np.int32)
            np.maximum.at(
                best, np.searchsorted(reach.starts, entries, side="right") - 1, payoff[reach.members[entries]]
            )
            comes = best[reach.reads] > payoff if improving else best[reach.reads] >= 0
            left[comes & (left > longest)] = moves
    return left


def _steps_on(conflict: Conflict, start: int, way: Way, *, improving: bool) -> Iterator[Step]:
    """The moves with which a way can go on, to where it has not been."""
    state, last = (way[-1].after, way[-1].decider) if way else (start, -1)
    seen = {start, *(step.after for step in way)}
    for who, reach in enumerate(conflict.moves):
        if who == last:
            continue
        payoff = conflict.payoffs[who]
        for after in reach.moves(state).tolist():
            if after not in seen and (not improving or payoff[after] > payoff[state]):
                yield Step(who, state, after)

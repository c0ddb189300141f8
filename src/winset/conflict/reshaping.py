"""Conflicts whose moves the options alone do not tell: moves that are barred, and states that nobody tells apart.

Both can make two moves in a row by one decision maker lead where no single move does, so who moved last matters then.
"""

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from winset.conflict.conflict import Conflict
from winset.conflict.reach import Ints, Reach, frozen_reach
from winset.conflict.stable import Truths

MOST_MOVES = 200_000_000
"""More moves than this are not listed one by one."""


class TooManyMovesError(ValueError):
    """Moves would have to be listed one by one, and are too many."""


class ToldApartError(ValueError):
    """States that are to count as one are not liked equally by somebody: `decider` is its number."""

    def __init__(self, decider: int) -> None:
        super().__init__(f"decision maker {decider} tells states apart that count as one")
        self.decider = decider


def plain_moves(reach: Reach) -> tuple[Ints, Ints]:
    """All moves one by one: the state that each is from, in ascending order, and the one that it is to.

    Raises:
        TooManyMovesError: there are more than `MOST_MOVES`.
    """
    sizes = np.diff(reach.starts)[reach.reads]
    total = int(sizes.sum())
    if total > MOST_MOVES:
        raise TooManyMovesError(f"there are {total:,} moves to list; {MOST_MOVES:,} are the most")
    before = np.repeat(np.arange(len(sizes), dtype=np.int64), sizes)
    within = np.arange(total, dtype=np.int64) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    after = reach.members[np.repeat(reach.starts[reach.reads], sizes) + within].astype(np.int64)
    kept = before != after
    return before[kept], after[kept]


def reach_by_moves(before: Ints, after: Ints, states: int) -> Reach:
    """The moves of a decision maker from pairs of states; pairs that stand twice count once."""
    pairs = np.unique(before * states + after)
    starts = np.searchsorted(pairs, np.arange(states + 1, dtype=np.int64) * states)
    return frozen_reach(pairs % states, starts, np.arange(states))


def without_moves(conflict: Conflict, decider: int, leaving: Truths, entering: Truths) -> Conflict:
    """The conflict in which a decision maker cannot move from certain states to certain others.

    Raises:
        TooManyMovesError: its moves are too many to list.
    """
    before, after = plain_moves(conflict.moves[decider])
    kept = ~(leaving[before] & entering[after])
    moves = list(conflict.moves)
    moves[decider] = reach_by_moves(before[kept], after[kept], conflict.size)
    return _with_lists(replace(conflict, moves=tuple(moves)))


def _with_lists(conflict: Conflict) -> Conflict:
    """Where it matters who moved last, no state stands in its own list: staying is no move."""
    moves = tuple(reach_by_moves(*plain_moves(reach), conflict.size) for reach in conflict.moves)
    return replace(conflict, moves=moves, transitive=False)


def merged(conflict: Conflict, groups: Sequence[Truths]) -> tuple[Conflict, Ints]:
    """The conflict in which the states of a group count as one, which can move to what any of them can.

    Also, for each state, the number that it has then.

    It has the place, the levels and the name of the first of them. Groups that share a state count as one.

    Raises:
        ToldApartError: somebody likes one of them better than another.
        TooManyMovesError: there are too many moves to list.
    """
    first = np.arange(conflict.size, dtype=np.int64)
    for group in groups:
        held = np.unique(first[group])
        if len(held) > 1:
            first[np.isin(first, held)] = held[0]
    for decider, payoff in enumerate(conflict.payoffs):
        if (payoff != payoff[first]).any():
            raise ToldApartError(decider)
    kept, number = np.unique(first, return_inverse=True)
    number = number.reshape(-1).astype(np.int64)
    moves = []
    for reach in conflict.moves:
        before, after = (number[ends] for ends in plain_moves(reach))
        moves.append(reach_by_moves(before[before != after], after[before != after], len(kept)))
    payoffs = conflict.payoffs[:, kept]
    levels = conflict.levels[kept]
    for array in (payoffs, levels):
        array.setflags(write=False)
    made = replace(
        conflict,
        levels=levels,
        labels=MappingProxyType({int(number[state]): name for state, name in conflict.labels.items()}),
        moves=tuple(moves),
        payoffs=payoffs,
        status_quo=None if conflict.status_quo is None else int(number[conflict.status_quo]),
        transitive=False,
    )
    return made, number

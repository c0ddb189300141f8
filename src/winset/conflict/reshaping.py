"""Conflicts whose moves the options alone do not tell: moves that are barred, and states that nobody tells apart.

Both can make two moves in a row by one decision maker lead where no single move does, so who moved last matters then,
and every state has a list of its own, in which it does not stand itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from winset.conflict.conflict import Conflict
from winset.conflict.reach import Ints, Reach, States, distinct, frozen_reach
from winset.conflict.stable import Truths

MOST_MOVES = 200_000_000
"""More moves than this, of all decision makers together, are not listed one by one."""

_AT_ONCE = 1 << 22
"""So many moves are looked at together, so that memory is needed for little more than the lists that are made."""


class TooManyMovesError(ValueError):
    """Moves would have to be listed one by one, and are too many."""


class ToldApartError(ValueError):
    """States that are to count as one are not liked equally.

    by: pairs of the number of a group, and the number of a decision maker who tells its states apart.
    """

    def __init__(self, by: Sequence[tuple[int, int]]) -> None:
        super().__init__("states that are to count as one are told apart")
        self.by = tuple(by)


@dataclass(frozen=True, slots=True)
class Bar:
    """A decision maker cannot move from certain states to certain others: one truth for each state."""

    decider: int
    leaving: Truths
    entering: Truths


def without_moves(conflict: Conflict, bars: Sequence[Bar]) -> Conflict:
    """The conflict without the moves that are barred.

    Raises:
        TooManyMovesError: its moves are too many to list.
    """
    _refuse_many(conflict)
    moves = tuple(_lists(reach, [bar for bar in bars if bar.decider == at]) for at, reach in enumerate(conflict.moves))
    return replace(conflict, moves=moves, transitive=False)


def merged(conflict: Conflict, groups: Sequence[Truths]) -> tuple[Conflict, Ints]:
    """The conflict in which the states of a group count as one, which can move to what any of them can.

    Also, for each state, the number that it has then.

    It has the place and the levels of the first of them, and the first of their names. Groups that share a state count
    as one. Where no group has two states, nothing changes.

    Raises:
        ToldApartError: somebody likes one of them better than another.
        TooManyMovesError: there are too many moves to list.
    """
    first = _firsts(groups, conflict.size)
    told = [
        (group, decider)
        for group, held in enumerate(groups)
        for decider, payoff in enumerate(conflict.payoffs)
        if (payoff[held] != payoff[first[held]]).any()
    ]
    if told:
        raise ToldApartError(told)
    kept = np.flatnonzero(first == np.arange(conflict.size))
    if len(kept) == conflict.size:
        return conflict, first
    _refuse_many(conflict)
    place = np.zeros(conflict.size, np.int64)
    place[kept] = np.arange(len(kept))
    number = place[first]
    payoffs, levels = conflict.payoffs[:, kept], conflict.levels[kept]
    for array in (payoffs, levels):
        array.setflags(write=False)
    labels: dict[int, str] = {}
    for state in sorted(conflict.labels):
        labels.setdefault(int(number[state]), conflict.labels[state])
    made = replace(
        conflict,
        levels=levels,
        labels=MappingProxyType(labels),
        moves=tuple(_renumbered(reach, number, len(kept)) for reach in conflict.moves),
        payoffs=payoffs,
        status_quo=None if conflict.status_quo is None else int(number[conflict.status_quo]),
        transitive=False,
    )
    return made, number


def _firsts(groups: Sequence[Truths], states: int) -> Ints:
    """For each state the first of those that it counts as one with."""
    first = np.arange(states, dtype=np.int64)
    for group in groups:
        held = distinct(first[group])
        if len(held) > 1:
            joined = np.zeros(states, np.bool_)
            joined[held] = True
            first[joined[first]] = held[0]
    return first


def _refuse_many(conflict: Conflict) -> None:
    total = sum(int(np.diff(reach.starts)[reach.reads].sum()) for reach in conflict.moves)
    if total > MOST_MOVES:
        raise TooManyMovesError(f"there are {total:,} moves to list one by one; {MOST_MOVES:,} are the most")


def _parts(reach: Reach) -> Iterator[tuple[Ints, Ints]]:
    """The moves one by one, in parts: the state that each is from, in ascending order, and the one that it is to.

    All moves from a state are in one part. A state that stands in its own list is in it.
    """
    sizes = np.diff(reach.starts)[reach.reads]
    ends = np.cumsum(sizes)
    start = 0
    while start < len(sizes):
        done = int(ends[start - 1]) if start else 0
        stop = max(int(np.searchsorted(ends, done + _AT_ONCE, side="right")), start + 1)
        mine = sizes[start:stop]
        before = np.repeat(np.arange(start, stop), mine)
        within = np.arange(len(before)) - np.repeat(ends[start:stop] - mine - done, mine)
        after = reach.members[np.repeat(reach.starts[reach.reads[start:stop]], mine) + within]
        yield before, after.astype(np.int64)
        start = stop


def _lists(reach: Reach, bars: Sequence[Bar]) -> Reach:
    """Lists of the moves that are not barred."""
    states = len(reach.reads)
    counts = np.zeros(states, np.int64)
    members: list[States] = [np.zeros(0, np.int32)]
    for before, after in _parts(reach):
        kept = before != after
        for bar in bars:
            kept &= ~(bar.leaving[before] & bar.entering[after])
        members.append(after[kept].astype(np.int32))
        counts += _counted(before[kept], states)
    return _own_lists(np.concatenate(members), counts)


def _renumbered(reach: Reach, number: Ints, states: int) -> Reach:
    """Lists of the moves between states that have other numbers, several of them the same."""
    pairs: list[Ints] = [np.zeros(0, np.int64)]
    for part in _parts(reach):
        before, after = (number[ends] for ends in part)
        kept = before != after
        pairs.append(distinct(before[kept] * states + after[kept]))
    every = distinct(np.concatenate(pairs))
    return _own_lists((every % states).astype(np.int32), _counted(every // states, states))


def _counted(numbers: Ints, states: int) -> Ints:
    return np.bincount(numbers, minlength=states)


def _own_lists(members: npt.ArrayLike, counts: Ints) -> Reach:
    return frozen_reach(members, np.concatenate(([0], np.cumsum(counts))), np.arange(len(counts)))

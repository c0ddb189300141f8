"""What one decision maker can reach in one move, held as lists that states share.

A move of a decision maker is a change of its own options, so all states that agree on everything else can reach the
same states: one list serves them all. That keeps memory and time linear in the number of states where the plain lists
of moves would grow with the square. Where moves are given one by one, every state has a list of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
States = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Reach:
    """The moves of one decision maker.

    members: states, list after list. starts: where each list begins, and one more for the end. reads: for each state
    the list that it reads. A shared list may hold the state itself; that is staying, and never a move.
    """

    members: States
    starts: Ints
    reads: States

    def moves(self, state: int) -> States:
        """The states that can be reached from a state in one move, in ascending order."""
        at = self.reads[state]
        found = self.members[self.starts[at] : self.starts[at + 1]]
        return np.unique(found[found != state])

    @property
    def lists(self) -> int:
        """How many lists there are."""
        return len(self.starts) - 1

    def list_of_members(self) -> States:
        """For each entry of `members` the number of its list."""
        return np.repeat(np.arange(self.lists, dtype=np.int32), np.diff(self.starts))


def frozen_reach(members: npt.ArrayLike, starts: npt.ArrayLike, reads: npt.ArrayLike) -> Reach:
    """Lists of moves whose arrays cannot be written to."""
    held = Reach(np.array(members, np.int32), np.array(starts, np.int64), np.array(reads, np.int32))
    for array in (held.members, held.starts, held.reads):
        array.setflags(write=False)
    return held


def reach_by_lists(moves: Sequence[Sequence[int]]) -> Reach:
    """The moves of a decision maker from plain lists: for each state the states that it can move to.

    A move to the state itself is none, and one that is listed twice counts once.

    Raises:
        ValueError: a move leads to a state that is not there.
    """
    count = len(moves)
    origins = np.repeat(np.arange(count, dtype=np.int64), [len(row) for row in moves])
    ends = np.fromiter(chain.from_iterable(moves), np.int64, len(origins))
    if len(ends) and not 0 <= ends.min() <= ends.max() < count:
        raise ValueError(f"a move leads to a state that is not among the {count:,}")
    listed = distinct((origins * count + ends)[ends != origins])
    starts = np.searchsorted(listed, np.arange(count + 1) * count)
    return frozen_reach(listed % max(count, 1), starts, np.arange(count))


def distinct(numbers: Ints) -> Ints:
    """The different numbers among some, in ascending order; by sorting, which is faster here than `numpy.unique`."""
    found = np.sort(numbers, kind="stable")
    differs = np.ones(len(found), np.bool_)
    differs[1:] = found[1:] != found[:-1]
    return found[differs]

"""The moves of one decision maker, ready for a search outward from some states."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from winset.conflict.reach import Ints, Reach, States, distinct
from winset.conflict.sweeps import Sweep

Numbers = npt.NDArray[Any]
"""Whole numbers: of 64 bits, or of any size as Python has them."""


@dataclass(frozen=True, slots=True)
class Front:
    """The moves of a decision maker that count in a search: all, or those that are better for it.

    order: the states that can be reached, list after list, in a list those last that it likes best. starts: where each
    list begins, and the end. reads: for each state its list. begins: for each state the place in `order` from which on
    moves count, up to the end of the list. stays: for each state whether that part of the list holds the state itself,
    which is no move.
    """

    order: States
    starts: Ints
    reads: States
    begins: Ints
    stays: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, reach: Reach, sweep: Sweep, *, improving: bool) -> "Front":
        """All moves of a decision maker, or its improvements."""
        stays = np.zeros(len(reach.reads), np.bool_)
        if improving:
            return cls(sweep.order, reach.starts, reach.reads, sweep.better, stays)
        stays[reach.members[reach.reads[reach.members] == reach.list_of_members()]] = True
        return cls(sweep.order, reach.starts, reach.reads, reach.starts[reach.reads], stays)

    def ways_on(self, states: Ints, ways: Numbers) -> tuple[Ints, Numbers]:
        """Where one move leads from some states, and by how many ways, if there are so many ways to each of them.

        states: in ascending order, each once. The states that are reached are so too.
        """
        kinds, kind = np.unique(self.reads[states], return_inverse=True)
        begins, sizes = self.starts[kinds], self.starts[kinds + 1] - self.starts[kinds]
        before = np.cumsum(sizes) - sizes
        # What comes from a state counts from a place of its list on, up to the end of the list.
        change = np.zeros(int(sizes.sum()) + 1, ways.dtype)
        np.add.at(change, self.begins[states] + (before - begins)[kind], ways)
        np.subtract.at(change, (before + sizes)[kind], ways)
        ends, place = np.unique(self.order[_ranges(begins, sizes)], return_inverse=True)
        found = np.zeros(len(ends), ways.dtype)
        np.add.at(found, place, np.cumsum(change)[:-1])
        staying = self.stays[states]
        np.subtract.at(found, np.searchsorted(ends, states[staying]), ways[staying])
        return ends.astype(np.int64), found


class Spreading:
    """A search outward by the moves of one decision maker, which tells each state of a list once."""

    def __init__(self, front: Front) -> None:
        """Begin, with nothing told yet."""
        self.front = front
        self.down_to = front.starts[1:].copy()
        self.teller = np.full(len(self.down_to), -1, np.int64)

    def expand(self, states: Ints) -> Ints:
        """What one move leads to from these states, as far as it has not been told before.

        states: in ascending order, each once. So are those that are told.
        """
        front = self.front
        lists = front.reads[states]
        kinds, first, tellers = np.unique(lists, return_index=True, return_counts=True)
        old = self.down_to[kinds]
        np.minimum.at(self.down_to, lists, front.begins[states])
        sizes = old - self.down_to[kinds]
        alone = np.where((tellers == 1) & front.stays[states[first]], states[first], -1)
        # Staying is no move: who told a list alone is not told of itself until another state tells the list.
        waiting = self.teller[kinds]
        released = waiting[(waiting >= 0) & (alone != waiting)]
        self.teller[kinds] = np.where(sizes > 0, alone, np.where(alone == waiting, waiting, -1))
        told = front.order[_ranges(self.down_to[kinds], sizes)]
        told = told[told != np.repeat(alone, sizes)]
        return distinct(np.concatenate((told.astype(np.int64), released)))


def _ranges(begins: Ints, sizes: Ints) -> Ints:
    """The places from each beginning on, one range after the other."""
    before = np.cumsum(sizes) - sizes
    found: Ints = np.repeat(begins - before, sizes) + np.arange(int(sizes.sum()))
    return found

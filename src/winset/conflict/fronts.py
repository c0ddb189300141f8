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
    moves count, up to the end of the list.

    A list may hold the state itself only where it does not matter who moved last. There a way with such a move is
    longer than one without, so that it never is one of the shortest.
    """

    order: States
    starts: Ints
    reads: States
    begins: Ints

    @classmethod
    def of(cls, reach: Reach, sweep: Sweep, *, improving: bool) -> "Front":
        """All moves of a decision maker, or its improvements."""
        begins = sweep.better if improving else reach.starts[reach.reads]
        return cls(sweep.order, reach.starts, reach.reads, begins)

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
        ends, place = np.unique(self.order[ranges(begins, sizes)], return_inverse=True)
        found = np.zeros(len(ends), ways.dtype)
        np.add.at(found, place, np.cumsum(change)[:-1])
        return ends.astype(np.int64), found


class Spreading:
    """A search outward by the moves of one decision maker, which tells each state of a list once."""

    def __init__(self, front: Front) -> None:
        """Begin, with nothing told yet."""
        self.front = front
        self.down_to = front.starts[1:].copy()

    def expand(self, states: Ints) -> Ints:
        """What one move leads to from these states, as far as it has not been told before, in ascending order."""
        lists = self.front.reads[states]
        kinds = np.unique(lists)
        old = self.down_to[kinds]
        np.minimum.at(self.down_to, lists, self.front.begins[states])
        new = self.down_to[kinds]
        return distinct(self.front.order[ranges(new, old - new)].astype(np.int64))


def ranges(begins: Ints, sizes: Ints) -> Ints:
    """The places from each beginning on, one range after the other."""
    before = np.cumsum(sizes) - sizes
    found: Ints = np.repeat(begins - before, sizes) + np.arange(int(sizes.sum()))
    return found

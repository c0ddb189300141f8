"""Sets carried backwards over legal moves: for each state, what some decision makers can bring about from it.

A row of bits is a set, whatever its members are. Each state begins with a row of its own, and ends with the union of
the rows of all states that legal moves lead to, in which nobody moves twice in a row. Only lists of moves in which
something changed are looked at again.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from winset.conflict.conflict import Conflict
from winset.conflict.fronts import ranges
from winset.conflict.reach import Ints, Reach
from winset.conflict.stable import Truths

Rows = npt.NDArray[np.uint64]
"""Sets, 64 members to a word: a row for each state."""

_WORD = 64


def packed(truths: Truths) -> Rows:
    """Rows of bits from rows of truths."""
    padded = np.zeros((len(truths), -(-truths.shape[1] // _WORD) * _WORD), np.bool_)
    padded[:, : truths.shape[1]] = truths
    return np.packbits(padded, axis=1).view(np.uint64)


def unpacked(rows: Rows, count: int) -> Truths:
    """Rows of truths from rows of bits, of which the first `count` are asked for."""
    return np.unpackbits(rows.view(np.uint8), axis=1, count=count).astype(np.bool_)


@dataclass(frozen=True, slots=True)
class Carrying:
    """The moves of some decision makers.

    lists: for each entry of the lists of each the number of its list. transitive: it does not matter who moved last.
    """

    moves: tuple[Reach, ...]
    lists: tuple[Ints, ...]
    transitive: bool
    states: int

    @classmethod
    def of(cls, conflict: Conflict, movers: Sequence[int]) -> "Carrying":
        """The moves of some decision makers in a conflict."""
        moves = tuple(conflict.moves[mover] for mover in movers)
        lists = tuple(reach.list_of_members().astype(np.int64) for reach in moves)
        return cls(moves, lists, conflict.transitive, conflict.size)

    def __call__(self, rows: Rows) -> Rows:
        """For each state the union of its own row and those of all states that legal moves lead to from it."""
        # Who moved last is who must not move now. Where that matters, rows are kept apart by who it was.
        movers = range(len(self.moves))
        after = [rows.copy()] if self.transitive else [rows.copy() for _ in movers]
        seen_by = [0 if self.transitive else mover for mover in movers]
        changed = [np.ones(self.states, np.bool_) for _ in movers]
        found = rows.copy()
        while any(each.any() for each in changed):
            for mover in movers:
                states, gained = self._one_move(mover, after[seen_by[mover]], changed[mover])
                changed[mover][:] = False
                found[states] |= gained
                for layer in {seen_by[other] for other in movers if other != mover}:
                    grown = after[layer][states] | gained
                    differs = (grown != after[layer][states]).any(axis=1)
                    after[layer][states[differs]] = grown[differs]
                    for other in movers:
                        if other != mover and seen_by[other] == layer:
                            changed[other][states[differs]] = True
        return found

    def _one_move(self, mover: int, rows: Rows, changed: Truths) -> tuple[Ints, Rows]:
        """The states from which one move leads to a state that changed, and the union of what it leads to."""
        reach, lists = self.moves[mover], self.lists[mover]
        hit = np.zeros(reach.lists, np.bool_)
        hit[lists[changed[reach.members]]] = True
        kinds = np.flatnonzero(hit)
        states = np.flatnonzero(hit[reach.reads])
        if not len(kinds):
            return states, rows[states]
        sizes = reach.starts[kinds + 1] - reach.starts[kinds]
        before = np.cumsum(sizes) - sizes
        members = reach.members[ranges(reach.starts[kinds], sizes)]
        united = np.bitwise_or.reduceat(rows[members], before, axis=0)
        place = np.cumsum(hit) - 1
        return states, united[place[reach.reads[states]]]

"""What decision makers can do together: stability against coalitions, and jumps between states that last.

A coalition moves to where legal moves of its members lead, if all of them like that better (Kilgour, Hipel, Fang and
Peng 2001; Inohara and Hipel 2008). As for one decision maker, what counts is the least to which the others can hold it:
an answer deters as soon as one member no longer gains.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType

import numpy as np

from winset.conflict.carrying import Carrying, Rows, packed, unpacked
from winset.conflict.coalition_concepts import BY_CONCEPT, COALITION_METHODS
from winset.conflict.conflict import Conflict
from winset.conflict.reach import Ints
from winset.conflict.stable import Truths, stability_of
from winset.conflict.sweeps import Sweep, Values, least_held_to

__all__ = [
    "COALITION_CONCEPTS",
    "COALITION_METHODS",
    "CoalitionStability",
    "Coalitions",
    "Jump",
    "TooManyStatesForCoalitionsError",
]

MOST_STATES = 16_384
"""Coalitions are looked at in conflicts of no more states than this: time grows with their square."""

MOST_EQUILIBRIA = 2_048
"""Jumps are looked for between no more states than this."""

MOST_DECIDERS = 12
"""Every coalition is looked at among no more decision makers than this."""

COALITION_CONCEPTS = tuple(BY_CONCEPT)
"""The concepts of stability, by id, that are there for coalitions too."""

_WORD = 64
_MOST_BYTES = 1 << 26


class TooManyStatesForCoalitionsError(ValueError):
    """There are more states, equilibria or decision makers than coalitions can be looked at for."""


@dataclass(frozen=True, slots=True)
class Jump:
    """A coalition that can go from one equilibrium to another, which all of its members like better."""

    members: tuple[int, ...]
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class CoalitionStability:
    """The states that coalitions would not leave.

    stable: by concept and coalition an array over states, read-only. alone: by concept, where every decision maker by
    itself would stay.
    """

    stable: Mapping[str, Mapping[tuple[int, ...], Truths]]
    alone: Mapping[str, Truths]

    def equilibria(self, concept: str) -> Ints:
        """The states that no decision maker and none of these coalitions would leave, in ascending order.

        Raises:
            KeyError: stability under this concept was not asked for.
        """
        return np.flatnonzero(np.logical_and.reduce([self.alone[concept], *self.stable[concept].values()]))


@dataclass(frozen=True, slots=True)
class Coalitions:
    """A conflict as coalitions see it."""

    conflict: Conflict
    sweeps: tuple[Sweep, ...]

    @classmethod
    def of(cls, conflict: Conflict) -> "Coalitions":
        """Sort the moves of all.

        Raises:
            TooManyStatesForCoalitionsError: there are more than `MOST_STATES`.
        """
        if conflict.size > MOST_STATES:
            raise TooManyStatesForCoalitionsError(
                f"coalitions are looked at for up to {MOST_STATES:,} states; there are {conflict.size:,}"
            )
        pairs = zip(conflict.moves, conflict.payoffs, strict=True)
        return cls(conflict, tuple(Sweep.of(reach, payoff) for reach, payoff in pairs))

    def every(self) -> Iterator[tuple[int, ...]]:
        """Every coalition of two decision makers or more, the small ones first.

        Raises:
            TooManyStatesForCoalitionsError: there are more than `MOST_DECIDERS` decision makers.
        """
        everybody = range(len(self.conflict.deciders))
        if len(everybody) > MOST_DECIDERS:
            raise TooManyStatesForCoalitionsError(
                f"every coalition is looked at for up to {MOST_DECIDERS} decision makers; there are {len(everybody)}"
            )
        for size in range(2, len(everybody) + 1):
            yield from combinations(everybody, size)

    def stability(
        self, concepts: Iterable[str] = COALITION_CONCEPTS, coalitions: Iterable[Sequence[int]] | None = None
    ) -> CoalitionStability:
        """The states that coalitions would not leave: all coalitions of two decision makers or more, or those chosen.

        Raises:
            KeyError: a concept is none for coalitions.
            TooManyStatesForCoalitionsError: there are more than `MOST_DECIDERS` decision makers, and none was chosen.
        """
        asked = tuple(concepts)
        chosen = tuple(self.every()) if coalitions is None else tuple(tuple(sorted(each)) for each in coalitions)
        alone = stability_of(self.conflict, asked).stable
        return CoalitionStability(
            MappingProxyType(
                {id_: MappingProxyType({each: self.stable(each, id_) for each in chosen}) for id_ in asked}
            ),
            MappingProxyType({id_: _frozen(np.logical_and.reduce(alone[id_], axis=0)) for id_ in asked}),
        )

    def stable(self, members: Sequence[int], concept: str) -> Truths:
        """The states that a coalition would not leave, under one of `COALITION_CONCEPTS`; a read-only array.

        Under SEQ the others answer one by one, by steps each of which is better for whoever takes it. Inohara and Hipel
        2008 let some of the others improve together besides; that is not looked at. So a single decision maker is a
        coalition like any other: it stays where it does by itself.

        Raises:
            KeyError: the concept is none for coalitions.
        """
        if concept not in BY_CONCEPT:
            raise KeyError(concept)
        others = [at for at in range(len(self.conflict.deciders)) if at not in members]
        own = Carrying.of(self.conflict, members)
        answers = Carrying.of(self.conflict, others)
        left = [self._left_with(member, others, concept) for member in members]
        found = np.ones(self.conflict.size, np.bool_)
        for columns in self._blocks(self.conflict.size):
            better = self._better(members, left, columns)
            if concept == "smr":
                # An answer deters where neither it nor anything that the coalition makes of it is better for all.
                better &= ~answers(~own(better))
            leaving = own(better)[columns]
            found[columns] = ~np.diagonal(unpacked(leaving, len(leaving)))
        return _frozen(found)

    def _left_with(self, member: int, others: Sequence[int], concept: str) -> Values:
        """What a member can be held to by the others once the coalition is in a state; under SMR what it has there."""
        payoff: Values = self.conflict.payoffs[member]
        if concept in ("nash", "smr"):
            return payoff
        transitive = self.conflict.transitive
        return least_held_to(self.sweeps, others, payoff, transitive=transitive, improving=concept == "seq")

    def _better(self, members: Sequence[int], left: Sequence[Values], columns: slice) -> Rows:
        """For each state those of the columns from which every member gains by it, with what it is left with."""
        gains = np.ones((self.conflict.size, columns.stop - columns.start), np.bool_)
        for member, values in zip(members, left, strict=True):
            gains &= values[:, None] > self.conflict.payoffs[member, None, columns]
        return packed(gains)

    def _blocks(self, count: int) -> Iterator[slice]:
        """So many columns, in blocks of which the rows of all moves fit into memory."""
        longest = max([self.conflict.size, *(len(reach.members) for reach in self.conflict.moves)])
        width = max(_MOST_BYTES * 8 // longest // _WORD, 1) * _WORD
        for start in range(0, count, width):
            yield slice(start, min(start + width, count))

    def jumps(self, equilibria: Ints) -> tuple[Jump, ...]:
        """From equilibria to others, by coalitions of two or more that can make them and whose members all gain.

        A coalition is told if no part of it, be it one member, can make the same jump. Small coalitions come first.

        Raises:
            TooManyStatesForCoalitionsError: there are more than `MOST_EQUILIBRIA` of them, or more than `MOST_DECIDERS`
                decision makers.
        """
        if len(equilibria) > MOST_EQUILIBRIA:
            raise TooManyStatesForCoalitionsError(
                f"jumps are looked for between up to {MOST_EQUILIBRIA:,} equilibria; there are {len(equilibria):,}"
            )
        found: list[Jump] = []
        smaller: dict[tuple[int, ...], Truths] = {
            (member,): self._able((member,), equilibria) for member in range(len(self.conflict.deciders))
        }
        size = 1
        for members in self.every():
            if len(members) > size:
                size, parts = len(members), smaller
                smaller = {}
            able = self._able(members, equilibria)
            known = np.logical_or.reduce([parts[part] for part in combinations(members, size - 1)])
            smaller[members] = able | known
            found += [
                Jump(members, int(equilibria[before]), int(equilibria[after]))
                for before, after in np.argwhere(able & ~known).tolist()
            ]
        return tuple(found)

    def _able(self, members: tuple[int, ...], equilibria: Ints) -> Truths:
        """From which of the equilibria a coalition can go to which, to the gain of all members."""
        own = Carrying.of(self.conflict, members)
        payoffs = self.conflict.payoffs[list(members)][:, equilibria]
        gains: Truths = np.logical_and.reduce(payoffs[:, None, :] > payoffs[:, :, None], axis=0)
        for columns in self._blocks(len(equilibria)):
            rows = np.zeros((self.conflict.size, columns.stop - columns.start), np.bool_)
            rows[equilibria[columns], np.arange(rows.shape[1])] = True
            gains[:, columns] &= unpacked(own(packed(rows))[equilibria], rows.shape[1])
        return gains


def _frozen(truths: Truths) -> Truths:
    truths.setflags(write=False)
    return truths

"""What decision makers can do together: stability against coalitions, and jumps between states that last.

A coalition moves to where legal moves of its members lead, if all of them like that better (Kilgour, Hipel, Fang and
Peng 2001; Inohara and Hipel 2008). As for one decision maker, what counts is the least to which the others can hold it:
an answer deters as soon as one member no longer gains.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from winset.conflict.conflict import Conflict
from winset.conflict.reach import Ints, Reach
from winset.conflict.stable import Truths
from winset.conflict.sweeps import Sweep, Values, least_held_to
from winset.settlement.searches import Method

MOST_STATES = 8_192
"""Coalitions are looked at in conflicts of no more states than this: what each can reach is held for every state."""

MOST_STATES_TWICE = 2_048
"""The same where a coalition may move once more (CSMR)."""

_INOHARA = (
    "Inohara and Hipel 2008, Coalition Analysis in the Graph Model for Conflict Resolution, Systems Engineering 11, "
    "343-359"
)
_ASSUMES = "that a coalition moves only to what all of its members like better, by legal moves of its members"
COALITION_METHODS = (
    Method(
        id="coalition_nash",
        name="coalition Nash stability",
        question="Can a coalition not move to anything that all of its members like better?",
        source="Kilgour, Hipel, Fang and Peng 2001, Coalition Analysis in Group Decision Support, Group Decision and "
        f"Negotiation 10, 159-175; {_INOHARA}",
        exact=True,
        assumes=f"{_ASSUMES}; nobody thinks of what the others do next",
    ),
    Method(
        id="coalition_gmr",
        name="coalition general metarationality",
        question="Can the others answer every such move so that it does not pay for some member?",
        source=_INOHARA,
        exact=True,
        assumes=f"{_ASSUMES}; the coalition fears any answer",
    ),
    Method(
        id="coalition_smr",
        name="coalition symmetric metarationality",
        question="Can the others do so even if the coalition may move once more?",
        source=_INOHARA,
        exact=True,
        assumes=f"{_ASSUMES}; the coalition fears any answer that it cannot escape",
    ),
    Method(
        id="coalition_seq",
        name="coalition sequential stability",
        question="Can the others do so by steps that pay for whoever takes them?",
        source=_INOHARA,
        exact=True,
        assumes=f"{_ASSUMES}; the others answer one by one, each by improvements of its own, and not as coalitions",
    ),
    Method(
        id="equilibrium_jumps",
        name="equilibrium jumps",
        question="Which coalition can go from one state that lasts to another that all of its members like better?",
        source="Kilgour, Hipel, Fang and Peng 2001, Coalition Analysis in Group Decision Support, Group Decision and "
        "Negotiation 10, 159-175",
        exact=True,
        assumes=f"{_ASSUMES}; only the smallest such coalitions are told",
    ),
)
COALITION_CONCEPTS = ("nash", "gmr", "smr", "seq")
"""The concepts of stability, by id, that are there for coalitions too."""

Bits = npt.NDArray[np.uint8]
"""Sets of states, eight to a byte: a row for each state."""


class TooManyStatesForCoalitionsError(ValueError):
    """There are more states than coalitions can be looked at for."""


@dataclass(frozen=True, slots=True)
class Jump:
    """A coalition that can go from one equilibrium to another, which all of its members like better."""

    members: tuple[int, ...]
    before: int
    after: int


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
        """Every coalition of two decision makers or more, the small ones first."""
        everybody = range(len(self.conflict.deciders))
        for size in range(2, len(everybody) + 1):
            yield from combinations(everybody, size)

    def stable(self, members: Sequence[int], concept: str) -> Truths:
        """The states that a coalition would not leave, under one of `COALITION_CONCEPTS`.

        Raises:
            KeyError: the concept is none for coalitions.
            TooManyStatesForCoalitionsError: there are too many states for the concept.
        """
        if concept not in COALITION_CONCEPTS:
            raise KeyError(concept)
        reached = legal_reach(self.conflict, members)
        others = [at for at in range(len(self.conflict.deciders)) if at not in members]
        if concept == "smr":
            found = self._stable_though_escaping(members, others, reached)
        else:
            left = [self._left_with(member, others, concept) for member in members]
            found = self._nowhere_better(members, reached, left)
        found.setflags(write=False)
        return found

    def _left_with(self, member: int, others: Sequence[int], concept: str) -> Values:
        """What a member can be held to by the others once the coalition is in a state."""
        payoff: Values = self.conflict.payoffs[member]
        if concept == "nash":
            return payoff
        transitive = self.conflict.transitive
        return least_held_to(self.sweeps, others, payoff, transitive=transitive, improving=concept == "seq")

    def _nowhere_better(self, members: Sequence[int], reached: Bits, left: Sequence[Values]) -> Truths:
        """Where no state that can be reached leaves every member with more than it has."""
        payoffs = self.conflict.payoffs[list(members)]
        held = np.stack(left)
        found = np.ones(self.conflict.size, np.bool_)
        for state in range(self.conflict.size):
            gains = (held > payoffs[:, state, None]).all(axis=0)
            found[state] = not (reached[state] & np.packbits(gains)).any()
        return found

    def _stable_though_escaping(self, members: Sequence[int], others: Sequence[int], reached: Bits) -> Truths:
        """Where every state that is better for all members has an answer from which none is that they can reach."""
        if self.conflict.size > MOST_STATES_TWICE:
            raise TooManyStatesForCoalitionsError(
                f"symmetric metarationality of coalitions is looked at for up to {MOST_STATES_TWICE:,} states"
            )
        answers = legal_reach(self.conflict, others)
        payoffs = self.conflict.payoffs[list(members)]
        _, first, kind = np.unique(payoffs, axis=1, return_index=True, return_inverse=True)
        unanswered = []
        for state in first:
            better = (payoffs > payoffs[:, state, None]).all(axis=0)
            escapes = better | (reached & np.packbits(better)).any(axis=1)
            deterred = (answers & np.packbits(~escapes)).any(axis=1)
            unanswered.append(np.packbits(better & ~deterred))
        free: Truths = (reached & np.stack(unanswered)[kind.reshape(-1)]).any(axis=1)
        return ~free

    def jumps(self, equilibria: Ints) -> tuple[Jump, ...]:
        """From equilibria to others, by the smallest coalitions that can make them and whose members all gain."""
        found: list[Jump] = []
        for members in self.every():
            reached = legal_reach(self.conflict, members)
            payoffs = self.conflict.payoffs[list(members)]
            for before in equilibria.tolist():
                there = np.unpackbits(reached[before], count=self.conflict.size).astype(np.bool_)
                for after in equilibria[there[equilibria]].tolist():
                    gains = bool((payoffs[:, after] > payoffs[:, before]).all())
                    if gains and not any(_covers(jump, members, before, after) for jump in found):
                        found.append(Jump(members, before, after))
        return tuple(found)


def _covers(jump: Jump, members: Sequence[int], before: int, after: int) -> bool:
    return jump.before == before and jump.after == after and set(jump.members) <= set(members)


def legal_reach(conflict: Conflict, members: Sequence[int]) -> Bits:
    """For each state the set of those that legal moves of some decision makers lead to, at least one move away.

    Nobody moves twice in a row. Where two moves in a row by one are no more than one move, a state may stand in its own
    set, which is staying.
    """
    size = conflict.size
    nothing = np.zeros((size, (size + 7) // 8), np.uint8)
    if not members:
        return nothing
    own = np.packbits(np.eye(size, dtype=np.bool_), axis=1)
    moves = [conflict.moves[member] for member in members]
    if conflict.transitive or len(members) == 1:
        return _grown(moves, own, nothing) if len(members) > 1 else _over(moves[0], own)
    return _grown_by_last(moves, own, nothing)


def _over(reach: Reach, rows: Bits) -> Bits:
    """For each state the union of the sets of what one move leads to."""
    held = np.flatnonzero(np.diff(reach.starts))
    united = np.zeros((reach.lists, rows.shape[1]), np.uint8)
    if len(held):
        united[held] = np.bitwise_or.reduceat(rows[reach.members], reach.starts[held], axis=0)
    return united[reach.reads]


def _grown(moves: Sequence[Reach], own: Bits, reached: Bits) -> Bits:
    """Until no set grows, where it does not matter who moved last."""
    while True:
        more = np.bitwise_or.reduce([reached, *(_over(reach, own | reached) for reach in moves)])
        if np.array_equal(more, reached):
            return reached
        reached = more


def _grown_by_last(moves: Sequence[Reach], own: Bits, nothing: Bits) -> Bits:
    """The same where it does: what can still be reached once each has moved, apart."""
    after = [nothing for _ in moves]
    while True:
        steps = [_over(reach, own | held) for reach, held in zip(moves, after, strict=True)]
        more = [
            np.bitwise_or.reduce([nothing, *(steps[at] for at in range(len(moves)) if at != last)])
            for last in range(len(moves))
        ]
        if all(np.array_equal(one, other) for one, other in zip(more, after, strict=True)):
            union: Bits = np.bitwise_or.reduce(steps)
            return union
        after = more

"""Why a decision maker keeps or leaves a state: each improvement, and the answer of its opponents that deters it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from winset.conflict.concepts import Concept
from winset.conflict.conflict import Conflict
from winset.conflict.evolution import Way, evolve
from winset.conflict.sweeps import Sweep, Values

MOST_IMPROVEMENTS = 12
"""So many improvements of one decision maker from one state are explained; the rest are counted."""

MOST_ESCAPES = 12


@dataclass(frozen=True, slots=True)
class Improvement:
    """A move to something better.

    to: the state that it leads to. answer: the shortest legal moves of opponents, each better for whoever makes it if
    the concept asks for that, to a state that is not better for the decision maker than where it began; None where
    there are none. escapes: where the concept lets the decision maker move once more, the states it could move to from
    there, none of which is better either.
    """

    to: int
    answer: Way | None
    escapes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a state is stable or not for a decision maker under a concept.

    total: how many improvements there are; those that nothing deters come first, then those that it likes best.
    """

    state: int
    decider: int
    concept: str
    stable: bool
    improvements: tuple[Improvement, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Explaining:
    """A conflict with its moves sorted once for many questions."""

    conflict: Conflict
    sweeps: Sequence[Sweep]

    @classmethod
    def of(cls, conflict: Conflict) -> "Explaining":
        """Sort the moves of all decision makers."""
        pairs = zip(conflict.moves, conflict.payoffs, strict=True)
        return cls(conflict, tuple(Sweep.of(reach, payoff) for reach, payoff in pairs))

    def reason(self, state: int, decider: int, concept: Concept) -> Reason:
        """Why a state is stable or not: what tempts the decision maker, and what deters it."""
        payoff = self.conflict.payoffs[decider]
        better = self.conflict.moves[decider].moves(state)
        better = better[payoff[better] > payoff[state]]
        better = better[np.argsort(-payoff[better], kind="stable")]
        if not concept.answered:
            shown = tuple(Improvement(int(to), None) for to in better[:MOST_IMPROVEMENTS])
            return Reason(state, decider, concept.id, not len(better), shown, len(better))
        ends = self._ends(decider, concept)
        # Every improvement is looked at until one is found that nothing deters; of the others the first few are told.
        told: list[Improvement] = []
        for to in better.tolist():
            answered = self._answered(state, to, decider, concept, ends)
            if answered.answer is None:
                return Reason(
                    state, decider, concept.id, False, (answered, *told[: MOST_IMPROVEMENTS - 1]), len(better)
                )
            told.append(answered)
        return Reason(state, decider, concept.id, True, tuple(told[:MOST_IMPROVEMENTS]), len(better))

    def _ends(self, decider: int, concept: Concept) -> Values:
        """What a state that an answer leads to counts for, for the decision maker."""
        payoff: Values = self.conflict.payoffs[decider]
        if not concept.escapes:
            return payoff
        best: Values = np.maximum(payoff, self.sweeps[decider].most(payoff))
        return best

    def _answered(self, state: int, to: int, decider: int, concept: Concept, ends: Values) -> Improvement:
        others = [at for at in range(len(self.conflict.deciders)) if at != decider]
        not_better = ends <= self.conflict.payoffs[decider, state]
        grown = evolve(
            self.conflict, to, improving=concept.credibly, movers=others, sweeps=self.sweeps, until=not_better
        )
        found = np.flatnonzero(not_better & (grown.moves > 0))
        if not len(found):
            return Improvement(to, None)
        near = int(found[np.argmin(grown.moves[found])])
        escapes = self.conflict.moves[decider].moves(near)[:MOST_ESCAPES].tolist() if concept.escapes else ()
        return Improvement(to, grown.way(near), tuple(escapes))

"""Why a decision maker keeps or leaves a state: each improvement, and the answer of its opponents that deters it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from winset.conflict.concepts import Concept
from winset.conflict.conflict import Conflict
from winset.conflict.evolution import Way, evolve
from winset.conflict.fronts import Front
from winset.conflict.reach import Ints
from winset.conflict.stable import Truths, held_to
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
    there, none of which is better either; the first `MOST_ESCAPES`. worst: where nothing deters it, the shortest such
    moves of opponents to what is worst for the decision maker; empty where they cannot make it worse than it is, and
    where the concept does not look at answers.
    """

    to: int
    answer: Way | None
    escapes: tuple[int, ...] = ()
    worst: Way = ()


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
class _Answers:
    """What opponents can do under a concept, whatever the decision maker did.

    ends: what a state that an answer leads to counts for, for the decision maker. left: the least that it can be held
    to from a state, or what it has there if that is less.
    """

    ends: Values
    left: Values


@dataclass(frozen=True, slots=True)
class Explaining:
    """A conflict with its moves sorted once for many questions."""

    conflict: Conflict
    sweeps: tuple[Sweep, ...]
    fronts: Mapping[bool, tuple[Front, ...]]
    known: dict[tuple[int, str], _Answers]

    @classmethod
    def of(cls, conflict: Conflict) -> "Explaining":
        """Sort the moves of all decision makers."""
        pairs = tuple(zip(conflict.moves, conflict.payoffs, strict=True))
        sweeps = tuple(Sweep.of(reach, payoff) for reach, payoff in pairs)
        fronts = {
            improving: tuple(
                Front.of(reach, sweep, improving=improving) for reach, sweep in zip(conflict.moves, sweeps, strict=True)
            )
            for improving in (False, True)
        }
        return cls(conflict, sweeps, MappingProxyType(fronts), {})

    def reason(self, state: int, decider: int, concept: Concept) -> Reason:
        """Why a state is stable or not: what tempts the decision maker, and what deters it."""
        payoff = self.conflict.payoffs[decider]
        better = self.conflict.moves[decider].moves(state)
        better = better[payoff[better] > payoff[state]].astype(np.int64)
        if not concept.answered:
            first = better[np.argsort(-payoff[better], kind="stable")][:MOST_IMPROVEMENTS]
            shown = tuple(Improvement(to, None) for to in first.tolist())
            return Reason(state, decider, concept.id, not len(better), shown, len(better))
        deterred = self._answers(decider, concept).left[better] <= payoff[state]
        told = better[np.lexsort((-payoff[better], deterred))][:MOST_IMPROVEMENTS]
        shown = tuple(self._improvement(state, to, decider, concept) for to in told.tolist())
        return Reason(state, decider, concept.id, bool(deterred.all()), shown, len(better))

    def _answers(self, decider: int, concept: Concept) -> _Answers:
        key = decider, concept.id
        if key not in self.known:
            payoff = self.conflict.payoffs[decider]
            ends = np.maximum(payoff, self.sweeps[decider].most(payoff)) if concept.escapes else payoff
            self.known[key] = _Answers(ends, held_to(self.conflict, self.sweeps, concept, decider))
        return self.known[key]

    def _improvement(self, state: int, to: int, decider: int, concept: Concept) -> Improvement:
        payoff = self.conflict.payoffs[decider]
        answers = self._answers(decider, concept)
        least = answers.left[to]
        if least > payoff[state]:
            worse = least < payoff[to]
            worst = self._nearest(to, decider, concept, answers.ends == least) if worse else ()
            return Improvement(to, None, worst=worst)
        way = self._nearest(to, decider, concept, answers.ends <= payoff[state])
        escapes = self.conflict.moves[decider].moves(way[-1].after)[:MOST_ESCAPES].tolist() if concept.escapes else ()
        return Improvement(to, way, tuple(escapes))

    def _nearest(self, start: int, decider: int, concept: Concept, ends: Truths) -> Way:
        """The shortest moves of opponents from a state to one of some states, of which they can reach one."""
        others = [at for at in range(len(self.conflict.deciders)) if at != decider]
        grown = evolve(
            self.conflict,
            start,
            improving=concept.credibly,
            movers=others,
            fronts=self.fronts[concept.credibly],
            until=ends,
        )
        found: Ints = np.flatnonzero(ends & (grown.moves > 0))
        near = int(found[np.argmin(grown.moves[found])])
        return next(grown.ways(near))

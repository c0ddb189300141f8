"""What every change of mind that makes a state last has to bring about, as far as the rankings tried so far show."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from winset.conflict.concepts import Concept
from winset.conflict.conflict import Conflict
from winset.conflict.evolution import evolve, fronts_of
from winset.conflict.fronts import Front
from winset.conflict.needs import Needed, NotBetter, Pays
from winset.conflict.sweeps import HIGHEST

Reached = set[tuple[int, int]]
"""States, each with who moved last."""


class Unknown(Protocol):
    """What of rankings can be required."""

    @property
    def deciders(self) -> frozenset[int]:
        """Whose rankings can change."""

    def pays(self, who: int, before: int, after: int) -> Pays | None:
        """That a move becomes better; None where that cannot be required."""


@dataclass(frozen=True, slots=True)
class Requiring:
    """The moves of a conflict, the state that is to last, and under which concept."""

    conflict: Conflict
    state: int
    concept: Concept
    escapes: dict[tuple[int, int], frozenset[int]] = field(default_factory=dict)

    def of(self, unknown: Unknown, tried: Conflict, leavers: Sequence[int]) -> Iterator[Needed]:
        """For each improvement that nothing deters: what every solution has one of.

        Either the state it leads to is no longer better; or one that opponents can reach by their moves so far is no
        longer better, nor, where the concept asks for it, any that can be reached from there; or a move that leads out
        of what they reach so far becomes an improvement for whoever makes it. Where nothing of that holds, opponents
        reach no more than now and nothing deters the improvement still.
        """
        fronts = fronts_of(tried, improving=self.concept.credibly)
        for who in leavers:
            payoff = tried.payoffs[who]
            ends = tried.moves[who].moves(self.state)
            for better in ends[payoff[ends] > payoff[self.state]].tolist():
                reached = self._reached(tried, fronts, who, better)
                deterring = {self._with_escapes(who, end) for end, last in reached if last >= 0}
                if not any((payoff[list(states)] <= payoff[self.state]).all() for states in deterring):
                    yield self._needed(unknown, who, better, reached, deterring)

    def _needed(
        self, unknown: Unknown, who: int, better: int, reached: Reached, deterring: Collection[frozenset[int]]
    ) -> Needed:
        needed: list[NotBetter | Pays] = []
        if who in unknown.deciders:
            needed.append(NotBetter(who, frozenset((better,))))
            needed += [NotBetter(who, states) for states in sorted(deterring, key=sorted)]
        if self.concept.credibly:
            needed += self._ways_out(unknown, who, reached)
        return list(dict.fromkeys(needed))

    def _with_escapes(self, who: int, end: int) -> frozenset[int]:
        """A state that an answer leads to, and what follows from it if that counts."""
        if not self.concept.escapes:
            return frozenset((end,))
        if (who, end) not in self.escapes:
            self.escapes[who, end] = frozenset((end, *self.conflict.moves[who].moves(end).tolist()))
        return self.escapes[who, end]

    def _reached(self, tried: Conflict, fronts: Sequence[Front], who: int, better: int) -> Reached:
        """Where an improvement leads, and what opponents can reach from there by the moves that count."""
        if not self.concept.answered:
            return {(better, -1)}
        others = [other for other in range(len(tried.deciders)) if other != who]
        grown = evolve(tried, better, improving=self.concept.credibly, movers=others, fronts=fronts)
        lasts, ends = np.nonzero(grown.last < HIGHEST)
        return {(better, -1), *zip(ends.tolist(), lasts.tolist(), strict=True)}

    def _ways_out(self, unknown: Unknown, who: int, reached: Reached) -> Iterator[Pays]:
        """Moves from what opponents reach so far to what they do not, by those whose rankings may change."""
        for state, last in sorted(reached):
            for other in sorted(unknown.deciders - {who, last}):
                for end in self.conflict.moves[other].moves(state).tolist():
                    pays = unknown.pays(other, state, end)
                    if pays is not None and (end, other) not in reached:
                        yield pays

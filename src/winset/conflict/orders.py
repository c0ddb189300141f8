"""Rankings as unknowns of a constraint problem: which state is above which, and how far that is from those held.

Only pairs of states that something hangs on are unknowns; all others keep their order. Where an answer is no ranking,
as something is at least as good as another that is at least as good as a third, and not as good as that, the three
pairs become unknowns that have to fit, and it is solved again. A ranking meets all that was asked so far, and each of
its pairs that is no unknown costs nothing or more. So the first answer that is a ranking is nearest.
"""

from collections.abc import Iterator, Mapping
from itertools import permutations
from typing import TYPE_CHECKING, Any

import numpy as np

from winset.conflict.falls import Truths
from winset.conflict.needs import Needed, NotBetter, Pays, Solved
from winset.conflict.reach import States
from winset.settlement.clock import Clock

if TYPE_CHECKING:
    from ortools.sat.python import cp_model


class Orders:
    """The rankings of some decision makers, to be found as near as can be to those that they hold.

    The distance of two rankings is that of Kemeny and Snell 1962: for every pair of states 1 where one of the two
    rankings has a tie and the other none, and 2 where they rank it the other way round.
    """

    def __init__(self, payoffs: Mapping[int, States], state: int) -> None:
        from ortools.sat.python import cp_model  # heavy, so imported where used

        self._cp, self._model = cp_model, cp_model.CpModel()
        self._payoffs, self._state = payoffs, state
        self._level: dict[tuple[int, int, int], cp_model.IntVar] = {}
        self._cost: list[Any] = []
        self._threes: set[tuple[int, int, int, int]] = set()

    @property
    def deciders(self) -> frozenset[int]:
        """Whose rankings are unknown."""
        return frozenset(self._payoffs)

    def pays(self, who: int, before: int, after: int) -> Pays | None:
        """That a move becomes better for a decision maker."""
        return Pays(who, before, after)

    def require_any(self, parts: Needed) -> None:
        """One of these has to hold; with none of them there is no solution."""
        self._model.add_bool_or([self._literal(part) for part in parts])

    def _literal(self, part: NotBetter | Pays) -> Any:
        if isinstance(part, Pays):
            return ~self._at_least(part.who, part.before, part.after)
        others = sorted(part.states - {self._state})
        if len(others) == 1:
            return self._at_least(part.who, self._state, others[0])
        held = self._model.new_bool_var("")
        for other in others:
            self._model.add_implication(held, self._at_least(part.who, self._state, other))
        return held

    def _at_least(self, who: int, one: int, other: int) -> Any:
        """That one state is at least as good as another: an unknown from now on, as is the opposite."""
        if (who, one, other) not in self._level:
            up, down = self._model.new_bool_var(""), self._model.new_bool_var("")
            self._level[who, one, other], self._level[who, other, one] = up, down
            self._model.add_bool_or([up, down])
            now = int(np.sign(int(self._payoffs[who][one]) - int(self._payoffs[who][other])))
            # The sign of the pair is then up less down, 1, 0 or -1: this is how far it is from the sign held now.
            self._cost.append((1 - up) + (1 - down) if now == 0 else 1 - now * (up - down))
        return self._level[who, one, other]

    def solve(self, clock: Clock) -> Solved | None:
        """The nearest rankings that meet what is required; None where there are none, or none was found in time."""
        while True:
            self._model.minimize(sum(self._cost))
            solver = self._cp.CpSolver()
            solver.parameters.num_workers = 1
            solver.parameters.random_seed = 1
            solver.parameters.linearization_level = 2  # what it costs to pass others is a matter of linear bounds
            solver.parameters.max_time_in_seconds = clock.left
            status = solver.solve(self._model)
            if status == self._cp.INFEASIBLE:
                return None
            if status not in {self._cp.OPTIMAL, self._cp.FEASIBLE}:
                clock.ran_out = True
                return None
            found = self._relations(solver)
            broken = {(who, *three) for who, held in found.items() for three in _broken(held)}
            if not broken:
                ranks = {who: held.sum(axis=1).astype(np.int32) for who, held in found.items()}
                return Solved(ranks, round(solver.objective_value), status == self._cp.OPTIMAL)
            for three in sorted(broken):
                self._fit(*three)

    def _relations(self, solver: "cp_model.CpSolver") -> dict[int, Truths]:
        """For each decision maker which states are at least as good as which."""
        found = {who: payoff[:, None] >= payoff[None, :] for who, payoff in self._payoffs.items()}
        for (who, one, other), level in self._level.items():
            found[who][one, other] = solver.boolean_value(level)
        return found

    def _fit(self, who: int, *three: int) -> None:
        """What is at least as good as something at least as good as a third is at least as good as that."""
        for one, other, third in permutations(three):
            chained = [~self._at_least(who, one, other), ~self._at_least(who, other, third)]
            self._model.add_bool_or([*chained, self._at_least(who, one, third)])


def _broken(held: Truths) -> Iterator[tuple[int, int, int]]:
    """The threes of states, in ascending order, that no ranking has so."""
    steps = held.astype(np.float32)
    for one, third in np.argwhere((steps @ steps > 0) & ~held).tolist():
        for other in np.flatnonzero(held[one] & held[:, third]).tolist():
            a, b, c = sorted((one, other, third))
            yield a, b, c

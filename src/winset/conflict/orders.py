"""Rankings as unknowns of a constraint problem: which state is above which, and how far that is from those held."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations
from typing import TYPE_CHECKING, Any

import numpy as np

from winset.conflict.reach import States
from winset.settlement.clock import Clock

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

Literal = Any
"""A yes-or-no unknown of the solver, or its opposite; the solver's own types are not exported."""


@dataclass(frozen=True, slots=True)
class Solved:
    """Rankings by decision maker, how far they are from those held now, and whether none is nearer."""

    ranks: Mapping[int, States]
    distance: int
    proven: bool


class Orders:
    """The rankings of some decision makers, to be found as near as can be to those that they hold.

    The distance of two rankings is that of Kemeny and Snell 1962: for every pair of states 1 where one of the two
    rankings has a tie and the other none, and 2 where they rank it the other way round.
    """

    def __init__(self, payoffs: Mapping[int, States], state: int) -> None:
        from ortools.sat.python import cp_model  # heavy, so imported where used

        self._cp = cp_model
        self._payoffs, self._state = payoffs, state
        self._model = cp_model.CpModel()
        self._level = {
            (who, one, other): self._model.new_bool_var(f"{who}:{one}>={other}")
            for who, payoff in payoffs.items()
            for one, other in permutations(range(len(payoff)), 2)
        }
        for who, payoff in payoffs.items():
            self._rank(who, range(len(payoff)))
        for (who, one, other), level in self._level.items():
            self._model.add_hint(level, bool(payoffs[who][one] >= payoffs[who][other]))
        self._model.minimize(self._distance())

    def _rank(self, who: int, states: Sequence[int]) -> None:
        """Of two states one is at least as good as the other, and what is at least as good as that is so too."""
        level = self._level
        for one, other in combinations(states, 2):
            self._model.add_bool_or([level[who, one, other], level[who, other, one]])
        for one, other, third in permutations(states, 3):
            self._model.add_bool_or([~level[who, one, other], ~level[who, other, third], level[who, one, third]])

    def _distance(self) -> Any:
        parts = []
        for who, payoff in self._payoffs.items():
            for one in range(len(payoff)):
                for other in range(one + 1, len(payoff)):
                    up, down = 1 - self._level[who, other, one], 1 - self._level[who, one, other]
                    now = int(np.sign(int(payoff[one]) - int(payoff[other])))
                    # Up less down is 1, 0 or -1, so each of these is how far it is from the sign that is held now.
                    parts.append(up + down if now == 0 else 1 - now * (up - down))
        return sum(parts)

    @property
    def deciders(self) -> frozenset[int]:
        """Whose rankings are unknown."""
        return frozenset(self._payoffs)

    def not_better(self, who: int, states: Iterable[int]) -> Literal:
        """That none of some states is better than the chosen one for a decision maker."""
        held = self._model.new_bool_var("")
        for other in states:
            if other != self._state:
                self._model.add_implication(held, self._level[who, self._state, other])
        return held

    def improving(self, who: int, end: int, state: int) -> Literal | None:
        """That a move from a state to another becomes better for a decision maker."""
        return ~self._level[who, state, end]

    def require_any(self, parts: Iterable[Literal]) -> None:
        """One of these has to hold; with none of them there is no solution."""
        self._model.add_bool_or(list(parts))

    def solve(self, clock: Clock) -> Solved | None:
        """The nearest rankings that meet what is required; None where there are none, or none was found in time."""
        solver = self._cp.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 1
        solver.parameters.max_time_in_seconds = clock.left
        status = solver.solve(self._model)
        if status not in {self._cp.OPTIMAL, self._cp.FEASIBLE}:
            if status != self._cp.INFEASIBLE:
                clock.ran_out = True
            return None
        ranks = {
            who: np.array([self._rank_in(solver, who, state) for state in range(len(payoff))], np.int32)
            for who, payoff in self._payoffs.items()
        }
        return Solved(ranks, round(solver.objective_value), status == self._cp.OPTIMAL)

    def _rank_in(self, solver: "cp_model.CpSolver", who: int, state: int) -> int:
        """The rank of a state in a solution: how many others it is at least as good as."""
        others = (other for other in range(len(self._payoffs[who])) if other != state)
        return sum(solver.boolean_value(self._level[who, state, other]) for other in others)

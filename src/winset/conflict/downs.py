"""Which states come down to a chosen one in somebody's ranking, as unknowns, and how far that is from what is held.

Where only the place of a state among the others counts, a ranking is known by the states that are liked better now and
would not be: those that come down. The nearest ranking in which they do is known too, and so is its distance.

Of the states that are better than the chosen one let some come down and the others stay above it. A state that comes
down passes every state that stays above and was worse than it (2 each), and leaves behind those that it was level with
(1 each). It ends level with the chosen one (1) or below it (2). Those that end level are level with each other, which
costs 1 for every two that were not: so it pays for those of one level only, the highest that come down, and the rest
keep their order below. What was level with the chosen one stays below all of these, which costs 1 each. All other pairs
keep their order. No ranking is nearer: each of these pairs is forced, but for the choice of those that end level.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from winset.conflict.orders import Literal, Solved
from winset.conflict.reach import States
from winset.settlement.clock import Clock

if TYPE_CHECKING:
    from ortools.sat.python import cp_model


class Downs:
    """The states that come down to a chosen one for some decision makers, at the least distance from what they hold."""

    def __init__(self, payoffs: Mapping[int, States], state: int) -> None:
        from ortools.sat.python import cp_model  # heavy, so imported where used

        self._cp = cp_model
        self._payoffs, self._state = payoffs, state
        self._model = cp_model.CpModel()
        self._down = {
            (who, other): self._model.new_bool_var(f"{who}:{other}")
            for who, payoff in payoffs.items()
            for other in np.flatnonzero(payoff > payoff[state]).tolist()
        }
        self._level: dict[tuple[int, int], cp_model.IntVar] = {}
        self._model.minimize(sum(self._distance(who) for who in payoffs))

    @property
    def deciders(self) -> frozenset[int]:
        """Whose rankings are unknown."""
        return frozenset(self._payoffs)

    def not_better(self, who: int, states: Iterable[int]) -> Literal:
        """That none of some states is better than the chosen one for a decision maker."""
        held = self._model.new_bool_var("")
        for other in states:
            if (who, other) in self._down:
                self._model.add_implication(held, self._down[who, other])
        return held

    def improving(self, _who: int, _end: int, _state: int) -> Literal | None:
        """That a move becomes an improvement; the places of other states are not unknowns here."""
        return None

    def require_any(self, parts: Iterable[Literal]) -> None:
        """One of these has to hold; with none of them there is no solution."""
        self._model.add_bool_or(list(parts))

    def _distance(self, who: int) -> Any:
        payoff = self._payoffs[who]
        down = {other: unknown for (mine, other), unknown in self._down.items() if mine == who}
        beside = int((payoff == payoff[self._state]).sum()) - 1
        some = self._model.new_bool_var(f"{who}")
        for unknown in down.values():
            self._model.add_implication(unknown, some)
        return (
            sum(2 * unknown for unknown in down.values())
            + beside * some
            + sum(self._passing(payoff, down))
            - sum(self._ending_level(who, payoff, down))
        )

    def _passing(self, payoff: States, down: Mapping[int, Any]) -> Iterable[Any]:
        """What a state that comes down passes or leaves behind."""
        for one, falls in down.items():
            for other, stays in down.items():
                if one != other and payoff[one] >= payoff[other]:
                    passed = self._model.new_bool_var("")
                    self._model.add_bool_or([passed, ~falls, stays])
                    yield (2 if payoff[one] > payoff[other] else 1) * passed

    def _ending_level(self, who: int, payoff: States, down: Mapping[int, Any]) -> Iterable[Any]:
        """Those of the highest that come down end level with the chosen state, which costs them one less."""
        for one, falls in down.items():
            level = self._level[who, one] = self._model.new_bool_var("")
            self._model.add_implication(level, falls)
            for other, unknown in down.items():
                if payoff[other] > payoff[one]:
                    self._model.add_implication(level, ~unknown)
            yield level

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
        ranks = {who: self._ranked(solver, who) for who in self._payoffs}
        return Solved(ranks, round(solver.objective_value), status == self._cp.OPTIMAL)

    def _ranked(self, solver: "cp_model.CpSolver", who: int) -> States:
        """The ranking of a solution: what stays above, the chosen state, what comes down, what was beside it."""
        payoff = self._payoffs[who].astype(np.int64)
        down = [other for (mine, other), unknown in self._down.items() if mine == who and solver.boolean_value(unknown)]
        if not down:
            return self._payoffs[who]
        span = int(payoff.max()) + 1
        held = payoff + np.where(payoff > payoff[self._state], 3 * span, 0)
        held[self._state] = 2 * span
        for other in down:
            held[other] = 2 * span if solver.boolean_value(self._level[who, other]) else span + payoff[other]
        ranks: States = np.unique(held, return_inverse=True)[1].reshape(-1).astype(np.int32)
        return ranks

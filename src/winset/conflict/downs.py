"""Which states come down to a chosen one for some decision makers, where each requirement leaves a choice.

Where only the place of other states over or under the chosen one counts, decision makers can be taken one by one. What
is needed without a choice, and choices that have nothing to do with each other, are settled in closed form (`falls`);
the rest is solved for.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np

from winset.conflict.falls import Falls, Truths
from winset.conflict.needs import Needed, NotBetter, Pays, Solved
from winset.conflict.reach import States
from winset.settlement.clock import Clock

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

Choices = frozenset[frozenset[int]]
"""One of these sets of states has to come down."""


class Downs:
    """The states that come down to a chosen one for some decision makers, at the least distance from what they hold."""

    def __init__(self, payoffs: Mapping[int, States], state: int) -> None:
        self._falls = {who: Falls(payoff, state) for who, payoff in payoffs.items()}
        self._needed: dict[int, set[Choices]] = {who: set() for who in payoffs}
        self._open = True

    @property
    def deciders(self) -> frozenset[int]:
        """Whose rankings are unknown."""
        return frozenset(self._falls)

    def pays(self, _who: int, _before: int, _after: int) -> Pays | None:
        """That a move becomes better is nothing that coming down brings about."""
        return None

    def require_any(self, parts: Needed) -> None:
        """One of these has to hold, all of them for one decision maker; with none of them there is no solution."""
        wanted = [part for part in parts if isinstance(part, NotBetter)]
        self._open &= bool(wanted)
        for who in {part.who for part in wanted}:
            better = self._falls[who].height > 0
            choices = frozenset(frozenset(state for state in part.states if better[state]) for part in wanted)
            self._needed[who].add(choices)

    def solve(self, clock: Clock) -> Solved | None:
        """The nearest rankings that meet what is required; None where there are none, or none was found in time."""
        if not self._open:
            return None
        ranks, distance, proven = {}, 0, True
        for who, falls in self._falls.items():
            found = fallen(falls, self._needed[who], clock)
            if found is None:
                return None
            ranks[who] = falls.ranks(found.down)
            distance += falls.distance(found.down)
            proven &= found.proven
        return Solved(ranks, distance, proven)


@dataclass(frozen=True, slots=True)
class Fallen:
    """Which states come down, and whether no other choice is nearer."""

    down: Truths
    proven: bool


def fallen(falls: Falls, needed: Iterable[Choices], clock: Clock) -> Fallen | None:
    """The states that come down in the nearest ranking in which of each of several choices one set does.

    None where time ran out before any was found.
    """
    certain, choices = _certain(needed)
    down = np.isin(np.arange(len(falls.payoff)), sorted(certain))
    if _apart(choices):
        # Of states that serve the same it is cheapest to take the worst, by the reason that `falls` gives.
        for choice in choices:
            down[min((falls.height[state], state) for (state,) in choice)[1]] = True
    elif choices:
        chosen = _Choosing(falls, down, choices).solve(clock)
        if chosen is None:
            return None
        return chosen
    return Fallen(falls.nearest(down), proven=True)


def _certain(needed: Iterable[Choices]) -> tuple[frozenset[int], list[Choices]]:
    """The states that come down whatever is chosen, and the choices that these leave."""
    certain: frozenset[int] = frozenset()
    left = list(needed)
    while True:
        more = frozenset[int]().union(*(state for choice in left if len(choice) == 1 for state in choice))
        certain |= more
        reduced = [frozenset(states - certain for states in choice) for choice in left]
        left = list(dict.fromkeys(_least(choice) for choice in reduced if frozenset() not in choice))
        if not any(len(choice) == 1 for choice in left):
            return certain, left


def _least(choice: Choices) -> Choices:
    """A choice without the sets that hold another of it: they serve nothing that the other does not."""
    if all(len(states) == 1 for states in choice):
        return choice
    return frozenset(one for one in choice if not any(other < one for other in choice))


def _apart(choices: list[Choices]) -> bool:
    """Whether every choice is among single states, and no state is in two of them."""
    single = all(len(states) == 1 for choice in choices for states in choice)
    return single and len(frozenset[frozenset[int]]().union(*choices)) == sum(map(len, choices))


class _Choosing:
    """A constraint problem: which states come down; those that no choice is about do so up to a level."""

    def __init__(self, falls: Falls, certain: Truths, choices: list[Choices]) -> None:
        from ortools.sat.python import cp_model  # heavy, so imported where used

        self._cp, self._model = cp_model, cp_model.CpModel()
        self._falls, self._certain = falls, certain
        named = reduce(lambda one, other: one | other, (states for choice in choices for states in choice))
        self._down = {state: self._model.new_bool_var("") for state in sorted(named)}
        top = int(max(falls.height[[*named, *np.flatnonzero(certain).tolist()]]))
        self._upto = [self._model.new_bool_var("") for _ in range(top + 1)]
        self._some = [self._model.new_bool_var("") for _ in range(top + 2)]
        self._chain()
        self._choose(choices)
        self._model.minimize(self._distance())

    def _chain(self) -> None:
        """All up to a height come down, and which heights have some that do."""
        model = self._model
        model.add_bool_and(~self._some[-1])
        for at, (upto, some) in enumerate(zip(self._upto, self._some, strict=False)):
            model.add_implication(upto, some)
            if at:
                model.add_implication(upto, self._upto[at - 1])
                model.add_implication(some, self._some[at - 1])
        for state, down in self._down.items():
            at = int(self._falls.height[state])
            model.add_implication(self._upto[at], down)
            model.add_implication(down, self._some[at])
        for at in np.unique(self._falls.height[self._certain]).tolist():
            model.add_bool_and(self._some[at])

    def _choose(self, choices: list[Choices]) -> None:
        model = self._model
        known: dict[frozenset[int], Any] = {}
        for states in sorted({states for choice in choices for states in choice}, key=sorted):
            known[states] = model.new_bool_var("")
            for state in states:
                model.add_implication(known[states], self._down[state])
        for choice in sorted(choices, key=lambda sets: sorted(map(sorted, sets))):
            model.add_bool_or([known[states] for states in sorted(choice, key=sorted)])

    def _distance(self) -> Any:
        """The sum of `falls`, up to what is the same for every choice."""
        worth, parts, count = self._falls.worth, [], []
        bound = int(self._certain.sum())
        for state, down in self._down.items():
            at = int(self._falls.height[state])
            parts += [int(worth[at]) * down, -self._ending_level(at, down, 1)]
            count.append(1 * down)
        for at, size in enumerate(self._left_free()):
            if size:
                parts += [size * int(worth[at]) * self._upto[at], -self._ending_level(at, self._upto[at], size)]
                count.append(size * self._upto[at])
        for at, size in enumerate(np.bincount(self._falls.height[self._certain]).tolist()):
            if size:
                parts.append(-self._ending_level(at, self._some[at], size))
        most = int((self._falls.height > 0).sum())
        number = self._model.new_int_var(bound, most, "")
        square = self._model.new_int_var(bound**2, most**2, "")
        self._model.add(number == sum(count) + bound)
        self._model.add_multiplication_equality(square, [number, number])
        return sum(parts) + 2 * number - square

    def _left_free(self) -> list[int]:
        """For each height how many states no choice is about."""
        bound = [*self._down, *np.flatnonzero(self._certain).tolist()]
        free = self._falls.sizes[: len(self._upto)].copy()
        np.subtract.at(free, self._falls.height[bound], 1)
        free[0] = 0
        found: list[int] = free.tolist()
        return found

    def _ending_level(self, at: int, down: Any, size: int) -> Any:
        """How many of those of a height that come down end level with the chosen state: none but the highest."""
        level = self._model.new_bool_var("")
        self._model.add_implication(level, down)
        self._model.add_implication(level, ~self._some[at + 1])
        return size * level

    def solve(self, clock: Clock) -> Fallen | None:
        """What comes down; None where time ran out."""
        solver = self._cp.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 1
        solver.parameters.max_time_in_seconds = clock.left
        status = solver.solve(self._model)
        if status not in {self._cp.OPTIMAL, self._cp.FEASIBLE}:
            clock.ran_out = True
            return None
        needed = self._certain.copy()
        needed[[state for state, down in self._down.items() if solver.boolean_value(down)]] = True
        return Fallen(self._falls.nearest(needed), status == self._cp.OPTIMAL)

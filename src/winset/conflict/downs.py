"""Which states come down to a chosen one for some decision makers, where each requirement leaves a choice.

Where only the place of other states over or under the chosen one counts, decision makers can be taken one by one. How
far it is to any set of states that come down is known in closed form (`falls`), and can only grow with the set, so
choices are branched on and bounded by what is chosen so far (Land and Doig 1960).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from winset.conflict.falls import Falls, Truths
from winset.conflict.needs import Needed, NotBetter, Pays, Solved
from winset.conflict.reach import States
from winset.settlement.clock import Clock

Choice = frozenset[frozenset[int]]
"""One of these sets of states has to come down."""


class Downs:
    """The states that come down to a chosen one for some decision makers, at the least distance from what they hold."""

    def __init__(self, payoffs: Mapping[int, States], state: int) -> None:
        self._falls = {who: Falls(payoff, state) for who, payoff in payoffs.items()}
        self._needed: dict[int, dict[Choice, None]] = {who: {} for who in payoffs}
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
            choice = frozenset(frozenset(state for state in part.states if better[state]) for part in wanted)
            self._needed[who][choice] = None

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


def fallen(falls: Falls, needed: Iterable[Choice], clock: Clock) -> Fallen | None:
    """The states that come down in the nearest ranking in which one set of each of several choices does.

    None where time ran out before any was found.
    """
    best: Truths | None = None
    least = 0
    waiting = [(frozenset[int](), list(needed))]
    while waiting:
        if clock.out:
            clock.ran_out = True
            break
        certain, choices = reduced(falls, *waiting.pop())
        down = np.zeros(len(falls.payoff), np.bool_)
        down[list(certain)] = True
        nearest = falls.nearest(down)
        distance = falls.distance(nearest)
        if best is not None and distance >= least:
            continue
        if not choices:
            best, least = nearest, distance
        else:
            waiting += reversed(_branches(falls, certain, choices))
    return None if best is None else Fallen(best, not clock.ran_out)


def _branches(
    falls: Falls, certain: frozenset[int], choices: list[Choice]
) -> list[tuple[frozenset[int], list[Choice]]]:
    """Each set of the narrowest choice, first what serves most; those that were tried are no choice any more."""
    narrow = min(choices, key=len)
    serves = {states: sum(states in choice for choice in choices) for states in narrow}
    cost = {states: int(falls.worth[falls.height[list(states)]].sum()) for states in narrow}
    order = sorted(narrow, key=lambda states: (-serves[states], cost[states], sorted(states)))
    branches = []
    for at, states in enumerate(order):
        tried = frozenset(order[:at])
        left = [choice - tried for choice in choices]
        if not all(left):
            break
        branches.append((certain | states, left))
    return branches


def reduced(falls: Falls, certain: frozenset[int], choices: list[Choice]) -> tuple[frozenset[int], list[Choice]]:
    """What has to come down whatever is chosen, and the choices that this leaves."""
    while True:
        left = [frozenset(states - certain for states in choice) for choice in choices]
        open_ = [_smallest(choice) for choice in left if frozenset() not in choice]
        choices = _worst(falls, list(dict.fromkeys(open_)))
        more = frozenset[int]().union(*(states for choice in choices if len(choice) == 1 for states in choice))
        if not more:
            return certain, choices
        certain |= more


def _smallest(choice: Choice) -> Choice:
    """A choice without the sets that hold another of it: they serve nothing that the other does not."""
    if all(len(states) == 1 for states in choice):
        return choice
    return frozenset(one for one in choice if not any(other < one for other in choice))


def _worst(falls: Falls, choices: list[Choice]) -> list[Choice]:
    """Choices without the single states in whose stead another would serve everywhere that is no better.

    To take the other for it costs no more, by the reason that `falls` gives.
    """
    alone: dict[int, set[int]] = {}
    anyhow: dict[int, set[int]] = {}
    for at, choice in enumerate(choices):
        for states in choice:
            for state in states:
                anyhow.setdefault(state, set()).add(at)
            if len(states) == 1:
                alone.setdefault(next(iter(states)), set()).add(at)
    lowest: dict[frozenset[int], int] = {}
    for state in sorted(alone, key=lambda state: (falls.height[state], state)):
        lowest.setdefault(frozenset(alone[state]), state)
    spared = set()
    for state in alone:
        place = (falls.height[state], state)
        for served, other in lowest.items():
            if served >= anyhow[state] and (falls.height[other], other) < place:
                spared.add(frozenset((state,)))
                break
    return [choice - spared for choice in choices] if spared else choices

"""The most, and the least, over what can be reached: what stability is computed from.

A sanction need not be looked for one by one. What counts is the least that opponents can hold a decision maker to, and
that spreads backwards over the graph until nothing changes. Each step costs time linear in the lists of moves; where it
would take many, a search does it (see `search`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from winset.conflict.reach import Ints, Reach, States
from winset.conflict.search import Ways, least_by_search

Values = npt.NDArray[np.int32]
MOST_STEPS = 100
"""Values are spread in so many steps at most; a search takes about as long as one or two hundred."""

LOWEST, HIGHEST = np.int32(np.iinfo(np.int32).min), np.int32(np.iinfo(np.int32).max)


@dataclass(frozen=True, slots=True)
class Sweep:
    """The moves of one decision maker, its lists sorted by how much it likes the states in them.

    better: for each state the place in `order` from which on all states of its list are better for the decision maker,
    up to the end of the list in `stops`. starts: where the lists begin that hold something, and full: for each state
    which of those it reads, or -1. stays: whether the list of a state holds the state itself.
    """

    order: States
    lists: Ints
    better: Ints
    stops: Ints
    starts: Ints
    full: Ints
    stays: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, reach: Reach, payoff: States) -> "Sweep":
        """Sort the lists of a decision maker by its payoffs."""
        lists = reach.list_of_members().astype(np.int64)
        span = int(payoff.max(initial=0)) + 1
        key = lists * span + payoff[reach.members]
        sort = np.argsort(key, kind="stable")
        key = key[sort]
        mine = reach.reads.astype(np.int64)
        better = np.searchsorted(key, mine * span + payoff, side="right")
        sizes = np.diff(reach.starts)
        held = np.flatnonzero(sizes)
        rank = np.full(len(sizes), -1, np.int64)
        rank[held] = np.arange(len(held))
        stays = np.zeros(len(mine), np.bool_)
        stays[reach.members[mine[reach.members] == lists]] = True
        stops = reach.starts[mine + 1]
        return cls(reach.members[sort], lists[sort], better, stops, reach.starts[held], rank[mine], stays)

    def most(self, values: Values) -> Values:
        """For each state the most of the values that one move leads to; `LOWEST` where there is none."""
        return self._over(np.maximum, values, LOWEST)

    def least(self, values: Values) -> Values:
        """For each state the least of the values that one move leads to; `HIGHEST` where there is none."""
        return self._over(np.minimum, values, HIGHEST)

    def least_by_leaving(self, values: Values) -> Values:
        """For each state the least of the values that one move to another state leads to, or `HIGHEST`."""
        if not self.stays.any():
            return self.least(values)
        held = values[self.order]
        sizes = np.diff(self.starts, append=len(held))
        lowest = np.minimum.reduceat(held, self.starts)
        at_lowest = held == np.repeat(lowest, sizes)
        next_lowest = np.minimum.reduceat(np.where(at_lowest, HIGHEST, held), self.starts)
        alone = np.add.reduceat(at_lowest, self.starts, dtype=np.int64) == 1
        # Where only the state itself has the least value of its list, the next of the list counts.
        itself = self.stays & alone[self.full] & (values == lowest[self.full])
        return np.where(self.full < 0, HIGHEST, np.where(itself, next_lowest[self.full], lowest[self.full]))

    def _over(self, ufunc: np.ufunc, values: Values, nothing: np.int32) -> Values:
        if not len(self.starts):
            return np.full(len(values), nothing)
        found: Values = ufunc.reduceat(values[self.order], self.starts)[self.full]
        return np.where(self.full >= 0, found, nothing)

    def least_by_improving(self, values: Values) -> Values:
        """For each state the least of the values that one improvement for the mover leads to, or `HIGHEST`."""
        if not len(self.order):
            return np.full(len(values), HIGHEST)
        # From the end of all lists to their front; what stands in a later list counts for more than all before it.
        span = int(values.max(initial=0)) + 1
        raised = values[self.order].astype(np.int64) + self.lists * span
        held = np.minimum.accumulate(raised[::-1])[::-1]
        at = np.minimum(self.better, len(held) - 1)
        return np.where(self.better < self.stops, held[at] - self.lists[at] * span, HIGHEST).astype(np.int32)

    def ways(self, *, improving: bool) -> Ways:
        """The moves as ways along the lists: to what is better only, or to every state but where it stands."""
        follows = np.zeros(len(self.order), np.bool_)
        follows[1:] = self.lists[1:] == self.lists[:-1]
        nowhere = np.full(len(self.full), -1, np.int64)
        if improving:
            return Ways(self.order, follows, np.where(self.better < self.stops, self.better, -1), nowhere)
        reading = np.flatnonzero(self.full >= 0)
        begins, mine = nowhere.copy(), nowhere.copy()
        begins[reading] = self.starts[self.full[reading]]
        mine[reading] = self.lists[begins[reading]]
        own = nowhere.copy()
        here = np.flatnonzero(mine[self.order] == self.lists)
        own[self.order[here]] = here
        onward = np.where(own < 0, begins, np.where(own + 1 < self.stops, own + 1, -1))
        return Ways(self.order, follows, onward, np.where(own > begins, own - 1, -1))


Step = Callable[[Sweep, Values], Values]


def least_held_to(
    sweeps: Sequence[Sweep], by: Sequence[int], values: Values, *, transitive: bool, improving: bool
) -> Values:
    """For each state the least of the values of itself and of all states that some decision makers can bring about.

    They move in legal sequences of any length, in which nobody moves twice in a row (Fang, Hipel and Kilgour 1993);
    with `improving`, only by steps that are better for whoever takes them. Where two moves in a row by one are no more
    than one move, it does not matter who moved last; else a state is looked at once for each who may have.
    """
    movers = [sweeps[at] for at in by]
    if transitive or len(by) < 2:
        found = _spread_back(movers, values, Sweep.least_by_improving if improving else Sweep.least)
    else:
        # Staying is no move: it would let somebody else move twice in a row.
        step = Sweep.least_by_improving if improving else Sweep.least_by_leaving
        found = _spread_back_by_last(movers, values, step)
    if found is None:
        ways = [mover.ways(improving=improving) for mover in movers]
        return least_by_search(ways, np.array(values, np.int32), transitive=transitive)
    return found


def _spread_back(movers: Sequence[Sweep], values: Values, step: Step) -> Values | None:
    """In turn, so that a round carries far, until nobody but who changed it last could have anything to add.

    None where that takes more than `MOST_STEPS`.
    """
    found, quiet, at = np.array(values, np.int32), 0, 0
    for _ in range(MOST_STEPS):
        if quiet >= len(movers):
            return found
        lower = np.minimum(found, step(movers[at], found))
        quiet = quiet + 1 if np.array_equal(lower, found) else 1
        found, at = lower, (at + 1) % len(movers)
    return None


def _spread_back_by_last(movers: Sequence[Sweep], values: Values, step: Step) -> Values | None:
    """The same where it matters who moved last: what can still come once each of them has, apart."""
    after = [np.array(values, np.int32) for _ in movers]
    for _ in range(MOST_STEPS):
        moved = [step(mover, found) for mover, found in zip(movers, after, strict=True)]
        lower = [
            np.minimum.reduce([values, *(moved[at] for at in range(len(movers)) if at != last)])
            for last in range(len(movers))
        ]
        if all(np.array_equal(one, other) for one, other in zip(lower, after, strict=True)):
            least: Values = np.minimum.reduce([values, *moved])
            return least
        after = lower
    return None

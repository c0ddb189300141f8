"""The share of ways to break ties under which a state lasts, counted over the ties that something hangs on.

All ways of a tie that nothing hangs on count the same, and so do all orders of the states of a tie that matter. Where
opponents' answers need not pay them, each decision maker is counted alone, and all that matters is which states of the
tie come above the state in question: U of k come above it, and no others, in |U|! (k - |U|)! of (k + 1)! orders. More
above it are more to go to and less to fear. So what one state breaks is broken with any others too.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, permutations, product
from math import factorial, prod

import numpy as np

from winset.conflict.concepts import CONCEPTS
from winset.conflict.conflict import Conflict
from winset.conflict.evolution import evolve
from winset.conflict.reach import Ints, States
from winset.conflict.stable import stability_of


def share_of_ways(conflict: Conflict, state: int, concept: str, most: int) -> Fraction | None:
    """The share of all ways to break ties under which a state is an equilibrium; None where it takes too many tries.

    Args:
        conflict: the conflict.
        state: the number of the state.
        concept: the concept of stability, by id.
        most: how many rankings are tried, for each decision maker at most or for all together.
    """
    reached = evolve(conflict, state, improving=False).moves >= 0
    if CONCEPTS[concept].credibly:
        return _together(conflict, state, concept, np.flatnonzero(reached), most)
    share = Fraction(1)
    for who, row in enumerate(conflict.payoffs):
        tied = np.flatnonzero(reached & (row == row[state]))
        if not CONCEPTS[concept].answered:
            tied = np.intersect1d(tied, conflict.moves[who].moves(state))
        alone = _alone(_Place(conflict, who, state, concept), tied[tied != state].tolist(), most)
        if alone is None:
            return None
        share *= alone
    return share


class _Place:
    """A decision maker and a state: whether the state is stable for it, if some of those tied with it come above."""

    def __init__(self, conflict: Conflict, who: int, state: int, concept: str) -> None:
        self._conflict, self._who, self._state, self._concept = conflict, who, state, concept

    def holds(self, above: Sequence[int]) -> bool:
        """Whether it is with these above and all others of the tie below."""
        payoffs = self._conflict.payoffs.copy()
        row = payoffs[self._who] * 3
        row[row == row[self._state]] -= 1
        row[self._state] += 1
        row[list(above)] += 2
        payoffs[self._who] = row
        stable = stability_of(self._conflict.with_payoffs(payoffs), [self._concept]).stable[self._concept]
        return bool(stable[self._who, self._state])


def _alone(place: _Place, tied: list[int], most: int) -> Fraction | None:
    """The share of the orders of the state and what is tied with it under which it is stable for a decision maker."""
    if not place.holds(()):
        return Fraction(0)
    if place.holds(tied):
        return Fraction(1)
    if len(tied) > most:
        return None
    harmless = [each for each in tied if place.holds((each,))]
    if 1 << len(harmless) > most:
        return None
    count, kept = len(tied), 0
    for size in range(len(harmless) + 1):
        held = sum(place.holds(above) for above in combinations(harmless, size))
        kept += held * factorial(size) * factorial(count - size)
    return Fraction(kept, factorial(count + 1))


def _together(conflict: Conflict, state: int, concept: str, reached: Ints, most: int) -> Fraction | None:
    """The share where answers have to pay opponents, so that ties between which they can move matter as well."""
    groups = [_groups(conflict, who, state, reached) for who in range(len(conflict.deciders))]
    ways = prod(factorial(len(group)) for each in groups for group in each)
    if ways > most:
        return None
    rows = [list(_broken(row, each)) for row, each in zip(conflict.payoffs, groups, strict=True)]
    held = 0
    for payoffs in product(*rows):
        found = stability_of(conflict.with_payoffs(np.stack(payoffs)), [concept])
        held += bool(found.stable[concept][:, state].all())
    return Fraction(held, ways)


def _groups(conflict: Conflict, who: int, state: int, reached: Ints) -> list[list[int]]:
    """The states of each tie whose order matters: those that it can move between, and those tied with the state.

    The latter only where it can leave the state.
    """
    row = conflict.payoffs[who]
    leaves = len(conflict.moves[who].moves(state)) > 0
    touched = set(reached[row[reached] == row[state]].tolist()) if leaves else set()
    for before in reached.tolist():
        ends = conflict.moves[who].moves(before)
        level = ends[row[ends] == row[before]].tolist()
        if level:
            touched.update((before, *level))
    by_rank: dict[int, list[int]] = {}
    for each in sorted(touched):
        by_rank.setdefault(int(row[each]), []).append(each)
    return [group for group in by_rank.values() if len(group) > 1]


def _broken(row: States, groups: Sequence[Sequence[int]]) -> Iterator[States]:
    """The rankings that break the ties of these groups; what else is tied stays so, below them."""
    span = max((len(group) for group in groups), default=0) + 1
    for orders in product(*(permutations(range(1, len(group) + 1)) for group in groups)):
        broken = row * span
        for group, order in zip(groups, orders, strict=True):
            broken[list(group)] += np.array(order, row.dtype)
        yield broken

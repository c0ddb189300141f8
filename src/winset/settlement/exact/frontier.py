"""Frontiers by proof: the value vectors that no package beats, one search after another.

For two numbers the frontier is walked from both ends at once: the best of one number among packages that give more of
the other than the last point did (the epsilon-constraint method: Haimes, Lasdon and Wismer 1971). For more numbers each
search asks for a package that no point found so far is at least as good as, and makes most of the sum, so that what is
found is itself undominated (Sylva and Crema 2004). What is missing when a limit is reached is said.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np

from winset.model.logic import Formula, Number, Sum, any_of, at_least, reckon
from winset.model.space import Package, Space
from winset.settlement.clock import Clock
from winset.settlement.exact.program import search

MOST_POINTS = 400

Values = tuple[int, ...]


@dataclass
class Front:
    """Undominated value vectors with a package for each. complete: proven that none is missing."""

    points: dict[Values, Package] = field(default_factory=dict)
    complete: bool = True

    @property
    def ranked(self) -> list[tuple[Values, Package]]:
        """The points, the first number descending, then the second, and so on."""
        return sorted(self.points.items(), key=lambda point: tuple(-value for value in point[0]))


def beyond(numbers: Sequence[Number], values: Values) -> Formula:
    """That a package gives more of some number than these values."""
    return any_of([at_least(number, value + 1) for number, value in zip(numbers, values, strict=True)])


def front(
    space: Space, required: Sequence[Formula], numbers: Sequence[Number], clock: Clock, limit: int = MOST_POINTS
) -> Front:
    """The undominated vectors of some numbers over the packages for which formulas hold.

    Args:
        space: the issues and their couplings.
        required: what must hold.
        numbers: what is to be made most of, one or more.
        clock: how long to look.
        limit: the most points to list; beyond it, or when time runs out, what is found is not complete.
    """
    if len(numbers) == 2:
        return _both_ends(space, required, numbers, clock, limit)
    found = Front()
    wanted = list(required)
    together = Sum((), 0, tuple(numbers))
    hint: Package | None = None
    while True:
        best = search(space, wanted, clock, together, hint)
        if best.package is None or not best.proven or len(found.points) >= limit:
            found.complete = best.proven and best.package is None
            return found
        values = values_of(numbers, best.package)
        found.points[values] = hint = best.package
        wanted.append(beyond(numbers, values))


def values_of(numbers: Sequence[Number], package: Package) -> Values:
    """The values of some numbers for one package."""
    return tuple(reckoned(number, package) for number in numbers)


def reckoned(number: Number, package: Package) -> int:
    """The value of a number for one package."""
    return int(reckon(number, lambda atom: np.bool_(atom.options >> package[atom.issue] & 1)))


def scaled(number: Number, factor: int) -> Number:
    """A number times a whole factor that is not negative."""
    if isinstance(number, Sum):
        weights = tuple((formula, weight * factor) for formula, weight in number.weights)
        return Sum(weights, number.base * factor, tuple(scaled(part, factor) for part in number.numbers))
    return type(number)(tuple(scaled(part, factor) for part in number.parts))


def _both_ends(space: Space, required: Sequence[Formula], numbers: Sequence[Number], clock: Clock, limit: int) -> Front:
    """Walk from the best of each number towards the other; the walkers stop where they meet."""
    reached: list[Values | None] = [None, None]
    with ThreadPoolExecutor(2) as pool:
        walks = [
            pool.submit(_walk, space, required, numbers, clock, limit // 2 + 1, first, reached) for first in (0, 1)
        ]
        try:
            halves = [walk.result() for walk in walks]
        except BaseException:
            clock.stop()
            raise
    points = halves[0].points | halves[1].points
    return Front(_undominated(points), all(half.complete for half in halves))


def _undominated(points: dict[Values, Package]) -> dict[Values, Package]:
    """The points of two numbers that no other is as good as: a walker may have met the same best twice."""
    kept: dict[Values, Package] = {}
    highest: int | None = None
    for values in sorted(points, reverse=True):
        if highest is None or values[1] > highest:
            kept[values] = points[values]
            highest = values[1]
    return kept


def _walk(
    space: Space,
    required: Sequence[Formula],
    numbers: Sequence[Number],
    clock: Clock,
    limit: int,
    first: int,
    reached: list[Values | None],
) -> Front:
    """Points in the order of one number descending, until the other walker's last point is passed."""
    own, other = numbers[first], numbers[1 - first]
    found = Front()
    wanted = list(required)
    hint: Package | None = None
    while True:
        best = search(space, wanted, clock, own, hint)
        if best.package is None or not best.proven or len(found.points) >= limit:
            found.complete = best.proven and best.package is None
            return found
        values = values_of(numbers, best.package)
        met = reached[1 - first]
        if met is not None and values[first] < met[first]:
            return found  # the other walker has been here
        found.points[values] = hint = best.package
        reached[first] = values
        wanted = [*required, at_least(other, values[1 - first] + 1)]

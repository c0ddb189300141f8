"""The asymmetric Nash bargain over separate packages, and the weights at which it jumps from one to another.

The bargain makes w ln g1 + (1 - w) ln g2 largest, g being what each side gains above no deal. Over all weights it
visits the corners of the upper hull of the packages' (ln g1, ln g2); two corners A and B tie where
w (ln A1 - ln B1) + (1 - w) (ln A2 - ln B2) = 0. Scaling a side's points moves nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from winset.course.leverage_weights import EXACT, Weight, log_of

Gains = tuple[int, int]
"""What the first and the second side gain above no deal, each in its own scaled points; never negative."""

TOLERANCE = Decimal("1e-40")
"""Two packages nearer to each other than this tie. For equal weights that is exact while gains stay below 2^62:
products of them that differ have logarithms that differ by more than 1e-38."""


@dataclass(frozen=True, slots=True)
class Corner:
    """The weights of the first side, from `low` to `high`, at which a package is the bargain; at an end it ties."""

    low: Decimal
    high: Decimal
    place: int


class Bargain:
    """Bargains over some packages, of which none dominates another, by their places in `gains`."""

    def __init__(self, gains: Sequence[Gains]) -> None:
        self.gains = tuple(gains)

    @cached_property
    def _logs(self) -> dict[int, tuple[Decimal, Decimal]]:
        """The logarithms of the gains of packages from which both sides gain."""
        return {
            place: (log_of(first), log_of(second))
            for place, (first, second) in enumerate(self.gains)
            if first > 0 and second > 0
        }

    def at(self, weight: Weight) -> tuple[int, ...]:
        """The places of all packages that tie for the bargain.

        Where no package gives both sides something every product of gains is nothing, so all of them tie. A side with
        all the weight takes what it can, and of equals the other gets the most.
        """
        if weight.second == 0 or weight.first == 0:
            side = 0 if weight.second == 0 else 1
            best = max((each[side] for each in self.gains), default=0)
            return tuple(place for place, each in enumerate(self.gains) if each[side] == best)
        if not self._logs:
            return tuple(range(len(self.gains)))
        scores = {
            place: EXACT.add(EXACT.multiply(weight.first, first), EXACT.multiply(weight.second, second))
            for place, (first, second) in self._logs.items()
        }
        top = max(scores.values())
        return tuple(place for place, score in scores.items() if EXACT.subtract(top, score) <= TOLERANCE)

    @cached_property
    def corners(self) -> tuple[Corner, ...]:
        """Which package is the bargain at which weights, from none for the first side to all of it."""
        hull: list[int] = []
        for place in sorted(self._logs, key=lambda place: self.gains[place][0]):
            while len(hull) > 1 and self._turns_up(hull[-2], hull[-1], place):
                hull.pop()
            hull.append(place)
        borders = [Decimal(0), *(self.tie(one, other) for one, other in pairwise(hull)), Decimal(1)]
        return tuple(Corner(low, high, place) for low, high, place in zip(borders, borders[1:], hull, strict=False))

    def tie(self, one: int, other: int) -> Decimal:
        """The weight of the first side at which two packages tie, of which the other gives that side more."""
        lost = EXACT.subtract(self._logs[one][1], self._logs[other][1])
        won = EXACT.subtract(self._logs[other][0], self._logs[one][0])
        return EXACT.divide(lost, EXACT.add(lost, won))

    def _turns_up(self, one: int, middle: int, other: int) -> bool:
        """Whether the middle of three packages is nowhere the bargain alone."""
        return EXACT.subtract(self.tie(middle, other), self.tie(one, middle)) <= TOLERANCE

"""The best order at every value of one number, whichever number it is: a chance, a deference, a cost or an exposure.

Every order uses a number once at the most, so its worth is linear in it, and the best worth is the upper edge of lines
(as in `winset.course.orders`). A chance that is one of several that could be taken is a line between the values at
which another of them is: these are the borders. Of each piece two values tell its lines.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from winset.course.approaches import Approach
from winset.course.orders import Line, Orders, Stretch, stretches_of, upper

_ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Affine:
    """A number that is linear in the one that is turned: `constant + slope * number`."""

    constant: Fraction
    slope: Fraction = _ZERO

    def times(self, other: "Affine") -> "Affine":
        """The product, where one of the two does not move.

        Raises:
            ArithmeticError: both move, so that the product is no line.
        """
        if self.slope and other.slope:
            raise ArithmeticError("an order uses a number once at the most")
        return Affine(self.constant * other.constant, self.constant * other.slope + self.slope * other.constant)

    def less(self, other: "Affine") -> "Affine":
        """The difference."""
        return Affine(self.constant - other.constant, self.slope - other.slope)


@dataclass(frozen=True, slots=True)
class _Piece:
    """The approaches at two values of the number, between which everything is linear."""

    at: tuple[Fraction, Fraction]
    orders: tuple[Orders, Orders]
    net: bool

    def between(self, first: Fraction, second: Fraction) -> Affine:
        """The line through what something is at the two values."""
        one, two = self.at
        slope = (second - first) / (two - one)
        return Affine(first - slope * one, slope)

    def lost(self, said_yes: frozenset[str]) -> Affine:
        """What is lost where the whole fails once these have said yes; of costs alone nothing."""
        if not self.net:
            return Affine(_ZERO)
        first, second = (orders.exposed(said_yes) for orders in self.orders)
        return self.between(-first, -second)

    def lines(self, first: tuple[str, ...]) -> list[Line]:
        """The worth of every order that is best somewhere, that of asking nobody among them where it is net.

        Of orders that are worth the same everywhere the one that begins so is taken.
        """
        orders = self.orders[0]
        end = Affine(orders.value if self.net else _ZERO)
        kept: dict[frozenset[str], list[Line]] = {orders.everybody: [Line(end.constant, end.slope, ())]}
        for said_yes in orders.sets():
            if said_yes == orders.everybody:
                continue
            lost = self.lost(said_yes)
            lines = [Line(_ZERO, _ZERO, ())] if self.net and not said_yes else []
            for approach in orders.next_after(said_yes):
                lines += self._asked(said_yes, approach, lost, kept[said_yes | {approach.id}])
            kept[said_yes] = upper(lines if said_yes else sorted(lines, key=lambda line: line.order[:1] != first))
        return kept[frozenset()]

    def _asked(
        self, said_yes: frozenset[str], approach: Approach, lost: Affine, following: Sequence[Line]
    ) -> Iterator[Line]:
        """The worth of asking one now, for each way to go on after its yes."""
        also = self.orders[1].by_id[approach.id]
        chance = self.between(approach.chance_after(said_yes), also.chance_after(said_yes))
        cost = self.between(approach.cost, also.cost)
        failing = Affine(Fraction(1)).less(chance).times(lost)
        for after in following:
            worth = chance.times(Affine(after.constant, after.slope)).less(cost)
            yield Line(worth.constant + failing.constant, worth.slope + failing.slope, (approach.id, *after.order))


def turned(
    make: Callable[[Fraction], Orders],
    borders: Sequence[Fraction],
    high: Fraction | None,
    *,
    net: bool,
    first: tuple[str, ...] = (),
) -> tuple[Stretch, ...]:
    """The best order of all approaches at every value of a number from 0 on; where it is net, nobody may be asked.

    Args:
        make: the approaches at a value of the number.
        borders: the values at which the number begins or ceases to be the one that is taken.
        high: the highest value; None where there is none.
        net: whether orders are compared by net value, or by expected cost.
        first: who is preferred as the first, of orders that are worth the same throughout; nobody by default.
    """
    inner = sorted({border for border in borders if border > 0 and (high is None or border < high)})
    edges: list[Fraction | None] = [_ZERO, *inner, high]
    found: list[Stretch] = []
    for low, end in pairwise(edges):
        start = low if low is not None else _ZERO
        width = (end - start) / 3 if end is not None else Fraction(1)
        probes = start + width, start + 2 * width
        lines = _Piece(probes, (make(probes[0]), make(probes[1])), net).lines(first)
        for stretch in stretches_of(lines, start, end):
            if found and found[-1].line.order == stretch.line.order:
                found[-1] = replace(found[-1], high=stretch.high)
            else:
                found.append(stretch)
    return tuple(found)

"""The values at which something that depends on one number changes: found by halving, and exact.

What a ratifier says of one package changes at most once as the number grows, so between two values with the same
answers nothing changes, and between two with different ones some change lies. Halving ends at a step so fine that one
candidate is left: a multiple of a unit, where changes can be nowhere else, or the one fraction with a denominator that
is small enough. Whole votes are tried one by one, because more votes need not always help.
"""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from fractions import Fraction

Key = Callable[[Fraction], Hashable]


@dataclass(frozen=True, slots=True)
class Change:
    """A value at which something changes on the way from one side: at the value itself, or just beyond it.

    there: a value at which it has changed.
    """

    at: Fraction
    beyond: bool
    there: Fraction


@dataclass(frozen=True, slots=True)
class Multiples:
    """Changes are at multiples of a unit."""

    unit: Fraction

    @property
    def step(self) -> Fraction:
        """Half the unit: between two candidates there is one value to try."""
        return self.unit / 2

    def candidate(self, low: Fraction, high: Fraction) -> Fraction:
        """The candidate in a step."""
        return low if (low / self.unit).denominator == 1 else high


@dataclass(frozen=True, slots=True)
class Fractions:
    """Changes are at fractions whose denominators are at most so large."""

    largest: int

    @property
    def step(self) -> Fraction:
        """A step so small that only one such fraction can lie in it."""
        return Fraction(1, 2 * self.largest * self.largest)

    def candidate(self, low: Fraction, high: Fraction) -> Fraction:
        """The candidate in a step: the fraction with the smallest denominator."""
        return simplest(low, high)


def simplest(low: Fraction, high: Fraction) -> Fraction:
    """The fraction with the smallest denominator from low to high, both included, neither below nothing."""
    whole = -(-low.numerator // low.denominator)
    if whole <= high:
        return Fraction(whole)
    floor = low.numerator // low.denominator
    return floor + 1 / simplest(1 / (high - floor), 1 / (low - floor))


def changes(key: Key, start: Fraction, end: Fraction, lattice: Multiples | Fractions) -> Iterator[Change]:
    """All values on the way from start to end at which the key changes, in this order."""
    step = lattice.step if end > start else -lattice.step
    first = (start // abs(step) + 1) * step if step > 0 else (-start // abs(step) + 1) * step
    count = max(0, -((first - end) // step))  # whole steps from the first to the end, rounded up
    known: dict[Fraction, Hashable] = {}

    def at(value: Fraction) -> Hashable:
        if value not in known:
            known[value] = key(value)
        return known[value]

    def place(number: int) -> Fraction:
        """The places to try: the start, every multiple of the step, and the end."""
        return start if number == 0 else end if number > count else first + step * (number - 1)

    waiting = [(0, count + 1)]
    while waiting:
        low, high = waiting.pop()
        if at(place(low)) == at(place(high)):
            continue
        if high - low > 1:
            middle = (low + high) // 2
            waiting += [(middle, high), (low, middle)]
            continue
        yield from _between(at, place(low), place(high), lattice)


def _between(at: Key, low: Fraction, high: Fraction, lattice: Multiples | Fractions) -> Iterator[Change]:
    """The changes between two neighbouring places with different keys: at their one candidate, or just beyond it."""
    value = lattice.candidate(min(low, high), max(low, high))
    if value in {low, high}:
        yield Change(value, beyond=value == low, there=high)
        return
    if at(value) != at(low):
        yield Change(value, beyond=False, there=value)
    if at(high) != at(value):
        yield Change(value, beyond=True, there=high)


def first_whole(key: Key, start: Fraction, end: Fraction) -> Iterator[Change]:
    """The values one apart on the way from start to end at which the key differs from that before."""
    step = 1 if end > start else -1
    before = key(start)
    value = start + step
    while (end - value) * step >= 0:
        now = key(value)
        if now != before:
            yield Change(value, beyond=False, there=value)
        before, value = now, value + step

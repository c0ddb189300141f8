"""The values at which something that depends on one number may change, found exactly, and the walk along them.

A comparison that is linear in the number changes sides where it is just met: one division gives the place. Between
two neighbouring places nothing changes, so that one value between them stands for all.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
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


def crossing(at: tuple[Fraction, Fraction], values: tuple[Fraction, Fraction]) -> Fraction:
    """Where a linear function is nothing that has these values at two places; they differ."""
    return at[0] + (at[1] - at[0]) * values[0] / (values[0] - values[1])


def inner_two(low: Fraction, high: Fraction, *, whole: bool) -> tuple[Fraction, Fraction]:
    """Two simple values strictly between two others; whole ones, where they may be and there are two."""
    if whole and high - low > 4:
        third = (high - low) / 3
        return Fraction((low + third) // 1), Fraction(-(-(high - third) // 1))
    middle = between(low, high)
    return between(low, middle), middle


def between(low: Fraction, high: Fraction) -> Fraction:
    """A simple value strictly between two others."""
    margin = (high - low) / 8
    return simplest(low + margin, high - margin)


def simplest(low: Fraction, high: Fraction) -> Fraction:
    """The fraction with the smallest denominator from low to high, both included."""
    whole = -(-low.numerator // low.denominator)
    if whole <= high:
        return Fraction(whole)
    floor = low.numerator // low.denominator
    return floor + 1 / simplest(1 / (high - floor), 1 / (low - floor))


@dataclass(frozen=True, slots=True)
class Steps:
    """The values from start on, a step apart; there may be more of them than could be listed."""

    start: Fraction
    step: Fraction
    count: int

    def __len__(self) -> int:
        """How many there are."""
        return self.count

    def __getitem__(self, number: int) -> Fraction:
        """The value of a number; the first is the start."""
        return self.start + self.step * number


class Stops:
    """The values to try on the way from start to end: every place, and one value between each two.

    places: where something may change, in order; nothing changes elsewhere. whole: whole values only, which are places.
    """

    def __init__(self, places: "Sequence[Fraction] | Steps", *, whole: bool = False) -> None:
        self.places = places
        self.whole = whole

    @classmethod
    def along(cls, places: Iterable[Fraction], start: Fraction, end: Fraction, *, whole: bool) -> "Stops":
        """The stops where places are known; of whole values those on either side of a place."""
        if whole:
            places = {Fraction(value) for place in places for value in _around(place)}
        low, high = min(start, end), max(start, end)
        there = {place for place in places if low <= place <= high} | {start, end}
        return cls(sorted(there, reverse=end < start), whole=whole)

    @classmethod
    def by_steps(cls, start: Fraction, end: Fraction, step: Fraction) -> "Stops":
        """The stops where something may change at any of these steps, and nowhere else."""
        count = int(abs(end - start) / step) + 1
        return cls(Steps(start, step if end > start else -step, count))

    def __len__(self) -> int:
        """How many there are; the first is the start."""
        return len(self.places) if self.whole else 2 * len(self.places) - 1

    def change(self, number: int) -> Change:
        """What it is if the value of this number is the first with something else."""
        if self.whole:
            return Change(self.places[number], beyond=False, there=self.places[number])
        place, past = divmod(number, 2)
        at = self.places[place]
        if not past:
            return Change(at, beyond=False, there=at)
        after = self.places[place + 1]
        return Change(at, beyond=True, there=between(min(at, after), max(at, after)))


def _around(place: Fraction) -> tuple[int, ...]:
    below, above = place // 1, -(-place // 1)
    return (above - 1, below, above, below + 1)


def walk(key: Key, stops: Stops) -> Iterator[Change]:
    """All values at which the key differs from that before, in order: each is tried."""
    before = key(stops.change(0).there)
    for number in range(1, len(stops)):
        change = stops.change(number)
        now = key(change.there)
        if now != before:
            yield change
        before = now


def halve(key: Key, stops: Stops) -> Iterator[Change]:
    """The same of a key that takes on no value again that it had and lost, by halving."""
    known: dict[int, Hashable] = {}

    def said(number: int) -> Hashable:
        if number not in known:
            known[number] = key(stops.change(number).there)
        return known[number]

    waiting = [(0, len(stops) - 1)]
    while waiting:
        low, high = waiting.pop()
        if said(low) == said(high):
            continue
        if high - low == 1:
            yield stops.change(high)
            continue
        middle = (low + high) // 2
        waiting += [(middle, high), (low, middle)]

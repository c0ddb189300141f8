"""Periods of time: months, years or longer, whichever shows a span of dates in a few dozen steps."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Unit:
    """A length of time. most: how many of them, at most, a span is divided into."""

    name: str
    months: int
    most: int

    def number(self, day: date) -> int:
        """Which of these periods a day is in, counted from the beginning of the calendar."""
        return (day.year * 12 + day.month - 1) // self.months

    def label(self, number: int) -> str:
        """The period in the notation of the case: a month, a year, or the first and the last year."""
        year, month = divmod(number * self.months, 12)
        if self.months < 12:
            return f"{year:04d}-{month + 1:02d}"
        last = year + self.months // 12 - 1
        return f"{year:04d}" if last == year else f"{year:04d} to {last:04d}"


UNITS = (Unit("month", 1, 24), Unit("year", 12, 60), Unit("decade", 120, 100), Unit("century", 1200, 101))


def unit_for(days: Iterable[date]) -> Unit:
    """The shortest unit that divides the span of these days into no more periods than it may."""
    known = sorted(days)
    if not known:
        return UNITS[0]
    return next(unit for unit in UNITS if unit.number(known[-1]) - unit.number(known[0]) < unit.most)

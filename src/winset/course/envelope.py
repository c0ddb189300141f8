"""The highest of lines that are found one at a time: at which value of a number another course is best, exactly.

What a course is worth is a line in the price of effort, or in the weight of a goal; the best is the highest line. Two
that are best at two values cross between these: either both are best there, and this is where the advice turns, or a
third is better and takes the place of one (Eisner and Severance 1976).
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from winset.course.advice import Advice

_SAME = 1e-7
MOST_LINES = 60


@dataclass(frozen=True, slots=True)
class Line:
    """A course that is best somewhere, worth `constant + slope * value`."""

    constant: float
    slope: float
    advice: Advice

    def at(self, value: float) -> float:
        """What it is worth at a value."""
        return self.constant + self.slope * value


@dataclass(frozen=True, slots=True)
class Best:
    """A line with the values between which it is the highest."""

    low: float
    high: float
    line: Line


def envelope(best_at: Callable[[float], Line], low: float, high: float) -> tuple[Best, ...]:
    """The lines that are the highest somewhere between two values, the lowest first.

    best_at: the line of a course that is best at a value.
    """
    found = [best_at(low)]
    waiting = [best_at(high)]
    while waiting and len(found) < MOST_LINES:
        left, right = found[-1], waiting[-1]
        if right.slope - left.slope <= _SAME:
            waiting.pop()  # the same line, but for rounding
            continue
        at = crossing(left, right)
        between = best_at(at)
        worth = between.at(at)
        if worth > left.at(at) + _SAME * (1 + abs(worth)):
            waiting.append(between)
        else:
            found.append(waiting.pop())
    borders = [low, *(crossing(one, two) for one, two in pairwise(found)), high]
    return tuple(Best(borders[number], borders[number + 1], line) for number, line in enumerate(found))


def crossing(left: Line, right: Line) -> float:
    """Where two lines cross; the right one is steeper."""
    return (left.constant - right.constant) / (right.slope - left.slope)

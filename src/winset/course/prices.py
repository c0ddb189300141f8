"""At which value of attention another course is best: exactly, for the worth of the best course is piecewise linear.

The worth of a course is its points less its effort at a price, a line in the price; the best one is the highest line.
Two courses that are best at two prices cross at a price between them: either both are best there, and this is where
the advice turns, or a third is better and takes the place of one (as in Eisner and Severance 1976).
"""

from dataclasses import dataclass, replace

from winset.course.advice import Advice, Terms, advise
from winset.course.course_records import PriceStretch
from winset.course.naming import Naming
from winset.course.stage import Stage
from winset.course.stories import used_by

_SAME = 1e-7
MOST_LINES = 60


@dataclass(frozen=True, slots=True)
class _Line:
    """A course as a line in the price: points, effort, and the advice that it is."""

    points: float
    effort: float
    advice: Advice


def prices_of(stage: Stage, terms: Terms, periods: int, nothing: float) -> tuple[PriceStretch, ...]:
    """The best course at every price of effort, the lowest first.

    Args:
        stage: what can be done.
        terms: how it is weighed; their price is left aside.
        periods: over how many periods what a course uses is told.
        nothing: the points of doing nothing.
    """
    lines = _lines(stage, terms)
    found: list[PriceStretch] = []
    for number, line in enumerate(lines):
        low = _crossing(lines[number - 1], line) if number else 0.0
        high = _crossing(line, lines[number + 1]) if number + 1 < len(lines) else None
        first = Naming(stage.built).doable(line.advice.first)
        uses = tuple(sorted(used_by(line.advice, periods)))
        if found and (found[-1].first.id, found[-1].uses) == (first.id, uses):
            found[-1] = replace(found[-1], high=high)
        else:
            found.append(PriceStretch(low, high, first, uses, line.points - nothing, line.effort))
    return tuple(found)


def _lines(stage: Stage, terms: Terms) -> list[_Line]:
    """Every course that is best at some price, from no price on, by ever less effort."""
    at_nothing = _line(stage, terms, 0.0)
    price = 1.0
    far = _line(stage, terms, price)
    while far.effort > _SAME and price < 1e9:
        price *= 8
        far = _line(stage, terms, price)
    found = [at_nothing]
    waiting = [far]
    while waiting and len(found) < MOST_LINES:
        right, left = waiting[-1], found[-1]
        if left.effort - right.effort <= _SAME:
            waiting.pop()
            if not waiting and right.effort < left.effort - 1e-12:
                found[-1] = right if right.points >= left.points else left
            continue
        at = _crossing(left, right)
        between = _line(stage, terms, at)
        worth = between.points - at * between.effort
        if worth > left.points - at * left.effort + _SAME * (1 + abs(worth)):
            waiting.append(between)
        else:
            found.append(waiting.pop())
    return found


def _line(stage: Stage, terms: Terms, price: float) -> _Line:
    advice = advise(stage, replace(terms, price=price))
    return _Line(advice.points, advice.effort, advice)


def _crossing(left: _Line, right: _Line) -> float:
    """The price at which two courses are worth the same; the left one takes more effort."""
    return max((left.points - right.points) / (left.effort - right.effort), 0.0)

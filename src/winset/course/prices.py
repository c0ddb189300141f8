"""At which value of attention another course is best: a course is worth its points, less its effort at a price."""

from dataclasses import replace

import numpy as np

from winset.course.advice import Terms, advise
from winset.course.course_records import PriceStretch
from winset.course.envelope import Line, envelope
from winset.course.naming import Naming
from winset.course.stage import Stage
from winset.course.stories import used_by

_SAME = 1e-7
_DEAREST = 1e9
"""How dear a unit of effort is made at the most, beside the most points of a period, or beside one."""


def prices_of(stage: Stage, terms: Terms, periods: int, nothing: float) -> tuple[PriceStretch, ...]:
    """The best course at every price of effort, the lowest first.

    Args:
        stage: what can be done.
        terms: how it is weighed; their price is left aside.
        periods: over how many periods what a course uses is told.
        nothing: the points of doing nothing.
    """

    def best_at(price: float) -> Line:
        advice = advise(stage, replace(terms, price=price))
        return Line(advice.points, -advice.effort, advice)

    dear, dearest = 1.0, _DEAREST * max(float(np.abs(stage.flow).max()), 1.0)
    while -best_at(dear).slope > _SAME and dear < dearest:
        dear *= 8
    found: list[PriceStretch] = []
    for best in envelope(best_at, 0.0, dear):
        high = best.high if best.high < dear else None
        first = Naming(stage.built).doable(best.line.advice.first)
        uses = tuple(sorted(used_by(best.line.advice, periods)))
        if found and (found[-1].first, found[-1].uses) == (first, uses):
            found[-1] = replace(found[-1], high=high)
        else:
            gain, effort = best.line.constant - nothing, -best.line.slope
            found.append(PriceStretch(max(best.low, 0.0), high, first, uses, gain, effort))
    return tuple(found)

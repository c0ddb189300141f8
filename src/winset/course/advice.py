"""The best course of a stage for one goal and horizon, and what it comes to: points, effort, the first step."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from winset.course.branches import Deed
from winset.course.process import Floats, Ints
from winset.course.solving import (
    Choices,
    Solution,
    Worth,
    best_for_ever,
    best_until,
    effort_of,
    states_over_time,
    worth_for_ever,
)
from winset.course.stage import Stage

ERROR = 1e-4
"""By how much the worth of a course without an end may be off."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How a course is weighed.

    discount: what a period's delay leaves of a point. price: points that a unit of effort would earn elsewhere.
    periods: how many are looked ahead; None without an end. in_force: what is in force after the last goes on counting.
    """

    discount: float
    price: float
    periods: int | None
    in_force: bool


@dataclass(frozen=True)
class Advice:
    """A course that is best on a stage."""

    stage: Stage
    terms: Terms
    solution: Solution

    @cached_property
    def worth(self) -> Worth:
        """Points and effort in every state at the start, both discounted."""
        terms, dynamics = self.terms, self.stage.dynamics
        if terms.periods is None:
            return worth_for_ever(dynamics, self.solution.choices[0], terms.discount, ERROR)
        effort = effort_of(dynamics, self.solution.choices, terms.discount)
        return Worth(self.solution.values + terms.price * effort, effort)

    @property
    def points(self) -> float:
        """Points from the start on."""
        return float(self.worth.points[self.stage.start])

    @property
    def effort(self) -> float:
        """Effort from the start on."""
        return float(self.worth.effort[self.stage.start])

    @property
    def net(self) -> float:
        """Points, less effort at its price."""
        return float(self.solution.values[self.stage.start])

    @property
    def first(self) -> Deed:
        """What is done first."""
        return self.stage.deed(self.solution.choices[0], self.stage.start)

    def choices(self, periods: int) -> tuple[Choices, ...]:
        """What is done in each of some periods."""
        if self.terms.periods is None:
            return self.solution.choices * periods
        return self.solution.choices[:periods]

    def over_time(self, periods: int) -> Iterator[tuple[Floats, Ints]]:
        """Before each period and at the end: the chance of every state, and the act chosen in it; both in one row."""
        choices = self.choices(periods)
        masses = states_over_time(self.stage.dynamics, choices, self.stage.start)
        last = np.zeros(len(self.stage.origin), dtype=np.int64)
        for number, mass in enumerate(masses):
            yield mass.ravel(), self.stage.acts(choices[number]) if number < len(choices) else last


def ending_of(stage: Stage, terms: Terms) -> Floats:
    """Points of each state after the last period."""
    if terms.in_force and terms.periods is not None:
        return stage.flow / (1 - terms.discount)
    return np.zeros(stage.dynamics.shape)


def advise(stage: Stage, terms: Terms) -> Advice:
    """The best course of a stage."""
    if terms.periods is None:
        return Advice(stage, terms, best_for_ever(stage.dynamics, terms.discount, terms.price, ERROR))
    ending = ending_of(stage, terms)
    return Advice(stage, terms, best_until(stage.dynamics, terms.periods, terms.discount, terms.price, ending))

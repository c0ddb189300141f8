"""The best course of a process: by backward induction to a horizon, or for ever by value iteration with proven bounds.

Of acts that are equal within the error the first is taken, so that ties go to waiting and then to the order of the
process. (Bellman 1957; Puterman 1994, 6.3 and 6.6: bounds by MacQueen 1966.)
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from winset.course.process import Floats

Choices = npt.NDArray[np.int32]
"""What is done in every state: a number that the dynamics give it; shape as the states."""

_MOST_ROUNDS = 100_000


class Dynamics(Protocol):
    """States, what can be done in them, and what comes of it."""

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of arrays over all states."""
        ...

    @property
    def standing(self) -> Floats:
        """Points of a period in which nothing is done and all stays: a guess to begin with."""
        ...

    def improved(self, values: Floats, discount: float, price: float) -> tuple[Floats, Choices]:
        """One step back: the worth of the best act in every state, and which it is."""
        ...

    def expected_by(self, values: Floats, chosen: Choices) -> Floats:
        """What values come to on average after what is done in every state."""
        ...

    def spread_by(self, mass: Floats, chosen: Choices) -> Floats:
        """Where the mass of states goes."""
        ...

    def points_of(self, chosen: Choices) -> Floats:
        """Points of a period, with what is done."""
        ...

    def effort_of(self, chosen: Choices) -> Floats:
        """Effort of a period."""
        ...


@dataclass(frozen=True, slots=True)
class Solution:
    """The best course.

    values: points less effort at its price, in every state at the start. choices: by period; for ever only one.
    error: by how much the values may be off at the most.
    """

    values: Floats
    choices: tuple[Choices, ...]
    error: float


def best_until(process: Dynamics, periods: int, discount: float, price: float, ending: Floats) -> Solution:
    """The best course over some periods.

    Args:
        process: what can happen.
        periods: how many there are.
        discount: what a period's delay leaves of a point.
        price: points that a unit of effort would bring elsewhere.
        ending: points of each state at the end, broadcast over the parts.
    """
    values = np.broadcast_to(ending, process.shape).astype(np.float64)
    choices: list[Choices] = []
    for _ in range(periods):
        values, chosen = process.improved(values, discount, price)
        choices.append(chosen)
    return Solution(values, tuple(reversed(choices)), _rounding(values))


def best_for_ever(process: Dynamics, discount: float, price: float, error: float) -> Solution:
    """The best course without an end, its values off by no more than an error.

    Raises:
        ValueError: the discount is not below 1, or the error cannot be reached.
    """
    if not 0 <= discount < 1:
        raise ValueError("without an end the discount must be below 1")
    values: Floats = process.standing / (1 - discount)
    factor = discount / (1 - discount)
    for _ in range(_MOST_ROUNDS):
        further, chosen = process.improved(values, discount, price)
        low, high = float((further - values).min()), float((further - values).max())
        values = further
        if factor * (high - low) / 2 <= error:
            middle = values + factor * (low + high) / 2
            return Solution(middle, (chosen,), factor * (high - low) / 2 + _rounding(middle))
    raise ValueError(f"{_MOST_ROUNDS:,} rounds do not bring the error down to {error}")


def _rounding(values: Floats) -> float:
    """What adding up in floating point may cost."""
    return float(1e-12 * (1 + np.abs(values).max()))


@dataclass(frozen=True, slots=True)
class Worth:
    """What a course comes to in every state at the start: points, and effort, both discounted."""

    points: Floats
    effort: Floats


def worth_of(process: Dynamics, choices: Sequence[Choices], discount: float, ending: Floats) -> Worth:
    """What a course over periods brings and costs in every state. ending: points of each state at the end."""
    points = np.broadcast_to(ending, process.shape).astype(np.float64)
    effort = np.zeros(process.shape)
    for chosen in reversed(choices):
        points = process.points_of(chosen) + discount * process.expected_by(points, chosen)
        effort = process.effort_of(chosen) + discount * process.expected_by(effort, chosen)
    return Worth(points, effort)


def effort_of(process: Dynamics, choices: Sequence[Choices], discount: float) -> Floats:
    """What a course over periods costs in every state."""
    effort = np.zeros(process.shape)
    for chosen in reversed(choices):
        effort = process.effort_of(chosen) + discount * process.expected_by(effort, chosen)
    return effort


def states_over_time(process: Dynamics, choices: Sequence[Choices], start: tuple[int, ...]) -> Iterator[Floats]:
    """The chance of every state, before the first period and after each."""
    mass = np.zeros(process.shape)
    mass[start] = 1.0
    yield mass
    for chosen in choices:
        mass = process.spread_by(mass, chosen)
        yield mass


def worth_for_ever(process: Dynamics, chosen: Choices, discount: float, error: float) -> Worth:
    """What a standing course brings and costs in every state, each off by no more than an error."""

    def total(each: Floats) -> Floats:
        found = np.zeros(process.shape)
        left = float(np.abs(each).max()) / (1 - discount)
        while left > error:
            found = each + discount * process.expected_by(found, chosen)
            left *= discount
        return found

    return Worth(total(process.points_of(chosen)), total(process.effort_of(chosen)))

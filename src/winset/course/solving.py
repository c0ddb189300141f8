"""The best course of a process: by backward induction to a horizon, or for ever by value iteration with proven bounds.

Of acts that are equal within the error the first is taken, so that ties go to waiting and then to the order of the
process. (Bellman 1957; Puterman 1994, 6.3 and 6.6: bounds by MacQueen 1966.)
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from winset.course.process import Floats, Process

Choices = npt.NDArray[np.int8]
"""The number of an act in every state; shape as the parts."""

_TIE = 1e-9
_MOST_ROUNDS = 100_000


@dataclass(frozen=True, slots=True)
class Solution:
    """The best course.

    values: points less effort at its price, in every state at the start. choices: by period; for ever only one.
    error: by how much the values may be off at the most.
    """

    values: Floats
    choices: tuple[Choices, ...]
    error: float


def best_until(process: Process, periods: int, discount: float, price: float, ending: Floats) -> Solution:
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
        values, chosen = _improved(process, values, discount, price)
        choices.append(chosen)
    return Solution(values, tuple(reversed(choices)), _rounding(values))


def best_for_ever(process: Process, discount: float, price: float, error: float) -> Solution:
    """The best course without an end, its values off by no more than an error.

    Raises:
        ValueError: the discount is not below 1, or the error cannot be reached.
    """
    if not 0 <= discount < 1:
        raise ValueError("without an end the discount must be below 1")
    values = np.zeros(process.shape)
    factor = discount / (1 - discount)
    for _ in range(_MOST_ROUNDS):
        further, chosen = _improved(process, values, discount, price)
        low, high = float((further - values).min()), float((further - values).max())
        values = further
        if factor * (high - low) / 2 <= error:
            middle = values + factor * (low + high) / 2
            return Solution(middle, (chosen,), factor * (high - low) / 2 + _rounding(middle))
    raise ValueError(f"{_MOST_ROUNDS:,} rounds do not bring the error down to {error}")


def _rounding(values: Floats) -> float:
    """What adding up in floating point may cost."""
    return float(1e-12 * (1 + np.abs(values).max()))


def _improved(process: Process, values: Floats, discount: float, price: float) -> tuple[Floats, Choices]:
    """One step back: the best act in every state, and its worth."""
    best: Floats = np.full(process.shape, -np.inf)
    chosen: Choices = np.zeros(process.shape, dtype=np.int8)
    slack = _TIE * (1 + float(np.abs(values).max()))
    moved: dict[int, Floats] = {}
    for number, act in enumerate(process.acts):
        worth = process.flow + act.points - price * act.effort + discount * process.expected(number, values, moved)
        better = act.allowed & (worth > best + slack)
        best = np.where(better, worth, best)
        chosen[better] = number
    return best, chosen


def worth_of(
    process: Process, choices: Sequence[Choices], discount: float, gains: Sequence[Floats], ending: Floats
) -> Floats:
    """What a course over periods brings in every state. gains: for each act what it brings at once, in every state."""
    values = np.broadcast_to(ending, process.shape).astype(np.float64)
    for chosen in reversed(choices):
        further = np.zeros(process.shape)
        for number in np.unique(chosen):
            here = chosen == number
            worth = gains[number] + discount * process.expected(int(number), values)
            further[here] = np.broadcast_to(worth, process.shape)[here]
        values = further
    return values


def states_over_time(process: Process, choices: Sequence[Choices], start: tuple[int, ...]) -> Iterator[Floats]:
    """The chance of every state, before the first period and after each."""
    mass = np.zeros(process.shape)
    mass[start] = 1.0
    yield mass
    for chosen in choices:
        further = np.zeros(process.shape)
        for number in np.unique(chosen[mass > 0]):
            further += process.spread(int(number), np.where(chosen == number, mass, 0.0))
        mass = further
        yield mass

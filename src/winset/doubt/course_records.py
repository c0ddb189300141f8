"""The answer to how sure the advice of a course is."""

from dataclasses import dataclass
from typing import Any, ClassVar

from winset.course.course_records import Doable
from winset.doubt.finding import Worth
from winset.doubt.records import DrawnInput
from winset.model.result import Result


@dataclass(frozen=True, slots=True)
class Share:
    """A share of draws, and the ends of its Monte Carlo interval of 95 per cent (Wilson 1927)."""

    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class StepShare:
    """Something that is done first in some draws, and in which share of them."""

    first: Doable
    chance: Share


@dataclass(frozen=True, slots=True)
class Quantiles:
    """What is not reached in 5, in 50 and in 95 per cent of the draws."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class PlanShare:
    """A named course, and the share of draws in which it does as well as the best one, but for a hundredth."""

    id: str
    name: str
    chance: Share


@dataclass(frozen=True, slots=True)
class StepDriver:
    """How far an input drives what is done first.

    path, words: of the input. index: the part of the variance of whether the leading step comes first that the input
    alone explains, from 0 to 1. at_low, at_high: the share of the leading step where the input is in its lowest third,
    and in its highest. worth: points that knowing it would be worth to who must settle on one named course; None where
    there are no two.
    """

    path: str
    words: str
    index: float
    at_low: Share
    at_high: Share
    worth: Worth | None

    @property
    def change(self) -> float:
        """By how much the share of the leading step rises from the lowest to the highest third."""
        return self.at_high.share - self.at_low.share


@dataclass(frozen=True, slots=True)
class CourseReading:
    """How sure the advice is in one reading of open answers.

    lent: the chance lent to an answer that nobody knows. stated: what is done first as the case has the numbers.
    steps: what is done first in the draws, the most frequent first; what comes first in none is left out. moved:
    whether any draw has another first step than the case as stated. gain, effort: of the best course over doing
    nothing. plans: named courses. drivers: inputs that drive the leading step, the strongest first. knowing: points
    that it would be worth to know every number before settling on one named course; None where there are no two.
    """

    lent: float
    stated: Doable
    steps: tuple[StepShare, ...]
    moved: bool
    gain: Quantiles
    effort: Quantiles
    plans: tuple[PlanShare, ...]
    drivers: tuple[StepDriver, ...]
    knowing: Worth | None

    @property
    def leading(self) -> StepShare:
        """What is done first in most draws."""
        return self.steps[0]


@dataclass(frozen=True)
class CourseDoubt(Result):
    """How sure is what a course begins with, and which numbers drive it?

    missing: what the case lacks for an answer, if anything; the rest is empty then. periods: how far is looked ahead;
    None without an end. draws: how many were worked out; wanted: how many were asked for; lost: how many of those done
    had too many states. readings: one for each reading of open answers. inputs: the numbers that the course rests on
    and that are drawn. notes: what is not complete or was simplified, in words.
    """

    missing: str
    goal: str
    goal_name: str
    period: str
    periods: int | None
    effort_unit: str
    draws: int
    wanted: int
    lost: int
    seed: int
    readings: tuple[CourseReading, ...]
    inputs: tuple[DrawnInput, ...]
    notes: tuple[str, ...] = ()

    kind: ClassVar[str] = "course doubt"

    def records(self) -> list[dict[str, Any]]:
        """What is done first in which share of draws, a row for each step and reading of open answers."""
        return [
            {
                "lent": reading.lent,
                "first": step.first.id,
                "stated": reading.stated.id,
                "share": step.chance.share,
                "low": step.chance.low,
                "high": step.chance.high,
            }
            for reading in self.readings
            for step in reading.steps
        ]

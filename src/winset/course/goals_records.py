"""What an answer on goals holds."""

from dataclasses import dataclass
from typing import Any, ClassVar

from winset.course.course_records import Doable, Looked, PriceStretch
from winset.model.result import PackageRecord, Result


@dataclass(frozen=True, slots=True)
class Ratifiable:
    """The most that a goal can have of the deals asked about as things stand.

    sure: of deals that are ratified; possible: of those that nobody refuses: the points of a period above the status
    quo, with a package; None where there is none.
    """

    sure: tuple[float, PackageRecord] | None
    possible: tuple[float, PackageRecord] | None


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal with its best course, in each reading of open answers.

    best: at the main horizon; looked: at every horizon, with and without what is in force afterwards. rate: points
    gained for a unit of effort, None where there is no effort. drops_at: the value of attention from which on doing
    nothing is best; None where something is done at any. prices: the stretches of attention.
    """

    id: str
    name: str
    attention: float
    ratifiable: Ratifiable
    best: tuple[Looked, ...]
    looked: tuple[Looked, ...]
    rate: tuple[float | None, ...]
    drops_at: tuple[float | None, ...]
    prices: tuple[tuple[PriceStretch, ...], ...]


@dataclass(frozen=True, slots=True)
class WeightStretch:
    """Weights of the first of two goals, from one to another, with one best course for both together."""

    low: float
    high: float
    first: Doable
    uses: tuple[str, ...]
    gains: tuple[float, float]
    effort: float


@dataclass(frozen=True, slots=True)
class Weighed:
    """Two goals weighed against each other, in one reading of open answers; the rest goes to the second."""

    one: str
    other: str
    lent: float
    stretches: tuple[WeightStretch, ...]


@dataclass(frozen=True)
class GoalsResult(Result):
    """Which goal pays: the best course for each side by side (Keeney and Raiffa 1976 on values before alternatives).

    missing: what the case lacks, if anything. period: how long one is. main: the horizon that details are given for.
    deeds: all that can be done for any of the goals.
    """

    missing: str
    by: str
    period: str
    effort_unit: str
    lent: tuple[float, ...]
    main: tuple[int | None, bool]
    goals: tuple[GoalRow, ...]
    weighed: tuple[Weighed, ...]
    deeds: tuple[Doable, ...] = ()

    kind: ClassVar[str] = "goals"

    def records(self) -> list[dict[str, Any]]:
        """The goals, a row for each reading of open answers."""
        return [
            {
                "goal": goal.id,
                "lent": best.lent,
                "first": best.first.id,
                "gain": best.gain,
                "effort": best.effort,
                "rate": rate,
                "drops_at": drops_at,
            }
            for goal in self.goals
            for best, rate, drops_at in zip(goal.best, goal.rate, goal.drops_at, strict=True)
        ]

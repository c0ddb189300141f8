"""What an answer on a course holds."""

from dataclasses import dataclass
from typing import Any, ClassVar

from winset.model.result import Input, Result


@dataclass(frozen=True, slots=True)
class Doable:
    """Something that can be done: its id, its name, and for a proposal the deal that is put.

    kind: wait, lever, arrange or propose; goes_on where a lever is under way.
    """

    id: str
    kind: str
    name: str
    package: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reach:
    """What can be reached.

    proposals: whether there is any deal to put at all. possible: whether some course reaches a deal. periods: the
    fewest periods after which one is in force. needed: own levers that every such course uses. needed_of_others: what
    others must do, or what must happen by itself, on every such course. never: ratifiers that say no to every deal
    that can be put, in every state.
    """

    proposals: bool
    possible: bool
    periods: int | None
    needed: tuple[str, ...]
    needed_of_others: tuple[str, ...]
    never: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """The best course at one horizon and reading.

    periods: None without an end. lent: the chance lent to answers that nobody knows. in_force: whether what is in
    force after the last period goes on counting. gain: points over doing nothing; effort; net: gain less effort at its
    price, all discounted. error: by how much the net may be off.
    """

    periods: int | None
    lent: float
    in_force: bool
    first: Doable
    gain: float
    effort: float
    net: float
    error: float


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A named course beside the best one, at the main horizon, in each reading of open answers.

    gains, efforts, nets: over doing nothing. first: what it begins with. dominated_by: named courses that bring at
    least as much for no more effort in every reading, and more or for less in one.
    """

    id: str
    name: str
    gains: tuple[float, ...]
    efforts: tuple[float, ...]
    nets: tuple[float, ...]
    first: tuple[Doable, ...]
    dominated_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time: periods passed, the chance of each outcome, and of each thing that is done in the next."""

    period: int
    outcomes: tuple[tuple[str, float], ...]
    doing: tuple[tuple[Doable, float], ...]
    deal: float


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf of the decision tree: what holds there, what to do, and its share of the time.

    tests: in words of the case, each with whether it holds. right: the part of its time in which the course does it.
    """

    tests: tuple[tuple[str, bool], ...]
    doing: Doable
    share: float
    right: float


@dataclass(frozen=True, slots=True)
class Story:
    """The best course as it unfolds, in one reading of open answers.

    covered: the share of the time in which the tree says what the course does. uses: the chance that each thing is done
    at all. waits: the chance that nothing has been done until each period.
    """

    lent: float
    moments: tuple[Moment, ...]
    leaves: tuple[Leaf, ...]
    covered: float
    uses: tuple[tuple[Doable, float], ...]
    waits: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Whether to wait, in one reading of open answers.

    value: that of waiting now less that of the best other act; None where nothing else can be done. other: that act.
    ends: conditions at which, alone, something else is done at once. delays: what is lost by waiting so many periods
    whatever happens. later: what is lost where one thing is not open for so many periods. channels: what can be
    arranged, with how much more the best course gains over doing nothing where it is in force already than where it is
    never arranged: what a channel kept open is worth as an option, besides what it brings by itself.
    """

    lent: float
    value: float | None
    other: Doable | None
    ends: tuple[tuple[str, str, Doable], ...]
    delays: tuple[tuple[int, float], ...]
    later: tuple[tuple[Doable, int, float], ...]
    channels: tuple[tuple[Doable, float], ...] = ()


@dataclass(frozen=True, slots=True)
class PriceStretch:
    """Values of attention, from one to another, with one best course. high: None where it goes on for ever."""

    low: float
    high: float | None
    first: Doable
    uses: tuple[str, ...]
    gain: float
    effort: float


@dataclass(frozen=True, slots=True)
class Ranged:
    """A number at either end of its range: what is done first there. held: whether it is the same as now at both."""

    path: str
    low: float
    high: float
    at_low: tuple[Doable, ...]
    at_high: tuple[Doable, ...]
    held: bool
    input: Input


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody else in a place: the gain there, by reading of open answers; lost: its share of the gain that is lost.

    lost: None where there is no gain to lose.
    """

    id: str
    name: str
    gains: tuple[float, ...]
    lost: tuple[float | None, ...]
    first: tuple[Doable, ...]


@dataclass(frozen=True)
class CourseResult(Result):
    """What to do, and when: the best course for one goal, beside named ones and doing nothing (Bellman 1957).

    missing: what the case lacks for an answer, if anything; the rest is empty then. goal, goal_name. by: the party
    whose course it is. period: how long one is. effort_unit. attention: points that a unit of effort would earn
    elsewhere. discount: what a period's delay leaves of a point. lent: the readings of open answers. main: the
    horizon that details are given for, and whether what is in force goes on counting after it. deeds: all that can be
    done. states: how many states were weighed, in all readings.
    structure: what is done first is the same at all horizons and readings, at every value of attention within its
    range, and, where they were tried (`ranges`), at both ends of every number.
    """

    missing: str
    goal: str
    goal_name: str
    by: str
    period: str
    effort_unit: str
    attention: float
    discount: float
    lent: tuple[float, ...]
    main: tuple[int | None, bool]
    reach: Reach
    looked: tuple[Looked, ...]
    plans: tuple[PlanRow, ...]
    stories: tuple[Story, ...]
    waiting: tuple[Waiting, ...]
    prices: tuple[tuple[PriceStretch, ...], ...]
    ranges: tuple[Ranged, ...]
    persons: tuple[PersonRow, ...]
    structure: bool
    states: int
    deeds: tuple[Doable, ...] = ()
    notes: tuple[str, ...] = ()

    kind: ClassVar[str] = "course"

    @property
    def best(self) -> tuple[Looked, ...]:
        """The best course at the main horizon, in each reading of open answers."""
        return tuple(row for row in self.looked if (row.periods, row.in_force) == self.main)

    def records(self) -> list[dict[str, Any]]:
        """The best course and every named one, a row for each reading of open answers."""
        rows = [
            {"course": "best", "lent": row.lent, "gain": row.gain, "effort": row.effort, "net": row.net}
            for row in self.best
        ]
        return rows + [
            {"course": plan.id, "lent": lent, "gain": gain, "effort": effort, "net": net}
            for plan in self.plans
            for lent, gain, effort, net in zip(self.lent, plan.gains, plan.efforts, plan.nets, strict=True)
        ]

"""The question on a course, and what is worked out for it: what can be done, and what is best in each reading."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from winset.case.course import FOREVER, Course
from winset.case.load import Case
from winset.case.patterns import EVERYTHING, Combined, Pattern, Where
from winset.case.problems import CaseError, Problem, did_you_mean
from winset.case.shape import Path
from winset.case.written import Number
from winset.course.advice import ERROR, Advice, Terms, advise
from winset.course.answers import Table
from winset.course.course_records import Doable, Looked, PriceStretch
from winset.course.naming import Naming
from winset.course.numbers import Numbers
from winset.course.offers import Offers
from winset.course.plans import NOTHING, masks_of
from winset.course.prices import prices_of
from winset.course.stage import Stage, stage_of
from winset.course.telling import Telling
from winset.settlement.question import Question

TOLD = 10
"""Over so many periods a course without an end is told."""


def missing_of(case: Case) -> str:
    """What the case lacks for an answer."""
    if case.file.course is None:
        return "the case has no section `course`, which says who acts, how long a period is and what can be put"
    return "" if case.file.goals else "the case has no section `goals`, which says what is aimed at"


def goal_of(case: Case, goal: str | None) -> str:
    """The goal asked for; by default the first of the case.

    Raises:
        CaseError: there is no such goal.
    """
    goals = case.file.goals
    if goal is not None and goal not in goals:
        raise CaseError([Problem(f"there is no goal `{goal}`", did_you_mean(goal, goals))])
    return goal if goal is not None else next(iter(goals))


@dataclass(frozen=True)
class Asking:
    """The question on a course, and all that is worked out for it.

    instead: other values of numbers, by path. kept: what ratifiers make of packages, shared with other questions on the
    same case and world. held: only the best course at the main horizon is asked about, with other values; opinion is
    moved no more often than as the case has the numbers, and what takes longer than the horizon is not looked at.
    read: the chances lent to open answers, where they are not those of the case.
    """

    question: Question
    goal: str
    instead: Mapping[Path, float] = field(default_factory=dict)
    kept: dict[object, Table] = field(default_factory=dict)
    held: bool = False
    read: tuple[float, ...] | None = None

    @cached_property
    def course(self) -> Course:
        """The course of the case, its proposals narrowed to the deals asked about."""
        written = self.question.case.file.course
        if written is None:
            raise AssertionError("a case without a course is not asked about one")
        if self.question.where == EVERYTHING:
            return written
        narrowed = {
            id_: proposal.model_copy(update={"package": both(proposal.package, self.question.where)})
            for id_, proposal in written.propose.items()
        }
        return written.model_copy(update={"propose": narrowed})

    @cached_property
    def numbers(self) -> Numbers:
        """The numbers that are used."""
        return Numbers(dict(self.instead), held=self.held)

    @cached_property
    def lent(self) -> tuple[float, ...]:
        """The chances lent to answers that nobody knows: the ends of their range."""
        if self.read is not None:
            return self.read
        number = self.course.open_counts
        if number is None:
            return (0.0, 1.0)
        return tuple(dict.fromkeys((float(number.least), float(number.most))))

    def telling(self, lent: float) -> Telling:
        """The course in one reading of open answers."""
        case = self.question.case
        goal = case.file.goals[self.goal]
        periods = self.main[0] if self.held else None
        world = self.question.worlds[0]
        return Telling(case, self.course, self.goal, goal, world, lent, kept=self.kept, periods=periods)

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """What can be done, in each reading of open answers."""
        return tuple(stage_of(self.telling(lent).built(self.numbers)) for lent in self.lent)

    @property
    def is_large(self) -> bool:
        """Whether there is too much to tell more than the best course."""
        return any(stage.is_large for stage in self.stages)

    @cached_property
    def is_sure(self) -> bool:
        """Whether no answer is open to anybody, so that all readings of open answers are one."""
        told = [stage.built.doings.offers for stage in self.stages]
        return all(_same_answers(told[0], each) for each in told[1:])

    @cached_property
    def price(self) -> float:
        """Points that a unit of effort would earn elsewhere."""
        number = self.question.case.file.goals[self.goal].attention
        return self.numbers.of(number, ("goals", self.goal, "attention"), 0.0)

    @cached_property
    def discount(self) -> float:
        """What a period's delay leaves of a point."""
        return self.numbers.of(self.course.discount, ("course", "discount"), 1.0)

    @cached_property
    def horizons(self) -> tuple[int | None, ...]:
        """How far is looked ahead."""
        return tuple(None if word == FOREVER else int(word) for word in self.course.horizon)

    @cached_property
    def main(self) -> tuple[int | None, bool]:
        """The horizon that details are given for: the longest, but for that without an end."""
        finite = [periods for periods in self.horizons if periods is not None]
        return (max(finite) if finite else None), self.course.afterwards == "in_force" or not finite

    @property
    def told(self) -> int:
        """Over how many periods the course is told."""
        return self.main[0] if self.main[0] is not None else TOLD

    def terms(self, periods: int | None, in_force: bool) -> Terms:
        """How a course is weighed."""
        return Terms(self.discount, self.price, periods, in_force)

    @cached_property
    def nothing(self) -> tuple[Stage, ...]:
        """Doing nothing, in each reading."""
        return tuple(stage.restricted(masks_of(stage.built, NOTHING)) for stage in self.stages)

    def idle(self, at: int, terms: Terms) -> float:
        """The points of doing nothing."""
        if self.is_large and self.is_sure:
            at = 0
        if (at, terms) not in self._idle:
            self._idle[at, terms] = advise(self.nothing[at], terms).points
        return self._idle[at, terms]

    @cached_property
    def _idle(self) -> dict[tuple[int, Terms], float]:
        return {}

    @cached_property
    def advised(self) -> tuple[Advice, ...]:
        """The best course at the main horizon, in each reading."""
        terms = self.terms(*self.main)
        if self.is_large and self.is_sure:
            return (advise(self.stages[0], terms),) * len(self.stages)
        return tuple(advise(stage, terms) for stage in self.stages)

    @cached_property
    def first(self) -> tuple[Doable, ...]:
        """What is done first, in each reading."""
        return tuple(Naming(each.stage.built).doable(each.first) for each in self.advised)

    @cached_property
    def prices(self) -> tuple[tuple[PriceStretch, ...], ...]:
        """At every price of effort the best course, in each reading."""
        terms = self.terms(*self.main)
        return tuple(prices_of(stage, terms, self.told, self.idle(at, terms)) for at, stage in enumerate(self.stages))

    @cached_property
    def gains(self) -> tuple[float, ...]:
        """The points gained over doing nothing, in each reading."""
        terms = self.terms(*self.main)
        return tuple(each.points - self.idle(at, terms) for at, each in enumerate(self.advised))

    @cached_property
    def nets(self) -> tuple[float, ...]:
        """The same less effort at its price."""
        return tuple(gain - self.price * each.effort for gain, each in zip(self.gains, self.advised, strict=True))

    def _looked(self, at: int, periods: int | None, in_force: bool) -> Looked:
        terms = self.terms(periods, in_force)
        advice = self.advised[at] if (periods, in_force) == self.main else advise(self.stages[at], terms)
        gain = advice.points - self.idle(at, terms)
        doable = Naming(self.stages[at].built).doable(advice.first)
        net = gain - self.price * advice.effort
        error = 2 * advice.solution.error
        if periods is None:  # points of two courses, and effort, each added up to within an error
            error += (2 + self.price) * ERROR
        return Looked(periods, self.lent[at], in_force, doable, gain, advice.effort, net, error)

    def looked(self) -> tuple[Looked, ...]:
        """The best course at every horizon, with and without what is in force afterwards, in each reading."""
        counting = (True, False) if self.discount < 1 else (False,)
        return tuple(
            self._looked(at, periods, in_force)
            for periods in self.horizons
            for in_force in ((True,) if periods is None else counting)
            for at in range(len(self.lent))
        )

    @property
    def used(self) -> dict[Path, Number]:
        """The numbers that the course rests on."""
        return self.numbers.used

    @property
    def deeds(self) -> tuple[Doable, ...]:
        """All that can be done, in any reading."""
        return tuple(dict.fromkeys(each for stage in self.stages for each in Naming(stage.built).doables))


def _same_answers(one: Offers, other: Offers) -> bool:
    """Whether the same can be put and agreed on, and everybody answers it alike."""
    if (one.put, one.numbers, one.arranged) != (other.put, other.numbers, other.arranged):
        return False
    pairs = [(one.answered[who], other.answered[who]) for who in one.answered]
    pairs += list(zip(one.consents, other.consents, strict=True))
    return all(np.array_equal(here.values, there.values) for here, there in pairs)


def both(one: Pattern, two: Pattern) -> Pattern:
    """The pattern that matches where two do."""
    return Where((Combined("all", (one, two)),))

"""What to do, and when: the best course of dealings for a goal."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
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
from winset.course.course_records import CourseResult, Doable, Looked, PersonRow, PlanRow, Reach
from winset.course.methods import COURSE_METHODS
from winset.course.naming import Naming, spoken
from winset.course.numbers import Numbers
from winset.course.offers import Offers
from winset.course.plans import NOTHING, masks_of
from winset.course.prices import prices_of
from winset.course.ranging import ranges_of
from winset.course.reaching import reach_of
from winset.course.stage import Stage, stage_of
from winset.course.stories import story_of
from winset.course.telling import Telling
from winset.course.waits import waiting_of
from winset.model.result import About
from winset.model.terms import read_terms
from winset.settlement.about import ENUMERATION, Grounds, heading
from winset.settlement.question import Question, ask
from winset.settlement.unlock_ground import Ground
from winset.settlement.unlock_moves import State
from winset.settlement.unlock_packages import Packages

TOLD = 10
"""Over so many periods a course without an end is told."""
_SAME = 1e-6
NO_REACH = Reach(False, False, None, (), (), ())


def course(
    case: Case,
    *,
    goal: str | None = None,
    world: Mapping[str, str] | None = None,
    where: str | Mapping[str, object] | Pattern | None = None,
    ranges: bool = False,
    persons: bool = False,
) -> CourseResult:
    """What to do, and when: the best course for a goal, beside named ones and doing nothing.

    Args:
        case: the case, with its variants.
        goal: the goal; by default the first of the case.
        world: levels of conditions at the start that differ from now.
        where: only deals that match are put.
        ranges: whether each number is tried at both ends of its range.
        persons: whether it is worked out what hangs on who is in whose place.

    Raises:
        CaseError: a condition, level, issue or goal is unknown.
        TooLargeCourseError: there are too many states.
    """
    question = ask(case, world=world, where=where)
    missing = missing_of(case)
    if missing:
        return _without(question, missing)
    asking = Asking(question, goal_of(case, goal))
    return asking.result(ranges=ranges, persons=persons)


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
    """

    question: Question
    goal: str
    instead: Mapping[Path, float] = field(default_factory=dict)
    kept: dict[object, Table] = field(default_factory=dict)
    held: bool = False

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

    def plans(self) -> tuple[PlanRow, ...]:
        """The named courses."""
        terms = self.terms(*self.main)
        rows = []
        for id_, plan in self.course.named.items():
            advised = [advise(stage.restricted(masks_of(stage.built, plan)), terms) for stage in self.stages]
            gains = tuple(each.points - self.idle(at, terms) for at, each in enumerate(advised))
            efforts = tuple(each.effort for each in advised)
            nets = tuple(gain - self.price * effort for gain, effort in zip(gains, efforts, strict=True))
            first = tuple(Naming(each.stage.built).doable(each.first) for each in advised)
            rows.append(PlanRow(id_, plan.name or spoken(id_), gains, efforts, nets, first, ()))
        return tuple(replace(row, dominated_by=_dominating(row, rows)) for row in rows)

    def worths(self) -> tuple[tuple[float, ...], ...]:
        """By named course, and by reading: what it gains over doing nothing, less its effort at its price."""
        terms = self.terms(*self.main)
        return tuple(
            tuple(
                advise(stage.restricted(masks_of(stage.built, plan)), terms).net - self.idle(at, terms)
                for at, stage in enumerate(self.stages)
            )
            for plan in self.course.named.values()
        )

    def persons(self) -> tuple[PersonRow, ...]:
        """What hangs on who is in whose place."""
        rows = []
        for id_, person in self.course.persons.items():
            case = self.question.case
            if person.variant is not None and person.variant not in case.variants:
                case = case.with_variants(*case.variants, person.variant)
            known = {**self.question.worlds[0], **person.set}
            world = {id_: level for id_, level in known.items() if id_ in case.file.conditions}
            other = Asking(ask(case, world=world, where=self.question.where), self.goal)
            lost = tuple(
                None if gain <= _SAME else (gain - there) / gain
                for gain, there in zip(self.gains, other.gains, strict=True)
            )
            rows.append(PersonRow(id_, person.name or spoken(id_), other.gains, lost, other.first))
        return tuple(rows)

    def _first_with(self, instead: dict[Path, float]) -> tuple[Doable, ...]:
        return Asking(self.question, self.goal, instead, self.kept).first

    @property
    def used(self) -> dict[Path, Number]:
        """The numbers that the course rests on."""
        return self.numbers.used

    def where_at_first(self, ground: Ground) -> Packages:
        """The deals asked about, in the world at first."""
        terms = read_terms(self.question.case.file, self.question.worlds[0])
        return ground.keeping.where(terms.formula(self.question.where))

    def about(self, *others: "Asking", never: Sequence[str] = ()) -> About:
        """The heading, with the numbers that the course, and others beside it, rest on.

        never: ratifiers that say no to all that can be put; what they say it by is told too.
        """
        ground = self.stages[0].built.layout.plot.ground
        packages = ground.keeping.where(ground.space.feasible).count() - 1
        deals = ground.asked(State()).count()
        model = self.question.model(self.question.worlds[0])
        used = frozenset(_text(path) for each in (self, *others) for path in each.used)
        used |= frozenset(path for who in never for path in _lines_of(self.question.case, who))
        grounds = Grounds(model, packages, deals, False, used, ENUMERATION)
        return heading(self.question, grounds, (each.id for each in COURSE_METHODS))

    @property
    def deeds(self) -> tuple[Doable, ...]:
        """All that can be done, in any reading."""
        return tuple(dict.fromkeys(each for stage in self.stages for each in Naming(stage.built).doables))

    def notes(self) -> tuple[str, ...]:
        """What a reader should know: levels that nobody knows, and levers that play no part."""
        case, world = self.question.case, self.question.worlds[0]
        unknown = [
            f"{condition.name or spoken(id_)} is taken to be {condition.options[world[id_]]}, which nobody knows"
            for id_, condition in case.file.conditions.items()
            if condition.now == "unknown" and id_ not in self.question.fixed
        ]
        cases = self.stages[0].built.layout.plot.cases
        general = [
            f"the lever {lever.name or spoken(id_)} plays no part, because it changes more than what ratifiers think"
            for id_, lever in case.file.levers.items()
            if lever.by == self.course.for_
            and any(
                (effect.add or effect.drop) and cases.is_general((id_, effect_id))
                for effect_id, effect in lever.effects.items()
            )
        ]
        return (*unknown, *general)

    def _only_the_best(self) -> CourseResult:
        """The best course at the main horizon, where there are too many states to tell more."""
        goal = self.question.case.file.goals[self.goal]
        left_out = (
            f"There are {self.stages[0].built.process.size:,} states, too many to tell more than the best course at "
            "one horizon: what can be reached, named courses, other horizons, the prices at which it turns, waiting, "
            "how it unfolds, and whether it holds throughout the ranges were not worked out"
        )
        return CourseResult(
            about=self.about(),
            missing="",
            goal=self.goal,
            goal_name=goal.name or spoken(self.goal),
            by=self.course.for_,
            period=self.course.period,
            effort_unit=self.question.case.file.effort or "",
            attention=self.price,
            discount=self.discount,
            lent=self.lent,
            main=self.main,
            reach=NO_REACH,
            looked=tuple(self._looked(at, *self.main) for at in range(len(self.lent))),
            plans=(),
            stories=(),
            waiting=(),
            prices=(),
            ranges=(),
            persons=(),
            structure=False,
            states=sum(stage.built.process.size for stage in self.stages),
            notes=(*self.notes(), left_out),
            deeds=self.deeds,
        )

    def result(self, *, ranges: bool, persons: bool) -> CourseResult:
        """The whole answer."""
        if self.is_large:
            return self._only_the_best()
        case = self.question.case
        terms = self.terms(*self.main)
        looked = self.looked()
        reach = reach_of(self.telling(1.0))
        prices = tuple(prices_of(stage, terms, self.told, self.idle(at, terms)) for at, stage in enumerate(self.stages))
        tried = tuple(ranges_of(case, dict(self.used), self.first, self._first_with)) if ranges else ()
        firsts = {row.first.id for row in looked}
        goal = case.file.goals[self.goal]
        span = (0.0, self.price)
        if goal.attention is not None:
            span = (float(goal.attention.least), float(goal.attention.most))
        within = {each.first.id for rows in prices for each in rows if _overlaps(each.low, each.high, span)}
        return CourseResult(
            about=self.about(never=reach.never),
            missing="",
            goal=self.goal,
            goal_name=goal.name or spoken(self.goal),
            by=self.course.for_,
            period=self.course.period,
            effort_unit=case.file.effort or "",
            attention=self.price,
            discount=self.discount,
            lent=self.lent,
            main=self.main,
            reach=reach,
            looked=looked,
            plans=self.plans(),
            stories=tuple(story_of(advice, self.told) for advice in self.advised),
            waiting=tuple(
                waiting_of(advice, advise(stage, terms))
                for advice, stage in zip(self.advised, self.nothing, strict=True)
            ),
            prices=prices,
            ranges=tried,
            persons=self.persons() if persons else (),
            structure=len(firsts | within) == 1 and all(row.held for row in tried),
            states=sum(len(stage.origin) for stage in self.stages),
            notes=self.notes(),
            deeds=self.deeds,
        )


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


def _overlaps(low: float, high: float | None, span: tuple[float, float]) -> bool:
    """Whether a stretch has more than a point in common with a span, or holds the span where that is a point."""
    top = float("inf") if high is None else high
    if span[0] == span[1]:
        return low <= span[0] <= top
    return low < span[1] and top > span[0]


def _dominating(row: PlanRow, rows: list[PlanRow]) -> tuple[str, ...]:
    """The named courses that bring at least as much for no more effort, and more or for less in some reading."""

    def dominates(other: PlanRow) -> bool:
        gains = [there - here for there, here in zip(other.gains, row.gains, strict=True)]
        saved = [here - there for there, here in zip(other.efforts, row.efforts, strict=True)]
        least = min(*gains, *saved)
        return least >= -_SAME and max(*gains, *saved) > _SAME

    return tuple(other.id for other in rows if other.id != row.id and dominates(other))


def _lines_of(case: Case, who: str) -> Iterator[tuple[str, ...]]:
    """What a ratifier says no by: its red lines, and its polls."""
    party, _, id_ = who.partition(".")
    written = case.file.parties[party].ratifiers[id_]
    for key, entries in (("refuses", written.refuses), ("polls", written.polls)):
        yield from (("parties", party, "ratifiers", id_, key, each) for each in entries)


def _text(path: Path) -> tuple[str, ...]:
    return tuple(map(str, path))


def _without(question: Question, missing: str) -> CourseResult:
    """The answer where the case lacks what it takes."""
    about = heading_without(question)
    return CourseResult(
        about, missing, "", "", "", "", "", 0.0, 1.0, (), (None, False), NO_REACH, (), (), (), (), (), (), (), False, 0
    )


def heading_without(question: Question) -> About:
    """The heading where there is no course."""
    model = question.model(question.worlds[0])
    grounds = Grounds(model, 0, 0, False, frozenset(), ENUMERATION)
    return heading(question, grounds, (each.id for each in COURSE_METHODS))

"""What to do, and when: the best course of dealings for a goal."""

from collections.abc import Mapping
from functools import partial

from winset.case.load import Case
from winset.case.patterns import Pattern
from winset.case.shape import Path
from winset.course.advice import advise
from winset.course.asking import Asking, goal_of, missing_of
from winset.course.beside import person_rows, plan_rows
from winset.course.course_heading import about_of, heading_without, notes_of
from winset.course.course_records import CourseResult, Doable, PersonRow, Reach
from winset.course.naming import spoken
from winset.course.ranging import ranges_of
from winset.course.reaching import reach_of
from winset.course.stories import story_of
from winset.course.waits import waiting_of
from winset.settlement.question import Question, ask

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
    if asking.is_large:
        return _only_the_best(asking)
    return _whole(asking, ranges=ranges, persons=persons)


def persons_of(
    case: Case, *only: str, goal: str | None = None, world: Mapping[str, str] | None = None
) -> tuple[PersonRow, ...]:
    """What hangs on who is in whose place, as `course` tells it with `persons`, and nothing else.

    Args:
        case: the case, with its variants.
        only: the ids of persons; by default all.
        goal: the goal; by default the first of the case.
        world: levels of conditions at the start that differ from now.

    Raises:
        CaseError: a condition, level or goal is unknown.
        TooLargeCourseError: there are too many states.
    """
    question = ask(case, world=world)
    if missing_of(case):
        return ()
    asking = Asking(question, goal_of(case, goal))
    return () if asking.is_large else person_rows(asking, *only)


def _whole(asking: Asking, *, ranges: bool, persons: bool) -> CourseResult:
    """The whole answer."""
    case = asking.question.case
    terms = asking.terms(*asking.main)
    looked = asking.looked()
    reach = reach_of(asking.telling(1.0))
    prices = asking.prices
    tried = tuple(ranges_of(case, dict(asking.used), asking.first, partial(_first_with, asking))) if ranges else ()
    firsts = {row.first.id for row in looked}
    goal = case.file.goals[asking.goal]
    span = (0.0, asking.price)
    if goal.attention is not None:
        span = (float(goal.attention.least), float(goal.attention.most))
    within = {each.first.id for rows in prices for each in rows if _overlaps(each.low, each.high, span)}
    return CourseResult(
        about=about_of(asking, never=reach.never),
        missing="",
        goal=asking.goal,
        goal_name=goal.name or spoken(asking.goal),
        by=asking.course.for_,
        period=asking.course.period,
        effort_unit=case.file.effort or "",
        attention=asking.price,
        discount=asking.discount,
        lent=asking.lent,
        main=asking.main,
        reach=reach,
        looked=looked,
        plans=plan_rows(asking),
        stories=tuple(story_of(advice, asking.told) for advice in asking.advised),
        waiting=tuple(
            waiting_of(advice, advise(stage, terms))
            for advice, stage in zip(asking.advised, asking.nothing, strict=True)
        ),
        prices=prices,
        ranges=tried,
        persons=person_rows(asking) if persons else (),
        structure=len(firsts | within) == 1 and all(row.held for row in tried),
        states=sum(len(stage.origin) for stage in asking.stages),
        notes=notes_of(asking),
        deeds=asking.deeds,
    )


def _only_the_best(asking: Asking) -> CourseResult:
    """The best course at the main horizon, where there are too many states to tell more."""
    goal = asking.question.case.file.goals[asking.goal]
    left_out = (
        f"There are {asking.stages[0].built.process.size:,} states, too many to tell more than the best course at "
        "one horizon: what can be reached, named courses, other horizons, the prices at which it turns, waiting, "
        "how it unfolds, and whether it holds throughout the ranges were not worked out"
    )
    return CourseResult(
        about=about_of(asking),
        missing="",
        goal=asking.goal,
        goal_name=goal.name or spoken(asking.goal),
        by=asking.course.for_,
        period=asking.course.period,
        effort_unit=asking.question.case.file.effort or "",
        attention=asking.price,
        discount=asking.discount,
        lent=asking.lent,
        main=asking.main,
        reach=NO_REACH,
        looked=tuple(asking._looked(at, *asking.main) for at in range(len(asking.lent))),
        plans=(),
        stories=(),
        waiting=(),
        prices=(),
        ranges=(),
        persons=(),
        structure=False,
        states=sum(stage.built.process.size for stage in asking.stages),
        notes=(*notes_of(asking), left_out),
        deeds=asking.deeds,
    )


def _first_with(asking: Asking, instead: dict[Path, float]) -> tuple[Doable, ...]:
    """What is done first with other numbers in their place, in each reading."""
    return Asking(asking.question, asking.goal, instead, asking.kept).first


def _overlaps(low: float, high: float | None, span: tuple[float, float]) -> bool:
    """Whether a stretch has more than a point in common with a span, or holds the span where that is a point."""
    top = float("inf") if high is None else high
    if span[0] == span[1]:
        return low <= span[0] <= top
    return low < span[1] and top > span[0]


def _without(question: Question, missing: str) -> CourseResult:
    """The answer where the case lacks what it takes."""
    about = heading_without(question)
    return CourseResult(
        about, missing, "", "", "", "", "", 0.0, 1.0, (), (None, False), NO_REACH, (), (), (), (), (), (), (), False, 0
    )

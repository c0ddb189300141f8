"""What the first page says in a line each: the cheapest unlock, what to do first, how sure it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from winset.brief.asked import NotAsked
from winset.brief.first_steps import first_line
from winset.brief.linked import Line
from winset.brief.unlocking import PLACE, unlock_line
from winset.course.course_records import CourseResult
from winset.course.order_records import OrderResult
from winset.doubt.records import DoubtResult
from winset.settlement.records import DealsResult
from winset.settlement.unlock_records import UnlockResult
from winset.show.doubt_words import how_sure
from winset.show.names import Names
from winset.show.order_words import order_sentence
from winset.show.unlock_words import best_of, unlock_sentence
from winset.show.words import few, opening

_NAMED = 3


@dataclass(frozen=True, slots=True)
class InShort:
    """Three answers of the first page, and whether what would settle it is told among them."""

    unlock: Line
    step: Line
    sure: Line
    settles: bool = False


def in_short(
    found: DealsResult,
    unlock: UnlockResult | NotAsked,
    courses: Sequence[CourseResult] | NotAsked,
    order: OrderResult | NotAsked | None,
    doubt: DoubtResult | NotAsked,
    names: Names,
) -> InShort:
    """The three answers; each says so where it is not known, and why."""
    step = _step(courses, order)
    return InShort(
        _unlock(unlock, names),
        step or _without_course(found, names),
        _sure(doubt),
        settles=step is None and bool(found.settles),
    )


def _unlock(result: UnlockResult | NotAsked, names: Names) -> Line:
    if isinstance(result, NotAsked):
        return Line(result.why)
    best = best_of(result)
    if best is not None and not best.levers:
        made = "a deal passes already" if best.sure else "a deal is possible, and none makes one sure"
        return Line(f"No lever is needed: {made}.", (("No lever is needed", PLACE.href),))
    line = unlock_line(result, names)
    if line is not None:
        return line
    return Line(unlock_sentence(result)) if result.alone else Line("The case has no levers to pull.")


def _step(courses: Sequence[CourseResult] | NotAsked, order: OrderResult | NotAsked | None) -> Line | None:
    """What to do first by the courses, else whom to ask first; None of a case that has neither."""
    if isinstance(courses, NotAsked):
        return Line(courses.why)
    line = first_line(courses)
    if line is not None or order is None:
        return line
    return Line(order.why if isinstance(order, NotAsked) else order_sentence(order))


def _without_course(found: DealsResult, names: Names) -> Line:
    """The first step where a case has no course: whose answer settles it, or that nothing has to come first."""
    if found.settles:
        whose = few([names.who(id_) for id_ in found.settles], _NAMED)
        return Line(f"Get the answer of {whose}: it would settle it.")
    if found.sure:
        return Line("Nothing has to come first: a deal that passes can be put now.")
    return Line("The case has no course to choose from (`course` and `goals`), so this is not known.")


def _sure(result: DoubtResult | NotAsked) -> Line:
    """How sure the verdict on the deals is."""
    if isinstance(result, NotAsked):
        return Line(result.why)
    row = result.verdict("deals")
    if not row.bears and not row.moved:
        return Line("No uncertain number bears on it.")
    return Line(f"{opening(how_sure(row))}.")

"""The best course of tiny cases, against playing every course out."""

from course_cases import Data, courses, looked_at, parsed
from hypothesis import given, note, settings

import winset
from oracle.courses import Play
from winset.case.course import Plan


def played(case: winset.Case, lent: float, plan: Plan | None = None) -> Play:
    return Play(case.file, "aim", lent) if plan is None else Play(case.file, "aim", lent, plan)


def net_of(play: Play, periods: int, *, in_force: bool) -> float:
    """The best worth over doing nothing."""
    idle = play.best(play.start, periods, in_force, idle=True)
    return play.best(play.start, periods, in_force) - idle


@given(courses())
@settings(deadline=None, max_examples=150)
def test_no_course_played_out_is_better_and_one_is_as_good(data: Data) -> None:
    note(data)
    case = parsed(data)
    result = winset.course(case, goal="aim")
    periods = result.main[0]
    assert periods is not None
    for lent in result.lent:
        play = played(case, lent)
        for in_force in (True, False):
            row = looked_at(result, periods, lent, in_force=in_force)
            expected = net_of(play, periods, in_force=in_force)
            assert abs(row.net - expected) < 1e-6
            if row.first.kind != "wait":
                acts = [act for act in play.acts(play.start) if (act.of, act.kind) == (row.first.id, row.first.kind)]
                flow = play.flow(play.start) - play.best(play.start, periods, in_force, idle=True)
                worths = [flow + play.worth(act, play.start, periods, in_force) for act in acts]
                assert abs(max(worths) - expected) < 1e-6


@given(courses(plans=True))
@settings(deadline=None, max_examples=120)
def test_named_courses_played_out(data: Data) -> None:
    note(data)
    case = parsed(data)
    result = winset.course(case, goal="aim")
    assert case.file.course is not None
    periods, in_force = result.main
    assert periods is not None
    for row in result.plans:
        plan = case.file.course.named[row.id]
        for lent, net in zip(result.lent, row.nets, strict=True):
            play = played(case, lent, plan)
            idle = play.best(play.start, periods, in_force, idle=True)
            assert abs(net - (play.best(play.start, periods, in_force) - idle)) < 1e-6, row.id

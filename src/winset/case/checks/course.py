"""Goals, approaches and the course name what is there: levers, conditions, packages; and orders go in no circle."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from winset.case.checks.judges import no_judge
from winset.case.checks.survey import Survey
from winset.case.checks.vocabulary import no_option
from winset.case.course import MOST_PERIODS, Course, Drift, Failure, Goal, Person, Plan
from winset.case.findings import Finding, unknown
from winset.case.problems import quoted
from winset.case.sections import Lever
from winset.case.shape import Path

WAIT = "wait"
"""What a course can always do; no lever, arrangement or proposal of a course may have this name."""

MOST_DISCOUNT = Fraction(999, 1000)
"""Nearer to 1, periods thousands away still count, and have to be gone through."""


def courses(survey: Survey) -> Iterable[Finding]:
    """What goals, approaches and the course say that cannot be."""
    for id_, goal in survey.file.goals.items():
        yield from _goal(survey, goal, ("goals", id_))
    yield from _approaches(survey)
    course = survey.file.course
    if course is not None:
        yield from _course(survey, course, ("course",))


def _goal(survey: Survey, goal: Goal, path: Path) -> Iterator[Finding]:
    if goal.ratifier is not None and goal.ratifier not in survey.judges.ratifiers:
        yield no_judge((*path, "ratifier"), goal.ratifier, survey.judges.ratifiers)
    elif goal.ratifier is not None and not survey.judges.ratifiers[goal.ratifier].points:
        what = f"{quoted(goal.ratifier)} has no points to take"
        yield Finding((*path, "ratifier"), what, "write the goal's own `points`")
    if goal.weights and goal.ratifier is None:
        yield Finding((*path, "weights"), "`weights` count the points of a ratifier", "name the `ratifier`", "key")
    for issue in goal.weights:
        if issue not in survey.words.issues:
            yield unknown((*path, "weights", issue), "issue", issue, survey.words.issues, "key")
        elif (held := _points_of(survey, goal)) and issue not in held:
            what = f"{quoted(str(goal.ratifier))} has no points on {quoted(issue)}"
            yield Finding((*path, "weights", issue), what, "take the weight out", "key")
    for id_, points in goal.points.items():
        if id_ not in survey.words.entries:
            yield unknown((*path, "points", id_), "issue or condition", id_, survey.words.entries, "key")
            continue
        entry = survey.words.entries[id_]
        for option in points:
            if option not in entry.options:
                fault = no_option((*path, "points", id_, option), id_, entry, option)
                yield Finding(fault.path, fault.what, fault.mend, "key")
    if goal.ratifier is None and not goal.points:
        yield Finding(path, f"the goal {quoted(str(path[-1]))} has no points", "write `points`", "key")


def _points_of(survey: Survey, goal: Goal) -> Mapping[str, object]:
    """The points of the ratifier that a goal takes them of, by issue."""
    judge = survey.judges.ratifiers.get(goal.ratifier) if goal.ratifier is not None else None
    return judge.points if judge is not None else {}


def _approaches(survey: Survey) -> Iterator[Finding]:
    levers = survey.file.levers
    approaches = {id_: lever for id_, lever in levers.items() if lever.sounds is not None}
    for id_, lever in approaches.items():
        sounds = lever.sounds
        assert sounds is not None  # noqa: S101 - by the choice above
        path: Path = ("levers", id_, "sounds")
        if sounds.ratifier not in survey.judges.ratifiers:
            yield no_judge((*path, "ratifier"), sounds.ratifier, survey.judges.ratifiers)
        if sounds.yes not in lever.effects:
            yield unknown((*path, "yes"), "effect", sounds.yes, lever.effects)
        named: list[tuple[Path, str]] = [((*path, "after", at), other) for at, other in enumerate(sounds.after)]
        named += [((*path, "defers", other), other) for other in sounds.defers]
        named += [
            ((*path, "together", key, "of", at), other)
            for key, jointly in sounds.together.items()
            for at, other in enumerate(jointly.of)
        ]
        for here, other in named:
            if other == id_:
                yield Finding(here, f"{quoted(id_)} waits for itself", "name another lever", _of(here))
            elif other not in approaches:
                yield unknown(here, "approach", other, approaches, _of(here))
    yield from _circles(approaches)


def _circles(approaches: Mapping[str, Lever]) -> Iterator[Finding]:
    """Approaches that wait for each other, of which none can be the first."""
    left = {
        id_: ({*lever.sounds.after} & approaches.keys()) - {id_} for id_, lever in approaches.items() if lever.sounds
    }
    while left:
        free = [id_ for id_, after in left.items() if not after & left.keys()]
        if not free:
            id_ = next(iter(left))
            what = f"{', '.join(map(quoted, left))} wait for each other, so none of them can be asked"
            yield Finding(("levers", id_, "sounds", "after"), what, "let one of them come first", "key")
            return
        left = {id_: after for id_, after in left.items() if id_ not in free}


def _of(path: Path) -> Any:
    """Whether a name stands as a key or as a value."""
    return "value" if isinstance(path[-1], int) else "key"


def _course(survey: Survey, course: Course, path: Path) -> Iterator[Finding]:
    file = survey.file
    if course.for_ not in file.parties:
        yield unknown((*path, "for"), "party", course.for_, file.parties)
    yield from _discount(course, path)
    yield from _clashing_names(survey, course, path)
    yield from _busy(survey)
    yield from _arrangements(survey, course, path)
    for id_, failure in course.failure.items():
        yield from _levels(survey, failure, (*path, "failure", id_, "set"))
    for id_, drift in course.drift.items():
        yield from _drift(survey, course, drift, (*path, "drift", id_))
    yield from _others(survey, course, path)
    for id_, plan in course.named.items():
        yield from _plan(survey, course, plan, (*path, "named", id_))
    for id_, person in course.persons.items():
        yield from _person(survey, person, (*path, "persons", id_))


def _discount(course: Course, path: Path) -> Iterator[Finding]:
    if not ("forever" in course.horizon or course.afterwards == "in_force"):
        return
    if course.discount is None:
        mend = "write a `discount` below 1"
        yield Finding((*path, "horizon"), "without an end a course needs a discount", mend, "key")
    elif course.discount.most >= 1:
        what = "without an end, or with what is in force counting on, a discount must be below 1"
        yield Finding((*path, "discount"), what, "write a number below 1, or only numbers of periods")
    elif "forever" in course.horizon and course.discount.most > MOST_DISCOUNT:
        what = "without an end, a discount this near to 1 is not worked out"
        yield Finding(
            (*path, "discount"), what, f"write {float(MOST_DISCOUNT)} at the most, or only numbers of periods"
        )


def _busy(survey: Survey) -> Iterator[Finding]:
    """Levers that keep a party busy for longer than anybody looks ahead."""
    for id_, lever in survey.file.levers.items():
        if lever.takes is not None and lever.takes.most > MOST_PERIODS:
            what = f"{quoted(id_)} takes longer than a course can look ahead"
            yield Finding(("levers", id_, "takes"), what, f"write {MOST_PERIODS} periods at the most")


def _arrangements(survey: Survey, course: Course, path: Path) -> Iterator[Finding]:
    for id_, arrangement in course.arrange.items():
        for issue, option in arrangement.package.items():
            here = (*path, "arrange", id_, "package", issue)
            if issue not in survey.words.issues:
                yield unknown(here, "issue", issue, survey.words.issues, "key")
            elif option not in survey.words.issues[issue].options:
                yield no_option(here, issue, survey.words.issues[issue], option)


def _others(survey: Survey, course: Course, path: Path) -> Iterator[Finding]:
    levers = survey.file.levers
    for lever in course.others:
        here = (*path, "others", lever)
        if lever not in levers:
            yield unknown(here, "lever", lever, levers, "key")
        elif levers[lever].by == course.for_:
            what = f"{quoted(lever)} is a lever of {quoted(course.for_)} itself"
            yield Finding(here, what, "what the party does is chosen, and has no chance", "key")
        else:
            yield from _others_lever(survey, levers[lever], here)


def _others_lever(survey: Survey, lever: Lever, here: Path) -> Iterator[Finding]:
    """What others do is a chance for each condition by itself."""
    read = {id_ for _, id_ in survey.words.ids(lever.requires)}
    for effect in lever.effects.values():
        sets = {*effect.set, *effect.otherwise}
        if not effect.set:
            what = "a lever of others only sets conditions in a course"
            yield Finding(here, what, "leave it to a variant, or to a lever of the party itself", "key")
        elif not read <= sets or len(sets) > 1:
            what = "a lever of others moves one condition by what that condition is"
            yield Finding(here, what, "write the movement under `drift`", "key")


def deeds(survey: Survey, course: Course) -> list[str]:
    """All that can be done in a course; where nobody knows whose it is, any lever."""
    known = course.for_ in survey.file.parties
    own = [id_ for id_, lever in survey.file.levers.items() if lever.by == course.for_ or not known]
    return [*own, *course.arrange, *course.propose]


def _clashing_names(survey: Survey, course: Course, path: Path) -> Iterator[Finding]:
    taken = {WAIT: "what can always be done", **dict.fromkeys(survey.file.levers, "a lever")}
    for section, ids in (("arrange", course.arrange), ("propose", course.propose)):
        for id_ in ids:
            if id_ in taken:
                what = f"{quoted(id_)} is {taken[id_]} too, so that a named course could mean either"
                yield Finding((*path, section, id_), what, "rename one of the two", "key")
            taken.setdefault(id_, "an arrangement")
    if WAIT in survey.file.levers:
        what = f"{quoted(WAIT)} is what a course can always do"
        yield Finding(("levers", WAIT), what, "rename the lever", "key")


def _levels(survey: Survey, entry: Failure | Person, path: Path) -> Iterator[Finding]:
    conditions = survey.words.conditions
    for id_, level in entry.set.items():
        if id_ not in conditions:
            yield unknown((*path, id_), "condition", id_, conditions, "key")
        elif level not in conditions[id_].options:
            yield no_option((*path, id_), id_, conditions[id_], level)


def _drift(survey: Survey, course: Course, drift: Drift, path: Path) -> Iterator[Finding]:
    conditions = survey.words.conditions
    if drift.condition not in conditions:
        yield unknown((*path, "condition"), "condition", drift.condition, conditions)
    else:
        condition = conditions[drift.condition]
        for word, level in (("from", drift.from_), ("to", drift.to)):
            if level not in condition.options:
                yield no_option((*path, word), drift.condition, condition, level)
        if drift.from_ == drift.to:
            yield Finding((*path, "to"), f"{quoted(drift.to)} moves to itself", "name another level")
    for word, ids in (("during", drift.during), ("unless", drift.unless)):
        yield from _known(survey, course, ids, (*path, word))


def _known(survey: Survey, course: Course, ids: Iterable[str], path: Path) -> Iterator[Finding]:
    known = [*deeds(survey, course), WAIT]
    for at, id_ in enumerate(ids):
        if id_ not in known:
            yield unknown((*path, at), f"lever of {quoted(course.for_)}, arrangement or proposal", id_, known)


def _plan(survey: Survey, course: Course, plan: Plan, path: Path) -> Iterator[Finding]:
    yield from _known(survey, course, plan.only or (), (*path, "only"))
    yield from _known(survey, course, plan.never, (*path, "never"))
    known = deeds(survey, course)
    what = f"lever of {quoted(course.for_)}, arrangement or proposal"
    for later, earlier in plan.before.items():
        if later not in known:
            yield unknown((*path, "before", later), what, later, known, "key")
        if earlier not in known:
            yield unknown((*path, "before", later), what, earlier, known)
        elif later == earlier:
            yield Finding((*path, "before", later), f"{quoted(later)} waits for itself", "name another")
    for at, attempt in enumerate(plan.try_):
        if attempt.do not in [*known, WAIT]:
            yield unknown((*path, "try", at, "do"), what, attempt.do, [*known, WAIT])


def _person(survey: Survey, person: Person, path: Path) -> Iterator[Finding]:
    yield from _levels(survey, person, (*path, "set"))
    if person.variant is not None and person.variant not in survey.file.variants:
        yield unknown((*path, "variant"), "variant", person.variant, survey.file.variants)

"""What an answer on a course is about: the numbers that it rests on, and what a reader should know."""

from collections.abc import Iterator, Sequence

from winset.case.load import Case
from winset.case.shape import Path
from winset.course.asking import Asking
from winset.course.methods import COURSE_METHODS
from winset.course.naming import spoken
from winset.model.result import About
from winset.model.terms import read_terms
from winset.settlement.about import ENUMERATION, Grounds, heading
from winset.settlement.question import Question
from winset.settlement.unlock_ground import Ground
from winset.settlement.unlock_moves import State
from winset.settlement.unlock_packages import Packages


def about_of(asking: Asking, *others: "Asking", never: Sequence[str] = ()) -> About:
    """The heading, with the numbers that the course, and others beside it, rest on.

    never: ratifiers that say no to all that can be put; what they say it by is told too.
    """
    ground = asking.stages[0].built.layout.plot.ground
    packages = ground.keeping.where(ground.space.feasible).count() - 1
    deals = ground.asked(State()).count()
    model = asking.question.model(asking.question.worlds[0])
    used = frozenset(_text(path) for each in (asking, *others) for path in each.used)
    used |= frozenset(path for who in never for path in _lines_of(asking.question.case, who))
    grounds = Grounds(model, packages, deals, False, used, ENUMERATION)
    return heading(asking.question, grounds, (each.id for each in COURSE_METHODS))


def notes_of(asking: Asking) -> tuple[str, ...]:
    """What a reader should know: levels that nobody knows, and levers that play no part."""
    case, world = asking.question.case, asking.question.worlds[0]
    unknown = [
        f"{condition.name or spoken(id_)} is taken to be {condition.options[world[id_]]}, which nobody knows"
        for id_, condition in case.file.conditions.items()
        if condition.now == "unknown" and id_ not in asking.question.fixed
    ]
    cases = asking.stages[0].built.layout.plot.cases
    general = [
        f"the lever {lever.name or spoken(id_)} plays no part, because it changes more than what ratifiers think"
        for id_, lever in case.file.levers.items()
        if lever.by == asking.course.for_
        and any(
            (effect.add or effect.drop) and cases.is_general((id_, effect_id))
            for effect_id, effect in lever.effects.items()
        )
    ]
    return (*unknown, *general)


def where_at_first(asking: Asking, ground: Ground) -> Packages:
    """The deals asked about, in the world at first."""
    terms = read_terms(asking.question.case.file, asking.question.worlds[0])
    return ground.keeping.where(terms.formula(asking.question.where))


def heading_without(question: Question) -> About:
    """The heading where there is no course."""
    model = question.model(question.worlds[0])
    grounds = Grounds(model, 0, 0, False, frozenset(), ENUMERATION)
    return heading(question, grounds, (each.id for each in COURSE_METHODS))


def _lines_of(case: Case, who: str) -> Iterator[tuple[str, ...]]:
    """What a ratifier says no by: its red lines, and its polls."""
    party, _, id_ = who.partition(".")
    written = case.file.parties[party].ratifiers[id_]
    for key, entries in (("refuses", written.refuses), ("polls", written.polls)):
        yield from (("parties", party, "ratifiers", id_, key, each) for each in entries)


def _text(path: Path) -> tuple[str, ...]:
    return tuple(map(str, path))

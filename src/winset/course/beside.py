"""The named courses beside the best one, and the best one with somebody else in a place."""

from dataclasses import replace

from winset.case.course import Person
from winset.case.findings import Finding, problem
from winset.case.problems import CaseError, quoted
from winset.course.advice import advise
from winset.course.asking import Asking, missing_of
from winset.course.course_records import PersonRow, PlanRow
from winset.course.naming import Naming, spoken
from winset.course.plans import masks_of
from winset.settlement.question import ask

SAME = 1e-6


def plan_rows(asking: Asking) -> tuple[PlanRow, ...]:
    """The named courses."""
    terms = asking.terms(*asking.main)
    rows = []
    for id_, plan in asking.course.named.items():
        advised = [advise(stage.restricted(masks_of(stage.built, plan)), terms) for stage in asking.stages]
        gains = tuple(each.points - asking.idle(at, terms) for at, each in enumerate(advised))
        efforts = tuple(each.effort for each in advised)
        nets = tuple(gain - asking.price * effort for gain, effort in zip(gains, efforts, strict=True))
        first = tuple(Naming(each.stage.built).doable(each.first) for each in advised)
        rows.append(PlanRow(id_, plan.name or spoken(id_), gains, efforts, nets, first, ()))
    return tuple(replace(row, dominated_by=_dominating(row, rows)) for row in rows)


def _dominating(row: PlanRow, rows: list[PlanRow]) -> tuple[str, ...]:
    """The named courses that bring at least as much for no more effort, and more or for less in some reading."""

    def dominates(other: PlanRow) -> bool:
        gains = [there - here for there, here in zip(other.gains, row.gains, strict=True)]
        saved = [here - there for there, here in zip(other.efforts, row.efforts, strict=True)]
        least = min(*gains, *saved)
        return least >= -SAME and max(*gains, *saved) > SAME

    return tuple(other.id for other in rows if other.id != row.id and dominates(other))


def plan_worths(asking: Asking) -> tuple[tuple[float, ...], ...]:
    """By named course, and by reading: what it gains over doing nothing, less its effort at its price."""
    terms = asking.terms(*asking.main)
    return tuple(
        tuple(
            advise(stage.restricted(masks_of(stage.built, plan)), terms).net - asking.idle(at, terms)
            for at, stage in enumerate(asking.stages)
        )
        for plan in asking.course.named.values()
    )


def person_rows(asking: Asking, *only: str) -> tuple[PersonRow, ...]:
    """What hangs on who is in whose place; only: the persons that are looked at, by default all.

    Raises:
        CaseError: the variant of a person leaves out the goal that is asked about, or the course.
    """
    rows = []
    for id_, person in asking.course.persons.items():
        if only and id_ not in only:
            continue
        other = _with_person(asking, id_, person)
        lost = tuple(
            None if gain <= SAME else (gain - there) / gain
            for gain, there in zip(asking.gains, other.gains, strict=True)
        )
        rows.append(PersonRow(id_, person.name or spoken(id_), other.gains, lost, other.first))
    return tuple(rows)


def _with_person(asking: Asking, id_: str, person: Person) -> Asking:
    """The same question with somebody in a place; open answers count as they do without."""
    without = case = asking.question.case
    if person.variant is not None:
        case = case.with_variants(*case.variants, person.variant)
        missing = missing_of(case)
        if not missing and asking.goal not in case.file.goals:
            missing = f"the case has no goal {quoted(asking.goal)}"
        if missing:
            what = f"with the variant {quoted(person.variant)} {missing}"
            finding = Finding(("course", "persons", id_, "variant"), what, "name a variant that leaves it there")
            raise CaseError([problem(finding, without.root, without.path)])
    known = {**asking.question.worlds[0], **person.set}
    world = {condition: level for condition, level in known.items() if condition in case.file.conditions}
    return Asking(ask(case, world=world, where=asking.question.where), asking.goal, read=asking.lent)

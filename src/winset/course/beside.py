"""The named courses beside the best one, and the best one with somebody else in a place."""

from dataclasses import replace

from winset.course.advice import advise
from winset.course.asking import Asking
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


def person_rows(asking: Asking) -> tuple[PersonRow, ...]:
    """What hangs on who is in whose place."""
    rows = []
    for id_, person in asking.course.persons.items():
        case = asking.question.case
        if person.variant is not None and person.variant not in case.variants:
            case = case.with_variants(*case.variants, person.variant)
        known = {**asking.question.worlds[0], **person.set}
        world = {id_: level for id_, level in known.items() if id_ in case.file.conditions}
        other = Asking(ask(case, world=world, where=asking.question.where), asking.goal)
        lost = tuple(
            None if gain <= SAME else (gain - there) / gain
            for gain, there in zip(asking.gains, other.gains, strict=True)
        )
        rows.append(PersonRow(id_, person.name or spoken(id_), other.gains, lost, other.first))
    return tuple(rows)

"""What each option of an issue or condition that is linked leaves, and who refuses every deal with it, by proof."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from winset.case.load import Case
from winset.model.acceptance.worth import holds
from winset.model.logic import FALSE, TRUE, Atom, Formula, Sum, all_of, negation
from winset.model.view import Path
from winset.settlement.clock import Clock
from winset.settlement.exact.program import search
from winset.settlement.exact.reckoning import Cells, Reckoning
from winset.settlement.exact.stands import Stands
from winset.settlement.exact.ways import Linked, Stand, Way
from winset.settlement.linkage_records import Level
from winset.settlement.linkage_refusals import Crossed, lines_of

_STANDS: tuple[Stand, Stand, Stand] = (
    lambda stands: stands.asked,
    lambda stands: stands.sure,
    lambda stands: stands.possible,
)


@dataclass(frozen=True)
class _Choice:
    """One option of an issue or condition that is linked. among: the deals with it in each world that has it."""

    id: str
    option: str
    ways: tuple[Way, ...]
    among: tuple[tuple[Stands, Formula], ...]


def exact_levels(case: Case, linked: Linked, held: Sequence[Way], reckoning: Reckoning) -> tuple[Level, ...]:
    """Every option of what is linked, against the ways in which it is held."""
    model = linked.worlds[0].model
    choices = list(_choices(case, linked))
    compared = iter(
        reckoning.comparisons(linked.others, [cells for each in choices for cells in _cells(linked, held, each)])
    )
    space = replace(linked.space, feasible=TRUE)  # what couplings allow is in what is asked about
    formulas = [
        all_of([stand(stands), formula]) for each in choices for stands, formula in each.among for stand in _STANDS
    ]
    numbers = iter(reckoning.numbers(space, formulas))
    everywhere = _refusing([(stands, stands.asked) for stands in linked.worlds], reckoning.clock)
    refused = [_refusing(each.among, reckoning.clock) - everywhere for each in choices]
    crossed = Crossed([(at, number) for at, vetoes in enumerate(refused) for number in sorted(vetoes)])
    for at, number in crossed.wanted:
        crossed.lines[at, number] = _crossed(choices[at], number, reckoning.clock)
    rows = []
    for at, each in enumerate(choices):
        deals = sure = possible = 0
        for _ in each.among:
            deals, sure, possible = deals + next(numbers), sure + next(numbers), possible + next(numbers)
        possible = max(possible, sure)
        refusing = crossed.refusing(case, model, at)
        rows.append(
            Level(each.id, each.option, next(compared), next(compared), max(deals, possible), sure, possible, refusing)
        )
    return tuple(rows)


def infeasible(linked: Linked, levels: Sequence[Level]) -> tuple[str, ...]:
    """The linked issues of which every new option that deals have is refused throughout by some ratifier."""
    found = []
    for issue in (*linked.linking.issues, *linked.linking.with_them):
        dimension = linked.space.dimensions[issue]
        held = dimension.label(linked.space.status_quo[issue])
        new = [row for row in levels if row.id == dimension.id and row.option != held and row.deals]
        if new and all(row.refusing for row in new):
            found.append(dimension.id)
    return tuple(found)


def _choices(case: Case, linked: Linked) -> Iterator[_Choice]:
    for issue in (*linked.linking.issues, *linked.linking.with_them):
        dimension = linked.space.dimensions[issue]
        for digit, option in enumerate(dimension.options):
            ways = tuple(way for way in linked.ways if way.fixing.digits[issue] == digit)
            with_it = Atom(issue, 1 << digit)
            among = tuple((stands, all_of([stands.asked, with_it])) for stands in linked.worlds)
            yield _Choice(dimension.id, option, ways, among)
    for name in linked.linking.conditions:
        for level in case.file.conditions[name].options:
            ways = tuple(way for way in linked.ways if way.stands.model.world[name] == level)
            worlds = [stands for stands in linked.worlds if stands.model.world[name] == level]
            yield _Choice(name, level, ways, tuple((stands, stands.asked) for stands in worlds))


def _cells(linked: Linked, held: Sequence[Way], choice: _Choice) -> Iterator[Cells]:
    for stand in _STANDS[1:]:
        before, after = linked.some(held, stand), linked.some(choice.ways, stand)
        if before == after:
            yield before, FALSE, FALSE
        else:
            yield all_of([before, after]), all_of([after, negation(before)]), all_of([before, negation(after)])


def _refusing(among: Sequence[tuple[Stands, Formula]], clock: Clock) -> frozenset[int]:
    """The vetoes that refuse every one of some deals; nobody where there is no deal, or where that is not proven.

    Each search asks for a deal that as many as can be bear who were not seen to bear any, so there are few of them.
    """
    left = set(among[0][0].model.vetoes) if among else set()
    some = False
    for stands, formula in among:
        while left:
            bearing = Sum(tuple((stands.bears(number), 1) for number in sorted(left)))
            found = search(stands.model.space, [formula], clock, bearing)
            some = some or found.package is not None
            seen = {
                number for number in left if found.package is not None and holds(stands.bears(number), found.package)
            }
            if not seen and not found.proven:
                return frozenset()
            if not seen:
                break
            left -= seen
    return frozenset(left) if some else frozenset()


def _crossed(choice: _Choice, number: int, clock: Clock) -> frozenset[Path]:
    """The red lines of a ratifier that every deal with an option crosses."""
    lines: frozenset[Path] | None = None
    for stands, formula in choice.among:
        space = stands.model.space
        if search(space, [formula], clock).package is None:
            continue
        found = []
        for path, line in lines_of(stands.model, number):
            spared = search(space, [formula, negation(line)], clock)
            if spared.proven and spared.package is None:
                found.append(path)
        lines = frozenset(found) if lines is None else lines & frozenset(found)
    return lines if lines is not None else frozenset()

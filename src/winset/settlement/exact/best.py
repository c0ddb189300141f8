"""The deals that are best for a lead by its points, and those that rankings leave standing, by proof."""

from collections.abc import Mapping, Sequence

from winset.model.acceptance.worth import points_of
from winset.model.compile import CompiledRatifier, Model
from winset.model.logic import Atom, Number, Sum
from winset.model.result import PackageRecord
from winset.settlement.clock import Clock
from winset.settlement.collectors import Over
from winset.settlement.exact.frontier import Front, front
from winset.settlement.exact.stands import Ratifiable, Stands
from winset.settlement.levels import ranks_of
from winset.settlement.records import Best, Undominated
from winset.settlement.shortfall import record

_SHOWN = 12


def best_deals(
    stands: Stands, ratifiable: Ratifiable, among: Mapping[Over, int], party: str | None, clock: Clock
) -> tuple[tuple[Best, ...], tuple[Undominated, ...]]:
    """The deals best for each lead, by its points or else its ranking, and for all rankings together.

    One package stands for all that are worth the same, so `count` counts values and not packages.
    """
    model = stands.model
    leads = [who for who in model.ratifiers if who.lead and party in {None, who.party}]
    best: list[Best] = []
    undominated: list[Undominated] = []
    for name, formula in ratifiable:
        for who in leads:
            by, numbers = _judged_by(who)
            found = front(model.space, [formula], numbers, clock, _SHOWN) if numbers else Front()
            if found.points:
                best.append(Best(who.party, name, by, _records(model, found), len(found.points)))
        ranking = [who for who in model.ratifiers if who.lead and ranks_of(who)]
        if len(ranking) > 1:
            ranks = [number for who in ranking for number in _rank_numbers(who)]
            found = front(model.space, [formula], ranks, clock, _SHOWN)
            if found.points:
                ids = tuple(who.id for who in ranking)
                undominated.append(Undominated(name, ids, _records(model, found), len(found.points), among[name]))
    # Leads that judge by points come first, each with its sure deals before its possible ones.
    order = [who.party for who in leads]
    best.sort(key=lambda row: (row.by != "points", order.index(row.party), row.over != "sure"))
    return tuple(best), tuple(undominated)


def _judged_by(who: CompiledRatifier) -> tuple[str, Sequence[Number]]:
    if who.worth is not None:
        return "points", [points_of(who.worth.points)]
    return "ranking", _rank_numbers(who)


def _rank_numbers(who: CompiledRatifier) -> list[Number]:
    """For each issue that a ratifier ranks, a number that is higher the better the option; unranked ones are last."""
    numbers: list[Number] = []
    for issue, ranks in ranks_of(who):
        last = max((place for place in ranks if place is not None), default=0) + 1
        weights = tuple(
            (Atom(issue, 1 << option), -(last if place is None else place)) for option, place in enumerate(ranks)
        )
        numbers.append(Sum(weights))
    return numbers


def _records(model: Model, found: Front) -> tuple[PackageRecord, ...]:
    return tuple(record(model, model.space.number(package)) for _, package in found.ranked[:_SHOWN])

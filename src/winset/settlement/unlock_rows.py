"""The rows of an answer on unlocks: each set of levers, what each lever does alone, and what a party wishes."""

from collections.abc import Sequence
from fractions import Fraction

from winset.model.compile import Model
from winset.model.result import PackageRecord
from winset.settlement.unlock_ground import Ground
from winset.settlement.unlock_interplay import Used
from winset.settlement.unlock_moves import State
from winset.settlement.unlock_records import LeverAlone, Unlock, Wishes
from winset.settlement.unlock_ways import Ways, costs, undominated
from winset.settlement.unlock_wishes import wishes_by


def unlocks(ways: Ways, party: str | None) -> tuple[Unlock, ...]:
    """All minimal unlocks that the search finds, the cheapest first."""
    rows = []
    for sure in (True, False):
        sets = list(ways.search.unlocks(sure).sets)
        marks = undominated([_vector(ways, levers) for levers in sets])
        rows += [_unlock(ways, levers, sure, mark) for levers, mark in zip(sets, marks, strict=True)]
    order = list(ways.moves.levers)
    return tuple(sorted(rows, key=lambda row: _cheapness(row, party, order)))


def _vector(ways: Ways, levers: Used) -> dict[str, Fraction] | None:
    """What a set of levers costs each party, at the likely costs; None where one is missing."""
    rows = costs(ways.moves, levers)
    return None if any(row.missing for row in rows) else {row.party: row.amount[1] for row in rows}


def _cheapness(row: Unlock, party: str | None, order: Sequence[str]) -> tuple[object, ...]:
    """Sure before possible, then by the party's cost (or by being undominated), then the fewest levers."""
    if party is not None:
        cost = row.cost_for(party)
        price = (bool(cost and cost.missing), cost.amount[1] if cost else Fraction(0))
    else:
        price = (row.undominated is None, Fraction(not row.undominated))
    return not row.sure, *price, len(row.levers), sorted(order.index(lever) for lever in row.levers)


def _unlock(ways: Ways, levers: Used, sure: bool, mark: bool | None) -> Unlock:
    pulled = ways.likeliest(levers, sure)
    state = ways.follow(pulled) or State()
    ground = ways.grounds.at(state)
    opened = ground.open(state, sure)
    wished = ground.wished(state)
    preferred = opened & wished.preferred if wished is not None else None
    example = (preferred.first() if preferred is not None else None) or opened.first() or 0
    return Unlock(
        levers=tuple(lever for lever, _ in pulled),
        sure=sure,
        steps=ways.steps(pulled, sure, example),
        costs=costs(ways.moves, levers),
        chance=ways.chance(pulled, sure),
        undominated=mark,
        opens=opened.count(),
        example=PackageRecord(example, tuple(ground.space.describe(ground.space.package(example)).items())),
        preferred=preferred.count() if preferred is not None and _speaks(ground, state) else None,
    )


def _speaks(ground: Ground, state: State) -> bool:
    """Whether the party's lead says of any package whether it prefers it."""
    wished = ground.wished(state)
    return wished is not None and bool(wished.preferred.any() or wished.unwanted.any())


def alone(ways: Ways, lever: str) -> LeverAlone:
    """What a lever does by itself, as it turns out best: most deals sure, then possible."""
    written = ways.moves.levers[lever]
    can = ways.moves.can(lever, State())
    ends = [ways.moves.after(State(), draws) for draws in ways.moves.draws(lever)] if can else []
    ends = ends or [State()]
    numbers = [tuple(ways.grounds.at(end).ratified(end, sure).count() for sure in (True, False)) for end in ends]
    best = max(range(len(ends)), key=lambda at: (numbers[at], -at))
    return LeverAlone(
        lever=lever,
        name=written.name or lever,
        by=written.by,
        can=can,
        deals=ways.grounds.at(ends[best]).asked(ends[best]).count(),
        sure=numbers[best][0],
        possible=numbers[best][1],
        turns=ways.turned(State(), ends[best]),
    )


def wishes(ways: Ways, model: Model, party: str | None) -> Wishes | None:
    """Which of the deals asked about the party prefers to the status quo; None where no party is asked for."""
    by = wishes_by(model, party)
    if party is None or by is None:
        return None
    start = State()
    ground = ways.grounds.at(start)
    asked, wished = ground.asked(start), ground.wished(start)
    if by == "nothing" or wished is None:
        return Wishes(party, by, 0, asked.count(), 0)
    deals, preferred, unwanted = (
        packages.count() for packages in (asked, asked & wished.preferred, asked & wished.unwanted)
    )
    return Wishes(party, by, preferred, max(deals - preferred - unwanted, 0), unwanted)

"""What each budget of effort buys a party: the best ratified deal that it can bring about with levers of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from winset.model.compile import CompiledRatifier, Model
from winset.model.result import PackageRecord
from winset.settlement.levels import ranks_of
from winset.settlement.shortfall import record
from winset.settlement.unlock_grounds import Grounds
from winset.settlement.unlock_moves import Moves, State
from winset.settlement.unlock_reach import cheapest_first
from winset.settlement.unlock_records import BudgetStep


@dataclass(frozen=True, slots=True)
class _Way:
    """A state that the party reaches by itself, what it costs, and with which levers in the order of the case."""

    cost: Fraction
    levers: tuple[str, ...]
    state: State


def budgets(moves: Moves, grounds: Grounds, model: Model, party: str) -> tuple[tuple[BudgetStep, ...], bool]:
    """The best for each budget as a step function, and whether every combination of the party's levers was looked at.

    Only levers with a cost are counted, at the likely one; what others may do is left aside. Where there are too many
    combinations the function ends at the budget up to which all were looked at.
    """
    own = {id_: lever.cost.value for id_, lever in moves.levers.items() if lever.by == party and lever.cost is not None}
    reached, complete = cheapest_first(moves, own)
    lead = next((who for who in model.ratifiers if who.party == party and who.lead), None)
    best = _better(lead)
    steps: list[BudgetStep] = []
    order = list(moves.levers)
    ways = [_Way(each.cost, tuple(id_ for id_ in order if id_ in each.levers), each.state) for each in reached]
    for way in sorted(ways, key=lambda way: (way.cost, len(way.levers), way.levers)):
        step = best.step(way, grounds, model)
        if step is not None and steps and steps[-1].budget == step.budget:
            steps[-1] = step
        elif step is not None:
            steps.append(step)
    return tuple(steps), complete


class _ByDeals:
    """More ratified deals are better."""

    by = "deals"

    def __init__(self) -> None:
        self.most = -1

    def step(self, way: _Way, grounds: Grounds, model: Model) -> BudgetStep | None:
        """The step that this way makes, where it is better than all cheaper ones."""
        opened = grounds.at(way.state).ratified(way.state, True)
        deals = opened.count()
        if deals <= self.most:
            return None
        self.most = deals
        return BudgetStep(way.cost, way.levers, self.by, None, deals, _record(grounds, way, model, opened.first()))


class _ByPoints:
    """The deal with the most points of the lead."""

    by = "points"

    def __init__(self, lead: CompiledRatifier) -> None:
        self.lead = lead
        self.best: Fraction | None = None
        self.started = False

    def step(self, way: _Way, grounds: Grounds, model: Model) -> BudgetStep | None:
        """The step that this way makes, where it is better than all cheaper ones."""
        opened = grounds.at(way.state).ratified(way.state, True)
        value, package = None, None
        if opened.any():
            ground = grounds.at(way.state)
            worth = next(who.worth for who in ground.cases.model(way.state).ratifiers if who.id == self.lead.id)
            if worth is not None:
                best = ground.keeping.best(opened, worth.points)
                if best is not None:
                    package, value = best[0], Fraction(best[1], worth.points.scale)
        if self.started and (value is None or (self.best is not None and value <= self.best)):
            return None
        self.started, self.best = True, value
        return BudgetStep(way.cost, way.levers, self.by, value, opened.count(), _record(grounds, way, model, package))


class _ByRanking:
    """A deal that no deal to be had for less is at least as good as on every issue that the lead ranks."""

    by = "ranking"

    def __init__(self, lead: CompiledRatifier) -> None:
        self.ranks = [
            (issue, [len(rank) if place is None else place for place in rank]) for issue, rank in ranks_of(lead)
        ]
        self.kept: list[Sequence[int]] = []
        self.started = False

    def step(self, way: _Way, grounds: Grounds, model: Model) -> BudgetStep | None:
        """The step that this way makes, where it brings a deal that cheaper ones do not match."""
        opened = grounds.at(way.state).ratified(way.state, True)
        package = None
        for number, rank in grounds.at(way.state).keeping.ranked(opened, self.ranks) if opened.any() else ():
            if not any(_as_good(held, rank) for held in self.kept):
                self.kept = [held for held in self.kept if not _as_good(rank, held)] + [rank]
                package = number
        if self.started and package is None:
            return None
        self.started = True
        return BudgetStep(way.cost, way.levers, self.by, None, opened.count(), _record(grounds, way, model, package))


def _as_good(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether ranks are at least as good throughout."""
    return all(rank <= beside for rank, beside in zip(one, other, strict=True))


def _better(lead: CompiledRatifier | None) -> _ByDeals | _ByPoints | _ByRanking:
    if lead is not None and lead.worth is not None:
        return _ByPoints(lead)
    return _ByRanking(lead) if lead is not None and ranks_of(lead) else _ByDeals()


def _record(grounds: Grounds, way: _Way, model: Model, package: int | None) -> PackageRecord | None:
    if package is None:
        return None
    space = grounds.at(way.state).space
    if space == model.space:
        return record(model, package)
    return PackageRecord(package, tuple(space.describe(space.package(package)).items()))

"""What each budget of effort buys a party: the best ratified deal that it can bring about with levers of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import prod

import numpy as np
import numpy.typing as npt

from winset.model.compile import CompiledRatifier, Model
from winset.model.result import PackageRecord
from winset.settlement.levels import ranks_of
from winset.settlement.shortfall import record
from winset.settlement.unlock_ground import count, first, places
from winset.settlement.unlock_moves import Moves, State, joined
from winset.settlement.unlock_reach import Used, groups, reachable
from winset.settlement.unlock_records import BudgetStep
from winset.settlement.unlock_search import Grounds

MOST_COMBINED = 4_096


@dataclass(frozen=True, slots=True)
class _Reached:
    """A state that the party reaches by itself, what it costs, and with which levers."""

    cost: Fraction
    levers: tuple[str, ...]
    state: State


def budgets(moves: Moves, grounds: Grounds, model: Model, party: str) -> tuple[tuple[BudgetStep, ...], bool]:
    """The best for each budget as a step function, and whether every combination of the party's levers was looked at.

    Only levers with a cost are counted, at the likely one; what others may do is left aside.
    """
    reached, complete = _reached(moves, party)
    lead = next((who for who in model.ratifiers if who.party == party and who.lead), None)
    best = _better(lead)
    steps: list[BudgetStep] = []
    for way in sorted(reached, key=lambda way: (way.cost, len(way.levers), way.levers)):
        step = best.step(way, grounds, model)
        if step is not None and steps and steps[-1].budget == step.budget:
            steps[-1] = step
        elif step is not None:
            steps.append(step)
    return tuple(steps), complete


def _reached(moves: Moves, party: str) -> tuple[list[_Reached], bool]:
    own = {id_: lever.cost.value for id_, lever in moves.levers.items() if lever.by == party and lever.cost is not None}
    parts = [reachable(moves, [id_ for id_ in group if id_ in own]) for group in groups(moves)]
    if prod(len(part) for part in parts) > MOST_COMBINED:
        return [_reach(moves, own, State(), Used())], False
    found = []
    for chosen in product(*parts):
        levers = Used().union(*(option.levers for option in chosen))
        found.append(_reach(moves, own, joined(option.state for option in chosen), levers))
    return found, True


def _reach(moves: Moves, costs: dict[str, Fraction], state: State, levers: Used) -> _Reached:
    ordered = tuple(id_ for id_ in moves.levers if id_ in levers)
    return _Reached(sum((costs[id_] for id_ in ordered), Fraction(0)), ordered, state)


class _ByDeals:
    """More ratified deals are better."""

    by = "deals"

    def __init__(self) -> None:
        self.most = -1

    def step(self, way: _Reached, grounds: Grounds, model: Model) -> BudgetStep | None:
        """The step that this way makes, where it is better than all cheaper ones."""
        opened = grounds.open(way.state, True)
        deals = count(opened)
        if deals <= self.most:
            return None
        self.most = deals
        return BudgetStep(way.cost, way.levers, self.by, None, deals, _record(grounds, way, model, first(opened)))


class _ByPoints:
    """The deal with the most points of the lead."""

    by = "points"

    def __init__(self, lead: CompiledRatifier) -> None:
        self.lead = lead
        self.best: Fraction | None = None
        self.started = False

    def step(self, way: _Reached, grounds: Grounds, model: Model) -> BudgetStep | None:
        """The step that this way makes, where it is better than all cheaper ones."""
        opened = grounds.open(way.state, True)
        value, package = None, None
        if opened.any():
            ground = grounds.at(way.state)
            worth = next(who.worth for who in ground.cases.model(way.state).ratifiers if who.id == self.lead.id)
            if worth is not None:
                points = np.concatenate(
                    [np.broadcast_to(part.worth(worth.points), part.layout.size) for part in ground.blocks]
                )
                numbers = places(opened, ground.space.size)
                package = int(numbers[int(np.argmax(points[numbers]))])
                value = Fraction(int(points[package]), worth.points.scale)
        if self.started and (value is None or (self.best is not None and value <= self.best)):
            return None
        self.started, self.best = True, value
        return BudgetStep(way.cost, way.levers, self.by, value, count(opened), _record(grounds, way, model, package))


class _ByRanking:
    """A deal that no deal to be had for less is at least as good as on every issue that the lead ranks."""

    by = "ranking"

    def __init__(self, lead: CompiledRatifier) -> None:
        self.ranks = [
            (issue, [len(rank) if place is None else place for place in rank]) for issue, rank in ranks_of(lead)
        ]
        self.kept: list[npt.NDArray[np.int64]] = []
        self.started = False

    def step(self, way: _Reached, grounds: Grounds, model: Model) -> BudgetStep | None:
        """The step that this way makes, where it brings a deal that cheaper ones do not match."""
        opened = grounds.open(way.state, True)
        package = None
        for number, rank in self._ranked(opened, grounds, way):
            if not any((held <= rank).all() for held in self.kept):
                self.kept = [held for held in self.kept if not (rank <= held).all()] + [rank]
                package = number
        if self.started and package is None:
            return None
        self.started = True
        return BudgetStep(way.cost, way.levers, self.by, None, count(opened), _record(grounds, way, model, package))

    def _ranked(
        self, opened: npt.NDArray[np.uint8], grounds: Grounds, way: _Reached
    ) -> Iterator[tuple[int, npt.NDArray[np.int64]]]:
        """The deals with different ranks, the first of each; an option that is not ranked comes last."""
        space = grounds.at(way.state).space
        numbers = places(opened, space.size)
        columns = []
        for issue, rank in self.ranks:
            inner = prod(dimension.size for dimension in space.dimensions[issue + 1 :])
            width = space.dimensions[issue].size
            table = np.array([*rank, *([len(rank)] * (width - len(rank)))], dtype=np.int64)
            columns.append(table[numbers // inner % width])
        rows, at = np.unique(np.stack(columns, axis=1), axis=0, return_index=True)
        for row, place in zip(rows, at, strict=True):
            yield int(numbers[place]), row


def _better(lead: CompiledRatifier | None) -> _ByDeals | _ByPoints | _ByRanking:
    if lead is not None and lead.worth is not None:
        return _ByPoints(lead)
    return _ByRanking(lead) if lead is not None and ranks_of(lead) else _ByDeals()


def _record(grounds: Grounds, way: _Reached, model: Model, package: int | None) -> PackageRecord | None:
    if package is None:
        return None
    space = grounds.at(way.state).space
    if space == model.space:
        return record(model, package)
    return PackageRecord(package, tuple(space.describe(space.package(package)).items()))

"""How the bargainers can split what a deal is worth, by proof: frontiers, and where bargaining can end."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from winset.model.acceptance.worth import points_of
from winset.model.compile import Model
from winset.model.logic import TRUE, Formula, Number
from winset.settlement.additive import FrontierTooLarge
from winset.settlement.clock import Clock
from winset.settlement.collectors import Over
from winset.settlement.exact.bargains import (
    Bargain,
    Table,
    egalitarian,
    kalai_smorodinsky,
    nash,
    utilitarian,
)
from winset.settlement.exact.frontier import MOST_POINTS, Front, front
from winset.settlement.exact.program import search
from winset.settlement.exact.stands import Ratifiable, Stands
from winset.settlement.frontier import FrontierPoints
from winset.settlement.records import FrontierView, SolutionView
from winset.settlement.solutions import SOLUTIONS, solve
from winset.settlement.splits import PROGRAMMED, Splits, all_packages, no_deals, programmable, steps, view

SEARCHED = "one search after another, each proven (Haimes, Lasdon and Wismer 1971; Sylva and Crema 2004)"
_FEW = 60  # points listed for three bargainers and more, of which there can be very many


def exact_splits(stands: Stands, ratifiable: Ratifiable, clock: Clock) -> Splits:
    """The frontiers over sure, possible and all packages, and the solutions on them, where there are two bargainers."""
    model = stands.model
    if len(model.bargainers) < 2:
        return Splits((), ())
    best = _best_gains(model, clock)
    frontiers: list[FrontierView] = []
    solutions: list[SolutionView] = []
    found: dict[Formula, Splits] = {}
    for name, formula in ratifiable:
        if formula not in found:
            found[formula] = _ratifiable(_table(model, formula), model, best, clock)
        splits = found[formula]
        frontiers += [replace(shown, over=name) for shown in splits.frontiers]
        solutions += [replace(chosen, over=name) for chosen in splits.solutions]
    return Splits((*frontiers, _everything(model, clock)), tuple(solutions))


def _table(model: Model, formula: Formula) -> Table:
    numbers = tuple(points_of(step.points) for step in steps(model))
    return Table(model.space, (formula,), numbers, tuple(int(held) for held in no_deals(model)))


def _best_gains(model: Model, clock: Clock) -> tuple[int, ...]:
    """Each bargainer's best gain over all feasible packages: the convention by which gains are normalised."""
    table = _table(model, TRUE)
    found = [search(table.space, (), clock, number) for number in table.numbers]
    return tuple(max(best.bound - held, 1) for best, held in zip(found, table.no_deal, strict=True))


def _everything(model: Model, clock: Clock) -> FrontierView:
    """The frontier over all feasible packages: of a plain sum by a dynamic programme, where that is not too large."""
    if programmable(model):
        try:
            return view(model, "all", all_packages(model), PROGRAMMED)
        except FrontierTooLarge:
            pass
    numbers = _table(model, TRUE).numbers
    found = front(model.space, (), numbers, clock, _most_points(numbers))
    return _shown(model, "all", found)


def _ratifiable(table: Table, model: Model, best: Sequence[int], clock: Clock) -> Splits:
    """The frontier over some deals, and where bargaining over them can end.

    Where no point of the frontier is missing, the rules choose among its points, so that all ties are there. Else each
    rule looks for its own.
    """
    two = len(table.numbers) == 2
    # Of two bargainers the frontier is quickly walked; of more it can be endless, so what is singled out is first.
    chosen = {} if two else _each(table, best, clock)
    found = front(table.space, table.required, table.numbers, clock, _most_points(table.numbers))
    if two and not found.complete:
        chosen = _each(table, best, clock)
    for bargain in chosen.values():
        found.points |= dict(bargain.points)
    ranked = [values for values, _ in found.ranked]
    if found.complete:
        gains = np.array([table.gains(values) for values in ranked], dtype=np.int64).reshape(len(ranked), len(best))
        rational = np.flatnonzero((gains >= 0).all(axis=1))
        if not rational.size:
            return Splits((_shown(model, "sure", found),), ())
        places = {
            concept: tuple(int(rational[place]) for place in rows)
            for concept, rows in solve(gains[rational], best).items()
        }
    else:
        places = {
            concept: tuple(sorted(ranked.index(values) for values, _ in bargain.points))
            for concept, bargain in chosen.items()
            if bargain.proven and bargain.points
        }
    solutions = tuple(SolutionView(concept, SOLUTIONS[concept].name, "sure", rows) for concept, rows in places.items())
    return Splits((_shown(model, "sure", found),), solutions)


def _most_points(numbers: Sequence[Number]) -> int:
    return MOST_POINTS if len(numbers) == 2 else _FEW


def _each(table: Table, best: Sequence[int], clock: Clock) -> dict[str, Bargain]:
    bests = [search(table.space, table.rational, clock, number) for number in table.numbers]
    if any(found.package is None for found in bests):
        return {}
    ideal = [max(found.bound - held, 0) for found, held in zip(bests, table.no_deal, strict=True)]
    return {
        "nash": nash(table, ideal, clock),
        "kalai_smorodinsky": kalai_smorodinsky(table, ideal, clock),
        "egalitarian": egalitarian(table, best, clock),
        "utilitarian": utilitarian(table, best, clock),
    }


def _shown(model: Model, over: Over, found: Front) -> FrontierView:
    ranked = found.ranked
    values = np.array([values for values, _ in ranked], dtype=np.int64).reshape(len(ranked), len(steps(model)))
    numbers = tuple((model.space.number(package),) for _, package in ranked)
    points = FrontierPoints(values, numbers, np.ones(len(ranked), dtype=np.int64))
    return view(model, over, points, SEARCHED, complete=found.complete)

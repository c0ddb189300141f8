"""Frontiers and solutions: how the bargainers can split what a deal is worth.

The bargainers are the leads that have points. A frontier is over distinct value vectors, given over the sure, the
possible and all feasible packages; the solutions are over ratifiable, individually rational ones, all ties returned.
"""

from dataclasses import dataclass

import numpy as np

from winset.model.acceptance.worth import Worth, value_of
from winset.model.compile import Model
from winset.model.logic import TRUE
from winset.settlement.additive import additive_frontier
from winset.settlement.collectors import FrontierOf, Over
from winset.settlement.frontier import FrontierPoints, IntArray
from winset.settlement.records import FrontierView, SolutionView
from winset.settlement.shortfall import record
from winset.settlement.solutions import SOLUTIONS, solve

ENUMERATED = "every package was looked at"
PROGRAMMED = "a dynamic programme over issues (Nemhauser and Ullmann 1969)"


@dataclass(frozen=True, slots=True)
class Splits:
    """The frontiers that were asked for, and the solutions on them."""

    frontiers: tuple[FrontierView, ...]
    solutions: tuple[SolutionView, ...]


def frontier_collectors(model: Model) -> tuple[FrontierOf, ...]:
    """What must watch the packages pass for the frontiers of a model with at least two bargainers."""
    if len(model.bargainers) < 2:
        return ()
    over = [FrontierOf(model, "sure"), FrontierOf(model, "possible")]
    return tuple(over) if programmable(model) else (*over, FrontierOf(model, "all"))


def programmable(model: Model) -> bool:
    """Whether the frontier over all feasible packages is that of a plain sum over issues."""
    return model.space.feasible == TRUE and all(step.points.additive for step in steps(model))


def read_splits(model: Model, collected: tuple[FrontierOf, ...]) -> Splits:
    """The frontiers and solutions that the collectors found."""
    if not collected:
        return Splits((), ())
    for gatherer in collected:
        if gatherer.over == "all":  # the pass over deals leaves the status quo out, but it is feasible
            number = model.space.number(model.space.status_quo)
            held = [value_of(step.points, model.space.status_quo) for step in steps(model)]
            gatherer.frontier.add(np.array([held], dtype=np.int64), [number])
    found: dict[Over, FrontierPoints] = {gatherer.over: gatherer.frontier.result() for gatherer in collected}
    methods = dict.fromkeys(found, ENUMERATED)
    if "all" not in found:
        found["all"], methods["all"] = all_packages(model), PROGRAMMED
    frontiers = {name: view(model, name, points, methods[name]) for name, points in found.items()}
    best = _best_gains(model, found["all"])
    ratifiable: tuple[Over, Over] = ("sure", "possible")
    solutions = [solution for over in ratifiable for solution in _solutions(model, over, found[over], best)]
    return Splits(tuple(frontiers.values()), tuple(solutions))


def steps(model: Model) -> list[Worth]:
    """How the bargainers judge by points."""
    return [step for number in model.bargainers if (step := model.ratifiers[number].worth) is not None]


def all_packages(model: Model) -> FrontierPoints:
    """The frontier over all packages of a plain sum, without looking at each."""
    issues = range(len(model.space.dimensions))
    judging = steps(model)
    tables = [np.array([step.points.tables[issue] for step in judging], dtype=np.int64) for issue in issues]
    found = additive_frontier([np.ascontiguousarray(table.T) for table in tables])
    # Of very many packages more can share a vector than a machine's integers count.
    counts = np.array(found.multiplicity, dtype=np.int64 if max(found.multiplicity, default=0) < 2**63 else object)
    return FrontierPoints(found.values, tuple((number,) for number in found.first_package), counts)


def view(model: Model, over: Over, points: FrontierPoints, method: str, *, complete: bool = True) -> FrontierView:
    """A frontier as results carry it."""
    bargainers = [model.ratifiers[number] for number in model.bargainers]
    scales = tuple(step.points.scale for step in steps(model))
    return FrontierView(
        over=over,
        bargainers=tuple(who.id for who in bargainers),
        values=points.values,
        scales=scales,
        packages=tuple(record(model, packages[0]) for packages in points.packages),
        multiplicity=tuple(int(count) for count in points.multiplicity),
        method=method,
        complete=complete,
        no_deal=tuple(step.no_deal for step in steps(model)),
    )


def no_deals(model: Model) -> IntArray:
    """What each bargainer has without agreement, scaled like its points; shape (bargainers,)."""
    return np.array([step.no_deal for step in steps(model)], dtype=np.int64)


def _best_gains(model: Model, points: FrontierPoints) -> tuple[int, ...]:
    """Each bargainer's best gain over all feasible packages: the convention by which gains are normalised."""
    gains = points.values.max(axis=0) - no_deals(model)
    return tuple(max(int(gain), 1) for gain in gains)


def _solutions(model: Model, over: Over, points: FrontierPoints, best: tuple[int, ...]) -> list[SolutionView]:
    gains = points.values - no_deals(model)
    rational = np.flatnonzero((gains >= 0).all(axis=1))
    if rational.size == 0:
        return []
    chosen = solve(gains[rational], best)
    return [
        SolutionView(concept, SOLUTIONS[concept].name, over, tuple(int(rational[place]) for place in places))
        for concept, places in chosen.items()
    ]

"""The frontier of a `deals` answer as a table, with the solutions on it."""

from collections.abc import Iterator
from fractions import Fraction

from winset.case.problems import visible
from winset.settlement.about import SOLVER
from winset.settlement.records import DealsResult, FrontierView, SolutionView
from winset.settlement.splits import PROGRAMMED
from winset.show.names import Names, constant
from winset.show.table import Column, Table, right
from winset.show.words import count, counted, listed, number

OVER = {"sure": "ratified deals", "possible": "possible deals", "all": "all packages"}
"""The deals among which no other beats those of a frontier."""


def main_frontier(result: DealsResult) -> FrontierView | None:
    """The frontier to show: over ratified deals, else over possible ones, else over all packages."""
    by_over = {view.over: view for view in result.frontiers if len(view.packages)}
    return next((by_over[over] for over in ("sure", "possible", "all") if over in by_over), None)


def solutions_at(result: DealsResult, view: FrontierView) -> dict[int, list[SolutionView]]:
    """The solution concepts that choose each point of a frontier."""
    chosen: dict[int, list[SolutionView]] = {}
    for solution in result.solutions:
        if solution.over == view.over:
            for point in solution.points:
                chosen.setdefault(point, []).append(solution)
    return chosen


def frontier_rows(view: FrontierView) -> Iterator[tuple[Fraction, ...]]:
    """The value vectors of a frontier, in points."""
    for row in view.values.tolist():
        yield tuple(Fraction(int(value), scale) for value, scale in zip(row, view.scales, strict=True))


def frontier_table(result: DealsResult, names: Names) -> Table:
    """The points of the frontier, with the solutions that choose them."""
    view = main_frontier(result)
    if view is None:
        return Table("frontier", "", "", (), ())
    chosen = solutions_at(result, view)
    left = constant(view.packages)
    searched = result.about.engine == SOLVER and view.method != PROGRAMMED  # one deal for each point, found and proven
    rows = tuple(
        (
            str(at + 1),
            *(number(value) for value in values),
            listed([visible(solution.name) for solution in chosen.get(at, [])]) or "-",
            names.short(view.packages[at], left),
            "1 or more" if searched else count(view.multiplicity[at]),
        )
        for at, values in enumerate(frontier_rows(view))
    )
    ends = "" if view.complete else " Points may be missing: the search was cut short."
    return Table(
        "frontier",
        frontier_title(view),
        f"Points of value of the bargainers over {OVER.get(view.over, view.over)}, highest that no other beats.{ends}",
        (
            right("No."),
            *(right(names.ratifier(id_), "points") for id_ in view.bargainers),
            Column("Solution"),
            Column("Deal"),
            right("Deals with these points"),
        ),
        rows,
    )


def frontier_title(view: FrontierView) -> str:
    """What the frontier shows: how many settlements no other beats."""
    total = len(view.packages)
    if not view.complete:
        return f"{counted(total, 'settlement')} of the frontier, of which points may be missing"
    if total == 1:
        return "One settlement beats all others for every bargainer"
    return f"{counted(total, 'settlement')} cannot be bettered for one bargainer without loss to another"

"""Points of value: yes where a package is worth at least what no deal is worth."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from winset.case.problems import WinsetError
from winset.case.sections import Judge as WrittenJudge
from winset.model.acceptance.kind import Compiling, Kind, Lack, Step, least_common
from winset.model.draws import Drawn
from winset.model.form import Form
from winset.model.logic import Atom, Formula, Sum, at_least, evaluate, negation
from winset.model.space import Package
from winset.model.view import Answers, Ints, Linear, Path, View

_LARGEST = 2**62


class PointsTooLargeError(WinsetError, ValueError):
    """Points cannot be scaled to whole numbers that a machine adds exactly."""


@dataclass(frozen=True, slots=True)
class Worth:
    """Points, and those of no deal, in the same scaled integers.

    drawn: where a formula holds, by how much its points are another in every draw, shape (draws, 1); drawn_no_deal:
    what no deal is worth in every draw.
    """

    path: Path
    points: Linear
    no_deal: int
    drawn: tuple[tuple[Formula, Ints], ...] = ()
    drawn_no_deal: Ints | None = None

    def over(self, view: View) -> Ints:
        """The points of the packages, in every draw where some are drawn."""
        total = view.worth(self.points)
        for formula, more in self.drawn:
            total = total + np.where(view.test(formula), more, np.int64(0))
        return total

    @property
    def enough(self) -> Ints:
        """The points of no deal, in every draw where they are drawn."""
        return np.int64(self.no_deal) if self.drawn_no_deal is None else self.drawn_no_deal

    def judge(self, view: View) -> Answers:
        """Yes at or above no deal, otherwise no; points always decide."""
        enough = np.asarray(self.over(view) >= self.enough)[()]
        view.decided_by(self.path, np.bool_(True))
        return Answers(yes=enough, no=~enough)

    def form(self) -> Form:
        """Yes at or above no deal, otherwise no."""
        enough = at_least(points_of(self.points), self.no_deal)
        return Form(yes=enough, no=negation(enough))

    def lacks(self, view: View, answers: Answers) -> tuple[Lack, ...]:
        """The points of value that are missing to no deal."""
        missing = np.maximum(self.enough - self.over(view), 0)
        return (Lack("points", self.path, "points of value", missing, missing, self.points.scale),)


def _compile(written: WrittenJudge, compiling: Compiling) -> Step | None:
    if not written.points and not written.adjust:
        return None
    terms = compiling.terms
    table: list[list[Fraction]] = []
    for dimension in terms.dimensions:
        given = written.points.get(dimension.id, {})
        values = [given[option].value if option in given else Fraction(0) for option in dimension.options]
        table.append(values + [Fraction(0)] * dimension.optional)
    adjustments = [(terms.formula(entry.when), entry.points.value) for entry in written.adjust.values()]
    no_deal = written.no_deal.value if written.no_deal is not None else None
    numbers = [value for values in table for value in values] + [value for _, value in adjustments]
    own = {} if compiling.draws is None else compiling.draws.under(compiling.path)
    scale = least_common([*numbers, *([no_deal] if no_deal is not None else []), *map(_step, own.values())])
    linear = Linear(
        tuple(tuple(int(value * scale) for value in values) for values in table),
        tuple((formula, int(value * scale)) for formula, value in adjustments),
        scale,
    )
    _check_size(linear, compiling.path)
    drawn = tuple(_drawn(written, compiling, linear, own))
    path = (*compiling.path, "points")
    held = value_of(linear, terms.status_quo) if no_deal is None else int(no_deal * scale)
    if ("no_deal",) in own:
        return Worth(path, linear, held, drawn, own["no_deal",].at(scale))
    at_home = [more for formula, more in drawn if holds(formula, terms.status_quo)]
    if no_deal is None and at_home:
        return Worth(path, linear, held, drawn, sum(at_home, start=np.int64(held)))
    return Worth(path, linear, held, drawn)


def _step(drawn: Drawn) -> Fraction:
    return Fraction(1, drawn.scale)


def _drawn(
    written: WrittenJudge, compiling: Compiling, linear: Linear, own: Mapping[tuple[str | int, ...], Drawn]
) -> Iterator[tuple[Formula, Ints]]:
    """Where points are drawn, by how much they differ from those that are stated."""
    terms = compiling.terms
    for path, drawn in own.items():
        if path[0] == "points" and str(path[1]) in written.points:
            issue = terms.issue(str(path[1]))
            option = terms.dimensions[issue].options.index(str(path[2]))
            yield Atom(issue, 1 << option), drawn.at(linear.scale) - np.int64(linear.tables[issue][option])
        elif path[0] == "adjust":
            entry = written.adjust[str(path[1])]
            stated = np.int64(int(entry.points.value * linear.scale))
            yield terms.formula(entry.when), drawn.at(linear.scale) - stated


def _check_size(linear: Linear, path: Path) -> None:
    largest = sum(max(abs(value) for value in values) for values in linear.tables)
    largest += sum(abs(value) for _, value in linear.adjustments)
    if largest >= _LARGEST:
        raise PointsTooLargeError(f"the points of {'.'.join(path)} are too large or too fine to be added exactly")


def points_of(linear: Linear) -> Sum:
    """The points of a package as a sum over its options and the adjustments that hold, in scaled integers."""
    options = (
        (Atom(issue, 1 << option), value)
        for issue, values in enumerate(linear.tables)
        for option, value in enumerate(values)
        if value
    )
    return Sum((*options, *linear.adjustments))


def value_of(linear: Linear, package: Package) -> int:
    """The points of one package, in scaled integers."""
    total = sum(values[digit] for values, digit in zip(linear.tables, package, strict=True))
    return total + sum(value for formula, value in linear.adjustments if holds(formula, package))


def holds(formula: Formula, package: Package) -> bool:
    """Whether one package matches a formula."""
    return bool(evaluate(formula, lambda atom: np.bool_(atom.options >> package[atom.issue] & 1)))


POINTS = Kind(
    id="points",
    name="points of value",
    question="Is the package worth at least what no deal is worth?",
    source="Raiffa 1982; Keeney and Raiffa 1976 (additive value, with adjustments)",
    exact=True,
    assumes="that value is a sum over issues, but for the adjustments that are written",
    field="points",
    compile=_compile,
    drawn=True,
)

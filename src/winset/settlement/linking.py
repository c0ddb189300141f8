"""What is linked to what: the issues and conditions named, those that go with them, and the packages of the rest."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import prod

import numpy as np
import numpy.typing as npt

from winset.case.load import Case
from winset.case.problems import CaseError, Problem, did_you_mean
from winset.model.compile import Model, World
from winset.model.logic import Atom, Formula, all_of
from winset.model.space import Dimension, Package, Space
from winset.model.terms import Terms
from winset.settlement.blocks import Block, Layout
from winset.settlement.linkage_records import Pairs
from winset.settlement.question import Question

MOST_HELD = 64

IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Holding:
    """Linked issues and conditions, each held at one option; a package that lacks an issue is held too."""

    digits: tuple[tuple[int, int], ...]
    levels: tuple[tuple[str, str], ...]

    def formula(self, dimensions: Sequence[Dimension]) -> Formula:
        """The packages that it holds."""
        return all_of([Atom(issue, _or_absent(dimensions[issue], 1 << digit)) for issue, digit in self.digits])

    def matches(self, world: World) -> bool:
        """Whether the conditions are as they are held."""
        return all(world[condition] == level for condition, level in self.levels)

    def pairs(self, dimensions: Sequence[Dimension]) -> Pairs:
        """What is held, by id."""
        return (*((dimensions[issue].id, dimensions[issue].label(digit)) for issue, digit in self.digits), *self.levels)


@dataclass(frozen=True, slots=True)
class Linking:
    """Which issues and conditions are linked, by number and by id, and which issues go with them."""

    issues: tuple[int, ...]
    conditions: tuple[str, ...]
    with_them: tuple[int, ...]
    others: tuple[int, ...]
    holdings: tuple[Holding, ...]
    worlds: tuple[dict[str, str], ...]
    parts: tuple[tuple[int, ...], ...]


def read_linking(question: Question, names: Sequence[str], terms: Terms) -> Linking:
    """What is asked about, against the case.

    Raises:
        CaseError: there would be too many options at which to hold what is linked.
    """
    case = question.case
    dimensions = terms.dimensions
    issues = tuple(number for number, dimension in enumerate(dimensions) if dimension.id in names)
    conditions = tuple(name for name in case.file.conditions if name in names)
    depends = _depends(case, terms)
    swept = _closure(issues, depends) - set(issues)
    group = {*issues, *swept}
    return Linking(
        issues=issues,
        conditions=conditions,
        with_them=tuple(sorted(swept)),
        others=tuple(number for number in range(len(dimensions)) if number not in group),
        holdings=_holdings(question, terms, issues, conditions),
        worlds=tuple(_worlds(question, conditions)),
        parts=_parts(issues, group, depends, len(dimensions)),
    )


def name_problems(case: Case, names: Sequence[str]) -> list[Problem]:
    """What is wrong with the names of what is to be linked."""
    known = {**case.file.issues, **case.file.conditions}
    if not names:
        return [Problem("no issue is named", "name an issue or a condition of the case, or several")]
    return [
        Problem(f"there is no issue or condition `{name}`", did_you_mean(name, known))
        for name in dict.fromkeys(names)
        if name not in known
    ]


def _or_absent(dimension: Dimension, bits: int) -> int:
    return bits | (1 << len(dimension.options)) if dimension.optional else bits


def _depends(case: Case, terms: Terms) -> Mapping[int, frozenset[int]]:
    """For each issue the issues that decide whether it exists."""
    return {
        number: frozenset(terms.issue(name) for name in terms.issues_named(issue.only_when))
        for number, issue in enumerate(case.file.issues.values())
    }


def _closure(issues: Sequence[int], depends: Mapping[int, frozenset[int]]) -> set[int]:
    """The issues, and those that exist only by them; `only_when` names earlier issues only."""
    found = set(issues)
    for number in sorted(depends):
        if depends[number] & found:
            found.add(number)
    return found


def _holdings(
    question: Question, terms: Terms, issues: Sequence[int], conditions: Sequence[str]
) -> tuple[Holding, ...]:
    """The status quo's option of each, as a condition is now; every option where there is none."""
    digits = []
    for number in issues:
        dimension, held = terms.dimensions[number], terms.status_quo[number]
        digits.append([held] if dimension.label(held) is not None else list(range(len(dimension.options))))
    levels = []
    for name in conditions:
        condition = question.case.file.conditions[name]
        unknown = condition.now == "unknown" and name not in question.fixed
        levels.append(list(condition.options) if unknown else [question.worlds[0][name]])
    count = prod(map(len, digits)) * prod(map(len, levels))
    if count > MOST_HELD:
        what = f"there are {count:,} ways to hold what is linked; up to {MOST_HELD} are compared"
        raise CaseError([Problem(what, "name fewer issues that the status quo does not have")])
    return tuple(
        Holding(tuple(zip(issues, chosen, strict=True)), tuple(zip(conditions, at, strict=True)))
        for chosen in product(*digits)
        for at in product(*levels)
    )


def _worlds(question: Question, conditions: Sequence[str]) -> Iterator[dict[str, str]]:
    """The main world first, then it with every other level of the conditions that are linked."""
    main = question.worlds[0]
    levels = [
        (main[name], *(level for level in question.case.file.conditions[name].options if level != main[name]))
        for name in conditions
    ]
    for chosen in product(*levels):
        yield {**main, **dict(zip(conditions, chosen, strict=True))}


def _parts(
    issues: Sequence[int], group: set[int], depends: Mapping[int, frozenset[int]], count: int
) -> tuple[tuple[int, ...], ...]:
    """What could be voted on apart: each linked issue with those that exist only by it, and all the rest together."""
    parts: list[set[int]] = []
    for number in issues:
        part = _closure([number], depends)
        touching = [each for each in parts if each & part]
        parts = [each for each in parts if not each & part] + [part.union(*touching)]
    rest = set(range(count)) - group
    return tuple(tuple(sorted(part)) for part in (*parts, rest) if part)


@dataclass
class Projection:
    """Packages seen through some of their issues only: those that agree on these have one number."""

    space: Space
    issues: tuple[int, ...]
    _kept: tuple[Layout, IntArray] | None = field(default=None, repr=False)

    @property
    def size(self) -> int:
        """How many numbers there are."""
        return prod(self.space.dimensions[issue].size for issue in self.issues)

    def strides(self) -> dict[int, int]:
        """What a step of each issue's option adds to the number; the first issue is the slowest."""
        found: dict[int, int] = {}
        stride = 1
        for issue in reversed(self.issues):
            found[issue] = stride
            stride *= self.space.dimensions[issue].size
        return found

    def number(self, package: Package) -> int:
        """The number of one package."""
        return sum(stride * package[issue] for issue, stride in self.strides().items())

    def index(self, block: Block) -> IntArray:
        """The number of every package of a block, shape (size,)."""
        layout = block.layout
        strides = self.strides()
        if self._kept is None or self._kept[0] is not layout:
            inner = np.zeros(layout.size, dtype=np.int64)
            for issue, stride in strides.items():
                if issue >= layout.first:
                    inner += stride * layout.digits(issue)
            self._kept = (layout, inner)
        outer = sum(stride * block.outer[issue] for issue, stride in strides.items() if issue < layout.first)
        return self._kept[1] + np.int64(outer)

    def unlike(self, numbers: IntArray, package: Package) -> IntArray:
        """On how many of the issues each number differs from a package."""
        count = np.zeros(numbers.shape, dtype=np.int64)
        for issue, stride in self.strides().items():
            count += numbers // stride % self.space.dimensions[issue].size != package[issue]
        return count


def at_status_quo(model: Model, issues: Sequence[int]) -> Formula:
    """The packages that have the status quo's option of each of these issues."""
    return all_of([Atom(issue, 1 << model.space.status_quo[issue]) for issue in issues])

"""Sets of packages as formulas: a solver finds one of them, or proves that there is none.

Packages that were found are remembered. Whether they are in a set is worked out first, each formula once for each of
them, so that the solver is asked only where none of those already known will do.
"""

from dataclasses import dataclass, field, replace
from functools import reduce
from operator import and_, or_

import numpy as np
import numpy.typing as npt

from winset.model.acceptance.worth import points_of
from winset.model.compile import CompiledRatifier
from winset.model.logic import (
    FALSE,
    NO,
    TRUE,
    YES,
    AllOf,
    AnyOf,
    Atom,
    Formula,
    Mask,
    Not,
    Sum,
    all_of,
    any_of,
    evaluate,
    negation,
)
from winset.model.space import Package, Space
from winset.model.view import Linear
from winset.settlement.clock import Clock
from winset.settlement.exact.frontier import front
from winset.settlement.exact.program import search
from winset.settlement.exact.winsets import number_of
from winset.settlement.sizes import sizes_of
from winset.settlement.unlock_packages import Answered, Packages, Ranks, Wished
from winset.settlement.unlock_wishes import preference

_MOST_RANKED = 60

Bools = npt.NDArray[np.bool_]


@dataclass
class ByFormulas:
    """Keeps packages as formulas, and looks for them within a time.

    estimated: whether some number of packages that was asked for is an estimate.
    """

    clock: Clock
    most_combined: int = 16
    estimated: bool = False
    _keepings: dict[Space, "FormulaKeeping"] = field(default_factory=dict)

    @property
    def out(self) -> bool:
        """Whether there is no time left."""
        return self.clock.out

    @property
    def ran_out(self) -> bool:
        """Whether some question was not answered for want of time."""
        return self.clock.ran_out

    def keeping(self, space: Space) -> "FormulaKeeping":
        """How the packages of a space are kept; the same for equal issues, so that what was found is shared.

        Couplings can change with what levers do, so they are in the formulas of the deals asked about, and not here.
        """
        uncoupled = replace(space, feasible=TRUE)
        if uncoupled not in self._keepings:
            self._keepings[uncoupled] = FormulaKeeping(self, uncoupled)
        return self._keepings[uncoupled]


class FormulaKeeping:
    """The packages of one space: those that were found so far, and what was proven to be empty.

    known: the packages found; digits: their option numbers, shape (known, issues).
    """

    def __init__(self, keeper: ByFormulas, space: Space) -> None:
        self.keeper = keeper
        self.space = space
        self.known: dict[Package, None] = {}
        self.digits: npt.NDArray[np.int64] = np.zeros((0, len(space.dimensions)), dtype=np.int64)
        self._atoms: dict[Atom, Mask] = {}
        self._empty: set[Formula] = set()
        self._masks: dict[Formula, Bools] = {}
        self._counts: dict[Formula, int] = {}
        self.everything: Packages = Formulas(self, TRUE)
        self.nothing: Packages = Formulas(self, FALSE)

    def where(self, formula: Formula) -> "Formulas":
        """Those for which a formula holds."""
        return Formulas(self, formula)

    def answered(self, who: CompiledRatifier) -> Answered:
        """What a ratifier makes of every package, as far as it can stop one."""
        if not who.veto:
            return Answered(self.nothing, self.nothing)
        form = who.judge.form()
        return Answered(self.where(all_of([who.scope, form.no])), self.where(all_of([who.scope, negation(form.yes)])))

    def wished(self, lead: CompiledRatifier) -> Wished:
        """What a lead prefers to the status quo."""
        preferred, unwanted = preference(lead, self.space)
        return Wished(self.where(preferred), self.where(unwanted))

    def best(self, packages: Packages, points: Linear) -> tuple[int, int] | None:
        """One of some packages with the most points, as far as that was proven in time."""
        found = search(self.space, [own(packages).formula], self.keeper.clock, points_of(points))
        if found.package is None:
            return None
        self.remember(found.package)
        return self.space.number(found.package), found.value

    def ranked(self, packages: Packages, ranks: Ranks) -> list[tuple[int, list[int]]]:
        """Packages whose ranks no other of them beats, one for each vector of ranks."""
        numbers = [
            Sum(tuple((Atom(issue, 1 << option), len(rank) - place) for option, place in enumerate(rank)))
            for issue, rank in ranks
        ]
        found = front(self.space, [own(packages).formula], numbers, self.keeper.clock, _MOST_RANKED)
        if not found.complete:
            self.keeper.clock.ran_out = True
        return [
            (self.space.number(package), [len(rank) - value for (_, rank), value in zip(ranks, values, strict=True)])
            for values, package in found.points.items()
        ]

    def find(self, formula: Formula) -> Package | None:
        """A package for which a formula holds: one already known if possible; None where none is found in time."""
        if formula == FALSE or formula in self._empty:
            return None
        inside = np.flatnonzero(self.among_known(formula))
        if inside.size:
            return list(self.known)[int(inside[0])]
        if self.keeper.out:
            self.keeper.clock.ran_out = True
            return None
        found = search(self.space, [formula], self.keeper.clock)
        if found.package is not None:
            self.remember(found.package)
        elif found.proven:
            self._empty.add(formula)
        return found.package

    def remember(self, package: Package) -> None:
        """Keep a package among those that are known."""
        if package not in self.known:
            self.known[package] = None
            self.digits = np.concatenate([self.digits, np.array([package], dtype=np.int64)])
            self._atoms.clear()

    def among_known(self, formula: Formula) -> Bools:
        """For which of the known packages a formula holds, shape (known,); read-only."""
        held = self._masks.get(formula)
        if held is None or held.size < len(self.digits):
            held = self._masks[formula] = np.broadcast_to(self._worked_out(formula), (len(self.digits),))
        return held

    def _worked_out(self, formula: Formula) -> Mask:
        """Where a formula holds, from what its parts were found to be: sets are put together from the same parts."""
        if isinstance(formula, AllOf):
            return reduce(and_, map(self.among_known, formula.parts), YES)
        if isinstance(formula, AnyOf):
            return reduce(or_, map(self.among_known, formula.parts), NO)
        if isinstance(formula, Not):
            return ~self.among_known(formula.part)
        return evaluate(formula, self._atom)

    def _atom(self, atom: Atom) -> Bools:
        held = self._atoms.get(atom)
        if held is None:
            held = self._atoms[atom] = (np.int64(atom.options) >> self.digits[:, atom.issue] & 1).astype(np.bool_)
        return np.asarray(held)

    def count(self, formula: Formula) -> int:
        """How many packages there are: counted where that can be done, else estimated; at least one if one is known."""
        if formula not in self._counts:
            some = self.find(formula) is not None
            if self.keeper.out or not some:
                self.keeper.estimated |= some
                self._counts[formula] = int(some)
            else:
                (size,) = sizes_of(self.space, [formula])
                self.keeper.estimated |= not size.exact
                self._counts[formula] = number_of(size, self.space.size, some=True)
        return self._counts[formula]


class Formulas(Packages):
    """The packages for which a formula holds."""

    __slots__ = ("formula", "keeping")

    def __init__(self, keeping: FormulaKeeping, formula: Formula) -> None:
        self.keeping = keeping
        self.formula = formula

    def __and__(self, other: Packages) -> "Formulas":
        """Those in both."""
        return Formulas(self.keeping, all_of([self.formula, own(other).formula]))

    def __or__(self, other: Packages) -> "Formulas":
        """Those in one of the two."""
        return Formulas(self.keeping, any_of([self.formula, own(other).formula]))

    def __invert__(self) -> "Formulas":
        """All others."""
        return Formulas(self.keeping, negation(self.formula))

    def any(self) -> bool:
        """Whether one is found in time."""
        return self.keeping.find(self.formula) is not None

    def has(self, package: int) -> bool:
        """Whether a package is among them, by its number."""
        options = self.keeping.space.package(package)
        return bool(evaluate(self.formula, lambda atom: np.bool_(atom.options >> options[atom.issue] & 1)))

    def count(self) -> int:
        """How many there are, as counted or estimated."""
        return self.keeping.count(self.formula)

    def first(self) -> int | None:
        """The number of one of them, not always the first; None where none is found in time."""
        found = self.keeping.find(self.formula)
        return None if found is None else self.keeping.space.number(found)


def own(packages: Packages) -> Formulas:
    """A set that is kept as a formula.

    Raises:
        TypeError: it is kept otherwise.
    """
    if not isinstance(packages, Formulas):
        raise TypeError("sets of packages that are kept in different ways cannot be put together")
    return packages

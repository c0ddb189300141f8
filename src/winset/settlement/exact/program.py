"""Formulas stated to a constraint solver (OR-Tools CP-SAT), and packages found or proven not to be.

An option of an issue is a literal, of which exactly one holds for each issue. A formula becomes a literal that is
true exactly where the formula is, a number a linear expression of literals. The solver works in integers and proves
what it says. One thread and one seed: the same question gives the same package.
"""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from winset.case.problems import WinsetError
from winset.model.logic import (
    FALSE,
    TRUE,
    AllOf,
    AnyOf,
    AtLeast,
    Atom,
    Formula,
    Least,
    Number,
    Sum,
    all_of,
    range_of,
)
from winset.model.space import Package, Space
from winset.settlement.clock import Clock

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

_LONG = 6  # terms of a sum that is given a name of its own
_CHUNK = 1 << 24  # combinations of options that one objective ranks, so that its weights stay small


class TooFineForSolverError(WinsetError, ValueError):
    """Points add up beyond what the solver reckons with."""


class Status(Enum):
    """What became of a search.

    NONE: proven that no package matches. BEST: found, and proven that none is better. FOUND: found, and time ran out
    before it was proven best. UNKNOWN: time ran out before any was found.
    """

    NONE = "none"
    BEST = "best"
    FOUND = "found"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Found:
    """A package, the value of what was to be made most of, and a bound that no package exceeds."""

    status: Status
    package: Package | None = None
    value: int = 0
    bound: int = 0

    @property
    def proven(self) -> bool:
        """Whether time did not run out."""
        return self.status in {Status.NONE, Status.BEST}


def search(
    space: Space,
    required: Iterable[Formula],
    clock: Clock,
    most: Number | None = None,
    hint: Package | None = None,
    least: int | None = None,
) -> Found:
    """A package for which all formulas hold, and for which a number is as high as can be.

    Args:
        space: the issues; their couplings are required too.
        required: what must hold.
        clock: how long to look; it takes note when time runs out.
        most: the number to make most of; None for any package.
        hint: a package to look near to first.
        least: what that number must reach.
    """
    wanted = all_of([space.feasible, *required])
    if wanted == FALSE:
        return Found(Status.NONE)
    program = Program(space)
    program.require(wanted)
    if hint is not None:
        program.hint(hint)
    return program.solve(clock, most, least)


def first(space: Space, required: Iterable[Formula], clock: Clock) -> Found:
    """The package of the lowest number for which all formulas hold, some issues at a time."""
    conditions = [all_of(required)]
    found = search(space, conditions, clock)
    for chunk in _chunks(space):
        if found.package is None or not found.proven:
            return found
        stride, weights = 1, []
        for issue in reversed(chunk):
            weights += [
                (Atom(issue, 1 << option), -option * stride) for option in range(1, space.dimensions[issue].size)
            ]
            stride *= space.dimensions[issue].size
        lower = search(space, conditions, clock, Sum(tuple(weights)), found.package)
        found = lower if lower.package is not None else found
        conditions += [Atom(issue, 1 << found.package[issue]) for issue in chunk if found.package is not None]
    return found


def _chunks(space: Space) -> Iterable[list[int]]:
    chunk: list[int] = []
    size = 1
    for issue, dimension in enumerate(space.dimensions):
        if chunk and size * dimension.size > _CHUNK:
            yield chunk
            chunk, size = [], 1
        chunk.append(issue)
        size *= dimension.size
    if chunk:
        yield chunk


class Program:
    """One statement to the solver: the issues of a space, and what is required of a package."""

    def __init__(self, space: Space) -> None:
        from ortools.sat.python import cp_model  # heavy, so imported where used

        self._cp = cp_model
        self._model = cp_model.CpModel()
        self._options = [
            [self._model.new_bool_var(f"{dimension.id}_{option}") for option in range(dimension.size)]
            for dimension in space.dimensions
        ]
        for options in self._options:
            self._model.add_exactly_one(options)
        self._literals: dict[Formula, cp_model.BoolVarT] = {}
        self._numbers: dict[Number, cp_model.LinearExprT] = {}

    @cached_property
    def _true(self) -> "cp_model.BoolVarT":
        return self._model.new_constant(1)

    def require(self, formula: Formula) -> None:
        """Allow only packages for which a formula holds."""
        if isinstance(formula, AllOf):
            for part in formula.parts:
                self.require(part)
        elif isinstance(formula, AtLeast):
            self._model.add(self.expression(formula.number) >= formula.bound)
        elif isinstance(formula, AnyOf):
            self._model.add_bool_or([self.literal(part) for part in formula.parts])
        else:
            self._model.add_bool_and([self.literal(formula)])

    def hint(self, package: Package) -> None:
        """Say where to look first."""
        for options, chosen in zip(self._options, package, strict=True):
            for option, literal in enumerate(options):
                self._model.add_hint(literal, option == chosen)

    def literal(self, formula: Formula) -> "cp_model.BoolVarT":
        """A literal that is true exactly where the formula is."""
        if formula not in self._literals:
            self._literals[formula] = self._stated(formula)
        return self._literals[formula]

    def _stated(self, formula: Formula) -> "cp_model.BoolVarT":
        if formula == TRUE:
            return self._true
        if formula == FALSE:
            return self._true.negated()
        if isinstance(formula, Atom):
            return self._atom(formula)
        if isinstance(formula, AtLeast):
            return self._reached(formula)
        if isinstance(formula, AllOf):
            return self._together([self.literal(part) for part in formula.parts])
        if isinstance(formula, AnyOf):
            return self._together([self.literal(part).negated() for part in formula.parts]).negated()
        return self.literal(formula.part).negated()

    def _atom(self, atom: Atom) -> "cp_model.BoolVarT":
        options = self._options[atom.issue]
        taken = [literal for option, literal in enumerate(options) if atom.options >> option & 1]
        others = [literal for option, literal in enumerate(options) if not atom.options >> option & 1]
        if len(taken) == 1 or not taken:
            return taken[0] if taken else self._true.negated()
        if len(others) == 1 or not others:
            return others[0].negated() if others else self._true
        found = self._model.new_bool_var("")
        self._model.add_exactly_one([*taken, found.negated()])
        return found

    def _together(self, literals: "Sequence[cp_model.BoolVarT]") -> "cp_model.BoolVarT":
        found = self._model.new_bool_var("")
        self._model.add_bool_and(literals).only_enforce_if(found)
        self._model.add_bool_or([found, *(literal.negated() for literal in literals)])
        return found

    def _reached(self, formula: AtLeast) -> "cp_model.BoolVarT":
        low, high = range_of(formula.number)
        if low >= formula.bound or high < formula.bound:
            return self._true if low >= formula.bound else self._true.negated()
        value = self.expression(formula.number)
        found = self._model.new_bool_var("")
        self._model.add(value >= formula.bound).only_enforce_if(found)
        self._model.add(value < formula.bound).only_enforce_if(found.negated())
        return found

    def expression(self, number: Number) -> "cp_model.LinearExprT":
        """A linear expression that has the value of the number."""
        if number not in self._numbers:
            self._numbers[number] = self._sum(number) if isinstance(number, Sum) else self._extreme(number)
        return self._numbers[number]

    def _sum(self, number: Sum) -> "cp_model.LinearExprT":
        literals = [self.literal(formula) for formula, _ in number.weights]
        parts = [self.expression(part) for part in number.numbers]
        total = self._cp.LinearExpr.weighted_sum(
            [*literals, *parts, 1], [*(weight for _, weight in number.weights), *(1 for _ in parts), number.base]
        )
        if len(literals) < _LONG:
            return total
        # A long sum is written down once, however many constraints speak of it.
        found = self._model.new_int_var(*range_of(number), "")
        self._model.add(found == total)
        return found

    def _extreme(self, number: Number) -> "cp_model.LinearExprT":
        parts = [self.expression(part) for part in number.parts] if not isinstance(number, Sum) else []
        found = self._model.new_int_var(*range_of(number), "")
        if isinstance(number, Least):
            self._model.add_min_equality(found, parts)
        else:
            self._model.add_max_equality(found, parts)
        return found

    def _raised(self, number: Number) -> "cp_model.LinearExprT":
        """An expression that has the value of the number where it is made as large as can be.

        A least number then only has to be below its parts, which is much easier for the solver.
        """
        if isinstance(number, Sum):
            parts = [self._raised(part) for part in number.numbers]
            own = self.expression(Sum(number.weights, number.base))
            return self._cp.LinearExpr.sum([own, *parts])
        if not isinstance(number, Least):
            return self.expression(number)
        found = self._model.new_int_var(*range_of(number), "")
        for part in number.parts:
            self._model.add(found <= self._raised(part))
        return found

    def solve(self, clock: Clock, most: Number | None = None, least: int | None = None) -> Found:
        """Look for a package, and where a number is given for one that makes most of it."""
        if most is not None:
            value = self._raised(most)
            self._model.maximize(value)
            if least is not None:
                self._model.add(value >= least)
        solver = self._cp.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 1
        solver.parameters.max_time_in_seconds = clock.left
        # Its own handling of Ctrl-C replaces Python's, and two solvers at once then break each other's.
        solver.parameters.catch_sigint_signal = False
        status = _solved(solver, self._model)
        if status == self._cp.INFEASIBLE:
            return Found(Status.NONE)
        if status == self._cp.MODEL_INVALID:
            raise TooFineForSolverError("the points of this case are too large or too fine for the exact engine")
        if status not in {self._cp.OPTIMAL, self._cp.FEASIBLE}:
            clock.ran_out = True
            return Found(Status.UNKNOWN)
        package = tuple(
            next(option for option, literal in enumerate(options) if solver.boolean_value(literal))
            for options in self._options
        )
        if most is None:
            return Found(Status.BEST, package)
        value, bound = round(solver.objective_value), round(solver.best_objective_bound)
        if status == self._cp.OPTIMAL:
            return Found(Status.BEST, package, value, value)
        clock.ran_out = True
        return Found(Status.FOUND, package, value, bound)


def _solved(solver: "cp_model.CpSolver", model: "cp_model.CpModel") -> "cp_model.CpSolverStatus":
    """Solve aside, so that who waits can be interrupted and stops the solver."""
    with ThreadPoolExecutor(1) as aside:
        running = aside.submit(solver.solve, model)
        try:
            return running.result()
        except BaseException:
            solver.stop_search()
            raise

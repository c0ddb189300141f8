"""What ratifiers make of packages in every state of a course: the chance of a yes, by all that it can depend on.

A ratifier's answers depend on the conditions that it reads, on how far its opinion was moved and on what was written
into it; for all combinations of these its chances are worked out once and kept in one table.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import product
from math import prod

import numpy as np
import numpy.typing as npt

from winset.case.patterns import Pattern
from winset.case.problems import WinsetError
from winset.course.layout import Config, Layout
from winset.model.chances import LEAST, chances_of
from winset.model.compile import deal_formula
from winset.model.logic import Formula, all_of
from winset.model.poll_error import error_of
from winset.model.terms import read_space, read_terms
from winset.model.view import Path
from winset.settlement.blocks import Block, blocks
from winset.settlement.blocks import Layout as Cut
from winset.settlement.unlock_moves import Ref, State, conditions_in

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

MOST_COMBINATIONS = 4_096
MOST_PACKAGES = 200_000


class TooLargeCourseError(WinsetError, ValueError):
    """A course has too many states to be worked out."""


@dataclass(frozen=True, slots=True)
class Factor:
    """Something that answers depend on. kind: axis, own, use or edit. key: the condition, or the effect's number."""

    kind: str
    key: str | int
    values: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Numbers by package (the first axis) and by each factor."""

    factors: tuple[Factor, ...]
    values: Floats

    def rows(self, places: Ints) -> "Table":
        """The same for some of the packages."""
        return Table(self.factors, self.values[places])


def _table(factors: tuple[Factor, ...], columns: Sequence[npt.NDArray[np.generic]]) -> Table:
    """A table from one column for each combination of values, in the order of the factors."""
    rows = np.stack(columns, axis=1).astype(np.float64)
    return Table(factors, rows.reshape(-1, *(len(factor.values) for factor in factors)))


class Answers:
    """The answers of everybody who is listened to.

    lent: the chance lent to an answer that nobody knows. stated: polls are read without their error. kept: tables that
    were worked out before, for the same case in the same world.
    """

    def __init__(
        self, layout: Layout, lent: float, *, stated: bool = False, kept: dict[object, Table] | None = None
    ) -> None:
        self.layout = layout
        self.plot = layout.plot
        self.lent = lent
        self.stated = stated
        self._kept = kept if kept is not None else {}
        self.space = self.plot.ground.space
        if self.space.size > MOST_PACKAGES:
            raise TooLargeCourseError(
                f"there are {self.space.size:,} packages; a course is worked out for up to {MOST_PACKAGES:,}. "
                "Leave out issues, or options that nobody asks for"
            )
        self._spread: dict[Path, float] = {}
        self._with_polls: dict[str, bool] = {}

    @cached_property
    def _blocks(self) -> list[Block]:
        return list(blocks(Cut.of(self.space), set()))

    def factors(self, reads: frozenset[str], who: str | None) -> tuple[Factor, ...]:
        """What answers depend on: conditions that can change, and what levers do to a ratifier."""
        layout, plot = self.layout, self.plot
        found = [Factor("axis", id_, layout.axis_levels[id_]) for id_ in layout.axes if id_ in reads]
        found += [Factor("own", id_, self._levels(id_)) for id_ in layout.own if id_ in reads]
        if who is not None:
            for at, ref in enumerate(layout.shifts):
                if who in plot.cases.whose(ref):
                    found.append(Factor("use", at, tuple(range(layout.most_uses(ref) + 1))))
            found += [Factor("edit", at, (0, 1)) for at, ref in enumerate(layout.edits) if who in plot.cases.whose(ref)]
        if prod(len(factor.values) for factor in found) > MOST_COMBINATIONS:
            raise TooLargeCourseError(
                f"the answers of {who or 'the terms'} depend on more than {MOST_COMBINATIONS:,} combinations of "
                "conditions and levers; leave out levers or conditions"
            )
        return tuple(found)

    def _levels(self, condition: str) -> tuple[str, ...]:
        """The levels of a condition that only deeds move, that can come about."""
        plot = self.plot
        found = {plot.world[condition]}
        for lever in plot.own.values():
            for effect in lever.effects.values():
                found |= {
                    level for each in (effect.set, effect.otherwise) for id_, level in each.items() if id_ == condition
                }
        return tuple(level for level in plot.file.conditions[condition].options if level in found)

    def of_ratifier(self, who: str, numbers: Ints) -> Table:
        """The chance that a ratifier says yes to each of some packages."""
        factors = self.factors(self.plot.reads(who), who)
        polled = self._polled(who)
        # Where no poll tells, an answer that nobody knows is kept as a gap, so that one table serves every reading.
        reading = (self.lent, self.stated) if polled else None
        key = (who, reading, factors, self._steps(factors))
        if key not in self._kept:
            lent = self.lent if polled else np.nan
            columns = [
                self._over_all(
                    chances_of(self.plot.ground.compiled(who, state), block, lent, self._error).yes
                    for block in self._blocks
                )
                for state in self._states(factors)
            ]
            self._kept[key] = _table(factors, columns)
        found = self._kept[key].rows(numbers)
        lent = 0.0 if self.lent < LEAST else 1.0 if self.lent > 1 - LEAST else self.lent
        return found if polled else Table(found.factors, np.nan_to_num(found.values, nan=lent))

    def _polled(self, who: str) -> bool:
        """Whether a ratifier has polls of its own, whatever levers write into it."""
        if who not in self._with_polls:
            party, _, id_ = who.partition(".")
            written = self.plot.file.parties[party].ratifiers[id_]
            effects = (self.plot.moves.effects[ref] for ref in self.layout.edits if who in self.plot.cases.whose(ref))
            self._with_polls[who] = bool(written.polls) or any("polls" in path for each in effects for path in each.add)
        return self._with_polls[who]

    def of_pattern(self, pattern: Pattern | None, numbers: Ints) -> Table:
        """Where each of some packages can be, and is a deal of a pattern; without one, where it can be at all."""
        plot = self.plot
        reads = set(plot.ground.reads(None))
        if pattern is not None:
            reads |= conditions_in(pattern, plot.file.patterns)
        factors = self.factors(frozenset(reads & plot.file.conditions.keys()), None)
        key = (pattern, factors)
        if key not in self._kept:
            formulas = [self._formula(pattern, state) for state in self._states(factors)]
            columns = [self._over_all(block.test(formula) for block in self._blocks) for formula in formulas]
            self._kept[key] = _table(factors, columns)
        return self._kept[key].rows(numbers)

    def matching(self, pattern: Pattern, numbers: Ints) -> npt.NDArray[np.generic]:
        """Which packages match a pattern as the world is at first."""
        formula = read_terms(self.plot.file, self.plot.world).formula(pattern)
        return self._over_all(block.test(formula) for block in self._blocks)[numbers]

    def _steps(self, factors: Sequence[Factor]) -> tuple[tuple[Ref, float], ...]:
        """Which effects the factors stand for, and what one use of each moves."""
        shifts, edits = self.layout.shifts, self.layout.edits
        uses = [shifts[int(each.key)] for each in factors if each.kind == "use"]
        written = [edits[int(each.key)] for each in factors if each.kind == "edit"]
        return (*((ref, self.plot.step_of(ref)) for ref in uses), *((ref, 0.0) for ref in written))

    def _states(self, factors: Sequence[Factor]) -> list[State]:
        """The states of a settlement in which the factors have all combinations of their values."""
        places = product(*(range(len(factor.values)) for factor in factors))
        return [self._state(factors, each) for each in places]

    def _over_all(self, parts: Iterable[npt.NDArray[np.generic] | np.generic]) -> npt.NDArray[np.generic]:
        """What is said block by block, as one column for all packages."""
        sized = zip(parts, self._blocks, strict=True)
        return np.concatenate([np.broadcast_to(part, block.layout.size) for part, block in sized])

    def _formula(self, pattern: Pattern | None, state: State) -> Formula:
        file = self.plot.file
        terms = read_terms(file, self.plot.cases.world(file, state))
        space = read_space(file, terms)
        if pattern is None:
            return space.feasible
        return all_of([space.feasible, deal_formula(file, terms), terms.formula(pattern)])

    def numbers_of(self, pattern: Pattern) -> Ints:
        """The packages that a proposal may ever put."""
        everything = np.arange(self.space.size)
        table = self.of_pattern(pattern, everything)
        return np.flatnonzero(table.values.reshape(self.space.size, -1).any(axis=1))

    def _error(self, path: Path) -> float:
        if self.stated:
            return 0.0
        if path not in self._spread:
            part: object = self.plot.file
            for step in path:
                part = part[step] if isinstance(part, Mapping) else getattr(part, step)
            self._spread[path] = error_of(self.plot.file, part).spread  # type: ignore[arg-type]  # a poll's path
        return self._spread[path]

    def _state(self, factors: Sequence[Factor], places: Sequence[int]) -> State:
        """The state of a settlement in which the factors have these values, and nothing else has changed."""
        moves, layout = self.plot.moves, self.layout
        levels: set[tuple[str, str]] = set()
        states: list[State] = []
        for factor, place in zip(factors, places, strict=True):
            value = factor.values[place]
            if factor.kind in {"axis", "own"}:
                if moves.world[str(factor.key)] != value:
                    levels.add((str(factor.key), str(value)))
            elif factor.kind == "use" and value:
                states.append(self._moved(layout.shifts[int(factor.key)], int(value)))
            elif factor.kind == "edit" and value:
                states.append(State(edits=(layout.edits[int(factor.key)],)))
        return moves.joined([State(frozenset(levels)), *states])

    def _moved(self, ref: Ref, uses: int) -> State:
        """What an effect has moved after so many uses, within the bound of its lever."""
        plot = self.plot
        effect, bound = plot.moves.effects[ref], plot.moves.levers[ref[0]].bound
        number = None if bound is None else bound.points if effect.support is not None else bound.votes
        amount = Fraction(plot.step_of(ref)).limit_denominator(1000) * uses
        if number is not None:
            amount = min(amount, number.most)
        shift = plot.moves.shift(ref, amount)
        if effect.support is not None:
            return State(moved=frozenset((shift,)))
        return State(swung=frozenset((shift,)))

    def at(self, table: Table, config: Config) -> Floats:
        """A table in one configuration: packages first, then an axis for each that moves by itself."""
        layout = self.layout
        index: list[slice | int] = [slice(None)]
        kept: list[str] = []
        for factor in table.factors:
            if factor.kind == "axis":
                index.append(slice(None))
                kept.append(str(factor.key))
            elif factor.kind == "own":
                index.append(factor.values.index(layout.level_of(config, str(factor.key))))
            elif factor.kind == "use":
                index.append(config.uses[int(factor.key)])
            else:
                index.append(int(config.edits[int(factor.key)]))
        found = table.values[tuple(index)]
        shape = [found.shape[1 + kept.index(id_)] if id_ in kept else 1 for id_ in layout.axes]
        return found.reshape(found.shape[0], *shape)

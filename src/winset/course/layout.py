"""What a state of a course is made of: an axis for each condition that moves by itself, and all the rest together.

The rest (what is in force, what was asked, how far opinion was moved, what is under way, the hardest refusals) changes
only by what is done, so far fewer of its combinations can come about than there are.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from winset.case.patterns import Combined, Match, Named, Pattern, matching_options
from winset.course.plot import Plot
from winset.settlement.unlock_moves import Ref, State

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

NOT_ASKED, SAID_YES, SAID_NO = 0, 1, 2


class Config(NamedTuple):
    """What does not move by itself.

    levels: of the conditions that only deeds move. uses: how often effects moved opinion or votes. edits: whether
    effects wrote in or struck out entries. asked: whether each approach was made, and the answer. force: the number of
    the package in force. under: the lever under way and the periods that are left of it; "" and 0 for none. refused:
    by ratifier the number of the hardest refusal so far, 0 for none. tried: deeds that named courses wait for.
    """

    levels: tuple[str, ...]
    uses: tuple[int, ...]
    edits: tuple[bool, ...]
    asked: tuple[int, ...]
    force: int = 0
    under: tuple[str, int] = ("", 0)
    refused: tuple[int, ...] = ()
    tried: frozenset[str] = frozenset()


@dataclass
class Layout:
    """The conditions, effects and approaches that states of a plot have."""

    plot: Plot
    waited_for: frozenset[str] = frozenset()
    _most: dict[Ref, int] = field(default_factory=dict)

    @cached_property
    def axes(self) -> tuple[str, ...]:
        """The conditions that move by themselves, or by failure, and matter."""
        plot = self.plot
        moving = {drift.condition for drift in plot.drifts if drift.chance > 0}
        if plot.proposals:
            moving |= {id_ for failure in plot.course.failure.values() for id_ in failure.set}
        return tuple(id_ for id_ in plot.file.conditions if id_ in moving & plot.matter)

    @cached_property
    def axis_levels(self) -> Mapping[str, tuple[str, ...]]:
        """The levels of each axis that can come about."""
        return {id_: self._reachable(id_) for id_ in self.axes}

    def _reachable(self, condition: str) -> tuple[str, ...]:
        plot = self.plot
        found = {plot.world[condition]}
        sets = {
            level
            for lever in plot.own.values()
            for effect in lever.effects.values()
            for id_, level in (*effect.set.items(), *effect.otherwise.items())
            if id_ == condition
        }
        sets |= {failure.set[condition] for failure in plot.course.failure.values() if condition in failure.set}
        found |= sets
        while True:
            more = {
                drift.to
                for drift in plot.drifts
                if drift.condition == condition and drift.chance > 0 and drift.levels & found
            }
            if more <= found:
                return tuple(level for level in plot.file.conditions[condition].options if level in found)
            found |= more

    @cached_property
    def own(self) -> tuple[str, ...]:
        """The conditions that only deeds move."""
        plot = self.plot
        written = frozenset().union(*(plot.moves.writes(id_) for id_ in plot.own))
        return tuple(id_ for id_ in plot.file.conditions if id_ in written & plot.matter and id_ not in self.axes)

    @cached_property
    def shifts(self) -> tuple[Ref, ...]:
        """The effects that move opinion or votes of somebody whose answer matters, or that a named course uses."""
        plot = self.plot
        return tuple(
            ref
            for ref, effect in plot.moves.effects.items()
            if ref[0] in plot.own
            and (effect.support is not None or effect.swing is not None)
            and (plot.cases.whose(ref) & plot.listeners or ref[0] in plot.forced)
            and plot.step_of(ref) != 0
        )

    @cached_property
    def edits(self) -> tuple[Ref, ...]:
        """The effects that write in or strike out entries of such a one, or that a named course uses."""
        plot = self.plot
        return tuple(
            ref
            for ref, effect in plot.moves.effects.items()
            if ref[0] in plot.own
            and (effect.add or effect.drop)
            and (plot.cases.whose(ref) & plot.listeners or ref[0] in plot.forced)
        )

    @cached_property
    def approaches(self) -> tuple[str, ...]:
        """The approaches."""
        return tuple(id_ for id_, lever in self.plot.own.items() if lever.sounds is not None)

    def most_uses(self, ref: Ref) -> int:
        """How often an effect can move something before its lever's bound is reached; once where there is none."""
        if ref not in self._most:
            uses = self._uses(ref, self.plot.step_of(ref))
            held = self.plot.numbers.held
            self._most[ref] = min(uses, self._uses(ref, self.plot.stated_step_of(ref))) if held else uses
        return self._most[ref]

    def _uses(self, ref: Ref, step: float) -> int:
        bound = self.plot.moves.levers[ref[0]].bound
        effect = self.plot.moves.effects[ref]
        number = None if bound is None else bound.points if effect.support is not None else bound.votes
        if number is None or step <= 0:
            return 1
        return max(int(np.ceil(float(number.most) / step - 1e-9)), 1)

    @cached_property
    def start(self) -> Config:
        """How things stand at first."""
        return Config(
            tuple(self.plot.world[id_] for id_ in self.own),
            (0,) * len(self.shifts),
            (False,) * len(self.edits),
            tuple(SAID_YES if self._given(id_) else NOT_ASKED for id_ in self.approaches),
        )

    def _given(self, approach: str) -> bool:
        """Whether an approach cannot be made because what its yes would set is so already: it counts as a yes."""
        plot = self.plot
        lever = plot.own[approach]
        wanted = lever.effects[lever.sounds.yes].set if lever.sounds is not None else {}
        is_so = bool(wanted) and all(plot.world[condition] == level for condition, level in wanted.items())
        return is_so and not plot.moves.can(approach, State())

    @cached_property
    def start_cell(self) -> tuple[int, ...]:
        """The levels of the axes at first, by number."""
        return tuple(self.axis_levels[id_].index(self.plot.world[id_]) for id_ in self.axes)

    @cached_property
    def shape(self) -> tuple[int, ...]:
        """How many levels each axis has."""
        return tuple(len(self.axis_levels[id_]) for id_ in self.axes)

    def along(self, condition: str, values: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
        """Values by level of one axis, as an array that broadcasts over all axes."""
        at = self.axes.index(condition)
        return values.reshape([-1 if number == at else 1 for number in range(len(self.axes))])

    def level_of(self, config: Config, condition: str) -> str:
        """The level of a condition that is no axis."""
        return config.levels[self.own.index(condition)] if condition in self.own else self.plot.world[condition]

    def set_level(self, config: Config, condition: str, level: str) -> Config:
        """The same with another level of a condition that only deeds move."""
        at = self.own.index(condition)
        return config._replace(levels=(*config.levels[:at], level, *config.levels[at + 1 :]))

    def holds(self, pattern: Pattern, config: Config, package: Mapping[str, str]) -> Bools:
        """Where on the axes a pattern matches, with a package in force; an array that broadcasts over them."""
        if isinstance(pattern, Named):
            return self.holds(self.plot.file.patterns[pattern.name], config, package)
        found: Bools = np.ones((1,) * len(self.axes), dtype=np.bool_)
        for clause in pattern.clauses:
            found = found & self._clause(clause, config, package)
        return found

    def _clause(self, clause: Match | Combined, config: Config, package: Mapping[str, str]) -> Bools:
        if isinstance(clause, Combined):
            parts = [self.holds(part, config, package) for part in clause.parts]
            if clause.word == "not":
                return ~parts[0]
            start: Bools = np.full((1,) * len(self.axes), clause.word == "all")
            for part in parts:
                start = start | part if clause.word == "any" else start & part
            return start
        file = self.plot.file
        if clause.id in file.conditions:
            taken = matching_options(clause, tuple(file.conditions[clause.id].options))
            if clause.id in self.axes:
                levels = self.axis_levels[clause.id]
                found: Bools = self.along(clause.id, np.array([level in taken for level in levels])).astype(np.bool_)
                return found
            return np.full((1,) * len(self.axes), self.level_of(config, clause.id) in taken)
        taken = matching_options(clause, tuple(file.issues[clause.id].options))
        return np.full((1,) * len(self.axes), package.get(clause.id) in taken)

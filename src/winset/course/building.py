"""A course as a decision process: every configuration that can come about, and what is done in each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from winset.course.aims import Aims
from winset.course.answers import TooLargeCourseError
from winset.course.branches import Branch, Deed, Doing, Doings
from winset.course.layout import Config, Floats, Layout
from winset.course.process import Act, Process, Turn
from winset.course.putting import Sets

MOST_STATES = 5_000_000


@dataclass(frozen=True)
class Built:
    """A decision process with what its states and acts stand for.

    configs: by the number of the first part. start: the state at first. The other parts are the axes of the layout.
    """

    process: Process
    doings: Doings
    configs: tuple[Config, ...]
    start: tuple[int, ...]

    @property
    def layout(self) -> Layout:
        """What states are made of."""
        return self.doings.layout

    @property
    def deeds(self) -> tuple[Deed, ...]:
        """What the acts are, by number."""
        return self.doings.deeds

    @cached_property
    def packages(self) -> tuple[dict[str, str], ...]:
        """The package in force in each configuration."""
        packages = self.doings.offers.packages
        return tuple(packages[config.force] for config in self.configs)


def build(doings: Doings, periods: int | None = None) -> Built:
    """Find every configuration that can come about, and make a process of them.

    Args:
        doings: what can be done.
        periods: where a course is told over so many periods only, what takes longer to come about is not looked at: the
            process is right for courses from its start on that end by then, and for no others.

    Raises:
        TooLargeCourseError: there are too many.
    """
    cells = int(np.prod(doings.layout.shape))
    numbers: dict[Config, int] = {doings.start: 0}
    configs = [doings.start]
    after = [0]
    done: list[list[Doing | None]] = []
    for config in configs:  # it grows meanwhile
        passed = after[len(done)]
        ended = periods is not None and passed >= periods
        row = doings.ended(config) if ended else [doings.doing(deed, config) for deed in doings.deeds]
        done.append(row)
        for found in row:
            for branch in found.branches if found is not None else ():
                if branch.config not in numbers:
                    numbers[branch.config] = len(configs)
                    configs.append(branch.config)
                    after.append(passed + 1)
        if len(configs) * cells > MOST_STATES:
            raise TooLargeCourseError(
                f"the course has more than {MOST_STATES:,} states; leave out levers, conditions or drift"
            )
    making = _Making(doings, tuple(configs), numbers)
    acts = tuple(making.act(deed, [row[number] for row in done]) for number, deed in enumerate(doings.deeds))
    process = Process((len(configs), *doings.layout.shape), flow_of(doings, configs, doings.offers.aims), acts)
    return Built(process, doings, tuple(configs), (0, *doings.layout.start_cell))


def flow_of(doings: Doings, configs: Sequence[Config], aims: Aims) -> Floats:
    """The points that a period brings a goal in every state; broadcasts over the axes."""
    layout = doings.layout
    moving = {*layout.axes, *layout.own}
    conditions = layout.plot.file.conditions
    still = [id_ for id_ in aims.tables if id_ in conditions and id_ not in moving]
    fixed = sum(aims.of_level(id_, layout.plot.world[id_]) for id_ in still)
    packages = [aims.of_package(package) for package in doings.offers.packages]
    rows = [
        fixed
        + packages[config.force]
        + sum(aims.of_level(id_, level) for id_, level in zip(layout.own, config.levels, strict=True))
        for config in configs
    ]
    found = np.array(rows, dtype=np.float64).reshape(-1, *(1,) * len(layout.axes))
    for id_ in layout.axes:
        points = np.array([aims.of_level(id_, level) for level in layout.axis_levels[id_]])
        found = found + layout.along(id_, points)[None].astype(np.float64)
    return found


@dataclass
class _Making:
    """The acts of a process, from what each deed does in each configuration."""

    doings: Doings
    configs: tuple[Config, ...]
    numbers: Mapping[Config, int]
    tables: dict[object, Floats] = field(default_factory=dict)

    def act(self, deed: Deed, done: list[Doing | None]) -> Act:
        """One deed as an act."""
        rank = len(self.doings.layout.axes)
        no, nothing = self.doings.nowhere, self.doings.nothing
        allowed = _stacked([doing.allowed if doing is not None else no for doing in done])
        points = _stacked([doing.points if doing is not None else nothing for doing in done])
        slots: dict[tuple[Sets, int], dict[int, Branch]] = {}
        for at, doing in enumerate(done):
            if doing is None:
                continue
            seen: dict[Sets, int] = {}
            for branch in doing.branches:
                before = seen.get(branch.sets, 0)
                slots.setdefault((branch.sets, before), {})[at] = branch
                seen[branch.sets] = before + 1
        turns = tuple(self._turn(deed, sets, branches) for (sets, _), branches in slots.items())
        return Act(deed.id, allowed.astype(np.bool_), points, np.full((1,) * (rank + 1), deed.cost), turns)

    def _turn(self, deed: Deed, sets: Sets, branches: Mapping[int, Branch]) -> Turn:
        """Branches of many configurations that set the same, as one turn."""
        rows = [self.doings.nothing] * len(self.configs)
        for at, branch in branches.items():
            rows[at] = branch.chance
        chance = _stacked(rows)
        map_ = np.arange(len(self.configs))
        for at, branch in branches.items():
            map_[at] = self.numbers[branch.config]
        maps = {} if np.array_equal(map_, np.arange(len(map_))) else {0: map_}
        return Turn(chance, self._moving(deed, dict(sets)), maps)

    def _moving(self, deed: Deed, sets: Mapping[str, str]) -> dict[int, Floats]:
        """By part the table by which a condition moves: to what a deed sets, else by itself."""
        layout = self.doings.layout
        found = {}
        for part, id_ in enumerate(layout.axes, start=1):
            table = self._set(id_, sets[id_]) if id_ in sets else self._drifting(id_, deed.of)
            if not np.array_equal(table, np.eye(len(table))):
                found[part] = table
        return found

    def _set(self, condition: str, level: str) -> Floats:
        key = (condition, level)
        if key not in self.tables:
            levels = self.doings.layout.axis_levels[condition]
            table = np.zeros((len(levels), len(levels)))
            table[:, levels.index(level)] = 1.0
            self.tables[key] = table
        return self.tables[key]

    def _drifting(self, condition: str, doing: str) -> Floats:
        """How a condition moves by itself while something is done; the same table for the same movements."""
        happening = tuple(
            at
            for at, drift in enumerate(self.doings.plot.drifts)
            if drift.condition == condition and drift.happens(doing)
        )
        key = (condition, happening)
        if key not in self.tables:
            levels = self.doings.layout.axis_levels[condition]
            table = np.zeros((len(levels), len(levels)))
            for at in happening:
                drift = self.doings.plot.drifts[at]
                for level in drift.levels:
                    if level in levels and drift.to in levels:
                        table[levels.index(level), levels.index(drift.to)] += drift.chance
            table /= np.maximum(table.sum(axis=1, keepdims=True), 1.0)
            self.tables[key] = table + np.diag(1 - table.sum(axis=1))
        return self.tables[key]


def _stacked(rows: list[npt.NDArray[Any]]) -> npt.NDArray[Any]:
    """Arrays over the axes, one for each configuration, as one array; shared axes stay short."""
    if all(row is rows[0] for row in rows):
        return rows[0][None]
    each = {id(row): row for row in rows}
    places = {key: at for at, key in enumerate(each)}
    found = np.empty((len(each), *np.broadcast_shapes(*{row.shape for row in each.values()})), dtype=rows[0].dtype)
    for at, row in enumerate(each.values()):
        found[at] = row
    return found[[places[id(row)] for row in rows]]

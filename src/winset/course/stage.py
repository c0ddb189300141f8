"""A course ready to be solved: the states that can be reached, what is open in each, and what they stand for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from winset.course.branches import Deed
from winset.course.building import Built
from winset.course.graph import Graph, graph_of
from winset.course.layout import Config
from winset.course.process import Bools, Chosen, Floats, Ints, Process
from winset.course.solving import Dynamics

MOST_ENTRIES = 30_000_000
"""Above so many chances of one state leading to another the process is solved by its parts, over all states; only the
best course is worked out then, and all that takes many more solutions is left out."""


@dataclass(frozen=True)
class Stage:
    """The dynamics of a course.

    masks: by act, where a named course leaves it open; None where nothing is ruled out. aimed: the points that each
    state brings in a period, where they are not those of the process.
    """

    built: Built
    dynamics: Dynamics
    masks: tuple[Bools, ...] | None = None
    aimed: Floats | None = None

    @property
    def start(self) -> tuple[int, ...]:
        """The state at first, in arrays over all states."""
        if isinstance(self.dynamics, Graph):
            return (int(np.searchsorted(self.dynamics.origin, self._number(self.built.start))),)
        return self.built.start

    def _number(self, state: tuple[int, ...]) -> int:
        return int(np.ravel_multi_index(state, self.built.process.shape))

    def place(self, state: tuple[int, ...]) -> tuple[int, ...] | None:
        """Where a state of the process stands in arrays over all states; None where it cannot be reached."""
        if not isinstance(self.dynamics, Graph):
            return state
        number = self._number(state)
        at = int(np.searchsorted(self.dynamics.origin, number))
        if at == len(self.dynamics.origin) or self.dynamics.origin[at] != number:
            return None
        return (at,)

    @cached_property
    def is_large(self) -> bool:
        """Whether there is too much to tell more than the best course."""
        return not isinstance(self.dynamics, Graph)

    @cached_property
    def origin(self) -> Ints:
        """By state its number among all of the process, in one row."""
        if isinstance(self.dynamics, Graph):
            return self.dynamics.origin
        return np.arange(self.built.process.size)

    @cached_property
    def parts(self) -> tuple[Ints, ...]:
        """By state its configuration, and its level on each axis."""
        return tuple(np.unravel_index(self.origin, self.built.process.shape))

    def acts(self, chosen: Chosen) -> Ints:
        """The number of the act that is chosen in every state, in one row."""
        if isinstance(self.dynamics, Graph):
            return self.dynamics.act[chosen].astype(np.int64)
        return chosen.ravel().astype(np.int64)

    def deed(self, chosen: Chosen, place: tuple[int, ...]) -> Deed:
        """What is done in one state."""
        if isinstance(self.dynamics, Graph):
            return self.built.deeds[int(self.dynamics.act[chosen[place]])]
        return self.built.deeds[int(chosen[place])]

    @cached_property
    def flow(self) -> Floats:
        """The points that each state brings in a period, before what is done; shape as the states."""
        if self.aimed is not None:
            return self.aimed
        flow = np.broadcast_to(self.built.process.flow, self.built.process.shape).ravel()[self.origin]
        return flow.reshape(self.dynamics.shape)

    def config(self, state: int) -> Config:
        """The configuration of a state, by its place in one row."""
        return self.built.configs[int(self.parts[0][state])]

    def world(self, state: int) -> Mapping[str, str]:
        """The level of every condition that a state tells, by its place in one row."""
        layout = self.built.layout
        config = self.config(state)
        found = dict(zip(layout.own, config.levels, strict=True))
        for part, id_ in enumerate(layout.axes, start=1):
            found[id_] = layout.axis_levels[id_][int(self.parts[part][state])]
        return found

    def restricted(self, masks: Sequence[Bools]) -> "Stage":
        """The same course with acts left open only where masks over all states of the process say so."""
        if isinstance(self.dynamics, Graph):
            graph = self.dynamics
            open_ = np.stack([np.broadcast_to(mask, self.built.process.shape).ravel() for mask in masks])
            kept = graph.only(open_[graph.act, graph.origin[graph.of]])
            return Stage(self.built, kept, tuple(masks), self.aimed)
        process = self.built.process if self.aimed is None else replace(self.built.process, flow=self.aimed)
        return Stage(self.built, process.only(masks), tuple(masks), self.aimed)


def stage_of(built: Built) -> Stage:
    """The states that can be reached; all of them where there would be too much to write down."""
    if entries_of(built.process) > MOST_ENTRIES:
        return Stage(built, built.process)
    return Stage(built, graph_of(built.process, built.start))


def entries_of(process: Process) -> int:
    """About how many chances of one state leading to another there are, over all acts."""
    total = 0
    for act in process.acts:
        states = int(np.broadcast_to(act.allowed, process.shape).sum())
        for turn in act.turns:
            spread = 1.0
            for table in turn.tables.values():
                spread *= np.count_nonzero(table) / len(table)
            total += int(states * spread)
    return total

"""A course of dealings as a finite Markov decision process whose states are a product of small parts.

A state has a level of every part: each condition, what is in force, how often a lever was used, the hardest refusal so
far. A step moves parts apart from each other, so it is kept as a small table for each part and never as a table of
all states by all states. Values over all states are arrays with an axis for each part (Puterman 1994 on decision
processes; Boutilier, Dean and Hanks 1999 on parts).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

_LARGEST_TABLE = 81
"""Up to how many levels neighbouring parts are moved together."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One way in which a step may turn out.

    chance: in every state, an array that broadcasts over the parts. tables: by the number of a part, the chance of
    each level to come (columns) at each level before (rows); a part without a table stays as it is.
    """

    chance: Floats
    tables: Mapping[int, Floats]


@dataclass(frozen=True, slots=True)
class Act:
    """Something that can be done in a period.

    allowed: where. points: what it brings at once, in points. effort: what it costs. turns: how it may turn out, with
    all that drifts meanwhile; their chances add up to one. All arrays broadcast over the parts.
    """

    id: str
    allowed: Bools
    points: Floats
    effort: Floats
    turns: tuple[Turn, ...]


@dataclass(frozen=True)
class Process:
    """The parts of a state, by their numbers of levels, and what can be done. The first act is to wait.

    flow: points that each state brings in a period, before what is done.
    """

    shape: tuple[int, ...]
    flow: Floats
    acts: tuple[Act, ...]

    @property
    def size(self) -> int:
        """How many states there are."""
        return prod(self.shape)

    @cached_property
    def steps(self) -> tuple[tuple["Step", ...], ...]:
        """For each act its turns, ready to be applied."""
        return tuple(tuple(Step.of(turn, self.shape) for turn in act.turns) for act in self.acts)

    def expected(self, act: int, values: Floats) -> Floats:
        """What the values come to on average after an act, in every state; shape as the parts."""
        total = np.zeros(self.shape)
        for step in self.steps[act]:
            total += step.chance * step.backward(values)
        return total

    def spread(self, act: int, mass: Floats) -> Floats:
        """Where the mass of states goes after an act; shape as the parts."""
        total = np.zeros(self.shape)
        for step in self.steps[act]:
            total += step.forward(mass * step.chance)
        return total


@dataclass(frozen=True, slots=True)
class Step:
    """A turn with the tables of neighbouring parts put together: the parts before, its own levels, the parts after."""

    chance: Floats
    passes: tuple[tuple[int, int, int, Floats], ...]

    @classmethod
    def of(cls, turn: Turn, shape: Sequence[int]) -> "Step":
        """Put the tables of neighbouring parts together as far as they stay small."""
        return cls(turn.chance, tuple(_passes(turn.tables, shape)))

    def backward(self, values: Floats) -> Floats:
        """The average of values over the levels to come."""
        shape = values.shape
        for before, own, after, table in self.passes:
            values = _times(table, values.reshape(before, own, after))
        return values.reshape(shape)

    def forward(self, mass: Floats) -> Floats:
        """The mass at the levels to come."""
        shape = mass.shape
        for before, own, after, table in self.passes:
            mass = _times(np.ascontiguousarray(table.T), mass.reshape(before, own, after))
        return mass.reshape(shape)


def _times(table: Floats, values: Floats) -> Floats:
    if values.shape[2] == 1:
        flat: Floats = values[:, :, 0] @ table.T
        return flat
    found: Floats = np.matmul(table, values)
    return found


def _passes(tables: Mapping[int, Floats], shape: Sequence[int]) -> Iterator[tuple[int, int, int, Floats]]:
    run: list[int] = []
    for part in sorted(tables):
        joined = prod(shape[each] for each in (*run, part))
        if run and (part != run[-1] + 1 or joined > _LARGEST_TABLE):
            yield _pass(run, tables, shape)
            run = []
        run.append(part)
    if run:
        yield _pass(run, tables, shape)


def _pass(run: Sequence[int], tables: Mapping[int, Floats], shape: Sequence[int]) -> tuple[int, int, int, Floats]:
    table: Floats = np.ones((1, 1))
    for part in run:
        table = np.kron(table, tables[part]).astype(np.float64)
    own = prod(shape[part] for part in run)
    return prod(shape[: run[0]]), own, prod(shape[run[-1] + 1 :]), table

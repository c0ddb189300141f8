"""A course of dealings as a finite Markov decision process whose states are a product of small parts.

A state has a level of every part: each condition, what is in force, how often a lever was used, the hardest refusal
so far. A step moves parts apart from each other, so it is kept as a small table or a map for each part and never as a
table of all states by all states. Values over all states are arrays with an axis for each part (Puterman 1994 on
decision processes; Boutilier, Dean and Hanks 1999 on parts).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import prod
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Chosen = npt.NDArray[np.int32]
"""The number of an act in every state; shape as the parts."""

TIE = 1e-9
"""Acts whose worth differs by less, in parts of the largest value, are equal."""

_LARGEST_TABLE = 81
"""Up to how many levels neighbouring parts are moved together."""

_FEW, _MANY = 128, 100_000


def _nowhere() -> Mapping[int, Ints]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Turn:
    """One way in which a step may turn out.

    chance: in every state, an array that broadcasts over the parts. tables: by the number of a part, the chance of
    each level to come (columns) at each level before (rows). maps: by the number of a part, the level to come at each
    level before, where it is sure; a part with a map has no table, and one with neither stays as it is.
    """

    chance: Floats
    tables: Mapping[int, Floats]
    maps: Mapping[int, Ints] = field(default_factory=_nowhere)


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

    def only(self, masks: Sequence[Bools]) -> "Process":
        """The same with acts open only where masks say so, one for each."""
        acts = tuple(replace(act, allowed=act.allowed & mask) for act, mask in zip(self.acts, masks, strict=True))
        return Process(self.shape, self.flow, acts)

    @cached_property
    def steps(self) -> tuple[tuple["Step", ...], ...]:
        """For each act its turns, ready to be applied; turns that share their tables share the passes too."""
        held: dict[tuple[tuple[int, int], ...], Passes] = {}

        def passes(turn: Turn) -> Passes:
            key = tuple((part, id(table)) for part, table in sorted(turn.tables.items()))
            if key not in held:
                held[key] = Passes(tuple(_passes(turn.tables, self.shape)))
            return held[key]

        return tuple(
            tuple(Step(turn.chance, passes(turn), tuple(sorted(turn.maps.items()))) for turn in act.turns)
            for act in self.acts
        )

    def expected(self, act: int, values: Floats, moved: dict[int, Floats] | None = None) -> Floats:
        """What the values come to on average after an act, in every state; shape as the parts.

        moved: values averaged by tables that several acts share, kept from one act to the next; made for these values.
        """
        total = np.zeros(self.shape)
        for step in self.steps[act]:
            total += step.chance * step.backward(values, moved if moved is not None else {})
        return total

    @property
    def standing(self) -> Floats:
        """Points of a period in which nothing is done."""
        return np.broadcast_to(self.flow, self.shape).astype(np.float64)

    def improved(self, values: Floats, discount: float, price: float) -> tuple[Floats, Chosen]:
        """One step back: the worth of the best act in every state, and its number; of equals the first."""
        best: Floats = np.full(self.shape, -np.inf)
        chosen: Chosen = np.zeros(self.shape, dtype=np.int32)
        slack = TIE * (1 + float(np.abs(values).max()))
        moved: dict[int, Floats] = {}
        for number, act in enumerate(self.acts):
            if not act.allowed.any():
                continue
            worth = self.flow + act.points - price * act.effort + discount * self.expected(number, values, moved)
            better = act.allowed & (worth > best + slack)
            best = np.where(better, worth, best)
            chosen[better] = number
        return best, chosen

    def expected_by(self, values: Floats, chosen: Chosen) -> Floats:
        """What values come to on average after the act chosen in every state."""
        found = np.zeros(self.shape)
        for number in np.unique(chosen):
            here = chosen == number
            found[here] = self.expected(int(number), values)[here]
        return found

    def spread_by(self, mass: Floats, chosen: Chosen) -> Floats:
        """Where the mass of states goes by the acts chosen."""
        found = np.zeros(self.shape)
        for number in np.unique(chosen[mass > 0]):
            found += self.spread(int(number), np.where(chosen == number, mass, 0.0))
        return found

    def points_of(self, chosen: Chosen) -> Floats:
        """Points of a period: of the state, and of the act chosen in it."""
        return self.flow + self._by_act(chosen, [act.points for act in self.acts])

    def effort_of(self, chosen: Chosen) -> Floats:
        """Effort of a period."""
        return self._by_act(chosen, [act.effort for act in self.acts])

    def _by_act(self, chosen: Chosen, each: Sequence[Floats]) -> Floats:
        found = np.zeros(self.shape)
        for number in np.unique(chosen):
            here = chosen == number
            found[here] = np.broadcast_to(each[number], self.shape)[here]
        return found

    def spread(self, act: int, mass: Floats) -> Floats:
        """Where the mass of states goes after an act; shape as the parts."""
        total = np.zeros(self.shape)
        for step in self.steps[act]:
            total += step.forward(mass * step.chance)
        return total


@dataclass(frozen=True, slots=True)
class Passes:
    """The tables of a turn, those of neighbouring parts put together: the parts before, own levels, parts after."""

    each: tuple[tuple[int, int, int, Floats], ...]

    def backward(self, values: Floats) -> Floats:
        """The average of values over the levels to come."""
        shape = values.shape
        for before, own, after, table in self.each:
            values = _times(table, values.reshape(before, own, after))
        return values.reshape(shape)

    def forward(self, mass: Floats) -> Floats:
        """The mass at the levels to come."""
        shape = mass.shape
        for before, own, after, table in self.each:
            mass = _times(np.ascontiguousarray(table.T), mass.reshape(before, own, after))
        return mass.reshape(shape)


@dataclass(frozen=True, slots=True)
class Step:
    """A turn ready to be applied."""

    chance: Floats
    passes: Passes
    maps: tuple[tuple[int, Ints], ...]

    def backward(self, values: Floats, moved: dict[int, Floats]) -> Floats:
        """The average of values over the levels to come. moved: what the same passes have made of these values."""
        key = id(self.passes)
        if key not in moved:
            moved[key] = self.passes.backward(values)
        values = moved[key]
        for part, map_ in self.maps:
            values = values.take(map_, axis=part)
        return values

    def forward(self, mass: Floats) -> Floats:
        """The mass at the levels to come."""
        for part, map_ in self.maps:
            gathered = np.zeros_like(mass)
            np.add.at(np.moveaxis(gathered, part, 0), map_, np.moveaxis(mass, part, 0))
            mass = gathered
        return self.passes.forward(mass)


def _times(table: Floats, values: Floats) -> Floats:
    if values.shape[2] == 1:
        flat: Floats = values[:, :, 0] @ table.T
        return flat
    if values.shape[2] <= _FEW and values.size >= _MANY:  # one large product instead of very many small ones
        before, own, after = values.shape
        turned = np.ascontiguousarray(values.transpose(0, 2, 1)).reshape(-1, own) @ table.T
        return np.ascontiguousarray(turned.reshape(before, after, own).transpose(0, 2, 1))
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

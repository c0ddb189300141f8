"""How a conflict can evolve from a state: the fewest legal moves to every other, and the ways there.

Status-quo analysis: Li, Kilgour and Hipel 2005, Status Quo Analysis in the Graph Model for Conflict Resolution, Journal
of the Operational Research Society 56, 699-707. A way is legal if nobody moves twice in a row.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

import numpy as np

from winset.conflict.conflict import Conflict
from winset.conflict.fronts import Front, Numbers, Spreading
from winset.conflict.reach import Ints, Reach, distinct
from winset.conflict.stable import Truths
from winset.conflict.sweeps import HIGHEST, Sweep, Values
from winset.settlement.searches import Method

STATUS_QUO_ANALYSIS = Method(
    id="status_quo_analysis",
    name="status-quo analysis",
    question="Which states can come about from the status quo, in how many moves, and by whose improvements alone?",
    source="Li, Kilgour and Hipel 2005, Status Quo Analysis in the Graph Model for Conflict Resolution, Journal of the "
    "Operational Research Society 56, 699-707",
    exact=True,
    assumes="that one decision maker moves at a time and none twice in a row; it says what can come about, and not "
    "what will",
)


@dataclass(frozen=True, slots=True)
class Step:
    """A move: by whom, from which state, to which."""

    decider: int
    before: int
    after: int


Way = tuple[Step, ...]


@dataclass(frozen=True)
class Evolution:
    """What can come about from a state by legal moves of some decision makers, of any kind or by improvements only.

    last: decision makers by states; the fewest moves to a state of which the decision maker makes the last, `HIGHEST`
    where there is no such way; where it does not matter who moved last, staying may count as a move, but never on a
    shortest way. fronts: the moves that count, of each who moves.
    """

    conflict: Conflict
    start: int
    improving: bool
    last: Values
    fronts: Mapping[int, Front] = field(repr=False)

    @cached_property
    def moves(self) -> Ints:
        """For each state the fewest moves to it; -1 where no way leads there."""
        least: Ints = self.last.min(axis=0, initial=HIGHEST).astype(np.int64)
        least[least == HIGHEST] = -1
        least[self.start] = 0
        least.setflags(write=False)
        return least

    def way(self, state: int) -> Way | None:
        """One of the shortest ways to a state: none where it cannot be reached, empty where it begins there."""
        return next(self.ways(state), None)

    def ways(self, state: int) -> Iterator[Way]:
        """All of the shortest ways to a state, one by one."""
        if state == self.start:
            yield ()
            return
        for end in self._ends(state):
            # The moves are found from the last to the first; each is kept with what can come before it.
            held = [(end, self._before(*end))]
            while held:
                before = next(held[-1][1], _NO_MORE)
                if before == _NO_MORE:
                    held.pop()
                elif before == _BEGINNING:
                    yield self._steps([node for node, _ in reversed(held)])
                else:
                    held.append((before, self._before(*before)))

    def count(self, state: int) -> int:
        """How many shortest ways there are to a state, exactly."""
        if state == self.start:
            return 1
        return sum(int(self._counts[node]) for node in self._ends(state))

    @cached_property
    def _counts(self) -> Numbers:
        """For each who can move last and each state, how many of the shortest such ways there are."""
        by_moves = {who: _by_moves(self.last[who]) for who in self.fronts}
        counts: Numbers = np.zeros(self.last.shape, np.int64)
        for moves in range(1, max((len(layers) for layers in by_moves.values()), default=0)):
            total = 0.0
            for who, front in self.fronts.items():
                origins, ways = self._before_all(counts, by_moves, who, moves)
                ends, found = front.ways_on(origins, ways)
                kept = self.last[who, ends] == moves
                counts[who, ends[kept]] = found[kept]
                total += float(np.sum(found[kept], dtype=np.float64))
            if counts.dtype == np.int64 and total * len(self.last) > _MOST_IN_A_WORD:
                counts = counts.astype(object)
        return counts

    def _before_all(
        self, counts: Numbers, by_moves: Mapping[int, Sequence[Ints]], who: int, moves: int
    ) -> tuple[Ints, Numbers]:
        """The states from which a decision maker can make the last of so many moves, and the ways to each of them."""
        if moves == 1:
            return np.array([self.start], np.int64), np.ones(1, counts.dtype)
        others = [
            (other, layers[moves - 1]) for other, layers in by_moves.items() if other != who and moves <= len(layers)
        ]
        states, place = np.unique(np.concatenate([_NOTHING, *(layer for _, layer in others)]), return_inverse=True)
        ways = np.zeros(len(states), counts.dtype)
        np.add.at(ways, place, np.concatenate([ways[:0], *(counts[other, layer] for other, layer in others)]))
        return states, ways

    def _ends(self, state: int) -> list[tuple[int, int]]:
        """The last movers of the shortest ways to a state, with it."""
        column = self.last[:, state]
        least = column.min(initial=HIGHEST)
        return [(int(who), state) for who in np.flatnonzero(column == least)] if least < HIGHEST else []

    def _steps(self, nodes: Sequence[tuple[int, int]]) -> Way:
        origins_of = (self.start, *(state for _, state in nodes[:-1]))
        return tuple(Step(who, before, after) for before, (who, after) in zip(origins_of, nodes, strict=True))

    def _before(self, who: int, state: int) -> Iterator[tuple[int, int]]:
        """What a shortest way comes by before its last move: who moved, and to which state."""
        moves = int(self.last[who, state])
        payoff = self.conflict.payoffs[who]
        for origin in origins(self.conflict.moves[who], state).tolist():
            if self.improving and payoff[origin] >= payoff[state]:
                continue
            if moves == 1:
                if origin == self.start:
                    yield _BEGINNING
                continue
            for other in np.flatnonzero(self.last[:, origin] == moves - 1).tolist():
                if other != who:
                    yield other, origin


_NOTHING = np.zeros(0, np.int64)
_BEGINNING, _NO_MORE = (-1, -1), (-2, -2)
_MOST_IN_A_WORD = 2.0**61
"""Counts that could grow beyond this are kept as whole numbers of any size."""


def _by_moves(last: Values) -> list[Ints]:
    """The states by the fewest moves that lead to them."""
    reached = np.flatnonzero(last < HIGHEST)
    moves = last[reached]
    order = np.argsort(moves, kind="stable")
    ends = np.cumsum(np.bincount(moves))
    return np.split(reached[order], ends[:-1]) if len(ends) else []


def origins(reach: Reach, state: int) -> Ints:
    """The states from which a decision maker can move to a state, in ascending order."""
    at = np.flatnonzero(reach.members == state)
    lists = np.searchsorted(reach.starts, at, side="right") - 1
    found = np.flatnonzero(np.isin(reach.reads, lists))
    away: Ints = found[found != state]
    return away


def fronts_of(conflict: Conflict, *, improving: bool, sweeps: Sequence[Sweep] | None = None) -> tuple[Front, ...]:
    """The moves that count of all decision makers, sorted once for many searches."""
    held = sweeps or [Sweep.of(reach, payoff) for reach, payoff in zip(conflict.moves, conflict.payoffs, strict=True)]
    return tuple(Front.of(reach, sweep, improving=improving) for reach, sweep in zip(conflict.moves, held, strict=True))


def evolve(
    conflict: Conflict,
    start: int,
    *,
    improving: bool,
    movers: Sequence[int] | None = None,
    fronts: Sequence[Front] | None = None,
    until: Truths | None = None,
) -> Evolution:
    """What can come about from a state.

    Args:
        conflict: the conflict.
        start: the state that it begins with.
        improving: only moves that are better for whoever makes them count.
        movers: the decision makers that move; by default all.
        fronts: the moves of all that count, where they are at hand.
        until: states of which the nearest is looked for; nothing that is farther away than it is told.
    """
    who = tuple(range(len(conflict.deciders))) if movers is None else tuple(movers)
    sorted_moves = fronts or fronts_of(conflict, improving=improving)
    held = {mover: sorted_moves[mover] for mover in who}
    last = np.full((len(conflict.deciders), conflict.size), HIGHEST)
    spreading = {mover: Spreading(front) for mover, front in held.items()}
    fresh: dict[int, Ints] = {mover: np.array([start], np.int64) for mover in who}
    moves = 0
    while any(len(states) for states in fresh.values()):
        moves += 1
        reached: dict[int, Ints] = {}
        for mover in who:
            ends = spreading[mover].expand(fresh[mover])
            new = ends[last[mover, ends] == HIGHEST]
            last[mover, new] = moves
            reached[mover] = new
        if until is not None and any(until[new].any() for new in reached.values()):
            break
        fresh = {
            mover: distinct(np.concatenate([_NOTHING, *(reached[other] for other in who if other != mover)]))
            for mover in who
        }
    last.setflags(write=False)
    return Evolution(conflict, start, improving, last, MappingProxyType(held))

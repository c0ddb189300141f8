"""How a conflict can evolve from a state: the fewest legal moves to every other, and the ways there.

Status-quo analysis: Li, Kilgour and Hipel 2005, Status Quo Analysis in the Graph Model for Conflict Resolution, Journal
of the Operational Research Society 56, 699-707. A way is legal if nobody moves twice in a row.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from winset.conflict.conflict import Conflict
from winset.conflict.reach import Ints, Reach
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

MOST_NODES = 20_000
"""Ways are counted as long as they lead through no more states than this, each once for each who moved last."""


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
    where there is no such way.
    """

    conflict: Conflict
    start: int
    improving: bool
    last: Values

    @cached_property
    def moves(self) -> Ints:
        """For each state the fewest moves to it; -1 where no way leads there."""
        least: Ints = self.last.min(axis=0, initial=HIGHEST).astype(np.int64)
        least[least == HIGHEST] = -1
        least[self.start] = 0
        return least

    def way(self, state: int) -> Way | None:
        """One of the shortest ways to a state: none where it cannot be reached, empty where it begins there."""
        if state == self.start:
            return ()
        return next(iter(self.ways(state)), None)

    def ways(self, state: int) -> Iterator[Way]:
        """All of the shortest ways to a state, one by one."""
        if state == self.start:
            yield ()
            return
        for node in self._ends(state):
            yield from self._ways_to(*node)

    def count(self, state: int) -> int | None:
        """How many shortest ways there are to a state; None where they lead through more than `MOST_NODES`."""
        if state == self.start:
            return 1
        known: dict[tuple[int, int], int] = {}
        waiting = [(node, False) for node in self._ends(state)]
        while waiting:
            node, ready = waiting.pop()
            if node in known:
                continue
            befores = list(self._before(*node))
            if ready:
                known[node] = sum(1 if before is None else known[before] for before in befores)
            elif len(known) > MOST_NODES:
                return None
            else:
                waiting.append((node, True))
                waiting += [(before, False) for before in befores if before is not None]
        return sum(known[node] for node in self._ends(state))

    def _ends(self, state: int) -> list[tuple[int, int]]:
        """The last movers of the shortest ways to a state, with it."""
        column = self.last[:, state]
        least = column.min(initial=HIGHEST)
        return [(int(who), state) for who in np.flatnonzero(column == least)] if least < HIGHEST else []

    def _ways_to(self, who: int, state: int) -> Iterator[Way]:
        for before in self._before(who, state):
            if before is None:
                yield (Step(who, self.start, state),)
                continue
            for way in self._ways_to(*before):
                yield (*way, Step(who, before[1], state))

    def _before(self, who: int, state: int) -> Iterator[tuple[int, int] | None]:
        """What a shortest way comes by before its last move: who moved, and to which state; None for the beginning."""
        moves = int(self.last[who, state])
        payoff = self.conflict.payoffs[who]
        for origin in origins(self.conflict.moves[who], state).tolist():
            if self.improving and payoff[origin] >= payoff[state]:
                continue
            if moves == 1:
                if origin == self.start:
                    yield None
                continue
            for other in np.flatnonzero(self.last[:, origin] == moves - 1).tolist():
                if other != who:
                    yield other, origin


def origins(reach: Reach, state: int) -> Ints:
    """The states from which a decision maker can move to a state, in ascending order."""
    at = np.flatnonzero(reach.members == state)
    lists = np.searchsorted(reach.starts, at, side="right") - 1
    found = np.flatnonzero(np.isin(reach.reads, lists))
    away: Ints = found[found != state]
    return away


def evolve(
    conflict: Conflict,
    start: int,
    *,
    improving: bool,
    movers: Sequence[int] | None = None,
    sweeps: Sequence[Sweep] | None = None,
    until: Truths | None = None,
) -> Evolution:
    """What can come about from a state.

    Args:
        conflict: the conflict.
        start: the state that it begins with.
        improving: only moves that are better for whoever makes them count.
        movers: the decision makers that move; by default all.
        sweeps: the sorted moves of all, where they are at hand.
        until: states of which the nearest is looked for; nothing that is farther away than it is told.
    """
    held = sweeps or [Sweep.of(reach, payoff) for reach, payoff in zip(conflict.moves, conflict.payoffs, strict=True)]
    who = tuple(range(len(conflict.deciders))) if movers is None else tuple(movers)
    last = np.full((len(conflict.deciders), conflict.size), HIGHEST)
    fronts = {mover: _Front.of(conflict.moves[mover], held[mover], improving=improving) for mover in who}
    fresh: dict[int, Ints] = {mover: np.array([start], np.int64) for mover in who}
    moves = 0
    while any(len(states) for states in fresh.values()):
        moves += 1
        reached: dict[int, Ints] = {}
        for mover in who:
            ends = fronts[mover].expand(fresh[mover])
            new = ends[last[mover, ends] == HIGHEST]
            last[mover, new] = moves
            reached[mover] = new
        if until is not None and any(until[new].any() for new in reached.values()):
            break
        fresh = {
            mover: np.unique(np.concatenate([reached[other] for other in who if other != mover] or [_NOTHING]))
            for mover in who
        }
    last.setflags(write=False)
    return Evolution(conflict, start, improving, last)


_NOTHING = np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class _Front:
    """The lists of a decision maker, each with how much of it has been reached: from the end down to a place."""

    order: Ints
    reads: Ints
    begins: Ints
    down_to: Ints

    @classmethod
    def of(cls, reach: Reach, sweep: Sweep, *, improving: bool) -> "_Front":
        reads = reach.reads.astype(np.int64)
        begins = sweep.better if improving else reach.starts[reads]
        return cls(sweep.order.astype(np.int64), reads, begins, reach.starts[1:].copy())

    def expand(self, states: Ints) -> Ints:
        """What one move leads to from these states and has not been told before."""
        lists = self.reads[states]
        before = self.down_to[lists]
        np.minimum.at(self.down_to, lists, self.begins[states])
        kinds, first = np.unique(lists, return_index=True)
        old, new = before[first], self.down_to[kinds]
        sizes = old - new
        starts = np.repeat(new - (np.cumsum(sizes) - sizes), sizes)
        return np.unique(self.order[starts + np.arange(int(sizes.sum()))])


def legal_ways(
    conflict: Conflict, start: int, end: int, *, improving: bool, longest: int, most: int
) -> tuple[tuple[Way, ...], bool]:
    """The legal ways from a state to another that come to no state twice, shortest first; and whether these are all.

    Args:
        conflict: the conflict.
        start: the state that they begin with.
        end: the state that they end with.
        improving: each move is better for whoever makes it.
        longest: they have no more moves than this.
        most: no more of them are listed.
    """
    found: list[Way] = []
    waiting: list[tuple[int, int, Way, frozenset[int]]] = [(start, -1, (), frozenset((start,)))]
    cut = False
    for _ in range(longest):
        longer: list[tuple[int, int, Way, frozenset[int]]] = []
        for state, last, way, seen in waiting:
            for step in _steps(conflict, state, last, improving=improving):
                if step.after in seen:
                    continue
                if step.after == end:
                    if len(found) == most:
                        return tuple(found), False
                    found.append((*way, step))
                elif len(longer) < MOST_NODES:
                    longer.append((step.after, step.decider, (*way, step), seen | {step.after}))
                else:
                    cut = True
        waiting = longer
    return tuple(found), not cut and not waiting


def _steps(conflict: Conflict, state: int, last: int, *, improving: bool) -> Iterator[Step]:
    for who, reach in enumerate(conflict.moves):
        if who == last:
            continue
        payoff = conflict.payoffs[who]
        for after in reach.moves(state).tolist():
            if not improving or payoff[after] > payoff[state]:
                yield Step(who, state, after)

"""A process reduced to the states that can be reached: far fewer than there are where few parts move by themselves.

Every state has its open acts one after another; a row of a sparse matrix says where each may lead. The same values as
those of the process, state by state, for courses that begin where it begins.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from operator import mul

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from winset.course.process import TIE, Act, Bools, Chosen, Floats, Ints, Process, Turn


@dataclass(frozen=True)
class Graph:
    """States with their open acts. An open act has a number, in the order of states and then of acts.

    origin: by state its number among all of the process. of: by open act its state; act: the number of the act.
    points: of the state and the act in a period. effort: of the act. leads: rows of open acts, columns of states.
    """

    origin: Ints
    of: Ints
    act: npt.NDArray[np.int32]
    points: Floats
    effort: Floats
    leads: csr_array

    @property
    def shape(self) -> tuple[int, ...]:
        """How many states there are."""
        return (len(self.origin),)

    @cached_property
    def firsts(self) -> Ints:
        """The first open act of each state."""
        return np.searchsorted(self.of, np.arange(len(self.origin)))

    @cached_property
    def _back(self) -> csr_array:
        return csr_array(self.leads.T)

    @property
    def standing(self) -> Floats:
        """Points of a period by the first open act of each state."""
        return self.points[self.firsts]

    def improved(self, values: Floats, discount: float, price: float) -> tuple[Floats, Chosen]:
        """One step back: the worth of the best open act of every state, and its number; of equals the first."""
        worth = self._at_price(price) + discount * (self.leads @ values)
        best: Floats = np.maximum.reduceat(worth, self.firsts)
        slack = TIE * (1 + float(np.abs(values).max()))
        good = np.flatnonzero(worth >= (best - slack)[self.of])
        states = self.of[good]
        chosen = good[np.concatenate([[True], states[1:] != states[:-1]])].astype(np.int32)
        return worth[chosen], chosen

    def _at_price(self, price: float) -> Floats:
        """What each open act brings at once at a price of effort; the last one asked for is kept."""
        if price not in self._priced:
            self._priced.clear()
            self._priced[price] = self.points - price * self.effort
        return self._priced[price]

    @cached_property
    def _priced(self) -> dict[float, Floats]:
        return {}

    def expected_by(self, values: Floats, chosen: Chosen) -> Floats:
        """What values come to on average after the open act chosen in every state."""
        found: Floats = (self.leads @ values)[chosen]
        return found

    def spread_by(self, mass: Floats, chosen: Chosen) -> Floats:
        """Where the mass of states goes by the open acts chosen."""
        weights = np.zeros(len(self.of))
        weights[chosen] = mass
        found: Floats = self._back @ weights
        return found

    def points_of(self, chosen: Chosen) -> Floats:
        """Points of a period."""
        return self.points[chosen]

    def effort_of(self, chosen: Chosen) -> Floats:
        """Effort of a period."""
        return self.effort[chosen]

    def only(self, kept: Bools) -> "Graph":
        """The same with some of the open acts; every state keeps one at least.

        Raises:
            ValueError: a state is left without an act.
        """
        if len(np.unique(self.of[kept])) != len(self.origin):
            raise ValueError("a state is left without anything to do")
        return replace(
            self,
            of=self.of[kept],
            act=self.act[kept],
            points=self.points[kept],
            effort=self.effort[kept],
            leads=self.leads[kept],
        )


def graph_of(process: Process, start: tuple[int, ...] | None) -> Graph:
    """The states that can be reached from a start, or all of them."""
    rows = [_open_acts(process, act) for act in process.acts]
    states = np.concatenate([states for states, _ in rows])
    acts = np.concatenate([np.full(len(states), number, dtype=np.int32) for number, (states, _) in enumerate(rows)])
    order = np.lexsort((acts, states))
    leads = csr_array(_piled([leads for _, leads in rows])[order])
    states, acts = states[order], acts[order]
    points = _by_act([process.flow + act.points for act in process.acts], process.shape)[acts, states]
    effort = _by_act([act.effort for act in process.acts], process.shape)[acts, states]
    reached = np.ones(process.size, dtype=np.bool_) if start is None else _reached(process, start, states, leads)
    kept = reached[states]
    names = np.cumsum(reached) - 1
    return Graph(
        np.flatnonzero(reached),
        names[states[kept]],
        acts[kept],
        points[kept],
        effort[kept],
        csr_array(leads[kept][:, np.flatnonzero(reached)]),
    )


def _by_act(each: list[Floats], shape: tuple[int, ...]) -> Floats:
    """Numbers by act and by state."""
    return np.stack([np.broadcast_to(part, shape).ravel() for part in each])


def _piled(parts: list[csr_array]) -> csr_array:
    """Matrices below each other."""
    ends = np.cumsum([0, *(part.nnz for part in parts)])
    pointers = [parts[0].indptr[:1], *(part.indptr[1:] + end for part, end in zip(parts, ends, strict=False))]
    shape = (sum(part.shape[0] for part in parts), parts[0].shape[1])
    data = np.concatenate([part.data for part in parts])
    indices = np.concatenate([part.indices for part in parts])
    return csr_array((data, indices, np.concatenate(pointers)), shape=shape)


def _open_acts(process: Process, act: Act) -> tuple[Ints, csr_array]:
    """The states in which an act is open, and where it may lead from each."""
    states = np.flatnonzero(np.broadcast_to(act.allowed, process.shape))
    found = [_entries(process, turn, states) for turn in act.turns]
    rows, columns, chances = (np.concatenate(each) for each in zip(*found, strict=True)) if found else ([], [], [])
    shape = (len(states), process.size)
    return states, csr_array((chances, (rows, columns)), shape=shape)


def _entries(process: Process, turn: Turn, states: Ints) -> tuple[Ints, Ints, Floats]:
    """Where a turn may lead from some states: places among the states, states to come, chances."""
    chance = np.broadcast_to(turn.chance, process.shape).ravel()[states]
    places = np.flatnonzero(chance)
    sizes = process.shape
    steps = [*accumulate(reversed(sizes[1:]), mul, initial=1)][::-1]
    left = chance[places]
    target = np.zeros(len(places), dtype=np.int64)
    for part, (size, step) in enumerate(zip(sizes, steps, strict=True)):
        digits = states[places] // step % size
        if part in turn.maps:
            target = target + turn.maps[part][digits] * step
        elif part in turn.tables:
            places, left, target = _spread(turn.tables[part], digits, step, places, left, target)
        else:
            target = target + digits * step
    return places, target, left


def _spread(
    table: Floats, digits: Ints, step: int, places: Ints, left: Floats, target: Ints
) -> tuple[Ints, Floats, Ints]:
    """One entry for each level that may come."""
    several = csr_array(table)
    counts = np.diff(several.indptr)[digits]
    again = np.repeat(np.arange(len(digits)), counts)
    within = np.arange(len(again)) - np.repeat(np.cumsum(counts) - counts, counts)
    at = several.indptr[digits][again] + within
    return places[again], left[again] * several.data[at], target[again] + several.indices[at] * step


def _reached(process: Process, start: tuple[int, ...], states: Ints, leads: csr_array) -> Bools:
    """The states that can be reached from a start."""
    firsts = np.searchsorted(states, np.arange(process.size + 1))
    reached = np.zeros(process.size, dtype=np.bool_)
    waiting = np.array([np.ravel_multi_index(start, process.shape)])
    while waiting.size:
        reached[waiting] = True
        rows = _ranges(firsts[waiting], firsts[waiting + 1])
        columns = leads.indices[_ranges(leads.indptr[rows], leads.indptr[rows + 1])]
        new = np.unique(columns)
        waiting = new[~reached[new]]
    return reached


def _ranges(starts: Ints, ends: Ints) -> Ints:
    """All whole numbers of several ranges."""
    counts = ends - starts
    again = np.repeat(starts - np.concatenate([[0], np.cumsum(counts)[:-1]]), counts)
    return np.asarray(again + np.arange(int(counts.sum())), dtype=np.int64)

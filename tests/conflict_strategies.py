"""Conflicts to test with, drawn at random: in the option form, and with moves given one by one."""

from dataclasses import dataclass
from math import prod

from hypothesis import strategies as st

import graph_oracle as oracle
from winset.conflict.choices import Choice, Direction
from winset.conflict.conflict import Conflict, Decider, graph_form, option_form
from winset.model.logic import AllOf, AnyOf, Atom, Formula, Not

MOST_STATES = 24
DIRECTIONS: tuple[Direction, ...] = ("both", "both", "up", "down")


def deciders(count: int) -> list[Decider]:
    return [Decider(f"decider_{at}", f"Decider {at}") for at in range(count)]


def choice(at: int, decider: int, levels: int, direction: Direction = "both") -> Choice:
    words = tuple(f"level_{level}" for level in range(levels))
    return Choice(f"option_{at}", f"Option {at}", decider, words, words, direction)


@dataclass(frozen=True)
class InOptions:
    """A conflict in the option form, and what the oracle makes of it."""

    deciders: int
    choices: tuple[Choice, ...]
    infeasible: tuple[Formula, ...]
    states: tuple[tuple[int, ...], ...]
    payoffs: tuple[tuple[int, ...], ...]

    @property
    def conflict(self) -> Conflict:
        return option_form(deciders(self.deciders), self.choices, self.infeasible, self.payoffs)

    @property
    def options(self) -> list[oracle.Option]:
        return [oracle.Option(one.decider, len(one.levels), one.direction) for one in self.choices]

    @property
    def graph(self) -> oracle.Graph:
        return oracle.Graph(oracle.moves_by_options(self.deciders, self.options, self.states), self.payoffs)


@dataclass(frozen=True)
class InMoves:
    """A conflict whose moves are given one by one; they may lead nowhere, twice to one state, and need not chain."""

    moves: tuple[tuple[tuple[int, ...], ...], ...]
    payoffs: tuple[tuple[int, ...], ...]

    @property
    def conflict(self) -> Conflict:
        labels = [f"state {state}" for state in range(len(self.payoffs[0]))]
        return graph_form(deciders(len(self.payoffs)), labels, self.moves, self.payoffs)

    @property
    def graph(self) -> oracle.Graph:
        return oracle.graph_of_lists(self.moves, self.payoffs)


@st.composite
def _payoffs(draw: st.DrawFn, count: int, states: int) -> tuple[tuple[int, ...], ...]:
    """From many ties to few."""
    most = draw(st.sampled_from((1, 3, 100)))
    row = st.lists(st.integers(-most, most), min_size=states, max_size=states).map(tuple)
    return tuple(draw(row) for _ in range(count))


@st.composite
def _formulas(draw: st.DrawFn, sizes: list[int]) -> Formula:
    issue = st.integers(0, len(sizes) - 1)
    atom = issue.flatmap(lambda at: st.integers(0, 2 ** sizes[at] - 1).map(lambda levels: Atom(at, levels)))
    parts = st.recursive(
        atom,
        lambda inner: st.one_of(
            inner.map(Not),
            st.lists(inner, max_size=3).map(lambda found: AllOf(tuple(found))),
            st.lists(inner, max_size=3).map(lambda found: AnyOf(tuple(found))),
        ),
        max_leaves=4,
    )
    return draw(parts)


@st.composite
def in_options(draw: st.DrawFn, least: int = 2, most: int = 4) -> InOptions:
    """Two to four deciders with one to three options each of two to four levels, in a mixed order."""
    count = draw(st.integers(least, most))
    owners = [who for who in range(count) for _ in range(draw(st.integers(1, 3)))]
    owners = draw(st.permutations(owners))
    sizes: list[int] = []
    for at in range(len(owners)):
        room = 2 * MOST_STATES // (prod(sizes) * 2 ** (len(owners) - at - 1))
        sizes.append(draw(st.integers(1, max(1, min(4, room)))))
    choices = tuple(
        choice(at, owner, size, draw(st.sampled_from(DIRECTIONS)))
        for at, (owner, size) in enumerate(zip(owners, sizes, strict=True))
    )
    infeasible = tuple(draw(st.lists(_formulas(sizes), max_size=3)))
    options = [oracle.Option(one.decider, len(one.levels), one.direction) for one in choices]
    states = oracle.feasible(options, infeasible)
    if not states:
        infeasible, states = (), oracle.feasible(options, ())
    return InOptions(count, choices, infeasible, tuple(states), draw(_payoffs(count, len(states))))


@st.composite
def in_moves(draw: st.DrawFn, least: int = 1, most: int = 4) -> InMoves:
    """One to four deciders over one to seven states."""
    count, states = draw(st.integers(least, most)), draw(st.integers(1, 7))
    row = st.lists(st.integers(0, states - 1), max_size=3).map(tuple)
    rows = st.lists(row, min_size=states, max_size=states).map(tuple)
    return InMoves(tuple(draw(rows) for _ in range(count)), draw(_payoffs(count, states)))


def renumbered(formula: Formula, which: list[int]) -> Formula:
    """The same formula where the options come in another order: `which` has the old numbers."""
    match formula:
        case Atom(issue, options):
            return Atom(which.index(issue), options)
        case Not(part):
            return Not(renumbered(part, which))
        case AllOf(parts):
            return AllOf(tuple(renumbered(part, which) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(renumbered(part, which) for part in parts))
        case _:
            raise AssertionError(f"not drawn: {formula}")

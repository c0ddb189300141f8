"""A conflict: decision makers, states, moves and preferences, ready to be computed with.

The graph model: Kilgour, Hipel and Fang 1987; Fang, Hipel and Kilgour 1993.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from winset.conflict.choices import Choice, Levels, feasible_states, reach_by_choices
from winset.conflict.reach import Reach, States, reach_by_lists
from winset.model.logic import Formula


class NoStateError(ValueError):
    """No state is feasible."""


@dataclass(frozen=True, slots=True)
class Decider:
    """A decision maker: who moves, and who has preferences over states."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A graph model.

    choices: the options; none where states and moves are given one by one. levels: the level of each option in each
    state (states by options; of states that were merged, those of the first). labels: the names of the states that
    have one of their own. moves: for each decision maker. payoffs: decision makers by states, ranks from 0 as `ranked`
    makes them, higher is better. status_quo: the number of a state. transitive: two moves of one
    decision maker in a row are a move or lead back, so that it does not matter who moved last; else no state stands
    in its own list of moves.

    States are numbered from 0 here and from 1 in what is shown.
    """

    deciders: tuple[Decider, ...]
    choices: tuple[Choice, ...]
    levels: Levels
    labels: Mapping[int, str]
    moves: tuple[Reach, ...]
    payoffs: States
    status_quo: int | None
    transitive: bool

    @property
    def size(self) -> int:
        """The number of states."""
        return int(self.payoffs.shape[1])

    def with_payoffs(self, payoffs: npt.ArrayLike) -> "Conflict":
        """The same conflict with other preferences: decision makers by states, higher is better.

        Raises:
            ValueError: the payoffs are not of these decision makers over these states.
        """
        return replace(self, payoffs=_payoffs(payoffs, len(self.deciders), self.size))

    def number(self, levels: Sequence[int]) -> int | None:
        """The number of the state with these levels; None where no state has them."""
        found = np.flatnonzero((self.levels == np.array(levels, np.uint8)).all(axis=1))
        return int(found[0]) if len(found) else None


def ranked(payoffs: npt.ArrayLike) -> States:
    """Payoffs as ranks from 0 without gaps, for each decision maker by itself."""
    rows = np.atleast_2d(np.asarray(payoffs))
    ranks = np.zeros(rows.shape, np.int32)
    for at, row in enumerate(rows):
        ranks[at] = np.unique(row, return_inverse=True)[1].reshape(-1)
    ranks.setflags(write=False)
    return ranks


def _payoffs(payoffs: npt.ArrayLike, deciders: int, states: int) -> States:
    """Ranks, where every decision maker has a payoff for every state."""
    given = np.asarray(payoffs)
    if not deciders and not given.size:
        given = np.zeros((0, states))
    if given.shape != (deciders, states):
        raise ValueError(f"these are not payoffs of {deciders} decision makers over {states} states")
    return ranked(given)


def option_form(
    deciders: Iterable[Decider],
    choices: Iterable[Choice],
    infeasible: Sequence[Formula] = (),
    payoffs: npt.ArrayLike | None = None,
    status_quo: Sequence[int] | None = None,
) -> Conflict:
    """A conflict in the option form; without payoffs nobody prefers anything.

    payoffs: decision makers by feasible states, in the order of `feasible_states`.

    Raises:
        TooManyStatesError: more states are feasible than can be listed.
        NoStateError: no state is feasible.
        ValueError: the status quo is not feasible, or payoffs are missing or too many.
    """
    who, options = tuple(deciders), tuple(choices)
    levels = feasible_states(options, infeasible)
    if not len(levels):
        raise NoStateError("no state is feasible")
    levels.setflags(write=False)
    moves = tuple(reach_by_choices(levels, options, at) for at in range(len(who)))
    held = _payoffs(np.zeros((len(who), len(levels))) if payoffs is None else payoffs, len(who), len(levels))
    conflict = Conflict(who, options, levels, MappingProxyType({}), moves, held, None, transitive=True)
    if status_quo is None:
        return conflict
    now = conflict.number(status_quo)
    if now is None:
        raise ValueError("the status quo is not feasible")
    return replace(conflict, status_quo=now)


def graph_form(
    deciders: Iterable[Decider],
    labels: Sequence[str],
    moves: Sequence[Sequence[Sequence[int]]],
    payoffs: npt.ArrayLike,
    status_quo: int | None = None,
) -> Conflict:
    """A conflict whose moves are given one by one: for each decision maker, for each state, the states it can move to.

    payoffs: decision makers by states, higher is better.

    Raises:
        ValueError: moves or payoffs are missing or too many, or a move leads to a state that is not there.
    """
    who, count = tuple(deciders), len(labels)
    if len(moves) != len(who) or any(len(rows) != count for rows in moves):
        raise ValueError(f"these are not moves of {len(who)} decision makers from {count} states")
    lists = tuple(reach_by_lists(rows) for rows in moves)
    levels, held = np.zeros((count, 0), np.uint8), _payoffs(payoffs, len(who), count)
    levels.setflags(write=False)
    names = MappingProxyType(dict(enumerate(labels)))
    return Conflict(who, (), levels, names, lists, held, status_quo, transitive=False)

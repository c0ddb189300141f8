"""The option form: decision makers with options, the states that are feasible, and the moves that follow.

Option form and irreversible moves: Howard 1971; Fang, Hipel and Kilgour 1993.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from winset.conflict.reach import Ints, Reach, distinct, frozen_reach
from winset.model.logic import Atom, Formula, Mask, as_mask, evaluate, issues_of

Direction = Literal["both", "up", "down"]
Levels = npt.NDArray[np.uint8]

MOST_STATES = 1 << 23
"""More feasible states than this are not listed."""

MOST_LISTED = 1 << 26
"""Lists of moves of one decision maker hold no more states than this."""

MOST_LEVELS = 64
"""An option has no more levels than a word has bits."""


class TooManyStatesError(ValueError):
    """More states are feasible, or more moves lead to them, than can be listed."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An option that a decision maker controls, and its levels, lowest first; a yes-or-no option has two.

    direction: whether its level can be changed both ways, only raised, or only lowered.
    """

    id: str
    name: str
    decider: int
    levels: tuple[str, ...]
    names: tuple[str, ...]
    direction: Direction = "both"


def feasible_states(choices: Sequence[Choice], infeasible: Sequence[Formula]) -> Levels:
    """The levels of every option in every feasible state: an array of states by options.

    States are in ascending order of their number when the first option counts least, which for yes-or-no options is
    the sum of 2^k over the options taken. Atoms of the formulas number the options; a state that satisfies any of
    them is left out, as soon as the options that a formula reads are set.

    Raises:
        TooManyStatesError: more than `MOST_STATES` states are left on the way.
    """
    waiting = [(max(issues_of(formula), default=-1), formula) for formula in infeasible]
    columns: list[Levels] = []
    count = 1
    if any(last < 0 and bool(evaluate(formula, _no_atom)) for last, formula in waiting):
        return np.zeros((0, len(choices)), np.uint8)
    for at, choice in enumerate(choices):
        size = len(choice.levels)
        if count * size > 4 * MOST_STATES:
            raise TooManyStatesError(f"more than {MOST_STATES:,} states are feasible")
        columns = [np.tile(column, size) for column in columns]
        columns.append(np.repeat(np.arange(size, dtype=np.uint8), count))
        count *= size
        keep = ~_any_holds([formula for last, formula in waiting if last == at], columns, count)
        if not keep.all():
            columns = [column[keep] for column in columns]
            count = int(keep.sum())
        if count > MOST_STATES:
            raise TooManyStatesError(f"more than {MOST_STATES:,} states are feasible")
    return np.stack(columns, axis=1) if columns else np.zeros((1, 0), np.uint8)


def holds(formula: Formula, levels: Levels) -> npt.NDArray[np.bool_]:
    """Where a formula over options holds: one truth for each state."""
    return _spread(evaluate(formula, _atoms(list(levels.T))), len(levels))


def _any_holds(formulas: Sequence[Formula], columns: list[Levels], count: int) -> npt.NDArray[np.bool_]:
    found = np.zeros(count, np.bool_)
    for formula in formulas:
        found |= _spread(evaluate(formula, _atoms(columns)), count)
    return found


def _spread(mask: Mask, count: int) -> npt.NDArray[np.bool_]:
    return np.broadcast_to(mask, (count,)).copy()


def _atoms(columns: Sequence[Levels]) -> Callable[[Atom], Mask]:
    def atom(asked: Atom) -> Mask:
        table = np.array([asked.options >> level & 1 for level in range(MOST_LEVELS)], np.bool_)
        return as_mask(table[columns[asked.issue]])

    return atom


def _no_atom(asked: Atom) -> Mask:
    raise AssertionError(f"a formula without options reads option {asked.issue}")


def reach_by_choices(levels: Levels, choices: Sequence[Choice], decider: int) -> Reach:
    """The moves of a decision maker in the option form: every change of its own options at once that leads to a state.

    States that agree on the options of all others, and on those of its own that cannot be changed both ways, share a
    list. Time and memory grow with the states, times 3/2 for each yes-or-no option that cannot be taken back.

    Raises:
        TooManyStatesError: the lists together would hold more than `MOST_LISTED` states.
    """
    others = [at for at, choice in enumerate(choices) if choice.decider != decider]
    bound = [at for at, choice in enumerate(choices) if choice.decider == decider and choice.direction != "both"]
    rest = _numbered(levels[:, others])
    if not bound:
        order, starts = _gathered(rest)
        return frozen_reach(order, starts, rest)
    kind = _numbered(levels[:, bound])
    order, starts = _gathered(kind)
    return _shared(rest, _Kinds(levels[order[starts[:-1]]][:, bound], [choices[at] for at in bound], order, starts))


def _numbered(rows: Levels) -> Ints:
    """A number for each row, the same for the same rows, counted from 0 without gaps; the first column counts least."""
    key, span = np.zeros(len(rows), np.int64), 1
    for column in reversed(rows.T):
        size = int(column.max(initial=0)) + 1
        if span * size > _ROOM * len(rows):
            key = _without_gaps(key, span)
            span = int(key.max(initial=0)) + 1
        key = key * size + column
        span *= size
    return _without_gaps(key, span)


_ROOM = 8
"""Numbers up to so many times the states are told apart in a table; where they go beyond, they are sorted."""


def _without_gaps(key: Ints, span: int) -> Ints:
    if span > _ROOM * len(key):
        return np.unique(key, return_inverse=True)[1].reshape(-1)
    used = np.zeros(span, np.bool_)
    used[key] = True
    return (np.cumsum(used) - 1)[key]


def _gathered(number: Ints) -> tuple[Ints, Ints]:
    """States by their number, in ascending order where it is the same; and where each number begins, and the end."""
    order = np.argsort(number, kind="stable")
    starts = np.concatenate(([0], np.cumsum(np.bincount(number))))
    return order, starts


@dataclass(frozen=True, slots=True)
class _Kinds:
    """The settings of options that cannot be changed both ways: levels of each, and the states that have it."""

    settings: Levels
    choices: Sequence[Choice]
    order: Ints
    starts: Ints

    def having(self, kinds: Ints) -> Ints:
        """The states with one of some settings, one setting after the other."""
        begins, sizes = self.starts[kinds], self.starts[kinds + 1] - self.starts[kinds]
        before = np.cumsum(sizes) - sizes
        found: Ints = self.order[np.repeat(begins - before, sizes) + np.arange(sizes.sum())]
        return found

    def open_to(self, kind: int) -> Ints:
        """The settings that a setting can become, itself among them."""
        found = np.ones(len(self.settings), np.bool_)
        for at, choice in enumerate(self.choices):
            after, before = self.settings[:, at], self.settings[kind, at]
            found &= (after >= before) if choice.direction == "up" else (after <= before)
        return np.flatnonzero(found)


def _shared(rest: Ints, kinds: _Kinds) -> Reach:
    """Lists for each setting of the options of others and of those that cannot be changed both ways."""
    members = [np.zeros(0, np.int32)]
    sizes: list[Ints] = [np.zeros(1, np.int64)]
    reads = np.zeros(len(rest), np.int64)
    place = np.full(int(rest.max(initial=-1)) + 1, -1, np.int64)
    lists = listed = 0
    for kind in range(len(kinds.settings)):
        mine = kinds.having(np.array([kind]))
        # Only lists that some state reads are made.
        wanted = distinct(rest[mine])
        place[wanted] = np.arange(len(wanted))
        reads[mine] = lists + place[rest[mine]]
        states = kinds.having(kinds.open_to(kind))
        states = states[place[rest[states]] >= 0]
        order, _ = _gathered(place[rest[states]])
        members.append(states[order].astype(np.int32))
        sizes.append(np.bincount(place[rest[states]]))
        place[wanted] = -1
        lists, listed = lists + len(wanted), listed + len(states)
        if listed > MOST_LISTED:
            raise TooManyStatesError(f"more than {MOST_LISTED:,} moves are to be listed")
    return frozen_reach(np.concatenate(members), np.cumsum(np.concatenate(sizes)), reads)

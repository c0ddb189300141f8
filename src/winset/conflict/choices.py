"""The option form: decision makers with options, the states that are feasible, and the moves that follow.

Option form and irreversible moves: Howard 1971; Fang, Hipel and Kilgour 1993.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from winset.conflict.reach import Ints, Reach, States, frozen_reach
from winset.model.logic import Atom, Formula, Mask, as_mask, evaluate, issues_of

Direction = Literal["both", "up", "down"]
Levels = npt.NDArray[np.uint8]

MOST_STATES = 1 << 23
"""More feasible states than this are not listed."""

MOST_LEVELS = 64
"""An option has no more levels than a word has bits."""


class TooManyStatesError(ValueError):
    """More states are feasible than can be listed."""


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
    """
    others = [at for at, choice in enumerate(choices) if choice.decider != decider]
    bound = [at for at, choice in enumerate(choices) if choice.decider == decider and choice.direction != "both"]
    rest = _numbered(levels[:, others])
    if not bound:
        order = np.argsort(rest, kind="stable")
        starts = np.searchsorted(rest[order], np.arange(rest.max(initial=-1) + 2))
        return frozen_reach(order, starts, rest)
    kinds, kind = np.unique(levels[:, bound], axis=0, return_inverse=True)
    open_to = _reachable([choices[at] for at in bound], kinds)
    return _shared(rest, kind.reshape(-1), open_to)


def _numbered(rows: Levels) -> Ints:
    """A number for each row, the same for the same rows, counted from 0 without gaps."""
    key = np.zeros(len(rows), np.int64)
    for column in rows.T:
        _, key = np.unique(key * (int(column.max(initial=0)) + 1) + column, return_inverse=True)
    return key


def _reachable(choices: Sequence[Choice], kinds: Levels) -> npt.NDArray[np.bool_]:
    """Which settings of options that cannot be changed both ways can become which: settings by settings."""
    found = np.ones((len(kinds), len(kinds)), np.bool_)
    for at, choice in enumerate(choices):
        before, after = kinds[:, None, at], kinds[None, :, at]
        found &= (after >= before) if choice.direction == "up" else (after <= before)
    return found


def _shared(rest: Ints, kind: Ints, open_to: npt.NDArray[np.bool_]) -> Reach:
    """Lists for each setting of the options of others and of those that cannot be changed both ways."""
    by_kind = [np.flatnonzero(kind == at) for at in range(len(open_to))]
    count = int(rest.max(initial=-1)) + 1
    members: list[States] = []
    lists: list[Ints] = []
    for at, row in enumerate(open_to):
        states = np.concatenate([by_kind[other] for other in np.flatnonzero(row)])
        members.append(states.astype(np.int32))
        lists.append(rest[states] + at * count)
    held, number = np.concatenate(members), np.concatenate(lists)
    # Only lists that some state reads are kept.
    used, reads = np.unique(rest + kind * count, return_inverse=True)
    place = np.searchsorted(used, number)
    kept = (place < len(used)) & (used[np.minimum(place, len(used) - 1)] == number)
    held, place = held[kept], place[kept]
    order = np.argsort(place, kind="stable")
    starts = np.searchsorted(place[order], np.arange(len(used) + 1))
    return frozen_reach(held[order], starts, reads.reshape(-1))

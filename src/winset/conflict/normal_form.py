"""A conflict in the option form as a game in strategic form: whoever sets its options chooses one setting of them all.

A graph model says which moves there are; a strategic game lets everybody change to any strategy. What is the same in
both, and what is not, is said here, and in the game that is written:

1. A combination of settings that is no feasible state gives everybody 0, and every feasible state gives everybody 1 or
   more. From a feasible state a change that leads to no state therefore pays nobody, as if it could not be made. So
   where every change of options is a move, a feasible state is a pure equilibrium of the game (Nash 1950) if and only
   if it is Nash stable for every decision maker in the graph model: both say that nobody has a change of its own
   options that leads to a feasible state which is better for itself.
2. A combination that is no feasible state is a pure equilibrium if and only if no single player can change to a
   feasible state, because any would pay at least 1 rather than 0. These equilibria mean nothing; they are counted.
3. Where some changes are no moves (options that cannot be changed both ways, moves that are barred), the game has more
   changes than the graph model has moves. Then a pure equilibrium that is a feasible state is Nash stable for all, and
   a state that is Nash stable for all need not be an equilibrium of the game.

Payoffs are ranks, so mixed strategies and expected payoffs mean nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from winset.case.problems import WinsetError
from winset.conflict.conflict import Conflict
from winset.conflict.reach import Reach
from winset.formats.nfg import MOST_PROFILES, Outcome, StrategicGame

Table = npt.NDArray[np.int64]


class NoNormalFormError(WinsetError):
    """A conflict that cannot be written as a strategic game."""


@dataclass(frozen=True, slots=True)
class NormalForm:
    """A strategic game, and what it says otherwise than the conflict, as sentences.

    empty: how many combinations are no feasible state. empty_equilibria: how many of them are pure equilibria.
    """

    game: StrategicGame
    empty: int
    empty_equilibria: int
    differences: tuple[str, ...]


def normal_form(conflict: Conflict, title: str) -> NormalForm:
    """The game whose players are the decision makers, and whose strategies are their settings of their options.

    Only settings that some feasible state has are strategies. Payoffs are ranks from 1, higher is better; a combination
    that is no feasible state has no outcome, which gives everybody 0. Players and strategies are named by ids.

    Raises:
        NoNormalFormError: the conflict has no options, two states have the same levels, or there are more combinations
            than can be written; or a move changes options of others, as moves between merged states do.
    """
    if not conflict.choices:
        raise NoNormalFormError("the conflict has states and moves, no options; a strategic game is made of options")
    settings, places = _strategies(conflict)
    shape = tuple(len(each) for each in settings)
    profiles = 1
    for count in shape:
        profiles *= count
    if profiles > MOST_PROFILES:
        raise NoNormalFormError(
            f"the decision makers have {profiles:,} combinations of settings; a game of more than {MOST_PROFILES:,} is "
            "not written"
        )
    table = np.zeros(shape, np.int64)
    table[tuple(places)] = np.arange(1, conflict.size + 1)
    empty = profiles - int(np.count_nonzero(table))
    if empty != profiles - conflict.size:
        raise NoNormalFormError("two states have the same levels of all options")
    stuck = _stuck(table)
    differences = tuple(_differences(empty, stuck, every=_every_change_is_a_move(conflict, places)))
    outcomes = tuple(
        Outcome(_label(conflict, state), tuple(int(rank) + 1 for rank in conflict.payoffs[:, state]))
        for state in range(conflict.size)
    )
    game = StrategicGame(
        title,
        tuple(decider.id for decider in conflict.deciders),
        tuple(_named(conflict, at, rows) for at, rows in enumerate(settings)),
        outcomes,
        table,
        ("Written by winset from a graph model.", "Payoffs are ranks: only their order counts.", *differences),
    )
    return NormalForm(game, empty, stuck, differences)


def _strategies(conflict: Conflict) -> tuple[list[npt.NDArray[np.uint8]], list[Table]]:
    """The settings of each decision maker's own options that occur, and for each state which of them it has."""
    settings, places = [], []
    for decider in range(len(conflict.deciders)):
        own = _own(conflict, decider)
        # From the last option to the first, so that settings are in the order in which states are numbered.
        place = _numbered(conflict.levels[:, at] for at in reversed(own)) if own else np.zeros(conflict.size, np.int64)
        _, first = np.unique(place, return_index=True)
        settings.append(conflict.levels[first][:, own])
        places.append(place)
    return settings, places


def _numbered(columns: Iterable[npt.NDArray[np.integer]]) -> Table:
    """A number for each row of some columns, the same for the same rows, in their order and without gaps."""
    found: Table | None = None
    for column in columns:  # numbered anew each time, so that no number grows too large
        key = column if found is None else found * (int(column.max(initial=0)) + 1) + column
        found = np.unique(key, return_inverse=True)[1].reshape(-1).astype(np.int64)
    if found is None:
        raise ValueError("there are no columns")
    return found


def _own(conflict: Conflict, decider: int) -> list[int]:
    return [at for at, choice in enumerate(conflict.choices) if choice.decider == decider]


def _named(conflict: Conflict, decider: int, rows: npt.NDArray[np.uint8]) -> tuple[str, ...]:
    """A label for each setting: `modify=yes delay=no`."""
    own = [conflict.choices[at] for at in _own(conflict, decider)]
    return tuple(
        " ".join(f"{choice.id}={choice.levels[level]}" for choice, level in zip(own, row, strict=True)) or "none"
        for row in rows.tolist()
    )


def _label(conflict: Conflict, state: int) -> str:
    return f"state {state + 1} {conflict.labels.get(state, '')}".strip()


def _stuck(table: Table) -> int:
    """How many combinations without an outcome nobody alone can leave for one with an outcome."""
    left = table > 0
    reached = left.copy()
    for axis in range(table.ndim):
        reached |= left.any(axis=axis, keepdims=True)
    return int(np.count_nonzero(~reached))


def _every_change_is_a_move(conflict: Conflict, places: Sequence[Table]) -> bool:
    """Whether every change of a decision maker's own options that leads to a state is a move.

    Raises:
        NoNormalFormError: a move is more than that.
    """
    found = True
    for decider, reach in enumerate(conflict.moves):
        others = [place for at, place in enumerate(places) if at != decider]
        alike = _numbered(others) if others else np.zeros(conflict.size, np.int64)
        found &= _reaches_all(reach, alike)
    return found


def _reaches_all(reach: Reach, alike: Table) -> bool:
    """Whether every state reaches all others that have the same number in `alike`.

    Raises:
        NoNormalFormError: one reaches another.
    """
    states = np.arange(len(alike))
    lists, members = reach.list_of_members().astype(np.int64), reach.members.astype(np.int64)
    lowest, highest = np.full(reach.lists, len(alike)), np.full(reach.lists, -1)
    np.minimum.at(lowest, lists, alike[members])
    np.maximum.at(highest, lists, alike[members])
    sizes = np.diff(reach.starts)[reach.reads]
    some = sizes > 0
    if (lowest[reach.reads] != alike)[some].any() or (highest[reach.reads] != alike)[some].any():
        raise NoNormalFormError(
            "a move changes options of somebody else, as moves between merged states (`same`) do; in a strategic game "
            "everybody changes only what is its own"
        )
    stays = np.isin(reach.reads * np.int64(len(alike)) + states, lists * len(alike) + members)
    reached = sizes - stays
    return bool((reached == np.bincount(alike)[alike] - 1).all())


def _differences(empty: int, stuck: int, *, every: bool) -> Sequence[str]:
    found = []
    if empty:
        said = "none of them is a pure equilibrium"
        if stuck:
            said = f"{stuck} of them are pure equilibria, which mean nothing: nobody alone can leave them for a state"
        if stuck == 1:
            said = "1 of them is a pure equilibrium, which means nothing: nobody alone can leave it for a state"
        found.append(
            f"{empty} of the combinations of strategies are no feasible states; they have no outcome, which gives "
            f"everybody 0, less than any state; {said}."
        )
    if every:
        found.append("The pure equilibria that are states are exactly the states that are Nash stable for all.")
    else:
        found.append(
            "Some changes of options are no moves in the conflict, and in the game everybody may change to any "
            "strategy: a pure equilibrium that is a state is Nash stable for all in the conflict, but a state that is "
            "Nash stable for all may be no equilibrium."
        )
    return found

"""Which states levers can reach, and with which levers.

Levers that share no condition and no entry of the case do not hinder or enable each other, so they are taken in groups
by themselves: what all levers together can reach is every combination of what the groups can.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from winset.case.problems import WinsetError
from winset.settlement.unlock_moves import Moves, State

MOST_STATES = 50_000

Used = frozenset[str]


class TooManyWaysError(WinsetError, ValueError):
    """There are more sets of levers to try than can be tried one by one."""


def too_many() -> TooManyWaysError:
    """More ways than are tried."""
    return TooManyWaysError(
        "the levers can be combined in too many ways to try them all. Ask about fewer deals with `--where`, or leave "
        "out levers that nobody would use"
    )


@dataclass(frozen=True, slots=True)
class Option:
    """A state that a group of levers can reach, and a smallest set of them that does."""

    state: State
    levers: Used


def groups(moves: Moves) -> tuple[tuple[str, ...], ...]:
    """The levers in groups that do not touch each other, in the order of the case."""
    ids = list(moves.levers)
    touching = {id_: {id_} for id_ in ids}
    for at, one in enumerate(ids):
        for two in ids[at + 1 :]:
            if touching[one] is not touching[two] and _touch(moves, one, two):
                both = touching[one] | touching[two]
                touching.update(dict.fromkeys(both, both))
    found = {id(group): group for group in touching.values()}
    return tuple(tuple(id_ for id_ in ids if id_ in group) for group in found.values())


def _touch(moves: Moves, one: str, two: str) -> bool:
    if moves.writes(one) & (moves.writes(two) | moves.reads(two)) or moves.writes(two) & moves.reads(one):
        return True
    return any(moves.clash(first, second) for first in moves.edits(one) for second in moves.edits(two))


def reachable(moves: Moves, levers: Sequence[str]) -> tuple[Option, ...]:
    """Every state that some of these levers reach in an admissible order, each with the smallest sets that do.

    Who reaches a state with fewer levers can still do all that who needed more can, so nothing is lost by following
    only the smallest.

    Raises:
        TooManyWaysError: there are too many.
    """
    held: dict[State, list[Used]] = {State(): [frozenset()]}
    layer = [(State(), Used())]
    kept = 1
    while layer:
        further = []
        for used, after in _steps(moves, levers, layer):
            if any(smaller <= used for smaller in held.get(after, [])):
                continue
            held.setdefault(after, []).append(used)
            further.append((after, used))
            kept += 1
            if kept > MOST_STATES:
                raise too_many()
        layer = further
    return tuple(Option(state, used) for state, sets in held.items() for used in sets)


def _steps(moves: Moves, levers: Sequence[str], layer: Sequence[tuple[State, Used]]) -> Iterator[tuple[Used, State]]:
    """Every way to pull one lever more."""
    for state, used in layer:
        for lever in levers:
            if lever not in used and moves.can(lever, state):
                for draws in moves.draws(lever):
                    yield used | {lever}, moves.after(state, draws)

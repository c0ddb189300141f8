"""A conflict as gmcr-py saves it: yes-or-no options, who has them, and preferences as statements or as a ranking.

States have no ids there: they are numbered from 1 in ascending order of the sum of 2^k over the options k that are
taken, where infeasible states do not count. Preferences by statements are those of preference prioritization
(Fang, Hipel, Kilgour and Peng 2003): of two states the one is preferred that has the first statement in which they
differ.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

MOST_OPTIONS = 62
"""More options than this are not numbered: the sum of 2^k would be no whole number of 64 bits."""

MOST_STATES = 1 << 20
"""More states than this are not listed on the way to the feasible ones."""

MOST_WORK = 1 << 30
"""States times conditions that are looked at to find the feasible ones; a hostile file has more."""

Direction = Literal["both", "up", "down"]
Pairs: TypeAlias = tuple[tuple[int, bool], ...]
"""Options with whether they are taken, which must all be so."""
Condition: TypeAlias = tuple[Pairs, ...]
"""Alternatives, of which one must hold; none of them never holds."""
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class GmcrOption:
    """An option, and whether it can be taken and taken back (both), only taken (up) or only taken back (down)."""

    name: str
    direction: Direction = "both"


@dataclass(frozen=True, slots=True)
class GmcrDecider:
    """A decision maker.

    options: their places. statements: most important first. ranking: the numbers of the states, best first, where
    states in one group are tied; None where none is given. misperceived: the states that it takes to be infeasible.
    payoffs: what the other program computed, by state; empty where the file has none.
    """

    name: str
    options: tuple[int, ...]
    statements: tuple[Condition, ...] = ()
    ranking: tuple[tuple[int, ...], ...] | None = None
    misperceived: tuple[Condition, ...] = ()
    payoffs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class GmcrModel:
    """A whole conflict. The options of a decision maker stand together, in the order of the decision makers.

    manual: the rankings are in use, and the statements are not. coalitions: decision makers who act as one, by their
    places; those who act alone are not among them. program: who wrote the file, with its version.
    """

    options: tuple[GmcrOption, ...]
    deciders: tuple[GmcrDecider, ...]
    infeasible: tuple[Condition, ...] = ()
    manual: bool = False
    coalitions: tuple[tuple[int, ...], ...] = ()
    program: str = ""


def feasible_numbers(options: int, infeasible: Sequence[Condition], most: int = MOST_STATES) -> Numbers | None:
    """The sums of 2^k over the options taken, of all feasible states, ascending; None where they cannot be listed."""
    if options > MOST_OPTIONS:
        return None
    distinct = {frozenset(pairs): pairs for condition in infeasible for pairs in condition}
    left_out: dict[int, list[Pairs]] = {}
    for pairs in distinct.values():
        left_out.setdefault(max((option for option, _ in pairs), default=-1), []).append(pairs)
    work = 0
    numbers = np.zeros(1, np.int64)
    for at in range(-1, options):
        if at >= 0:
            numbers = np.concatenate([numbers, numbers | np.int64(1 << at)])
        for pairs in left_out.get(at, ()):
            work += len(numbers)
            if work > MOST_WORK:
                return None
            numbers = numbers[~_has(numbers, pairs)]
        if len(numbers) > most:
            return None
    return numbers


def ranks_by_statements(numbers: Numbers, statements: Sequence[Condition]) -> Numbers:
    """How good states are by statements: ranks from 0 without gaps, higher is better."""
    ranks = np.zeros(len(numbers), np.int64)
    for condition in statements:
        holds = np.zeros(len(numbers), np.bool_)
        for pairs in condition:
            holds |= _has(numbers, pairs)
        # Ranked anew after every statement, so that no number of statements is too large.
        ranks = np.unique(2 * ranks + holds, return_inverse=True)[1].reshape(-1)
    return ranks


def ranks_by_groups(groups: Sequence[Sequence[int]], count: int) -> Numbers:
    """How good states are by a ranking of their numbers, each once: ranks from 0 without gaps, higher is better."""
    ranks = np.zeros(count, np.int64)
    for rank, group in enumerate(reversed(groups)):
        ranks[np.array(group, np.int64) - 1] = rank
    return ranks


def groups_by_ranks(ranks: npt.NDArray[np.integer]) -> tuple[tuple[int, ...], ...]:
    """The ranking that ranks from 0 without gaps are: the numbers of the states, best first, ties in groups."""
    order = np.argsort(-ranks.astype(np.int64), kind="stable")
    starts = np.flatnonzero(np.diff(ranks[order], prepend=-1))
    return tuple(tuple(int(state) + 1 for state in group) for group in np.split(order, starts[1:]))


def _has(numbers: Numbers, pairs: Pairs) -> npt.NDArray[np.bool_]:
    """Which states have all of some pairs."""
    read = sum(1 << option for option, _ in pairs)
    taken = sum(1 << option for option, yes in pairs if yes)
    found: npt.NDArray[np.bool_] = (numbers & np.int64(read)) == np.int64(taken)
    return found

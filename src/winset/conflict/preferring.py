"""What decision makers prefer, as ranks of states: from statements, weights, a ranking, or payoffs.

Prioritised statements: Fang, Hipel, Kilgour and Peng 2003; the first statement that tells two states apart decides.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
import numpy.typing as npt

from winset.conflict.choices import Levels
from winset.conflict.reach import Ints
from winset.conflict.stable import Truths

_BITS = 40  # so many statements are told apart at once


class UnrankedError(ValueError):
    """A ranking leaves states out: `states` are their numbers."""

    def __init__(self, states: Ints) -> None:
        super().__init__(f"{len(states)} states have no rank")
        self.states = states


def by_statements(truths: Iterable[Truths], states: int) -> Ints:
    """Ranks by prioritised statements: for each, the most important first, where it is true."""
    ranks = np.zeros(states, np.int64)
    waiting = 0
    for truth in truths:
        ranks = ranks * 2 + truth
        waiting += 1
        if waiting == _BITS - states.bit_length():
            ranks, waiting = _dense(ranks), 0
    return _dense(ranks)


def by_weights(levels: Levels, weights: Mapping[int, Sequence[Fraction]]) -> Ints:
    """Ranks by points that are added up: by number of the option, the points of each of its levels. Exact."""
    scale = lcm(*(value.denominator for row in weights.values() for value in row), 1)
    scaled = {at: [int(value * scale) for value in row] for at, row in weights.items()}
    most = sum(max((abs(value) for value in row), default=0) for row in scaled.values())
    kind = np.int64 if most < 2**62 else object  # beyond what machine numbers hold, Python's own are exact
    total: npt.NDArray[Any] = np.zeros(len(levels), kind)
    for at, row in scaled.items():
        total = total + np.array(row, kind)[levels[:, at]]
    return _dense(total)


def by_ranking(groups: Iterable[Iterable[Ints]], states: int) -> Ints:
    """Ranks by groups of states, best first, given by their numbers; a state has the place of the first it is in.

    Raises:
        UnrankedError: some state is in no group.
    """
    places = np.full(states, -1, np.int64)
    for at, group in enumerate(groups):
        for held in group:
            places[held[places[held] < 0]] = at
    if (places < 0).any():
        raise UnrankedError(np.flatnonzero(places < 0))
    return _dense(-places)


def by_payoffs(payoffs: Sequence[Fraction | None]) -> Ints:
    """Ranks by a number for each state.

    Raises:
        UnrankedError: some state has none.
    """
    lacking = [state for state, value in enumerate(payoffs) if value is None]
    if lacking:
        raise UnrankedError(np.array(lacking, np.int64))
    order = {value: rank for rank, value in enumerate(sorted({value for value in payoffs if value is not None}))}
    return np.array([order[value] for value in payoffs if value is not None], np.int64)


def _dense(values: npt.NDArray[Any]) -> Ints:
    return np.unique(values, return_inverse=True)[1].reshape(-1).astype(np.int64)

"""On which inputs a verdict depends most: Sobol indices of its margin, by groups of inputs.

The first-order index of a group is the part of the margin's variance that knowing the group alone would take away; the
total index is what would be left if all but the group were known. Groups of inputs that are drawn together are picked
and frozen together (Sobol 1993; Saltelli et al. 2010; Jacques, Lavergne and Devictor 2006 on groups).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
_RESAMPLES = 100
_LEVEL = 0.95
_SEED = 1


@dataclass(frozen=True, slots=True)
class Index:
    """A share of the variance, and the ends of its bootstrap interval of 95 per cent."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Driver:
    """How far one group of inputs drives a verdict: its first-order and its total index."""

    group: str
    first: Index
    total: Index


Margins = Callable[[frozenset[str]], Floats]
"""The margins of all verdicts with some groups frozen at the second numbers: shape (verdicts, draws)."""


def drivers(groups: Sequence[str], margins: Margins) -> list[tuple[Driver, ...] | None]:
    """The drivers of every verdict, those with the largest total index first; None where its margin never varies.

    Args:
        groups: the groups of inputs, each independent of all others.
        margins: what the verdicts' margins are with some groups taken from a second sample.
    """
    if not groups:
        return [None] * margins(frozenset()).shape[0]
    first, second = margins(frozenset()), margins(frozenset(groups))
    frozen = np.stack([margins(frozenset({group})) for group in groups])
    found: list[tuple[Driver, ...] | None] = []
    for verdict in range(first.shape[0]):
        every = (first[verdict], second[verdict], frozen[:, verdict])
        usable = all(np.isfinite(each).all() for each in every)
        if not usable or np.ptp(np.concatenate([first[verdict], second[verdict]])) == 0:
            found.append(None)
            continue
        found.append(_of_one(groups, *every))
    return found


def _of_one(groups: Sequence[str], first: Floats, second: Floats, frozen: Floats) -> tuple[Driver, ...]:
    # Resampling the draws: what an index would have been had other draws come up (Efron 1979).
    places = np.random.default_rng(_SEED).integers(0, first.size, (_RESAMPLES, first.size))
    own = _indices(first, second, frozen)
    other = np.stack([_indices(first[at], second[at], frozen[:, at]) for at in places])
    low, high = np.quantile(other, [(1 - _LEVEL) / 2, (1 + _LEVEL) / 2], axis=0)
    rows = [
        Driver(group, *(Index(*map(float, (own[kind, at], low[kind, at], high[kind, at]))) for kind in (0, 1)))
        for at, group in enumerate(groups)
    ]
    return tuple(sorted(rows, key=lambda row: -row.total.value))


def _indices(first: Floats, second: Floats, frozen: Floats) -> Floats:
    """First-order and total indices, shape (2, groups)."""
    from scipy.stats import sobol_indices  # heavy, so imported where used

    groups = len(frozen)
    if groups == 1:  # it wants two at least, so one that does nothing stands beside it
        frozen = np.concatenate([frozen, first[None]])
    result = sobol_indices(func={"f_A": first[None], "f_B": second[None], "f_AB": frozen[:, None]}, n=first.size)
    return np.stack([np.atleast_2d(result.first_order)[0], np.atleast_2d(result.total_order)[0]])[:, :groups]

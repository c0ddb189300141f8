"""Solution concepts: which settlements a theory of bargaining singles out.

A concept chooses among gains, what each bargainer gets above its no deal, of the frontier points that are ratifiable
and leave no bargainer below its no deal. Gains are integers and are compared exactly, as Python integers of any size;
all ties are returned. Each concept is a record with what it asks, who proposed it and what it assumes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import lcm, prod
from types import MappingProxyType
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

# int64, or Python integers where gains are beyond it.
GainArray: TypeAlias = npt.NDArray[np.int64] | npt.NDArray[np.object_]
Choose: TypeAlias = Callable[[GainArray, Sequence[int]], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Solution:
    """A solution concept.

    `choose(gains, best)` takes gains of shape (m, k), none negative, in scaled points, and for each of the k bargainers
    the best gain that its gains are measured by; it returns the indices of all rows chosen, none if there are no rows.
    It raises ValueError if a gain or a best gain is negative or if shapes do not match.
    """

    id: str
    name: str
    question: str
    source: str
    exact: bool
    assumes: str
    choose: Choose


def solve(gains: GainArray, best: Sequence[int]) -> dict[str, tuple[int, ...]]:
    """What each solution concept chooses, by its id: indices of all rows of `gains`, shape (m, k), that tie.

    `best` is each bargainer's best gain, by which the egalitarian and the utilitarian solution measure its gains: a
    convention, for which ones leave gains as they are.

    Raises ValueError if a gain or a best gain is negative or if shapes do not match.
    """
    return {solution.id: solution.choose(gains, best) for solution in SOLUTIONS.values()}


def _nash(gains: GainArray, best: Sequence[int]) -> tuple[int, ...]:
    return _ties(prod(row) for row in _rows(gains, best))


def _kalai_smorodinsky(gains: GainArray, best: Sequence[int]) -> tuple[int, ...]:
    rows = _rows(gains, best)
    ideal = [max(column) for column in zip(*rows, strict=True)]
    return _ties(sorted(row) for row in _measured(rows, ideal))


def _egalitarian(gains: GainArray, best: Sequence[int]) -> tuple[int, ...]:
    return _ties(min(row, default=0) for row in _measured(_rows(gains, best), best))


def _utilitarian(gains: GainArray, best: Sequence[int]) -> tuple[int, ...]:
    return _ties(sum(row) for row in _measured(_rows(gains, best), best))


def _rows(gains: GainArray, best: Sequence[int]) -> list[list[int]]:
    """The rows of gains as Python integers, checked."""
    if gains.ndim != 2 or gains.shape[1] != len(best) or not len(best):
        raise ValueError(f"expected a gain for each of {len(best)} bargainers in every row, not shape {gains.shape}")
    rows: list[list[int]] = gains.tolist()
    if any(value < 0 for row in [*rows, best] for value in row):
        raise ValueError("gains must not be negative: leave out what a bargainer likes less than no deal")
    return rows


def _measured(rows: list[list[int]], best: Sequence[int]) -> list[list[int]]:
    """Gains as shares of each bargainer's best gain, times a common number that makes all of them integers.

    A bargainer whose best gain is nothing has no share and is left out.
    """
    common = lcm(*(value for value in best if value > 0))
    factors = [(at, common // value) for at, value in enumerate(best) if value > 0]
    return [[row[at] * factor for at, factor in factors] for row in rows]


def _ties(scores: Iterable[Any]) -> tuple[int, ...]:
    """The places of all the highest scores."""
    listed = list(scores)
    top = max(listed, default=None)
    return tuple(at for at, score in enumerate(listed) if score == top)


SOLUTIONS: Mapping[str, Solution] = MappingProxyType(
    {
        solution.id: solution
        for solution in (
            Solution(
                id="nash",
                name="Nash",
                question="Which settlement makes the product of the bargainers' gains largest?",
                source="Nash (1950), The Bargaining Problem, Econometrica 18",
                exact=True,
                assumes="Gains in points are utilities; the scale of each bargainer's points does not matter.",
                choose=_nash,
            ),
            Solution(
                id="kalai_smorodinsky",
                name="Kalai-Smorodinsky",
                question="Which settlement gives the worst-off bargainer the largest share of the most it could gain?",
                source=(
                    "Kalai and Smorodinsky (1975), Other Solutions to Nash's Bargaining Problem, Econometrica 43; "
                    "leximin for more bargainers, as Imai (1983), Econometrica 51, applied to separate packages"
                ),
                exact=True,
                assumes=(
                    "Shares are of each bargainer's best gain among the settlements given; those with equal worst-off "
                    "are compared by the next worst-off, and so on; who can gain nothing is left out."
                ),
                choose=_kalai_smorodinsky,
            ),
            Solution(
                id="egalitarian",
                name="Egalitarian",
                question="Which settlement makes the smallest gain largest?",
                source="Kalai (1977), Proportional Solutions to Bargaining Situations, Econometrica 45",
                exact=True,
                assumes=(
                    "Gains of different bargainers can be compared, once each is measured by a best gain: "
                    "a convention; who can gain nothing is left out."
                ),
                choose=_egalitarian,
            ),
            Solution(
                id="utilitarian",
                name="Utilitarian",
                question="Which settlement makes the sum of the gains largest?",
                source="Harsanyi (1955), Cardinal Welfare, Journal of Political Economy 63",
                exact=True,
                assumes=(
                    "Gains of different bargainers can be added up, once each is measured by a best gain: "
                    "a convention; who can gain nothing is left out."
                ),
                choose=_utilitarian,
            ),
        )
    }
)

"""What share of packages satisfies a formula, estimated from packages drawn at random.

An option is drawn for every issue, each with the same chance, so that the number of packages does not matter. Those
that are not asked about are drawn again. The interval is Wilson's (1927): unlike the usual one it never says that what
was not seen does not exist.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from math import sqrt
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from winset.model.logic import Atom, Formula, Mask, all_of, evaluate
from winset.model.space import Space

LEVEL = 0.95
"""How often an interval covers what it estimates."""

DRAWS = 10_000
"""Packages on which an estimate rests, where as many are found."""

_BLOCK = 10_000  # packages drawn at once
_TRIES = 20  # packages drawn at most, for each one that is asked for


@dataclass(frozen=True, slots=True)
class Estimate:
    """The share of the packages asked about that satisfy a formula, and an interval that covers it 19 times of 20.

    share: None where no package asked about was drawn; the interval is then from 0 to 1. drawn: packages asked about
    that were drawn. hits: those of them that satisfy the formula. tried: all packages drawn to find them.
    """

    share: float | None
    low: float
    high: float
    drawn: int
    hits: int
    tried: int


def wilson(hits: int, drawn: int, level: float = LEVEL) -> tuple[float, float]:
    """Which shares agree with so many hits among so many draws? (Wilson 1927)

    An end is exactly 0 or 1 only where there were no hits, or nothing but hits.
    """
    if drawn == 0:
        return 0.0, 1.0
    z = NormalDist().inv_cdf((1 + level) / 2)
    share = hits / drawn
    middle = share + z * z / (2 * drawn)
    reach = z * sqrt(share * (1 - share) / drawn + z * z / (4 * drawn * drawn))
    whole = 1 + z * z / drawn
    return (0.0 if hits == 0 else (middle - reach) / whole), (1.0 if hits == drawn else (middle + reach) / whole)


def estimate(
    space: Space, formulas: Sequence[Formula], given: Formula, seed: int = 0, draws: int = DRAWS
) -> tuple[Estimate, ...]:
    """What share of the packages that satisfy `given` satisfies each formula?

    All formulas are judged on the same packages, and the same seed draws the same ones. Packages that the couplings do
    not allow are not drawn. After twenty tries for each draw it ends with the packages that it has, be it none.
    """
    generator = np.random.default_rng(seed)
    asked = all_of([space.feasible, given])
    drawn = tried = 0
    hits = [0] * len(formulas)
    while drawn < draws and tried < _TRIES * draws:
        size = min(_BLOCK, _TRIES * draws - tried)
        atoms = _atoms(space, generator, size)
        found = np.flatnonzero(_full(evaluate(asked, atoms), size))
        if len(found) >= draws - drawn:
            found = found[: draws - drawn]
            tried += int(found[-1]) + 1
        else:
            tried += size
        drawn += len(found)
        if len(found):
            for number, formula in enumerate(formulas):
                hits[number] += int(_full(evaluate(formula, atoms), size)[found].sum())
    return tuple(_estimate(count, drawn, tried) for count in hits)


def _estimate(hits: int, drawn: int, tried: int) -> Estimate:
    low, high = wilson(hits, drawn)
    return Estimate(hits / drawn if drawn else None, low, high, drawn, hits, tried)


def _atoms(space: Space, generator: np.random.Generator, size: int) -> Callable[[Atom], Mask]:
    """The truth of atoms over packages drawn at random."""
    options = [generator.integers(0, dimension.size, size) for dimension in space.dimensions]

    @cache
    def truth(atom: Atom) -> Mask:
        holds = np.array([bool(atom.options >> option & 1) for option in range(space.dimensions[atom.issue].size)])
        found: npt.NDArray[np.bool_] = holds[options[atom.issue]]
        return found

    return truth


def _full(mask: Mask, size: int) -> npt.NDArray[np.bool_]:
    return np.broadcast_to(mask, size)

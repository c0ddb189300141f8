"""How a number between bounds is drawn: the PERT distribution, by the inverse of its distribution function.

A number is drawn from a beta distribution stretched over [low, high] whose mean is (low + 4 likely + high)/6 (Malcolm,
Roseboom, Clark and Fazar 1959; Clark 1962; in the form of Vose 2000, with weight 4 on the likely value). Where
the case gives no likely value, it is the middle, and that is an assumption. Values lie on a grid of whole units of
`1/scale`, and never outside the bounds.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import ceil, floor

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
MOST_CELLS = 100_000  # beyond, the quantile is computed draw by draw, which is slower
LIKELY_WEIGHT = 4


@dataclass(frozen=True, slots=True)
class Pert:
    """A number between `low` and `high`, drawn in whole units of `1/scale`."""

    low: Fraction
    likely: Fraction
    high: Fraction
    scale: int

    @property
    def shapes(self) -> tuple[float, float]:
        """The two shapes of the beta distribution; only where low and high differ."""
        width = self.high - self.low
        return (
            float(1 + LIKELY_WEIGHT * (self.likely - self.low) / width),
            float(1 + LIKELY_WEIGHT * (self.high - self.likely) / width),
        )

    def at(self, levels: Floats) -> npt.NDArray[np.int64]:
        """The quantiles at levels between 0 and 1, in whole units of `1/scale`: same shape as the levels."""
        first, last = ceil(self.low * self.scale), floor(self.high * self.scale)
        if first >= last:
            only = first if first == last else round(self.likely * self.scale)
            return np.full(levels.shape, only, dtype=np.int64)
        if last - first < MOST_CELLS:
            return first + np.searchsorted(_ends(self), levels, side="left").astype(np.int64)
        return np.clip(np.rint(self.between(levels) * self.scale), first, last).astype(np.int64)

    def between(self, levels: Floats) -> Floats:
        """The quantiles without a grid."""
        if self.low == self.high:
            return np.full(levels.shape, float(self.low))
        # Heavy, so imported where used.
        from scipy.special import betaincinv

        found: Floats = float(self.low) + float(self.high - self.low) * betaincinv(*self.shapes, levels)
        return found


@cache
def _ends(pert: Pert) -> Floats:
    """The chance of lying below the upper end of each cell of the grid but the last: a level is looked up in it."""
    # Heavy, so imported where used.
    from scipy.special import betainc

    first, last = ceil(pert.low * pert.scale), floor(pert.high * pert.scale)
    ends = (np.arange(first, last) + 0.5) / pert.scale
    width = float(pert.high - pert.low)
    found: Floats = betainc(*pert.shapes, np.clip((ends - float(pert.low)) / width, 0.0, 1.0))
    return found

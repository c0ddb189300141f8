"""What acceptance is judged on: a block of packages, seen through formulas and points.

The enumeration engine gives such a view of many packages at once, an explanation one of a single package.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from winset.model.logic import NO, Formula, Mask

Path = tuple[str, ...]
"""Where in the case a part came from: party, ratifier, blocs, field, id."""

Ints = npt.NDArray[np.int64] | np.int64


@dataclass(frozen=True, slots=True)
class Linear:
    """Points of every package, in whole units of `1/scale` of a point.

    tables: one tuple per issue with a value per option number (absence is worth nothing).
    adjustments: what is added where a formula holds.
    """

    tables: tuple[tuple[int, ...], ...]
    adjustments: tuple[tuple[Formula, int], ...]
    scale: int

    @property
    def additive(self) -> bool:
        """Whether the points are a sum over issues, so that a dynamic programme may be used."""
        return not self.adjustments


class View(Protocol):
    """A block of packages."""

    def test(self, formula: Formula) -> Mask:
        """Where a formula holds."""
        ...

    def worth(self, linear: Linear) -> Ints:
        """The points of the packages, in scaled integers."""
        ...

    def decided_by(self, path: Path, where: Mask) -> None:
        """Take note that this part of the case decided an answer there."""
        ...


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers over a block. Neither yes, nor no, nor abstaining is open.

    stated: a poll decided, so the answer holds at the stated values and is never sure.
    left_open: readings that decide differently end the matter as open, so nothing after them is asked.
    """

    yes: Mask = NO
    no: Mask = NO
    abstains: Mask = NO
    stated: Mask = NO
    left_open: Mask = NO

    @property
    def decided(self) -> Mask:
        """Where nothing further is asked."""
        return self.yes | self.no | self.abstains | self.left_open


@dataclass(frozen=True, slots=True)
class Ballots:
    """How a voter votes over a block; where it does none of these, its votes are open."""

    yes: Mask = NO
    no: Mask = NO
    abstains: Mask = NO
    away: Mask = NO

    @property
    def cast(self) -> Mask:
        """Where it is known what the voter does."""
        return self.yes | self.no | self.abstains | self.away

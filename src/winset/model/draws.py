"""Values of uncertain numbers in many draws at once: what a model is compiled with beside its world.

Draws are the first axis of every array that depends on them, packages the last, so that what is judged on packages is
judged in all draws together.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Path = tuple[str | int, ...]
"""Where in the case a number stands, as in `winset.case.shape`."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A number in every draw, in whole units of `1/scale`: shape (draws,)."""

    values: npt.NDArray[np.int64]
    scale: int

    def at(self, scale: int) -> npt.NDArray[np.int64]:
        """The values in whole units of another scale, rounded, shape (draws, 1), beside packages as the last axis."""
        if scale % self.scale == 0:
            return (self.values * np.int64(scale // self.scale))[:, None]
        rounded: npt.NDArray[np.int64] = np.rint(self.values * (scale / self.scale)).astype(np.int64)
        return rounded[:, None]


@dataclass(frozen=True, slots=True)
class Draws:
    """What uncertain numbers are in every draw; a number that is not here is as the case has it.

    numbers: by path in the case, such as `parties.japan.ratifiers.public.polls.x.answers.y.share` (in per cent),
    `.polls.x.undecided`, `.points.issue.option`, `.no_deal`, `.blocs.b.votes`, `.blocs.b.undeclared` (how many of
    its open votes go to yes), `.members`, `.turnout`, `.counts.c.ayes`,
    `levers.l.effects.e.support.points`. happens: by lever and effect, whether an effect that has a chance happens.
    """

    size: int
    numbers: Mapping[Path, Drawn]
    happens: Mapping[tuple[str, str], npt.NDArray[np.bool_]]

    def take(self, places: npt.NDArray[np.int64]) -> "Draws":
        """Some of the draws, by their places."""
        numbers = {at: Drawn(drawn.values[places], drawn.scale) for at, drawn in self.numbers.items()}
        return Draws(len(places), numbers, {ref: found[places] for ref, found in self.happens.items()})

    def under(self, path: Path) -> dict[Path, Drawn]:
        """The drawn numbers at a place of the case and inside it, by their paths from there."""
        return {at[len(path) :]: drawn for at, drawn in self.numbers.items() if at[: len(path)] == path}

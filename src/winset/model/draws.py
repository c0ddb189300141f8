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


@dataclass(frozen=True, slots=True)
class Draws:
    """What uncertain numbers are in every draw; a number that is not here is as the case has it.

    numbers: by path in the case, such as `parties.japan.ratifiers.public.polls.x.answers.y.share` (in per cent),
    `.points.issue.option`, `.no_deal`, `.blocs.b.votes`, `.members`, `.turnout`, `.counts.c.ayes`,
    `levers.l.effects.e.support.points`. happens: by lever and effect, whether an effect that has a chance happens.
    """

    size: int
    numbers: Mapping[Path, Drawn]
    happens: Mapping[tuple[str, str], npt.NDArray[np.bool_]]

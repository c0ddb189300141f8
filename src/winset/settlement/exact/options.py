"""Which options occur in some package, found a handful of packages at a time and proven for the rest."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from winset.model.logic import Atom, Formula, Sum
from winset.model.space import Space
from winset.settlement.clock import Clock
from winset.settlement.exact.program import search


def options_in(space: Space, required: Sequence[Formula], clock: Clock) -> list[npt.NDArray[np.bool_]]:
    """For each issue, which of its options some package has for which formulas hold; shape (options,) each.

    Each search asks for a package with as many options not seen yet as can be, so there are few of them.
    """
    seen = [np.zeros(dimension.size, dtype=np.bool_) for dimension in space.dimensions]
    while True:
        unseen = tuple(
            (Atom(issue, 1 << option), 1)
            for issue, options in enumerate(seen)
            for option in np.flatnonzero(~options).tolist()
        )
        found = search(space, required, clock, Sum(unseen), least=1) if unseen else None
        if found is None or found.package is None:
            return seen
        for options, chosen in zip(seen, found.package, strict=True):
            options[chosen] = True

"""How many packages satisfy formulas, where whether there are any at all must be proven and not estimated."""

from collections.abc import Sequence
from dataclasses import dataclass

from winset.model.logic import FALSE, Formula
from winset.model.space import Space
from winset.settlement.clock import Clock
from winset.settlement.exact.program import search
from winset.settlement.exact.winsets import number_of
from winset.settlement.linkage_records import Comparison
from winset.settlement.sizes import Size, sizes_of
from winset.settlement.sizes_count import LIMIT

DRAWS = 2_000
"""Packages on which an estimate rests: few, for what passes in some of many ways takes long to look at."""

Cells = tuple[Formula, Formula, Formula]
"""What passes both without and with the linkage, only with it, and only without it."""


@dataclass
class Reckoning:
    """Counts packages. estimated: whether some number that was told is an estimate."""

    clock: Clock
    estimated: bool = False

    def numbers(self, space: Space, formulas: Sequence[Formula]) -> list[int]:
        """How many packages satisfy each formula: counted, or else estimated.

        It is nothing only where that is proven, or where time ran out before any package was found, which the clock
        takes note of.
        """
        wanted = tuple(dict.fromkeys(formula for formula in formulas if formula != FALSE))
        sizes = sizes_of(space, wanted, limit=LIMIT, draws=DRAWS) if wanted else ()
        found = {formula: self._number(space, formula, size) for formula, size in zip(wanted, sizes, strict=True)}
        return [found.get(formula, 0) for formula in formulas]

    def comparisons(self, space: Space, cells: Sequence[Cells]) -> list[Comparison]:
        """How much passes without and with the linkage, told from parts that do not overlap.

        So an effect never hangs on the difference of two estimates: what is gained and lost is looked for itself.
        """
        numbers = iter(self.numbers(space, [part for each in cells for part in each]))
        found = []
        for both, gained, lost in zip(numbers, numbers, numbers, strict=True):
            found.append(Comparison(both + lost, both + gained, gained, lost))
        return found

    def _number(self, space: Space, formula: Formula, size: Size) -> int:
        if size.count is not None:
            return size.count
        # What was drawn at random and satisfies it proves that there is one.
        if size.low == 0 and search(space, [formula], self.clock).package is None:
            return 0
        self.estimated = True
        return number_of(size, space.size, some=True)

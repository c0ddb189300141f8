"""Which packages of the other issues can be ratified with what is linked held, free, and at each of its options."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from winset.model.compile import Model
from winset.model.logic import Formula, Mask, anywhere
from winset.settlement.linkage_records import Comparison
from winset.settlement.linking import IntArray, Projection
from winset.settlement.survey import Judged

Flags = npt.NDArray[np.uint8]

ASKED, POSSIBLE, SURE = 1, 2, 4


@dataclass
class Reach:
    """What is found for one choice of what is linked.

    flags: for each package of the other issues, whether it is asked about, possible and sure with some such choice.
    deals, sure, possible: how many deals have it. refused: how many of them each veto refuses.
    """

    flags: Flags
    deals: int = 0
    sure: int = 0
    possible: int = 0
    refused: dict[int, int] = field(default_factory=dict)

    def refusing(self) -> frozenset[int]:
        """The vetoes that refuse every one of its deals."""
        return frozenset(number for number, count in self.refused.items() if self.deals and count == self.deals)


class ReachOf:
    """Gathers, in one world, what is found for each choice that a formula describes."""

    def __init__(self, model: Model, others: Projection, choices: Sequence[tuple[Reach, Formula]]) -> None:
        self.model = model
        self.others = others
        self.choices = choices

    def take(self, judged: Judged) -> None:
        """Look at the deals of a block."""
        if not anywhere(judged.asked):
            return
        index = self.others.index(judged.block)
        for reach, formula in self.choices:
            here = judged.asked & judged.block.test(formula)
            if not anywhere(here):
                continue
            for bit, mask in ((ASKED, here), (POSSIBLE, here & judged.possible), (SURE, here & judged.sure)):
                mark(reach.flags, index, judged, mask, bit)
            reach.deals += amount(judged, here)
            reach.sure += amount(judged, here & judged.sure)
            reach.possible += amount(judged, here & judged.possible)
            for number in self.model.vetoes:
                given = judged.answers[number]
                refused = amount(judged, here & given.answers.no & given.scope)
                reach.refused[number] = reach.refused.get(number, 0) + refused


@dataclass
class AloneOf:
    """Counts the sure and the possible deals that match a formula."""

    formula: Formula
    sure: int = 0
    possible: int = 0

    def take(self, judged: Judged) -> None:
        """Look at the deals of a block."""
        here = judged.asked & judged.block.test(self.formula)
        self.sure += amount(judged, here & judged.sure)
        self.possible += amount(judged, here & judged.possible)


def mark(flags: Flags, index: IntArray, judged: Judged, mask: Mask, bit: int) -> None:
    """Set a bit for every package of the other issues that has a package where a mask holds."""
    if anywhere(mask):
        flags[index[judged.block.full(mask)]] |= np.uint8(bit)


def amount(judged: Judged, mask: Mask) -> int:
    """How many packages of a block a mask holds for."""
    return int(np.count_nonzero(judged.block.full(mask)))


def has(flags: Flags, bit: int) -> npt.NDArray[np.bool_]:
    """Where one of the bits is set."""
    found: npt.NDArray[np.bool_] = np.not_equal(flags & bit, 0)
    return found


def counted(mask: npt.NDArray[np.bool_]) -> int:
    """How many are marked."""
    return int(np.count_nonzero(mask))


def compare(without: Flags, linked: Flags, bit: int, among: npt.NDArray[np.bool_]) -> Comparison:
    """The packages of the other issues that have a bit without and with the linkage, of those that count."""
    before, after = has(without, bit) & among, has(linked, bit) & among
    return Comparison(counted(before), counted(after), counted(after & ~before), counted(before & ~after))

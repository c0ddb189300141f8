"""What each ratifier accepts with what is linked held, and with it moved: who gains by it, and who pays."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from winset.model.compile import Model
from winset.model.logic import Formula, Mask, anywhere
from winset.settlement.linkage_reach import Flags, counted, has, mark
from winset.settlement.linkage_records import RatifierGain
from winset.settlement.linking import Projection
from winset.settlement.survey import Judged

_HELD, _HELD_ACCEPTS, _HELD_ALLOWS, _MOVED, _MOVED_ACCEPTS, _MOVED_ALLOWS = 1, 2, 4, 8, 16, 32


class StandsOf:
    """Gathers, in one world, what each ratifier accepts with what is linked held and moved."""

    def __init__(
        self, model: Model, others: Projection, held: Formula, flags: Mapping[int, Flags], best: "Best"
    ) -> None:
        self.model = model
        self.others = others
        self.held = held
        self.flags = flags
        self.best = best

    def take(self, judged: Judged) -> None:
        """Look at the deals of a block."""
        if not anywhere(judged.asked):
            return
        index = self.others.index(judged.block)
        held = judged.asked & judged.block.test(self.held)
        moved = judged.asked & ~held
        sides = (
            (held, (_HELD, _HELD_ACCEPTS, _HELD_ALLOWS)),
            (moved, (_MOVED, _MOVED_ACCEPTS, _MOVED_ALLOWS)),
        )
        for number, flags in self.flags.items():
            given = judged.answers[number]
            accepts, allows = given.answers.yes | ~given.scope, ~(given.answers.no & given.scope)
            for mask, (there, accepted, allowed) in sides:
                mark(flags, index, judged, mask, there)
                mark(flags, index, judged, mask & accepts, accepted)
                mark(flags, index, judged, mask & allows, allowed)
        for number in self.flags:
            self.best.take(self.model, judged, number, held)


@dataclass
class Best:
    """The most points of each ratifier for a deal that nobody surely refuses, held and free, in scaled integers."""

    held: dict[int, int] = field(default_factory=dict)
    free: dict[int, int] = field(default_factory=dict)

    def take(self, model: Model, judged: Judged, number: int, held: Mask) -> None:
        """Look at one ratifier's points over a block."""
        worth = model.ratifiers[number].worth
        if worth is None or not anywhere(judged.possible):
            return
        points = np.broadcast_to(judged.block.worth(worth.points), judged.block.layout.size)
        for best, mask in ((self.held, judged.possible & held), (self.free, judged.possible)):
            if anywhere(mask):
                most = int(points[judged.block.full(mask)].max())
                best[number] = max(best.get(number, most), most)


def read_stands(
    model: Model, flags: Mapping[int, Flags], best: Best, among: npt.NDArray[np.bool_]
) -> tuple[RatifierGain, ...]:
    """A row for each ratifier; those that follow another say what that one says, and are left out."""
    return tuple(_gain(model, number, kept[among], best) for number, kept in flags.items())


def _gain(model: Model, number: int, kept: Flags, best: Best) -> RatifierGain:
    held, moved = has(kept, _HELD_ACCEPTS), has(kept, _MOVED_ACCEPTS)
    who = model.ratifiers[number]

    def points(found: Mapping[int, int]) -> Fraction | None:
        return Fraction(found[number], who.worth.points.scale) if who.worth and number in found else None

    return RatifierGain(
        ratifier=who.id,
        veto=who.veto,
        accepts_held=counted(held),
        accepts_free=counted(held | moved),
        allows_held=counted(has(kept, _HELD_ALLOWS)),
        allows_free=counted(has(kept, _HELD_ALLOWS | _MOVED_ALLOWS)),
        gained=counted(moved & ~held),
        lost=counted(held & ~moved & has(kept, _MOVED)),
        best_held=points(best.held),
        best_free=points(best.free),
    )

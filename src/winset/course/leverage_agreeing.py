"""What two leads agree on, as records tell it: splits in points, what both gain, who walks away."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from winset.course.leverage_ground import Ground, Pie
from winset.course.leverage_outside import Options, Settled, settle
from winset.course.leverage_records import Outcome, Range, Split
from winset.course.leverage_weights import Weight
from winset.settlement.shortfall import record

NO_OPTIONS: Options = (None, None)
_ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Table:
    """Two leads at a table. parties: theirs, the asking one first. options: above no deal, in scaled points."""

    ground: Ground
    parties: tuple[str, str]
    options: Options = NO_OPTIONS

    def agreed(self, pie: Pie, weight: Weight, *, options: bool = True) -> Outcome:
        """What is agreed at a weight, with or without outside options."""
        held = self.options if options else NO_OPTIONS
        places = pie.bargain.at(weight)
        settled = settle(pie.bargain.gains, places, held)
        if not places:  # nothing holds who has somewhere else to go
            leaving = tuple(side for side in (0, 1) if (option := held[side]) is not None and option > 0)
            settled = Settled((), (), leaving)
        return self._outcome(pie, settled, held)

    def _outcome(self, pie: Pie, settled: Settled, options: Options) -> Outcome:
        splits = tuple(self.split(pie, place) for place in settled.places)
        first, second = (self._gains(side, splits, options[side]) for side in (0, 1))
        return Outcome(
            splits,
            tuple(self.parties[side] for side in settled.binds),
            tuple(self.parties[side] for side in settled.walks),
            (first, second),
        )

    def _gains(self, side: int, splits: Sequence[Split], option: Fraction | None) -> Range:
        if splits:
            return min(each.gains[side] for each in splits), max(each.gains[side] for each in splits)
        alone = max(_ZERO, option or _ZERO) / self.ground.leads[side].points.scale
        return alone, alone

    def fails(self, side: int) -> Fraction:
        """What a side has where nothing is agreed, above no deal, in points."""
        return self._gains(side, (), self.options[side])[0]

    def split(self, pie: Pie, place: int) -> Split:
        """A package with what both gain, in points."""
        scales = [lead.points.scale for lead in self.ground.leads]
        values = [int(value) for value in pie.points.values[place]]
        gains = pie.bargain.gains[place]
        return Split(
            record(self.ground.model, pie.points.packages[place][0]),
            int(pie.points.multiplicity[place]),
            (Fraction(values[0], scales[0]), Fraction(values[1], scales[1])),
            (Fraction(gains[0], scales[0]), Fraction(gains[1], scales[1])),
        )


def change(before: Outcome, after: Outcome, side: int) -> Range:
    """By how much a side's gain is another, at the least and at the most where bargains tie."""
    if before.splits == after.splits and before.gains == after.gains:
        return _ZERO, _ZERO
    (least, most), (lower, higher) = after.gains[side], before.gains[side]
    return least - higher, most - lower


def sign_of(moved: Range) -> str:
    """The sign of a change: `positive`, `negative`, `none`, or `open` where bargains tie on both sides of it."""
    least, most = moved
    if least == most == 0:
        return "none"
    if least >= 0:
        return "positive"
    return "negative" if most <= 0 else "open"

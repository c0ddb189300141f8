"""The bargain over sure and over possible packages: where it stands, where it jumps, what patience is worth."""

from decimal import Decimal
from fractions import Fraction

from winset.course.leverage_agreeing import Table, change, sign_of
from winset.course.leverage_bargain import Corner
from winset.course.leverage_ground import Pie, besides
from winset.course.leverage_records import Formula, Outcome, Patience, Range, Step, Stretch, View
from winset.course.leverage_weights import EQUAL, EXACT, Weight, first_mover_share, patience_at, weight_of

_ONE = Fraction(1)
_ZERO = Fraction(0)


class Waiting:
    """How patient the two sides are; where one of them does not say, both wait alike at their likely values."""

    def __init__(self, first: Patience | None, second: Patience | None) -> None:
        self.first = first
        self.second = second
        self.equal = first is None or second is None

    @property
    def weight(self) -> Weight:
        """The weight at the likely values."""
        return self.at("likely", "likely")

    @property
    def ends(self) -> tuple[Weight, Weight]:
        """The least and the most weight that the asking party may have."""
        return self.at("low", "high"), self.at("high", "low")

    def at(self, first: str, second: str) -> Weight:
        """The weight at the ends of both ranges; a side that does not say stays at the other's likely value."""
        if self.first is None and self.second is None:
            return EQUAL
        mine, theirs = self._value(0, first), self._value(1, second)
        return EQUAL if mine is None or theirs is None else weight_of(mine, theirs)

    def _value(self, side: int, end: str) -> Fraction | None:
        own = (self.first, self.second)[side]
        if own is not None:
            return {"low": own.low, "likely": own.likely, "high": own.high}[end]
        other = (self.second, self.first)[side]
        return other.likely if other is not None else None

    @property
    def theirs(self) -> Fraction | None:
        """The other's patience at its likely value."""
        return self._value(1, "likely")

    def formula(self) -> Formula:
        """What patience alone says."""
        mine, theirs = self._value(0, "likely"), self._value(1, "likely")
        first = second = None
        if mine is not None and theirs is not None:
            first = first_mover_share(mine, theirs)
            other = first_mover_share(theirs, mine)
            second = _ONE - other if other is not None else None
        low, high = self.ends
        return Formula((float(low.first), float(self.weight.first), float(high.first)), self.equal, first, second)


def view_of(table: Table, waiting: Waiting, *, sure: bool) -> View:
    """The bargain over sure, or over possible, packages."""
    pie = table.ground.pie(sure)
    outcome = table.agreed(pie, waiting.weight)
    bargain = table.agreed(pie, waiting.weight, options=False)
    corners = pie.bargain.corners
    leads = [who.id for who in table.ground.model.ratifiers if who.lead and who.party in table.parties]
    return View(
        over="sure" if sure else "possible",
        packages=pie.packages,
        best=_best(table, pie),
        bargain=bargain,
        outcome=outcome,
        stretches=tuple(_stretch(table, pie, corner, waiting) for corner in corners),
        between=_between(table, pie, waiting),
        audience=outcome.gains[0] if outcome.splits else (_ZERO, _ZERO),
        steps=_steps(table, pie, waiting, outcome),
        turns=_turns(table, pie, waiting),
        alone=table.agreed(table.ground.pie(sure, besides(table.ground.model, leads)), waiting.weight),
    )


def _best(table: Table, pie: Pie) -> tuple[Fraction, Fraction]:
    splits = [table.split(pie, place) for place in range(len(pie.bargain.gains))]
    return (
        max((each.gains[0] for each in splits), default=_ZERO),
        max((each.gains[1] for each in splits), default=_ZERO),
    )


def _stretch(table: Table, pie: Pie, corner: Corner, waiting: Waiting) -> Stretch:
    patience = None
    theirs = waiting.theirs
    if theirs is not None:
        ends = patience_at(corner.low, theirs), patience_at(corner.high, theirs)
        patience = (ends[0], ends[1]) if ends[0] is not None and ends[1] is not None else None
    return Stretch(float(corner.low), float(corner.high), patience, table.split(pie, corner.place))


def _between(table: Table, pie: Pie, waiting: Waiting) -> tuple[Range, Range]:
    """What both gain over both ranges of patience: the first never less with more weight, the second never more."""
    low, high = (table.agreed(pie, weight).gains for weight in waiting.ends)
    return (low[0][0], high[0][1]), (high[1][0], low[1][1])


def _steps(table: Table, pie: Pie, waiting: Waiting, now: Outcome) -> tuple[Step, ...]:
    """The asking party at the ends of its range, where it has one."""
    own = waiting.first
    if own is None or own.low == own.high:
        return ()
    found = []
    for end, patience in (("low", own.low), ("high", own.high)):
        weight = waiting.at(end, "likely")
        outcome = table.agreed(pie, weight)
        moved = change(now, outcome, 0)
        found.append(Step(end, patience, float(weight.first), outcome, moved, sign_of(moved)))
    return tuple(found)


def _turns(table: Table, pie: Pie, waiting: Waiting) -> str:
    """Whether more patience gives the asking party more, over its own range where it has one, else over all."""
    own = waiting.first
    ranged = own is not None and own.low != own.high
    ends = (waiting.at("low", "likely"), waiting.at("high", "likely")) if ranged else _EVERY
    low, high = (table.agreed(pie, weight) for weight in ends)
    return sign_of(change(low, high, 0))


_LITTLE = Decimal("1e-30")
_EVERY = (Weight.of_first(_LITTLE), Weight.of_first(EXACT.subtract(Decimal(1), _LITTLE)))
"""From next to no weight of the asking party to next to all."""

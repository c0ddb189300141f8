"""The chance that a set of levers works, where the case gives the chances of its effects.

Levers are pulled in the order of the unlock, as far as they can be when their turn comes. For each way in which their
effects may turn out a deal is open in the end or it is not. An effect turns out well if it comes out as in the unlock;
where the other way would do in more cases, if it comes out the other way.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from winset.settlement.unlock_records import Chance, Three

MOST_TRIED_OUT = 4
"""Of how many effects every way to turn out is tried, whatever they are."""
MOST_SPARE = 8
"""Of how many effects without any one of which the set still works."""

_ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Event:
    """An effect that has a chance, and the chance that it turns out as in the unlock."""

    path: str
    well: Three


def chance_of(events: Sequence[Event], missing: Sequence[str], opens: Callable[[frozenset[int]], bool]) -> Chance:
    """The chance in three readings.

    Args:
        events: the effects of the unlock that have a chance.
        missing: effects that have to move more than the least that they may, of which the case gives no chance.
        opens: whether a deal is open if these events, by their places, turn out otherwise and all others well.
    """
    needed = [at for at in range(len(events)) if not opens(frozenset((at,)))]
    spare = [at for at in range(len(events)) if at not in needed]
    if len(events) <= MOST_TRIED_OUT:
        looked_at, fixed = list(range(len(events))), []
    elif len(spare) <= MOST_SPARE:
        looked_at, fixed = spare, needed
    else:  # too many ways to turn out: all have to turn out well, so what is said is the least
        looked_at, fixed = [], list(range(len(events)))
    table = [
        opens(frozenset(each for at, each in enumerate(looked_at) if not well >> at & 1))
        for well in range(1 << len(looked_at))
    ]
    matter = [
        at for at in range(len(looked_at)) if any(table[well] != table[well ^ 1 << at] for well in range(len(table)))
    ]
    names = tuple(events[at].path for at in sorted([*fixed, *(looked_at[at] for at in matter)]))
    if missing:
        return Chance(None, None, None, names, tuple(missing))
    certain = [events[at].well for at in fixed]
    free = [events[at].well for at in looked_at]
    for at in range(len(free)):
        better = sum(opened if well >> at & 1 else -opened for well, opened in enumerate(table))
        if better < 0:
            free[at] = _otherwise(free[at])
            table = [table[well ^ 1 << at] for well in range(len(table))]
    return Chance(
        independent=_ends(
            lambda end: _independent(table, _column(free, end)) * prod(_column(certain, end), start=_ONE)
        ),
        comonotone=_ends(lambda end: _comonotone(table, _column(free, end), min(_column(certain, end), default=_ONE))),
        bound=_ends(lambda end: _at_least(table, _column(free, end), _column(certain, end))),
        events=names,
        missing=(),
    )


def _otherwise(three: Three) -> Three:
    low, likely, high = three
    return 1 - high, 1 - likely, 1 - low


def _column(threes: Sequence[Three], end: int) -> list[Fraction]:
    return [three[end] for three in threes]


def _ends(at: Callable[[int], Fraction]) -> Three:
    """A reading at the lowest, the likely and the highest chances; the outer two in their order."""
    low, likely, high = at(0), at(1), at(2)
    return min(low, likely, high), likely, max(low, likely, high)


def _independent(table: Sequence[bool], well: Sequence[Fraction]) -> Fraction:
    """Nothing hangs on anything else: all ways that open a deal, added up."""
    return sum(
        (
            prod((share if mask >> at & 1 else 1 - share for at, share in enumerate(well)), start=_ONE)
            for mask, opened in enumerate(table)
            if opened
        ),
        Fraction(0),
    )


def _comonotone(table: Sequence[bool], well: Sequence[Fraction], certain: Fraction) -> Fraction:
    """The less likely never turns out well without the more likely."""
    total, above = Fraction(0), Fraction(0)
    for share in sorted({*(min(share, certain) for share in well), certain}):
        mask = sum(1 << at for at, likely in enumerate(well) if likely >= share)
        total += share - above if table[mask] else 0
        above = share
    return total


def _at_least(table: Sequence[bool], well: Sequence[Fraction], certain: Sequence[Fraction]) -> Fraction:
    """Whatever hangs on what: the best lower bound of Frechet on events that open a deal by themselves."""
    best = Fraction(0)
    everything = len(table) - 1
    for mask in range(len(table)):
        others = everything & ~mask
        if all(table[mask | more] for more in _subsets(others)):
            shares = [*certain, *(share for at, share in enumerate(well) if mask >> at & 1)]
            best = max(best, sum(shares, Fraction(1 - len(shares))))
    return best


def _subsets(mask: int) -> list[int]:
    found, part = [0], mask
    while part:
        found.append(part)
        part = part - 1 & mask
    return found

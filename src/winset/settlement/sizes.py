"""How many packages satisfy formulas: counted where that can be done, else estimated, and labelled so."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from winset.model.logic import TRUE, Formula, all_of
from winset.model.space import Space
from winset.settlement.sizes_count import LIMIT, count_exactly, count_within
from winset.settlement.sizes_draws import DRAWS, Estimate, estimate, wilson

__all__ = ["Estimate", "Size", "count_exactly", "estimate", "sizes_of"]


@dataclass(frozen=True, slots=True)
class Size:
    """How many of the packages asked about satisfy a formula: a number where exact, else a range.

    count: None where it is estimated. low, high: the same number where exact, else the ends of the interval, rounded
    outwards. share: of the packages asked about; None where there are none, or none was drawn. share_low, share_high:
    equal to it where it is exact, and 0 and 1 where it is not known. drawn: packages that an estimated share rests on.
    """

    count: int | None
    low: int
    high: int
    exact: bool
    share: Fraction | None
    share_low: Fraction
    share_high: Fraction
    drawn: int = 0


def sizes_of(
    space: Space,
    formulas: Sequence[Formula],
    given: Formula = TRUE,
    seed: int = 0,
    limit: int = LIMIT,
    draws: int = DRAWS,
) -> tuple[Size, ...]:
    """How many of the packages that satisfy `given` satisfy each formula?

    Exact where that can be counted; `limit` is the work allowed for all counts together, and what one leaves the others
    may use. The rest is estimated, on the same `draws` packages, with 95 % intervals.
    """
    among, *counts = _counts(space, [given, *(all_of([given, formula]) for formula in formulas)], limit)
    # A share of an unknown number is an estimate, also where the formula itself can be counted.
    doubtful = [formula for formula, count in zip(formulas, counts, strict=True) if count is None or among is None]
    estimates = iter(estimate(space, doubtful, given, seed, draws) if doubtful else ())
    return tuple(
        _estimated(space, count, among, next(estimates)) if count is None or among is None else _counted(count, among)
        for count in counts
    )


def _counts(space: Space, formulas: Sequence[Formula], limit: int) -> list[int | None]:
    """Each formula counted with an equal part of the work that is left."""
    found: list[int | None] = []
    for number, formula in enumerate(formulas):
        part = limit // (len(formulas) - number)
        count, left = count_within(space, formula, part)
        limit -= part - left
        found.append(count)
    return found


def _counted(count: int, among: int) -> Size:
    share = Fraction(count, among) if among else None
    known = share if share is not None else Fraction(0)
    return Size(count, count, count, True, share, known, known if among else Fraction(1))


def _estimated(space: Space, count: int | None, among: int | None, found: Estimate) -> Size:
    """The interval of the share, and that of the number: of all packages where those asked about are not counted."""
    share = Fraction(found.hits, found.drawn) if found.drawn else None
    ends = Fraction(found.low), Fraction(found.high)
    if count == 0 and found.drawn:
        # None of the packages asked about is a share of nothing, however many they are.
        ends = Fraction(0), Fraction(0)
    if count is not None:
        return Size(count, count, count, True, share, *ends, found.drawn)
    if among is not None:
        low, high = floor(ends[0] * among), ceil(ends[1] * among)
    else:
        whole = wilson(found.hits, found.tried)
        low, high = floor(Fraction(whole[0]) * space.size), ceil(Fraction(whole[1]) * space.size)
    return Size(None, max(low, min(found.hits, 1)), high, False, share, *ends, found.drawn)

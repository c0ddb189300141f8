"""Numbers of deals that may be estimates, in words: never as exact as a count, and never none or all.

What an estimate rests on are packages drawn at random, so of a share it says between which ends it is, and a share of
which no package was drawn may still be small.
"""

from fractions import Fraction
from math import ceil, floor

from winset.model.result import About
from winset.settlement.records import DealsResult, WinSet
from winset.show.words import count, counted, large, percent, portion, share, span

BY_ESTIMATE = "by estimate"
_TINY = Fraction(1, 200)  # below it `1 in 2600` says more than per cents
_NEARLY_ALL = Fraction(99, 100)  # above it what is left out says more
_LARGE_FROM = 10**6
_PORTIONS_FROM = 10**15  # of so many deals a share says more than two powers of ten


def roughly(number: int) -> str:
    """A number that may be an estimate, with two digits: `about 260 000`."""
    if number >= _LARGE_FROM:
        return f"about {large(number)}"
    keep = 10 ** max(len(str(number)) - 2, 0)
    return f"about {count(round(number / keep) * keep)}"


def between(low: Fraction, high: Fraction) -> str:
    """A share by the ends of its interval, rounded outwards: `1 % to 2.5 %`, `at most 1 in 2600`."""
    if low == high:
        return portion(low)
    if low <= 0 and high >= 1:
        return "an unknown part"
    if low <= 0:
        return f"at most {_end(high, up=True)}"
    if high >= 1:
        return f"at least {_end(low, up=False)}"
    ends = _end(low, up=False), _end(high, up=True)
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"


def _end(value: Fraction, *, up: bool) -> str:
    if value < _TINY:
        return f"1 in {_two_digits(1 / value, up=not up)}"
    if value > _NEARLY_ALL:
        return f"all but 1 in {_two_digits(1 / (1 - value), up=up)}"
    steps = 1000 if value < Fraction(1, 10) else 100  # as many digits as per cents are written with
    return percent(Fraction((ceil if up else floor)(value * steps), steps))


def _two_digits(value: Fraction, *, up: bool) -> str:
    keep = 10 ** max(len(str(floor(value))) - 2, 0)
    return count((ceil if up else floor)(value / keep) * keep)


def many(about: About, number: int) -> str:
    """How many deals there are of a kind of which it is proven whether there is any, unless time ran out."""
    if number == 0 and not about.exact:
        return "none found"
    if not about.estimated or number == 0:
        return count(number)
    return "some" if number == 1 else roughly(number)


def many_deals(about: About, number: int) -> str:
    """How many deals there are of a kind, with the noun: `about 260 000 deals`."""
    return f"{many(about, number)} deals" if about.estimated else counted(number, "deal")


def found_part(about: About, part: int) -> str:
    """A part of the deals asked about of which one at least was found: `some (proven; about 1 in 5000)`."""
    if not about.estimated:
        return _exact(part, about.deals)
    return "some (proven)" if part == 1 else f"some (proven; {part_of(about, part, estimated=True)})"


def whole(about: About) -> str:
    """How many deals were asked about."""
    return roughly(about.deals) if about.estimated else count(about.deals)


def whole_deals(about: About) -> str:
    """How many deals were asked about, with the noun."""
    return f"{roughly(about.deals)} deals" if about.estimated else counted(about.deals, "deal")


def part_of(about: About, part: int, *, estimated: bool) -> str:
    """A part of the deals asked about, of which no interval is known."""
    if not estimated:
        return _exact(part, about.deals)
    return _about(Fraction(part, about.deals))


def accepted(about: About, row: WinSet) -> str:
    """What a ratifier surely accepts of the deals, who is not asked counted as accepting: `96 of 960 (10 %)`."""
    if row.between is not None:
        return f"{between(*row.between[0])} ({BY_ESTIMATE})"
    return portion(row.share_sure, row.stated) if _large(about) else share(row.out + row.yes, about.deals, row.stated)


def may_accept(about: About, row: WinSet) -> str:
    """What a ratifier possibly accepts of the deals."""
    if row.between is not None:
        return f"{between(*row.between[1])} ({BY_ESTIMATE})"
    part = row.out + row.yes + row.open
    return portion(row.share_possible, row.stated) if _large(about) else share(part, about.deals, row.stated)


def refused(about: About, row: WinSet) -> str:
    """What a ratifier refuses of the deals."""
    if row.between is not None:
        low, high = row.between[1]
        return between(1 - high, 1 - low)
    return portion(1 - row.share_possible) if _large(about) else share(row.no, about.deals)


def refuses_some(row: WinSet) -> bool:
    """Whether a ratifier surely refuses some of the deals."""
    return row.between[1][1] < 1 if row.between is not None else row.no > 0


def refuses_all(row: WinSet) -> bool:
    """Whether a ratifier surely refuses every deal."""
    return row.between[1][1] == 0 if row.between is not None else row.share_possible == 0


def from_to(row: WinSet) -> str:
    """What a ratifier accepts, from sure to possible, in few words: `22 % to 45 %`, `about 8.8 %`."""
    if row.between is None:
        return span(row.share_sure, row.share_possible, row.stated)
    sure, possible = (_about(value) for value in (row.share_sure, row.share_possible))
    return sure if sure == possible else f"{sure} to {possible}"


def _about(value: Fraction) -> str:
    if value <= 0 or value >= 1:
        return "few if any" if value <= 0 else "all or nearly all"
    if value > _NEARLY_ALL:
        return f"all but about 1 in {_two_digits(1 / (1 - value), up=False)}"
    return f"about 1 in {_two_digits(1 / value, up=False)}" if value < _TINY else f"about {percent(value)}"


def found_deals(result: DealsResult, number: int, ends: tuple[int, int] | None) -> str:
    """The deals of a kind of which some were found: `some deals (proven; at most 1 in 2600 of all, by estimate)`."""
    about = result.about
    if not about.estimated:
        if number == about.deals:
            return "the only deal" if number == 1 else f"all {count(number)} deals"
        words, bracket, rest = _exact(number, about.deals).partition(" (")
        return f"{words} deals{bracket}{rest}" if bracket else f"{words} of {count(about.deals)} deals"
    if ends is None:
        return f"{count(number)} of {roughly(about.deals)} deals"
    low, high = (min(Fraction(end, about.deals), Fraction(1)) for end in ends)
    low = Fraction(0) if ends[0] <= 1 else low  # the one that was found is known already
    return f"some deals (proven; {between(low, high)} of {roughly(about.deals)}, {BY_ESTIMATE})"


def _exact(part: int, whole_: int) -> str:
    """As a count where it can be taken in, else as a share."""
    return portion(Fraction(part, whole_)) if whole_ >= _PORTIONS_FROM else share(part, whole_)


def _large(about: About) -> bool:
    return about.estimated or about.deals >= _PORTIONS_FROM

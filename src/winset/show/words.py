"""Numbers, shares, dates and lists in words: one way to write each, wherever it is shown."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from winset.case.problems import visible
from winset.case.words import plain_number

_TIMES = "\u00d7"
THIN = "\u202f"  # the narrow space between groups of digits
_GROUPED_FROM = 10_000
_LARGE_FROM = 10**15  # from here on two digits say what a reader can hold
AT_STATED = "at the stated values"
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def count(number: int) -> str:
    """A whole number; five digits and more are grouped by thin spaces, sixteen and more are a power of ten."""
    if abs(number) >= _LARGE_FROM:
        return large(number)
    return f"{number:,}".replace(",", THIN) if abs(number) >= _GROUPED_FROM else str(number)


def large(number: int) -> str:
    """A very large number with two digits, as a power of ten."""
    digits, _, power = f"{Decimal(number):.1e}".partition("e+")
    return f"{digits}{THIN}{_TIMES}{THIN}10^{power}"


def number(value: Fraction) -> str:
    """An exact number: whole, with its decimals, or a fraction as it is."""
    return count(value.numerator) if value.denominator == 1 else plain_number(value)


def counted(number_: int, noun: str, plural: str = "") -> str:
    """A number with its noun: `1 vote`, `7 votes`."""
    return f"{count(number_)} {noun if number_ == 1 else plural or noun + 's'}"


def percent(value: Fraction) -> str:
    """A share between 0 and 1 in per cent; never 0 % or 100 %, which would claim what rounding made.

    Raises:
        ValueError: the share is 0 or 1, which have words of their own (see `share`).
    """
    if not 0 < value < 1:
        raise ValueError("none and all are said in words")
    if value * 1000 < 1:
        return "under 0.1 %"
    if value * 100 > 99:
        return "over 99 %"
    text = f"{float(value * 100):.1f}" if value * 100 < Fraction(995, 100) else f"{float(value * 100):.0f}"
    return f"{text.removesuffix('.0')} %"


def portion(value: Fraction, stated: bool = False) -> str:
    """A share alone, as in a column of a table: `22 %`, `none`, `all`; polls decide at the stated values only."""
    if 0 < value < 1:
        return percent(value)
    word = "none" if value <= 0 else "all"
    return f"{word} {AT_STATED}" if stated else word


def span(least: Fraction, most: Fraction, stated: bool = False) -> str:
    """A share with a sure and a possible end: `22 % to 45 %`, or one of them where they are the same."""
    if least == most:
        return portion(least, stated)
    text = f"{portion(least)} to {portion(most)}"
    return f"{text} {AT_STATED}" if stated and (least <= 0 or most >= 1) else text


def share(part: int, whole: int, stated: bool = False) -> str:
    """A part of a whole: `12 of 55 (22 %)`, `none of 55`, `all 55`, at the stated values where a poll decides."""
    tail = f" {AT_STATED}" if stated else ""
    if part == 0:
        return f"none of {count(whole)}{tail}"
    if part == whole:
        return f"all {count(whole)}{tail}"
    return f"{count(part)} of {count(whole)} ({percent(Fraction(part, whole))})"


def listed(parts: Sequence[str], joined: str = "and") -> str:
    """A list in a sentence: `a`, `a and b`, `a, b and c`."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {joined} {parts[-1]}"


def few(parts: Sequence[str], most: int, of_all: int | None = None) -> str:
    """The first of a list in a sentence, and how many more there are."""
    total = len(parts) if of_all is None else of_all
    shown = list(parts[:most])
    if total > len(shown):
        shown.append(f"{count(total - len(shown))} more")
    return listed(shown)


def day(value: date) -> str:
    """A day: `31 October 2020`."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def dated(text: str) -> str:
    """A date as a case writes it, in words: a day, a month or an unknown date."""
    if text == "unknown":
        return "date unknown"
    parts = text.split("-")
    if not all(part.isdigit() for part in parts) or not 1 <= int(parts[1] if len(parts) > 1 else 1) <= 12:
        return visible(text)
    if len(parts) == 3:
        return f"{int(parts[2])} {_MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return f"{_MONTHS[int(parts[1]) - 1]} {parts[0]}" if len(parts) == 2 else parts[0]


def spoken(id_: str) -> str:
    """An id as words: `free_troops` becomes `free troops`."""
    return visible(id_.replace("_", " "))


def midway(name: str) -> str:
    """A name inside a sentence: `The Senate` becomes `the Senate`."""
    first, space, rest = name.partition(" ")
    return f"{first.lower()}{space}{rest}" if first in {"The", "A", "An", "At", "Its"} else name


def opening(text: str) -> str:
    """Words at the beginning of a sentence: the first letter is a capital."""
    return text[:1].upper() + text[1:]

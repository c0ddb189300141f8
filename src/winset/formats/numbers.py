"""Exact numbers, as other programs write them and as a case does."""

import re
from fractions import Fraction

MOST_DIGITS = 30  # of a number of a case, on either side of its point or stroke
# Bounded, so that a number cannot cost more than its text, and the product of two is still a double for a message.
_NUMBER = re.compile(r"[+-]?(?:\d{1,30}(?:\.\d{0,60})?|\.\d{1,60})(?:[eE][+-]?\d{1,2})?\Z", re.ASCII)


def exact(text: str) -> Fraction | None:
    """The number that a text says, exactly; None where it says none."""
    return Fraction(text) if _NUMBER.match(text) else None


def number_text(value: Fraction) -> str:
    """A number as a case writes it: a decimal where it ends, a fraction where it does not."""
    rest, digits = value.denominator, 0
    while rest % 10 == 0:
        rest //= 10
        digits += 1
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
            digits += 1
    if rest != 1 or digits > MOST_DIGITS:
        return f"{value.numerator}/{value.denominator}"
    whole = abs(value.numerator) * 10**digits // value.denominator
    shown = str(whole).rjust(digits + 1, "0")
    text = f"{shown[: len(shown) - digits]}.{shown[len(shown) - digits :]}".rstrip("0").rstrip(".") if digits else shown
    return f"-{text}" if value < 0 else text

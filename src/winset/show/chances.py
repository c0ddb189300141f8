"""A chance in words and numbers together: `likely, 55 to 80 %`.

The words are those that the Intergovernmental Panel on Climate Change calibrates its findings by (Mastrandrea et al.
2010), by the middle of the interval. Nothing is given as certain or as impossible: a share of draws says what follows
from the ranges of a case, and no more.
"""

from collections.abc import Iterable
from math import ceil, floor

_WORDS = (
    (0.99, "virtually certain"),
    (0.90, "very likely"),
    (0.66, "likely"),
    (0.33, "about as likely as not"),
    (0.10, "unlikely"),
    (0.01, "very unlikely"),
)
_RAREST = "exceptionally unlikely"
_STEP = 20  # ends are rounded outwards to a twentieth
_EDGE = 0.01


def likelihood(low: float, high: float) -> str:
    """The word for an interval of chances, by its middle."""
    middle = (low + high) / 2
    return next((word for least, word in _WORDS if middle >= least), _RAREST)


def interval(low: float, high: float) -> str:
    """The ends of a chance in per cent, rounded outwards: `55 to 80 %`, `over 99 %`, `at most 5 %`."""
    if high <= _EDGE:
        return "under 1 %"
    if low >= 1 - _EDGE:
        return "over 99 %"
    down, up = floor(low * _STEP + 1e-9) * 100 // _STEP, ceil(high * _STEP - 1e-9) * 100 // _STEP
    if down <= 0 and up >= 100:
        return "anything"
    if down <= 0:
        return f"at most {up} %"
    if up >= 100:
        return f"at least {down} %"
    return f"{down} to {up} %"


def chance_words(low: float, high: float) -> str:
    """A chance in words and numbers: `likely, 55 to 80 %`."""
    ends = interval(low, high)
    return "cannot be told" if ends == "anything" else f"{likelihood(low, high)}, {ends}"


def plain_chance(value: float) -> str:
    """One number of a chance, for a column: `34 %`; never none or all of it."""
    if value * 100 < 1:
        return "under 1 %"
    return "over 99 %" if value * 100 > 99 else f"{value * 100:.0f} %"


def widest(ends: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """The interval that holds all of some."""
    held = list(ends)
    return min(low for low, _ in held), max(high for _, high in held)

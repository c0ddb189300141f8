"""Amounts of points and effort in words: as few figures as a reader needs."""

from collections.abc import Sequence

LEAST = 0.0005
"""What is less is next to nothing."""

_LITTLE = "next to nothing"
_MOST_FIGURES = 12


def amount(value: float) -> str:
    """A number with three figures: `67.1`, `0.132`, `1 240`; what is next to nothing is said to be."""
    if abs(value) < LEAST:
        return "0" if value == 0 else _LITTLE
    if abs(value) >= 1000:
        return f"{value:,.0f}".replace(",", "\u202f")
    text = f"{value:.3g}"
    return f"{value:.0f}" if "e" in text else text


def points(value: float) -> str:
    """Points with their number: `1 point`, `67.1 points`, `next to nothing`."""
    return with_points(amount(value))


def borders(values: Sequence[float]) -> list[str]:
    """Numbers that rise, with as many more figures as it takes to tell each from the next: `0.9971`, `0.9973`."""
    said = [amount(value) for value in values]
    for figures in range(4, _MOST_FIGURES + 1):
        if len(set(said)) == len(said):
            break
        said = [_figures(value, figures) for value in values]
    return said


def _figures(value: float, figures: int) -> str:
    text = f"{value:.{figures}g}"
    return amount(value) if "e+" in text else text


def with_points(said: str) -> str:
    """An amount, or two of them, with the unit."""
    if said == _LITTLE:
        return said
    return f"{said} {'point' if said == '1' else 'points'}"

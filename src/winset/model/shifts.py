"""Opinion that has moved: whose, by how many points, on which packages, and how far at the most."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from winset.case.patterns import Pattern
from winset.model.draws import Drawn


@dataclass(frozen=True, slots=True)
class Movement:
    """Points of opinion that one lever moves from against to for in the polls of one judge.

    judge: its short path, such as `lowland.voters`. parts: the packages of each movement, and its points, one number or
    one in every draw. most: what
    they may come to for one package, by the bound of the lever; None where it has none.
    """

    judge: str
    parts: tuple[tuple[Pattern, Fraction | Drawn], ...]
    most: Fraction | None = None


Shifts = tuple[Movement, ...]
"""All that has moved; what several levers move adds up."""


def at(shifts: Iterable[Movement], judge: str) -> Shifts:
    """The movements of one judge's opinion."""
    return tuple(movement for movement in shifts if movement.judge == judge)


def number_of(points: Fraction | Drawn) -> Fraction:
    """A number that is whole at every scale at which these points are."""
    return Fraction(1, points.scale) if isinstance(points, Drawn) else points


def numbers_in(shifts: Shifts) -> list[Fraction]:
    """Every number of points, to find a scale at which all are whole."""
    points = [number_of(points) for movement in shifts for _, points in movement.parts]
    return [*points, *(movement.most for movement in shifts if movement.most is not None)]

"""A negotiation as other programs write it: issues with their values, and profiles that give values points.

A profile adds points over issues and has a value without agreement. What a file says beyond that, or leaves unsaid, is
told as a warning with its place.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from winset.case.problems import Problem

MAX_VALUES = 10_000  # of one issue


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file as it was given: the name that problems show, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue: its name, its values in the order of the file, and whether they are levels."""

    name: str
    values: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """What one side makes of the packages.

    points: for each issue the points of each value, or None where they are no sum over issues. no_deal: what it has
    without agreement; reserved: the package that this is the worth of, as the place of its value in each issue, None
    for an issue that adds nothing. file: where it was read.
    """

    name: str
    file: str
    points: tuple[tuple[Fraction, ...], ...] | None
    no_deal: Fraction = Fraction(0)
    reserved: tuple[int | None, ...] | None = None

    @property
    def least(self) -> Fraction:
        """The points of the worst package."""
        return sum((min(table) for table in self.points or ()), Fraction(0))

    @property
    def most(self) -> Fraction:
        """The points of the best package."""
        return sum((max(table) for table in self.points or ()), Fraction(0))


@dataclass(frozen=True, slots=True)
class Scenario:
    """A whole negotiation. remarks: conventions that were followed, as sentences. warnings: what is not represented."""

    name: str
    issues: tuple[Issue, ...]
    profiles: tuple[Profile, ...]
    remarks: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()


def worth_of(points: Sequence[Sequence[Fraction]], places: Sequence[int | None]) -> Fraction:
    """The points of the package that has the values at these places; an issue without a place adds nothing."""
    chosen = [(table, place) for table, place in zip(points, places, strict=True) if place is not None]
    return sum((table[place] for table, place in chosen), Fraction(0))

"""What is left of formulas and numbers, each told by the places of its parts in a store."""

from typing import NamedTuple, TypeAlias

NEVER, ALWAYS = 0, 1
"""The places of the formulas that hold nowhere and everywhere."""


class Choice(NamedTuple):
    """The option of an issue is one of those whose bits are set: some, not all."""

    issue: int
    bits: int


class Joint(NamedTuple):
    """All parts hold (a conjunction), or some does."""

    conjunction: bool
    parts: tuple[int, ...]


class Denied(NamedTuple):
    """A formula does not hold."""

    part: int


class Reached(NamedTuple):
    """A number is at least a bound."""

    number: int
    bound: int


class Counted(NamedTuple):
    """A sum that is counted elsewhere and a number are together at least a bound."""

    rest: int
    bound: int


Tables: TypeAlias = tuple[tuple[int, tuple[int, ...]], ...]
"""What every option of some issues is worth: by issue, least entry nothing."""


class Total(NamedTuple):
    """The sum of what tables say of options, of the weights of formulas that hold, and of numbers."""

    tables: Tables
    weights: tuple[tuple[int, int], ...]
    numbers: tuple[int, ...]


class Extreme(NamedTuple):
    """The least, or the most, of numbers that each have a constant added."""

    least: bool
    parts: tuple[tuple[int, int], ...]


Node: TypeAlias = Choice | Joint | Denied | Reached | Counted
Amount: TypeAlias = Total | Extreme
Valued: TypeAlias = tuple[int, int]
"""The place of a number, and the constant to be added to it."""

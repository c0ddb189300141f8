"""The packages of a case: one option for every issue that the couplings allow, numbered without being listed.

A package is a tuple of option numbers, one per issue; an issue that exists only in some packages has one more
number, the last, for its absence. Packages are numbered in mixed radix, the first issue slowest.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

from winset.model.logic import Formula

Package = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Dimension:
    """An issue: its options, lowest first where ordered, and whether packages may lack it."""

    id: str
    name: str
    options: tuple[str, ...]
    names: tuple[str, ...]
    ordered: bool
    optional: bool

    @property
    def size(self) -> int:
        """How many numbers it takes: its options, and its absence where it may be absent."""
        return len(self.options) + self.optional

    def label(self, number: int) -> str | None:
        """The option of a number, or None where the issue is absent."""
        return self.options[number] if number < len(self.options) else None


@dataclass(frozen=True, slots=True)
class Space:
    """All packages: the issues, what can be together, and the status quo."""

    dimensions: tuple[Dimension, ...]
    feasible: Formula
    status_quo: Package

    @property
    def size(self) -> int:
        """The number of combinations, before couplings; any number of digits."""
        return prod(dimension.size for dimension in self.dimensions)

    def package(self, number: int) -> Package:
        """The package of a number."""
        digits = []
        for dimension in reversed(self.dimensions):
            number, digit = divmod(number, dimension.size)
            digits.append(digit)
        return tuple(reversed(digits))

    def number(self, package: Package) -> int:
        """The number of a package."""
        number = 0
        for dimension, digit in zip(self.dimensions, package, strict=True):
            number = number * dimension.size + digit
        return number

    def describe(self, package: Package) -> dict[str, str]:
        """The package in words of the case: an option by issue, without the issues that it lacks."""
        pairs = zip(self.dimensions, package, strict=True)
        labels = ((dimension.id, dimension.label(digit)) for dimension, digit in pairs)
        return {issue: option for issue, option in labels if option is not None}

    def parse(self, options: Mapping[str, str]) -> Package:
        """The package of a description; the issues that it does not name are absent.

        Raises:
            KeyError: an issue or an option is unknown, or an issue is missing that every package has.
        """
        digits = []
        for dimension in self.dimensions:
            option = options.get(dimension.id)
            if option is None and not dimension.optional:
                raise KeyError(dimension.id)
            if option is not None and option not in dimension.options:
                raise KeyError(option)
            digits.append(len(dimension.options) if option is None else dimension.options.index(option))
        return tuple(digits)

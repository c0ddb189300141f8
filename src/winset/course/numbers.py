"""The numbers that a course is reckoned with: as the case has them, or others in their place."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from winset.case.shape import Path
from winset.case.written import Number

NONE: Mapping[Path, float] = {}


@dataclass
class Numbers:
    """Numbers by their path in the case: the likely value or the middle, unless another is put in its place.

    instead: other values by path. used: every number that was asked for, by its path. held: with other values in
    their place, opinion and votes are moved no more often than as the case has the numbers.
    """

    instead: Mapping[Path, float] = field(default_factory=dict)
    used: dict[Path, Number] = field(default_factory=dict)
    held: bool = False

    def of(self, number: Number | None, path: Path, default: float) -> float:
        """The value of a number; the default where the case has none."""
        if number is None:
            return default
        self.used[path] = number
        return self.instead[path] if path in self.instead else float(number.value)

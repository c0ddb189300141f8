"""What a goal makes of a package and of a level of a condition: the points of one period."""

from collections.abc import Mapping
from functools import cached_property

from winset.case.course import Goal
from winset.case.sections import CaseFile
from winset.case.shape import Path
from winset.course.numbers import Numbers


class Aims:
    """The points of a goal.

    A goal has points of its own, by issue or condition, and may take those of a ratifier, each issue by its weight.
    """

    def __init__(self, file: CaseFile, goal: Goal, goal_id: str, numbers: Numbers) -> None:
        self.file = file
        self.goal = goal
        self.numbers = numbers
        self.path: Path = ("goals", goal_id)

    @cached_property
    def tables(self) -> Mapping[str, Mapping[str, float]]:
        """Points by issue or condition and option."""
        found: dict[str, dict[str, float]] = {}
        for id_, written in self.goal.points.items():
            table = found.setdefault(id_, {})
            for option, number in written.items():
                table[option] = self.numbers.of(number, (*self.path, "points", id_, option), 0.0)
        for issue, options in self._taken():
            table = found.setdefault(issue, {})
            for option, points in options.items():
                table[option] = table.get(option, 0.0) + points
        return found

    def _taken(self) -> list[tuple[str, dict[str, float]]]:
        """The points of the ratifier that the goal names, by the goal's weights."""
        if self.goal.ratifier is None:
            return []
        party, _, id_ = self.goal.ratifier.partition(".")
        at: Path = ("parties", party, "ratifiers", id_, "points")
        found = []
        for issue, options in self.file.parties[party].ratifiers[id_].points.items():
            default = 0.0 if self.goal.weights else 1.0
            weight = self.numbers.of(self.goal.weights.get(issue), (*self.path, "weights", issue), default)
            found.append(
                (
                    issue,
                    {
                        each: weight * self.numbers.of(number, (*at, issue, each), 0.0)
                        for each, number in options.items()
                    },
                )
            )
        return found

    def of_package(self, package: Mapping[str, str]) -> float:
        """The points of a package, given as options by issue."""
        return sum(self.tables[issue].get(option, 0.0) for issue, option in package.items() if issue in self.tables)

    def of_level(self, condition: str, level: str) -> float:
        """The points of a level of a condition."""
        return self.tables.get(condition, {}).get(level, 0.0)

    @property
    def attention(self) -> float:
        """Points that a unit of effort would earn elsewhere."""
        return self.numbers.of(self.goal.attention, (*self.path, "attention"), 0.0)

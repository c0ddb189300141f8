"""The terms of a case in one world: issues numbered, conditions fixed, patterns turned into formulas."""

from collections.abc import Mapping
from dataclasses import dataclass

from winset.case.patterns import EVERYTHING, Combined, Match, Named, Pattern, matching_options
from winset.case.sections import CaseFile
from winset.model.logic import FALSE, TRUE, Atom, Formula, all_of, any_of, negation
from winset.model.space import Dimension, Package, Space


@dataclass(frozen=True, slots=True)
class Terms:
    """What patterns are read against: the issues, the levels of the conditions, and the named patterns."""

    dimensions: tuple[Dimension, ...]
    world: Mapping[str, str]
    conditions: Mapping[str, tuple[str, ...]]
    named: Mapping[str, Pattern]
    status_quo: Package

    def formula(self, pattern: Pattern) -> Formula:
        """The formula of a pattern in this world.

        Raises:
            KeyError: the pattern names something that the case does not have.
        """
        if isinstance(pattern, Named):
            return self.formula(self.named[pattern.name])
        return all_of([self._clause(clause) for clause in pattern.clauses])

    def _clause(self, clause: Match | Combined) -> Formula:
        if isinstance(clause, Combined):
            parts = [self.formula(part) for part in clause.parts]
            if clause.word == "not":
                return negation(parts[0])
            return any_of(parts) if clause.word == "any" else all_of(parts)
        if clause.id in self.conditions:
            levels = matching_options(clause, self.conditions[clause.id])
            return TRUE if self.world[clause.id] in levels else FALSE
        return self._atom(clause)

    def _atom(self, match: Match) -> Formula:
        number = self.issue(match.id)
        dimension = self.dimensions[number]
        taken = matching_options(match, dimension.options)
        if not taken:
            return FALSE
        if len(taken) == dimension.size:
            return TRUE
        return Atom(number, sum(1 << dimension.options.index(option) for option in taken))

    def issues_named(self, pattern: Pattern) -> frozenset[str]:
        """The issues that a pattern speaks of, through the patterns that it names; conditions are left out."""
        if isinstance(pattern, Named):
            return self.issues_named(self.named[pattern.name])
        found: set[str] = set()
        for clause in pattern.clauses:
            if isinstance(clause, Combined):
                found.update(*(self.issues_named(part) for part in clause.parts))
            elif clause.id not in self.conditions:
                found.add(clause.id)
        return frozenset(found)

    def issue(self, issue_id: str) -> int:
        """The number of an issue."""
        for number, dimension in enumerate(self.dimensions):
            if dimension.id == issue_id:
                return number
        raise KeyError(issue_id)


def read_terms(file: CaseFile, world: Mapping[str, str]) -> Terms:
    """The terms of a case in a world that gives every condition a level."""
    dimensions = tuple(
        Dimension(
            id=issue_id,
            name=issue.name or issue_id,
            options=tuple(issue.options),
            names=tuple(issue.options.values()),
            ordered=issue.ordered,
            optional=issue.only_when != EVERYTHING,
        )
        for issue_id, issue in file.issues.items()
    )
    conditions = {condition_id: tuple(condition.options) for condition_id, condition in file.conditions.items()}
    status_quo = Space(dimensions, TRUE, ()).parse(file.status_quo)
    return Terms(dimensions, dict(world), conditions, file.patterns, status_quo)


def read_space(file: CaseFile, terms: Terms) -> Space:
    """The packages that the couplings allow in this world, and the status quo."""
    rules: list[Formula] = []
    for number, (dimension, issue) in enumerate(zip(terms.dimensions, file.issues.values(), strict=True)):
        if dimension.optional:
            exists = terms.formula(issue.only_when)
            present = Atom(number, (1 << len(dimension.options)) - 1)
            rules += [any_of([negation(exists), present]), any_of([exists, negation(present)])]
    rules += [negation(terms.formula(coupling.when)) for coupling in file.never.values()]
    return Space(terms.dimensions, all_of(rules), terms.status_quo)

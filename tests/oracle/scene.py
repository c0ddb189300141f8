"""Packages, worlds, patterns and who is asked what: the ground on which answers are given."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Literal

from winset.case.patterns import Combined, Match, Named, Pattern
from winset.case.sections import CaseFile, Ratifier

Package = Mapping[str, str]
World = Mapping[str, str]
Answer = Literal["yes", "no", "open"]
Said = Literal["yes", "no", "open", "out"]


@dataclass(frozen=True)
class Scene:
    """One package in one world of a case."""

    case: CaseFile
    world: World
    package: Package

    def matches(self, pattern: Pattern) -> bool:
        """Whether the package in its world matches."""
        if isinstance(pattern, Named):
            return self.matches(self.case.patterns[pattern.name])
        return all(self._clause(clause) for clause in pattern.clauses)

    def _clause(self, clause: Match | Combined) -> bool:
        if isinstance(clause, Match):
            return self._match(clause)
        parts = [self.matches(part) for part in clause.parts]
        if clause.word == "any":
            return True in parts
        if clause.word == "all":
            return False not in parts
        return True not in parts

    def _match(self, clause: Match) -> bool:
        if clause.id in self.case.conditions:
            level, levels = self.world[clause.id], list(self.case.conditions[clause.id].options)
        elif clause.id in self.package:
            level, levels = self.package[clause.id], list(self.case.issues[clause.id].options)
        else:
            return False  # an issue that the package does not have matches nothing
        if clause.options is not None:
            return level in clause.options
        place = levels.index(level)
        if clause.at_least is not None and place < levels.index(clause.at_least):
            return False
        return clause.at_most is None or place <= levels.index(clause.at_most)

    def at_status_quo(self) -> "Scene":
        """The status quo in the same world."""
        return Scene(self.case, self.world, self.case.status_quo)


def issues_named(case: CaseFile, pattern: Pattern) -> frozenset[str]:
    """The issues that a pattern names, also through named patterns; conditions are left out."""
    if isinstance(pattern, Named):
        return issues_named(case, case.patterns[pattern.name])
    found: set[str] = set()
    for clause in pattern.clauses:
        if isinstance(clause, Combined):
            for part in clause.parts:
                found |= issues_named(case, part)
        elif clause.id in case.issues:
            found.add(clause.id)
    return frozenset(found)


def worlds(case: CaseFile) -> list[dict[str, str]]:
    """The worlds that may be the present one: conditions as they are now, at every level where that is unknown."""
    levels = [
        list(condition.options) if condition.now == "unknown" else [condition.now]
        for condition in case.conditions.values()
    ]
    return [dict(zip(case.conditions, chosen, strict=True)) for chosen in product(*levels)]


def every_world(case: CaseFile) -> list[dict[str, str]]:
    """Every world: each condition at each of its levels."""
    levels = [list(condition.options) for condition in case.conditions.values()]
    return [dict(zip(case.conditions, chosen, strict=True)) for chosen in product(*levels)]


def packages(case: CaseFile, world: World) -> list[dict[str, str]]:
    """Every package that can be in this world, first issue slowest."""
    found = list(_grow(case, world, {}, list(case.issues)))
    return [
        package
        for package in found
        if not any(Scene(case, world, package).matches(coupling.when) for coupling in case.never.values())
    ]


def _grow(case: CaseFile, world: World, so_far: dict[str, str], left: list[str]) -> Iterator[dict[str, str]]:
    if not left:
        yield so_far
        return
    issue = case.issues[left[0]]
    if not Scene(case, world, so_far).matches(issue.only_when):
        yield from _grow(case, world, so_far, left[1:])
        return
    for option in issue.options:
        yield from _grow(case, world, {**so_far, left[0]: option}, left[1:])


def is_deal(scene: Scene) -> bool:
    """Whether the package is put to ratifiers: it matches `deal` and is not the status quo."""
    if dict(scene.package) == dict(scene.case.status_quo):
        return False
    return scene.case.deal is None or scene.matches(scene.case.deal)


def deals(case: CaseFile, world: World) -> list[dict[str, str]]:
    """Every deal that can be in this world."""
    return [package for package in packages(case, world) if is_deal(Scene(case, world, package))]


def ratifiers(case: CaseFile) -> dict[str, Ratifier]:
    """Every ratifier by its path."""
    return {
        f"{party_id}.{ratifier_id}": ratifier
        for party_id, party in case.parties.items()
        for ratifier_id, ratifier in party.ratifiers.items()
    }


def vetoes(case: CaseFile) -> list[str]:
    """The ratifiers whose no stops a deal; followers stop nothing of their own."""
    return [
        path for path, ratifier in ratifiers(case).items() if ratifier.counts_as == "veto" and ratifier.follows is None
    ]


def in_scope(scene: Scene, path: str) -> bool:
    """Whether this ratifier is asked about the package."""
    scope = ratifiers(scene.case)[path].scope
    if scope is not None:
        return scene.matches(scope)
    party, _, name = path.partition(".")
    if scene.case.parties[party].lead == name:
        return True
    return is_deal(scene)

"""Linkage written from its definition, package by package, to hold the product against."""

from collections.abc import Callable, Iterable, Mapping
from itertools import product
from typing import NamedTuple

import oracle
from oracle.scene import Scene, issues_named
from winset.case.patterns import Pattern
from winset.case.sections import CaseFile

Package = dict[str, str]
World = dict[str, str]
Key = tuple[str | None, ...]
Four = tuple[int, int, int, int]
"""How many without, how many with, how many only with, how many only without."""


class Deal(NamedTuple):
    """A deal asked about in a world, what becomes of it, and what every ratifier says."""

    package: Package
    world: World
    verdict: str
    said: Mapping[str, str]

    @property
    def sure(self) -> bool:
        return self.verdict == "ratified"

    @property
    def possible(self) -> bool:
        return self.verdict != "refused"


def four(before: Iterable[object], after: Iterable[object]) -> Four:
    old, new = set(before), set(after)
    return len(old), len(new), len(new - old), len(old - new)


class Linkage:
    """What is linked in a case, and all that follows from looking at every package."""

    def __init__(self, case: CaseFile, named: list[str], where: Pattern) -> None:
        self.case = case
        self.main = oracle.worlds(case)[0]
        self.issues = [name for name in case.issues if name in named]
        self.conditions = [name for name in case.conditions if name in named]
        group = self.with_dependents(self.issues)
        self.with_them = [name for name in case.issues if name in group and name not in named]
        self.others = [name for name in case.issues if name not in group]
        self.voters = [path for path, who in oracle.ratifiers(case).items() if who.follows is None]
        self.home = self.key(dict(case.status_quo))
        levels = [list(case.conditions[name].options) for name in self.conditions]
        worlds = [{**self.main, **dict(zip(self.conditions, chosen, strict=True))} for chosen in product(*levels)]
        self.deals = [deal for world in worlds for deal in self.asked(world, where)]
        self.keys = {self.key(deal.package) for deal in self.deals} - {self.home}

    def with_dependents(self, issues: Iterable[str]) -> set[str]:
        found = set(issues)
        for name, issue in self.case.issues.items():
            if issues_named(self.case, issue.only_when) & found:
                found.add(name)
        return found

    def asked(self, world: World, where: Pattern | None) -> list[Deal]:
        return [
            Deal(
                package,
                world,
                oracle.verdict(self.case, world, package),
                {path: oracle.answer(self.case, world, path, package) for path in self.voters},
            )
            for package in oracle.deals(self.case, world)
            if where is None or Scene(self.case, world, package).matches(where)
        ]

    def key(self, package: Package) -> Key:
        return tuple(package.get(name) for name in self.others)

    def found(self, test: Callable[[Deal], bool]) -> set[Key]:
        """The packages of the other issues that some deal contains for which the test holds."""
        return {self.key(deal.package) for deal in self.deals if test(deal)} & self.keys

    def holdings(self) -> list[dict[str, str]]:
        ways = []
        for name in self.issues:
            held = self.case.status_quo.get(name)
            ways.append([held] if held is not None else list(self.case.issues[name].options))
        for name in self.conditions:
            unknown = self.case.conditions[name].now == "unknown"
            ways.append(list(self.case.conditions[name].options) if unknown else [self.main[name]])
        return [dict(zip([*self.issues, *self.conditions], chosen, strict=True)) for chosen in product(*ways)]

    def holds(self, at: Mapping[str, str], deal: Deal) -> bool:
        return all(
            deal.world[name] == option if name in self.conditions else deal.package.get(name) in {None, option}
            for name, option in at.items()
        )

    def beside(self, at: Mapping[str, str], then: Callable[[Deal], bool] = lambda deal: True) -> tuple[Four, Four]:
        """What is sure and what possible where a test holds, against where what is linked is held."""
        sure = four(
            self.found(lambda deal: deal.sure and self.holds(at, deal)),
            self.found(lambda deal: deal.sure and then(deal)),
        )
        possible = four(
            self.found(lambda deal: deal.possible and self.holds(at, deal)),
            self.found(lambda deal: deal.possible and then(deal)),
        )
        return sure, possible

    def refusing(self, deals: list[Deal]) -> set[str]:
        return {path for path in oracle.vetoes(self.case) if deals and all(deal.said[path] == "no" for deal in deals)}

    def with_option(self, name: str, option: str) -> list[Deal]:
        return [
            deal for deal in self.deals if (deal.world if name in self.conditions else deal.package).get(name) == option
        ]

    def stand(self, at: Mapping[str, str], path: str) -> tuple[int, int, int, int, int, int]:
        """Accepts held and free, allows held and free, accepts only moved, only held though it could move."""

        def accepts(deal: Deal) -> bool:
            return deal.said[path] in {"yes", "out"}

        held = self.found(lambda deal: self.holds(at, deal) and accepts(deal))
        moved = self.found(lambda deal: not self.holds(at, deal) and accepts(deal))
        could = self.found(lambda deal: not self.holds(at, deal))
        allows_held = self.found(lambda deal: self.holds(at, deal) and deal.said[path] != "no")
        allows = self.found(lambda deal: deal.said[path] != "no")
        return (
            len(held),
            len(held | moved),
            len(allows_held),
            len(allows),
            len(moved - held),
            len((held & could) - moved),
        )

    def parts(self) -> list[set[str]]:
        parts: list[set[str]] = []
        for name in self.issues:
            part = self.with_dependents([name])
            for other in [each for each in parts if each & part]:
                parts.remove(other)
                part |= other
            parts.append(part)
        rest = set(self.others)
        return [part for part in [*parts, rest] if part]

    def apart(self, deal: Deal) -> list[Package]:
        """The deal's parts, each as the package that it would be if all else stayed at the status quo."""
        home = dict(self.case.status_quo)
        proposals = []
        for part in self.parts():
            whole = {
                name: option
                for name in self.case.issues
                if (option := (deal.package if name in part else home).get(name)) is not None
            }
            if whole != home:
                proposals.append(whole)
        return proposals

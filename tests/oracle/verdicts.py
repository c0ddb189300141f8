"""Verdicts on packages, and the sets of ratifiers that stop or open a deal."""

from itertools import combinations
from typing import Literal, NamedTuple

from oracle.judges import answer
from oracle.scene import Package, Said, Scene, World, deals, vetoes
from winset.case.patterns import EVERYTHING, Pattern
from winset.case.sections import CaseFile

Verdict = Literal["ratified", "refused", "open"]
Sets = set[frozenset[str]]


class Conflicts(NamedTuple):
    """Minimal sets of vetoes that accept no common deal."""

    definite: Sets
    possible: Sets


class Waivers(NamedTuple):
    """Minimal sets of vetoes whose waiving opens a deal."""

    sure: Sets
    possible: Sets


def _verdict(said: list[Said]) -> Verdict:
    if "no" in said:
        return "refused"
    return "open" if "open" in said else "ratified"


def verdict(case: CaseFile, world: World, package: Package) -> Verdict:
    """Ratified if every veto in scope says yes, refused if one says no, else open."""
    return _verdict([answer(case, world, path, package) for path in vetoes(case)])


def _answers(case: CaseFile, world: World, where: Pattern) -> list[dict[str, Said]]:
    """What every veto says to every deal that matches."""
    return [
        {path: answer(case, world, path, package) for path in vetoes(case)}
        for package in deals(case, world)
        if Scene(case, world, package).matches(where)
    ]


def _subsets(members: list[str]) -> list[frozenset[str]]:
    return [frozenset(chosen) for size in range(len(members) + 1) for chosen in combinations(members, size)]


def _minimal(sets: list[frozenset[str]]) -> Sets:
    return {one for one in sets if not any(other < one for other in sets)}


def conflict_sets(case: CaseFile, world: World, where: Pattern = EVERYTHING) -> Conflicts:
    """Minimal sets such that each deal is refused by a member, and such that no deal has every member's yes."""
    answers = _answers(case, world, where)
    subsets = _subsets(vetoes(case))
    definite = [one for one in subsets if all("no" in [said[path] for path in one] for said in answers)]
    possible = [one for one in subsets if not any(_all_accept(said, one) for said in answers)]
    return Conflicts(_minimal(definite), _minimal(possible))


def _all_accept(said: dict[str, Said], members: frozenset[str]) -> bool:
    return all(said[path] in {"yes", "out"} for path in members)


def waiver_sets(case: CaseFile, world: World, where: Pattern = EVERYTHING) -> Waivers:
    """Minimal sets without which some deal is ratified, and without which some deal is not refused."""
    answers = _answers(case, world, where)
    everybody = frozenset(vetoes(case))
    subsets = _subsets(vetoes(case))
    left = {one: [_verdict([said[path] for path in everybody - one]) for said in answers] for one in subsets}
    sure = [one for one in subsets if "ratified" in left[one]]
    possible = [one for one in subsets if any(found != "refused" for found in left[one])]
    return Waivers(_minimal(sure), _minimal(possible))

"""What each ratifier lacks, and the packages nearest to being ratified.

A shortfall is a vector over ratifiers, each component in its own unit; units are never added up. A package is nearest
when no other is at most as far in every component and nearer in some. The margin of the status quo is that distance:
it is nothing exactly where a deal is possible.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from winset.case.paths import case_path
from winset.model.acceptance.kind import Lack, added_up
from winset.model.compile import Model
from winset.model.logic import anywhere
from winset.model.result import PackageRecord
from winset.model.space import Package
from winset.model.view import Path
from winset.settlement.blocks import Block, single
from winset.settlement.frontier import Frontier, FrontierPoints
from winset.settlement.records import Near, Shortfall
from winset.settlement.survey import Judged

_LOOKED_AT = 500

Key = tuple[int, str, Path]
"""A component: the ratifier's number, the kind, and the part of the case."""


def lacks_of(model: Model, block: Block) -> dict[Key, Lack]:
    """Every component of every veto's shortfall over a block, nothing where it is not asked."""
    found: dict[Key, Lack] = {}
    for number in model.vetoes:
        who = model.ratifiers[number]
        scope = np.asarray(block.test(who.scope)).astype(np.int64)[()]
        for (kind, path), lack in added_up(who.judge.shortfall(block)).items():
            least, most = lack.least * scope, lack.most * scope
            found[number, kind, path] = Lack(kind, path, lack.unit, least, most, lack.scale)
    return found


class NearestOf:
    """Gathers the deals asked about whose least shortfalls no other deal dominates."""

    def __init__(self, model: Model, keep: int) -> None:
        self.model = model
        self.keep = keep
        self.keys: tuple[Key, ...] = ()
        self.frontier: Frontier | None = None

    def take(self, judged: Judged) -> None:
        """Add the block's deals by what they lack."""
        if not anywhere(judged.asked):
            return
        lacks = lacks_of(self.model, judged.block)
        if self.frontier is None:
            self.keys = tuple(lacks)
            self.frontier = Frontier(max(len(self.keys), 1), keep=self.keep)
        numbers = np.flatnonzero(judged.block.full(judged.asked))
        size = judged.block.layout.size
        columns = [-np.broadcast_to(lacks[key].least, size)[numbers] for key in self.keys]
        values = np.stack(columns, axis=1) if columns else np.zeros((numbers.size, 1), dtype=np.int64)
        self.frontier.add(values, numbers + judged.block.start)

    def points(self) -> FrontierPoints | None:
        """The nearest vectors, or None where no deal was asked about."""
        return None if self.frontier is None else self.frontier.result()


def package_shortfalls(model: Model, package: Package) -> tuple[Shortfall, ...]:
    """What each veto lacks to accept one package, from least to most; only what is lacking at most."""
    block = single(model.space, package, set())
    found = []
    for (number, kind, path), lack in lacks_of(model, block).items():
        most = Fraction(int(lack.most), lack.scale)
        if most > 0:
            least = Fraction(int(lack.least), lack.scale)
            found.append(Shortfall(model.ratifiers[number].id, kind, case_path(path), lack.unit, least, most))
    return tuple(found)


def nearest(model: Model, points: FrontierPoints | None, most: int) -> tuple[tuple[Near, ...], int]:
    """The nearest packages, up to `most` of them, and how many there are in all.

    Those that lack something of the fewest ratifiers come first; no units are compared with each other.
    """
    if points is None:
        return (), 0
    rows: list[tuple[int, Near]] = []
    for row, packages in zip(points.values, points.packages, strict=True):
        lacking = int(np.count_nonzero(row))
        rows += [(lacking, _near(model, number)) for number in packages]
        if len(rows) > _LOOKED_AT:
            break
    worst = {near.package.number: _worst(near) for _, near in rows}
    rows.sort(key=lambda row: (row[0], _beaten(row[1], worst), row[1].package.number))
    kept = tuple(replace(near, inputs=_deciding(model, near.package.number)) for _, near in rows[:most])
    return kept, int(points.multiplicity.sum())


def near_packages(model: Model, numbers: Iterable[int]) -> tuple[Near, ...]:
    """Packages given by their numbers, with what each ratifier lacks and the parts of the case that decide it."""
    return tuple(replace(_near(model, number), inputs=_deciding(model, number)) for number in numbers)


def _near(model: Model, number: int) -> Near:
    return Near(record(model, number), package_shortfalls(model, model.space.package(number)))


def _deciding(model: Model, number: int) -> tuple[str, ...]:
    """The parts of the case that decide what vetoes say of one package."""
    used: set[Path] = set()
    block = single(model.space, model.space.package(number), used)
    for veto in model.vetoes:
        model.ratifiers[veto].judge.answer(block)
    return tuple(sorted(map(case_path, used)))


def _worst(near: Near) -> dict[tuple[str, str, str], Fraction]:
    return {(part.ratifier, part.kind, part.path): part.most for part in near.shortfalls}


def _beaten(near: Near, worst: Mapping[int, Mapping[tuple[str, str, str], Fraction]]) -> bool:
    """Whether some other lacks no more anywhere, at the most, and less somewhere."""
    own = worst[near.package.number]
    return any(
        other != own and all(amount <= own.get(part, Fraction(0)) for part, amount in other.items())
        for other in worst.values()
    )


def alone(model: Model, keys: Sequence[Key], points: FrontierPoints | None) -> tuple[Shortfall, ...]:
    """For each ratifier that could open a deal alone, the least that it would have to give."""
    if points is None:
        return ()
    best: dict[int, npt.NDArray[np.int64]] = {}
    for place in range(points.values.shape[0]):
        row = -points.values[place]
        lacking = {key[0] for key, value in zip(keys, row, strict=False) if value > 0}
        if len(lacking) == 1:
            number = lacking.pop()
            held = best.get(number)
            if held is None or row.sum() < held.sum():
                best[number] = row
    found: list[Shortfall] = []
    for number, row in sorted(best.items()):
        wanted = tuple(-row)
        place = next(at for at in range(points.values.shape[0]) if tuple(points.values[at]) == wanted)
        package = model.space.package(points.packages[place][0])
        found += [part for part in package_shortfalls(model, package) if part.ratifier == model.ratifiers[number].id]
    return tuple(found)


def record(model: Model, number: int) -> PackageRecord:
    """A package by its number, as results carry it."""
    return PackageRecord(number, tuple(model.space.describe(model.space.package(number)).items()))

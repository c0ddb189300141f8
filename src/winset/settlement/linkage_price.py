"""The linked packages that become ratifiable, and what each ratifier would pay or gain in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from winset.model.acceptance.worth import holds, value_of
from winset.model.compile import Model
from winset.model.logic import anywhere
from winset.model.space import Package
from winset.settlement.answers import WORDS, said_of
from winset.settlement.linkage_records import LinkedPackage, Payment
from winset.settlement.linking import Holding, IntArray, Linking, Projection
from winset.settlement.shortfall import record
from winset.settlement.survey import Judged

OPENED = 12


@dataclass
class _Found:
    """The package nearest to what is held, so far: how many linked options move, its model and its number."""

    moved: int
    model: Model
    number: int


class OpenedOf:
    """Gathers, for chosen packages of the other issues, a ratifiable package in which the fewest linked parts move."""

    def __init__(self, others: Projection, linked: Projection, home: Package, wanted: IntArray, *, sure: bool) -> None:
        self.others = others
        self.linked = linked
        self.home = home
        self.wanted = wanted
        self.sure = sure
        self.found: dict[int, _Found] = {}
        self._wanted = np.zeros(others.size, dtype=np.bool_)
        self._wanted[wanted] = True

    def within(self, model: Model, levels_moved: int) -> "_OpenedIn":
        """The gatherer for one world, in which so many conditions have moved."""
        return _OpenedIn(self, model, levels_moved)

    def take(self, judged: Judged, model: Model, levels_moved: int) -> None:
        """Look at the ratifiable deals of a block."""
        mask = judged.asked & (judged.sure if self.sure else judged.possible)
        if not anywhere(mask):
            return
        index = self.others.index(judged.block)
        places = np.flatnonzero(judged.block.full(mask) & self._wanted[index])
        if not places.size:
            return
        moved = self.linked.unlike(self.linked.index(judged.block)[places], self.home) + levels_moved
        order = np.lexsort((places, moved))
        firsts = np.unique(index[places[order]], return_index=True)
        for other, first in zip(*(part.tolist() for part in firsts), strict=True):
            at = order[first]
            held = self.found.get(other)
            if held is None or moved[at] < held.moved:
                self.found[other] = _Found(int(moved[at]), model, judged.block.start + int(places[at]))


@dataclass
class _OpenedIn:
    """`OpenedOf` in one world."""

    whole: OpenedOf
    model: Model
    levels_moved: int

    def take(self, judged: Judged) -> None:
        """Look at a block."""
        self.whole.take(judged, self.model, self.levels_moved)


def nearest_to(others: Projection, status_quo: Package, chosen: npt.NDArray[np.bool_], most: int) -> IntArray:
    """Of the chosen packages of the other issues, those that change the fewest of them."""
    numbers = np.flatnonzero(chosen)
    order = np.argsort(others.unlike(numbers, status_quo), kind="stable")
    return numbers[order[:most]]


def home_of(holding: Holding, status_quo: Package) -> Package:
    """The status quo with what is linked as it is held."""
    held = dict(holding.digits)
    return tuple(held.get(issue, digit) for issue, digit in enumerate(status_quo))


def linked_packages(opened: OpenedOf, linking: Linking, before: Model) -> tuple[LinkedPackage, ...]:
    """The packages found, each with what moves and with what it changes for each ratifier.

    Args:
        opened: what was gathered.
        linking: what is linked.
        before: the case in the world in which conditions are as they are held.
    """
    found = [opened.found[other] for other in opened.wanted.tolist() if other in opened.found]
    return tuple(
        linked_package(linking, opened.home, before, each.model, each.number, sure=opened.sure) for each in found
    )


def linked_package(
    linking: Linking, home: Package, before: Model, after: Model, number: int, *, sure: bool
) -> LinkedPackage:
    """A package that can be ratified, with what moves and with what it changes for each ratifier.

    Args:
        linking: what is linked.
        home: the status quo with what is linked as it is held.
        before: the case in the world in which conditions are as they are held.
        after: the case in the world in which the package can be ratified.
        number: the package.
        sure: whether all say yes to it.
    """
    space = before.space
    package = space.package(number)
    group = (*linking.issues, *linking.with_them)
    held = _unlinked(package, home, group, before)
    issues = [
        (dimension.id, dimension.label(home[issue]), dimension.label(package[issue]))
        for issue in group
        if (dimension := space.dimensions[issue]) and package[issue] != home[issue]
    ]
    levels = [
        (name, before.world[name], after.world[name])
        for name in linking.conditions
        if before.world[name] != after.world[name]
    ]
    price = _price(before, held, after, package, number)
    return LinkedPackage(record(before, number), sure, (*issues, *levels), price)


def _unlinked(package: Package, home: Package, group: Sequence[int], model: Model) -> Package | None:
    """The same package with nothing linked; None where the couplings do not allow it."""
    held = tuple(home[issue] if issue in group else digit for issue, digit in enumerate(package))
    return held if holds(model.space.feasible, held) else None


def _price(before: Model, held: Package | None, after: Model, package: Package, number: int) -> tuple[Payment, ...]:
    was = said_of(before, before.space.number(held)) if held is not None else None
    now = said_of(after, number)
    rows = []
    for place, who in enumerate(after.ratifiers):
        answer = WORDS[was[place]] if was is not None else None
        points = _points(before, held, after, package, place)
        if who.follows is None and (answer != WORDS[now[place]] or points):
            rows.append(Payment(who.id, answer, WORDS[now[place]], points))
    return tuple(rows)


def _points(before: Model, held: Package | None, after: Model, package: Package, place: int) -> Fraction | None:
    """What the linked package is worth more, or less, than the same with nothing linked."""
    old, new = before.ratifiers[place].worth, after.ratifiers[place].worth
    if held is None or old is None or new is None:
        return None
    then = Fraction(value_of(old.points, held), old.points.scale)
    return Fraction(value_of(new.points, package), new.points.scale) - then

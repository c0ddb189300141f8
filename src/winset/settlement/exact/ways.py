"""The ways in which what is linked may be, and packages of the other issues, as formulas of those issues only."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from math import prod

from winset.case.problems import CaseError, Problem
from winset.model.acceptance.worth import holds
from winset.model.logic import FALSE, TRUE, Atom, Formula, all_of, any_of, negation
from winset.model.space import Dimension, Package, Space
from winset.settlement.exact.fixing import Fixing
from winset.settlement.exact.stands import Stands
from winset.settlement.linking import Holding, Linking

MOST_WAYS = 512

Stand = Callable[[Stands], Formula]
"""What is asked of a package in a world, such as that it is sure."""


@dataclass(frozen=True)
class Way:
    """An option of every issue that is linked or goes with them, in one world. world: its place among the worlds."""

    world: int
    stands: Stands
    fixing: Fixing

    def left(self, stand: Stand) -> Formula:
        """The packages of the other issues that have a stand where what is linked is so."""
        return self.fixing.formula(stand(self.stands))

    def complete(self, package: Package) -> Package:
        """A package of the other issues with what is linked in this way."""
        return tuple(self.fixing.digits.get(issue, digit) for issue, digit in enumerate(package))


@dataclass(frozen=True)
class Linked:
    """What is linked, in each world, and every way in which it may be.

    worlds: the main world first. ways: those in which some package might be asked about.
    """

    linking: Linking
    worlds: tuple[Stands, ...]
    ways: tuple[Way, ...]

    @property
    def space(self) -> Space:
        """The space of all packages."""
        return self.worlds[0].model.space

    @cached_property
    def others(self) -> Space:
        """The space of the other issues: what is linked has one option, and couplings are in the formulas."""
        group = {*self.linking.issues, *self.linking.with_them}
        dimensions = tuple(
            _narrowed(dimension) if issue in group else dimension
            for issue, dimension in enumerate(self.space.dimensions)
        )
        status_quo = tuple(0 if issue in group else digit for issue, digit in enumerate(self.space.status_quo))
        return Space(dimensions, TRUE, status_quo)

    @cached_property
    def away(self) -> Formula:
        """The packages of the other issues, apart from their status quo."""
        return negation(self.same(self.space.status_quo))

    def same(self, package: Package) -> Formula:
        """The packages of the other issues that are as in this one."""
        return all_of([Atom(issue, 1 << package[issue]) for issue in self.linking.others])

    def held(self, holding: Holding) -> tuple[tuple[Way, ...], tuple[Way, ...]]:
        """The ways that hold what is linked so, and those that do not."""
        wanted = holding.formula(self.space.dimensions)
        status_quo = self.space.status_quo
        kept = [
            holding.matches(way.stands.model.world) and holds(wanted, way.complete(status_quo)) for way in self.ways
        ]
        return (
            tuple(way for way, here in zip(self.ways, kept, strict=True) if here),
            tuple(way for way, here in zip(self.ways, kept, strict=True) if not here),
        )

    def some(self, ways: Iterable[Way], stand: Stand) -> Formula:
        """The packages of the other issues, apart from their status quo, that have a stand in some of these ways."""
        return all_of([self.away, any_of([way.left(stand) for way in ways])])


def linked_in(linking: Linking, worlds: Sequence[Stands]) -> Linked:
    """What is linked, with every way in which it may be.

    Raises:
        CaseError: there are too many ways.
    """
    space = worlds[0].model.space
    group = sorted((*linking.issues, *linking.with_them))
    sizes = [space.dimensions[issue].size for issue in group]
    count = prod(sizes) * len(worlds)
    if count > MOST_WAYS:
        what = f"what is linked may be in {count:,} ways; where packages are searched, up to {MOST_WAYS} are compared"
        raise CaseError([Problem(what, "name fewer issues, or issues on which fewer depend")])
    ways = [
        Way(place, stands, Fixing(dict(zip(group, digits, strict=True))))
        for place, stands in enumerate(worlds)
        for digits in product(*map(range, sizes))
    ]
    asked = [way for way in ways if way.left(lambda stands: stands.asked) != FALSE]
    return Linked(linking, tuple(worlds), tuple(asked))


def _narrowed(dimension: Dimension) -> Dimension:
    return replace(dimension, options=dimension.options[:1], names=dimension.names[:1], optional=False)

"""What is proven of the deals asked about in one world: whether there are any, which open, and which are nearest."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from winset.model.acceptance.worth import points_of
from winset.model.compile import Model
from winset.model.logic import negation
from winset.model.result import PackageRecord, Verdict
from winset.model.space import Package
from winset.model.view import Path
from winset.settlement.blocks import single
from winset.settlement.clock import Clock
from winset.settlement.exact.program import Found, Status, first, search
from winset.settlement.exact.stands import Stands
from winset.settlement.exact.winsets import Counted, count_deals, number_of
from winset.settlement.exact.witnesses import Witnesses
from winset.settlement.records import Margin, Near, WorldAnswer
from winset.settlement.sets import Group
from winset.settlement.shortfall import near_packages, record
from winset.settlement.survey import answers_of
from winset.settlement.winsets import verdict_of

_NEAREST = 12

_NEAREST = 12


@dataclass(frozen=True)
class Proven:
    """What is proven of the deals asked about in one world, and how many there are."""

    stands: Stands
    clock: Clock

    @cached_property
    def counted(self) -> Counted:
        """How many packages there are, and how many of them are asked about, sure and possible."""
        return count_deals(self.stands)

    @cached_property
    def _first_sure(self) -> Found:
        return first(self.stands.model.space, [self.stands.sure], self.clock)

    @cached_property
    def _first_possible(self) -> Found:
        if self.alike:
            return self._first_sure
        return first(self.stands.model.space, [self.stands.possible], self.clock)

    @property
    def sure(self) -> Package | None:
        """The first deal that is sure."""
        return self._first_sure.package

    @property
    def possible(self) -> Package | None:
        """The first deal that is possible."""
        return self._first_possible.package

    @cached_property
    def alike(self) -> bool:
        """Whether every possible deal is sure."""
        between = [self.stands.possible, negation(self.stands.sure)]
        found = search(self.stands.model.space, between, self.clock)
        return found.proven and found.package is None

    @cached_property
    def answer(self) -> WorldAnswer:
        """The verdict, which is proven, and numbers of deals, which may be estimates."""
        space = self.stands.model.space
        deals = number_of(self.counted.deals, space.size)
        if not deals:
            deals = int(search(space, [self.stands.asked], self.clock).status is not Status.NONE)
        sure, possible = (
            number_of(size, deals, some=True) if found is not None else 0
            for size, found in ((self.counted.sure, self.sure), (self.counted.possible, self.possible))
        )
        world = tuple(self.stands.model.world.items())
        verdict = verdict_of(deals, sure, possible)
        if verdict is Verdict.REFUSED and Status.UNKNOWN in {self._first_sure.status, self._first_possible.status}:
            verdict = Verdict.OPEN  # time ran out before a deal was found, or proven not to be
        return WorldAnswer(world, verdict, deals, sure, max(sure, possible))

    @property
    def examples(self) -> tuple[PackageRecord, ...]:
        """The first ratified deal, or the first possible one."""
        found = self.sure if self.sure is not None else self.possible
        model = self.stands.model
        return (record(model, model.space.number(found)),) if found is not None else ()


def nearest_of(world: Proven) -> tuple[tuple[Near, ...], Margin]:
    """For each waiver set a deal that only its members refuse, with what they lack; nothing where a deal is sure.

    Of all such deals one is shown, not every shortfall that no other undercuts: for a ratifier that judges by points
    the one that lacks least.
    """
    if world.sure is not None or not world.answer.deals:
        return (), Margin(None if not world.answer.deals else False, ())
    model = world.stands.model
    witnesses = Witnesses(world.stands, world.clock, sure=False)
    waivers = witnesses.cores(_NEAREST).waivers
    opened = [(waived, _closest(world, witnesses.deals[witnesses.vetoes - waived], waived)) for waived in waivers]
    near = near_packages(model, [model.space.number(package) for _, package in opened])
    if world.answer.verdict is not Verdict.REFUSED:
        return near, Margin(None, ())
    alone = [
        part
        for (waived, _), found in zip(opened, near, strict=True)
        for part in found.shortfalls
        if len(waived) == 1 and part.ratifier == model.ratifiers[next(iter(waived))].id
    ]
    return near, Margin(True, tuple(alone))


def _closest(world: Proven, package: Package, waived: Group) -> Package:
    """Of the deals that only one ratifier refuses, the one worth most to it, where it judges by points."""
    stands = world.stands
    worths = [worth for number in waived if (worth := stands.model.ratifiers[number].worth) is not None]
    if len(waived) != 1 or not worths:
        return package
    others = [stands.bears(number) for number in stands.model.vetoes if number not in waived]
    best = search(stands.model.space, [stands.asked, *others], world.clock, points_of(worths[0].points), package)
    return package if best.package is None else best.package


def used_by(model: Model, packages: Iterable[Package]) -> frozenset[Path]:
    """The parts of the case that decide what is said of some packages."""
    used: set[Path] = set()
    for package in packages:
        answers_of(model, single(model.space, package, used))
    return frozenset(used)

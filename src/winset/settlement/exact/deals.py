"""Which deals could every ratifier accept, where packages are too many to be gone through: by search and proof."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from winset.model.acceptance.worth import points_of
from winset.model.compile import Model
from winset.model.logic import negation
from winset.model.result import PackageRecord, Verdict
from winset.model.space import Package
from winset.model.view import Path
from winset.settlement.about import SOLVER, Grounds, heading
from winset.settlement.baselines import baselines
from winset.settlement.blocks import single
from winset.settlement.clock import Clock
from winset.settlement.collectors import LevelsOf, Over
from winset.settlement.exact.best import best_deals
from winset.settlement.exact.named import named_answers
from winset.settlement.exact.options import options_in
from winset.settlement.exact.program import Found, Status, first, search
from winset.settlement.exact.splits import exact_splits
from winset.settlement.exact.stands import Stands
from winset.settlement.exact.winsets import Counted, count_deals, number_of, overlaps_of, win_sets_of
from winset.settlement.exact.witnesses import Witnesses
from winset.settlement.levels import read_levels
from winset.settlement.question import Question
from winset.settlement.records import DealsResult, Margin, Near, WorldAnswer
from winset.settlement.sets import Group
from winset.settlement.shortfall import near_packages, record
from winset.settlement.sizes import Size
from winset.settlement.survey import answers_of
from winset.settlement.winsets import verdict_of
from winset.settlement.worlds import over_unknown

_NEAREST = 12


def exact_deals(question: Question, clock: Clock) -> DealsResult:
    """The answer to `deals` by the solver.

    What is said of verdicts, best and worst, frontiers and solutions is proven, unless `about.exact` says that time ran
    out. Numbers of packages are counted where that can be done, else estimated.
    """
    model = question.model(question.worlds[0])
    world = _World(Stands(model, question.formula(model)), clock)
    worlds = (world.answer, *(_other(question, other, clock) for other in question.worlds[1:]))
    verdict = over_unknown(question, worlds)
    proven = not clock.ran_out
    near, alone = _nearest(world)
    levels = _levels(world)
    named = named_answers(question.case, world.stands, clock)
    ratifiable = world.stands.ratifiable(alike=world.alike)
    among: dict[Over, int] = {"sure": world.answer.sure, "possible": world.answer.possible}
    best, undominated = best_deals(world.stands, ratifiable, among, question.party, clock)
    settles = _settles(world)
    splits = exact_splits(world.stands, ratifiable, clock)
    shown = [model.space.package(row.number) for row in world.examples]
    used = _used(model, [*shown, *(model.space.package(row.package.number) for row in near)])
    win_sets = win_sets_of(question.case, world.stands, world.counted)
    grounds = Grounds(
        model=model,
        packages=number_of(world.counted.packages, model.space.size),
        deals=world.answer.deals,
        stated=any(row.stated for row in win_sets),
        used=used,
        engine=SOLVER,
        exact=not clock.ran_out,
        estimated=world.counted.estimated or any(row.between is not None for row in win_sets),
    )
    return DealsResult(
        about=heading(question, grounds, _methods(model)),
        verdict=verdict,
        sure=world.answer.sure,
        possible=world.answer.possible,
        win_sets=win_sets,
        overlaps=overlaps_of(world.stands, world.counted),
        examples=world.examples,
        levels=read_levels(model, levels, question.party),
        frontiers=splits.frontiers,
        solutions=splits.solutions,
        best=best,
        undominated=undominated,
        nearest=near,
        nearest_count=len(near),
        margin=alone,
        worlds=worlds,
        settles=settles,
        baselines=baselines(question.case, model, verdict),
        named=named,
        sure_between=_between(world.counted.sure),
        possible_between=_between(world.counted.possible),
        proven=proven,
    )


@dataclass(frozen=True)
class _World:
    """What is proven of the deals asked about in one world, and how many there are."""

    stands: Stands
    clock: Clock

    @cached_property
    def counted(self) -> Counted:
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


def _other(question: Question, world: Mapping[str, str], clock: Clock) -> WorldAnswer:
    model = question.model(world)
    return _World(Stands(model, question.formula(model)), clock).answer


def _between(size: Size) -> tuple[int, int] | None:
    return None if size.exact else (size.low, size.high)


def _methods(model: Model) -> tuple[str, ...]:
    kinds = [kind.id for who in model.ratifiers for kind, _ in who.judge.steps]
    return tuple(dict.fromkeys(kinds))


def _levels(world: _World) -> LevelsOf:
    """Which options of each issue occur in some sure, and in some possible, deal."""
    stands = world.stands
    levels = LevelsOf(stands.model)
    if world.sure is not None:
        levels.sure = options_in(stands.model.space, [stands.sure], world.clock)
    if world.alike:
        levels.possible = levels.sure
    elif world.possible is not None:
        levels.possible = options_in(stands.model.space, [stands.possible], world.clock)
    return levels


def _nearest(world: _World) -> tuple[tuple[Near, ...], Margin]:
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


def _closest(world: _World, package: Package, waived: Group) -> Package:
    """Of the deals that only one ratifier refuses, the one worth most to it, where it judges by points."""
    stands = world.stands
    worths = [worth for number in waived if (worth := stands.model.ratifiers[number].worth) is not None]
    if len(waived) != 1 or not worths:
        return package
    others = [stands.bears(number) for number in stands.model.vetoes if number not in waived]
    best = search(stands.model.space, [stands.asked, *others], world.clock, points_of(worths[0].points), package)
    return package if best.package is None else best.package


def _settles(world: _World) -> tuple[str, ...]:
    """The ratifiers whose open answers keep some possible deal from being sure, where none is."""
    if world.sure is not None or world.possible is None:
        return ()
    model = world.stands.model
    return tuple(
        model.ratifiers[number].id
        for number in model.vetoes
        if search(model.space, [world.stands.possible, world.stands.open(number)], world.clock).package is not None
    )


def _used(model: Model, packages: Iterable[Package]) -> frozenset[Path]:
    """The parts of the case that decide what is said of some packages."""
    used: set[Path] = set()
    for package in packages:
        answers_of(model, single(model.space, package, used))
    return frozenset(used)

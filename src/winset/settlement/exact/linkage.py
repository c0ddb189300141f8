"""Does linking issues open a deal or enlarge the win-set, where packages are too many to be gone through?

In each way in which what is linked may be, what is left of every ratifier's stand is a formula of the other issues. So
what passes in some way is a formula too, and so is what passes free and not held: whether there is such a package is
proven by search, how many there are is counted or else estimated.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from winset.model.acceptance.worth import holds, points_of, value_of
from winset.model.compile import Model
from winset.model.logic import FALSE, TRUE, Atom, Formula, Sum, all_of, any_of, negation
from winset.model.result import About
from winset.model.space import Package
from winset.model.view import Path
from winset.settlement.about import SOLVER, Grounds, heading
from winset.settlement.blocks import single
from winset.settlement.clock import Clock
from winset.settlement.exact.linkage_levels import exact_levels, infeasible
from winset.settlement.exact.linkage_votes import exact_votes
from winset.settlement.exact.program import search
from winset.settlement.exact.reckoning import Reckoning
from winset.settlement.exact.stands import Stands
from winset.settlement.exact.ways import Linked, Stand, Way, linked_in
from winset.settlement.linkage_price import OPENED, home_of, linked_package
from winset.settlement.linkage_records import Comparison, LinkageResult, LinkedPackage, RatifierGain
from winset.settlement.linkage_records import Held as HeldRow
from winset.settlement.linking import Holding, Linking
from winset.settlement.question import Question
from winset.settlement.survey import answers_of


def exact_linkage(question: Question, linking: Linking, models: Sequence[Model], clock: Clock) -> LinkageResult:
    """The answer to `linkage` by the solver.

    Effects, options, refusals and gains are proven, unless `about.exact` says that time ran out. Numbers of packages
    are counted where that can be done, else estimated (`about.estimated`), and no effect is told from an estimate.

    Args:
        question: what is asked.
        linking: what is linked.
        models: the case in the main world, and with every other level of the conditions that are linked.
        clock: how long to look.

    Raises:
        CaseError: what is linked may be in too many ways.
    """
    linked = linked_in(linking, [Stands(model, question.formula(model)) for model in models])
    reckoning = Reckoning(clock)
    held = _all_held(linked, reckoning)
    best = max(held, key=_left)
    proven = not clock.ran_out  # what runs out of time later does not touch the effect
    levels = exact_levels(question.case, linked, best.ways, reckoning)
    gains = _gains(linked, best, reckoning)
    opened = _opened(linked, best, clock)
    votes = exact_votes(linked.worlds[0], linking.parts, reckoning) if linking.issues else None
    (combinations,) = reckoning.numbers(linked.others, [linked.some(linked.ways, _asked)])
    dimensions = models[0].space.dimensions
    ordered = (best, *(each for each in held if each is not best))
    shown = [(models[0], number) for row in (votes.gained + votes.lost if votes else ()) for number in (row.number,)]
    shown += [(linked.worlds[each.world].model, each.row.package.number) for each in opened]
    return LinkageResult(
        about=_about(question, linked, shown, reckoning),
        linked=(*(dimensions[issue].id for issue in linking.issues), *linking.conditions),
        with_them=tuple(dimensions[issue].id for issue in linking.with_them),
        combinations=max([combinations, *(each.possible.linked for each in held)]),
        held=tuple(HeldRow(each.holding.pairs(dimensions), each.sure, each.possible) for each in ordered),
        alone=_alone(linked),
        levels=levels,
        infeasible=infeasible(linked, levels),
        by_ratifier=tuple(sorted(gains, key=lambda row: question.party not in {None, row.ratifier.partition(".")[0]})),
        opened=tuple(each.row for each in opened),
        votes=votes,
        proven=proven,
    )


def _asked(stands: Stands) -> Formula:
    return stands.asked


def _sure(stands: Stands) -> Formula:
    return stands.sure


def _possible(stands: Stands) -> Formula:
    return stands.possible


@dataclass(frozen=True)
class _Held:
    """A way to hold what is linked: the ways in which it is held, those in which it is not, and what that leaves."""

    holding: Holding
    ways: tuple[Way, ...]
    moved: tuple[Way, ...]
    sure: Comparison
    possible: Comparison


def _all_held(linked: Linked, reckoning: Reckoning) -> list[_Held]:
    holdings = linked.linking.holdings
    split = [linked.held(holding) for holding in holdings]
    cells = []
    for ways, moved in split:
        for stand in (_sure, _possible):
            before, after = linked.some(ways, stand), linked.some(moved, stand)
            # Free, what is linked may be as it is held, so that nothing is lost.
            cells.append((before, all_of([after, negation(before)]), FALSE))
    compared = iter(reckoning.comparisons(linked.others, cells))
    return [
        _Held(holding, ways, moved, next(compared), next(compared))
        for holding, (ways, moved) in zip(holdings, split, strict=True)
    ]


def _left(held: _Held) -> tuple[bool, int, bool, int]:
    """How much is left: most where it is proven that nothing could be gained, else by the number of packages."""
    return not held.sure.gained, held.sure.without, not held.possible.gained, held.possible.without


def _alone(linked: Linked) -> tuple[int, int]:
    """The sure and the possible deals that change nothing but what is linked, each looked at."""
    status_quo = linked.space.status_quo
    sure, possible = (sum(holds(way.left(stand), status_quo) for way in linked.ways) for stand in (_sure, _possible))
    return sure, possible


def _gains(linked: Linked, held: _Held, reckoning: Reckoning) -> list[RatifierGain]:
    """A row for each ratifier; those that follow another say what that one says, and are left out."""
    model = linked.worlds[0].model
    voters = [number for number, who in enumerate(model.ratifiers) if who.follows is None]
    could = linked.some(held.moved, _asked)
    formulas = []
    for number in voters:
        accepts, allows = _accepted(number), _allowed(number)
        here, there = linked.some(held.ways, accepts), linked.some(held.moved, accepts)
        borne, elsewhere = linked.some(held.ways, allows), linked.some(held.moved, allows)
        formulas += [here, all_of([there, negation(here)]), all_of([here, could, negation(there)])]
        formulas += [borne, all_of([elsewhere, negation(borne)])]
    numbers = iter(reckoning.numbers(linked.others, formulas))
    rows = []
    for number in voters:
        accepts_held, gained, lost, allows_held, more = (next(numbers) for _ in range(5))
        rows.append(
            RatifierGain(
                ratifier=model.ratifiers[number].id,
                veto=model.ratifiers[number].veto,
                accepts_held=accepts_held,
                accepts_free=accepts_held + gained,
                allows_held=allows_held,
                allows_free=allows_held + more,
                gained=gained,
                lost=min(lost, accepts_held),
                best_held=_best(linked, number, held.holding, reckoning.clock),
                best_free=_best(linked, number, None, reckoning.clock),
            )
        )
    return rows


def _accepted(number: int) -> Stand:
    return lambda stands: all_of([stands.asked, stands.accepts(number)])


def _allowed(number: int) -> Stand:
    return lambda stands: all_of([stands.asked, stands.bears(number)])


def _best(linked: Linked, number: int, holding: Holding | None, clock: Clock) -> Fraction | None:
    """The most points of a ratifier for a deal that nobody surely refuses, held or free."""
    found = []
    for stands in linked.worlds:
        worth = stands.model.ratifiers[number].worth
        if worth is None or (holding is not None and not holding.matches(stands.model.world)):
            continue
        held = holding.formula(linked.space.dimensions) if holding is not None else TRUE
        package = search(linked.space, [stands.possible, held], clock, points_of(worth.points)).package
        if package is not None:
            found.append(Fraction(value_of(worth.points, package), worth.points.scale))
    return max(found, default=None)


@dataclass(frozen=True)
class _Opened:
    """A linked package that becomes ratifiable, and the place of its world."""

    world: int
    row: LinkedPackage


def _opened(linked: Linked, held: _Held, clock: Clock) -> list[_Opened]:
    """Of the packages of the other issues that become ratifiable, those that change the fewest of them."""
    sure = held.sure.gained > 0
    stand = _sure if sure else _possible
    gained = [linked.some(held.moved, stand), negation(linked.some(held.ways, stand))]
    status_quo = linked.space.status_quo
    alike = Sum(tuple((Atom(issue, 1 << status_quo[issue]), 1) for issue in linked.linking.others))
    before = next(each.model for each in linked.worlds if held.holding.matches(each.model.world))
    home = home_of(held.holding, status_quo)
    rows: list[_Opened] = []
    while len(rows) < OPENED and (held.sure.gained or held.possible.gained):
        found = search(linked.others, gained, clock, alike).package
        if found is None:
            break
        gained.append(negation(linked.same(found)))
        way = _nearest(linked, held, home, found, stand)
        number = linked.space.number(way.complete(found))
        after = linked.worlds[way.world].model
        rows.append(_Opened(way.world, linked_package(linked.linking, home, before, after, number, sure=sure)))
    return rows


def _nearest(linked: Linked, held: _Held, home: Package, package: Package, stand: Stand) -> Way:
    """The way to link that makes a package ratifiable and moves the fewest linked options."""
    levels = held.holding.levels

    def moved(way: Way) -> tuple[int, int, int]:
        options = sum(home[issue] != digit for issue, digit in way.fixing.digits.items())
        conditions = sum(way.stands.model.world[name] != level for name, level in levels)
        return options + conditions, way.world, linked.space.number(way.complete(package))

    return min((way for way in held.moved if holds(way.left(stand), package)), key=moved)


def _about(question: Question, linked: Linked, shown: Sequence[tuple[Model, int]], reckoning: Reckoning) -> About:
    """The heading, with what decided of the packages that are shown, or else of one that is asked about."""
    main = linked.worlds[0]
    clock = reckoning.clock
    looked_at = list(shown) or list(_one(linked, clock))
    stated = any(
        search(linked.space, [stands.asked, any_of([stands.stated(number) for number in _all(stands)])], clock).package
        is not None
        for stands in linked.worlds
    )
    packages, deals = reckoning.numbers(replace(linked.space, feasible=TRUE), [main.allowed, main.asked])
    grounds = Grounds(
        model=main.model,
        packages=packages,
        deals=deals,
        stated=stated,
        used=_used(looked_at),
        engine=SOLVER,
        exact=not clock.ran_out,
        estimated=reckoning.estimated,
    )
    return heading(question, grounds, ())


def _all(stands: Stands) -> range:
    return range(len(stands.model.ratifiers))


def _one(linked: Linked, clock: Clock) -> Iterator[tuple[Model, int]]:
    """A deal, the better the more it can be ratified; nothing where none is asked about."""
    for stand in (_sure, _possible, _asked):
        for stands in linked.worlds:
            package = search(linked.space, [stand(stands)], clock).package
            if package is not None:
                yield stands.model, linked.space.number(package)
                return


def _used(packages: Sequence[tuple[Model, int]]) -> frozenset[Path]:
    """The parts of the case that decide what is said of some packages."""
    used: set[Path] = set()
    for model, number in packages:
        answers_of(model, single(model.space, model.space.package(number), used))
    return frozenset(used)

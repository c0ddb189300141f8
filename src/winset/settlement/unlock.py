"""What would unlock a deal at least cost?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from winset.case.load import Case
from winset.case.patterns import Pattern
from winset.case.problems import CaseError, Problem
from winset.case.shape import Path
from winset.model.result import About, PackageRecord
from winset.settlement.about import about, read_input
from winset.settlement.groups import conflict_groups
from winset.settlement.question import Question, ask
from winset.settlement.records import ConflictSet, Near
from winset.settlement.shortfall import NearestOf, nearest
from winset.settlement.survey import Survey, survey
from winset.settlement.unlock_bounds import Asked, bindings, opinions
from winset.settlement.unlock_budgets import budgets
from winset.settlement.unlock_ground import count, first
from winset.settlement.unlock_moves import State
from winset.settlement.unlock_reach import Used
from winset.settlement.unlock_records import LeverAlone, Unlock, UnlockResult
from winset.settlement.unlock_ways import Ways, costs, undominated
from winset.settlement.winsets import sure_and_possible, verdict_of

NEAREST = 12


def unlock(
    case: Case,
    *,
    world: Mapping[str, str] | None = None,
    where: str | Mapping[str, object] | Pattern | None = None,
    party: str | None = None,
    budget: Fraction | int | str | None = None,
) -> UnlockResult:
    """What would unlock a deal at least cost?

    An unlock is a set of levers that in some admissible order, with favourable draws, reaches a state in which a deal
    asked about is ratified (sure) or not refused (possible), no proper subset doing so.

    Args:
        case: a loaded case.
        world: levels of conditions that differ from now.
        where: which deals are asked about: a pattern, its name, or `issue=option,option`.
        party: whose cost decides which unlock is the cheapest, and for whom budgets are worked out.
        budget: how much effort the party has, in the case's unit; unlocks that cost it more are marked.

    Raises:
        CaseError: the question names something that the case does not have, or levers make a faulty case.
        TooManyPackagesError: there are more packages than can be gone through one by one.
        TooManyWaysError: levers can be combined in more ways than can be tried.
    """
    question = ask(case, world, (), where, party)
    limit = _budget(budget, party)
    model = question.model(question.worlds[0])
    found = survey(model, question.formula(model))
    asked = Asked(case, question.worlds[0], question.where)
    ways = asked.ways()
    unlocks = _unlocks(ways, party)
    sure, possible = sure_and_possible(found)
    bound = bindings(asked) if not unlocks else ()
    near, near_count = _nearest(question, found, sure)
    steps, complete = budgets(ways.moves, ways.grounds, model, party) if party is not None else ((), True)
    return UnlockResult(
        about=_with_levers(about(question, found, ()), case, unlocks, [row.lever for row in bound]),
        verdict=verdict_of(found.deals, sure, possible),
        sure=sure,
        possible=possible,
        effort=case.file.effort,
        unlocks=unlocks,
        alone=tuple(_alone(ways, id_) for id_ in ways.moves.levers),
        opinions=opinions(ways.moves, found, question.where),
        bindings=bound,
        conflicts=_conflicts(found),
        nearest=near,
        nearest_count=near_count,
        budgets=tuple(step for step in steps if limit is None or step.budget <= limit),
        budgets_complete=complete,
        budget=limit,
    )


def _budget(budget: Fraction | int | str | None, party: str | None) -> Fraction | None:
    if budget is None:
        return None
    if party is None:
        raise CaseError((Problem("a budget is somebody's effort", "say whose it is with `--for PARTY`"),))
    try:
        amount = Fraction(budget)
    except (ValueError, ZeroDivisionError):
        amount = Fraction(-1)
    if amount < 0:
        raise CaseError((Problem(f"`{budget}` is no budget", "write a number that is not negative, such as 4 or 2.5"),))
    return amount


def _unlocks(ways: Ways, party: str | None) -> tuple[Unlock, ...]:
    rows = []
    for sure in (True, False):
        sets = list(ways.search.unlocks(sure))
        marks = undominated([_vector(ways, levers) for levers in sets])
        rows += [_unlock(ways, levers, sure, mark) for levers, mark in zip(sets, marks, strict=True)]
    order = list(ways.moves.levers)
    return tuple(sorted(rows, key=lambda row: _cheapness(row, party, order)))


def _vector(ways: Ways, levers: Used) -> dict[str, Fraction] | None:
    """What a set of levers costs each party, at the likely costs; None where one is missing."""
    rows = costs(ways.moves, levers)
    return None if any(row.missing for row in rows) else {row.party: row.amount[1] for row in rows}


def _cheapness(row: Unlock, party: str | None, order: Sequence[str]) -> tuple[object, ...]:
    """Sure before possible, then by the party's cost (or by being undominated), then the fewest levers."""
    if party is not None:
        cost = row.cost_for(party)
        price = (bool(cost and cost.missing), cost.amount[1] if cost else Fraction(0))
    else:
        price = (row.undominated is None, Fraction(not row.undominated))
    return not row.sure, *price, len(row.levers), sorted(order.index(lever) for lever in row.levers)


def _unlock(ways: Ways, levers: Used, sure: bool, mark: bool | None) -> Unlock:
    pulled = ways.likeliest(levers, sure)
    state = ways.follow(pulled) or State()
    opened = ways.grounds.open(state, sure)
    example = first(opened) or 0
    space = ways.grounds.at(state).space
    return Unlock(
        levers=tuple(lever for lever, _ in pulled),
        sure=sure,
        steps=ways.steps(pulled, sure, example),
        costs=costs(ways.moves, levers),
        chance=ways.chance(pulled, sure),
        undominated=mark,
        opens=count(opened),
        example=PackageRecord(example, tuple(space.describe(space.package(example)).items())),
    )


def _alone(ways: Ways, lever: str) -> LeverAlone:
    """What a lever does by itself, as it turns out best: most deals sure, then possible."""
    written = ways.moves.levers[lever]
    can = ways.moves.can(lever, State())
    ends = [ways.moves.after(State(), draws) for draws in ways.moves.draws(lever)] if can else [State()]
    numbers = [(count(ways.grounds.open(end, True)), count(ways.grounds.open(end, False))) for end in ends]
    best = max(range(len(ends)), key=lambda at: (numbers[at], -at))
    return LeverAlone(
        lever=lever,
        name=written.name or lever,
        by=written.by,
        can=can,
        deals=count(ways.grounds.at(ends[best]).asked(ends[best])),
        sure=numbers[best][0],
        possible=numbers[best][1],
        turns=ways.turned(State(), ends[best]),
    )


def _nearest(question: Question, found: Survey, sure: int) -> tuple[tuple[Near, ...], int]:
    """What ratifiers would have to give without any lever; nothing where a deal is sure."""
    if sure or not found.deals:
        return (), 0
    gatherer = NearestOf(found.model, NEAREST)
    survey(found.model, question.formula(found.model), [gatherer])
    return nearest(found.model, gatherer.points(), NEAREST)


def _conflicts(found: Survey) -> tuple[ConflictSet, ...]:
    ids = [who.id for who in found.model.ratifiers]
    return tuple(
        ConflictSet(tuple(ids[number] for number in sorted(group)), True)
        for group in conflict_groups(found, definite=True)
    )


def _with_levers(heading: About, case: Case, unlocks: Iterable[Unlock], binding: Iterable[str]) -> About:
    """The heading with the levers that the answer speaks of among its inputs."""
    wanted = {*(lever for row in unlocks for lever in row.levers), *binding}
    paths: list[Path] = []
    for id_ in sorted(wanted):
        lever = case.file.levers[id_]
        paths += [("levers", id_, "effects", name) for name in lever.effects]
        paths += [("levers", id_, field) for field in ("cost", "bound") if getattr(lever, field) is not None]
    return replace(heading, inputs=(*heading.inputs, *(read_input(case, path) for path in paths)))

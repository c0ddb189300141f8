"""What would unlock a deal at least cost?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from winset.case.load import Case
from winset.case.patterns import Pattern
from winset.case.problems import CaseError, Problem
from winset.case.shape import Path
from winset.model.result import About
from winset.settlement.about import about, read_input
from winset.settlement.clock import LONG, Clock
from winset.settlement.engines import by_solver
from winset.settlement.groups import conflict_groups
from winset.settlement.question import Question, ask
from winset.settlement.records import ConflictSet, Near
from winset.settlement.searches import UNLOCKS
from winset.settlement.shortfall import NearestOf, nearest
from winset.settlement.survey import OverAll, Survey, survey
from winset.settlement.unlock_bounds import Asked, bindings, opinions
from winset.settlement.unlock_budgets import budgets
from winset.settlement.unlock_records import Searched, Unlock, UnlockResult
from winset.settlement.unlock_relaxing import relaxations
from winset.settlement.unlock_rows import alone, unlocks, wishes
from winset.settlement.unlock_terms import terms
from winset.settlement.unlock_votes import votes
from winset.settlement.unlock_ways import Ways
from winset.settlement.unlock_worlds import across, in_worlds, over_unknown
from winset.settlement.winsets import is_sure, sure_and_possible, verdict_of

NEAREST = 12
TERMS = 3
"""Of how many of the nearest deals the terms are told on which a ratifier would accept them."""


def unlock(
    case: Case,
    *,
    world: Mapping[str, str] | None = None,
    where: str | Mapping[str, object] | Pattern | None = None,
    party: str | None = None,
    budget: Fraction | int | str | None = None,
    engine: str | None = None,
    seconds: float = LONG,
) -> UnlockResult:
    """What would unlock a deal at least cost?

    An unlock is a set of levers that in some admissible order, with favourable draws, reaches a state in which a deal
    asked about is ratified (sure) or not refused (possible), no proper subset doing so. With a party, deals that its
    lead is known not to prefer to the status quo are left aside. Where conditions are unknown the answer is given for
    the first of their worlds, and the unlocks of every other beside it. Where levers can be combined in more ways than
    are tried, the cheapest that were found are given, and the answer says that it is not complete.

    Args:
        case: a loaded case.
        world: levels of conditions that differ from now.
        where: which deals are asked about: a pattern, its name, or `issue=option,option`.
        party: whose wishes narrow the deals, whose cost decides which unlock is the cheapest, and for whom budgets are
            worked out.
        budget: how much effort the party has, in the case's unit; unlocks that cost it more are marked.
        engine: `enumeration` or `solver`; by default the one that the number of packages calls for.
        seconds: how long the solver may look; where it runs out of time the answer is not complete, and says so.

    Raises:
        CaseError: the question names something that the case does not have, or levers make a faulty case.
        TooManyPackagesError: enumeration was asked for, or needed, and there are more packages than can be gone
            through one by one.
    """
    question = ask(case, world, (), where, party)
    limit = _budget(budget, party)
    model = question.model(question.worlds[0])
    if by_solver(model, engine):
        from winset.settlement.exact.unlock import exact_unlock

        return exact_unlock(question, limit, Clock(seconds))
    formula = question.formula(model)
    found = survey(model, formula)
    asked = Asked(case, question.worlds[0], question.where, party)
    ways = asked.ways()
    opening = unlocks(ways, party)
    searches = tuple(searched(ways, sure) for sure in (True, False))
    sure, possible = sure_and_possible(found)
    bound = bindings(asked) if not opening and all(search.complete for search in searches) else ()
    near, near_count = _nearest(question, found, sure)
    steps, complete = budgets(ways.moves, ways.grounds, model, party) if party is not None else ((), True)
    worlds = in_worlds(question, ways)
    exact = all(search.complete for search in searches) and all(each.complete for each in worlds)
    heading = with_levers(about(question, found, (UNLOCKS.id,)), case, opening, [row.lever for row in bound])
    over_all = OverAll(model, formula)
    return UnlockResult(
        about=replace(heading, exact=exact),
        verdict=over_unknown(verdict_of(found.deals, sure, possible), worlds),
        sure=sure,
        possible=possible,
        effort=case.file.effort,
        unlocks=opening,
        alone=tuple(alone(ways, id_) for id_ in ways.moves.levers),
        opinions=opinions(ways.moves, model, _refusing(found), over_all),
        bindings=bound,
        conflicts=_conflicts(found),
        nearest=near,
        nearest_count=near_count,
        budgets=tuple(step for step in steps if limit is None or step.budget <= limit),
        budgets_complete=complete,
        budget=limit,
        searches=searches,
        votes=votes(ways.grounds.first.cases, model, over_all) if found.deals and not sure else (),
        relaxations=relaxations(model, over_all, sure=possible > 0) if found.deals and not sure else (),
        terms=terms(model, _looked_at(found, near, sure)),
        wishes=wishes(ways, model, party),
        worlds=worlds,
        across=across(worlds, list(ways.moves.levers)),
    )


def searched(ways: Ways, sure: bool) -> Searched:
    """How far the search for one kind of unlock went."""
    found = ways.search.unlocks(sure)
    return Searched(sure, found.complete, found.tried, found.floor)


def _refusing(found: Survey) -> list[int]:
    """The vetoes that refuse all deals asked about, if there are any deals."""
    if not found.deals:
        return []
    return [number for number in found.model.vetoes if all(part.answers[number].refuses for part in found.asked)]


def _looked_at(found: Survey, near: Sequence[Near], sure: int) -> list[int]:
    """The deals whose terms are told: the nearest ones, or the first that is ratified."""
    if not sure:
        return [each.package.number for each in near[:TERMS]]
    return [min(each.first for each in found.asked if is_sure(found.model, each))]


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


def with_levers(heading: About, case: Case, unlocks: Iterable[Unlock], binding: Iterable[str]) -> About:
    """The heading with the levers that the answer speaks of among its inputs."""
    wanted = {*(lever for row in unlocks for lever in row.levers), *binding}
    paths: list[Path] = []
    for id_ in sorted(wanted):
        lever = case.file.levers[id_]
        paths += [("levers", id_, "effects", name) for name in lever.effects]
        paths += [("levers", id_, field) for field in ("cost", "bound") if getattr(lever, field) is not None]
    return replace(heading, inputs=(*heading.inputs, *(read_input(case, path) for path in paths)))

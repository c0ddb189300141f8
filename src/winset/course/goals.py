"""Which goal pays: the best course for each goal side by side, and the weight between two at which advice turns."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations

import numpy as np

from winset.case.load import Case
from winset.case.patterns import Pattern
from winset.course.advice import Advice, Terms, advise
from winset.course.aims import Aims
from winset.course.answers import Table
from winset.course.asking import Asking, missing_of
from winset.course.building import flow_of
from winset.course.course_heading import about_of, heading_without, where_at_first
from winset.course.course_records import PriceStretch
from winset.course.envelope import Line, envelope
from winset.course.goals_records import GoalRow, GoalsResult, Ratifiable, Weighed, WeightStretch
from winset.course.graph import Graph
from winset.course.naming import Naming, spoken
from winset.course.plans import NOTHING, masks_of
from winset.course.process import Floats
from winset.course.solving import worth_for_ever, worth_of
from winset.course.stage import Stage, stage_of
from winset.course.stories import used_by
from winset.model.result import PackageRecord
from winset.settlement.question import ask
from winset.settlement.unlock_moves import State
from winset.settlement.unlock_packages import Bits, Packages

_NO_EFFORT = 1e-9
MOST_PAIRS = 6


def goals(
    case: Case,
    *,
    world: Mapping[str, str] | None = None,
    where: str | Mapping[str, object] | Pattern | None = None,
) -> GoalsResult:
    """Which goal pays: the best course for each, side by side.

    Args:
        case: the case, with its variants.
        world: levels of conditions at the start that differ from now.
        where: only deals that match are put.

    Raises:
        CaseError: a condition, level or issue is unknown.
        TooLargeCourseError: there are too many states.
    """
    question = ask(case, world=world, where=where)
    missing = missing_of(case)
    if missing:
        return GoalsResult(heading_without(question), missing, "", "", "", (), (None, False), (), ())
    kept: dict[object, Table] = {}  # what ratifiers make of packages is the same for all goals
    askings = {id_: Asking(question, id_, kept=kept) for id_ in case.file.goals}
    first = next(iter(askings.values()))
    pairs = list(combinations(askings, 2))[:MOST_PAIRS]
    rows = tuple(_row(asking) for asking in askings.values())
    weighed = tuple(each for one, other in pairs for each in _weighed(askings[one], askings[other]))
    return GoalsResult(
        about=about_of(first, *list(askings.values())[1:]),
        missing="",
        by=first.course.for_,
        period=first.course.period,
        effort_unit=case.file.effort or "",
        lent=first.lent,
        main=first.main,
        goals=rows,
        weighed=weighed,
        deeds=tuple(dict.fromkeys(each for asking in askings.values() for each in asking.deeds)),
    )


def _row(asking: Asking) -> GoalRow:
    """One goal."""
    goal = asking.question.case.file.goals[asking.goal]
    looked = asking.looked()
    best = tuple(row for row in looked if (row.periods, row.in_force) == asking.main)
    prices = asking.prices
    return GoalRow(
        id=asking.goal,
        name=goal.name or spoken(asking.goal),
        attention=asking.price,
        ratifiable=_ratifiable(asking),
        best=best,
        looked=looked,
        rate=tuple(row.gain / row.effort if row.effort > _NO_EFFORT else None for row in best),
        drops_at=tuple(map(_drops_at, prices)),
        prices=prices,
    )


def _drops_at(prices: tuple[PriceStretch, ...]) -> float | None:
    """The value of attention from which on nothing is done; None where something is done at any."""
    last = prices[-1]
    return last.low if not last.uses else None


def _ratifiable(asking: Asking) -> Ratifiable:
    """The most that the goal can have as things stand."""
    plot = asking.stages[0].built.layout.plot
    ground = plot.ground
    asked = ground.asked(State()) & ground.keeping.where(ground.space.feasible)
    where = where_at_first(asking, ground)
    aims = Aims(plot.file, asking.question.case.file.goals[asking.goal], asking.goal, asking.numbers)
    found = [_best_of(ground.ratified(State(), sure) & asked & where, aims, asking) for sure in (True, False)]
    return Ratifiable(found[0], found[1])


def _best_of(packages: Packages, aims: Aims, asking: Asking) -> tuple[float, PackageRecord] | None:
    """The package with the most points, and by how many it is above the status quo."""
    if not isinstance(packages, Bits):
        raise TypeError("packages of a course are kept bit by bit")
    space = asking.stages[0].built.layout.plot.ground.space
    numbers = packages.places()
    if not numbers.size:
        return None
    described = [space.describe(space.package(int(number))) for number in numbers]
    worths = [aims.of_package(package) for package in described]
    at = int(np.argmax(worths))
    held = aims.of_package(space.describe(space.status_quo))
    return worths[at] - held, PackageRecord(int(numbers[at]), tuple(described[at].items()))


def _weighed(one: Asking, other: Asking) -> Iterator[Weighed]:
    """Two goals together, at every weight of the first."""
    for lent in one.lent:
        stage = stage_of(replace(one.telling(lent), beside=(other.goal,), named=False).built(one.numbers))
        flows = [_flow(stage, asking) for asking in (one, other)]
        yield Weighed(one.goal, other.goal, lent, tuple(_stretches(stage, flows, (one, other))))


def _flow(stage: Stage, asking: Asking) -> Floats:
    """What each state brings a goal in a period; shape as the states."""
    aims = Aims(asking.question.case.file, asking.question.case.file.goals[asking.goal], asking.goal, asking.numbers)
    flow = flow_of(stage.built.doings, stage.built.configs, aims)
    return np.broadcast_to(flow, stage.built.process.shape).ravel()[stage.origin].reshape(stage.dynamics.shape)


def _stretches(stage: Stage, flows: list[Floats], askings: tuple[Asking, Asking]) -> Iterator[WeightStretch]:
    one, other = askings
    terms = one.terms(*one.main)
    stages = [_with_flow(stage, flow) for flow in flows]
    nothing = [advise(each.restricted(masks_of(stage.built, NOTHING)), terms).points for each in stages]

    def best_at(weight: float) -> Line:
        mixed = _with_flow(stage, weight * flows[0] + (1 - weight) * flows[1])
        price = weight * one.price + (1 - weight) * other.price
        advice = advise(mixed, replace(terms, price=price))
        first, second, effort = _each(advice, stages, terms)
        worths = first - one.price * effort, second - other.price * effort
        return Line(worths[1], worths[0] - worths[1], advice)

    found: list[WeightStretch] = []
    for best in envelope(best_at, 0.0, 1.0):
        advice = best.line.advice
        first = Naming(stage.built).doable(advice.first)
        uses = tuple(sorted(used_by(advice, one.told)))
        points = _each(advice, stages, terms)
        if found and (found[-1].first, found[-1].uses) == (first, uses):
            found[-1] = replace(found[-1], high=best.high)
        else:
            gains = points[0] - nothing[0], points[1] - nothing[1]
            found.append(WeightStretch(best.low, best.high, first, uses, gains, points[2]))
    yield from found


def _each(advice: Advice, stages: list[Stage], terms: Terms) -> tuple[float, float, float]:
    """What one course brings either goal, and its effort."""
    found = []
    for stage in stages:
        if terms.periods is None:
            worth = worth_for_ever(stage.dynamics, advice.solution.choices[0], terms.discount, 1e-6)
        else:
            ending = stage.flow / (1 - terms.discount) if terms.in_force else np.zeros(stage.dynamics.shape)
            worth = worth_of(stage.dynamics, advice.solution.choices, terms.discount, ending)
        found.append((float(worth.points[stage.start]), float(worth.effort[stage.start])))
    return found[0][0], found[1][0], found[0][1]


def _with_flow(stage: Stage, flow: Floats) -> Stage:
    """The same stage for a goal that has other points."""
    dynamics = stage.dynamics
    if isinstance(dynamics, Graph):
        points = dynamics.points - stage.flow[dynamics.of] + flow[dynamics.of]
        return Stage(stage.built, replace(dynamics, points=points), stage.masks, flow)
    return Stage(stage.built, replace(stage.built.process, flow=flow), stage.masks, flow)

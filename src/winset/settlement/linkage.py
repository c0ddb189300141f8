"""Does linking an issue, or several, open a deal, enlarge the win-set, do nothing, or cost one?"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from winset.case.load import Case
from winset.case.patterns import Pattern
from winset.case.problems import CaseError, Problem
from winset.model.compile import Model, World
from winset.model.logic import FALSE, TRUE, Atom, Formula
from winset.model.result import About
from winset.settlement.about import about
from winset.settlement.clock import LONG, Clock
from winset.settlement.engines import by_solver
from winset.settlement.linkage_price import OPENED, OpenedOf, home_of, linked_packages, nearest_to
from winset.settlement.linkage_reach import ASKED, POSSIBLE, SURE, AloneOf, Reach, ReachOf, compare, counted, has
from winset.settlement.linkage_records import Comparison, Held, Level, LinkageResult, LinkedPackage, RatifierGain
from winset.settlement.linkage_refusals import Crossed, CrossedOf
from winset.settlement.linkage_stands import Best, StandsOf, read_stands
from winset.settlement.linkage_votes import separate_votes
from winset.settlement.linking import Holding, Linking, Projection, at_status_quo, name_problems, read_linking
from winset.settlement.question import Question, ask
from winset.settlement.survey import Survey, survey


def linkage(
    case: Case,
    *issues: str,
    world: Mapping[str, str] | None = None,
    where: str | Mapping[str, object] | Pattern | None = None,
    party: str | None = None,
    engine: str | None = None,
    seconds: float = LONG,
) -> LinkageResult:
    """Does linking these issues open a deal, enlarge the win-set, do nothing, or cost one?

    Held, each is as in the status quo (or a package lacks it); free, it may be anything. The packages of all other
    issues that can be ratified are compared (Tollison and Willett 1979). Beside it one vote on a whole package is
    compared with a vote on each of its parts, all else at the status quo: there linkage can cost a deal, because
    collective ratifiers may refuse together what they accept one by one.

    Args:
        case: a loaded case.
        issues: issues, or conditions, that are linked to the rest. Issues that exist only with them go with them.
        world: levels of conditions that differ from now.
        where: which deals are asked about: a pattern, its name, or `issue=option,option`.
        party: shows this party's ratifiers first.
        engine: `enumeration` or `solver`; by default the one that the number of packages calls for.
        seconds: how long the solver may look; what it has not proven by then is said (`about.exact`).

    Raises:
        CaseError: the question names something that the case does not have, or links too much for the solver.
        TooManyPackagesError: enumeration was asked for, and there are more packages than can be gone through.
    """
    question = _asked(case, issues, world, where, party)
    models = [question.model(question.worlds[0])]
    linking = read_linking(question, issues, models[0].terms)
    models += [question.model(other) for other in linking.worlds[1:]]
    if by_solver(models[0], engine):
        from winset.settlement.exact.linkage import exact_linkage

        return exact_linkage(question, linking, models, Clock(seconds))
    reached = _reached(question, linking, models)
    holding = _best(reached)
    second = _second_look(question, linking, models, reached, holding)
    dimensions = models[0].space.dimensions
    held = (holding, *(each for each in linking.holdings if each != holding))
    return LinkageResult(
        about=_about(question, reached.surveys),
        linked=(*(dimensions[issue].id for issue in linking.issues), *linking.conditions),
        with_them=tuple(dimensions[issue].id for issue in linking.with_them),
        combinations=counted(reached.among),
        held=tuple(Held(each.pairs(dimensions), *reached.beside(reached.held[each])) for each in held),
        alone=(sum(each.sure for each in reached.alone), sum(each.possible for each in reached.alone)),
        levels=tuple(_levels(case, models[0], reached, reached.held[holding], second.crossed)),
        infeasible=_infeasible(linking, models[0], reached),
        by_ratifier=tuple(sorted(second.stands, key=lambda row: party not in {None, row.ratifier.partition(".")[0]})),
        opened=second.opened,
        votes=separate_votes(models[0], question.formula(models[0]), linking.parts) if linking.issues else None,
    )


def _asked(
    case: Case,
    issues: Sequence[str],
    world: Mapping[str, str] | None,
    where: str | Mapping[str, object] | Pattern | None,
    party: str | None,
) -> Question:
    """The question, or all that is wrong with it."""
    problems: list[Problem] = name_problems(case, issues)
    try:
        question = ask(case, world, (), where, party)
    except CaseError as error:
        raise CaseError([*problems, *error.problems], error.more) from None
    if problems:
        raise CaseError(problems)
    return question


@dataclass(frozen=True, slots=True)
class _Choice:
    """One option of an issue or condition that is linked: its packages, what is found, and whether it is a level."""

    id: str
    option: str
    formula: Formula
    is_level: bool
    reach: Reach

    def possible_in(self, world: World) -> bool:
        """Whether packages of this world have it."""
        return not self.is_level or world[self.id] == self.option


@dataclass(frozen=True, slots=True)
class _Reached:
    """What the first pass over the packages found. among: the packages of the other issues that count."""

    others: Projection
    free: Reach
    held: Mapping[Holding, Reach]
    choices: tuple[_Choice, ...]
    alone: tuple[AloneOf, ...]
    among: npt.NDArray[np.bool_]
    surveys: tuple[Survey, ...]

    def beside(self, reach: Reach) -> tuple[Comparison, Comparison]:
        """What is sure, and what possible, with what is linked free, against a way to hold it."""
        sure, possible = (compare(reach.flags, self.free.flags, bit, self.among) for bit in (SURE, POSSIBLE))
        return sure, possible

    def opened(self, reach: Reach, bit: int) -> npt.NDArray[np.bool_]:
        """The packages of the other issues that have a bit only where what is linked is free."""
        free, held = has(self.free.flags, bit), has(reach.flags, bit)
        return self.among & free & ~held


def _reached(question: Question, linking: Linking, models: Sequence[Model]) -> _Reached:
    space = models[0].space
    others = Projection(space, linking.others)

    def reach() -> Reach:
        return Reach(np.zeros(others.size, dtype=np.uint8))

    free = reach()
    held = {holding: reach() for holding in linking.holdings}
    choices = tuple(_choices(question, linking, models[0], reach))
    alone, surveys = [], []
    for model in models:
        wanted = [(free, TRUE)]
        wanted += [(held[each], each.formula(space.dimensions)) for each in held if each.matches(model.world)]
        wanted += [(each.reach, each.formula) for each in choices if each.possible_in(model.world)]
        alone.append(AloneOf(at_status_quo(model, linking.others)))
        surveys.append(survey(model, question.formula(model), [ReachOf(model, others, wanted), alone[-1]]))
    among = free.flags & ASKED > 0
    among[others.number(space.status_quo)] = False
    return _Reached(others, free, held, choices, tuple(alone), among, tuple(surveys))


def _choices(question: Question, linking: Linking, model: Model, reach: Callable[[], Reach]) -> Iterator[_Choice]:
    for issue in (*linking.issues, *linking.with_them):
        dimension = model.space.dimensions[issue]
        for digit, option in enumerate(dimension.options):
            yield _Choice(dimension.id, option, Atom(issue, 1 << digit), False, reach())
    for name in linking.conditions:
        for level in question.case.file.conditions[name].options:
            yield _Choice(name, level, TRUE, True, reach())


def _best(reached: _Reached) -> Holding:
    """The way to hold what is linked that leaves most to be ratified, surely and then possibly; the first of those."""

    def left(holding: Holding) -> tuple[int, int]:
        sure, possible = reached.beside(reached.held[holding])
        return sure.without, possible.without

    return max(reached.held, key=left)


@dataclass(frozen=True, slots=True)
class _SecondLook:
    """What is found once it is known how what is linked is best held."""

    stands: tuple[RatifierGain, ...]
    opened: tuple[LinkedPackage, ...]
    crossed: Crossed


def _second_look(
    question: Question, linking: Linking, models: Sequence[Model], reached: _Reached, holding: Holding
) -> _SecondLook:
    space = models[0].space
    sure = reached.opened(reached.held[holding], SURE)
    chosen = sure if sure.any() else reached.opened(reached.held[holding], POSSIBLE)
    home = home_of(holding, space.status_quo)
    linked = Projection(space, tuple(sorted((*linking.issues, *linking.with_them))))
    wanted = nearest_to(reached.others, space.status_quo, chosen, OPENED)
    opened = OpenedOf(reached.others, linked, home, wanted, sure=bool(sure.any()))
    voters = [number for number, who in enumerate(models[0].ratifiers) if who.follows is None]
    flags = {number: np.zeros(reached.others.size, dtype=np.uint8) for number in voters}
    best = Best()
    crossed = Crossed([(at, number) for at, each in enumerate(reached.choices) for number in _refusing(reached, each)])
    before = next(model for model in models if holding.matches(model.world))
    for model in models:
        held = holding.formula(space.dimensions) if holding.matches(model.world) else FALSE
        levels_moved = sum(model.world[name] != level for name, level in holding.levels)
        options = {at: each.formula for at, each in enumerate(reached.choices) if each.possible_in(model.world)}
        watching = (
            StandsOf(model, reached.others, held, flags, best),
            opened.within(model, levels_moved),
            CrossedOf(crossed, model, options),
        )
        survey(model, question.formula(model), watching)
    stands = read_stands(models[0], flags, best, reached.among)
    return _SecondLook(stands, linked_packages(opened, linking, before), crossed)


def _refusing(reached: _Reached, choice: _Choice) -> list[int]:
    """The vetoes that refuse every deal with an option, though not every deal."""
    return sorted(choice.reach.refusing() - reached.free.refusing())


def _levels(case: Case, model: Model, reached: _Reached, held: Reach, crossed: Crossed) -> Iterator[Level]:
    for at, choice in enumerate(reached.choices):
        found = choice.reach
        sure, possible = (compare(held.flags, found.flags, bit, reached.among) for bit in (SURE, POSSIBLE))
        counts = found.deals, found.sure, found.possible
        yield Level(choice.id, choice.option, sure, possible, *counts, crossed.refusing(case, model, at))


def _infeasible(linking: Linking, model: Model, reached: _Reached) -> tuple[str, ...]:
    """The linked issues of which every new option that deals have is refused throughout by some ratifier."""
    found = []
    for issue in (*linking.issues, *linking.with_them):
        dimension = model.space.dimensions[issue]
        held = dimension.label(model.space.status_quo[issue])
        new = [each for each in reached.choices if each.id == dimension.id and each.option != held and each.reach.deals]
        if new and all(_refusing(reached, each) for each in new):
            found.append(dimension.id)
    return tuple(found)


def _about(question: Question, surveys: Sequence[Survey]) -> About:
    """The heading, with what decided in every world that was looked at."""
    found = [about(question, each, ()) for each in surveys]
    inputs = {entry.path: entry for each in found for entry in each.inputs}
    return replace(
        found[0], inputs=tuple(inputs[path] for path in sorted(inputs)), stated=any(each.stated for each in found)
    )

"""Which deals could every ratifier accept, where packages are too many to be gone through: by search and proof."""

from collections.abc import Mapping

from winset.model.compile import Model
from winset.settlement.about import SOLVER, Grounds, heading
from winset.settlement.baselines import baselines
from winset.settlement.clock import Clock
from winset.settlement.collectors import LevelsOf, Over
from winset.settlement.exact.best import best_deals
from winset.settlement.exact.named import named_answers
from winset.settlement.exact.options import options_in
from winset.settlement.exact.program import search
from winset.settlement.exact.proven import Proven, nearest_of, used_by
from winset.settlement.exact.splits import exact_splits
from winset.settlement.exact.stands import Stands
from winset.settlement.exact.winsets import number_of, overlaps_of, win_sets_of
from winset.settlement.levels import read_levels
from winset.settlement.question import Question
from winset.settlement.records import DealsResult, WorldAnswer
from winset.settlement.sizes import Size
from winset.settlement.worlds import over_unknown

_NEAREST = 12


def exact_deals(question: Question, clock: Clock) -> DealsResult:
    """The answer to `deals` by the solver.

    What is said of verdicts, best and worst, frontiers and solutions is proven, unless `about.exact` says that time ran
    out. Numbers of packages are counted where that can be done, else estimated.
    """
    model = question.model(question.worlds[0])
    world = Proven(Stands(model, question.formula(model)), clock)
    worlds = (world.answer, *(_other(question, other, clock) for other in question.worlds[1:]))
    verdict = over_unknown(question, worlds)
    proven = not clock.ran_out
    near, alone = nearest_of(world)
    levels = _levels(world)
    named = named_answers(question.case, world.stands, clock)
    ratifiable = world.stands.ratifiable(alike=world.alike)
    among: dict[Over, int] = {"sure": world.answer.sure, "possible": world.answer.possible}
    best, undominated = best_deals(world.stands, ratifiable, among, question.party, clock)
    settles = _settles(world)
    splits = exact_splits(world.stands, ratifiable, clock)
    shown = [model.space.package(row.number) for row in world.examples]
    used = used_by(model, [*shown, *(model.space.package(row.package.number) for row in near)])
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


def _other(question: Question, world: Mapping[str, str], clock: Clock) -> WorldAnswer:
    model = question.model(world)
    return Proven(Stands(model, question.formula(model)), clock).answer


def _between(size: Size) -> tuple[int, int] | None:
    return None if size.exact else (size.low, size.high)


def _methods(model: Model) -> tuple[str, ...]:
    kinds = [kind.id for who in model.ratifiers for kind, _ in who.judge.steps]
    return tuple(dict.fromkeys(kinds))


def _levels(world: Proven) -> LevelsOf:
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


def _settles(world: Proven) -> tuple[str, ...]:
    """The ratifiers whose open answers keep some possible deal from being sure, where none is."""
    if world.sure is not None or world.possible is None:
        return ()
    model = world.stands.model
    return tuple(
        model.ratifiers[number].id
        for number in model.vetoes
        if search(model.space, [world.stands.possible, world.stands.open(number)], world.clock).package is not None
    )

"""What would unlock a deal, where packages are too many to be gone through: by search and proof."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from winset.model.acceptance.worth import points_of
from winset.model.compile import CompiledRatifier, Model
from winset.model.logic import Least, Number, Sum, any_of
from winset.model.result import Verdict
from winset.model.space import Package
from winset.settlement.about import SOLVER, Grounds, heading
from winset.settlement.blocks import single
from winset.settlement.clock import Clock
from winset.settlement.exact.formulas import ByFormulas
from winset.settlement.exact.groups import in_the_way
from winset.settlement.exact.program import Status, search
from winset.settlement.exact.proven import Proven, nearest_of, used_by
from winset.settlement.exact.stands import Stands
from winset.settlement.exact.winsets import number_of
from winset.settlement.question import Question
from winset.settlement.records import ConflictSet, Near
from winset.settlement.survey import Collector, judged_in
from winset.settlement.unlock import TERMS, searched, with_levers
from winset.settlement.unlock_bounds import Asked, bindings, opinions, polls_of
from winset.settlement.unlock_budgets import budgets
from winset.settlement.unlock_records import UnlockResult
from winset.settlement.unlock_relaxing import relaxations
from winset.settlement.unlock_rows import alone, unlocks, wishes
from winset.settlement.unlock_terms import terms
from winset.settlement.unlock_votes import votes
from winset.settlement.unlock_worlds import across, in_worlds, over_unknown

_SHOWN = 24


def exact_unlock(question: Question, limit: Fraction | None, clock: Clock) -> UnlockResult:
    """The answer to `unlock` by the solver.

    Every set of levers that is given opens a deal that was found. That it is minimal, and that none is missing, is
    proven where the search is complete; where time ran out it is not, and nothing is said to be impossible. What
    ratifiers lack without levers is the least among the deals met on the way (`met_only`).
    """
    world = question.worlds[0]
    proven = Proven(Stands(question.model(world), question.formula(question.model(world))), clock)
    model, stands = proven.stands.model, proven.stands
    keeper = ByFormulas(clock)
    asked = Asked(question.case, world, question.where, question.party, keeper)
    ways = asked.ways()
    opening = unlocks(ways, question.party)
    searches = tuple(searched(ways, sure) for sure in (True, False))
    answer = proven.answer
    bound = bindings(asked) if not opening and all(each.complete for each in searches) else ()
    near, _ = nearest_of(proven)
    known = [*keeper.keeping(model.space).known, *(model.space.package(each.package.number) for each in near)]
    lacking = bool(answer.deals) and not answer.sure
    met = OverKnown(stands, tuple(dict.fromkeys([*known, *_closest(stands, clock)])) if lacking else ())
    party = question.party
    steps, complete = budgets(ways.moves, ways.grounds, model, party) if party is not None else ((), True)
    worlds = in_worlds(question, ways)
    searched_all = all(each.complete for each in searches) and all(each.complete for each in worlds)
    grounds = _grounds(proven, clock, _shown(model, near, met.packages), complete=searched_all)
    about = heading(question, replace(grounds, estimated=grounds.estimated or keeper.estimated), ())
    return UnlockResult(
        about=with_levers(about, question.case, opening, [row.lever for row in bound]),
        verdict=over_unknown(answer.verdict, worlds),
        sure=answer.sure,
        possible=answer.possible,
        effort=question.case.file.effort,
        unlocks=opening,
        alone=tuple(alone(ways, id_) for id_ in ways.moves.levers),
        opinions=opinions(ways.moves, model, _refusing(stands, clock) if lacking else (), met),
        bindings=bound,
        conflicts=_conflicts(stands, clock) if answer.verdict in {Verdict.REFUSED, Verdict.NO_DEALS} else (),
        nearest=near,
        nearest_count=len(near),
        budgets=tuple(step for step in steps if limit is None or step.budget <= limit),
        budgets_complete=complete and not clock.ran_out,
        budget=limit,
        searches=searches,
        votes=votes(ways.grounds.first.cases, model, met) if lacking else (),
        relaxations=relaxations(model, met, sure=answer.possible > 0) if lacking else (),
        terms=terms(model, _looked_at(proven, near)),
        wishes=wishes(ways, model, question.party),
        worlds=worlds,
        across=across(worlds, list(ways.moves.levers)),
        met_only=lacking,
        out_of_time=clock.ran_out,
    )


def _grounds(proven: Proven, clock: Clock, shown: Iterable[Package], *, complete: bool) -> Grounds:
    """How the answer was found, and what it rests on; shown: packages that it tells of, complete: none is missing."""
    model = proven.stands.model
    return Grounds(
        model=model,
        packages=number_of(proven.counted.packages, model.space.size),
        deals=proven.answer.deals,
        stated=_stated(proven.stands, clock),
        used=used_by(model, shown),
        engine=SOLVER,
        exact=not clock.ran_out and complete,
        estimated=proven.counted.estimated,
    )


@dataclass(frozen=True, slots=True)
class OverKnown:
    """The deals asked about among some packages, shown one by one and numbered by their places."""

    stands: Stands
    packages: Sequence[Package]

    def __call__(self, collector: Collector) -> None:
        """Let a collector look at each."""
        space = self.stands.model.space
        for place, package in enumerate(self.packages):
            block = single(space, package, set())
            block.start = place
            if block.test(self.stands.asked):
                asked = np.bool_(True)
                collector.take(judged_in(self.stands.model, block, asked, asked))

    def package(self, number: int) -> Package:
        """The package at a place."""
        return self.packages[number]


def _closest(stands: Stands, clock: Clock) -> Iterator[Package]:
    """For each veto that judges by points or polls a deal that is the best for it: of all, and of those others bear."""
    space, vetoes = stands.model.space, stands.model.vetoes
    for number in vetoes:
        best = _measure(stands.model.ratifiers[number])
        if best is None:
            continue
        others = [stands.bears(other) for other in vetoes if other != number]
        for required in ([stands.asked], [stands.asked, *others]):
            found = search(space, required, clock, best)
            if found.package is not None:
                yield found.package


def _measure(who: CompiledRatifier) -> Number | None:
    """What a ratifier has more of the nearer a deal is to its yes; None where nothing is measured."""
    if who.worth is not None:
        return points_of(who.worth.points)
    polls = polls_of(who)
    if polls is None or not polls.demands.tests:
        return None
    beyond: list[Number] = []
    for demand in polls.demands.tests:
        _, high = polls.support_form(demand.of_decided)
        beyond.append(Sum((), -int(demand.at_best or 0), (high,)))
    return beyond[0] if len(beyond) == 1 else Least(tuple(beyond))


def _stated(stands: Stands, clock: Clock) -> bool:
    """Whether a poll decides what a ratifier says of some deal asked about."""
    stated = any_of([stands.stated(number) for number in range(len(stands.model.ratifiers))])
    return search(stands.model.space, [stands.asked, stated], clock).package is not None


def _refusing(stands: Stands, clock: Clock) -> list[int]:
    """The vetoes of which it is proven that they refuse all deals asked about."""
    space = stands.model.space
    return [
        number
        for number in stands.model.vetoes
        if search(space, [stands.asked, stands.bears(number)], clock).status is Status.NONE
    ]


def _conflicts(stands: Stands, clock: Clock) -> tuple[ConflictSet, ...]:
    ids = [who.id for who in stands.model.ratifiers]
    groups = in_the_way(stands, clock, sure=False).conflicts
    return tuple(ConflictSet(tuple(ids[number] for number in sorted(group)), True) for group in groups)


def _shown(model: Model, near: Iterable[Near], known: Sequence[Package]) -> Iterator[Package]:
    """The packages whose deciding parts the heading names."""
    yield from (model.space.package(each.package.number) for each in near)
    yield from known[:_SHOWN]


def _looked_at(proven: Proven, near: Sequence[Near]) -> list[int]:
    """The deals whose terms are told: the nearest ones, or the first that is ratified."""
    if proven.sure is not None:
        return [proven.stands.model.space.number(proven.sure)]
    return [each.package.number for each in near[:TERMS]]

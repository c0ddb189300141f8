"""How far opinion would have to move, how far it can, and which bound is in the way."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from winset.case.coverage import why_of
from winset.case.load import Case
from winset.case.paths import case_path
from winset.case.patterns import Pattern
from winset.case.sections import Lever
from winset.model.acceptance.opinion import Moved
from winset.model.acceptance.opinion import Opinion as OpinionStep
from winset.model.compile import CompiledRatifier, Model
from winset.model.logic import TRUE
from winset.model.result import Quotation
from winset.model.space import Package
from winset.settlement.about import read_input
from winset.settlement.blocks import single
from winset.settlement.shortfall import lacks_of
from winset.settlement.survey import Gather, Judged, survey
from winset.settlement.unlock_cases import Cases
from winset.settlement.unlock_ground import Ground
from winset.settlement.unlock_grounds import Grounds
from winset.settlement.unlock_moves import Moves, State
from winset.settlement.unlock_packages import BitByBit, Bits, Keeper
from winset.settlement.unlock_records import Binding, Opinion, Pull
from winset.settlement.unlock_search import Search
from winset.settlement.unlock_ways import Ways

MOST_TRIED = 1_000
"""How many sets are tried with each bound lifted."""


class _LeastOpinion:
    """The fewest points of opinion that a veto lacks to a deal beyond what moves, and the deal to which it does.

    moved: what can move, by the packages that it is about.
    """

    def __init__(self, model: Model, number: int, moved: Sequence[Moved]) -> None:
        self.model = model
        self.number = number
        self.moved = moved
        self.best: tuple[Fraction, Fraction] | None = None
        self.package = 0

    @property
    def least(self) -> Fraction | None:
        """What it lacks to that deal; None where its opinion is not in the way of any."""
        return self.best[1] if self.best is not None else None

    def take(self, judged: Judged) -> None:
        """Look at the deals of one block."""
        size = judged.block.layout.size
        places = np.flatnonzero(judged.block.full(judged.asked))
        if not places.size:
            return
        path = self.model.ratifiers[self.number].judge.path
        for (number, kind, at), lack in lacks_of(self.model, judged.block).items():
            if number != self.number or kind != "opinion" or at[: len(path)] != path:
                continue
            lacking = np.broadcast_to(lack.least, size)[places]
            moving = sum((moved.over(judged.block) for moved in self.moved), np.int64(0))
            beyond = np.maximum(lacking - np.broadcast_to(moving * lack.scale, size)[places], 0)
            place = int(np.lexsort((lacking, beyond))[0])
            best = Fraction(int(beyond[place]), lack.scale), Fraction(int(lacking[place]), lack.scale)
            if self.best is None or best < self.best:
                self.best, self.package = best, judged.block.start + int(places[place])


def opinions(moves: Moves, model: Model, refusing: Iterable[int], gather: Gather) -> tuple[Opinion, ...]:
    """Every polled veto that refuses all deals asked about for want of opinion, and how far levers move it.

    refusing: the vetoes that refuse them all.
    """
    rows = []
    for number in refusing:
        who = model.ratifiers[number]
        step = polls_of(who)
        if step is None:
            continue
        gatherer = _LeastOpinion(model, number, _moved(moves, model, who))
        gather(gatherer)
        if gatherer.least:
            rows.append(_opinion(moves, model, who, step, gatherer.least, gather.package(gatherer.package)))
    return tuple(rows)


def polls_of(who: CompiledRatifier) -> OpinionStep | None:
    """The polls of a ratifier, if it has any."""
    return next((step for _, step in who.judge.steps if isinstance(step, OpinionStep)), None)


def _opinion(
    moves: Moves, model: Model, who: CompiledRatifier, step: OpinionStep, needed: Fraction, package: Package
) -> Opinion:
    view = single(model.space, package, set())
    of_decided = any(demand.of_decided for demand in step.demands.tests)
    low, high = (Fraction(int(end), step.scale) for end in step.support(view, of_decided))
    pulls = tuple(_pulls(moves, model, who, package))
    return Opinion(who.id, needed, (low, high), sum((pull.most for pull in pulls), Fraction(0)), pulls)


def _pulls(moves: Moves, model: Model, who: CompiledRatifier, package: Package) -> Iterator[Pull]:
    """What each lever moves of a ratifier's opinion on a deal."""
    view = single(model.space, package, set())
    for id_, lever in moves.levers.items():
        points = Fraction(0)
        for name, effect in lever.effects.items():
            support = effect.support
            if support is not None and support.ratifier == who.id and view.test(model.formula(support.about)):
                points += max(moves.ends((id_, name))[1], Fraction(0))
        if points:
            bound = lever.bound.points.most if lever.bound is not None and lever.bound.points is not None else None
            most = points if bound is None else min(points, bound)
            yield Pull(id_, lever.name or id_, most, bound, _why(moves.case, id_), bound_words(moves.case, id_))


def _moved(moves: Moves, model: Model, who: CompiledRatifier) -> tuple[Moved, ...]:
    """What each lever moves of a ratifier's opinion, in whole points (parts of one only decide between deals)."""
    found = []
    for id_, lever in moves.levers.items():
        parts = tuple(
            (model.formula(effect.support.about), int(moves.ends((id_, name))[1]))
            for name, effect in lever.effects.items()
            if effect.support is not None and effect.support.ratifier == who.id
        )
        bound = lever.bound.points.most if lever.bound is not None and lever.bound.points is not None else None
        found.append(Moved(parts, int(bound) if bound is not None else None))
    return tuple(found)


def _why(case: Case, lever: str) -> str | None:
    return why_of(case, ("levers", lever, "bound"))


def bound_words(case: Case, lever: str) -> tuple[Quotation, ...]:
    """The words that the bound of a lever rests on."""
    return read_input(case, ("levers", lever, "bound")).quotations


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked about, for searches in which one bound is lifted."""

    case: Case
    world: Mapping[str, str]
    where: Pattern
    party: str | None = None
    keeper: Keeper = field(default_factory=BitByBit)

    def ways(self, relaxed: frozenset[str] = frozenset()) -> Ways:
        """The levers with what they do; the bounds of some of them lifted."""
        moves = Moves(self.case, self.world, relaxed)
        grounds = Grounds(Ground(Cases(moves), self.where, self.keeper, party=self.party))
        return Ways(moves, grounds, Search(moves, grounds, self.party))


def bindings(asked: Asked) -> tuple[Binding, ...]:
    """The bounds each of which, if it alone were lifted, would let levers open a deal."""
    found = []
    for id_, lever in asked.case.file.levers.items():
        unit = _unit(lever)
        if unit is None:
            continue
        ways = asked.ways(frozenset((id_,)))
        surely = ways.search.first(True, MOST_TRIED)
        levers = surely if surely is not None else ways.search.first(False, MOST_TRIED)
        if levers is None or id_ not in levers:
            continue
        sure = surely is not None
        found.append(
            Binding(
                lever=id_,
                name=lever.name or id_,
                unit=unit,
                most=_farthest(Moves(asked.case, asked.world), id_),
                needed=_needed(ways, levers, id_, sure),
                sure=sure,
                quotations=bound_words(asked.case, id_),
            )
        )
    return tuple(found)


def _unit(lever: Lever) -> str | None:
    """What a lever moves whose size can be in the way."""
    if any(effect.support is not None for effect in lever.effects.values()):
        return "points"
    return "votes" if any(effect.swing is not None for effect in lever.effects.values()) else None


def _farthest(moves: Moves, lever: str) -> Fraction:
    return max(moves.ends((lever, name))[1] for name in moves.levers[lever].effects)


def _needed(ways: Ways, levers: frozenset[str], lever: str, sure: bool) -> Fraction | None:
    """How far a lever would have to go, the others of the set being pulled; None where that is not measured."""
    final = ways.follow(ways.likeliest(levers, sure)) or State()
    own = [each.ref for each in (*final.moved, *final.swung) if each.ref[0] == lever]
    if len(own) != 1:
        return None
    still = State(
        final.levels,
        frozenset(each for each in final.moved if each.ref[0] != lever),
        frozenset(each for each in final.swung if each.ref[0] != lever),
        final.edits,
    )
    effect = ways.moves.effects[own[0]]
    judge = effect.support.ratifier if effect.support is not None else effect.swing.ratifier if effect.swing else ""
    kind = "opinion" if effect.support is not None else "votes"
    model = ways.grounds.at(final).cases.model(still)
    opened = ways.grounds.open(final, sure)
    if not isinstance(opened, Bits):
        return None  # the least of all lacks is only known where all deals can be gone through
    gatherer = _Least(model, kind, judge, opened, sure)
    survey(model, TRUE, [gatherer])
    return gatherer.least


class _Least:
    """The least that a judge lacks of opinion or of votes to some deals, so that it says yes, or does not say no."""

    def __init__(self, model: Model, kind: str, judge: str, among: Bits, sure: bool) -> None:
        self.model = model
        self.kind = kind
        self.judge = judge
        self.among = among
        self.sure = sure
        self.least: Fraction | None = None

    def take(self, judged: Judged) -> None:
        """Look at those of the deals that are in a block."""
        size = judged.block.layout.size
        places = np.flatnonzero(np.unpackbits(self.among.bits)[judged.block.start : judged.block.start + size])
        if not places.size:
            return
        for (_, kind, at), lack in lacks_of(self.model, judged.block).items():
            if kind == self.kind and case_path(at).removesuffix(".polls") == self.judge:
                lacking = np.broadcast_to(lack.most if self.sure else lack.least, size)[places]
                least = Fraction(int(lacking.min()), lack.scale)
                self.least = least if self.least is None else min(self.least, least)

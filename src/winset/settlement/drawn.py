"""All settlement verdicts of a case in many draws: what becomes of the deals, who blocks, and what unlocks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from winset.case.load import Case
from winset.case.patterns import Pattern
from winset.model.draws import Draws
from winset.settlement.drawn_margins import Floats
from winset.settlement.drawn_ratifier import Bools
from winset.settlement.drawn_stage import (
    OPEN,
    RATIFIED,
    Codes,
    Stage,
    Voted,
    agree,
    margin,
    together,
    verdicts,
)
from winset.settlement.flip_verdicts import named_kinds
from winset.settlement.question import Question
from winset.settlement.unlock_cases import Cases
from winset.settlement.unlock_moves import Draw, Moves, State

DEALS = ("ratified", "open", "refused", "no deals")
BLOCKS = ("lets some through", "blocks")
CONFLICTS = ("agree on some", "in conflict")
WORKS = ("a deal is ratified", "a deal is possible", "all are refused", "no deals")

_MOST_CHOICES = 500
_STATED = Draws(1, {}, {})
"""One draw in which everything is as stated."""


@dataclass(frozen=True, slots=True)
class Told:
    """A verdict: which it is, of whom or what, the words that it may come to, and the ratifiers that it needs."""

    of: str
    subject: str
    outcomes: tuple[str, ...]
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What the verdicts come to in some draws; see `winset.doubt.verdicts.Judged`, which it has the shape of.

    through: for each verdict and each of its ratifiers, in how many draws it lets each cell through, shape
    (parts, cells); None where it is no conjunction.
    """

    codes: Codes
    margins: Floats
    comonotone: Codes
    singly: tuple[Bools | None, ...]
    through: tuple[npt.NDArray[np.int64] | None, ...]
    payoffs: Floats | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked at beside what becomes of the deals: as the stated case has it.

    conflicts: groups of ratifiers that accept no common deal. unlocks: sets of levers, each in an order.
    """

    conflicts: tuple[tuple[str, ...], ...] = ()
    unlocks: tuple[tuple[str, ...], ...] = ()


class SettlementDraws:
    """A question, ready to be judged in draws.

    pilot: some draws by which it is told what is drawn, and how much each ratifier's margin moves; the same for all
    blocks of a run, so that blocks do not depend on each other.
    """

    def __init__(self, question: Question, asked: Asked, pilot: Draws) -> None:
        self.question = question
        self.asked = asked
        case = question.case
        models = [question.model(world) for world in question.worlds]
        self.named = named_kinds(case.file, models)
        self._kinds: list[Pattern] = [case.file.patterns[name] for name in self.named]
        self._pilot = pilot
        self._worlds = [_World(case, world, question.where, self._kinds, pilot) for world in question.worlds]
        first = self._worlds[0].stage(State())
        self._spreads = _spreads(first.voted(pilot))
        self._nominal = [verdicts(first.voted(_STATED), cells)[0] for cells in (first.everything, *first.kinds)]

    @property
    def subjects(self) -> tuple[Told, ...]:
        """The verdicts, in the order of the codes."""
        vetoes = self._worlds[0].stage(State()).vetoes
        return (
            Told("deals", "", DEALS, vetoes),
            *(Told("pattern", name, DEALS, vetoes) for name in self.named),
            *(Told("blocks", who, BLOCKS) for who in vetoes),
            *(Told("conflict", " + ".join(group), CONFLICTS, group) for group in self.asked.conflicts),
            *(Told("unlock", " + ".join(levers), WORKS, vetoes) for levers in self.asked.unlocks),
        )

    def judge(self, draws: Draws) -> Found:
        """What the verdicts come to."""
        rows = list(self._rows(draws))
        return Found(
            codes=np.stack([row.codes for row in rows]),
            margins=np.stack([row.margin for row in rows]),
            comonotone=np.stack([row.comonotone for row in rows]),
            singly=tuple(row.singly for row in rows),
            through=tuple(row.through for row in rows),
            payoffs=self._payoffs(draws),
        )

    def _rows(self, draws: Draws) -> Iterator["_Row"]:
        stages = [world.stage(State()) for world in self._worlds]
        said = [stage.voted(draws) for stage in stages]
        lucky = [together(voted, stage.counts) for stage, voted in zip(stages, said, strict=True)]
        first = stages[0]
        for place in range(1 + len(self.named)):
            cells = [stage.everything if not place else stage.kinds[place - 1] for stage in stages]
            yield _Row(
                over_worlds([verdicts(voted, here) for voted, here in zip(said, cells, strict=True)]),
                self._margin(said[0], first.vetoes, cells[0], self._nominal[place]),
                over_worlds([verdicts(voted, here) for voted, here in zip(lucky, cells, strict=True)]),
                *_by_part(said[0], first.vetoes, cells[0]),
            )
        for who in first.vetoes:
            blocked = [~agree(voted, [who], stage.everything) for voted, stage in zip(said, stages, strict=True)]
            codes = np.all(blocked, axis=0).astype(np.int8)
            yield _Row(codes, margin(said[0], [who], self._spreads, first.everything, sure=False), codes, None, None)
        for group in self.asked.conflicts:
            codes, fortunate = ((~agree(voted[0], group, first.everything)).astype(np.int8) for voted in (said, lucky))
            by = margin(said[0], group, self._spreads, first.everything, sure=False)
            yield _Row(codes, by, fortunate, *_by_part(said[0], group, first.everything))
        for levers in self.asked.unlocks:
            yield self._unlocked(levers, draws)

    def _margin(self, voted: Voted, group: Sequence[str], cells: Bools, stated: int) -> Floats:
        """How far a verdict is from turning: from being ratified no more where it is, else from being possible."""
        return margin(voted, group, self._spreads, cells, sure=stated == RATIFIED)

    def _unlocked(self, levers: tuple[str, ...], draws: Draws) -> "_Row":
        """What a set of levers comes to, pulled in its order as far as each can be, in the first world."""
        world = self._worlds[0]
        codes, lucky = np.empty(draws.size, dtype=np.int8), np.empty(draws.size, dtype=np.int8)
        by = np.full(draws.size, np.nan)
        for state, here in world.after(levers, draws):
            stage, some = world.stage(state), draws.take(here)
            voted = stage.voted(some)
            codes[here] = verdicts(voted, stage.everything)
            lucky[here] = verdicts(together(voted, stage.counts), stage.everything)
            by[here] = margin(voted, stage.vetoes, self._spreads, stage.everything, sure=False)
        return _Row(codes, by, lucky, None, None)

    def _payoffs(self, draws: Draws) -> Floats | None:
        """What each deal that the party may put brings its lead in every draw; the last choice is to put none.

        A deal that is ratified brings its points, any other outcome those of having no deal.
        """
        party, stage = self.question.party, self._worlds[0].stage(State())
        lead = next((who for who in stage.model.ratifiers if who.lead and who.party == party), None)
        if lead is None or lead.worth is None:
            return None
        voted = stage.voted(draws)
        ratified = np.ones((1, stage.size), dtype=np.bool_)
        for said in voted.said.values():
            ratified = ratified & said.accepts
        worth = stage.worth(lead.id, draws) or lead.worth
        points, none = np.asarray(worth.over(stage.view)) / worth.points.scale, np.asarray(worth.enough)
        home = np.broadcast_to(none.reshape(-1, 1) / worth.points.scale, (draws.size, 1))
        value = np.where(ratified, points, home)
        chosen = np.argsort(-value.mean(axis=0), kind="stable")[:_MOST_CHOICES] if stage.size > _MOST_CHOICES else ...
        deals = np.broadcast_to(value, (draws.size, stage.size))[:, chosen]
        return np.concatenate([deals, home], axis=1).T


@dataclass(frozen=True, slots=True)
class _Row:
    codes: Codes
    margin: Floats
    comonotone: Codes
    singly: Bools | None
    through: npt.NDArray[np.int64] | None


@dataclass
class _World:
    """One world: the deals after each set of levers that was pulled so far."""

    case: Case
    world: dict[str, str]
    where: Pattern
    kinds: Sequence[Pattern]
    pilot: Draws
    _stages: dict[State, Stage] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.moves = Moves(self.case, self.world)
        self.cases = Cases(self.moves)

    def stage(self, state: State) -> Stage:
        """The deals after some levers."""
        if state not in self._stages:
            self._stages[state] = Stage(self.cases, self.where, self.kinds, state, self.pilot)
        return self._stages[state]

    def after(self, levers: Sequence[str], draws: Draws) -> Iterator[tuple[State, npt.NDArray[np.int64]]]:
        """The states that levers lead to, each with the draws in which they do."""
        refs = [(id_, name) for id_ in levers for name in self.moves.levers[id_].effects]
        happens = (
            np.stack([draws.happens.get(ref, np.full(draws.size, self._surely(ref))) for ref in refs], axis=0)
            if refs
            else np.ones((0, draws.size), dtype=np.bool_)
        )
        ways, places = np.unique(happens, axis=1, return_inverse=True)
        for number in range(ways.shape[1]):
            turns = dict(zip(refs, ways[:, number].tolist(), strict=True))
            state = State()
            for id_ in levers:
                if self.moves.can(id_, state):
                    own = [(id_, name) for name in self.moves.levers[id_].effects]
                    drawn = tuple(Draw(ref, turns[ref], self.moves.ends(ref)[1]) for ref in own)
                    state = self.moves.after(state, drawn)
            yield state, np.flatnonzero(places.reshape(-1) == number)

    def _surely(self, ref: tuple[str, str]) -> bool:
        """Whether an effect that is not drawn happens: one without a chance does, one that surely does not does not."""
        chance = self.moves.effects[ref].chance
        return chance is None or chance.value > 0


def over_worlds(codes: Sequence[Codes]) -> Codes:
    """The verdict over worlds of which nobody knows which is the case: one that differs among them is open."""
    found = codes[0].copy()
    for other in codes[1:]:
        found[found != other] = OPEN
    return found


def _by_part(voted: Voted, group: Sequence[str], cells: Bools) -> tuple[Bools, npt.NDArray[np.int64]]:
    """Whether each ratifier lets some cell through in each draw, and in how many draws it does which cell."""
    bears = [~voted.said[who].refuses[:, cells] for who in group]
    some = [np.broadcast_to(each.any(axis=1), (voted.size,)) for each in bears]
    counts = [each.sum(axis=0) * (voted.size // each.shape[0]) for each in bears]
    if not group:
        return np.ones((0, voted.size), dtype=np.bool_), np.zeros((0, int(cells.sum())), dtype=np.int64)
    return np.stack(some), np.stack(counts)


def _spreads(voted: Voted) -> dict[str, float]:
    """By how much each ratifier's margin moves over some draws: the largest standard deviation at any cell."""
    found = {}
    for who in voted.drawn:
        by = voted.said[who].bears_by
        finite = np.where(np.isfinite(by).all(axis=0), by, 0.0)
        found[who] = float(finite.std(axis=0).max(initial=0.0))
    return found

"""The deals asked about in one world after some levers, judged in many draws by all who may stop them.

Packages that no ratifier with a drawn number can tell apart, and that all others judge alike, are one cell. A cell is
judged once in each draw.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from winset.case.patterns import Pattern
from winset.model.acceptance.worth import Worth
from winset.model.compile import Model
from winset.model.draws import Draws
from winset.model.logic import Formula, all_of
from winset.settlement.blocks import Layout, blocks
from winset.settlement.drawn_margins import Floats
from winset.settlement.drawn_ratifier import Bools, DrawnRatifier, Said
from winset.settlement.flip_ground import Sample, issues_read
from winset.settlement.survey import TooManyPackagesError
from winset.settlement.unlock_cases import Cases
from winset.settlement.unlock_moves import State
from winset.settlement.winsets import written_ratifier

MOST_PACKAGES = 2_000_000

RATIFIED, OPEN, REFUSED, NO_DEALS = range(4)
"""The codes of verdicts on deals."""

Codes = npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Voted:
    """What each veto says of every cell in every draw: by ratifier, shape (draws or 1, cells).

    drawn: the ratifiers by whom a number is drawn, in the order of the case.
    """

    said: dict[str, Said]
    drawn: tuple[str, ...]
    size: int


class Stage:
    """One world after some levers."""

    def __init__(self, cases: Cases, where: Pattern, kinds: Sequence[Pattern], state: State, draws: Draws) -> None:
        """Find the cells.

        Args:
            cases: the case with its levers, in this world.
            where: which deals are asked about.
            kinds: the kinds of deal with a name.
            state: what levers have changed.
            draws: some draws, of which only what is drawn matters here.

        Raises:
            TooManyPackagesError: there are too many packages to go through.
        """
        self.model = cases.model(state)
        self._cases = cases
        self._state = state
        space = self.model.space
        check_room(self.model)
        self.vetoes = tuple(self.model.ratifiers[number].id for number in self.model.vetoes)
        own = {who: DrawnRatifier(cases, who, state) for who in self.vetoes}
        self.drawn = {who: each for who, each in own.items() if each.is_drawn(draws)}
        self._cut(cases, all_of([space.feasible, self.model.deal, self.model.formula(where)]), kinds, own)

    def _cut(self, cases: Cases, asked: Formula, kinds: Sequence[Pattern], own: dict[str, DrawnRatifier]) -> None:
        """Gather packages into cells; `digits` of one package of each, `counts` of how many there are."""
        space = self.model.space
        shape = tuple(dimension.size for dimension in space.dimensions)
        parts = list(blocks(Layout.of(space), set()))
        there = np.concatenate([part.full(part.test(asked)) for part in parts])
        digits = np.stack(np.unravel_index(np.flatnonzero(there), shape), axis=1).astype(np.int64)
        view = Sample(digits)
        nothing = Draws(1, {}, {})
        fixed = {who: each.said(nothing, view) for who, each in own.items() if who not in self.drawn}
        read = sorted({issue for who in self.drawn for issue in self._read(cases, who)} | set(self._paid(cases)))
        columns = [digits[:, issue] for issue in read]
        for said in fixed.values():
            columns += [np.asarray(said.accepts[0]), np.asarray(said.refuses[0])]
        of_kind = [np.broadcast_to(view.test(self.model.formula(kind)), (len(digits),)) for kind in kinds]
        table = np.stack([*columns, *of_kind, np.zeros(len(digits))], axis=1).astype(np.int64)
        _, first, counts = np.unique(table, axis=0, return_index=True, return_counts=True)
        self.view = Sample(digits[first])
        self.counts: npt.NDArray[np.int64] = counts
        self.fixed = {who: said.at(first) for who, said in fixed.items()}
        self.kinds = [np.asarray(kind[first]) for kind in of_kind]

    def _read(self, cases: Cases, who: str) -> tuple[int, ...]:
        compiled = self.model.ratifier(who)
        return issues_read(self.model, compiled, written_ratifier(cases.moves.case, compiled))

    def _paid(self, cases: Cases) -> tuple[int, ...]:
        """The issues on which leads have points, so that a cell is worth the same to each of them throughout."""
        issues: set[int] = set()
        for number in self.model.bargainers:
            who = self.model.ratifiers[number]
            issues |= set(issues_read(self.model, who, written_ratifier(cases.moves.case, who)))
        return tuple(issues)

    @property
    def size(self) -> int:
        """How many cells there are."""
        return self.view.size

    def worth(self, who: str, draws: Draws) -> Worth | None:
        """The points of a ratifier in every draw, where it judges by points."""
        return DrawnRatifier(self._cases, who, self._state).compiled((), draws).worth

    @cached_property
    def everything(self) -> Bools:
        """All cells."""
        return np.ones(self.size, dtype=np.bool_)

    def voted(self, draws: Draws) -> Voted:
        """What everybody says in these draws."""
        said = {who: each.said(draws, self.view) for who, each in self.drawn.items()}
        return Voted({who: said.get(who) or self.fixed[who] for who in self.vetoes}, tuple(self.drawn), draws.size)


def check_room(model: Model) -> None:
    """Raise TooManyPackagesError where there are too many packages to go through in every draw."""
    if model.space.size > MOST_PACKAGES:
        raise TooManyPackagesError(
            f"there are {model.space.size:,} packages; in draws up to {MOST_PACKAGES:,} can be gone through. Leave out "
            "issues, or options that nobody asks for"
        )


def verdicts(voted: Voted, cells: Bools) -> Codes:
    """What becomes of some cells in every draw."""
    if not cells.any():
        return np.full(voted.size, NO_DEALS, dtype=np.int8)
    sure = _all([each.accepts[:, cells] for each in voted.said.values()], voted.size)
    possible = _all([~each.refuses[:, cells] for each in voted.said.values()], voted.size)
    found = np.full(voted.size, REFUSED, dtype=np.int8)
    found[possible] = OPEN
    found[sure] = RATIFIED
    return found


def _all(parts: Sequence[Bools], draws: int) -> Bools:
    """In which draws a cell is in all of these."""
    if not parts:
        return np.ones(draws, dtype=np.bool_)
    left = parts[0]
    for part in parts[1:]:
        left = left & part
    return np.broadcast_to(left.any(axis=1), (draws,))


def agree(voted: Voted, group: Sequence[str], cells: Bools) -> Bools:
    """In which draws some cell is refused by nobody of a group."""
    return _all([~voted.said[who].refuses[:, cells] for who in group], voted.size)


def margin(voted: Voted, group: Sequence[str], spreads: dict[str, float], cells: Bools, *, sure: bool) -> Floats:
    """How far from turning it is in every draw that a cell is let through by all of a group.

    Of each cell the ratifier counts that is furthest from it, of all cells the one that is nearest. Units are never
    added up: where several ratifiers have numbers that are drawn, each is measured by how much it moves over the draws
    (a convention). Not a number where nothing drawn bears on it.
    """
    drawn = [who for who in group if who in voted.drawn and spreads.get(who, 0) > 0]
    alone = len(drawn) == 1
    left = np.full((1, int(cells.sum())), np.inf)
    for who in group:
        by = (voted.said[who].accepts_by if sure else voted.said[who].bears_by)[:, cells]
        left = np.minimum(left, by if alone or who not in drawn else by / spreads[who])
    best = np.broadcast_to(left.max(axis=1, initial=-np.inf), (voted.size,)).copy()
    best[np.isinf(best)] = np.nan
    return best


def fortunes(voted: Voted, counts: npt.NDArray[np.int64]) -> dict[str, npt.NDArray[np.int64]]:
    """For each ratifier with a drawn number its draws in order: those first in which it lets most deals through."""
    found = {}
    for who in voted.drawn:
        said = voted.said[who]
        borne = (~said.refuses) @ counts
        accepted = said.accepts @ counts
        by = np.where(np.isfinite(said.bears_by), said.bears_by, 0.0).sum(axis=1)
        keys = [np.broadcast_to(each, (voted.size,)) for each in (by, accepted, borne)]
        found[who] = np.lexsort([-key for key in keys])
    return found


def together(voted: Voted, counts: npt.NDArray[np.int64]) -> Voted:
    """The same ratifiers with their fortunes together: the best draw of each beside the best of all others."""
    order = fortunes(voted, counts)
    said = dict(voted.said)
    for who, places in order.items():
        held = said[who]
        if held.accepts.shape[0] == voted.size:
            said[who] = Said(held.accepts[places], held.refuses[places], held.bears_by[places], held.accepts_by[places])
    return Voted(said, voted.drawn, voted.size)

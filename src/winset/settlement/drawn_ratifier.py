"""What one ratifier makes of some packages in many draws.

Points and shares of polls are judged in all draws at once. Votes, counts and turnout take few values, so the draws are
parted by those, and the ratifier is written anew for each: the same code judges it as if the case said so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from winset.case.patterns import Pattern
from winset.case.sections import Bloc, Ratifier
from winset.case.written import Votes
from winset.model.compile import CompiledRatifier, compile_ratifier, deal_formula
from winset.model.draws import Drawn, Draws, Path
from winset.model.shifts import Movement, Shifts
from winset.model.terms import read_terms
from winset.settlement.drawn_margins import Floats, margins
from winset.settlement.flip_dial import edited
from winset.settlement.flip_ground import Sample
from winset.settlement.unlock_cases import Cases
from winset.settlement.unlock_moves import Ref, Shift, State

Bools = npt.NDArray[np.bool_]
Values = tuple[tuple[Path, Fraction], ...]

_AT_ONCE = frozenset({"points", "adjust", "no_deal", "polls"})
_MOST_KEPT = 20_000
UNDECLARED = "undeclared"


@dataclass(frozen=True, slots=True)
class Said:
    """What a ratifier says where it is asked, and how far from it: shape (draws or 1, packages).

    bears_by, accepts_by: see `drawn_margins`; endless where it is not asked.
    """

    accepts: Bools
    refuses: Bools
    bears_by: Floats
    accepts_by: Floats

    def at(self, packages: npt.NDArray[np.int64]) -> "Said":
        """The same of some of the packages."""
        return Said(
            self.accepts[:, packages],
            self.refuses[:, packages],
            self.bears_by[:, packages],
            self.accepts_by[:, packages],
        )


@dataclass
class DrawnRatifier:
    """A ratifier after levers, in one world."""

    cases: Cases
    who: str
    state: State
    _kept: dict[Values, Said] = field(default_factory=dict)

    def __post_init__(self) -> None:
        party, _, id_ = self.who.partition(".")
        self.path: Path = ("parties", party, "ratifiers", id_)
        own = tuple(ref for ref in self.state.edits if self.who in self.cases.whose(ref))
        self._file = self.cases.file(self.state.edits if own != self.state.edits else own)
        self._terms = read_terms(self._file, self.cases.world(self._file, self.state))
        self._deal = deal_formula(self._file, self._terms)
        self._lead = id_ == self._file.parties[party].lead

    def is_drawn(self, draws: Draws) -> bool:
        """Whether anything that it is judged by is drawn."""
        return bool(draws.under(self.path)) or any(self._swings(draws)) or any(self._moved(draws))

    def _moved(self, draws: Draws) -> Iterator[Ref]:
        for each in self.state.moved:
            if self.who in self.cases.whose(each.ref) and _points(each.ref) in draws.numbers:
                yield each.ref

    def _swings(self, draws: Draws) -> Iterator[Shift]:
        for each in self.state.swung:
            if self.who in self.cases.whose(each.ref) and _votes(each.ref) in draws.numbers:
                yield each

    def said(self, draws: Draws, view: Sample) -> Said:
        """What it makes of the packages of a view, always the same one, in every draw."""
        apart = {path: drawn for path, drawn in draws.under(self.path).items() if not _AT_ONCE & set(map(str, path))}
        swings = {_votes(each.ref): draws.numbers[_votes(each.ref)] for each in self._swings(draws)}
        if not apart and not swings:
            return self._judged((), draws, view)
        columns = {**apart, **swings}
        table = np.stack([drawn.values for drawn in columns.values()])
        distinct, places = np.unique(table, axis=1, return_inverse=True)
        parts = []
        at_once = any(path not in apart for path in draws.under(self.path)) or any(self._moved(draws))
        for number, column in enumerate(distinct.T):
            values = tuple(
                (path, Fraction(int(value), drawn.scale))
                for (path, drawn), value in zip(columns.items(), column, strict=True)
            )
            here = np.flatnonzero(places.reshape(-1) == number)
            if at_once:
                parts.append((here, self._judged(values, draws.take(here), view)))
            else:
                parts.append((here, self._kept_for(values, view)))
        return _put_together(parts, draws.size, view.size)

    def _kept_for(self, values: Values, view: Sample) -> Said:
        """What it says at some values, where nothing else is drawn."""
        if values not in self._kept:
            if len(self._kept) > _MOST_KEPT:
                self._kept.clear()
            self._kept[values] = self._judged(values, None, view)
        return self._kept[values]

    def _judged(self, values: Values, draws: Draws | None, view: Sample) -> Said:
        compiled = self.compiled(values, draws)
        scope = np.asarray(view.test(compiled.scope))
        answers = compiled.judge.answer(view)
        bears, accepts = margins(compiled.judge, view)
        yes, no = answers.yes | ~scope, answers.no & scope
        accepts_, refuses = _shaped(np.asarray(yes), view.size), _shaped(np.asarray(no), view.size)
        return Said(
            accepts_,
            refuses,
            _agreeing(_shaped(np.where(scope, bears, np.inf), view.size), ~refuses),
            _agreeing(_shaped(np.where(scope, accepts, np.inf), view.size), accepts_),
        )

    def compiled(self, values: Values, draws: Draws | None) -> CompiledRatifier:
        """How it judges at some values of what is parted, and in all draws of the rest."""
        held = dict(values)
        swung = frozenset(
            self.cases.moves.shift(each.ref, held.get(_votes(each.ref), each.amount)) for each in self.state.swung
        )
        state = replace(self.state, swung=swung)
        written = self.cases.ratifier(self._file, self.who, state)
        for path, value in values:
            if path[0] != "levers":
                written = _written_at(written, path, value)
        return compile_ratifier(self.who, written, self._lead, self._terms, self._deal, self._shifts(draws), draws)

    def _shifts(self, draws: Draws | None) -> Shifts:
        """Opinion as levers have moved it, by as much as is drawn."""
        if draws is None:
            return self.cases.shifts(self.state)
        found: dict[tuple[str, str], list[Shift]] = {}
        for each in sorted(self.state.moved, key=lambda each: each.ref):
            support = self.cases.moves.effects[each.ref].support
            if support is not None:
                found.setdefault((each.ref[0], support.ratifier), []).append(each)
        return tuple(
            Movement(judge, tuple(self._parts(parts, draws)), self.cases.most_points(lever))
            for (lever, judge), parts in found.items()
        )

    def _parts(self, parts: list[Shift], draws: Draws) -> Iterator[tuple[Pattern, Fraction | Drawn]]:
        for each in parts:
            support = self.cases.moves.effects[each.ref].support
            if support is not None:
                yield support.about, draws.numbers.get(_points(each.ref), each.amount)


def _points(ref: Ref) -> Path:
    return ("levers", ref[0], "effects", ref[1], "support", "points")


def _votes(ref: Ref) -> Path:
    return ("levers", ref[0], "effects", ref[1], "swing", "votes")


def _written_at(written: Ratifier, path: Path, value: Fraction) -> Ratifier:
    """The ratifier with a number at another value, or with undeclared votes parted into those for and those against."""
    if path[-1] != UNDECLARED or "blocs" not in path or "counts" in path:
        found: Ratifier = edited(written, path, lambda number: type(number).model_validate({"is": value}))
        return found
    blocs_path, bloc = path[:-2], str(path[-2])
    parted: Ratifier = edited(written, blocs_path, lambda blocs: _parted(blocs, bloc, value))
    return parted


def _parted(blocs: Mapping[str, Bloc], name: str, ayes: Fraction) -> dict[str, Bloc]:
    """The blocs with one parted in two that judge alike, but for what it leaves open: so many of its votes are for."""
    found: dict[str, Bloc] = {}
    for id_, bloc in blocs.items():
        if id_ != name or bloc.votes is None:
            found[id_] = bloc
            continue
        # Of a bloc that has the rest, the rest stays with those against.
        left = bloc.votes if bloc.votes.rest else _plain(max(bloc.votes.value - ayes, Fraction(0)))
        ayes = ayes if bloc.votes.rest else min(ayes, bloc.votes.value)
        found[id_] = bloc.model_copy(update={"votes": left, "otherwise": "refuses"})
        found[f"{id_} for"] = bloc.model_copy(update={"votes": _plain(ayes), "otherwise": "accepts"})
    return found


def _plain(votes: Fraction) -> Votes:
    return Votes.model_validate({"is": votes})


Scalar = TypeVar("Scalar", np.bool_, np.float64)


def _shaped(array: npt.NDArray[Scalar], packages: int) -> npt.NDArray[Scalar]:
    """Values as an array of draws by packages; one row where they are the same in all draws."""
    return np.broadcast_to(array, (array.shape[0] if array.ndim == 2 else 1, packages))


def _agreeing(by: Floats, passes: Bools) -> Floats:
    """Margins, endless where another word than the one that measures decided."""
    return np.where(passes == (by >= 0), by, np.where(passes, np.inf, -np.inf))


def _put_together(parts: list[tuple[npt.NDArray[np.int64], Said]], draws: int, packages: int) -> Said:
    found = Said(
        np.empty((draws, packages), dtype=np.bool_),
        np.empty((draws, packages), dtype=np.bool_),
        np.empty((draws, packages)),
        np.empty((draws, packages)),
    )
    for here, said in parts:
        found.accepts[here] = said.accepts
        found.refuses[here] = said.refuses
        found.bears_by[here] = said.bears_by
        found.accepts_by[here] = said.accepts_by
    return found

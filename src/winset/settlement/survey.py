"""One pass over all packages: what every ratifier makes of each, gathered by signature.

A signature is the tuple of all ratifiers' answers. However many packages there are, there are few signatures, and
win-sets, overlaps, blockers, conflict sets and waiver sets are all read off them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import Protocol

import numpy as np
import numpy.typing as npt

from winset.case.problems import WinsetError
from winset.model.compile import CompiledRatifier, Model
from winset.model.logic import Atom, Formula, Mask, all_of, anywhere, negation
from winset.model.space import Package
from winset.model.view import Answers, Path
from winset.settlement.blocks import BLOCK, Block, Layout, blocks

MOST_PACKAGES = 20_000_000
_CHUNK = 20  # ratifiers whose answers fit into one 64-bit number
_COUNTABLE = 1 << 18  # up to so many signatures counting beats sorting


class Said(IntEnum):
    """A ratifier's answer to one package; stated answers are decided by a poll."""

    OUT = 0
    YES = 1
    NO = 2
    OPEN = 3
    YES_STATED = 4
    NO_STATED = 5

    @property
    def accepts(self) -> bool:
        """Whether it surely stands in no deal's way: it says yes, or is not asked."""
        return int(self) in _ACCEPTING

    @property
    def refuses(self) -> bool:
        """Whether it says no."""
        return int(self) in _REFUSING

    @property
    def stated(self) -> bool:
        """Whether a poll decided it."""
        return self >= Said.YES_STATED


_ACCEPTING = frozenset(map(int, (Said.OUT, Said.YES, Said.YES_STATED)))
_REFUSING = frozenset(map(int, (Said.NO, Said.NO_STATED)))


class TooManyPackagesError(WinsetError, ValueError):
    """There are more packages than can be gone through one by one."""


@dataclass(frozen=True, slots=True)
class Signature:
    """The answers of all ratifiers, how many packages have them, whether those are asked about, and the first."""

    answers: tuple[Said, ...]
    asked: bool
    count: int
    first: int


@dataclass(frozen=True)
class Survey:
    """What a pass over the packages found. used: the parts of the case that decided answers to deals asked about."""

    model: Model
    where: Formula
    signatures: tuple[Signature, ...]
    used: frozenset[Path]

    @property
    def packages(self) -> int:
        """The packages that the couplings allow, without the status quo."""
        return sum(signature.count for signature in self.signatures)

    @cached_property
    def asked(self) -> tuple[Signature, ...]:
        """The signatures of the deals asked about."""
        return tuple(signature for signature in self.signatures if signature.asked)

    @property
    def deals(self) -> int:
        """How many deals are asked about."""
        return sum(signature.count for signature in self.asked)


@dataclass(frozen=True, slots=True)
class Judged:
    """A block with what was found in it: masks of the packages asked about, sure, possible, and allowed at all.

    answers: those of every ratifier, by its number.
    """

    block: Block
    allowed: Mask
    asked: Mask
    sure: Mask
    possible: Mask
    answers: tuple["Scoped", ...]


class Collector(Protocol):
    """Gathers something else in the same pass."""

    def take(self, judged: Judged) -> None:
        """Look at one block."""
        ...


class Gather(Protocol):
    """Shows a collector the deals asked about: all of them, or as many as are known."""

    def __call__(self, collector: Collector) -> None:
        """Let it look at every block."""
        ...

    def package(self, number: int) -> Package:
        """The package of a number, as blocks number them."""
        ...


@dataclass(frozen=True, slots=True)
class OverAll:
    """All deals asked about, in one more pass."""

    model: Model
    where: Formula

    def __call__(self, collector: Collector) -> None:
        """Let it look at every block."""
        survey(self.model, self.where, [collector])

    def package(self, number: int) -> Package:
        """The package of a number."""
        return self.model.space.package(number)


def survey(model: Model, where: Formula, collectors: Sequence[Collector] = (), block: int = BLOCK) -> Survey:
    """Go through all packages once.

    Args:
        model: the compiled case.
        where: which deals are asked about.
        collectors: what else looks at every block.
        block: the most packages at a time; the answer does not depend on it.

    Raises:
        TooManyPackagesError: there are more than twenty million combinations.
    """
    _check_size(model)
    layout = Layout.of(model.space, block)
    used: set[Path] = set()
    found: dict[tuple[int, ...], list[int]] = {}
    allowed_formula = _allowed(model)
    if not collectors:
        layout = layout.only(allowed_formula)
    asked_formula = all_of([model.deal, where])
    for part in blocks(layout, used):
        allowed = part.test(allowed_formula)
        if not anywhere(allowed):
            continue
        asked = allowed & part.test(asked_formula)
        part.relevant = asked
        judged = judged_in(model, part, allowed, asked)
        _count(part, judged.answers, allowed, asked, found)
        for collector in collectors:
            collector.take(judged)
    signatures = tuple(_signature(key, value, len(model.ratifiers)) for key, value in found.items())
    return Survey(model, where, signatures, frozenset(used))


def surveys(model: Model, wheres: Sequence[Formula], block: int = BLOCK) -> tuple[Survey, ...]:
    """Several questions about the same packages in one pass: what ratifiers make of each package is worked out once.

    It is not noted which parts of the case decided, for that is not the same in all of them; `used` is empty.

    Args:
        model: the compiled case.
        wheres: which deals are asked about, question by question.
        block: the most packages at a time; the answer does not depend on it.

    Raises:
        TooManyPackagesError: there are more than twenty million combinations.
    """
    _check_size(model)
    allowed_formula = _allowed(model)
    layout = Layout.of(model.space, block).only(allowed_formula)
    found: list[dict[tuple[int, ...], list[int]]] = [{} for _ in wheres]
    formulas = [all_of([model.deal, where]) for where in wheres]
    for part in blocks(layout, set()):
        allowed = part.test(allowed_formula)
        if not anywhere(allowed):
            continue
        answers = answers_of(model, part)
        for formula, counted in zip(formulas, found, strict=True):
            _count(part, answers, allowed, allowed & part.test(formula), counted)
    nothing: frozenset[Path] = frozenset()
    return tuple(
        Survey(
            model, where, tuple(_signature(key, value, len(model.ratifiers)) for key, value in counted.items()), nothing
        )
        for where, counted in zip(wheres, found, strict=True)
    )


def _check_size(model: Model) -> None:
    if model.space.size > MOST_PACKAGES:
        raise TooManyPackagesError(
            f"there are {model.space.size:,} packages; up to {MOST_PACKAGES:,} can be gone through one by one. "
            "Leave out issues, or options that nobody asks for"
        )


def _allowed(model: Model) -> Formula:
    """The packages that the couplings allow, without the status quo."""
    status_quo = all_of([Atom(number, 1 << digit) for number, digit in enumerate(model.space.status_quo)])
    return all_of([model.space.feasible, negation(status_quo)])


def judged_in(model: Model, part: Block, allowed: Mask, asked: Mask) -> Judged:
    """What ratifiers make of a block, given where packages are allowed and where they are asked about."""
    answers = answers_of(model, part)
    sure, possible = _verdicts(model, answers, asked)
    return Judged(part, allowed, asked, sure, possible, answers)


@dataclass(frozen=True, slots=True)
class Scoped:
    """A ratifier's answers with where it is asked at all."""

    answers: Answers
    scope: Mask

    @property
    def code(self) -> npt.NDArray[np.int64] | np.int64:
        """The answers as numbers of `Said`."""
        given = self.answers
        open_ = ~(given.yes | given.no)
        code = (
            np.multiply(given.yes, int(Said.YES), dtype=np.int64)
            + np.multiply(given.no, int(Said.NO), dtype=np.int64)
            + np.multiply(open_ | (given.stated & ~open_), 3, dtype=np.int64)
        )
        return code * self.scope


def answers_of(model: Model, block: Block) -> tuple[Scoped, ...]:
    """The answers of all ratifiers; a follower answers as the one that it follows, where both are asked."""
    by_id = {who.id: who.judge.answer(block) for who in model.ratifiers if who.follows is None}
    by_name = {who.id: who for who in model.ratifiers}

    def scoped(who: CompiledRatifier) -> Scoped:
        scope = block.test(who.scope)
        while who.follows is not None:
            who = by_name[who.follows]
            scope = scope & block.test(who.scope)
        return Scoped(by_id[who.id], scope)

    return tuple(scoped(who) for who in model.ratifiers)


def _verdicts(model: Model, answers: tuple[Scoped, ...], asked: Mask) -> tuple[Mask, Mask]:
    """Where all vetoes in scope say yes, and where none says no."""
    sure: Mask = asked
    possible: Mask = asked
    for number in model.vetoes:
        given = answers[number]
        sure = sure & (given.answers.yes | ~given.scope)
        possible = possible & ~(given.answers.no & given.scope)
    return sure, possible


def _count(
    block: Block, answers: tuple[Scoped, ...], allowed: Mask, asked: Mask, found: dict[tuple[int, ...], list[int]]
) -> None:
    """Count the signatures of a block; the key of a signature is one number per chunk of ratifiers."""
    chunks = [answers[at : at + _CHUNK] for at in range(0, len(answers), _CHUNK)] or [()]
    codes = []
    for number, chunk in enumerate(chunks):
        code: npt.NDArray[np.int64] | np.int64 = np.asarray(asked).astype(np.int64)[()] if number == 0 else np.int64(0)
        for scoped in chunk:
            code = code * len(Said) + scoped.code
        codes.append(np.broadcast_to(code, (block.layout.size,)))
    everywhere = allowed.ndim == 0
    places = None if everywhere else np.flatnonzero(allowed)
    kept = codes if places is None else [code[places] for code in codes]
    if len(kept) == 1 and 2 * len(Said) ** len(answers) <= _COUNTABLE:
        counts = np.bincount(kept[0])
        distinct = [((int(code),), int(counts[code])) for code in np.flatnonzero(counts)]
    else:
        rows, totals = np.unique(np.stack(kept), axis=1, return_counts=True)
        distinct = [(tuple(row), int(total)) for row, total in zip(rows.T.tolist(), totals, strict=True)]
    for key, count in distinct:
        if key in found:
            found[key][0] += count
            continue
        here = np.ones(kept[0].shape, dtype=np.bool_)
        for code, value in zip(kept, key, strict=True):
            here &= code == value
        at = int(np.argmax(here))
        found[key] = [count, block.number(at if places is None else int(places[at]))]


def _signature(key: tuple[int, ...], value: list[int], ratifiers: int) -> Signature:
    answers: list[Said] = []
    asked = False
    for number, code in enumerate(key):
        width = min(_CHUNK, ratifiers - number * _CHUNK)
        digits = []
        for _ in range(width):
            code, digit = divmod(code, len(Said))
            digits.append(Said(digit))
        answers.extend(reversed(digits))
        if number == 0:
            asked = bool(code)
    return Signature(tuple(answers), asked, value[0], value[1])

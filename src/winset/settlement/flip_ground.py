"""The packages as one ratifier sees them, with what all others make of them: enough to re-judge it alone, often.

A ratifier reads a few issues only. Packages that agree on these are alike to it, so one stands for all, with what the
others leave possible and sure among them. Any change to this ratifier is then judged on those few.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from winset.case.sections import Bloc, Body
from winset.case.sections import Judge as WrittenJudge
from winset.model.acceptance.judge import Judge
from winset.model.acceptance.kind import Kind
from winset.model.compile import CompiledRatifier, Model
from winset.model.logic import TRUE, YES, Atom, Formula, Mask, anywhere, evaluate
from winset.model.result import Verdict
from winset.model.view import Answers, Ints, Linear, Path
from winset.settlement.linkage_reach import ASKED, POSSIBLE, SURE, Flags, has, mark
from winset.settlement.linking import Projection
from winset.settlement.survey import Judged
from winset.settlement.winsets import verdict_of

_MOST_KEPT = 2_000

Bools = npt.NDArray[np.bool_]


class Sample:
    """A view of some packages, given by their option numbers, shape (packages, issues)."""

    def __init__(self, digits: npt.NDArray[np.int64]) -> None:
        self.size = len(digits)
        self.digits = digits
        self._atoms: dict[Atom, Mask] = {}
        self._kept: dict[int, tuple[Formula, Mask]] = {}

    def test(self, formula: Formula) -> Mask:
        """Where a formula holds; of a formula that is asked for again, what was found before."""
        held = self._kept.get(id(formula))
        if held is None:
            if len(self._kept) > _MOST_KEPT:
                self._kept.clear()
            held = self._kept[id(formula)] = formula, evaluate(formula, self._atom)
        return held[1]

    def _atom(self, atom: Atom) -> Mask:
        if atom not in self._atoms:
            self._atoms[atom] = (np.int64(atom.options) >> self.digits[:, atom.issue] & 1).astype(np.bool_)
        return self._atoms[atom]

    def worth(self, linear: Linear) -> Ints:
        """The points of each package, in scaled integers."""
        total = np.zeros(self.size, dtype=np.int64)
        for issue, values in enumerate(linear.tables):
            if any(values):
                total += np.array(values, dtype=np.int64)[self.digits[:, issue]]
        for formula, points in linear.adjustments:
            total += np.where(self.test(formula), np.int64(points), np.int64(0))
        return total

    def decided_by(self, path: Path, where: Mask) -> None:
        """What decided is not noted here."""


@dataclass(frozen=True, slots=True)
class Judging:
    """What a ratifier says of the sample: where it accepts, and where it refuses."""

    accepts: Bools
    refuses: Bools

    @property
    def key(self) -> bytes:
        """All of its answers, to be compared."""
        return self.accepts.tobytes() + self.refuses.tobytes()


@dataclass(frozen=True, slots=True)
class Ground:
    """The packages as one veto sees them. flags: for each kind of deal, what the others make of those that look so."""

    number: int
    sample: Sample
    scope: Mask
    flags: tuple[Flags, ...]

    def like(self, other: "Ground") -> bool:
        """Whether the same packages look so, are asked about, and are left alike by the others."""
        return (
            np.array_equal(self.sample.digits, other.sample.digits)
            and np.array_equal(np.asarray(self.scope), np.asarray(other.scope))
            and all(map(np.array_equal, self.flags, other.flags))
        )

    def judged(self, judge: Judge) -> Judging:
        """What it says if it judges so."""
        return self.says(judge.answer(self.sample))

    def says(self, answers: Answers) -> Judging:
        """What answers come to where it is asked."""
        shape = (self.sample.size,)
        return Judging(
            np.broadcast_to(answers.yes | ~self.scope, shape), np.broadcast_to(answers.no & self.scope, shape)
        )

    def settled(self, judging: Judging, *, accepts: bool) -> Judging:
        """What it says if all that it leaves open turns out so."""
        open_ = ~judging.accepts & ~judging.refuses
        if accepts:
            return Judging(judging.accepts | open_, judging.refuses)
        return Judging(judging.accepts, judging.refuses | open_)

    def verdicts(self, judging: Judging) -> tuple[Verdict, ...]:
        """The verdict on each kind of deal."""
        found = []
        for flags in self.flags:
            deals = bool(has(flags, ASKED).any())
            sure = bool((has(flags, SURE) & judging.accepts).any())
            possible = bool((has(flags, POSSIBLE) & ~judging.refuses).any())
            found.append(verdict_of(int(deals), int(sure), int(possible)))
        return tuple(found)

    def blocks(self, judging: Judging) -> bool | None:
        """Whether it refuses every deal asked about; None where there is no deal."""
        asked = has(self.flags[0], ASKED)
        return not bool((asked & ~judging.refuses).any()) if asked.any() else None


class GroundsOf:
    """Gathers, in one pass, the packages as each veto sees them. kinds: the formula of each kind of deal."""

    def __init__(self, model: Model, written: Sequence[WrittenJudge], kinds: Sequence[Formula]) -> None:
        self.model = model
        self.kinds = kinds
        self.seen = {
            number: Projection(model.space, issues_read(model, model.ratifiers[number], written[number]))
            for number in model.vetoes
        }
        self.flags = {
            number: tuple(np.zeros(seen.size, dtype=np.uint8) for _ in kinds) for number, seen in self.seen.items()
        }
        self.first = {number: np.full(seen.size, -1, dtype=np.int64) for number, seen in self.seen.items()}

    def take(self, judged: Judged) -> None:
        """Look at the deals asked about of a block."""
        if not anywhere(judged.asked):
            return
        places = np.flatnonzero(judged.block.full(judged.asked))
        matching = [judged.asked & judged.block.test(kind) for kind in self.kinds]
        for number, sure, possible in self._others(judged):
            index = self.seen[number].index(judged.block)
            self.first[number][index[places]] = places + np.int64(judged.block.start)
            for flags, kind in zip(self.flags[number], matching, strict=True):
                for bit, mask in ((ASKED, kind), (POSSIBLE, kind & possible), (SURE, kind & sure)):
                    mark(flags, index, judged, mask, bit)

    def _others(self, judged: Judged) -> Iterator[tuple[int, Mask, Mask]]:
        """For each veto, what all others accept, and what none of them refuses."""
        vetoes = self.model.vetoes
        accepts: list[Mask] = []
        allows: list[Mask] = []
        for number in vetoes:
            given = judged.answers[number]
            accepts.append(given.answers.yes | ~given.scope)
            allows.append(~(given.answers.no & given.scope))
        for at, number in enumerate(vetoes):
            yield number, _all_but(accepts, at), _all_but(allows, at)

    def grounds(self) -> dict[int, Ground]:
        """What was gathered, by veto."""
        found = {}
        for number, first in self.first.items():
            there = np.flatnonzero(first >= 0)
            shape = tuple(dimension.size for dimension in self.model.space.dimensions)
            sample = Sample(np.stack(np.unravel_index(first[there], shape), axis=1))
            flags = tuple(each[there] for each in self.flags[number])
            found[number] = Ground(number, sample, sample.test(self.model.ratifiers[number].scope), flags)
        return found


def _all_but(masks: Sequence[Mask], at: int) -> Mask:
    found: Mask = YES
    for place, mask in enumerate(masks):
        if place != at:
            found = found & mask
    return found


def issues_read(model: Model, who: CompiledRatifier, written: WrittenJudge) -> tuple[int, ...]:
    """The issues that a ratifier can tell apart, whatever its numbers are."""
    # Of deals, those that are asked about are all deals, so that whether it is asked about deals tells nothing apart.
    scope = who.scope if who.scope != model.deal else TRUE
    found = {atom.issue for atom in _atoms((scope, who.judge))}
    found |= {number for number, dimension in enumerate(model.space.dimensions) if dimension.id in _valued(written)}
    return tuple(sorted(found))


def _valued(written: WrittenJudge) -> set[str]:
    """The issues that have points, here or inside."""
    found = set(written.points)
    inner: list[Bloc | Body] = list(written.blocs.values())
    if isinstance(written, Body):
        inner += written.bodies.values()
    return found.union(*map(_valued, inner))


def _atoms(part: Any) -> Iterator[Atom]:
    """The atoms of everything that is compiled inside a part."""
    if isinstance(part, Atom):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from _atoms(each)
    elif is_dataclass(part) and not isinstance(part, Kind | type):
        for field in fields(part):
            yield from _atoms(getattr(part, field.name))

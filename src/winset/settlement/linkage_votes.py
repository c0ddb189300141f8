"""Separate votes against one vote on the whole: what passes part by part, and what passes only as one.

Put together, proposals can gain a majority that none of them had alone, and lose one that each had: a voter who is for
two proposals of three may be against the three (Riker 1982 on logrolling; Lacy and Niou 2000 on separability).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from winset.model.compile import Model
from winset.model.logic import TRUE, Formula, anywhere
from winset.settlement.linkage_reach import Flags, counted, has, mark
from winset.settlement.linkage_records import Comparison, SeparateVotes, VoteGain
from winset.settlement.linking import Projection, at_status_quo
from winset.settlement.shortfall import record
from winset.settlement.survey import Judged, survey

EXAMPLES = 6
_PUT, _POSSIBLE, _SURE = 1, 2, 4

Bools = npt.NDArray[np.bool_]


@dataclass
class _Part:
    """A part that could be put alone: what becomes of each way to change it, all else being at the status quo."""

    seen: Projection
    alone: Formula
    home: int
    flags: Flags
    accepted: dict[int, Flags]


def separate_votes(model: Model, where: Formula, parts: Sequence[tuple[int, ...]]) -> SeparateVotes | None:
    """What passes by separate votes and as one package; None where there is one part only."""
    if len(parts) < 2:
        return None
    voters = [number for number, who in enumerate(model.ratifiers) if who.follows is None]
    pieces = [_part(model, part, voters) for part in parts]
    survey(model, TRUE, [_PiecesOf(pieces)])
    gatherer = _WholesOf(pieces, voters)
    survey(model, where, [gatherer])
    return gatherer.answer(model, parts)


def _part(model: Model, issues: tuple[int, ...], voters: Sequence[int]) -> _Part:
    seen = Projection(model.space, issues)
    rest = [number for number in range(len(model.space.dimensions)) if number not in issues]
    return _Part(
        seen=seen,
        alone=at_status_quo(model, rest),
        home=seen.number(model.space.status_quo),
        flags=np.zeros(seen.size, dtype=np.uint8),
        accepted={number: np.zeros(seen.size, dtype=np.uint8) for number in voters},
    )


class _PiecesOf:
    """Gathers what becomes of each part put alone."""

    def __init__(self, pieces: Sequence[_Part]) -> None:
        self.pieces = pieces

    def take(self, judged: Judged) -> None:
        """Look at the deals of a block that change one part only."""
        for piece in self.pieces:
            here = judged.asked & judged.block.test(piece.alone)
            if not anywhere(here):
                continue
            index = piece.seen.index(judged.block)
            for bit, mask in ((_PUT, here), (_POSSIBLE, here & judged.possible), (_SURE, here & judged.sure)):
                mark(piece.flags, index, judged, mask, bit)
            for number, flags in piece.accepted.items():
                given = judged.answers[number]
                mark(flags, index, judged, here & (given.answers.yes | ~given.scope), 1)


@dataclass
class _Pair:
    """What passes by parts, as one, only as one and only by parts; with the first packages of the last two."""

    counts: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    gained: list[int] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)

    def take(self, by_parts: Bools, as_one: Bools, start: int) -> None:
        gained, lost = as_one & ~by_parts, by_parts & ~as_one
        found = [self.counts, [counted(mask) for mask in (by_parts, as_one, gained, lost)]]
        self.counts = [sum(pair) for pair in zip(*found, strict=True)]
        for kept, mask in ((self.gained, gained), (self.lost, lost)):
            numbers = (np.flatnonzero(mask)[: EXAMPLES - len(kept)] + np.int64(start)).tolist()
            kept += numbers

    def comparison(self) -> Comparison:
        return Comparison(*self.counts)


class _WholesOf:
    """Compares every package that changes several parts with those parts put alone."""

    def __init__(self, pieces: Sequence[_Part], voters: Sequence[int]) -> None:
        self.pieces = pieces
        self.put = self.not_separable = 0
        self.sure, self.possible = _Pair(), _Pair()
        self.voters = {number: _Pair() for number in voters}

    def take(self, judged: Judged) -> None:
        """Look at the deals asked about of a block."""
        if not anywhere(judged.asked):
            return
        full = judged.block.full
        indices = [piece.seen.index(judged.block) for piece in self.pieces]
        still = [index == piece.home for index, piece in zip(indices, self.pieces, strict=True)]
        several = full(judged.asked) & (sum((~here).astype(np.int64) for here in still) > 1)

        def throughout(kept: Sequence[Flags], bit: int) -> Bools:
            """Where every part that changes has the bit."""
            found: Bools = several
            for flags, index, here in zip(kept, indices, still, strict=True):
                found = found & (here | has(flags, bit)[index])
            return found

        flags = [piece.flags for piece in self.pieces]
        put = throughout(flags, _PUT)
        self.put += counted(put)
        self.not_separable += counted(several & ~put)
        start = judged.block.start
        self.sure.take(put & throughout(flags, _SURE), put & full(judged.sure), start)
        self.possible.take(put & throughout(flags, _POSSIBLE), put & full(judged.possible), start)
        for number, pair in self.voters.items():
            given = judged.answers[number]
            by_parts = put & throughout([piece.accepted[number] for piece in self.pieces], 1)
            pair.take(by_parts, put & full(given.answers.yes | ~given.scope), start)

    def answer(self, model: Model, parts: Sequence[tuple[int, ...]]) -> SeparateVotes:
        """What was found."""
        sure, possible = self.sure.comparison(), self.possible.comparison()
        examples_sure = bool(sure.gained or sure.lost)
        shown = self.sure if examples_sure else self.possible
        rows = [
            VoteGain(model.ratifiers[number].id, model.ratifiers[number].veto, *pair.counts[2:])
            for number, pair in self.voters.items()
        ]
        return SeparateVotes(
            parts=tuple(tuple(model.space.dimensions[issue].id for issue in part) for part in parts),
            put=self.put,
            not_separable=self.not_separable,
            sure=sure,
            possible=possible,
            by_ratifier=tuple(rows),
            examples_sure=examples_sure,
            gained=tuple(record(model, number) for number in shown.gained),
            lost=tuple(record(model, number) for number in shown.lost),
        )

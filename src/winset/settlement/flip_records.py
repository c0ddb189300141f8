"""The records that answers about flips are made of."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from winset.model.result import Input, Result, Verdict
from winset.settlement.records import WorldAnswer


@dataclass(frozen=True, slots=True)
class Flip:
    """A verdict that changes: of the deals asked about, of a named kind of deal, or whether a ratifier blocks them all.

    of: `deals`, `pattern` or `blocks`. subject: the pattern or the ratifier. before, after: `ratified`, `open`,
    `refused`, `no deals`; of a ratifier `blocks` or `does not block`.
    """

    of: str
    subject: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Tripwire:
    """An input that changes a verdict, alone.

    kind: `number`, `dropped`, `level`, `variant` or `answer`. path: the input in the case; of an open answer the
    ratifier, of a variant its id. unit: of numbers. now, at: the present value and the one at which it flips, in that
    unit; beyond: not at this value but just past it; up: on the way up. change: of what is no number, what it becomes.
    flips: what changes. input: the part of the case with its quotation. spread: by how much a number may be off as the
    case has it: the width of its range, or the error of its poll; None where the case does not say. size: of the
    number itself. nearest: it is proven that the verdict does not change before it.
    """

    kind: str
    path: str
    unit: str
    now: Fraction | None
    at: Fraction | None
    beyond: bool
    up: bool
    change: str
    flips: tuple[Flip, ...]
    input: Input | None
    spread: Fraction | None = None
    size: Fraction = Fraction(1)
    nearest: bool = True

    @property
    def nearness(self) -> Fraction | None:
        """The distance in widths of its range or errors of its poll; where the case has none, as a part of itself."""
        return self.distance / (self.spread or self.size) if self.distance is not None else None

    @property
    def distance(self) -> Fraction | None:
        """How far the present value is from it, in the unit."""
        return abs(self.at - self.now) if self.at is not None and self.now is not None else None


@dataclass(frozen=True, slots=True)
class Unsearched:
    """A number for which no tripwire was looked for, and why."""

    path: str
    why: str


@dataclass(frozen=True)
class FlipsResult(Result):
    """At which value of each input, alone, does a verdict change? (tripwires; Saltelli et al. 2008 on one at a time)

    verdict: of the deals asked about, over all worlds that unknown conditions span; worlds: in each of them, that of
    `about` first. blocking: the ratifiers that refuse them all. tripwires: numbers first, those that change what
    becomes of the deals before others, the nearest first. tried: how many inputs were varied; quiet: how many of them
    change no verdict, alone. unknowns: the ratifiers with open answers, and the conditions that nobody knows; settling:
    those of them whose answers lead to different verdicts. unsearched: numbers that were left out.
    """

    verdict: Verdict
    blocking: tuple[str, ...]
    tripwires: tuple[Tripwire, ...]
    tried: int
    quiet: int
    unknowns: tuple[str, ...]
    settling: tuple[str, ...]
    unsearched: tuple[Unsearched, ...]
    worlds: tuple[WorldAnswer, ...] = ()

    kind: ClassVar[str] = "flips"

    def records(self) -> list[dict[str, Any]]:
        """The tripwires, a row for each verdict that one flips."""
        return [
            {
                "path": row.path,
                "kind": row.kind,
                "unit": row.unit,
                "now": float(row.now) if row.now is not None else None,
                "at": float(row.at) if row.at is not None else None,
                "beyond": row.beyond,
                "distance": float(row.distance) if row.distance is not None else None,
                "spread": float(row.spread) if row.spread is not None else None,
                "change": row.change,
                "of": flip.of,
                "subject": flip.subject,
                "before": flip.before,
                "after": flip.after,
            }
            for row in self.tripwires
            for flip in row.flips
        ]

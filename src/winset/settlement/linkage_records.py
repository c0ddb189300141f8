"""The records that answers about linkage are made of."""

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Any, ClassVar

from winset.model.result import Input, PackageRecord, Result

Pairs = tuple[tuple[str, str | None], ...]
"""Issues and conditions with the option that each has; None where a package lacks the issue."""


class Effect(Enum):
    """What linking does to a set of packages.

    Opens: none without, some with. Closes: some without, none with. Trades: some are gained and some lost.
    """

    OPENS = "opens"
    ENLARGES = "enlarges"
    NO_EFFECT = "no effect"
    TRADES = "trades"
    SHRINKS = "shrinks"
    CLOSES = "closes"


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many of the same things pass without and with the linkage, and how many pass only with or only without."""

    without: int
    linked: int
    gained: int
    lost: int

    @property
    def effect(self) -> Effect:
        """What becomes of the set."""
        if self.gained and self.lost:
            return Effect.TRADES
        if self.gained:
            return Effect.ENLARGES if self.without else Effect.OPENS
        if self.lost:
            return Effect.SHRINKS if self.linked else Effect.CLOSES
        return Effect.NO_EFFECT


@dataclass(frozen=True, slots=True)
class Held:
    """What becomes of the packages of the other issues where the linked ones are held, against where they are free.

    at: the option at which each linked issue or condition is held; a package that lacks an issue is held too.
    """

    at: Pairs
    sure: Comparison
    possible: Comparison


@dataclass(frozen=True, slots=True)
class Refusing:
    """A ratifier that refuses every deal with an option, though not every deal.

    red_lines: those of its own that all of these deals cross, if there are any.
    """

    ratifier: str
    red_lines: tuple[Input, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """What becomes of the packages of the other issues at one option of a linked issue, against where it is held.

    deals, sure_deals, possible_deals: the deals asked about with this option. refusing: who refuses all of them.
    """

    id: str
    option: str
    sure: Comparison
    possible: Comparison
    deals: int
    sure_deals: int
    possible_deals: int
    refusing: tuple[Refusing, ...]


@dataclass(frozen=True, slots=True)
class RatifierGain:
    """What a ratifier makes of the packages of the other issues, with what is linked held, and free.

    accepts: it says yes, or is not asked. allows: it does not say no. gained: it accepts
    them only where what is linked moves. lost: only where it does not, though it could move; this is what moving it
    costs with this ratifier. best_held, best_free: its points for the best deal that nobody surely refuses; None where
    it has no points, or where there is no such deal.
    """

    ratifier: str
    veto: bool
    accepts_held: int
    accepts_free: int
    allows_held: int
    allows_free: int
    gained: int
    lost: int
    best_held: Fraction | None
    best_free: Fraction | None


@dataclass(frozen=True, slots=True)
class Payment:
    """What a linked package changes for a ratifier: its answer before and after, and its points.

    before: None where the package without what is linked cannot be.
    """

    ratifier: str
    before: str | None
    after: str
    points: Fraction | None


@dataclass(frozen=True, slots=True)
class LinkedPackage:
    """A package of the other issues that can be ratified only where what is linked moves.

    sure: all say yes; otherwise nobody refuses it. moved: each linked issue or condition that moves, with its option
    before and after. price: whose answer or points differ from those for the same package with nothing linked.
    """

    package: PackageRecord
    sure: bool
    moved: tuple[tuple[str, str | None, str | None], ...]
    price: tuple[Payment, ...]


@dataclass(frozen=True, slots=True)
class VoteGain:
    """Packages that a ratifier accepts only as one (gained), and that it accepts only piece by piece (lost)."""

    ratifier: str
    veto: bool
    gained: int
    lost: int


@dataclass(frozen=True, slots=True)
class SeparateVotes:
    """What becomes of packages put to one vote, against their parts put each alone, all else at the status quo.

    parts: the issues of each part. put: the packages asked about that change two parts at least and whose every part
    could be put alone; not_separable: those of which some part could not. A package passes by separate votes where
    every part does. gained, lost: the first packages that pass only as one, and only by parts; examples_sure: these
    are about what is surely ratified, otherwise about what nobody surely refuses.
    """

    parts: tuple[tuple[str, ...], ...]
    put: int
    not_separable: int
    sure: Comparison
    possible: Comparison
    by_ratifier: tuple[VoteGain, ...]
    examples_sure: bool
    gained: tuple[PackageRecord, ...]
    lost: tuple[PackageRecord, ...]


@dataclass(frozen=True)
class LinkageResult(Result):
    """Does linking these issues open a deal, enlarge the win-set, or cost one? (Tollison and Willett 1979)

    linked: the issues and conditions asked about. with_them: issues that exist only with those, and go with them.
    combinations: packages of the other issues, apart from their status quo, that some deal asked about contains.
    held: what is compared; where a linked issue does not exist in the status quo, or a condition is unknown, there is a
    row for each option, and the first is the one that leaves most. alone: the sure and the possible deals that change
    nothing but what is linked. infeasible: linked issues whose every new option some ratifier refuses in all deals.
    opened: linked packages that become ratifiable. votes: None where nothing could be voted on apart. proven: whether
    the effect is; where the solver ran out of time before, it holds as far as packages were found.
    """

    linked: tuple[str, ...]
    with_them: tuple[str, ...]
    combinations: int
    held: tuple[Held, ...]
    alone: tuple[int, int]
    levels: tuple[Level, ...]
    infeasible: tuple[str, ...]
    by_ratifier: tuple[RatifierGain, ...]
    opened: tuple[LinkedPackage, ...]
    votes: SeparateVotes | None
    proven: bool = True

    kind: ClassVar[str] = "linkage"

    @property
    def effect(self) -> Effect:
        """What freeing what is linked does: to the sure packages of the other issues, else to the possible ones."""
        sure = self.held[0].sure.effect
        return sure if sure is not Effect.NO_EFFECT else self.held[0].possible.effect

    def records(self) -> list[dict[str, Any]]:
        """What each ratifier gains and loses, a row each."""
        return [
            {
                "ratifier": row.ratifier,
                "veto": row.veto,
                "accepts_held": row.accepts_held,
                "accepts_free": row.accepts_free,
                "allows_held": row.allows_held,
                "allows_free": row.allows_free,
                "gained": row.gained,
                "lost": row.lost,
            }
            for row in self.by_ratifier
        ]

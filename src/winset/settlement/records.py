"""The records that answers about settlement are made of."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from winset.model.result import Input, PackageRecord, Result, Verdict
from winset.settlement.frontier import IntArray


@dataclass(frozen=True, slots=True)
class WinSet:
    """What one ratifier makes of the deals asked about, and of every package but the status quo.

    rule: in words. out: deals that do not need its yes. yes, open and no: those that do. `share_sure` and
    `share_possible` are of the deals asked about, out of scope counting as accepted. `others` are the same four
    numbers (out, yes, open, no) over every package but the status quo. stated: polls decide some of its answers.
    between: where shares are estimates, the ends of the 95 % intervals of the sure and of the possible share.
    """

    ratifier: str
    name: str
    party: str
    lead: bool
    counts_as: str
    follows: str | None
    rule: str
    out: int
    yes: int
    open: int
    no: int
    share_sure: Fraction
    share_possible: Fraction
    others: tuple[int, int, int, int]
    stated: bool
    between: tuple[tuple[Fraction, Fraction], tuple[Fraction, Fraction]] | None = None


@dataclass(frozen=True, slots=True)
class Overlap:
    """The deals that two ratifiers both accept, sure and possible; where they are too many to count, estimates."""

    first: str
    second: str
    sure: int
    possible: int
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class Levels:
    """The best and worst ratifiable option of an issue for a party, by its lead's ranking or points, else by order.

    by: `ranking`, `points` or `order`. An end is None where nothing is ratifiable.
    """

    issue: str
    party: str
    by: str
    best_sure: str | None
    worst_sure: str | None
    best_possible: str | None
    worst_possible: str | None


@dataclass(frozen=True, slots=True)
class FrontierView:
    """The distinct value vectors that none dominates, over `sure`, `possible` or `all` packages.

    values: shape (points, bargainers), scaled; divide a column by its scale for points. multiplicity: how many
    packages share a vector. method: how it was found. complete: no vector is missing. no_deal: what each bargainer has
    without agreement, scaled like its values.
    """

    over: str
    bargainers: tuple[str, ...]
    values: IntArray
    scales: tuple[int, ...]
    packages: tuple[PackageRecord, ...]
    multiplicity: tuple[int, ...]
    method: str
    complete: bool = True
    no_deal: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SolutionView:
    """One solution concept over sure or possible deals: all tied points, by their place in the frontier."""

    concept: str
    name: str
    over: str
    points: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Shortfall:
    """What one ratifier lacks to accept, from least (open answers favourable) to most (none of them).

    kind: `red_line`, `ranking`, `points`, `opinion`, `votes`, `bodies` or `answer`. path: the part of the case.
    """

    ratifier: str
    kind: str
    path: str
    unit: str
    least: Fraction
    most: Fraction


@dataclass(frozen=True, slots=True)
class Near:
    """A package near to being ratified, with what each ratifier lacks; nothing lacking at least means possible.

    inputs: the paths in the case that decide what ratifiers say of this package.
    """

    package: PackageRecord
    shortfalls: tuple[Shortfall, ...]
    inputs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Margin:
    """How stable the status quo is: what would have to give before a deal is ratified.

    stable: no deal is possible; None where open answers decide. alone: ratifiers each of which, if it gave all that
    it lacks, would alone open a deal, with the least that it would have to give.
    """

    stable: bool | None
    alone: tuple[Shortfall, ...]


@dataclass(frozen=True, slots=True)
class WorldAnswer:
    """The answer in one world: how many deals there are, and how many are sure and possible."""

    world: tuple[tuple[str, str], ...]
    verdict: Verdict
    deals: int
    sure: int
    possible: int


@dataclass(frozen=True, slots=True)
class Baseline:
    """An obvious guess, printed beside: what it says, and whether the answer agrees."""

    id: str
    name: str
    says: str
    agrees: bool | None


@dataclass(frozen=True, slots=True)
class Best:
    """The deals that are best for a party among those sure or possible, by its points or its ranking."""

    party: str
    over: str
    by: str
    packages: tuple[PackageRecord, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Undominated:
    """The deals that no other deal beats in the rankings of several leads, without weights.

    One deal beats another where no lead ranks it lower on any issue and some lead ranks it higher on one; deals that
    the rankings cannot compare both stay. leads: those that rank. count: how many such deals there are, of `among`.
    """

    over: str
    leads: tuple[str, ...]
    packages: tuple[PackageRecord, ...]
    count: int
    among: int


@dataclass(frozen=True, slots=True)
class NamedAnswer:
    """What becomes of the deals, of those asked about, that a named pattern of the case matches.

    refusing: the vetoes that refuse every one of them. example: one that as few as may be refuse, and then leave open.
    """

    pattern: str
    verdict: Verdict
    deals: int
    sure: int
    possible: int
    refusing: tuple[str, ...]
    example: PackageRecord


@dataclass(frozen=True)
class DealsResult(Result):
    """Which deals could every ratifier accept? (Putnam 1988; Tsebelis 2002)

    sure: every veto in scope says yes. possible: none says no. `examples` are the first few ratified deals, or the
    first few possible ones where none is sure. Where deals are too many to count, `sure` and `possible` are estimates,
    never nothing where a deal was found, and `sure_between` and `possible_between` the ends of their 95 % intervals.
    proven: time did not run out before the verdict was known; else that no deal is sure or possible is not proven.
    """

    verdict: Verdict
    sure: int
    possible: int
    win_sets: tuple[WinSet, ...]
    overlaps: tuple[Overlap, ...]
    examples: tuple[PackageRecord, ...]
    levels: tuple[Levels, ...]
    frontiers: tuple[FrontierView, ...]
    solutions: tuple[SolutionView, ...]
    best: tuple[Best, ...]
    undominated: tuple[Undominated, ...]
    nearest: tuple[Near, ...]
    nearest_count: int
    margin: Margin
    worlds: tuple[WorldAnswer, ...]
    settles: tuple[str, ...]
    baselines: tuple[Baseline, ...]
    named: tuple[NamedAnswer, ...] = ()
    sure_between: tuple[int, int] | None = None
    possible_between: tuple[int, int] | None = None
    proven: bool = True

    kind: ClassVar[str] = "deals"

    def records(self) -> list[dict[str, Any]]:
        """The win-set of each ratifier, a row each."""
        return [
            {
                "ratifier": row.ratifier,
                "party": row.party,
                "counts_as": row.counts_as,
                "rule": row.rule,
                "out_of_scope": row.out,
                "yes": row.yes,
                "open": row.open,
                "no": row.no,
                "share_sure": float(row.share_sure),
                "share_possible": float(row.share_possible),
            }
            for row in self.win_sets
        ]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a ratifier answers as it does: the deciding part of the case, and what it rests on."""

    path: str
    kind: str
    words: str
    input: Input | None


@dataclass(frozen=True, slots=True)
class Stand:
    """What one ratifier makes of the deals that match: how many it refuses, leaves open, accepts, is not asked about.

    blocks: it refuses every one of them. answer: its answer where there is one deal only. reasons: what decided its
    refusals, or its answer where there is one deal. shortfalls: what it lacks, where there is one deal.
    """

    ratifier: str
    name: str
    party: str
    veto: bool
    counts_as: str
    follows: str | None
    rule: str
    out: int
    yes: int
    open: int
    no: int
    blocks: bool
    answer: str | None
    reasons: tuple[Reason, ...]
    shortfalls: tuple[Shortfall, ...]


@dataclass(frozen=True, slots=True)
class ConflictSet:
    """Ratifiers that accept no common deal of those asked about, no smaller set of them doing so."""

    ratifiers: tuple[str, ...]
    definite: bool


@dataclass(frozen=True, slots=True)
class WaiverSet:
    """Ratifiers whose waiving opens a deal, no smaller set of them doing so; and what it opens."""

    ratifiers: tuple[str, ...]
    sure: bool
    opens: int
    example: PackageRecord


@dataclass(frozen=True, slots=True)
class YesWorth:
    """What a ratifier's yes is worth: deals it opens alone, and after others have moved.

    third_party: it is asked only about some terms. after: the fewest other ratifiers that must move before its yes
    opens a deal, with how many deals it then opens; empty sets of others mean that it opens them alone.
    """

    ratifier: str
    third_party: bool
    alone_sure: int
    alone_possible: int
    after: tuple[tuple[tuple[str, ...], int], ...]


@dataclass(frozen=True)
class BlockersResult(Result):
    """Who blocks the deals asked about? (Liffiton and Sakallah 2008 on minimal conflicts; Tsebelis 2002)"""

    verdict: Verdict
    sure: int
    possible: int
    package: PackageRecord | None
    stands: tuple[Stand, ...]
    conflicts: tuple[ConflictSet, ...]
    waivers: tuple[WaiverSet, ...]
    worth: tuple[YesWorth, ...]
    coalitions: tuple["Coalitions", ...]

    kind: ClassVar[str] = "blockers"

    def records(self) -> list[dict[str, Any]]:
        """What each ratifier makes of the deals, a row each."""
        return [
            {
                "ratifier": row.ratifier,
                "party": row.party,
                "veto": row.veto,
                "blocks": row.blocks,
                "out_of_scope": row.out,
                "yes": row.yes,
                "open": row.open,
                "no": row.no,
                "reasons": "; ".join(reason.path for reason in row.reasons),
            }
            for row in self.stands
        ]


@dataclass(frozen=True, slots=True)
class Coalitions:
    """Inside a ratifier with blocs: the least sets of blocs whose yes carries a deal, and whose no stops it."""

    ratifier: str
    carry: tuple[tuple[str, ...], ...]
    stop: tuple[tuple[str, ...], ...]

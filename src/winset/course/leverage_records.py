"""The records that answers about leverage are made of. Of a pair the first is always the asking party's."""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, ClassVar

from winset.model.result import PackageRecord, Result, Verdict
from winset.settlement.records import ConflictSet

Range = tuple[Fraction, Fraction]
"""The least and the most, over bargains that tie."""


@dataclass(frozen=True, slots=True)
class Patience:
    """What a period's delay leaves of a gain, from 0 to 1."""

    low: Fraction
    likely: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class Side:
    """A bargainer. no_deal: its points without agreement. outside: its points by walking away, where it can."""

    party: str
    ratifier: str
    no_deal: Fraction
    patience: Patience | None
    outside: Fraction | None


@dataclass(frozen=True, slots=True)
class Lacking:
    """A party whose lead cannot bargain here; lead: its lead, where it has one."""

    party: str
    lead: str | None


@dataclass(frozen=True, slots=True)
class Formula:
    """What patience alone says. weight: of the asking party in the bargain, at the lowest, likely and highest.

    equal: patience is not written for both, so that it is taken as equal. first, second: its share of a surplus that
    could be split at will where it makes the first offer, and where the other does; None where both wait for ever.
    """

    weight: tuple[float, float, float]
    equal: bool
    first: Fraction | None
    second: Fraction | None


@dataclass(frozen=True, slots=True)
class Split:
    """A package that could be agreed on, with how many more give the same points.

    points: of both leads. gains: what both get above no deal, in points.
    """

    package: PackageRecord
    count: int
    points: tuple[Fraction, Fraction]
    gains: tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is agreed: all splits that tie, none where there is nothing to split or somebody walks away.

    binds: the parties whose outside option moved it. walks: those that walk away. gains: of both sides, above no deal.
    """

    splits: tuple[Split, ...]
    binds: tuple[str, ...]
    walks: tuple[str, ...]
    gains: tuple[Range, Range]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The weights of the asking party, from `low` to `high`, at which a split is the bargain without outside options.

    patience: the same as its patience, with the other's at its likely value; None where none gives such a weight.
    """

    low: float
    high: float
    patience: tuple[float, float] | None
    split: Split

    @property
    def hurry(self) -> tuple[float | None, float | None]:
        """How many times as impatient the asking party is as the other at `low`, and the other as it at `high`.

        None where no impatience, however great, gives such a weight.
        """
        low = (1 - self.low) / self.low if self.low > 0 else None
        return low, self.high / (1 - self.high) if self.high < 1 else None


@dataclass(frozen=True, slots=True)
class Step:
    """The asking party at an end of its range of patience. change: of its gain, in points.

    sign: `positive`, `negative`, `none`, or `open` where bargains tie.
    """

    end: str
    patience: Fraction
    weight: float
    outcome: Outcome
    change: Range
    sign: str


@dataclass(frozen=True, slots=True)
class View:
    """The bargain over sure, or over possible, packages that leave no lead below its no deal.

    packages: how many there are. best: the most that each side could gain among them. bargain: without outside options;
    outcome: with them. stretches: over all weights, the lowest first. between: the least and the most that both sides
    gain over both ranges of patience. audience: the least cost of agreeing that would pin the asking party's lead to no
    deal, in its points. turns: how much patience is worth to the asking party, `positive` or `none`, over its range
    where it has one and else over all. alone: the bargain over the packages that the two leads alone accept.
    """

    over: str
    packages: int
    best: tuple[Fraction, Fraction]
    bargain: Outcome
    outcome: Outcome
    stretches: tuple[Stretch, ...]
    between: tuple[Range, Range]
    audience: Range
    steps: tuple[Step, ...]
    turns: str
    alone: Outcome

    @property
    def stretch(self) -> Stretch | None:
        """Where the bargain without outside options holds; None where bargains tie."""
        splits = self.bargain.splits
        found = [each for each in self.stretches if len(splits) == 1 and each.split == splits[0]]
        return found[0] if found else None


@dataclass(frozen=True, slots=True)
class Compared:
    """The bargain without some ratifiers, and what they change of both sides' gains: with them less without."""

    over: str
    without: Outcome
    change: tuple[Range, Range]


@dataclass(frozen=True, slots=True)
class Constraint:
    """What the ratifiers at home do for their own side.

    party: whose side; own: its place, 0 for the asking party. ratifiers: those whose yes is left aside to see.
    compared: over sure, and over possible, packages. sign: `helps`, `hurts`, `nothing`, or `open` where the two
    readings do not agree.
    """

    party: str
    own: int
    ratifiers: tuple[str, ...]
    compared: tuple[Compared, Compared]
    sign: str

    @property
    def changes(self) -> tuple[Range, Range]:
        """What it changes for its own side, over sure and over possible packages."""
        return self.compared[0].change[self.own], self.compared[1].change[self.own]

    @property
    def size(self) -> Range:
        """The least and the most by which it changes anything for its own side."""
        ends = [abs(end) for moved in self.changes for end in moved]
        return min(ends), max(ends)


@dataclass(frozen=True, slots=True)
class Walk:
    """When an outside option of one side begins to matter, in its points, over sure or possible packages.

    above: it binds above so many points. to: what is agreed just above that; None where the side walks away at once.
    most: above so many points it walks away whatever it is offered.
    """

    party: str
    over: str
    above: Fraction
    to: Split | None
    most: Fraction


@dataclass(frozen=True, slots=True)
class Called:
    """A demand respected and ignored. fails: what the asking party has where the proposal is refused, above no deal.

    same: the demand does not move the bargain. above: ignoring it is better where the chance that it is a bluff is
    above this; None where it never is.
    """

    over: str
    respected: Outcome
    ignored: Outcome
    fails: Fraction
    same: bool
    above: Fraction | None


@dataclass(frozen=True, slots=True)
class Bluff:
    """A red line that may be a bluff: its path, its words, and what it is worth to ignore it."""

    path: str
    words: str
    called: tuple[Called, Called]


@dataclass(frozen=True, slots=True)
class Pull:
    """A lever that is pulled first, in order, and how it turns out. happens: which of its effects do, of all."""

    lever: str
    by: str
    happens: tuple[str, ...]
    fails: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WorldSplit:
    """The bargain in another world that nobody can rule out, over sure and over possible packages."""

    world: tuple[tuple[str, str], ...]
    verdict: Verdict
    sure: Outcome
    possible: Outcome


@dataclass(frozen=True)
class LeverageResult(Result):
    """How do two leads split what a deal is worth? (Rubinstein 1982; Binmore, Rubinstein and Wolinsky 1986)

    verdict: of the deals asked about, after the levers of `after`. sides: the two who bargain, the asking party first;
    empty where there are not two. bargainers: all parties whose lead has points. lacking: those whose lead has none, or
    that have no lead. views: over sure and over possible packages. conflicts: who stands in the way where nothing is
    possible. open: vetoes that leave some deal open that nobody refuses.
    """

    verdict: Verdict
    sides: tuple[Side, ...]
    bargainers: tuple[str, ...]
    lacking: tuple[Lacking, ...]
    formula: Formula | None
    views: tuple[View, ...]
    constraints: tuple[Constraint, ...]
    walks: tuple[Walk, ...]
    bluff: Bluff | None
    after: tuple[Pull, ...]
    conflicts: tuple[ConflictSet, ...]
    open: tuple[str, ...]
    worlds: tuple[WorldSplit, ...] = ()

    kind: ClassVar[str] = "leverage"

    @property
    def alike(self) -> bool:
        """Whether sure and possible packages give the same in all, so that one reading is enough."""
        return len(self.views) == 2 and replace(self.views[1], over="sure") == self.views[0]

    @property
    def view(self) -> View | None:
        """The view that the answer is about: over sure packages, or over possible ones where none is sure."""
        return next((view for view in self.views if view.packages), None)

    def records(self) -> list[dict[str, Any]]:
        """Which package is the bargain at which weight and patience, a row each."""
        return [
            {
                "over": view.over,
                "weight_from": row.low,
                "weight_to": row.high,
                "patience_from": row.patience[0] if row.patience is not None else None,
                "patience_to": row.patience[1] if row.patience is not None else None,
                "package": "; ".join(f"{issue}={option}" for issue, option in row.split.package.options),
                "gain": float(row.split.gains[0]),
                "gain_of_the_other": float(row.split.gains[1]),
                "now": row.split in view.bargain.splits,
            }
            for view in self.views
            for row in view.stretches
        ]

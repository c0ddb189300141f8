"""The records of what would unlock a deal."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from winset.model.result import PackageRecord, Quotation, Result, Verdict
from winset.settlement.records import ConflictSet, Near

Three = tuple[Fraction, Fraction, Fraction]
"""A number at its lowest, its likely and its highest value."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a set of levers costs one party, in effort. missing: its levers in the set that have no cost."""

    party: str
    amount: Three
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chance:
    """The chance that everything that has to turn out well does, read in three ways.

    independent: nothing hangs on anything else. comonotone: the less likely never happens without the more likely.
    bound: the lower bound of Frechet, whatever hangs on what. events: the effects that have a chance and are needed.
    missing: effects that are needed and whose chance the case does not give; with any, the three are None.
    """

    independent: Three | None
    comonotone: Three | None
    bound: Three | None
    events: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A lever in its place in an unlock: how it has to turn out, and what it contributes.

    draws: its effects in words. lifts: the ratifiers that, without it, stop every deal asked about or the example, and
    with it do not. turns: those that said yes or left a deal open before it and refuse it after, or refuse every deal
    that it puts on the table; with how many deals. puts: without it, the example could not be put to anyone. without:
    what becomes of the deals asked about when all the others are pulled.
    """

    lever: str
    name: str
    by: str
    draws: tuple[str, ...]
    lifts: tuple[str, ...]
    turns: tuple[tuple[str, int], ...]
    puts: bool
    without: Verdict


@dataclass(frozen=True, slots=True)
class Unlock:
    """A minimal set of levers that opens a deal: sure, or possible; with its steps in one admissible order.

    undominated: no other such set costs every party at most as much and one of them less, at the likely costs; None
    where a cost is missing. opens: how many deals asked about are then open in that way, and `example` is the first.
    """

    levers: tuple[str, ...]
    sure: bool
    steps: tuple[Step, ...]
    costs: tuple[Cost, ...]
    chance: Chance
    undominated: bool | None
    opens: int
    example: PackageRecord

    def cost_for(self, party: str) -> Cost | None:
        """What it costs a party; None where the party does nothing."""
        return next((cost for cost in self.costs if cost.party == party), None)


@dataclass(frozen=True, slots=True)
class LeverAlone:
    """What one lever does by itself, at its best: how many deals are then sure and possible, and whom it turns.

    can: its `requires` holds now. turns: as in a step.
    """

    lever: str
    name: str
    by: str
    can: bool
    deals: int
    sure: int
    possible: int
    turns: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Pull:
    """How far one lever moves a ratifier's opinion: the most that its range and its bound allow.

    bound: its bound, None where it has none; why and quotations: what that rests on.
    """

    lever: str
    name: str
    most: Fraction
    bound: Fraction | None
    why: str | None
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Opinion:
    """How far the opinion of a polled ratifier, which refuses every deal asked about, is from a yes.

    needed: the points that it lacks to the nearest deal, the open answers favourable. support: what its polls say of
    that deal, from those surely for to all but those surely against. most: what all levers together move.
    """

    ratifier: str
    needed: Fraction
    support: tuple[Fraction, Fraction]
    most: Fraction
    pulls: tuple[Pull, ...]

    @property
    def within(self) -> bool:
        """Whether what levers move is enough."""
        return self.most >= self.needed


@dataclass(frozen=True, slots=True)
class Binding:
    """A bound that binds: if this lever could go further, and nothing else were different, a deal would open.

    needed: how far it would have to go, where that is measured; sure: whether the deal is then sure, or only possible.
    """

    lever: str
    name: str
    unit: str
    most: Fraction
    needed: Fraction | None
    sure: bool
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class BudgetStep:
    """The best that a party can do from this budget on, with levers of its own: which, and the best ratified deal.

    by: `points` (value is the lead's points), `ranking` (its undominated deals) or `deals` (how many are ratified).
    """

    budget: Fraction
    levers: tuple[str, ...]
    by: str
    value: Fraction | None
    sure: int
    best: PackageRecord | None


@dataclass(frozen=True)
class UnlockResult(Result):
    """What would unlock a deal at least cost? (Reiter 1987 on minimal hitting sets; Mayer 1992 on side payments)

    verdict, sure and possible: what becomes of the deals asked about as things stand. unlocks: all minimal ones, the
    cheapest first. bindings: the bounds that bind, where no deal can be opened; conflicts: the groups of ratifiers
    that accept no common deal. nearest: what ratifiers would have to give without any lever. budgets: what each budget
    of the party asked for buys it; not complete where its levers can be combined in too many ways to look at all.
    """

    verdict: Verdict
    sure: int
    possible: int
    effort: str | None
    unlocks: tuple[Unlock, ...]
    alone: tuple[LeverAlone, ...]
    opinions: tuple[Opinion, ...]
    bindings: tuple[Binding, ...]
    conflicts: tuple[ConflictSet, ...]
    nearest: tuple[Near, ...]
    nearest_count: int
    budgets: tuple[BudgetStep, ...]
    budgets_complete: bool = True
    budget: Fraction | None = None

    kind: ClassVar[str] = "unlock"

    @property
    def impossible(self) -> bool:
        """Whether no levers open a deal, not even a possible one."""
        return not self.unlocks

    def affordable(self, unlock: Unlock) -> bool:
        """Whether an unlock is within the budget asked for, at the likely costs."""
        if self.budget is None or self.about.party is None:
            return True
        cost = unlock.cost_for(self.about.party)
        return cost is None or (not cost.missing and cost.amount[1] <= self.budget)

    def records(self) -> list[dict[str, Any]]:
        """The minimal unlocks, a row each."""
        return [
            {
                "levers": "; ".join(row.levers),
                "sure": row.sure,
                "costs": "; ".join(f"{cost.party}: {float(cost.amount[1])}" for cost in row.costs),
                "undominated": row.undominated,
                "chance": float(row.chance.independent[1]) if row.chance.independent is not None else None,
                "opens": row.opens,
            }
            for row in self.unlocks
        ]

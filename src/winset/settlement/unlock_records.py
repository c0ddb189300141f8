"""The records of what would unlock a deal."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from winset.model.result import PackageRecord, Quotation, Result, Verdict
from winset.settlement.records import ConflictSet, Near, Shortfall

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
    """The chance that a set of levers works, pulled in the order given, read in three ways.

    independent: nothing hangs on anything else. comonotone: the less likely never turns out well without the more
    likely. bound: at the least, by Frechet, whatever hangs on what. events: the effects that have a chance and matter.
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
    where a cost is missing. opens: how many deals looked for are then open in that way, and `example` is one of them.
    preferred: how many of these the party asked for prefers to the status quo, then the example is one; None where
    nobody's wishes are known.
    """

    levers: tuple[str, ...]
    sure: bool
    steps: tuple[Step, ...]
    costs: tuple[Cost, ...]
    chance: Chance
    undominated: bool | None
    opens: int
    example: PackageRecord
    preferred: int | None = None

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
class Votes:
    """How many votes a body lacks, which surely carries no deal asked about, and how many levers win in it.

    needed: to the deal to which it lacks the fewest, from the open votes all favourable to none. most: what levers win
    that help, each within its range and bound. left: what it still lacks when all of them are pulled, votes leaving a
    bloc no more than it surely has. body: the ratifier, or the body inside it.
    """

    ratifier: str
    body: str
    needed: tuple[Fraction, Fraction]
    most: Fraction
    left: tuple[Fraction, Fraction]
    pulls: tuple[Pull, ...]

    @property
    def within(self) -> bool:
        """Whether it may carry the deal when all levers are pulled."""
        return not self.left[0]


@dataclass(frozen=True, slots=True)
class Relaxation:
    """What one ratifier would have to give, without any lever, in its own units; no other relaxation undercuts it.

    opens: a deal asked about opens when it gives that, nobody else giving anything; else it is what it lacks to any
    deal. sure: so that the deal is sure; else so that it is possible. parts: what it lacks to the example, for `deals`
    deals the same.
    """

    ratifier: str
    opens: bool
    sure: bool
    parts: tuple[Shortfall, ...]
    deals: int
    example: PackageRecord


@dataclass(frozen=True, slots=True)
class Reservation:
    """The worst option of an issue that a ratifier still ratifies, all others as they are; None where there is none.

    option: the one in the deal. points: what the ratifier gains (or, below zero, loses) from it to that worst one.
    """

    issue: str
    option: str
    worst: str | None
    points: Fraction | None


@dataclass(frozen=True, slots=True)
class Rate:
    """An exchange rate: a step on one issue that costs a ratifier points, and a step on another that gains it some."""

    gives: str
    gives_from: str
    gives_to: str
    loses: Fraction
    gets: str
    gets_from: str
    gets_to: str
    gains: Fraction

    @property
    def rate(self) -> Fraction:
        """How many of the steps gained make up for one step given."""
        return self.loses / self.gains


@dataclass(frozen=True, slots=True)
class Terms:
    """What a ratifier that judges by points makes of a deal, and the terms on which it would make something else of it.

    answer: yes, no, open or out, by all that it judges by. compensation: the points that make it indifferent to having
    no deal. rates: between the steps next to the deal's own options, that the couplings allow.
    """

    ratifier: str
    package: PackageRecord
    answer: str
    points: Fraction
    no_deal: Fraction
    compensation: Fraction
    reservations: tuple[Reservation, ...]
    rates: tuple[Rate, ...]


@dataclass(frozen=True, slots=True)
class Wishes:
    """Which of the deals asked about a party prefers to the status quo, as things stand.

    by: the `points` of its lead, its `ranking`, or `nothing`, and then deals are not narrowed to those it prefers.
    untold: deals of which the ranking cannot tell; they are looked for too. unwanted: those known to be no better.
    """

    party: str
    by: str
    preferred: int
    untold: int
    unwanted: int


@dataclass(frozen=True, slots=True)
class WorldUnlocks:
    """The minimal unlocks in one of the worlds that unknown conditions span."""

    world: tuple[tuple[str, str], ...]
    verdict: Verdict
    deals: int
    sure: int
    possible: int
    sure_sets: tuple[tuple[str, ...], ...]
    possible_sets: tuple[tuple[str, ...], ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Across:
    """A set of levers, and the worlds in which it works: in which some of its levers are an unlock.

    worlds: their places in the list of worlds. everywhere: these are all of them.
    """

    levers: tuple[str, ...]
    sure: bool
    worlds: tuple[int, ...]
    everywhere: bool


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


@dataclass(frozen=True, slots=True)
class Searched:
    """How far the search for sure unlocks, or for possible ones, went.

    complete: every minimal unlock was found. tried: how many sets of levers were looked at. floor: what any unlock that
    was missed costs the party asked for at the least; None where nothing was missed, or where that cannot be said.
    """

    sure: bool
    complete: bool
    tried: int
    floor: Fraction | None = None


@dataclass(frozen=True)
class UnlockResult(Result):
    """What would unlock a deal at least cost? (Reiter 1987 on minimal hitting sets; Mayer 1992 on side payments)

    verdict, sure and possible: what becomes of the deals asked about as things stand. unlocks: all minimal ones, the
    cheapest first. bindings: the bounds that bind, where no deal can be opened; conflicts: the groups of ratifiers
    that accept no common deal. nearest: what ratifiers would have to give without any lever. budgets: what each budget
    of the party asked for buys it; not complete where its levers can be combined in too many ways to look at all.
    searches: whether all unlocks were found, of sure ones and of possible ones. opinions and votes: what is needed and
    what levers move. relaxations and terms: free changes. wishes: what the party asked for prefers. worlds and across:
    where conditions are unknown, the unlocks in every world (the first is the one answered for above), and the sets by
    the worlds in which they work; a set that works in all is there even if each world needs only some of it.
    met_only: what ratifiers lack (opinions, votes, relaxations) is the least among the deals that the solver met, not
    among all of them. out_of_time: the solver ran out of time somewhere.
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
    searches: tuple[Searched, ...] = ()
    votes: tuple[Votes, ...] = ()
    relaxations: tuple[Relaxation, ...] = ()
    terms: tuple[Terms, ...] = ()
    wishes: Wishes | None = None
    worlds: tuple[WorldUnlocks, ...] = ()
    across: tuple[Across, ...] = ()
    met_only: bool = False
    out_of_time: bool = False

    kind: ClassVar[str] = "unlock"

    @property
    def complete(self) -> bool:
        """Whether all minimal unlocks are there, so that where there is none it is impossible."""
        return all(search.complete for search in self.searches)

    @property
    def impossible(self) -> bool:
        """Whether no levers open a deal, not even a possible one."""
        return not self.unlocks and self.complete

    @property
    def timed_out(self) -> bool:
        """Whether the search for unlocks came to no end for want of time."""
        return self.out_of_time and not self.complete

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

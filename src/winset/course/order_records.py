"""The records that answers about the order of approaches are made of."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from winset.course.sounding import Outside
from winset.model.result import Result, Verdict

Three = tuple[Fraction, Fraction, Fraction]
"""The least, the likely and the most."""


@dataclass(frozen=True, slots=True)
class Deference:
    """The chance of a yes once some others have said yes. key: its id in the case. others: the levers of those."""

    key: str
    others: tuple[str, ...]
    chance: Three


@dataclass(frozen=True, slots=True)
class Asking:
    """An approach as the case has it.

    approach: the lever. ratifier: who is asked. chance: of a yes. cost, exposure: in the case's unit of effort.
    after: the approaches that must have come to a yes before. ratio: its likely cost over the likely chance of a no;
    None where it surely says yes, or where the ratio decides nothing.
    """

    approach: str
    ratifier: str
    chance: Three
    cost: Three
    exposure: Three
    after: tuple[str, ...]
    defers: tuple[Deference, ...]
    ratio: Fraction | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comes of an order at the likely values.

    success: the chance that all say yes. cost, exposure: expected effort. net: what success is worth by its chance,
    less both; None where nobody says what it is worth.
    """

    order: tuple[str, ...]
    success: Fraction
    cost: Fraction
    exposure: Fraction
    net: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Advised:
    """What is best where success is worth something from `low` to `high`; `high` is None where it goes on for ever."""

    low: Fraction
    high: Fraction | None
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class First:
    """What asking one first is worth: in net value where success has a value, else in expected cost.

    worth: of the best order with it first over the best with another first; None where either does not exist.
    """

    approach: str
    worth: Fraction | None
    with_first: Outcome | None
    without: Outcome | None


@dataclass(frozen=True, slots=True)
class Turn:
    """A number at which, alone, another is to be asked first.

    path: the number in the case. of: `chance`, `cost`, `exposure`, `defers` or `together`. approach: whose it is. key:
    what else names it. now: its likely value. least, most: its range. at: where the first to ask changes; up: on the
    way up. after: who is first beyond it; None where nobody is to be asked.
    """

    path: str
    of: str
    approach: str
    key: str
    now: Fraction
    least: Fraction
    most: Fraction
    at: Fraction
    up: bool
    after: str | None

    @property
    def within(self) -> bool:
        """Whether it lies inside the range that the case gives."""
        return self.least < self.at < self.most


@dataclass(frozen=True, slots=True)
class Setting:
    """A number at one end of its range."""

    path: str
    of: str
    approach: str
    key: str
    at: Fraction


@dataclass(frozen=True, slots=True)
class Advice:
    """Whom to ask first, and what that rests on.

    of: `cost`, the cheapest order of all, or `net`, the best at the value of success. order: the one that is advised.
    first: its first; None where nobody is to be asked. standing: `structure`, where it is proven that the same comes
    first throughout all ranges; `assumption`, where it does not; `unproven`, where that could not be told. ranges: how
    many numbers are ranges; without any, it stands at the numbers of the case. counter: numbers at ends of their ranges
    at which another comes first, none of which can be spared. turns: the values at which, one number alone, another
    comes first.
    """

    of: str
    order: tuple[str, ...]
    first: str | None
    standing: str
    ranges: int
    counter: tuple[Setting, ...]
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """What becomes of the deals asked about once some have said yes.

    yeses: the approaches that came to a yes. deals: how many are asked about; sure: ratified; possible: refused by
    nobody. refusing: the ratifiers that refuse every one of them. undecided: those that say yes to none that is
    possible.
    """

    yeses: tuple[str, ...]
    verdict: Verdict
    deals: int
    sure: int
    possible: int
    refusing: tuple[str, ...]
    undecided: tuple[str, ...]


@dataclass(frozen=True)
class OrderResult(Result):
    """Whom to ask first? (Lax and Sebenius 1991; Simon and Kadane 1975; Held and Karp 1962)

    effort: the case's unit of cost, if it has one. party: whose approaches they are; parties: all that have some.
    value: what success is worth, in that unit, if it was asked. approaches: those that can be made; outside: those
    that cannot. orders: of up to five approaches every order, else the notable ones (`every`), the cheapest first.
    cheapest, likeliest: of all orders in which everybody is asked until one says no; best: at the value, with net
    value, where nobody may be asked. values: the best at every value. firsts: what asking each first is worth. advice:
    for the cheapest order, and for the best at the value. by_ratio: ascending cost over the chance of a no is the
    cheapest order, because chances hang on nothing, nobody waits for anybody, and nothing is exposed. opened: before
    anybody is asked, after each yes alone, and after every yes. worlds: how many worlds unknown conditions span, of
    which `about` has the one that is answered for.
    """

    effort: str | None
    party: str | None
    parties: tuple[str, ...]
    value: Fraction | None
    approaches: tuple[Asking, ...]
    outside: tuple[Outside, ...]
    orders: tuple[Outcome, ...]
    every: bool
    cheapest: Outcome | None
    likeliest: Outcome | None
    best: Outcome | None
    values: tuple[Advised, ...]
    firsts: tuple[First, ...]
    advice: tuple[Advice, ...]
    by_ratio: bool
    opened: tuple[Opened, ...]
    worlds: int

    kind: ClassVar[str] = "order"

    def marks(self, outcome: Outcome) -> tuple[str, ...]:
        """What an order is: `cheapest`, `likeliest`, `best`."""
        known = {"cheapest": self.cheapest, "likeliest": self.likeliest, "best": self.best}
        return tuple(word for word, other in known.items() if other is not None and other.order == outcome.order)

    def records(self) -> list[dict[str, Any]]:
        """The orders, a row each."""
        return [
            {
                "order": " ".join(each.order),
                "first": each.order[0] if each.order else "",
                "success": float(each.success),
                "cost": float(each.cost),
                "exposure": float(each.exposure),
                "net": float(each.net) if each.net is not None else None,
                "is": " ".join(self.marks(each)),
            }
            for each in self.orders
        ]

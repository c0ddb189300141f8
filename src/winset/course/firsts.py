"""The best order with each approach as the first, all at once: one programme over the sets of those who said yes."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from winset.course.orders import Orders

_ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Begun:
    """The best of the orders that begin with one approach, and what it is worth.

    worth: less its expected cost, or its net value; in the case's unit of effort.
    """

    first: str
    order: tuple[str, ...]
    worth: Fraction


def worth_of(orders: Orders, order: Sequence[str], *, net: bool) -> Fraction:
    """What an order is worth: its net value, or less its expected cost."""
    priced = orders.priced(order)
    return priced.net(orders.value) if net else -priced.cost


def by_first(orders: Orders, *, net: bool) -> tuple[Begun, ...]:
    """For each approach that can be asked first the best order that does, in the order of the case.

    By expected cost everybody is asked until one says no; by net value it may stop before.

    Args:
        orders: the approaches, with what success is worth.
        net: whether the net value is to be as large as can be, or the expected cost as small as can be.
    """
    best: dict[frozenset[str], tuple[Fraction, tuple[str, ...]]] = {
        orders.everybody: (orders.value if net else _ZERO, ())
    }
    begun: list[Begun] = []
    for said_yes in orders.sets():
        if said_yes == orders.everybody:
            continue
        lost = orders.exposed(said_yes) if net else _ZERO
        choices: list[tuple[Fraction, tuple[str, ...]]] = [(-lost, ())] if net and said_yes else []
        for approach in orders.next_after(said_yes):
            following, rest = best[said_yes | {approach.id}]
            chance = approach.chance_after(said_yes)
            choices.append((chance * following - (1 - chance) * lost - approach.cost, (approach.id, *rest)))
        if said_yes:
            best[said_yes] = max(choices, key=lambda choice: choice[0])
        else:
            begun = [Begun(order[0], order, worth) for worth, order in choices]
    return tuple(begun)


def best_of(begun: Sequence[Begun]) -> Begun | None:
    """The best of some; of equals the first in the order of the case; None of none."""
    return max(begun, key=lambda each: each.worth, default=None)

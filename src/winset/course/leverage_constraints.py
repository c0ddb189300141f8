"""What ratifiers at home do for their own side: the bargain with their yes asked for, less that without.

Schelling (1960) had it that a side gains from being bound at home. It may gain, lose or feel nothing (Tarar 2001), so
the sign is worked out; where open answers decide, it is given only if it is the same over sure and possible packages.
"""

from collections.abc import Iterator

from winset.course.leverage_agreeing import Table, change, sign_of
from winset.course.leverage_ground import at_home
from winset.course.leverage_records import Compared, Constraint
from winset.course.leverage_weights import Weight
from winset.model.compile import Model

_WORDS = {"positive": "helps", "negative": "hurts", "none": "nothing", "open": "open"}


def left_aside(model: Model, parties: tuple[str, str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Whose yes is left aside to see what it does: each ratifier at home alone, and all of a side where it has more."""
    for party in parties:
        home = at_home(model, party)
        yield from ((party, (who,)) for who in home)
        if len(home) > 1:
            yield party, home


def constraints(table: Table, weight: Weight) -> tuple[Constraint, ...]:
    """What each ratifier at home, and all of a side together, do for their own side."""
    return tuple(_constraint(table, weight, *each) for each in left_aside(table.ground.model, table.parties))


def _constraint(table: Table, weight: Weight, party: str, ratifiers: tuple[str, ...]) -> Constraint:
    sure, possible = (_compared(table, weight, ratifiers, sure=sure) for sure in (True, False))
    side = table.parties.index(party)
    signs = {sign_of(each.change[side]) for each in (sure, possible)}
    return Constraint(party, side, ratifiers, (sure, possible), _WORDS[signs.pop()] if len(signs) == 1 else "open")


def _compared(table: Table, weight: Weight, ratifiers: tuple[str, ...], *, sure: bool) -> Compared:
    with_them = table.agreed(table.ground.pie(sure), weight)
    without = table.agreed(table.ground.pie(sure, ratifiers), weight)
    moved = change(without, with_them, 0), change(without, with_them, 1)
    return Compared("sure" if sure else "possible", without, moved)

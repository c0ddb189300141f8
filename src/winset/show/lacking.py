"""Shortfalls in words, each in its own unit: votes, points of opinion, a red line, an answer nobody has given."""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from types import MappingProxyType

from winset.case.problems import visible
from winset.settlement.records import Shortfall
from winset.show.names import Names
from winset.show.words import listed, number

Words = Callable[[Shortfall], str]


def lacking(shortfall: Shortfall) -> str:
    """What one ratifier lacks: `7 votes`, `21 to 30 points of opinion`, ``red line `free_troops` ``.

    Where open answers may all turn out favourable nothing is surely lacking, and the words say so: `up to 7 votes`.
    """
    return _KINDS.get(shortfall.kind, _measured)(shortfall)


def all_lacking(shortfalls: Iterable[Shortfall], names: Names) -> str:
    """What all of them lack: `the Senate, 7 votes; the government (Lowland), unread: nobody has said`."""
    by_ratifier: dict[str, list[str]] = {}
    for part in shortfalls:
        by_ratifier.setdefault(part.ratifier, []).append(lacking(part))
    said = [f"{names.who(id_)}, {listed(parts)}" for id_, parts in by_ratifier.items()]
    return "; ".join(said) or "nothing"


def _red_line(part: Shortfall) -> str:
    return f"red line `{visible(part.path.rpartition('.')[2])}`"


def _answer(part: Shortfall) -> str:
    return "unread: nobody has said" if part.least == 0 else "its yes, which nothing measures"


def _ranking(part: Shortfall) -> str:
    return f"{_amount(part)} than without a deal"


def _measured(part: Shortfall) -> str:
    return _amount(part)


def _amount(part: Shortfall) -> str:
    unit = part.unit
    if part.least == part.most:
        amount, last = number(part.most), part.most
    elif part.least == 0:
        amount, last = f"up to {number(part.most)}", part.most
    else:
        amount, last = f"{number(part.least)} to {number(part.most)}", part.most
    return f"{amount} {singular(unit) if last == Fraction(1) else visible(unit)}"


def singular(unit: str) -> str:
    """A unit in the singular: `vote`, `point of opinion`, `issue worse`."""
    first, space, rest = visible(unit).partition(" ")
    return {"bodies": "body"}.get(first, first.removesuffix("s")) + space + rest


_KINDS: Mapping[str, Words] = MappingProxyType(
    {
        "red_line": _red_line,
        "answer": _answer,
        "ranking": _ranking,
        "votes": _measured,
        "opinion": _measured,
        "turnout": _measured,
        "points": _measured,
        "bodies": _measured,
    }
)

"""Small cases written as a user writes them, and what a user is told of them."""

from collections.abc import Iterable
from textwrap import dedent, indent

import winset
from winset.settlement.records import Shortfall, Stand

HEAD = """\
winset: 1
title: A rule on the case that needs it
as_of: 2020-10-31
issues: {treaty: {options: [none, signed]}}
status_quo: {treaty: none}
"""
VOTING = {
    "ayes": "otherwise: accepts",
    "noes": "otherwise: refuses",
    "abstaining": "otherwise: refuses, when_refusing: abstain",
    "away": "otherwise: refuses, when_refusing: stay_away",
    "undeclared": "otherwise: open",
}


def indented(text: str, by: int) -> str:
    """A piece of a case to stand inside another, so many columns in."""
    return indent(dedent(text), " " * by)


def case_of(parties: str, head: str = HEAD, more: str = "") -> winset.Case:
    """A case with these parties; by default there is one treaty. `more` holds further sections."""
    return winset.parse(f"{dedent(head)}parties:\n{indented(parties, 2)}\n{dedent(more)}")


def body(ratifier: str) -> winset.Case:
    """One ratifier, `here.body`, before one treaty."""
    return case_of("here:\n  ratifiers:\n    body:\n" + indented(ratifier, 6))


def house(rule: str, **votes: int) -> str:
    """A body under a rule, with so many ayes, noes, abstaining, away and undeclared."""
    blocs = "".join(f"  {name}: {{votes: {number}, {VOTING[name]}}}\n" for name, number in votes.items())
    return f"rule: {rule}\nblocs:\n{blocs}"


def stand(case: winset.Case, who: str = "here.body") -> Stand:
    return next(row for row in winset.blockers(case).stands if row.ratifier == who)


def answer(ratifier: str) -> str | None:
    return stand(body(ratifier)).answer


def lacking(row: Stand) -> list[tuple[str, str, int, int]]:
    """What a ratifier lacks: unit, part of the case, least (all undeclared favourable) and most; whole numbers."""
    return amounts(row.shortfalls)


def amounts(parts: Iterable[Shortfall]) -> list[tuple[str, str, int, int]]:
    assert all(part.least.denominator == part.most.denominator == 1 for part in parts)
    return [(part.unit, part.path, int(part.least), int(part.most)) for part in parts]


def votes_lacking(ratifier: str) -> tuple[int, int] | None:
    """The votes that must change, from least to most; nothing where it says yes."""
    found = lacking(stand(body(ratifier)))
    assert all(unit == "votes" for unit, *_ in found)
    return found[0][2:] if found else None

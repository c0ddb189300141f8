"""Votes that have changed side inside a body, and head counts that a lever has made void.

Both are changes of what is written, so that everything after them reads a body as it reads any other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from winset.case.sections import Bloc, Body, Judge
from winset.case.written import Votes
from winset.model.acceptance.assembly import members_of

Written = TypeVar("Written", bound=Judge)


@dataclass(frozen=True, slots=True)
class Swung:
    """Votes that left one bloc of a body for another. body: the words of its path below the ratifier."""

    body: tuple[str, ...]
    leaves: str
    joins: str
    votes: Fraction


def swung(written: Written, swings: Iterable[Swung]) -> Written:
    """A judge after votes have changed side.

    No more leave a bloc than it surely had before any did, so that votes still add up; blocs without a number of their
    own share what is left over.
    """
    by_body: dict[tuple[str, ...], list[Swung]] = {}
    for swing in swings:
        by_body.setdefault(swing.body, []).append(swing)
    for body, found in by_body.items():
        written = _inside(written, body, found)
    return written


def _inside(written: Written, body: tuple[str, ...], swings: list[Swung]) -> Written:
    if not body:
        return written.model_copy(update={"blocs": _moved(written, swings)})
    field = "blocs" if body[0] in written.blocs else "bodies"
    parts: Mapping[str, Judge] = getattr(written, field)
    inner = {id_: _inside(part, body[1:], swings) if id_ == body[0] else part for id_, part in parts.items()}
    return written.model_copy(update={field: inner})


def _moved(written: Judge, swings: list[Swung]) -> dict[str, Bloc]:
    left: dict[str | None, Fraction] = {None: _left_over(written)}
    counted = {id_: bloc.votes for id_, bloc in written.blocs.items() if bloc.votes is not None and is_counted(bloc)}
    left |= {id_: votes.least for id_, votes in counted.items()}
    change = dict.fromkeys(written.blocs, Fraction(0))
    for swing in swings:
        whose = swing.leaves if swing.leaves in left else None
        votes = min(swing.votes, left[whose])
        left[whose] -= votes
        change[swing.leaves] -= votes
        change[swing.joins] += votes
    return {id_: _changed(bloc, change[id_]) for id_, bloc in written.blocs.items()}


def is_counted(bloc: Bloc) -> bool:
    """Whether a bloc has a number of votes of its own; others share what is left over."""
    return bloc.votes is not None and not bloc.votes.rest


def _left_over(written: Judge) -> Fraction:
    """The votes that blocs without a number surely have together."""
    members = members_of(written)
    given = [bloc.votes.most for bloc in written.blocs.values() if bloc.votes is not None and is_counted(bloc)]
    return max((members[0] if members is not None else Fraction(0)) - sum(given, Fraction(0)), Fraction(0))


def _changed(bloc: Bloc, change: Fraction) -> Bloc:
    if not change or bloc.votes is None or bloc.votes.rest:  # `rest` follows from what the others have
        return bloc
    low, high = bloc.votes.least + change, bloc.votes.most + change
    votes = Votes.model_validate({"is": low} if low == high else {"low": low, "high": high})
    return bloc.model_copy(update={"votes": votes})


def uncounted(written: Written) -> Written:
    """A judge without its head counts, nor those of what is inside it."""
    update: dict[str, object] = {"counts": {}, "blocs": {id_: uncounted(bloc) for id_, bloc in written.blocs.items()}}
    if isinstance(written, Body):
        update["bodies"] = {id_: uncounted(body) for id_, body in written.bodies.items()}
    return written.model_copy(update=update)

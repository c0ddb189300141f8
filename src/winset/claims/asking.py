"""What a claim comes to in one state of a case: everything that it asks, and whether all of it is so."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from winset.case.asks import Ask
from winset.case.checks.claims import missing
from winset.claims.asker import Asker
from winset.claims.found import CannotTellError, Found, both
from winset.claims.kinds import KINDS
from winset.claims.records import Asked
from winset.claims.worlds import worlds_of
from winset.model.result import Input


@dataclass(frozen=True, slots=True)
class Answered:
    """Some asks in one state of a case.

    so: whether all of them are so; None where that is open, or where it cannot be told (`missing` says why).
    structure: they stand whatever the numbers are that nobody cites.
    """

    so: bool | None
    missing: str
    asked: tuple[Asked, ...]
    inputs: tuple[Input, ...] = field(repr=False)
    structure: bool


def answered(asker: Asker, asks: Sequence[Ask]) -> Answered:
    """What asks come to in the state of the case that `asker` has."""
    rows = [_asked(asker, ask) for ask in asks]
    lacking = next((row.missing for row, _ in rows if row.missing), "")
    so = None if lacking else both(tuple(row.so for row, _ in rows))
    inputs = {each.path: each for _, found in rows if found is not None for each in found.inputs}
    structure = all(found.structure for _, found in rows if found is not None)
    return Answered(so, lacking, tuple(row for row, _ in rows), tuple(inputs.values()), structure)


def _asked(asker: Asker, ask: Ask) -> tuple[Asked, Found | None]:
    kind = KINDS[ask.kind]
    world = tuple(ask.if_.items())
    try:
        _check(asker, ask)
        there = asker.for_ask(ask)
        if ask.under:
            _check(there, ask)
        found = _over_worlds(there, ask)
    except CannotTellError as error:
        return Asked(kind.id, kind.question, ask.answer, None, "", error.why, ask.under, world), None
    so = None if found.yes is None else found.yes is ask.answer
    return Asked(kind.id, kind.question, ask.answer, so, found.words, "", ask.under, world), found


def _over_worlds(asker: Asker, ask: Ask) -> Found:
    """The answer in every world that nobody can rule out: open where it is not the same in all.

    A world in which nothing of the kind can be asked, such as one without such packages, says nothing.

    Raises:
        CannotTellError: it can be asked in none.
    """
    find = KINDS[ask.kind].find
    worlds, complete = worlds_of(asker.case, asker.world)
    if len(worlds) == 1:
        return find(asker.at(worlds[0]), ask.terms)
    found: list[Found] = []
    why = ""
    for world in worlds:
        try:
            found.append(find(asker.at(world), ask.terms))
        except CannotTellError as error:
            why = why or error.why
    if not found:
        raise CannotTellError(why)
    answers = {each.yes for each in found}
    tried = "" if complete else " of those tried"
    told = f"in {'every world' if len(answers) == 1 else 'one world'}{tried}: {found[0].words}"
    inputs = {entry.path: entry for each in found for entry in each.inputs}
    yes = answers.pop() if len(answers) == 1 else None
    return Found(yes, told, tuple(inputs.values()), all(each.structure for each in found))


def _check(asker: Asker, ask: Ask) -> None:
    """Whether the case, which may be another reading of the one that was written, has all that is named.

    Raises:
        CannotTellError: it does not.
    """
    absent = next(missing(asker.case.file, ask), None)
    if absent is not None:
        raise CannotTellError(f"the case has no {absent.kind} `{absent.name}`")


def under(asks: Sequence[Ask]) -> tuple[str, ...]:
    """The variants under which everything is asked; none where they differ."""
    variants = {ask.under for ask in asks}
    return variants.pop() if len(variants) == 1 else ()


def quick(asks: Sequence[Ask]) -> tuple[Ask, ...]:
    """Those that are answered in a moment."""
    return tuple(ask for ask in asks if KINDS[ask.kind].quick)


def stands(asks: Sequence[Ask], how: str) -> tuple[Ask, ...]:
    """Those of which it is told in this way whether they rest on assumptions."""
    return tuple(ask for ask in asks if KINDS[ask.kind].stands == how)

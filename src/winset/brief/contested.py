"""The contested readings side by side: what each changes, on whose word, what comes out, and whose answer moves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from winset.brief.grounds import Quote, quote, said, short, whose
from winset.brief.linked import anchor
from winset.brief.outcomes import VERDICTS
from winset.brief.readings import Reading
from winset.brief.register import Place, Register
from winset.brief.wording import Wording
from winset.case.changes import Change, changes_at, target_of
from winset.case.coverage import words_of
from winset.case.load import Case
from winset.case.paths import case_path
from winset.case.problems import visible
from winset.model.result import Verdict
from winset.settlement.about import read_input
from winset.settlement.records import DealsResult, WinSet
from winset.show.estimates import many
from winset.show.names import Names
from winset.show.words import count, listed, opening, share

_PLACE = Place("#contested", "What is contested")
_MOST_CHANGES = 6


@dataclass(frozen=True, slots=True)
class Changed:
    """A part of the case in one reading: whose it is, what it says there, and its place among the inputs."""

    whose: str
    says: str
    href: str
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One reading. moves: whose answer it moves, from what to what."""

    anchor: str
    title: str
    briefed: bool
    parts: tuple[Changed, ...]
    why: str
    quotes: tuple[Quote, ...]
    verdict: str
    verdict_class: str
    sure: str
    possible: str
    moves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contest:
    """A contested question with its readings, the one briefed first."""

    question: str
    finding: str
    columns: tuple[Column, ...]


def contests(
    case: Case,
    asked: Case,
    found: DealsResult,
    others: Sequence[Reading],
    register: Register,
    wording: Wording,
) -> Iterator[Contest]:
    """Every contested question to which there is a rival reading.

    Args:
        case: the case without the variants applied.
        asked: the case with them.
        found: the answer that is briefed.
        others: the answers under the rival readings.
        register: the inputs, which take note of what is used.
        wording: how patterns are said.
    """
    for question in dict.fromkeys(other.contests for other in others if other.contests is not None):
        rivals = [other for other in others if other.contests == question]
        columns = tuple(_rival(case, rival, found, wording) for rival in rivals)
        differing = [rival for rival in rivals if rival.differs]
        yield Contest(
            opening(visible(short(question))),
            _finding(rivals, differing, found, wording.names),
            (_briefed(case, asked, question, rivals, found, register, wording), *columns),
        )


def reading_href(reading: Reading) -> str:
    """Where a reading is told: beside its rivals, or in the table of all."""
    return f"#{anchor('reading', reading.variant)}" if reading.contests is not None else "#table-readings"


def _finding(rivals: Sequence[Reading], differing: Sequence[Reading], found: DealsResult, names: Names) -> str:
    if not differing:
        return "The answer is the same under each reading." if len(rivals) > 1 else "The answer is the same either way."
    others = [one for one in differing if one.verdict is not found.verdict]
    who = listed([f"“{title_of(one, names)}”" for one in others or differing])
    return f"The verdict {'would be another' if others else 'stays, but other deals would pass,'} under {who}."


def title_of(reading: Reading, names: Names) -> str:
    """What a reading is called."""
    return names.variant(reading.variant) if reading.variant else "As the case is written"


def _briefed(
    case: Case,
    asked: Case,
    question: str,
    rivals: Sequence[Reading],
    found: DealsResult,
    register: Register,
    wording: Wording,
) -> Column:
    names = wording.names
    applied = [id_ for id_ in asked.variants if asked.file.variants[id_].contests == question]
    paths = dict.fromkeys(
        path for rival in rivals if rival.variant for path in _paths(asked, changes_at(case.root, _at(rival.variant)))
    )
    parts = []
    for path in paths:
        entry = register.input(path)
        if entry is not None:
            href, words = register.to(path, _PLACE), [quote(part) for part in entry.quotations[:1]]
            parts.append(Changed(whose(path, register, names), said(entry, register, wording), href, *words))
    return Column(
        "",
        f"As briefed here: {names.variant(applied[0])}" if applied else "As briefed here",
        True,
        tuple(parts[:_MOST_CHANGES]),
        "" if parts else "Nothing is said of it.",
        (),
        VERDICTS[found.verdict],
        css_class(found.verdict),
        _of_all(found, found.sure, found.about.deals),
        _of_all(found, found.possible, found.about.deals),
        (),
    )


def _of_all(found: DealsResult, number: int, deals: int) -> str:
    """So many of the deals; of an estimated number only the number, which is rough."""
    return many(found.about, number) if found.about.estimated else share(number, deals)


def _paths(case: Case, changes: Sequence[Change]) -> Iterator[str]:
    for change in changes:
        target = target_of(case.root, change)
        if target is not None:
            yield case_path(target)


def _at(variant: str) -> tuple[str, str]:
    return ("variants", variant)


def _rival(case: Case, rival: Reading, found: DealsResult, wording: Wording) -> Column:
    variant = case.file.variants[rival.variant] if rival.variant else None
    grounds = read_input(case, _at(rival.variant)) if rival.variant else None
    parts = tuple(_changes(case, rival, found, wording)) if rival.variant else ()
    return Column(
        anchor("reading", rival.variant) if rival.variant else "",
        title_of(rival, wording.names),
        False,
        parts,
        short(variant.why or "") if variant is not None else "Without the reading briefed here.",
        tuple(quote(part) for part in grounds.quotations) if grounds is not None else (),
        VERDICTS[rival.verdict],
        css_class(rival.verdict),
        _of_all(found, rival.sure, rival.deals),
        _of_all(found, rival.possible, rival.deals),
        tuple(_moves(found, rival, wording.names)),
    )


def css_class(verdict: Verdict) -> str:
    """The class of a verdict's badge."""
    return verdict.value.replace(" ", "-")


def _changes(case: Case, rival: Reading, found: DealsResult, wording: Wording) -> Iterator[Changed]:
    """What a variant drops, adds and sets, in words."""
    register = Register(rival.case, found.about, [row.ratifier for row in found.win_sets])
    before = Register(case, found.about, register.ratifiers)
    changes = changes_at(case.root, _at(rival.variant))
    for change in changes[:_MOST_CHANGES]:
        target = target_of(case.root, change)
        if target is None:
            continue
        path = case_path(target)
        owner = whose(path, register, wording.names)
        after = "" if change.word == "drop" else _words(rival.case, path, target, register, wording)
        was = "" if change.word == "add" else _words(case, path, target, before, wording)
        yield Changed(owner, _change(change.word, was, after), "")
    if len(changes) > _MOST_CHANGES:
        yield Changed("", f"{len(changes) - _MOST_CHANGES} more changes", "")


def _change(word: str, was: str, after: str) -> str:
    if word == "drop":
        return f"no longer: {was}"
    return f"also: {after}" if word == "add" else f"{after} instead of {was}"


def _words(case: Case, path: str, target: tuple[str | int, ...], register: Register, wording: Wording) -> str:
    entry = register.entry(path)
    if entry is None:
        return short(words_of(case, tuple(map(str, target))))
    text = said(read_input(case, tuple(map(str, target))), register, wording)
    return f"{text[:1].lower()}{text[1:]}"


def _moves(found: DealsResult, rival: Reading, names: Names) -> Iterator[str]:
    """The ratifiers whose answers are others than in the reading briefed, with the numbers that differ."""
    before = {row.ratifier: row for row in found.win_sets}
    for row in rival.win_sets:
        was = before.get(row.ratifier)
        if was is None:
            yield f"{names.ratifier(row.ratifier)} is asked too"
            continue
        told = [
            f"{word} {count(now)} (was {count(then)})"
            for word, now, then in zip(_TOLD, _numbers(row), _numbers(was), strict=True)
            if now != then
        ]
        if told:
            yield f"{names.ratifier(row.ratifier)} {listed(told)}"


_TOLD = ("accepts", "leaves open", "refuses", "is not asked about")


def _numbers(row: WinSet) -> tuple[int, int, int, int]:
    return row.yes, row.open, row.no, row.out

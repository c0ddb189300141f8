"""The record and the precedents: who spoke when, each statement, and earlier cases feature by feature."""

from collections.abc import Iterator
from dataclasses import dataclass

from winset.brief.grounds import bounded, short
from winset.brief.linked import LinkedTable
from winset.brief.register import Place, Register
from winset.brief.wording import Wording
from winset.case.load import Case
from winset.case.problems import visible
from winset.case.record import Statement
from winset.evidence.record import RecordResult
from winset.show.figures.record import record_figure
from winset.show.figures.svg import Figure
from winset.show.names import Names
from winset.show.record_tables import precedent_tables, silences_table, topics_table, voices_table
from winset.show.record_words import voice_name
from winset.show.sources import source
from winset.show.table import Column, Table
from winset.show.words import counted, dated

_RECORD = Place("#record", "The record")
_PRECEDENTS = Place("#precedents", "The precedents")
_MOST_STATEMENTS = 60
_STANCES = {"for": "for", "against": "against", "neither": "neither"}


@dataclass(frozen=True, slots=True)
class Past:
    """The record over time, and the precedents; what the case lacks is empty."""

    figure: Figure | None
    record: tuple[LinkedTable, ...]
    precedents: tuple[LinkedTable, ...]


def past(case: Case, found: RecordResult, register: Register, wording: Wording) -> Past | None:
    """What was said and what happened before; None where the case has neither statements nor precedents."""
    record = tuple(_record(case, found, register, wording)) if case.file.statements else ()
    precedents = tuple(_precedents(found, register)) if found.precedents else ()
    if not record and not precedents:
        return None
    return Past(record_figure(found) if record else None, record, precedents)


def _record(case: Case, found: RecordResult, register: Register, wording: Wording) -> Iterator[LinkedTable]:
    names = Names.of(found.about)
    for table in (voices_table(found, names), topics_table(found, names), silences_table(found, names)):
        if table.rows:
            # The numbers are counts of the statements that stand in the table below.
            numbers = [at for at, column in enumerate(table.columns) if column.align == "right"]
            shown = bounded(table)
            links = {(row, at): "#table-statements" for row in range(len(shown.rows)) for at in numbers}
            yield LinkedTable(shown, links if table.id == "voices" else {})
    yield _statements(case, register, wording)


def _statements(case: Case, register: Register, wording: Wording) -> LinkedTable:
    every = sorted(case.file.statements.items(), key=lambda pair: str(pair[1].date))
    shown = every[:_MOST_STATEMENTS]
    left = len(every) - len(shown)
    links: dict[tuple[int, int], str] = {}
    rows = []
    for at, (id_, statement) in enumerate(shown):
        links[at, 3] = register.to(f"statements.{id_}", _RECORD)
        rows.append(_statement(id_, statement, register, wording))
    table = Table(
        "statements",
        f"{counted(len(every), 'statement')} in the file",
        "Each statement, the earliest first; what it is about leads to its words",
        (Column("When"), Column("Who"), Column("Stance"), Column("About"), Column("Source")),
        tuple(rows),
        f"{counted(left, 'more statement')} left out here." if left else "",
    )
    return LinkedTable(table, links)


def _statement(id_: str, statement: Statement, register: Register, wording: Wording) -> tuple[str, ...]:
    who = voice_name(statement.by, wording.names)
    entry = register.input(f"statements.{id_}")
    sources = entry.quotations if entry is not None else ()
    return (
        dated(str(statement.date)),
        f"{visible(statement.speaker)} ({who})" if statement.speaker is not None else who,
        "declined to say" if statement.silent else _STANCES[statement.stance],
        short(wording.pattern(statement.about)),
        source(sources[0]) if sources else "assumed, no source",
    )


def _precedents(found: RecordResult, register: Register) -> Iterator[LinkedTable]:
    for table in precedent_tables(found):
        if table.rows:
            shown = bounded(table)
            links = dict(_trait_links(found, shown, register)) if table.id == "features" else {}
            yield LinkedTable(shown, links)


def _trait_links(found: RecordResult, shown: Table, register: Register) -> Iterator[tuple[tuple[int, int], str]]:
    """Each word of the table leads to the trait that says it: what holds here, then the precedents."""
    for row, held in enumerate(found.held[: len(shown.rows)]):
        yield (row, 2), register.to(f"precedents.present.{held.feature}", _PRECEDENTS)
        for column, each in enumerate(found.precedents, start=3):
            if column < len(shown.columns) - 1:
                yield (row, column), register.to(f"precedents.cases.{each.id}.traits.{held.feature}", _PRECEDENTS)

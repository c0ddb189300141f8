"""Statements from the Discourse Network Analyzer (Leifeld): its event list, exported as CSV.

DNA 3 writes one row for each statement: statement ID, time, document ID, document title, author, source, section, type,
text, and then the variables of the statement type, by default person, organization, concept and agreement (1 or 0).
Older versions name some columns otherwise. Cells are separated by semicolons; in texts DNA writes a comma for a
semicolon and ' for ", so its words are not verbatim, and are taken as what a source says.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from winset.case.load import Case
from winset.case.problems import CaseError, Place, Problem, Problems, did_you_mean, quoted
from winset.formats.cells import Cell, Row, decoded, read_rows
from winset.formats.dna_map import COLUMNS, DnaMap, read_map
from winset.formats.fragment import Plain, between_quotes, fragment

MAX_NAME = 100  # characters of a name; each may take ten when it is escaped, and YAML takes keys of 1,024
REQUIRED = ("time", "concept")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?\Z", re.DOTALL)
_NOTHING = Cell("", 1, 1)

Entry = Mapping[str, Plain]


@dataclass(frozen=True, slots=True)
class _Table:
    """The rows below the heading, and where each column is."""

    rows: tuple[Row, ...]
    columns: Mapping[str, int]

    def cell(self, row: Row, column: str) -> Cell:
        """A cell, empty where the export has no such column."""
        at = self.columns.get(column)
        return row[at] if at is not None else _NOTHING


def read_statements(text: str, *, file: str, mapping: DnaMap) -> tuple[dict[str, Entry], Problems]:
    """The statements of an export as entries of a case, by id; and what is wrong with it, row by row.

    A row with a problem gives no statement. Rows that the map leaves out are passed over.
    """
    problems = Problems()
    table = _table(text, file, mapping.columns, problems)
    statements: dict[str, Entry] = {}
    lines: dict[str, int] = {}
    for number, row in enumerate(table.rows, start=1):
        if _left_out(table, row, mapping):
            continue
        faults: list[Problem] = []
        id_ = _id(table, row, number)
        if id_ in lines or id_ in mapping.taken:
            first = f"the row of line {lines[id_]}" if id_ in lines else "the case"
            what = f"{first} has a statement {quoted(id_)} already"
            faults.append(_fault(file, table.cell(row, "id"), row, what, "keep one of the two"))
        entry = _entry(table, row, file, mapping, faults)
        for fault in faults:
            problems.add(fault)
        if entry is not None and not faults:
            statements[id_] = entry
        lines.setdefault(id_, row[0].line)
    return statements, problems


def draft(data: bytes, file: str) -> str:
    """A map to fill in: every organization, person and concept of an export, with how often it is there.

    Raises:
        CaseError: with everything that is wrong with the export.
    """
    problems = Problems()
    text = decoded(data, file, problems)
    problems.raise_any()
    table = _table(text, file, {}, problems)
    problems.raise_any()
    lines = ["# What stands for what: write it for each name, or move the name to leave_out."]
    sections = (
        ("organizations", "organization", "a party, or party.ratifier"),
        ("concepts", "concept", "a pattern, such as {issue: option}, or {} for the talks as a whole"),
        ("persons", "person", "needed only where a person speaks for somebody else than the organization"),
    )
    for section, column, what in sections:
        names = Counter(name for row in table.rows if (name := table.cell(row, column).text.strip()))
        mark = "# " if section == "persons" else ""
        lines += ["", f"# {what}", f"{mark}{section}:"] if names else []
        lines += [_line(mark, name, f"{count} of {len(table.rows)}") for name, count in names.most_common()]
    return "\n".join([*lines, "", "leave_out: []", ""])


def _line(mark: str, name: str, how_often: str) -> str:
    """A line of the draft; YAML takes no key that is longer."""
    if len(name) > MAX_NAME:
        return f"  # a name of {len(name)} characters ({how_often}) cannot stand here: shorten it in the export"
    return f'{mark}  {between_quotes(name)}: "?"  # {how_often}'


def convert(data: bytes, file: str, map_data: bytes, map_file: str, case: Case) -> tuple[str, int]:
    """The statements of an export as YAML to paste into the case, and how many there are.

    Raises:
        CaseError: with everything that is wrong with the map, or with the export.
    """
    problems = Problems()
    text = decoded(data, file, problems)
    problems.raise_any()
    statements, problems = read_statements(text, file=file, mapping=read_map(map_data, map_file, case))
    problems.raise_any()
    if not statements:
        raise CaseError([Problem(f"{quoted(file)} has no statement that the map does not leave out")])
    remarks = [f"Statements of {file}, from the Discourse Network Analyzer."]
    if case.file.statements:
        remarks.append("The case has statements already: paste the entries below under its own `statements:`.")
    return fragment("statements", statements, remarks), len(statements)


def _table(text: str, file: str, named: Mapping[str, str], problems: Problems) -> _Table:
    """The rows of an export that have as many cells as its heading, and where each column is."""
    rows = read_rows(text, file, problems)
    if not rows:
        if not problems.found:
            problems.add(Problem("the file has no rows", "export an event list as CSV", place=Place(file, 1, 1)))
        return _Table((), {})
    heading, *below = rows
    columns = _columns(heading, file, named, problems)
    kept = []
    for row in below:
        if len(row) == len(heading):
            kept.append(row)
            continue
        what = f"this row has {len(row)} cells, and the heading {len(heading)}"
        problems.add(Problem(what, "look for a missing quotation mark", place=Place(file, row[0].line, row[0].column)))
    return _Table(tuple(kept) if columns else (), columns)


def _columns(heading: Row, file: str, named: Mapping[str, str], problems: Problems) -> dict[str, int]:
    """Where each column is; none where one that is needed is not there."""
    headings = [_bare(cell.text) for cell in heading]
    found: dict[str, int] = {}
    for column, usual in COLUMNS.items():
        wanted = (_bare(named[column]),) if column in named else usual
        places = [at for word in wanted for at, each in enumerate(headings) if each == word]
        if len(set(places)) > 1 and headings.count(headings[places[0]]) > 1:
            cell = heading[places[1]]
            what = f"the column {quoted(cell.text)} stands twice"
            problems.add(Problem(what, "rename one of them", place=Place(file, cell.line, cell.column)))
        if places:
            found[column] = places[0]
        elif column in named or column in REQUIRED or (column == "organization" and "person" not in found):
            name = named.get(column, column)
            mend = did_you_mean(name, [cell.text for cell in heading])
            mend = f"{mend}; name it under `columns` in the map" if mend else "name it under `columns` in the map"
            problems.add(Problem(f"there is no column {quoted(name)}", mend, place=Place(file, heading[0].line, 1)))
            found.clear()
            return {}
    return found


def _bare(heading: str) -> str:
    """A heading without what differs between versions: `Document title` is `documenttitle`."""
    return "".join(char for char in heading.casefold() if char.isalnum())


def _left_out(table: _Table, row: Row, mapping: DnaMap) -> bool:
    names = {table.cell(row, column).text.strip() for column in ("person", "organization", "concept")}
    return not mapping.leave_out.isdisjoint(names)


def _id(table: _Table, row: Row, number: int) -> str:
    written = re.sub(r"[^a-z0-9_]+", "_", table.cell(row, "id").text.strip().casefold())[:40].strip("_")
    return f"dna_{written or number}"


def _entry(table: _Table, row: Row, file: str, mapping: DnaMap, faults: list[Problem]) -> Entry | None:
    """A row as a statement of a case; what is wrong with it is added to the faults."""
    when = _when(table.cell(row, "time"), row, file, mapping.as_of, faults)
    by = _speaker(table, row, file, mapping, faults)
    concept = table.cell(row, "concept")
    name = concept.text.strip()
    if name not in mapping.concepts:
        faults.append(_not_mapped(file, concept, row, "concept", name))
    agreement = table.cell(row, "agreement")
    stance = mapping.agreement.get(agreement.text.strip().casefold())
    if stance is None:
        what = f"{quoted(agreement.text.strip())} is neither 1 nor 0, yes nor no"
        faults.append(_fault(file, agreement, row, what, "write what it stands for under `agreement` in the map"))
    if faults or by is None or when is None or stance is None:
        return None
    person = table.cell(row, "person").text.strip()
    speaker: Entry = {"speaker": person} if person else {}
    return {
        "date": when,
        "by": by,
        **speaker,
        "about": mapping.concepts[name],
        "stance": stance,
        **_grounds(table, row, mapping),
    }


def _speaker(table: _Table, row: Row, file: str, mapping: DnaMap, faults: list[Problem]) -> str | None:
    """The party or ratifier for which a row speaks; a person goes before the organization."""
    person, organization = table.cell(row, "person"), table.cell(row, "organization")
    by = mapping.persons.get(person.text.strip()) or mapping.organizations.get(organization.text.strip())
    if by is None:
        word = "organization" if organization.text.strip() or not person.text.strip() else "person"
        cell = organization if word == "organization" else person
        faults.append(_not_mapped(file, cell, row, word, cell.text.strip()))
    return by


def _not_mapped(file: str, cell: Cell, row: Row, word: str, name: str) -> Problem:
    if not name:
        return _fault(file, cell, row, f"the row has no {word}", "write one, or take the row out")
    mend = f"write it under `{word}s` in the map, or under `leave_out`"
    return _fault(file, cell, row, f"the map does not say what the {word} {quoted(name)} stands for", mend)


def _when(cell: Cell, row: Row, file: str, as_of: date, faults: list[Problem]) -> str | None:
    """The day of a row in the notation of the case; `unknown` where the cell is empty."""
    text = cell.text.strip()
    if not text:
        return "unknown"
    found = _DAY.match(text)
    try:
        day = date(*map(int, found.groups())) if found is not None else None
    except ValueError:
        day = None
    if day is None:
        faults.append(_fault(file, cell, row, f"{quoted(text)} is no date", "write it as 2020-10-31 12:00:00"))
        return None
    if day > as_of:
        what = f"the statement was made on {day}, after `as_of` ({as_of})"
        faults.append(_fault(file, cell, row, what, "leave it out"))
        return None
    return day.isoformat()


def _grounds(table: _Table, row: Row, mapping: DnaMap) -> Entry:
    """What a statement rests on: a source of the case where the map names one, else where the coder found it."""
    title, source, text = (table.cell(row, column).text.strip() for column in ("title", "source", "text"))
    known = mapping.sources.get(title) or mapping.sources.get(source)
    if known is not None:
        parts = {"source": known, "says": text, "at": title}
        return {"cite": {key: part for key, part in parts.items() if part}}
    where = ", ".join(part for part in (title, source) if part)
    number = table.cell(row, "id").text.strip()
    coded = f"coded as statement {number}" if number else "coded as a statement"
    return {"why": "".join([coded, f" of {where}" if where else "", f": {text}" if text else ""])}


def _fault(file: str, cell: Cell, row: Row, what: str, mend: str) -> Problem:
    """A problem with a cell; where the export has no such cell, with its row."""
    at = row[0] if cell is _NOTHING else cell
    return Problem(what, mend, place=Place(file, at.line, at.column))

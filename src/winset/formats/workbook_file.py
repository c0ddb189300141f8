"""Writes the rows of a case as an Excel workbook: a table on a sheet, notes at the headings, lists to choose from."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time
from io import BytesIO
from types import ModuleType
from typing import TYPE_CHECKING, Any

from winset.case.problems import CaseError, Problem
from winset.case.reading import Block, place_of
from winset.formats.workbook_bounds import MAX_ROWS
from winset.formats.workbook_cells import MAX_CELL, text_cell
from winset.formats.workbook_layout import COVER, REFERENCES, SHEETS, columns_of
from winset.formats.workbook_lines import column_letters
from winset.formats.workbook_rows import SheetRow, cells_of, rows_of

if TYPE_CHECKING:
    from winset.case.load import Case

_TEXT = "@"  # the number format in which a spreadsheet keeps what is typed
_MOST_LISTED = 255  # characters of a list of words to choose from
_SPARE = 1_000  # rows below the last that have lists too
_NOTES = (
    "One table on a sheet, with one row of headings; a note at each heading says what the column is.",
    "All cells are text: write numbers plainly (46, 0.5, 1/3) and days as 2020-10-31; nothing is computed in a cell.",
    "A path names an entry by its ids, such as north.cabinet.refuses.no_land; sheets with an id need no path.",
    "Mappings, lists and patterns stand in a cell as a case writes them: {land: some}, [some, all], {at_least: some}.",
    'A text between double quotes is read as JSON reads it: "" is the empty text, and \\u202e a character that hides.',
    "This sheet is not read back: the title and the day are on the sheet case. Sheets and columns of your own are "
    "passed over with a word.",
)


def workbook_bytes(case: "Case", library: ModuleType) -> bytes:
    """The workbook as the bytes of a file, the same for the same case.

    Raises:
        CaseError: a text is longer than a cell can hold, or there are more rows than are read back.
    """
    root = _root_of(case)
    rows = rows_of(root)
    _check(case, rows)
    out = BytesIO()
    book = library.Workbook(out, {"in_memory": True})
    book.set_properties({"title": case.file.title[:250], "created": datetime.combine(case.file.as_of, time())})
    text = book.add_format({"num_format": _TEXT, "valign": "top"})
    head = book.add_format({"num_format": _TEXT, "valign": "top", "bold": True})
    _write(book.add_worksheet(COVER), ("what", "text"), list(_cover(case)), text, head)
    for name, found in rows.items():
        sheet = book.add_worksheet(name)
        columns = columns_of(name)
        known = [column.heading for column in columns]
        headings = [*known, *dict.fromkeys(word for row in found for word in row.cells if word not in known)]
        _write(sheet, headings, [[row.cells.get(word, "") for word in headings] for row in found], text, head)
        for at, column in enumerate(columns):
            sheet.write_comment(0, at, column.note, {"x_scale": 2})
        _offer(sheet, name, rows, root)
    book.close()
    return out.getvalue()


def _root_of(case: "Case") -> Block:
    """The tree of the case; variants that are applied are no variants of it any more, since none applies twice."""
    variants = case.root.get("variants")
    if not case.variants or not isinstance(variants, Block):
        return case.root
    left = Block(variants.place)
    left.places = variants.places
    left.update({id_: node for id_, node in variants.items() if id_ not in case.variants})
    root = Block(case.root.place)
    root.places = case.root.places
    root.update(case.root)
    if left:
        root["variants"] = left
    else:
        del root["variants"]
    return root


def _check(case: "Case", rows: Mapping[str, Sequence[SheetRow]]) -> None:
    problems = []
    for name, row, heading, text in cells_of(rows):  # type: ignore[arg-type]
        if len(text) > MAX_CELL:
            what = (
                f"a text of {len(text)} characters is longer than a cell can hold ({MAX_CELL}), on the sheet `{name}`"
            )
            path = row.path if heading in {"id", "path"} else (*row.path, heading)
            problems.append(Problem(what, "shorten it", row.path, place_of(case.root, path, case.path)))
    problems += [
        Problem(f"the sheet `{name}` would have more than {MAX_ROWS} rows", "divide the case")
        for name, found in rows.items()
        if len(found) >= MAX_ROWS
    ]
    if problems:
        raise CaseError(problems)


def _cover(case: "Case") -> Iterator[tuple[str, str]]:
    yield "title", text_cell(case.file.title)
    yield "as_of", str(case.file.as_of)
    if case.variants:
        yield "variants applied", ", ".join(case.variants)
    if case.withheld is not None:
        yield "withheld", str(case.withheld)
    for note in _NOTES:
        yield "note", text_cell(note)
    for name, sheet in SHEETS.items():
        yield f"sheet {name}", sheet.about


def _write(sheet: Any, headings: Sequence[str], rows: Sequence[Sequence[str]], text: Any, head: Any) -> None:
    for at, heading in enumerate(headings):
        sheet.write_string(0, at, heading, head)
    widest = [max([len(heading), *(len(row[at]) for row in rows)]) for at, heading in enumerate(headings)]
    for at, width in enumerate(widest):
        sheet.set_column(at, at, min(max(width + 2, 10), 60), text)
    for number, row in enumerate(rows, start=1):
        for at, cell in enumerate(row):
            if cell:
                sheet.write_string(number, at, cell, text)
    sheet.freeze_panes(1, 1)
    # Numbers are text on purpose; without this a spreadsheet marks each of them.
    sheet.ignore_errors({"number_stored_as_text": f"A1:{column_letters(len(headings))}{len(rows) + _SPARE}"})


def _offer(sheet: Any, name: str, rows: Mapping[str, Sequence[SheetRow]], root: Block) -> None:
    """Lists to choose from: the words of the language, ids of other sheets, and the options of each issue."""
    last = len(rows[name]) + _SPARE
    for at, column in enumerate(columns_of(name)):
        reference = REFERENCES.get((name, column.heading))
        if column.words:
            sheet.data_validation(1, at, last, at, {"validate": "list", "source": list(column.words)})
        elif reference is not None:
            source = f"={reference}!$A$2:$A${len(rows[reference]) + _SPARE}"
            sheet.data_validation(1, at, last, at, {"validate": "list", "source": source, "error_type": "warning"})
        elif (name, column.heading) in _LEVELS:
            section, more = _LEVELS[name, column.heading]
            for number, row in enumerate(rows[name], start=1):
                options = [*_options(root, section, str(row.path[-1])), *more]
                if len(",".join(options)) <= _MOST_LISTED:
                    sheet.data_validation(number, at, number, at, {"validate": "list", "source": options})


_LEVELS: Mapping[tuple[str, str], tuple[str, tuple[str, ...]]] = {
    ("status_quo", "option"): ("issues", ()),
    ("conditions", "now"): ("conditions", ("unknown",)),
}


def _options(root: Block, section: str, id_: str) -> list[str]:
    ids = root.get(section)
    entry = ids.get(id_) if isinstance(ids, Block) else None
    options = entry.get("options") if isinstance(entry, Block) else None
    return [str(option) for option in options] if options is not None else []

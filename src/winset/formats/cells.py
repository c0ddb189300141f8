"""Reads tables of text (CSV) into cells that know where they stand: hostile or broken ones too, within bounds.

The separator is that of the first line. A cell in double quotes may hold separators, line ends, and quotation marks
that are doubled. Nothing in a cell is evaluated.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from winset.case.problems import Place, Problem, Problems, quoted

MAX_CHARACTERS = 50_000_000
MAX_CELL = 100_000
MAX_ROWS = 200_000
SEPARATORS = (";", ",", "\t")
_LINE_END = re.compile(r"\r\n?|\n")
_QUOTED = re.compile(r'"([^"]*(?:""[^"]*)*)("?)')
_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell, and the line and column where it begins, counted from 1."""

    text: str
    line: int
    column: int


Row = tuple[Cell, ...]


def decoded(
    data: bytes, file: str, problems: Problems, mend: str = "save the file as UTF-8; spreadsheets call it CSV UTF-8"
) -> str:
    """The text of a file: UTF-8, or UTF-16 where a byte-order mark says so; anything else is a problem with its place.

    Other encodings are not guessed at: they would turn names into other names without a word.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding, name = "utf-16", "UTF-16"
    else:
        encoding, name = "utf-8-sig", "UTF-8"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = _LINE_END.split(data[: error.start].decode(encoding, "replace"))
        place = Place(file, len(before), len(before[-1]) + 1)
        problems.add(Problem(f"this is not {name}", mend, place=place))
        return ""


def read_rows(text: str, file: str, problems: Problems) -> list[Row]:
    """The rows that are not empty, the heading first. What is wrong is added to the problems, and reading goes on."""
    text = text.removeprefix(_BYTE_ORDER_MARK)
    if len(text) > MAX_CHARACTERS:
        what = f"the file has more than {MAX_CHARACTERS // 1_000_000} million characters"
        problems.add(Problem(what, "divide it", place=Place(file, 1, 1)))
        return []
    rows: list[Row] = []
    for row in _Scanner(text, separator_of(text), file, problems).rows():
        if len(row) == 1 and not row[0].text.strip():
            continue
        if len(rows) > MAX_ROWS:
            what = f"the file has more than {MAX_ROWS} rows"
            problems.add(Problem(what, "divide it", place=Place(file, row[0].line, 1)))
            break
        rows.append(row)
    return rows


def separator_of(text: str) -> str:
    """The separator that the first line has the most of outside quotation marks; a comma where it has none."""
    first = re.sub(r'"[^"]*"', "", text[:MAX_CELL].lstrip("\r\n")).splitlines()[:1]
    counts = {separator: first[0].count(separator) for separator in SEPARATORS} if first else {}
    best = max(counts, key=lambda each: counts[each], default=",")
    return best if counts.get(best) else ","


class _Scanner:
    """Goes through the text once, cell by cell."""

    def __init__(self, text: str, separator: str, file: str, problems: Problems) -> None:
        self._text, self._file, self._problems = text, file, problems
        self._plain = re.compile(rf"[^{re.escape(separator)}\r\n]*")
        self._separator = separator
        self._at = self._line_start = 0
        self._line = 1

    def rows(self) -> Iterator[Row]:
        """Every row, empty ones included."""
        row: list[Cell] = []
        while self._at < len(self._text):
            row.append(self._cell())
            if self._text.startswith(self._separator, self._at):
                self._at += 1
                if self._at == len(self._text):
                    row.append(Cell("", self._line, self._column))
                continue
            self._end_line()
            yield tuple(row)
            row = []
        if row:
            yield tuple(row)

    @property
    def _column(self) -> int:
        return self._at - self._line_start + 1

    def _end_line(self) -> None:
        found = _LINE_END.match(self._text, self._at)
        if found is not None:
            self._at = self._line_start = found.end()
            self._line += 1

    def _cell(self) -> Cell:
        line, column = self._line, self._column
        text = self._quoted() if self._text.startswith('"', self._at) else self._unquoted()
        if len(text) > MAX_CELL:
            self._tell(f"a cell of {len(text)} characters, more than {MAX_CELL}", "shorten it", line, column)
            text = ""
        return Cell(text, line, column)

    def _unquoted(self) -> str:
        found = self._plain.match(self._text, self._at)
        text = found.group() if found is not None else ""
        self._at += len(text)
        return text

    def _quoted(self) -> str:
        line, column = self._line, self._column
        found = _QUOTED.match(self._text, self._at)
        assert found is not None  # noqa: S101 - it begins with a quotation mark
        for end in _LINE_END.finditer(self._text, self._at, found.end()):
            self._line += 1
            self._line_start = end.end()
        self._at = found.end()
        if not found[2]:
            self._tell("a quotation mark opens here and is never closed", "close it", line, column)
        line, column = self._line, self._column
        rest = self._unquoted()
        if rest.strip():
            shown = quoted(rest.strip(), limit=40)
            mend = "put all of the cell in quotation marks, and double those inside"
            self._tell(f"{shown} stands after the closing quotation mark", mend, line, column)
        return found[1].replace('""', '"')

    def _tell(self, what: str, mend: str, line: int, column: int) -> None:
        self._problems.add(Problem(what, mend, place=Place(self._file, line, column)))

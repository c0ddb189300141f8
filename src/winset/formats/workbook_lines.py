"""The rows of the sheets of a workbook, with the places of their cells, and what is wrong with these."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from winset.case.problems import CaseError, Place, Problem, Problems, did_you_mean, quoted, visible
from winset.case.shape import keys_of
from winset.formats.workbook_cells import read_text
from winset.formats.workbook_layout import SHEETS, Sheet, columns_of

_ROWS = 2**21  # more than a sheet can have: a line of the tree is a sheet and a row of it


@dataclass(frozen=True, slots=True)
class CellPlace(Place):
    """A cell, shown as `acceptance!C7`; in order by sheet, then row, then column."""

    sheet: str = ""

    def __str__(self) -> str:
        """The sheet and the cell."""
        return f"{visible(self.sheet)}!{column_letters(self.column)}{self.line % _ROWS}"


@dataclass(frozen=True, slots=True)
class SheetCells:
    """A sheet as it was read: its name, and the cells with something in them by row and column, counted from 1."""

    name: str
    rows: Mapping[int, Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet that is known: where it stands, its cells by heading with their columns."""

    sheet: Sheet
    at: int
    first: str
    cells: Mapping[str, tuple[int, str]]

    @property
    def column(self) -> int:
        """The column of its path or id."""
        return self.cells[self.sheet.first][0]

    def spot(self, column: int) -> tuple[int, int]:
        """A cell of it, as the line and column of a tree."""
        return _line_of(self.sheet, self.at), column


def column_letters(column: int) -> str:
    """The letters of a column that is counted from 1."""
    letters = ""
    while column > 0:
        column, digit = divmod(column - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


@dataclass(slots=True)
class WorkbookLines:
    """Reads rows under their headings, and collects what is wrong with any cell.

    names: the sheets as the workbook calls them, by how they are called here.
    """

    file: str
    problems: Problems = field(default_factory=Problems)
    warnings: list[Problem] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    _faulty: set[int] = field(default_factory=set)

    def told(self, problem: Problem) -> Problem:
        """A problem of the tree with its cell instead of a line; one about the whole case is told at the first cell."""
        place = problem.place
        if place is None or isinstance(place, CellPlace):
            return problem
        name = list(SHEETS)[place.line // _ROWS]
        cell = CellPlace(self.file, place.line, place.column, self.names.get(name, name))
        return Problem(problem.what, problem.mend, problem.path, cell, problem.severity)

    def told_before(self, problem: Problem) -> bool:
        """Whether something was wrong already with the row that a problem is about."""
        return problem.place is not None and problem.place.line in self._faulty

    def lines(self, sheet: Sheet, cells: SheetCells) -> list[Line]:
        """The rows below the headings that have a path or an id."""
        rows = sorted(cells.rows)
        if not rows:
            return []
        head = cells.rows[rows[0]]
        headings = self._headings(sheet, rows[0], head)
        if sheet.first not in headings.values():
            what = f"the heading {quoted(sheet.first)} is missing"
            self._tell(sheet, rows[0], 1, what, "the first row that is not empty has the headings")
            return []
        lines = []
        for at in rows[1:]:
            row = cells.rows[at]
            known = {heading: (column, row[column]) for column, heading in headings.items() if column in row}
            column, first = known.pop(sheet.first, (0, ""))
            if first:
                lines.append(Line(sheet, at, first, known | {sheet.first: (column, first)}))
            elif known:
                where = next(column for column, heading in headings.items() if heading == sheet.first)
                self._tell(sheet, at, where, f"the {sheet.first} is missing", "write it, or empty the row")
        return lines

    def _headings(self, sheet: Sheet, at: int, head: Mapping[int, str]) -> dict[int, str]:
        # A key whose entries have rows of their own may still be written in a cell, and a key that is not known to the
        # models of the sheet is told.
        known = [column.heading for column in columns_of(sheet.name)]
        keys = {word for model in sheet.models for word in keys_of(model)}
        found: dict[int, str] = {}
        for column, text in sorted(head.items()):
            heading = text.strip()
            word = heading if heading in known or heading in keys else heading.casefold()
            if word not in known and word not in keys:
                what = f"the column {quoted(heading)} is none of this sheet, and is left out"
                place = self._place(sheet, at, column)
                self.warnings.append(Problem(what, did_you_mean(word, known), place=place, severity="warning"))
            elif word in found.values():
                self._tell(sheet, at, column, f"the heading {quoted(word)} stands twice", "take one of them out")
            else:
                found[column] = word
        return found

    def text(self, line: Line, column: int, cell: str) -> str | None:
        """The text of a cell; nothing where it cannot be read."""
        try:
            return read_text(cell)
        except CaseError as error:
            self.fault(line, column, error.problems[0].what, error.problems[0].mend)
            return None

    def fault(self, line: Line, column: int, what: str, mend: str = "") -> None:
        """Something is wrong with a cell of a row."""
        self._tell(line.sheet, line.at, column, what, mend)

    def _tell(self, sheet: Sheet, at: int, column: int, what: str, mend: str = "") -> None:
        self._faulty.add(_line_of(sheet, at))
        self.problems.add(Problem(what, mend, place=self._place(sheet, at, column)))

    def _place(self, sheet: Sheet, at: int, column: int) -> CellPlace:
        return CellPlace(self.file, _line_of(sheet, at), column, self.names.get(sheet.name, sheet.name))


def _line_of(sheet: Sheet, row: int) -> int:
    return list(SHEETS).index(sheet.name) * _ROWS + row

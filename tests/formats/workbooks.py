"""How the tests of workbooks make and change them: as sheets of rows of cells, written with XlsxWriter."""

from io import BytesIO
from typing import Any

import python_calamine
import xlsxwriter  # type: ignore[import-untyped]

from winset.case.problems import CaseError
from winset.formats.xlsx import read_case

Cell = object
Sheets = dict[str, list[list[Cell]]]


def workbook(sheets: Sheets) -> bytes:
    """A workbook whose cells are of the type of each value: text, number, day, yes or no."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd", "strings_to_urls": False})
    for name, rows in sheets.items():
        sheet: Any = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(at, column, cell)
                elif cell is not None:
                    sheet.write(at, column, cell)
    book.close()
    return out.getvalue()


def sheets_of(data: bytes) -> Sheets:
    """The cells of a workbook, by sheet."""
    book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(data))
    return {
        name: [list(row) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]
        for name in book.sheet_names
    }


def problems_in(data: bytes) -> list[str]:
    """What is wrong with a workbook, in the order of its sheets."""
    try:
        read_case(data, "case.xlsx")
    except CaseError as error:
        return [str(problem) for problem in error.problems]
    return []


def small() -> Sheets:
    """A case of one issue and one ratifier, written by hand."""
    return {
        "case": [["path", "value"], ["winset", "1"], ["title", "A small case"], ["as_of", "2020-10-31"]],
        "sources": [["id", "title", "published"], ["paper", "The paper", "2020-10"]],
        "parties": [["id", "name", "lead"], ["north", "North", "cabinet"]],
        "ratifiers": [["path", "otherwise"], ["north.cabinet", "accepts"]],
        "issues": [["id", "name", "ordered"], ["land", "The land", "yes"]],
        "options": [["path", "name"], ["issues.land.options.none", "None"], ["issues.land.options.some", "Some"]],
        "status_quo": [["id", "option"], ["land", "none"]],
        "acceptance": [
            ["path", "value", "when", "why"],
            ["north.cabinet.refuses.all_of_it", "", "{land: some}", "assumed"],
            ["north.cabinet.points.land.none", "0", "", ""],
            ["north.cabinet.points.land.some", "1/3", "", ""],
        ],
        "cites": [["path", "source", "says"], ["north.cabinet.points.land.some", "paper", "a third"]],
    }

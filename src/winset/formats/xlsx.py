"""A case as an Excel workbook, and back: the whole language, so that the way there and back loses only remarks.

Every cell is text, also numbers and dates, so that a spreadsheet changes none of them and runs nothing as a formula.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from types import ModuleType
from typing import TYPE_CHECKING

from winset.case.examine import examine, problems_of
from winset.case.problems import Problem, WinsetError, quoted, visible
from winset.case.writing import written
from winset.formats.workbook_bounds import bounded
from winset.formats.workbook_cells import value_text
from winset.formats.workbook_lines import SheetCells, WorkbookLines
from winset.formats.workbook_tree import WorkbookTree

if TYPE_CHECKING:
    from winset.case.load import Case

NEEDED = 'workbooks need two libraries more: pip install "winset[office]"'


def write_bytes(case: "Case") -> bytes:
    """The case as a workbook.

    Raises:
        WinsetError: the libraries for workbooks are not installed.
        CaseError: a text is longer than a cell can hold.
    """
    from winset.formats.workbook_file import workbook_bytes

    return workbook_bytes(case, _library("xlsxwriter"))


def read_case(data: bytes, file: str) -> tuple[str, int, tuple[Problem, ...]]:
    """A workbook as a case in YAML, how many parties it has, and what of the workbook is left out, as warnings.

    Raises:
        WinsetError: the libraries for workbooks are not installed.
        CaseError: with everything that is wrong with it, each with its cell.
    """
    library = _library("python_calamine")
    lines = WorkbookLines(file)
    tree = WorkbookTree(lines)
    tree.read(list(_sheets(library, bounded(data, file), file)))
    examined = examine(tree.root)
    found = problems_of(tree.root, examined, file)
    for problem in found.found:
        if not lines.told_before(problem):
            lines.problems.add(lines.told(problem))
    lines.problems.more += found.more
    lines.problems.raise_any()
    if examined.file is None:
        raise AssertionError("a case without problems has been read")
    head = f"# Read from the workbook {visible(file)}.\n"
    return head + written(tree.root), len(examined.file.parties), tuple(lines.warnings)


def _library(name: str) -> ModuleType:
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError:
        raise WinsetError(NEEDED) from None


def _sheets(library: ModuleType, data: bytes, file: str) -> Iterator[SheetCells]:
    """The sheets of a workbook with their cells as text.

    Raises:
        WinsetError: it cannot be read.
    """
    try:
        workbook = library.CalamineWorkbook.from_filelike(BytesIO(data))
        sheets = [
            (str(name), workbook.get_sheet_by_name(name).to_python(skip_empty_area=False))
            for name in workbook.sheet_names
        ]
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # a fault inside the reader comes as one that is no Exception
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        mend = "open it in a spreadsheet and save it anew as .xlsx"
        raise WinsetError(f"{quoted(file)} cannot be read as an Excel workbook; {mend}") from None
    for name, rows in sheets:
        yield SheetCells(name, {at: cells for at, row in enumerate(rows, start=1) if (cells := _cells(row))})


def _cells(row: Sequence[object]) -> dict[int, str]:
    texts = ((at, value_text(value)) for at, value in enumerate(row, start=1) if value != "")
    return {at: text for at, text in texts if text.strip()}

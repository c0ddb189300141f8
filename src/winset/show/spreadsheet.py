"""A table as CSV that a spreadsheet opens as text: no cell of a case is run as a formula."""

import csv
import io
import re

from winset.show.table import Table
from winset.show.words import THIN

_NUMBER = re.compile(r"[+-]?\d[\d,.]*\Z")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_text(table: Table) -> str:
    """The table as CSV: one row of headings, then its rows; plain numbers are numbers."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([cell_text(column.heading) for column in table.columns])
    writer.writerows([cell_text(cell) for cell in row] for row in table.rows)
    return out.getvalue()


def cell_text(cell: str) -> str:
    """A cell that a spreadsheet takes as it stands: what would be a formula begins with an apostrophe.

    Numbers lose the spaces between their digits, so that a spreadsheet can add them up.
    """
    number = cell.replace(THIN, "")
    if _NUMBER.match(number):
        return number
    # White space before the sign does not stop a spreadsheet from reading a formula.
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(_FORMULA) or cell.startswith(_FORMULA) else cell

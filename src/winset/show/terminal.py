"""An answer in a terminal: the sentence first, what explains it, then the tables.

Piped into a file or another program it is plain text, eighty columns wide; nothing that means something is cut off.
"""

import io
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO

from winset.model.result import Result
from winset.show.sentences import explain, sentence
from winset.show.table import Table
from winset.show.tables import tables

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

_PLAIN_WIDTH = 80
_GAP = 3  # what a column takes besides its words


def terminal(result: Result, file: TextIO | None = None, width: int | None = None) -> None:
    """Write an answer to a terminal, or as plain text where there is none.

    Args:
        result: the answer.
        file: where to; by default standard output.
        width: columns; by default those of the terminal, or eighty.
    """
    from rich.console import Console
    from rich.text import Text

    out = sys.stdout if file is None else file
    piped = not out.isatty()
    held = io.StringIO()
    console = Console(
        file=held if piped else out,
        width=width if width is not None or not piped else _PLAIN_WIDTH,
        highlight=False,
        markup=False,
        emoji=False,
        force_terminal=False if piped else None,  # FORCE_COLOR is for terminals, not for files
    )
    console.print(Text(sentence(result), style="bold"))
    console.print()
    for said in explain(result):
        console.print(Text(f"- {said}"))
    for table in tables(result):
        console.print()
        show_table(console, table)
    if piped:
        out.writelines(f"{line.rstrip()}\n" for line in held.getvalue().splitlines())


def show_table(console: "Console", table: Table) -> None:
    """Write one table: side by side where its words fit, else one row below the other."""
    from rich.text import Text

    console.print(Text(table.title, style="bold"))
    console.print(Text(table.subtitle, style="dim"))
    console.print(_side_by_side(table, console.width) if _narrowest(table) <= console.width else _stacked(table))
    if table.note:
        console.print(Text(table.note, style="dim"))


def _narrowest(table: Table) -> int:
    """The columns that a table needs so that no word is broken."""
    return sum(_widths(table, _longest)) + _GAP * len(table.columns)


def _widths(table: Table, measure: Callable[[str], int]) -> list[int]:
    """The greatest measure of each column's cells."""
    return [
        max(measure(column.heading), *(measure(row[at]) for row in table.rows), 1)
        for at, column in enumerate(table.columns)
    ]


def _longest(text: str) -> int:
    """The cells that the longest word of a text takes."""
    from rich.cells import cell_len

    return max((cell_len(word) for word in text.split()), default=0)


def _fitted(table: Table, room: int) -> list[int]:
    """A width for each column: its longest word, and of the room that is left what its text would need."""
    from rich.cells import cell_len

    least, wanted = _widths(table, _longest), _widths(table, cell_len)
    left = room - _GAP * len(least) - sum(least)
    lacking = sum(wanted) - sum(least)
    if lacking <= left:
        return wanted
    return [low + (high - low) * left // lacking for low, high in zip(least, wanted, strict=True)]


def _side_by_side(table: Table, room: int) -> "RenderableType":
    from rich import box
    from rich.table import Table as RichTable
    from rich.text import Text

    drawn = RichTable(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column, width in zip(table.columns, _fitted(table, room), strict=True):
        drawn.add_column(Text(column.heading), justify=column.align, overflow="fold", width=width)
    for row in table.rows:
        drawn.add_row(*(Text(cell) for cell in row))
    return drawn


def _stacked(table: Table) -> "RenderableType":
    """Every row as a short list of its own, so that long words keep their room."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    parts: list[RenderableType] = []
    for row in table.rows:
        parts.append(Text(row[0], style="bold", overflow="fold"))
        for column, cell in zip(table.columns[1:], row[1:], strict=True):
            parts.append(Padding(Text(f"{column.heading}: {cell}", overflow="fold"), (0, 0, 0, 4)))
    return Group(*parts)

"""A table as every renderer takes it: a finding as title, what the data are below it, and cells of text."""

from dataclasses import dataclass
from typing import Literal

Align = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, the unit of its numbers, and the side that cells keep to."""

    title: str
    unit: str = ""
    align: Align = "left"

    @property
    def heading(self) -> str:
        """The heading with its unit."""
        return f"{self.title} ({self.unit})" if self.unit else self.title


@dataclass(frozen=True, slots=True)
class Table:
    """A table. title: the finding. subtitle: what the data are. The first cell of a row says what the row is about.

    Raises:
        ValueError: a row has another number of cells than there are columns.
    """

    id: str
    title: str
    subtitle: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"{self.id}: a row of {len(row)} cells under {len(self.columns)} columns")


def right(title: str, unit: str = "") -> Column:
    """A column of numbers."""
    return Column(title, unit, "right")

"""A case as the rows of the sheets of a workbook."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel

from winset.case.reading import Block, Node, Row
from winset.case.sections import CaseFile
from winset.case.shape import Path, Shape, keys_of
from winset.case.written import Grounds
from winset.formats.workbook_cells import notation_cell, text_cell
from winset.formats.workbook_layout import (
    CASE,
    CHANGE,
    CHANGES,
    CITES,
    ITEM,
    OF,
    PLAIN_OR_ENTRY,
    SHEETS,
    VALUE,
    is_changes,
    sheet_below,
    sheet_of,
)
from winset.formats.workbook_paths import shown

_GROUNDS = ("why", "caution")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row: the path of what it has, and its cells by heading, the first column's included."""

    path: Path
    cells: Mapping[str, str]


def rows_of(root: Block) -> dict[str, list[SheetRow]]:
    """The rows of every sheet, in the order of the case."""
    return _Rows(root).made()


@dataclass(slots=True)
class _Rows:
    root: Block
    rows: dict[str, list[SheetRow]] = field(default_factory=lambda: {name: [] for name in SHEETS})

    def made(self) -> dict[str, list[SheetRow]]:
        for word, node in self.root.items():
            key = keys_of(CaseFile)[word]
            sheet = sheet_below(CaseFile, key)
            if sheet is None:
                self._value(CASE, (word,), node, key.shape)
            else:
                self._section(sheet, (word,), node, key.shape)
        return self.rows

    def _section(self, sheet: str, path: Path, node: Node, shape: Shape) -> None:
        """What stands below a key that has rows of its own."""
        if shape.kind == "by_id" and shape.inner is not None and isinstance(node, Block | Row):
            if not node:
                self._value(CASE, path, node, shape)
            for id_ in node:
                # A list of options has names that are no more than their ids.
                below = node[id_] if isinstance(node, Block) and isinstance(id_, str) else ""
                if isinstance(node, Row):
                    self._add(sheet, (*path, str(id_)), {})
                else:
                    self._section(sheet, (*path, str(id_)), below, shape.inner)
        elif shape.model is not None and isinstance(node, Block) and not issubclass(shape.model, PLAIN_OR_ENTRY):
            self._entry(sheet_of(shape), path, node, shape.model)
        else:
            self._value(sheet, path, node, shape)

    def _entry(self, sheet: str | None, path: Path, node: Block, model: type[BaseModel]) -> None:
        cells: dict[str, str] = {}
        if sheet is not None:
            self._add(sheet, path, cells)
        for word, part in node.items():
            key = keys_of(model)[word]
            here = (*path, word)
            below = sheet_below(model, key)
            if word == "cite":
                self._cites(path, part)
            elif is_changes(model, word):
                self._changes(path, word, part)
            elif below is not None:
                self._section(below, here, part, key.shape)
            else:
                cells[word] = self._cell(here, part, key.shape)

    def _value(self, sheet: str, path: Path, node: Node, shape: Shape) -> None:
        """A row that is a single value; grounds of its own stand in their columns where the sheet has them."""
        cells: dict[str, str] = {}
        value = SHEETS[sheet].value or VALUE
        if isinstance(node, Block) and sheet != CASE and _has_grounds(shape) and any(word in node for word in _GROUNDS):
            cells |= {word: text_cell(str(node[word])) for word in _GROUNDS if word in node}
            rest = Block(node.place)
            rest.update({word: part for word, part in node.items() if word not in _GROUNDS})
            cells[value] = self._cell(path, rest, shape, grounded=True)
        else:
            cells[value] = self._cell(path, node, shape)
        self._add(sheet, path, cells)

    def _cell(self, path: Path, node: Node, shape: Shape, *, grounded: bool = False) -> str:
        """What stands in a cell; its cites go to their own sheet. grounded: something else has been taken out of it."""
        if isinstance(node, Block) and _has_grounds(shape) and "cite" in node:
            self._cites(path, node["cite"])
            rest = Block(node.place)
            rest.update({word: part for word, part in node.items() if word != "cite"})
            node, grounded = rest, True
        if grounded and isinstance(node, Block) and _is_plain(node, shape):
            node = node["is"]
        return text_cell(node) if shape.kind == "free" and isinstance(node, str) else notation_cell(node)

    def _cites(self, path: Path, node: Node) -> None:
        items = node if isinstance(node, Row) else [node]
        for at, item in enumerate(items, start=1):
            cells = {ITEM: str(at)} if isinstance(node, Row) else {}
            entry = item.items() if isinstance(item, Block) else ()
            self._add(CITES, path, cells | {word: text_cell(str(part)) for word, part in entry})

    def _changes(self, path: Path, word: str, node: Node) -> None:
        for change in node:
            cells = {CHANGE: word, OF: text_cell(str(change))}
            if isinstance(node, Block):
                cells[VALUE] = notation_cell(node[str(change)])
            self._add(CHANGES, path, cells)

    def _add(self, sheet: str, path: Path, cells: dict[str, str]) -> None:
        cells[SHEETS[sheet].first] = text_cell(self._first(sheet, path))
        self.rows[sheet].append(SheetRow(path, cells))

    def _first(self, name: str, path: Path) -> str:
        sheet = SHEETS[name]
        if sheet.at:
            return str(path[-1])
        if sheet.within:
            return f"{shown(self.root, path[:-2])}.{path[-1]}"
        return shown(self.root, path)


def _has_grounds(shape: Shape) -> bool:
    return shape.model is not None and issubclass(shape.model, Grounds)


def _is_plain(node: Block, shape: Shape) -> bool:
    """Whether the mapping has nothing left but a value that can be written plainly."""
    plain = shape.model is not None and issubclass(shape.model, PLAIN_OR_ENTRY)
    return plain and set(node) == {"is"} and isinstance(node["is"], str)


def cells_of(rows: Mapping[str, list[SheetRow]]) -> Iterator[tuple[str, SheetRow, str, str]]:
    """Every cell: its sheet, row, heading and text."""
    for name, found in rows.items():
        for row in found:
            for heading, text in row.cells.items():
                yield name, row, heading, text

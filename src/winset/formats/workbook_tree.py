"""The rows of a workbook as the tree of a case, whose parts know in which cell they stand."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pydantic import BaseModel

from winset.case.paths import LeadsNowhere, node_at
from winset.case.problems import CaseError, Problem, did_you_mean, quoted
from winset.case.reading import Block, Node, Row
from winset.case.sections import CaseFile
from winset.case.shape import Path, Shape, keys_of
from winset.formats.workbook_cells import placed, read_notation
from winset.formats.workbook_layout import (
    CASE,
    CHANGE,
    CHANGE_WORDS,
    CHANGES,
    CITES,
    COVER,
    ITEM,
    OF,
    PLAIN_OR_ENTRY,
    SHEETS,
    VALUE,
)
from winset.formats.workbook_lines import Line, SheetCells, WorkbookLines
from winset.formats.workbook_paths import resolved, shape_at

_LAST = (CASE, CHANGES, CITES)  # their paths may name whatever stands on other sheets


@dataclass(slots=True)
class WorkbookTree:
    """Builds the tree; what is wrong becomes a problem with its cell, and reading goes on."""

    lines: WorkbookLines
    root: Block = field(default_factory=lambda: Block((1, 1)))
    _taken: dict[Path, int] = field(default_factory=dict)
    _unnamed: set[Path] = field(default_factory=set)

    def read(self, sheets: Sequence[SheetCells]) -> None:
        """Take in all sheets of a workbook."""
        found: dict[str, list[Line]] = {}
        for sheet in sheets:
            name = sheet.name.strip().casefold()
            if name in SHEETS:
                self.lines.names[name] = sheet.name
                found[name] = self.lines.lines(SHEETS[name], sheet)
            elif name != COVER:
                what = f"the sheet {quoted(sheet.name)} is none of a case, and is left out"
                self.lines.warnings.append(Problem(what, did_you_mean(name, SHEETS), severity="warning"))
        if not found:
            mend = "`winset export xlsx` writes one to start from"
            self.lines.problems.add(Problem(f"{quoted(self.lines.file)} has no sheet of a case", mend))
        for name in (*(each for each in SHEETS if each not in _LAST), *_LAST):
            # Bodies and blocs may stand in others of their sheet, whose paths are shorter.
            lines = found.get(name, [])
            for line in sorted(lines, key=lambda each: each.first.count(".")) if SHEETS[name].within else lines:
                self._take(line)
        self._list_options()
        self.root = _in_order(self.root, CaseFile)

    def _take(self, line: Line) -> None:
        path = self._path(line)
        if path is None:
            return
        if line.sheet.name == CITES:
            self._cite(line, path)
        elif line.sheet.name == CHANGES:
            self._change(line, path)
        elif path in self._taken:
            what = f"{quoted(line.first)} stands twice, first in row {self._taken[path]}"
            self.lines.fault(line, line.column, what, "keep one of the two")
        else:
            self._taken[path] = line.at
            self._row(line, path)

    def _path(self, line: Line) -> Path | None:
        sheet, column = line.sheet, line.column
        first = self.lines.text(line, column, line.first)
        if first is None:
            return None
        if sheet.at:
            return (*sheet.at, first)
        try:
            if not sheet.within:
                return resolved(self.root, first)
            parent, dot, id_ = first.rpartition(".")
            if not dot:
                self.lines.fault(line, column, f"{quoted(first)} names nothing around it", "write party.ratifier")
                return None
            around = resolved(self.root, parent)
        except LeadsNowhere as error:
            self.lines.fault(line, column, error.what, error.mend)
            return None
        shape = shape_at(around)
        if shape.model is not None and sheet.within in keys_of(shape.model):
            return (*around, sheet.within, id_)
        if shape.kind == "by_id" and shape.inner is not None and shape.inner.model in sheet.models:
            return (*around, id_)
        self.lines.fault(line, column, f"{quoted(parent)} has no {sheet.within}", "name what it stands in")
        return None

    def _row(self, line: Line, path: Path) -> None:
        shape, value = shape_at(path), line.sheet.value
        place = line.spot(line.column)
        if shape.model is None or issubclass(shape.model, PLAIN_OR_ENTRY) or (value and value in line.cells):
            self._single(line, path, shape, value or VALUE)
            return
        block = self._block(path, place)
        if block is None:
            self.lines.fault(line, line.column, f"{quoted(line.first)} is a single value elsewhere")
            return
        around = node_at(self.root, path[:-1])
        if isinstance(around, Block):  # rows of what it has may have come first
            around.places[str(path[-1])] = (*place, *place)
        for heading, (column, cell) in line.cells.items():
            if heading == line.sheet.first:
                continue
            key = keys_of(shape.model).get(heading)
            node = self._node(line, column, cell, key.shape if key is not None else Shape("free"))
            if node is not None:
                _put(block, heading, node, line.spot(column))

    def _single(self, line: Line, path: Path, shape: Shape, heading: str) -> None:
        """A row that is a single value, with grounds of its own beside it."""
        column, cell = line.cells.get(heading, (line.column, ""))
        others = {word: each for word, each in line.cells.items() if word not in {heading, line.sheet.first}}
        place = line.spot(column)
        node = self._node(line, column, cell, shape) if cell else None
        if node is None and cell:
            return
        if line.sheet.name == "options" and not cell:
            node = str(path[-1])
            self._unnamed.add(path)
        elif others and shape.model is not None:
            block = node if isinstance(node, Block) else placed(Block(place), place)
            assert isinstance(block, Block)  # noqa: S101 - for the type checker
            if isinstance(node, str):
                _put(block, "is", node, place)
            for word, (at, text) in others.items():
                part = self.lines.text(line, at, text)
                if part is not None:
                    _put(block, word, part, line.spot(at))
            node = block
        elif others:
            word, (at, _) = next(iter(others.items()))
            self.lines.fault(line, at, f"a single value has no {quoted(word)}", "empty the cell")
            return
        if node is None:
            self.lines.fault(line, line.column, f"the {heading} is missing", "write it")
            return
        around = self._block(path[:-1], line.spot(line.column))
        if around is None:
            self.lines.fault(line, line.column, f"{quoted(line.first)} leads into a single value")
            return
        there = around.get(str(path[-1]))
        if there is None:
            _put(around, path[-1], node, place, line.spot(line.column))
        elif node:  # nothing at all may stand beside rows of what it has
            what = f"{quoted(line.first)} has rows of what it has"
            self.lines.fault(line, line.column, what, "write all of it here, or all of it in rows")

    def _list_options(self) -> None:
        """Options without names are a list; one without a name among others is its own name."""
        for path in dict.fromkeys(path[:-1] for path in sorted(self._unnamed, key=str)):
            around, options = node_at(self.root, path[:-1]), node_at(self.root, path)
            if not isinstance(around, Block) or not isinstance(options, Block):
                continue
            if all((*path, id_) in self._unnamed for id_ in options):
                row = Row(options.place)
                row.extend(options)
                row.places = [options.places[id_][:2] for id_ in options]
                around[str(path[-1])] = row

    def _cite(self, line: Line, path: Path) -> None:
        if node_at(self.root, path) is None:
            self._absent(line)
            return
        place = line.spot(line.column)
        cite = Block(place)
        for heading, (column, cell) in line.cells.items():
            if heading not in {line.sheet.first, ITEM} and (part := self.lines.text(line, column, cell)) is not None:
                _put(cite, heading, part, line.spot(column))
        entry = self._block(path, place)
        if entry is None:
            plain = node_at(self.root, path)
            around = node_at(self.root, path[:-1])
            assert isinstance(around, Block)  # noqa: S101 - the path leads to a text
            if not isinstance(plain, str) or not _is_plain_or_entry(path):
                self.lines.fault(line, line.column, f"{quoted(line.first)} takes no cite", "name an entry")
                return
            key_line, key_column, value_line, value_column = around.places[str(path[-1])]
            entry = Block((value_line, value_column))
            _put(entry, "is", plain, (value_line, value_column))
            _put(around, path[-1], entry, (value_line, value_column), (key_line, key_column))
        there = entry.get("cite")
        if there is None and ITEM not in line.cells:
            _put(entry, "cite", cite, place)
            return
        if not isinstance(there, Row):
            row = Row(place)
            if there is not None:
                row.append(there)
                row.places.append(entry.places["cite"][2:])
            _put(entry, "cite", row, place)
            there = row
        there.append(cite)
        there.places.append(place)

    def _change(self, line: Line, path: Path) -> None:
        said = {each: self.lines.text(line, *line.cells[each]) if each in line.cells else "" for each in (CHANGE, OF)}
        for heading, text in said.items():
            if text == "":
                self.lines.fault(line, line.column, f"{quoted(heading)} is missing", "write it")
        word, of = said[CHANGE], said[OF]
        if not word or not of:
            return
        if word not in CHANGE_WORDS:
            what = f"{quoted(word)} is no change"
            self.lines.fault(line, line.cells[CHANGE][0], what, "write drop, add or set")
            return
        if node_at(self.root, path) is None:
            self._absent(line)
            return
        place = line.spot(line.cells[OF][0])
        entry = self._block(path, line.spot(line.column))
        if entry is None or (word == "drop") is (VALUE in line.cells):
            mend = "empty the cell" if word == "drop" else "write it"
            what = f"{quoted(word)} takes no value" if word == "drop" else "the value is missing"
            at = line.cells[VALUE][0] if VALUE in line.cells else line.column
            self.lines.fault(line, at, what, mend)
        elif word == "drop":
            row = entry.get("drop")
            if not isinstance(row, Row):
                row = Row(place)
                _put(entry, "drop", row, place)
            row.append(of)
            row.places.append(place)
        else:
            self._put_in(line, entry, word, of)

    def _absent(self, line: Line) -> None:
        what = f"no row and no cell has {quoted(line.first)}"
        self.lines.fault(line, line.column, what, "correct the path, or write its row on its own sheet")

    def _put_in(self, line: Line, entry: Block, word: str, of: str) -> None:
        column, cell = line.cells[VALUE]
        place, spot = line.spot(line.cells[OF][0]), line.spot(column)
        node = self._node(line, column, cell, Shape("pattern"))
        section = entry.get(word)
        if not isinstance(section, Block):
            section = Block(place)
            _put(entry, word, section, place)
        if of in section:
            what = f"{quoted(of)} is changed twice"
            self.lines.fault(line, line.cells[OF][0], what, "keep one of the two")
        elif node is not None:
            _put(section, of, node, spot, place)

    def _node(self, line: Line, column: int, cell: str, shape: Shape) -> Node | None:
        """What a cell stands for, with its place; nothing where it cannot be read."""
        if shape.kind == "free":
            return self.lines.text(line, column, cell)
        try:
            listed = shape.kind == "list" and shape.inner is not None and shape.inner.kind == "free"
            return placed(read_notation(cell, listed=listed), line.spot(column))
        except CaseError as error:
            for problem in error.problems:
                self.lines.fault(line, column, problem.what, problem.mend)
            return None

    def _block(self, path: Path, place: tuple[int, int]) -> Block | None:
        """The mapping at a path, made where it is not there; nothing where something else is."""
        node: Block = self.root
        for step in path:
            below = node.get(str(step))
            if below is None:
                below = Block(place)
                _put(node, step, below, place)
            if not isinstance(below, Block):
                return None
            node = below
        return node


def _is_plain_or_entry(path: Path) -> bool:
    model = shape_at(path).model
    return model is not None and issubclass(model, PLAIN_OR_ENTRY)


def _put(
    block: Block, key: str | int, node: Node, place: tuple[int, int], of_key: tuple[int, int] | None = None
) -> None:
    block[str(key)] = node
    block.places[str(key)] = (*(of_key or place), *place)


def _in_order(block: Block, model: type[BaseModel]) -> Block:
    """The keys of entries in the order of the language; ids stay in the order of the rows."""
    made = Block(block.place)
    keys = keys_of(model)
    for word in sorted(block, key=lambda each: list(keys).index(each) if each in keys else len(keys)):
        made[word] = _below_in_order(block[word], keys[word].shape if word in keys else Shape("free"))
    made.places = block.places
    return made


def _below_in_order(node: Node, shape: Shape) -> Node:
    if not isinstance(node, Block):
        return node
    if shape.kind == "entry" and shape.model is not None:
        return _in_order(node, shape.model)
    if shape.kind == "by_id" and shape.inner is not None:
        made = Block(node.place)
        made.places = node.places
        for id_, part in node.items():
            made[id_] = _below_in_order(part, shape.inner)
        return made
    return node

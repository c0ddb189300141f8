"""Reads JSON into a tree that knows where its parts stand; the reader of the standard library does not tell.

Hostile files end early: depth, parts and names are bounded, a key cannot stand twice, and after the first fault of
syntax nothing more is read.
"""

import json
import re

from winset.case.problems import Place, Problem, Problems, quoted
from winset.formats.cells import decoded
from winset.formats.tree import MAX_DEPTH, MAX_PARTS, Block, Node, Row, Text

_LINE_END = re.compile(r"\r\n?|\n")
_SPACE = re.compile(r"[ \t\r\n]*")
_STRING = re.compile(r'"(?:[^"\\\x00-\x1f]|\\.)*"', re.DOTALL)
_WORD = re.compile(r"[A-Za-z0-9+.\-]+")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?\Z", re.ASCII)
# Python and NegMAS write the last three, which JSON itself does not have.
_WORDS = frozenset({"true", "false", "null", "NaN", "Infinity", "-Infinity"})
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def read_json(data: bytes, file: str, problems: Problems) -> Block | None:
    """The tree of a JSON file, which must be a mapping; nothing, and a problem with its place, where it is not one."""
    before = len(problems.found)
    text = decoded(data, file, problems, mend="save it as UTF-8")
    if len(problems.found) > before:
        return None
    composer = _Composer(text.removeprefix("\ufeff"))
    try:
        root = composer.whole()
    except _Broken as broken:
        problems.add(Problem(broken.what, broken.mend, place=Place(file, *composer.position(broken.at))))
        return None
    for what, mend, at in composer.faults:
        problems.add(Problem(what, mend, place=Place(file, *composer.position(at))))
    if isinstance(root, Block):
        return root
    problems.add(Problem("expected a mapping, beginning with `{`", place=Place(file, root.line, root.column)))
    return None


class _Broken(Exception):  # noqa: N818 - it ends the reading, and is told as a problem
    """Past this point nothing can be read."""

    def __init__(self, at: int, what: str, mend: str = "") -> None:
        super().__init__(what)
        self.at, self.what, self.mend = at, what, mend


class _Composer:
    """Goes through the text once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._parts = 0
        self._starts = [0, *(end.end() for end in _LINE_END.finditer(text))]
        self._line = 0
        self.faults: list[tuple[str, str, int]] = []

    def position(self, at: int) -> tuple[int, int]:
        """The line and column of a place in the text. Places are mostly asked for in order."""
        if self._starts[self._line] > at:
            self._line = 0
        while self._line + 1 < len(self._starts) and self._starts[self._line + 1] <= at:
            self._line += 1
        return self._line + 1, at - self._starts[self._line] + 1

    def whole(self) -> Node:
        """The value that is the whole text."""
        self._space()
        if self._at == len(self._text):
            raise _Broken(0, "the file is empty")
        root = self._value(0)
        self._space()
        if self._at < len(self._text):
            raise _Broken(self._at, f"{self._shown()} stands after the end of the value", "remove it")
        return root

    def _space(self) -> None:
        found = _SPACE.match(self._text, self._at)
        self._at = found.end() if found else self._at

    def _shown(self) -> str:
        rest = self._text[self._at : self._at + 40].partition("\n")[0].strip()
        return quoted(rest, limit=20) if rest else "the end of the file"

    def _value(self, depth: int) -> Node:
        self._parts += 1
        if depth > MAX_DEPTH:
            raise _Broken(self._at, f"the nesting is deeper than {MAX_DEPTH} levels")
        if self._parts > MAX_PARTS:
            raise _Broken(self._at, f"the file has more than {MAX_PARTS} parts")
        char = self._text[self._at : self._at + 1]
        if char == "{":
            return self._block(depth)
        if char == "[":
            return self._row(depth)
        return self._string() if char == '"' else self._word()

    def _block(self, depth: int) -> Block:
        opened = self._at
        block = Block(*self.position(opened))
        self._at += 1
        while not self._closed("}", bool(block.values), opened):
            key = self._key()
            if key.text in block.values:
                first = block.keys[key.text].line
                self.faults.append((f"the key {quoted(key.text)} stands twice, first on line {first}", "", self._at))
            self._space()
            if not self._text.startswith(":", self._at):
                raise _Broken(self._at, f"a colon is missing before {self._shown()}", "write it after the key")
            self._at += 1
            self._space()
            block.keys[key.text], block.values[key.text] = key, self._value(depth + 1)
        return block

    def _key(self) -> Text:
        if not self._text.startswith('"', self._at):
            raise _Broken(self._at, f"expected a key between double quotes before {self._shown()}")
        return self._string()

    def _row(self, depth: int) -> Row:
        opened = self._at
        row = Row(*self.position(opened))
        self._at += 1
        while not self._closed("]", bool(row.items), opened):
            row.items.append(self._value(depth + 1))
        return row

    def _closed(self, mark: str, begun: bool, opened: int) -> bool:
        """Step over what separates items; whether the container ends here."""
        self._space()
        if self._text.startswith(mark, self._at):
            self._at += 1
            return True
        if self._at >= len(self._text):
            what = "list" if mark == "]" else "mapping"
            raise _Broken(opened, f"the {what} that opens here is not closed", "look whether the file is cut off")
        if begun:
            if not self._text.startswith(",", self._at):
                raise _Broken(self._at, f"a comma is missing before {self._shown()}")
            self._at += 1
            self._space()
        return False

    def _string(self) -> Text:
        found = _STRING.match(self._text, self._at)
        if found is None:
            raise _Broken(self._at, "a quotation mark opens here and is not closed on its line", "close it")
        line, column = self.position(self._at)
        try:
            text = str(json.loads(found.group()))
        except ValueError:
            raise _Broken(self._at, f"{quoted(found.group())} has an escape that JSON does not know") from None
        if _HALF_CHARACTER.search(text):
            raise _Broken(self._at, f"{quoted(found.group())} has half of a character in it")
        self._at = found.end()
        return Text(text, line, column)

    def _word(self) -> Text:
        if self._at >= len(self._text):
            raise _Broken(self._at, "the file ends where a value should stand", "look whether it is cut off")
        found = _WORD.match(self._text, self._at)
        if found is None or not (_NUMBER.match(found.group()) or found.group() in _WORDS):
            raise _Broken(self._at, f"{self._shown()} is no value", "put a text between double quotes")
        line, column = self.position(self._at)
        self._at = found.end()
        return Text(found.group(), line, column, plain=True)

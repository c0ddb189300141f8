"""What stands in a cell of a workbook: a text as it is, or a mapping or list in the notation of a case.

A text that a cell would change or hide (nothing at all, spaces at its ends, characters that nobody sees) stands between
double quotes with escapes, as JSON writes it; so does one that begins as a mapping, a list or such a text does.
"""

import json
import math
import re
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal

from winset.case.problems import CaseError, Problem, visible
from winset.case.reading import Block, Node, Row, read
from winset.formats.fragment import between_quotes, scalar

MAX_CELL = 32_767  # characters that a cell of Excel can have
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"\Z', re.DOTALL)
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_ESCAPE_OF_EXCEL = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # programs differ in what they make of `_x0041_`
_WORD = re.compile(r"[A-Za-z0-9_.-]+\Z")
_KEY = "cell"


def text_cell(text: str) -> str:
    """A text as a cell that is read back as the same text."""
    plain = text == text.strip() and text != "" and not text.startswith('"') and visible(text, keep="\n") == text
    return text if plain and not _ESCAPE_OF_EXCEL.search(text) else _between_quotes(text)


def notation_cell(node: Node) -> str:
    """A text, a mapping or a list as a cell that is read back as the same."""
    if isinstance(node, str):
        return _between_quotes(node) if node.startswith(("{", "[")) else text_cell(node)
    if isinstance(node, Row) and node and all(isinstance(item, str) and _WORD.match(item) for item in node):
        words = ", ".join(str(item) for item in node)
        if not _ESCAPE_OF_EXCEL.search(words):
            return words
    return _flow(node)


def read_text(cell: str) -> str:
    """The text that a cell stands for.

    Raises:
        CaseError: it has half of a character.
    """
    text = cell.strip()
    if _QUOTED.match(text):
        try:
            text = str(json.loads(text, strict=False))
        except ValueError:  # such as an escape that JSON does not know: then it is what it looks like
            return text
    if _HALF_CHARACTER.search(text):
        raise CaseError([Problem("an escape here is half of a character", "write the character itself")])
    return text


def read_notation(cell: str, *, listed: bool = False) -> Node:
    """The text, mapping or list that a cell stands for. listed: a list is wanted, and commas divide it.

    Raises:
        CaseError: it begins as a mapping or a list, and is none.
    """
    text = cell.strip()
    if not text.startswith(("{", "[")):
        found = read_text(text)
        if not listed or found != text:
            return found
        row = Row((1, 1))
        row.extend(part.strip() for part in text.split(","))
        return row
    lines = text.split("\n")
    try:
        block = read("\n".join([f"{{{_KEY}: [", *lines, "]}"]), _KEY)
    except CaseError as error:
        # What is said of the lines around it only means that a bracket of its own is missing.
        within = [each for each in error.problems if each.place is None or 2 <= each.place.line <= len(lines) + 1]
        unclosed = Problem("the brackets do not match", "close each `{` with `}` and each `[` with `]`")
        raise CaseError(within or [unclosed]) from None
    items = block[_KEY]
    if set(block) != {_KEY} or not isinstance(items, Row) or len(items) != 1:
        raise CaseError([Problem("something stands after the end of the mapping or list", "take it out")])
    return items[0]


def value_text(value: object) -> str:
    """A value as the workbook has it, as text: numbers with the digits that were typed, days as 2020-10-31."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _number_text(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value)


def _number_text(value: float) -> str:
    if not math.isfinite(value):
        return str(value)
    short = f"{value:.15g}"  # what a spreadsheet shows; where that is not the number, all of its digits
    exact = Decimal(short if float(short) == value else repr(value))
    text = f"{exact:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def placed(node: Node, place: tuple[int, int]) -> Node:
    """A copy whose parts all stand at one place."""
    if isinstance(node, str):
        return node
    if isinstance(node, Row):
        row = Row(place)
        row.extend(placed(item, place) for item in node)
        row.places = [place] * len(row)
        return row
    block = Block(place)
    for key, part in node.items():
        block[key] = placed(part, place)
        block.places[key] = (*place, *place)
    return block


def _between_quotes(text: str) -> str:
    """The text as JSON has it; what nobody sees, and what Excel takes for an escape, is escaped."""
    shown = "".join(char if char not in '"\\' and visible(char) == char else json.dumps(char)[1:-1] for char in text)
    safe = _ESCAPE_OF_EXCEL.sub(r"\\u005f", shown)
    return f'"{safe}"'


def _flow(node: Node) -> str:
    if isinstance(node, str):
        if not _ESCAPE_OF_EXCEL.search(node):
            return scalar(node)
        return _ESCAPE_OF_EXCEL.sub(r"\\x5f", between_quotes(node))
    if isinstance(node, Mapping):
        return "{" + ", ".join(f"{_flow(key)}: {_flow(part)}" for key, part in node.items()) + "}"
    return "[" + ", ".join(map(_flow, node)) + "]"

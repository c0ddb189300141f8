"""What a file of another program says, as a tree whose parts know where they stand, and how parts are taken out of it.

JSON and YAML are read into the same tree. Every scalar stays text until somebody asks for a number, which is exact.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

from winset.case.problems import Place, Problem, Problems, did_you_mean, quoted
from winset.formats.numbers import exact

MAX_DEPTH = 64
MAX_PARTS = 2_000_000
MAX_NAME = 100  # characters of a name: keys of YAML end at 1,024, and an escaped character takes ten
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar. plain: it stood there without quotes, so that it may be a number or say that nothing is there."""

    text: str
    line: int
    column: int
    plain: bool = False

    @property
    def absent(self) -> bool:
        """Whether it is `null`."""
        return self.plain and self.text in _NULLS


@dataclass(frozen=True, slots=True)
class Row:
    """A list."""

    line: int
    column: int
    items: list["Node"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Block:
    """A mapping; `keys` has the key of each value as it stands there."""

    line: int
    column: int
    values: dict[str, "Node"] = field(default_factory=dict)
    keys: dict[str, Text] = field(default_factory=dict)


Node: TypeAlias = Text | Row | Block


class Taking:
    """Takes parts out of one file; what is not there, or is something else, becomes a problem with its place."""

    def __init__(self, file: str, problems: Problems) -> None:
        self.file = file
        self.problems = problems

    def place(self, at: Node) -> Place:
        """Where a part stands."""
        return Place(self.file, at.line, at.column)

    def fault(self, at: Node, what: str, mend: str = "") -> None:
        """Something is wrong with a part."""
        self.problems.add(Problem(what, mend, place=self.place(at)))

    def value(self, block: Block, key: str) -> Node | None:
        """The value of a key that must be there."""
        found = block.values.get(key)
        if found is None:
            self.fault(block, f"there is no {quoted(key)} here", did_you_mean(key, block.values))
        return found

    def block(self, node: Node | None, name: str) -> Block | None:
        """A mapping; nothing where nothing was found before."""
        if node is None or isinstance(node, Block):
            return node
        self.fault(node, f"expected a mapping of {name}")
        return None

    def row(self, node: Node | None, name: str) -> Row | None:
        """A list; nothing where nothing was found before."""
        if node is None or isinstance(node, Row):
            return node
        self.fault(node, f"expected a list of {name}")
        return None

    def text(self, node: Node | None, name: str) -> Text | None:
        """A scalar that is there, short enough to be a name; nothing where nothing was found before."""
        if node is None:
            return None
        if not isinstance(node, Text) or node.absent:
            self.fault(node, f"expected {name}")
            return None
        if len(node.text) > MAX_NAME:
            self.fault(node, f"{name} has {len(node.text)} characters, more than {MAX_NAME}", "shorten it")
            return None
        return node

    def number(self, node: Node | None, name: str) -> Fraction | None:
        """An exact number; nothing where nothing was found before."""
        found = exact(node.text) if isinstance(node, Text) else None
        if found is None and node is not None:
            shown = f", found {quoted(node.text)}" if isinstance(node, Text) else ", found a list or a mapping"
            self.fault(node, f"expected {name}, a number{shown}")
        return found

    def numbers(self, node: Node | None, name: str) -> Sequence[Fraction] | None:
        """A list of exact numbers; nothing where one of them is none."""
        row = self.row(node, name)
        if row is None:
            return None
        found = [self.number(item, name) for item in row.items]
        kept = [number for number in found if number is not None]
        return kept if len(kept) == len(found) else None

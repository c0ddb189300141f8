"""Writes the tree of a case as YAML that reads back as the same tree."""

import json
import re
from collections.abc import Iterator

from winset.case.reading import Block, Node, Row

_INDENT = "  "
# Words, numbers and dates that mean in YAML what they look like; everything else is put in quotes.
_PLAIN = re.compile(r"(?!(?:null|Null|NULL)\Z)[A-Za-z_][A-Za-z0-9_]*\Z|[0-9]+(?:[.-][0-9]+)*\Z")


def written(root: Block) -> str:
    """The tree as YAML, an entry a line."""
    return "".join(f"{line}\n" for line in _block(root, ""))


def _block(block: Block, indent: str) -> Iterator[str]:
    for key, node in block.items():
        yield from _after(f"{indent}{_scalar(key)}:", node, indent + _INDENT)


def _row(row: Row, indent: str) -> Iterator[str]:
    for node in row:
        yield from _after(f"{indent}-", node, indent + _INDENT)


def _after(start: str, node: Node, indent: str) -> Iterator[str]:
    """What follows a key or a dash: on the same line where it is short, else on the lines below."""
    if isinstance(node, str):
        yield f"{start} {_scalar(node)}"
    elif not node:
        yield f"{start} {'{}' if isinstance(node, Block) else '[]'}"
    else:
        yield start
        yield from _block(node, indent) if isinstance(node, Block) else _row(node, indent)


def _scalar(text: str) -> str:
    if _PLAIN.match(text):
        return text
    # A text of JSON is one of YAML in double quotes; what nobody sees is escaped in a way that both know.
    return "".join(char if char.isprintable() else _escaped(char) for char in json.dumps(text, ensure_ascii=False))


def _escaped(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"

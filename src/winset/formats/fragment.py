"""Entries of a case as YAML text to paste into it. Every text is quoted, and nothing unseen stands in it."""

import re
from collections.abc import Mapping, Sequence

from winset.case.problems import visible

Plain = str | Mapping[str, "Plain"] | Sequence["Plain"]

_BARE = re.compile(r"[a-z][a-z0-9_.]*\Z|\d{4}-\d{2}(-\d{2})?\Z")
_NULL = "null"


def fragment(section: str, entries: Mapping[str, Plain], remarks: Sequence[str] = ()) -> str:
    """A section of a case with one entry on a line, after remarks as comments."""
    lines = [f"# {visible(remark)}" for remark in remarks]
    lines += [f"{section}:", *(f"  {scalar(id_)}: {flow(entry)}" for id_, entry in entries.items())]
    return "\n".join(lines) + "\n"


def flow(value: Plain) -> str:
    """A value on one line."""
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key)}: {flow(part)}" for key, part in value.items()) + "}"
    return "[" + ", ".join(map(flow, value)) + "]"


def scalar(text: str) -> str:
    """A word as it is where it can be nothing else, otherwise between double quotes."""
    return text if _BARE.match(text) and text != _NULL else between_quotes(text)


def between_quotes(text: str) -> str:
    """A text between double quotes, where it is a text for every reader of YAML: `no` and `1` are names too."""
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    if visible(char) == char:
        return char
    number = ord(char)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"

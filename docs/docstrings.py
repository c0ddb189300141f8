"""A Sphinx extension: the fields that a record's docstring tells of, as a list.

A record says `sure: how many are ratified. possible: how many are not refused.`, one after the other; on a page each
has a line of its own.
"""

import re
from dataclasses import fields, is_dataclass

from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, bool]:
    """Rewrite docstrings of records as they are read."""
    app.connect("autodoc-process-docstring", _process)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _process(_app: Sphinx, what: str, _name: str, record: object, _options: object, lines: list[str]) -> None:
    if what == "class" and is_dataclass(record):
        paragraphs = "\n".join(lines).strip().split("\n\n")
        names = [field.name for field in fields(record)]
        lines[:] = "\n\n".join(listed(paragraph, names) for paragraph in paragraphs).split("\n")


def listed(paragraph: str, names: list[str]) -> str:
    """A paragraph that tells of fields, as a list of them; any other stays as it is."""
    one = "|".join(map(re.escape, names))
    parts = re.split(
        rf"(?:^|(?<=[.?] )|(?<=[,:;] ))((?:(?:{one})(?:, and |, | and )?)+): ", " ".join(paragraph.split())
    )
    if len(parts) < 3 or parts[0]:
        return paragraph
    told = zip(parts[1::2], parts[2::2], strict=True)
    return "\n".join(f"- **{called}**: {text.strip().rstrip(',;')}" for called, text in told)

"""The fenced blocks of a page, in order, with the comment that stands before each.

`<!-- new: FILE -->` and `<!-- append: FILE -->` before a block of YAML say that a reader writes it to that file;
`<!-- broken: FILE -->` says so of a case that has problems;
`<!-- exit: 2 -->` before a console says with which code its last command ends.
"""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_FENCE = re.compile(
    r"(?:<!-- (?P<order>new|append|broken|exit): (?P<of>[\w./-]+) -->\s*\n)?"
    r"^(?P<indent>[ ]*)```(?P<language>\{?[\w-]*\}?)[^\n]*\n(?P<text>.*?)^(?P=indent)```$",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Snippet:
    """A fenced block: its language, its text, and what the comment before it orders."""

    language: str
    text: str
    order: str
    of: str


@dataclass(frozen=True, slots=True)
class Command:
    """A command that a page shows, with the output beneath it."""

    line: str
    output: str


def pages() -> list[Path]:
    """Every page that shows something."""
    found = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return [page for page in found if snippets(page)]


def snippets(page: Path) -> list[Snippet]:
    """The fenced blocks of a page."""
    return [
        Snippet(
            found["language"], _unindented(found["text"], len(found["indent"])), found["order"] or "", found["of"] or ""
        )
        for found in _FENCE.finditer(page.read_text(encoding="utf-8"))
    ]


def commands(text: str) -> list[Command]:
    """The commands of a console, each with what is shown beneath it; a line that ends with \\ goes on."""
    joined = text.replace("\\\n", "")
    parts = re.split(r"^\$ ", joined, flags=re.MULTILINE)
    assert not parts[0].strip(), "a console begins with a command"
    split = (part.partition("\n") for part in parts[1:])
    return [Command(line.strip(), output) for line, _, output in split]


def _unindented(text: str, indent: int) -> str:
    return "".join(line[min(indent, len(line) - len(line.lstrip(" "))) :] for line in text.splitlines(keepends=True))

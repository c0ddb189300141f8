"""Cases with a fault written into them, and the problems that come of it."""

from pathlib import Path

import pytest

from winset.case.load import parse
from winset.case.problems import CaseError
from winset.case.reading import Block, Node, Row

DATA = Path(__file__).parent / "data"
EXAMPLE = (DATA / "example.yaml").read_text(encoding="utf-8")
PARLIAMENT = (DATA / "parliament.yaml").read_text(encoding="utf-8")


def edited(text: str, *edits: tuple[str, str]) -> str:
    """The text with each first string replaced by the second; each must be there once."""
    for old, new in edits:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return text


def problems(text: str) -> list[str]:
    """The problems of a case, as they are shown; its name is c."""
    with pytest.raises(CaseError) as caught:
        parse(text, "c")
    assert all(problem.place is not None for problem in caught.value.problems)
    return [str(problem) for problem in caught.value.problems]


def in_one_line(node: Node) -> str:
    """The tree as YAML again, in one line."""
    if isinstance(node, Block):
        return "{" + ", ".join(f'"{key}": {in_one_line(part)}' for key, part in node.items()) + "}"
    if isinstance(node, Row):
        return "[" + ", ".join(map(in_one_line, node)) + "]"
    return '"' + node.replace("\\", "\\\\").replace('"', '\\"') + '"'


def read_faults(file: str) -> list[tuple[str, str, str]]:
    """What is replaced, by what, and the message that comes of it, from a file of such threes."""
    lines = (DATA / file).read_text(encoding="utf-8").splitlines()
    kept = [line[3:].replace("\\n", "\n") for line in lines if line[:2] in {"--", "++", "=>"}]
    return [(kept[at], kept[at + 1], kept[at + 2]) for at in range(0, len(kept), 3)]

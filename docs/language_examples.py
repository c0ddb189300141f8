"""Finds an example of every key of the language in cases that load: the bundled ones, and those in docs/examples."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from inspect import get_annotations
from pathlib import Path
from typing import Any

import yaml

from winset.case.sections import CaseFile
from winset.case.shape import Shape, keys_of
from winset.case.written import Written

DOCS = Path(__file__).parent
CASES = DOCS.parent / "src" / "winset" / "cases"
EXAMPLES = DOCS / "examples"
_FIRST = ("panama-1978", "harbour")  # real words first, and what changes seldom
_LAST = ("japan-russia",)
_MOST_LINES = 8
_MOST_CHARACTERS = 100
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Place = tuple[type[Written], str]  # the model that has the key, and the word of the key


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A key with its value, as they are written in a case."""

    case: str
    text: str
    line: int

    @property
    def length(self) -> int:
        """How much there is to read: the lines; none where it is a short one."""
        lines = self.text.count("\n") + 1
        return 0 if lines == 1 and len(self.text) <= _MOST_CHARACTERS else lines


def case_files() -> dict[str, Path]:
    """The cases that examples are taken from, by name; the first that has a key is taken."""
    bundled = {path.parent.name: path for path in CASES.glob("*/case.yaml")}
    ours = {f"examples/{path.name}": path for path in sorted(EXAMPLES.glob("*.yaml"))}
    middle = {name: path for name, path in sorted(bundled.items()) if name not in (*_FIRST, *_LAST)}
    return {
        **{name: bundled[name] for name in _FIRST},
        **middle,
        **ours,
        **{name: bundled[name] for name in _LAST},
    }


def find_examples() -> dict[Place, Excerpt]:
    """For every key that some case uses the shortest excerpt, of equals that of the first case."""
    found: dict[Place, Excerpt] = {}
    for name, path in case_files().items():
        for place, excerpt in _excerpts(name, path.read_text(encoding="utf-8")):
            if place not in found or excerpt.length < found[place].length:
                found[place] = excerpt
    return {place: _shortened(excerpt) for place, excerpt in found.items()}


def owner_of(model: type[Written], attribute: str) -> type[Written]:
    """The model that a key comes from: the first that wrote it down."""
    return next(base for base in reversed(model.__mro__) if attribute in get_annotations(base))


def _excerpts(name: str, text: str) -> Iterator[tuple[Place, Excerpt]]:
    lines = text.splitlines()
    root: Any = yaml.compose(text, Loader=_LOADER)
    waiting = deque([(root, Shape("entry", CaseFile))])
    while waiting:
        node, shape = waiting.popleft()
        if shape.kind == "list" and shape.inner is not None:
            parts = node.value if isinstance(node, yaml.SequenceNode) else [node]  # one may stand for a list of one
            waiting += [(part, shape.inner) for part in parts]
        elif not isinstance(node, yaml.MappingNode):
            continue
        elif shape.kind == "by_id" and shape.inner is not None:
            waiting += [(value, shape.inner) for _, value in node.value]
        elif shape.model is not None:
            keys = keys_of(shape.model)
            for word, value in node.value:
                key = keys[word.value]
                waiting.append((value, key.shape))
                text_of = _cut(lines, word.start_mark, value.end_mark)
                place = owner_of(shape.model, key.attribute), key.word
                yield place, Excerpt(name, text_of, word.start_mark.line)


def _cut(lines: list[str], start: yaml.Mark, end: yaml.Mark) -> str:
    """The text between two marks, with the indentation of the first line taken off all others."""
    whole = lines[start.line : end.line + 1]
    if end.line < len(lines):
        whole[-1] = whole[-1][: end.column]
    whole[0] = whole[0][start.column :]
    first, *rest = whole
    shifted = [first, *(line[min(start.column, len(line) - len(line.lstrip())) :] for line in rest)]
    while shifted and (not shifted[-1].strip() or shifted[-1].lstrip().startswith("#")):
        shifted.pop()
    return "\n".join(line.rstrip() for line in shifted)


def _shortened(excerpt: Excerpt) -> Excerpt:
    """The first lines of what is long, as many as can be read by themselves."""
    lines = excerpt.text.split("\n")
    if len(lines) <= _MOST_LINES:
        return excerpt
    for count in range(_MOST_LINES - 1, 0, -1):
        start = "\n".join(lines[:count])
        if _reads(start) and lines[count - 1].rstrip()[-1] not in ":>-|":
            return Excerpt(excerpt.case, f"{start}\n# ...", excerpt.line)
    return excerpt


def _reads(text: str) -> bool:
    try:
        yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError:
        return False
    return True

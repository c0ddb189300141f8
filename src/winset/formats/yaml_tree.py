"""Reads YAML that other programs write into a tree that knows where its parts stand.

A case is read more strictly (`winset.case.reading`): here `null` may stand, and a value with a tag, such as the code
that NegMAS pickles into a scenario, is kept as text that nobody runs. Aliases are refused, and depth and size bounded.
"""

import re
from typing import Any

import yaml

from winset.case.problems import Place, Problem, Problems, quoted, shortened
from winset.formats.cells import decoded
from winset.formats.tree import MAX_DEPTH, MAX_PARTS, Block, Node, Row, Text

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # PyYAML may be built without libyaml
_UNREADABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_LINE_BREAK = re.compile(r"\r\n?|\n")


def read_yaml(data: bytes, file: str, problems: Problems) -> Block | None:
    """The tree of a YAML file, which must be a mapping; nothing, and a problem with its place, where it is not one."""
    before = len(problems.found)
    text = decoded(data, file, problems, mend="save it as UTF-8").removeprefix("\ufeff")
    for number, line in enumerate(_LINE_BREAK.split(text), start=1):
        found = _UNREADABLE.search(line)
        if found:
            what = f"the character {quoted(found.group())} cannot stand in YAML"
            problems.add(Problem(what, "remove it", place=Place(file, number, found.start() + 1)))
    if len(problems.found) > before:
        return None
    composer = _Composer()
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            composer.take(event)
    except _RefusedError as refused:
        problems.add(Problem(refused.what, place=Place(file, *refused.at)))
        return None
    except yaml.MarkedYAMLError as error:
        mark: Any = error.problem_mark
        what = f"this is not YAML: {shortened(str(error.problem))}"
        problems.add(Problem(what, place=Place(file, mark.line + 1, mark.column + 1)))
        return None
    except (ValueError, OverflowError) as error:  # from the parser itself, on a few faulty tags and directives
        problems.add(Problem(f"this is not YAML: {shortened(str(error))}", place=Place(file, 1, 1)))
        return None
    for what, at in composer.faults:
        problems.add(Problem(what, place=Place(file, *at)))
    if isinstance(composer.root, Block):
        return composer.root
    problems.add(Problem("expected keys with values", place=Place(file, 1, 1)))
    return None


class _RefusedError(Exception):
    """Past this point nothing is read."""

    def __init__(self, at: tuple[int, int], what: str) -> None:
        super().__init__(what)
        self.at, self.what = at, what


class _Composer:
    """Builds the tree from the parser's events, without recursion."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self.faults: list[tuple[str, tuple[int, int]]] = []
        self._open: list[Block | Row] = []
        self._waiting: list[Text | None] = []  # for each open container the key that waits for its value
        self._documents = self._parts = 0

    def take(self, event: Any) -> None:
        """Take in one event."""
        self._parts += 1
        at = (event.start_mark.line + 1, event.start_mark.column + 1)
        if self._parts > MAX_PARTS:
            raise _RefusedError(at, f"the file has more than {MAX_PARTS} parts")
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._scalar(event, at)
        elif kind in {yaml.MappingStartEvent, yaml.SequenceStartEvent}:
            self._start(Block(*at) if kind is yaml.MappingStartEvent else Row(*at), at)
        elif kind in {yaml.MappingEndEvent, yaml.SequenceEndEvent}:
            self._open.pop()
            self._waiting.pop()
        elif kind is yaml.AliasEvent:
            raise _RefusedError(at, f"{quoted('*' + str(event.anchor))} stands for another value; write it out")
        elif kind is yaml.DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                raise _RefusedError(at, "a second document begins here")

    def _scalar(self, event: Any, at: tuple[int, int]) -> None:
        text = str(event.value)
        if _HALF_CHARACTER.search(text):
            raise _RefusedError(at, "half of a character stands here")
        scalar = Text(text, *at, plain=not event.style and event.tag is None)
        here = self._open[-1] if self._open else None
        if not (isinstance(here, Block) and self._waiting[-1] is None):
            self._put(scalar)
            return
        if text in here.values:
            first = here.keys[text].line
            self.faults.append((f"the key {quoted(text)} stands twice, first on line {first}", at))
        self._waiting[-1] = scalar

    def _start(self, node: Block | Row, at: tuple[int, int]) -> None:
        if self._open and isinstance(self._open[-1], Block) and self._waiting[-1] is None:
            raise _RefusedError(at, "a list or a mapping cannot be a key here")
        if len(self._open) == MAX_DEPTH:
            raise _RefusedError(at, f"the nesting is deeper than {MAX_DEPTH} levels")
        self._put(node)
        self._open.append(node)
        self._waiting.append(None)

    def _put(self, node: Node) -> None:
        """Put a value where it belongs."""
        here = self._open[-1] if self._open else None
        if here is None:
            self.root = node
        elif isinstance(here, Row):
            here.items.append(node)
        elif (key := self._waiting[-1]) is not None:
            here.keys[key.text], here.values[key.text] = key, node
            self._waiting[-1] = None

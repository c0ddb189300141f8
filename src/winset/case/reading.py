"""Reads YAML (and so JSON) into plain text, lists and mappings that know where each of their parts stands.

Every scalar stays the text it is written as; its field gives it a type later. What makes YAML surprising is refused:
anchors, aliases, tags, nulls, repeated keys. The parser's events are composed here, without recursion and within
bounds, because a case comes by e-mail and libyaml's own composer crashes on deep nesting.
"""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal, TypeAlias

import yaml

from winset.case.problems import CaseError, Place, Problem, Problems, quoted, shortened, visible
from winset.case.syntax_words import FLATTER, LINE_BREAK, MAX_DEPTH, TOO_DEEP, syntax_problem

MAX_BYTES = 200_000_000
MAX_EVENTS = 5_000_000
MAX_SCALAR = 1_000_000

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # PyYAML may be built without libyaml

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_FAULTY_KEY = "\0faulty"  # stands for a key that was refused, so that its value is still read and judged
# Control characters, halves of characters, byte-order marks, and line ends that most editors do not show as such.
_UNREADABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_BYTE_ORDER_MARK = "\ufeff"


class Block(dict[str, "Node"]):
    """A mapping; `places` has for each key the line and column of the key, then of the value."""

    __slots__ = ("place", "places")

    def __init__(self, place: tuple[int, int]) -> None:
        super().__init__()
        self.place = place
        self.places: dict[str, tuple[int, int, int, int]] = {}


class Row(list["Node"]):
    """A list; `places` has the line and column of each item."""

    __slots__ = ("place", "places")

    def __init__(self, place: tuple[int, int]) -> None:
        super().__init__()
        self.place = place
        self.places: list[tuple[int, int]] = []


Node: TypeAlias = str | Block | Row


def read_file(path: str | os.PathLike[str]) -> tuple[Block, bytes]:
    """Read a case from a file; also give its bytes, for fingerprints and for writing back."""
    name = os.fspath(path)
    try:
        with Path(name).open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise _refused(f"there is no file {quoted(name)}", "check the path") from None
    except IsADirectoryError:
        inside = str(Path(name, "case.yaml"))
        mend = (
            f"did you mean {quoted(inside)}?"
            if Path(inside).is_file()
            else "it has no `case.yaml`; name the file itself"
        )
        raise _refused(f"{quoted(name)} is a folder", mend) from None
    except (OSError, ValueError) as error:  # ValueError: a path with a null character
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise _refused(
            f"{quoted(name)} cannot be read: {visible(reason)}", "check the path and its permissions"
        ) from None
    return read(data, name), data


def read(source: str | bytes, file: str) -> Block:
    """Read a case from text or UTF-8 bytes, or raise a CaseError with all problems; `file` is its name in them."""
    if len(source) > MAX_BYTES:
        raise _refused(
            f"{quoted(file)} is larger than {MAX_BYTES // 1_000_000} MB", "leave out what the case does not cite"
        )
    text = _decoded(source, file) if isinstance(source, bytes) else source
    text = text.removeprefix(_BYTE_ORDER_MARK)
    problems = Problems()
    text = _without_unreadable(text, file, problems)
    composer = _Composer(file, problems)
    try:
        composer.compose(text)
    except yaml.MarkedYAMLError as error:
        problems.add(syntax_problem(error, text, file))
    except _TooMuch:
        pass  # the problem is among the others
    except (ValueError, OverflowError) as error:  # from the parser itself, on a few faulty tags and directives
        what = f"{quoted(file)} cannot be read as YAML: {shortened(str(error))}"
        problems.add(Problem(what, "remove tags and directives"))
    problems.raise_any()
    if composer.root is None:
        what = "the file has no content" if text.strip() else "the file is empty"
        raise CaseError([Problem(what, "write a case, beginning with `winset: 1`", place=Place(file, 1, 1))])
    return composer.root


def place_of(root: Block, path: tuple[str | int, ...], file: str, *, of: Literal["value", "key"] = "value") -> Place:
    """Say where a path points; a path that leaves the tree gets the place of the last part that is there."""
    here: Node = root
    line, column = root.place
    for step in path:
        if isinstance(here, Block) and isinstance(step, str) and step in here and step in here.places:
            places = here.places[step]
            line, column = places[:2] if of == "key" else places[2:]
            here = here[step]
        elif isinstance(here, Row) and isinstance(step, int) and 0 <= step < min(len(here), len(here.places)):
            line, column = here.places[step]
            here = here[step]
        else:
            break
    return Place(file, line, column)


class _TooMuch(Exception):  # noqa: N818 - it ends the reading; the problem itself is told by CaseError
    """Reading past this point would cost too much or mean nothing."""


class _Composer:
    """Builds the tree from parser events, and goes on reading past whatever is refused."""

    def __init__(self, file: str, problems: Problems) -> None:
        self.root: Block | None = None
        self._file = file
        self._problems = problems
        self._node: Block | Row | None = None  # the innermost open container, and the key that waits for its value
        self._key: str | None = None
        self._key_line = self._key_column = 1
        self._around: list[tuple[Block | Row | None, str | None]] = []  # the open containers around it, with their keys
        self._path: list[str | int] = []
        self._documents = 0
        self._only_text: Any = None  # the event of a scalar that is all there is

    def compose(self, text: str) -> None:
        """Take in all events of the text."""
        handlers: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._start_block,
            yaml.SequenceStartEvent: self._start_row,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._start_document,
            yaml.DocumentEndEvent: self._end_document,
        }
        for number, event in enumerate(_events(text)):
            if number == MAX_EVENTS:
                self._refuse(event, f"the file has more than {MAX_EVENTS} parts", "divide the case")
                raise _TooMuch
            handler = handlers.get(type(event))  # the start and the end of the stream say nothing
            if handler:
                handler(event)

    def _start_document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            self._refuse(
                event, "a second document begins here", "keep one case in a file: remove `---`, or what follows"
            )
            raise _TooMuch

    def _end_document(self, _event: Any) -> None:
        if self._only_text:
            self._refuse(
                self._only_text, "a case is keys with values, and this is a single text", "begin with `winset: 1`"
            )

    def _scalar(self, event: Any) -> None:
        text: str = event.value
        # One test for everything that is rare keeps the common way short.
        if (
            event.tag is not None
            or event.anchor is not None
            or (len(text) <= 4 and text in _NULLS and not event.style)
            or len(text) > MAX_SCALAR
        ):
            self._judge(event, text)
            faulty = True
        else:
            faulty = False
        self._take(event, text, faulty=faulty)

    def _alias(self, event: Any) -> None:
        self._refuse(
            event,
            f"{quoted('*' + event.anchor)} stands for another value",
            "write the value out; quote a text with `*`",
        )
        self._take(event, "", faulty=True)

    def _take(self, event: Any, text: str, *, faulty: bool) -> None:
        """Put a scalar where it belongs: a key, a value, an item."""
        mark = event.start_mark
        line, column = mark.line + 1, mark.column + 1
        node = self._node
        if type(node) is Block:
            key = self._key
            if key is not None:
                node[key] = text
                node.places[key] = (self._key_line, self._key_column, line, column)
                self._key = None
                return
            if faulty:
                text = _FAULTY_KEY
            elif text in node:
                first = node.places[text][0]
                self._refuse(
                    event,
                    f"the key {quoted(text)} stands twice, first on line {first} and again on line {line}",
                    "keep one of the two",
                )
            elif text == "<<" and not event.style:
                self._refuse(event, "`<<` merges other mappings into this one", "write the keys out")
            self._key = text
            self._key_line, self._key_column = line, column
        elif type(node) is Row:
            node.append(text)
            node.places.append((line, column))
        elif not faulty:
            self._only_text = event  # told at the end: a syntax error further on says more

    def _start_block(self, event: Any) -> None:
        mark = event.start_mark
        self._start(event, Block((mark.line + 1, mark.column + 1)))

    def _start_row(self, event: Any) -> None:
        mark = event.start_mark
        self._start(event, Row((mark.line + 1, mark.column + 1)))

    def _start(self, event: Any, node: Block | Row) -> None:
        if event.tag is not None or event.anchor is not None:
            self._judge(event, None)
        parent, key = self._node, self._key
        if type(parent) is Block:
            if key is None:
                self._refuse(
                    event,
                    "a list or a mapping cannot be a key",
                    "write one word before the colon, or put the value in quotes",
                )
                self._path.append(_FAULTY_KEY)
                key = _FAULTY_KEY  # its value comes next
            else:
                parent[key] = node
                parent.places[key] = (self._key_line, self._key_column, *node.place)
                self._path.append(key)
                key = None
        elif type(parent) is Row:
            self._path.append(len(parent))
            parent.append(node)
            parent.places.append(node.place)
        elif type(node) is Block:
            self.root = node
        else:
            self._refuse(event, "a case is keys with values, and this is a list", "begin with `winset: 1`")
        if len(self._around) == MAX_DEPTH:
            self._refuse(event, TOO_DEEP, FLATTER)
            raise _TooMuch
        self._around.append((parent, key))
        self._node, self._key = node, None

    def _end(self, _event: Any) -> None:
        self._node, self._key = self._around.pop()
        if self._path:
            self._path.pop()

    def _judge(self, event: Any, text: str | None) -> None:
        """Say what is refused about a scalar, or about a container (no text)."""
        if event.anchor is not None:
            self._refuse(
                event,
                f"{quoted('&' + event.anchor)} names a value for use elsewhere",
                "remove it; quote a text with `&`",
            )
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._refuse(event, f"the tag {quoted(tag)} is not allowed", "remove it: the field says what a value is")
        elif text is not None and len(text) > MAX_SCALAR:
            self._refuse(
                event, f"a text of {len(text)} characters, more than {MAX_SCALAR}", "quote only what is needed"
            )
        elif text in _NULLS and not event.style:
            self._judge_null(event, text)

    def _judge_null(self, event: Any, text: str) -> None:
        said = f"is {quoted(text)}" if text else "has no value"
        key = self._key
        if type(self._node) is Row:
            self._refuse(event, f"this item {said}", "write a value or remove the item")
        elif self._node is not None and key is None:
            self._refuse(
                event, f"this key {said}" if text else "a key is missing here", "write a name before the colon"
            )
        elif key is not None and key != _FAULTY_KEY:
            glued = re.fullmatch(r"\w+:\S+", key)
            mend = "write a space after the colon" if glued else "write a value or remove the key"
            place = None if text else (self._key_line, self._key_column)  # where nothing stands, show the key
            self._refuse(event, f"{quoted(key)} {said}", mend, place)

    def _refuse(self, event: Any, what: str, mend: str, place: tuple[int, int] | None = None) -> None:
        mark = event.start_mark
        line, column = place or (mark.line + 1, mark.column + 1)
        path = list(self._path)
        if type(self._node) is Row:
            path.append(len(self._node))
        elif self._key is not None:
            path.append(self._key)
        if _FAULTY_KEY in path:
            del path[path.index(_FAULTY_KEY) :]
        self._problems.add(Problem(what, mend, tuple(path), Place(self._file, line, column)))


def _events(text: str) -> Iterator[Any]:
    events = yaml.parse(text, Loader=_LOADER)
    return events if _LOADER is not yaml.SafeLoader else _checked(events)


def _checked(events: Iterator[Any]) -> Iterator[Any]:
    """Refuse escapes for halves of characters (surrogates), as libyaml does and the parser in Python does not."""
    for event in events:
        if type(event) is yaml.ScalarEvent and _HALF_CHARACTER.search(event.value):
            mark: Any = event.start_mark
            raise yaml.MarkedYAMLError(None, None, "found invalid Unicode character escape code", mark)
        yield event


def _refused(what: str, mend: str) -> CaseError:
    return CaseError([Problem(what, mend)])


def _decoded(data: bytes, file: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:4]:
        what = "the file is written in UTF-16 or UTF-32, or is no text"
        raise CaseError([Problem(what, "save it as UTF-8", place=Place(file, 1, 1))])
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = LINE_BREAK.split(data[: error.start].decode("utf-8").removeprefix(_BYTE_ORDER_MARK))
        what = f"byte {error.start + 1} of the file (0x{data[error.start]:02x}) is not UTF-8"
        place = Place(file, len(before), len(before[-1]) + 1)
        raise CaseError([Problem(what, "save the file as UTF-8", place=place)]) from None


def _without_unreadable(text: str, file: str, problems: Problems) -> str:
    """Tell the first unreadable character of each line, and replace all of them so that reading can go on."""
    if not _UNREADABLE.search(text):
        return text
    for number, line in enumerate(LINE_BREAK.split(text), start=1):
        found = _UNREADABLE.search(line)
        if found:
            shown = quoted(found.group())
            what = f"the character {shown} cannot stand in a case"
            mend = f"remove it; inside double quotes it can be written as {shown}"
            problems.add(Problem(what, mend, place=Place(file, number, found.start() + 1)))
    return _UNREADABLE.sub("\ufffd", text)

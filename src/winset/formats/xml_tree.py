"""Reads XML into elements that know where they stand.

A document type is refused before anything is parsed: with it go entities, external files and all that they can be used
for. Depth and size are bounded. What published files have and XML does not allow is read on
with a warning: characters that XML cannot hold, and text that is not in the encoding that it says. A comment before
the XML declaration is read past.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn
from xml.parsers import expat

from winset.case.problems import Place, Problem, Problems, quoted

MAX_BYTES = 50_000_000
MAX_DEPTH = 64
MAX_ELEMENTS = 500_000
_LINE_END = re.compile(r"\r\n?|\n")
_DECLARATION = re.compile(r"<\?xml\s[^<>]*\?>")
_SPACE = re.compile(r"\s*")
_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([A-Za-z0-9._-]+)")
_NOT_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKUP = frozenset({"not well-formed (invalid token)", "undefined entity"})
# Encodings of one byte a character that old files declare; each reads any file.
_OF_ONE_BYTE = frozenset({"iso-8859-1", "latin-1", "latin1", "windows-1252", "cp1252"})


@dataclass(frozen=True, slots=True)
class Element:
    """An element: its tag, its attributes, where it begins, and the elements in it."""

    tag: str
    attributes: dict[str, str]
    place: Place
    children: list["Element"] = field(default_factory=list)

    def all(self, tag: str) -> Iterator["Element"]:
        """The elements with a tag, at any depth, in the order of the file."""
        for child in self.children:
            if child.tag == tag:
                yield child
            yield from child.all(tag)

    def own(self, tag: str) -> list["Element"]:
        """The elements with a tag directly inside this one."""
        return [child for child in self.children if child.tag == tag]


def read_xml(data: bytes, file: str, problems: Problems, warnings: list[Problem]) -> Element | None:
    """The outermost element of a file; nothing, and a problem with its place, where it cannot be read."""
    if len(data) > MAX_BYTES:
        problems.add(Problem(f"{quoted(file)} is larger than {MAX_BYTES // 1_000_000} MB", "divide it"))
        return None
    text = _without_bad_characters(_decoded(data, file, warnings), file, warnings)
    hidden = _document_type(text)
    if hidden is not None:
        what = "the file declares a document type, which can hold more than it seems to"
        place = _place_of(text, hidden, file)
        problems.add(Problem(what, "take it out, if you trust the file", place=place))
        return None
    text = _without_declaration(text)
    builder = _Builder(file)
    try:
        builder.parser.Parse(text.encode("utf-8"), True)
    except _RefusedError as refused:
        problems.add(refused.problem)
        return None
    except expat.ExpatError as error:
        said = expat.ErrorString(error.code)
        mend = "write & as &amp; and < as &lt; in texts" if said in _MARKUP else ""
        problems.add(Problem(f"this is not XML: {said}", mend, place=Place(file, error.lineno, error.offset + 1)))
        return None
    return builder.root


def _decoded(data: bytes, file: str, warnings: list[Problem]) -> str:
    """The text: by byte-order mark, else UTF-8, else Windows-1252, which old files are written in."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace").removeprefix("\ufeff")
    found = _ENCODING.search(data[:1000])
    if found and found[1].decode("ascii").lower() in _OF_ONE_BYTE:
        return data.decode("cp1252", "replace")
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        place = _place_of(before, len(before), file)
        what = "the file is not UTF-8; it is read as Windows-1252, so look whether its names are right"
        warnings.append(Problem(what, place=place, severity="warning"))
        return data.decode("cp1252", "replace")


def _without_bad_characters(text: str, file: str, warnings: list[Problem]) -> str:
    if not _NOT_XML.search(text):
        return text
    for number, line in enumerate(_LINE_END.split(text), start=1):
        found = _NOT_XML.search(line)
        if found:
            what = f"the character {quoted(found.group())} cannot stand in XML; it is read as \ufffd"
            warnings.append(Problem(what, place=Place(file, number, found.start() + 1), severity="warning"))
    return _NOT_XML.sub("\ufffd", text)


def _place_of(text: str, at: int, file: str) -> Place:
    before = _LINE_END.split(text[:at])
    return Place(file, len(before), len(before[-1]) + 1)


def _document_type(text: str) -> int | None:
    """Where a document type or an entity is declared, outside comments."""
    at = text.find("<!")
    while at >= 0:
        if text.startswith(("<!DOCTYPE", "<!ENTITY"), at):
            return at
        if text.startswith("<!--", at):
            at = text.find("-->", at)
            if at < 0:
                return None
        at = text.find("<!", at + 2)
    return None


def _without_declaration(text: str) -> str:
    """The text with spaces for its XML declaration, so that what is told further on keeps its place."""
    at = _after_space(text, 0)
    while text.startswith("<!--", at):
        end = text.find("-->", at)
        if end < 0:
            return text
        at = _after_space(text, end + len("-->"))
    declared = _DECLARATION.match(text, at)
    if declared is None:
        return text
    return text[:at] + re.sub(r"[^\r\n]", " ", declared.group()) + text[declared.end() :]


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found is not None else at


class _RefusedError(Exception):
    """Past this point nothing is read."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.what)
        self.problem = problem


class _Builder:
    """Builds the elements while the parser goes through the text."""

    def __init__(self, file: str) -> None:
        self.root: Element | None = None
        self._file = file
        self._open: list[Element] = []
        self._count = 0
        self.parser: Any = expat.ParserCreate("utf-8")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._refuse_document_type

    def _place(self) -> Place:
        return Place(self._file, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)

    def _refuse(self, what: str, mend: str) -> NoReturn:
        raise _RefusedError(Problem(what, mend, place=self._place()))

    def _refuse_document_type(self, *_: object) -> NoReturn:
        self._refuse("the file declares a document type", "take it out")  # it has been looked for before

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) == MAX_DEPTH:
            self._refuse(f"the nesting is deeper than {MAX_DEPTH} levels", "")
        if self._count > MAX_ELEMENTS:
            self._refuse(f"the file has more than {MAX_ELEMENTS} elements", "divide it")
        element = Element(tag, attributes, self._place())
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def _end(self, _tag: str) -> None:
        self._open.pop()

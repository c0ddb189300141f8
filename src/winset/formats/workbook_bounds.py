"""What a workbook may be before it is read: a small archive of small sheets.

A few kilobytes can unpack to gigabytes, name a cell that a million rows lie before, or show one long text a million
times. So the archive is unpacked within bounds here, every part that is XML is looked through, and only those parts are
packed again for the reader.
"""

import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from xml.parsers import expat

from winset.case.problems import CaseError, Problem, quoted

MAX_PARTS = 1_000
MAX_UNPACKED = 100_000_000
MAX_ROWS = 200_000
MAX_COLUMNS = 256
MAX_CELLS = 2_000_000
MAX_AREA = 20_000_000  # cells of all rectangles that the reader sets up, one for each sheet
MAX_CHARACTERS = 200_000_000  # in all cells, a text that many share counted each time
_CHUNK = 1_000_000
_SAVE = "save it as an Excel workbook (.xlsx)"


def bounded(data: bytes, file: str) -> bytes:
    """The workbook without anything that is no XML, packed anew.

    Raises:
        CaseError: it is no workbook, or larger than a case could be.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if len(archive.infolist()) > MAX_PARTS:
                raise _refused(
                    file, f"has more than {MAX_PARTS} parts", "save it anew with the sheets of the case alone"
                )
            parts = dict(_parts(archive, file))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        if isinstance(error, CaseError):
            raise
        # RuntimeError: a part with a password; NotImplementedError: a way of packing that Python does not know.
        raise _refused(file, "cannot be unpacked as a workbook", f"{_SAVE}, without a password") from None
    if not any(name.lower() == "xl/workbook.xml" for name in parts):
        raise _refused(file, "is no Excel workbook", _SAVE)
    found = {name: looked for name, part in parts.items() if (looked := _looked_through(part)) is not None}
    _check(file, found)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name in found:
            archive.writestr(name, parts[name])
    return packed.getvalue()


def _refused(file: str, what: str, mend: str) -> CaseError:
    return CaseError([Problem(f"{quoted(file)} {what}", mend)])


def _parts(archive: zipfile.ZipFile, file: str) -> Iterator[tuple[str, bytes]]:
    left = MAX_UNPACKED
    for info in archive.infolist():
        chunks = []
        with archive.open(info) as stream:
            while chunk := stream.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    megabytes = MAX_UNPACKED // 1_000_000
                    raise _refused(
                        file, f"unpacks to more than {megabytes} MB", "save it without pictures, or divide it"
                    )
                chunks.append(chunk)
        yield info.filename, b"".join(chunks)


@dataclass(slots=True)
class _Looked:
    """What one part has: how far its cells with something in them reach, and the texts that sheets share."""

    rows: int = 0
    columns: int = 0
    cells: int = 0
    shared: Counter[int] = field(default_factory=Counter)
    texts: list[int] = field(default_factory=list)


class _NotAllowedError(Exception):
    """The part declares a document type, which no workbook has."""


def _looked_through(part: bytes) -> _Looked | None:
    """What a part has; nothing where it is no XML."""
    look = _Look()
    parser = expat.ParserCreate("utf-8")  # whatever it declares: the reader takes it for UTF-8
    parser.buffer_text = True
    parser.StartElementHandler = look.start
    parser.EndElementHandler = look.end
    parser.CharacterDataHandler = look.characters
    parser.StartDoctypeDeclHandler = look.doctype
    try:
        parser.Parse(part, True)
    except (expat.ExpatError, _NotAllowedError):
        return None
    return look.found


class _Look:
    """Follows the elements of a part. Cells are `c` in `row`; shared texts are `si`."""

    def __init__(self) -> None:
        self.found = _Looked()
        self._row = self._column = 0
        self._is_shared = self._is_value = self._is_filled = False
        self._value = ""
        self._ends: dict[str, Callable[[], None]] = {"c": self._end_cell, "v": self._end_value}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "row":
            self._row = _number(attributes.get("r"), self._row + 1)
            self._column = 0
        elif name == "c":
            column, row = _cell(attributes.get("r", ""))
            self._column, self._row = column or self._column + 1, row or self._row
            self._is_shared, self._is_filled = attributes.get("t") == "s", False
        elif name in {"v", "is", "f"}:
            self._is_filled, self._is_value, self._value = True, name == "v", ""
        elif name == "si":
            self.found.texts.append(0)

    def characters(self, text: str) -> None:
        if self._is_value and len(self._value) < 20:
            self._value += text[:20]
        if self.found.texts:
            self.found.texts[-1] += len(text)

    def end(self, name: str) -> None:
        act = self._ends.get(name.rpartition(":")[2])
        if act is not None:
            act()

    def doctype(self, *_: object) -> None:
        raise _NotAllowedError

    def _end_value(self) -> None:
        self._is_value = False

    def _end_cell(self) -> None:
        if self._is_filled:
            found = self.found
            found.cells += 1
            found.rows, found.columns = max(found.rows, self._row), max(found.columns, self._column)
            if self._is_shared:
                found.shared[_number(self._value.strip(), -1)] += 1


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 12 else otherwise


def _cell(reference: str) -> tuple[int, int]:
    """Column and row of a reference such as C7; noughts where it is none."""
    letters = reference.rstrip("0123456789")
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 3):
        return 0, 0
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column, _number(reference[len(letters) :], 0)


def _check(file: str, parts: dict[str, _Looked]) -> None:
    """Refuse a workbook that is larger than a case could be.

    Raises:
        CaseError: it is.
    """
    found = list(parts.values())
    for name, each in parts.items():
        if each.rows > MAX_ROWS or each.columns > MAX_COLUMNS:
            reach = f"reaches row {each.rows:,} and column {each.columns:,}; {MAX_ROWS:,} and {MAX_COLUMNS} are read"
            raise _refused(file, f"has a sheet ({quoted(name)}) that {reach}", "delete the cells that lie apart")
    if sum(each.cells for each in found) > MAX_CELLS or sum(each.rows * each.columns for each in found) > MAX_AREA:
        raise _refused(file, f"has more than {MAX_CELLS:,} cells, or cells far apart", "divide it")
    texts = max((each.texts for each in found), key=sum, default=[])
    characters = sum(
        sum(texts[at] * times for at, times in each.shared.items() if 0 <= at < len(texts)) for each in found
    )
    if characters > MAX_CHARACTERS:
        raise _refused(file, "has more text in its cells than a case could have", "shorten it")

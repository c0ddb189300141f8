"""SVG as text: elements with escaped attributes, and words broken into lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from unicodedata import combining, east_asian_width

from winset.case.problems import visible
from winset.show.figures.palette import FONT, INK
from winset.show.table import Table

_CHARACTER = 0.56  # the mean width of a character, in ems of a sans-serif face

_BOLD = 1.12  # by how much a bold face is wider
_WIDTHS = (("iIjJl.,:;'|! ()[]", 0.4), ('ftr-/“”"', 0.53), ("mMW@%…", 1.05), ("wGOQHNDUC&+<>=~", 0.86))
_USUAL, _CAPITAL, _WIDE, _OTHER = 0.64, 0.77, 1.1, 0.95


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure. title: the finding. subtitle: what is plotted. width: in pixels at its natural size."""

    id: str
    title: str
    subtitle: str
    svg: str
    width: int
    table: Table


def element(name: str, content: str = "", **attributes: object) -> str:
    """An element; attribute names are written with _ for -, and `class_` for class. `content` is SVG already."""
    pairs = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_plain(value))}"' for key, value in attributes.items()
    )
    return f"<{name}{pairs}>{content}</{name}>" if content else f"<{name}{pairs}/>"


def text(words: str, x: float, y: float, **attributes: object) -> str:
    """A line of text, escaped."""
    return element("text", escape(visible(words)), x=_short(x), y=_short(y), **attributes)


def mark(name: str, words: str, data_id: str, shapes: Iterable[str], **attributes: object) -> str:
    """A mark of a figure: what it is on pointing at it, and an id by which a page can find it."""
    content = element("title", escape(visible(words))) + "".join(shapes)
    return element(name, content, data_id=visible(data_id), **attributes)


def picture(id_: str, title: str, description: str, width: int, height: int, parts: Iterable[str]) -> str:
    """A whole picture, with its title and description for those who do not see it."""
    heads = element("title", escape(visible(title)), id=f"{id_}-title")
    heads += element("desc", escape(visible(description)), id=f"{id_}-desc")
    return element(
        "svg",
        heads + "".join(parts),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        preserveAspectRatio="xMinYMin",  # where a page leaves it more room than it needs, it stands on the left
        role="img",
        aria_labelledby=f"{id_}-title {id_}-desc",
        font_family=FONT,
        font_size=13,
        fill=INK,
    )


def broken(words: str, width: float, size: float = 13, most: int = 2) -> list[str]:
    """Words in at most so many lines of a width in pixels; what does not fit ends in an ellipsis."""
    room = max(int(width / (size * _CHARACTER)), 4)
    lines: list[str] = []
    for word in visible(words).split():
        while len(word) > room:
            lines.append(word[: room - 1] + "-")
            word = word[room - 1 :]
        if lines and len(lines[-1]) + 1 + len(word) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) <= most:
        return lines or [""]  # words of nothing but spaces are one empty line
    return [*lines[: most - 1], lines[most - 1][: room - 1] + "…"]


def wide(words: str, size: float = 13, *, bold: bool = False) -> float:
    """How wide words are at the most, in pixels: a sans-serif face such as DejaVu Sans, which is a wide one."""
    return sum(map(_ems, words)) * size * (_BOLD if bold else 1.0)


def wrapped(words: str, width: float, size: float = 13, *, most: int = 3, bold: bool = False) -> list[str]:
    """Words in at most so many lines, none wider than so many pixels; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    for word in visible(words).split():
        for part in _parts(word, width, size, bold=bold):
            if lines and part is word and wide(f"{lines[-1]} {part}", size, bold=bold) <= width:
                lines[-1] += f" {part}"
            else:
                lines.append(part)
    if len(lines) <= most:
        return lines or [""]
    last = lines[most - 1]
    while last and wide(f"{last}…", size, bold=bold) > width:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip()}…"]


def _parts(word: str, width: float, size: float, *, bold: bool) -> list[str]:
    """A word, cut where it is wider than a line."""
    if wide(word, size, bold=bold) <= width:
        return [word]
    parts = [""]
    for char in word:
        if parts[-1] and wide(f"{parts[-1]}{char}-", size, bold=bold) > width:
            parts[-1] += "-"
            parts.append("")
        parts[-1] += char
    return parts


def _ems(char: str) -> float:
    if combining(char):
        return 0.0
    for chars, ems in _WIDTHS:
        if char in chars:
            return ems
    if char.isascii():
        return _CAPITAL if char.isupper() else _USUAL
    return _WIDE if east_asian_width(char) in "WF" else _OTHER


def safe_id(text: str) -> str:
    """An id of a figure, of harmless characters; unlike texts have unlike ids."""
    return "".join(char if char.isascii() and (char.isalnum() or char == "_") else f"-{ord(char):x}-" for char in text)


def letters(number: int) -> str:
    """The name of a column: A to Z, then AA."""
    high, low = divmod(number, 26)
    return (letters(high - 1) if high else "") + chr(ord("A") + low)


def _plain(value: object) -> str:
    return _short(value) if isinstance(value, float) else str(value)


def _short(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))

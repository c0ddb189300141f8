"""What flips the verdict on the deals, as bars: how far each number is from its flip, the nearest first."""

from collections.abc import Iterator

from winset.doubt.records import DoubtResult
from winset.settlement.flip_records import Tripwire
from winset.show.figures.palette import INK, PAPER, RULE, SKY, YES
from winset.show.figures.svg import Figure, broken, element, mark, picture, text
from winset.show.flips_words import amount, subject, then
from winset.show.names import Names
from winset.show.table import Column, Table, right
from winset.show.words import counted, number, opening

_WIDTH = 640
_HALF = 200  # of a bar, on either side
_MIDDLE = 320
_ROW = 46
_FARTHEST = 4  # widths of a range, or errors of a poll; what is farther is cut off there
_MOST = 10


def tornado(result: DoubtResult) -> Figure | None:
    """The nearest flips of what becomes of the deals, in widths of ranges or errors of polls; None where there is none.

    A number of which the case says nothing of how far it may be off is measured by its own size.
    """
    names = Names.of(result.about)
    rows = _rows(result)
    if not rows:
        return None
    parts: list[str] = [*_axis(len(rows))]
    for place, turns in enumerate(rows):
        parts += _bars(turns, names, 34 + place * _ROW)
    height = 34 + len(rows) * _ROW + 22
    title = f"{opening(counted(len(rows), 'number'))} would turn what becomes of the deals, each alone"
    subtitle = "How far each is from there, in widths of its range or errors of its poll, else as a part of itself"
    said = "; ".join(f"{subject(turns[0], names)} {_to(turns)}" for turns in rows)
    svg = picture("tornado", title, f"{subtitle}. {said}", _WIDTH, height, parts)
    return Figure("tornado", title, subtitle, svg, _WIDTH, _table(rows, names, title, subtitle))


def _rows(result: DoubtResult) -> list[list[Tripwire]]:
    """The tripwires of each number, the nearest number first."""
    by_path: dict[str, list[Tripwire]] = {}
    for row in result.tripwires:
        if row.kind == "number" and not row.change and row.nearness is not None:
            by_path.setdefault(row.path, []).append(row)
    return sorted(by_path.values(), key=lambda turns: min(_near(row) for row in turns))[:_MOST]


def _near(row: Tripwire) -> float:
    return float(row.nearness) if row.nearness is not None else float("inf")


def _axis(rows: int) -> Iterator[str]:
    bottom = 30 + rows * _ROW
    for side in (-1, 1):
        for step in range(1, _FARTHEST + 1):
            x = _MIDDLE + side * step * _HALF / _FARTHEST
            yield element("line", x1=x, y1=24, x2=x, y2=bottom, stroke=RULE, stroke_width=1)
            yield text(str(step), x, 18, font_size=11, text_anchor="middle")
    yield element("line", x1=_MIDDLE, y1=24, x2=_MIDDLE, y2=bottom, stroke=INK, stroke_width=2)
    yield text("as stated", _MIDDLE, 18, font_size=11, text_anchor="middle")


def _bars(turns: list[Tripwire], names: Names, y: float) -> Iterator[str]:
    yield text(broken(opening(_plain(turns[0], names)), _WIDTH, most=1)[0], 0, y + 12)
    for row in turns:
        length = min(_near(row), _FARTHEST) * _HALF / _FARTHEST
        cut = _near(row) > _FARTHEST
        x = _MIDDLE if row.up else _MIDDLE - length
        shapes = [
            element(
                "rect",
                x=float(x),
                y=y + 18,
                width=max(float(length), 2.0),
                height=14,
                fill=PAPER if cut else YES,
                stroke=SKY,
                stroke_width=1,
            )
        ]
        yield mark("g", f"{subject(row, names)}: {amount(row)}, then {then(row, names)}", f"tornado:{row.path}", shapes)
        end = f"{amount(row)}{' (farther)' if cut else ''}"
        if row.up:
            yield text(end, x + length + 6, y + 30, font_size=12)
        else:
            yield text(end, x - 6, y + 30, font_size=12, text_anchor="end")


def _plain(row: Tripwire, names: Names) -> str:
    """What is turned, in words without its path."""
    return subject(row, names).partition(" (`")[0].replace("`", "")


def _to(turns: list[Tripwire]) -> str:
    return " or ".join(f"{'above' if row.up else 'below'} {amount(row)}" for row in turns)


def _table(rows: list[list[Tripwire]], names: Names, title: str, subtitle: str) -> Table:
    return Table(
        "tornado",
        title,
        subtitle,
        (Column("Number"), right("Now"), Column("Flips"), right("Distance")),
        tuple(
            (
                opening(_plain(row, names)),
                number(row.now) if row.now is not None else "-",
                f"{'up' if row.up else 'down'} at {amount(row)}",
                f"{_near(row):.1f}",
            )
            for turns in rows
            for row in turns
        ),
    )

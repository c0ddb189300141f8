"""Draws how time grows: a panel for each thing that grows, with time on a logarithmic scale."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log10

from winset.show.figures.palette import BLUE, FAINT, INK, ORANGE, PAPER, PURPLE, RULE
from winset.show.figures.svg import element, mark, picture, text

_WIDTH, _HEIGHT = 720, 560
_PANEL_WIDTH, _PANEL_HEIGHT = 360, 250
_LEFT, _RIGHT, _TOP, _BOTTOM = 48, 24, 34, 34
_LOW, _HIGH = -2, 2  # powers of ten of a second

HEADS = {
    "issues": "issues of 4 options, 6 ratifiers",
    "options": "options, 20 issues, 6 ratifiers",
    "ratifiers": "ratifiers, 20 issues of 4 options",
    "levers": "levers, 12 ratifiers",
}
_COLOURS = {"solver": BLUE, "enumeration": ORANGE, "unlock": PURPLE}
_DASHES = {"solver": "none", "enumeration": "6 4", "unlock": "2 3"}


@dataclass(frozen=True, slots=True)
class Mark:
    """One measurement: what grew, to which size, who answered, the median seconds, and whether all was proven."""

    grows: str
    size: int
    engine: str
    seconds: float
    proven: bool


def picture_of(marks: Sequence[Mark], limit: float) -> str:
    """The picture, as an SVG document. limit: how many seconds the solver had."""
    parts = [element("rect", width=_WIDTH, height=_HEIGHT, fill=PAPER)]
    for place, grows in enumerate(HEADS):
        left, top = place % 2 * _PANEL_WIDTH, place // 2 * _PANEL_HEIGHT
        own = [one for one in marks if one.grows == grows]
        content = "".join(_panel(grows, own))
        parts.append(element("g", content, transform=f"translate({left} {top})"))
    parts += _key(limit)
    title = "How the time of an answer grows with issues, options, ratifiers and levers"
    return picture("growth", title, _description(marks, limit), _WIDTH, _HEIGHT, parts) + "\n"


def _description(marks: Sequence[Mark], limit: float) -> str:
    said = [f"Median seconds, on a logarithmic scale; the solver may look for {limit:g} s"]
    for grows, head in HEADS.items():
        for engine in _COLOURS:
            own = [one for one in marks if one.grows == grows and one.engine == engine]
            times = ", ".join(f"{one.size}: {_seconds(one)}" for one in own)
            said += [f"{head}, {engine}: {times}"] if own else []
    return ". ".join(said) + "."


def _seconds(one: Mark) -> str:
    return f"{one.seconds:.2g} s" + ("" if one.proven else " (not all proven)")


def _up(seconds: float) -> float:
    share = (min(max(log10(max(seconds, 1e-9)), _LOW), _HIGH) - _LOW) / (_HIGH - _LOW)
    return _PANEL_HEIGHT - _BOTTOM - share * (_PANEL_HEIGHT - _TOP - _BOTTOM)


def _panel(grows: str, own: Sequence[Mark]) -> Iterator[str]:
    most = max((one.size for one in own), default=1)
    bottom, right = _PANEL_HEIGHT - _BOTTOM, _PANEL_WIDTH - _RIGHT

    def across(size: int) -> float:
        return _LEFT + size / (most * 1.04) * (right - _LEFT)

    yield text(f"↑ seconds by {HEADS[grows]} →", 8, 18, font_weight=600, font_size=12)
    for power in range(_LOW, _HIGH + 1):
        y = _up(10**power)
        yield element("line", x1=_LEFT, y1=y, x2=right, y2=y, stroke=RULE, stroke_width=0.6)
        yield text(f"{10**power:g}", _LEFT - 6, y + 4, text_anchor="end", font_size=12)
    last = -100.0
    for size in sorted({one.size for one in own}):
        if across(size) - last >= 20:
            yield text(str(size), across(size), bottom + 17, text_anchor="middle", font_size=12)
            last = across(size)
    for engine, colour in _COLOURS.items():
        series = sorted((one for one in own if one.engine == engine), key=lambda one: one.size)
        line = " ".join(f"{across(one.size):.1f},{_up(one.seconds):.1f}" for one in series)
        if len(series) > 1:
            dashes = _DASHES[engine]
            yield element("polyline", points=line, fill="none", stroke=colour, stroke_width=2, stroke_dasharray=dashes)
        for one in series:
            shape = _shape(engine, across(one.size), _up(one.seconds), filled=one.proven)
            yield mark("g", f"{one.size} {grows}, {engine}: {_seconds(one)}", f"growth:{grows}:{one.size}", [shape])


def _shape(engine: str, x: float, y: float, *, filled: bool) -> str:
    """A circle, a square or a diamond; hollow where not all was proven."""
    colour = _COLOURS[engine]
    fill = colour if filled else PAPER
    if engine == "solver":
        return element("circle", cx=x, cy=y, r=5, fill=fill, stroke=colour, stroke_width=2)
    if engine == "enumeration":
        return element("rect", x=x - 4.5, y=y - 4.5, width=9, height=9, fill=fill, stroke=colour, stroke_width=2)
    path = f"M{x:.1f} {y - 6:.1f}l6 6l-6 6l-6 -6Z"
    return element("path", d=path, fill=fill, stroke=colour, stroke_width=2)


def _key(limit: float) -> Iterator[str]:
    y = 2 * _PANEL_HEIGHT + 22
    entries = (
        (20, "solver", True, "deals, by the solver"),
        (190, "enumeration", True, "deals, by enumeration"),
        (370, "unlock", True, "unlock"),
        (450, "solver", False, f"hollow: not all proven ({limit:g} s for the solver)"),
    )
    for x, engine, filled, words in entries:
        yield _shape(engine, x, y - 4, filled=filled)
        yield text(words, x + 12, y, font_size=12, fill=INK)
    yield text("Each step between lines is ten times the time.", 14, y + 24, font_size=12, fill=FAINT)

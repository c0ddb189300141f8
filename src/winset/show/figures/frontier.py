"""The frontier: what deals are worth to the bargainers, and where the solutions lie on it.

Two bargainers make a plane; three or more make strips side by side, one for each, with a line for each solution.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

from winset.settlement.records import DealsResult, FrontierView, SolutionView
from winset.show.figures.palette import BLUE, FAINT, INK, ORANGE, PURPLE, RULE, SKY, VERMILION
from winset.show.figures.svg import Figure, broken, element, mark, picture, text
from winset.show.frontier_table import frontier_rows, frontier_table, frontier_title, main_frontier, solutions_at
from winset.show.names import Names
from winset.show.words import listed, number

_WIDTH = 440
_HEIGHT = 400
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 16, 20, 48
_OVER = {"sure": "ratified deals", "possible": "possible deals", "all": "all packages"}
_TICKS = 7
_LABEL = 150  # room for the name of a solution


def frontier(result: DealsResult) -> Figure | None:
    """The frontier with its solutions, or None where there are not two bargainers with points."""
    view = main_frontier(result)
    if view is None or len(view.bargainers) < 2:
        return None
    names = Names.of(result.about)
    values = list(frontier_rows(view))
    chosen = solutions_at(result, view)
    draw = _plane if len(view.bargainers) == 2 else _strips
    parts, height = draw(view, values, chosen, names)
    who = listed([names.who(id_) for id_ in view.bargainers])
    subtitle = f"Points of value to {who}, over {_OVER.get(view.over, view.over)}; dashed: without a deal"
    title = frontier_title(view)
    description = f"{subtitle}. {_describe(view, values, chosen, names)}"
    svg = picture("frontier", title, description, _WIDTH, height, parts)
    return Figure("frontier", title, subtitle, svg, _WIDTH, frontier_table(result, names))


def _describe(
    view: FrontierView, values: Sequence[tuple[Fraction, ...]], chosen: Mapping[int, list[SolutionView]], names: Names
) -> str:
    said = []
    for point, solutions in sorted(chosen.items()):
        worth = [f"{names.who(id_)} {number(v)}" for id_, v in zip(view.bargainers, values[point], strict=True)]
        said.append(f"{listed([solution.name for solution in solutions])}: {listed(worth)}")
    return "; ".join(said) or "No solution is marked"


def _no_deal(view: FrontierView) -> tuple[Fraction, ...] | None:
    if not view.no_deal:
        return None
    return tuple(Fraction(value, scale) for value, scale in zip(view.no_deal, view.scales, strict=True))


class _Scale:
    """A linear scale from values to pixels."""

    def __init__(self, values: Sequence[Fraction], start: float, end: float) -> None:
        self.low, self.high = float(min(values)), float(max(values))
        room = (self.high - self.low) * 0.06 or 1.0
        self.low, self.high = self.low - room, self.high + room
        self.start, self.end = start, end

    def __call__(self, value: Fraction | float) -> float:
        share = (float(value) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def ticks(self) -> list[float]:
        """Round values between the ends."""
        width = (self.high - self.low) / _TICKS
        power = 10.0 ** len(str(int(width))) / 10 if width >= 1 else 0.1
        step = next((power * m for m in (1, 2, 5, 10) if power * m >= width), width)
        first = int(self.low // step) + 1
        return [step * at for at in range(first, int(self.high // step) + 1)]


Drawn = tuple[list[str], int]


def _plane(
    view: FrontierView, values: Sequence[tuple[Fraction, ...]], chosen: Mapping[int, list[SolutionView]], names: Names
) -> Drawn:
    floor = _no_deal(view)
    held = [*values, *([floor] if floor else [])]
    across = _Scale([point[0] for point in held], _LEFT, _WIDTH - _RIGHT)
    up = _Scale([point[1] for point in held], _HEIGHT - _BOTTOM, _TOP)
    parts = list(_axes(across, up, [names.ratifier(id_) for id_ in view.bargainers]))
    if floor:
        parts += _floor_lines(across(floor[0]), up(floor[1]))
    ordered = sorted(values)
    line = " ".join(f"{across(point[0]):.1f},{up(point[1]):.1f}" for point in ordered)
    parts.append(element("polyline", points=line, fill="none", stroke=SKY, stroke_width=1.5))
    for at, point in enumerate(values):
        words = f"Point {at + 1}: " + ", ".join(
            f"{names.ratifier(id_)} {number(v)}" for id_, v in zip(view.bargainers, point, strict=True)
        )
        dot = element("circle", cx=across(point[0]), cy=up(point[1]), r=3.5, fill=BLUE)
        parts.append(mark("g", words, f"frontier:{at}", [dot]))
    parts += _solutions(chosen, {at: (across(p[0]), up(p[1])) for at, p in enumerate(values)})
    return parts, _HEIGHT


def _axes(across: _Scale, up: _Scale, titles: Sequence[str]) -> Iterator[str]:
    bottom, left = _HEIGHT - _BOTTOM, _LEFT
    for tick in across.ticks():
        yield element("line", x1=across(tick), y1=_TOP, x2=across(tick), y2=bottom, stroke=RULE, stroke_width=0.6)
        yield text(f"{tick:g}", across(tick), bottom + 16, text_anchor="middle", font_size=12)
    for tick in up.ticks():
        yield element("line", x1=left, y1=up(tick), x2=_WIDTH - _RIGHT, y2=up(tick), stroke=RULE, stroke_width=0.6)
        yield text(f"{tick:g}", left - 6, up(tick) + 4, text_anchor="end", font_size=12)
    yield text(f"{titles[0]}, points →", _WIDTH - _RIGHT, bottom + 38, text_anchor="end", font_size=12)
    yield text(f"↑ {titles[1]}, points", 0, 12, font_size=12)


def _floor_lines(x: float, y: float) -> Iterator[str]:
    ends = ((x, _TOP, x, _HEIGHT - _BOTTOM), (_LEFT, y, _WIDTH - _RIGHT, y))
    lines = [
        element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=INK, stroke_width=1.2, stroke_dasharray="5 4")
        for x1, y1, x2, y2 in ends
    ]
    yield mark("g", "What each bargainer has without a deal", "frontier:no_deal", lines)
    yield text("no deal", x + 5, _HEIGHT - _BOTTOM - 6, font_size=12, fill=FAINT)


def _solutions(chosen: Mapping[int, list[SolutionView]], places: Mapping[int, tuple[float, float]]) -> Iterator[str]:
    """A shape and a direct label for each point that some solution chooses."""
    taken: list[float] = []
    for at, (point, solutions) in enumerate(sorted(chosen.items(), key=lambda pair: places[pair[0]][1])):
        x, y = places[point]
        words = listed([solution.name for solution in solutions])
        shape, colour = _MARKS[at % len(_MARKS)]
        yield mark("g", words, f"frontier:{point}:solution", [shape(x, y, colour)])
        ends = x > _WIDTH * 0.55
        lines = broken(words, _LABEL, most=3)
        label = y + 4 - (len(lines) - 1) * 7.5
        while any(abs(label - other) < 15 for other in taken):
            label += 15
        for line in lines:
            taken.append(label)
            anchor = "end" if ends else "start"
            yield text(line, x - 13 if ends else x + 13, label, text_anchor=anchor, font_weight=600)
            label += 15


def _triangle(x: float, y: float, colour: str) -> str:
    path = f"M{x} {y - 9}L{x + 8.5} {y + 6}L{x - 8.5} {y + 6}Z"
    return element("path", d=path, fill=colour, stroke=INK, stroke_width=1)


def _square(x: float, y: float, colour: str) -> str:
    return element("rect", x=x - 7, y=y - 7, width=14, height=14, fill=colour, stroke=INK, stroke_width=1)


def _diamond(x: float, y: float, colour: str) -> str:
    path = f"M{x} {y - 9.5}L{x + 9.5} {y}L{x} {y + 9.5}L{x - 9.5} {y}Z"
    return element("path", d=path, fill=colour, stroke=INK, stroke_width=1)


def _disc(x: float, y: float, colour: str) -> str:
    return element("circle", cx=x, cy=y, r=8, fill=colour, stroke=INK, stroke_width=1)


_MARKS: tuple[tuple[Callable[[float, float, str], str], str], ...] = (
    (_triangle, ORANGE),
    (_square, VERMILION),
    (_diamond, PURPLE),
    (_disc, SKY),
)
_STRIP_TOP = 64
_STRIP_HEIGHT = 250
_DASHES = ("none", "7 4", "2 3", "10 3 2 3")


def _strips(
    view: FrontierView, values: Sequence[tuple[Fraction, ...]], chosen: Mapping[int, list[SolutionView]], names: Names
) -> Drawn:
    floor = _no_deal(view)
    total = len(view.bargainers)
    gap = (_WIDTH - 2 * 36) / (total - 1)
    xs = [36 + gap * at for at in range(total)]
    bottom = _STRIP_TOP + _STRIP_HEIGHT
    scales = [
        _Scale([point[at] for point in values] + ([floor[at]] if floor else []), bottom, _STRIP_TOP)
        for at in range(total)
    ]
    parts: list[str] = []
    for at, id_ in enumerate(view.bargainers):
        parts += _strip(xs[at], scales[at], names.ratifier(id_), gap, [point[at] for point in values])
        if floor:
            y = scales[at](floor[at])
            line = element("line", x1=xs[at] - 12, y1=y, x2=xs[at] + 12, y2=y, stroke=INK, stroke_dasharray="4 3")
            words = f"{names.ratifier(id_)} without a deal: {number(floor[at])}"
            parts.append(mark("g", words, f"frontier:no_deal:{id_}", [line]))
    y = bottom + 44
    for at, (point, solutions) in enumerate(sorted(chosen.items())):
        words = listed([solution.name for solution in solutions])
        shape, colour = _MARKS[at % len(_MARKS)]
        places = [(x, scale(value)) for x, scale, value in zip(xs, scales, values[point], strict=True)]
        dashes = _DASHES[at % len(_DASHES)]
        line = " ".join(f"{px:.1f},{py:.1f}" for px, py in places)
        drawn = [element("polyline", points=line, fill="none", stroke=colour, stroke_width=2, stroke_dasharray=dashes)]
        drawn += [shape(px, py, colour) for px, py in places]
        drawn += [shape(10, y - 4, colour), text(words, 26, y, font_weight=600)]
        parts.append(mark("g", words, f"frontier:{point}:solution", drawn))
        y += 24
    return parts, y


def _strip(x: float, scale: _Scale, name: str, gap: float, values: Sequence[Fraction]) -> Iterator[str]:
    for at, line in enumerate(broken(name, gap - 4, 11, most=3)):
        yield text(line, x, 14 + 13 * at, text_anchor="middle", font_size=11)
    yield element("line", x1=x, y1=_STRIP_TOP, x2=x, y2=_STRIP_TOP + _STRIP_HEIGHT, stroke=FAINT, stroke_width=1)
    for value in sorted(set(values)):
        yield element("line", x1=x - 4, y1=scale(value), x2=x + 4, y2=scale(value), stroke=BLUE, stroke_width=1)
    for value, shift in ((max(values), -4.0), (min(values), 13.0)):
        end = _STRIP_TOP - 2 if shift < 0 else _STRIP_TOP + _STRIP_HEIGHT + 14
        yield text(number(value), x, end, text_anchor="middle", font_size=11, fill=FAINT)

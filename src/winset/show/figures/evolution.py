"""How things can go from the status quo: states in columns by the fewest moves, moves as arrows between them.

A solid arrow is an improvement for whoever makes it, a dashed one is not. A state that can last has a double frame, and
the status quo a thick one. Columns are ordered so that arrows cross little: each state stands near the middle of those
that lead to it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from winset.case.problems import visible
from winset.conflict.records import EdgeRow, NodeRow, StabilityResult
from winset.show.figures.palette import BLUE, FAINT, INK, ORANGE, PAPER, PURPLE, SKY, VERMILION
from winset.show.figures.svg import Figure, element, mark, picture, text, wrapped
from winset.show.stability_naming import decider_name, shorts, state_words
from winset.show.table import Column, Table, right
from winset.show.words import count, counted

_WIDTH = 780
_GAP = 54
_ROW_GAP = 10
_LINE = 13
_SIZE = 11.5
_PAD = 6
_WIDEST = 200
_SLIM = 44  # where there are many states in a column, only numbers are shown
_MOST_LABELLED = 16
_TOP = 8
_SIDE = 32  # what stays free on the right, for arrows that go round by the side
_COLOURS = (BLUE, VERMILION, PURPLE, ORANGE, SKY, INK)
_DASHES = ("", "1 3", "8 3", "8 3 1 3", "3 2", "12 4")


@dataclass(frozen=True, slots=True)
class _Box:
    """A state in its place."""

    node: NodeRow
    x: float
    y: float
    lines: tuple[str, ...]
    height: float


def evolution(result: StabilityResult) -> Figure | None:
    """How things can go from the status quo; None where nothing can come about that is worth drawing."""
    drawn = result.picture
    if drawn is None:
        return None
    columns = _ordered(drawn.nodes, drawn.edges)
    labelled = len(drawn.nodes) <= _MOST_LABELLED
    across = min((_WIDTH - _SIDE - _GAP * (len(columns) - 1)) / len(columns), _WIDEST) if labelled else _SLIM
    gap = _GAP if labelled else max((_WIDTH - _SIDE - across * len(columns)) / max(len(columns) - 1, 1), 12)
    boxes = _boxes(result, columns, across, min(gap, 160), labelled=labelled)
    bottom = max(box.y + box.height for box in boxes.values()) + 14
    parts = [*_arrows(result, drawn.edges, boxes, across), *(_drawn(result, box, across) for box in boxes.values())]
    parts += _legend(result, bottom)
    title = _title(result)
    subtitle = f"{counted(len(drawn.nodes), 'state')} by the fewest moves from the status quo, on the left"
    if drawn.left_out:
        subtitle += f"; {counted(drawn.left_out, 'more state')} can be reached by improvements"
    height = int(bottom + 22 * (2 + len(result.deciders) // 4) + 8)
    svg = picture("evolution", title, f"{subtitle}. {_described(result)}", _WIDTH, height, parts)
    return Figure("evolution", title, subtitle, svg, _WIDTH, evolution_table(result))


def _title(result: StabilityResult) -> str:
    nodes = result.picture.nodes if result.picture else ()
    lasting = [node for node in nodes if node.concepts and node.depth]
    if not lasting:
        return "Nothing that can last comes about from the status quo"
    ends = [count(node.state.number) for node in lasting]
    word = "state" if len(ends) == 1 else "states"
    return f"What can last and can come about from the status quo: {word} {', '.join(ends[:6])}"


def _ordered(nodes: Sequence[NodeRow], edges: Sequence[EdgeRow]) -> list[list[NodeRow]]:
    """The states in columns, each near the mean place of those before it that lead to it."""
    depths = sorted({node.depth for node in nodes})
    columns: list[list[NodeRow]] = []
    place: dict[int, float] = {}
    for depth in depths:
        here = [node for node in nodes if node.depth == depth]
        here.sort(key=lambda node: (_middle(node, edges, place), node.state.number))
        for at, node in enumerate(here):
            place[node.state.number] = (at + 0.5) / len(here)
        columns.append(here)
    return columns


def _middle(node: NodeRow, edges: Sequence[EdgeRow], place: Mapping[int, float]) -> float:
    before = [place[edge.before] for edge in edges if edge.after == node.state.number and edge.before in place]
    return sum(before) / len(before) if before else 0.5


def _boxes(
    result: StabilityResult, columns: Sequence[Sequence[NodeRow]], across: float, gap: float, *, labelled: bool
) -> dict[int, _Box]:
    lines = {
        node.state.number: _words(result, node, across) if labelled else (count(node.state.number),)
        for column in columns
        for node in column
    }
    heights = [
        sum(2 * _PAD + _LINE * len(lines[node.state.number]) + _ROW_GAP for node in column) for column in columns
    ]
    tallest = max(heights)
    boxes: dict[int, _Box] = {}
    for at, column in enumerate(columns):
        spare = (tallest - heights[at]) / (len(column) + 1)
        y = _TOP + spare
        for node in column:
            said = lines[node.state.number]
            height = 2 * _PAD + _LINE * len(said)
            boxes[node.state.number] = _Box(node, 1 + at * (across + gap), y, said, height)
            y += height + _ROW_GAP + spare
    return boxes


def _words(result: StabilityResult, node: NodeRow, across: float) -> tuple[str, ...]:
    words = wrapped(f"{count(node.state.number)}: {state_words(result, node.state)}", across - 2 * _PAD, _SIZE, most=4)
    held = [f"lasts: {shorts(node.concepts)}"] if node.concepts else []
    return (*words, *(line for each in held for line in wrapped(each, across - 2 * _PAD, _SIZE, most=2)))


def _drawn(result: StabilityResult, box: _Box, across: float) -> str:
    node = box.node
    held = f"; lasts under {shorts(node.concepts)}" if node.concepts else ""
    words = f"State {count(node.state.number)}: {state_words(result, node.state)}{held}"
    shapes = [
        element("rect", x=box.x, y=box.y, width=float(across), height=float(box.height), fill=PAPER, stroke=INK,
                stroke_width=2.4 if node.depth == 0 else 1.2)
    ]  # fmt: skip
    if node.concepts:
        shapes.append(
            element("rect", x=box.x + 2.5, y=box.y + 2.5, width=float(across - 5), height=float(box.height - 5),
                    fill="none", stroke=INK, stroke_width=0.8)
        )  # fmt: skip
    for at, line in enumerate(box.lines):
        bold = 600 if node.concepts and line.startswith("lasts") else 400
        shapes.append(text(line, box.x + _PAD, box.y + _PAD + 10 + at * _LINE, font_size=_SIZE, font_weight=bold))
    return mark("g", words, f"evolution:{node.state.number}", shapes)


def _arrows(
    result: StabilityResult, edges: Sequence[EdgeRow], boxes: Mapping[int, _Box], across: float
) -> Iterator[str]:
    """Arrows between states; those within a column or back to the left go round by the side."""
    colours = {row.id: _COLOURS[at % len(_COLOURS)] for at, row in enumerate(result.deciders)}
    for edge in edges:
        start, end = boxes[edge.before], boxes[edge.after]
        path, head = _path(start, end, across)
        colour = colours[edge.by]
        dash = {} if edge.improvement else {"stroke_dasharray": "4 3"}
        what = "improvement" if edge.improvement else "move, not an improvement"
        words = f"{decider_name(result, edge.by)}: from {edge.before} to {edge.after} ({what})"
        shapes = [
            element("path", d=path, fill="none", stroke=colour, stroke_width=1.4, **dash),
            element("path", d=head, fill=colour),
        ]
        yield mark("g", words, f"evolution:{edge.before}:{edge.after}:{visible(edge.by)}", shapes)


def _path(start: _Box, end: _Box, across: float) -> tuple[str, str]:
    y, to_y = start.y + start.height / 2, end.y + end.height / 2
    if end.x > start.x:
        x, to_x = start.x + across, end.x
        bend = (to_x - x) * 0.5
        path = f"M{x:.1f} {y:.1f}C{x + bend:.1f} {y:.1f} {to_x - bend:.1f} {to_y:.1f} {to_x - 5:.1f} {to_y:.1f}"
        return path, f"M{to_x:.1f} {to_y:.1f}l-7 -3.5v7z"
    # Back or within a column: out on the right and in on the right.
    x, to_x = start.x + across, end.x + across
    out = max(x, to_x) + 26
    path = f"M{x:.1f} {y + 3:.1f}C{out:.1f} {y + 3:.1f} {out:.1f} {to_y + 3:.1f} {to_x + 5:.1f} {to_y + 3:.1f}"
    return path, f"M{to_x:.1f} {to_y + 3:.1f}l7 -3.5v7z"


def _legend(result: StabilityResult, y: float) -> Iterator[str]:
    """Whose arrows have which colour, and what lines and frames mean."""
    for at, row in enumerate(result.deciders):
        left, top = 1 + (at % 4) * 190, y + 12 + (at // 4) * 20
        colour = _COLOURS[at % len(_COLOURS)]
        yield element("path", d=f"M{left} {top}h26", stroke=colour, stroke_width=2, fill="none")
        yield element("path", d=f"M{left + 32} {top}l-7 -3.5v7z", fill=colour)
        yield text(wrapped(row.name, 140, _SIZE, most=1)[0], left + 38, top + 4, font_size=_SIZE)
    top = y + 12 + ((len(result.deciders) - 1) // 4 + 1) * 20
    yield element("path", d=f"M1 {top}h30", stroke=FAINT, stroke_width=1.4, fill="none")
    yield text("improvement", 38, top + 4, font_size=_SIZE)
    yield element("path", d=f"M131 {top}h30", stroke=FAINT, stroke_width=1.4, fill="none", stroke_dasharray="4 3")
    yield text("a move that is none", 168, top + 4, font_size=_SIZE)
    yield element("rect", x=301, y=top - 7, width=22, height=14, fill=PAPER, stroke=INK, stroke_width=2.4)
    yield text("the status quo", 330, top + 4, font_size=_SIZE)
    yield element("rect", x=431, y=top - 7, width=22, height=14, fill=PAPER, stroke=INK, stroke_width=1.2)
    yield element("rect", x=433.5, y=top - 4.5, width=17, height=9, fill=PAPER, stroke=INK, stroke_width=0.8)
    yield text("can last", 460, top + 4, font_size=_SIZE)


def _described(result: StabilityResult) -> str:
    edges = result.picture.edges if result.picture else ()
    said = [
        f"{decider_name(result, edge.by)} can move from state {edge.before} to state {edge.after}"
        f"{'' if edge.improvement else ', which is no improvement'}"
        for edge in edges[:30]
    ]
    more = f"; {counted(len(edges) - 30, 'more move')}" if len(edges) > 30 else ""
    return f"{'; '.join(said)}{more}."


def evolution_table(result: StabilityResult) -> Table:
    """The same as a table: a row for each move."""
    drawn = result.picture
    nodes = {node.state.number: node for node in drawn.nodes} if drawn else {}
    rows = tuple(
        (
            f"{count(edge.before)}: {state_words(result, nodes[edge.before].state)}",
            decider_name(result, edge.by),
            f"{count(edge.after)}: {state_words(result, nodes[edge.after].state)}",
            "yes" if edge.improvement else "no",
            count(nodes[edge.after].depth),
            shorts(nodes[edge.after].concepts) or "-",
        )
        for edge in (drawn.edges if drawn else ())
    )
    return Table(
        "moves",
        "The moves that are drawn",
        "From the status quo; nobody moves twice in a row",
        (
            Column("From"),
            Column("Who"),
            Column("To"),
            Column("Improvement"),
            right("From the status quo", "moves"),
            Column("Lasts under"),
        ),
        rows,
    )

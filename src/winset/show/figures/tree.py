"""The best course as a decision tree: a question in a rounded box, what to do in a square one.

Drawn as a flow chart on a grid. Of the two branches of a question the smaller one goes to the right, in the same row,
and the larger one goes on below, in the same column. So each leaf takes one row, and eight leaves take four columns at
the most: a page of A4 holds them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from winset.case.problems import visible
from winset.course.course_records import CourseResult, Leaf, Story
from winset.show.chances import plain_chance
from winset.show.course_tables import tree_table
from winset.show.course_words import as_read, doing
from winset.show.figures.palette import BLUE, FAINT, INK, PAPER, SKY
from winset.show.figures.svg import Figure, element, mark, picture, safe_id, text, wrapped
from winset.show.words import count, counted, listed, opening

MOST = 8  # leaves in one figure
_WIDTH = 780
_GAP = 44  # between columns, for an arrow with its answer
_DROP = 27  # between rows, for the same
_WIDEST = 236
_PAD = 8
_LINE = 15
_SIZE = 12.5
_SMALL = 11.5
_BAR = 6
_EXACT = 0.995  # a leaf that is right so often needs no caution
_LEGEND = 40


@dataclass(frozen=True, slots=True)
class _Branch:
    """A question, and what follows from either answer."""

    asked: str
    yes: "_Branch | Leaf"
    no: "_Branch | Leaf"


@dataclass(frozen=True, slots=True)
class _Box:
    """A question or a leaf in its place. lines: its words; row and column begin with 0."""

    of: "_Branch | Leaf"
    column: int
    row: int
    lines: tuple[str, ...]
    small: tuple[str, ...]

    @property
    def height(self) -> float:
        """How high it is, in pixels."""
        bar = _BAR + 5 if isinstance(self.of, Leaf) else 0
        return 2 * _PAD + _LINE * (len(self.lines) + len(self.small)) - 3 + bar


@dataclass(frozen=True, slots=True)
class _Arrow:
    """From a question to what follows from an answer, by their places among the boxes."""

    start: int
    end: int
    answer: str
    down: bool


def tree(result: CourseResult, story: Story) -> Figure | None:
    """What to do when, in one reading of open answers; None where the course does one thing whatever happens."""
    leaves = story.leaves[:MOST]
    grown = _grown(leaves, 0) if len(leaves) == len(story.leaves) else None
    if grown is None or isinstance(grown, Leaf):
        return None
    columns = _columns(grown)
    across = min((_WIDTH - 2 - _GAP * (columns - 1)) / columns, _WIDEST)
    boxes: list[_Box] = []
    arrows: list[_Arrow] = []
    _place(grown, 0, 0, across, boxes, arrows)
    tops = _tops(boxes)
    id_ = safe_id(f"tree_{result.goal}_{story.lent:.2f}")
    parts = [*_arrows(boxes, arrows, across, tops), *_drawn(boxes, across, tops, id_)]
    bottom = tops[-1]
    parts += _legend(bottom + 10)
    table = tree_table(story)
    title = f"What to do when: {counted(len(leaves), 'rule')} tell {plain_chance(story.covered)} of the time"
    subtitle = f"For “{visible(result.goal_name)}”, open answers counted as {as_read(story.lent)}"
    svg = picture(id_, title, f"{subtitle}. {_described(leaves)}", _WIDTH, int(bottom + _LEGEND), parts)
    return Figure(id_, title, subtitle, svg, _WIDTH, table)


def _grown(leaves: Sequence[Leaf], depth: int) -> _Branch | Leaf | None:
    """The tree whose leaves these are, each with the tests on its path; None where they are no tree."""
    if len(leaves) == 1:
        return leaves[0]
    asked = {leaf.tests[depth][0] if len(leaf.tests) > depth else "" for leaf in leaves}
    if len(asked) != 1 or asked == {""}:
        return None
    yes = _grown([leaf for leaf in leaves if leaf.tests[depth][1]], depth + 1)
    no = _grown([leaf for leaf in leaves if not leaf.tests[depth][1]], depth + 1)
    return _Branch(asked.pop(), yes, no) if yes is not None and no is not None else None


def _leaves(node: _Branch | Leaf) -> int:
    return 1 if isinstance(node, Leaf) else _leaves(node.yes) + _leaves(node.no)


def _sides(branch: _Branch) -> tuple[tuple[str, _Branch | Leaf], tuple[str, _Branch | Leaf]]:
    """The smaller side, which goes to the right, and the other; yes goes to the right where both are as large."""
    sides = (("yes", branch.yes), ("no", branch.no))
    return sides if _leaves(branch.yes) <= _leaves(branch.no) else (sides[1], sides[0])


def _columns(node: _Branch | Leaf) -> int:
    if isinstance(node, Leaf):
        return 1
    (_, right), (_, below) = _sides(node)
    return max(1 + _columns(right), _columns(below))


def _place(node: _Branch | Leaf, column: int, row: int, across: float, boxes: list[_Box], arrows: list[_Arrow]) -> None:
    """Put a node and all under it where they belong."""
    number = len(boxes)
    boxes.append(_Box(node, column, row, *_words(node, across)))
    if isinstance(node, Leaf):
        return
    (said_right, right), (said_below, below) = _sides(node)
    arrows.append(_Arrow(number, len(boxes), said_right, down=False))
    _place(right, column + 1, row, across, boxes, arrows)
    arrows.append(_Arrow(number, len(boxes), said_below, down=True))
    _place(below, column, row + _leaves(right), across, boxes, arrows)


def _words(node: _Branch | Leaf, across: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines of a box in its two sizes."""
    room = across - 2 * _PAD
    if isinstance(node, _Branch):
        return tuple(wrapped(f"{node.asked}?", room, _SIZE, most=4)), ()
    return tuple(wrapped(_deed(node), room, _SIZE, most=3, bold=True)), tuple(wrapped(_share(node), room, _SMALL))


def _deed(leaf: Leaf) -> str:
    return opening(doing(leaf.doing).strip("“”"))


def _share(leaf: Leaf) -> str:
    said = f"{plain_chance(leaf.share)} of the time"
    return said if leaf.right >= _EXACT else f"{said}, right in {plain_chance(leaf.right)} of it"


def _tops(boxes: Sequence[_Box]) -> list[float]:
    """Where each row begins, and at last where all end."""
    tops = [1.0]
    for row in range(1 + max(box.row for box in boxes)):
        tops.append(tops[-1] + max(box.height for box in boxes if box.row == row) + _DROP)
    return [*tops[:-1], tops[-1] - _DROP]


def _corner(box: _Box, across: float, tops: Sequence[float]) -> tuple[float, float]:
    """The upper left corner of a box, which stands in the middle of its row."""
    drop = _DROP if box.row + 2 < len(tops) else 0
    room = tops[box.row + 1] - tops[box.row] - drop
    return 1 + box.column * (across + _GAP), tops[box.row] + (room - box.height) / 2


def _drawn(boxes: Sequence[_Box], across: float, tops: Sequence[float], id_: str) -> Iterator[str]:
    for number, box in enumerate(boxes, start=1):
        x, y = _corner(box, across, tops)
        words = _rule(box.of) if isinstance(box.of, Leaf) else f"{visible(box.of.asked)}?"
        yield mark("g", words, f"{id_}:{number}", [_frame(box, x, y, across), *_inside(box, x, y, across)])


def _frame(box: _Box, x: float, y: float, across: float) -> str:
    place = {"x": float(x), "y": float(y), "width": float(across), "height": float(box.height)}
    if isinstance(box.of, _Branch):
        return element("rect", "", **place, rx=12, fill=PAPER, stroke=FAINT, stroke_width=1.2)
    if box.of.doing.kind == "wait":
        return element("rect", "", **place, fill=PAPER, stroke=INK, stroke_width=1.6, stroke_dasharray="5 3")
    return element("rect", "", **place, fill=SKY, fill_opacity=0.2, stroke=INK, stroke_width=1.6)


def _inside(box: _Box, x: float, y: float, across: float) -> Iterator[str]:
    base = y + _PAD + 10.5
    leaf = isinstance(box.of, Leaf)
    for line in box.lines:
        yield text(line, x + _PAD, base, font_size=_SIZE, font_weight=600 if leaf else 400)
        base += _LINE
    for line in box.small:
        yield text(line, x + _PAD, base, font_size=_SMALL)
        base += _LINE
    if isinstance(box.of, Leaf):
        yield from _bar(box.of.share, x + _PAD, y + box.height - _PAD - _BAR + 1, across - 2 * _PAD)


def _bar(share: float, x: float, y: float, across: float) -> Iterator[str]:
    """The share of the time as a part of a bar."""
    yield element("rect", x=float(x), y=float(y), width=float(across), height=_BAR, fill=PAPER, stroke=FAINT,
                  stroke_width=0.6)  # fmt: skip
    yield element("rect", x=float(x), y=float(y), width=max(across * min(share, 1.0), 1.0), height=_BAR, fill=BLUE)


def _arrows(boxes: Sequence[_Box], arrows: Sequence[_Arrow], across: float, tops: Sequence[float]) -> Iterator[str]:
    for arrow in arrows:
        x, y = _corner(boxes[arrow.start], across, tops)
        to_x, to_y = _corner(boxes[arrow.end], across, tops)
        if arrow.down:
            at, start = x + 24, y + boxes[arrow.start].height
            yield _line(f"M{at:.1f} {start:.1f}V{to_y - 5:.1f}")
            yield _head(f"M{at:.1f} {to_y:.1f}l-4.5 -8h9z")
            yield text(arrow.answer, at + 7, start + 16, font_size=_SMALL, font_weight=600)
        else:
            start, at = x + across, y + boxes[arrow.start].height / 2
            yield _line(f"M{start:.1f} {at:.1f}H{to_x - 5:.1f}")
            yield _head(f"M{to_x:.1f} {at:.1f}l-8 -4.5v9z")
            yield text(arrow.answer, start + 7, at - 5, font_size=_SMALL, font_weight=600)


def _line(path: str) -> str:
    return element("path", d=path, fill="none", stroke=INK, stroke_width=1.2)


def _head(path: str) -> str:
    return element("path", d=path, fill=INK)


def _legend(y: float) -> Iterator[str]:
    """The three kinds of box and the bar, in words."""
    yield element("rect", x=1, y=y + 8, width=22, height=14, rx=6, fill=PAPER, stroke=FAINT, stroke_width=1.2)
    yield text("a question", 29, y + 19, font_size=_SMALL)
    yield element("rect", x=121, y=y + 8, width=22, height=14, fill=SKY, fill_opacity=0.2, stroke=INK, stroke_width=1.6)
    yield text("something to do", 149, y + 19, font_size=_SMALL)
    yield element("rect", x=281, y=y + 8, width=22, height=14, fill=PAPER, stroke=INK, stroke_width=1.6,
                  stroke_dasharray="5 3")  # fmt: skip
    yield text("wait", 309, y + 19, font_size=_SMALL)
    yield from _bar(0.4, 371, y + 12, 34)
    yield text("share of the time", 411, y + 19, font_size=_SMALL)


def _rule(leaf: Leaf) -> str:
    tests = [f"“{visible(name)}”" if yes else f"not “{visible(name)}”" for name, yes in leaf.tests]
    return f"If {listed(tests)}: {doing(leaf.doing)}, {_share(leaf)}"


def _described(leaves: Sequence[Leaf]) -> str:
    return f"{count(len(leaves))} rules. {'; '.join(_rule(leaf) for leaf in leaves)}."

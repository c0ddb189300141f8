"""The record over time: a strip for each side, a bar for each period. A stance has a colour and a pattern."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from winset.evidence.record import RecordResult
from winset.evidence.statements import Tally
from winset.show.figures.palette import FAINT, INK, NO, OPEN, PAPER, RULE, YES
from winset.show.figures.svg import Figure, broken, element, mark, picture, text
from winset.show.names import Names
from winset.show.record_tables import periods_table
from winset.show.record_words import statements_finding, voice_name
from winset.show.words import count, dated, listed

MOST = 8  # strips in one figure
_WIDTH = 440
_LEFT, _RIGHT = 34, 8
_STRIP = 56  # the height of the tallest bar
_GAP = 40  # above a strip, for its name
_MARK = 5  # the size of the sign for who declined to say
_FILLS: Mapping[str, str] = MappingProxyType(
    {"pro": YES, "contra": "url(#record-contra)", "neither": "url(#record-neither)"}
)
_WORDS: Mapping[str, str] = MappingProxyType({"pro": "for", "contra": "against", "neither": "neither"})


def record_figure(result: RecordResult) -> Figure | None:
    """What each side says in each period, or None where nothing is dated."""
    if not result.periods:
        return None
    names = Names.of(result.about)
    ranked = sorted(range(len(result.voices)), key=lambda at: -result.voices[at].tally.dated)
    shown = [at for at in ranked if any(_speaks(period.voices[at]) for period in result.periods)][:MOST]
    tallest = max(1, *(period.voices[at].dated for period in result.periods for at in shown))
    parts: list[str] = [_patterns()]
    top = 0.0
    for at in shown:
        parts += _strip(result, at, names, top, tallest)
        top += _GAP + _STRIP
    parts += _axis(result, top)
    parts += _legend(top + 40)
    title = statements_finding(result)
    subtitle = _subtitle(result, len(shown), tallest)
    said = [_described(result, at, names) for at in shown]
    height = int(top) + 76
    svg = picture("record", title, f"{subtitle}. {'; '.join(said)}", _WIDTH, height, parts)
    return Figure("record", title, subtitle, svg, _WIDTH, periods_table(result, names))


def _speaks(found: Tally) -> bool:
    return bool(found.dated or found.silent)


def _subtitle(result: RecordResult, shown: int, tallest: int) -> str:
    left = len(result.voices) - shown
    rest = f"; {count(left)} more {'has' if left == 1 else 'have'} fewer or none" if left else ""
    return f"Dated statements in the file by {result.unit}, the tallest bar {count(tallest)}{rest}"


def _described(result: RecordResult, at: int, names: Names) -> str:
    voice = result.voices[at]
    return f"{voice_name(voice.id, names)}: {_counted(voice.tally)}"


def _counted(found: Tally) -> str:
    numbers = {"pro": found.pro, "contra": found.contra, "neither": found.neither}
    said = [f"{count(number)} {_WORDS[stance]}" for stance, number in numbers.items() if number]
    if found.silent:
        said.append(f"{count(found.silent)} declined to say")
    return listed(said) or "none"


def _strip(result: RecordResult, at: int, names: Names, top: float, tallest: int) -> Iterator[str]:
    """One side: its name, a bar for each period, and the sign where it declined to say."""
    voice = result.voices[at]
    name = voice_name(voice.id, names)
    floor = top + _GAP + _STRIP - 6
    heading = f"{broken(name, _WIDTH - 90, most=1)[0]}: {count(voice.tally.dated)}"
    yield text(heading, 0, top + 16, font_weight=600)
    yield element("line", x1=_LEFT, y1=floor, x2=_WIDTH - _RIGHT, y2=floor, stroke=FAINT, stroke_width=1)
    step = (_WIDTH - _LEFT - _RIGHT) / len(result.periods)
    for column, period in enumerate(result.periods):
        found = period.voices[at]
        if _speaks(found):
            x = _LEFT + column * step
            words = f"{name}, {dated(period.label)}: {_counted(found)}"
            shapes = [*_bar(found, x, step, floor, tallest), *_declined(found, x + step / 2, floor)]
            yield mark("g", words, f"record:{voice.id}:{period.label}", shapes)


def _bar(found: Tally, x: float, step: float, floor: float, tallest: int) -> Iterator[str]:
    width = min(step * 0.8, 36.0)
    left = x + (step - width) / 2
    unit = (_STRIP - 8) / tallest
    y = floor
    for stance, number in (("pro", found.pro), ("contra", found.contra), ("neither", found.neither)):
        if number:
            y -= number * unit
            yield _box(left, y, width, number * unit, _FILLS[stance])


def _box(x: float, y: float, width: float, height: float, fill: str) -> str:
    return element(
        "rect", x=float(x), y=float(y), width=float(width), height=float(height), fill=fill, stroke=INK,
        stroke_width=0.6,
    )  # fmt: skip


def _declined(found: Tally, x: float, floor: float) -> Iterator[str]:
    """A cross under the line: asked, and declined to say."""
    if found.silent:
        yield _cross(x, floor + 1 + _MARK)


def _cross(x: float, y: float) -> str:
    half = _MARK - 1
    path = f"M{x - half:.1f} {y - half:.1f}l{2 * half} {2 * half}m0 {-2 * half}l{-2 * half} {2 * half}"
    return element("path", d=path, fill="none", stroke=NO, stroke_width=1.8)


def _axis(result: RecordResult, y: float) -> Iterator[str]:
    """The first, the middle and the last period by name, as far as there are so many."""
    last = len(result.periods) - 1
    step = (_WIDTH - _LEFT - _RIGHT) / (last + 1)
    anchors = {0: "start", last // 2: "middle", last: "end"}
    wanted: Sequence[int] = sorted(anchors) if last > 3 else [0, last] if last else [0]
    for column in wanted:
        x = _LEFT + (column + 0.5) * step
        anchor = anchors[column] if len(wanted) > 1 else "middle"
        edge = {"start": _LEFT, "end": _WIDTH - _RIGHT}.get(anchor, x)
        yield text(dated(result.periods[column].label), edge, y + 14, text_anchor=anchor, font_size=12)


def _patterns() -> str:
    stripe = element("rect", width=6, height=6, fill=PAPER) + element("path", d="M0 6L6 0", stroke=NO, stroke_width=2.4)
    dot = element("rect", width=6, height=6, fill=PAPER) + element("circle", cx=3, cy=3, r=1.4, fill=OPEN)
    made = element("pattern", stripe, id="record-contra", width=6, height=6, patternUnits="userSpaceOnUse")
    made += element("pattern", dot, id="record-neither", width=6, height=6, patternUnits="userSpaceOnUse")
    return element("defs", made)


def _legend(y: float) -> Iterator[str]:
    for x, stance in ((0, "pro"), (70, "contra"), (166, "neither")):
        yield _box(x, y, 22, 14, _FILLS[stance])
        yield text(_WORDS[stance], x + 28, y + 12, font_size=12)
    yield _cross(262, y + 7)
    yield text("asked, declined to say", 274, y + 12, font_size=12)
    yield element("line", x1=0, y1=y - 8, x2=_WIDTH, y2=y - 8, stroke=RULE, stroke_width=0.6)

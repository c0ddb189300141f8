"""The best course over time: a bar of outcomes for each period, and below it what is done in that period."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from winset.case.problems import visible
from winset.course.course_records import CourseResult, Doable, Moment, Story
from winset.show.chances import plain_chance
from winset.show.course_tables import timeline_table
from winset.show.course_words import as_read, doing
from winset.show.figures.palette import BLUE, FAINT, INK, ORANGE, PAPER, PURPLE, RULE, SKY, VERMILION
from winset.show.figures.svg import Figure, element, mark, picture, safe_id, text, wide, wrapped
from winset.show.words import count, counted, few, listed, opening, spoken

MOST = 6  # outcomes with a pattern of their own, and rows of what is done
_WIDTH = 780
_LEFT = 206  # room for names
_RIGHT = 44  # room for the scale
_WIDEST = 96  # of a column
_TALL = 156  # of a whole bar
_TOP = 34
_EDGE = 2  # letters may lean over to the left
_ROW = 40
_SMALL = 11.5
_NOTED = 0.005  # what is less likely in every period is counted and has no row
_ROOM = 36  # of a column in which a number is written
_FILLS = ("solid", "stripes", "dots", "lines", "nets", "plain")


@dataclass(frozen=True, slots=True)
class _Done:
    """Something that is done, with its chance in each period."""

    doable: Doable
    chances: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where the columns stand."""

    periods: int

    @property
    def step(self) -> float:
        """The width of a column with the space around it."""
        return min((_WIDTH - _LEFT - _RIGHT) / self.periods, _WIDEST)

    @property
    def bar(self) -> float:
        """The width of a bar."""
        return self.step * (0.86 if self.step > 8 else 1.0)

    def x(self, column: int) -> float:
        """The left edge of a bar."""
        return _LEFT + column * self.step + (self.step - self.bar) / 2

    def middle(self, column: int) -> float:
        """The middle of a bar."""
        return _LEFT + (column + 0.5) * self.step

    @property
    def every(self) -> int:
        """Every how many columns one is numbered."""
        return next(every for every in (1, 2, 5, 10, 20, 50, 100, 10**6) if every * self.step >= 30)


def timeline(result: CourseResult, story: Story) -> Figure | None:
    """The outcomes by period and what is done in each, in one reading of open answers; None without any period."""
    moments = story.moments[1:]
    if not moments:
        return None
    scale = _Scale(len(moments))
    id_ = safe_id(f"timeline_{result.goal}_{story.lent:.2f}")
    outcomes = _outcomes(moments)
    done, left = _done(story)
    fills = _fills(len(outcomes), id_)
    legend = _legend(outcomes, fills)
    floor = float(_TOP + _TALL)
    parts = [_patterns(id_), *legend[0], *_periods(scale), *_ruler(floor)]
    parts += _bars(outcomes, fills, scale, floor, id_)
    bottom = _TOP + max(_TALL, legend[1]) + 34.0
    parts.append(text("Done in the period", _EDGE, bottom, font_size=_SMALL, font_weight=600))
    bottom += 8
    for row in done:
        parts += _row(row, scale, bottom, id_)
        bottom += _ROW
    if left:
        said = f"{opening(counted(left, 'other thing'))}, each with a chance of under 1 % in every period."
        parts.append(text(said, _EDGE, bottom + 14, font_size=_SMALL))
        bottom += 20
    title = _title(outcomes, len(moments))
    subtitle = (
        f"The chance of each outcome by the end of the period, and of what is done in it; periods of "
        f"{visible(result.period)}, for “{visible(result.goal_name)}”, open answers counted as "
        f"{as_read(story.lent)}"
    )
    svg = picture(id_, title, f"{subtitle}. {_described(outcomes, done)}", _WIDTH, int(bottom + 8), parts)
    return Figure(id_, title, subtitle, svg, _WIDTH, timeline_table(result, story))


def _outcomes(moments: Sequence[Moment]) -> list[tuple[str, tuple[float, ...]]]:
    """The outcomes with their chances by period; beyond six the last ones are taken together."""
    names = [name for name, _ in moments[0].outcomes]
    chances = [[chance for _, chance in moment.outcomes] for moment in moments]
    rows = [(spoken(name), tuple(row[at] for row in chances)) for at, name in enumerate(names)]
    if len(rows) <= MOST:
        return rows
    rest = tuple(sum(row[MOST - 1 :]) for row in chances)
    return [*rows[: MOST - 1], (f"{count(len(rows) - MOST + 1)} other outcomes", rest)]


def _done(story: Story) -> tuple[list[_Done], int]:
    """What is done, the most first, and how many more there are; a proposal is one thing, whatever deal is put."""
    moments = story.moments[:-1]
    chances: dict[tuple[str, str], list[float]] = {}
    named: dict[tuple[str, str], Doable] = {}
    for at, moment in enumerate(moments):
        for doable, chance in moment.doing:
            key = (doable.id, doable.kind)
            named.setdefault(key, doable)
            chances.setdefault(key, [0.0] * len(moments))[at] += chance
    rows = [_Done(named[key], tuple(row)) for key, row in chances.items() if max(row) >= _NOTED]
    rows.sort(key=lambda row: (next(at for at, chance in enumerate(row.chances) if chance > 0), -sum(row.chances)))
    kept = sorted(rows, key=lambda row: -sum(row.chances))[:MOST]
    return [row for row in rows if row in kept], len(chances) - len(kept)


def _name(doable: Doable) -> str:
    said = opening(doing(doable).strip("“”"))
    return f"{said}, going on" if doable.kind == "goes_on" else said


def _fills(number: int, id_: str) -> list[str]:
    """A fill for each outcome; what comes last is mostly what is left, and is plain."""
    chosen = [*_FILLS[: number - 1], _FILLS[-1]] if number > 1 else [_FILLS[0]]
    plain = {"solid": BLUE, "plain": PAPER}
    return [plain.get(fill, f"url(#{id_}-{fill})") for fill in chosen]


def _legend(outcomes: Sequence[tuple[str, tuple[float, ...]]], fills: Sequence[str]) -> tuple[list[str], float]:
    """The outcomes by name beside the bars, in the order in which they are piled up, and how much room they take."""
    parts = [text("Outcome by then", _EDGE, _TOP - 14, font_size=_SMALL, font_weight=600)]
    y = float(_TOP)
    for (name, chances), fill in zip(outcomes, fills, strict=True):
        lines = wrapped(opening(name), _LEFT - 48, 12.5, most=2)
        parts.append(_box(_EDGE, y + 1, 22, 14, fill))
        for line in lines:
            parts.append(text(line, 30, y + 12, font_size=12.5))
            y += 15
        end = f"{_chance(chances[-1])} at the end"
        parts.append(text(end, 30, y + 12, font_size=_SMALL))
        y += 24
    return parts, y - _TOP


def _chance(value: float) -> str:
    return plain_chance(value) if value > 0 else "none"


def _short(value: float) -> str:
    """A chance in a cell: `34 %`, `<1 %`, `>99 %`."""
    return plain_chance(value).replace("under ", "<").replace("over ", ">")


def _periods(scale: _Scale) -> Iterator[str]:
    """The numbers of the periods above the bars."""
    for column in range(scale.periods):
        if (column + 1) % scale.every == 0 or column == 0:
            yield text(str(column + 1), scale.middle(column), _TOP - 8, text_anchor="middle", font_size=_SMALL)
    yield text("Period", _LEFT, _TOP - 23, font_size=_SMALL)


def _bars(
    outcomes: Sequence[tuple[str, tuple[float, ...]]], fills: Sequence[str], scale: _Scale, floor: float, id_: str
) -> Iterator[str]:
    for column in range(scale.periods):
        said = [f"{name} {_chance(chances[column])}" for name, chances in outcomes]
        words = f"After {counted(column + 1, 'period')}: {listed(said)}"
        yield mark("g", words, f"{id_}:after:{column + 1}", _pile(outcomes, fills, scale, floor, column))


def _pile(
    outcomes: Sequence[tuple[str, tuple[float, ...]]], fills: Sequence[str], scale: _Scale, floor: float, column: int
) -> list[str]:
    """One bar: the first outcome on top, each with its number where there is room for it."""
    shapes: list[str] = []
    y = floor - _TALL
    for (_, chances), fill in zip(outcomes, fills, strict=True):
        tall = chances[column] * _TALL
        if tall > 0:
            shapes.append(_box(scale.x(column), y, scale.bar, tall, fill))
        if tall >= 18 and scale.bar >= _ROOM:
            shapes += _number(_short(chances[column]), scale.middle(column), y + tall / 2 + 4)
        y += tall
    return shapes


def _number(said: str, x: float, y: float) -> Iterator[str]:
    """A number on paper of its own, so that it is read on every pattern."""
    size = 10.5 if wide(said, _SMALL) > _ROOM else _SMALL
    across = wide(said, size) + 2
    yield element("rect", x=x - across / 2, y=y - 11, width=across, height=14, fill=PAPER)
    yield text(said, x, y, text_anchor="middle", font_size=size)


def _ruler(floor: float) -> Iterator[str]:
    """The scale of the bars, on the right."""
    x = _WIDTH - _RIGHT + 2
    for part in (0, 50, 100):
        y = floor - _TALL * part / 100
        yield element("line", x1=_LEFT, y1=y, x2=x, y2=y, stroke=RULE, stroke_width=0.8)
        yield text(f"{part} %", x + 3, y + 4, font_size=10.5)


def _row(row: _Done, scale: _Scale, y: float, id_: str) -> Iterator[str]:
    """What is done: its name, and in each period its chance as a number over a bar."""
    lines = wrapped(_name(row.doable), _LEFT - 14, 12, most=2)
    start = y + _ROW / 2 + 4 - (len(lines) - 1) * 7
    for at, line in enumerate(lines):
        yield text(line, _EDGE, start + 14 * at, font_size=12)
    yield element("line", x1=0, y1=y + _ROW, x2=_WIDTH - _RIGHT, y2=y + _ROW, stroke=RULE, stroke_width=0.8)
    for column, chance in enumerate(row.chances):
        if chance >= _NOTED:
            words = f"Period {column + 1}: {doing(row.doable)}, {plain_chance(chance)}"
            yield mark("g", words, f"{id_}:{row.doable.id}:{row.doable.kind}:{column + 1}",
                       _cell(chance, scale, column, y))  # fmt: skip


def _cell(chance: float, scale: _Scale, column: int, y: float) -> Iterator[str]:
    x, base = scale.x(column), y + _ROW - 5
    if scale.bar >= _ROOM:
        said = _short(chance)
        size = _SMALL if wide(said, _SMALL) <= scale.step - 2 else 9.0
        yield text(said, scale.middle(column), base - 14, text_anchor="middle", font_size=size)
        tall = 9.0
    else:
        tall = _ROW - 12.0
    yield element("rect", x=x, y=base - tall, width=scale.bar, height=tall, fill=PAPER, stroke=FAINT, stroke_width=0.6)
    if scale.bar >= _ROOM:
        yield element("rect", x=x, y=base - tall, width=scale.bar * min(chance, 1.0), height=tall, fill=BLUE)
    else:
        filled = tall * min(chance, 1.0)
        yield element("rect", x=x, y=base - filled, width=scale.bar, height=filled, fill=BLUE)


def _box(x: float, y: float, width: float, height: float, fill: str) -> str:
    return element("rect", x=float(x), y=float(y), width=float(width), height=float(height), fill=fill, stroke=INK,
                   stroke_width=0.6)  # fmt: skip


def _patterns(id_: str) -> str:
    paper = element("rect", width=6, height=6, fill=PAPER)
    made = (
        ("stripes", element("path", d="M-1 1l2 -2M0 6L6 0M5 7l2 -2", stroke=VERMILION, stroke_width=2)),
        ("dots", element("circle", cx=3, cy=3, r=1.5, fill=ORANGE)),
        ("lines", element("path", d="M0 3H6", stroke=PURPLE, stroke_width=2.4)),
        ("nets", element("path", d="M0 0L6 6M0 6L6 0", stroke=SKY, stroke_width=1.4)),
    )
    return element(
        "defs",
        "".join(
            element("pattern", paper + drawn, id=f"{id_}-{name}", width=6, height=6, patternUnits="userSpaceOnUse")
            for name, drawn in made
        ),
    )


def _title(outcomes: Sequence[tuple[str, tuple[float, ...]]], periods: int) -> str:
    said = [f"{name} {_chance(chances[-1])}" for name, chances in outcomes if chances[-1] > 0]
    return f"After {counted(periods, 'period')}: {few(said, MOST)}"


def _described(outcomes: Sequence[tuple[str, tuple[float, ...]]], done: Sequence[_Done]) -> str:
    said = [f"{name}: {', '.join(_chance(chance) for chance in chances)}" for name, chances in outcomes]
    acts = [f"{_name(row.doable)}: {', '.join(_chance(chance) for chance in row.chances)}" for row in done]
    return f"By period: {'; '.join(said)}. Done by period: {'; '.join(acts)}."

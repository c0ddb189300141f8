"""Ratifiers against deals: who says yes, no or nothing yet to each. An answer has a shape and a colour."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from winset.settlement.answers import PackageAnswers
from winset.settlement.records import DealsResult, WinSet
from winset.show.deals_words import is_veto
from winset.show.figures.palette import FAINT, INK, NO, ON_COLOUR, OPEN, OUT, PAPER, RULE, YES
from winset.show.figures.svg import Figure, broken, element, letters, mark, picture, text
from winset.show.names import Names, constant
from winset.show.table import Column, Table
from winset.show.words import count, counted, listed

MOST = 24  # deals in one figure
_LABEL = 150  # room for the names of ratifiers
_STEP = 34  # the width of a column
_ROW = 40
_TOP = 34
_WORDS: Mapping[str, str] = MappingProxyType({"yes": "yes", "open": "open", "no": "no", "out": "not asked"})
_OUTCOMES: Mapping[str, str] = MappingProxyType({"yes": "ratified", "open": "possible", "no": "refused"})


def matrix(result: DealsResult, answers: Sequence[PackageAnswers]) -> Figure:
    """The matrix of all ratifiers against the deals given, up to two dozen of them."""
    names = Names.of(result.about)
    shown = tuple(answers[:MOST])
    rows = sorted(result.win_sets, key=lambda row: not is_veto(row))
    title = _title(result, shown)
    subtitle = _subtitle(result, shown)
    width = max(_LABEL + _STEP * max(len(shown), 1) + 8, 344)
    parts: list[str] = [_shapes(), *_heads(shown)]
    y = _TOP
    stopping = True
    for row in rows:
        if stopping and not is_veto(row):
            stopping = False
            parts.append(_rule(y, width))
            parts.append(text("Asked too, but stopping nothing:", 0, y + 19, font_size=12, fill=FAINT))
            y += 26
        parts += _row(row.ratifier, names.ratifier(row.ratifier), y, shown, row)
        y += _ROW
    parts.append(_rule(y, width))
    parts += _outcomes(result, shown, y)
    y += _ROW
    parts.append(_legend(y + 22))
    height = y + 70
    svg = picture("matrix", title, f"{subtitle}. {_describe(result, shown, names)}", width, height, parts)
    return Figure("matrix", title, subtitle, svg, width, matrix_table(result, shown, names))


def outcome(result: DealsResult, given: PackageAnswers) -> str:
    """What becomes of a deal: yes where all vetoes in scope say yes, no where one says no, else open."""
    vetoes = {row.ratifier for row in result.win_sets if is_veto(row)}
    said = {answer for ratifier, answer in given.by_ratifier if ratifier in vetoes}
    return "no" if "no" in said else "open" if "open" in said else "yes"


def _kinds(result: DealsResult, given: PackageAnswers, names: Names) -> str:
    """The kinds of deal with a name that a deal stands for: of each, one that as few as may be refuse."""
    return listed([names.pattern(row.pattern) for row in result.named if row.example == given.package]) or "-"


def matrix_table(result: DealsResult, answers: Sequence[PackageAnswers], names: Names) -> Table:
    """The key of the columns, with the same answers in words."""
    packages = [given.package for given in answers]
    left = constant(packages)
    issues = [issue for issue in dict.fromkeys(i for p in packages for i, _ in p.options) if issue not in left]
    same = [f"{names.issue(issue)}: {names.option(issue, packages[0].as_dict()[issue])}" for issue in sorted(left)]
    columns = [Column("Deal"), *(Column(names.issue(issue)) for issue in issues), Column("Outcome")]
    rows = [
        [
            letters(at),
            *(names.option(issue, given.package.as_dict().get(issue)) for issue in issues),
            _OUTCOMES[outcome(result, given)],
        ]
        for at, given in enumerate(answers)
    ]
    kinds = [_kinds(result, given, names) for given in answers]
    told = [[_who(given, answer, names) for given in answers] for answer in ("no", "open", "out")]
    for heading, cells in zip(("An example of", "Refused by", "Open", "Not asked"), (kinds, *told), strict=True):
        if any(cell != "-" for cell in cells):
            columns.append(Column(heading))
            rows = [[*row, cell] for row, cell in zip(rows, cells, strict=True)]
    return Table(
        "matrix",
        "Which deal is which",
        f"All have {listed(same)}" if same else "The options of each deal, and the answers to it",
        tuple(columns),
        tuple(tuple(row) for row in rows),
        "Who is not named says yes.",
    )


def _who(given: PackageAnswers, answer: str, names: Names) -> str:
    """The ratifiers that give this answer."""
    return ", ".join(names.ratifier(id_) for id_, said in given.by_ratifier if said == answer) or "-"


def _title(result: DealsResult, shown: Sequence[PackageAnswers]) -> str:
    outcomes = [outcome(result, given) for given in shown]
    said = [f"{count(outcomes.count(key))} {word}" for key, word in _OUTCOMES.items() if key in outcomes]
    if not said:
        return "There is no deal to show"
    if len(said) == 1:
        return f"All {count(len(shown))} deals shown are {said[0].partition(' ')[2]}"
    whole = "" if len(shown) == result.about.deals else f"Of the {counted(len(shown), 'deal')} shown, "
    return f"{whole}{listed(said)}" if whole else f"Of {counted(len(shown), 'deal')}, {listed(said)}"


def _subtitle(result: DealsResult, shown: Sequence[PackageAnswers]) -> str:
    some = "" if len(shown) == result.about.deals else f" ({count(len(shown))} of {count(result.about.deals)})"
    return f"What each ratifier answers to each deal{some}; the letters are explained below the figure"


def _describe(result: DealsResult, shown: Sequence[PackageAnswers], names: Names) -> str:
    said = []
    for at, given in enumerate(shown):
        noes = [names.who(ratifier) for ratifier, answer in given.by_ratifier if answer == "no"]
        word = _OUTCOMES[outcome(result, given)]
        said.append(f"{letters(at)}: {word}" + (f", refused by {listed(noes)}" if noes else ""))
    return "; ".join(said)


def _x(column: int) -> float:
    return _LABEL + _STEP * column + _STEP / 2


def _heads(shown: Sequence[PackageAnswers]) -> Iterator[str]:
    for column in range(len(shown)):
        yield text(letters(column), _x(column), 22, text_anchor="middle", font_weight=600)


def _row(id_: str, name: str, y: float, shown: Sequence[PackageAnswers], row: WinSet | None) -> Iterator[str]:
    yield from _label(name, y, 600 if row is None else 400)
    for column, given in enumerate(shown):
        answer = dict(given.by_ratifier)[id_]
        words = f"Deal {letters(column)}, {name}: {_WORDS[answer]}"
        yield mark("g", words, f"matrix:{id_}:{given.package.number}", [_placed(answer, _x(column), y + _ROW / 2)])


def _outcomes(result: DealsResult, shown: Sequence[PackageAnswers], y: float) -> Iterator[str]:
    yield from _label("The deal", y, 600)
    for column, given in enumerate(shown):
        answer = outcome(result, given)
        words = f"Deal {letters(column)}: {_OUTCOMES[answer]}"
        data_id = f"matrix:outcome:{given.package.number}"
        yield mark("g", words, data_id, [_placed(answer, _x(column), y + _ROW / 2)])


def _label(name: str, y: float, weight: int) -> Iterator[str]:
    lines = broken(name, _LABEL - 6, 12, most=3)
    start = y + _ROW / 2 + 4.5 - (len(lines) - 1) * 6.5
    for at, line in enumerate(lines):
        yield text(line, 0, start + 13 * at, font_size=12, font_weight=weight)


def _rule(y: float, width: float) -> str:
    return element("line", x1=0, y1=y, x2=width, y2=y, stroke=RULE, stroke_width=1)


def _placed(answer: str, x: float, y: float) -> str:
    """One of the four shapes, defined once and used in every cell."""
    return element("use", href=f"#matrix-{answer}", x=x, y=y)


def _shapes() -> str:
    return element(
        "defs", "".join(element("g", "".join(draw(0, 0)), id=f"matrix-{answer}") for answer, draw in SHAPES.items())
    )


def _yes(x: float, y: float) -> Iterator[str]:
    yield element("circle", cx=x, cy=y, r=10, fill=YES)
    path = f"M{x - 4.5} {y + 0.5}l3 3.5l6 -7"
    yield element("path", d=path, fill="none", stroke=PAPER, stroke_width=2.2, stroke_linecap="round")


def _open(x: float, y: float) -> Iterator[str]:
    path = f"M{x} {y - 11.5}L{x + 11.5} {y}L{x} {y + 11.5}L{x - 11.5} {y}Z"
    yield element("path", d=path, fill=OPEN, stroke=INK, stroke_width=1)
    yield text("?", x, y + 4.5, text_anchor="middle", font_weight=700, font_size=13, fill=ON_COLOUR)


def _no(x: float, y: float) -> Iterator[str]:
    yield element("rect", x=x - 9.5, y=y - 9.5, width=19, height=19, fill=NO)
    path = f"M{x - 4.5} {y - 4.5}l9 9m0 -9l-9 9"
    yield element("path", d=path, fill="none", stroke=PAPER, stroke_width=2.4, stroke_linecap="round")


def _out(x: float, y: float) -> Iterator[str]:
    yield element("line", x1=x - 6, y1=y, x2=x + 6, y2=y, stroke=OUT, stroke_width=2)


SHAPES: Mapping[str, Callable[[float, float], Iterator[str]]] = MappingProxyType(
    {"yes": _yes, "open": _open, "no": _no, "out": _out}
)
_LEGEND = (("yes", "yes, ratified"), ("open", "open, possible"), ("no", "no, refused"), ("out", "not asked"))
_LEGEND_PLACES = ((0, 0), (150, 0), (0, 28), (150, 28))


def _legend(y: float) -> str:
    """The four shapes with their words, in two lines that a phone shows whole."""
    parts: list[str] = []
    for (answer, words), (x, down) in zip(_LEGEND, _LEGEND_PLACES, strict=True):
        parts.append(_placed(answer, x + 12, y + down))
        parts.append(text(words, x + 30, y + down + 4.5, font_size=12))
    return element("g", "".join(parts), class_="legend")

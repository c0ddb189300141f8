"""The win-sets as bars: how much of the deals each ratifier surely accepts, and how much it may accept."""

from collections.abc import Iterator

from winset.settlement.records import DealsResult, WinSet
from winset.show.deals_tables import win_sets_table
from winset.show.deals_words import is_veto
from winset.show.estimates import from_to, whole_deals
from winset.show.figures.palette import FAINT, INK, PAPER, RULE, SKY, YES
from winset.show.figures.svg import Figure, broken, element, mark, picture, text
from winset.show.names import Names
from winset.show.words import span

_WIDTH = 420
_BAR = 300
_ROW = 52


def shares(result: DealsResult) -> Figure:
    """The share of the deals that each ratifier accepts, surely (solid) and possibly (hatched)."""
    names = Names.of(result.about)
    table = win_sets_table(result, names)
    rows = sorted(result.win_sets, key=lambda row: (not is_veto(row), row.share_sure, row.share_possible))
    parts: list[str] = [_hatch()]
    y = 8
    for row in rows:
        parts += _bar(row, names, y)
        y += _ROW
    parts += _legend(y + 8)
    subtitle = f"Share of {whole_deals(result.about)} that each ratifier accepts, who is not asked included"
    said = [f"{names.ratifier(row.ratifier)}: {_words(row)}" for row in rows]
    svg = picture("shares", table.title, f"{subtitle}. {'; '.join(said)}", _WIDTH, y + 34, parts)
    return Figure("shares", table.title, subtitle, svg, _WIDTH, table)


def _words(row: WinSet) -> str:
    return from_to(row)


def _bar(row: WinSet, names: Names, y: float) -> Iterator[str]:
    role = "" if is_veto(row) else " - stops nothing"
    name = broken(f"{names.ratifier(row.ratifier)}{role}", _WIDTH, most=1)[0]
    yield text(name, 0, y + 12)
    sure, possible = float(row.share_sure) * _BAR, float(row.share_possible) * _BAR
    shapes = [
        element("rect", x=0, y=y + 19, width=_BAR, height=18, fill=PAPER, stroke=RULE, stroke_width=1),
        element("rect", x=0, y=y + 19, width=possible, height=18, fill="url(#shares-hatch)"),
        element("rect", x=0, y=y + 19, width=sure, height=18, fill=YES),
    ]
    words = f"{names.ratifier(row.ratifier)} accepts {_words(row)}"
    yield mark("g", words, f"shares:{row.ratifier}", shapes)
    for at, line in enumerate(broken(_beside(row), _WIDTH - _BAR - 8)):
        yield text(line, _BAR + 8, y + 33 + 15 * at, font_weight=600)


def _beside(row: WinSet) -> str:
    return span(row.share_sure, row.share_possible) if row.between is None else from_to(row)


def _hatch() -> str:
    stripe = element("rect", width=6, height=6, fill=PAPER) + element("path", d="M0 6L6 0", stroke=YES, stroke_width=2)
    pattern = element("pattern", stripe, id="shares-hatch", width=6, height=6, patternUnits="userSpaceOnUse")
    return element("defs", pattern)


def _legend(y: float) -> Iterator[str]:
    yield element("rect", x=0, y=y, width=22, height=14, fill=YES)
    yield text("surely", 28, y + 12, font_size=12)
    yield element("rect", x=90, y=y, width=22, height=14, fill="url(#shares-hatch)", stroke=SKY)
    yield text("possibly", 118, y + 12, font_size=12)
    yield element("rect", x=190, y=y, width=22, height=14, fill=PAPER, stroke=FAINT)
    yield text("not accepted", 218, y + 12, font_size=12, fill=INK)

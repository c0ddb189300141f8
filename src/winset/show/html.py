"""Answers as fragments of HTML, without script: the sentence, figures, tables. All text is escaped."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from winset.case.problems import visible
from winset.conflict.records import StabilityResult
from winset.course.course_records import CourseResult
from winset.doubt.records import DoubtResult
from winset.evidence.record import RecordResult
from winset.model.result import Result
from winset.settlement.records import DealsResult
from winset.show.course_tables import told_stories
from winset.show.figures.evolution import evolution
from winset.show.figures.frontier import frontier
from winset.show.figures.record import record_figure
from winset.show.figures.shares import shares
from winset.show.figures.svg import Figure
from winset.show.figures.timeline import timeline
from winset.show.figures.tornado import tornado
from winset.show.figures.tree import tree
from winset.show.sentences import explain, sentence
from winset.show.table import Column, Table
from winset.show.tables import tables
from winset.show.words import THIN

_NO_LINKS: Mapping[tuple[int, int], str] = MappingProxyType({})
_LEAST = 80  # per cent of its natural width that a figure keeps on a narrow page
_STYLE = Markup(
    "<style>.winset table{border-collapse:collapse}.winset th,.winset td{padding:.2em .6em;vertical-align:top;"
    "text-align:left;border-bottom:1px solid #c8c8c8}.winset .n{text-align:right}"
    ".winset caption{text-align:left;padding:.4em 0}.winset svg{max-width:100%;height:auto}</style>"
)


def html(result: Result) -> str:
    """An answer as a fragment of HTML: what notebooks show."""
    said = Markup("").join(Markup("<li>{}</li>").format(kept(line)) for line in explain(result))
    told = tables(result)
    beside = {table.id for table in told}
    drawn = Markup("").join(
        html_figure(figure, figure.table.id if figure.table.id in beside else "") for figure in _figures(result)
    )
    shown = Markup("").join(html_table(table) for table in told)
    body = Markup("<p><strong>{}</strong></p><ul>{}</ul>{}{}").format(kept(sentence(result)), said, drawn, shown)
    return str(Markup('<div class="winset">{}{}</div>').format(_STYLE, body))


def _figures(result: Result) -> tuple[Figure, ...]:
    return _FIGURES.get(result.kind, _no_figures)(result)


def _no_figures(_result: Result) -> tuple[Figure, ...]:
    return ()


def _deals_figures(result: DealsResult) -> tuple[Figure, ...]:
    drawn = frontier(result)
    return (shares(result), drawn) if drawn is not None else (shares(result),)


def _doubt_figures(result: DoubtResult) -> tuple[Figure, ...]:
    drawn = tornado(result)
    return (drawn,) if drawn is not None else ()


def _course_figures(result: CourseResult) -> tuple[Figure, ...]:
    drawn = (figure for story in told_stories(result) for figure in (tree(result, story), timeline(result, story)))
    return tuple(figure for figure in drawn if figure is not None)


def _record_figures(result: RecordResult) -> tuple[Figure, ...]:
    drawn = record_figure(result)
    return (drawn,) if drawn is not None else ()


def _stability_figures(result: StabilityResult) -> tuple[Figure, ...]:
    drawn = evolution(result)
    return (drawn,) if drawn is not None else ()


_FIGURES: Mapping[str, Callable[[Any], tuple[Figure, ...]]] = MappingProxyType(
    {
        DealsResult.kind: _deals_figures,
        CourseResult.kind: _course_figures,
        DoubtResult.kind: _doubt_figures,
        RecordResult.kind: _record_figures,
        StabilityResult.kind: _stability_figures,
    }
)


def kept(text: str) -> str:
    """Text as it may stand on a page: nothing unseen in it, and no number parted from its per cent sign."""
    return visible(text, keep=f"\n{THIN}").replace(" %", "\u00a0%")


def html_table(table: Table, *, titled: bool = True, links: Mapping[tuple[int, int], str] = _NO_LINKS) -> Markup:
    """A table with its title and subtitle as caption, headings with scope, and a box that scrolls by itself.

    Args:
        table: the table.
        titled: whether the caption has the title; without, something beside the table has said it.
        links: where cells lead inside the page, by row and column.
    """
    heads = Markup("").join(_head(column) for column in table.columns)
    rows = Markup("").join(
        _row(table.columns, [_cell(cell, links.get((at, place), "")) for place, cell in enumerate(row)])
        for at, row in enumerate(table.rows)
    )
    title = Markup("<strong>{}</strong> ").format(kept(table.title)) if titled else Markup("")
    caption = Markup("<caption>{}<span>{}</span></caption>").format(title, kept(table.subtitle))
    note = Markup('<p class="note">{}</p>').format(kept(table.note)) if table.note else Markup("")
    return Markup(
        '<div class="table" id="table-{}" role="region" tabindex="0" aria-label="{}">'
        "<table>{}<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>{}"
    ).format(table.id, kept(table.title), caption, heads, rows, note)


def html_figure(figure: Figure, beside: str = "") -> Markup:
    """A figure with its finding and what is plotted; it scrolls in its own box rather than become too small to read.

    Args:
        figure: the figure.
        beside: the id of a table on the page that has its numbers; without one, they are in a fold below the picture.
    """
    title, drawn = kept(figure.title), Markup(figure.svg)  # noqa: S704 - made by winset.show.figures, which escapes
    head = Markup("<figcaption><strong>{}</strong> <span>{}</span></figcaption>").format(title, kept(figure.subtitle))
    box = Markup('<div style="min-width:{}px">{}</div>').format(figure.width * _LEAST // 100, drawn)
    data = Markup("") if beside else _fold(figure)
    return Markup(
        '<figure id="figure-{}" aria-details="table-{}">{}'
        '<div class="picture" role="region" tabindex="0" aria-label="Figure: {}">{}</div>{}</figure>'
    ).format(figure.id, beside or _data_id(figure), head, title, box, data)


def _fold(figure: Figure) -> Markup:
    """The numbers of a figure as a table that a reader may open."""
    table = replace(figure.table, id=_data_id(figure), title=f"In numbers: {figure.title}")
    return Markup('<details class="data"><summary>The same as a table</summary>{}</details>').format(
        html_table(table, titled=False)
    )


def _data_id(figure: Figure) -> str:
    return f"{figure.id}-data"


def html_link(words: str, url: str | None) -> Markup:
    """Words with a link where the address is one of the web; otherwise the words alone."""
    if url is None or not url.startswith(("http://", "https://")):
        return Markup("{}").format(kept(words))
    return Markup('<a href="{}" rel="noreferrer noopener">{}</a>').format(visible(url), kept(words))


def _head(column: Column) -> Markup:
    return Markup('<th scope="col"{}>{}</th>').format(_side(column), kept(column.heading))


def _cell(text: str, href: str) -> Markup:
    """A cell; a dash leads nowhere."""
    shown = kept(text)
    return Markup('<a href="{}">{}</a>').format(href, shown) if href and text != "-" else Markup("{}").format(shown)


def _row(columns: tuple[Column, ...], row: Sequence[Markup]) -> Markup:
    first = Markup('<th scope="row"{}>{}</th>').format(_side(columns[0]), row[0])
    rest = Markup("").join(
        Markup('<td{} data-label="{}">{}</td>').format(_side(column), kept(column.heading), cell)
        for column, cell in zip(columns[1:], row[1:], strict=True)
    )
    return Markup("<tr>{}{}</tr>").format(first, rest)


def _side(column: Column) -> Markup:
    return Markup(' class="n"') if column.align == "right" else Markup("")

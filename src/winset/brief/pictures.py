"""A figure on the page of a briefing, with its numbers as a table: beside it, or in a fold below it."""

from dataclasses import replace

from markupsafe import Markup

from winset.brief.grounds import bounded
from winset.show.figures.svg import Figure
from winset.show.html import html_figure


def pictured(figure: Figure, beside: str = "") -> Markup:
    """A figure; its table has as many rows as a briefing bears.

    Args:
        figure: the figure.
        beside: the id of the table on the page that has its numbers; without one, they are in a fold below the picture.
    """
    return html_figure(replace(figure, table=bounded(figure.table)), beside)

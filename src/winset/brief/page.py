"""A case and its answers as one HTML file: no script, nothing fetched, the answer on the first page."""

from collections.abc import Mapping, Sequence

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from winset.brief.content import content
from winset.brief.readings import readings
from winset.case.load import Case
from winset.case.patterns import Pattern
from winset.settlement.blockers import blockers
from winset.settlement.deals import deals
from winset.settlement.worth_showing import answer_deals
from winset.show.figures.matrix import MOST
from winset.show.html import html_figure, html_link, html_table, kept

_TEMPLATE = "brief.html.jinja"
_STYLE = "brief.css"


def brief(
    case: Case,
    *,
    world: Mapping[str, str] | None = None,
    over: Sequence[str] = (),
    where: str | Mapping[str, object] | Pattern | None = None,
    party: str | None = None,
    variants: Sequence[str] = (),
) -> str:
    """A briefing on a case, as one self-contained HTML file.

    Args:
        case: a loaded case.
        world: levels of conditions that differ from now.
        over: conditions for each of whose levels an answer is given beside.
        where: which deals are asked about: a pattern, its name, or `issue=option,option`.
        party: the party that the briefing is for.
        variants: variants to apply first.

    Raises:
        CaseError: the question names something that the case does not have.
    """
    asked = case.with_variants(*variants)
    found = deals(asked, world=world, over=over, where=where, party=party)
    stands = blockers(asked, world=world, where=where, party=party)
    answers = answer_deals(asked, found, world=world, where=where, most=MOST)
    others = readings(asked, found, world=world, where=where)
    environment = _environment()
    style, _, _ = environment.loader.get_source(environment, _STYLE) if environment.loader else ("", None, None)
    page = environment.get_template(_TEMPLATE)
    return page.render(
        page=content(asked, found, stands, answers, others),
        style=Markup(style),  # noqa: S704 - a file of this package, with nothing of a case in it
        figure=html_figure,
        table=html_table,
        link=html_link,
    )


def _environment() -> Environment:
    """Templates that escape everything, after showing control and bidirectional characters."""
    return Environment(
        loader=PackageLoader("winset.brief"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _harmless(value: object) -> object:
    """Text as it may stand on the page; markup has been through here already."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return kept(value)

"""A case and its answers as one HTML file: no script, nothing fetched, the answer on the first page."""

import re
from collections.abc import Mapping, Sequence

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from winset.brief.asked import (
    NotAsked,
    what_flips,
    what_is_claimed,
    what_is_doubted,
    what_lasts,
    what_to_do,
    what_unlocks,
    whom_first,
)
from winset.brief.content import Answers, Content, content
from winset.brief.pictures import pictured
from winset.brief.readings import readings
from winset.case.load import Case
from winset.case.patterns import Pattern
from winset.case.problems import visible
from winset.evidence.record import record
from winset.settlement.blockers import blockers
from winset.settlement.deals import deals
from winset.settlement.worth_showing import answer_deals
from winset.show.figures.matrix import MOST
from winset.show.html import html_link, html_table, kept

_TEMPLATE = "brief.html.jinja"
_STYLE = "brief.css"
_CODE = re.compile("`([^`\n]+)`")
_TITLE = 70  # characters of the title at the head of a printed page


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
    flipping = what_flips(asked, found, world, where, party)
    courses = what_to_do(asked, found, world, where)
    as_it_stands = () if isinstance(courses, NotAsked) or world or where is not None else courses
    answers = Answers(
        case=case,
        asked=asked,
        found=found,
        stands=blockers(asked, world=world, where=where, party=party),
        shown=answer_deals(asked, found, world=world, where=where, most=MOST),
        readings=readings(case, variants, found, world=world, where=where),
        record=record(asked),
        unlock=what_unlocks(asked, found, world, where, party),
        courses=courses,
        order=whom_first(asked, found, world, where),
        flips=flipping,
        doubt=what_is_doubted(asked, found, world, where, party, flipping),
        claims=what_is_claimed(asked, found, as_it_stands),
        stability=what_lasts(asked, world),
    )
    environment = _environment()
    style, _, _ = environment.loader.get_source(environment, _STYLE) if environment.loader else ("", None, None)
    page = content(answers)
    # The style is a file of this package; what the case puts into it is escaped character by character.
    return environment.get_template(_TEMPLATE).render(page=page, style=Markup(f"{style}\n{print_style(page)}"))  # noqa: S704


def print_style(page: Content) -> str:
    """What stands at the head and foot of every printed page: title, what the answer rests on, the page's number."""
    counts = ", ".join(f"{number} {word}" for word, number in page.counts)
    foot = css_string(f"The answer rests on {page.total} inputs: {counts}")
    title = page.title if len(page.title) <= _TITLE else f"{page.title[: _TITLE - 1]}…"
    head = css_string(f"{title}, {page.as_of}")
    return (
        "@page {\n"
        f"  @top-left {{ content: {head}; }}\n"
        f"  @bottom-left {{ content: {foot}; }}\n"
        '  @bottom-right { content: "Page " counter(page) " of " counter(pages); }\n'
        "}\n"
        "@page :first { @top-left { content: none; } }"
    )


def css_string(text: str) -> str:
    """A text as a string of CSS: everything but letters, digits and spaces is written as its code point."""
    return '"' + "".join(_css_character(char) for char in visible(text)) + '"'


def _css_character(char: str) -> str:
    plain = char == " " or (char.isascii() and char.isalnum())
    return char if plain else f"\\{ord(char):x} "  # the space ends the escape and is not shown


def _environment() -> Environment:
    """Templates that escape everything, after showing control and bidirectional characters."""
    environment = Environment(
        loader=PackageLoader("winset.brief"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"figure": pictured, "table": html_table, "link": html_link, "words": html_words}
    return environment


def html_words(text: str) -> Markup:
    """Words with what stands between backticks as code: paths and commands."""
    plain = _CODE.split(kept(text))  # every second part stood between backticks
    code = Markup("<code>{}</code>")
    return Markup("").join(code.format(part) if at % 2 else Markup("{}").format(part) for at, part in enumerate(plain))


def _harmless(value: object) -> object:
    """Text as it may stand on the page; markup has been through here already."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return kept(value)

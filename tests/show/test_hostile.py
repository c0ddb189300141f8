"""Whatever a case says, its words come out as words."""

import html as html_words
import io
import json
import re
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

import winset
from winset.settlement.worth_showing import answer_deals
from winset.show import html, terminal
from winset.show.figures.matrix import matrix
from winset.show.html import html_link
from winset.show.spreadsheet import csv_text
from winset.show.tables import tables

CASE = """
winset: 1
title: {words}
as_of: 2020-01-01
sources:
  paper: {{title: {words}, published: 2019-12-31, url: "https://example.org/a?b=1&c=2"}}
issues:
  land: {{name: {words}, ordered: yes, options: {{none: {words}, some: {words}}}}}
status_quo: {{land: none}}
parties:
  north:
    name: {words}
    lead: cabinet
    ratifiers:
      cabinet:
        name: {words}
        refuses:
          line: {{when: {{land: some}}, cite: {{source: paper, quote: {words}, speaker: {words}}}, why: {words}}}
"""
HOSTILE = [
    "<script>alert(1)</script>",
    "'\"><img src=x onerror=alert(1)>",
    "\u202etxt.exe",
    "[bold red]x[/bold red] [link=file:///etc/passwd]y[/link]",
    "{{ 7*7 }} {% raw %} ]]> <!-- --> &amp; &lt;",
    "=cmd|' /C calc'!A0",
    "\x1b[31mred\x07",
    "a\u200bb\ufe0fc",
]
WORDS = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(max_codepoint=0xD7FF), min_size=1, max_size=40))
UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f-\x9f\ufe0f]")


class Elements(HTMLParser):
    """The elements and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]


def case_saying(words: str) -> winset.Case:
    return winset.parse(CASE.format(words=json.dumps(words)))


@settings(max_examples=60)
@given(WORDS)
def test_html_has_the_elements_it_would_have_anyway(words: str) -> None:
    plain, hostile = Elements(), Elements()
    plain.feed(html(winset.deals(case_saying("plain words"))))
    page = html(winset.deals(case_saying(words)))
    hostile.feed(page)
    assert hostile.tags == plain.tags
    assert hostile.attributes == plain.attributes
    assert not UNSEEN.search(page)
    assert not UNSEEN.search(html_words.unescape(page))


@settings(max_examples=60)
@given(WORDS)
def test_a_terminal_gets_no_control_characters_and_all_the_markup_as_words(words: str) -> None:
    case = case_saying(words)
    for result in (winset.deals(case), winset.blockers(case)):
        out = io.StringIO()
        terminal(result, out)
        assert not UNSEEN.search(out.getvalue().replace("\n", "").replace("\u202f", ""))
    if words == HOSTILE[3]:
        assert "[boldred]x[/boldred]" in "".join(out.getvalue().split())


@settings(max_examples=60)
@given(WORDS)
def test_figures_stay_well_formed(words: str) -> None:
    case = case_saying(words)
    result = winset.deals(case)
    root = ET.fromstring(matrix(result, answer_deals(case, result, most=24)).svg)  # noqa: S314
    assert {element.tag.rpartition("}")[2] for element in root.iter()} <= {
        *("svg", "title", "desc", "defs", "g", "use", "text", "line", "circle", "path", "rect")
    }


@given(st.sampled_from(HOSTILE))
def test_no_cell_of_a_csv_is_a_formula(words: str) -> None:
    for table in tables(winset.deals(case_saying(words))):
        for cell in csv_text(table).split('"'):
            assert not cell.startswith(("=", "@"))


def test_only_addresses_of_the_web_become_links() -> None:
    assert str(html_link("a <b>", "https://example.org/?a=1&b=2")) == (
        '<a href="https://example.org/?a=1&amp;b=2" rel="noreferrer noopener">a &lt;b&gt;</a>'
    )
    for address in (None, "javascript:alert(1)", "file:///etc/passwd", "//example.org", "data:text/html,x"):
        assert str(html_link("words", address)) == "words"

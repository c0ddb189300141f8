"""The briefing as a document: what it says, in what order, and that nothing of a case does more than be read."""

import json
import re
from fractions import Fraction
from html.parser import HTMLParser
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import winset
from briefings import briefing
from winset.brief.methods import methods
from winset.show import sentence

CASE = """
winset: 1
title: {words}
as_of: 2020-01-01
about: {words}
sources:
  paper: {{title: {words}, published: 2019-12-31, url: "https://example.org/a?b=1&c=2"}}
issues:
  land: {{name: {words}, ordered: yes, options: {{none: {words}, some: {words}, all_of_it: {words}}}}}
status_quo: {{land: none}}
conditions:
  climate: {{name: {words}, options: [cold, mild], now: cold, why: {words}}}
parties:
  north:
    name: {words}
    lead: cabinet
    ratifiers:
      cabinet:
        name: {words}
        refuses:
          line: {{when: {{land: some}}, cite: {{source: paper, quote: {words}, speaker: {words}}}, why: {words}}}
variants:
  softer: {{name: {words}, contests: {words}, why: {words}, drop: [north.cabinet.refuses.line]}}
"""
HOSTILE = [
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</title><img src=x onerror=alert(1)>",
    "\u202etxt.exe",
    "{{ 7*7 }} {% include 'x' %} ]]> <!-- -->",
    "\x1b[31mred\x07",
]
WORDS = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(max_codepoint=0xD7FF), min_size=1, max_size=40))
UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f-\x9f\ufe0f]")


INLINE = {"a", "span", "strong", "code"}


class Page(HTMLParser):
    """The elements of a page in order, their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in INLINE:
            self.words.append(" ")
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).replace("\u00a0", " ").split())

    @property
    def tags(self) -> list[str]:
        return [tag for tag, _ in self.elements]


def case_saying(words: str) -> winset.Case:
    return winset.parse(CASE.format(words=json.dumps(words)))


@pytest.fixture(scope="module")
def panama() -> str:
    return winset.brief(winset.load("panama-1978"))


def test_the_first_page_says_the_answer_who_blocks_what_is_near_and_what_would_change_it(panama: str) -> None:
    text = Page(panama).text
    order = [
        "The Panama Canal Treaties before the Senate",
        "As of 17 April 1978",
        sentence(winset.deals(winset.load("panama-1978"))),
        "Who stands in the way, and why",
        "the reservation offended Panama, whose factions were united against it",
        "Cheapest unlock",
        "No lever is needed: a deal is possible, and none makes one sure.",
        "What to do first",
        "Get the answer of the Senate (United States) and the government of General Torrijos (Panama): it would settle",
        "How sure it is",
        "No uncertain number bears on it. It rests on 16 inputs: 11 cited, 4 assumed, 1 contested.",
        "What would change it",
        "4 deals would be sure if the Senate (United States) said yes.",
        "What becomes of each kind of deal",
        "of the 6 possible deals lack",
        "up to 7 votes",
        "In detail",
        "Who says what to each deal",
        "Inputs and their sources",
        "scarcely 60 as certain",
        "How it was worked out",
        "SHA-256",
    ]
    place = 0
    for words in order:
        assert words in text[place:], words
        place = text.index(words, place)


def test_it_is_one_document_without_script_or_anything_to_fetch(panama: str) -> None:
    page = Page(panama)
    assert panama.startswith("<!doctype html>")
    assert not {"script", "iframe", "object", "embed", "form", "link", "img", "base"} & set(page.tags)
    policy = next(attrs for tag, attrs in page.elements if attrs.get("http-equiv") == "Content-Security-Policy")
    assert policy["content"] == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    assert "url(" not in re.sub(r"url\(#[a-z-]+\)", "", panama)
    assert "@import" not in panama
    assert len(panama.encode()) < 500_000


def test_headings_come_in_order_and_the_language_is_said(panama: str) -> None:
    page = Page(panama)
    levels = [int(tag[1]) for tag in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert ("html", {"lang": "en"}) in page.elements


def test_ids_are_unique_and_what_refers_to_them_is_there(panama: str) -> None:
    page = Page(panama)
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    assert len(set(ids)) == len(ids)
    named = [word for _, attrs in page.elements for word in attrs.get("aria-labelledby", "").split()]
    links = [attrs["href"][1:] for _, attrs in page.elements if attrs.get("href", "").startswith("#")]
    assert set(named + links) <= set(ids)


def test_every_table_has_a_caption_and_headings_with_scope(panama: str) -> None:
    page = Page(panama)
    assert page.tags.count("table") == page.tags.count("caption") > 5
    scopes = [attrs.get("scope") for tag, attrs in page.elements if tag == "th"]
    assert set(scopes) == {"col", "row"}


def test_sources_are_linked_to_the_web_only(panama: str) -> None:
    links = [attrs["href"] for tag, attrs in Page(panama).elements if tag == "a" and not attrs["href"].startswith("#")]
    assert "https://history.state.gov/historicaldocuments/frus1977-80v29/d156" in links
    assert all(link.startswith(("https://", "http://")) for link in links)


def test_figures_in_the_page_are_well_formed(panama: str) -> None:
    drawn = re.findall(r"<svg.*?</svg>", panama, re.DOTALL)
    assert (
        len(drawn) == 3
    )  # the matrix, the win-sets and what flips the verdict; nobody in this case bargains by points
    for svg in drawn:
        assert [child.tag.rpartition("}")[2] for child in ET.fromstring(svg)[:2]] == ["title", "desc"]  # noqa: S314


def test_a_ratified_case_shows_what_passes_and_the_frontier() -> None:
    case = winset.load("harbour")
    page = winset.brief(case)
    text = Page(page).text
    assert "Can be ratified" in text
    assert "of 59 ratified deals" in text
    assert "The Nash solution" in text
    assert 'id="figure-frontier"' in page
    assert "If “All six must agree” holds: 18 of 960 (1.9 %) ratified." in text
    assert {method.name for method in methods(winset.deals(case))} >= {"Nash", "Kalai-Smorodinsky"}


def test_it_says_how_change_and_doubt_were_worked_out() -> None:
    text = Page(briefing("japan-russia")).text
    _, _, told = text.rpartition("How it was worked out")
    for name in ("minimal unlocks", "tripwires", "PERT distribution", "total error of a poll"):
        assert name in told
    # Nothing in the case moves together, and no drawn number bears on its verdicts.
    assert "Gaussian copula" not in told
    assert "Sobol" not in told


def test_a_method_that_no_answer_used_is_not_told() -> None:
    case = winset.load("harbour")
    names = {method.name for method in methods(winset.deals(case), [winset.doubt(case, draws=1_000)])}
    assert "Nash" in names
    assert not names & {"PERT distribution", "minimal unlocks", "tripwires", "Sobol indices"}


def test_variants_are_applied_and_named() -> None:
    text = Page(winset.brief(winset.load("panama-1978"), variants=["bakers_word"])).text
    assert "Reading: The undecided refuse the treaties without the clarifications" in text
    assert "3 of 8 deals (38 %) are possible" in text
    assert "Variants: bakers_word" in text


def test_a_question_about_some_deals_is_said_to_be_one() -> None:
    text = Page(winset.brief(winset.load("panama-1978"), where="unsoftened", party="panama")).text
    assert "Only deals with unsoftened" in text
    assert "For Panama" in text
    assert "No deal is possible" in text


def test_a_question_that_the_case_cannot_answer_is_refused() -> None:
    with pytest.raises(winset.CaseError, match="no variant"):
        winset.brief(winset.load("panama-1978"), variants=["nobody"])


def test_where_no_deal_is_asked_about_the_page_says_so() -> None:
    case = winset.parse(CASE.format(words='"plain words"').replace("status_quo:", "deal: {any: []}\nstatus_quo:"))
    text = Page(winset.brief(case)).text
    assert "Nothing to ask about" in text
    assert "There is no deal to ask about" in text


@settings(max_examples=25)
@given(WORDS)
def test_hostile_words_come_out_as_words(words: str) -> None:
    plain, hostile = winset.brief(case_saying("plain words")), winset.brief(case_saying(words))
    assert set(Page(hostile).tags) == set(Page(plain).tags)
    assert not UNSEEN.search(hostile)
    if words == HOSTILE[0]:
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in hostile
    if words == HOSTILE[3]:
        assert "\\u202etxt.exe" in hostile
    if words == HOSTILE[4]:
        assert "{{ 7*7 }}" in hostile


def test_a_long_case_stays_short() -> None:
    lines = "".join(f"          l{at}: {{when: {{land: some}}, why: {'x' * 900}}}\n" for at in range(900))
    text = CASE.format(words='"plain words"').replace("        refuses:\n", f"        refuses:\n{lines}")
    page = winset.brief(winset.parse(text))
    assert len(page.encode()) < 500_000
    assert "701 more are left out here." in Page(page).text  # 900 lines and the one of the case, less 200 shown


def _luminance(colour: str) -> Fraction:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return Fraction(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])


@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        ("#1a1a1a", "#ffffff"),
        ("#555555", "#f4f6f8"),
        ("#00507d", "#f4f6f8"),
        ("#1a1a1a", "#ffe1a3"),
        ("#ffffff", "#8a3300"),
        ("#ffffff", "#00507d"),
        ("#595959", "#ffffff"),
    ],
)
def test_text_has_the_contrast_of_wcag_aa(panama: str, ink: str, paper: str) -> None:
    short = {"#ffffff": "#fff", "#555555": "#555"}
    for colour in (ink, paper):
        assert colour in panama or short.get(colour, colour) in panama
    light, dark = sorted((_luminance(ink), _luminance(paper)), reverse=True)
    assert (light + Fraction(5, 100)) / (dark + Fraction(5, 100)) >= Fraction(45, 10)

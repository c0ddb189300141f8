"""The parts behind the first page: ratifiers, rival readings, record and precedents, the counts on every page."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import winset
from briefings import CASES, briefing
from html_document import Element, document
from winset.brief.page import css_string
from winset.case.problems import visible

RICH = """
winset: 1
title: {words}
as_of: 2020-01-01
about: {words}
sources:
  paper: {{title: {words}, published: 2019-12-31, url: "https://example.org/a?b=1&c=2"}}
issues:
  land: {{name: {words}, ordered: yes, options: {{none: {words}, some: {words}, all_of_it: {words}}}}}
status_quo: {{land: none}}
patterns: {{half: {{land: some}}}}
conditions:
  climate: {{name: {words}, options: [cold, mild], now: cold, cite: {{source: paper, quote: {words}}}}}
parties:
  north:
    name: {words}
    lead: cabinet
    ratifiers:
      cabinet:
        name: {words}
        note: {words}
        refuses:
          line:
            when: {{land: all_of_it}}
            cite: {{source: paper, quote: {words}, speaker: {words}}}
            why: {words}
        prefers: {{land: [some, none, all_of_it]}}
      house:
        name: {words}
        rule: {{more_than: 1/2, of: members, why: {words}}}
        blocs:
          left:
            name: {words}
            note: {words}
            votes: {{is: 3, cite: {{source: paper, says: {words}}}}}
            accepts: {{a: {{when: half}}}}
          right: {{votes: rest, why: {words}}}
        members: 7
        counts:
          first: {{about: half, ayes: 3, date: 2019-11, caution: {words}, cite: {{source: paper, says: {words}}}}}
      council: {{name: {words}, follows: north.cabinet}}
  south:
    ratifiers:
      public:
        counts_as: cost
        scope: {{land: some}}
        polls:
          item:
            asked: {words}
            pollster: {words}
            field: 2019-12
            n: 1000
            about: {{land: some}}
            answers: {{yes: {{share: 60, accepts: {{land: some}}, text: {words}}}, no: {{share: 40}}}}
            cite: {{source: paper, says: {words}}}
            caution: {words}
variants:
  softer:
    name: {words}
    contests: {words}
    why: {words}
    cite: {{source: paper, says: {words}}}
    drop: [north.cabinet.refuses.line]
  fewer: {{name: {words}, contests: {words}, set: {{north.house.left.votes: 2}}}}
statements:
  s1:
    date: 2019-05-01
    by: north.cabinet
    speaker: {words}
    about: {{land: some}}
    stance: for
    cite: {{source: paper, quote: {words}}}
precedents:
  features: {{force: {{name: {words}}}}}
  present: {{force: {words}}}
  cases: {{old: {{name: {words}, date: 1990-01, traits: {{force: {words}}}, outcome: {words}}}}}
"""
HOSTILE = [
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    '"; } </style> body { background: url(https://example.org) }',
    "\u202etxt.exe",
    "{{ 7*7 }} {% include 'x' %}",
    "\x1b[31mred\x07 #input-x",
]


def rich(words: str) -> winset.Case:
    return winset.parse(RICH.format(words=json.dumps(words)))


@pytest.fixture(scope="module", params=CASES)
def named(request: pytest.FixtureRequest) -> tuple[str, Element]:
    return request.param, document(briefing(request.param))


@pytest.fixture(scope="module")
def panama() -> Element:
    return document(briefing("panama-1978"))


@pytest.fixture(scope="module")
def plain() -> Element:
    return document(winset.brief(rich("plain words")))


def section(page: Element, id_: str) -> Element:
    return page.by_id(id_).closest("section")


def style_of(page: Element) -> str:
    (style,) = page.all("style")
    return "".join(map(str, style.inside))


def ratifier(page: Element, id_: str) -> str:
    return section(page, f"ratifier-{id_}").text


def test_the_first_page_can_be_read_aloud_in_two_minutes(named: tuple[str, Element]) -> None:
    _, page = named
    spoken = 0
    for part in (page.all("header")[0], *page.all("main")[0].inside):
        if isinstance(part, Element) and part.attributes.get("aria-labelledby") == "detail":
            break
        if isinstance(part, Element):
            sources = sum(
                len(source.text.split()) for quote in part.all("blockquote") for source in quote.all("footer")
            )
            spoken += len(part.text.split()) - sources
    assert 100 < spoken <= 300  # 150 words a minute; where a quotation stands in print is not read aloud


def test_the_foot_of_each_section_counts_the_inputs_of_the_answer(named: tuple[str, Element]) -> None:
    name, page = named
    inputs = winset.deals(winset.load(name)).about.inputs
    cited, assumed, contested = (
        sum(entry.standing == word for entry in inputs) for word in ("cited", "assumed", "contested")
    )
    wanted = f"The answer rests on {len(inputs)} inputs: {cited} cited, {assumed} assumed, {contested} contested"
    feet = page.with_class("foot")
    assert len(feet) > len(winset.deals(winset.load(name)).win_sets)
    assert all(wanted in foot.text for foot in feet)
    assert wanted in page.with_class("reproduce")[0].text
    assert wanted.replace(": ", "\\3a  ").replace(", ", "\\2c  ") in style_of(page)


def test_each_ratifier_has_a_page_and_it_begins_a_printed_one(named: tuple[str, Element]) -> None:
    name, page = named
    ids = [row.ratifier for row in winset.deals(winset.load(name)).win_sets]
    pages = page.with_class("ratifier")
    assert [part.all("h2")[0].attributes["id"] for part in pages] == [f"ratifier-{id_}" for id_ in ids]
    assert all("sheet" in part.classes for part in pages)
    style = style_of(page)
    assert re.search(r"@media print \{.*\.sheet \{ break-before: page;", style, re.DOTALL)


def test_the_senate_s_page_says_what_it_is_and_on_whose_word(panama: Element) -> None:
    text = ratifier(panama, "united_states.senate")
    for words in (
        "Veto: its no stops a deal",
        "At least 2/3 of those present",
        "Of 8 deals it refuses 2 of 8 (25 %), leaves open 6 of 8 (75 %).",
        "Refuses C and G",
        "E Clarifications: Written into the text; Reservation: None; Intervention in Panama: The text is silent: up to",
        "63 to 64 for, 28 to 30 against (March 1978)",
        "Caution: Each side counted its own.",
        "For the treaties as signed: 45 votes cited",
        "Reservation alone: “unsoftened” (Reservation: Deconcini; Intervention in Panama: The text is silent) cited",
        "half a dozen Democrats, among them Kennedy, McGovern and Moynihan, would vote against",
        "“How the Treaty Was Saved”, 1 May 1978",
        "Any other text: every deal assumed Assumed. They are taken to be among the 51 of November.",
        "The rest of the undecided: the rest of the votes",
        "Nothing is known of how it would vote: open.",
    ):
        assert words in text, words


def test_a_public_s_page_has_its_polls_with_wording_answers_and_shares(panama: Element) -> None:
    text = ratifier(panama, "united_states.public")
    assert "Cost: its no costs those who bargain, but stops nothing" in text
    assert "Poll, Opinion Research Corporation, August 1977 cited" in text
    assert "Asked: “Whether to keep the canal or to cede it to Panama” 1100 asked; shares of those asked." in text
    assert "78 % Keep; accepts: no package" in text
    assert "14 % Cede; accepts: every deal" in text


def test_roles_scopes_and_followers_are_said_in_words(plain: Element) -> None:
    assert "Follower: it answers as plain words does" in ratifier(plain, "north.council")
    assert "Its own judgement is not read." in ratifier(plain, "north.council")
    public = ratifier(plain, "south.public")
    assert "Cost:" in public
    assert "Asked about Plain words".lower() in public.lower()


def test_rival_readings_stand_side_by_side(panama: Element) -> None:
    table = next(
        part for part in section(panama, "contested").all("table") if "The latest count before either vote" in part.text
    )
    heads = [head.text for head in table.all("thead")[0].all("th")]
    assert heads == ["Reading", "As briefed here", "The latest count before either vote"]
    rows = {row.all("th")[0].text: [cell.text for cell in row.all("td")] for row in table.all("tbody")[0].all("tr")}
    briefed, rival = rows["What it says"]
    assert "The Senate (United States), Against the treaties: 33 votes" in briefed
    assert "The Senate (United States), Against the treaties: 28 to 30 votes instead of 33 votes" in rival
    assert "63 or 64 sure for; 28 to 30 against" in rival
    assert rows["Answer"] == ["Open", "Open"]


def test_a_rival_reading_says_whose_answer_it_moves(panama: Element) -> None:
    # By hand: of the eight texts C and G are refused. Those undecided who refuse what leaves the clarifications out
    # refuse A, B and D too, and leave E, F and H open.
    text = section(panama, "contested").text
    assert "The Senate (United States) leaves open 3 (was 6) and refuses 5 (was 2)" in text
    assert "3 of 8 (38 %)" in text


def test_the_case_as_written_is_the_rival_of_a_reading_that_is_briefed() -> None:
    page = document(winset.brief(winset.load("panama-1978"), variants=["bakers_word"]))
    question = next(
        part
        for part in section(page, "contested").all("table")
        if "As briefed here: The undecided refuse the treaties without the clarifications" in part.text
    )
    assert "As the case is written" in question.text
    possible = next(row for row in question.all("tr") if row.all("th")[0].text == "Possible deals")
    assert [cell.text for cell in possible.all("td")] == ["3 of 8 (38 %)", "6 of 8 (75 %)"]


def test_what_a_case_lacks_has_no_section(panama: Element, plain: Element) -> None:
    assert not {"record", "precedents"} & {element.attributes.get("id") for element in panama.all()}
    assert "1 May 2019 plain words (plain words) for" in section(plain, "record").text
    assert "Alike" in section(plain, "precedents").text


def test_statements_and_traits_lead_to_their_words(plain: Element) -> None:
    for place, target in (("record", "input-statements.s1"), ("precedents", "input-precedents.present.force")):
        links = {link.attributes["href"] for link in section(plain, place).all("a")}
        assert f"#{target}" in links
        assert "plain words" in plain.by_id(target).text


def check_harmless(text: str) -> None:
    page = document(text)
    assert not {"script", "img", "iframe", "link", "object"} & {element.tag for element in page.all()}
    assert not re.search("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f-\x9f\ufe0f]", text)
    assert "url(" not in style_of(page)
    assert not [link for link in page.all("a") if not link.attributes["href"].startswith(("#", "https://example.org"))]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_come_out_as_words_everywhere(words: str) -> None:
    check_harmless(winset.brief(rich(words)))


@settings(max_examples=20, deadline=None)
@given(st.text(st.characters(max_codepoint=0xD7FF), min_size=1, max_size=30))
def test_any_words_come_out_as_words_everywhere(words: str) -> None:
    check_harmless(winset.brief(rich(f"a{words}z")))


@given(st.text())
def test_text_in_a_style_sheet_is_a_string_whatever_it_is(text: str) -> None:
    written = css_string(text)
    assert re.fullmatch(r'"(?:[A-Za-z0-9 ]|\\[0-9a-f]{1,6} )*"', written)
    read = re.sub(r"\\([0-9a-f]{1,6}) ", lambda found: chr(int(found[1], 16)), written[1:-1])
    assert read == visible(text)


def test_the_first_page_says_what_becomes_of_each_kind_of_deal() -> None:
    """By hand, from the README of the case: the formula is refused by three, the strategic dialogue can be had."""
    page = document(briefing("japan-russia"))
    said = section(page, "kinds").text
    assert "Strategic without islands (A): can be ratified." in said
    three = "the Japanese public, the Russian public and the administration (United States)"
    assert f"refused by {three}." in said
    assert said.index("Strategic without islands") < said.index("With islands")

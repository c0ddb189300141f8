"""The claims in the briefing: each quotation with its verdict, the failures first, and what they rest on linked."""

import pytest

import winset
from html_document import Element, document
from winset.brief import asked
from winset.brief.asked import NotAsked
from winset.brief.claiming import claiming
from winset.brief.register import Register

# The mayor refuses the only deal: by a line that is cited to the op-ed's own words (C2), and so C1 fails. Nobody says
# what the town makes of it, so C3 is open; C4 is nothing to compute.
CASE = """
winset: 1
title: A bridge
as_of: 2024-01-01
sources:
  oped: {title: On the BRIDGE, published: 2023-05-01}
  other: {title: Against it, published: 2023-05-02}
issues: {bridge: {options: {none: None, built: Built}}}
status_quo: {bridge: none}
parties:
  coast:
    lead: mayor
    ratifiers:
      mayor:
        name: The mayor
        refuses: {dear: {when: {bridge: built}, cite: {source: oped, quote: the mayor will never pay}}}
      town: {name: The town}
statements:
  said: {date: 2023-03-01, by: coast.mayor, speaker: MAYOR, cite: {source: oped, quote: no money}}
claims:
  C1: {quote: "<b>a bridge</b> will come", cite: {source: oped, at: page 1}, asks: {deal: {}}}
  C2:
    quote: the mayor will never pay
    note: NOTED
    cite: {source: oped}
    asks: {blocked_by: {ratifiers: [coast.mayor]}}
  C3: {quote: the town is against it, cite: {source: oped}, asks: {blocked_by: {ratifiers: [coast.town]}}}
  C4: {quote: no money, cite: {source: oped}, untested: {why: A fact., statements: [said]}}
  K1: {quote: none will come, cite: {source: other}, against: [C1], asks: {deal: {}, answer: no}}
"""


@pytest.fixture(scope="module")
def page() -> Element:
    return document(winset.brief(winset.parse(CASE)))


@pytest.fixture(scope="module")
def section(page: Element) -> Element:
    return next(each for each in page.all("section") if each.attributes.get("aria-labelledby") == "claims")


def test_the_failures_come_first(section: Element) -> None:
    told = [each.text for each in section.all("h3")]
    assert [text.rpartition(" ")[2] for text in told] == ["fails", "restated", "open", "holds", "record"]
    assert told[0] == "The case says otherwise (1) fails"


def test_each_quotation_stands_with_its_verdict(section: Element) -> None:
    claims = {each.attributes["id"]: each.text for each in section.all("li")}
    assert claims["claim-C1"].startswith("<b>a bridge</b> will come C1, On the BRIDGE, page 1")
    assert "The deal is refused" in claims["claim-C1"]
    assert "The mayor (coast) refuses the deal" in claims["claim-C2"]
    assert "NOTED" in claims["claim-C2"]
    assert "On record: MAYOR, 1 March 2023" in claims["claim-C4"]
    assert "K1, Against it" in claims["claim-K1"]


def test_what_was_typed_in_leads_to_where_it_stands(page: Element, section: Element) -> None:
    two = next(each for each in section.all("li") if each.attributes["id"] == "claim-C2")
    (link,) = two.all("a")
    assert link.text == "coast.mayor.refuses.dear"
    target = link.attributes["href"].removeprefix("#")
    assert any(each.attributes.get("id") == target for each in page.all())


def test_documents_stand_beside_each_other(section: Element) -> None:
    captions = [each.text for each in section.all("caption")]
    assert any(text.startswith("1 pair of claims contradict") for text in captions)
    assert any(text.startswith("2 documents, one case") for text in captions)


def test_its_methods_are_told(page: Element) -> None:
    methods = next(each for each in page.all("section") if each.attributes.get("aria-labelledby") == "methods").text
    assert "claims that are typed in" in methods
    assert "Do these ratifiers refuse every deal of this kind?" in methods


def test_a_case_without_claims_that_ask_has_no_such_page() -> None:
    text = winset.brief(winset.load("harbour"))
    assert 'aria-labelledby="claims"' not in text


def test_of_a_case_that_is_too_large_it_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    case = winset.parse(CASE)
    found = winset.deals(case)
    monkeypatch.setattr(asked, "MOST_PACKAGES", 0)
    result = asked.what_is_claimed(case, found)
    assert isinstance(result, NotAsked)
    told = claiming(result, Register(case, found.about, []))
    assert told is not None
    assert "`winset claims` does" in told.missing

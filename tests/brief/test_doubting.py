"""How sure, in the briefing: the interval of each verdict, what would turn it, what to find out first."""

import json

import pytest

import winset
from html_document import Element, document
from winset.brief import asked

POLL = {
    "answers": {"fine": {"share": "52", "accepts": {"deal": "done"}}, "never": {"share": "48"}},
    "base": "asked",
    "n": "1000",
    "field": "2020-01-01",
}
CASE = {
    "winset": "1",
    "title": "One poll",
    "as_of": "2020-01-01",
    "issues": {"deal": {"options": ["none", "done"]}},
    "status_quo": {"deal": "none"},
    "parties": {
        "north": {
            "ratifiers": {
                "house": {"otherwise": "accepts"},
                "public": {"name": "The public", "polls": {"poll": POLL}, "rule": {"more_than": "1/2", "of": "asked"}},
            }
        }
    },
}


def section(page: Element) -> Element:
    return page.by_id("doubt").closest("section")


@pytest.fixture(scope="module")
def told() -> Element:
    return section(document(winset.brief(winset.parse(json.dumps(CASE)))))


def test_the_verdict_comes_with_its_interval_in_words_and_numbers(told: Element) -> None:
    # 52 per cent with a standard deviation of 3.4 points passes half in 72 of 100 (see tests/doubt/test_settlement.py).
    assert "The deals asked about are ratified: likely, 70 to 75 %." in told.text


def test_what_to_find_out_first_is_said(told: Element) -> None:
    assert "What to find out first: the poll poll" in told.text


def test_what_hangs_on_no_number_is_counted_and_not_listed(told: Element) -> None:
    assert "other verdict hang" in told.text
    assert "some deals get past the house" not in told.text


def test_the_flip_is_drawn_and_told_in_a_table(told: Element) -> None:
    # 52 may fall to 50: two points away.
    assert "would turn what becomes of the deals, each alone" in told.text
    assert "down at 50 points of opinion" in told.text


def test_a_case_that_is_too_large_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked, "MOST_PACKAGES", 1)
    page = document(winset.brief(winset.load("harbour")))
    assert "`winset doubt` does" in section(page).text or "winset doubt does" in section(page).text


def test_the_section_is_found_from_the_detail() -> None:
    page = document(winset.brief(winset.parse(json.dumps(CASE))))
    assert "#doubt" in {link.attributes["href"] for link in page.all("nav")[0].all("a")}

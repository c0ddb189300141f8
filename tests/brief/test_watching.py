"""What to watch, in the briefing: tripwires in words, the nearest first, with their sources; unknowns that matter."""

import pytest

import winset
from html_document import Element, document
from winset.brief import asked, first_page
from winset.brief.spoken import MOST

# The cabinet has 5 points for the deal and 3 without it; the council 9 and 3. So the deal falls where the cabinet's
# worth of no deal is above 5, its points for the deal are below 3, and for the council above 9 and below 3.
CASE = """
winset: 1
title: Land
as_of: 2020-01-01
sources: {paper: {title: The paper, published: 2019-12-31}}
issues: {land: {name: Land, options: {none: None, some: Some}}}
status_quo: {land: none}
parties:
  north:
    lead: cabinet
    ratifiers:
      cabinet:
        name: The cabinet
        points: {land: {none: 0, some: 5}}
        no_deal: {is: 3, cite: {source: paper, says: three}}
  south:
    lead: council
    ratifiers:
      council: {name: The council, points: {land: {none: 0, some: 9}}, no_deal: 3}
"""
CASES = ["panama-1978", "harbour", "ceta-2016", "jcpoa-2015", "prespa-2018", "good-friday-1998"]


def page_of(text: str) -> Element:
    return document(winset.brief(winset.parse(text)))


def section(page: Element) -> Element:
    return page.by_id("watch").closest("section")


def watched(page: Element) -> list[Element]:
    """The inputs that are listed."""
    return [
        entry for part in section(page).with_class("watched") for entry in part.inside if isinstance(entry, Element)
    ]


@pytest.fixture(scope="module")
def page() -> Element:
    return page_of(CASE)


def test_each_input_is_told_with_its_value_source_date_and_where_it_turns(page: Element) -> None:
    (entry,) = [entry for entry in watched(page) if "no deal to the cabinet" in entry.text]
    assert entry.text.startswith(
        "The worth of no deal to the cabinet (North), now 3 “The paper”, 31 December 2019 cited "
        "Above 5 points of value: the deals turn from ratified to refused"
    )


def test_the_nearest_comes_first(page: Element) -> None:
    # At the cabinet two points are to spare, at the council six.
    whose = ["cabinet" if "the cabinet" in entry.text else "council" for entry in watched(page)]
    assert whose == ["cabinet", "cabinet", "council", "council"]


def test_inputs_lead_to_their_sources_and_back_and_ratifiers_to_their_pages(page: Element) -> None:
    (entry,) = [entry for entry in watched(page) if "no deal to the cabinet" in entry.text]
    hrefs = [link.attributes["href"] for link in entry.all("a")]
    assert hrefs[0] == "#input-north.cabinet.no_deal"
    assert "#ratifier-north.cabinet" in hrefs  # which would block all deals
    back = page.by_id("input-north.cabinet.no_deal").with_class("used")[0]
    assert "#watch" in [link.attributes["href"] for link in back.all("a")]


def test_an_unknown_answer_is_told_with_whether_it_matters() -> None:
    open_court = CASE + "      court: {name: The court}\n"
    text = section(page_of(open_court)).text
    assert "Unknown, and it matters: the court (South)." in text
    assert "If it says no to all that it leaves open: the deals turn from open to refused" in text


def test_an_unknown_that_changes_nothing_is_said_to() -> None:
    # A court that is asked about no deal that there is can answer as it likes.
    text = CASE.replace("none: None, some: Some", "none: None, some: Some, more: More")
    text = text.replace("status_quo:", "deal: {land: some}\nstatus_quo:").replace("some: 9", "some: 9, more: 9")
    text = text.replace("some: 5", "some: 5, more: 5") + "      court: {name: The court, scope: {land: more}}\n"
    said = section(page_of(text)).text
    assert "Unknown, and it matters" not in said


def test_kinds_of_deal_that_turn_alike_are_told_together() -> None:
    text = CASE.replace("status_quo:", "patterns: {with_land: {land: some}, any_land: {land: [some]}}\nstatus_quo:")
    said = section(page_of(text)).text
    assert "“With land” and “Any land” turn from ratified to refused" in said


def test_a_level_of_the_world_is_told_by_its_name() -> None:
    condition = "conditions: {mood: {name: The mood, options: {calm: Calm, bad: Bad}, now: calm}}\nparties:"
    text = CASE.replace("parties:", condition, 1).replace(
        "        points: {land: {none: 0, some: 5}}",
        "        refuses: {x: {when: {land: some, mood: bad}}}\n        points: {land: {none: 0, some: 5}}",
    )
    said = section(page_of(text))
    assert "The state of the world" in [head.text for head in said.all("h3")]
    assert "If it becomes “Bad”: the deals turn from ratified to refused" in said.text


def test_an_entry_that_may_fall_away_is_told_by_what_it_says() -> None:
    # Without its red line the court says yes to what it leaves to `otherwise`.
    text = CASE + "      court: {name: The court, refuses: {any_land: {when: {land: some}}}, otherwise: accepts}\n"
    page = page_of(text)
    (entry,) = [entry for entry in watched(page) if "refuses" in entry.text]
    assert entry.text.startswith("The court (South): refuses Land: Some assumed If it falls away: the deals turn from")
    assert entry.all("a")[0].attributes["href"] == "#input-south.court.refuses.any_land"


def test_a_reading_leads_to_where_it_is_told_beside_its_rivals() -> None:
    text = CASE + "variants: {hard: {name: A hard line, contests: who is hard, set: {north.cabinet.no_deal: 7}}}\n"
    links = section(page_of(text)).all("a")
    assert [link.attributes["href"] for link in links if "A hard line" in link.text] == ["#reading-hard"]


def test_where_nothing_would_change_the_answer_it_says_so() -> None:
    part = section(page_of(CASE.replace("status_quo:", "deal: {any: []}\nstatus_quo:")))
    assert "None of" in part.text
    assert not part.with_class("watched")


def test_the_first_page_has_the_nearest_tripwire(page: Element) -> None:
    lines = page.by_id("changes").closest("section").all("li")
    (line,) = [line for line in lines if line.text.startswith("If the worth")]
    # Its worth of no deal is as near to turning as its points for the deal.
    assert line.text in {
        "If the worth of no deal to the cabinet (North) rises above 5 points of value: no deal.",
        "If the worth of “Land: Some” to the cabinet (North) falls below 3 points of value: no deal.",
    }
    assert [link.attributes["href"] for link in line.all("a")] == ["#watch"]


def test_a_case_that_is_too_large_is_left_to_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked, "MOST_PACKAGES", 0)
    monkeypatch.setattr(asked, "flips", None)  # not called
    assert "so this was not looked at here; winset flips does." in section(page_of(CASE)).text


@pytest.mark.parametrize("name", CASES)
def test_the_first_page_of_every_case_can_be_read_aloud_in_two_minutes(name: str) -> None:
    page = document(winset.brief(winset.load(name)))
    spoken = 0
    for part in (page.all("header")[0], *page.all("main")[0].inside):
        if isinstance(part, Element) and part.attributes.get("aria-labelledby") == "detail":
            break
        if isinstance(part, Element):
            feet = [foot for quote in part.all("blockquote") for foot in quote.all("footer")]
            spoken += len(part.text.split()) - sum(len(foot.text.split()) for foot in feet)
    assert spoken <= MOST


def test_lines_that_find_no_room_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    text = CASE + "variants: {hard: {contests: who is hard, set: {north.cabinet.no_deal: 7}}}\n"
    assert len(page_of(text).by_id("changes").closest("section").all("li")) == 2
    monkeypatch.setattr(first_page, "MOST", 0)
    page = page_of(text)
    assert len(page.by_id("changes").closest("section").all("li")) == 1
    assert [link.attributes["href"] for link in page.by_id("changes").all("a")] == ["#watch"]


@pytest.mark.parametrize("name", CASES)
def test_the_sections_stand_behind_the_detail_and_each_heading_has_a_text(name: str) -> None:
    page = document(winset.brief(winset.load(name)))
    heads = [head.attributes.get("id", "") for head in page.all("h2")]
    assert heads.index("detail") < heads.index("unlock") < heads.index("watch") < heads.index("inputs")
    for part in (page.by_id("unlock").closest("section"), section(page)):
        assert all(head.text for head in part.all("h3"))
        assert len(part.all("table")) == len(part.all("caption"))
        assert "`" not in part.text
    assert {"#unlock", "#watch"} <= {link.attributes["href"] for link in page.all("nav")[0].all("a")}

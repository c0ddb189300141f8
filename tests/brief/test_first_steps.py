"""What to do first, in the briefing: for each goal the step, what turns it, its tree and its timeline."""

import re
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

import winset
from briefings import briefing
from html_document import Element, document
from winset.brief import asked
from winset.brief.asked import NotAsked
from winset.brief.first_steps import first_line, first_steps
from winset.brief.linked import Span
from winset.brief.register import Register
from winset.brief.wording import Wording
from winset.case.load import Case
from winset.show.names import Names

SVG = "{http://www.w3.org/2000/svg}"

# What is in force when a year begins brings its points: a pact of the first year brings four points in the second, with
# a chance of a half, so 2 points for an effort of 1 at 1 point a unit: net 1. It is worth it up to 2 points a unit. The
# second goal gets nothing from it, so nothing is worth an effort.
CASE = """
winset: 1
title: Land
as_of: 2020-01-01
sources: {paper: {title: The paper, published: 2019-12-31}}
issues: {land: {name: Land, options: {none: None, some: Some}}}
status_quo: {land: none}
parties:
  north: {lead: cabinet, ratifiers: {cabinet: {name: The cabinet, otherwise: accepts}}}
  south: {lead: council, ratifiers: {council: {name: The council, otherwise: accepts}}}
effort: days
goals:
  peace:
    name: PEACE
    points: {land: {some: 4}}
    attention: {low: 1, likely: 1, high: 1.5, why: A day is a day.}
  quiet: {name: Quiet, points: {land: {some: 0}}}
course:
  for: north
  period: a year
  horizon: [2]
  afterwards: nothing
  arrange:
    pact:
      name: PACT
      package: {land: some}
      cost: {is: 1, cite: {source: paper, says: one day}}
      chance: {is: 0.5, why: assumed}
  outcomes: {deal: {land: some}, left: {}}
  named: {nothing: {name: Do nothing, only: []}, never: {name: Never sign, never: [pact]}}
"""
HOSTILE = "<img src=x onerror=alert(1)>\\u202e&amp;' "


def case(peace: str = "Peace", pact: str = "Sign the pact") -> Case:
    return winset.parse(CASE.replace("PEACE", f'"{peace}"').replace("PACT", f'"{pact}"'))


def section(page: Element) -> Element:
    return page.by_id("first-steps").closest("section")


def table(page: Element, id_: str) -> list[list[str]]:
    """The cells of a table, row by row."""
    rows = page.by_id(id_).all("tr")[1:]
    return [[cell.text for cell in row.inside if isinstance(cell, Element)] for row in rows]


@pytest.fixture(scope="module")
def html() -> str:
    return winset.brief(case())


@pytest.fixture(scope="module")
def page(html: str) -> Element:
    return document(html)


def test_goals_stand_side_by_side_with_their_first_step_and_what_turns_it(page: Element) -> None:
    assert table(page, "table-first_steps") == [
        ["Peace", "yes", "“Sign the pact”", "2", "1", "above 2", "2"],
        ["Quiet", "yes", "Wait", "0", "0", "never", "nothing is worth an effort"],
    ]


def test_each_goal_has_its_sentence_its_price_and_what_waiting_loses(page: Element) -> None:
    words = section(page).text
    assert (
        "“Sign the pact” comes first: the best course gains 2 points over doing nothing in 2 periods of a year" in words
    )
    assert "above 2 wait first, and it uses nothing" in words
    assert "To wait now is worth 1 point" in words
    assert "For “Quiet”, wait" in words


def test_advice_that_holds_within_all_ranges_is_said_to_hang_on_structure(page: Element) -> None:
    labels = [part.text for heading in section(page).all("h3") for part in heading.with_class("standing")]
    assert labels == ["by structure", "by structure"]  # attention is 1.5 at the most, and turns at 2
    wide = document(winset.brief(winset.parse(CASE.replace("high: 1.5", "high: 3"))))
    labels = [part.text for heading in section(wide).all("h3") for part in heading.with_class("standing")]
    assert labels == ["by assumption", "by structure"]


def test_named_courses_stand_beside_the_best_one(page: Element) -> None:
    assert table(page, "table-courses-goal-peace") == [
        ["The best course", "2", "1", "1"],
        ["Never sign", "0", "0", "0"],
    ]


def test_the_tree_and_the_timeline_are_drawn_once_for_each_goal_that_has_them(html: str, page: Element) -> None:
    ids = [figure.attributes["id"] for figure in section(page).all("figure")]
    assert [id_.partition("_")[0] for id_ in ids] == ["figure-tree", "figure-timeline", "figure-timeline"]
    assert "Wait, whatever happens." in section(page).text  # of the second goal, which has no tree
    for id_ in ids:
        drawn = re.search(f'id="{re.escape(id_)}".*?(<svg.*?</svg>)', html, re.DOTALL)
        assert drawn is not None
        picture = ElementTree.fromstring(drawn[1])  # noqa: S314 - our own page
        words = [text.text for text in picture.iter(f"{SVG}text")]
        assert "Sign the pact" in words or "quiet" in id_


def test_a_deed_leads_to_what_the_case_says_of_it(page: Element) -> None:
    links = {link.text: unquote(link.attributes["href"][1:]) for link in section(page).all("a")}
    assert links["“Sign the pact”"] == "input-course.arrange.pact.cost"
    assert "one day" in page.by_id(links["“Sign the pact”"]).text
    attention = links["above 2"]
    assert attention == "input-goals.peace.attention"
    assert "A day is a day." in page.by_id(attention).text


def test_every_link_has_its_one_target_and_inputs_lead_back(page: Element) -> None:
    ids = [element.attributes["id"] for element in page.all() if "id" in element.attributes]
    assert len(set(ids)) == len(ids)
    targets = {unquote(link.attributes["href"][1:]) for link in page.all("a") if link.attributes["href"][0] == "#"}
    assert targets <= set(ids)
    used = page.by_id("input-goals.peace.attention").with_class("used")
    assert [link.attributes["href"] for line in used for link in line.all("a")] == ["#first-steps"]


def test_the_section_is_found_from_the_first_page_and_from_the_detail(page: Element) -> None:
    (step,) = page.with_class("step")
    assert step.text == "“Sign the pact” for “Peace” and wait for “Quiet”."
    assert [link.attributes["href"] for link in step.closest("section").all("a")] == ["#first-steps"]
    assert "#first-steps" in {link.attributes["href"] for link in page.all("nav")[0].all("a")}


def test_how_it_was_worked_out_tells_of_courses(page: Element) -> None:
    words = page.by_id("methods").closest("section").text
    assert "best course" in words
    assert "Bellman 1957" in words


@pytest.mark.parametrize("without", [("goals",), ("course",), ("goals", "course")], ids=" and ".join)
def test_a_case_without_a_course_or_goals_has_no_such_section(without: tuple[str, ...]) -> None:
    text = CASE
    for key in without:
        text = re.sub(rf"^{key}:\n(  .*\n)+", "", text, flags=re.MULTILINE)
        assert f"\n{key}:" not in text
    told = winset.brief(winset.parse(text))
    assert "first-steps" not in told
    assert "Bellman" not in told
    (step,) = document(told).with_class("step")
    assert step.text == "Nothing has to come first: a deal that passes can be put now."


def test_hostile_names_are_text() -> None:
    told = winset.brief(case(HOSTILE, f"{HOSTILE}{HOSTILE}"))
    assert "<img" not in told
    assert "\u202e" not in told
    page = document(told)
    assert page.by_id("goal-peace").text.startswith("<img src=x onerror=alert(1)>")
    drawn = re.findall("<svg.*?</svg>", told, re.DOTALL)
    assert len(drawn) > 3
    for picture in drawn:
        root = ElementTree.fromstring(picture)  # noqa: S314 - our own page
        assert not list(root.iter(f"{SVG}img"))


def test_a_case_that_is_too_large_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked, "MOST_PACKAGES", 0)
    page = document(winset.brief(case()))
    assert "winset course does" in section(page).text
    (step,) = page.with_class("step")
    assert step.text.endswith("so this was not looked at here; winset course does.")


def test_where_nothing_is_known_of_a_first_step_there_is_no_line() -> None:
    assert first_line(NotAsked("too large")) is None
    assert first_line(()) is None


def test_whom_to_ask_in_which_order_has_its_place() -> None:
    loaded = case()
    results = [winset.course(loaded, goal=goal) for goal in ("peace", "quiet")]
    names = Names.of(results[0].about)
    register = Register(loaded, results[0].about, ["north.cabinet", "south.council"])
    told = first_steps(results, (), register, Wording(names, loaded.file), (Span("The cabinet first."),))
    assert told is not None
    assert told.approaches == (Span("The cabinet first."),)
    assert [goal.name for goal in told.goals] == ["Peace", "Quiet"]


def test_a_reading_that_differs_is_told_beside() -> None:
    page = document(briefing("japan-russia"))
    rows = table(page, "table-first_steps")
    assert [row[:2] for row in rows][:2] == [["Territory only", "yes"], ["Territory only", "no"]]
    assert "Where open answers count as no: wait, whatever happens." in section(page).text
    steps = {row[0]: row[2] for row in rows}
    assert steps["The broader strategic context"] == "“Agree on a strategic dialogue”"
    # That no course reaches a deal holds for both goals, and is said once.
    assert section(page).text.count("No course reaches a deal that can be put") == 1

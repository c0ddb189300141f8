"""The six answers of the first page: each is there, whatever the case lacks, and on one sheet of either paper."""

import shutil
import subprocess
from pathlib import Path

import pytest

import winset
from briefings import CASES, briefing
from html_document import Element, document
from winset.brief.asked import NotAsked
from winset.brief.in_short import in_short
from winset.brief.linked import Line
from winset.brief.printing import PAPERS, printed
from winset.show import sentence
from winset.show.names import Names

CHROMIUM = "/usr/bin/chromium"
SIX = ("answer", "in-the-way", "cheapest", "step", "rests", "changes")
# Two cabinets and one issue. As written nobody has said anything; with `otherwise` both accept; with a red line the
# north refuses the only deal.
CASE = """
winset: 1
title: River
as_of: 2020-01-01
issues: {water: {options: [none, some]}}
status_quo: {water: none}
deal: {water: some}
parties:
  north: {name: North, ratifiers: {cabinet: {name: The cabinet}}}
  south: {name: South, ratifiers: {council: {name: The council, otherwise: accepts}}}
"""
RATIFIED = CASE.replace("name: The cabinet", "name: The cabinet, otherwise: accepts")
REFUSED = CASE.replace("name: The cabinet", "name: The cabinet, refuses: {line: {when: {water: some}}}")


def first_page(page: Element) -> list[Element]:
    """The sections before the detail."""
    sections = page.all("main")[0].all("section")
    place = next(at for at, part in enumerate(sections) if part.attributes["aria-labelledby"] == "detail")
    return sections[:place]


def said(page: Element) -> dict[str, str]:
    """What each section of the first page says under its heading."""
    told = {}
    for part in first_page(page):
        (head,) = part.all("h2")
        told[part.attributes["aria-labelledby"]] = part.text.removeprefix(head.text).strip()
    return told


@pytest.mark.parametrize("text", [CASE, RATIFIED, REFUSED], ids=["open", "ratified", "refused"])
def test_all_six_answers_come_first_in_their_order(text: str) -> None:
    told = said(document(winset.brief(winset.parse(text))))
    assert tuple(told)[:6] == SIX
    assert all(told[id_] for id_ in SIX)


@pytest.mark.parametrize("name", CASES)
def test_the_bundled_cases_have_all_six(name: str) -> None:
    told = said(document(briefing(name)))
    assert tuple(told)[:6] == SIX
    assert all(told[id_] for id_ in SIX)


def test_what_a_case_without_levers_and_course_says() -> None:
    told = {word: said(document(winset.brief(winset.parse(text)))) for word, text in
            (("open", CASE), ("ratified", RATIFIED), ("refused", REFUSED))}  # fmt: skip
    assert told["open"]["cheapest"] == "No lever is needed: a deal is possible, and none makes one sure."
    assert told["ratified"]["cheapest"] == "No lever is needed: a deal passes already."
    assert told["refused"]["cheapest"] == "The case has no levers to pull."
    assert told["open"]["step"] == "Get the answer of the cabinet (North): it would settle it."
    assert told["ratified"]["step"] == "Nothing has to come first: a deal that passes can be put now."
    assert told["refused"]["step"].startswith("The case has no course to choose from")
    assert all(each["rests"].startswith("No uncertain number bears on it.") for each in told.values())
    assert told["ratified"]["in-the-way"].startswith("Nobody whose yes is needed refuses")
    assert "settled by the answer" not in told["open"]["changes"]  # it is said already


def test_a_question_that_was_not_asked_says_why() -> None:
    found = winset.deals(winset.parse(REFUSED))
    left = NotAsked("It was not looked at.")
    short = in_short(found, left, left, None, left, Names.of(found.about))
    assert (short.unlock, short.step, short.sure) == (Line(left.why),) * 3
    assert in_short(found, left, (), left, left, Names.of(found.about)).step == Line(left.why)


def test_a_chance_is_told_in_words_and_numbers() -> None:
    # The poll is drawn around 50 of 100, and the public accepts from a half on: as likely as not.
    text = REFUSED.replace("refuses: {line: {when: {water: some}}}", "rule: {at_least: 1/2, of: asked}, polls: "
        "{p: {field: 2019-12, n: 1000, about: {water: some}, answers: "
        "{a: {share: 50, accepts: {water: some}}, b: {share: 50}}}}")  # fmt: skip
    told = said(document(winset.brief(winset.parse(text))))
    assert "about as likely as not" in told["rests"].lower()


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext reads what was printed")
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", CASES)
def test_the_first_page_is_one_sheet_of_either_paper(name: str, paper: str, tmp_path: Path) -> None:
    file = tmp_path / "brief.pdf"
    file.write_bytes(printed(briefing(name), CHROMIUM, paper))
    text = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout
    first, second = (" ".join(sheet.replace("\u00a0", " ").split()) for sheet in text.split("\f")[:2])
    page = document(briefing(name))
    for part in first_page(page):
        for row in (*part.all("h2"), *part.all("li")):
            assert "".join(row.text.split())[:20] in "".join(first.split())
    for head in ("Cheapest unlock", "What to do first", "How sure it is", "What would change it"):
        assert head in first
    assert "".join(sentence(winset.deals(winset.load(name))).split()) in "".join(first.split())
    assert "In detail" in second

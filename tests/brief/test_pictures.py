"""Each figure of a briefing has its finding in words, and its numbers as a table beside it or in a fold below it."""

import re

import pytest

import winset
from briefings import CASES, briefing
from html_document import Element, document
from winset.brief.pictures import pictured
from winset.show.figures.shares import shares


@pytest.fixture(scope="module", params=CASES)
def page(request: pytest.FixtureRequest) -> Element:
    return document(briefing(request.param))


def lacking(page: Element) -> list[str]:
    """What figures lack: words for those who do not see them, a table of what they show."""
    return [f"{figure.attributes['id']}: {what}" for figure in page.all("figure") for what in _lacks(page, figure)]


def _lacks(page: Element, figure: Element) -> list[str]:
    (picture,) = figure.all("svg")
    ids = picture.attributes.get("aria-labelledby", "").split()
    named = [part for part in picture.all() if part.attributes.get("id") in ids]
    said = ["".join(map(str, part.inside)) for part in named]
    (caption,) = figure.all("figcaption")
    finding = " ".join(said[0].replace("\u00a0", " ").split()) if said else ""
    lacks = []
    if picture.attributes.get("role") != "img" or len(said) != 2 or not all(said):
        lacks.append("its words")
    if not finding or not caption.text.startswith(finding):
        lacks.append("its finding")
    tables = [part for part in page.all() if part.attributes.get("id") == figure.attributes.get("aria-details", "-")]
    if len(tables) != 1 or not tables[0].all("tbody")[0].all("tr") or not tables[0].all("thead")[0].all("th"):
        lacks.append("its table")
    return lacks


def test_every_picture_of_a_page_is_a_figure_with_words_and_a_table(page: Element) -> None:
    pictures = page.all("svg")
    assert len(pictures) == len(page.all("figure")) >= 3
    assert lacking(page) == []


def test_a_table_in_a_fold_is_inside_its_figure_and_is_named(page: Element) -> None:
    folds = page.with_class("data")
    assert folds
    for fold in folds:
        assert fold.tag == "details"
        assert fold.closest("figure").attributes["aria-details"] == fold.all("div")[0].attributes["id"]
        assert fold.all("summary")[0].text == "The same as a table"


@pytest.mark.parametrize(
    ("broken", "what"),
    [
        (lambda text: text.replace('role="img"', ""), "its words"),
        (lambda text: re.sub("<desc.*?</desc>", "", text), "its words"),
        (lambda text: re.sub("<tbody>.*</tbody>", "<tbody></tbody>", text), "its table"),
        (lambda text: text.replace("aria-details", "data-details"), "its table"),
        (lambda text: text.replace("<strong>", "<strong>Not so: "), "its finding"),
    ],
)
def test_a_figure_without_them_is_found(broken: object, what: str) -> None:
    figure = str(pictured(shares(winset.deals(winset.load("panama-1978")))))
    assert lacking(document(figure)) == []
    assert callable(broken)
    assert lacking(document(broken(figure))) == [f"figure-shares: {what}"]


def test_where_a_table_stands_beside_a_figure_it_has_no_fold() -> None:
    figure = document(str(pictured(shares(winset.deals(winset.load("panama-1978"))), "win_sets"))).all("figure")[0]
    assert figure.attributes["aria-details"] == "table-win_sets"
    assert not figure.all("table")

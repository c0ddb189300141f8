import re
from xml.etree import ElementTree as ET

import pytest
from made import GOVERNMENT, SENATE, answers, deals_result, open_deals, win_set, with_frontier

from winset.model.result import Verdict
from winset.show.figures import palette
from winset.show.figures.frontier import frontier
from winset.show.figures.matrix import MOST, matrix, outcome
from winset.show.figures.shares import shares
from winset.show.figures.svg import Figure, broken, letters

SVG = "{http://www.w3.org/2000/svg}"
GIVEN = answers(
    {SENATE: "open", GOVERNMENT: "yes"}, {SENATE: "no", GOVERNMENT: "out"}, {SENATE: "yes", GOVERNMENT: "yes"}
)


def drawn() -> list[Figure]:
    figures = [
        shares(open_deals()),
        matrix(open_deals(), GIVEN),
        frontier(with_frontier(2)),
        frontier(with_frontier(3)),
    ]
    return [figure for figure in figures if figure is not None]


@pytest.mark.parametrize("figure", drawn(), ids=lambda figure: f"{figure.id}-{len(figure.svg)}")
def test_every_figure_is_well_formed_and_described(figure: Figure) -> None:
    root = ET.fromstring(figure.svg)  # noqa: S314 - our own text
    assert root.tag == f"{SVG}svg"
    labels = [element.attrib["id"] for element in (root[0], root[1])]
    assert [root[0].tag, root[1].tag] == [f"{SVG}title", f"{SVG}desc"]
    assert root.attrib["aria-labelledby"].split() == labels
    assert root[0].text == figure.title
    assert figure.subtitle in (root[1].text or "")
    assert figure.table.rows
    marks = [element for element in root.iter() if "data-id" in element.attrib]
    assert marks
    assert all(mark[0].tag == f"{SVG}title" and mark[0].text for mark in marks)
    assert len({mark.attrib["data-id"] for mark in marks}) == len(marks)


@pytest.mark.parametrize("figure", drawn(), ids=lambda figure: f"{figure.id}-{len(figure.svg)}")
def test_colours_are_those_of_the_palette(figure: Figure) -> None:
    known = {value for name, value in vars(palette).items() if name.isupper() and str(value).startswith("#")}
    assert set(re.findall(r"#[0-9a-f]{6}", figure.svg)) <= known


def test_every_answer_has_a_shape_of_its_own() -> None:
    root = ET.fromstring(matrix(open_deals(), GIVEN).svg)  # noqa: S314
    shapes = {
        group.attrib["id"]: [child.tag for child in group] for group in root.iter(f"{SVG}g") if "id" in group.attrib
    }
    assert set(shapes) == {"matrix-yes", "matrix-open", "matrix-no", "matrix-out"}
    assert len({tuple(tags) for tags in shapes.values()}) == 4
    used = {mark.attrib["data-id"]: mark[1].attrib["href"] for mark in root.iter(f"{SVG}g") if "data-id" in mark.attrib}
    assert used["matrix:us.senate:1"] == "#matrix-open"
    assert used["matrix:us.senate:2"] == "#matrix-no"
    assert used["matrix:panama.government:2"] == "#matrix-out"
    assert used["matrix:outcome:3"] == "#matrix-yes"


def test_the_outcome_of_a_deal_counts_vetoes_only() -> None:
    rows = (win_set(SENATE, 1, 0, 0), win_set(GOVERNMENT, 0, 0, 1, counts_as="cost"))
    result = deals_result(Verdict.RATIFIED, 1, 1, rows)
    assert outcome(result, answers({SENATE: "yes", GOVERNMENT: "no"})[0]) == "yes"
    assert outcome(open_deals(), answers({SENATE: "open", GOVERNMENT: "no"})[0]) == "no"


def test_the_companion_table_says_what_the_marks_say() -> None:
    figure = matrix(open_deals(), GIVEN)
    assert figure.title == "Of the 3 deals shown, 1 ratified, 1 possible and 1 refused"
    assert [column.title for column in figure.table.columns] == [
        "Deal",
        "The text",
        "Outcome",
        "Refused by",
        "Open",
        "Not asked",
    ]
    assert figure.table.rows == (
        ("A", "October", "possible", "-", "The Senate (United States)", "-"),
        ("B", "As signed", "refused", "The Senate (United States)", "-", "The government (Panama)"),
        ("C", "October", "ratified", "-", "-", "-"),
    )


def test_the_matrix_shows_two_dozen_deals_at_most() -> None:
    many = answers(*({SENATE: "yes", GOVERNMENT: "yes"} for _ in range(MOST + 6)))
    assert len(matrix(open_deals(), many).table.rows) == MOST
    assert matrix(open_deals(), ()).title == "There is no deal to show"


def test_there_is_no_frontier_without_bargainers() -> None:
    assert frontier(open_deals()) is None


@pytest.mark.parametrize("bargainers", [2, 3])
def test_the_frontier_labels_the_solution_and_the_line_of_no_deal(bargainers: int) -> None:
    figure = frontier(with_frontier(bargainers))
    assert figure is not None
    root = ET.fromstring(figure.svg)  # noqa: S314
    marks = {element.attrib["data-id"]: element for element in root.iter() if "data-id" in element.attrib}
    assert marks["frontier:1:solution"][0].text == "Nash"
    assert any(id_.startswith("frontier:no_deal") for id_ in marks)
    assert "Nash" in [element.text for element in root.iter(f"{SVG}text")]


def test_letters_go_on_after_z() -> None:
    assert [letters(at) for at in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]


def test_words_of_nothing_but_spaces_are_one_empty_line() -> None:
    assert broken("  ", 80) == [""]


def test_words_are_broken_into_lines_that_fit() -> None:
    assert broken("one two three", 13 * 0.56 * 7 + 1) == ["one two", "three"]
    lines = broken("a-very-long-word-without-spaces and more of it", 80, most=2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")

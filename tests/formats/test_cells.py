"""Tables of text, against Python's own reader where both agree, and with the place of every cell."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.case.problems import Problems
from winset.formats import cells
from winset.formats.cells import Cell, decoded, read_rows, separator_of


def read(text: str) -> tuple[list[list[str]], list[str]]:
    problems = Problems()
    rows = read_rows(text, "f.csv", problems)
    return [[cell.text for cell in row] for row in rows], [str(problem) for problem in problems.found]


def test_cells_know_where_they_begin() -> None:
    problems = Problems()
    rows = read_rows('a;"b\r\nb";c\r\n"d ""d""";;e\n', "f.csv", problems)
    assert rows == [
        (Cell("a", 1, 1), Cell("b\r\nb", 1, 3), Cell("c", 2, 4)),
        (Cell('d "d"', 3, 1), Cell("", 3, 11), Cell("e", 3, 12)),
    ]
    assert problems.found == []


@pytest.mark.parametrize(
    ("text", "separator"),
    [("a;b,c;d", ";"), ("a,b;c,d", ","), ("a\tb", "\t"), ('"a,b,c";d', ";"), ("a", ","), ("", ","), ("\n\na;b", ";")],
)
def test_the_separator_is_that_of_the_first_line(text: str, separator: str) -> None:
    assert separator_of(text) == separator


def test_empty_lines_and_a_byte_order_mark_are_passed_over() -> None:
    assert read("\ufeffa,b\n\n  \nc,d\r\r\n") == ([["a", "b"], ["c", "d"]], [])


def test_a_separator_at_the_very_end_makes_an_empty_cell() -> None:
    assert read("a;b\nc;") == ([["a", "b"], ["c", ""]], [])


def test_broken_quotation_is_a_problem_with_its_place_and_reading_goes_on() -> None:
    rows, problems = read('a;b\n"c" and;d\ne;"f\n')
    assert problems == [
        "f.csv:2:4: `and` stands after the closing quotation mark; "
        "put all of the cell in quotation marks, and double those inside",
        "f.csv:3:3: a quotation mark opens here and is never closed; close it",
    ]
    assert rows[1] == ["c", "d"]


def test_cells_rows_and_files_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "MAX_CELL", 5)
    monkeypatch.setattr(cells, "MAX_ROWS", 2)
    assert read("a;b\nc;dddddd\n")[1] == ["f.csv:2:3: a cell of 6 characters, more than 5; shorten it"]
    assert read("a\nb\nc\nd\ne") == ([["a"], ["b"], ["c"]], ["f.csv:4:1: the file has more than 2 rows; divide it"])
    monkeypatch.setattr(cells, "MAX_CHARACTERS", 3)
    assert read("abcd")[0] == []


@pytest.mark.parametrize(
    "data", ["a;Köln\n".encode(), "a;Köln\n".encode("utf-8-sig"), "a;Köln\n".encode("utf-16")], ids=["8", "bom", "16"]
)
def test_encodings(data: bytes) -> None:
    assert decoded(data, "f", Problems()) == "a;Köln\n"


def test_another_encoding_is_not_guessed_at() -> None:
    problems = Problems()
    assert decoded("a;b\nc;Köln".encode("latin-1"), "f.csv", problems) == ""
    mend = "save the file as UTF-8; spreadsheets call it CSV UTF-8"
    assert [str(each) for each in problems.found] == [f"f.csv:2:4: this is not UTF-8; {mend}"]


words = st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"]), max_size=8)


@given(st.lists(st.lists(words, min_size=2, max_size=4), min_size=1, max_size=5), st.sampled_from(";,"))
def test_what_is_written_is_read(rows: list[list[str]], separator: str) -> None:
    heading = ["x", "y"]
    out = io.StringIO()
    csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL).writerows([heading, *rows])
    assert read(out.getvalue()) == ([heading, *rows], [])


@given(st.text(st.sampled_from('ab;,"\n\r\t '), max_size=40))
def test_any_text_ends(text: str) -> None:
    rows, _ = read(text)
    assert all(rows)

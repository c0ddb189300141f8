import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.show.spreadsheet import cell_text, csv_text
from winset.show.table import Column, Table, right


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "-"])
def test_what_a_spreadsheet_would_run_is_text(cell: str) -> None:
    assert cell_text(cell) == f"'{cell}"


@pytest.mark.parametrize(
    ("cell", "text"), [("-2.5", "-2.5"), ("+7", "+7"), ("506\u202f805", "506805"), ("7 votes",) * 2]
)
def test_numbers_and_words_stay_what_they_are(cell: str, text: str) -> None:
    assert cell_text(cell) == text


@given(st.text())
def test_no_cell_begins_as_a_formula(cell: str) -> None:
    text = cell_text(cell)
    if text.lstrip(" \u00a0").startswith(("=", "@", "\t", "\r", "\n")):
        pytest.fail(repr(text))
    if text.startswith(("+", "-")):
        assert all(char in "0123456789.," or char.isdigit() for char in text[1:])


@given(st.lists(st.tuples(st.text("ab,;\"'\n\u202f12=-"), st.text("ab=1\n")), min_size=1))
def test_a_table_is_read_back_cell_by_cell(rows: list[tuple[str, str]]) -> None:
    table = Table("t", "a title", "", (Column("what"), right("how much", "votes")), tuple(rows))
    read = list(csv.reader(io.StringIO(csv_text(table))))
    assert read[0] == ["what", "how much (votes)"]
    assert read[1:] == [[cell_text(cell) for cell in row] for row in rows]

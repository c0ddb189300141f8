from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.show.words import (
    count,
    counted,
    dated,
    day,
    few,
    listed,
    midway,
    number,
    percent,
    portion,
    share,
    span,
    spoken,
)


def test_numbers_of_five_digits_are_grouped_by_a_thin_space() -> None:
    assert count(506805) == "506\u202f805"
    assert count(1978) == "1978"


@pytest.mark.parametrize(
    ("value", "text"),
    [(Fraction(7), "7"), (Fraction(27, 10), "2.7"), (Fraction(1, 3), "1/3"), (Fraction(-1, 4), "-0.25")],
)
def test_exact_numbers_are_written_as_they_are(value: Fraction, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (12, 55, "12 of 55 (22 %)"),
        (59, 960, "59 of 960 (6.1 %)"),  # 59/960 = 6.146 %
        (1, 10_000, "1 of 10\u202f000 (under 0.1 %)"),
        (9_999, 10_000, "9999 of 10\u202f000 (over 99 %)"),
        (0, 8, "none of 8"),
        (8, 8, "all 8"),
    ],
)
def test_shares(part: int, whole: int, text: str) -> None:
    assert share(part, whole) == text


def test_where_a_poll_decides_none_and_all_hold_at_the_stated_values() -> None:
    assert share(0, 8, stated=True) == "none of 8 at the stated values"
    assert share(8, 8, stated=True) == "all 8 at the stated values"
    assert portion(Fraction(1), stated=True) == "all at the stated values"
    assert span(Fraction(0), Fraction(1, 2), stated=True) == "none to 50 % at the stated values"


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_no_share_is_ever_printed_as_nothing_or_everything(part: int, rest: int) -> None:
    text = percent(Fraction(part, part + rest))
    assert text not in {"0 %", "100 %", "0.0 %"}
    assert text.endswith(" %")


def test_percent_refuses_what_has_words_of_its_own() -> None:
    with pytest.raises(ValueError, match="said in words"):
        percent(Fraction(1))


def test_a_share_with_one_end_is_given_once() -> None:
    assert span(Fraction(1, 4), Fraction(1, 4)) == "25 %"
    assert span(Fraction(1, 4), Fraction(3, 4)) == "25 % to 75 %"


def test_lists() -> None:
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b"]) == "a and b"
    assert listed(["a", "b", "c"], "or") == "a, b or c"
    assert few(["a", "b", "c"], 2) == "a, b and 1 more"
    assert few(["a", "b"], 2) == "a and b"
    assert counted(1, "vote") == "1 vote"
    assert counted(2, "body", "bodies") == "2 bodies"


def test_dates() -> None:
    assert day(date(2020, 10, 31)) == "31 October 2020"
    assert dated("1978-02-20") == "20 February 1978"
    assert dated("1979-02") == "February 1979"
    assert dated("unknown") == "date unknown"
    assert dated("\u202e1979") == "\\u202e1979"


def test_names_inside_a_sentence() -> None:
    assert midway("The Senate") == "the Senate"
    assert midway("Theatre") == "Theatre"
    assert spoken("free_troops") == "free troops"

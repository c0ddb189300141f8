"""Chances in words and numbers: the calibrated words, and nothing that is certain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.show.chances import chance_words, interval, likelihood, plain_chance, widest


@pytest.mark.parametrize(
    ("middle", "word"),
    [
        # Mastrandrea et al. 2010, table 1: the words and where they begin.
        (0.995, "virtually certain"),
        (0.92, "very likely"),
        (0.7, "likely"),
        (0.5, "about as likely as not"),
        (0.2, "unlikely"),
        (0.05, "very unlikely"),
        (0.005, "exceptionally unlikely"),
    ],
)
def test_the_calibrated_words(middle: float, word: str) -> None:
    assert likelihood(middle, middle) == word


def test_words_and_numbers_together() -> None:
    assert chance_words(0.56, 0.79) == "likely, 55 to 80 %"
    assert chance_words(0.0, 0.004) == "exceptionally unlikely, under 1 %"
    assert chance_words(0.996, 1.0) == "virtually certain, over 99 %"
    assert chance_words(0.0, 1.0) == "cannot be told"
    assert interval(0.0, 0.2) == "at most 20 %"
    assert interval(0.81, 1.0) == "at least 80 %"


@given(st.floats(0, 1), st.floats(0, 1))
def test_an_interval_is_rounded_outwards_and_claims_nothing_certain(one: float, two: float) -> None:
    low, high = sorted((one, two))
    said = interval(low, high)
    assert "0 %" not in said.split() or "100" not in said
    assert said not in {"0 %", "100 %", "0 to 100 %"}
    if " to " in said:
        down, up = (float(part) / 100 for part in said.removesuffix(" %").split(" to "))
        assert down <= low + 1e-9
        assert up >= high - 1e-9


@given(st.floats(0, 1))
def test_one_number_is_never_none_or_all(value: float) -> None:
    assert plain_chance(value) not in {"0 %", "100 %"}


def test_the_widest_interval_holds_all() -> None:
    assert widest([(0.2, 0.4), (0.1, 0.3)]) == (0.1, 0.4)

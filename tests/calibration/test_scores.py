"""Scores of chances: closed forms, what makes them proper, and what is refused."""

from fractions import Fraction
from math import inf, isclose, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.calibration.scores import CHANCES_OF_VERDICTS, brier_score, covers, log_score

CHANCES = st.fractions(0, 1, max_denominator=1000)
INNER = st.fractions(Fraction(1, 1000), Fraction(999, 1000), max_denominator=1000)


def test_log_score_is_the_logarithm_of_the_chance_given_to_what_happened() -> None:
    """Good (1952): ln p where it happened, ln (1 - p) where it did not; ln 0.8 = -0.22314, ln 0.2 = -1.60944."""
    assert isclose(log_score(Fraction(4, 5), happened=True), -0.2231435513, rel_tol=1e-9)
    assert isclose(log_score(Fraction(4, 5), happened=False), -1.6094379124, rel_tol=1e-9)


def test_log_score_at_the_ends() -> None:
    assert log_score(Fraction(1), happened=True) == 0
    assert log_score(Fraction(0), happened=True) == -inf
    assert log_score(Fraction(1), happened=False) == -inf


def test_brier_score_of_four_fifths() -> None:
    """Half of Brier's (1950) sum: (0.8 - 1)^2 = 0.04 where it happened, 0.8^2 = 0.64 where it did not."""
    assert brier_score(Fraction(4, 5), happened=True) == Fraction(1, 25)
    assert brier_score(Fraction(4, 5), happened=False) == Fraction(16, 25)


@given(CHANCES, st.booleans())
def test_brier_score_is_half_the_sum_over_both_outcomes(chance: Fraction, happened: bool) -> None:
    """Brier (1950), equation 2, written out for the classes `happened` and `did not`."""
    forecast = {True: chance, False: 1 - chance}
    total = sum(((forecast[outcome] - (outcome == happened)) ** 2 for outcome in (True, False)), Fraction(0))
    assert brier_score(chance, happened=happened) == total / 2


@given(INNER, INNER)
def test_no_other_chance_is_expected_to_score_better_than_ones_own(own: Fraction, told: Fraction) -> None:
    """Both rules are proper (Good 1952; Brier 1950): to say what one believes is best."""

    def expected_log(said: Fraction) -> float:
        return float(own) * log_score(said, happened=True) + float(1 - own) * log_score(said, happened=False)

    def expected_brier(said: Fraction) -> Fraction:
        return own * brier_score(said, happened=True) + (1 - own) * brier_score(said, happened=False)

    assert expected_log(own) >= expected_log(told) - 1e-12
    assert expected_brier(own) <= expected_brier(told)


def test_verdicts_stand_for_the_chances_of_the_rule_of_succession() -> None:
    """Laplace (1814), (s + 1) / (n + 2): one observation for, one against, and none where the verdict is open."""
    assert {
        "ratified": Fraction(1 + 1, 1 + 2),
        "refused": Fraction(0 + 1, 1 + 2),
        "open": Fraction(0 + 1, 0 + 2),
    } == CHANCES_OF_VERDICTS
    assert isclose(log_score(CHANCES_OF_VERDICTS["open"], happened=True), -log(2))


@pytest.mark.parametrize("chance", [Fraction(-1, 100), Fraction(101, 100)])
def test_a_chance_outside_0_to_1_is_refused(chance: Fraction) -> None:
    with pytest.raises(ValueError, match="from 0 to 1"):
        log_score(chance, happened=True)
    with pytest.raises(ValueError, match="from 0 to 1"):
        brier_score(chance, happened=False)


@pytest.mark.parametrize(
    ("recorded", "covered"),
    [("66", False), ("67", True), ("68", True), ("70", True), ("70.01", False)],
)
def test_an_interval_covers_what_stands_within_its_ends(recorded: str, covered: bool) -> None:
    assert covers(Fraction(67), Fraction(70), Fraction(recorded)) is covered


def test_an_interval_the_wrong_way_round_is_refused() -> None:
    with pytest.raises(ValueError, match="wrong way round"):
        covers(Fraction(2), Fraction(1), Fraction(1))

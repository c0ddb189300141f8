"""The chance of a deal: from draws in closed form, else from the verdict alone."""

from fractions import Fraction
from math import erf, sqrt

import pytest

import winset
from winset.calibration.chance import Chance, chance_of_draws, chance_of_verdict
from winset.model.result import Verdict

POLL = """
winset: 1
title: A referendum
as_of: 2024-05-01
issues:
  truce: {{options: {{none: None, signed: Signed}}}}
status_quo: {{truce: none}}
deal: {{truce: signed}}
parties:
  side:
    ratifiers:
      voters:
        rule: {{more_than: 1/2, of: asked, why: w}}
        polls:
          spring:
            field: 2024-05-01
            about: {{truce: signed}}
            undecided: {undecided}
            answers:
              aye: {{share: {aye}, accepts: {{truce: signed}}}}
              nay: {{share: {nay}}}
            why: w
"""
THIRD = Fraction(1, 3)


@pytest.mark.parametrize(
    ("verdict", "low", "high"),
    [
        (Verdict.RATIFIED, 2 * THIRD, 2 * THIRD),
        (Verdict.REFUSED, THIRD, THIRD),
        (Verdict.OPEN, THIRD, 2 * THIRD),
        (Verdict.NO_DEALS, THIRD, 2 * THIRD),
    ],
)
def test_a_verdict_alone(verdict: Verdict, low: Fraction, high: Fraction) -> None:
    """Laplace (1814), rule of succession; an open verdict may turn out either way, and its middle is 1/2."""
    found = chance_of_verdict(winset.load("harbour"), {}, verdict)
    assert (found.low, found.high) == (low, high)
    assert found.value in {low, Fraction(1, 2)}


def test_where_nothing_drawn_bears_on_it_the_verdict_stands_alone() -> None:
    case = winset.load("panama-1978")
    assert chance_of_draws(case, {}, Verdict.OPEN) == chance_of_verdict(case, {}, Verdict.OPEN)


def above_half(share: float, also: float = 0.0) -> float:
    """The chance that support of this share is above 50 of 100, by the normal approximation of `doubt.polls`."""
    deviation = sqrt(share * (1 - share) * (1 / 1000 + (3 / 50) ** 2))
    return (1 + erf((share + also - 0.5) / deviation / sqrt(2))) / 2


def test_a_poll_without_undecided_in_closed_form() -> None:
    """52 to 48 with a standard deviation of 3.39 points: 0.72. Nothing is open, so both ends are one."""
    case = winset.parse(POLL.format(aye=52, nay=48, undecided=0))
    found = chance_of_draws(case, {}, Verdict.RATIFIED)
    assert abs(float(found.value) - above_half(0.52)) < 0.04
    assert found.high - found.low < Fraction(1, 500)
    assert "draws" in found.basis


def test_what_is_undecided_is_between_the_ends() -> None:
    """46 for, 44 against, 10 undecided: for surely where 46 errs above 50, not refused where 44 errs not above it."""
    case = winset.parse(POLL.format(aye=46, nay=44, undecided=10))
    found = chance_of_draws(case, {}, Verdict.OPEN)
    assert abs(float(found.low) - above_half(0.46)) < 0.03
    assert abs(float(found.high) - (1 - above_half(0.44))) < 0.03


def test_a_share_of_draws_is_never_certain() -> None:
    """By hand: all 2,000 draws of the last poll pass one half, so (2000 + 1) / (2000 + 2)."""
    found = chance_of_draws(winset.load("good-friday-1998"), {}, Verdict.RATIFIED)
    sure = Fraction(2001, 2002)
    assert found == Chance(sure, sure, "2000 draws")

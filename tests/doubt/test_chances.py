"""Chances of outcomes: closed forms, and bounds that hold whatever hangs on what."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.doubt.chances import chances_of, not_refused


def test_a_chance_has_both_readings_and_its_error() -> None:
    codes = np.array([0, 0, 1, 1], dtype=np.int8)
    together = np.array([0, 1, 1, 1], dtype=np.int8)
    first, second = chances_of(("yes", "no"), codes, together, (None, None))
    assert (first.independent, second.independent) == (0.5, 0.5)
    assert (first.comonotone, second.comonotone) == (0.25, 0.75)
    # Wilson 1927 at 2 of 4 and z = 1.96: .5 +- 1.96 sqrt(.25/4 + 3.8416/64) / (1 + 3.8416/4) = .5 +- .35
    assert first.error == pytest.approx((0.15, 0.85), abs=0.001)
    assert first.low < first.error[0] < first.high


def test_frechet_bounds_of_three_ratifiers() -> None:
    # .9, .8 and .7 of one deal: at the least .9 + .8 + .7 - 2 = .4, at the most .7 (Frechet 1935).
    draws = 10
    singly = np.zeros((3, draws), dtype=np.bool_)
    for row, hits in enumerate((9, 8, 7)):
        singly[row, :hits] = True
    assert not_refused(singly, singly.sum(axis=1)[:, None], draws) == pytest.approx((0.4, 0.7))


@given(st.lists(st.lists(st.booleans(), min_size=6, max_size=6), min_size=1, max_size=4))
def test_the_chance_is_within_its_bounds(rows: list[list[bool]]) -> None:
    singly = np.array(rows)
    low, high = not_refused(singly, singly.sum(axis=1)[:, None], 6)
    assert low - 1e-12 <= singly.all(axis=0).mean() <= high + 1e-12

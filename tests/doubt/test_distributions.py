"""How a number between bounds is drawn, against the moments of the stretched beta distribution."""

from fractions import Fraction
from math import ceil, floor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta  # type: ignore[import-untyped, unused-ignore]

from winset.doubt.distributions import Pert

LEVELS = (np.arange(200_000) + 0.5) / 200_000


def pert(low: float, likely: float, high: float, scale: int) -> Pert:
    return Pert(Fraction(str(low)), Fraction(str(likely)), Fraction(str(high)), scale)


@pytest.mark.parametrize(("low", "likely", "high"), [(0, 0.3, 1), (2, 5, 20), (-4, -4, 3), (10, 30, 30)])
def test_mean_and_variance_are_those_of_malcolm_and_others(low: float, likely: float, high: float) -> None:
    """Mean (a + 4b + c)/6 (Malcolm et al. 1959; Clark 1962); with weight 4 the variance is (m - a)(c - m)/7."""
    values = pert(low, likely, high, 1).between(LEVELS)
    mean = (low + 4 * likely + high) / 6
    assert values.mean() == pytest.approx(mean, abs=1e-4 * (high - low))
    assert values.var() == pytest.approx((mean - low) * (high - mean) / 7, rel=1e-3)


def test_the_share_of_a_cell_is_what_the_distribution_gives_it() -> None:
    """Votes from 0 to 4, most likely 1: the shapes are 2 and 4, and a whole number has what rounds to it."""
    values = pert(0, 1, 4, 1).at(LEVELS)
    for votes in range(5):
        low, high = (beta.cdf(np.clip((votes + end) / 4, 0, 1), 2, 4) for end in (-0.5, 0.5))
        assert (values == votes).mean() == pytest.approx(high - low, abs=1e-5)


def test_a_wide_grid_is_the_same_distribution() -> None:
    """Beyond the largest table the quantiles are computed one by one; both ways agree on the same range."""
    narrow, wide = pert(0, 300, 1000, 10), pert(0, 300, 1000, 1000)
    levels = LEVELS[::1000]
    assert np.abs(narrow.at(levels) / 10 - wide.at(levels) / 1000).max() <= 0.0506


ranges = st.lists(st.integers(-2000, 2000), min_size=3, max_size=3).map(sorted)


@given(ranges, st.sampled_from([1, 4, 10, 1000]), st.integers(1, 40))
def test_values_lie_on_the_grid_within_bounds_and_rise(bounds: list[int], scale: int, parts: int) -> None:
    low, likely, high = (Fraction(bound, parts) for bound in bounds)
    values = Pert(low, likely, high, scale).at(LEVELS[::500])
    assert (np.diff(values) >= 0).all()
    if ceil(low * scale) <= floor(high * scale):
        assert low * scale <= values.min() <= values.max() <= high * scale


@given(ranges, st.integers(0, 1000), st.integers(0, 1000))
def test_a_tighter_range_never_widens_what_is_drawn(bounds: list[int], up: int, down: int) -> None:
    low, likely, high = bounds
    tighter = min(low + up, likely), max(high - down, likely)
    wide = Pert(Fraction(low), Fraction(likely), Fraction(high), 10).at(LEVELS[::500])
    tight = Pert(Fraction(tighter[0]), Fraction(likely), Fraction(tighter[1]), 10).at(LEVELS[::500])
    assert tight.max() - tight.min() <= wide.max() - wide.min()

"""How polls are drawn, against the moments of a multinomial and the normal distribution."""

from fractions import Fraction
from math import erf, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.doubt.distributions import Pert
from winset.doubt.polls import Polled, Share
from winset.model.poll_error import size_of_error

DRAWS = 200_000


def share(name: str, per_cent: float, *, accepts: bool = False, high: float | None = None) -> Share:
    low = Fraction(str(per_cent))
    top = Fraction(str(high)) if high is not None else low
    return Share((name,), Pert(low, (low + top) / 2, top, 10), accepts)


def drawn(poll: Polled, seed: int = 1, draws: int = DRAWS) -> dict[str, np.ndarray]:
    numbers = np.random.default_rng(seed)
    normals = numbers.standard_normal((len(poll.shares) + 1, draws))
    levels = numbers.random((len(poll.ranged), draws))
    return {str(path[0]): found.values / 10 for path, found in poll.drawn(normals, levels, None, 0.0).items()}


def test_the_chance_of_a_majority_is_that_of_the_normal_distribution() -> None:
    """52 per cent of 1,000, three points of error beyond sampling: sd sqrt(0.52 * 0.48 (1/1000 + (3/50)^2))."""
    spread = 1 / 1000 + size_of_error(3)
    for_ = drawn(Polled((share("for", 52, accepts=True), share("against", 48)), spread))["for"]
    sd = 100 * sqrt(0.52 * 0.48 * (1 / 1000 + 0.06**2))
    expected = (1 - erf((50.05 - 52) / sd / sqrt(2))) / 2  # above 50 on a grid of tenths is 50.05 and more
    assert (for_ > 50).mean() == pytest.approx(expected, abs=4 * sqrt(0.25 / DRAWS))
    assert sd == pytest.approx(3.389, abs=1e-3)


def test_the_house_error_alone_is_its_points_at_one_half() -> None:
    for_ = drawn(Polled((share("for", 50, accepts=True), share("against", 50)), size_of_error(3)))["for"]
    assert for_.std() == pytest.approx(3, rel=0.01)


def test_shares_vary_and_go_together_as_in_a_multinomial() -> None:
    """Covariance of two shares: -s t spread (the multinomial's)."""
    shares = {"for": 0.4, "against": 0.35, "unsure": 0.15}
    spread = 1 / 2000
    found = drawn(Polled(tuple(share(name, 100 * value) for name, value in shares.items()), spread))
    for name, value in shares.items():
        assert found[name].mean() == pytest.approx(100 * value, abs=0.02)
        assert found[name].var() == pytest.approx(1e4 * value * (1 - value) * spread, rel=0.02)
    together = np.cov(found["for"], found["against"])[0, 1]
    assert together == pytest.approx(-1e4 * 0.4 * 0.35 * spread, rel=0.05)


def test_a_factor_drives_the_share_of_those_who_accept_and_leaves_its_size() -> None:
    poll = Polled((share("yes", 40, accepts=True), share("perhaps", 15, accepts=True), share("no", 40)), 1 / 1000)
    numbers = np.random.default_rng(5)
    normals, factor = numbers.standard_normal((4, DRAWS)), numbers.standard_normal(DRAWS)
    rows = poll.drawn(normals, np.empty((0, DRAWS)), factor, 1.0)
    support = rows[("yes",)].values + rows[("perhaps",)].values
    assert np.corrcoef(support, factor)[0, 1] > 0.999
    assert support.std() / 10 == pytest.approx(100 * sqrt(0.55 * 0.45 / 1000), rel=0.01)
    assert rows[("no",)].values.std() / 10 == pytest.approx(100 * sqrt(0.4 * 0.6 / 1000), rel=0.01)


@pytest.mark.parametrize(("accept", "driven"), [((True, True), ("a", "b")), ((False, False), ("a",))])
def test_what_a_factor_drives_where_all_or_no_answers_accept(
    accept: tuple[bool, bool], driven: tuple[str, ...]
) -> None:
    """All that accept, against those who gave no answer; or the first answer, where nothing is accepted."""
    poll = Polled((share("a", 50, accepts=accept[0]), share("b", 30, accepts=accept[1])), 1 / 1000)
    numbers = np.random.default_rng(5)
    normals, factor = numbers.standard_normal((3, DRAWS)), numbers.standard_normal(DRAWS)
    rows = poll.drawn(normals, np.empty((0, DRAWS)), factor, 1.0)
    moved = np.sum([rows[(name,)].values for name in driven], axis=0)
    assert np.corrcoef(moved, factor)[0, 1] > 0.999


def test_a_range_is_drawn_within_its_bounds_where_there_is_no_error() -> None:
    found = drawn(Polled((share("for", 40, high=50), share("against", 45)), 0.0), draws=5000)
    assert found["for"].min() >= 40
    assert found["for"].max() <= 50
    assert set(found["against"]) == {45.0}


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=6), st.floats(0, 1), st.integers(0, 99))
def test_shares_lie_between_0_and_100_and_add_up(weights: list[int], spread: float, seed: int) -> None:
    """The answers that are printed take all of the whole, so that the tenths that are drawn add up to it."""
    whole = sum(weights)
    exact = [Fraction(100 * weight, whole) for weight in weights]
    shares = tuple(Share((str(at),), Pert(each, each, each, 10)) for at, each in enumerate(exact))
    found = np.array(list(drawn(Polled(shares, spread), seed, 200).values()))
    assert (found >= 0).all()
    assert np.abs(found.sum(axis=0) - 100).max() < 1e-9

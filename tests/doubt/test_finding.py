"""The value of finding out, against closed forms."""

from math import erf, exp, pi, sqrt

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from winset.doubt.finding import changing, of_everything, of_one


def test_two_choices_and_a_normal() -> None:
    # A sure 0 against N(m, s): s times the unit normal loss at |m|/s (Raiffa and Schlaifer 1961).
    mean, spread = -0.5, 2.0
    draws = np.random.default_rng(1).normal(mean, spread, 200_000)
    at = abs(mean) / spread
    density = exp(-at * at / 2) / sqrt(2 * pi)
    loss = spread * (density - at * (1 - erf(at / sqrt(2))) / 2)
    found = of_everything(np.stack([np.zeros_like(draws), draws]))
    assert abs(found.value - loss) < 5 * found.error


def test_a_coin_that_decides() -> None:
    # A bet brings 3 with .4 and costs 1 otherwise, .6 on average; knowing it saves .6 * 1.
    wins = np.arange(10) < 4
    found = of_everything(np.stack([np.where(wins, 3.0, -1.0), np.zeros(10)]))
    assert found.value == 0.6


def test_one_input_of_two_that_count_alike() -> None:
    # Choice one brings x + y, choice two nothing; x and y are -1 or 1. All is worth 1/4 * 2 = .5, x alone as much.
    x, y = np.meshgrid([-1.0, 1.0], [-1.0, 1.0])
    all_known = of_everything(np.stack([(x + y).ravel(), np.zeros(4)]))
    x_known = of_one(np.stack([np.array([-1.0, 1.0]), np.zeros(2)]))
    assert all_known.value == 0.5
    assert x_known.value == 0.5


@given(st.lists(st.lists(st.integers(-5, 5), min_size=6, max_size=6), min_size=1, max_size=4))
def test_all_is_worth_at_least_a_part_and_a_part_at_least_nothing(rows: list[list[int]]) -> None:
    payoffs = np.array(rows, dtype=np.float64)
    part = payoffs.reshape(len(rows), 3, 2).mean(axis=2)
    assert of_everything(payoffs).value >= of_one(part).value - 1e-9
    assert of_one(part).value >= -1e-9
    assert of_one(payoffs.mean(axis=1, keepdims=True)).value == 0


def test_learning_what_decides_changes_the_outcome_that_often() -> None:
    # Three values of ten turn the outcome; at the other seven it is as it is likeliest to be.
    codes = np.repeat((np.arange(10) < 3).astype(np.int8)[:, None], 20, axis=1)
    assert changing(codes, 2).value == 0.3
    assert changing(np.zeros((5, 20), dtype=np.int8), 2).value == 0

"""Ranks of states from statements, weights, rankings and payoffs."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.conflict.preferring import UnrankedError, by_payoffs, by_ranking, by_statements, by_weights


@given(st.lists(st.lists(st.booleans(), min_size=4, max_size=4), max_size=130))
def test_the_first_statement_that_tells_apart_decides(rows: list[list[bool]]) -> None:
    """Any number of them: tuples of truths, compared from the left, are the definition."""
    ranks = by_statements([np.array(row) for row in rows], 4).tolist()
    columns = [tuple(row[state] for row in rows) for state in range(4)]
    assert ranks == [sorted(set(columns)).index(column) for column in columns]


@given(st.lists(st.tuples(st.fractions(), st.fractions()), min_size=1, max_size=4))
def test_weights_are_added_up_exactly(points: list[tuple[Fraction, Fraction]]) -> None:
    count = 2 ** len(points)
    levels = np.array([[state >> at & 1 for at in range(len(points))] for state in range(count)], np.uint8)
    sums = [sum(row[state >> at & 1] for at, row in enumerate(points)) for state in range(count)]
    ranks = by_weights(levels, dict(enumerate(points))).tolist()
    assert ranks == [sorted(set(sums)).index(total) for total in sums]


def test_numbers_beyond_those_of_the_machine() -> None:
    """10^30 and one more are told apart."""
    levels = np.array([[0], [1]], np.uint8)
    assert by_weights(levels, {0: [Fraction(10**30), Fraction(10**30 + 1)]}).tolist() == [0, 1]


def test_a_state_has_the_place_of_the_first_group_that_matches() -> None:
    first, second, all_ = np.array([0]), np.array([0, 1]), np.array([0, 1, 2])
    assert by_ranking([[first], [second], [all_]], 3).tolist() == [2, 1, 0]
    assert by_ranking([[first, second], [all_]], 3).tolist() == [1, 1, 0]
    with pytest.raises(UnrankedError) as caught:
        by_ranking([[first], [second]], 3)
    assert caught.value.states.tolist() == [2]


def test_payoffs_rank_every_state() -> None:
    assert by_payoffs([Fraction(2), Fraction(-1), Fraction(2)]).tolist() == [1, 0, 1]
    with pytest.raises(UnrankedError) as caught:
        by_payoffs([None, Fraction(1), None])
    assert caught.value.states.tolist() == [0, 2]

"""Solution concepts against their definitions in fractions, and on settlements small enough to do by hand."""

from fractions import Fraction
from math import prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.settlement.solutions import SOLUTIONS, GainArray, solve

Row = tuple[int, ...]

SMALL, LARGE = st.integers(0, 4), st.integers(2**62 - 3, 2**62)


@st.composite
def settlements(draw: st.DrawFn) -> tuple[list[Row], list[int]]:
    bargainers = draw(st.integers(1, 6))
    value = draw(st.sampled_from([SMALL, st.integers(0, 10**6), SMALL | LARGE]))
    rows = draw(st.lists(st.tuples(*[value] * bargainers), min_size=1, max_size=12))
    return rows, draw(st.lists(value, min_size=bargainers, max_size=bargainers))


def as_array(rows: list[Row]) -> GainArray:
    return np.array(rows, dtype=np.int64)


def shares(row: Row, best: list[int]) -> list[Fraction]:
    return [Fraction(gain, most) for gain, most in zip(row, best, strict=True) if most > 0]


def highest(scores: list[Fraction] | list[int] | list[list[Fraction]]) -> tuple[int, ...]:
    return tuple(index for index, score in enumerate(scores) if all(score >= other for other in scores))  # type: ignore[operator]


class TestSolve:
    @given(settlements())
    def test_follows_the_definitions(self, settlement: tuple[list[Row], list[int]]) -> None:
        rows, best = settlement
        ideal = [max(column) for column in zip(*rows, strict=True)]
        assert solve(as_array(rows), best) == {
            "nash": highest([prod(row) for row in rows]),
            "kalai_smorodinsky": highest([sorted(shares(row, ideal)) for row in rows]),
            "egalitarian": highest([min(shares(row, best), default=Fraction(0)) for row in rows]),
            "utilitarian": highest([sum(shares(row, best), Fraction(0)) for row in rows]),
        }

    @given(settlements(), st.data())
    def test_does_not_depend_on_the_order_of_bargainers(
        self, settlement: tuple[list[Row], list[int]], data: st.DataObject
    ) -> None:
        rows, best = settlement
        order = data.draw(st.permutations(range(len(best))))
        assert solve(as_array(rows)[:, order], [best[at] for at in order]) == solve(as_array(rows), best)

    @given(settlements(), st.integers(1, 1000))
    def test_of_nash_and_kalai_smorodinsky_does_not_depend_on_scale(
        self, settlement: tuple[list[Row], list[int]], factor: int
    ) -> None:
        rows, best = settlement
        scaled = np.array([(row[0] * factor, *row[1:]) for row in rows], dtype=object)
        before, after = solve(as_array(rows), best), solve(scaled, best)
        assert [after[id_] for id_ in ("nash", "kalai_smorodinsky")] == [
            before[id_] for id_ in ("nash", "kalai_smorodinsky")
        ]

    def test_by_hand(self) -> None:
        # Products 0, 24, 21, 12; shares of (10, 7) at worst 0, 3/7, 3/10, 1/10; minima 0, 3, 3, 1; sums 10, 11, 10, 13.
        gains = as_array([(10, 0), (8, 3), (3, 7), (1, 12)])
        assert solve(gains[:3], [1, 1]) == {
            "nash": (1,),
            "kalai_smorodinsky": (1,),
            "egalitarian": (1, 2),
            "utilitarian": (1,),
        }
        # Against a best of (10, 12): smallest shares 0, 1/4, 3/10, 1/10; sums 1, 21/20, 53/60, 11/10.
        assert solve(gains, [10, 12]) == {
            "nash": (1,),
            "kalai_smorodinsky": (2,),
            "egalitarian": (2,),
            "utilitarian": (3,),
        }

    def test_of_kalai_smorodinsky_goes_on_to_the_next_worst_off(self) -> None:
        gains = as_array([(4, 2, 2), (2, 3, 4), (2, 4, 3), (0, 4, 4)])
        assert SOLUTIONS["kalai_smorodinsky"].choose(gains, [1, 1, 1]) == (1, 2)

    def test_of_kalai_smorodinsky_leaves_out_who_can_gain_nothing(self) -> None:
        gains = as_array([(5, 0, 1), (3, 0, 3), (1, 0, 5)])
        assert SOLUTIONS["kalai_smorodinsky"].choose(gains, [1, 1, 1]) == (1,)

    def test_of_nash_compares_products_that_differ_by_one_part_in_many(self) -> None:
        # (n - 1)(n + 1) is one less than n * n: 62 bits apart from a tie in floating point.
        n = 2**61
        assert SOLUTIONS["nash"].choose(as_array([(n - 1, n + 1), (n, n)]), [1, 1]) == (1,)

    def test_of_no_settlements_is_none(self) -> None:
        assert set(solve(np.empty((0, 2), dtype=np.int64), [1, 1]).values()) == {()}

    def test_when_nobody_can_gain_is_every_tie(self) -> None:
        assert set(solve(as_array([(0, 0), (0, 0)]), [0, 0]).values()) == {(0, 1)}

    @pytest.mark.parametrize(
        ("gains", "best", "message"),
        [
            (as_array([(1, -1)]), [1, 1], "negative"),
            (as_array([(1, 1)]), [1, -1], "negative"),
            (as_array([(1, 1)]), [1], "each of 1 bargainers"),
            (np.array([1, 1]), [1, 1], "not shape"),
            (np.empty((1, 0), dtype=np.int64), [], "each of 0 bargainers"),
        ],
    )
    @pytest.mark.parametrize("name", sorted(SOLUTIONS))
    def test_refuses(self, name: str, gains: GainArray, best: list[int], message: str) -> None:
        with pytest.raises(ValueError, match=message):
            SOLUTIONS[name].choose(gains, best)


class TestRecords:
    def test_are_filed_under_their_ids_and_complete(self) -> None:
        for id_, solution in SOLUTIONS.items():
            assert solution.id == id_
            assert solution.exact
            assert solution.question.endswith("?")
            assert all((solution.name, solution.source, solution.assumes))

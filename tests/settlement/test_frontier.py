"""The frontier against its definition: every pair of rows compared."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.settlement import frontier
from winset.settlement.frontier import Frontier, IntArray, nondominated

Row = tuple[int, ...]

LARGE = 2**62
VALUES = {
    "few levels": st.integers(-2, 2),
    "many levels": st.integers(-1000, 1000),
    "near the ends of 64 bits": st.sampled_from([-(2**63), -LARGE - 1, -LARGE, -1, 0, LARGE - 1, LARGE, 2**63 - 1]),
}


@st.composite
def tables(draw: st.DrawFn, most_rows: int = 40) -> list[Row]:
    parties = draw(st.integers(1, 6))
    value = VALUES[draw(st.sampled_from(sorted(VALUES)))]
    rows = draw(st.lists(st.tuples(*[value] * parties), min_size=1, max_size=most_rows))
    return rows + draw(st.lists(st.sampled_from(rows), max_size=5))


def dominates(one: Row, other: Row) -> bool:
    return one != other and all(a >= b for a, b in zip(one, other, strict=True))


def frontier_of(rows: list[Row]) -> dict[Row, list[int]]:
    """Each nondominated row with all its indices, highest row first."""
    places: dict[Row, list[int]] = {}
    for index, row in enumerate(rows):
        places.setdefault(row, []).append(index)
    best = [row for row in places if not any(dominates(other, row) for other in places)]
    return {row: places[row] for row in sorted(best, reverse=True)}


def as_array(rows: list[Row]) -> IntArray:
    return np.array(rows, dtype=np.int64)


@pytest.fixture(params=["as they are", "tiny"])
def lots(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also with lots so small that a short table is filtered, cut into blocks and merged many times."""
    if request.param == "tiny":
        for name, size in {"_SAMPLE": 4, "_ROWS": 7, "_FEW": 2, "_POINTS": 3}.items():
            monkeypatch.setattr(frontier, name, size)


class TestNondominated:
    @pytest.mark.usefixtures("lots")
    def test_is_what_no_row_dominates(self) -> None:
        @given(tables())
        def check(rows: list[Row]) -> None:
            assert nondominated(as_array(rows)).tolist() == [indices[0] for indices in frontier_of(rows).values()]

        check()

    @pytest.mark.parametrize("parties", [1, 2, 3, 4, 6])
    def test_of_many_rows_is_what_covers_the_rest_and_not_itself(self, parties: int) -> None:
        values = np.random.default_rng(parties).integers(0, 60, (30_000, parties))
        best = values[nondominated(values)]
        assert not covered(best, best, strictly=True).any()
        assert covered(values, best, strictly=False).all()

    @pytest.mark.parametrize("parties", [2, 3, 4, 6])
    def test_keeps_all_rows_when_all_add_up_to_the_same(self, parties: int) -> None:
        rows = np.unique(np.random.default_rng(parties).integers(0, 10**6, (20_000, parties)), axis=0)
        rows[:, -1] = -rows[:, :-1].sum(axis=1)
        rows = np.unique(rows, axis=0)
        assert nondominated(rows).tolist() == list(range(len(rows)))[::-1]

    def test_of_equal_rows_takes_the_first(self) -> None:
        assert nondominated(as_array([(0, 1), (3, 3), (3, 3), (0, 4), (3, 3)])).tolist() == [1, 3]

    def test_of_no_rows_is_empty(self) -> None:
        for parties in range(1, 6):
            assert nondominated(np.empty((0, parties), dtype=np.int64)).size == 0

    def test_takes_python_integers(self) -> None:
        assert nondominated(np.array([[1, 2], [2, 1]], dtype=object)).tolist() == [1, 0]

    @pytest.mark.parametrize(
        ("values", "message"),
        [
            (np.zeros(3, dtype=np.int64), "row for each package"),
            (np.zeros((3, 0), dtype=np.int64), "column for each party"),
            (np.zeros((3, 2)), "not float64"),
            (np.zeros((3, 2), dtype=np.bool_), "not bool"),
            (np.array([[2**63, 0]], dtype=object), "64 bits"),
            (np.array([[0.5, 0]], dtype=object), "not object"),
        ],
    )
    def test_refuses_what_is_not_a_table_of_integers(self, values: IntArray, message: str) -> None:
        with pytest.raises(ValueError, match=message):
            nondominated(values)


def covered(rows: IntArray, points: IntArray, *, strictly: bool) -> IntArray:
    """For each row, whether some point is at least as high everywhere (and differs)."""
    result = np.zeros(len(rows), dtype=np.int64)
    for point in points:
        result |= (point >= rows).all(axis=1) & ((point != rows).any(axis=1) | (not strictly))
    return result


def blocks(rows: list[Row], cuts: list[int]) -> Iterator[tuple[IntArray, list[int]]]:
    for start, end in pairwise([0, *sorted(min(cut, len(rows)) for cut in cuts), len(rows)]):
        yield np.array(rows[start:end], dtype=np.int64).reshape(end - start, len(rows[0])), list(range(start, end))


class TestFrontier:
    @pytest.mark.usefixtures("lots")
    def test_in_any_blocks_is_the_frontier_of_all(self) -> None:
        @given(tables(), st.lists(st.integers(0, 40), max_size=8), st.integers(1, 3), st.booleans())
        def check(rows: list[Row], cuts: list[int], keep: int, skip: bool) -> None:
            found = Frontier(len(rows[0]), keep=keep)
            for values, packages in blocks(rows, cuts):
                if not (skip and len(values) and found.covers(values.max(axis=0))):
                    found.add(values, packages)
            result, expected = found.result(), frontier_of(rows)
            assert list(map(tuple, result.values.tolist())) == list(expected)
            assert result.multiplicity.tolist() == [len(indices) for indices in expected.values()]
            assert result.packages == tuple(tuple(indices[:keep]) for indices in expected.values())
            assert result.first_package == tuple(indices[0] for indices in expected.values())

        check()

    @pytest.mark.parametrize("parties", [1, 2, 3, 4, 5])
    def test_of_many_blocks_is_the_frontier_of_all(self, parties: int) -> None:
        values = np.random.default_rng(parties).integers(0, 40, (60_000, parties))
        found = Frontier(parties)
        for start in range(0, len(values), 7_000):
            found.add(values[start : start + 7_000], np.arange(start, min(start + 7_000, len(values))))
        result = found.result()
        assert list(result.first_package) == nondominated(values).tolist()
        counts = [int((values == row).all(axis=1).sum()) for row in result.values]
        assert result.multiplicity.tolist() == counts

    def test_covers_what_it_dominates_but_not_what_it_equals(self) -> None:
        found = Frontier(2)
        assert not found.covers([0, 0])
        found.add(as_array([(4, 1), (1, 4)]), [0, 1])
        assert found.covers([4, 0])
        assert found.covers(as_array([(1, 3)])[0])
        assert not found.covers([4, 1])
        assert not found.covers([2, 2])

    def test_numbers_packages_beyond_64_bits(self) -> None:
        found = Frontier(1, keep=2)
        found.add(as_array([(1,), (2,)]), [5, 6])
        found.add(as_array([(2,), (2,)]), [10**20, 10**20 + 1])
        result = found.result()
        assert result.packages == ((6, 10**20),)
        assert result.multiplicity.tolist() == [3]

    def test_does_not_change_with_the_array_it_was_given(self) -> None:
        found, values, packages = Frontier(2), as_array([(1, 2)]), np.array([7])
        found.add(values, packages)
        values[:], packages[:] = 9, 9
        assert found.result().values.tolist() == [[1, 2]]
        assert found.result().first_package == (7,)

    def test_of_nothing_is_empty(self) -> None:
        result = Frontier(3).result()
        assert result.values.shape == (0, 3)
        assert result.packages == ()
        assert result.multiplicity.size == 0

    def test_can_go_on_after_a_result(self) -> None:
        found = Frontier(2)
        found.add(as_array([(1, 1)]), [0])
        assert found.result().values.tolist() == [[1, 1]]
        found.add(as_array([(2, 1), (1, 1)]), [1, 2])
        assert found.result().values.tolist() == [[2, 1]]

    def test_gives_arrays_that_cannot_be_written_to(self) -> None:
        found = Frontier(2)
        found.add(as_array([(1, 1)]), [0])
        result = found.result()
        assert not result.values.flags.writeable
        assert not result.multiplicity.flags.writeable

    def test_refuses_what_does_not_fit(self) -> None:
        with pytest.raises(ValueError, match="at least one party"):
            Frontier(0)
        with pytest.raises(ValueError, match="one package kept"):
            Frontier(2, keep=0)
        with pytest.raises(ValueError, match="expected 2 values"):
            Frontier(2).add(as_array([(1, 2, 3)]), [0])
        with pytest.raises(ValueError, match="and 1 numbers"):
            Frontier(2).add(as_array([(1, 2), (2, 1)]), [0])

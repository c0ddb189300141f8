"""Additive cases against the list of all their packages, and against closed forms where no list is possible."""

from collections.abc import Callable
from functools import reduce
from itertools import product
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.settlement import additive
from winset.settlement.additive import CountTooLarge, FrontierTooLarge, additive_frontier, count_reaching
from winset.settlement.frontier import IntArray

Row = tuple[int, ...]
Issue = list[Row]

LARGE = 2**62


@st.composite
def cases(draw: st.DrawFn, parties: int | None = None) -> list[Issue]:
    parties = parties or draw(st.integers(1, 4))
    value = draw(st.sampled_from([st.integers(-2, 2), st.integers(-1000, 1000), st.integers(-(2**59), 2**59)]))
    option = st.tuples(*[value] * parties)
    return draw(st.lists(st.lists(option, min_size=1, max_size=4), min_size=1, max_size=4))


def arrays(issues: list[Issue]) -> list[IntArray]:
    return [np.array(issue, dtype=np.int64) for issue in issues]


def packages_by_sum(issues: list[Issue]) -> dict[Row, list[Row]]:
    """All packages, as options on each issue with the last issue changing fastest, by what they are worth."""
    found: dict[Row, list[Row]] = {}
    for package in product(*(range(len(issue)) for issue in issues)):
        chosen = (issue[option] for issue, option in zip(issues, package, strict=True))
        found.setdefault(tuple(map(sum, zip(*chosen, strict=True))), []).append(package)
    return found


def dominates(one: Row, other: Row) -> bool:
    return one != other and all(a >= b for a, b in zip(one, other, strict=True))


def give_and_take(issues: int) -> list[IntArray]:
    """On each issue one party or the other gets a point: i points for the first in comb(issues, i) packages."""
    return [np.array([[1, 0], [0, 1]])] * issues


class TestAdditiveFrontier:
    @given(cases())
    def test_is_the_frontier_of_all_packages(self, issues: list[Issue]) -> None:
        sums = packages_by_sum(issues)
        best = sorted((row for row in sums if not any(dominates(other, row) for other in sums)), reverse=True)
        result = additive_frontier(arrays(issues))
        assert list(map(tuple, result.values.tolist())) == best
        assert result.multiplicity == tuple(len(sums[row]) for row in best)
        assert [result.options(point) for point in range(len(best))] == [sums[row][0] for row in best]
        assert result.sizes == tuple(map(len, issues))
        numbers = {package: number for number, package in enumerate(product(*map(range, result.sizes)))}
        assert result.first_package == tuple(numbers[sums[row][0]] for row in best)

    def test_does_not_depend_on_the_slices_in_which_sums_are_made(self, monkeypatch: pytest.MonkeyPatch) -> None:
        rng = np.random.default_rng(5)
        tables = [rng.integers(0, 50, (4, 3)) for _ in range(6)]
        whole = additive_frontier(tables)
        monkeypatch.setattr(additive, "_ROWS", 10)
        sliced = additive_frontier(tables)
        assert sliced.values.tolist() == whole.values.tolist()
        assert (sliced.multiplicity, sliced.first_package) == (whole.multiplicity, whole.first_package)

    @pytest.mark.parametrize("issues", [10, 62, 63, 64, 150])
    def test_counts_and_numbers_packages_beyond_64_bits(self, issues: int) -> None:
        result = additive_frontier(give_and_take(issues))
        assert result.values.tolist() == [[won, issues - won] for won in range(issues, -1, -1)]
        assert result.multiplicity == tuple(comb(issues, won) for won in range(issues, -1, -1))
        # The second option is a 1 in the number, so the lowest number has it on the last issues.
        assert result.first_package == tuple(2**lost - 1 for lost in range(issues + 1))
        assert result.options(3) == (0,) * (issues - 3) + (1,) * 3

    def test_says_when_the_frontier_is_too_large(self) -> None:
        doubling = [np.array([[2**i, 0], [0, 2**i]]) for i in range(8)]
        assert additive_frontier(doubling, limit=256).peak == 256
        with pytest.raises(FrontierTooLarge, match="256 points") as caught:
            additive_frontier(doubling, limit=255)
        assert (caught.value.size, caught.value.limit) == (256, 255)

    def test_takes_values_up_to_64_bits(self) -> None:
        result = additive_frontier([np.array([[LARGE - 1], [0]]), np.array([[0], [LARGE]])])
        assert result.values.tolist() == [[2**63 - 1]]

    def test_gives_an_array_that_cannot_be_written_to(self) -> None:
        assert not additive_frontier(give_and_take(2)).values.flags.writeable


class TestCountReaching:
    @given(cases(), st.data())
    def test_counts_the_packages_that_reach(self, issues: list[Issue], data: st.DataObject) -> None:
        self.check_count(issues, data)

    @staticmethod
    def check_count(issues: list[Issue], data: st.DataObject) -> None:
        sums = packages_by_sum(issues)
        # Take values that occur, and just above, so that both sides of every comparison are met.
        least = [data.draw(st.sampled_from(sorted(set(column)))) for column in zip(*sums, strict=True)]
        least = [value + data.draw(st.integers(-1, 1)) for value in least]
        reaching = [row for row in sums if all(a >= b for a, b in zip(row, least, strict=True))]
        assert count_reaching(arrays(issues), least) == sum(len(sums[row]) for row in reaching)

    @pytest.mark.parametrize("parties", [2, 3])
    def test_counts_fine_points_without_a_table(self, parties: int, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(additive, "_CELLS", 0)

        @given(cases(parties), st.data())
        def check(issues: list[Issue], data: st.DataObject) -> None:
            self.check_count(issues, data)

        check()

    @pytest.mark.parametrize("parties", [1, 2, 3])
    @pytest.mark.parametrize("cells", [2**24, 0])
    def test_counts_thousands_of_sums(self, parties: int, cells: int, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(additive, "_CELLS", cells)
        rng = np.random.default_rng(parties)
        tables = [rng.integers(-1000, 1000, (4, parties)) for _ in range(8)]
        sums = reduce(lambda one, other: (one[:, None, :] + other).reshape(-1, parties), tables)
        for share in (0.05, 0.3, 0.6, 0.95):
            least = np.quantile(sums, share, axis=0).astype(np.int64)
            assert count_reaching(tables, least.tolist()) == int((sums >= least).all(axis=1).sum())

    @pytest.mark.parametrize("cells", [2**24, 0])
    def test_counts_none_for_what_one_half_cannot_reach(self, cells: int, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(additive, "_CELLS", cells)
        # (0, 9) never reaches 10 for the first party, and without it the first issue gives the second at most 3.
        tables = [np.array([(9, 0), (9, 1), (9, 2), (9, 3), (0, 9)]), np.array([(1, gain) for gain in range(5)])]
        assert count_reaching(tables, [10, 4]) == 0 + 1 + 2 + 3 + 4

    @pytest.mark.parametrize("cells", [2**24, 0])
    @pytest.mark.parametrize("issues", [20, 130, 200])
    def test_counts_beyond_64_bits(self, issues: int, cells: int, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(additive, "_CELLS", cells)
        low, high = issues // 3, issues // 2
        expected = sum(comb(issues, won) for won in range(low, high + 1))
        assert count_reaching(give_and_take(issues), [low, issues - high]) == expected

    def test_of_what_every_package_reaches_is_all(self) -> None:
        assert count_reaching(give_and_take(70), [0, -(10**30)]) == 2**70

    def test_of_what_no_package_reaches_is_none(self) -> None:
        assert count_reaching(give_and_take(70), [71, 0]) == 0
        assert count_reaching(give_and_take(70), [10**30, 0]) == 0
        # Either is possible alone, both are not.
        assert count_reaching(give_and_take(70), [40, 31]) == 0

    def test_says_when_there_are_too_many_sums(self) -> None:
        doubling = [np.array([[2**i, 0], [0, 2**i]]) for i in range(20)]
        least = [2**18, 2**18]
        expected = sum(1 for won in range(2**20) if min(won, 2**20 - 1 - won) >= 2**18)
        assert count_reaching(doubling, least, limit=1024) == expected
        with pytest.raises(CountTooLarge, match="more than the limit of 1000") as caught:
            count_reaching(doubling, least, limit=1000)
        assert caught.value.size > caught.value.limit == 1000

    def test_says_when_four_parties_are_too_fine_for_a_table(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(additive, "_CELLS", 50)
        rng = np.random.default_rng(3)
        with pytest.raises(CountTooLarge, match="more than the limit of 50"):
            count_reaching([rng.integers(0, 1000, (5, 4)) for _ in range(4)], [1000] * 4)

    def test_refuses_the_wrong_number_of_least_values(self) -> None:
        with pytest.raises(ValueError, match="expected 2 least values, one for each party, not 1"):
            count_reaching(give_and_take(2), [1])


@pytest.mark.parametrize("ask", [additive_frontier, lambda tables: count_reaching(tables, [0])])
class TestBoth:
    @pytest.mark.parametrize(
        ("tables", "message"),
        [
            ([], "at least one issue"),
            ([np.zeros((0, 1), dtype=np.int64)], "at least one option"),
            ([np.zeros((2, 1), dtype=np.int64), np.zeros((2, 2), dtype=np.int64)], "the same parties"),
            ([np.array([[LARGE]]), np.array([[LARGE]])], "beyond 64 bits"),
            ([np.array([[-LARGE]]), np.array([[-LARGE]])], "beyond 64 bits"),
            ([np.array([[LARGE], [-LARGE]])], "beyond 64 bits"),
            ([np.zeros((2, 1))], "not float64"),
        ],
    )
    def test_refuses(self, ask: Callable[[list[IntArray]], object], tables: list[IntArray], message: str) -> None:
        with pytest.raises(ValueError, match=message):
            ask(tables)

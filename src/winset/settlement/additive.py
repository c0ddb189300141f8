"""Additive cases: what packages are worth is a sum over issues, so neither question needs all packages.

Each issue has a table of shape (options, k): what each option is worth to each of k parties, in scaled points. The
frontier is built up issue by issue, and packages that reach given values are counted from the sums of two halves of
the issues, so that 10^20 packages take seconds. Both answers are exact. Both can need too much memory, and then say so
by an exception of their own, so that the caller can enumerate or report it.

Inside this module sums are kept as columns, an array of shape (k, n), as in `frontier`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import prod
from operator import mul
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from winset.settlement.frontier import IntArray, as_columns, equal_groups, nondominated_groups, read_only

# Whole numbers that may be beyond 64 bits: int64 where they cannot be, else Python integers.
CountArray: TypeAlias = npt.NDArray[Any]

_LARGEST = 2**63 - 1
_ROWS = 2_000_000  # sums made at once while two parts are joined
_CELLS = 2**24  # cells of the table of all combinations of levels, when that is the way to count


class FrontierTooLarge(RuntimeError):  # noqa: N818 - a limit reached, not a mistake
    """The frontier of some of the issues has `size` points, more than `limit`."""

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(f"the frontier of part of the issues has {size} points, more than the limit of {limit}")
        self.size = size
        self.limit = limit


class CountTooLarge(RuntimeError):  # noqa: N818 - a limit reached, not a mistake
    """Counting needs `size` sums, or combinations of their levels, more than `limit`."""

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(
            f"counting needs {size} sums of points or combinations of their levels, more than the limit of {limit}"
        )
        self.size = size
        self.limit = limit


@dataclass(frozen=True, slots=True, eq=False)
class AdditiveFrontier:
    """The distinct nondominated sums, in the order of `FrontierPoints`.

    `values`, read-only, has shape (m, k), in scaled points. `multiplicity` is how many packages share each vector, and
    `first_package` the lowest number of one of them; packages are numbered with the last issue changing fastest.
    `sizes` is the number of options of each issue, and `peak` the largest number of points at any step.
    """

    values: IntArray
    first_package: tuple[int, ...]
    multiplicity: tuple[int, ...]
    sizes: tuple[int, ...]
    peak: int

    def options(self, point: int) -> tuple[int, ...]:
        """The first package of a point as the index of the option on each issue."""
        number = self.first_package[point]
        return tuple(number // stride % size for stride, size in zip(_strides(self.sizes), self.sizes, strict=True))


@dataclass(frozen=True, slots=True, eq=False)
class _Sums:
    """The distinct sums of some issues, shape (k, n), and how many packages of these issues have each."""

    columns: IntArray
    counts: CountArray

    @property
    def size(self) -> int:
        return len(self.counts)


@dataclass(frozen=True, slots=True, eq=False)
class _Front(_Sums):
    """Nondominated sums with the lowest number of a package for each."""

    numbers: CountArray


def additive_frontier(tables: Sequence[IntArray], limit: int = 2_000_000) -> AdditiveFrontier:
    """The frontier over all packages, one option on each issue, when values add up over issues.

    A part of a package that another part dominates can be exchanged for it, so only nondominated sums are carried from
    issue to issue (Nemhauser and Ullmann 1969). They can still be as many as there are packages, as when every sum is
    nearly constant.

    Raises FrontierTooLarge beyond `limit` points at any step, ValueError if the tables do not fit each other or their
    values could add up beyond 64 bits.
    """
    issues = _checked(tables)
    sizes = tuple(table.shape[1] for table in issues)
    exact = _count_type(prod(sizes))
    fronts = [
        _undominated(table, np.ones(size, dtype=exact), np.arange(size).astype(exact) * stride)
        for table, size, stride in zip(issues, sizes, _strides(sizes), strict=True)
    ]
    # Issues with few good options first: the frontier is then large for the fewest steps.
    fronts.sort(key=lambda front: front.size)
    frontier = _Front(np.zeros((len(issues[0]), 1), dtype=np.int64), np.ones(1, dtype=exact), np.zeros(1, dtype=exact))
    peak = 1
    for front in fronts:
        frontier = _joined(frontier, front, limit)
        peak = max(peak, frontier.size)
    return AdditiveFrontier(
        values=read_only(np.ascontiguousarray(frontier.columns.T)),
        first_package=tuple(frontier.numbers.tolist()),
        multiplicity=tuple(frontier.counts.tolist()),
        sizes=sizes,
        peak=peak,
    )


def count_reaching(tables: Sequence[IntArray], least: Sequence[int], limit: int = 10_000_000) -> int:
    """How many packages are worth at least `least` (k values) to every party, when values add up over issues.

    The issues are split into two halves, the different sums of each half are counted, and pairs that reach the values
    together are counted without listing them (meet in the middle: Horowitz and Sahni 1974). Sums above what is
    needed count as what is needed, and sums too low to get there are dropped, so small integer points stay small.

    Raises CountTooLarge beyond `limit` sums in a half, or where the least values bind more than three parties whose
    points are too fine for a table of all combinations; ValueError as in `additive_frontier`, or if `least` has not k
    values.
    """
    issues = _checked(tables)
    if len(least) != len(issues[0]):
        raise ValueError(f"expected {len(issues[0])} least values, one for each party, not {len(least)}")
    lowest = [table.min(axis=1, keepdims=True) for table in issues]
    missing = [int(value) - sum(int(low[party, 0]) for low in lowest) for party, value in enumerate(least)]
    # Parties that every package satisfies are left out.
    binding = [party for party, value in enumerate(missing) if value > 0]
    if not binding:
        return prod(table.shape[1] for table in issues)
    gains = [(table - low)[binding] for table, low in zip(issues, lowest, strict=True)]
    if any(sum(int(gain[row].max()) for gain in gains) < missing[party] for row, party in enumerate(binding)):
        return 0
    needed = np.array([[missing[party]] for party in binding], dtype=np.int64)
    few, many = sorted(_halves(gains, needed, limit), key=lambda half: half.size)
    reached = _packages_above(few, needed - many.columns)
    # Python integers: the products may be beyond 64 bits although neither factor is.
    return sum(map(mul, reached.tolist(), many.counts.tolist()))


def _checked(tables: Sequence[IntArray]) -> list[IntArray]:
    """The tables as columns of shape (k, options), none empty, with sums and differences of sums within 64 bits."""
    issues = [as_columns(table) for table in tables]
    if not issues or any(table.shape[1] == 0 for table in issues):
        raise ValueError("expected at least one issue, and at least one option on each")
    if len({len(table) for table in issues}) > 1:
        raise ValueError("every issue must give values for the same parties")
    for party in range(len(issues[0])):
        bounds = [(int(table[party].min()), int(table[party].max())) for table in issues]
        largest = max(sum(max(-low, high) for low, high in bounds), sum(high - low for low, high in bounds))
        if largest > _LARGEST:
            raise ValueError(f"the values of party {party} could add up beyond 64 bits; scale the points down")
    return issues


def _strides(sizes: tuple[int, ...]) -> list[int]:
    """How far apart the numbers of packages are that differ by one option, for each issue."""
    return list(accumulate(sizes[:0:-1], mul, initial=1))[::-1]


def _count_type(packages: int) -> type[np.int64] | type[object]:
    return np.int64 if packages <= _LARGEST else object


def _undominated(columns: IntArray, counts: CountArray, numbers: CountArray) -> _Front:
    order, starts = nondominated_groups(columns)
    return _Front(
        columns=columns[:, order[starts]],
        counts=np.add.reduceat(counts[order], starts),
        numbers=np.minimum.reduceat(numbers[order], starts),
    )


def _joined(left: _Front, right: _Front, limit: int) -> _Front:
    """The front of all sums of one point of each, made in slices so that memory stays bounded."""
    joined = _Front(left.columns[:, :0], left.counts[:0], left.numbers[:0])
    step = max(1, _ROWS // right.size)
    for start in range(0, left.size, step):
        rows = slice(start, start + step)
        sums = left.columns[:, rows, None] + right.columns[:, None, :]
        joined = _undominated(
            np.concatenate([joined.columns, sums.reshape(len(sums), -1)], axis=1),
            np.concatenate([joined.counts, np.multiply.outer(left.counts[rows], right.counts).ravel()]),
            np.concatenate([joined.numbers, np.add.outer(left.numbers[rows], right.numbers).ravel()]),
        )
        if joined.size > limit:
            raise FrontierTooLarge(joined.size, limit)
    return joined


def _halves(gains: list[IntArray], needed: IntArray, limit: int) -> list[_Sums]:
    """The sums of two halves of the issues: each issue joins the half that has fewer sums so far."""
    halves = [_Sums(np.zeros_like(needed), np.ones(1, dtype=np.int64)) for _ in range(2)]
    packages = [1, 1]
    total = np.add.reduce([gain.max(axis=1, keepdims=True) for gain in gains])
    rest = [total, total]  # the most that all issues outside a half can add to it
    for gain in sorted(gains, key=lambda gain: -gain.shape[1]):
        at = int(halves[0].size > halves[1].size)
        packages[at] *= gain.shape[1]
        rest[at] = rest[at] - gain.max(axis=1, keepdims=True)
        half = _Sums(halves[at].columns, halves[at].counts.astype(_count_type(packages[at])))
        halves[at] = _extended(half, gain, needed, rest[at], limit)
    return halves


def _extended(part: _Sums, gain: IntArray, needed: IntArray, rest: IntArray, limit: int) -> _Sums:
    """The sums with one more issue, none above what is needed and none that the rest cannot bring there."""
    size = part.size * gain.shape[1]
    if size > limit:
        raise CountTooLarge(size, limit)
    sums = (part.columns[:, :, None] + gain[:, None, :]).reshape(len(gain), -1)
    able = (sums >= needed - rest).all(axis=0)
    columns = np.minimum(sums[:, able], needed)
    counts = np.repeat(part.counts, gain.shape[1])[able]
    order, starts = equal_groups(columns)
    return _Sums(columns[:, order[starts]], np.add.reduceat(counts[order], starts))


def _packages_above(sums: _Sums, thresholds: IntArray) -> CountArray:
    """For each column of thresholds, shape (k, q), the number of packages whose sums are at least as high."""
    levels = [np.unique(column) for column in sums.columns]
    cells = prod(len(level) + 1 for level in levels)
    if len(levels) == 1 or cells <= _CELLS:
        return _above_in_table(sums, thresholds, levels)
    if len(levels) == 2:
        return _above_in_two(sums, thresholds, levels)
    if len(levels) == 3:
        return _above_in_three(sums, thresholds, levels)
    raise CountTooLarge(cells, _CELLS)


def _above_in_table(sums: _Sums, thresholds: IntArray, levels: list[IntArray]) -> CountArray:
    """Look up, in a table over all combinations of levels, how many packages reach each; the last of a row is none."""
    table = np.zeros([len(level) + 1 for level in levels], dtype=sums.counts.dtype)
    table[_places(levels, sums.columns)] = sums.counts
    for axis in range(len(levels)):
        table = np.flip(np.cumsum(np.flip(table, axis), axis=axis), axis)
    found: CountArray = table[_places(levels, thresholds)]
    return found


def _places(levels: list[IntArray], columns: IntArray) -> tuple[IntArray, ...]:
    """For each column and party the place of the lowest level that is at least as high."""
    return tuple(np.searchsorted(level, column) for level, column in zip(levels, columns, strict=True))


def _above_in_two(sums: _Sums, thresholds: IntArray, levels: list[IntArray]) -> CountArray:
    """Count for two parties without a table of all combinations.

    With sums sorted by the first party descending, those that reach the first threshold are a run from the start.
    """
    order, end = _from_the_top(sums.columns[0], thresholds[0])
    ranks, wanted = np.searchsorted(levels[1], sums.columns[1, order]), np.searchsorted(levels[1], thresholds[1])
    return _above_in_runs(ranks, sums.counts[order], np.zeros_like(end), end, wanted)


def _above_in_three(sums: _Sums, thresholds: IntArray, levels: list[IntArray]) -> CountArray:
    """Count for three parties: a run from the start is cut into blocks whose lengths are different powers of two.

    In each block sums are sorted by the second party descending, so that those that reach the second threshold are
    again a run (a range tree: Bentley 1980).
    """
    order, end = _from_the_top(sums.columns[0], thresholds[0])
    (second, third), counts = _places(levels[1:], sums.columns[1:, order]), sums.counts[order]
    second_wanted, third_wanted = _places(levels[1:], thresholds[1:])
    found: CountArray = np.zeros(end.size, dtype=counts.dtype)
    width = len(levels[1]) + 1
    for power in range(order.size.bit_length()):
        asked = np.flatnonzero((end >> power) & 1)
        block = (end[asked] >> power) - 1
        # Highest rank first inside a block: ranks are below width, and so is a wanted rank that nobody reaches.
        keys = (np.arange(order.size) >> power) * width + width - 1 - second
        by_block = np.argsort(keys, kind="stable")
        to = np.searchsorted(keys[by_block], block * width + width - 1 - second_wanted[asked], side="right")
        runs = block << power, to, third_wanted[asked]
        found[asked] += _above_in_runs(third[by_block], counts[by_block], *runs)
    return found


def _from_the_top(column: IntArray, thresholds: IntArray) -> tuple[IntArray, IntArray]:
    """The order that sorts a column descending, and for each threshold how many values from the top reach it."""
    order = np.argsort(-column, kind="stable")
    return order, np.searchsorted(-column[order], -thresholds, side="right")


def _above_in_runs(
    ranks: IntArray, weights: CountArray, start: IntArray, end: IntArray, wanted: IntArray
) -> CountArray:
    """For each run from start to end, the weight of ranks at least as high as wanted.

    Ranks are sorted bit by bit, highest bit first and stably, which keeps the ranks of a run together that are still
    equal to the wanted one: where its bit is 0, those with bit 1 are above it and counted, and the others go on
    (wavelet matrix: Claude, Navarro and Ordonez 2015).
    """
    found: CountArray = np.zeros(end.size, dtype=weights.dtype)
    highest = max(int(ranks.max(initial=0)), int(wanted.max(initial=0)))
    for bit in reversed(range(highest.bit_length())):
        upper = (ranks >> bit) & 1 == 1
        uppers, sums_of_upper = _running(upper.astype(np.int64)), _running(weights * upper)
        high = (wanted >> bit) & 1 == 1
        found += np.where(high, 0, sums_of_upper[end] - sums_of_upper[start])
        lowers = ranks.size - int(uppers[-1])
        start, end = (np.where(high, lowers + uppers[edge], edge - uppers[edge]) for edge in (start, end))
        by_bit = np.concatenate([np.flatnonzero(~upper), np.flatnonzero(upper)])
        ranks, weights = ranks[by_bit], weights[by_bit]
    total = _running(weights)
    found += total[end] - total[start]
    return found


def _running(values: CountArray) -> CountArray:
    """The sums of the first 0, 1, ..., n values."""
    sums = np.zeros(values.size + 1, dtype=values.dtype)
    np.cumsum(values, out=sums[1:])
    return sums

"""The frontier: the value vectors that no other package beats.

A vector dominates another when it is at least as high everywhere and higher somewhere. Several packages can share one
vector, so the frontier is a set of distinct vectors, each with its first packages and with how many there are. Values
are compared as integers and never added here, so that nothing overflows and no tie is broken by rounding.

Inside this module points are kept as columns, an array of shape (k, n): the n values of one party lie together.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

IntArray: TypeAlias = npt.NDArray[np.int64]
BoolArray: TypeAlias = npt.NDArray[np.bool_]

_SAMPLE = 4096  # rows looked at to choose champions; with fewer rows than this, sorting is as quick as filtering
_ROWS = 16_384  # rows tested at once against many points
_FEW = 64  # points tested at once where few are enough: their sets are one word of bits
_POINTS = 2048  # points tested at once: the table of their sets of bits stays in the processor's cache


@dataclass(frozen=True, slots=True, eq=False)
class FrontierPoints:
    """The distinct nondominated vectors, party 0 descending, then party 1, and so on; arrays are read-only.

    `values` has shape (m, k), in scaled points. `multiplicity` has shape (m,): how many packages share each vector.
    `packages` holds, for each vector, the numbers of its first packages in the order in which they were added.
    """

    values: IntArray
    packages: tuple[tuple[int, ...], ...]
    multiplicity: IntArray

    @property
    def first_package(self) -> tuple[int, ...]:
        """The first package of each vector."""
        return tuple(packages[0] for packages in self.packages)


class Frontier:
    """The frontier of packages that arrive in blocks, in package order; what it keeps grows with the frontier only.

    `parties` is the number of values a package has, `keep` how many packages are remembered for each vector.
    """

    def __init__(self, parties: int, keep: int = 1) -> None:
        if parties < 1 or keep < 1:
            raise ValueError(f"a frontier needs at least one party and one package kept, not {parties} and {keep}")
        self._keep = keep
        # One entry a package that is remembered; the first entry of a vector counts all its packages.
        self._columns: IntArray = np.empty((parties, 0), dtype=np.int64)
        self._packages: npt.NDArray[Any] = np.empty(0, dtype=np.int64)
        self._counts: IntArray = np.empty(0, dtype=np.int64)
        # Points that arriving rows are compared with, to take most of them out before they are sorted.
        self._champions: IntArray = self._columns
        self._front: IntArray = self._columns
        self._waiting: list[tuple[IntArray, npt.NDArray[Any]]] = []
        self._rows_waiting = 0

    def add(self, values: IntArray, packages: IntArray | Sequence[int]) -> None:
        """Take in a block: `values` of shape (n, k) and the n package numbers, int64 or Python integers of any size.

        Raises ValueError if shapes do not match or values are not integers.
        """
        columns = as_columns(values)
        numbers = _as_numbers(packages)
        if columns.shape[0] != self._columns.shape[0] or numbers.shape != columns.shape[1:]:
            raise ValueError(
                f"expected {self._columns.shape[0]} values and one number for each package, "
                f"not values of shape {np.shape(values)} and {numbers.size} numbers"
            )
        rows = _outside(columns, self._champions)
        rows = rows[_outside_front(columns[:, rows], self._front)]
        if rows.size == 0:
            return
        self._waiting.append((columns[:, rows], numbers[rows]))
        self._rows_waiting += rows.size
        # Waiting for as many rows as there are points keeps the number of merges low however large the frontier is.
        if self._columns.shape[1] == 0 or self._rows_waiting >= max(_SAMPLE, self._columns.shape[1]):
            self._merge()

    def covers(self, ideal: IntArray | Sequence[int]) -> bool:
        """Whether the frontier so far dominates `ideal` (k values), so that packages up to it can be left out.

        A vector equal to `ideal` does not cover it: packages that share that vector are still to be counted. The
        answer may be a late no (some rows wait to be merged), never a wrong yes.
        """
        point = np.asarray(ideal, dtype=np.int64)[:, None]
        reached = (self._columns >= point).all(axis=0)
        return bool((reached & (self._columns > point).any(axis=0)).any())

    def result(self) -> FrontierPoints:
        """The frontier of everything added so far."""
        self._merge()
        first = np.flatnonzero(self._counts)
        edges = [*first.tolist(), self._counts.size]
        numbers = self._packages.tolist()
        return FrontierPoints(
            values=read_only(np.ascontiguousarray(self._columns[:, first].T)),
            packages=tuple(tuple(numbers[start:end]) for start, end in pairwise(edges)),
            multiplicity=read_only(self._counts[first]),
        )

    def _merge(self) -> None:
        if not self._waiting:
            return
        columns = np.concatenate([self._columns, *(block for block, _ in self._waiting)], axis=1)
        packages = np.concatenate([self._packages, *(numbers for _, numbers in self._waiting)])
        counts = np.concatenate([self._counts, np.ones(self._rows_waiting, dtype=np.int64)])
        order, starts = nondominated_groups(columns)
        place = np.arange(order.size) - np.repeat(starts, np.diff(starts, append=order.size))
        totals = np.zeros(order.size, dtype=np.int64)
        totals[starts] = np.add.reduceat(counts[order], starts)
        kept = place < self._keep
        self._columns, self._packages = columns[:, order[kept]], packages[order[kept]]
        self._counts = totals[kept]
        front = self._columns[:, self._counts > 0]
        self._champions = _best_in_some_direction(front)
        strongest = np.argsort(-_as_shares(front).sum(axis=0), kind="stable")
        self._front = front[:, strongest if len(front) > 3 else strongest[:_FEW]]
        self._waiting, self._rows_waiting = [], 0


def nondominated(values: IntArray) -> IntArray:
    """Indices of the rows of `values`, shape (n, k), that no other row dominates; of equal rows, the first.

    They are sorted by row: party 0 descending, then party 1, and so on. One party: the maximum; two: a sort and a
    running maximum; three: a sort and a staircase (Kung, Luccio and Preparata 1975); more: rows sorted by their sum
    against those found so far (Chomicki, Godfrey, Gryz and Liang 2003), as sets of bits.

    Raises ValueError if `values` is not a table of integers with at least one column.
    """
    order, starts = nondominated_groups(as_columns(values))
    return order[starts]


def nondominated_groups(columns: IntArray) -> tuple[IntArray, IntArray]:
    """All columns, of shape (k, n), that no other dominates, with equal ones next to each other.

    Returns (order, starts): indices sorted by vector as in `nondominated`, by index where vectors are equal, and the
    positions in `order` at which a new vector starts.
    """
    if columns.shape[1] == 0:
        return np.arange(0), np.arange(0)
    rows = _worth_sorting(columns)
    order, starts = equal_groups(columns[:, rows])
    sweep = _SWEEPS.get(columns.shape[0], _sweep_of_many)
    best = sweep(columns[:, rows[order[starts]]])
    sizes = np.diff(starts, append=order.size)
    kept_sizes = sizes[best]
    return rows[order[np.repeat(best, sizes)]], np.cumsum(kept_sizes) - kept_sizes


def equal_groups(columns: IntArray) -> tuple[IntArray, IntArray]:
    """The order that sorts columns, of shape (k, n), descending and puts equal ones together, and where each starts."""
    # ~x is -x - 1: it turns the order round for every int64, also for the lowest, whose negative does not exist.
    order = np.lexsort(~columns[::-1])
    ranked = columns[:, order]
    new = np.ones(order.size, dtype=np.bool_)
    new[1:] = (ranked[:, 1:] != ranked[:, :-1]).any(axis=0)
    return order, np.flatnonzero(new)


def as_columns(values: IntArray) -> IntArray:
    """A table of shape (n, k) as int64 columns of shape (k, n), each in one piece.

    Raises ValueError if it is not a table of integers within int64 with at least one column.
    """
    table = np.asarray(values)
    if table.ndim != 2 or table.shape[1] == 0:
        raise ValueError(f"expected a table with a row for each package and a column for each party, not {table.shape}")
    if table.dtype == object and all(isinstance(value, int) for value in table.flat):
        try:
            table = table.astype(np.int64)
        except OverflowError as error:
            raise ValueError("values must fit into 64 bits; scale the points down") from error
    if not np.can_cast(table.dtype, np.int64) or table.dtype == np.bool_:
        raise ValueError(f"values must be 64-bit integers, not {table.dtype}")
    return np.ascontiguousarray(table.T, dtype=np.int64)


def read_only(array: IntArray) -> IntArray:
    """The same array, from now on not to be written to."""
    array.flags.writeable = False
    return array


def _as_numbers(packages: IntArray | Sequence[int]) -> npt.NDArray[Any]:
    if isinstance(packages, np.ndarray):
        return packages
    try:
        return np.array(packages, dtype=np.int64)
    except OverflowError:
        return np.array(packages, dtype=object)


def _worth_sorting(columns: IntArray) -> IntArray:
    """Indices that are left when a few strong points have taken out what they dominate; every frontier row is left."""
    rows = np.arange(columns.shape[1])
    while rows.size > _SAMPLE:
        rest = columns[:, rows]
        sample = rest[:, :: rows.size // _SAMPLE]
        left = _outside(rest, _best_in_some_direction(sample))
        rows = rows[left]
        if 2 * left.size > rest.shape[1]:
            break
    return rows


def _best_in_some_direction(columns: IntArray) -> IntArray:
    """A few strong points: the best for weights that are equal, and for weights that favour each party in turn."""
    shares = _as_shares(columns)
    weights = np.vstack([np.ones(len(columns)), 1 + 3 * np.eye(len(columns))])
    best = {int((weight @ shares).argmax()) for weight in weights}
    return columns[:, sorted(best)]


def _as_shares(columns: IntArray) -> npt.NDArray[np.float64]:
    """Values as shares of the range of their column: only to rank rows, since they are rounded."""
    shares = columns.astype(np.float64)
    shares -= shares.min(axis=1, keepdims=True)
    top = shares.max(axis=1, keepdims=True)
    shares /= np.where(top > 0, top, 1.0)
    return shares


def _outside(columns: IntArray, points: IntArray) -> IntArray:
    """Indices of the columns that none of the points dominates; those equal to a point are left in."""
    rows = np.arange(columns.shape[1])
    for point in points.T.tolist():
        below = columns[0] <= point[0]
        differs = columns[0] != point[0]
        for column, value in zip(columns[1:], point[1:], strict=True):
            below &= column <= value
            differs |= column != value
        below &= differs
        left = np.flatnonzero(~below)
        if left.size < rows.size:
            rows, columns = rows[left], columns[:, left]
    return rows


def _outside_front(columns: IntArray, front: IntArray) -> IntArray:
    """The same as `_outside` for many points, distinct and none dominated by another, the strongest first."""
    rows = np.arange(columns.shape[1])
    for points in _lots(front):
        rest = columns[:, rows]
        above = _points_above(rest, points)
        out = above > 0
        # No point dominates another, so a row equal to a point has that one above it and below it, and a row that
        # is dominated has none below it. ~ turns the order round.
        single = np.flatnonzero(above == 1)
        out[single] = _points_above(~rest[:, single], ~points) == 0
        rows = rows[~out]
    return rows


def _lots(points: IntArray) -> Iterator[IntArray]:
    """Points in lots: the first ones, which take out most rows, in a small lot that costs little to compare with."""
    edges = [0, *range(_FEW, points.shape[1], _POINTS), points.shape[1]]
    for first, last in pairwise(edges):
        yield points[:, first:last]


# The sweeps take distinct columns sorted descending, so that no column dominates an earlier one, and mark the best.


def _sweep_of_one(columns: IntArray) -> BoolArray:
    best = np.zeros(columns.shape[1], dtype=np.bool_)
    best[:1] = True
    return best


def _sweep_of_two(columns: IntArray) -> BoolArray:
    best = np.ones(columns.shape[1], dtype=np.bool_)
    best[1:] = columns[1, 1:] > np.maximum.accumulate(columns[1])[:-1]
    return best


def _sweep_of_three(columns: IntArray) -> BoolArray:
    """Keep the staircase of (second, third) values seen so far; a row is dominated if it lies under the staircase."""
    best = np.ones(columns.shape[1], dtype=np.bool_)
    seconds: list[int] = []  # ascending along the staircase
    thirds: list[int] = []  # descending along it
    for row, (second, third) in enumerate(zip(columns[1].tolist(), columns[2].tolist(), strict=True)):
        step = bisect_left(seconds, second)
        if step < len(thirds) and thirds[step] >= third:
            best[row] = False
            continue
        # A step at the same second value is lower, or the row would lie under it; so are some to the left.
        end = step + (step < len(seconds) and seconds[step] == second)
        while step > 0 and thirds[step - 1] <= third:
            step -= 1
        seconds[step:end] = [second]
        thirds[step:end] = [third]
    return best


def _sweep_of_many(columns: IntArray) -> BoolArray:
    """Compare blocks of rows, highest sum of shares first, with the best found so far and then among themselves."""
    score = np.add.reduce(_as_shares(columns), axis=0)
    # Rounding never turns two scores round, and a stable sort leaves equal scores as they come: dominators first.
    order = np.argsort(-score, kind="stable")
    ranked = columns[:, order]
    best = np.zeros(order.size, dtype=np.bool_)
    found = np.empty_like(ranked)
    size = 0
    for start in range(0, order.size, _ROWS):
        rows = np.arange(start, min(start + _ROWS, order.size))
        for points in _lots(found[:, :size]):
            rows = rows[_points_above(ranked[:, rows], points) == 0]
        block = ranked[:, rows]
        above = np.zeros(rows.size, dtype=np.int64)
        for first in range(0, rows.size, _POINTS):
            above += _points_above(block, block[:, first : first + _POINTS])
        rows = rows[above == 1]  # only the row itself
        best[order[rows]] = True
        found[:, size : size + rows.size] = ranked[:, rows]
        size += rows.size
    return best


def _points_above(columns: IntArray, points: IntArray) -> IntArray:
    """For each column, how many points are at least as high everywhere.

    For one party, the points at least as high as a value are an end piece of the points sorted by that party. Their
    sets, one bit a point, are tabled; a column's set is the intersection over parties of the sets it looks up.
    """
    count = points.shape[1]
    bytes_needed = -(-count // 64) * 8
    bits = np.full((columns.shape[1], bytes_needed // 8), ~np.uint64(0))
    for column, levels in zip(columns, points, strict=True):
        order = np.argsort(levels)
        table = np.zeros((count + 1, bytes_needed), dtype=np.uint8)
        table[np.arange(count), order // 8] = 1 << (order % 8)
        ends = np.bitwise_or.accumulate(table.view(np.uint64)[::-1], axis=0)[::-1]
        bits &= ends[np.searchsorted(levels[order], column)]
    counts: IntArray = np.bitwise_count(bits).sum(axis=1, dtype=np.int64)
    return counts


_SWEEPS: dict[int, Callable[[IntArray], BoolArray]] = {1: _sweep_of_one, 2: _sweep_of_two, 3: _sweep_of_three}

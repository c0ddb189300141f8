"""How many packages satisfy a formula, exactly, without listing them.

The issues are fixed one after another, and for what is left of the formula it is kept in how many ways it is left:
packages that leave the same are never told apart again. That is counting on the layers of a decision diagram (Bryant
1986), and for a sum of points the counting programme of the knapsack problem (Nemhauser and Ullmann 1969; Dyer 2003).
The widest sum of points or votes is not written into what is left: an array counts the ways by its value.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import prod
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from winset.model.logic import Formula, all_of
from winset.model.space import Space
from winset.settlement.sizes_nodes import ALWAYS, NEVER, Counted, Denied, Joint, Reached, Tables, Total
from winset.settlement.sizes_residuals import Residuals, TooManyResidualsError

LIMIT = 200_000
"""Steps of work for one count, a few millionths of a second each."""

_LIMB = 28  # bits of a count in one row: sums of 2^35 rows still fit into 63 bits
_CELLS = 1_000  # cells of arrays that are added in one step of work
_ROOM = 1 << 24  # cells that are kept at once

Ways: TypeAlias = npt.NDArray[np.int64]
"""Numbers of packages by the value of a sum, of shape (limbs, values): each row is worth 2^28 of the row before."""

Stages: TypeAlias = dict[int, list[int]]
"""The issues in the order in which they are fixed, each with what is looked at from there on."""


@dataclass(frozen=True, slots=True)
class _Held:
    """A sum whose value is counted in an array: its tables by issue, and the least and most that it is held against."""

    tables: dict[int, tuple[int, ...]]
    least: int
    most: int


def count_exactly(space: Space, formula: Formula, limit: int = LIMIT) -> int | None:
    """How many packages, of those that the couplings allow, satisfy a formula?

    None where it would take more work than `limit`; never a number that is not exact.
    """
    return count_within(space, formula, limit)[0]


def count_within(space: Space, formula: Formula, limit: int) -> tuple[int | None, int]:
    """The same, and how much of the work allowed is left."""
    residuals = Residuals([dimension.size for dimension in space.dimensions], limit)
    try:
        found = _count_all(residuals, residuals.formula(all_of([space.feasible, formula])))
    except TooManyResidualsError:
        return None, 0
    return found, residuals.left


def _count_all(residuals: Residuals, root: int) -> int:
    """The packages over all issues for which a formula holds."""
    node = residuals.nodes[root]
    inner = residuals.nodes[node.part] if isinstance(node, Denied) else node
    if isinstance(inner, Joint) and inner.conjunction == isinstance(node, Denied) and root > ALWAYS:
        # Parts that must all hold are looked at one after another; where one is enough, its contrary is counted.
        return prod(residuals.sizes) - _count_all(residuals, residuals.denied(root))
    order = _order(residuals, root)
    parts = _conjuncts(residuals, root)
    tables = _widest(residuals, root)
    held = None
    if tables is not None:
        parts, held = _hold(residuals, parts, tables)
    start = residuals.joint(True, [part for part in parts if not residuals.reads[part]])
    stages = _stages(residuals, parts, order)
    found = _count(residuals, start, stages) if held is None else _count_by_sum(residuals, start, stages, held)
    return found * prod(size for issue, size in enumerate(residuals.sizes) if issue not in order)


def _conjuncts(residuals: Residuals, root: int) -> list[int]:
    """The formulas that must all hold for a formula to hold."""
    found: list[int] = []
    waiting = [root]
    while waiting:
        place = waiting.pop()
        node = residuals.nodes[place]
        inner = residuals.nodes[node.part] if isinstance(node, Denied) else None
        if isinstance(node, Joint) and node.conjunction:
            waiting.extend(node.parts)
        elif isinstance(inner, Joint) and not inner.conjunction:
            waiting.extend(residuals.denied(part) for part in inner.parts)
        else:
            found.append(place)
    return found


def _stages(residuals: Residuals, parts: Iterable[int], order: Iterable[int]) -> Stages:
    """The issues in order, each with those parts of which it is the first issue."""
    stages: Stages = {issue: [] for issue in order}
    for part in parts:
        first = next((issue for issue in stages if residuals.reads[part] >> issue & 1), None)
        if first is not None:
            stages[first].append(part)
    return stages


def _order(residuals: Residuals, root: int) -> dict[int, None]:
    """The issues that a formula reads, those read together next to each other.

    The part with the fewest issues still to be fixed comes next, so that parts once begun are soon settled.
    """
    read = {reads for reads in residuals.reads if reads & residuals.reads[root]}
    # What reads one issue is settled with it, and says nothing of which issues belong together.
    parts = sorted((part for part in read if part.bit_count() > 1), key=lambda part: (part.bit_count(), part))
    parts.append(residuals.reads[root])
    left = residuals.reads[root]
    order: dict[int, None] = {}
    while left:
        part = min((part for part in parts if part & left), key=lambda part: (part & left).bit_count())
        for issue in _issues(part & left):
            order[issue] = None
        left &= ~part
    return order


def _issues(reads: int) -> Iterator[int]:
    while reads:
        lowest = reads & -reads
        yield lowest.bit_length() - 1
        reads ^= lowest


def _count(residuals: Residuals, start: int, stages: Stages) -> int:
    """The packages over the issues of the stages, by what is left of the formulas begun."""
    ways = {start: 1}
    for issue, begun in stages.items():
        after: defaultdict[int, int] = defaultdict(int)
        for place, count in ways.items():
            joined = residuals.joint(True, [place, *begun]) if begun else place
            residuals.spend(1 + len(begun))
            for left, times in _left(residuals, joined, issue).items():
                after[left] += count * times
        after.pop(NEVER, None)
        ways = dict(after)
    return ways.get(ALWAYS, 0)


def _left(residuals: Residuals, place: int, issue: int) -> Counter[int]:
    """What is left of a formula, with the number of options of an issue that leave it."""
    if not residuals.reads[place] >> issue & 1:
        return Counter({place: residuals.sizes[issue]})
    return Counter(residuals.fix(place, issue, option) for option in range(residuals.sizes[issue]))


def _widest(residuals: Residuals, root: int) -> Tables | None:
    """The tables of the sum with the most values, where an array of values is smaller than a list of packages."""
    found = None
    widest = 0
    for place in _within(residuals, root):
        amount = _total_of(residuals, place)
        tables = amount.tables if amount is not None else ()
        values = sum(max(values) for _, values in tables)
        if widest < values < prod(len(values) for _, values in tables):
            found, widest = tables, values
    return found


def _within(residuals: Residuals, root: int) -> list[int]:
    """The formulas of which a formula is joined, itself among them."""
    found = {root: None}
    waiting = [root]
    while waiting:
        node = residuals.nodes[waiting.pop()]
        parts = node.parts if isinstance(node, Joint) else (node.part,) if isinstance(node, Denied) else ()
        waiting.extend(part for part in parts if part not in found)
        found.update(dict.fromkeys(parts))
    return list(found)


def _count_by_sum(residuals: Residuals, start: int, stages: Stages, held: _Held) -> int:
    """The packages over the issues of the stages, by what is left of the formulas begun and by the value of a sum."""
    limbs = prod(residuals.sizes).bit_length() // _LIMB + 1
    ways = {start: np.zeros((limbs, 1), dtype=np.int64)}
    ways[start][0, 0] = 1
    lowest, highest = 0, 0
    ahead = sum(max(values) for values in held.tables.values())
    for issue, begun in stages.items():
        values = held.tables.get(issue, (0,) * residuals.sizes[issue])
        ahead -= max(values)
        # Below the first end no bound can be reached any more, above the second every bound is: such sums are one.
        ends = held.least - ahead - 1, held.most
        first, last = (min(max(end, ends[0]), ends[1]) for end in (lowest, highest + max(values)))
        after: dict[int, Ways] = {}
        for place, counts in ways.items():
            joined = residuals.joint(True, [place, *begun]) if begun else place
            fixed = ((residuals.fix(joined, issue, option), value) for option, value in enumerate(values))
            for (left, value), times in Counter(fixed).items():
                residuals.spend(1 + limbs * (last - first + 1) // _CELLS)
                if left == NEVER:
                    continue
                if left not in after:
                    after[left] = _room(limbs, last - first + 1, len(after))
                _add(after[left], counts * times, lowest + value - first)
        for counts in after.values():
            _carry(counts)
        ways, lowest, highest = after, first, last
    return sum(_satisfied(residuals, place, counts, lowest) for place, counts in ways.items())


def _room(limbs: int, width: int, others: int) -> Ways:
    """No ways yet, unless memory would run short."""
    if limbs * width * (others + 1) > _ROOM:
        raise TooManyResidualsError
    return np.zeros((limbs, width), dtype=np.int64)


def _hold(residuals: Residuals, parts: Iterable[int], tables: Tables) -> tuple[list[int], _Held]:
    """The formulas with a sum taken out of them, and the sum."""
    replaced: dict[int, int] = {}
    bounds: list[int] = []

    def taken_out(place: int) -> int:
        if place not in replaced:
            replaced[place] = anew(place)
        return replaced[place]

    def anew(place: int) -> int:
        node = residuals.nodes[place]
        if isinstance(node, Joint):
            return residuals.joint(node.conjunction, [taken_out(part) for part in node.parts])
        if isinstance(node, Denied):
            return residuals.denied(taken_out(node.part))
        amount = _total_of(residuals, place)
        if not isinstance(node, Reached) or amount is None or amount.tables != tables:
            return place
        rest = residuals.total(0, (), amount.weights, [(number, 0) for number in amount.numbers])
        low, high = residuals.ranges[rest[0]]
        bounds.extend((node.bound - rest[1] - high, node.bound - rest[1] - low))
        return residuals.counted(rest, node.bound)

    found = [taken_out(part) for part in parts]
    return found, _Held(dict(tables), min(bounds), max(bounds))


def _total_of(residuals: Residuals, place: int) -> Total | None:
    """The sum that a formula holds against a bound, if it does that."""
    node = residuals.nodes[place]
    amount = residuals.amounts[node.number] if isinstance(node, Reached) else None
    return amount if isinstance(amount, Total) else None


def _add(into: Ways, counts: Ways, shift: int) -> None:
    """Add counts whose values are `shift` cells on; those beyond an end belong to its last cell."""
    width, size = into.shape[1], counts.shape[1]
    first, last = (min(max(end, 0), size) for end in (-shift, width - shift))
    into[:, first + shift : last + shift] += counts[:, first:last]
    into[:, 0] += counts[:, :first].sum(axis=1)
    into[:, -1] += counts[:, last:].sum(axis=1)


def _carry(counts: Ways) -> None:
    """Bring every limb below its limit."""
    for row in range(len(counts) - 1):
        counts[row + 1] += counts[row] >> _LIMB
        counts[row] &= (1 << _LIMB) - 1


def _satisfied(residuals: Residuals, place: int, counts: Ways, start: int) -> int:
    """The packages for whose sums what is left of the formula holds."""
    truth = _truth(residuals, place, start + np.arange(counts.shape[1]))
    return sum(int(row[truth].sum()) << (_LIMB * number) for number, row in enumerate(counts))


def _truth(residuals: Residuals, place: int, sums: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Where a formula holds that reads nothing but the sum."""
    node = residuals.nodes[place]
    if isinstance(node, Counted):
        return sums >= node.bound
    if isinstance(node, Denied):
        return ~_truth(residuals, node.part, sums)
    if not isinstance(node, Joint):
        raise TypeError(node)
    parts = [_truth(residuals, part, sums) for part in node.parts]
    truth = np.full(sums.shape, node.conjunction)
    for part in parts:
        truth = truth & part if node.conjunction else truth | part
    return truth

"""Packages in blocks: the view that the enumeration engine judges acceptance on.

The last issues, as many as fit, run through all their options inside a block; the first issues are fixed there. What
depends on the last issues only is worked out once and kept, so most of a block's work is a few passes over arrays.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import prod

import numpy as np
import numpy.typing as npt

from winset.model.logic import NO, Atom, Formula, Mask, anywhere, as_mask, evaluate, issues_of
from winset.model.space import Package, Space
from winset.model.view import Ints, Linear, Path

BLOCK = 1 << 16
_KEPT = 2_000


@dataclass
class Layout:
    """How a space is cut: the issues from `first` on run inside a block of `size` packages.

    places: where those packages stand in the block, if not all that the options make are looked at.
    """

    space: Space
    first: int
    size: int
    places: npt.NDArray[np.int64] | None = None
    _digits: dict[int, npt.NDArray[np.int64]] = field(default_factory=dict)
    _atoms: dict[Atom, Mask] = field(default_factory=dict)
    _kept: dict[int, tuple[Formula, Mask | None]] = field(default_factory=dict)
    _sums: dict[int, tuple[Linear, npt.NDArray[np.int64]]] = field(default_factory=dict)

    @classmethod
    def of(cls, space: Space, block: int = BLOCK) -> "Layout":
        """The layout with the largest blocks of at most `block` packages."""
        first = len(space.dimensions)
        size = 1
        while first > 0 and size * space.dimensions[first - 1].size <= block:
            first -= 1
            size *= space.dimensions[first].size
        return cls(space, first, size)

    def only(self, formula: Formula) -> "Layout":
        """The same without the packages where a formula does not hold; where there are several blocks, with all."""
        mask = self.kept(formula) if self.first == 0 else None
        if mask is None or mask.ndim == 0:
            return self
        places = np.flatnonzero(mask)
        return Layout(self.space, self.first, places.size, places)

    @property
    def blocks(self) -> int:
        """How many blocks there are."""
        return prod(dimension.size for dimension in self.space.dimensions[: self.first])

    def digits(self, issue: int) -> npt.NDArray[np.int64]:
        """The option number of an inner issue for each package of a block, shape (size,)."""
        if issue not in self._digits:
            inner = prod(dimension.size for dimension in self.space.dimensions[issue + 1 :])
            numbers = np.arange(self.size, dtype=np.int64) if self.places is None else self.places
            self._digits[issue] = numbers // inner % self.space.dimensions[issue].size
        return self._digits[issue]

    def atom(self, atom: Atom) -> Mask:
        """Where an atom on an inner issue holds, in every block."""
        if atom not in self._atoms:
            width = self.space.dimensions[atom.issue].size
            taken = np.array([bool(atom.options >> option & 1) for option in range(width)])
            self._atoms[atom] = taken[self.digits(atom.issue)]
        return self._atoms[atom]

    def kept(self, formula: Formula) -> Mask | None:
        """The mask of a formula that reads inner issues only; it is the same in every block."""
        held = self._kept.get(id(formula))
        if held is not None and held[0] is formula:
            return held[1]
        mask = None
        if len(self._kept) < _KEPT and all(issue >= self.first for issue in issues_of(formula)):
            mask = evaluate(formula, self.atom)
        self._kept[id(formula)] = (formula, mask)
        return mask

    def sums(self, linear: Linear) -> npt.NDArray[np.int64]:
        """The points that the inner issues give each package of a block, shape (size,), without adjustments."""
        held = self._sums.get(id(linear))
        if held is not None and held[0] is linear:
            return held[1]
        total = np.zeros(1, dtype=np.int64)
        for values in linear.tables[self.first :]:
            total = np.add.outer(total, np.array(values, dtype=np.int64)).ravel()
        if self.places is not None:
            total = total[self.places]
        self._sums[id(linear)] = (linear, total)
        return total


class Block:
    """One block of packages, as a view. `relevant` says for which packages a deciding part is worth noting."""

    def __init__(self, layout: Layout, start: int, outer: Package, used: set[Path]) -> None:
        self.layout = layout
        self.start = start
        self.outer = outer
        self.used = used
        self.relevant: Mask = NO

    def test(self, formula: Formula) -> Mask:
        """Where a formula holds."""
        kept = self.layout.kept(formula)
        return evaluate(formula, self._atom) if kept is None else kept

    def _atom(self, atom: Atom) -> Mask:
        if atom.issue < self.layout.first:
            return np.bool_(atom.options >> self.outer[atom.issue] & 1)
        return self.layout.atom(atom)

    def worth(self, linear: Linear) -> Ints:
        """The points of each package, in scaled integers."""
        base = sum(values[digit] for values, digit in zip(linear.tables, self.outer, strict=False))
        sums = self.layout.sums(linear)
        total: Ints = (sums[0] if self.layout.size == 1 else sums) + np.int64(base)
        for formula, points in linear.adjustments:
            total = total + np.where(self.test(formula), np.int64(points), np.int64(0))
        return total

    def best_worth(self, linear: Linear) -> int:
        """A bound that no package of the block exceeds."""
        base = sum(values[digit] for values, digit in zip(linear.tables, self.outer, strict=False))
        inner = sum(max(values) for values in linear.tables[self.layout.first :])
        return base + inner + sum(max(points, 0) for _, points in linear.adjustments)

    def decided_by(self, path: Path, where: Mask) -> None:
        """Take note of a part of the case that decided the answer of a relevant package."""
        if path not in self.used and anywhere(as_mask(where & self.relevant)):
            self.used.add(path)

    def number(self, at: int) -> int:
        """The number of the package that stands there, of all packages."""
        return self.start + (at if self.layout.places is None else int(self.layout.places[at]))

    def full(self, mask: Mask) -> npt.NDArray[np.bool_]:
        """A mask as an array of shape (size,)."""
        return np.broadcast_to(mask, (self.layout.size,))


def blocks(layout: Layout, used: set[Path]) -> Iterator[Block]:
    """The blocks of a space, in the order of package numbers."""
    sizes = [dimension.size for dimension in layout.space.dimensions[: layout.first]]
    for number in range(layout.blocks):
        outer = []
        left = number
        for size in reversed(sizes):
            left, digit = divmod(left, size)
            outer.append(digit)
        yield Block(layout, number * layout.size, tuple(reversed(outer)), used)


def single(space: Space, package: Package, used: set[Path]) -> Block:
    """A view of one package."""
    block = Block(Layout(space, len(package), 1), space.number(package), package, used)
    block.relevant = np.bool_(True)
    return block

"""Sets of packages, as the search for unlocks reckons with them, whoever keeps them: bit by bit, or as formulas."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import Protocol

import numpy as np
import numpy.typing as npt

from winset.model.compile import CompiledRatifier
from winset.model.logic import Formula, Mask
from winset.model.space import Space
from winset.model.view import Linear
from winset.settlement.blocks import Block, Layout, blocks
from winset.settlement.survey import MOST_PACKAGES, TooManyPackagesError
from winset.settlement.unlock_wishes import preference

Ranks = Sequence[tuple[int, Sequence[int]]]
"""For some issues the place of each option, 0 for the best; an option without one, and absence, come last."""


class Packages(ABC):
    """Some packages of a space. Sets of one space only are put together, all kept in the same way."""

    @abstractmethod
    def __and__(self, other: "Packages") -> "Packages":
        """Those in both."""

    @abstractmethod
    def __or__(self, other: "Packages") -> "Packages":
        """Those in one of the two."""

    @abstractmethod
    def __invert__(self) -> "Packages":
        """All others."""

    @abstractmethod
    def any(self) -> bool:
        """Whether a package is known to be among them."""

    @abstractmethod
    def has(self, package: int) -> bool:
        """Whether a package is among them, by its number."""

    @abstractmethod
    def count(self) -> int:
        """How many there are."""

    @abstractmethod
    def first(self) -> int | None:
        """The number of one of them, the first where that can be told; None where none is known."""


@dataclass(frozen=True, slots=True)
class Answered:
    """Which packages a veto refuses, and to which it does not say yes, where it is asked."""

    refused: Packages
    not_yes: Packages

    def in_the_way(self, sure: bool) -> Packages:
        """The packages that it keeps from being ratified (sure), or from being possible."""
        return self.not_yes if sure else self.refused


@dataclass(frozen=True, slots=True)
class Wished:
    """Which packages a party's lead prefers to the status quo, and which it knows to be no better."""

    preferred: Packages
    unwanted: Packages


class Keeping(Protocol):
    """How the packages of one space are kept."""

    @property
    def everything(self) -> Packages:
        """All packages."""
        ...

    @property
    def nothing(self) -> Packages:
        """No package."""
        ...

    def where(self, formula: Formula) -> Packages:
        """Those for which a formula holds."""
        ...

    def answered(self, who: CompiledRatifier) -> Answered:
        """What a ratifier makes of every package, as far as it can stop one."""
        ...

    def wished(self, lead: CompiledRatifier) -> Wished:
        """What a lead prefers to the status quo."""
        ...

    def best(self, packages: Packages, points: Linear) -> tuple[int, int] | None:
        """One of some packages with the most points: its number, and the scaled points; None where there is none."""
        ...

    def ranked(self, packages: Packages, ranks: Ranks) -> list[tuple[int, list[int]]]:
        """Of some packages all whose ranks no other beats, and maybe more: their numbers, and their ranks by issue."""
        ...


class Keeper(Protocol):
    """Keeps the packages of spaces, within the time that there is."""

    most_combined: int
    """How many states of one ratifier may be put together to see what levers could at best make of it."""

    @property
    def out(self) -> bool:
        """Whether there is no time left."""
        ...

    @property
    def ran_out(self) -> bool:
        """Whether some question was not answered for want of time."""
        ...

    def keeping(self, space: Space) -> Keeping:
        """How the packages of a space are kept."""
        ...


class Bits(Packages):
    """A bit for each package of a space, in the order of their numbers."""

    __slots__ = ("bits", "size")

    def __init__(self, bits: npt.NDArray[np.uint8], size: int) -> None:
        self.bits = bits
        self.size = size

    def __and__(self, other: Packages) -> "Bits":
        """Those in both."""
        return Bits(self.bits & _own(other).bits, self.size)

    def __or__(self, other: Packages) -> "Bits":
        """Those in one of the two."""
        return Bits(self.bits | _own(other).bits, self.size)

    def __invert__(self) -> "Bits":
        """All others. Bits after the last package are set then, so what is counted is first met with another set."""
        return Bits(~self.bits, self.size)

    def any(self) -> bool:
        """Whether there are any."""
        return bool(self.bits.any())

    def has(self, package: int) -> bool:
        """Whether a package is among them, by its number."""
        return bool(self.bits[package >> 3] >> (7 - (package & 7)) & 1)

    def count(self) -> int:
        """How many there are."""
        return int(np.bitwise_count(self.bits).sum())

    def first(self) -> int | None:
        """The first of them, by its number."""
        places = np.flatnonzero(self.bits)
        if not places.size:
            return None
        byte = int(places[0])
        return 8 * byte + 8 - int(self.bits[byte]).bit_length()

    def places(self) -> npt.NDArray[np.int64]:
        """The numbers of the packages, shape (n,)."""
        return np.flatnonzero(np.unpackbits(self.bits, count=self.size))


def _own(packages: Packages) -> Bits:
    if not isinstance(packages, Bits):
        raise TypeError("sets of packages that are kept in different ways cannot be put together")
    return packages


class BitByBit:
    """Keeps a bit for each package; spaces must be small enough to be gone through."""

    most_combined = 1_024
    out = False
    ran_out = False

    def keeping(self, space: Space) -> "BitKeeping":
        """How the packages of a space are kept.

        Raises:
            TooManyPackagesError: there are more packages than can be gone through one by one.
        """
        if space.size > MOST_PACKAGES:
            raise TooManyPackagesError(
                f"there are {space.size:,} packages; up to {MOST_PACKAGES:,} can be gone through one by one. "
                "Leave out issues, or options that nobody asks for"
            )
        return BitKeeping(space)


class BitKeeping:
    """The packages of one space, gone through block by block."""

    def __init__(self, space: Space) -> None:
        self.space = space
        self.blocks: list[Block] = list(blocks(Layout.of(space), set()))
        self.everything = Bits(np.packbits(np.ones(space.size, dtype=np.bool_)), space.size)
        self.nothing = Bits(np.zeros((space.size + 7) // 8, dtype=np.uint8), space.size)

    def where(self, formula: Formula) -> Bits:
        """Those for which a formula holds."""
        return self._bits([part.test(formula) for part in self.blocks])

    def answered(self, who: CompiledRatifier) -> Answered:
        """What a ratifier makes of every package, as far as it can stop one."""
        if not who.veto:
            return Answered(self.nothing, self.nothing)
        refused: list[Mask] = []
        not_yes: list[Mask] = []
        for part in self.blocks:
            scope, given = part.test(who.scope), who.judge.answer(part)
            refused.append(given.no & scope)
            not_yes.append(~given.yes & scope)
        return Answered(self._bits(refused), self._bits(not_yes))

    def wished(self, lead: CompiledRatifier) -> Wished:
        """What a lead prefers to the status quo."""
        preferred, unwanted = preference(lead, self.space)
        return Wished(self.where(preferred), self.where(unwanted))

    def best(self, packages: Packages, points: Linear) -> tuple[int, int] | None:
        """The first of some packages with the most points."""
        numbers = _own(packages).places()
        if not numbers.size:
            return None
        worth = np.concatenate([np.broadcast_to(part.worth(points), part.layout.size) for part in self.blocks])
        package = int(numbers[int(np.argmax(worth[numbers]))])
        return package, int(worth[package])

    def ranked(self, packages: Packages, ranks: Ranks) -> list[tuple[int, list[int]]]:
        """The packages with different ranks, the first of each."""
        numbers = _own(packages).places()
        columns = []
        for issue, rank in ranks:
            inner = prod(dimension.size for dimension in self.space.dimensions[issue + 1 :])
            width = self.space.dimensions[issue].size
            table = np.array([*rank, *([len(rank)] * (width - len(rank)))], dtype=np.int64)
            columns.append(table[numbers // inner % width])
        rows, at = np.unique(np.stack(columns, axis=1), axis=0, return_index=True)
        return [(int(numbers[place]), row.tolist()) for row, place in zip(rows, at, strict=True)]

    def _bits(self, masks: list[Mask]) -> Bits:
        whole = np.concatenate([part.full(mask) for part, mask in zip(self.blocks, masks, strict=True)])
        return Bits(np.packbits(whole), self.space.size)

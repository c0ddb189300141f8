"""Formulas: patterns compiled to and, or and not over (issue, options), with the world already decided.

Conditions are gone: a model is compiled for one world, so a test of a condition is simply true or false. An issue
that a package does not have satisfies no atom, and so satisfies `not` of it.

Rules and points are formulas too, once weights are counted: a number is a sum of weights of the formulas that hold,
the least or the most of several numbers, and a formula may ask whether a number is at least a bound. Composite
formulas share their parts, so each keeps its hash: reckoned anew it would cost as much as the tree written out.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_] | np.bool_
"""Truth over a block of packages: an array, or one value where all packages of the block agree."""

YES = np.bool_(True)
NO = np.bool_(False)


@dataclass(frozen=True, slots=True)
class Atom:
    """The option of issue number `issue` is one of the options whose bits are set."""

    issue: int
    options: int


Composite = TypeVar("Composite")


def _hashed_once(composite: type[Composite]) -> type[Composite]:
    """Keep the hash of an immutable composite with it."""
    reckoned = composite.__hash__

    def kept(self: Composite) -> int:
        held: int | None = vars(self).get("_hash")
        if held is None:
            held = reckoned(self)
            vars(self)["_hash"] = held
        return held

    composite.__hash__ = kept  # type: ignore[method-assign,assignment]
    return composite


@_hashed_once
@dataclass(frozen=True)
class AllOf:
    """Every part holds; with no parts, true."""

    parts: tuple["Formula", ...]


@_hashed_once
@dataclass(frozen=True)
class AnyOf:
    """Some part holds; with no parts, false."""

    parts: tuple["Formula", ...]


@_hashed_once
@dataclass(frozen=True)
class Not:
    """The part does not hold."""

    part: "Formula"


@_hashed_once
@dataclass(frozen=True)
class Sum:
    """`base`, with the weight of every formula that holds and the value of every number added."""

    weights: tuple[tuple["Formula", int], ...]
    base: int = 0
    numbers: tuple["Number", ...] = ()


@_hashed_once
@dataclass(frozen=True)
class Least:
    """The least of some numbers, of which there is at least one."""

    parts: tuple["Number", ...]


@_hashed_once
@dataclass(frozen=True)
class Most:
    """The most of some numbers, of which there is at least one."""

    parts: tuple["Number", ...]


@_hashed_once
@dataclass(frozen=True)
class AtLeast:
    """A number is at least a bound."""

    number: "Number"
    bound: int


Formula = Atom | AllOf | AnyOf | Not | AtLeast
Number = Sum | Least | Most

TRUE: Formula = AllOf(())
FALSE: Formula = AnyOf(())


def all_of(parts: Iterable[Formula]) -> Formula:
    """The conjunction, with what is plainly true or false worked in."""
    kept = tuple(dict.fromkeys(part for part in parts if part != TRUE))
    if FALSE in kept:
        return FALSE
    return kept[0] if len(kept) == 1 else AllOf(kept)


def any_of(parts: Iterable[Formula]) -> Formula:
    """The disjunction, with what is plainly true or false worked in."""
    kept = tuple(dict.fromkeys(part for part in parts if part != FALSE))
    if TRUE in kept:
        return TRUE
    return kept[0] if len(kept) == 1 else AnyOf(kept)


def negation(part: Formula) -> Formula:
    """The negation, with what is plainly true or false worked in."""
    if part == TRUE:
        return FALSE
    if part == FALSE:
        return TRUE
    return part.part if isinstance(part, Not) else Not(part)


def at_least(number: Number, bound: int) -> Formula:
    """That a number reaches a bound, with what its range already settles worked in."""
    low, high = range_of(number)
    if low >= bound:
        return TRUE
    return FALSE if high < bound else AtLeast(number, bound)


def range_of(number: Number) -> tuple[int, int]:
    """Bounds that a number never leaves."""
    if isinstance(number, Sum):
        inner = [range_of(part) for part in number.numbers]
        low = number.base + sum(min(weight, 0) for _, weight in number.weights) + sum(ends[0] for ends in inner)
        high = number.base + sum(max(weight, 0) for _, weight in number.weights) + sum(ends[1] for ends in inner)
        return low, high
    pick = min if isinstance(number, Least) else max
    ranges = [range_of(part) for part in number.parts]
    return pick(low for low, _ in ranges), pick(high for _, high in ranges)


def evaluate(formula: Formula, atom: Callable[[Atom], Mask]) -> Mask:
    """The truth of a formula over a block, given the truth of its atoms."""
    if isinstance(formula, Atom):
        return atom(formula)
    if isinstance(formula, Not):
        return ~evaluate(formula.part, atom)
    if isinstance(formula, AtLeast):
        return as_mask(reckon(formula.number, atom) >= formula.bound)
    conjunction = isinstance(formula, AllOf)
    settled, found = (NO, YES) if conjunction else (YES, NO)
    truth: Mask = found
    for part in formula.parts:
        value = evaluate(part, atom)
        truth = (truth & value) if conjunction else (truth | value)
        if truth.ndim == 0 and truth == settled:
            return settled
    return truth


def reckon(number: Number, atom: Callable[[Atom], Mask]) -> Any:
    """The value of a number over a block, given the truth of its atoms: an array of int64, or one value."""
    if isinstance(number, Sum):
        total: Any = np.int64(number.base)
        for formula, weight in number.weights:
            total = total + np.where(evaluate(formula, atom), np.int64(weight), np.int64(0))
        return sum((reckon(part, atom) for part in number.numbers), total)
    pick = np.minimum if isinstance(number, Least) else np.maximum
    values = [reckon(part, atom) for part in number.parts]
    found = values[0]
    for value in values[1:]:
        found = pick(found, value)
    return found


def issues_of(formula: Formula) -> frozenset[int]:
    """The numbers of the issues that a formula reads."""
    if isinstance(formula, Atom):
        return frozenset((formula.issue,))
    if isinstance(formula, Not):
        return issues_of(formula.part)
    if isinstance(formula, AtLeast):
        return _issues_in(formula.number)
    return frozenset().union(*(issues_of(part) for part in formula.parts))


def _issues_in(number: Number) -> frozenset[int]:
    if isinstance(number, Sum):
        read = [issues_of(formula) for formula, _ in number.weights]
        return frozenset().union(*read, *(_issues_in(part) for part in number.numbers))
    return frozenset().union(*(_issues_in(part) for part in number.parts))


def anywhere(mask: Mask) -> bool:
    """Whether a mask is true for at least one package of its block."""
    return bool(mask.any())


def as_mask(value: Any) -> Mask:
    """A mask from the outcome of a numpy comparison, which may be a plain scalar."""
    return value if isinstance(value, np.ndarray) else np.bool_(value)

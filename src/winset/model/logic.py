"""Formulas: patterns compiled to and, or and not over (issue, options), with the world already decided.

Conditions are gone: a model is compiled for one world, so a test of a condition is simply true or false. An issue
that a package does not have satisfies no atom, and so satisfies `not` of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

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


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds; with no parts, true."""

    parts: tuple["Formula", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Some part holds; with no parts, false."""

    parts: tuple["Formula", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Formula"


Formula = Atom | AllOf | AnyOf | Not

TRUE: Formula = AllOf(())
FALSE: Formula = AnyOf(())


def all_of(parts: list[Formula]) -> Formula:
    """The conjunction, with what is plainly true or false worked in."""
    kept = tuple(dict.fromkeys(part for part in parts if part != TRUE))
    if FALSE in kept:
        return FALSE
    return kept[0] if len(kept) == 1 else AllOf(kept)


def any_of(parts: list[Formula]) -> Formula:
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


def evaluate(formula: Formula, atom: Callable[[Atom], Mask]) -> Mask:
    """The truth of a formula over a block, given the truth of its atoms."""
    if isinstance(formula, Atom):
        return atom(formula)
    if isinstance(formula, Not):
        return ~evaluate(formula.part, atom)
    conjunction = isinstance(formula, AllOf)
    settled, found = (NO, YES) if conjunction else (YES, NO)
    truth: Mask = found
    for part in formula.parts:
        value = evaluate(part, atom)
        truth = (truth & value) if conjunction else (truth | value)
        if truth.ndim == 0 and truth == settled:
            return settled
    return truth


def issues_of(formula: Formula) -> frozenset[int]:
    """The numbers of the issues that a formula reads."""
    if isinstance(formula, Atom):
        return frozenset((formula.issue,))
    if isinstance(formula, Not):
        return issues_of(formula.part)
    return frozenset().union(*(issues_of(part) for part in formula.parts))


def anywhere(mask: Mask) -> bool:
    """Whether a mask is true for at least one package of its block."""
    return bool(mask.any())


def as_mask(value: Any) -> Mask:
    """A mask from the outcome of a numpy comparison, which may be a plain scalar."""
    return value if isinstance(value, np.ndarray) else np.bool_(value)

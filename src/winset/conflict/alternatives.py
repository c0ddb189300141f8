"""A formula over yes-or-no options as alternatives: lists of options taken and not taken, of which one must hold.

The disjunctive normal form, without alternatives that cannot hold or that another one covers.
"""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from winset.model.logic import AllOf, AnyOf, Atom, Formula, Not

MOST_ALTERNATIVES = 256
"""More alternatives than this are not written out."""

Alternative: TypeAlias = frozenset[tuple[int, bool]]
"""Options by number, with whether they are taken; all must be so."""

_EITHER = 0b11  # the two levels of an option
_TAKEN = 0b10


class TooManyAlternativesError(ValueError):
    """A formula has more alternatives than can be written out."""


def alternatives(formula: Formula, *, holds: bool = True) -> tuple[Alternative, ...]:
    """The alternatives under which a formula holds, or does not; none where it never does, an empty one for always.

    Every option that the formula reads has two levels.

    Raises:
        TooManyAlternativesError: there are more than `MOST_ALTERNATIVES` on the way.
        TypeError: the formula counts weights.
    """
    if isinstance(formula, Atom):
        return _of_level(formula, holds)
    if isinstance(formula, Not):
        return alternatives(formula.part, holds=not holds)
    if not isinstance(formula, AllOf | AnyOf):
        raise TypeError("a formula that counts weights has no short list of alternatives")
    parts = (alternatives(part, holds=holds) for part in formula.parts)
    if isinstance(formula, AllOf) != holds:
        return _shortest(alternative for part in parts for alternative in part)
    found: tuple[Alternative, ...] = (frozenset(),)
    for part in parts:
        found = _shortest(one | other for one in found for other in part if not _contradict(one, other))
    return found


def _of_level(atom: Atom, holds: bool) -> tuple[Alternative, ...]:
    levels = (atom.options if holds else ~atom.options) & _EITHER
    if levels == _EITHER:
        return (frozenset(),)
    return (frozenset({(atom.issue, levels == _TAKEN)}),) if levels else ()


def _contradict(one: Alternative, other: Alternative) -> bool:
    return any((option, not taken) in other for option, taken in one)


def _shortest(found: Iterable[Alternative]) -> tuple[Alternative, ...]:
    """Each alternative once, in order, without those that say more than another."""
    kept: dict[Alternative, None] = {}
    for alternative in found:
        kept[alternative] = None
        if len(kept) > MOST_ALTERNATIVES:
            raise TooManyAlternativesError(f"there are more than {MOST_ALTERNATIVES:,} alternatives")
    return tuple(each for each in kept if not _covered(each, kept))


def _covered(alternative: Alternative, others: Iterable[Alternative]) -> bool:
    return any(other < alternative for other in others)


def in_order(alternative: Alternative, places: Sequence[int]) -> tuple[tuple[int, bool], ...]:
    """The options of an alternative by their places, ascending."""
    return tuple(sorted((places[option], taken) for option, taken in alternative))

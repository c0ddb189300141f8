"""What a change of mind has to bring about, as parts of requirements; and the rankings that do so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from winset.conflict.reach import States


@dataclass(frozen=True, slots=True)
class NotBetter:
    """That none of some states is better for a decision maker than the state that is to last."""

    who: int
    states: frozenset[int]


@dataclass(frozen=True, slots=True)
class Pays:
    """That a move of a decision maker becomes better for it than staying."""

    who: int
    before: int
    after: int


Needed = Sequence[NotBetter | Pays]
"""One of these has to hold."""


@dataclass(frozen=True, slots=True)
class Solved:
    """Rankings by decision maker, how far they are from those held now, and whether none is nearer."""

    ranks: Mapping[int, States]
    distance: int
    proven: bool

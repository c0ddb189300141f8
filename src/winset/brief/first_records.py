"""What the first page says, put together for its template."""

from dataclasses import dataclass

from winset.brief.grounds import Quote
from winset.brief.kinds import Kinds
from winset.brief.linked import Linked


@dataclass(frozen=True, slots=True)
class InTheWay:
    """A ratifier that stands in the way: what it does, by which rule, and the words that show it."""

    name: str
    page: str
    does: Linked
    rule: Linked
    blocks: bool
    quote: Quote | None
    why: str
    standing: str
    href: str


@dataclass(frozen=True, slots=True)
class NearDeal:
    """A deal on the first page: its letter in the matrix, its options, what it lacks by ratifier, or its merit."""

    letter: str
    options: tuple[tuple[str, str], ...]
    lacks: tuple[tuple[str, Linked], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class FirstPage:
    """What a minister reads first.

    unlock, step, sure: the cheapest unlock, what to do first, how sure it is. lacking: the deals are not ratified, and
    lack something.
    """

    sentence: Linked
    kinds: Kinds
    in_the_way_title: str
    in_the_way: tuple[InTheWay, ...]
    in_the_way_more: str
    nearest: tuple[NearDeal, ...]
    nearest_title: str
    lacking: bool
    shared: str
    changes: tuple[Linked, ...]
    unlock: Linked = ()
    step: Linked = ()
    sure: Linked = ()

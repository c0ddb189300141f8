"""Approaches in principle: whoever is asked before anything is put, and may say no."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

from winset.case.problems import WinsetError

MOST_APPROACHES = 14


def _none() -> Mapping[str, Fraction]:
    return MappingProxyType({})


class NoOrderError(WinsetError, ValueError):
    """The approaches cannot be put in any order, or are too many to compare every order of them."""


@dataclass(frozen=True, slots=True)
class Together:
    """The chance of an approach once all of several others have said yes."""

    others: frozenset[str]
    chance: Fraction


@dataclass(frozen=True, slots=True)
class Approach:
    """One approach that must come to a yes for the whole to succeed.

    id: the lever. chance: that it says yes where nobody that it defers to has said yes before. cost: lost whatever the
    answer. exposure: what is lost besides where it has said yes and the whole fails after all. after: those that must
    have said yes before it can be asked. defers: the chance once one other has said yes. together: the chance once all
    of several have, which goes before `defers`. given: those that have said yes before anybody is asked. Costs,
    exposure and the value of success are in one unit.
    """

    id: str
    chance: Fraction
    cost: Fraction
    exposure: Fraction = Fraction(0)
    after: frozenset[str] = frozenset()
    defers: Mapping[str, Fraction] = field(default_factory=_none)
    together: tuple[Together, ...] = ()
    given: frozenset[str] = frozenset()

    def chance_after(self, said_yes: frozenset[str]) -> Fraction:
        """The chance of a yes once these have said yes.

        Of several whom it defers to, the chance that is stated for the largest set of them all is taken; where none is
        stated, the largest single effect. Effects are never added up.
        """
        said_yes = said_yes | self.given
        stated = [each for each in self.together if each.others <= said_yes]
        if stated:
            return max(stated, key=lambda each: (len(each.others), each.chance)).chance
        single = [chance for other, chance in self.defers.items() if other in said_yes]
        return max(single, key=lambda chance: (abs(chance - self.chance), chance), default=self.chance)

    def defers_to(self, said_yes: frozenset[str]) -> bool:
        """Whether the chance is another once these have said yes."""
        said_yes = said_yes | self.given
        return any(each.others <= said_yes for each in self.together) or any(other in said_yes for other in self.defers)


def check(approaches: Sequence[Approach]) -> None:
    """Raise NoOrderError where there are too many approaches, or some wait for each other."""
    if len(approaches) > MOST_APPROACHES:
        raise NoOrderError(
            f"there are {len(approaches)} approaches; every order of up to {MOST_APPROACHES} can be compared"
        )
    left = {approach.id: approach for approach in approaches}
    said_yes: frozenset[str] = frozenset()
    while left:
        free = [id_ for id_, approach in left.items() if approach.after <= said_yes]
        if not free:
            raise NoOrderError(f"{', '.join(left)} wait for each other, so none of them can be asked")
        said_yes |= frozenset(free)
        left = {id_: approach for id_, approach in left.items() if id_ not in free}

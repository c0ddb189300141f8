"""Outside options: what a side gets by walking away clamps the bargain, and does not move what it is split from.

An option that is worth less than the bargain changes nothing; one that is worth more gives its owner just enough to
stay, and the other side the best of what is left (the deal-me-out principle; Binmore, Shaked and Sutton 1989).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from winset.course.leverage_bargain import Gains

Options = tuple[Fraction | None, Fraction | None]
"""What each side gets by walking away, above no deal and in its own scaled points; None where it has no option."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What is agreed under outside options: the places that tie.

    binds: the sides whose option moved it. walks: those that no package keeps at the table; then nothing is agreed.
    """

    places: tuple[int, ...]
    binds: tuple[int, ...] = ()
    walks: tuple[int, ...] = ()


def settle(gains: Sequence[Gains], bargain: Sequence[int], options: Options) -> Settled:
    """What becomes of a bargain under outside options.

    Args:
        gains: the packages that both could agree on, of which none dominates another.
        bargain: the places of those that tie for the bargain without options.
        options: what each side gets by walking away.
    """
    content = tuple(place for place in bargain if not _unhappy(gains[place], options))
    if content or not bargain:
        return Settled(content)
    binds = tuple(sorted({side for place in bargain for side in _unhappy(gains[place], options)}))
    kept = [place for place, each in enumerate(gains) if not _unhappy(each, options)]
    if not kept:
        return Settled((), binds, binds)
    found: set[int] = set()
    for place in bargain:
        other = 1 - _unhappy(gains[place], options)[0]
        best = max(gains[each][other] for each in kept)
        found.update(each for each in kept if gains[each][other] == best)
    return Settled(tuple(sorted(found)), binds)


def _unhappy(gains: Gains, options: Options) -> tuple[int, ...]:
    """The sides that would rather walk away."""
    return tuple(side for side in (0, 1) if (option := options[side]) is not None and gains[side] < option)

"""What is otherwise in rankings that make a state last."""

from collections.abc import Iterator

import numpy as np

from winset.conflict.conflict import Conflict, ranked
from winset.conflict.falls import Truths
from winset.conflict.inverse import Inverse
from winset.conflict.needs import Pays
from winset.conflict.reach import Ints, States


def changes_of(conflict: Conflict, found: Inverse) -> Iterator[tuple[int, list[int], int]]:
    """For each decision maker whose ranking changes: what comes down to the state, and how many states change place.

    What comes down are the states that it likes better now, and would not. A state changes place where it stands
    otherwise to some other; those that only make room for others count too.
    """
    if found.payoffs is None:
        return
    for who in found.asked:
        now, then = conflict.payoffs[who], found.payoffs[who]
        down = np.flatnonzero((now > now[found.state]) & (then <= then[found.state])).tolist()
        moved = int(_moved(now, then).sum())
        if moved:
            yield who, down, moved


def improvements_won(conflict: Conflict, found: Inverse, who: int) -> Iterator[Pays]:
    """The moves that are improvements for a decision maker once preferences have changed, and are none."""
    if found.payoffs is None:
        return
    now, then = conflict.payoffs[who], found.payoffs[who]
    for before in np.flatnonzero(_moved(now, then)).tolist():
        ends = conflict.moves[who].moves(before)
        won = ends[(then[ends] > then[before]) & (now[ends] <= now[before])]
        yield from (Pays(who, before, after) for after in won.tolist())


def _moved(now: States, then: States) -> Truths:
    """Which states stand otherwise to some other.

    A state stands to all as it did if the same are above it and the same are at least as good. Both are the best of a
    ranking, down to a place; the best so many of two rankings are the same where none of the one is beyond them in the
    other.
    """
    (now,), (then,) = ranked(now), ranked(then)
    above_now, above_then = _above(now), _above(then)
    upto_now, upto_then = len(now) - _above(-now + now.max()), len(then) - _above(-then + then.max())
    by_then = np.argsort(-then, kind="stable")
    # For each number of the best by the new ranking, the most that are above one of them in the old.
    deepest = np.concatenate(([-1], np.maximum.accumulate(above_now[by_then])))
    same_above = (above_now == above_then) & (deepest[above_then] < above_now)
    same_upto = (upto_now == upto_then) & (deepest[upto_then] < upto_now)
    moved: Truths = ~(same_above & same_upto)
    return moved


def _above(ranks: States) -> Ints:
    """For each state how many are better."""
    sizes = np.bincount(ranks)
    better: Ints = (len(ranks) - np.cumsum(sizes))[ranks]
    return better

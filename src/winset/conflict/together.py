"""What coalitions make of the states that last, as rows of an answer, where there are not too many to look at."""

from dataclasses import dataclass

import numpy as np

from winset.conflict.coalitions import COALITION_CONCEPTS, Coalitions
from winset.conflict.conflict import Conflict
from winset.conflict.records import CoalitionRow, JumpRow
from winset.conflict.stable import Stability
from winset.conflict.telling import Telling

MOST_STATES = 1_024
MOST_DECIDERS = 6
"""In larger conflicts coalitions are not looked at unless asked for in Python (`winset.conflict.coalitions`)."""

_MOST_JUMPS = 60


@dataclass(frozen=True, slots=True)
class Together:
    """What coalitions would not let be, their jumps, and what was not looked at."""

    rows: tuple[CoalitionRow, ...]
    jumps: tuple[JumpRow, ...]
    notes: tuple[str, ...]


def together_of(conflict: Conflict, found: Stability) -> Together:
    """Every coalition of two decision makers or more, under each concept that was asked for and is there for them."""
    if len(conflict.deciders) < 2:
        return Together((), (), ())
    if conflict.size > MOST_STATES or len(conflict.deciders) > MOST_DECIDERS:
        return Together((), (), ("coalitions are not looked at: there are too many states or decision makers",))
    concepts = [id_ for id_ in found.stable if id_ in COALITION_CONCEPTS]
    coalitions, telling = Coalitions.of(conflict), Telling(conflict)
    rows = []
    for members in coalitions.every():
        for id_ in concepts:
            stable = coalitions.stable(members, id_)
            left = [state for state in found.equilibria(id_).tolist() if not stable[state]]
            ids = tuple(conflict.deciders[each].id for each in members)
            rows.append(CoalitionRow(ids, id_, int(np.sum(stable)), tuple(map(telling.state, left))))
    return Together(tuple(rows), _jumps(conflict, coalitions, found, telling), ())


def _jumps(conflict: Conflict, coalitions: Coalitions, found: Stability, telling: Telling) -> tuple[JumpRow, ...]:
    """The jumps between equilibria, under the concept of most foresight under which there are any."""
    for id_ in reversed(list(found.stable)):
        jumps = coalitions.jumps(found.equilibria(id_))[:_MOST_JUMPS]
        if jumps:
            return tuple(
                JumpRow(
                    tuple(conflict.deciders[each].id for each in jump.members),
                    id_,
                    telling.state(jump.before),
                    telling.state(jump.after),
                )
                for jump in jumps
            )
    return ()

"""Which states are stable for whom, under each concept; and the equilibria, which are stable for all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from winset.conflict.concepts import CONCEPTS, Concept
from winset.conflict.conflict import Conflict
from winset.conflict.sweeps import Sweep, Values, least_held_to

Truths = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Stability:
    """Stable states: by concept an array of decision makers by states, read-only."""

    stable: Mapping[str, Truths]

    def equilibria(self, concept: str) -> npt.NDArray[np.int64]:
        """The states that are stable for every decision maker, in ascending order.

        Raises:
            KeyError: stability under this concept was not asked for.
        """
        return np.flatnonzero(self.stable[concept].all(axis=0))


def stability_of(conflict: Conflict, concepts: Iterable[str] = tuple(CONCEPTS)) -> Stability:
    """The stability of every state for every decision maker.

    A state is stable where no move leads to a state from which opponents cannot hold the mover to what it has. The
    least to which they can hold it from a state is found for all states at once (see `sweeps`), so no sanction is
    enumerated; the answer is exact for conflicts of any number of decision makers.

    Raises:
        KeyError: a concept is unknown.
    """
    sweeps = [Sweep.of(reach, payoff) for reach, payoff in zip(conflict.moves, conflict.payoffs, strict=True)]
    return Stability({id_: _stable(conflict, sweeps, CONCEPTS[id_]) for id_ in concepts})


def _stable(conflict: Conflict, sweeps: list[Sweep], concept: Concept) -> Truths:
    rows = [_stable_for(conflict, sweeps, concept, decider) for decider in range(len(conflict.deciders))]
    found = np.stack(rows) if rows else np.zeros((0, conflict.size), np.bool_)
    found.setflags(write=False)
    return found


def _stable_for(conflict: Conflict, sweeps: list[Sweep], concept: Concept, decider: int) -> Truths:
    payoff, own = conflict.payoffs[decider], sweeps[decider]
    left_with = held_to(conflict, sweeps, concept, decider) if concept.answered else payoff
    stable: Truths = own.most(left_with) <= payoff
    return stable


def held_to(conflict: Conflict, sweeps: Sequence[Sweep], concept: Concept, decider: int) -> Values:
    """What opponents can hold a decision maker to once it has moved to a state, and no more than it has there.

    Where it may move once more, a state of the answer counts as the best that it can make of it.
    """
    payoff = conflict.payoffs[decider]
    ends = np.maximum(payoff, sweeps[decider].most(payoff)) if concept.escapes else payoff
    others = [at for at in range(len(conflict.deciders)) if at != decider]
    least = least_held_to(sweeps, others, ends, transitive=conflict.transitive, improving=concept.credibly)
    left: Values = np.minimum(payoff, least)
    return left

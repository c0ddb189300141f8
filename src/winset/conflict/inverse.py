"""What would have to be thought otherwise for a state to last: the inverse problem of the graph model.

Kinsara, Kilgour and Hipel 2015, Inverse Approach to the Graph Model for Conflict Resolution, IEEE Transactions on
Systems, Man, and Cybernetics: Systems 45, 734-742, look for preferences under which a state is an equilibrium. Here the
nearest are found. Rankings are solved for and not gone through: whatever the nearest so far still leave open is
required next, until nothing is. Every solution has to meet each of these requirements, so what is found is nearest.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from winset.conflict.concepts import CONCEPTS, Concept
from winset.conflict.conflict import Conflict
from winset.conflict.downs import Downs
from winset.conflict.orders import Orders
from winset.conflict.reach import States
from winset.conflict.requiring import Requiring
from winset.conflict.stable import stability_of
from winset.settlement.clock import LONG, Clock
from winset.settlement.searches import Method

INVERSE = Method(
    id="inverse_graph_model",
    name="inverse graph model",
    question="Which least change of preferences makes a state last?",
    source="Kinsara, Kilgour and Hipel 2015, Inverse Approach to the Graph Model for Conflict Resolution, IEEE "
    "Transactions on Systems, Man, and Cybernetics: Systems 45, 734-742; distance of rankings by Kemeny and Snell "
    "1962, Mathematical Models in the Social Sciences",
    exact=True,
    assumes="that nothing but the rankings of those asked about can change, and that every pair of states weighs the "
    "same; of several changes that are as small, one is told",
)

MOST_STATES = 16_384
"""With more states than this too many can come down."""

MOST_RANKED = 256
"""Up to so many states whole rankings are solved for, where answers have to pay opponents.

With more, and where time runs out, only those are told that come down to the state that is to last; what is found then
need not be the least.
"""


class TooManyStatesToInvertError(ValueError):
    """There are more states than rankings can be solved for."""


@dataclass(frozen=True, slots=True)
class Inverse:
    """The least change of preferences that makes a state an equilibrium.

    payoffs: decision makers by states, read-only; None where no change of those asked about is enough, or none was
    found. distance: of the rankings from those held now, summed over decision makers; for each pair of states 1 where
    one ranking has a tie and the other none, 2 where they turn it round (Kemeny and Snell 1962). proven: no less would
    do, or none at all. against: who leaves the state as it is and was not asked about.
    """

    state: int
    concept: str
    asked: tuple[int, ...]
    payoffs: States | None
    distance: int
    proven: bool
    against: tuple[int, ...] = ()


def invert(
    conflict: Conflict, state: int, concept: str, changing: Sequence[int] | None = None, seconds: float = LONG
) -> Inverse:
    """The least change of the rankings of some decision makers that makes a state an equilibrium.

    Args:
        conflict: the conflict.
        state: the number of the state.
        concept: the concept of stability, by id.
        changing: whose rankings may change; by default everybody's.
        seconds: how long to look.

    Raises:
        KeyError: the concept is unknown.
        TooManyStatesToInvertError: there are more than `MOST_STATES`.
    """
    asked = tuple(range(len(conflict.deciders))) if changing is None else tuple(dict.fromkeys(changing))
    search = _Search(conflict, state, CONCEPTS[concept], asked)
    if not search.leavers(conflict):
        return Inverse(state, concept, asked, conflict.payoffs, 0, proven=True)
    if conflict.size > MOST_STATES:
        raise TooManyStatesToInvertError(
            f"changes of mind are solved for with up to {MOST_STATES:,} states; there are {conflict.size:,}"
        )
    return search.found(Clock(seconds))


@dataclass(frozen=True, slots=True)
class _Search:
    """The state that is to last, under which concept, and who may think otherwise."""

    conflict: Conflict
    state: int
    concept: Concept
    asked: tuple[int, ...]

    def leavers(self, conflict: Conflict) -> list[int]:
        """Who would leave the state."""
        stable = stability_of(conflict, [self.concept.id]).stable[self.concept.id][:, self.state]
        return np.flatnonzero(~stable).tolist()

    def found(self, clock: Clock) -> Inverse:
        """The least change that is enough.

        Where opponents' answers need not pay them, nobody's stability hangs on what another thinks: then only those who
        leave have anything to change, and all that counts is what comes down to the state. Else that gives a change
        that is enough, and whole rankings are solved for as long as there is time.
        """
        leavers = self.leavers(self.conflict)
        against = tuple(who for who in leavers if who not in self.asked)
        if not self.concept.credibly:
            if against:
                return self._not_found(proven=True, against=against)
            return self._solved(Downs(self._held(leavers), self.state), clock, against)
        rough = replace(self._solved(Downs(self._held(self.asked), self.state), clock, against), proven=False)
        if self.conflict.size > MOST_RANKED:
            return rough
        whole = self._solved(Orders(self._held(self.asked), self.state), clock, against)
        return rough if whole.payoffs is None and not whole.proven else whole

    def _held(self, changing: Iterable[int]) -> dict[int, States]:
        return {who: self.conflict.payoffs[who] for who in changing}

    def _solved(self, unknown: Downs | Orders, clock: Clock, against: tuple[int, ...]) -> Inverse:
        """Require that nobody leaves, solve, see who still does, and begin again."""
        requiring = Requiring(self.conflict, self.state, self.concept)
        tried, distance, proven = self.conflict, 0, True
        leavers = self.leavers(tried)
        while leavers:
            for needed in requiring.of(unknown, tried, leavers):
                unknown.require_any(needed)
            solved = unknown.solve(clock)
            if solved is None:
                return self._not_found(proven=not clock.ran_out, against=against)
            tried = self.conflict.with_payoffs(self._with(solved.ranks))
            leavers, distance, proven = self.leavers(tried), solved.distance, solved.proven
        return Inverse(self.state, self.concept.id, self.asked, tried.payoffs, distance, proven)

    def _not_found(self, *, proven: bool, against: tuple[int, ...]) -> Inverse:
        return Inverse(self.state, self.concept.id, self.asked, None, 0, proven, against)

    def _with(self, ranks: Mapping[int, States]) -> States:
        payoffs = self.conflict.payoffs.copy()
        for who, row in ranks.items():
            payoffs[who] = row
        return payoffs

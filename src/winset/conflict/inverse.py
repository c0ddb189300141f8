"""What would have to be thought otherwise for a state to last: the inverse problem of the graph model.

Kinsara, Kilgour and Hipel 2015, Inverse Approach to the Graph Model for Conflict Resolution, IEEE Transactions on
Systems, Man, and Cybernetics: Systems 45, 734-742, look for preferences under which a state is an equilibrium. Here the
nearest are found. Rankings are solved for and not gone through: whatever the nearest so far still leave open is
required next, until nothing is. Every solution has to meet each of these requirements, so what is found is nearest.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from winset.conflict.concepts import CONCEPTS, Concept
from winset.conflict.conflict import Conflict, ranked
from winset.conflict.downs import Downs
from winset.conflict.orders import Literal, Orders
from winset.conflict.reach import States
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

MOST_STATES = 1_024
"""With more states than this too many can come down."""

MOST_RANKED = 16
"""Up to so many states whole rankings are solved for, where answers have to pay opponents.

With more, only those are told that come down to the state that is to last; what is found then need not be the least.
"""


class TooManyStatesToInvertError(ValueError):
    """There are more states than rankings can be solved for."""


@dataclass(frozen=True, slots=True)
class Inverse:
    """The least change of preferences that makes a state an equilibrium.

    payoffs: decision makers by states; None where no change of those asked about is enough. distance: of the rankings
    from those held now. proven: no less would do, or none at all. against: who leaves the state as it is and was not
    asked about.
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
        """Solve, see who still leaves, require that it does not, and solve again.

        Where opponents' answers need not pay them, nobody's stability hangs on what another thinks: then only those who
        leave have anything to change.
        """
        leavers = self.leavers(self.conflict)
        against = tuple(who for who in leavers if who not in self.asked)
        if against and not self.concept.credibly:
            return Inverse(self.state, self.concept.id, self.asked, None, 0, proven=True, against=against)
        changing = self.asked if self.concept.credibly else leavers
        payoffs = {who: self.conflict.payoffs[who] for who in changing}
        whole = self.concept.credibly and self.conflict.size <= MOST_RANKED
        orders = Orders(payoffs, self.state) if whole else Downs(payoffs, self.state)
        least = whole or not self.concept.credibly
        while True:
            solved = orders.solve(clock)
            if solved is None:
                return Inverse(self.state, self.concept.id, self.asked, None, 0, least and not clock.ran_out, against)
            tried = self.conflict.with_payoffs(self._with(solved.ranks))
            leavers = self.leavers(tried)
            if not leavers:
                return Inverse(
                    self.state, self.concept.id, self.asked, tried.payoffs, solved.distance, solved.proven and least
                )
            if clock.out:
                return Inverse(self.state, self.concept.id, self.asked, None, 0, proven=False)
            for who in leavers:
                for better in self._improvements(tried, who):
                    needed = self._requirement(orders, tried, who, better)
                    if needed is not None:
                        orders.require_any(needed)

    def _with(self, ranks: Mapping[int, States]) -> States:
        payoffs = self.conflict.payoffs.copy()
        for who, row in ranks.items():
            payoffs[who] = row
        return payoffs

    def _improvements(self, tried: Conflict, who: int) -> list[int]:
        payoff = tried.payoffs[who]
        ends = tried.moves[who].moves(self.state)
        better: list[int] = ends[payoff[ends] > payoff[self.state]].tolist()
        return better

    def _requirement(self, orders: Orders | Downs, tried: Conflict, who: int, better: int) -> list[Literal] | None:
        """What every solution has: one of these, or the improvement is free; None where it is deterred already.

        Either the state is no longer better; or one that opponents can reach by their moves so far is no longer better
        (nor, where the concept asks for it, any that can be reached from there); or a move that leads out of what they
        reach so far becomes an improvement for whoever makes it.
        """
        reached = self._reached(tried, who, better) if self.concept.answered else set()
        ends = {end for end, _ in reached}
        if any(self._not_better(tried, who, end) for end in ends):
            return None
        needed = []
        if who in orders.deciders:
            needed.append(orders.not_better(who, [better]))
            needed += [self._deterring(orders, who, end) for end in sorted(ends)]
        if self.concept.credibly:
            needed += self._ways_out(orders, tried, who, {(better, -1), *reached})
        return needed

    def _not_better(self, tried: Conflict, who: int, end: int) -> bool:
        payoff = tried.payoffs[who]
        escapes = tried.moves[who].moves(end) if self.concept.escapes else np.zeros(0, np.int32)
        return bool(payoff[end] <= payoff[self.state] and (payoff[escapes] <= payoff[self.state]).all())

    def _deterring(self, orders: Orders | Downs, who: int, end: int) -> Literal:
        """That a state, and what follows from it if that counts, is not better than the state that is to last."""
        ends = [end, *(self.conflict.moves[who].moves(end).tolist() if self.concept.escapes else ())]
        return orders.not_better(who, ends)

    def _reached(self, tried: Conflict, who: int, better: int) -> set[tuple[int, int]]:
        """What opponents can reach by legal moves of the kind that counts, each with who moved last."""
        found: set[tuple[int, int]] = set()
        waiting = [(better, -1)]
        while waiting:
            state, last = waiting.pop()
            for other, payoff in enumerate(tried.payoffs):
                if other in {who, last}:
                    continue
                for end in tried.moves[other].moves(state).tolist():
                    counts = not self.concept.credibly or payoff[end] > payoff[state]
                    if counts and (end, other) not in found:
                        found.add((end, other))
                        waiting.append((end, other))
        return found

    def _ways_out(
        self, orders: Orders | Downs, tried: Conflict, who: int, reached: set[tuple[int, int]]
    ) -> list[Literal]:
        """Moves from what opponents reach so far to what they do not, by those whose rankings may change."""
        found = []
        for state, last in sorted(reached):
            for other in sorted(orders.deciders - {who, last}):
                for end in tried.moves[other].moves(state).tolist():
                    pays = orders.improving(other, end, state)
                    if pays is not None and (end, other) not in reached:
                        found.append(pays)
        return found


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
        signs_now, signs_then = (np.sign(row[:, None] - row[None, :]) for row in (ranked(now)[0], ranked(then)[0]))
        moved = int((signs_now != signs_then).any(axis=1).sum())
        if moved:
            yield who, down, moved

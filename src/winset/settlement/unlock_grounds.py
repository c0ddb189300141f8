"""The ground under each set of edits that change the case as a whole, and what becomes of the deals in a state."""

from winset.model.result import Verdict
from winset.settlement.unlock_ground import Ground
from winset.settlement.unlock_moves import Ref, State
from winset.settlement.unlock_packages import Packages
from winset.settlement.winsets import verdict_of


class Grounds:
    """The ground for each set of general edits."""

    def __init__(self, first: Ground) -> None:
        self.first = first
        self._held: dict[tuple[Ref, ...], Ground] = {(): first}
        self._verdicts: dict[State, Verdict] = {}

    @property
    def judged(self) -> int:
        """How often ratifiers were asked about all packages, on all grounds."""
        return sum(ground.judged for ground in self._held.values())

    @property
    def out(self) -> bool:
        """Whether there is no time left to look."""
        return self.first.keeper.out

    @property
    def ran_out(self) -> bool:
        """Whether something was not found out for want of time."""
        return self.first.keeper.ran_out

    def said(self, verdict: Verdict) -> Verdict:
        """A verdict; nothing is said to be refused once something was not found out for want of time."""
        return Verdict.OPEN if verdict is Verdict.REFUSED and self.ran_out else verdict

    def general(self, state: State) -> tuple[Ref, ...]:
        """The edits of a state that change more than what is inside ratifiers."""
        if not state.edits:
            return ()
        return tuple(ref for ref in state.edits if self.first.cases.is_general(ref))

    def of(self, edits: tuple[Ref, ...]) -> Ground:
        """The ground under some general edits."""
        if edits not in self._held:
            first = self.first
            self._held[edits] = Ground(first.cases, first.where, first.keeper, edits, first.party)
        return self._held[edits]

    def at(self, state: State) -> Ground:
        """The ground on which a state stands."""
        return self.of(self.general(state))

    def open(self, state: State, sure: bool) -> Packages:
        """The deals that are open in a state."""
        return self.at(state).open(state, sure)

    def verdict(self, state: State) -> Verdict:
        """What becomes of the deals looked for in a state."""
        if state not in self._verdicts:
            deals, sure, possible = (
                int(packages.any())
                for packages in (self.at(state).looked_for(state), self.open(state, True), self.open(state, False))
            )
            self._verdicts[state] = self.said(verdict_of(deals, sure, possible))
        return self._verdicts[state]

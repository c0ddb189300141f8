"""Which ratifiers accept a common deal: what the search for conflict and waiver sets asks the solver."""

from winset.model.acceptance.worth import holds
from winset.model.logic import Formula, Sum
from winset.model.space import Package
from winset.settlement.clock import Clock, OutOfTimeError
from winset.settlement.exact.cores import Cores, find_cores
from winset.settlement.exact.program import search
from winset.settlement.exact.stands import Stands
from winset.settlement.sets import Group


class Witnesses:
    """Deals that some vetoes accept together, each the best found for them: as many others as can be accept it too.

    sure: whether an open answer stands in the way of a deal.
    """

    def __init__(self, stands: Stands, clock: Clock, *, sure: bool) -> None:
        self._space = stands.model.space
        self._asked = stands.asked
        self._clock = clock
        self._stand: dict[int, Formula] = {
            number: stands.accepts(number) if sure else stands.bears(number) for number in stands.model.vetoes
        }
        self.deals: dict[Group, Package] = {}

    @property
    def vetoes(self) -> Group:
        """The numbers of the ratifiers whose no stops a deal."""
        return frozenset(self._stand)

    def common(self, group: Group) -> Group | None:
        """The vetoes that accept a deal that all of a group accept; None where there is none.

        Raises:
            OutOfTimeError: time ran out before that was known.
        """
        others = tuple((self._stand[number], 1) for number in sorted(self.vetoes - group))
        required = [self._asked, *(self._stand[number] for number in sorted(group))]
        found = search(self._space, required, self._clock, Sum(others) if others else None)
        if not found.proven:
            raise OutOfTimeError
        if found.package is None:
            return None
        accepting = frozenset(number for number, stand in self._stand.items() if holds(stand, found.package))
        self.deals.setdefault(accepting, found.package)
        return accepting

    def cores(self, most: int) -> Cores:
        """The conflict and the waiver sets, up to so many of each."""
        return find_cores(self.vetoes, self.common, most)

"""Who stands in the way of which deals, in minimal groups, by search.

What one ratifier's yes is worth after others have moved asks for more than the conflict and waiver sets. Take for each
deal the set G of the vetoes that refuse it; wanted are the minimal ones of those sets that hold the ratifier n. They
cannot be told from the waiver sets, which are the minimal ones of all: whether the sets are {a} alone, or {a} and
{a, n}, the waiver set is {a}, but only in the second case is n's yes worth something once a has moved. So they are
searched for among the deals that n refuses. There every G holds n, so the waiver sets of those deals are the minimal
sets wanted, and n is in each of them; what is left of one without n is whom n waits for.
"""

from dataclasses import dataclass

from winset.model.logic import Formula, all_of
from winset.model.space import Package
from winset.settlement.clock import Clock
from winset.settlement.exact.cores import MOST
from winset.settlement.exact.stands import Stands
from winset.settlement.exact.witnesses import Witnesses
from winset.settlement.sets import Group


@dataclass(frozen=True, slots=True)
class Opening:
    """Ratifiers without whom deals open: which deals those are, and one of them."""

    group: Group
    deals: Formula
    example: Package


@dataclass(frozen=True, slots=True)
class InTheWay:
    """The conflict sets, what waiver sets open, and whether these are all; and every deal met on the way."""

    conflicts: tuple[Group, ...]
    openings: tuple[Opening, ...]
    complete: bool
    met: tuple[Package, ...]


def in_the_way(stands: Stands, clock: Clock, *, sure: bool) -> InTheWay:
    """Which minimal groups have no deal that all accept (sure) or none refuses, and without whom is there one?"""
    witnesses = Witnesses(stands, clock, sure=sure)
    cores = witnesses.cores(MOST)
    stand = stands.accepts if sure else stands.bears
    openings = []
    for waived in cores.waivers:
        others = witnesses.vetoes - waived
        deals = all_of([stands.asked, *(stand(number) for number in sorted(others))])
        openings.append(Opening(waived, deals, witnesses.deals[others]))
    return InTheWay(cores.conflicts, tuple(openings), cores.complete, tuple(witnesses.deals.values()))


def after_others(stands: Stands, number: int, clock: Clock) -> InTheWay:
    """The minimal groups, this ratifier among them, that alone refuse some deal; and the deals that they refuse."""
    refused = Stands(stands.model, all_of([stands.where, stands.refuses(number)]))
    return in_the_way(refused, clock, sure=False)

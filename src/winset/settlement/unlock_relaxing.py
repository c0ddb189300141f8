"""What each ratifier alone would have to give, in its own unit, without any lever.

A relaxation is what a ratifier lacks to a deal: red lines that would have to go, votes, points of opinion or of value.
Of several only those are kept that no other undercuts in every component; components of different units are never
added up (Pareto dominance on shortfalls; see `winset.settlement.shortfall`).
"""

from dataclasses import dataclass, field

import numpy as np

from winset.model.compile import Model
from winset.model.logic import Mask
from winset.settlement.frontier import Frontier
from winset.settlement.shortfall import Key, lacks_of, package_shortfalls, record
from winset.settlement.survey import Gather, Judged
from winset.settlement.unlock_records import Relaxation

MOST_SHOWN = 6


def relaxations(model: Model, gather: Gather, sure: bool) -> tuple[Relaxation, ...]:
    """What each ratifier would have to give so that a deal is sure, or so that one is possible.

    Where a deal is open as soon as a ratifier gives, nobody else giving anything, that is what is said of it. Of others
    that stop every deal asked about it is said what they would have to give to any of them. Who lets some deal through
    and would open none alone is left out.
    """
    gatherer = _Relaxing(model, gather, sure)
    gather(gatherer)
    return tuple(row for number in model.vetoes for row in gatherer.rows(number))


@dataclass
class _Relaxing:
    """Gathers what each ratifier lacks, over the deals that nobody else stops and over all."""

    model: Model
    gather: Gather
    sure: bool
    alone: dict[int, Frontier] = field(default_factory=dict)
    to_any: dict[int, Frontier] = field(default_factory=dict)
    free: set[int] = field(default_factory=set)
    keys: dict[int, tuple[Key, ...]] = field(default_factory=dict)

    def take(self, judged: Judged) -> None:
        """Look at the deals of one block."""
        asked = judged.block.full(judged.asked)
        if not asked.any():
            return
        lacks = lacks_of(self.model, judged.block)
        stops = {number: judged.block.full(self._stops(judged, number)) for number in self.model.vetoes}
        several = np.sum([stop.astype(np.int64) for stop in stops.values()], axis=0) if stops else np.zeros(asked.size)
        size = judged.block.layout.size
        for number, stop in stops.items():
            keys = tuple(key for key in lacks if key[0] == number)
            self.keys[number] = keys
            if (asked & ~stop).any():
                self.free.add(number)
            ends = [np.broadcast_to(lacks[key].most if self.sure else lacks[key].least, size) for key in keys]
            for frontiers, among in ((self.alone, asked & stop & (several == 1)), (self.to_any, asked & stop)):
                places = np.flatnonzero(among)
                if places.size and keys:
                    frontier = frontiers.setdefault(number, Frontier(len(keys), keep=1))
                    values = np.stack([-end[places] for end in ends], axis=1)
                    frontier.add(values, places + judged.block.start)

    def _stops(self, judged: Judged, number: int) -> Mask:
        given = judged.answers[number]
        return (~given.answers.yes if self.sure else given.answers.no) & given.scope

    def rows(self, number: int) -> tuple[Relaxation, ...]:
        """The undominated relaxations of one ratifier, those that take fewest things first."""
        opens = number in self.alone
        frontier = self.alone.get(number) if opens else self.to_any.get(number)
        if frontier is None or (not opens and number in self.free):
            return ()
        points = frontier.result()
        found = []
        for packages, deals in zip(points.packages, points.multiplicity, strict=True):
            package = self.gather.package(packages[0])
            shortfalls = package_shortfalls(self.model, package)
            own = tuple(part for part in shortfalls if part.ratifier == self.model.ratifiers[number].id)
            given = tuple(part for part in own if self.sure or part.least > 0)
            row = Relaxation(
                self.model.ratifiers[number].id,
                opens,
                self.sure,
                given,
                int(deals),
                record(self.model, self.model.space.number(package)),
            )
            found.append(row)
        return tuple(sorted(found, key=lambda row: (len(row.parts), row.example.number))[:MOST_SHOWN])

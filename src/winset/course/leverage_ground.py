"""What two leads could agree on: the packages that some ratifiers accept and that leave neither below its no deal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

import numpy as np

from winset.course.leverage_bargain import Bargain
from winset.model.acceptance.worth import Worth
from winset.model.compile import Model
from winset.model.logic import Formula, anywhere
from winset.settlement.collectors import places
from winset.settlement.frontier import Frontier, FrontierPoints
from winset.settlement.survey import Judged, Survey, survey

Vetoes: TypeAlias = frozenset[int]
"""The numbers of the ratifiers whose yes is asked for."""

Key: TypeAlias = tuple[Vetoes, bool]
"""Whose yes is asked for, and whether all must be known to say it (sure), or only none to refuse (possible)."""


class AmongOf:
    """Gathers the packages asked about that some ratifiers accept and that leave neither of two leads below no deal."""

    def __init__(self, leads: tuple[Worth, Worth], key: Key) -> None:
        self.leads = leads
        self.vetoes, self.sure = key
        self.frontier = Frontier(2)
        self.packages = 0

    def take(self, judged: Judged) -> None:
        """Look at one block."""
        mask = judged.asked
        for number in self.vetoes:
            given = judged.answers[number]
            passes = given.answers.yes | ~given.scope if self.sure else ~(given.answers.no & given.scope)
            mask = mask & passes
        if not anywhere(mask):
            return
        size = judged.block.layout.size
        values = [np.broadcast_to(judged.block.worth(lead.points), size) for lead in self.leads]
        for lead, value in zip(self.leads, values, strict=True):
            mask = mask & (value >= lead.no_deal)
        found = places(judged, mask)
        if found.size:
            self.packages += int(found.size)
            self.frontier.add(np.stack([value[found] for value in values], axis=1), found + judged.block.start)


@dataclass(frozen=True, slots=True)
class Pie:
    """Packages that two leads could agree on, none of which dominates another, and how many there are in all.

    bargain: over their gains above no deal.
    """

    points: FrontierPoints
    packages: int
    bargain: Bargain


@dataclass(frozen=True, slots=True)
class Ground:
    """A pass over all packages of a model, with what two leads could agree on under each set of ratifiers."""

    model: Model
    leads: tuple[Worth, Worth]
    survey: Survey
    pies: Mapping[Key, Pie]

    @property
    def everybody(self) -> Vetoes:
        """All ratifiers whose yes is needed."""
        return frozenset(self.model.vetoes)

    def pie(self, sure: bool, without: Iterable[str] = ()) -> Pie:
        """What could be agreed on, over sure or possible packages, with the yes of some ratifiers left aside."""
        left = frozenset(without)
        kept = frozenset(number for number in self.everybody if self.model.ratifiers[number].id not in left)
        return self.pies[kept, sure]

    def scaled(self, side: int, points: Fraction) -> Fraction:
        """Points of a side as scaled gains above its no deal."""
        lead = self.leads[side]
        return points * lead.points.scale - lead.no_deal


def ground_of(model: Model, where: Formula, leads: tuple[str, str], left_aside: Iterable[Iterable[str]] = ()) -> Ground:
    """Go through all packages once.

    Args:
        model: the case in one world.
        where: which deals are asked about.
        leads: the ids of the two leads, both of which judge by points.
        left_aside: sets of ratifiers without whose yes to look, besides none.

    Raises:
        TooManyPackagesError: there are too many packages to be gone through.
    """
    first, second = (_worth(model, lead) for lead in leads)
    everybody = frozenset(model.vetoes)
    number = {who.id: at for at, who in enumerate(model.ratifiers)}
    sets = [everybody, *(everybody - {number[id_] for id_ in ids if id_ in number} for ids in left_aside)]
    gatherers = {(kept, sure): AmongOf((first, second), (kept, sure)) for kept in sets for sure in (True, False)}
    found = survey(model, where, list(gatherers.values()))
    pies = {key: _pie(gatherer) for key, gatherer in gatherers.items()}
    return Ground(model, (first, second), found, pies)


def _worth(model: Model, lead: str) -> Worth:
    worth = model.ratifier(lead).worth
    if worth is None:
        raise AssertionError("a bargainer judges by points")
    return worth


def _pie(gatherer: AmongOf) -> Pie:
    points = gatherer.frontier.result()
    none = [lead.no_deal for lead in gatherer.leads]
    gains = [(int(first) - none[0], int(second) - none[1]) for first, second in points.values.tolist()]
    return Pie(points, gatherer.packages, Bargain(gains))


def at_home(model: Model, party: str) -> tuple[str, ...]:
    """The ratifiers of a party whose yes is needed, besides its lead."""
    vetoes = (model.ratifiers[number] for number in model.vetoes)
    return tuple(who.id for who in vetoes if who.party == party and not who.lead)


def besides(model: Model, leads: Iterable[str]) -> tuple[str, ...]:
    """All ratifiers whose yes is needed, besides these."""
    named = set(leads)
    return tuple(who.id for number in model.vetoes if (who := model.ratifiers[number]).id not in named)

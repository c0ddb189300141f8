"""What comes of putting a deal to its ratifiers: how it succeeds, how it fails, and what a failure leaves behind."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np

from winset.case.shape import Path
from winset.course.layout import Bools, Config, Floats, Layout
from winset.course.offers import Offers

Sets = tuple[tuple[str, str], ...]
"""Conditions that move by themselves, and the level that a deed gives them."""


@dataclass(frozen=True, slots=True)
class Put:
    """What comes of putting an offer: where it can be put, points lost at once, how it succeeds and how it fails."""

    allowed: Bools
    points: Floats
    success: Floats
    failed: tuple[tuple[Floats, tuple[int, ...]], ...]


class Putting:
    """What comes of each offer in each configuration."""

    def __init__(self, layout: Layout, offers: Offers) -> None:
        self.layout = layout
        self.offers = offers
        self.course = layout.plot.course
        self.numbers = layout.plot.numbers
        self.ones: Floats = np.ones((1,) * len(layout.axes))
        self.uncertain = tuple(offers.levels)
        self.remembers = self.course.refusals == "remembered"

    def put(self, number: int, config: Config) -> Put | None:
        """What comes of putting an offer; None where it surely fails."""
        offer = self.offers.put[number]
        chances = {who: self.offers.answers.at(table, config)[number] for who, table in self.offers.answered.items()}
        known = {who: self._given_refusals(who, chance, config) for who, chance in chances.items()}
        success = self.ones
        for chance in known.values():
            success = success * chance
        fits = self.offers.answers.at(self.offers.can_be[offer.proposal], config)[number] > 0
        allowed = fits & (success > 0)
        if not allowed.any():
            return None
        points = (1 - success) * sum(share * points for share, _, points in self.backlash)
        return Put(allowed, points, success, tuple(self._failed(config, success, chances, known)))

    def _given_refusals(self, who: str, chance: Floats, config: Config) -> Floats:
        """The chance of a yes, given the hardest refusal so far (Bayes; who refused at p accepts only above it)."""
        if not self.remembers or who not in self.uncertain:
            return chance
        refused = config.refused[self.uncertain.index(who)]
        if not refused:
            return chance
        hardest = float(self.offers.levels[who][refused - 1])
        found: Floats = np.where(chance > hardest, (chance - hardest) / (1 - hardest), 0.0)
        return found

    def _failed(
        self, config: Config, success: Floats, chances: Mapping[str, Floats], known: Mapping[str, Floats]
    ) -> Iterator[tuple[Floats, tuple[int, ...]]]:
        """How a proposal may fail, and the refusals kept in mind then: those of whose answer was uncertain."""
        doubtful = [who for who in self.uncertain if ((known[who] > 0) & (known[who] < 1)).any()]
        if not self.remembers or not doubtful:
            yield 1 - success, config.refused
            return
        others = self.ones
        for who, chance in known.items():
            if who not in doubtful:
                others = others * chance
        for said in product((True, False), repeat=len(doubtful)):
            share = self.ones
            for who, yes in zip(doubtful, said, strict=True):
                share = share * (known[who] if yes else 1 - known[who])
            refusing = [who for who, yes in zip(doubtful, said, strict=True) if not yes]
            share = share * (1 - others) if not refusing else share
            yield from self._remembered(config, share, refusing, chances)

    def _remembered(
        self, config: Config, share: Floats, refusing: Sequence[str], chances: Mapping[str, Floats]
    ) -> Iterator[tuple[Floats, tuple[int, ...]]]:
        """The refusals kept in mind, by how likely a yes was: another one in each part of the axes."""
        places = [np.searchsorted(self.offers.levels[who], chances[who]) + 1 for who in refusing]
        shape = np.broadcast_shapes(share.shape, *(place.shape for place in places))
        flat = [np.broadcast_to(place, shape).ravel() for place in places]
        combos = np.unique(np.stack(flat, axis=1), axis=0) if flat else np.zeros((1, 0), dtype=np.int64)
        for combo in combos:
            here = np.ones(shape, dtype=np.bool_)
            refused = list(config.refused)
            for who, place, level in zip(refusing, places, combo, strict=True):
                here = here & (place == level)
                at = self.uncertain.index(who)
                refused[at] = max(refused[at], min(int(level), len(self.offers.levels[who])))
            chance = share * here
            if (chance > 0).any():
                yield chance, tuple(refused)

    @cached_property
    def backlash(self) -> list[tuple[float, Sets, float]]:
        """What a failed ratification may bring: chances, levels set on the axes, points."""
        found: list[tuple[float, dict[str, str], float]] = [(1.0, {}, 0.0)]
        for id_, failure in self.course.failure.items():
            path: Path = ("course", "failure", id_)
            chance = self.numbers.of(failure.chance, (*path, "chance"), 1.0)
            points = self.numbers.of(failure.points, (*path, "points"), 0.0)
            sets = {each: level for each, level in failure.set.items() if each in self.layout.axes}
            found = [
                (share * part, {**held, **more}, had + worth)
                for share, held, had in found
                for part, more, worth in ((chance, sets, points), (1 - chance, {}, 0.0))
                if part > 0
            ]
        return [(share, tuple(sorted(sets.items())), points) for share, sets, points in found]

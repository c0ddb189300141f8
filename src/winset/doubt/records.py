"""The records that answers about doubt are made of."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from winset.doubt.chances import Chance
from winset.doubt.drivers import Driver
from winset.doubt.finding import Worth
from winset.model.result import Result
from winset.settlement.flip_records import Tripwire


@dataclass(frozen=True, slots=True)
class DrawnInput:
    """An uncertain input: its path, what it is, its range in its unit, how it is drawn, and what is assumed of it.

    drawn: whether it is drawn at all. group: what it is drawn together with.
    """

    path: str
    words: str
    unit: str
    low: Fraction
    likely: Fraction
    high: Fraction
    how: str
    assumed: tuple[str, ...]
    drawn: bool
    group: str


@dataclass(frozen=True, slots=True)
class Doubted:
    """A verdict with the chance of each of its outcomes.

    stated: the outcome as the case has it, nothing being drawn. moved: whether any draw comes to another. bears:
    whether anything that is drawn bears on it at all.
    """

    of: str
    subject: str
    stated: str
    chances: tuple[Chance, ...]
    moved: bool
    bears: bool

    @property
    def leading(self) -> Chance:
        """The likeliest outcome."""
        return max(self.chances, key=lambda chance: chance.independent)

    def chance(self, outcome: str) -> Chance:
        """The chance of an outcome.

        Raises:
            KeyError: the verdict has no such outcome.
        """
        for chance in self.chances:
            if chance.outcome == outcome:
                return chance
        raise KeyError(outcome)


@dataclass(frozen=True, slots=True)
class ReadingOf:
    """The verdicts under one contested reading, or in one world of unknown conditions.

    variant: the variant that is applied, or empty. world: the levels that differ from the first world. question: what
    it contests. weight: how likely the case holds it to be; None where it does not say. draws: how many there were.
    missing: why it could not be answered, or empty.
    """

    variant: str
    name: str
    question: str
    world: tuple[tuple[str, str], ...]
    weight: Fraction | None
    draws: int
    verdicts: tuple[Doubted, ...]
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Driven:
    """On which inputs a verdict depends: the groups with their shares of its variance, the largest first.

    steady: it never flips in the draws, or nothing drawn bears on it, so there are no shares.
    """

    of: str
    subject: str
    drivers: tuple[Driver, ...]
    steady: bool


@dataclass(frozen=True, slots=True)
class FoundOut:
    """What it is worth to find out about one group of inputs; everything that is drawn where `group` is empty.

    points: the expected value of perfect information to the party asked for, in its points; None where it has none.
    changes: the chance that knowing it changes which outcome of a verdict is the likeliest; about: of which one.
    """

    group: str
    points: Worth | None
    changes: Worth | None
    about: tuple[str, str]


@dataclass(frozen=True)
class DoubtResult(Result):
    """How sure is each verdict, on what does it depend, and what would it be worth to find out?

    draws: how many were judged; wanted: how many were asked for. seed: of the draws. verdicts: under the case as it
    stands; readings: under each contested reading and in each unknown world, never averaged; averaged: over readings,
    where the case gives weights. driven: the drivers of each verdict. tripwires: what flips the verdict on the deals
    alone. found: what finding out is worth. inputs: everything uncertain. house, drift: the errors of polls beyond
    sampling, in points. notes: what is not complete, in words.
    """

    draws: int
    wanted: int
    seed: int
    verdicts: tuple[Doubted, ...]
    readings: tuple[ReadingOf, ...]
    averaged: tuple[Doubted, ...]
    driven: tuple[Driven, ...]
    tripwires: tuple[Tripwire, ...]
    found: tuple[FoundOut, ...]
    inputs: tuple[DrawnInput, ...]
    house: Fraction
    drift: Fraction
    notes: tuple[str, ...] = ()

    kind: ClassVar[str] = "doubt"

    def verdict(self, of: str, subject: str = "") -> Doubted:
        """One of the verdicts under the case as it stands.

        Raises:
            KeyError: there is no such verdict.
        """
        for each in self.verdicts:
            if (each.of, each.subject) == (of, subject):
                return each
        raise KeyError((of, subject))

    def records(self) -> list[dict[str, Any]]:
        """Every outcome of every verdict under every reading, a row each."""
        rows = [("", "", each) for each in self.verdicts]
        for reading in self.readings:
            world = "; ".join(f"{id_}={level}" for id_, level in reading.world)
            rows += [(reading.variant, world, each) for each in reading.verdicts]
        return [
            {
                "variant": variant,
                "world": world,
                "of": each.of,
                "subject": each.subject,
                "stated": each.stated,
                "outcome": chance.outcome,
                "independent": chance.independent,
                "error_low": chance.error[0],
                "error_high": chance.error[1],
                "together": chance.comonotone,
                "bound_low": chance.bounds[0] if chance.bounds is not None else None,
                "bound_high": chance.bounds[1] if chance.bounds is not None else None,
                "low": chance.low,
                "high": chance.high,
            }
            for variant, world, each in rows
            for chance in each.chances
        ]

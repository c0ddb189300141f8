"""The sections on what to do: goals, and the course of dealings over time; and what makes a lever an approach."""

from typing import Literal

from pydantic import Field, field_validator, model_validator

from winset.case.patterns import EVERYTHING, WrittenPattern
from winset.case.written import Grounds, Id, Number, RatifierPath, Text, Written, fault

FOREVER = "forever"


class Jointly(Grounds):
    """The chance of a yes once all of several others have said yes."""

    of: tuple[Id, ...] = Field(description="The levers whose approaches have all come to a yes.", min_length=1)
    chance: Number = Field(description="The chance of a yes then, from 0 to 1.")


class Sounds(Grounds):
    """What makes a lever an approach: it asks a ratifier in principle, before anything is put."""

    ratifier: RatifierPath = Field(description="Who is asked in principle.")
    yes: Id = Field(description="The effect of the lever that is the yes; its chance is the chance of a yes.")
    exposure: Number | None = Field(
        None,
        description="What is lost besides, in the case's unit of effort, where it said yes and the whole fails.",
    )
    after: tuple[Id, ...] = Field((), description="Approaches that must have come to a yes before.")
    defers: dict[Id, Number] = Field(
        {}, description="The chance of a yes, from 0 to 1, once one other approach has come to a yes."
    )
    together: dict[Id, Jointly] = Field(
        {}, description="The chance once several others have said yes, by id; without one, the largest single effect."
    )


class Goal(Grounds):
    """Something that is aimed at: the points that a period brings, by what is in force and by conditions."""

    name: Text | None = Field(None, description="Its name in words.")
    ratifier: RatifierPath | None = Field(None, description="The ratifier whose points of packages are taken.")
    weights: dict[Id, Number] = Field(
        {},
        description="The factor by which each issue of those points counts; without any, all count as they are.",
    )
    points: dict[Id, dict[Id, Number]] = Field(
        {},
        description="Points of the goal in a period, by issue or condition and option; what is left out brings none.",
    )
    attention: Number | None = Field(
        None, description="Points of the goal that a unit of effort would earn elsewhere; by default nothing."
    )


class Drift(Grounds):
    """A condition that moves by itself from one level to another, with a chance in each period."""

    condition: Id = Field(description="The condition.")
    from_: Text = Field(alias="from", description="The level that it leaves.")
    to: Text = Field(description="The level that it takes.")
    chance: Number = Field(description="The chance in a period, from 0 to 1.")
    during: tuple[Id, ...] = Field((), description="Only while one of these is done: levers, arrangements, proposals.")
    unless: tuple[Id, ...] = Field((), description="Only while none of these is done.")


class Others(Grounds):
    """A lever of another party, as the chance that it is pulled in a period in which it can be."""

    chance: Number = Field(description="The chance in a period in which it can be pulled, from 0 to 1.")


class Arrangement(Grounds):
    """Something that the leads can agree on by themselves: options that change what is in force.

    It needs the yes of the leads; where it is a deal, also that of every other veto that is asked about it.
    """

    name: Text | None = Field(None, description="Its name in words.")
    package: dict[Id, Text] = Field(description="The options that it changes.", min_length=1)
    cost: Number | None = Field(None, description="What each try costs, in the case's unit of effort.")
    chance: Number | None = Field(
        None, description="The chance that it comes off where the leads say yes, from 0 to 1."
    )


class Proposal(Grounds):
    """A kind of deal that can be put to its ratifiers."""

    name: Text | None = Field(None, description="Its name in words.")
    package: WrittenPattern = Field(description="The deals that may be put; the best of them for the goal is.")
    cost: Number | None = Field(None, description="What putting one costs, in the case's unit of effort.")


class Failure(Grounds):
    """What a failed ratification costs, with a chance."""

    points: Number | None = Field(None, description="Points of the goal, of each goal alike; lost where negative.")
    set: dict[Id, Text] = Field({}, description="Conditions and the level that they take.")
    chance: Number | None = Field(None, description="The chance of it, from 0 to 1; without it, it happens.")


class Try(Written):
    """What a named course does first where something holds."""

    when: WrittenPattern = Field(EVERYTHING, description="Where: conditions, and what is in force.")
    do: Id = Field(description="What is done wherever it can be.")


class Plan(Grounds):
    """A named course: the best one under restrictions."""

    name: Text | None = Field(None, description="Its name in words.")
    only: tuple[Id, ...] | None = Field(None, description="Nothing but these is done.")
    never: tuple[Id, ...] = Field((), description="These are not done.")
    before: dict[Id, Id] = Field({}, description="The first is not done before the second has been tried.")
    try_: tuple[Try, ...] = Field((), alias="try", description="What is done wherever it can be, the first that can.")


class Person(Grounds):
    """Somebody else in a place, or another reading of who decides: what hangs on it is the gain that is lost."""

    name: Text | None = Field(None, description="Its name in words.")
    set: dict[Id, Text] = Field({}, description="Conditions and the level that they have instead.")
    variant: Id | None = Field(None, description="A variant that is applied instead.")

    @model_validator(mode="after")
    def _one_kind(self) -> "Person":
        if bool(self.set) == (self.variant is not None):
            raise fault("person", "a person is `set`, or a `variant`", "write one of the two")
        return self


class Course(Written):
    """The course of dealings over time: who acts, what can be done in a period, and what happens meanwhile."""

    for_: Id = Field(alias="for", description="The party whose course it is.")
    period: Text = Field(description="How long a period is, such as `6 months`.")
    discount: Number | None = Field(None, description="What a period's delay leaves of a point: a share from 0 to 1.")
    horizon: tuple[Text, ...] = Field(
        (FOREVER,), description="How many periods are looked ahead: numbers, or `forever`.", min_length=1
    )
    afterwards: Literal["in_force", "nothing"] = Field(
        "nothing", description="Whether what is in force after the last period goes on counting."
    )
    open_counts: Number | None = Field(
        None,
        description="The chance, from 0 to 1, lent to a ratifier whose answer is open; by default the whole range.",
    )
    refusals: Literal["remembered", "fresh"] = Field(
        "remembered", description="Whether who refused once is judged by that, or asked as if for the first time."
    )
    arrange: dict[Id, Arrangement] = Field({}, description="What the leads alone can agree on, by id.")
    propose: dict[Id, Proposal] = Field({}, description="Deals that can be put, by id.")
    failure: dict[Id, Failure] = Field({}, description="What a failed ratification costs, by id.")
    outcomes: dict[Id, WrittenPattern] = Field({}, description="Outcomes by id; the first that matches is taken.")
    drift: dict[Id, Drift] = Field({}, description="Conditions that move by themselves, by id.")
    others: dict[Id, Others] = Field({}, description="Levers of other parties, by lever.")
    named: dict[Id, Plan] = Field({}, description="Named courses, as restrictions on the best one.")
    persons: dict[Id, Person] = Field({}, description="Who might be in another's place, by id.")

    @field_validator("horizon")
    @classmethod
    def _sound_horizons(cls, horizon: tuple[str, ...]) -> tuple[str, ...]:
        for number, word in enumerate(horizon):
            if word != FOREVER and not _counts_periods(word):
                raise fault(
                    "horizon",
                    f"the horizon `{word[:40]}` is no number of periods",
                    f"write a whole number from 1 to {MOST_PERIODS}, or `{FOREVER}`",
                )
            if word in horizon[:number]:
                raise fault("horizon", f"the horizon `{word}` stands twice", "write it once")
        return horizon


MOST_PERIODS = 1000


def _counts_periods(word: str) -> bool:
    """Whether a word is a number of periods; one with more digits than the most is not read as a number at all."""
    plain = word.isascii() and word.isdigit() and word[0] != "0" and len(word) <= len(str(MOST_PERIODS))
    return plain and int(word) <= MOST_PERIODS

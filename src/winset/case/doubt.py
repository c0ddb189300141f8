"""The section that says how far numbers may be doubted: errors of polls, what moves together, weights of readings."""

from pydantic import Field

from winset.case.written import Grounds, Id, Number, RatifierPath, Text, Written


class Together(Grounds):
    """Uncertain inputs that move together, because one thing drives them all."""

    inputs: tuple[Text, ...] = Field(
        description="Paths of numbers, polls, effects or levers, or of a ratifier for all that is uncertain in it.",
        min_length=1,
    )
    correlation: Number | None = Field(
        None,
        description="The correlation of any two of them, from 0 to 1; by default 1, where they rise and fall as one.",
    )


class Weighted(Grounds):
    """How likely each reading of a contested question is; what is left over goes to the case as it stands."""

    shares: dict[Id, Number] = Field(description="The weight of each variant, from 0 to 1.", min_length=1)


class Undeclared(Grounds):
    """Votes that nobody has declared, and which share of them goes to yes."""

    of: RatifierPath = Field(description="The bloc whose open votes they are, as party.ratifier.bloc.")
    share: Number = Field(description="The share of its open votes that goes to yes, from 0 to 1.")


class Doubt(Written):
    """How far the numbers of a case may be doubted, where it says more than its ranges."""

    house: Number | None = Field(
        None,
        description="Error of polls beyond sampling: standard deviation at a half, in points of opinion; by default 3.",
    )
    drift: Number | None = Field(
        None,
        description="Drift of opinion in a year, a standard deviation in points of opinion; by default 3.",
    )
    together: dict[Id, Together] = Field({}, description="Inputs that move together, by id.")
    weights: dict[Id, Weighted] = Field({}, description="Weights of contested readings, by id; only then averaged.")
    undeclared: dict[Id, Undeclared] = Field({}, description="How undeclared votes may fall, by id.")

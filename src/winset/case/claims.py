"""The sections on a document: its claims, what each asks of the case, and the questions of a reader."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from winset.case.asks import Ask
from winset.case.patterns import EVERYTHING, WrittenPattern
from winset.case.written import Cites, ClaimId, Id, Text, Words, Written, fault, listed

Asks = Annotated[
    tuple[Ask, ...], Field(min_length=1), BeforeValidator(listed, json_schema_input_type=tuple[Ask, ...] | Ask)
]


class Untested(Written):
    """Why nothing is computed for a claim, and what bears on it instead."""

    why: Words = Field(description="Why it is not computed.")
    statements: tuple[Id, ...] = Field((), description="Statements of the case that bear on it.")
    parts: tuple[Text, ...] = Field((), description="Paths of other parts of the case that bear on it.")
    lacks: Words | None = Field(
        None, description="What would have to be known or modelled to compute it; without it, it is a matter of record."
    )


class Claim(Written):
    """A proposition of the source document, in its own words, and what it asks of the case."""

    quote: Words = Field(description="Its words, verbatim.")
    strength: Literal["asserts", "hedges", "denies", "advises"] = Field("asserts", description="How firmly it is said.")
    asks: Asks = Field((), description="What it asks of the case; with several, all must be so.")
    untested: Untested | None = Field(None, description="Why it is not computed, and what bears on it instead.")
    against: tuple[ClaimId, ...] = Field((), description="Claims of other documents that it contradicts.")
    cite: Cites = Field(description="The source.")
    note: Text | None = Field(None, description="What a reader should know of it.")

    @model_validator(mode="after")
    def _one_of_both(self) -> "Claim":
        if self.asks and self.untested is not None:
            raise fault("claim", "a claim is either computed or not", "keep one of `asks` and `untested`")
        return self


Command = Literal[
    "deals",
    "blockers",
    "unlock",
    "linkage",
    "flips",
    "order",
    "course",
    "goals",
    "leverage",
    "doubt",
    "trace",
    "record",
    "claims",
    "stability",
]


TAKES: Mapping[Command, frozenset[str]] = MappingProxyType(
    {
        "deals": frozenset({"where", "if", "for", "over"}),
        "blockers": frozenset({"where", "if", "for"}),
        "unlock": frozenset({"where", "if", "for"}),
        "linkage": frozenset({"of", "where", "if", "for"}),
        "flips": frozenset({"where", "if", "for"}),
        "order": frozenset({"where", "if", "for"}),
        "course": frozenset({"of", "where", "if"}),
        "goals": frozenset({"where", "if"}),
        "leverage": frozenset({"where", "if", "for"}),
        "doubt": frozenset({"where", "if", "for"}),
        "trace": frozenset({"of", "where", "if"}),
        "record": frozenset(),
        "claims": frozenset({"of"}),
        "stability": frozenset({"of", "if"}),
    }
)
"""What each command can be asked; variants can be applied before any."""


class Question(Written):
    """A question that a reader would ask, and the command that answers it."""

    text: Words = Field(description="The question in plain words.")
    by: Command = Field(description="The command that answers it.")
    of: Text | None = Field(
        None,
        description="What it is about: an issue (`linkage`), a goal (`course`), a part (`trace`), a claim (`claims`), "
        "a state (`stability`).",
    )
    where: WrittenPattern = Field(EVERYTHING, description="The deals that it is about; by default all.")
    if_: dict[Id, Text] = Field({}, alias="if", description="Conditions and the level at which it is asked.")
    under: tuple[Id, ...] = Field((), description="Variants under which it is asked.")
    for_: Id | None = Field(None, alias="for", description="The party for which it is asked.")
    over: tuple[Id, ...] = Field((), description="Conditions at every level of which `deals` is asked.")

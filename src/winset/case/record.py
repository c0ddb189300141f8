"""The sections that a record is read from: public statements, and precedents with a row for the present."""

from typing import Any, Literal

from pydantic import BaseModel, Field, GetJsonSchemaHandler, model_validator

from winset.case.patterns import EVERYTHING, WrittenPattern
from winset.case.written import Cites, Date, Grounds, Id, Speaker, Text, Written, YesNo

_PLAIN = ["string", "number", "boolean"]


class Statement(Grounds):
    """Something that a side said in public, or declined to say, on a day."""

    date: Date = Field(description="When it was said: a day, a month, or `unknown`.")
    by: Speaker = Field(description="The party, or the ratifier as party.ratifier, that it speaks for.")
    speaker: Text | None = Field(None, description="Who spoke.")
    about: WrittenPattern = Field(
        EVERYTHING, description="The packages or conditions that it is about; the issues that it names are counted."
    )
    stance: Literal["for", "against", "neither"] = Field("neither", description="Whether it is for what it is about.")
    silent: YesNo = Field(default=False, description="`yes` where the side was asked, and declined to say.")


class Feature(Grounds):
    """Something in which a precedent and the present can be alike."""

    name: Text | None = Field(None, description="Its name in words.")
    decisive: YesNo = Field(
        default=False, description="`yes` where a source says that the outcome hung on it; cite it."
    )


class Trait(Grounds):
    """What a feature was in a precedent, or is now: a plain word, or `{is: word, cite: ...}`."""

    is_: Text = Field(alias="is", description="The word, the same for what is alike; `unknown` where nobody knows.")

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, value: Any) -> Any:
        return value if isinstance(value, dict | BaseModel) else {"is": value}

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """A trait may be written plainly or as a mapping; the schema says so."""
        mapping = handler.resolve_ref_schema(handler(core_schema))
        return {"description": mapping.pop("description", ""), "anyOf": [{"type": _PLAIN}, mapping]}


class Precedent(Grounds):
    """An earlier case with its features, and what came of it."""

    name: Text | None = Field(None, description="Its name in words.")
    date: Date | None = Field(None, description="When it was settled.")
    traits: dict[Id, Trait] = Field(description="Its features, by id.", min_length=1)
    outcome: Text | None = Field(None, description="What came of it.")


class Precedents(Written):
    """Earlier cases beside the present one, feature by feature."""

    features: dict[Id, Feature] = Field(description="What is compared, by id.", min_length=1)
    present: dict[Id, Trait] = Field(description="What the features are now.")
    cases: dict[Id, Precedent] = Field(description="The earlier cases, by id.", min_length=1)
    cite: Cites = Field((), description="Who drew the comparison.")

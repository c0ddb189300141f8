"""The words every section of a case is written with: ids, exact numbers, dates, citations.

Every scalar reaches these types as text; the field gives it a type. So `no` is a word where a word is asked
for, `1/3` stays a third, and `010` is never eight.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    PlainValidator,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

RESERVED = frozenset({"any", "all", "not"})
_ID = re.compile(r"[a-z][a-z0-9_]*\Z")
_CLAIM_ID = re.compile(r"[A-Za-z][A-Za-z0-9_]*\Z")
_RATIFIER = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+\Z")
_EXACT = re.compile(r"[+-]?(\d{1,30}(\.\d{1,30})?|\.\d{1,30})(/\d{1,30})?\Z", re.ASCII)
_DAY = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?\Z", re.ASCII)


def fault(kind: str, what: str, mend: str = "") -> PydanticCustomError:
    """A problem with a written value: what is wrong, and what would mend it."""
    return PydanticCustomError(kind, "{what}", {"what": what, "mend": mend})  # type: ignore[arg-type, unused-ignore]


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise fault("text", "expected a word or a number here, found a list or a mapping")
    return value


def _words(value: object) -> str:
    text = _text(value)
    if not text.strip():
        raise PydanticCustomError("blank", "nothing is written here")
    return text


def _id(value: object) -> str:
    text = _text(value)
    if not _ID.match(text):
        raise fault(
            "id", f"`{text[:60]}` cannot be an id", "ids are small letters, digits and _, and start with a letter"
        )
    if text in RESERVED:
        raise fault("id", f"`{text}` is a word of the pattern language", "choose another id")
    return text


def _claim_id(value: object) -> str:
    text = _text(value)
    if not _CLAIM_ID.match(text):
        raise fault("id", f"`{text[:60]}` cannot be a claim's id", "use letters and digits, such as C70")
    return text


def _ratifier_path(value: object) -> str:
    text = _text(value)
    if not _RATIFIER.match(text):
        raise fault("path", f"`{text[:60]}` is not a ratifier's path", "write party.ratifier, such as japan.cabinet")
    return text


def _speaker(value: object) -> str:
    text = _text(value)
    if not (_ID.match(text) or _RATIFIER.match(text)) or text in RESERVED:
        raise fault("path", f"`{text[:60]}` names no party and no ratifier", "write party, or party.ratifier")
    return text


def _exact(value: object) -> Fraction:
    if isinstance(value, Fraction):
        return value
    text = _text(value).strip()
    if not _EXACT.match(text):
        raise fault(
            "number", f"expected a number, found `{text[:60]}`", "write it plainly: 46, 0.5, 1/3 (no commas, no %)"
        )
    try:
        top, _, bottom = text.partition("/")
        return Fraction(top) / Fraction(bottom or 1)
    except ZeroDivisionError:
        raise fault("number", f"`{text}` divides by zero") from None


def read_number(text: str) -> Fraction:
    """A number written plainly, as a case writes it: `46`, `0.5`, `1/3`.

    Raises:
        ValueError: it is none, or has more digits than anybody means.
    """
    return _exact(text)


def _yes_or_no(value: object) -> bool:
    if isinstance(value, bool):
        return value
    word = _text(value)
    if word in {"yes", "true"}:
        return True
    if word in {"no", "false"}:
        return False
    raise fault("yes_or_no", f"expected yes or no, found `{word[:60]}`")


@dataclass(frozen=True, slots=True, order=True)
class When:
    """A day, a month or an unknown date; `last` is the latest day that it can mean."""

    last: date | None
    text: str

    def __str__(self) -> str:
        """The date as it is written in the case."""
        return self.text


def _when(value: object) -> When:
    if isinstance(value, When):
        return value
    text = _text(value).strip()
    if text == "unknown":
        return When(None, text)
    found = _DAY.match(text)
    if not found:
        raise fault(
            "date", f"expected a date, found `{text[:60]}`", "write a day (2020-10-31), a month (2020-10) or `unknown`"
        )
    year, month, day = int(found[1]), int(found[2]), found[3]
    try:
        return When(date(year, month, int(day) if day else monthrange(year, month)[1]), text)
    except ValueError:
        raise fault("date", f"there is no date `{text}`") from None


def _day(value: object) -> date:
    when = value if isinstance(value, When) else _when(value)
    if when.last is None or len(when.text) != len("2020-10-31"):
        raise fault("date", f"expected a day, found `{when.text}`", "write it as 2020-10-31")
    return when.last


def _link(value: object) -> str:
    text = _text(value)
    if not re.match(r"https?://[^\s<>\"]+\Z", text):
        raise fault("link", f"`{text[:60]}` is not a web address", "only http:// and https:// addresses are kept")
    return text


def listed(value: object) -> object:
    """A single mapping stands for a list of one."""
    return [value] if isinstance(value, dict) else value


_ID_SCHEMA = {"type": "string", "pattern": "^[a-z][a-z0-9_]*$", "not": {"enum": sorted(RESERVED)}}
_EXACT_SCHEMA = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^[+-]?[0-9]*(\.[0-9]+)?(/[0-9]+)?$"}]}
_DATE_SCHEMA = {"type": "string", "pattern": r"^(\d{4}-\d{2}(-\d{2})?|unknown)$"}

Text = Annotated[str, PlainValidator(_text), WithJsonSchema({"type": ["string", "number", "boolean"]})]
Words = Annotated[
    str, PlainValidator(_words), WithJsonSchema({"type": ["string", "number", "boolean"], "pattern": r"\S"})
]
Id = Annotated[str, PlainValidator(_id), WithJsonSchema(_ID_SCHEMA)]
ClaimId = Annotated[
    str, PlainValidator(_claim_id), WithJsonSchema({"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9_]*$"})
]
RatifierPath = Annotated[
    str,
    PlainValidator(_ratifier_path),
    WithJsonSchema({"type": "string", "pattern": r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$"}),
]
Speaker = Annotated[
    str,
    PlainValidator(_speaker),
    WithJsonSchema({"type": "string", "pattern": r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$"}),
]
Exact = Annotated[Fraction, PlainValidator(_exact), WithJsonSchema(_EXACT_SCHEMA)]
YesNo = Annotated[
    bool, PlainValidator(_yes_or_no), WithJsonSchema({"enum": ["yes", "no", True, False, "true", "false"]})
]
Date = Annotated[When, PlainValidator(_when), WithJsonSchema(_DATE_SCHEMA)]
Day = Annotated[date, PlainValidator(_day), WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"})]
Link = Annotated[str, PlainValidator(_link), WithJsonSchema({"type": "string", "pattern": "^https?://"})]


class Written(BaseModel):
    """A section as it is written: frozen, and unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Cite(Written):
    """What a value rests on: a source, and its words (`quote`, verbatim) or what it says (`says`)."""

    source: Id = Field(description="The id of a source.")
    quote: Text | None = Field(None, description="Its words, verbatim; `winset check --sources` looks them up.")
    says: Text | None = Field(None, description="A figure or a paraphrase.")
    at: Text | None = Field(None, description="Where in the source: page, paragraph, column.")
    speaker: Text | None = Field(None, description="Who speaks, where the source quotes somebody.")
    strength: Literal["asserts", "hedges", "denies", "advises"] | None = Field(
        None, description="How firmly it is said."
    )
    caution: Text | None = Field(None, description="What a reader should know before relying on it.")

    @model_validator(mode="after")
    def _one_of_quote_and_says(self) -> "Cite":
        if self.quote is not None and self.says is not None:
            raise fault("cite", "a cite has `quote` or `says`, not both", "make it a list of two cites")
        return self


Cites = Annotated[tuple[Cite, ...], BeforeValidator(listed, json_schema_input_type=Cite | tuple[Cite, ...])]


class Grounds(Written):
    """What an entry rests on. With neither `cite` nor that of an entry around it, its numbers count as assumed."""

    cite: Cites = Field((), description="One cite, or a list of them.")
    why: Text | None = Field(None, description="The reason, in words; `assumed` says plainly that there is no source.")
    caution: Text | None = Field(None, description="What a reader should know before relying on it.")


class Number(Grounds):
    """An exact number: plain, `{low, high}`, `{low, likely, high}` (absolute bounds), or `{is: 283, cite: ...}`."""

    is_: Exact | None = Field(None, alias="is", description="The number, where it carries its own cite.")
    low: Exact | None = Field(None, description="It is surely not below this.")
    likely: Exact | None = Field(None, description="The most likely value.")
    high: Exact | None = Field(None, description="It is surely not above this.")

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, value: Any) -> Any:
        return value if isinstance(value, dict | BaseModel) else {"is": value}

    @model_validator(mode="after")
    def _one_shape(self) -> "Number":
        if self.is_ is not None:
            if self.low is not None or self.high is not None or self.likely is not None:
                raise fault("number", "`is` stands alone", "write `is`, or `low`, `likely` and `high`")
        elif self.low is None or self.high is None:
            raise fault("number", "a range needs both `low` and `high`")
        elif not self.low <= (self.low if self.likely is None else self.likely) <= self.high:
            raise fault("number", "a range goes upwards: low, likely, high")
        return self

    @property
    def least(self) -> Fraction:
        """The lowest value that it may have."""
        return self.is_ if self.is_ is not None else self.low  # type: ignore[return-value]  # _one_shape: one is there

    @property
    def most(self) -> Fraction:
        """The highest value that it may have."""
        return self.is_ if self.is_ is not None else self.high  # type: ignore[return-value]  # _one_shape: one is there

    @property
    def value(self) -> Fraction:
        """The number, the likely one, or the middle of the range."""
        if self.is_ is not None:
            return self.is_
        return self.likely if self.likely is not None else (self.least + self.most) / 2

    @property
    def uncertain(self) -> bool:
        """Whether it is a range."""
        return self.least != self.most

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """A number may be written plainly or as a mapping; the schema says so."""
        mapping = handler.resolve_ref_schema(handler(core_schema))
        return {"description": mapping.pop("description", ""), "anyOf": [*_EXACT_SCHEMA["anyOf"], mapping]}


class Votes(Number):
    """A bloc's votes: a number, a range, or `rest` for what the other blocs leave over."""

    rest: bool = Field(default=False, exclude=True, description="What the other blocs leave over.")

    @model_validator(mode="before")
    @classmethod
    def _rest(cls, value: Any) -> Any:
        if value == "rest":
            return {"is": Fraction(0), "rest": True}
        if isinstance(value, dict) and "rest" in value:
            raise fault("votes", "`rest` is written as `votes: rest`")
        return value

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """As for a number, or the word `rest`."""
        schema = super().__get_pydantic_json_schema__(core_schema, handler)
        schema["anyOf"][-1]["properties"].pop("rest", None)
        return {**schema, "anyOf": [{"const": "rest"}, *schema["anyOf"]]}

"""Which sheets a workbook of a case has, and which part of the language stands on which.

An entry is a row, with its path or its id and a column for each of its keys. Entries of the models named here have rows
of their own; whatever else stands under a key stays in the cell of that key. So nothing can be left out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from winset.case.claims import Claim, Question
from winset.case.record import Feature, Precedent, Precedents, Statement, Trait
from winset.case.rules import Rule
from winset.case.sections import (
    Adjustment,
    Answer,
    Bloc,
    Body,
    CaseFile,
    Condition,
    Count,
    Coupling,
    Effect,
    Issue,
    Judge,
    Lever,
    Line,
    Party,
    Poll,
    Ratifier,
    Source,
    Variant,
)
from winset.case.shape import Key, Path, Shape, keys_of
from winset.case.written import Cite, Number

ID, PATH, VALUE, ITEM = "id", "path", "value", "item"
CASE, CITES, CHANGES, COVER = "case", "cites", "changes", "cover"
CHANGE, OF = "change", "of"
CHANGE_WORDS = ("drop", "add", "set")
PLAIN_OR_ENTRY = (Number, Trait)  # written as a plain value, or as a mapping that carries its own grounds


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook.

    about: what a row is. models: the entries that are its rows. at: the section whose ids its first column has; where
    it is empty the first column has paths. within: the section that the last word of a path stands in. value: the
    heading of the column of rows that are a single value; empty where it has none.
    """

    name: str
    about: str
    models: tuple[type[BaseModel], ...] = ()
    at: Path = ()
    within: str = ""
    value: str = ""

    @property
    def first(self) -> str:
        """The heading of its first column."""
        return ID if self.at else PATH


# In the order in which they are read: paths on later sheets name what stands on earlier ones.
_SHEETS = (
    Sheet(CASE, "A value that the case has once, such as its title, its day or its deal", value=VALUE),
    Sheet("sources", "Where words and numbers come from", (Source,), at=("sources",)),
    Sheet("parties", "A side that negotiates", (Party,), at=("parties",)),
    Sheet("ratifiers", "Whose yes is needed, or whose no costs: party.ratifier", (Ratifier,), within="ratifiers"),
    Sheet("bodies", "A chamber, parliament or electorate under a ratifier", (Body,), within="bodies"),
    Sheet("blocs", "A group inside a ratifier, with its votes", (Bloc,), within="blocs"),
    Sheet("issues", "What is bargained over", (Issue,), at=("issues",)),
    Sheet("conditions", "A state of affairs that packages do not set", (Condition,), at=("conditions",)),
    Sheet("options", "An option of an issue, or a level of a condition, lowest first", value="name"),
    Sheet("status_quo", "The option of an issue without agreement", at=("status_quo",), value="option"),
    Sheet("never", "Packages that cannot be", (Coupling,), at=("never",)),
    Sheet("patterns", "A pattern with a name", at=("patterns",), value="pattern"),
    Sheet(
        "acceptance",
        "A red line, an acceptance, an abstention, a ranking, points, a poll or an answer of one, or a head count",
        (Line, Adjustment, Poll, Answer, Count),
        value=VALUE,
    ),
    Sheet("rules", "How votes make a yes", (Rule,)),
    Sheet("levers", "What somebody can do", (Lever,), at=("levers",)),
    Sheet("effects", "One thing that a lever does", (Effect,)),
    Sheet("variants", "A named set of changes", (Variant,), at=("variants",)),
    Sheet(CHANGES, "What a variant, or an effect of a lever, drops, adds or sets"),
    Sheet("statements", "What a side said in public", (Statement,), at=("statements",)),
    Sheet(
        "precedents",
        "An earlier case, a feature, or what a feature was then (traits) or is now (present)",
        (Feature, Precedent),
        value=VALUE,
    ),
    Sheet("claims", "A proposition of the source document", (Claim,), at=("claims",)),
    Sheet(
        "questions",
        "A question that a reader would ask, and the command that answers it",
        (Question,),
        at=("questions",),
    ),
    Sheet(CITES, "What an entry rests on; items are numbered where they are a list"),
)
SHEETS: Mapping[str, Sheet] = MappingProxyType({sheet.name: sheet for sheet in _SHEETS})

# Sections of single values that have rows of their own.
_VALUES: tuple[tuple[type[BaseModel], str, str], ...] = (
    (CaseFile, "status_quo", "status_quo"),
    (CaseFile, "patterns", "patterns"),
    (Issue, "options", "options"),
    (Condition, "options", "options"),
    (Judge, "prefers", "acceptance"),
    (Judge, "points", "acceptance"),
    (Precedents, "present", "precedents"),
    (Precedent, "traits", "precedents"),
)
# Columns whose cells name an entry of another sheet.
REFERENCES: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        (CITES, "source"): "sources",
        ("levers", "by"): "parties",
        ("ratifiers", "follows"): "ratifiers",
        ("status_quo", ID): "issues",
    }
)
_OWN_NOTES: Mapping[str, str] = MappingProxyType(
    {
        ID: "Its id: small letters, digits and _.",
        PATH: "Where it stands in the case, such as north.cabinet.refuses.no_land for a red line.",
        VALUE: "The value: a word, a number, or a mapping or list as a case writes it.",
        ITEM: "Empty where there is one; otherwise any number, and the order of the rows counts.",
        CHANGE: "What is done: drop, add or set.",
        OF: "The path of what is changed.",
        "option": "The option that holds without agreement.",
        "pattern": "The packages that it stands for, such as {land: some}.",
    }
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, what a reader should know of it, and the words that it may have, where they are few."""

    heading: str
    note: str
    words: tuple[str, ...] = ()


@cache
def columns_of(name: str) -> tuple[Column, ...]:
    """The columns of a sheet, the first one included."""
    sheet = SHEETS[name]
    found = {sheet.first: Column(sheet.first, _OWN_NOTES[sheet.first])}
    if name == CHANGES:
        found |= {word: Column(word, _OWN_NOTES[word]) for word in (CHANGE, OF, VALUE)}
        found[CHANGE] = Column(CHANGE, _OWN_NOTES[CHANGE], CHANGE_WORDS)
    if name == CITES:
        found |= {ITEM: Column(ITEM, _OWN_NOTES[ITEM])}
    if sheet.value:
        found[sheet.value] = Column(sheet.value, _OWN_NOTES.get(sheet.value, "Its name in words."))
    for column in _grounds_last(model for model in (*sheet.models, *((Cite,) if name == CITES else ()))):
        found.setdefault(column.heading, column)
    if name in {"acceptance", "precedents"}:  # plain values whose own mapping carries them
        found |= {word: found.pop(word) for word in ("why", "caution")}
    return tuple(found.values())


def _grounds_last(models: Iterator[type[BaseModel]]) -> Iterator[Column]:
    last: list[Column] = []
    for model in models:
        for key in keys_of(model).values():
            if _stays(model, key):
                field = model.model_fields[key.attribute]
                column = Column(key.word, field.description or "", _words_of(field.annotation))
                if key.word in {"why", "caution"}:
                    last.append(column)
                else:
                    yield column
    yield from last


def _words_of(annotation: Any) -> tuple[str, ...]:
    """The words that a key may have, where the language lists them."""
    if annotation is bool:
        return ("yes", "no")
    if get_origin(annotation) is Literal:
        return tuple(str(word) for word in get_args(annotation))
    return next((words for part in get_args(annotation) if (words := _words_of(part))), ())


def _stays(model: type[BaseModel], key: Key) -> bool:
    """Whether what stands under a key stays in its cell."""
    return key.word != "cite" and not is_changes(model, key.word) and sheet_below(model, key) is None


def is_changes(model: type[BaseModel], word: str) -> bool:
    """Whether a key has changes by path, which have a sheet of their own."""
    words = {Variant: CHANGE_WORDS, Effect: ("drop", "add")}
    return word in words.get(model, ())


def sheet_below(model: type[BaseModel], key: Key) -> str | None:
    """The sheet that has what stands under a key as rows; None where it stays in the cell."""
    for owner, word, sheet in _VALUES:
        if issubclass(model, owner) and word == key.word:
            return sheet
    found = sheet_of(key.shape)
    return found if found is not None else ("precedents" if key.shape.model is Precedents else None)


def sheet_of(shape: Shape) -> str | None:
    """The sheet that has entries of a shape, or the entries of a section, as rows."""
    while shape.kind == "by_id" and shape.inner is not None:
        shape = shape.inner
    return next((sheet.name for sheet in _SHEETS if shape.kind == "entry" and shape.model in sheet.models), None)

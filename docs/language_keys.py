"""The keys of the case language as they are in the models: of which type, in which unit, with which default."""

import re
import types
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from inspect import cleandoc, get_annotations
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic.fields import FieldInfo

from winset.case import claims, conflict, conflict_patterns, patterns, sections, written
from winset.case.patterns import EVERYTHING, NOTHING
from winset.case.sections import CaseFile
from winset.case.shape import Key, Shape, keys_of
from winset.case.written import Number, Written

# What a value must be, in a code for the record of the language and in words for the page.
_TYPES: tuple[tuple[Any, str, str], ...] = (
    (written.Text, "text", "text"),
    (written.Words, "text", "text that is not empty"),
    (written.Id, "id", "an id"),
    (written.ClaimId, "claim id", "a claim's id"),
    (written.RatifierPath, "ratifier", "a ratifier, as `party.ratifier`"),
    (written.Speaker, "speaker", "a party, or a ratifier as `party.ratifier`"),
    (written.Exact, "exact", "a number, exact"),
    (written.YesNo, "yes or no", "yes or no"),
    (written.Date, "date", "a date"),
    (written.Day, "day", "a day, as 2020-10-31"),
    (written.Link, "link", "a web address"),
    (written.Cites, "cites", "a [cite](#cite), or a list of them"),
    (claims.Asks, "[<Ask>]", "an [ask](#ask), or a list of them"),
    (patterns.WrittenPattern, "pattern", "a [pattern](#patterns)"),
    (
        conflict_patterns.WrittenStatement,
        "statement",
        "a [pattern](#patterns), which takes `if` with `then` and `iff` as well",
    ),
    (conflict.Group, "[statement]", "a state, a [pattern](#patterns), or a list of them"),
    (conflict.Levels, "options", "levels: a mapping of ids to names, or a list of ids"),
    (conflict.ByLevel, "{id: number}", "a number, or a mapping of levels to numbers"),
    (sections.Options, "options", "options: a mapping of ids to names, or a list of ids"),
    (Any, "anything", "whatever the path takes"),
)
_PLAIN = {str: ("text", "text"), bool: ("yes or no", "yes or no"), int: ("whole", "a whole number")}

# Units, as descriptions write them; a number says its unit in its description. The first that is found is taken.
_UNITS = {
    r"from 0 to 1, or .*votes": "a share from 0 to 1, or votes above 1",
    r"from 0 to 1": "a share from 0 to 1",
    r"points of opinion": "points of opinion",
    r"points of value": "points of value",
    r"points of liking": "points of liking",
    r"points of the goal that a unit of effort": "points of the goal for each unit of effort",
    r"points of the goal": "points of the goal",
    r"case's unit of effort": "the case's unit of effort",
    r"per cent": "per cent",
    r"periods": "periods",
    r"\bdays\b": "days",
    r"people": "people",
    r"how many ratifiers": "ratifiers",
    r"\bvotes\b": "votes",
    r"\bfactor\b": "a factor",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A key of the language, where the models write it down.

    code: its type for the record; words: its type on the page; unit: of its numbers; default: what stands for it where
    it is left out, nothing where the description says all there is to say.
    """

    model: type[Written]
    word: str
    meaning: str
    code: str
    words: str
    unit: str | None
    needed: bool
    default: str | None


@cache
def models() -> tuple[type[Written], ...]:
    """Every model of the language, in the order in which a reader of a case meets them; what they inherit from too."""
    found: list[type[Written]] = []
    waiting: list[type[Written]] = [CaseFile]
    while waiting:
        model = waiting.pop(0)
        if model not in found:
            found.append(model)
            bases = [base for base in model.__bases__ if issubclass(base, Written) and base is not Written]
            waiting[:0] = bases + [inner for key in keys_of(model).values() for inner in _models_in(key.shape)]
    return tuple(sorted(found, key=lambda model: _LAST.index(model) if model in _LAST else -1))


_LAST: tuple[type[Written], ...] = (written.Grounds, written.Cite, Number, written.Votes)


def _models_in(shape: Shape) -> Iterator[type[Written]]:
    if shape.model is not None:
        yield shape.model
    if shape.inner is not None:
        yield from _models_in(shape.inner)


@cache
def places() -> dict[type[Written], tuple[str, ...]]:
    """Where in a case the entries of a model stand; ID is for any id. Inside itself an entry is not followed."""
    found: dict[type[Written], tuple[str, ...]] = {}
    waiting: list[tuple[str, type[Written], tuple[type[Written], ...]]] = [("", CaseFile, ())]
    while waiting:
        path, model, inside = waiting.pop(0)
        found[model] = (*found.get(model, ()), path)
        if model not in inside:
            for key in keys_of(model).values():
                waiting += [(f"{path}{rest}", to, (*inside, model)) for rest, to in _steps(f".{key.word}", key.shape)]
    return {model: tuple(path.lstrip(".") for path in paths) for model, paths in found.items()}


def _steps(path: str, shape: Shape) -> Iterator[tuple[str, type[Written]]]:
    if shape.model is not None:
        yield path, shape.model
    elif shape.inner is not None:
        yield from _steps(f"{path}.ID" if shape.kind == "by_id" else path, shape.inner)


def own_entries(model: type[Written]) -> tuple[Entry, ...]:
    """The keys that a model itself writes down, without those that it inherits."""
    hints = get_type_hints(model, include_extras=True)
    own = get_annotations(model)
    return tuple(_entry(model, key, hints[key.attribute]) for key in keys_of(model).values() if key.attribute in own)


def all_entries(model: type[Written]) -> tuple[Entry, ...]:
    """The keys that an entry of a model can have."""
    hints = get_type_hints(model, include_extras=True)
    return tuple(_entry(model, key, hints[key.attribute]) for key in keys_of(model).values())


def _entry(model: type[Written], key: Key, hint: Any) -> Entry:
    field = model.model_fields[key.attribute]
    meaning = field.description or ""
    code, words = _type_of(hint)
    unit = unit_of(meaning) if _counts(hint) and model is not Number else None
    return Entry(model, key.word, meaning, code, words, unit, field.is_required(), _default(field))


def unit_of(meaning: str) -> str | None:
    """The unit that a description names."""
    return next((unit for pattern, unit in _UNITS.items() if re.search(pattern, meaning, re.IGNORECASE)), None)


def about(model: type[Written]) -> str:
    """What an entry is: the first lines of its model."""
    return " ".join(cleandoc(model.__doc__ or "").split())


def _default(field: FieldInfo) -> str | None:
    value = field.default
    if field.is_required() or value is None or value in ({}, ()):
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is EVERYTHING:
        return "{}"
    if value is NOTHING:
        return "{any: []}"
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _counts(hint: Any) -> bool:
    """Whether it holds numbers."""
    if hint == written.Exact or (isinstance(hint, type) and issubclass(hint, Number)):
        return True
    return any(_counts(part) for part in get_args(hint) if not isinstance(part, str))


def _type_of(hint: Any) -> tuple[str, str]:
    """The type of a value, as a code and in words."""
    for known, code, words in _TYPES:
        if hint == known:
            return code, words
    if isinstance(hint, type) and issubclass(hint, Written):
        return _entry_type(hint)
    if hint in _PLAIN:
        return _PLAIN[hint]
    return _composed(get_origin(hint), get_args(hint))


def _entry_type(model: type[Written]) -> tuple[str, str]:
    name = model.__name__
    link = f"[{name}](#{name.lower()})"
    if issubclass(model, Number):
        return name.lower(), f"a number or a range ({link})"
    if hasattr(model, "_plain"):
        return f"text or <{name}>", f"a word, or the keys of {link}"
    return f"<{name}>", f"the keys of {link}"


def _composed(origin: Any, args: tuple[Any, ...]) -> tuple[str, str]:
    if origin is Literal:
        return " | ".join(map(str, args)), _either([f"`{choice}`" for choice in args])
    if origin in {Union, types.UnionType}:
        return _type_of(Union[tuple(arg for arg in args if arg is not type(None))])  # noqa: UP007 - made as we go
    if origin is Annotated:
        return _type_of(args[0])
    if origin is dict:
        return _mapping(args[0], *_type_of(args[1]))
    code, words = _type_of(args[0])
    return f"[{code}]", f"a list, each {words}"


def _mapping(key: Any, code: str, words: str) -> tuple[str, str]:
    by = {written.Text: "path", written.ClaimId: "claim id"}.get(key, "id")
    return f"{{{by}: {code}}}", f"by {by}{', then ' if words.startswith('by ') else ': '}{words}"


def _either(choices: list[str]) -> str:
    return choices[0] if len(choices) == 1 else f"{', '.join(choices[:-1])} or {choices[-1]}"

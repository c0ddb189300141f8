"""Patterns: which packages and which states of the world a sentence of the case is about.

A pattern is data, never code. It is a mapping from issue or condition ids to an option, a list of options or
`{at_least: x}` / `{at_most: x}`, all of which must match; `any`, `all` and `not` combine patterns, `{}` matches
everything, and the name of a pattern under `patterns:` stands wherever a pattern does.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import PlainValidator, ValidationError, WithJsonSchema
from pydantic_core import InitErrorDetails, PydanticCustomError

from winset.case.written import RESERVED, fault

MAX_DEPTH = 24


@dataclass(frozen=True, slots=True)
class Named:
    """The name of a pattern under `patterns:`."""

    name: str


@dataclass(frozen=True, slots=True)
class Match:
    """An issue or condition has one of these options, or lies between these levels."""

    id: str
    options: tuple[str, ...] | None = None
    at_least: str | None = None
    at_most: str | None = None


@dataclass(frozen=True, slots=True)
class Combined:
    """`any` or `all` of some patterns, or `not` one.

    What is written in another way has besides: places, where each part is written, from here on; and shown, how the
    whole is written.
    """

    word: str
    parts: tuple["Pattern", ...]
    places: tuple["Loc", ...] = ()
    shown: str = ""

    def place(self, at: int) -> "Loc":
        """Where a part is written, from here on."""
        if self.places:
            return self.places[at]
        return (self.word,) if self.word == "not" else (self.word, at)


@dataclass(frozen=True, slots=True)
class Where:
    """Clauses that must all match; none matches everything."""

    clauses: tuple[Match | Combined, ...] = ()


Pattern = Named | Where
EVERYTHING = Where()
NOTHING = Where((Combined("any", ()),))

Loc = tuple[str | int, ...]


class _Faults:
    """Collects every fault of one pattern, so that a reader sees all of them at once."""

    def __init__(self) -> None:
        self.found: list[InitErrorDetails] = []

    def add(self, loc: Loc, what: str, mend: str = "") -> None:
        error: PydanticCustomError = fault("pattern", what, mend)
        self.found.append(InitErrorDetails(type=error, loc=loc, input=None))


def parse_pattern(value: object) -> Pattern:
    """Read a pattern from plain data, in which parts may be patterns that are read already.

    Every fault is raised at once, with its place inside the pattern.
    """
    faults = _Faults()
    pattern = _pattern(value, (), faults, 0)
    if faults.found:
        raise ValidationError.from_exception_data("pattern", faults.found)
    return pattern


def too_deep() -> tuple[str, str]:
    """What is told of patterns inside patterns inside patterns, and what mends it."""
    return f"patterns are nested more than {MAX_DEPTH} deep", "name the parts under `patterns:`"


def _pattern(value: object, loc: Loc, faults: _Faults, depth: int) -> Pattern:
    if isinstance(value, Named | Where):
        return value
    if depth > MAX_DEPTH:
        faults.add(loc, *too_deep())
        return EVERYTHING
    if isinstance(value, str):
        return Named(value)
    if not isinstance(value, Mapping):
        faults.add(
            loc,
            "a pattern is a mapping such as `{islands: two}` or a pattern's name",
            "for alternatives write `any: [...]`",
        )
        return EVERYTHING
    return Where(tuple(_clause(str(key), part, (*loc, str(key)), faults, depth) for key, part in value.items()))


def _clause(key: str, value: object, loc: Loc, faults: _Faults, depth: int) -> Match | Combined:
    if key in RESERVED:
        return _combined(key, value, loc, faults, depth)
    if isinstance(value, str):
        return Match(key, (value,))
    if isinstance(value, list):
        options = tuple(option for option in value if isinstance(option, str))
        if len(options) != len(value):
            faults.add(loc, f"`{key}` takes an option or a list of options")
        return Match(key, options)
    if isinstance(value, Mapping):
        return _levels(key, value, loc, faults)
    faults.add(loc, f"`{key}` takes an option or a list of options")
    return Match(key, ())


def _combined(word: str, value: object, loc: Loc, faults: _Faults, depth: int) -> Combined:
    if word == "not":
        return Combined(word, (_pattern(value, loc, faults, depth + 1),))
    if not isinstance(value, list):
        faults.add(loc, f"`{word}` takes a list of patterns", f"write `{word}: [{{...}}, {{...}}]`")
        return Combined(word, ())
    return Combined(word, tuple(_pattern(part, (*loc, at), faults, depth + 1) for at, part in enumerate(value)))


def _levels(key: str, value: Mapping[str, object], loc: Loc, faults: _Faults) -> Match:
    levels: dict[str, str] = {}
    for word, level in value.items():
        if word not in {"at_least", "at_most"}:
            faults.add(
                (*loc, word), f"unknown word `{word}` in a pattern", "write an option, a list, `at_least` or `at_most`"
            )
        elif not isinstance(level, str):
            faults.add((*loc, word), f"`{word}` takes one option")
        else:
            levels[word] = level
    if not value:
        faults.add(loc, f"`{key}` says nothing", "write an option, a list, `at_least` or `at_most`")
    return Match(key, None, levels.get("at_least"), levels.get("at_most"))


def show_pattern(pattern: Pattern) -> str:
    """The pattern in the notation of the case language, on one line."""
    if isinstance(pattern, Named):
        return pattern.name
    return "{" + ", ".join(_show_clause(clause) for clause in pattern.clauses) + "}"


def _show_clause(clause: Match | Combined) -> str:
    if isinstance(clause, Combined):
        if clause.shown:
            return clause.shown
        parts = [show_pattern(part) for part in clause.parts]
        return f"not: {parts[0]}" if clause.word == "not" else f"{clause.word}: [{', '.join(parts)}]"
    if clause.options is not None:
        text = clause.options[0] if len(clause.options) == 1 else f"[{', '.join(clause.options)}]"
        return f"{clause.id}: {text}"
    levels = [f"{word}: {level}" for word in ("at_least", "at_most") if (level := getattr(clause, word)) is not None]
    return f"{clause.id}: {{{', '.join(levels)}}}"


def matches(
    pattern: Pattern,
    state: Mapping[str, str],
    named: Mapping[str, Pattern],
    order: Callable[[str], tuple[str, ...]],
) -> bool:
    """Whether a package in a world, given as options by id, matches.

    An issue that the package does not have matches nothing, so `not` of it does (semantics of absent issues).
    `order` gives the options of an id, lowest first. Patterns that name each other in a circle are refused
    before this is called.
    """
    if isinstance(pattern, Named):
        return matches(named[pattern.name], state, named, order)
    return all(_clause_matches(clause, state, named, order) for clause in pattern.clauses)


def _clause_matches(
    clause: Match | Combined,
    state: Mapping[str, str],
    named: Mapping[str, Pattern],
    order: Callable[[str], tuple[str, ...]],
) -> bool:
    if isinstance(clause, Combined):
        found = (matches(part, state, named, order) for part in clause.parts)
        if clause.word == "any":
            return any(found)
        return all(found) if clause.word == "all" else not any(found)
    option = state.get(clause.id)
    if option is None:
        return False
    return option in matching_options(clause, order(clause.id))


def matching_options(match: Match, options: tuple[str, ...]) -> tuple[str, ...]:
    """The options of an issue, lowest first, that a match takes."""
    if match.options is not None:
        return tuple(option for option in options if option in match.options)
    low = options.index(match.at_least) if match.at_least is not None else 0
    high = options.index(match.at_most) if match.at_most is not None else len(options) - 1
    return options[low : high + 1]


PATTERN_SCHEMA: dict[str, Any] = {
    "description": "Packages and worlds: ids with options, all of which match; any, all, not; or a pattern's name.",
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {
                "any": {"type": "array", "items": {"$ref": "#/$defs/Pattern"}},
                "all": {"type": "array", "items": {"$ref": "#/$defs/Pattern"}},
                "not": {"$ref": "#/$defs/Pattern"},
            },
            "additionalProperties": {
                "anyOf": [
                    {"type": ["string", "number", "boolean"]},
                    {"type": "array", "items": {"type": ["string", "number", "boolean"]}},
                    {
                        "type": "object",
                        "properties": {
                            "at_least": {"type": ["string", "number"]},
                            "at_most": {"type": ["string", "number"]},
                        },
                        "additionalProperties": False,
                        "minProperties": 1,
                    },
                ]
            },
        },
    ],
}

# Stands in the generated schema where the shared definition of a pattern is to be referred to.
PATTERN_MARK = "x-pattern"

WrittenPattern = Annotated[Pattern, PlainValidator(parse_pattern), WithJsonSchema({PATTERN_MARK: True})]

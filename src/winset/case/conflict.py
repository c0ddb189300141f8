"""The section on what each side can do if nothing is signed: decision makers, options, and what each prefers."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainValidator, ValidationError, WithJsonSchema, model_validator
from pydantic_core import InitErrorDetails

from winset.case.patterns import (
    EVERYTHING,
    MAX_DEPTH,
    PATTERN_SCHEMA,
    Combined,
    Loc,
    Pattern,
    Where,
    WrittenPattern,
    parse_pattern,
)
from winset.case.written import Grounds, Id, Number, Text, Written, fault

WORDS = frozenset({"if", "then", "iff"})
"""Words of statements, which no option can have for an id."""

YES_NO: Mapping[str, str] = {"no": "No", "yes": "Yes"}
PREFERENCES = ("statements", "weights", "ranking", "payoffs")


def _statement(value: object) -> Pattern:
    """A pattern in which `if` with `then`, and `iff`, may stand wherever a pattern may: said with `any` and `not`."""
    return parse_pattern(_plain(value, (), 0))


def _plain(value: object, loc: Loc, depth: int) -> object:
    """The same without `if` and `iff`, as plain data and patterns that are read already."""
    if depth > MAX_DEPTH or not isinstance(value, Mapping):
        return value  # the reader of patterns says what is wrong with it
    words = WORDS & value.keys()
    if not words:
        return {key: _inside(str(key), part, loc, depth) for key, part in value.items()}
    if set(value) == {"if", "then"}:
        condition, then = (_read(value[word], (*loc, word), depth) for word in ("if", "then"))
        return Where((Combined("any", (_not(condition), then)),))
    if set(value) == {"iff"}:
        return _alike(value["iff"], (*loc, "iff"), depth)
    raise _faulty(loc, "a statement is `{if: ..., then: ...}`, `{iff: [..., ...]}` or a pattern", "write one of them")


def _inside(key: str, part: object, loc: Loc, depth: int) -> object:
    if key == "not":
        return _plain(part, (*loc, key), depth + 1)
    if key in {"any", "all"} and isinstance(part, list):
        return [_plain(each, (*loc, key, at), depth + 1) for at, each in enumerate(part)]
    return part


def _alike(value: object, loc: Loc, depth: int) -> Where:
    """Two statements of which both hold or neither."""
    if not isinstance(value, list) or len(value) != 2:
        raise _faulty(loc, "`iff` takes a list of two statements", "write `iff: [{...}, {...}]`")
    one, other = (_read(each, (*loc, at), depth) for at, each in enumerate(value))
    both = Where((Combined("all", (one, other)),))
    neither = Where((Combined("all", (_not(one), _not(other))),))
    return Where((Combined("any", (both, neither)),))


def _read(value: object, loc: Loc, depth: int) -> Pattern:
    """A statement inside another; what is wrong with it is told with its place in the whole."""
    try:
        return parse_pattern(_plain(value, (), depth + 1))
    except ValidationError as error:
        found: list[InitErrorDetails] = [
            {
                "type": fault("pattern", str(each["ctx"]["what"]), str(each["ctx"]["mend"])),
                "loc": (*loc, *each["loc"]),
                "input": None,
            }
            for each in error.errors()
        ]
        raise ValidationError.from_exception_data("statement", found) from None


def _not(pattern: Pattern) -> Where:
    return Where((Combined("not", (pattern,)),))


def _faulty(loc: Loc, what: str, mend: str) -> ValidationError:
    detail: InitErrorDetails = {"type": fault("pattern", what, mend), "loc": loc, "input": None}
    return ValidationError.from_exception_data("statement", [detail])


# Stands in the generated schema where the shared definition of a statement is to be referred to.
STATEMENT_MARK = "x-statement"
_INNER = {"$ref": "#/$defs/StatePattern"}
STATEMENT_SCHEMA: dict[str, Any] = {
    "description": "States, as a pattern over options, in which `if` with `then`, and `iff`, may stand.",
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {"if": _INNER, "then": _INNER},
            "required": ["if", "then"],
            "additionalProperties": False,
        },
        {
            "type": "object",
            "properties": {"iff": {"type": "array", "items": _INNER, "minItems": 2, "maxItems": 2}},
            "required": ["iff"],
            "additionalProperties": False,
        },
        {
            **PATTERN_SCHEMA["anyOf"][1],
            "properties": {
                "any": {"type": "array", "items": _INNER},
                "all": {"type": "array", "items": _INNER},
                "not": _INNER,
                **dict.fromkeys(("if", "then", "iff"), False),
            },
        },
    ],
}

WrittenStatement = Annotated[Pattern, PlainValidator(_statement), WithJsonSchema({STATEMENT_MARK: True})]


def _named_levels(value: object) -> object:
    """A list of levels stands for a mapping in which each is its own name."""
    if isinstance(value, list):
        if len({str(level) for level in value}) != len(value):
            raise fault("levels", "a level stands twice in the list")
        return {level if isinstance(level, str) else f"[{at}]": str(level) for at, level in enumerate(value)}
    return value


Levels = Annotated[
    dict[Id, Text],
    Field(min_length=1, max_length=64),
    BeforeValidator(_named_levels, json_schema_input_type=dict[Id, Text] | tuple[Id, ...]),
]


def _group(value: object) -> object:
    """An entry of a ranking alone stands for a group of one."""
    return value if isinstance(value, list) else [value]


Group = Annotated[tuple[WrittenStatement, ...], BeforeValidator(_group), Field(min_length=1)]


def _by_level(value: object) -> object:
    """A number alone is what `yes` brings."""
    return value if isinstance(value, Mapping) else {"yes": value}


ByLevel = Annotated[dict[Id, Number], BeforeValidator(_by_level, json_schema_input_type=Number | dict[Id, Number])]


class Preference(Grounds):
    """A statement that a decision maker would like to be true."""

    when: WrittenStatement = Field(description="The states in which it is true; takes `if` with `then`, and `iff`.")


class Decider(Grounds):
    """A decision maker, and what it prefers, said in one of four ways."""

    name: Text | None = Field(None, description="Its name in words.")
    statements: dict[Id, Preference] = Field(
        {}, description="What it would like to be true, most important first: one that is true outweighs all below it."
    )
    weights: dict[Id, ByLevel] = Field(
        {},
        description="Points of liking by option and level, added up; a number alone is for `yes`; what is left out has "
        "none.",
    )
    ranking: tuple[Group, ...] = Field(
        (), description="States, best first: ids of states or patterns; a list is a tie; the first that matches counts."
    )
    payoffs: dict[Id, Number] = Field(
        {}, description="Points of liking for each state, by id; only their order counts."
    )

    @model_validator(mode="after")
    def _one_way(self) -> "Decider":
        said = [word for word in PREFERENCES if getattr(self, word)]
        if len(said) > 1:
            found = ", ".join(f"`{word}`" for word in said)
            raise fault("decider", f"preferences are said in one way; found {found}", "keep one of them")
        return self


class Choice(Grounds):
    """Something that a decision maker can do or not, or to what extent."""

    name: Text | None = Field(None, description="Its name in words.")
    by: Id = Field(description="The decision maker that can do it.")
    levels: Levels = Field(dict(YES_NO), description="Its levels, lowest first; by default `no` and `yes`.")
    direction: Literal["both", "up", "down"] = Field(
        "both", description="Whether its level can be changed both ways, only raised, or only lowered."
    )


class Infeasible(Grounds):
    """States that cannot be."""

    when: WrittenStatement = Field(description="The states that cannot be.")


class StateRule(Grounds):
    """What holds in every state; it has exactly one of these keys, or `if` with `then`."""

    exactly_one: tuple[Id, ...] = Field((), description="Options of which exactly one is above its lowest level.")
    at_least_one: tuple[Id, ...] = Field((), description="Options of which at least one is above its lowest level.")
    at_most_one: tuple[Id, ...] = Field((), description="Options of which at most one is above its lowest level.")
    if_: WrittenStatement | None = Field(None, alias="if", description="Where this is true, `then` is true as well.")
    then: WrittenStatement | None = Field(None, description="What is true wherever `if` is.")

    @model_validator(mode="after")
    def _one_kind(self) -> "StateRule":
        said = [word for word in ("exactly_one", "at_least_one", "at_most_one") if getattr(self, word)]
        both = (self.if_ is not None) + (self.then is not None)
        if both == 1 or len(said) + (both > 0) != 1:
            raise fault(
                "rule",
                "a rule is one of `exactly_one`, `at_least_one` and `at_most_one`, or `if` with `then`",
                "write one of them",
            )
        return self


class Same(Grounds):
    """States that nobody tells apart: they count as one."""

    name: Text | None = Field(None, description="The name of that one state.")
    when: WrittenStatement = Field(description="The states that count as one.")


class Barred(Grounds):
    """Moves that cannot be made, though the options would allow them."""

    by: Id = Field(description="The decision maker.")
    from_: WrittenStatement = Field(EVERYTHING, alias="from", description="From these it cannot move; by default all.")
    to: WrittenStatement = Field(EVERYTHING, description="To these it cannot move from there; by default all.")


class NamedState(Grounds):
    """A state with a name of its own."""

    name: Text | None = Field(None, description="Its name in words.")
    when: WrittenStatement | None = Field(
        None, description="The one state that matches; not written where states and `moves` are given one by one."
    )


class Conflict(Written):
    """What each side can do if nothing is signed (the graph model, Fang, Hipel and Kilgour 1993)."""

    name: Text | None = Field(None, description="What it is about, in words.")
    deciders: dict[Id, Decider] = Field(description="Who moves, and what each prefers, by id.", min_length=1)
    options: dict[Id, Choice] = Field({}, description="What each can do, by id.")
    status_quo: dict[Id, Text] = Field({}, description="The state that now is: a level for every option.")
    now: Id | None = Field(None, description="The same by the id of a state.")
    never: dict[Id, Infeasible] = Field({}, description="States that cannot be, by id.")
    always: dict[Id, StateRule] = Field({}, description="What holds in every state, by id.")
    same: dict[Id, Same] = Field({}, description="States that nobody tells apart, by id.")
    barred: dict[Id, Barred] = Field({}, description="Moves that cannot be made, by id.")
    patterns: dict[Id, WrittenPattern] = Field({}, description="Patterns over the options, with a name.")
    states: dict[Id, NamedState] = Field({}, description="States with names, or all states where there are no options.")
    moves: dict[Id, dict[Id, tuple[Id, ...]]] = Field(
        {}, description="Without options: by decision maker and state, the states that it can move to."
    )

"""Patterns of a conflict: in them `if` with `then`, and `iff`, may stand wherever a pattern may.

These are read as `any`, `all` and `not`, so that nothing that computes with patterns has to know them; each part keeps
where it is written, and the whole is shown as it is written.
"""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import PlainValidator, ValidationError, WithJsonSchema
from pydantic_core import InitErrorDetails

from winset.case.patterns import (
    EVERYTHING,
    MAX_DEPTH,
    PATTERN_SCHEMA,
    Combined,
    Loc,
    Named,
    Pattern,
    Where,
    parse_pattern,
    show_pattern,
    too_deep,
)
from winset.case.written import fault

WORDS = frozenset({"if", "then", "iff"})
"""Words of statements, which no option can have for an id."""

MAX_WRITTEN_OUT = 1_000
"""`iff` says each of its parts twice, so what a few lines of them say grows without end."""


def read_statement(value: object) -> Pattern:
    """Read a statement from plain data.

    Raises:
        ValidationError: with every fault at once, each with its place inside the statement.
    """
    reading = _Reading()
    statement = reading.whole(value, (), 0)
    if reading.found:
        raise ValidationError.from_exception_data("statement", reading.found)
    return statement


class _Reading:
    """Reads one statement and collects its faults."""

    def __init__(self) -> None:
        self.found: list[InitErrorDetails] = []

    def whole(self, value: object, loc: Loc, depth: int) -> Pattern:
        try:
            return parse_pattern(self._plain(value, loc, depth))
        except ValidationError as error:
            for each in error.errors():
                self._add((*loc, *each["loc"]), str(each["ctx"]["what"]), str(each["ctx"]["mend"]))
            return EVERYTHING

    def _add(self, loc: Loc, what: str, mend: str) -> None:
        self.found.append({"type": fault("pattern", what, mend), "loc": loc, "input": None})

    def _plain(self, value: object, loc: Loc, depth: int) -> object:
        """What the reader of patterns takes: plain data, in which statements are read already."""
        if depth > MAX_DEPTH:
            self._add(loc, *too_deep())
            return EVERYTHING
        if not isinstance(value, Mapping):
            return value  # a name, or something that the reader of patterns refuses
        if not WORDS & value.keys():
            return {key: self._inside(str(key), part, loc, depth) for key, part in value.items()}
        if set(value) == {"if", "then"}:
            condition, then = (self.whole(value[word], (*loc, word), depth + 1) for word in ("if", "then"))
            shown = f"if: {show_pattern(condition)}, then: {show_pattern(then)}"
            return Where((Combined("any", (_not(condition), then), (("if",), ("then",)), shown),))
        if set(value) == {"iff"}:
            return self._alike(value["iff"], (*loc, "iff"), depth)
        what = "a statement is `{if: ..., then: ...}`, `{iff: [..., ...]}` or a pattern"
        self._add(loc, what, "write one of them; `all: [..., ...]` puts several together")
        return EVERYTHING

    def _inside(self, key: str, part: object, loc: Loc, depth: int) -> object:
        if key == "not":
            return self._plain(part, (*loc, key), depth + 1)
        if key in {"any", "all"} and isinstance(part, list):
            return [self._plain(each, (*loc, key, at), depth + 1) for at, each in enumerate(part)]
        return part

    def _alike(self, value: object, loc: Loc, depth: int) -> Pattern:
        """Two statements of which both hold or neither."""
        if not isinstance(value, list) or len(value) != 2:
            self._add(loc, "`iff` takes a list of two statements", "write `iff: [{...}, {...}]`")
            return EVERYTHING
        one, other = (self.whole(each, (*loc, at), depth + 1) for at, each in enumerate(value))
        if _size(one) + _size(other) > MAX_WRITTEN_OUT:
            what = f"written out, what is inside `iff` has more than {MAX_WRITTEN_OUT:,} clauses"
            self._add(loc, what, "say it with fewer of them inside one another")
            return EVERYTHING
        places: tuple[Loc, ...] = (("iff", 0), ("iff", 1))
        both = Where((Combined("all", (one, other), places),))
        neither = Where((Combined("all", (_not(one), _not(other)), places),))
        shown = f"iff: [{show_pattern(one)}, {show_pattern(other)}]"
        return Where((Combined("any", (both, neither), ((), ()), shown),))


def _not(pattern: Pattern) -> Where:
    """The opposite, which stands where the pattern stands."""
    return Where((Combined("not", (pattern,), ((),)),))


def _size(pattern: Pattern) -> int:
    """How many clauses a statement has, written out."""
    if isinstance(pattern, Named):
        return 1
    return 1 + sum(sum(map(_size, each.parts)) if isinstance(each, Combined) else 1 for each in pattern.clauses)


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

WrittenStatement = Annotated[Pattern, PlainValidator(read_statement), WithJsonSchema({STATEMENT_MARK: True})]

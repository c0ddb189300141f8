"""The section on what each side can do if nothing is signed: decision makers, options, and what each prefers."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from winset.case.conflict_patterns import WrittenStatement
from winset.case.patterns import EVERYTHING
from winset.case.written import Grounds, Id, Number, Text, Written, fault

YES_NO: Mapping[str, str] = {"no": "No", "yes": "Yes"}
PREFERENCES = ("statements", "weights", "ranking", "payoffs")


def _named_levels(value: object) -> object:
    """A list of levels stands for a mapping in which each is its own name."""
    if isinstance(value, list):
        if len({str(level) for level in value}) != len(value):
            raise fault("levels", "a level stands twice in the list")
        return {level if isinstance(level, str) else f"[{at}]": str(level) for at, level in enumerate(value)}
    return value


MOST_LEVELS = 64


def _not_too_many(levels: dict[str, str]) -> dict[str, str]:
    if len(levels) > MOST_LEVELS:
        raise fault("levels", f"an option has at most {MOST_LEVELS} levels; there are {len(levels)}")
    return levels


Levels = Annotated[
    dict[Id, Text],
    Field(min_length=1),
    AfterValidator(_not_too_many),
    BeforeValidator(_named_levels, json_schema_input_type=dict[Id, Text] | tuple[Id, ...]),
]


def _group(value: object) -> object:
    """An entry of a ranking alone stands for a group of one."""
    return value if isinstance(value, list) else [value]


Group = Annotated[
    tuple[WrittenStatement, ...],
    Field(min_length=1),
    BeforeValidator(_group, json_schema_input_type=WrittenStatement | tuple[WrittenStatement, ...]),
]


_SAID_OF_NUMBERS = frozenset({"is", "cite", "why", "caution"})


def _by_level(value: object) -> object:
    """A number alone is what `yes` brings."""
    if not isinstance(value, Mapping):
        return {"yes": value}
    if _SAID_OF_NUMBERS & value.keys():
        raise fault(
            "weights", "what a number rests on stands under its level", "write `{yes: {is: ..., cite: ..., why: ...}}`"
        )
    return value


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
    patterns: dict[Id, WrittenStatement] = Field(
        {}, description="Patterns over the options, with a name; also over conditions."
    )
    states: dict[Id, NamedState] = Field({}, description="States with names, or all states where there are no options.")
    moves: dict[Id, dict[Id, tuple[Id, ...]]] = Field(
        {}, description="Without options: by decision maker and state, the states that it can move to."
    )

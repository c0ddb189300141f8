"""Statements: `if` with `then`, and `iff`, wherever a pattern may stand: as they are shown, and what is told."""

import re
from collections.abc import Mapping
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import winset
from winset.case.conflict_patterns import MAX_WRITTEN_OUT, read_statement
from winset.case.patterns import MAX_DEPTH, matches, show_pattern

LEVELS = ("no", "yes")
X, Y = {"x": "yes"}, {"y": "yes"}
STATES = [dict(zip(("x", "y"), row, strict=True)) for row in product(LEVELS, repeat=2)]


def held(statement: object) -> list[bool]:
    """In NN, NY, YN and YY."""
    read = read_statement(statement)
    return [matches(read, state, {}, lambda _: LEVELS) for state in STATES]


@pytest.mark.parametrize(
    ("statement", "truth"),
    [
        ({"if": X, "then": Y}, [1, 1, 0, 1]),
        ({"iff": [X, Y]}, [1, 0, 0, 1]),
        ({"not": {"if": X, "then": Y}}, [0, 0, 1, 0]),
        ({"any": [{"iff": [X, Y]}, {"y": "no"}]}, [1, 0, 1, 1]),
        ({"all": [{"if": X, "then": Y}, {"if": Y, "then": X}]}, [1, 0, 0, 1]),
        ({"y": "yes", "not": {"iff": [X, {}]}}, [0, 1, 0, 0]),
        ({"if": {"iff": [X, Y]}, "then": {"if": X, "then": {"any": []}}}, [1, 1, 1, 0]),
    ],
)  # fmt: skip
def test_where_it_holds(statement: object, truth: list[int]) -> None:
    """By truth tables."""
    assert held(statement) == [bool(each) for each in truth]


CLAUSE = st.fixed_dictionaries({"x": st.sampled_from(LEVELS)}) | st.fixed_dictionaries({"y": st.sampled_from(LEVELS)})
STATEMENTS: st.SearchStrategy[object] = st.recursive(
    CLAUSE,
    lambda inner: (
        st.fixed_dictionaries({"if": inner, "then": inner})
        | st.fixed_dictionaries({"iff": st.lists(inner, min_size=2, max_size=2)})
        | st.fixed_dictionaries({"not": inner})
        | st.fixed_dictionaries({"any": st.lists(inner, max_size=2)})
    ),
    max_leaves=6,
)


def flow(value: object) -> str:
    """As a case has it on one line."""
    if isinstance(value, Mapping):
        keys = sorted(value, key=["if", "then"].index) if "if" in value else list(value)
        return "{" + ", ".join(f"{key}: {flow(value[key])}" for key in keys) + "}"
    return f"[{', '.join(map(flow, value))}]" if isinstance(value, list) else str(value)


@given(STATEMENTS)
def test_it_is_shown_as_it_is_written(statement: object) -> None:
    assert show_pattern(read_statement(statement)) == flow(statement)


def faults(statement: object) -> list[tuple[tuple[object, ...], str]]:
    with pytest.raises(ValidationError) as caught:
        read_statement(statement)
    return [(each["loc"], each["ctx"]["what"]) for each in caught.value.errors()]


def test_every_fault_is_told_with_its_place() -> None:
    found = faults(
        {"all": [{"if": {"x": "yes"}}, {"iff": {}}, {"x": {}}, {"iff": [{"y": {}}, 3]}, {"not": {"then": 1}}]}
    )
    assert {loc for loc, _ in found} == {
        ("all", 0),
        ("all", 1, "iff"),
        ("all", 2, "x"),
        ("all", 3, "iff", 0, "y"),
        ("all", 3, "iff", 1),
        ("all", 4, "not"),
    }


def nested(word: str, depth: int) -> object:
    statement: object = {"x": "yes"}
    for _ in range(depth):
        statement = {"iff": [statement, {"y": "yes"}]} if word == "iff" else {"if": statement, "then": {"y": "yes"}}
    return statement


def test_depth_is_bounded() -> None:
    assert held(nested("if", MAX_DEPTH))
    assert [what for _, what in faults(nested("if", MAX_DEPTH + 1))] == ["patterns are nested more than 24 deep"] * 2


def test_iff_inside_iff_is_bounded_for_it_says_everything_twice() -> None:
    """Six deep, it is `x` in all states: where `y` is no, six changes of `x` for its opposite."""
    assert held(nested("iff", 6)) == [False, False, True, True]
    what = f"written out, what is inside `iff` has more than {MAX_WRITTEN_OUT:,} clauses"
    assert what in [told for _, told in faults(nested("iff", MAX_DEPTH))]


CASE = """\
winset: 1
title: t
as_of: 2020-01-01
conflict:
  deciders: {{a: {{statements: {{s: {{when: p{last}}}}}}}}}
  options: {{x: {{by: a}}, y: {{by: a}}}}
  patterns:
    p0: {{x: yes}}
"""


@pytest.mark.parametrize("wrap", ["{{not: {}}}", "{{if: {{y: no}}, then: {}}}", "{{if: {}, then: {{y: no}}}}", "{}"])
@pytest.mark.parametrize("deep", [1, 10, MAX_DEPTH - 1])
@pytest.mark.parametrize("names", [4, 50, 300])
def test_names_of_patterns_that_nest_deep_are_read_or_told(wrap: str, deep: int, names: int) -> None:
    """In either order of the names; a stack of a thousand calls does for what is read."""
    lines = []
    for at in range(1, names):
        pattern = f"p{at - 1}"
        for _ in range(deep if wrap != "{}" else 1):
            pattern = wrap.format(pattern)
        lines.append(f"    p{at}: {pattern}\n")
    for text in ("".join(lines), "".join(reversed(lines))):
        states, told = asked(CASE.format(last=names - 1) + text)
        assert states == 4 or told == {"names patterns more than 100 deep"}
        assert states == 4 or names > 4 or deep > 10
        assert told or names < 300


def asked(text: str) -> tuple[int, set[str]]:
    """How many states there are; else the ends of what is told."""
    try:
        return winset.stability(winset.parse(text)).states, set()
    except winset.CaseError as error:
        return 0, {re.sub(r"the pattern `p\d+` ", "", each.what) for each in error.problems}


def test_names_in_a_long_circle_are_told() -> None:
    text = "".join(f"    p{at}: p{(at + 1) % 3000}\n" for at in range(1, 3000)).replace("    p0: {x: yes}\n", "")
    with pytest.raises(winset.CaseError) as caught:
        winset.parse(CASE.format(last=1).replace("p0: {x: yes}", "p0: p1") + text)
    assert "names patterns more than 100 deep" in caught.value.problems[0].what

"""What the section on what is done if nothing is signed says that cannot be: each with its place and a mend."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import winset

CASE = """\
winset: 1
title: t
as_of: 2020-01-01
conditions: {mood: {options: [calm, angry], now: calm}}
conflict:
  deciders:
    town: {statements: {quiet: {when: {march: no}}}}
    firm: {weights: {appeal: 1}}
  options:
    march: {by: town}
    appeal: {by: firm}
  status_quo: {march: no, appeal: no}
"""
Q = "when: {march: no}"
S = "  status_quo:"
# What is changed into what, the words at the place that is told, and what is said.
FAULTS = [
    ("{by: town}", "{by: twon}", "twon}", "there is no decision maker `twon`; did you mean `town`?"),
    (Q, "when: {marsh: no}", "marsh: no", "there is no option or condition `marsh`; did you mean `march`?"),
    (Q, "when: {march: loud}", "loud}", "`march` has no level `loud`; known: `no`, `yes`"),
    (Q, "when: {if: {march: no}}", "when: {if", "a statement is `{if: ..., then: ...}`"),
    (Q, "when: {iff: [{march: no}]}", "iff: [", "`iff` takes a list of two statements"),
    (Q, "when: {if: {march: x}, then: {}}", "x}, then", "`march` has no level `x`"),
    (Q, "when: nothing", "nothing}", "there is no state or pattern `nothing`"),
    ("{appeal: 1}", "{apeal: 1}", "apeal: 1", "there is no option `apeal`; did you mean `appeal`?"),
    ("{appeal: 1}", "{appeal: {maybe: 1}}", "maybe: 1", "`appeal` has no level `maybe`"),
    ("{appeal: 1}", "{appeal: 1}, ranking: [{}]", "firm: {", "preferences are said in one way"),
    ("march: {by: town}", "mood: {by: town}", "mood: {by", "`mood` is a condition too"),
    ("march: {by: town}", "iff: {by: town}", "iff: {by", "`iff` is a word of statements"),
    ("march: no, appeal: no", "march: no", "status_quo: {march: no}", "the status quo leaves out `appeal`"),
    ("march: no, appeal: no", "march: no, appeal: never", "never}", "`appeal` has no level `never`"),
    (S, "  now: war\n  status_quo:", "war", "there is no state `war`"),
    (S, "  moves: {town: {}}\n  status_quo:", "moves: {town", "moves follow from `options`"),
    (S, "  states: {s: {}}\n  status_quo:", "s: {}}", "nothing says which state `s` is"),
    (S, "  always: {r: {exactly_one: [march, x]}}\n  status_quo:", "x]}}", "there is no option `x`"),
    (S, "  always: {r: {if: {march: no}}}\n  status_quo:", "r: {if", "a rule is one of"),
    (S, "  barred: {r: {by: x}}\n  status_quo:", "x}}", "there is no decision maker `x`"),
    (S, "  patterns: {a: {all: [a]}}\n  status_quo:", "a: {all", "the pattern `a` comes back to itself"),
]


@pytest.mark.parametrize(("old", "new", "at", "said"), FAULTS)
def test_a_fault_is_told_with_its_place(old: str, new: str, at: str, said: str) -> None:
    text = CASE.replace(old, new, 1)
    assert text != CASE
    with pytest.raises(winset.CaseError) as caught:
        winset.parse(text, "c")
    told = []
    for problem in caught.value.problems:
        assert problem.place is not None
        line = text.splitlines()[problem.place.line - 1]
        told.append((line[problem.place.column - 1 :], f"{problem.what}; {problem.mend}"))
    assert any(here.startswith(at) and words.startswith(said) for here, words in told), told


def test_states_and_moves() -> None:
    text = (
        "winset: 1\ntitle: t\nas_of: 2020-01-01\nconflict:\n  deciders: {a: {statements: {s: {when: {}}}}}\n"
        "  states: {x: {when: {}}, y: {}}\n  moves: {a: {x: [y, z, x]}, b: {}}\n  never: {n: {when: {}}}\n"
    )
    with pytest.raises(winset.CaseError) as caught:
        winset.parse(text, "c")
    told = " ".join(map(str, caught.value.problems))
    for said in (
        "without options there is nothing for `statements` to be about",
        "without options there is nothing to match",
        "there is no state `z`",
        "a move from `x` to itself is none",
        "there is no decision maker `b`",
        "without options `never` rules nothing out",
    ):
        assert said in told


def test_a_case_needs_issues_or_a_conflict() -> None:
    with pytest.raises(winset.CaseError) as caught:
        winset.parse("winset: 1\ntitle: t\nas_of: 2020-01-01\n", "c")
    assert [each.what for each in caught.value.problems] == [
        "`issues` is missing",
        "`status_quo` is missing",
        "`parties` is missing",
    ]
    assert winset.parse(CASE).file.issues == {}


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5), st.sampled_from(["march", "town", "if"])),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(
        ["march", "if", "then", "iff", "any", "not", "when", "by", "yes", "town"]), inner, max_size=3)),
    max_leaves=8,
)  # fmt: skip


@given(st.sampled_from(["deciders", "options", "status_quo", "never", "always", "same", "barred", "states"]), JSON)
def test_whatever_is_written_is_read_or_told(section: str, value: object) -> None:
    text = f"winset: 1\ntitle: t\nas_of: 2020-01-01\nconflict: {json.dumps({'options': {}, section: value})}\n"
    try:
        states = winset.stability(winset.parse(text)).states
    except winset.CaseError as error:
        states = len(error.problems)
    assert states > 0

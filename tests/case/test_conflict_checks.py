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
MANY = ", ".join(f"l{at}" for at in range(65))
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
    (
        "{appeal: 1}",
        "{appeal: {low: 1, high: 2}}",
        "appeal: {low",
        "`appeal` has no such levels; for a range write `{yes",
    ),
    ("{appeal: 1}", "{appeal: {is: 1, why: x}}", "appeal: {is", "what a number rests on stands under its level"),
    ("{appeal: 1}", "{appeal: 1e400}", "1e400", "expected a number, found `1e400`"),
    ("{appeal: 1}", "{appeal: " + "9" * 1_000_000 + "}", "9999", "expected a number, found `9999"),
    ("weights: {appeal: 1}", "ranking: [{}, []]", "[]]", "entry 2 of `ranking` is empty"),
    ("{by: town}", "{by: town, levels: []}", "levels: []", "`levels` is empty"),
    ("{by: town}", f"{{by: town, levels: [{MANY}]}}", "levels: [", "an option has at most 64 levels; there are 65"),
    ("{by: town}", "{by: town, levels: [no, no]}", "levels: [", "a level stands twice in the list"),
    ("{by: town}", "{by: town, direction: side}", "side", "expected `both`, `up` or `down`, found `side`"),
    ("march: {by: town}", "m\u00e4rsch: {by: town}", "m\u00e4rsch", "`m\u00e4rsch` cannot be an id"),
    ("march: {by: town}", "any: {by: town}", "any: {by", "`any` is a word of the pattern language"),
    (Q, "when: {all: [{if: {march: no}}, {march: loud}]}", "{if", "a statement is `{if: ..., then: ...}`"),
    (Q, "when: {iff: [{march: no}, {march: {at_least: x}}]}", "x}}", "`march` has no level `x`"),
    (Q, "when: {mood: sad}", "sad}", "`mood` has no level `sad`"),
    (Q, "when: {not: nothing}", "nothing}", "there is no state or pattern `nothing`"),
    (
        S,
        "  never: {n: {when: {march: no}}}\n  status_quo:",
        "status_quo",
        "the status quo cannot be: `never.n` rules it out",
    ),
    (
        S,
        "  always: {n: {exactly_one: [march, appeal]}}\n  status_quo:",
        "status_quo",
        "the status quo cannot be: `always.n`",
    ),
    (S, "  always: {n: {at_least_one: [march]}}\n  status_quo:", "status_quo", "the status quo cannot be: `always.n`"),
    (
        S,
        "  always: {n: {if: {march: no}, then: {appeal: yes}}}\n  status_quo:",
        "status_quo",
        "the status quo cannot be",
    ),
    (S, "  always: {n: {exactly_one: [march, march]}}\n  status_quo:", "march]}}", "`march` stands twice"),
    (S, "  always: {n: {exactly_one: [march], if: {}, then: {}}}\n  status_quo:", "n: {exactly", "a rule is one of"),
    (S, "  never: {n: {}}\n  status_quo:", "n: {}}", "`when` is missing in `n`"),
    (S, "  same: {n: {when: }}\n  status_quo:", "when: }", "`when` has no value"),
    (
        S,
        "  patterns: {a: b, b: {not: a}}\n  status_quo:",
        "a: b",
        "the pattern `a` comes back to itself through `a`, `b`",
    ),
    (S, "  patterns: {s: {}}\n  states: {s: {when: {}}}\n  status_quo:", "s: {}}", "`s` is a state too"),
    (S, "  states: {s: {when: s}}\n  status_quo:", "s: {when", "the pattern `s` comes back to itself"),
    (
        S,
        "  status-quo: {}\n  status_quo:",
        "status-quo",
        "unknown key `status-quo` in `conflict`; did you mean `status_quo`?",
    ),
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


def test_a_rule_that_reads_a_condition_is_left_to_the_world() -> None:
    """While the mood is calm the status quo can be; in an angry world it cannot."""
    rule = "  never: {n: {when: {march: no, mood: angry}}}\n"
    case = winset.parse(CASE + rule)
    assert winset.stability(case).states == 4
    with pytest.raises(winset.CaseError, match="rules it out in this world"):
        winset.stability(case, world={"mood": "angry"})


def test_without_options_patterns_combine_states() -> None:
    """`{any: [x, y]}` for two states that nobody tells apart; conditions may stand beside them."""
    text = (
        "winset: 1\ntitle: t\nas_of: 2020-01-01\nconditions: {mood: {options: [calm, angry], now: calm}}\nconflict:\n"
        "  deciders: {a: {ranking: [best, {all: []}]}}\n  states: {x: {}, y: {}, z: {}, w: {}}\n  now: w\n"
        "  moves: {a: {w: [z, x], y: [w]}}\n  same: {xy: {when: {any: [x, y]}}}\n"
        "  barred: {b: {by: a, from: w, to: {mood: calm, not: {any: [best, z]}}}}\n  patterns: {best: {any: [x, y]}}\n"
    )
    found = winset.stability(winset.parse(text))
    assert found.states == 3
    # From w to x, which is best; y and so x leads back to w.
    assert [(row.state.name, row.concepts[:1]) for row in found.equilibria] == [("xy", ("nash",)), ("z", ("nash",))]
    with pytest.raises(winset.CaseError, match="there is no state or pattern `v`"):
        winset.parse(text.replace("from: w", "from: {not: v}"))


@pytest.mark.parametrize("hostile", ["\\u202e", "\\u0007", "\\U0001F600", "a\\nb", "<b>", "[red]"])
def test_words_of_any_kind_are_only_shown(hostile: str) -> None:
    text = CASE.replace("{by: town}", f'{{by: town, name: "{hostile}", levels: {{no: "{hostile}", yes: "{hostile}"}}}}')
    assert winset.stability(winset.parse(text)).states == 4

"""The conflict of a case: states, moves and preferences, worked out by hand, and what is told where it cannot be."""

import pytest

import winset
from winset.conflict.building import Built, conflict_of
from winset.conflict.stable import stability_of

HEAD = "winset: 1\ntitle: t\nas_of: 2020-01-01\nconflict:\n"
ELMIRA = """\
  deciders:
    ministry: {ranking: [[n9], [n3], [n4], [n10], [n7], [n1], [n2], [n8], {abandon: yes}]}
    firm:
      statements:
        alike: {when: {iff: [{modify: yes}, {accept: yes}]}}
        stay: {when: {abandon: no}}
        unpressed: {when: {insist: no}}
        delayed: {when: {iff: [{delay: yes}, {insist: no}]}}
    town: {ranking: [n9, n3, n7, n1, n10, n8, n4, n2, {abandon: yes}]}
  options:
    modify: {by: ministry, direction: up}
    delay: {by: firm, direction: down}
    accept: {by: firm}
    abandon: {by: firm, direction: up}
    insist: {by: town}
  status_quo: {modify: no, delay: yes, accept: no, abandon: no, insist: no}
  always: {one: {exactly_one: [delay, accept, abandon]}}
  states:
    n1: {when: {modify: no, delay: yes, insist: no}}
    n2: {when: {modify: yes, delay: yes, insist: no}}
    n3: {when: {modify: no, accept: yes, insist: no}}
    n4: {when: {modify: yes, accept: yes, insist: no}}
    n7: {when: {modify: no, delay: yes, insist: yes}}
    n8: {when: {modify: yes, delay: yes, insist: yes}}
    n9: {when: {modify: no, accept: yes, insist: yes}}
    n10: {when: {modify: yes, accept: yes, insist: yes}}
"""
SAME = "  same: {gone: {name: The firm is gone, when: {abandon: yes}}}\n"


def built(text: str, **world: str) -> Built:
    return conflict_of(winset.parse(HEAD + text), world)


def groups(row: list[int]) -> list[list[int]]:
    """States from 1, best first; those that are liked as much together."""
    return [[state + 1 for state, rank in enumerate(row) if rank == best] for best in sorted(set(row), reverse=True)]


def test_elmira() -> None:
    """Hipel, Fang, Kilgour and Haight 1993: twelve states, of which four differ in nothing once the firm is gone."""
    found = built(ELMIRA)
    conflict = found.conflict
    assert conflict.size == 12
    assert conflict.status_quo == 0
    assert found.prefers_by == ("ranking", "statements", "ranking")
    assert groups(conflict.payoffs[0].tolist()) == [[9], [3], [4], [10], [7], [1], [2], [8], [5, 6, 11, 12]]
    # The firm: alike and staying, unpressed first: 1 (delayed), 4; pressed: 10, 7; then gone; then 2, 3; 9, 8.
    assert groups(conflict.payoffs[1].tolist())[:2] == [[1], [4]]
    assert conflict.moves[1].moves(0).tolist() == [2, 4]


def test_what_nobody_tells_apart_counts_as_one() -> None:
    """Nine states; where the firm is gone nobody has a move left, as the ministry and the town only stay there."""
    text = ELMIRA.replace("    firm:\n", "    firm:\n", 1)
    text = (
        text[: text.index("      statements:")]
        + "      ranking: [n1, n4, n10, n7, {abandon: yes}, n2, n3, n9, n8]\n"
        + (text[text.index("    town:") :])
    )
    conflict = built(text + SAME).conflict
    assert conflict.size == 9
    gone = next(state for state, name in conflict.labels.items() if name == "The firm is gone")
    assert not conflict.transitive
    assert all(reach.moves(gone).tolist() == [] for reach in conflict.moves)
    assert gone in conflict.moves[1].moves(0).tolist()
    # Published (Hipel et al. 1993): delay under insistence, acceptance of a modified order, and abandonment last.
    last = [int(state) for state in stability_of(conflict).equilibria("nash")]
    assert [conflict.labels[state] for state in last] == ["The firm is gone", "n7", "n10"]


def test_who_tells_them_apart_is_told() -> None:
    with pytest.raises(winset.CaseError, match="`firm` likes some of them better than others"):
        built(ELMIRA + SAME)


SMALL = """\
  deciders: {a: {weights: {x: 1}}, b: {}}
  options: {x: {by: a}, y: {by: b, levels: [low, middle, high]}}
"""


def test_moves_that_are_barred() -> None:
    """The second may not go from high to low; every other change of its own is there."""
    found = built(SMALL + "  barred: {down: {by: b, from: {y: high}, to: {y: low}}}\n").conflict
    # States, the first option counting least: 0 low, 2 middle, 4 high with x no; 1, 3, 5 with x yes.
    assert found.moves[1].moves(4).tolist() == [2]
    assert found.moves[1].moves(0).tolist() == [2, 4]
    assert found.moves[0].moves(4).tolist() == [5]
    assert not found.transitive
    assert found.payoffs.tolist() == [[0, 1, 0, 1, 0, 1], [0, 0, 0, 0, 0, 0]]


@pytest.mark.parametrize(
    ("rule", "states"),
    [
        ("exactly_one: [x, y, z]", [1, 2, 4]),
        ("at_most_one: [x, y]", [0, 1, 2, 4, 5, 6]),
        ("at_least_one: [x, y]", [1, 2, 3, 5, 6, 7]),
        ("if: {x: yes}, then: {y: yes}", [0, 2, 3, 4, 6, 7]),
    ],
)
def test_what_always_holds(rule: str, states: list[int]) -> None:
    """Of eight states, by number: x counts 1, y 2, z 4."""
    text = "  deciders: {a: {}}\n  options: {x: {by: a}, y: {by: a}, z: {by: a}}\n"
    found = built(f"{text}  always: {{r: {{{rule}}}}}\n").conflict
    assert [int(levels @ (1, 2, 4)) for levels in found.levels] == states


def test_a_condition_decides_by_its_level() -> None:
    text = "  deciders: {a: {statements: {s: {when: {if: {mood: calm}, then: {x: yes}}}}}}\n  options: {x: {by: a}}\n"
    text = f"{text}conditions: {{mood: {{options: [calm, angry], now: calm}}}}\n"
    assert built(text, mood="calm").conflict.payoffs.tolist() == [[0, 1]]
    assert built(text, mood="angry").conflict.payoffs.tolist() == [[0, 0]]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("  never: {every: {when: {}}}\n", "no state can be"),
        ("  never: {a: {when: {x: no}}}\n  status_quo: {x: no, y: low}\n", "the status quo cannot be"),
        ("  states: {s: {when: {x: yes}}}\n", "`s` names 3 states"),
        ("  states: {s: {when: {all: [{x: yes}, {x: no}]}}}\n", "`s` names no state that can be"),
    ],
)
def test_what_cannot_be_is_told_with_its_place(text: str, said: str) -> None:
    with pytest.raises(winset.CaseError, match=said) as caught:
        built(SMALL + text)
    assert all(each.place is not None for each in caught.value.problems)


def test_states_that_nobody_ranked_are_told() -> None:
    with pytest.raises(winset.CaseError, match=r"`a` does not say where \{x: no, y: low\}, .* and 1 more stand"):
        built(SMALL.replace("weights: {x: 1}", "ranking: [{y: high}]"))


@pytest.mark.parametrize(
    ("statement", "true"),
    [
        ("{any: [{iff: [{x: yes}, {y: yes}]}, {x: no}]}", [1, 0, 1, 1]),
        ("{not: {if: {x: yes}, then: {y: yes}}}", [0, 1, 0, 0]),
        ("{if: {iff: [{x: yes}, {y: yes}]}, then: {all: [{x: yes}, {if: {y: yes}, then: {x: yes}}]}}", [0, 1, 1, 1]),
    ],
)
def test_statements_inside_each_other(statement: str, true: list[int]) -> None:
    """Truth tables by hand; states NN, YN, NY, YY of x and y."""
    text = (
        f"  deciders: {{a: {{statements: {{s: {{when: {statement}}}}}}}}}\n  options: {{x: {{by: a}}, y: {{by: a}}}}\n"
    )
    assert built(text).conflict.payoffs.tolist() == [true]

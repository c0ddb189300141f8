"""Moves that are barred and states that count as one, beside plain sets of moves; and by hand."""

import numpy as np
import pytest
from drawn_paths import Drawn, in_moves, in_options
from hypothesis import given
from hypothesis import strategies as st

from winset.conflict import reshaping
from winset.conflict.choices import Choice
from winset.conflict.conflict import Conflict, Decider, graph_form, option_form
from winset.conflict.reshaping import Bar, ToldApartError, TooManyMovesError, merged, without_moves

YES = ("no", "yes")
TRUTHS = st.lists(st.booleans(), min_size=81, max_size=81)  # there are never more states
DRAWN = st.one_of(in_moves(), in_options())


@pytest.fixture(autouse=True, params=[3, 1 << 22])
def at_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Moves are looked at a few at a time, and all together."""
    monkeypatch.setattr(reshaping, "_AT_ONCE", request.param)


def pairs(conflict: Conflict, decider: int) -> set[tuple[int, int]]:
    reach = conflict.moves[decider]
    return {(state, int(to)) for state in range(conflict.size) for to in reach.moves(state)}


def own_lists(conflict: Conflict) -> bool:
    """Whether every state has a list of its own, in which it does not stand and nothing stands twice."""
    return all(
        reach.reads.tolist() == list(range(conflict.size))
        and all(
            len({*held.tolist()}) == len(held) and at not in held
            for at, held in enumerate(np.split(reach.members, reach.starts[1:-1].tolist()))
        )
        for reach in conflict.moves
    )


@given(DRAWN, st.lists(st.tuples(st.integers(0, 9), TRUTHS, TRUTHS), max_size=3))
def test_what_is_barred_is_taken_out_and_nothing_else(
    drawn: Drawn, rules: list[tuple[int, list[bool], list[bool]]]
) -> None:
    conflict = drawn[0]
    count, size = len(conflict.deciders), conflict.size
    bars = [Bar(who % count, np.array(leaving)[:size], np.array(entering)[:size]) for who, leaving, entering in rules]
    made = without_moves(conflict, bars)
    for at in range(count):
        mine = [bar for bar in bars if bar.decider == at]
        left = {
            (before, after)
            for before, after in pairs(conflict, at)
            if not any(bar.leaving[before] and bar.entering[after] for bar in mine)
        }
        assert pairs(made, at) == left
    assert own_lists(made)
    assert not made.transitive


@given(DRAWN, st.lists(TRUTHS, max_size=3))
def test_states_that_count_as_one_can_do_what_any_of_them_can(drawn: Drawn, groups: list[list[bool]]) -> None:
    conflict = drawn[0].with_payoffs(np.zeros((len(drawn[0].deciders), drawn[0].size)))
    held = [np.array(group)[: conflict.size] for group in groups]
    classes: list[set[int]] = [{state} for state in range(conflict.size)]
    for group in held:
        members = set(np.flatnonzero(group).tolist())
        joined = [each for each in classes if each & members]
        classes = [each for each in classes if not each & members] + ([set().union(*joined)] if joined else [])
    classes.sort(key=min)
    number = {state: at for at, each in enumerate(classes) for state in each}
    made, told = merged(conflict, held)
    assert told.tolist() == [number[state] for state in range(conflict.size)]
    assert made.levels.tolist() == [conflict.levels[min(each)].tolist() for each in classes]
    for at in range(len(conflict.deciders)):
        moves = {(number[before], number[after]) for before, after in pairs(conflict, at)}
        assert pairs(made, at) == {(before, after) for before, after in moves if before != after}
    if len(classes) < conflict.size:
        assert own_lists(made)
        assert not made.transitive
    else:
        assert made is conflict


A, B = Decider("a", "A"), Decider("b", "B")


def test_names_status_quo_and_payoffs_of_states_that_count_as_one() -> None:
    """y and z are one, called y, in the place of y; the status quo was z."""
    labels, moves = ["x", "y", "z", "w"], [[[1], [2], [3], []], [[], [], [0], []]]
    conflict = graph_form([A, B], labels, moves, [[3, 1, 1, 2], [0, 0, 0, 0]], 2)
    made, number = merged(conflict, [np.array([False, True, True, False])])
    assert number.tolist() == [0, 1, 1, 2]
    assert dict(made.labels) == {0: "x", 1: "y", 2: "w"}
    assert made.status_quo == 1
    assert made.payoffs.tolist() == [[2, 0, 1], [0, 0, 0]]
    assert [pairs(made, at) for at in (0, 1)] == [{(0, 1), (1, 2)}, {(1, 0)}]


def test_everybody_who_tells_them_apart_is_told() -> None:
    """a tells the first group apart; both tell the second."""
    conflict = graph_form([A, B], list("xyzw"), [[[]] * 4] * 2, [[0, 1, 0, 2], [0, 0, 1, 0]])
    groups = [np.array([True, True, False, False]), np.array([False, False, True, True])]
    with pytest.raises(ToldApartError) as caught:
        merged(conflict, groups)
    assert caught.value.by == ((0, 0), (1, 0), (1, 1))


def test_too_many_moves_are_refused_before_they_are_listed() -> None:
    """2^15 states of one decision maker: each can become each, 2^30 moves with staying; another has none."""
    choices = [Choice(f"o{at}", f"O{at}", 0, YES, YES) for at in range(15)]
    conflict = option_form([A, B], choices)
    every = np.ones(conflict.size, np.bool_)
    said = r"1,073,774,592 moves to list one by one; 200,000,000 are the most"  # 2^30, and 2^15 of staying
    with pytest.raises(TooManyMovesError, match=said):
        without_moves(conflict, [Bar(0, every, every)])
    with pytest.raises(TooManyMovesError, match=said):
        merged(conflict, [every])

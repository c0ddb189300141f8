"""Under how many ways to break ties a state lasts: by hand, and beside all ways gone through."""

from itertools import permutations, product
from math import factorial

import pytest
from hypothesis import given, settings

import graph_oracle as oracle
from conflict_strategies import InMoves, choice, deciders, in_moves
from winset.conflict import ties as module
from winset.conflict.conflict import Conflict, graph_form, option_form
from winset.conflict.ties import survivals, ways_to_break


def strict(row: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Rankings without ties that agree with this one."""
    states = range(len(row))
    found = []
    for order in permutations(states):
        place = {state: at for at, state in enumerate(order)}
        if all(row[a] >= row[b] or place[a] < place[b] for a in states for b in states):
            found.append(tuple(place[state] for state in states))
    return found


@settings(max_examples=40, deadline=None)
@given(in_moves(most=2))
def test_every_way_is_tried_once(drawn: InMoves) -> None:
    conflict, graph = drawn.conflict, drawn.graph
    if len(graph.states) > 4:
        return
    ways = list(product(*map(strict, graph.payoffs)))
    assert ways_to_break(conflict) == len(ways)
    for found in survivals(conflict, list(graph.states), list(oracle.CONCEPTS)):
        held = 0
        for payoffs in ways:
            tried = oracle.Graph(graph.moves, payoffs)
            held += all(oracle.stable(tried, found.concept, who, found.state) for who in graph.deciders)
        assert (found.ways, found.survived, found.exact) == (len(ways), held, True)
        assert found.low == found.high == held / len(ways)


def indifferent() -> Conflict:
    """The first does not mind whether it acts, as long as the second does nothing; the second never minds."""
    return option_form(deciders(2), [choice(0, 0, 2), choice(1, 1, 2)], payoffs=[[1, 1, 0, 0], [0, 0, 0, 0]])


def test_by_hand() -> None:
    """States NN, YN, NY, YY. The first has two ties of two: 4 ways; the second a tie of four: 24. NN is kept by the
    first where it likes NN more than YN, half of its ways, and by the second where it likes NN more than NY, half."""
    conflict = indifferent()
    assert ways_to_break(conflict) == 96
    (found,) = survivals(conflict, [0], ["nash"])
    assert (found.ways, found.survived, found.exact) == (96, 24, True)


def test_ties_of_opponents_matter_where_answers_have_to_pay() -> None:
    """NN under SEQ. The first keeps it if it likes NN more than YN, or the second likes YY more than YN. The second
    keeps it if it likes NN more than NY, or NN more than YY while the first likes YY more than NY.

    Of 96 ways: the second keeps it for the first reason and the first for either in 3/8, 36; the second has NY, NN, YY
    in this order, the first YY over NY, and one reason of its own, in 1/2 (1/2 1/6 + 1/2 1/24), 5.
    """
    (found,) = survivals(indifferent(), [0], ["seq"])
    assert (found.ways, found.survived, found.exact) == (96, 41, True)


def test_ties_that_nothing_hangs_on_are_not_gone_through() -> None:
    """Of 40 states that are all tied the first can leave one for nine: it keeps it where it likes it best of ten."""
    nowhere: list[list[int]] = [[] for _ in range(40)]
    moves = [[list(range(1, 10)), *nowhere[1:]], nowhere]
    conflict = graph_form(deciders(2), [str(at) for at in range(40)], moves, [[0] * 40, [0] * 40])
    for found in survivals(conflict, [0], ["nash", "gmr", "smr"]):
        assert (found.ways, found.survived, found.exact) == (factorial(40) ** 2, factorial(40) ** 2 // 10, True)
        assert found.low == found.high == 1 / 10


def test_either_of_two_answers_is_enough() -> None:
    """The first can go to b, which it likes; the second can answer with c or d, which the first likes as it does a.

    Under GMR a lasts unless c and d both come above a: in 2 of the 3! orders of the three they do.
    """
    conflict = graph_form(
        deciders(2), list("abcd"), [[[1], [], [], []], [[], [2, 3], [], []]], [[0, 1, 0, 0], [3, 2, 1, 0]]
    )
    (found,) = survivals(conflict, [0], ["gmr"])
    assert (found.ways, found.survived, found.exact) == (6, 4, True)


def test_drawn_ways_are_bounded_and_the_same_for_a_seed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 400 draws with a chance of 41 in 96, as above; the bounds of Clopper and Pearson have it in them."""
    monkeypatch.setattr(module, "MOST_WAYS", 95)
    conflict = indifferent()
    (found,) = survivals(conflict, [0], ["seq"])
    assert (found.ways, found.exact) == (400, False)
    assert found.low < 41 / 96 < found.high
    assert survivals(conflict, [0], ["seq"]) == (found,)
    assert survivals(conflict, [0], ["seq"], seed=2) != (found,)


def test_all_of_the_drawn_are_not_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """By Clopper and Pearson, 400 of 400 leave 1 - 0.025^(1/400), about 0.92 per cent, below."""
    monkeypatch.setattr(module, "MOST_WAYS", 0)
    conflict = option_form(deciders(1), [choice(0, 0, 2)], payoffs=[[1, 0]])
    (found,) = survivals(conflict, [0], ["seq"])
    assert found.survived == found.ways == 400
    assert found.low == pytest.approx(0.025 ** (1 / 400), abs=1e-9)
    assert found.high == 1.0

"""Under how many ways to break ties a state lasts: by hand, and beside all ways gone through."""

from itertools import permutations, product

import pytest
from hypothesis import given, settings

import graph_oracle as oracle
from conflict_strategies import InMoves, choice, deciders, in_moves
from winset.conflict import ties as module
from winset.conflict.conflict import Conflict, option_form
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
    for found in survivals(conflict, list(graph.states), ["nash", "seq"]):
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


def test_drawn_ways_are_bounded_and_the_same_for_a_seed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 400 draws with a chance of a quarter; the bounds of Clopper and Pearson have it in them."""
    monkeypatch.setattr(module, "MOST_WAYS", 95)
    conflict = indifferent()
    (found,) = survivals(conflict, [0], ["nash"])
    assert (found.ways, found.exact) == (400, False)
    assert found.low < 0.25 < found.high
    assert survivals(conflict, [0], ["nash"]) == (found,)
    assert survivals(conflict, [0], ["nash"], seed=2) != (found,)


def test_all_of_the_drawn_are_not_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """By Clopper and Pearson, 400 of 400 leave 1 - 0.025^(1/400), about 0.92 per cent, below."""
    monkeypatch.setattr(module, "MOST_WAYS", 0)
    conflict = option_form(deciders(1), [choice(0, 0, 2)], payoffs=[[1, 0]])
    (found,) = survivals(conflict, [0], ["nash"])
    assert found.survived == found.ways == 400
    assert found.low == pytest.approx(0.025 ** (1 / 400), abs=1e-9)
    assert found.high == 1.0

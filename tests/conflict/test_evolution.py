from itertools import islice

import numpy as np
import oracle_paths as oracle
import pytest
from drawn_paths import Drawn, deciders, in_moves, in_options
from hypothesis import given
from hypothesis import strategies as st

from winset.conflict.choices import Choice
from winset.conflict.conflict import Conflict, graph_form, option_form
from winset.conflict.evolution import Step, evolve
from winset.conflict.legal_ways import legal_ways

DRAWN = st.one_of(in_moves(), in_options())


def movers_of(conflict: Conflict) -> st.SearchStrategy[list[int]]:
    everybody = range(len(conflict.deciders))
    return st.one_of(st.just(list(everybody)), st.lists(st.sampled_from(everybody), unique=True))


def cube(options: int) -> Conflict:
    """So many deciders with one yes-or-no option each: a state is a corner, a move an edge, of a cube."""
    choices = [Choice(f"o{at}", f"o{at}", at, ("no", "yes"), ("no", "yes")) for at in range(options)]
    return option_form(deciders(options), choices)


def corridor(states: int) -> Conflict:
    """States in a row; two deciders move on in turn, neither can twice."""
    rows = [[at + 1] if at + 1 < states else [] for at in range(states)]
    nothing: list[list[int]] = [[] for _ in rows]
    moves = [[row if at % 2 == who else nothing[at] for at, row in enumerate(rows)] for who in range(2)]
    return graph_form(deciders(2), [str(at) for at in range(states)], moves, np.zeros((2, states)))


class TestByHand:
    def test_the_way_to_a_corner_takes_a_move_for_each_option(self) -> None:
        """From no options at all to three of them in any order: 3! ways, and each prefix is one of its own."""
        found = evolve(cube(3), 0, improving=False)
        assert found.moves.tolist() == [0, 1, 1, 2, 1, 2, 2, 3]
        assert found.count(7) == 6
        ways = list(found.ways(7))
        assert len(set(ways)) == 6
        assert {tuple(step.decider for step in way) for way in ways} == {
            (0, 1, 2),
            (0, 2, 1),
            (1, 0, 2),
            (1, 2, 0),
            (2, 0, 1),
            (2, 1, 0),
        }
        assert found.way(7) in ways

    def test_nobody_moves_twice_in_a_row(self) -> None:
        """From 0 the first moves to 1 and could go on to 2, but must not; the second goes 0 to 3 to let it: 3 to 1."""
        moves = [[[1], [2], [], [1]], [[3], [], [], []]]
        found = evolve(graph_form(deciders(2), "abcd", moves, np.zeros((2, 4))), 0, improving=False)
        assert found.moves.tolist() == [0, 1, -1, 1]
        assert found.way(2) is None
        assert found.count(2) == 0
        # With a third that moves from 1 to 3 the first comes back to 1, but has moved last again.
        third = [[], [3], [], []]
        found = evolve(graph_form(deciders(3), "abcd", [*moves, third], np.zeros((3, 4))), 0, improving=False)
        assert found.moves.tolist() == [0, 1, -1, 1]
        # With one that moves from 3 to 1 itself, the second and it get to 1, from where the first goes on to 2.
        third = [[], [], [], [1]]
        found = evolve(graph_form(deciders(3), "abcd", [*moves, third], np.zeros((3, 4))), 0, improving=False)
        assert found.moves.tolist() == [0, 1, 3, 1]
        assert found.way(2) == (Step(1, 0, 3), Step(2, 3, 1), Step(0, 1, 2))

    def test_only_improvements(self) -> None:
        """The first likes 1 more than 0, the second 3 more than 1 but not 2: 0, 1, 3 can come about by improvements."""
        conflict = cube(2).with_payoffs([[0, 1, 0, 0], [0, 0, 0, 1]])
        found = evolve(conflict, 0, improving=True)
        assert found.moves.tolist() == [0, 1, -1, 2]
        assert found.way(3) == (Step(0, 0, 1), Step(1, 1, 3))

    def test_counts_beyond_a_machine_word_are_exact(self) -> None:
        """In a chain of diamonds there are two ways through each: 2^70 in all."""
        diamonds = 70
        moves: list[list[list[int]]] = [[[] for _ in range(3 * diamonds + 1)] for _ in range(2)]
        for at in range(diamonds):
            here = 3 * at
            moves[0][here] = [here + 1, here + 2]
            moves[1][here + 1] = moves[1][here + 2] = [here + 3]
        states = [str(at) for at in range(3 * diamonds + 1)]
        conflict = graph_form(deciders(2), states, moves, np.zeros((2, len(states))))
        found = evolve(conflict, 0, improving=False)
        assert found.moves[-1] == 2 * diamonds
        assert found.count(3 * diamonds) == 2**diamonds
        assert found.count(3 * 40) == 2**40

    def test_long_ways_are_found(self) -> None:
        """Longer than Python would go down in calls of functions."""
        found = evolve(corridor(3001), 0, improving=False)
        way = found.way(3000)
        assert way is not None
        assert [step.after for step in way] == list(range(1, 3001))
        assert found.count(3000) == 1

    def test_many_ways_come_one_by_one(self) -> None:
        """8! ways, of which the first few are asked for."""
        found = evolve(cube(8), 0, improving=False)
        assert found.count(255) == 40_320
        assert len(set(islice(found.ways(255), 20))) == 20

    def test_the_start_is_there_without_a_move(self) -> None:
        found = evolve(cube(2), 3, improving=False)
        assert found.way(3) == ()
        assert list(found.ways(3)) == [()]
        assert found.count(3) == 1

    def test_what_is_found_cannot_be_changed(self) -> None:
        found = evolve(cube(2), 0, improving=False)
        for array in (found.moves, found.last):
            with pytest.raises(ValueError, match="read-only"):
                array[0] = 1

    def test_the_nearest_of_some_states_ends_the_search(self) -> None:
        until = np.zeros(8, np.bool_)
        until[[3, 7]] = True
        found = evolve(cube(3), 0, improving=False, until=until)
        assert found.moves.tolist() == [0, 1, 1, 2, 1, 2, 2, -1]


@given(DRAWN, st.booleans(), st.data())
def test_the_fewest_moves_are_those_of_a_search_by_the_definition(
    drawn: Drawn, improving: bool, data: st.DataObject
) -> None:
    conflict, moves, payoffs = drawn
    movers = data.draw(movers_of(conflict))
    for start in range(conflict.size):
        found = evolve(conflict, start, improving=improving, movers=movers)
        expected = oracle.least_moves(moves, payoffs, start, movers, improving=improving)
        assert found.moves.tolist() == [expected.get(state, -1) for state in range(conflict.size)]


@given(DRAWN, st.booleans(), st.data())
def test_the_shortest_ways_are_all_legal_sequences_of_that_length(
    drawn: Drawn, improving: bool, data: st.DataObject
) -> None:
    conflict, moves, payoffs = drawn
    movers = data.draw(movers_of(conflict))
    start = data.draw(st.integers(0, conflict.size - 1))
    found = evolve(conflict, start, improving=improving, movers=movers)
    for state in range(conflict.size):
        length = int(found.moves[state])
        if not 0 < length <= 5:
            continue
        sequences = oracle.all_ways(moves, payoffs, start, length, movers, improving=improving)
        expected = sorted(way for way in sequences if way[-1][2] == state)
        told = [tuple((step.decider, step.before, step.after) for step in way) for way in found.ways(state)]
        assert sorted(told) == expected
        assert found.count(state) == len(expected)


@given(DRAWN, st.booleans(), st.data())
def test_legal_ways_are_the_sequences_that_come_to_no_state_twice(
    drawn: Drawn, improving: bool, data: st.DataObject
) -> None:
    conflict, moves, payoffs = drawn
    start, end = (data.draw(st.integers(0, conflict.size - 1)) for _ in range(2))
    longest = data.draw(st.integers(1, 4))
    everybody = range(len(moves))
    expected = [
        way
        for length in range(1, longest + 1)
        for way in oracle.all_ways(moves, payoffs, start, length, everybody, improving=improving)
        if way[-1][2] == end and len({start, *(after for _, _, after in way)}) == length + 1
    ]
    if start == end:
        expected = [()]
    ways, complete = legal_ways(conflict, start, end, improving=improving, longest=longest, most=10_000)
    told = [tuple((step.decider, step.before, step.after) for step in way) for way in ways]
    assert complete
    assert sorted(told) == sorted(expected)
    assert [len(way) for way in told] == sorted(len(way) for way in expected)
    if len(expected) > 1:
        some, complete = legal_ways(conflict, start, end, improving=improving, longest=longest, most=len(expected) - 1)
        assert not complete
        assert set(some) <= set(ways)
        assert len(some) == len(expected) - 1


class TestLegalWays:
    def test_longer_ways_by_hand(self) -> None:
        """In a square from one corner to the opposite: two ways of two moves, and none longer without coming back."""
        ways, complete = legal_ways(cube(2), 0, 3, improving=False, longest=9, most=9)
        assert complete
        assert ways == ((Step(0, 0, 1), Step(1, 1, 3)), (Step(1, 0, 2), Step(0, 2, 3)))

    def test_to_the_neighbour_round_the_square(self) -> None:
        ways, complete = legal_ways(cube(2), 0, 1, improving=False, longest=9, most=9)
        assert complete
        assert ways == ((Step(0, 0, 1),), (Step(1, 0, 2), Step(0, 2, 3), Step(1, 3, 1)))

    def test_too_many_to_follow_is_said(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Between neighbours of a cube of four options there are more ways round than one is let to follow."""
        complete = legal_ways(cube(4), 0, 1, improving=False, longest=7, most=10**9)
        assert complete[1]
        monkeypatch.setattr("winset.conflict.legal_ways.MOST_WAITING", 10)
        ways, all_told = legal_ways(cube(4), 0, 1, improving=False, longest=7, most=10**9)
        assert not all_told
        assert ways[0] == (Step(0, 0, 1),)
        assert set(ways) < set(complete[0])

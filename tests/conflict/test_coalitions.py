from collections.abc import Sequence
from itertools import combinations

import numpy as np
import oracle_paths as oracle
import pytest
from drawn_paths import Drawn, deciders, in_moves, in_options
from hypothesis import given
from hypothesis import strategies as st

from winset.conflict.choices import Choice
from winset.conflict.coalitions import (
    COALITION_CONCEPTS,
    MOST_DECIDERS,
    MOST_EQUILIBRIA,
    MOST_STATES,
    Coalitions,
    Jump,
    TooManyStatesForCoalitionsError,
)
from winset.conflict.conflict import Conflict, graph_form, option_form
from winset.conflict.stable import Truths, stability_of

DRAWN = st.one_of(in_moves(), in_options())


def states_of(stable: Truths) -> list[int]:
    return [int(at) for at in np.flatnonzero(stable)]


def with_options(count: int, payoffs: Sequence[Sequence[int]]) -> Conflict:
    """Each decider has one yes-or-no option; the number of a state is the sum of 2^k over those taken."""
    choices = [Choice(f"o{at}", f"o{at}", at, ("no", "yes"), ("no", "yes")) for at in range(count)]
    return option_form(deciders(count), choices, payoffs=payoffs)


DILEMMA = with_options(2, [[1, 0, 3, 2], [1, 3, 0, 2]])
"""Prisoner's dilemma: 0 neither cooperates, 1 the first alone, 2 the second alone, 3 both."""


class TestByHand:
    def test_together_they_leave_mutual_defection(self) -> None:
        """Kilgour, Hipel, Fang and Peng 2001: 3 is better for both than 0, and from nowhere else do both gain.

        Nobody is left to answer, so it is the same under every concept.
        """
        coalitions = Coalitions.of(DILEMMA)
        for concept in COALITION_CONCEPTS:
            assert states_of(coalitions.stable((0, 1), concept)) == [1, 2, 3]
        # By itself each stays at 0 under all, at 3 under those that think of the answer (Fang, Hipel and Kilgour 1993).
        found = coalitions.stability()
        assert found.equilibria("nash").tolist() == []
        for concept in ("gmr", "smr", "seq"):
            assert found.equilibria(concept).tolist() == [3]

    def test_the_jump_from_mutual_defection(self) -> None:
        """0 and 3 are equilibria under GMR, SMR and SEQ; both gain by going from 0 to 3, and neither can alone."""
        assert Coalitions.of(DILEMMA).jumps(np.array([0, 3])) == (Jump((0, 1), 0, 3),)

    def test_a_third_deters_them(self) -> None:
        """The dilemma with a third, who can spoil it for the first at a cost of its own: that deters but under SEQ.

        States 4 to 7 are 0 to 3 spoilt: the first has 0 in all of them. From 0 the two gain by 3; the third answers
        with 7, and from there they reach 4 to 7 only, none better for the first. Among 4 to 7 the first never gains.
        """
        first, second = [2, 1, 4, 3, 0, 0, 0, 0], [1, 3, 0, 2, 1, 3, 0, 2]
        third = [1, 1, 1, 1, 0, 0, 0, 0]
        coalitions = Coalitions.of(with_options(3, [first, second, third]))
        leaves = {
            concept: [state for state in range(4) if not coalitions.stable((0, 1), concept)[state]]
            for concept in COALITION_CONCEPTS
        }
        assert leaves == {"nash": [0], "gmr": [], "smr": [], "seq": [0]}
        assert coalitions.stable((0, 1), "nash")[4:].all()

    def test_an_answer_that_can_be_escaped_is_none_under_smr(self) -> None:
        """0 to 1 pays for the first two; the third answers with 2, worse for the first, from where they go to 3.

        At 3 both have more than at 0. From 4, reached in the same way, there is no further move.
        """
        ahead: list[list[int]] = [[1], [], [3], [], []]
        nothing: list[list[int]] = [[] for _ in range(5)]
        moves = [ahead, nothing, [[], [2], [], [], []]]
        payoffs = [[1, 2, 0, 2, 0], [1, 2, 2, 2, 2], [0, 0, 1, 0, 1]]
        coalitions = Coalitions.of(graph_form(deciders(3), "abcde", moves, payoffs))
        told = {concept: bool(coalitions.stable((0, 1), concept)[0]) for concept in COALITION_CONCEPTS}
        assert told == {"nash": False, "gmr": True, "smr": False, "seq": True}
        moves[2] = [[], [4], [], [], []]
        coalitions = Coalitions.of(graph_form(deciders(3), "abcde", moves, payoffs))
        assert coalitions.stable((0, 1), "smr")[0]

    def test_members_take_turns(self) -> None:
        """One member cannot move twice in a row: from 0 to 2 by way of 1 takes the other for one of the moves."""
        chain: list[list[int]] = [[1], [2], []]
        none: list[list[int]] = [[], [], []]
        payoffs = [[0, 0, 1], [0, 0, 1]]
        alone = Coalitions.of(graph_form(deciders(2), "abc", [chain, none], payoffs))
        assert states_of(alone.stable((0, 1), "nash")) == [0, 2]
        in_turn = Coalitions.of(graph_form(deciders(2), "abc", [[[1], [], []], [[], [2], []]], payoffs))
        assert states_of(in_turn.stable((0, 1), "nash")) == [2]
        assert in_turn.jumps(np.array([0, 2])) == (Jump((0, 1), 0, 2),)
        assert alone.jumps(np.array([0, 2])) == ()

    def test_elmira(self) -> None:
        """The jump of ministry and Uniroyal (Kilgour, Hipel, Fang and Peng 2001; the conflict of Hipel et al. 1993).

        1 Uniroyal delays; 2 the ministry has modified its order besides; 3 and 4 are 1 and 2 with the order accepted, 5
        to 8 are 1 to 4 with the local government insisting; in 9 Uniroyal has abandoned the plant. Modifying, accepting
        and abandoning are for good. 5, 8 and 9 are Nash equilibria: from 1 to 4 the local government goes to 5 to 8 or
        (from 1) to 5, from 6 Uniroyal accepts, from 7 it abandons. It would not accept at 5, and the ministry would not
        modify there. Together they go to 8, which both like better; nothing leads from 8 to 5 or from 9 anywhere, and 9
        is worse for all than 5, and than 8.
        """
        ministry = [[2], [], [4], [], [6], [], [8], [], []]
        uniroyal = [[3, 9], [4, 9], [9], [9], [7, 9], [8, 9], [9], [9], []]
        local = [[5], [6], [7], [8], [1], [2], [3], [4], []]
        best_first = [[7, 3, 4, 8, 5, 1, 2, 6, 9], [1, 4, 8, 5, 9, 3, 7, 2, 6], [7, 3, 5, 1, 8, 6, 4, 2, 9]]
        payoffs = [[-row.index(state) for state in range(1, 10)] for row in best_first]
        moves = [[[to - 1 for to in row] for row in rows] for rows in (ministry, uniroyal, local)]
        conflict = graph_form(deciders(3), [str(at) for at in range(1, 10)], moves, payoffs)
        equilibria = stability_of(conflict, ["nash"]).equilibria("nash")
        assert (equilibria + 1).tolist() == [5, 8, 9]
        coalitions = Coalitions.of(conflict)
        assert coalitions.jumps(equilibria) == (Jump((0, 1), 4, 7),)
        assert (coalitions.stability(["nash"]).equilibria("nash") + 1).tolist() == [8, 9]

    def test_a_jump_that_one_can_make_is_no_jump_of_a_coalition(self) -> None:
        """Both gain from 0 to 1, which the first can bring about by itself."""
        conflict = graph_form(deciders(2), "ab", [[[1], []], [[1], []]], [[0, 1], [0, 1]])
        assert Coalitions.of(conflict).jumps(np.array([0, 1])) == ()

    def test_no_larger_coalition_than_needed(self) -> None:
        """All three gain from 0 to 3; the first two can get there, and so could all three."""
        conflict = with_options(3, [[0, 0, 0, 1, 0, 0, 0, 0]] * 3)
        assert Coalitions.of(conflict).jumps(np.array([0, 3])) == (Jump((0, 1), 0, 3),)

    def test_in_which_order_coalitions_come(self) -> None:
        assert list(Coalitions.of(with_options(3, [[0] * 8] * 3)).every()) == [(0, 1), (0, 2), (1, 2), (0, 1, 2)]


class TestLimits:
    def test_too_many_states(self) -> None:
        conflict = graph_form(
            deciders(1), ["s"] * (MOST_STATES + 1), [[()] * (MOST_STATES + 1)], [[0] * (MOST_STATES + 1)]
        )
        with pytest.raises(TooManyStatesForCoalitionsError, match="up to 16,384 states; there are 16,385"):
            Coalitions.of(conflict)

    def test_too_many_deciders(self) -> None:
        count = MOST_DECIDERS + 1
        coalitions = Coalitions.of(graph_form(deciders(count), "a", [[[]]] * count, [[0]] * count))
        with pytest.raises(TooManyStatesForCoalitionsError, match="12 decision makers; there are 13"):
            list(coalitions.every())
        assert coalitions.stability(["nash"], [(0, 12)]).equilibria("nash").tolist() == [0]

    def test_too_many_equilibria(self) -> None:
        coalitions = Coalitions.of(DILEMMA)
        with pytest.raises(TooManyStatesForCoalitionsError, match="up to 2,048 equilibria; there are 2,049"):
            coalitions.jumps(np.zeros(MOST_EQUILIBRIA + 1, np.int64))

    def test_a_concept_that_is_none(self) -> None:
        with pytest.raises(KeyError, match="sseq"):
            Coalitions.of(DILEMMA).stable((0, 1), "sseq")

    def test_what_is_found_cannot_be_changed(self) -> None:
        found = Coalitions.of(DILEMMA).stability(["gmr"])
        for array in (found.alone["gmr"], found.stable["gmr"][0, 1]):
            with pytest.raises(ValueError, match="read-only"):
                array[0] = True

    def test_many_states_come_in_blocks(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """With memory for one word of columns at a time the answer is the same."""
        rng = np.random.default_rng(7)
        conflict = with_options(8, rng.integers(0, 9, (8, 256)).tolist())
        members = (1, 2, 5, 6)
        whole = {concept: Coalitions.of(conflict).stable(members, concept) for concept in COALITION_CONCEPTS}
        jumps = Coalitions.of(conflict).jumps(np.arange(0, 256, 3))
        monkeypatch.setattr("winset.conflict.coalitions._MOST_BYTES", 1)
        for concept in COALITION_CONCEPTS:
            assert Coalitions.of(conflict).stable(members, concept).tolist() == whole[concept].tolist()
        assert not all(stable.all() for stable in whole.values())
        assert Coalitions.of(conflict).jumps(np.arange(0, 256, 3)) == jumps
        assert jumps


@pytest.mark.parametrize("concept", COALITION_CONCEPTS)
@given(drawn=DRAWN)
def test_coalitions_stay_where_they_do_by_the_definition(concept: str, drawn: Drawn) -> None:
    conflict, moves, payoffs = drawn
    coalitions = Coalitions.of(conflict)
    for size in range(1, len(moves) + 1):
        for members in combinations(range(len(moves)), size):
            expected = [
                oracle.stable_for_coalition(moves, payoffs, members, state, concept) for state in range(conflict.size)
            ]
            assert coalitions.stable(members, concept).tolist() == expected


@pytest.mark.parametrize("concept", COALITION_CONCEPTS)
@given(drawn=DRAWN)
def test_a_coalition_of_one_is_a_decision_maker(concept: str, drawn: Drawn) -> None:
    conflict = drawn[0]
    alone = stability_of(conflict, [concept]).stable[concept]
    for decider in range(len(conflict.deciders)):
        assert Coalitions.of(conflict).stable((decider,), concept).tolist() == alone[decider].tolist()


@given(DRAWN, st.data())
def test_jumps_are_those_by_the_definition(drawn: Drawn, data: st.DataObject) -> None:
    conflict, moves, payoffs = drawn
    states = sorted(data.draw(st.sets(st.integers(0, conflict.size - 1), max_size=6)))
    found = Coalitions.of(conflict).jumps(np.array(states, np.int64))
    told = [(jump.members, jump.before, jump.after) for jump in found]
    assert len(set(told)) == len(told)
    assert set(told) == oracle.jumps(moves, payoffs, states)
    assert [len(members) for members, _, _ in told] == sorted(len(members) for members, _, _ in told)


@given(DRAWN)
def test_equilibria_are_stable_for_all(drawn: Drawn) -> None:
    conflict, moves, payoffs = drawn
    found = Coalitions.of(conflict).stability()
    everybody = range(len(moves))
    for concept in COALITION_CONCEPTS:
        expected = [
            state
            for state in range(conflict.size)
            if all(
                oracle.stable_for_coalition(moves, payoffs, members, state, concept)
                for size in range(1, len(moves) + 1)
                for members in combinations(everybody, size)
            )
        ]
        assert found.equilibria(concept).tolist() == expected
        assert list(found.stable[concept]) == [
            members for size in range(2, len(moves) + 1) for members in combinations(everybody, size)
        ]


@given(DRAWN)
def test_more_foresight_keeps_more(drawn: Drawn) -> None:
    """Inohara and Hipel 2008: what is stable under CNash is so under all, and under CSMR or CSEQ under CGMR."""
    found = Coalitions.of(drawn[0]).stability()
    for members, nash in found.stable["nash"].items():
        gmr, smr, seq = (found.stable[concept][members] for concept in ("gmr", "smr", "seq"))
        assert (~nash | smr).all()
        assert (~nash | seq).all()
        assert (~smr | gmr).all()
        assert (~seq | gmr).all()

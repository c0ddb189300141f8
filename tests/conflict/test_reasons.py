from itertools import pairwise

import numpy as np
import oracle_paths as oracle
import pytest
from drawn_paths import Drawn, deciders, in_moves, in_options
from hypothesis import given
from hypothesis import strategies as st

from winset.conflict.choices import Choice
from winset.conflict.concepts import CONCEPTS, Concept
from winset.conflict.conflict import Conflict, graph_form, option_form
from winset.conflict.evolution import Step, Way
from winset.conflict.reasons import MOST_IMPROVEMENTS, Explaining, Improvement, Reason
from winset.conflict.stable import stability_of

DRAWN = st.one_of(in_moves(), in_options())


def two_by_two(first: list[int], second: list[int]) -> Conflict:
    """States: 0 neither cooperates, 1 the first alone, 2 the second alone, 3 both; with what each is worth."""
    choices = [Choice(f"c{at}", f"c{at}", at, ("no", "yes"), ("no", "yes")) for at in range(2)]
    return option_form(deciders(2), choices, payoffs=[first, second])


DILEMMA = two_by_two([1, 0, 3, 2], [1, 3, 0, 2])
CHICKEN = two_by_two([0, 1, 3, 2], [0, 3, 1, 2])


def why(conflict: Conflict, state: int, decider: int, concept: str) -> Reason:
    return Explaining.of(conflict).reason(state, decider, CONCEPTS[concept])


class TestByHand:
    def test_who_sees_one_move_ahead_leaves_cooperation(self) -> None:
        """Prisoner's dilemma (Fang, Hipel and Kilgour 1993): from both the first goes to where the second is alone."""
        assert why(DILEMMA, 3, 0, "nash") == Reason(3, 0, "nash", False, (Improvement(2, None),), 1)

    def test_cooperation_is_kept_because_the_other_would_stop_too(self) -> None:
        """From 2 the second goes on to 0, which is better for it; the first could then only make it worse, by 1."""
        answer = (Step(1, 2, 0),)
        for concept in ("gmr", "seq"):
            assert why(DILEMMA, 3, 0, concept) == Reason(3, 0, concept, True, (Improvement(2, answer),), 1)
        for concept in ("smr", "sseq"):
            assert why(DILEMMA, 3, 0, concept) == Reason(3, 0, concept, True, (Improvement(2, answer, (1,)),), 1)

    def test_an_answer_at_the_other_s_own_cost_is_none_where_it_has_to_pay(self) -> None:
        """Chicken: from 2 the second could bring about 0, the worst for both. It would not: then nothing deters."""
        assert why(CHICKEN, 3, 0, "gmr") == Reason(3, 0, "gmr", True, (Improvement(2, (Step(1, 2, 0),)),), 1)
        assert why(CHICKEN, 3, 0, "seq") == Reason(3, 0, "seq", False, (Improvement(2, None),), 1)

    def test_the_worst_that_does_not_deter_is_told(self) -> None:
        """From 0 the first gains 3 by 1. The second can bring it down to 2, at state 2, or to 1, at 3: still a gain."""
        moves = [[[1], [], [], []], [[], [2, 3], [], []]]
        conflict = graph_form(deciders(2), "abcd", moves, [[0, 3, 2, 1], [0, 0, 0, 0]])
        told = Improvement(1, None, worst=(Step(1, 1, 3),))
        assert why(conflict, 0, 0, "gmr") == Reason(0, 0, "gmr", False, (told,), 1)
        # None of that pays for the second.
        assert why(conflict, 0, 0, "seq") == Reason(0, 0, "seq", False, (Improvement(1, None),), 1)

    def test_an_answer_of_several_opponents(self) -> None:
        """Only the second, the third and the second again in turn lead from 1 to what is worst for the first."""
        moves: list[list[list[int]]] = [[[1], [], [], [], []], [[], [2], [], [4], []], [[], [], [3], [], []]]
        payoffs = [[1, 2, 3, 2, 0], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]]
        conflict = graph_form(deciders(3), "abcde", moves, payoffs)
        answer = (Step(1, 1, 2), Step(2, 2, 3), Step(1, 3, 4))
        assert why(conflict, 0, 0, "gmr") == Reason(0, 0, "gmr", True, (Improvement(1, answer),), 1)

    def test_what_nothing_deters_comes_first(self) -> None:
        """The first likes 1 best and can be stopped there, and 2 less, where it cannot."""
        moves = [[[1, 2], [], [], []], [[], [3], [], []]]
        conflict = graph_form(deciders(2), "abcd", moves, [[1, 3, 2, 0], [0, 0, 0, 0]])
        told = (Improvement(2, None), Improvement(1, (Step(1, 1, 3),)))
        assert why(conflict, 0, 0, "gmr") == Reason(0, 0, "gmr", False, told, 2)

    def test_the_rest_of_many_improvements_is_counted(self) -> None:
        """From 0 to 20 others, each better than the one before, and nothing that anybody could answer."""
        nothing: list[list[int]] = [[] for _ in range(20)]
        moves = [[list(range(1, 21)), *nothing], [[], *nothing]]
        conflict = graph_form(deciders(2), [str(at) for at in range(21)], moves, [list(range(21)), [0] * 21])
        for concept in CONCEPTS:
            reason = why(conflict, 0, 0, concept)
            assert reason.total == 20
            assert [each.to for each in reason.improvements] == list(range(20, 20 - MOST_IMPROVEMENTS, -1))

    def test_where_nothing_tempts_there_is_nothing_to_deter(self) -> None:
        assert why(DILEMMA, 0, 0, "seq") == Reason(0, 0, "seq", True, (), 0)


@pytest.mark.parametrize("concept", CONCEPTS.values(), ids=lambda concept: concept.id)
@given(drawn=DRAWN)
def test_every_reason_is_one_by_the_definition(concept: Concept, drawn: Drawn) -> None:
    conflict, moves, payoffs = drawn
    stable = stability_of(conflict, [concept.id]).stable[concept.id]
    explaining = Explaining.of(conflict)
    for decider in range(len(moves)):
        for state in range(conflict.size):
            reason = explaining.reason(state, decider, concept)
            assert reason.stable == stable[decider, state]
            assert reason.stable == oracle.stays(moves, payoffs, decider, state, concept.id)
            better = [to for to in moves[decider][state] if payoffs[decider][to] > payoffs[decider][state]]
            assert reason.total == len(better)
            told = [each.to for each in reason.improvements]
            assert set(told) <= set(better)
            assert len(set(told)) == len(told) == min(len(better), MOST_IMPROVEMENTS)
            assert reason.stable == all(each.answer is not None for each in reason.improvements)
            for each in reason.improvements:
                check(drawn, decider, state, concept, each)


def check(drawn: Drawn, decider: int, state: int, concept: Concept, told: Improvement) -> None:
    """What is told of an improvement is true: that it is answered so, or that no answer would do."""
    _, moves, payoffs = drawn
    payoff = payoffs[decider]
    deterring = list(oracle.deterring(moves, payoffs, decider, state, told.to, concept.id)) if concept.answered else []
    if told.answer is None:
        assert not deterring
        assert not told.escapes
        check_worst(drawn, decider, concept, told)
        return
    assert is_way(drawn, decider, concept, told.to, told.answer)
    end = told.answer[-1].after
    assert end in deterring
    others = [who for who in range(len(moves)) if who != decider]
    needed = oracle.least_moves(moves, payoffs, told.to, others, improving=concept.credibly)
    assert len(told.answer) == min(needed[answer] for answer in deterring)
    assert list(told.escapes) == (moves[decider][end] if concept.escapes else [])
    assert all(payoff[to] <= payoff[state] for to in (end, *told.escapes))
    assert not told.worst


def check_worst(drawn: Drawn, decider: int, concept: Concept, told: Improvement) -> None:
    _, moves, payoffs = drawn
    payoff = payoffs[decider]
    others = [who for who in range(len(moves)) if who != decider]

    def counts_for(end: int) -> int:
        return max(payoff[to] for to in (end, *(moves[decider][end] if concept.escapes else ())))

    ends = oracle.reached(moves, payoffs, told.to, others, improving=concept.credibly) if concept.answered else set()
    least = min([payoff[told.to], *map(counts_for, ends)])
    if told.worst:
        assert is_way(drawn, decider, concept, told.to, told.worst)
        assert counts_for(told.worst[-1].after) == least < payoff[told.to]
    else:
        assert least == payoff[told.to]


def is_way(drawn: Drawn, decider: int, concept: Concept, start: int, way: Way) -> bool:
    """Whether moves of opponents follow one another from a state, nobody twice in a row."""
    _, moves, payoffs = drawn
    return (
        way[0].before == start
        and all(first.after == second.before and first.decider != second.decider for first, second in pairwise(way))
        and all(
            step.decider != decider
            and step.after in moves[step.decider][step.before]
            and (not concept.credibly or payoffs[step.decider][step.after] > payoffs[step.decider][step.before])
            for step in way
        )
    )


def test_an_answer_is_found_in_a_large_conflict() -> None:
    """Sixteen options: the first can take eight, with which it gains; the second takes it back with one of its own."""
    choices = [Choice(f"o{at}", f"o{at}", at % 2, ("no", "yes"), ("no", "yes")) for at in range(16)]
    conflict = option_form(deciders(2), choices)
    taken = conflict.levels[:, ::2].sum(axis=1).astype(np.int64)
    punished = conflict.levels[:, 1] == 1
    conflict = conflict.with_payoffs([np.where(punished, -1, taken), np.zeros(conflict.size)])
    reason = why(conflict, 0, 0, "gmr")
    assert reason.stable
    assert reason.total == 2**8 - 1
    best = reason.improvements[0]
    assert taken[best.to] == 8
    assert best.answer is not None
    assert [step.decider for step in best.answer] == [1]
    assert punished[best.answer[0].after]

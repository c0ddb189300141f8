"""A conflict as it is made; and stability where there is next to nothing to decide."""

import numpy as np
import pytest

from conflict_strategies import choice, deciders
from winset.conflict.concepts import CONCEPTS
from winset.conflict.conflict import graph_form, option_form, ranked
from winset.conflict.stable import stability_of
from winset.model.logic import TRUE, Atom


def test_payoffs_become_ranks_for_each_by_itself() -> None:
    found = ranked(np.array([[7, -3, 7, 100], [0.5, 0.25, 0.125, 0.25]]))
    assert found.tolist() == [[1, 0, 1, 2], [2, 1, 0, 1]]
    assert not found.flags.writeable


def test_whole_numbers_beyond_a_word_are_told_apart() -> None:
    assert ranked(np.array([[10**30, 10**30 + 1, -(10**30)]], object)).tolist() == [[1, 2, 0]]


def test_the_status_quo_by_its_levels() -> None:
    conflict = option_form(deciders(1), [choice(0, 0, 2), choice(1, 0, 3)], [Atom(0, 2)], status_quo=[0, 2])
    assert (conflict.size, conflict.status_quo) == (3, 2)
    assert conflict.number([1, 0]) is None


def test_nothing_is_feasible() -> None:
    with pytest.raises(ValueError, match="no state is feasible"):
        option_form(deciders(1), [choice(0, 0, 2)], [TRUE])


def test_a_status_quo_that_is_not_feasible() -> None:
    with pytest.raises(ValueError, match="status quo is not feasible"):
        option_form(deciders(1), [choice(0, 0, 2)], [Atom(0, 2)], status_quo=[1])


@pytest.mark.parametrize("shape", [(1, 4), (2, 3), (2, 5)])
def test_payoffs_are_of_deciders_by_states(shape: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="payoffs of 2 decision makers over 4 states"):
        option_form(deciders(2), [choice(0, 0, 2), choice(1, 1, 2)], payoffs=np.zeros(shape))
    with pytest.raises(ValueError, match="payoffs of 2 decision makers over 4 states"):
        graph_form(deciders(2), ["a", "b", "c", "d"], [[[]] * 4] * 2, np.zeros(shape))


@pytest.mark.parametrize("moves", [[[[], []]], [[[], []], [[]]]])
def test_moves_are_of_deciders_by_states(moves: list[list[list[int]]]) -> None:
    with pytest.raises(ValueError, match="moves of 2 decision makers from 2 states"):
        graph_form(deciders(2), ["a", "b"], moves, [[0, 0], [0, 0]])


def test_other_preferences() -> None:
    conflict = option_form(deciders(1), [choice(0, 0, 2)])
    assert conflict.payoffs.tolist() == [[0, 0]]
    assert conflict.with_payoffs([[9, 4]]).payoffs.tolist() == [[1, 0]]
    with pytest.raises(ValueError, match="payoffs of 1 decision makers over 2 states"):
        conflict.with_payoffs([[9, 4, 1]])


def test_one_decider_rests_where_nothing_it_reaches_is_better() -> None:
    """Nobody answers, so all concepts are one. From 0 up to 1 and 2; worth 1, 0, 1."""
    conflict = option_form(deciders(1), [choice(0, 0, 3, "up")], payoffs=[[1, 0, 1]])
    found = stability_of(conflict)
    for concept in CONCEPTS:
        assert found.stable[concept].tolist() == [[True, False, True]]
        assert found.equilibria(concept).tolist() == [0, 2]


def test_without_moves_everything_is_stable() -> None:
    found = stability_of(graph_form(deciders(2), ["a", "b"], [[[], []], [[0], []]], [[0, 1], [1, 0]]))
    for concept in CONCEPTS:
        assert found.equilibria(concept).tolist() == [0, 1]


def test_a_single_state() -> None:
    for conflict in (option_form(deciders(3), []), graph_form(deciders(3), ["a"], [[[0]]] * 3, [[0]] * 3)):
        found = stability_of(conflict)
        for concept in CONCEPTS:
            assert found.equilibria(concept).tolist() == [0]


def test_without_deciders_every_state_is_an_equilibrium() -> None:
    for conflict in (option_form([], [choice(0, 0, 2)]), graph_form([], ["a", "b"], [], [])):
        assert conflict.size == 2
        assert stability_of(conflict).equilibria("seq").tolist() == [0, 1]


def test_only_what_is_asked_for() -> None:
    conflict = option_form(deciders(1), [choice(0, 0, 2)])
    found = stability_of(conflict, ["smr"])
    assert list(found.stable) == ["smr"]
    assert not found.stable["smr"].flags.writeable
    with pytest.raises(KeyError):
        found.equilibria("nash")
    with pytest.raises(KeyError):
        stability_of(conflict, ["nsah"])

"""A conflict as a strategic game: its pure equilibria against the definition of Nash stability, state by state."""

from dataclasses import replace

import numpy as np
import pytest
from drawn_conflicts import ANY, drawn_conflict, nash_states
from hypothesis import given
from hypothesis import strategies as st

from nfg_files import Read, read_nfg
from winset.conflict.choices import Choice
from winset.conflict.conflict import Conflict, Decider, graph_form, option_form
from winset.conflict.normal_form import NoNormalFormError, NormalForm, normal_form
from winset.conflict.reshaping import Bar, merged, without_moves
from winset.conflict.stable import stability_of
from winset.formats.nfg import nfg_text
from winset.model.logic import AllOf, Atom

seeds = st.integers(0, 10**6)
A, B = Decider("a", "A"), Decider("b", "B")
YES = ("no", "yes")


def written(conflict: Conflict) -> tuple[NormalForm, Read]:
    found = normal_form(conflict, "drawn")
    return found, read_nfg(nfg_text(found.game))


def states_of(game: Read, profiles: set[tuple[int, ...]]) -> set[int]:
    """The states that combinations of strategies are, numbered from 0; those that are none are left out."""
    return {game.table[profile] - 1 for profile in profiles if game.table[profile]}


@given(seeds)
def test_where_every_change_is_a_move_pure_equilibria_are_nash_states(seed: int) -> None:
    conflict = drawn_conflict(seed)
    found, game = written(conflict)
    equilibria = game.pure_equilibria()
    assert states_of(game, equilibria) == nash_states(conflict)
    assert states_of(game, equilibria) == set(stability_of(conflict, ["nash"]).equilibria("nash").tolist())
    assert found.empty == sum(number == 0 for number in game.table.values())
    assert found.empty_equilibria == sum(game.table[profile] == 0 for profile in equilibria)
    assert "exactly the states" in game.comment


@given(seeds)
def test_where_some_changes_are_no_moves_every_equilibrium_is_a_nash_state(seed: int) -> None:
    conflict = drawn_conflict(seed, ANY)
    _, game = written(conflict)
    equilibria, stable = states_of(game, game.pure_equilibria()), nash_states(conflict)
    assert equilibria <= stable
    assert "exactly the states" not in game.comment or equilibria == stable


@given(seeds)
def test_payoffs_and_strategies_are_those_of_the_states(seed: int) -> None:
    """A state has the strategies that its levels say, and keeps the order of all payoffs, ties too."""
    conflict = drawn_conflict(seed)
    _, game = written(conflict)
    assert sorted(number for number in game.table.values() if number) == list(range(1, conflict.size + 1))
    for profile, number in game.table.items():
        if not number:
            continue
        said = " ".join(labels[at] for labels, at in zip(game.strategies, profile, strict=True))
        has = {
            f"{choice.id}={choice.levels[level]}"
            for choice, level in zip(conflict.choices, conflict.levels[number - 1], strict=True)
        }
        assert has == set(said.split()) - {"none"}
        assert game.payoffs[profile] == tuple(int(rank) + 1 for rank in conflict.payoffs[:, number - 1])


def two(infeasible: list[AllOf], payoffs: list[list[int]], direction: str = "both") -> Conflict:
    choices = [Choice("p", "P", 0, YES, YES, direction), Choice("q", "Q", 1, YES, YES)]  # type: ignore[arg-type]
    return option_form([A, B], choices, infeasible, payoffs)


def test_the_prisoners_dilemma_has_one_equilibrium() -> None:
    """States NN, YN, NY, YY, where yes is to cooperate; each prefers that only the other does (3, 2, 1, 0)."""
    _, game = written(two([], [[1, 0, 3, 2], [1, 3, 0, 2]]))
    assert (game.players, game.strategies) == (["a", "b"], [["p=no", "p=yes"], ["q=no", "q=yes"]])
    assert game.payoffs == {(0, 0): (2, 2), (1, 0): (1, 4), (0, 1): (4, 1), (1, 1): (3, 3)}
    assert game.pure_equilibria() == {(0, 0)}


def test_a_combination_that_is_no_state_can_be_an_equilibrium_and_is_counted() -> None:
    """Only NN and YY are feasible: from YN either can go to a state. With three options it is otherwise, see below."""
    cross = [AllOf((Atom(0, 2), Atom(1, 1))), AllOf((Atom(0, 1), Atom(1, 2)))]
    found, game = written(two(cross, [[0, 1], [0, 1]]))
    assert (found.empty, found.empty_equilibria) == (2, 0)
    assert game.pure_equilibria() == {(0, 0), (1, 1)}
    assert "none of them is a pure equilibrium" in game.comment


def test_three_who_must_agree_leave_nobody_who_alone_can_mend_it() -> None:
    """One option of three levels each, feasible only where all have the same: (0, 1, 2) and its like are 6 of 24."""
    c = Decider("c", "C")
    names = ("low", "middle", "high")
    choices = [Choice(id_, id_, at, names, names) for at, id_ in enumerate("pqr")]
    differ = [
        AllOf((Atom(one, 1 << low), Atom(other, 1 << high)))
        for one, other in ((0, 1), (0, 2), (1, 2))
        for low in range(3)
        for high in range(3)
        if low != high
    ]
    found, game = written(option_form([A, B, c], choices, differ))
    assert (found.empty, found.empty_equilibria) == (24, 6)
    assert "6 of them are pure equilibria, which mean nothing" in game.comment
    assert sum(game.table[profile] == 0 for profile in game.pure_equilibria()) == 6


def test_an_option_that_cannot_be_taken_back_holds_a_state_that_the_game_does_not() -> None:
    """Who has taken p would rather not have, and cannot take it back: Nash stable, and no equilibrium of the game."""
    conflict = two([], [[1, 0, 1, 0], [0, 0, 0, 0]], "up")
    _, game = written(conflict)
    assert nash_states(conflict) == {0, 1, 2, 3}
    assert states_of(game, game.pure_equilibria()) == {0, 2}
    assert "may be no equilibrium" in game.comment


def test_settings_that_no_state_has_are_no_strategies() -> None:
    """Of two options of one decision maker exactly one is taken: two strategies, not four, and no empty combination."""
    choices = [Choice("p", "P", 0, YES, YES), Choice("r", "R", 0, YES, YES), Choice("q", "Q", 1, YES, YES)]
    one = [AllOf((Atom(0, 1), Atom(1, 1))), AllOf((Atom(0, 2), Atom(1, 2)))]
    found, game = written(option_form([A, B], choices, one))
    assert game.strategies == [["p=yes r=no", "p=no r=yes"], ["q=no", "q=yes"]]
    assert found.empty == 0


def test_who_has_no_options_has_one_strategy() -> None:
    _, game = written(option_form([A, B], [Choice("p", "P", 0, YES, YES)], [], [[0, 1], [1, 0]]))
    assert game.strategies == [["p=no", "p=yes"], ["none"]]


def test_states_and_moves_make_no_game() -> None:
    conflict = graph_form([A], ["x", "y"], [[[1], [0]]], [[0, 1]])
    with pytest.raises(NoNormalFormError, match="no options"):
        normal_form(conflict, "t")


def test_moves_that_change_options_of_others_make_no_game() -> None:
    """As between merged states: here a is given a move of b."""
    conflict = two([], [[0, 0, 0, 0], [0, 0, 0, 0]])
    other = replace(conflict, moves=(conflict.moves[1], conflict.moves[1]))
    with pytest.raises(NoNormalFormError, match="options of somebody else"):
        normal_form(other, "t")


def test_states_that_count_as_one_make_no_game() -> None:
    """YN and NY are one: from NN both can go there, and from there, at the levels of YN, a changes what is b's."""
    conflict, _ = merged(two([], [[0, 1, 1, 2], [0, 1, 1, 2]]), [np.array([False, True, True, False])])
    with pytest.raises(NoNormalFormError, match="as moves between merged states"):
        normal_form(conflict, "t")


def test_a_barred_move_is_a_change_that_only_the_game_has() -> None:
    """Both like YY best, and a may not take p once q is taken: NY holds in the conflict, and not in the game."""
    free = two([], [[0, 1, 2, 3], [0, 1, 2, 3]])
    every, now = np.ones(4, np.bool_), np.array([False, False, True, False])
    conflict = without_moves(free, [Bar(0, now, every)])
    found, game = written(conflict)
    assert stability_of(conflict, ["nash"]).equilibria("nash").tolist() == [2, 3]
    assert states_of(game, game.pure_equilibria()) == {3}
    assert any("may be no equilibrium" in each for each in found.differences)


def test_a_game_too_large_is_refused_before_it_is_made() -> None:
    """21 decision makers with an option each, of which at most one is taken: 22 states, and 2^21 combinations."""
    deciders = [Decider(f"d{at}", f"D{at}") for at in range(21)]
    choices = [Choice(f"o{at}", f"O{at}", at, YES, YES) for at in range(21)]
    apart = [AllOf((Atom(one, 2), Atom(other, 2))) for one in range(21) for other in range(one)]
    conflict = option_form(deciders, choices, apart)
    assert conflict.size == 22
    with pytest.raises(NoNormalFormError, match="2,097,152 combinations"):
        normal_form(conflict, "t")

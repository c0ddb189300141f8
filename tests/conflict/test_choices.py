"""The option form: which states there are, in which order, and who can move where."""

import numpy as np
import pytest

from conflict_strategies import choice
from winset.conflict import choices as module
from winset.conflict.choices import Choice, TooManyStatesError, feasible_states, holds, reach_by_choices
from winset.model.logic import FALSE, TRUE, AllOf, AnyOf, Atom, Formula, Not

NO, YES = 1, 2


def yes_or_no(*owners: int) -> list[Choice]:
    return [choice(at, owner, 2) for at, owner in enumerate(owners)]


def exactly_one(options: range) -> list[Formula]:
    """What is infeasible then, two by two, and none."""
    pairs = [AllOf((Atom(one, YES), Atom(other, YES))) for one in options for other in options if one < other]
    return [*pairs, AllOf(tuple(Atom(at, NO) for at in options))]


class TestStates:
    def test_the_first_option_counts_least(self) -> None:
        assert feasible_states(yes_or_no(0, 0), []).tolist() == [[0, 0], [1, 0], [0, 1], [1, 1]]

    def test_levels_of_several_kinds(self) -> None:
        found = feasible_states([choice(0, 0, 2), choice(1, 0, 3)], [])
        assert found.tolist() == [[0, 0], [1, 0], [0, 1], [1, 1], [0, 2], [1, 2]]

    def test_what_is_left_stays_in_order(self) -> None:
        """Without what takes the first and the third; numbers 5 and 7 of 8 are out."""
        found = feasible_states(yes_or_no(0, 0, 0), [AllOf((Atom(0, YES), Atom(2, YES)))])
        assert (found @ [1, 2, 4]).tolist() == [0, 1, 2, 3, 4, 6]

    def test_an_option_with_one_level_changes_nothing(self) -> None:
        found = feasible_states([choice(0, 0, 1), choice(1, 0, 2), choice(2, 0, 1)], [])
        assert found.tolist() == [[0, 0, 0], [0, 1, 0]]

    def test_without_options_there_is_one_state(self) -> None:
        assert feasible_states([], []).shape == (1, 0)

    @pytest.mark.parametrize(("formula", "left"), [(TRUE, 0), (FALSE, 4), (Not(TRUE), 4), (AnyOf((TRUE, FALSE)), 0)])
    def test_a_formula_that_reads_no_option(self, formula: Formula, left: int) -> None:
        assert len(feasible_states(yes_or_no(0, 0), [formula])) == left

    def test_a_formula_that_reads_no_option_and_no_options(self) -> None:
        assert feasible_states([], [TRUE]).shape == (0, 0)
        assert feasible_states([], [FALSE]).shape == (1, 0)

    def test_sixty_four_levels(self) -> None:
        """The last has the highest bit of a word."""
        found = feasible_states([choice(0, 0, 64)], [Not(Atom(0, 1 << 63))])
        assert found.tolist() == [[63]]

    def test_few_states_of_many_combinations(self) -> None:
        """Exactly one of 60 options: 60 states of 2^60, and what is left out is left out on the way."""
        found = feasible_states(yes_or_no(*[0] * 60), exactly_one(range(60)))
        assert (found == np.eye(60)).all()

    def test_too_many_states(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module, "MOST_STATES", 8)
        assert len(feasible_states(yes_or_no(0, 0, 0), [])) == 8
        with pytest.raises(TooManyStatesError, match="more than 8 states"):
            feasible_states(yes_or_no(0, 0, 0, 0), [])

    def test_too_many_states_that_would_not_even_fit(self) -> None:
        """2^300, refused before they are laid out."""
        with pytest.raises(TooManyStatesError, match="more than 8,388,608 states"):
            feasible_states(yes_or_no(*[0] * 300), [])

    def test_where_a_formula_holds(self) -> None:
        levels = feasible_states(yes_or_no(0, 0), [])
        assert holds(Atom(1, YES), levels).tolist() == [False, False, True, True]
        assert holds(TRUE, levels).tolist() == [True] * 4
        assert holds(FALSE, levels[:0]).tolist() == []


class TestMoves:
    """States by hand: 0 neither, 1 the first, 2 the second, 3 both."""

    def moves(self, options: list[Choice], decider: int, infeasible: tuple[Formula, ...] = ()) -> list[list[int]]:
        levels = feasible_states(options, infeasible)
        reach = reach_by_choices(levels, options, decider)
        return [reach.moves(state).tolist() for state in range(len(levels))]

    def test_own_options_only(self) -> None:
        assert self.moves(yes_or_no(0, 1), 0) == [[1], [0], [3], [2]]
        assert self.moves(yes_or_no(0, 1), 1) == [[2], [3], [0], [1]]

    def test_several_options_at_once(self) -> None:
        assert self.moves(yes_or_no(0, 0), 0) == [[1, 2, 3], [0, 2, 3], [0, 1, 3], [0, 1, 2]]

    def test_an_infeasible_state_is_stepped_over(self) -> None:
        """Neither or both: two options change at once, though each alone cannot."""
        unequal = Not(AnyOf((AllOf((Atom(0, YES), Atom(1, YES))), AllOf((Atom(0, NO), Atom(1, NO))))))
        assert self.moves(yes_or_no(0, 0), 0, (unequal,)) == [[1], [0]]
        assert self.moves(yes_or_no(0, 1), 0, (unequal,)) == [[], []]

    def test_a_decider_without_options_has_no_moves(self) -> None:
        assert self.moves(yes_or_no(0, 0), 1) == [[], [], [], []]

    def test_no_options_at_all(self) -> None:
        assert self.moves([], 0) == [[]]

    def test_an_option_with_one_level_gives_no_moves(self) -> None:
        assert self.moves([choice(0, 0, 1), choice(1, 1, 2)], 0) == [[], []]

    def test_only_up_and_only_down(self) -> None:
        assert self.moves([choice(0, 0, 3, "up")], 0) == [[1, 2], [2], []]
        assert self.moves([choice(0, 0, 3, "down")], 0) == [[], [0], [0, 1]]

    def test_one_up_and_one_both_ways(self) -> None:
        assert self.moves([choice(0, 0, 2, "up"), choice(1, 0, 2)], 0) == [[1, 2, 3], [3], [0, 1, 3], [1]]

    def test_one_up_and_one_down(self) -> None:
        assert self.moves([choice(0, 0, 2, "up"), choice(1, 0, 2, "down")], 0) == [[1], [], [0, 1, 3], [1]]

    def test_no_state_no_moves(self) -> None:
        for direction in ("both", "up"):
            options = [choice(0, 0, 2, direction)]
            reach = reach_by_choices(feasible_states(options, [TRUE]), options, 0)
            assert len(reach.reads) == reach.lists == len(reach.members) == 0

    def test_lists_are_shared(self) -> None:
        """Ten options of two deciders: 32 lists of 32 states each, not 1,024 of 31."""
        options = yes_or_no(*[0] * 5, *[1] * 5)
        reach = reach_by_choices(feasible_states(options, []), options, 0)
        assert (reach.lists, len(reach.members)) == (32, 1024)

    def test_lists_of_what_cannot_be_taken_back(self) -> None:
        """Three members for every two states, for each such option: 4 * (3/2)^2, and 8 settings of others."""
        options = [choice(0, 0, 2, "up"), choice(1, 0, 2, "down"), *[choice(at, 1, 2) for at in (2, 3, 4)]]
        reach = reach_by_choices(feasible_states(options, []), options, 0)
        assert len(reach.members) == 9 * 8

    def test_more_moves_than_can_be_listed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        options = [choice(at, 0, 2, "up") for at in range(4)]
        levels = feasible_states(options, [])
        monkeypatch.setattr(module, "MOST_LISTED", 81)  # 3^4
        assert len(reach_by_choices(levels, options, 0).members) == 81
        monkeypatch.setattr(module, "MOST_LISTED", 80)
        with pytest.raises(TooManyStatesError, match="more than 80 moves"):
            reach_by_choices(levels, options, 0)

    def test_rows_that_are_too_many_for_a_table(self) -> None:
        """Others' options of 64 levels each, so that numbers of rows go far beyond the states; 3 states, two lists."""
        options = [choice(0, 0, 2), *[choice(at, 1, 64) for at in range(1, 13)]]
        levels = np.zeros((3, 13), np.uint8)
        levels[1, 0] = 1
        levels[2, 1:] = 63
        reach = reach_by_choices(levels, options, 0)
        assert [reach.moves(state).tolist() for state in range(3)] == [[1], [0], []]
        reach = reach_by_choices(levels, options, 1)
        assert [reach.moves(state).tolist() for state in range(3)] == [[2], [], [0]]

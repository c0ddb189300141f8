"""Lists of moves: plain, shared, empty."""

import numpy as np
import pytest

from winset.conflict.reach import distinct, frozen_reach, reach_by_lists


def test_plain_lists() -> None:
    """A move to the state itself is none, one that is listed twice counts once, and they come in ascending order."""
    reach = reach_by_lists([[2, 1, 2], [1], [], [0, 3, 0]])
    assert [reach.moves(state).tolist() for state in range(4)] == [[1, 2], [], [], [0]]
    assert reach.members.tolist() == [1, 2, 0]
    assert reach.starts.tolist() == [0, 2, 2, 2, 3]
    assert reach.reads.tolist() == [0, 1, 2, 3]


def test_shared_lists_hold_the_state_itself() -> None:
    reach = frozen_reach([0, 1, 2], [0, 2, 3], [0, 0, 1])
    assert [reach.moves(state).tolist() for state in range(3)] == [[1], [0], []]
    assert reach.lists == 2
    assert reach.list_of_members().tolist() == [0, 0, 1]


def test_no_moves_and_no_states() -> None:
    assert reach_by_lists([[], []]).moves(1).tolist() == []
    assert reach_by_lists([]).lists == 0


@pytest.mark.parametrize("stray", [-1, 2])
def test_a_move_leads_to_a_state(stray: int) -> None:
    with pytest.raises(ValueError, match="not among the 2"):
        reach_by_lists([[1], [0, stray]])


def test_nothing_can_be_written_to() -> None:
    reach = reach_by_lists([[1], [0]])
    for array in (reach.members, reach.starts, reach.reads):
        assert not array.flags.writeable


def test_arrays_that_are_given_stay_their_owner_s() -> None:
    members = np.array([1, 0], np.int32)
    reach = frozen_reach(members, [0, 1, 2], [0, 1])
    members[0] = 0
    assert reach.moves(0).tolist() == [1]


def test_different_numbers_in_ascending_order() -> None:
    assert distinct(np.array([3, 1, 3, 2, 1], np.int64)).tolist() == [1, 2, 3]
    assert distinct(np.zeros(0, np.int64)).tolist() == []

import numpy as np
import oracle_paths as oracle
from drawn_paths import Drawn, deciders, in_moves, in_options
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from winset.conflict.carrying import Carrying, packed, unpacked
from winset.conflict.conflict import graph_form

DRAWN = st.one_of(in_moves(), in_options())


@given(arrays.arrays(np.bool_, arrays.array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=150)))
def test_truths_come_back_from_their_bits(truths: np.ndarray[tuple[int, int], np.dtype[np.bool_]]) -> None:
    assert np.array_equal(unpacked(packed(truths), truths.shape[1]), truths)


@given(DRAWN, st.data())
def test_a_state_ends_with_what_its_movers_can_bring_about(drawn: Drawn, data: st.DataObject) -> None:
    conflict, moves, payoffs = drawn
    everybody = range(len(moves))
    movers = data.draw(st.lists(st.sampled_from(everybody), unique=True))
    own = packed(np.eye(conflict.size, dtype=np.bool_))
    found = unpacked(Carrying.of(conflict, movers)(own), conflict.size)
    for state in range(conflict.size):
        expected = {state} | oracle.reached(moves, payoffs, state, movers, improving=False)
        assert set(np.flatnonzero(found[state]).tolist()) == expected


def test_along_a_corridor() -> None:
    """Two deciders move on in turn: from each of 300 states all that come after it can be reached, and none before."""
    count = 300
    moves = [[[at + 1] if at % 2 == who and at + 1 < count else [] for at in range(count)] for who in range(2)]
    conflict = graph_form(deciders(2), [str(at) for at in range(count)], moves, np.zeros((2, count)))
    found = unpacked(Carrying.of(conflict, (0, 1))(packed(np.eye(count, dtype=np.bool_))), count)
    assert np.array_equal(found, np.triu(np.ones((count, count), np.bool_)))


def test_what_is_carried_is_not_changed() -> None:
    conflict = graph_form(deciders(1), "ab", [[[1], []]], [[0, 0]])
    rows = packed(np.eye(2, dtype=np.bool_))
    before = rows.copy()
    Carrying.of(conflict, (0,))(rows)
    assert np.array_equal(rows, before)

"""What is otherwise in changed rankings: beside all pairs looked at, and by hand."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from conflict_strategies import deciders
from winset.conflict.changes import changes_of, improvements_won
from winset.conflict.conflict import graph_form, ranked
from winset.conflict.inverse import Inverse
from winset.conflict.needs import Pays

ROWS = st.integers(1, 7).flatmap(
    lambda size: st.tuples(*(st.lists(st.integers(0, 4), min_size=size, max_size=size) for _ in range(2)))
)


@given(ROWS)
def test_who_stands_otherwise_to_some_other(rows: tuple[list[int], list[int]]) -> None:
    now, then = rows
    conflict = graph_form(deciders(1), [str(at) for at in range(len(now))], [[[] for _ in now]], [now])
    found = Inverse(0, "nash", (0,), ranked([then]), 0, proven=True)
    states = range(len(now))
    moved = sum(any(np.sign(now[a] - now[b]) != np.sign(then[a] - then[b]) for b in states) for a in states)
    down = [other for other in states if now[other] > now[0] and then[other] <= then[0]]
    assert list(changes_of(conflict, found)) == ([(0, down, moved)] if moved else [])


def test_improvements_that_are_won() -> None:
    """From a the decider can go to b and c, from b to c; it liked a > b > c, and now c > a > b."""
    conflict = graph_form(deciders(1), list("abc"), [[[1, 2], [2], []]], [[2, 1, 0]])
    found = Inverse(0, "seq", (0,), ranked([[1, 0, 2]]), 0, proven=True)
    assert list(improvements_won(conflict, found, 0)) == [Pays(0, 0, 2), Pays(0, 1, 2)]
    assert list(improvements_won(conflict, Inverse(0, "seq", (0,), None, 0, proven=True), 0)) == []

"""The least change of mind under which a state lasts, beside all rankings gone through."""

from collections.abc import Sequence
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conflict_strategies import InMoves, choice, deciders
from winset.conflict import inverse as module
from winset.conflict.concepts import CONCEPTS
from winset.conflict.conflict import Conflict, graph_form, option_form
from winset.conflict.inverse import Inverse, TooManyStatesToInvertError, changes_of, invert
from winset.conflict.stable import stability_of

SIZE = 4
RANKINGS = [row for row in product(range(SIZE), repeat=SIZE) if set(row) == set(range(max(row) + 1))]


def test_there_are_as_many_weak_orders_as_there_should_be() -> None:
    """Of four things there are 75 weak orders (the ordered Bell number)."""
    assert len(RANKINGS) == 75


def apart(one: Sequence[int], other: Sequence[int]) -> int:
    """Kemeny and Snell 1962."""
    pairs = combinations(range(len(one)), 2)
    return sum(abs(int(np.sign(one[a] - one[b])) - int(np.sign(other[a] - other[b]))) for a, b in pairs)


def least(conflict: Conflict, state: int, concept: str, changing: Sequence[int]) -> int | None:
    """The least distance under which the state is an equilibrium, of all rankings; None where there is none."""
    now = [tuple(row) for row in conflict.payoffs.tolist()]
    ranges = [RANKINGS if who in changing else [row] for who, row in enumerate(now)]
    found = sorted((sum(map(apart, now, rows)), rows) for rows in product(*ranges))
    for distance, rows in found:
        if stability_of(conflict.with_payoffs(rows), [concept]).stable[concept][:, state].all():
            return distance
    return None


@st.composite
def small(draw: st.DrawFn) -> InMoves:
    """Two deciders over four states: as many rankings as can be gone through."""
    row = st.lists(st.integers(0, SIZE - 1), max_size=3).map(tuple)
    rows = st.lists(row, min_size=SIZE, max_size=SIZE).map(tuple)
    return InMoves((draw(rows), draw(rows)), (draw(st.sampled_from(RANKINGS)), draw(st.sampled_from(RANKINGS))))


def holds(conflict: Conflict, found: Inverse) -> None:
    """What is found makes the state last, and is as far from what is held as is said."""
    assert found.payoffs is not None
    changed = conflict.with_payoffs(found.payoffs)
    assert stability_of(changed, [found.concept]).stable[found.concept][:, found.state].all()
    rows = zip(conflict.payoffs.tolist(), found.payoffs.tolist(), strict=True)
    assert sum(apart(one, other) for one, other in rows) == found.distance
    for who in set(range(len(conflict.deciders))) - set(found.asked):
        assert (found.payoffs[who] == conflict.payoffs[who]).all()


@settings(max_examples=60, deadline=None)
@given(small(), st.integers(0, SIZE - 1), st.sampled_from(list(CONCEPTS)), st.sampled_from([[0], [1]]))
def test_one_mind_changes_as_little_as_any(drawn: InMoves, state: int, concept: str, changing: list[int]) -> None:
    conflict = drawn.conflict
    wanted = least(conflict, state, concept, changing)
    found = invert(conflict, state, concept, changing)
    assert found.proven
    if wanted is None:
        assert found.payoffs is None
    else:
        assert found.distance == wanted
        holds(conflict, found)


@settings(max_examples=8, deadline=None)
@given(small(), st.integers(0, SIZE - 1), st.sampled_from(list(CONCEPTS)))
def test_two_minds_change_as_little_as_any(drawn: InMoves, state: int, concept: str) -> None:
    conflict = drawn.conflict
    found = invert(conflict, state, concept)
    assert found.proven
    wanted = least(conflict, state, concept, [0, 1])
    assert (found.payoffs is None) == (wanted is None)
    if wanted is not None:
        assert found.distance == wanted
        holds(conflict, found)


@settings(max_examples=30, deadline=None)
@given(small(), st.integers(0, SIZE - 1), st.sampled_from(["seq", "sseq"]))
def test_where_rankings_are_too_many_what_is_found_holds_and_is_not_said_to_be_least(
    drawn: InMoves, state: int, concept: str
) -> None:
    conflict = drawn.conflict
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "MOST_RANKED", 3)
        found = invert(conflict, state, concept)
    lasting = stability_of(conflict, [concept]).stable[concept][:, state].all()
    assert found.proven == lasting
    if found.payoffs is not None:
        holds(conflict, found)


def dilemma() -> Conflict:
    """The prisoner's dilemma: NN, YN, NY, YY, where Y is to cooperate."""
    worth = [[1, 0, 3, 2], [1, 3, 0, 2]]
    return option_form(deciders(2), [choice(0, 0, 2), choice(1, 1, 2)], payoffs=worth)


def test_each_prisoner_must_like_betrayal_no_better_than_cooperation() -> None:
    """Each has one move from where both cooperate, to the next better state: a tie with it, one pair each, will do."""
    found = invert(dilemma(), 3, "nash")
    assert (found.distance, found.proven) == (2, True)
    assert list(changes_of(dilemma(), found)) == [(0, [2], 2), (1, [1], 2)]


def test_one_prisoner_alone_cannot_make_cooperation_last() -> None:
    found = invert(dilemma(), 3, "nash", [0])
    assert found.payoffs is None
    assert (found.proven, found.against) == (True, (1,))


def test_what_lasts_already_needs_no_change() -> None:
    found = invert(dilemma(), 3, "seq")
    assert (found.distance, found.proven) == (0, True)
    assert list(changes_of(dilemma(), found)) == []


def test_the_state_rises_rather_than_that_others_pass_one_that_stays() -> None:
    """One decider can go from d to a and b, and likes a > b > c > d: a and b have to come down to d.

    If c stayed above, a and b would pass it (2 each), the higher end level with d (1) and the other below it (2): 7.
    If d rises to the level of a (1) and passes b and c (2 each), that is 5.
    """
    conflict = graph_form(deciders(1), list("abcd"), [[[], [], [], [0, 1]]], [[3, 2, 1, 0]])
    found = invert(conflict, 3, "nash")
    assert (found.distance, found.proven) == (5, True)
    assert found.payoffs is not None
    assert found.payoffs.tolist() == [[2, 1, 0, 2]]
    holds(conflict, found)


def test_too_many_states(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_STATES", 3)
    with pytest.raises(TooManyStatesToInvertError, match="up to 3 states"):
        invert(dilemma(), 3, "nash")
    with pytest.raises(KeyError):
        invert(dilemma(), 3, "cnash")

"""The least change of mind under which a state lasts, beside all rankings gone through."""

from collections.abc import Sequence
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reference_conflicts import FOLDER, read, with_its_moves

from conflict_strategies import DIRECTIONS, InMoves, choice, deciders
from winset.conflict import inverse as module
from winset.conflict.changes import changes_of
from winset.conflict.choices import Direction
from winset.conflict.concepts import CONCEPTS
from winset.conflict.conflict import Conflict, graph_form, option_form
from winset.conflict.inverse import Inverse, TooManyStatesToInvertError, invert
from winset.conflict.orders import Orders
from winset.conflict.stable import stability_of
from winset.settlement.clock import Clock

SIZE = 4


def rankings(size: int) -> list[tuple[int, ...]]:
    return [row for row in product(range(size), repeat=size) if set(row) == set(range(max(row) + 1))]


RANKINGS = rankings(SIZE)


def test_there_are_as_many_weak_orders_as_there_should_be() -> None:
    """The ordered Bell numbers: of three things there are 13 weak orders, of four 75, of five 541."""
    assert [len(rankings(size)) for size in (3, 4, 5)] == [13, 75, 541]


def apart(one: Sequence[int], other: Sequence[int]) -> int:
    """Kemeny and Snell 1962."""
    pairs = combinations(range(len(one)), 2)
    return sum(abs(int(np.sign(one[a] - one[b])) - int(np.sign(other[a] - other[b]))) for a, b in pairs)


def least(conflict: Conflict, state: int, concept: str, changing: Sequence[int]) -> int | None:
    """The least distance under which the state is an equilibrium, of all rankings; None where there is none."""
    now = [tuple(row) for row in conflict.payoffs.tolist()]
    every = rankings(conflict.size)
    ranges = [every if who in changing else [row] for who, row in enumerate(now)]
    found = sorted((sum(map(apart, now, rows)), rows) for rows in product(*ranges))
    for distance, rows in found:
        if stability_of(conflict.with_payoffs(rows), [concept]).stable[concept][:, state].all():
            return distance
    return None


@st.composite
def small(draw: st.DrawFn, count: int = 2, size: int = SIZE) -> InMoves:
    """Few deciders over few states: as many rankings as can be gone through."""
    row = st.lists(st.integers(0, size - 1), max_size=3).map(tuple)
    rows = st.lists(row, min_size=size, max_size=size).map(tuple)
    ranking = st.sampled_from(rankings(size))
    return InMoves(tuple(draw(rows) for _ in range(count)), tuple(draw(ranking) for _ in range(count)))


def matches(conflict: Conflict, state: int, concept: str, changing: Sequence[int]) -> None:
    """What is found is what going through all rankings finds."""
    found = invert(conflict, state, concept, changing)
    wanted = least(conflict, state, concept, changing)
    assert found.proven
    assert (found.payoffs is None) == (wanted is None)
    if wanted is not None:
        assert found.distance == wanted
        holds(conflict, found)


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
    matches(drawn.conflict, state, concept, changing)


@settings(max_examples=8, deadline=None)
@given(small(), st.integers(0, SIZE - 1), st.sampled_from(list(CONCEPTS)))
def test_two_minds_change_as_little_as_any(drawn: InMoves, state: int, concept: str) -> None:
    matches(drawn.conflict, state, concept, [0, 1])


@settings(max_examples=25, deadline=None)
@given(small(3, 5), st.integers(0, 4), st.sampled_from(list(CONCEPTS)), st.sampled_from([[0], [2]]))
def test_one_of_three_changes_its_mind_over_five_states(
    drawn: InMoves, state: int, concept: str, changing: list[int]
) -> None:
    matches(drawn.conflict, state, concept, changing)


@settings(max_examples=12, deadline=None)
@given(small(3, 3), st.integers(0, 2), st.sampled_from(["seq", "sseq"]), st.sampled_from([[0, 1], [0, 2], [0, 1, 2]]))
def test_several_of_three_change_their_minds(drawn: InMoves, state: int, concept: str, changing: list[int]) -> None:
    matches(drawn.conflict, state, concept, changing)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from(DIRECTIONS), min_size=2, max_size=2),
    st.lists(st.sampled_from(RANKINGS), min_size=2, max_size=2),
    st.integers(0, SIZE - 1),
    st.sampled_from(list(CONCEPTS)),
    st.sampled_from([[0], [1]]),
)
def test_minds_change_as_little_as_any_where_moves_come_from_options(
    directions: list[Direction], payoffs: list[tuple[int, ...]], state: int, concept: str, changing: list[int]
) -> None:
    choices = [choice(at, at, 2, direction) for at, direction in enumerate(directions)]
    matches(option_form(deciders(2), choices, payoffs=payoffs), state, concept, changing)


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


def test_where_time_runs_out_what_comes_down_is_told_and_not_said_to_be_least(monkeypatch: pytest.MonkeyPatch) -> None:
    """The crowd would answer b by c only if it liked that better, so b has to come down: one tie."""

    def late(_: Orders, clock: Clock) -> None:
        clock.ran_out = True

    monkeypatch.setattr(Orders, "solve", late)
    conflict = graph_form(deciders(2), list("abc"), [[[1], [], []], [[], [2], []]], [[1, 2, 0], [1, 2, 0]])
    found = invert(conflict, 0, "seq")
    assert (found.distance, found.proven) == (1, False)
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


ELMIRA = FOLDER / "elmira.json"


@pytest.mark.skipif(not ELMIRA.exists(), reason="the reference conflicts are no part of this project")
@pytest.mark.parametrize("concept", list(CONCEPTS))
def test_what_uniroyal_would_have_to_think_at_elmira(concept: str) -> None:
    """The groundwater conflict of Elmira (Hipel, Fang, Kilgour and Haight 1993), by hand.

    In state 9 only Uniroyal has an improvement: to abandon, state 11. It likes 5, 6, 11 and 12, all abandoned, the
    same, more than 2, that more than 3, and that more than 9. For 11 to be no better than 9 costs the pair itself 1;
    for each of 2 and 3, that lie between, 2; for each of 5, 6 and 12 1, as it parts from 11 or comes no better than 9
    with it. That is 8. From 11 the others reach only 5, 6 and 12, so that it is as far to deter Uniroyal. State 8 is
    its worst, and 10, to which it can go, has 8 states between: 2 each and 1. 12, to which it can go too, is one of
    them; from 10 the others reach only 4, which it likes still more.
    """
    conflict = with_its_moves(read(ELMIRA))
    for number, distance in ((9, 8), (8, 17)):
        found = invert(conflict, number - 1, concept)
        assert (found.distance, found.proven) == (distance, True)
        assert [who for who, _, _ in changes_of(conflict, found)] == [1]
        without = invert(conflict, number - 1, concept, [0, 2])
        assert (without.payoffs, without.proven, without.against) == (None, True, (1,))

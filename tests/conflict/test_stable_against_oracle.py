"""States, moves and stability are those of a brute force written from the definitions; what is true of any conflict."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import graph_oracle as oracle
from conflict_strategies import InMoves, InOptions, deciders, in_moves, in_options, renumbered
from winset.conflict import sweeps as module
from winset.conflict.concepts import CONCEPTS
from winset.conflict.conflict import Conflict, graph_form, option_form
from winset.conflict.stable import Stability, stability_of
from winset.conflict.sweeps import Sweep, least_held_to

IMPLIES = [("nash", "sseq"), ("sseq", "seq"), ("sseq", "smr"), ("seq", "gmr"), ("smr", "gmr")]
"""R_i+ empty leaves nothing to answer; steps that pay are steps; an answer that cannot be escaped is an answer."""

STEPS = [0, module.MOST_STEPS]
"""In no steps at all, so that all is searched; and in so many that nothing here is."""


def as_lists(found: Stability) -> dict[str, list[list[bool]]]:
    return {id_: rows.tolist() for id_, rows in found.stable.items()}


def within(steps: int, conflict: Conflict) -> Stability:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "MOST_STEPS", steps)
        return stability_of(conflict)


def by_force(graph: oracle.Graph) -> dict[str, list[list[bool]]]:
    return {id_: oracle.stability(graph, id_) for id_ in oracle.CONCEPTS}


def moves_of(conflict: Conflict) -> tuple[tuple[frozenset[int], ...], ...]:
    return tuple(
        tuple(frozenset(map(int, reach.moves(state))) for state in range(conflict.size)) for reach in conflict.moves
    )


def test_the_oracle_knows_every_concept() -> None:
    assert set(oracle.CONCEPTS) == set(CONCEPTS)


@given(in_options(least=1))
def test_states_and_moves_of_the_option_form(drawn: InOptions) -> None:
    conflict = drawn.conflict
    assert [tuple(levels) for levels in conflict.levels.tolist()] == list(drawn.states)
    assert moves_of(conflict) == drawn.graph.moves


@pytest.mark.parametrize("steps", STEPS)
@given(drawn=in_options())
def test_stability_in_the_option_form(drawn: InOptions, steps: int) -> None:
    assert as_lists(within(steps, drawn.conflict)) == by_force(drawn.graph)


@pytest.mark.parametrize("steps", STEPS)
@given(drawn=in_moves())
def test_moves_and_stability_in_the_graph_form(drawn: InMoves, steps: int) -> None:
    assert moves_of(drawn.conflict) == drawn.graph.moves
    assert as_lists(within(steps, drawn.conflict)) == by_force(drawn.graph)


@given(in_options())
def test_both_forms_of_one_conflict_agree(drawn: InOptions) -> None:
    conflict = drawn.conflict
    lists = [[reach.moves(state).tolist() for state in range(conflict.size)] for reach in conflict.moves]
    labels = [f"state {state}" for state in range(conflict.size)]
    other = graph_form(conflict.deciders, labels, lists, drawn.payoffs)
    assert as_lists(stability_of(conflict)) == as_lists(stability_of(other))


@pytest.mark.parametrize("steps", STEPS)
@given(drawn=in_options(), data=st.data())
def test_moves_given_one_by_one_beside_options(drawn: InOptions, data: st.DataObject, steps: int) -> None:
    """Lists that states share hold the state itself. Staying is no move, and nobody moves twice running by it."""
    conflict = drawn.conflict
    row = st.lists(st.integers(0, conflict.size - 1), max_size=3)
    lists = data.draw(st.lists(row, min_size=conflict.size, max_size=conflict.size))
    labels = [f"state {state}" for state in range(conflict.size)]
    own = graph_form(conflict.deciders[:1], labels, [lists], drawn.payoffs[:1]).moves
    mixed = replace(conflict, moves=(*own, *conflict.moves[1:]), transitive=False)
    graph = oracle.graph_of_lists([lists, *drawn.graph.moves[1:]], drawn.payoffs)  # type: ignore[list-item]
    assert as_lists(within(steps, mixed)) == by_force(graph)


@pytest.mark.parametrize("steps", STEPS)
@given(drawn=in_moves(), data=st.data())
def test_the_least_that_can_be_brought_about(drawn: InMoves, data: st.DataObject, steps: int) -> None:
    graph, conflict = drawn.graph, drawn.conflict
    movers = data.draw(st.lists(st.sampled_from(graph.deciders), unique=True))
    values = data.draw(st.lists(st.integers(0, 9), min_size=conflict.size, max_size=conflict.size))
    sweeps = [Sweep.of(reach, payoff) for reach, payoff in zip(conflict.moves, conflict.payoffs, strict=True)]
    for improving in (False, True):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(module, "MOST_STEPS", steps)
            found = least_held_to(sweeps, movers, np.array(values, np.int32), transitive=False, improving=improving)
        assert found.tolist() == [
            min(values[at] for at in oracle.ends(graph, movers, state, improving=improving) | {state})
            for state in graph.states
        ]


@pytest.mark.parametrize(("one", "other"), IMPLIES)
@given(drawn=st.one_of(in_options(), in_moves()))
def test_what_is_stable_under_one_concept_is_under_another(one: str, other: str, drawn: InOptions | InMoves) -> None:
    found = stability_of(drawn.conflict, (one, other)).stable
    assert not (found[one] & ~found[other]).any()


@given(st.one_of(in_options(), in_moves()))
def test_nobody_leaves_what_it_likes_best(drawn: InOptions | InMoves) -> None:
    best = np.array([np.array(row) == max(row) for row in drawn.payoffs])
    for rows in stability_of(drawn.conflict).stable.values():
        assert rows[best].all()


@given(st.one_of(in_options(most=2), in_moves(least=2, most=2)))
def test_two_deciders_answer_with_a_single_move(drawn: InOptions | InMoves) -> None:
    """A second move of the only opponent would be one twice running. So the definitions need no sequences."""
    graph = drawn.graph
    found = stability_of(drawn.conflict, ("gmr", "smr")).stable

    def holds(decider: int, state: int, to: int, *, escapes: bool) -> bool:
        def worth(at: int) -> int:
            return graph.payoffs[decider][at]

        return any(
            worth(answer) <= worth(state)
            and not (escapes and any(worth(at) > worth(state) for at in graph.moves[decider][answer]))
            for answer in graph.moves[1 - decider][to]
        )

    for concept, escapes in (("gmr", False), ("smr", True)):
        for decider in (0, 1):
            for state in graph.states:
                leaves = graph.improvements(decider, state)
                expected = all(holds(decider, state, to, escapes=escapes) for to in leaves)
                assert found[concept][decider, state] == expected


@given(st.one_of(in_options(), in_moves()), st.data())
def test_only_the_order_of_payoffs_counts(drawn: InOptions | InMoves, data: st.DataObject) -> None:
    conflict = drawn.conflict
    steps = st.lists(st.integers(1, 10**12), min_size=203, max_size=203)
    rescaled = [np.cumsum(data.draw(steps))[np.array(row) + 101] for row in drawn.payoffs]
    assert as_lists(stability_of(conflict.with_payoffs(rescaled))) == as_lists(stability_of(conflict))


@given(st.one_of(in_options(), in_moves()))
def test_a_decider_that_is_indifferent_stays_anywhere_and_answers_nothing_that_has_to_pay(
    drawn: InOptions | InMoves,
) -> None:
    """With all others indifferent no answer pays, so SEQ and SSEQ are Nash."""
    conflict = drawn.conflict
    payoffs = conflict.payoffs.copy()
    payoffs[1:] = 0
    found = stability_of(conflict.with_payoffs(payoffs)).stable
    for rows in found.values():
        assert rows[1:].all()
    assert (found["seq"][0] == found["nash"][0]).all()
    assert (found["sseq"][0] == found["nash"][0]).all()


@given(in_options(), st.data())
def test_the_order_of_deciders_and_options_does_not_matter(drawn: InOptions, data: st.DataObject) -> None:
    who = data.draw(st.permutations(range(drawn.deciders)))  # who[new] is the old number
    which = data.draw(st.permutations(range(len(drawn.choices))))
    conflict = drawn.conflict
    choices = [replace(drawn.choices[at], decider=who.index(drawn.choices[at].decider)) for at in which]
    kept = {tuple(levels[at] for at in which): state for state, levels in enumerate(drawn.states)}
    # In the new order of options the same states come in another order; the first option counts least.
    places = [kept[levels] for levels in sorted(kept, key=lambda levels: levels[::-1])]
    infeasible = [renumbered(formula, which) for formula in drawn.infeasible]
    payoffs = [[drawn.payoffs[old][state] for state in places] for old in who]
    other = option_form(deciders(drawn.deciders), choices, infeasible, payoffs)
    assert [tuple(levels) for levels in other.levels.tolist()] == sorted(kept, key=lambda levels: levels[::-1])
    one, another = stability_of(conflict).stable, stability_of(other).stable
    for concept in CONCEPTS:
        assert (another[concept] == one[concept][np.ix_(who, places)]).all()


@given(in_moves(), st.data())
def test_the_order_of_states_does_not_matter(drawn: InMoves, data: st.DataObject) -> None:
    states = len(drawn.payoffs[0])
    places = data.draw(st.permutations(range(states)))  # places[new] is the old number
    moves = tuple(tuple(tuple(places.index(to) for to in rows[old]) for old in places) for rows in drawn.moves)
    payoffs = tuple(tuple(row[old] for old in places) for row in drawn.payoffs)
    one, another = stability_of(drawn.conflict).stable, stability_of(InMoves(moves, payoffs).conflict).stable
    for concept in CONCEPTS:
        assert (another[concept] == one[concept][:, places]).all()

"""A formula as alternatives: true in the same settings of all options, and no longer than it must be."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.conflict.alternatives import (
    MOST_ALTERNATIVES,
    Alternative,
    TooManyAlternativesError,
    alternatives,
    in_order,
)
from winset.model.logic import FALSE, TRUE, AllOf, AnyOf, AtLeast, Atom, Formula, Not, Sum

OPTIONS = 4
formulas: st.SearchStrategy[Formula] = st.recursive(
    st.builds(Atom, st.integers(0, OPTIONS - 1), st.integers(0, 3)) | st.sampled_from((TRUE, FALSE)),
    lambda inner: (
        st.builds(Not, inner)
        | st.builds(AllOf, st.lists(inner, max_size=3).map(tuple))
        | st.builds(AnyOf, st.lists(inner, max_size=3).map(tuple))
    ),
    max_leaves=8,
)


def true_in(formula: Formula, setting: tuple[bool, ...]) -> bool:
    """Whether a formula holds where these options are taken, by what its parts mean."""
    if isinstance(formula, Atom):
        return bool(formula.options >> setting[formula.issue] & 1)
    if isinstance(formula, Not):
        return not true_in(formula.part, setting)
    assert isinstance(formula, AllOf | AnyOf)
    parts = [true_in(part, setting) for part in formula.parts]
    return all(parts) if isinstance(formula, AllOf) else any(parts)


def has(alternative: Alternative, setting: tuple[bool, ...]) -> bool:
    return all(setting[option] == taken for option, taken in alternative)


@given(formulas, st.booleans())
def test_the_alternatives_hold_where_the_formula_does(formula: Formula, holds: bool) -> None:
    found = alternatives(formula, holds=holds)
    for setting in product((False, True), repeat=OPTIONS):
        assert any(has(each, setting) for each in found) == (true_in(formula, setting) == holds)


@given(formulas)
def test_no_alternative_is_idle(formula: Formula) -> None:
    """Each can hold, and none says more than another or stands twice."""
    found = alternatives(formula)
    assert len(set(found)) == len(found)
    for each in found:
        assert len({option for option, _ in each}) == len(each)
        assert not any(other < each for other in found)


def test_two_that_go_together() -> None:
    """`iff` by hand: both taken, or neither."""
    p, q = Atom(0, 2), Atom(1, 2)
    both = AnyOf((AllOf((p, q)), AllOf((Not(p), Not(q)))))
    assert alternatives(both) == (frozenset({(0, True), (1, True)}), frozenset({(0, False), (1, False)}))
    assert alternatives(TRUE) == (frozenset(),)
    assert alternatives(FALSE) == ()


def test_alternatives_are_told_by_places_in_order() -> None:
    assert in_order(frozenset({(0, True), (1, False), (2, True)}), [2, 0, 1]) == ((0, False), (1, True), (2, True))


def test_a_formula_with_too_many_alternatives_is_refused() -> None:
    """Nine pairs of which one of each must hold: 2^9 alternatives, none of which covers another; eight are allowed."""
    pairs = [AnyOf((Atom(2 * at, 2), Atom(2 * at + 1, 2))) for at in range(9)]
    assert MOST_ALTERNATIVES == 2**8
    assert len(alternatives(AllOf(tuple(pairs[:8])))) == 2**8
    with pytest.raises(TooManyAlternativesError, match="more than 256"):
        alternatives(AllOf(tuple(pairs)))


def test_a_formula_that_counts_has_no_list() -> None:
    with pytest.raises(TypeError, match="counts weights"):
        alternatives(AtLeast(Sum(((Atom(0, 2), 1),)), 1))

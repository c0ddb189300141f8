"""How many packages satisfy a formula: counted as looking at each would, and estimated with honest intervals."""

from decimal import Decimal, localcontext
from fractions import Fraction
from math import comb, sqrt
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import oracle
import strategies
from winset.model.compile import Model, compile_model
from winset.model.logic import (
    FALSE,
    TRUE,
    AllOf,
    AnyOf,
    AtLeast,
    Atom,
    Formula,
    Least,
    Most,
    Not,
    Number,
    Sum,
    all_of,
    any_of,
    at_least,
    evaluate,
    negation,
)
from winset.model.space import Dimension, Space
from winset.settlement.blocks import Layout, blocks
from winset.settlement.sizes import count_exactly, estimate, sizes_of
from winset.settlement.sizes_draws import wilson

SETTINGS = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
FIELDS = ("yes", "no", "abstains", "stated", "left_open")


def space_of(*sizes: int, feasible: Formula = TRUE) -> Space:
    dimensions = tuple(
        Dimension(f"issue_{number}", f"Issue {number}", options, options, ordered=True, optional=False)
        for number, size in enumerate(sizes)
        for options in [tuple(f"o{option}" for option in range(size))]
    )
    return Space(dimensions, feasible, (0,) * len(sizes))


def points(tables: list[list[int]]) -> Sum:
    return Sum(
        tuple((Atom(issue, 1 << option), value) for issue, row in enumerate(tables) for option, value in enumerate(row))
    )


LARGE = space_of(*[4] * 40)
LEVELS = points([[0, 1, 2, 3]] * 40)
"""On each of forty issues the option numbers themselves: from 0 to 120 together."""


def ways_to(issues: int, total: int) -> int:
    """In how many ways numbers from 0 to 3 on some issues add up to a total.

    The coefficient of x^total in (1 + x + x^2 + x^3)^n, which is (1 + x)^n (1 + x^2)^n.
    """
    return sum(comb(issues, twos) * comb(issues, total - 2 * twos) for twos in range(min(issues, total // 2) + 1))


# Counting by looking at each.


def listed(model: Model, formula: Formula) -> int:
    found = 0
    for block in blocks(Layout.of(model.space), set()):
        found += int(block.full(block.test(all_of([model.space.feasible, formula]))).sum())
    return found


def listed_in(space: Space, formula: Formula) -> int:
    options = np.indices([dimension.size for dimension in space.dimensions]).reshape(len(space.dimensions), -1)
    holds = evaluate(
        all_of([space.feasible, formula]), lambda atom: (atom.options >> options[atom.issue] & 1).astype(bool)
    )
    return int(np.broadcast_to(holds, options.shape[1]).sum())


@SETTINGS
@given(strategies.cases())
def test_what_ratifiers_say_is_counted_as_looking_at_each_package_counts_it(data: Any) -> None:
    case = strategies.case_file(data)
    for world in oracle.every_world(case)[:2]:
        model = compile_model(case, world)
        forms = [who.judge.form() for who in model.ratifiers]
        formulas = [getattr(form, field) for form in forms for field in FIELDS]
        formulas += [all_of([model.deal, *(form.yes for form in forms)]), any_of([form.no for form in forms])]
        for formula in formulas:
            assert count_exactly(model.space, formula) == listed(model, formula)


@SETTINGS
@given(strategies.cases(), st.integers(0, 60))
def test_where_work_does_not_suffice_there_is_no_number_rather_than_a_wrong_one(data: Any, limit: int) -> None:
    case = strategies.case_file(data)
    model = compile_model(case, oracle.every_world(case)[0])
    formula = all_of([model.deal, *(who.judge.form().yes for who in model.ratifiers)])
    assert count_exactly(model.space, formula, limit) in {None, listed(model, formula)}


SIZES = (3, 4, 2, 4, 3)
atoms = st.integers(0, 4).flatmap(lambda issue: st.builds(Atom, st.just(issue), st.integers(0, 2 ** SIZES[issue] - 1)))


def _numbers(formulas: st.SearchStrategy[Formula]) -> st.SearchStrategy[Number]:
    weighed = st.lists(st.tuples(st.one_of(atoms, formulas), st.integers(-4, 4)), max_size=5).map(tuple)
    sums: st.SearchStrategy[Number] = st.builds(Sum, weighed, st.integers(-3, 3))
    few = st.lists(sums, min_size=1, max_size=3).map(tuple)
    extremes = st.one_of(st.builds(Least, few), st.builds(Most, few))
    nested = st.builds(Sum, weighed, st.integers(-3, 3), st.lists(extremes, max_size=2).map(tuple))
    return st.one_of(sums, nested, extremes, st.builds(Most, st.tuples(nested, extremes)))


def _joined(formulas: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
    parts = st.lists(formulas, max_size=4).map(tuple)
    thresholds = st.builds(AtLeast, _numbers(formulas), st.integers(-6, 9))
    return st.one_of(st.builds(AllOf, parts), st.builds(AnyOf, parts), st.builds(Not, formulas), thresholds)


tables = st.tuples(*(st.lists(st.integers(-3, 3), min_size=size, max_size=size) for size in SIZES)).map(list)


@SETTINGS
@given(st.recursive(atoms, _joined, max_leaves=12), atoms)
def test_any_formula_is_counted_as_looking_at_each_package_counts_it(formula: Formula, coupling: Formula) -> None:
    space = space_of(*SIZES, feasible=any_of([coupling, Atom(0, 1)]))
    assert count_exactly(space, formula) == listed_in(space, formula)


@SETTINGS
@given(
    tables,
    tables,
    st.lists(st.integers(-8, 8), min_size=4, max_size=4),
    st.lists(st.tuples(st.recursive(atoms, _joined, max_leaves=4), st.integers(-5, 5)), max_size=3),
    st.recursive(atoms, _joined, max_leaves=5),
)
def test_sums_of_points_are_counted_with_lines_adjustments_bands_and_other_sums(
    first: list[list[int]],
    second: list[list[int]],
    bounds: list[int],
    adjustments: list[tuple[Formula, int]],
    line: Formula,
) -> None:
    space = space_of(*SIZES)
    plain, adjusted = points(first), Sum((*points(first).weights, *adjustments))
    enough, much, other = at_least(plain, bounds[0]), at_least(adjusted, bounds[1]), at_least(points(second), bounds[2])
    band = all_of([enough, negation(at_least(plain, bounds[3]))])
    for formula in (
        enough,
        much,
        band,
        all_of([enough, negation(line)]),
        any_of([much, line]),
        all_of([any_of([enough, line]), any_of([negation(much), other])]),
    ):
        assert count_exactly(space, formula) == listed_in(space, formula)


# Counts that are known without looking.


def test_at_least_so_many_yes_is_a_tail_of_binomials() -> None:
    yes = [Atom(issue, 0b10) for issue in range(40)]
    ballots = Sum(tuple((atom, 1) for atom in yes))
    tail = sum(comb(40, count) for count in range(25, 41))
    assert count_exactly(space_of(*[2] * 40), at_least(ballots, 25)) == tail
    # One option of four is a yes: three ways not to.
    tail = sum(comb(40, count) * 3 ** (40 - count) for count in range(12, 41))
    assert count_exactly(LARGE, at_least(ballots, 12)) == tail


def test_a_red_line_takes_away_what_crosses_it() -> None:
    first = all_of([Atom(0, 0b1000), Atom(1, 0b0001)])
    second = all_of([Atom(20, 0b0110), Atom(39, 0b1000)])
    # The first is crossed by one package of 16, the second by two of 16, both by two of 256.
    assert count_exactly(LARGE, negation(first)) == 4**40 - 4**38
    assert count_exactly(LARGE, negation(any_of([first, second]))) == 4**40 - 3 * 4**38 + 2 * 4**36
    assert count_exactly(LARGE, any_of([first, second])) == 3 * 4**38 - 2 * 4**36


def test_everything_and_nothing() -> None:
    assert count_exactly(LARGE, TRUE) == 4**40
    assert count_exactly(LARGE, FALSE) == 0
    assert count_exactly(space_of(), TRUE) == 1


def test_packages_that_couplings_do_not_allow_are_not_counted() -> None:
    # Of 9 packages those where not both issues have their last option: 8; of these, 2 have it on the first.
    space = space_of(3, 3, feasible=negation(all_of([Atom(0, 0b100), Atom(1, 0b100)])))
    assert count_exactly(space, TRUE) == 8
    assert count_exactly(space, Atom(0, 0b100)) == 2


def test_half_of_the_packages_are_above_the_middle_but_for_those_on_it() -> None:
    assert sum(ways_to(2, total) for total in range(7)) == 16
    # Turning each option number into three less it swaps totals above 60 and below.
    above = (4**40 - ways_to(40, 60)) // 2
    assert count_exactly(LARGE, at_least(LEVELS, 61)) == above
    assert count_exactly(LARGE, at_least(LEVELS, 60)) == above + ways_to(40, 60)
    # At least -59 of the numbers negated is at most 59 of them; a scale changes nothing.
    assert count_exactly(LARGE, at_least(points([[0, -1, -2, -3]] * 40), -59)) == above
    assert count_exactly(LARGE, at_least(points([[0, 1000, 2000, 3000]] * 40), 60_001)) == above


def test_points_with_a_red_line_and_an_adjustment() -> None:
    above = (4**40 - ways_to(40, 60)) // 2
    both = all_of([Atom(0, 0b1000), Atom(1, 0b1000)])
    # With 3 and 3 on the first two issues the other 38 must bring 55 of the 61.
    crossing = sum(ways_to(38, total) for total in range(55, 38 * 3 + 1))
    assert count_exactly(LARGE, all_of([at_least(LEVELS, 61), negation(both)])) == above - crossing
    # Ten points for both at once let in those whose other 38 bring 45 to 54.
    adjusted = Sum((*LEVELS.weights, (both, 10)))
    let_in = sum(ways_to(38, total) for total in range(45, 55))
    assert count_exactly(LARGE, at_least(adjusted, 61)) == above + let_in


# Estimates.


@pytest.mark.parametrize(("hits", "drawn"), [(81, 263), (15, 148), (0, 20), (1, 29)])
def test_the_ends_are_the_shares_that_agree_with_what_was_seen(hits: int, drawn: int) -> None:
    # Wilson 1927: the ends solve (hits - n p)^2 = z^2 n p (1 - p), with z = 1.959963984540054 for 95 %. That is
    # (n^2 + z^2 n) p^2 - (2 n hits + z^2 n) p + hits^2 = 0, worked out here in forty digits.
    with localcontext() as exact:
        exact.prec = 40
        z2 = Decimal("1.959963984540054") ** 2
        a, b, c = drawn**2 + z2 * drawn, 2 * drawn * hits + z2 * drawn, Decimal(hits**2)
        root = (b * b - 4 * a * c).sqrt()
        low, high = (b - root) / (2 * a), (b + root) / (2 * a)
    found = wilson(hits, drawn)
    assert found == pytest.approx((float(low), float(high)), abs=1e-12)
    turned = wilson(drawn - hits, drawn)
    assert turned == pytest.approx((1 - found[1], 1 - found[0]))


def test_an_interval_by_hand() -> None:
    # Two of four: the middle is one half by symmetry, and the reach z sqrt(1/16 + z^2/64) / (1 + z^2/4) with z = 1.96:
    # 1.96 * sqrt(.0625 + .060025) / 1.9604 = 1.96 * .35004 / 1.9604 = .34997.
    assert wilson(2, 4) == pytest.approx((0.15003, 0.84997), abs=1e-4)


def test_what_was_not_seen_may_exist_and_what_was_always_seen_may_fail() -> None:
    never, always = wilson(0, 1000), wilson(1000, 1000)
    assert never[0] == 0.0
    assert 0.0 < never[1] < 0.01
    assert always[1] == 1.0
    assert 0.99 < always[0] < 1.0
    assert wilson(0, 0) == (0.0, 1.0)


def test_an_estimate_is_near_the_share_and_the_same_for_the_same_seed() -> None:
    enough = at_least(LEVELS, 66)
    exact = sum(ways_to(40, total) for total in range(66, 121)) / 4**40
    found, contrary, corner = estimate(LARGE, [enough, negation(enough), Atom(39, 0b0001)], TRUE, seed=7, draws=25_000)
    # Five standard errors: no seed worth the name leaves them.
    assert found.share == pytest.approx(exact, abs=5 * sqrt(exact * (1 - exact) / 25_000))
    assert corner.share == pytest.approx(0.25, abs=5 * sqrt(0.25 * 0.75 / 25_000))
    assert found.drawn == found.tried == 25_000
    assert found.hits + contrary.hits == 25_000
    assert found.low < found.hits / 25_000 < found.high
    assert estimate(LARGE, [enough], TRUE, seed=7, draws=25_000) == (found,)
    assert estimate(LARGE, [enough], TRUE, seed=8, draws=25_000) != (found,)


def test_only_packages_that_are_asked_about_and_allowed_are_drawn() -> None:
    # Of issue 0 only options 0 and 1 are allowed, of issue 1 only option 0 is asked about.
    space = space_of(*[4] * 40, feasible=Atom(0, 0b0011))
    inside, first, apart = estimate(
        space, [Atom(1, 0b0001), Atom(0, 0b0001), Atom(0, 0b0100)], Atom(1, 0b0001), 0, 2_000
    )
    assert inside.hits == inside.drawn == 2_000
    # One package in eight is kept, so about 16 000 are drawn: within five standard errors of a negative binomial.
    assert inside.tried == pytest.approx(16_000, abs=5 * sqrt(2_000 * 7 / 8) * 8)
    assert first.share == pytest.approx(0.5, abs=5 * sqrt(0.25 / 2_000))
    assert (apart.hits, apart.low) == (0, 0.0)
    assert apart.high > 0.0


def test_where_nothing_asked_about_is_drawn_anything_may_be_the_share() -> None:
    all_first = all_of([Atom(issue, 0b0001) for issue in range(40)])
    (found,) = estimate(LARGE, [Atom(0, 0b0001)], all_first, seed=0, draws=100)
    assert (found.share, found.low, found.high, found.drawn, found.tried) == (None, 0.0, 1.0, 0, 2_000)


# Counted or estimated, and labelled.


def test_what_can_be_counted_is_counted() -> None:
    inside, outside = sizes_of(LARGE, [Atom(1, 0b0001), Atom(0, 0b1000)], Atom(0, 0b0111))
    # Three options of issue 0 are asked about; a quarter of those packages has the first of issue 1.
    assert (inside.count, inside.low, inside.high, inside.exact) == (3 * 4**38, 3 * 4**38, 3 * 4**38, True)
    assert inside.share == inside.share_low == inside.share_high == Fraction(1, 4)
    assert inside.drawn == 0
    assert (outside.count, outside.share) == (0, Fraction(0))


def test_a_share_of_nothing_is_not_known() -> None:
    (found,) = sizes_of(LARGE, [TRUE], FALSE)
    assert (found.count, found.share, found.share_low, found.share_high) == (0, None, Fraction(0), Fraction(1))


def _random_sum(seed: int) -> Sum:
    generator = np.random.default_rng(seed)
    return points([[int(value) for value in row] for row in generator.integers(0, 101, (40, 4))])


def test_what_cannot_be_counted_is_estimated_and_says_so() -> None:
    hard = all_of([at_least(_random_sum(1), 2000), at_least(_random_sum(2), 2000)])
    rare = all_of([hard, *(Atom(issue, 0b0001) for issue in range(20))])
    easy = Atom(0, 0b0001)
    found, unseen, counted = sizes_of(LARGE, [hard, rare, easy], limit=2_000, draws=2_000)
    assert (found.count, found.exact, found.drawn) == (None, False, 2_000)
    assert found.share is not None
    assert found.share_low < found.share < found.share_high
    assert found.low <= found.share * 4**40 <= found.high
    assert Fraction(found.high, 4**40) == pytest.approx(found.share_high)
    assert (unseen.exact, unseen.share, unseen.low) == (False, Fraction(0), 0)
    assert unseen.high > 0
    assert (counted.count, counted.exact, counted.drawn) == (4**39, True, 0)


def test_a_share_of_what_cannot_be_counted_is_an_estimate() -> None:
    asked = all_of([at_least(_random_sum(1), 2000), at_least(_random_sum(2), 2000)])
    hard, none = sizes_of(LARGE, [Atom(0, 0b0001), FALSE], asked, limit=2_000, draws=2_000)
    assert (hard.count, hard.exact) == (None, False)
    # Those asked about are some of all packages, so fewer than a quarter of all are among those counted here.
    assert 0 < hard.low < hard.high < 4**39 * 1.2
    # None of them is none of them, however many they are.
    assert (none.count, none.exact, none.share, none.share_high) == (0, True, Fraction(0), Fraction(0))

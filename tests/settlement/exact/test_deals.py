"""The solver and the enumeration give the same answer, and the solver's is right where only it can answer."""

import json
import random
from dataclasses import replace
from math import comb
from typing import Any

from hypothesis import HealthCheck, assume, given, settings

import strategies
from winset.case.load import parse
from winset.case.problems import CaseError
from winset.model.compile import compile_model
from winset.model.logic import Atom, Sum, all_of, at_least, negation
from winset.model.result import Verdict
from winset.settlement.deals import deals
from winset.settlement.exact.winsets import count_in
from winset.settlement.records import DealsResult, FrontierView

SETTINGS = settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


def both(data: Any, where: Any) -> tuple[DealsResult, DealsResult]:
    """The answers of the two engines to one question."""
    try:
        case = parse(json.dumps(data))
    except CaseError:  # a few drawn cases lack what a whole file must say
        assume(False)
        raise
    return deals(case, where=where, engine="enumeration"), deals(case, where=where, engine="solver")


def vectors(view: FrontierView) -> list[tuple[int, ...]]:
    return [tuple(row) for row in view.values.tolist()]


@SETTINGS
@given(strategies.cases_with_pattern())
def test_both_engines_say_the_same_of_verdicts_options_and_kinds_of_deal(drawn: tuple[Any, Any]) -> None:
    listed, proven = both(*drawn)
    assert proven.about.exact
    assert proven.verdict == listed.verdict
    assert [(row.world, row.verdict) for row in proven.worlds] == [(row.world, row.verdict) for row in listed.worlds]
    assert proven.levels == listed.levels
    assert set(proven.settles) == set(listed.settles)
    assert proven.margin.stable == listed.margin.stable
    assert proven.baselines == listed.baselines
    assert [row.number for row in proven.examples] == [row.number for row in listed.examples[:1]]
    kinds = [[(row.pattern, row.verdict, row.refusing) for row in result.named] for result in (listed, proven)]
    assert kinds[0] == kinds[1]


@SETTINGS
@given(strategies.cases_with_pattern())
def test_both_engines_find_the_same_frontiers_and_solutions(drawn: tuple[Any, Any]) -> None:
    listed, proven = both(*drawn)
    frontiers = [{view.over: vectors(view) for view in result.frontiers} for result in (listed, proven)]
    assert frontiers[0] == frontiers[1]
    solutions = [{(row.concept, row.over): row.points for row in result.solutions} for result in (listed, proven)]
    assert solutions[0] == solutions[1]
    best = [[(row.party, row.over, row.by) for row in result.best] for result in (listed, proven)]
    assert best[0] == best[1]


@SETTINGS
@given(strategies.cases_with_pattern())
def test_what_is_counted_is_what_going_through_all_packages_counts(drawn: tuple[Any, Any]) -> None:
    listed, proven = both(*drawn)
    if not proven.about.estimated:
        assert (proven.about.packages, proven.about.deals) == (listed.about.packages, listed.about.deals)
        assert (proven.sure, proven.possible) == (listed.sure, listed.possible)
        assert proven.win_sets == listed.win_sets


@SETTINGS
@given(strategies.cases_with_pattern())
def test_the_nearest_are_refused_by_as_few_as_can_be(drawn: tuple[Any, Any]) -> None:
    listed, proven = both(*drawn)
    if proven.verdict is not Verdict.REFUSED:
        return
    refusing = [{part.ratifier for part in near.shortfalls if part.least > 0} for near in proven.nearest]
    assert refusing
    # No nearest package of the enumeration is refused by a proper part of those who refuse one of these.
    for near in listed.nearest:
        others = {part.ratifier for part in near.shortfalls if part.least > 0}
        assert not any(others < group for group in refusing)


MANY = 40


def concessions(north_bears: int, south_wants: int) -> str:
    """Forty concessions of the north, each made or not: it bears so many, and the south wants so many."""
    issues = "\n".join(f"  c{number}: {{ordered: yes, options: [kept, made]}}" for number in range(MANY))
    kept = ", ".join(f"c{number}: kept" for number in range(MANY))
    north, south = (
        "\n".join(f"          c{number}: {{kept: 0, made: {worth}}}" for number in range(MANY)) for worth in (-1, 1)
    )
    return f"""winset: 1
title: Concessions
as_of: 2024-05-01
issues:
{issues}
status_quo: {{{kept}}}
parties:
  north:
    lead: cabinet
    ratifiers:
      cabinet:
        no_deal: {-north_bears}
        points:
{north}
  south:
    lead: council
    ratifiers:
      council:
        no_deal: {south_wants}
        points:
{south}
"""


def test_2_to_the_40_packages_are_counted_and_bargained_over_exactly() -> None:
    # A package is ratified where from 18 to 20 of 40 concessions are made: C(40, 18) + C(40, 19) + C(40, 20) of them.
    result = deals(parse(concessions(20, 18)))
    assert result.about.engine == "constraint solver"
    assert (result.verdict, result.about.exact) == (Verdict.RATIFIED, True)
    assert result.about.packages == 2**40 - 1  # the status quo is no deal
    shares = {row.ratifier: row.share_sure for row in result.win_sets}
    bears = sum(comb(40, number) for number in range(1, 21))
    wants = sum(comb(40, number) for number in range(18, 41))
    assert shares["north.cabinet"] * (2**40 - 1) == bears
    assert shares["south.council"] * (2**40 - 1) == wants
    sure = next(view for view in result.frontiers if view.over == "sure")
    # What one gains the other loses, so all three numbers of concessions are on the frontier.
    assert vectors(sure) == [(-18, 18), (-19, 19), (-20, 20)]
    # Gains are 2 and 0, 1 and 1, 0 and 2: the product and the least gain are largest in the middle.
    chosen = {row.concept: row.points for row in result.solutions if row.over == "sure"}
    assert chosen["nash"] == chosen["egalitarian"] == (1,)


def test_refusal_of_2_to_the_40_packages_is_proven_and_each_alone_could_end_it() -> None:
    result = deals(parse(concessions(10, 20)))
    assert (result.verdict, result.sure, result.possible, result.about.exact) == (Verdict.REFUSED, 0, 0, True)
    # One who bears ten lacks ten to twenty, and so does one who wants twenty and is given ten.
    lacking = {part.ratifier: int(part.least) for part in result.margin.alone}
    assert lacking == {"north.cabinet": 10, "south.council": 10}


def test_without_time_nothing_is_refused() -> None:
    # Ratified in truth; with no time to find that out it may be left open, and never be refused. (How much a solver
    # does before it looks at the clock differs, so whether something was left unproven is not asked.)
    result = deals(parse(concessions(20, 18)), seconds=0.0)
    assert result.verdict in {Verdict.RATIFIED, Verdict.OPEN}
    assert (result.verdict is Verdict.RATIFIED) == bool(result.examples)


def test_an_estimated_number_is_of_the_packages_that_couplings_leave() -> None:
    # Two sums of forty terms are not counted together, so what passes both is estimated; c0 may not be made, so
    # there are 2^39 packages. Each sum alone passes about half of them. Weights are uniform from nothing up, so the
    # sums correlate by (1/2)^2 / (1/3) = 3/4, and both pass for 1/4 + arcsin(3/4) / 2 pi = 0.385 (Sheppard 1899).
    model = compile_model(parse(concessions(20, 18)).file, {})
    made = Atom(0, 0b10)
    space = replace(model.space, feasible=negation(made))
    draw = random.Random(3)
    sums = [Sum(tuple((Atom(issue, 0b10), draw.randrange(10**6)) for issue in range(MANY))) for _ in range(2)]
    middles = [sum(weight for _, weight in each.weights[1:]) // 2 for each in sums]
    both_pass = all_of([at_least(each, middle) for each, middle in zip(sums, middles, strict=True)])
    assert 0.34 < count_in(space, both_pass) / 2**39 < 0.43

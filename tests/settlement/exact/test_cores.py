"""All conflict sets and waiver sets, held against trying every subset."""

import subprocess
import sys
from collections.abc import Sequence
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import oracle
import strategies
from winset.case.patterns import parse_pattern
from winset.model.compile import compile_model
from winset.settlement.clock import OutOfTimeError
from winset.settlement.exact.cores import find_cores
from winset.settlement.groups import conflict_groups, groups_in_the_way, not_yes, refuses, waiver_groups
from winset.settlement.sets import Group
from winset.settlement.survey import survey

SETTINGS = settings(deadline=None, max_examples=50, suppress_health_check=list(HealthCheck))


class Table:
    """Deals as the sets of ratifiers that accept each; it may tell only of the group asked, or run out of time."""

    def __init__(self, deals: Sequence[Group], *, tells: bool = True, calls: int = 10**6) -> None:
        self.deals, self.tells, self.calls, self.asked = deals, tells, calls, 0

    def common(self, group: Group) -> Group | None:
        if self.asked == self.calls:
            raise OutOfTimeError("out of time")
        self.asked += 1
        for deal in self.deals:
            if group <= deal:
                return deal if self.tells else group
        return None


def by_every_subset(number: int, deals: Sequence[Group]) -> tuple[set[Group], set[Group]]:
    """Conflict sets and waiver sets from their definitions."""
    everyone = frozenset(range(number))
    subsets = [frozenset(some) for size in range(number + 1) for some in combinations(range(number), size)]
    agree = {group: any(group <= deal for deal in deals) for group in subsets}
    conflicts = {group for group in subsets if not agree[group] and all(agree[group - {one}] for one in group)}
    waivers = {
        everyone - group
        for group in subsets
        if agree[group] and not any(agree[group | {other}] for other in everyone - group)
    }
    return conflicts, waivers


@st.composite
def tables(draw: st.DrawFn) -> tuple[int, list[Group]]:
    number = draw(st.integers(0, 8))
    members = st.frozensets(st.integers(0, number - 1)) if number else st.just(frozenset[int]())
    return number, draw(st.lists(members, max_size=10))


def in_order(groups: set[Group]) -> tuple[Group, ...]:
    return tuple(sorted(groups, key=lambda group: (len(group), sorted(group))))


@SETTINGS
@given(tables(), st.booleans())
def test_both_families_are_what_trying_every_subset_finds(drawn: tuple[int, list[Group]], tells: bool) -> None:
    number, deals = drawn
    table = Table(deals, tells=tells)
    found = find_cores(range(number), table.common)
    conflicts, waivers = by_every_subset(number, deals)
    assert (found.conflicts, found.waivers) == (in_order(conflicts), in_order(waivers))
    assert found.complete
    assert found.asked == table.asked
    for one, others in [*product(found.conflicts, [found.waivers]), *product(found.waivers, [found.conflicts])]:
        assert all(one & other for other in others)
        assert all(any(not (one - {member}) & other for other in others) for member in one)


@SETTINGS
@given(tables(), st.booleans(), st.integers(0, 12))
def test_what_is_found_before_time_runs_out_is_minimal(drawn: tuple[int, list[Group]], tells: bool, calls: int) -> None:
    number, deals = drawn
    whole = find_cores(range(number), Table(deals, tells=tells).common)
    found = find_cores(range(number), Table(deals, tells=tells, calls=calls).common)
    assert set(found.conflicts) <= set(whole.conflicts)
    assert set(found.waivers) <= set(whole.waivers)
    assert found.complete == (whole.asked <= calls)


def test_the_example_of_liffiton_and_sakallah() -> None:
    """Clauses a, not a, not a or b, not b (Liffiton and Sakallah 2008): two cores, three correction sets."""
    deals = [
        frozenset(place for place, holds in enumerate((a, not a, not a or b, not b)) if holds)
        for a, b in product((False, True), repeat=2)
    ]
    found = find_cores(range(4), Table(deals).common)
    assert found.conflicts == (frozenset({0, 1}), frozenset({0, 2, 3}))
    assert found.waivers == (frozenset({0}), frozenset({1, 2}), frozenset({1, 3}))


def test_no_deal_and_a_deal_that_all_accept() -> None:
    none, free = find_cores(range(3), Table([]).common), find_cores(range(3), Table([frozenset(range(3))]).common)
    assert (none.conflicts, none.waivers, none.complete) == ((frozenset(),), (), True)
    assert (free.conflicts, free.waivers, free.complete) == ((), (frozenset(),), True)


@pytest.mark.parametrize(("most", "complete"), [(5, False), (6, True)])
def test_more_sets_than_are_listed_are_not_complete(most: int, complete: bool) -> None:
    """Four ratifiers, any two of whom conflict: six pairs, and four waivers of three."""
    found = find_cores(range(4), Table([frozenset({one}) for one in range(4)]).common, most)
    assert len(found.conflicts) == most
    assert found.complete is complete


def test_forty_ratifiers_take_few_questions() -> None:
    """Each of eight deals is refused by its own pair: one of each pair conflicts, and each pair is a waiver set."""
    everyone = frozenset(range(40))
    deals = [everyone - {one, one + 1} for one in range(0, 16, 2)]
    found = find_cores(everyone, Table(deals).common)
    assert found.complete
    assert found.waivers == tuple(everyone - deal for deal in deals)
    assert len(found.conflicts) == 2**8  # one of each of the eight pairs
    assert found.asked <= 500


def test_a_deal_that_a_member_does_not_accept_is_refused() -> None:
    with pytest.raises(ValueError, match="not accepted by all"):
        find_cores(range(2), lambda group: frozenset({0}) if group else group)


@SETTINGS
@given(strategies.cases_with_pattern(), st.booleans())
def test_a_survey_gives_the_same_sets(drawn: tuple[Any, Any], sure: bool) -> None:
    data, written = drawn
    case = strategies.case_file(data)
    model = compile_model(case, oracle.every_world(case)[0])
    looked = survey(model, model.formula(parse_pattern(written)))
    vetoes = frozenset(model.vetoes)
    deals = [vetoes - group for group, _ in groups_in_the_way(looked, not_yes if sure else refuses)]
    found = find_cores(vetoes, Table(deals).common)
    assert found.conflicts == conflict_groups(looked, definite=not sure)
    assert found.waivers == waiver_groups(looked, sure=sure)


def test_importing_it_does_not_import_the_solver() -> None:
    code = "import sys, winset, winset.cli, winset.settlement.exact.cores; sys.exit('ortools' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0

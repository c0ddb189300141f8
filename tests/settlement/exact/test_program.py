"""The solver and the enumeration judge the same packages alike, and both find the same best ones."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import oracle
import strategies
from winset.case.patterns import parse_pattern
from winset.model.acceptance.worth import points_of, value_of
from winset.model.compile import Model, compile_model
from winset.model.logic import TRUE, Atom, Formula, Sum, all_of, negation
from winset.model.space import Dimension, Space
from winset.settlement.blocks import Layout, blocks
from winset.settlement.clock import Clock
from winset.settlement.exact.program import Status, first, search
from winset.settlement.exact.stands import Stands
from winset.settlement.survey import survey
from winset.settlement.winsets import sure_and_possible

SETTINGS = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


def matching(model: Model, formula: Formula) -> list[int]:
    """The numbers of the packages for which a formula holds, looked at one by one."""
    found: list[int] = []
    for block in blocks(Layout.of(model.space), set()):
        mask = block.full(block.test(all_of([model.space.feasible, formula])))
        found += [block.start + int(place) for place in mask.nonzero()[0]]
    return found


@SETTINGS
@given(strategies.cases_with_pattern())
def test_a_deal_is_found_where_there_is_one_and_the_first_is_the_first(drawn: tuple[Any, Any]) -> None:
    data, written = drawn
    case, where = strategies.case_file(data), parse_pattern(written)
    for world in oracle.every_world(case)[:2]:
        model = compile_model(case, world)
        stands = Stands(model, model.formula(where))
        counted = sure_and_possible(survey(model, model.formula(where)))
        for formula, count in zip((stands.sure, stands.possible), counted, strict=True):
            numbers = matching(model, formula)
            assert len(numbers) == count
            found = first(model.space, [formula], Clock())
            assert found.proven
            assert (found.package is None) == (count == 0)
            if found.package is not None:
                assert model.space.number(found.package) == numbers[0]


@SETTINGS
@given(strategies.cases())
def test_the_most_that_a_ratifier_can_get_is_what_looking_at_each_package_finds(data: Any) -> None:
    case = strategies.case_file(data)
    model = compile_model(case, oracle.every_world(case)[0])
    stands = Stands(model, TRUE)
    packages = [model.space.package(number) for number in matching(model, stands.possible)]
    for who in model.ratifiers:
        if who.worth is None:
            continue
        found = search(model.space, [stands.possible], Clock(), points_of(who.worth.points))
        values = [value_of(who.worth.points, package) for package in packages]
        assert found.status is (Status.BEST if values else Status.NONE)
        if found.package is not None:
            assert found.value == max(values) == value_of(who.worth.points, found.package)


def yes_no_issues(number: int) -> Space:
    dimensions = tuple(
        Dimension(f"i{issue}", f"i{issue}", ("no", "yes"), ("no", "yes"), ordered=True, optional=False)
        for issue in range(number)
    )
    return Space(dimensions, TRUE, (0,) * number)


@given(st.integers(1, 12), st.integers(0, 12))
def test_at_most_as_many_issues_as_there_are_can_be_yes(number: int, needed: int) -> None:
    space = yes_no_issues(number)
    agreed = Sum(tuple((Atom(issue, 0b10), 1) for issue in range(number)))
    # All issues but the first may be yes, so one less than there are.
    found = search(space, [Atom(0, 0b01)], Clock(), agreed)
    assert (found.status, found.value) == (Status.BEST, number - 1)
    some_yes = negation(all_of([Atom(issue, 0b01) for issue in range(number)]))
    lowest = first(space, [some_yes], Clock())
    # Packages are numbered with the last issue fastest: the first with a yes has it on the last issue alone.
    assert lowest.package == (0,) * (number - 1) + (1,)


def test_without_time_nothing_is_claimed() -> None:
    space = yes_no_issues(40)
    pigeons = [
        negation(all_of([Atom(first_, 0b10), Atom(second, 0b10)])) for first_ in range(40) for second in range(first_)
    ]
    clock = Clock(0.0)
    found = search(space, pigeons, clock, Sum(tuple((Atom(issue, 0b10), issue + 1) for issue in range(40))))
    assert found.status in {Status.FOUND, Status.UNKNOWN}
    assert clock.ran_out
    assert not found.proven

"""Variants override everything that a conflict says, by its path."""

import pytest

import winset
from winset.conflict.building import conflict_of

CASE = """\
winset: 1
title: t
as_of: 2020-01-01
conflict:
  deciders:
    town: {statements: {quiet: {when: {march: no}}}}
    firm: {weights: {appeal: 1, march: -2}}
  options:
    march: {by: town}
    appeal: {by: firm}
  status_quo: {march: no, appeal: no}
  never: {both: {when: {march: yes, appeal: yes}}}
  patterns: {loud: {march: yes}}
variants:
"""
# Three states: neither (0), march (1), appeal (2); both are ruled out.


@pytest.mark.parametrize(
    ("change", "size", "payoffs", "moves", "now"),
    [
        ("set: {conflict.options.march.direction: up}", 3, [[1, 0, 1], [1, 0, 2]], [{(0, 1)}, {(0, 2), (2, 0)}], 0),
        ("set: {conflict.options.march.by: firm}", 3, [[1, 0, 1], [1, 0, 2]],
         [set(), {(0, 1), (1, 0), (0, 2), (2, 0), (1, 2), (2, 1)}], 0),
        ("set: {conflict.deciders.firm.weights.appeal: -3}", 3, [[1, 0, 1], [2, 1, 0]],
         [{(0, 1), (1, 0)}, {(0, 2), (2, 0)}], 0),
        ("set: {conflict.deciders.firm.weights.march: {no: 3}}", 3, [[1, 0, 1], [1, 0, 2]],
         [{(0, 1), (1, 0)}, {(0, 2), (2, 0)}], 0),
        ("set: {conflict.status_quo.appeal: yes}", 3, [[1, 0, 1], [1, 0, 2]], [{(0, 1), (1, 0)}, {(0, 2), (2, 0)}], 2),
        ("set: {conflict.deciders.town.statements.quiet.when: loud}", 3, [[0, 1, 0], [1, 0, 2]],
         [{(0, 1), (1, 0)}, {(0, 2), (2, 0)}], 0),
        ("drop: [conflict.never.both]", 4, [[1, 0, 1, 0], [2, 0, 3, 1]],
         [{(0, 1), (1, 0), (2, 3), (3, 2)}, {(0, 2), (2, 0), (1, 3), (3, 1)}], 0),
        ("add: {conflict.barred.b: {by: town, from: loud}}", 3, [[1, 0, 1], [1, 0, 2]],
         [{(0, 1)}, {(0, 2), (2, 0)}], 0),
        ("drop: [conflict.deciders.town.statements.quiet]", 3, [[0, 0, 0], [1, 0, 2]],
         [{(0, 1), (1, 0)}, {(0, 2), (2, 0)}], 0),
    ],
)  # fmt: skip
def test_what_a_variant_makes_of_it(
    change: str, size: int, payoffs: list[list[int]], moves: list[set[tuple[int, int]]], now: int
) -> None:
    case = winset.parse(f"{CASE}  v: {{contests: c, {change}}}\n").with_variants("v")
    conflict = conflict_of(case, {}).conflict
    assert conflict.size == size
    assert conflict.payoffs.tolist() == payoffs
    found = [{(state, int(to)) for state in range(size) for to in reach.moves(state)} for reach in conflict.moves]
    assert found == moves
    assert conflict.status_quo == now


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("set: {conflict.options.march.direction: sideways}", "in variant `v`: expected `both`, `up` or `down`"),
        ("drop: [conflict.options.appeal]", "in variant `v`: there is no option `appeal`"),
        ("drop: [conflict.patterns.quiet]", "leads nowhere"),
        ("drop: [conflict]", "in variant `v`: `issues` is missing"),
        ("add: {conflict.never.n: {when: {march: no}}}", "in variant `v`: the status quo cannot be"),
        ("set: {conflict.deciders.firm.ranking: [{}]}", "in variant `v`: preferences are said in one way"),
    ],
)
def test_a_variant_that_cannot_be_is_told(change: str, said: str) -> None:
    with pytest.raises(winset.CaseError) as caught:
        winset.parse(f"{CASE}  v: {{contests: c, {change}}}\n")
    assert any(said in each.what for each in caught.value.problems), caught.value

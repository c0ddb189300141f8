"""Linking two issues can open a deal, change nothing, or close one (formal.md Q7, after Tollison and Willett 1979).

Each issue is worth so much to each voter when it is settled; both together are worth the sum.
"""

import pytest
from small_cases import case_of

import winset
from winset.settlement.linkage_records import Effect

HEAD = """\
winset: 1
title: Two issues, alone and linked
as_of: 2020-10-31
issues: {one: {options: [unsettled, settled]}, two: {options: [unsettled, settled]}}
status_quo: {one: unsettled, two: unsettled}
"""


def council(first: tuple[int, ...], second: tuple[int, ...], at_least: int) -> winset.Case:
    """A council in which so many voters must gain."""
    voters = "".join(
        f"        voter_{at}:\n          votes: 1\n          points:\n"
        f"            one: {{unsettled: 0, settled: {one}}}\n            two: {{unsettled: 0, settled: {two}}}\n"
        for at, (one, two) in enumerate(zip(first, second, strict=True))
    )
    rule = f"{{at_least: {at_least}/{len(first)}, of: members}}"
    return case_of(f"here:\n  ratifiers:\n    council:\n      rule: {rule}\n      blocs:\n{voters}", HEAD)


def accepted(first: tuple[int, ...], second: tuple[int, ...], at_least: int) -> set[str]:
    """Which of the deals `first`, `second` and `both` so many voters accept."""
    case = council(first, second, at_least)
    sides = {"first": ("settled", "unsettled"), "second": ("unsettled", "settled"), "both": ("settled", "settled")}
    return {name for name, (one, two) in sides.items() if winset.deals(case, where={"one": one, "two": two}).sure}


@pytest.mark.parametrize(
    ("first", "second", "at_least", "expected"),
    [
        # Both must agree: each issue alone costs one of them something, together they gain 5 - 3 and -2 + 4.
        ((5, -2), (-3, 4), 2, {"both"}),
        # Two of three: each alone has two for it; together 6, 2 and 2.
        ((3, 3, -1), (3, -1, 3), 2, {"first", "second", "both"}),
        # Two of three: each alone has two for it; together 2, -4 and -4.
        ((1, -5, 1), (1, 1, -5), 2, {"first", "second"}),
    ],
)
def test_linkage_can_open_keep_and_close(
    first: tuple[int, ...], second: tuple[int, ...], at_least: int, expected: set[str]
) -> None:
    assert accepted(first, second, at_least) == expected


@pytest.mark.parametrize(
    ("first", "second", "at_least", "held", "apart"),
    [
        # The first issue fails with the second left as it is and passes with it; neither passes by itself.
        ((5, -2), (-3, 4), 2, Effect.OPENS, (0, 1, Effect.OPENS)),
        # It passes either way, alone and together.
        ((3, 3, -1), (3, -1, 3), 2, Effect.NO_EFFECT, (1, 1, Effect.NO_EFFECT)),
        # It passes alone, so that nothing is gained; each passes by itself, and the two as one fail.
        ((1, -5, 1), (1, 1, -5), 2, Effect.NO_EFFECT, (1, 0, Effect.CLOSES)),
    ],
)
def test_linkage_says_so(
    first: tuple[int, ...], second: tuple[int, ...], at_least: int, held: Effect, apart: tuple[int, int, Effect]
) -> None:
    result = winset.linkage(council(first, second, at_least), "two")
    assert (result.combinations, result.effect) == (1, held)
    assert result.votes is not None
    assert (result.votes.put, result.votes.parts) == (1, (("two",), ("one",)))
    found = result.votes.sure
    assert (found.without, found.linked, found.effect) == apart
    assert found == result.votes.possible  # nothing is open
    (row,) = result.votes.by_ratifier
    assert (row.gained, row.lost) == (found.gained, found.lost)
    both = {"one": "settled", "two": "settled"}
    assert [each.as_dict() for each in result.votes.gained] == [both] * found.gained
    assert [each.as_dict() for each in result.votes.lost] == [both] * found.lost

"""Linking two issues can open a deal, change nothing, or close one (formal.md Q7, after Tollison and Willett 1979).

Each issue is worth so much to each voter when it is settled; both together are worth the sum.
"""

import pytest
from small_cases import case_of

import winset

HEAD = """\
winset: 1
title: Two issues, alone and linked
as_of: 2020-10-31
issues: {one: {options: [unsettled, settled]}, two: {options: [unsettled, settled]}}
status_quo: {one: unsettled, two: unsettled}
"""


def accepted(first: tuple[int, ...], second: tuple[int, ...], at_least: int) -> set[str]:
    """Which of the deals `first`, `second` and `both` so many voters accept."""
    voters = "".join(
        f"        voter_{at}:\n          votes: 1\n          points:\n"
        f"            one: {{unsettled: 0, settled: {one}}}\n            two: {{unsettled: 0, settled: {two}}}\n"
        for at, (one, two) in enumerate(zip(first, second, strict=True))
    )
    rule = f"{{at_least: {at_least}/{len(first)}, of: members}}"
    case = case_of(f"here:\n  ratifiers:\n    council:\n      rule: {rule}\n      blocs:\n{voters}", HEAD)
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

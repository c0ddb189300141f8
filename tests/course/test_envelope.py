"""The highest of lines found one at a time, against all of them."""

from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winset.course.advice import Advice
from winset.course.envelope import Line, crossing, envelope

NO_ADVICE = cast("Advice", SimpleNamespace())
WHOLE = st.integers(-20, 20)


def highest(lines: list[tuple[int, int]], at: float) -> Line:
    constant, slope = max(lines, key=lambda line: line[0] + line[1] * at)
    return Line(constant, slope, NO_ADVICE)


@given(st.lists(st.tuples(WHOLE, WHOLE), min_size=1, max_size=9))
@settings(max_examples=300)
def test_each_line_is_the_highest_where_it_is_said_to_be(lines: list[tuple[int, int]]) -> None:
    found = envelope(lambda at: highest(lines, at), 0.0, 1.0)
    assert (found[0].low, found[-1].high) == (0.0, 1.0)
    assert [each.high for each in found[:-1]] == [each.low for each in found[1:]]
    assert [each.line.slope for each in found] == sorted(each.line.slope for each in found)
    for each in found:
        for at in (each.low, (each.low + each.high) / 2, each.high):
            assert each.line.at(at) == pytest.approx(max(a + b * at for a, b in lines), abs=1e-5)


def test_three_lines_by_hand() -> None:
    # 4, 3 + 2x and 6x: 4 until 1/2, then 3 + 2x until 3/4, then 6x.
    lines = [(4, 0), (3, 2), (0, 6)]
    found = envelope(lambda at: highest(lines, at), 0.0, 1.0)
    assert [(each.low, each.high) for each in found] == [
        (0.0, pytest.approx(0.5)),
        (pytest.approx(0.5), pytest.approx(0.75)),
        (pytest.approx(0.75), 1.0),
    ]


def test_where_two_lines_cross() -> None:
    assert crossing(Line(4, 0, NO_ADVICE), Line(3, 2, NO_ADVICE)) == 0.5

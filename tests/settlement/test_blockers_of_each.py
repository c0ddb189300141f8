"""Several kinds of deals in one pass are answered as each by itself."""

import json
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import strategies
import winset
from winset.case.patterns import EVERYTHING, parse_pattern
from winset.settlement.blockers import blockers_of_each
from winset.settlement.records import BlockersResult

SETTINGS = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
)


def without_reasons(result: BlockersResult) -> BlockersResult:
    """An answer without what it rests on."""
    stands = tuple(replace(each, reasons=()) for each in result.stands)
    return replace(result, about=replace(result.about, inputs=()), stands=stands)


@SETTINGS
@given(strategies.cases_with_pattern(), st.sampled_from([{"land": "none"}, {"trade": "some"}, {"land": "some"}]))
def test_one_pass_answers_as_several(drawn: tuple[Any, Any], other: dict[str, str]) -> None:
    data, where = drawn
    case = winset.parse(json.dumps(data))
    wheres = [EVERYTHING, parse_pattern(where)]
    if other.keys() <= data["issues"].keys():
        wheres.append(parse_pattern(other))
    found = blockers_of_each(case, wheres)
    assert found is not None
    for each, pattern in zip(found, wheres, strict=True):
        assert each == without_reasons(winset.blockers(case, where=pattern))


def test_nothing_is_asked_of_no_kinds() -> None:
    assert blockers_of_each(winset.load("harbour"), ()) == ()

"""The closed form of acceptance says what judging package by package says."""

from typing import Any

import numpy as np
from hypothesis import HealthCheck, given, settings

import oracle
import strategies
from winset.model.compile import Model, compile_model
from winset.model.logic import Atom, Formula, Least, Most, Number, Sum, at_least, evaluate, range_of, reckon
from winset.settlement.blocks import Layout, blocks

SETTINGS = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
)
FIELDS = ("yes", "no", "abstains", "stated", "left_open")


def agree(model: Model) -> None:
    for block in blocks(Layout.of(model.space), set()):
        for who in model.ratifiers:
            answers, form = who.judge.answer(block), who.judge.form()
            for field in FIELDS:
                expected = block.full(getattr(answers, field))
                assert block.full(block.test(getattr(form, field))).tolist() == expected.tolist(), (who.id, field)


@SETTINGS
@given(strategies.cases())
def test_the_closed_form_is_what_the_steps_say(data: Any) -> None:
    case = strategies.case_file(data)
    for world in oracle.every_world(case):
        agree(compile_model(case, world))


def test_numbers_are_sums_and_extremes_of_what_holds() -> None:
    first, second = Atom(0, 0b01), Atom(0, 0b10)
    number = Most((Sum(((first, 5), (second, -2)), 1), Least((Sum((), 4), Sum(((second, 9),))))))
    # Option 0: the sum is 1 + 5, the least of 4 and 0 is 0. Option 1: the sum is 1 - 2, the least of 4 and 9 is 4.
    assert [_value(number, option) for option in (0, 1)] == [6, 4]
    # Each sum alone ranges from -1 to 6 and from 0 to 4, and its most from 0 to 6.
    assert range_of(number) == (0, 6)
    reached = [_holds(at_least(number, 5), option) for option in (0, 1)]
    assert reached == [True, False]


def _value(number: Number, option: int) -> int:
    return int(reckon(number, lambda atom: np.bool_(atom.options >> option & 1)))


def _holds(formula: Formula, option: int) -> bool:
    return bool(evaluate(formula, lambda atom: np.bool_(atom.options >> option & 1)))

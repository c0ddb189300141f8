"""Opinion that has moved, and votes that changed side: by hand."""

from fractions import Fraction

import numpy as np
import pytest

from winset.case.load import parse
from winset.case.patterns import EVERYTHING, parse_pattern
from winset.case.sections import CaseFile
from winset.model.acceptance.opinion import Opinion
from winset.model.compile import compile_model
from winset.model.shifts import Movement
from winset.model.swings import Swung, swung, uncounted
from winset.settlement.blocks import single


def seen(value: object) -> object:
    """A value to compare with whole numbers, which exact ones equal."""
    return value


CASE = """
winset: 1
title: A ceasefire
as_of: 2024-05-01
issues: {truce: {options: [none, signed]}, road: {options: [closed, open]}}
status_quo: {truce: none, road: closed}
parties:
  north:
    ratifiers:
      voters:
        rule: {at_least: 1/2, of: asked}
        polls:
          spring:
            about: {truce: signed}
            answers: {yes_: {share: 35, accepts: {truce: signed}}, no_: {share: 45}}
      house:
        members: 10
        blocs:
          doves: {votes: {low: 2, high: 3}, otherwise: accepts}
          hawks: {votes: 4, otherwise: refuses}
          owls: {votes: rest, blocs: {old: {}, young: {}}}
        counts: {spring: {ayes: 9}}
"""


@pytest.fixture
def file() -> CaseFile:
    return parse(CASE).file


def support(file: CaseFile, *movements: Movement) -> tuple[Fraction, Fraction]:
    """The support of a truce with an open road."""
    model = compile_model(file, {}, movements)
    (step,) = [step for _, step in model.ratifier("north.voters").judge.steps if isinstance(step, Opinion)]
    view = single(model.space, model.space.parse({"truce": "signed", "road": "open"}), set())
    low, high = (Fraction(int(np.asarray(end)), step.scale) for end in step.support(view, of_decided=False))
    return low, high


def test_points_are_added_to_both_ends(file: CaseFile) -> None:
    assert seen(support(file)) == (35, 55)
    assert support(file, Movement("north.voters", ((EVERYTHING, Fraction("7.25")),))) == (
        Fraction("42.25"),
        Fraction("62.25"),
    )


def test_no_further_than_the_whole(file: CaseFile) -> None:
    assert seen(support(file, Movement("north.voters", ((EVERYTHING, Fraction(50)),)))) == (85, 100)


def test_only_for_the_packages_and_the_judge_that_it_is_about(file: CaseFile) -> None:
    closed = parse_pattern({"road": "closed"})
    assert seen(support(file, Movement("north.voters", ((closed, Fraction(9)),)))) == (35, 55)
    assert seen(support(file, Movement("north.house", ((EVERYTHING, Fraction(9)),)))) == (35, 55)


def test_one_lever_no_further_than_its_bound_and_several_add_up(file: CaseFile) -> None:
    twice = ((EVERYTHING, Fraction(6)), (EVERYTHING, Fraction(6)))
    one, other = Movement("north.voters", twice, Fraction(10)), Movement("north.voters", twice)
    assert seen(support(file, one)) == (45, 65)
    assert seen(support(file, one, other)) == (57, 77)


def votes(file: CaseFile, *swings: Swung) -> dict[str, tuple[Fraction, Fraction] | None]:
    house = swung(file.parties["north"].ratifiers["house"], swings)
    found = {id_: bloc.votes for id_, bloc in house.blocs.items()}
    return {id_: None if vote is None or vote.rest else (vote.least, vote.most) for id_, vote in found.items()}


def test_votes_that_change_side_leave_one_and_join_the_other(file: CaseFile) -> None:
    assert seen(votes(file, Swung((), "hawks", "doves", Fraction(3)))) == {
        "doves": (5, 6),
        "hawks": (1, 1),
        "owls": None,
    }


def test_no_more_leave_than_are_surely_there(file: CaseFile) -> None:
    assert seen(votes(file, Swung((), "doves", "hawks", Fraction(3)))["doves"]) == (0, 1)
    # The owls are 10 less 4 less 2 or 3: surely 3.
    assert seen(votes(file, Swung((), "owls", "hawks", Fraction(9)))["hawks"]) == (7, 7)
    # Two movements out of one bloc share what it had.
    both = Swung((), "hawks", "doves", Fraction(3)), Swung((), "hawks", "owls", Fraction(3))
    assert seen(votes(file, *both)) == {"doves": (5, 6), "hawks": (0, 0), "owls": None}


def test_head_counts_of_a_changed_ratifier_are_gone(file: CaseFile) -> None:
    assert uncounted(file.parties["north"].ratifiers["house"]).counts == {}

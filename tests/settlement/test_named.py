"""What becomes of named kinds of deal: by hand, and against asking about each by itself."""

from typing import Any

from hypothesis import HealthCheck, given, settings

import oracle
import strategies
from winset.case.load import parse
from winset.model.compile import compile_model
from winset.model.logic import TRUE, all_of, issues_of
from winset.model.result import Verdict
from winset.settlement.deals import deals
from winset.settlement.named import NamedOf
from winset.settlement.survey import survey
from winset.settlement.winsets import sure_and_possible

VALLEY = """
winset: 1
title: A valley
as_of: 2024-05-01
issues:
  truce: {options: [none, signed]}
  road: {ordered: yes, options: [closed, patrolled, open]}
status_quo: {truce: none, road: closed}
deal: {truce: signed}
patterns:
  any_truce: {truce: signed}
  free_road: {road: open}
  some_road: {road: {at_least: patrolled}}
  no_road: {road: closed}
parties:
  government:
    ratifiers:
      cabinet: {refuses: {free: {when: {road: open}}}, otherwise: accepts}
  movement:
    ratifiers:
      fighters: {accepts: {moved: {when: {road: patrolled}}}, refuses: {nothing: {when: {road: closed}}}}
"""


def test_each_kind_is_answered_and_the_nearest_of_it_is_shown() -> None:
    """By hand: open is refused by the cabinet, closed by the fighters, patrolled is accepted by both."""
    found = {row.pattern: row for row in deals(parse(VALLEY)).named}
    assert set(found) == {"free_road", "some_road", "no_road"}  # any_truce is every deal asked about
    counts = {name: (row.verdict, row.deals, row.sure, row.possible) for name, row in found.items()}
    assert counts == {
        "free_road": (Verdict.REFUSED, 1, 0, 0),
        "some_road": (Verdict.RATIFIED, 2, 1, 1),
        "no_road": (Verdict.REFUSED, 1, 0, 0),
    }
    assert found["free_road"].refusing == ("government.cabinet",)
    assert found["no_road"].refusing == ("movement.fighters",)
    assert found["some_road"].refusing == ()
    assert found["some_road"].example.as_dict() == {"truce": "signed", "road": "patrolled"}


def test_only_kinds_among_the_deals_asked_about_are_answered() -> None:
    found = deals(parse(VALLEY), where="road=patrolled,open")
    assert [row.pattern for row in found.named] == ["free_road"]


@settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
)
@given(strategies.cases())
def test_a_kind_is_answered_as_if_it_were_asked_about_alone(data: Any) -> None:
    case = strategies.case_file(data)
    for world in oracle.every_world(case):
        model = compile_model(case, world)
        formulas = {name: model.formula(pattern) for name, pattern in case.patterns.items()}
        gatherers = [NamedOf(model, name, formula) for name, formula in formulas.items() if issues_of(formula)]
        survey(model, TRUE, gatherers, block=7)
        for gatherer in gatherers:
            alone = survey(model, all_of([gatherer.formula]))
            assert (gatherer.deals, gatherer.sure, gatherer.possible) == (alone.deals, *sure_and_possible(alone))
            refusing = {
                number
                for number in model.vetoes
                if alone.asked and all(part.answers[number].refuses for part in alone.asked)
            }
            assert not alone.asked or gatherer.refusing == refusing
            if alone.asked:
                package = model.space.package(gatherer.best[1])
                there = model.space.describe(package)
                said = [oracle.answer(case, world, model.ratifiers[number].id, there) for number in model.vetoes]
                fewest = min(sum(part.answers[number].refuses for number in model.vetoes) for part in alone.asked)
                assert said.count("no") == fewest

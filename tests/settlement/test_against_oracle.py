"""The engine against a slow evaluator written from the definitions alone (`tests/oracle`)."""

from fractions import Fraction
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import oracle
import strategies
from winset.case.patterns import parse_pattern
from winset.case.sections import CaseFile
from winset.model.compile import Model, compile_model
from winset.model.logic import TRUE
from winset.settlement.answers import WORDS, said_of
from winset.settlement.groups import conflict_groups, waiver_groups
from winset.settlement.records import Shortfall
from winset.settlement.shortfall import NearestOf, package_shortfalls
from winset.settlement.survey import Judged, Said, survey

SETTINGS = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
)


def models(case: CaseFile) -> list[Model]:
    return [compile_model(case, world) for world in oracle.every_world(case)]


@SETTINGS
@given(strategies.cases(), st.sampled_from([1, 3, 7, 1 << 16]))
def test_every_answer_and_every_package_is_what_the_definitions_say(data: Any, block: int) -> None:
    case = strategies.case_file(data)
    for model in models(case):
        found = survey(model, TRUE, block=block)
        expected: dict[tuple[tuple[str, ...], bool], int] = {}
        packages = [package for package in oracle.packages(case, model.world) if package != case.status_quo]
        deals = oracle.deals(case, model.world)
        for package in packages:
            number = model.space.number(model.space.parse(package))
            said = tuple(str(oracle.answer(case, model.world, who.id, package)) for who in model.ratifiers)
            assert tuple(WORDS[word] for word in said_of(model, number)) == said, package
            key = (said, package in deals)
            expected[key] = expected.get(key, 0) + 1
        counted: dict[tuple[tuple[str, ...], bool], int] = {}
        for part in found.signatures:
            key = (tuple(WORDS[word] for word in part.answers), part.asked)
            counted[key] = counted.get(key, 0) + part.count
        assert counted == expected


class Everything:
    """Looks at every block and takes nothing; while anybody looks, all packages are gone through."""

    def take(self, judged: Judged) -> None:
        assert judged.block.layout.places is None


@SETTINGS
@given(strategies.cases_with_pattern())
def test_packages_that_the_couplings_rule_out_need_not_be_looked_at(drawn: tuple[Any, Any]) -> None:
    data, written = drawn
    case, where = strategies.case_file(data), parse_pattern(written)
    for model in models(case):
        formula = model.formula(where)
        assert survey(model, formula) == survey(model, formula, [Everything()])


@SETTINGS
@given(strategies.cases_with_pattern())
def test_verdicts_conflict_sets_and_waiver_sets_are_what_the_definitions_say(drawn: tuple[Any, Any]) -> None:
    data, written = drawn
    case, where = strategies.case_file(data), parse_pattern(written)
    for model in models(case):
        found = survey(model, model.formula(where))
        conflicts = oracle.conflict_sets(case, model.world, where)
        waivers = oracle.waiver_sets(case, model.world, where)
        assert _named(model, conflict_groups(found, definite=True)) == set(conflicts.definite)
        assert _named(model, conflict_groups(found, definite=False)) == set(conflicts.possible)
        assert _named(model, waiver_groups(found, sure=True)) == set(waivers.sure)
        assert _named(model, waiver_groups(found, sure=False)) == set(waivers.possible)


def _named(model: Model, groups: Any) -> set[frozenset[str]]:
    return {frozenset(model.ratifiers[number].id for number in group) for group in groups}


@SETTINGS
@given(strategies.cases())
def test_shortfalls_are_what_the_definitions_say(data: Any) -> None:
    case = strategies.case_file(data)
    for model in models(case):
        for package in oracle.deals(case, model.world):
            found = package_shortfalls(model, model.space.parse(package))
            for number in model.vetoes:
                who = model.ratifiers[number]
                own = [part for part in found if part.ratifier == who.id]
                parts = oracle.shortfall(case, model.world, who.id, package)
                expected = [part for part in parts if part.most != 0]
                assert _agree(own, expected), (who.id, package, own, expected)


def _agree(own: list[Shortfall], expected: list[oracle.Component]) -> bool:
    """Whether both say the same, but for one reading that the margin of the status quo decides.

    Where `otherwise: refuses` says no over open votes, it is one answer that is lacking: nothing lacking at the least
    would mean that the deal is possible (formal.md Q10).
    """
    refused = [part for part in own if part.kind == "answer" and part.least == part.most == 1]
    if refused:
        rest = [part for part in own if part not in refused]
        told = all(part.least == 0 or any(_same(one, part) for one in own) for part in expected)
        return told and all(any(_same(part, one) for one in expected) for part in rest)
    own, expected = sorted(own, key=_amounts), sorted(expected, key=_amounts)
    return len(own) == len(expected) and all(_same(*pair) for pair in zip(own, expected, strict=True))


def _amounts(part: Shortfall | oracle.Component) -> tuple[str, Fraction, Fraction]:
    return ("votes" if part.kind == "bodies" else part.kind), part.most, part.least


def _same(own: Shortfall, expected: oracle.Component) -> bool:
    kind, most, least = _amounts(expected)
    if _amounts(own)[:2] != (kind, most):
        return False
    return own.least == least or (expected.at_most and own.least <= least and (own.least > 0) == (least > 0))


@SETTINGS
@given(strategies.cases())
def test_the_margin_is_nothing_exactly_where_a_deal_is_possible(data: Any) -> None:
    """formal.md Q10: the margin is 0 if and only if the win-set (here the possible one) is not empty."""
    case = strategies.case_file(data)
    for model in models(case):
        gatherer = NearestOf(model, 4)
        found = survey(model, TRUE, [gatherer])
        points = gatherer.points()
        possible = any(not any(part.answers[veto].refuses for veto in model.vetoes) for part in found.asked)
        nothing_lacking = points is not None and bool((points.values == 0).all(axis=1).any())
        assert nothing_lacking == possible


@SETTINGS
@given(strategies.cases(), st.data())
def test_a_further_ratifier_never_enlarges_the_win_set(data: Any, draw: st.DataObject) -> None:
    """formal.md Q2: more who must agree, fewer deals."""
    case = strategies.case_file(data)
    everyone = oracle.vetoes(case)
    spared = draw.draw(st.sampled_from(everyone))
    for model in models(case):
        found = survey(model, TRUE)
        place = [who.id for who in model.ratifiers].index(spared)
        with_all = sum(part.count for part in found.asked if _accepted(model, part.answers, None))
        without = sum(part.count for part in found.asked if _accepted(model, part.answers, place))
        assert with_all <= without


def _accepted(model: Model, answers: tuple[Said, ...], spared: int | None) -> bool:
    return all(answers[veto].accepts for veto in model.vetoes if veto != spared)

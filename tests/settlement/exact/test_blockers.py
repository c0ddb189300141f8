"""Who blocks, by search: the same as going through all packages, and right where only search can answer."""

import json
from math import comb
from typing import Any

from hypothesis import HealthCheck, assume, given, settings

import strategies
from winset.case.load import parse
from winset.case.problems import CaseError
from winset.model.result import Verdict
from winset.settlement.blockers import blockers
from winset.settlement.records import BlockersResult, Stand

SETTINGS = settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


def both(data: Any, where: Any) -> tuple[BlockersResult, BlockersResult]:
    """The answers of the two engines to one question."""
    try:
        case = parse(json.dumps(data))
    except CaseError:  # a few drawn cases lack what a whole file must say
        assume(False)
        raise
    return blockers(case, where=where, engine="enumeration"), blockers(case, where=where, engine="solver")


def counts(stand: Stand) -> tuple[int, int, int, int]:
    return stand.out, stand.yes, stand.open, stand.no


@SETTINGS
@given(strategies.cases_with_pattern())
def test_both_engines_find_the_same_groups_and_who_blocks(drawn: tuple[Any, Any]) -> None:
    listed, proven = both(*drawn)
    assert proven.about.exact
    assert proven.about.engine == "constraint solver"
    assert proven.verdict == listed.verdict
    assert proven.conflicts == listed.conflicts
    assert [(row.ratifiers, row.sure) for row in proven.waivers] == [
        (row.ratifiers, row.sure) for row in listed.waivers
    ]
    assert [(row.ratifier, row.blocks) for row in proven.stands] == [
        (row.ratifier, row.blocks) for row in listed.stands
    ]
    after = [
        [(row.ratifier, row.third_party, [others for others, _ in row.after]) for row in result.worth]
        for result in (listed, proven)
    ]
    assert after[0] == after[1]
    assert proven.package == listed.package
    assert proven.coalitions == listed.coalitions
    # Of what a yes alone opens, it is proven whether there is any.
    some = [
        [(row.alone_sure > 0, row.alone_possible > 0) for row in result.worth] for result in (listed, proven)
    ]
    assert some[0] == some[1]


@SETTINGS
@given(strategies.cases_with_pattern())
def test_what_is_counted_is_what_going_through_all_packages_counts(drawn: tuple[Any, Any]) -> None:
    listed, proven = both(*drawn)
    if proven.about.estimated:
        return
    assert (proven.about.packages, proven.about.deals) == (listed.about.packages, listed.about.deals)
    assert (proven.sure, proven.possible) == (listed.sure, listed.possible)
    assert [counts(row) for row in proven.stands] == [counts(row) for row in listed.stands]
    assert [row.opens for row in proven.waivers] == [row.opens for row in listed.waivers]
    assert proven.worth == listed.worth


@SETTINGS
@given(strategies.cases_with_pattern())
def test_every_no_has_its_reasons(drawn: tuple[Any, Any]) -> None:
    listed, proven = both(*drawn)
    for other, row in zip(listed.stands, proven.stands, strict=True):
        assert (row.answer, row.rule, row.shortfalls) == (other.answer, other.rule, other.shortfalls)
        assert bool(row.no) == bool(other.no)
        reasons, known = ({reason.path for reason in each.reasons} for each in (row, other))
        lines = f"parties.{row.ratifier.replace('.', '.ratifiers.')}.refuses"
        if not row.out:  # asked about every deal, so each red line that a deal crosses is a reason to refuse it
            own = [{path for path in paths if path.startswith(lines)} for paths in (reasons, known)]
            assert own[0] == own[1]
        assert bool(reasons) == bool(known)


@SETTINGS
@given(strategies.cases_with_pattern())
def test_the_deal_shown_for_a_waiver_set_is_refused_by_its_members_only(drawn: tuple[Any, Any]) -> None:
    listed, proven = both(*drawn)
    case = parse(json.dumps(drawn[0]))
    for found in proven.waivers[:3]:
        options = dict(found.example.options)
        alone = blockers(case, where={issue: option for issue, option in options.items() if option})
        stands = {row.ratifier: row for row in alone.stands if row.veto}
        wanting = {id_ for id_, row in stands.items() if (row.no if not found.sure else row.no or row.open)}
        assert wanting == set(found.ratifiers)

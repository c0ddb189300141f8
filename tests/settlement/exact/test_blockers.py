"""Who blocks, by search: the same as going through all packages, and right where only search can answer."""

import json
from fractions import Fraction
from math import comb
from typing import Any

from hypothesis import HealthCheck, assume, given, settings

import strategies
from winset.case.load import Case, parse
from winset.case.problems import CaseError
from winset.model.result import Verdict
from winset.settlement.blockers import blockers
from winset.settlement.records import BlockersResult, Stand

SETTINGS = settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


def read(data: Any) -> Case:
    """A drawn case; a few lack what a whole file must say, and are passed over."""
    try:
        return parse(json.dumps(data))
    except CaseError:
        assume(False)
        raise


def both(data: Any, where: Any) -> tuple[BlockersResult, BlockersResult]:
    """The answers of the two engines to one question."""
    case = read(data)
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
    some = [[(row.alone_sure > 0, row.alone_possible > 0) for row in result.worth] for result in (listed, proven)]
    assert some[0] == some[1]
    if not proven.about.estimated:
        check_counts(listed, proven)
    check_reasons(listed, proven)


def check_counts(listed: BlockersResult, proven: BlockersResult) -> None:
    """What is counted is what going through all packages counts."""
    assert (proven.about.packages, proven.about.deals) == (listed.about.packages, listed.about.deals)
    assert (proven.sure, proven.possible) == (listed.sure, listed.possible)
    assert [counts(row) for row in proven.stands] == [counts(row) for row in listed.stands]
    assert [row.opens for row in proven.waivers] == [row.opens for row in listed.waivers]
    assert proven.worth == listed.worth


def check_reasons(listed: BlockersResult, proven: BlockersResult) -> None:
    """Every no has its reasons, and every red line that a deal crosses is one."""
    for other, row in zip(listed.stands, proven.stands, strict=True):
        assert (row.answer, row.rule, row.shortfalls) == (other.answer, other.rule, other.shortfalls)
        assert bool(row.no) == bool(other.no)
        reasons, known = ({reason.path for reason in each.reasons} for each in (row, other))
        if not row.out:  # asked about every deal, so each red line that a deal crosses is a reason to refuse it
            own = [
                {path for path in paths if path.startswith(f"{row.ratifier}.refuses.")} for paths in (reasons, known)
            ]
            assert own[0] == own[1]
        assert bool(reasons) == bool(known)


@settings(SETTINGS, max_examples=10)
@given(strategies.cases_with_pattern())
def test_the_deal_shown_for_a_waiver_set_is_refused_by_its_members_only(drawn: tuple[Any, Any]) -> None:
    case = read(drawn[0])
    proven = blockers(case, where=drawn[1], engine="solver")
    for found in proven.waivers[:3]:
        alone = blockers(case, where=found.example.as_dict())
        stands = {row.ratifier: row for row in alone.stands if row.veto}
        wanting = {id_ for id_, row in stands.items() if (row.no if not found.sure else row.no or row.open)}
        assert wanting == set(found.ratifiers)


MANY = 40


def concessions(**judges: tuple[int, int]) -> str:
    """Forty concessions, each made or not, and who judges them: what each is worth to it, and what no deal is."""
    issues = "\n".join(f"  c{number}: {{ordered: yes, options: [kept, made]}}" for number in range(MANY))
    kept = ", ".join(f"c{number}: kept" for number in range(MANY))
    parties = ""
    for name, (worth, no_deal) in judges.items():
        points = "\n".join(f"          c{number}: {{kept: 0, made: {worth}}}" for number in range(MANY))
        parties += f"""
  {name}:
    lead: cabinet
    ratifiers:
      cabinet:
        no_deal: {no_deal}
        points:
{points}"""
    return f"""winset: 1
title: Concessions
as_of: 2024-05-01
issues:
{issues}
status_quo: {{{kept}}}
parties:{parties}
"""


def made(low: int, high: int) -> int:
    """How many packages make from so many to so many concessions."""
    return sum(comb(MANY, number) for number in range(low, high + 1))


def test_one_who_bears_ten_and_one_who_wants_twenty_of_forty_conflict() -> None:
    # The north refuses more than 10 concessions, the south fewer than 20: no number is borne by both, and each alone
    # bears some. So the two conflict, and waiving either opens a deal: without the north those of 20 to 40, which it
    # refuses, without the south those of 1 to 10. Both refuse 11 to 19. Nothing is open, so sure is possible.
    result = blockers(parse(concessions(north=(-1, -10), south=(1, 20))))
    assert result.about.engine == "constraint solver"
    assert (result.about.exact, result.about.estimated, result.about.deals) == (True, False, 2**40 - 1)
    assert (result.verdict, result.sure, result.possible, result.package) == (Verdict.REFUSED, 0, 0, None)
    pair = ("north.cabinet", "south.cabinet")
    assert [(row.ratifiers, row.definite) for row in result.conflicts] == [(pair, True), (pair, False)]
    assert [(row.ratifiers, row.sure, row.opens) for row in result.waivers] == [
        (("north.cabinet",), True, made(20, 40)),
        (("south.cabinet",), True, made(1, 10)),
        (("north.cabinet",), False, made(20, 40)),
        (("south.cabinet",), False, made(1, 10)),
    ]
    for row in result.waivers:
        number = list(row.example.as_dict().values()).count("made")
        assert number >= 20 if row.ratifiers == pair[:1] else 1 <= number <= 10
    assert [counts(row) for row in result.stands] == [
        (0, made(1, 10), 0, made(11, 40)),
        (0, made(20, 40), 0, made(1, 19)),
    ]
    assert [row.blocks for row in result.stands] == [False, False]
    assert [[reason.kind for reason in row.reasons] for row in result.stands] == [["points"], ["points"]]
    opened = made(20, 40), made(1, 10)
    assert [(row.alone_sure, row.alone_possible, row.after) for row in result.worth] == [
        (opens, opens, (((), opens),)) for opens in opened
    ]


def test_a_yes_that_counts_only_once_another_has_moved() -> None:
    # The wall bears no concession, and so refuses every deal alone up to 30 of them, and with the north from 31 on.
    # The wall is the only waiver set, but it is not all: once it has moved, the north's yes opens 31 to 40.
    result = blockers(parse(concessions(north=(-1, -30), wall=(-1, 0))))
    assert [(row.ratifier, row.blocks) for row in result.stands] == [("north.cabinet", False), ("wall.cabinet", True)]
    assert [(row.ratifiers, row.definite) for row in result.conflicts if row.definite] == [(("wall.cabinet",), True)]
    assert [(row.ratifiers, row.opens) for row in result.waivers if row.sure] == [(("wall.cabinet",), made(1, 30))]
    north, wall = result.worth
    assert (north.alone_sure, north.alone_possible, north.after) == (0, 0, ((("wall.cabinet",), made(31, 40)),))
    assert (wall.alone_sure, wall.alone_possible, wall.after) == (made(1, 30), made(1, 30), (((), made(1, 30)),))


def test_one_deal_among_2_to_the_40_is_looked_at_like_any_single_deal() -> None:
    case = parse(concessions(north=(-1, -10), south=(1, 20)))
    one = {f"c{number}": "made" if number == 7 else "kept" for number in range(MANY)}
    result = blockers(case, where=one)
    assert result.about.engine == "constraint solver"
    assert (result.about.deals, result.about.packages) == (1, 2**40 - 1)
    assert result.package is not None
    assert result.package.as_dict() == one
    north, south = result.stands
    assert (north.answer, north.blocks, south.answer, south.blocks) == ("yes", False, "no", True)
    (lacking,) = south.shortfalls
    assert (lacking.kind, lacking.least) == ("points", Fraction(19))  # it is given 1 of 20


def test_where_no_deal_matches_nobody_blocks() -> None:
    case = parse(concessions(north=(-1, -10), south=(1, 20)))
    result = blockers(case, where={f"c{number}": "kept" for number in range(MANY)})  # only the status quo, no deal
    assert (result.verdict, result.about.deals, result.package) == (Verdict.NO_DEALS, 0, None)
    assert not any(row.blocks for row in result.stands)
    assert [row.ratifiers for row in result.conflicts] == [(), ()]
    assert result.waivers == ()


def test_out_of_time_nothing_is_claimed() -> None:
    result = blockers(parse(concessions(north=(-1, -10), south=(1, 20))), seconds=0.0)
    assert not result.about.exact
    # Neither blocks alone, and no other groups are in the way than these, whether or not they are found in no time.
    assert not any(row.blocks for row in result.stands)
    assert {row.ratifiers for row in result.conflicts} <= {("north.cabinet", "south.cabinet")}
    assert {row.ratifiers for row in result.waivers} <= {("north.cabinet",), ("south.cabinet",)}

"""Linkage by the solver: the same as by enumeration, and right by hand where only the solver can answer."""

import json
from fractions import Fraction
from math import comb
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import strategies
import winset
from winset.case.problems import CaseError
from winset.settlement.exact import reckoning
from winset.settlement.linkage_records import Comparison, Effect, LinkageResult, SeparateVotes

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
SETTINGS = settings(deadline=None, max_examples=20, suppress_health_check=SLOW)
FEW = settings(SETTINGS, max_examples=10)  # each asks for many searches

Signs = tuple[bool, bool, bool, bool]


@st.composite
def asked(draw: st.DrawFn) -> tuple[Any, list[str], Any]:
    """A case, what is linked, and a pattern or none."""
    data, where = draw(strategies.cases_with_pattern())
    known = [*data["issues"], *data.get("conditions", {})]
    named = draw(st.lists(st.sampled_from(known), min_size=1, max_size=3, unique=True))
    return data, named, draw(st.sampled_from([None, where]))


def both(drawn: tuple[Any, list[str], Any]) -> tuple[LinkageResult, LinkageResult]:
    """The answers of the two engines to one question."""
    data, named, where = drawn
    try:
        case = winset.parse(json.dumps(data))
    except CaseError:  # a few drawn cases lack what a whole file must say
        assume(False)
        raise
    listed = winset.linkage(case, *named, where=where, engine="enumeration")
    return listed, winset.linkage(case, *named, where=where, engine="solver")


def numbers(compared: Comparison) -> tuple[int, int, int, int]:
    return compared.without, compared.linked, compared.gained, compared.lost


def signs(compared: Comparison) -> Signs:
    """What of a comparison must be proven, however it is counted."""
    without, linked, gained, lost = numbers(compared)
    return without > 0, linked > 0, gained > 0, lost > 0


def same_existence(listed: LinkageResult, proven: LinkageResult) -> None:
    """All that is a matter of whether there is a package."""
    assert (proven.linked, proven.with_them, proven.alone) == (listed.linked, listed.with_them, listed.alone)
    assert (proven.effect, proven.infeasible) == (listed.effect, listed.infeasible)
    assert (proven.combinations > 0) == (listed.combinations > 0)
    pairs = [{row.at: (signs(row.sure), signs(row.possible)) for row in each.held} for each in (listed, proven)]
    assert pairs[0] == pairs[1]
    options = [[(row.id, row.option, row.refusing) for row in each.levels] for each in (listed, proven)]
    assert options[0] == options[1]
    some = [
        [(row.deals > 0, row.sure_deals > 0, row.possible_deals > 0) for row in each.levels]
        for each in (listed, proven)
    ]
    assert some[0] == some[1]
    if proven.held[0].at == listed.held[0].at:  # several ways to hold it may leave about as much
        same_against_held(listed, proven)
    if listed.votes is None or proven.votes is None:
        assert listed.votes is proven.votes
    else:
        same_votes(listed.votes, proven.votes)


def same_against_held(listed: LinkageResult, proven: LinkageResult) -> None:
    """What is compared with the way in which it is held."""
    levels = [[(signs(row.sure), signs(row.possible)) for row in each.levels] for each in (listed, proven)]
    assert levels[0] == levels[1]
    rows = [
        [
            (row.ratifier, row.veto, row.accepts_held > 0, row.allows_held > 0, row.gained > 0, row.lost > 0)
            for row in each.by_ratifier
        ]
        for each in (listed, proven)
    ]
    assert rows[0] == rows[1]
    points = [[(row.best_held, row.best_free) for row in each.by_ratifier] for each in (listed, proven)]
    assert points[0] == points[1]
    assert len(proven.opened) == len(listed.opened)


def same_votes(listed: SeparateVotes, proven: SeparateVotes) -> None:
    assert (proven.parts, proven.examples_sure) == (listed.parts, listed.examples_sure)
    assert (signs(proven.sure), signs(proven.possible)) == (signs(listed.sure), signs(listed.possible))
    assert (proven.put > 0, proven.not_separable > 0) == (listed.put > 0, listed.not_separable > 0)
    assert (proven.gained, proven.lost) == (listed.gained, listed.lost)
    rows = [[(row.ratifier, row.gained > 0, row.lost > 0) for row in each.by_ratifier] for each in (listed, proven)]
    assert rows[0] == rows[1]


@SETTINGS
@given(asked())
def test_both_engines_tell_the_same_and_count_the_same(drawn: tuple[Any, list[str], Any]) -> None:
    listed, proven = both(drawn)
    assert proven.about.exact
    same_existence(listed, proven)
    if proven.about.estimated:
        return
    assert proven.combinations == listed.combinations
    assert proven.held == listed.held
    assert proven.levels == listed.levels
    assert proven.by_ratifier == listed.by_ratifier
    assert (proven.about.packages, proven.about.deals) == (listed.about.packages, listed.about.deals)
    assert proven.votes == listed.votes
    assert_opened_alike(listed, proven)


def assert_opened_alike(listed: LinkageResult, proven: LinkageResult) -> None:
    """What becomes ratifiable is the same, and is made so by moving as little of what is linked."""
    known = {(row.package, row.moved): row for row in listed.opened}
    for row in proven.opened:
        if (row.package, row.moved) in known:
            assert row == known[row.package, row.moved]
    gained = listed.held[0].sure.gained or listed.held[0].possible.gained
    assert len(proven.opened) == len(listed.opened)
    if gained <= len(listed.opened):  # all are shown
        assert {(row.package, row.moved) for row in proven.opened} == set(known)


@FEW
@given(asked())
def test_where_nothing_is_counted_all_that_is_a_matter_of_existence_is_still_proven(
    drawn: tuple[Any, list[str], Any],
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reckoning, "LIMIT", 0)
        patch.setattr(reckoning, "DRAWS", 20)  # few, so that most is left to the search
        listed, proven = both(drawn)
    assert proven.about.exact
    same_existence(listed, proven)


MANY = 40


def concessions(north_bears: int, south_wants: int, gas: int) -> str:
    """Forty concessions of the north, each made or not, and gas of the south's that is worth as many to the north."""
    issues = "\n".join(f"  c{number}: {{ordered: yes, options: [kept, made]}}" for number in range(MANY))
    kept = ", ".join(f"c{number}: kept" for number in range(MANY))
    north, south = (
        "\n".join(f"          c{number}: {{kept: 0, made: {worth}}}" for number in range(MANY)) for worth in (-1, 1)
    )
    return f"""winset: 1
title: Concessions and gas
as_of: 2024-05-01
issues:
{issues}
  gas: {{ordered: yes, options: [none, piped]}}
  law: {{only_when: {{gas: piped}}, options: [ours, theirs]}}
status_quo: {{{kept}, gas: none}}
parties:
  north:
    lead: cabinet
    ratifiers:
      cabinet:
        no_deal: {-north_bears}
        points:
{north}
          gas: {{none: 0, piped: {gas}}}
        refuses: {{theirs: {{when: {{law: theirs}}}}}}
  south:
    lead: council
    ratifiers:
      council:
        no_deal: {south_wants}
        points:
{south}
"""


def between(low: int, high: int) -> int:
    """The packages in which so many of the forty concessions are made."""
    return sum(comb(MANY, number) for number in range(low, high + 1))


def test_gas_opens_a_deal_among_2_to_the_40_concessions() -> None:
    """By hand: the north bears 10 and the south wants 12; gas makes the north bear 5 more, so that 12 to 15 pass."""
    result = winset.linkage(winset.parse(concessions(10, 12, 5)), "gas")
    assert (result.about.engine, result.about.exact) == ("constraint solver", True)
    assert (result.effect, result.with_them) == (Effect.OPENS, ("law",))
    assert not result.about.estimated
    assert result.combinations == 2**MANY - 1  # of the other issues, apart from their status quo
    assert numbers(result.held[0].sure) == (0, between(12, 15), between(12, 15), 0)
    rows = {row.ratifier: row for row in result.by_ratifier}
    north, south = rows["north.cabinet"], rows["south.council"]
    assert (north.accepts_held, north.gained, north.lost) == (between(1, 10), between(11, 15), 0)
    assert (south.accepts_held, south.gained, south.lost) == (between(12, 40), 0, 0)
    assert (north.best_held, north.best_free) == (None, Fraction(-7))  # 12 made, and gas worth 5
    assert (south.best_held, south.best_free) == (None, Fraction(15))
    refused = {(row.id, row.option): [each.ratifier for each in row.refusing] for row in result.levels if row.refusing}
    assert refused == {("law", "theirs"): ["north.cabinet"]}
    assert result.infeasible == ()
    # The nearest make twelve concessions, and need nothing but gas under the north's law.
    assert len(result.opened) == 12
    for row in result.opened:
        assert list(row.package.as_dict().values()).count("made") == 12
        assert row.moved == (("gas", "none", "piped"), ("law", None, "ours"))
        changes = {each.ratifier: (each.before, each.after, each.points) for each in row.price}
        assert changes == {"north.cabinet": ("no", "yes", Fraction(5))}
    assert result.votes is not None
    # Neither part passes alone: not gas, which gives the south nothing, and not the concessions without gas.
    assert numbers(result.votes.sure) == (0, between(12, 15), between(12, 15), 0)


def test_gas_that_is_worth_nothing_has_no_effect_on_2_to_the_40() -> None:
    result = winset.linkage(winset.parse(concessions(20, 18, 0)), "gas")
    assert (result.effect, result.about.exact) == (Effect.NO_EFFECT, True)
    assert result.held[0].sure.without == result.held[0].sure.linked == between(18, 20)
    assert result.opened == ()


def test_gas_that_costs_the_north_shrinks_what_passes_where_it_is_piped_and_free_costs_nothing() -> None:
    result = winset.linkage(winset.parse(concessions(20, 18, -1)), "gas")
    assert result.effect is Effect.NO_EFFECT
    piped = next(row for row in result.levels if (row.id, row.option) == ("gas", "piped"))
    assert piped.sure.effect is Effect.SHRINKS
    assert numbers(piped.sure) == (between(18, 20), between(18, 19), 0, comb(MANY, 20))


def test_an_answer_out_of_time_says_so() -> None:
    result = winset.linkage(winset.parse(concessions(10, 12, 5)), "gas", seconds=0.0)
    assert not result.about.exact


def test_too_many_ways_in_which_what_is_linked_may_be() -> None:
    named = [f"c{number}" for number in range(10)]
    with pytest.raises(CaseError, match="1,024 ways"):
        winset.linkage(winset.parse(concessions(10, 12, 5)), *named)


def test_an_unknown_engine() -> None:
    with pytest.raises(CaseError, match="no engine `guess`"):
        winset.linkage(winset.parse(concessions(10, 12, 5)), "gas", engine="guess")

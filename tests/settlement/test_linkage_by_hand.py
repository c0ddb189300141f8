"""Linkage: small cases by hand, and every number against a brute force over packages."""

import json
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from linkage_by_hand import Deal, Four, Linkage

import oracle
import strategies
import winset
from winset.case.patterns import EVERYTHING, parse_pattern
from winset.settlement.linkage_records import Comparison, Effect, LinkageResult


def numbers(compared: Comparison) -> Four:
    return compared.without, compared.linked, compared.gained, compared.lost


@st.composite
def asked(draw: st.DrawFn) -> tuple[Any, list[str], Any]:
    """A case, what is linked, and a pattern or none."""
    data, where = draw(strategies.cases_with_pattern())
    known = [*data["issues"], *data.get("conditions", {})]
    named = draw(st.lists(st.sampled_from(known), min_size=1, max_size=3, unique=True))
    return data, named, draw(st.sampled_from([None, where]))


def both(drawn: tuple[Any, list[str], Any]) -> tuple[LinkageResult, Linkage]:
    data, named, where = drawn
    case = winset.parse(json.dumps(data))
    result = winset.linkage(case, *named, where=where)
    return result, Linkage(case.file, named, parse_pattern(where) if where is not None else EVERYTHING)


@given(asked())
def test_what_is_held_and_free_is_what_the_definition_says(drawn: tuple[Any, list[str], Any]) -> None:
    result, by_hand = both(drawn)
    assert set(result.linked) == {*by_hand.issues, *by_hand.conditions}
    assert list(result.with_them) == by_hand.with_them
    assert result.combinations == len(by_hand.keys)
    found = {tuple(sorted((name, str(option)) for name, option in row.at)): row for row in result.held}
    assert len(found) == len(result.held) == len(by_hand.holdings())
    for at in by_hand.holdings():
        row = found[tuple(sorted(at.items()))]
        assert (numbers(row.sure), numbers(row.possible)) == by_hand.beside(at)
    best = max((row.sure.without, row.possible.without) for row in result.held)
    assert (result.held[0].sure.without, result.held[0].possible.without) == best
    alone = [deal for deal in by_hand.deals if by_hand.key(deal.package) == by_hand.home]
    assert result.alone == (sum(deal.sure for deal in alone), sum(deal.possible for deal in alone))


@given(asked())
def test_each_option_and_who_refuses_it_is_what_the_definition_says(drawn: tuple[Any, list[str], Any]) -> None:
    result, by_hand = both(drawn)
    at = {name: str(option) for name, option in result.held[0].at}
    everywhere = by_hand.refusing(by_hand.deals)
    blocked: dict[str, list[bool]] = {}
    for row in result.levels:
        deals = by_hand.with_option(row.id, row.option)
        sure, possible = by_hand.beside(at, lambda deal, deals=deals: deal in deals)  # type: ignore[misc]
        assert (numbers(row.sure), numbers(row.possible)) == (sure, possible)
        assert row.deals == len(deals)
        assert row.sure_deals == sum(deal.sure for deal in deals)
        assert row.possible_deals == sum(deal.possible for deal in deals)
        refusing = by_hand.refusing(deals) - everywhere
        assert {each.ratifier for each in row.refusing} == refusing
        if row.id not in by_hand.conditions and by_hand.case.status_quo.get(row.id) != row.option and deals:
            blocked.setdefault(row.id, []).append(bool(refusing))
    assert set(result.infeasible) == {name for name, each in blocked.items() if all(each)}
    for each in (each for row in result.levels for each in row.refusing):
        for line in each.red_lines:
            assert line.path.startswith(f"{each.ratifier}.refuses.")


@given(asked())
def test_who_gains_and_who_pays_is_what_the_definition_says(drawn: tuple[Any, list[str], Any]) -> None:
    result, by_hand = both(drawn)
    at = {name: str(option) for name, option in result.held[0].at}
    assert {row.ratifier for row in result.by_ratifier} == set(by_hand.voters)
    for row in result.by_ratifier:
        own = row.accepts_held, row.accepts_free, row.allows_held, row.allows_free, row.gained, row.lost
        assert own == by_hand.stand(at, row.ratifier)


@given(asked())
def test_separate_votes_are_what_the_definition_says(drawn: tuple[Any, list[str], Any]) -> None:
    result, by_hand = both(drawn)
    if not by_hand.issues or len(by_hand.parts()) < 2:
        assert result.votes is None
        return
    votes = result.votes
    assert votes is not None
    assert {frozenset(part) for part in votes.parts} == {frozenset(part) for part in by_hand.parts()}
    alone = {tuple(deal.package.items()): deal for deal in by_hand.asked(by_hand.main, None)}
    put: list[tuple[Deal, list[Deal]]] = []
    not_separable = 0
    for deal in by_hand.deals:
        if deal.world != by_hand.main or len(by_hand.apart(deal)) < 2:
            continue
        pieces = [alone.get(tuple(package.items())) for package in by_hand.apart(deal)]
        if None in pieces:
            not_separable += 1
        else:
            put.append((deal, [piece for piece in pieces if piece is not None]))
    assert (votes.put, votes.not_separable) == (len(put), not_separable)

    def four_of(test: Any) -> Four:
        by_parts = [all(map(test, pieces)) for _, pieces in put]
        as_one = [test(deal) for deal, _ in put]
        pairs = list(zip(by_parts, as_one, strict=True))
        return sum(by_parts), sum(as_one), pairs.count((False, True)), pairs.count((True, False))

    assert numbers(votes.sure) == four_of(lambda deal: deal.sure)
    assert numbers(votes.possible) == four_of(lambda deal: deal.possible)
    for row in votes.by_ratifier:
        found = four_of(lambda deal, row=row: deal.said[row.ratifier] in {"yes", "out"})
        assert (row.gained, row.lost) == found[2:]


@given(asked())
def test_an_opened_package_is_ratified_and_was_not(drawn: tuple[Any, list[str], Any]) -> None:
    result, by_hand = both(drawn)
    at = {name: str(option) for name, option in result.held[0].at}
    gained = result.held[0].sure.gained or result.held[0].possible.gained
    assert len(result.opened) == min(gained, 12)
    for row in result.opened:
        package = row.package.as_dict()
        levels = {name: after for name, _, after in row.moved if name in by_hand.conditions}
        there = [deal for deal in by_hand.deals if deal.package == package and levels.items() <= deal.world.items()]
        assert any((deal.sure if row.sure else deal.possible) and not by_hand.holds(at, deal) for deal in there)
        before = [
            deal
            for deal in by_hand.deals
            if by_hand.key(deal.package) == by_hand.key(package) and by_hand.holds(at, deal)
        ]
        assert not any(deal.sure if row.sure else deal.possible for deal in before)
        assert row.moved


SWAP = """
winset: 1
title: Two governments that each want one thing
as_of: 2020-01-01
issues:
  border: {options: [old, new]}
  gas: {ordered: yes, options: [none, some, much]}
  law: {only_when: {gas: much}, options: [ours, theirs]}
status_quo: {border: old, gas: none}
parties:
  north:
    lead: cabinet
    ratifiers:
      cabinet:
        points: {border: {old: 0, new: 5}, gas: {none: 0, some: -3, much: -4}}
        refuses: {ours: {when: {law: ours}}}
  south:
    lead: cabinet
    ratifiers:
      cabinet:
        points: {border: {old: 0, new: -2}, gas: {none: 0, some: 4, much: 9}}
        refuses: {theirs: {when: {law: theirs}}}
"""


def test_a_swap_opens_what_each_loses_on_alone() -> None:
    """By hand: the border costs the south 2, some gas costs the north 3; together they gain 2 and 2."""
    result = winset.linkage(winset.parse(SWAP), "gas")
    assert result.effect is Effect.OPENS
    assert (result.combinations, result.with_them) == (1, ("law",))
    assert numbers(result.held[0].sure) == (0, 1, 1, 0)
    (opened,) = result.opened
    assert opened.package.as_dict() == {"border": "new", "gas": "some"}
    assert opened.moved == (("gas", "none", "some"),)
    changes = {row.ratifier: (row.before, row.after, row.points) for row in opened.price}
    assert changes == {"north.cabinet": ("yes", "yes", Fraction(-3)), "south.cabinet": ("no", "yes", Fraction(4))}
    best = {row.ratifier: (row.best_held, row.best_free) for row in result.by_ratifier}
    assert best == {"north.cabinet": (None, Fraction(2)), "south.cabinet": (None, Fraction(2))}
    assert result.votes is not None
    # Much gas needs a law, so it is put with one: the part of gas is gas with its law.
    assert result.votes.parts == (("gas", "law"), ("border",))
    assert (result.votes.put, numbers(result.votes.sure)) == (3, (0, 1, 1, 0))


def test_a_law_that_no_two_governments_accept_makes_much_gas_infeasible() -> None:
    result = winset.linkage(winset.parse(SWAP), "gas")
    assert result.infeasible == ("law",)
    refused = {
        row.option: [(each.ratifier, [line.path for line in each.red_lines]) for each in row.refusing]
        for row in result.levels
        if row.id == "law"
    }
    assert refused == {
        "ours": [("north.cabinet", ["north.cabinet.refuses.ours"])],
        "theirs": [("south.cabinet", ["south.cabinet.refuses.theirs"])],
    }


QUORUM = """
winset: 1
title: How the question is put
as_of: 2020-01-01
issues: {road: {options: [closed, open]}, water: {options: [dry, piped]}}
conditions: {vote: {options: [apart, together], now: apart}}
status_quo: {road: closed, water: dry}
parties:
  here:
    ratifiers:
      council:
        refuses: {alone: {when: {vote: apart, road: open}}, mixed: {when: {vote: together, water: piped, road: closed}}}
        otherwise: accepts
"""


def test_a_condition_can_open_what_another_level_closes() -> None:
    """By hand: apart, the road is refused and water alone passes; together, water alone is what is refused."""
    result = winset.linkage(winset.parse(QUORUM), "vote")
    assert (result.linked, result.votes) == (("vote",), None)
    assert numbers(result.held[0].sure) == (1, 3, 2, 0)
    assert result.effect is Effect.ENLARGES
    at = {row.option: (numbers(row.sure), row.sure.effect) for row in result.levels}
    assert at["together"] == ((1, 2, 2, 1), Effect.TRADES)
    assert {row.moved for row in result.opened} == {(("vote", "apart", "together"),)}


def test_nothing_is_left_to_link_to_where_all_issues_are_linked() -> None:
    result = winset.linkage(winset.parse(QUORUM), "road", "water")
    assert (result.combinations, result.effect) == (0, Effect.NO_EFFECT)
    assert result.alone == (1, 1)
    assert result.votes is not None
    assert (result.votes.parts, result.votes.put) == ((("road",), ("water",)), 1)


def test_what_is_wrong_with_a_question_is_told_at_once() -> None:
    case = winset.parse(SWAP)
    with pytest.raises(winset.CaseError) as caught:
        winset.linkage(case, "boarder", "gaz", where="border=north", party="east")
    said = str(caught.value)
    for part in ("`boarder`", "`border`", "`gaz`", "`gas`", "north", "`east`"):
        assert part in said
    with pytest.raises(winset.CaseError, match="no issue is named"):
        winset.linkage(case)


def test_too_many_ways_to_hold_what_the_status_quo_lacks() -> None:
    issues = "".join(f"  i{at}: {{only_when: {{deal: yes}}, options: [a, b, c]}}\n" for at in range(4))
    case = winset.parse(
        f"winset: 1\ntitle: T\nas_of: 2020-01-01\nissues:\n  deal: {{options: [no, yes]}}\n{issues}"
        "status_quo: {deal: no}\nparties: {here: {ratifiers: {one: {otherwise: accepts}}}}\n"
    )
    assert len(winset.linkage(case, "i0", "i1", "i2").held) == 27
    with pytest.raises(winset.CaseError, match="81 ways to hold"):
        winset.linkage(case, "i0", "i1", "i2", "i3")


def test_one_party_first() -> None:
    rows = winset.linkage(winset.parse(SWAP), "gas", party="south").by_ratifier
    assert [row.ratifier for row in rows] == ["south.cabinet", "north.cabinet"]
    assert [row["ratifier"] for row in winset.linkage(winset.parse(SWAP), "gas").records()] == [
        "north.cabinet",
        "south.cabinet",
    ]


def test_the_oracle_is_asked_about_worlds_in_the_same_order() -> None:
    """The main world of a case with unknown conditions is the first that may be."""
    case = winset.parse(QUORUM.replace("now: apart", "now: unknown"))
    assert oracle.worlds(case.file)[0] == dict(winset.linkage(case, "vote").about.world)
    assert len(winset.linkage(case, "vote").held) == 2

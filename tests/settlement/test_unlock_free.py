"""Free changes by hand and against brute force: relaxations, votes, reservation levels and exchange rates."""

import json
from fractions import Fraction
from typing import Any

from hypothesis import HealthCheck, given, settings

import oracle
import strategies
import winset
from lever_strategies import cases_with_levers
from oracle.judges import no_deal, value
from oracle.scene import Scene, ratifiers
from winset.case.load import Case, parse
from winset.model.compile import compile_model
from winset.model.logic import TRUE
from winset.settlement.records import Shortfall
from winset.settlement.shortfall import package_shortfalls
from winset.settlement.survey import OverAll
from winset.settlement.unlock_records import Terms, UnlockResult
from winset.settlement.unlock_relaxing import MOST_SHOWN, relaxations
from winset.settlement.unlock_terms import terms


def seen(found: object) -> object:
    """A value to compare with whole numbers, which exact ones equal."""
    return found


SALE = """
winset: 1
title: A sale
as_of: 2024-05-01
issues:
  sale: {options: [none, made]}
  price: {ordered: yes, options: [low, middle, high, dear]}
  repair: {ordered: yes, options: [none, roof, whole]}
  colour: {options: [red, green, blue]}
never: {dear_and_whole: {when: {price: dear, repair: whole}}}
status_quo: {sale: none, price: low, repair: none, colour: red}
deal: {sale: made}
parties:
  buyer:
    lead: buyer
    ratifiers:
      buyer:
        points:
          sale: {none: 0, made: 10}
          price: {low: 0, middle: -4, high: -9, dear: -20}
          repair: {none: 0, roof: 3, whole: 8}
          colour: {red: 0, green: 1, blue: 3}
        refuses: {no_blue_roof: {when: {repair: roof, colour: blue}}}
        adjust: {whole_and_high: {when: {price: high, repair: whole}, points: 2}}
  seller: {ratifiers: {seller: {refuses: {cheap: {when: {price: [low, middle]}}}, otherwise: accepts}}}
levers: {wait: {by: buyer, effects: {o: {set: {weather: fair}}}}}
conditions: {weather: {options: [foul, fair], now: foul}}
"""


def only_at(case: Case, **options: str) -> Terms:
    pattern: dict[str, object] = dict(options)
    found: Terms = next(row for row in winset.unlock(case, where=pattern).terms if row.ratifier == "buyer.buyer")
    return found


def test_how_far_the_buyer_goes_on_each_issue() -> None:
    row = only_at(parse(SALE), price="high", repair="roof", colour="red")
    assert seen((row.answer, row.points, row.no_deal, row.compensation)) == ("yes", 4, 0, 0)
    assert seen([(each.issue, each.option, each.worst, each.points) for each in row.reservations]) == [
        ("sale", "made", "made", 0),  # without a sale it is no deal
        ("price", "high", "high", 0),  # dear would be 10 - 20 + 3 = -7
        ("repair", "roof", "none", -3),  # 1 is left
        ("colour", "red", "red", 0),  # green and blue are better, and a blue roof is refused
    ]


def test_what_would_have_to_be_better_where_it_refuses() -> None:
    # Dear, nothing repaired, red: 10 - 20 = -10. One issue alone: a high price leaves 1; the roof leaves -7, and
    # all repaired cannot be with a dear price; blue leaves -7.
    row = only_at(parse(SALE), price="dear", repair="none", colour="red")
    assert seen((row.answer, row.points, row.compensation)) == ("no", -10, 10)
    assert seen([(each.issue, each.worst, each.points) for each in row.reservations]) == [
        ("sale", None, None),
        ("price", "high", 11),
        ("repair", None, None),
        ("colour", None, None),
    ]


def test_exchange_rates_are_ratios_of_points_between_neighbouring_options() -> None:
    row = only_at(parse(SALE), price="high", repair="roof", colour="red")
    rates = {(each.gives, each.gives_to, each.gets, each.gets_to): each.rate for each in row.rates}
    # Given up: a sale (10), a dear price (11), the roof (3). Won: a middle price (5), all repaired at a high price
    # (8 - 3 + 2 = 7), green (1), which stands next to red.
    assert rates == {
        ("sale", "none", "price", "middle"): Fraction(10, 5),
        ("sale", "none", "repair", "whole"): Fraction(10, 7),
        ("sale", "none", "colour", "green"): Fraction(10),
        ("price", "dear", "repair", "whole"): Fraction(11, 7),
        ("price", "dear", "colour", "green"): Fraction(11),
        ("repair", "none", "price", "middle"): Fraction(3, 5),
        ("repair", "none", "colour", "green"): Fraction(3),
    }


SETTINGS = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
)


@SETTINGS
@given(strategies.cases())
def test_terms_are_what_every_option_tried_in_turn_finds(data: Any) -> None:
    case = strategies.case_file(data)
    world = oracle.every_world(case)[0]
    model = compile_model(case, world)
    packages, deals = oracle.packages(case, world), oracle.deals(case, world)
    for row in terms(model, [model.space.number(model.space.parse(package)) for package in deals[:3]]):
        here = row.package.as_dict()
        judge = ratifiers(case)[row.ratifier]
        points = {json.dumps(each): value(judge, Scene(case, world, each)) for each in packages}
        own = points[json.dumps(here)]
        floor = no_deal(judge, Scene(case, world, here))
        assert (row.points, row.no_deal, row.compensation) == (own, floor, max(floor - own, Fraction(0)))
        assert row.answer == oracle.answer(case, world, row.ratifier, here)
        for reserved in row.reservations:
            beside = [each for each in deals if {**each, reserved.issue: here[reserved.issue]} == here]
            kept = [
                each
                for each in beside
                if reserved.issue in each and oracle.answer(case, world, row.ratifier, each) == "yes"
            ]
            least = min((points[json.dumps(each)] for each in kept), default=None)
            assert (reserved.points is None) == (least is None)
            if least is not None:
                assert reserved.points == least - own
                worst = {**here, reserved.issue: reserved.worst}
                assert worst in kept
                assert points[json.dumps(worst)] == least
        for rate in row.rates:
            for issue, after, by in ((rate.gives, rate.gives_to, -rate.loses), (rate.gets, rate.gets_to, rate.gains)):
                assert points[json.dumps({**here, issue: after})] - own == by
            assert rate.loses > 0
            assert rate.gains > 0


@SETTINGS
@given(strategies.cases())
def test_relaxations_are_those_that_no_other_undercuts(data: Any) -> None:
    case = strategies.case_file(data)
    for world in oracle.every_world(case)[:2]:
        model = compile_model(case, world)
        deals = oracle.deals(case, world)
        for sure in (True, False):
            found = relaxations(model, OverAll(model, TRUE), sure)
            stops = {"no", "open"} if sure else {"no"}
            against = [
                {path for path in oracle.vetoes(case) if oracle.answer(case, world, path, deal) in stops}
                for deal in deals
            ]
            for path in oracle.vetoes(case):
                alone = [deal for deal, who in zip(deals, against, strict=True) if who == {path}]
                refuses_all = bool(deals) and all(path in who for who in against)
                among = alone or (deals if refuses_all else [])
                vectors = [_own(package_shortfalls(model, model.space.parse(deal)), path, sure) for deal in among]
                least = [one for one in vectors if not any(_undercuts(other, one) for other in vectors)]
                rows = [row for row in found if row.ratifier == path]
                distinct = {frozenset(one.items()) for one in least}
                assert len(rows) == min(len(distinct), MOST_SHOWN)
                assert all(row.opens == bool(alone) for row in rows)
                told = [frozenset(_own(row.parts, path, sure).items()) for row in rows]
                assert set(told) <= distinct
                assert sorted(row.deals for row in rows) == sorted(
                    sum(frozenset(one.items()) == each for one in least) for each in told
                )


def _own(parts: tuple[Shortfall, ...], path: str, sure: bool) -> dict[tuple[str, str], Fraction]:
    own = {(part.kind, part.path): part.most if sure else part.least for part in parts if part.ratifier == path}
    return {key: amount for key, amount in own.items() if amount}


def _undercuts(other: dict[tuple[str, str], Fraction], one: dict[tuple[str, str], Fraction]) -> bool:
    keys = {*other, *one}
    return other != one and all(other.get(key, Fraction(0)) <= one.get(key, Fraction(0)) for key in keys)


PACT = """
winset: 1
title: A pact
as_of: 2024-05-01
sources: {count: {title: A count of heads, published: 2024-04-01}}
issues: {pact: {options: [none, signed]}, clause: {options: [plain, hard]}}
status_quo: {pact: none, clause: plain}
deal: {pact: signed}
parties:
  north:
    ratifiers:
      house:
        members: 20
        rule: {at_least: 12}
        refuses: {hard: {when: {clause: hard}}}
        blocs:
          friends: {votes: 7, otherwise: accepts}
          waverers: {votes: 2}
          others: {votes: rest, otherwise: refuses}
  south: {ratifiers: {cabinet: {accepts: {whatever: {when: {}}}}}}
levers:
  win:
    by: north
    effects: {o: {swing: {ratifier: north.house, from: others, to: friends, votes: {low: 0, high: 3}}}}
  lose: {by: north, effects: {o: {swing: {ratifier: north.house, from: friends, to: others, votes: 1}}}}
"""


def pact(bound: str = "", high: str = "3") -> UnlockResult:
    written = PACT.replace("high: 3", f"high: {high}").replace("  win:\n", f"  win:\n{bound}")
    found: UnlockResult = winset.unlock(parse(written))
    return found


def test_votes_that_lack_stand_beside_those_that_levers_win() -> None:
    # 7 for and 2 open of the 12 that it takes: 3 to 5 lack. A lever wins 3, so that 0 to 2 lack; another loses votes.
    (row,) = pact().votes
    assert seen((row.ratifier, row.body, row.needed, row.most, row.left)) == (
        "north.house",
        "north.house",
        (3, 5),
        3,
        (0, 2),
    )
    assert row.within
    assert seen([(pull.lever, pull.most, pull.bound) for pull in row.pulls]) == [("win", 3, None)]


def test_votes_are_held_by_the_bound_of_a_lever_and_by_what_a_bloc_has() -> None:
    (row,) = pact("    bound: {votes: 2, cite: {source: count, says: two}}\n").votes
    assert seen((row.most, row.left, row.within)) == (2, (1, 3), False)
    assert [words.text for words in row.pulls[0].quotations] == ["two"]
    (row,) = pact(high="19").votes
    assert seen(row.left) == (0, 0)  # all 11 others come over, and no more


def test_a_relaxation_is_told_in_its_own_units_and_whether_it_is_enough() -> None:
    # A plain pact takes 3 votes of the house, which is then enough; a hard one takes the red line beside the votes, so
    # that the plain one undercuts it.
    rows = pact().relaxations
    assert [(row.ratifier, row.opens, row.sure, row.deals) for row in rows] == [("north.house", True, False, 1)]
    assert seen([(part.kind, part.least, part.most) for part in rows[0].parts]) == [("votes", 3, 5)]


def test_where_two_stop_everything_neither_is_enough() -> None:
    case = parse(PACT.replace("accepts: {whatever: {when: {}}}", "refuses: {whatever: {when: {pact: signed}}}"))
    rows = winset.unlock(case).relaxations
    assert [(row.ratifier, row.opens) for row in rows] == [("north.house", False), ("south.cabinet", False)]


@settings(SETTINGS, max_examples=60)
@given(cases_with_levers(most=3))
def test_votes_are_told_of_bodies_that_carry_nothing_and_levers_never_make_it_worse(data: Any) -> None:
    case: Case = parse(json.dumps(data))
    result = winset.unlock(case)
    for row in result.votes:
        assert row.needed[0] <= row.needed[1]
        assert row.needed[1] > 0
        assert row.most == sum((pull.most for pull in row.pulls), Fraction(0))
        if not row.pulls:
            assert row.left == row.needed

"""What cannot be asked of a case says why, and is no answer: by hand, on the ferry and on two aims."""

import pytest
from aims import APPROACHES
from aims import claimed as aimed
from ferry import Data, claimed, data_of
from test_kinds_of_levers import LEVERS, RECORD

# What the claims beside it need not find: every variant changes the weather alone.
UNMOVED: Data = {id_: {"set": {"weather.now": "storm"}} for id_ in ("stubborn_town", "silent_town")}
GONE: Data = {
    "no_town": {"drop": ["coast.town", "levers.road"]},
    "no_weather": {"drop": ["conditions.weather"]},
    "no_road": {"drop": ["levers.road"]},
}


@pytest.mark.parametrize(
    ("asks", "why"),
    [
        ("{deal: {where: {ferry: none}}}", "no package is a deal of this kind"),
        ("{blocked_by: {where: {ferry: none}, ratifiers: [coast.town]}}", "no package is a deal of this kind"),
        ("{conflict: {where: {ferry: none}, contains: [coast.town]}}", "no package is a deal of this kind"),
        ("{ratifiers: {where: {ferry: none}, at_least: 1}}", "no package is a deal of this kind"),
        ("{unlocked_by: {where: {ferry: none}, levers: [road]}}", "no package is a deal of this kind"),
        ("{necessary: {where: {ferry: none}, ratifiers: [coast.town]}}", "no waiver opens a deal"),
        # The mayor refuses every low toll; of the middle one a town that is silent leaves nothing sure.
        ("{best_level: {where: low, for: coast, issue: toll, is: low}}", "no deal of this kind is possible"),
        # Rules, issues and names are no inputs whose loss a verdict could survive.
        ("{insensitive_to: {where: middle, inputs: [coast.town.name]}}", "`coast.town.name` is no input"),
        ("{insensitive_to: {where: middle, inputs: [issues.toll]}}", "the case cannot do without `issues.toll`"),
        # The mayor has no blocs and is asked by no poll.
        ("{moves_enough: {where: low, ratifier: coast.mayor}}", "no poll tells how far the mayor"),
        ("{first_in_order: {lever: road}}", "no order of approaches can be made"),
        ("{leverage: {for: coast, from: patience, sign: none}}", "no bargain: two leads with points are needed"),
        ("{waits: {}}", "course"),
        ("{share_of_record: {by: coast.mayor, more_than: 0, about: weather}}", "no statement is about `weather`"),
    ],
)
def test_a_question_without_an_answer(asks: str, why: str) -> None:
    found = claimed(asks, levers=LEVERS, variants=UNMOVED, **RECORD)
    assert (found.standing.value, found.so) == ("not computable", None)
    assert why in found.why


def test_nothing_is_best_among_deals_that_are_not_sure() -> None:
    found = claimed("{best_level: {for: coast, issue: toll, is: middle, how: sure}, under: [silent_town]}")
    assert found.why == "no deal of this kind is ratified"


@pytest.mark.parametrize(
    ("asks", "why"),
    [
        ("{conflict: {where: low, contains: [coast.town]}, under: [no_town]}", "no ratifier `coast.town`"),
        ("{waiver: {where: low, contains: [coast.town]}, under: [no_town]}", "no ratifier `coast.town`"),
        ("{deal: {where: low, counting: [coast.town, island.council]}, under: [no_town]}", "no ratifier `coast.town`"),
        ("{role: {ratifier: coast.town, is: none}, under: [no_town]}", "no ratifier or bloc `coast.town`"),
        ("{yes_opens: {ratifier: coast.town}, under: [no_town]}", "no ratifier `coast.town`"),
        ("{unlocked_by: {where: high, levers: [road]}, under: [no_road]}", "no lever `road`"),
        ("{holds_in: {condition: weather, levels: [calm]}, under: [no_weather]}", "no condition `weather`"),
        ("{deal: {}, if: {weather: calm}, under: [no_weather]}", "no condition `weather`"),
    ],
)
def test_what_the_variants_of_an_ask_take_away_cannot_be_asked_there(asks: str, why: str) -> None:
    """Nothing is said of who is not there: neither that it is in a set nor that it is in none."""
    levers = {id_: LEVERS[id_] for id_ in ("road", "pay")}
    found = claimed(asks, levers=levers, variants=GONE)
    assert found.standing.value == "not computable"
    assert found.why.endswith(why)


def test_whose_no_stops_nothing_has_no_yes_to_ask_about() -> None:
    found = claimed("{yes_opens: {where: high, ratifier: coast.town}}", parties=with_town(counts_as="cost"))
    assert found.why == "the town (The coast) has no say on these deals"


def with_town(**more: object) -> Data:
    """The parties with something else said of the town."""
    parties: Data = data_of("{}")["parties"]
    parties["coast"]["ratifiers"]["town"] |= more
    return {"coast": parties["coast"]}


def test_rivals_cannot_be_asked_together() -> None:
    # Both variants answer what the town pays.
    found = claimed("{deal: {}, under: [stubborn_town, silent_town]}")
    assert found.standing.value == "not computable"
    assert "both answer `what the town pays`" in found.why


def test_where_nobody_who_counts_has_a_veto_nothing_can_be_stopped() -> None:
    found = claimed("{deal: {counting: [coast.town]}}", parties=with_town(counts_as="cost"))
    assert found.standing.value == "not computable"
    assert "in other roles: no ratifier is a veto" in found.why


@pytest.mark.parametrize(
    ("asks", "why"),
    [
        ("{delay: {goal: trade, of: road, periods: 1}}", "what is lost is worked out for 2 periods"),
        ("{delay: {goal: trade, of: later, periods: 2}}", "`later` cannot be done at first"),
        ("{first_in_order: {lever: later}}", "`later` is no approach that can be made"),
    ],
)
def test_what_courses_do_not_tell(asks: str, why: str) -> None:
    later: Data = {"by": "north", "requires": {"king": "new"}, "effects": {"done": {"set": {"king": "old"}}}}
    found = aimed(asks, levers={**APPROACHES, "later": later})
    assert found.standing.value == "not computable"
    assert why in found.why


def test_costs_that_are_missing() -> None:
    """The high toll is opened by mending the road, at no known cost, or by building another for 9."""
    road = {key: part for key, part in LEVERS["road"].items() if key != "cost"}
    levers: Data = {"road": road}
    asked = "{budget: {for: coast, where: high, most: 100}}"
    assert claimed(asked, levers=levers, variants=UNMOVED).why == "costs are missing"
    cheapest = "{cheapest: {where: high, levers: [road]}}"
    assert claimed(cheapest, levers=levers, variants=UNMOVED).why == "costs are missing, so nothing is the cheapest"
    # Nine is enough for one way; whether less is, hangs on the cost that nobody knows.
    levers["other"] = {**road, "cost": "9"}
    assert claimed(asked, levers=levers, variants=UNMOVED).so is True
    assert claimed(asked.replace("100", "8"), levers=levers, variants=UNMOVED).why == "costs are missing"


def test_a_patience_without_a_range_is_no_more_and_no_less() -> None:
    from bargain import bargain

    assert bargain("{leverage: {for: north, from: patience, sign: none}}", "0.9").why == "its patience has no range"
    alone = bargain("{leverage: {for: north, from: constraints, sign: none}}", "0.9")
    assert alone.why == "nobody at home has a say besides the lead"

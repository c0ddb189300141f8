"""Asks that open answers, or what nobody knows, leave open: by hand, on the ferry and on two aims."""

from dataclasses import replace

import pytest
from aims import BASE
from aims import claimed as aimed
from ferry import Data, claimed, ferry, so
from test_kinds_of_levers import LEVERS

from winset.case.asks import Ask
from winset.case.patterns import EVERYTHING, Pattern
from winset.claims.asker import Asker
from winset.claims.asking import answered
from winset.settlement.unlock_records import Searched, UnlockResult


@pytest.mark.parametrize(
    ("asks", "answer"),
    [
        # A town that is silent leaves the middle toll open in any weather.
        ("{holds_in: {where: middle, condition: weather, levels: [calm]}, under: [silent_town]}", None),
        ("{holds_in: {where: middle, condition: weather, levels: [calm], how: possible}, under: [silent_town]}", True),
        ("{holds_in: {where: middle, condition: weather, levels: [calm], how: sure}, under: [silent_town]}", False),
        # It is not surely absent in a storm either.
        ("{holds_in: {where: middle, condition: weather, levels: [calm], only: yes}, under: [silent_town]}", None),
        # Of the low toll the mayor says no and the town nothing: without him it is possible, and not sure.
        ("{waiver: {where: low, contains: [coast.mayor], exactly: yes}, under: [silent_town]}", None),
        ("{waiver: {where: low, contains: [coast.mayor], exactly: yes, how: possible}, under: [silent_town]}", True),
        ("{waiver: {where: low, contains: [coast.mayor], exactly: yes, how: sure}, under: [silent_town]}", False),
        ("{waiver: {where: low, contains: [coast.mayor, coast.town], how: sure}, under: [silent_town]}", True),
        ("{yes_opens: {where: low, ratifier: coast.mayor}, under: [silent_town]}", None),
        ("{yes_opens: {where: low, ratifier: coast.mayor, how: possible}, under: [silent_town]}", True),
        ("{yes_opens: {where: low, ratifier: coast.mayor, how: sure}, under: [silent_town]}", False),
        # The middle toll is possible then, and the town's yes makes it sure.
        ("{yes_opens: {where: middle, ratifier: coast.town}, under: [silent_town]}", True),
        ("{yes_opens: {where: middle, ratifier: coast.town, how: possible}, under: [silent_town]}", False),
        # Nobody knows whether the town is in conflict over the low toll; the mayor is by himself.
        ("{conflict: {where: low, contains: [coast.town]}, under: [silent_town]}", None),
        ("{conflict: {where: low, contains: [coast.mayor], how: sure}, under: [silent_town]}", True),
    ],
)
def test_who_has_not_said(asks: str, answer: bool | None) -> None:
    assert so(asks) is answer


def test_what_a_yes_makes_sure_is_said_so() -> None:
    found = claimed("{yes_opens: {where: middle, ratifier: coast.town}, under: [silent_town]}")
    assert found.asked[0].words == "a yes of the town (The coast) alone makes 1 deal sure"


# The weather is not known, and in a storm the council of the island refuses any ferry.
UNKNOWN: Data = {
    "parties": {
        "island": {
            "lead": "council",
            "ratifiers": {
                "council": {
                    "refuses": {"storm": {"when": {"ferry": "runs", "weather": "storm"}, "why": "x"}},
                    "otherwise": "accepts",
                }
            },
        }
    },
    "conditions": {"weather": {"options": ["calm", "storm"], "now": "unknown"}},
}


@pytest.mark.parametrize(
    ("asks", "answer"),
    [
        # Calm: ratified; storm: refused.
        ("{deal: {where: middle}}", None),
        ("{deal: {where: middle, how: possible}}", None),
        ("{deal: {where: middle}, if: {weather: calm}}", True),
        ("{deal: {where: middle}, if: {weather: storm}}", False),
        # In either weather the mayor refuses a low toll, and who refuses it alone hangs on the weather.
        ("{deal: {where: low}}", False),
        ("{blocked_by: {where: low, ratifiers: [coast.mayor]}}", True),
        ("{blocked_by: {where: low, ratifiers: [coast.mayor], only: yes}}", None),
        ("{blocked_by: {where: low, ratifiers: [island.council]}}", None),
        ("{holds_in: {where: middle, condition: weather, levels: [calm], only: yes}}", True),
        ("{holds_in: {where: middle, condition: weather, levels: [calm, storm]}}", False),
    ],
)
def test_worlds_that_nobody_can_rule_out(asks: str, answer: bool | None) -> None:
    assert so(asks, **UNKNOWN) is answer


# A king who says nothing of road or well: with his answers as no nothing is worth doing, with them as yes what is worth
# it is done.
SILENT = {**BASE["parties"], "south": {"lead": "king", "ratifiers": {"king": {}}}}


@pytest.mark.parametrize(
    ("asks", "answer"),
    [
        # Nothing against nothing, or 7 against 1.
        ("{better_course: {goal: trade, course: roads, than: wells}}", None),
        ("{better_course: {goal: trade, course: wells, than: roads}}", False),
        ("{waits: {goal: trade}}", None),
        ("{waits: {goal: rest}}", True),
        ("{advice_changes: {goal: trade, between: [3, 1]}}", None),
        ("{goal_advice: {goal: trade, uses: [road]}}", None),
        ("{goals_part: {goals: [trade, water]}}", None),
        # Nothing is worth an effort at any price, or from a price of 8 on.
        ("{drops_at: {goal: trade, at_most: 7}}", None),
        ("{drops_at: {goal: trade, at_most: 8}}", True),
        # Nothing is lost by a delay of what is refused; 8, less an effort of 1, by one of what is accepted.
        ("{delay: {goal: trade, of: road, periods: 2}}", None),
        ("{delay: {goal: trade, of: well, periods: 2}}", False),
        ("{reaches_deal: {goal: trade}}", True),
    ],
)
def test_courses_read_open_answers_both_ways(asks: str, answer: bool | None) -> None:
    found = aimed(asks, parties=SILENT)
    assert not found.why, found.why
    assert found.so is answer


def searched(kind: Data, *, complete: bool) -> bool | None:
    """What is told of the high toll, which mending the road opens for 3, and paying does not, after such a search."""
    unlocked = Asker.unlock

    class Stopped(Asker):
        """A case in which the search for ways to a deal has come so far."""

        def unlock(self, where: Pattern, party: str | None = None) -> UnlockResult:
            found = unlocked(self, where, party)
            return replace(found, searches=tuple(Searched(each.sure, complete, 1) for each in found.searches))

        def at(self, world: object) -> "Stopped":
            return self

    case = ferry("C1: {quote: a, cite: {source: oped}}", levers=LEVERS)
    return answered(Stopped(case), (Ask.model_validate(kind),)).so


@pytest.mark.parametrize(
    ("kind", "told", "stopped"),
    [
        # What was found is an unlock, whatever else there is; what was not found may be one all the same.
        ({"unlocked_by": {"levers": ["road"], "how": "possible"}}, True, True),
        ({"unlocked_by": {"levers": ["pay"]}}, False, None),
        # Another unlock may do without the road; none that needs paying too is found, and the one found shows that.
        ({"necessary": {"levers": ["road"]}}, True, None),
        ({"necessary": {"levers": ["pay"]}}, False, False),
        ({"cheapest": {"levers": ["road"]}}, True, None),
        ({"cheapest": {"levers": ["pay"]}}, False, None),
        ({"budget": {"for": "coast", "most": "3"}}, True, True),
        ({"budget": {"for": "coast", "most": "2"}}, False, None),
    ],
)
def test_a_search_that_did_not_end_rules_nothing_out(kind: Data, told: bool, stopped: bool | None) -> None:
    ((word, terms),) = kind.items()
    asked: Data = {word: {**terms, "where": {"toll": "high"}}}
    assert searched(asked, complete=True) is told
    assert searched(asked, complete=False) is stopped


def test_everything_is_asked_about_where_no_deals_are_named() -> None:
    assert Ask.model_validate({"deal": {}}).terms == Ask.model_validate({"deal": {"where": EVERYTHING}}).terms

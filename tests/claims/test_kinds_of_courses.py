"""What a claim can ask of orders and courses, on small cases by hand."""

import json
from typing import Any

import pytest

import winset
from winset.claims.records import ClaimVerdict

Data = dict[str, Any]

# North can put a road (4 points a year) or a well (1 point) for an effort of 1; the king of the south accepts both. At
# once, over three years, the road brings 8 and the well 2, as nothing counts in the year in which it is put.
BASE: Data = {
    "winset": "1",
    "title": "Two aims",
    "as_of": "2024-01-01",
    "effort": "days",
    "sources": {"oped": {"title": "On roads", "published": "2023-05-01"}},
    "issues": {"treaty": {"options": ["none", "road", "well"]}},
    "status_quo": {"treaty": "none"},
    "conditions": {"king": {"options": ["old", "new"], "now": "old"}},
    "parties": {
        "north": {"lead": "cabinet", "ratifiers": {"cabinet": {"otherwise": "accepts"}}},
        "south": {
            "lead": "king",
            "ratifiers": {
                "king": {"refuses": {"new": {"when": {"king": "new"}, "why": "assumed"}}, "otherwise": "accepts"}
            },
        },
    },
    "goals": {
        "trade": {"name": "Trade", "points": {"treaty": {"road": "4"}}, "attention": "1"},
        "water": {"name": "Water", "points": {"treaty": {"well": "1"}}, "attention": "1"},
        "rest": {"name": "Rest", "points": {"king": {"new": "0"}}, "attention": "1"},
    },
    "course": {
        "for": "north",
        "period": "a year",
        "horizon": ["3", "1"],
        "propose": {
            "road": {"package": {"treaty": "road"}, "cost": "1"},
            "well": {"package": {"treaty": "well"}, "cost": "1"},
        },
        "named": {
            "nothing": {"only": []},
            "roads": {"only": ["road"]},
            "wells": {"only": ["well"]},
        },
        "persons": {"successor": {"set": {"king": "new"}}},
    },
}


def claimed(asks: str, **more: Any) -> ClaimVerdict:
    import yaml

    asked = yaml.load(asks, Loader=yaml.BaseLoader)  # noqa: S506 - plain text, as winset reads it
    claim = {"quote": "so it is", "cite": {"source": "oped"}, "asks": asked}
    return winset.claims(winset.parse(json.dumps({**BASE, **more, "claims": {"C1": claim}})), draws=0).claims[0]


@pytest.mark.parametrize(
    ("asks", "answer"),
    [
        ("{goal_advice: {goal: trade, first: [road]}}", True),
        ("{goal_advice: {goal: trade, first: [well, wait]}}", False),
        ("{goal_advice: {goal: trade, uses: [road]}}", True),
        ("{goal_advice: {goal: trade, first: [road], uses: [well]}}", False),
        # Less an effort of 1 at a price of 1: 8 - 1 by the road, nothing by the well.
        ("{better_course: {goal: trade, course: roads, than: wells}}", True),
        ("{better_course: {goal: trade, course: wells, than: roads}}", False),
        ("{better_course: {goal: trade, course: roads, than: nothing}}", True),
        ("{better_course: {goal: trade, course: nothing, than: nothing}}", False),
        ("{goals_part: {goals: [trade, water]}}", True),
        ("{goals_part: {goals: [trade, trade]}}", False),
        # Nothing that can be done brings any point of rest.
        ("{waits: {goal: rest}}", True),
        ("{waits: {goal: trade}}", False),
        # In the one year left nothing would count any more: over 1 period wait, over 3 put the road.
        ("{advice_changes: {goal: trade, between: [3, 1]}}", True),
        ("{advice_changes: {goal: rest, between: [3, 1]}}", False),
        # The road's 8 points pay an effort of 1 up to a worth of 8; the well's 2 up to 2.
        ("{drops_at: {goal: trade, at_most: 9}}", True),
        ("{drops_at: {goal: trade, at_most: 7}}", False),
        ("{drops_at: {goal: water, at_most: 3}}", True),
        # With a new king there is no gain at all: all of it is lost.
        ("{person: {goal: trade, person: successor, at_least: 1}}", True),
        ("{reaches_deal: {goal: trade}}", True),
        # Two years late, the road would never count: all 8 are lost.
        ("{delay: {goal: trade, of: road, periods: 2}}", True),
    ],
)
def test_courses(asks: str, answer: bool) -> None:
    found = claimed(asks)
    assert not found.why, found.why
    assert found.so is answer


def test_a_deal_that_nobody_can_reach() -> None:
    parties = {**BASE["parties"], "south": {"lead": "king", "ratifiers": {"king": {"otherwise": "refuses"}}}}
    assert claimed("{reaches_deal: {goal: trade}}", parties=parties).so is False


def test_where_there_is_no_gain_nobody_can_lose_it() -> None:
    found = claimed("{person: {goal: rest, person: successor, at_least: 0.5}}")
    assert found.why == "there is no gain, so nothing can be lost"


def test_what_open_answers_decide_is_open() -> None:
    # A king who has said nothing: with his answer as no nothing is worth doing, with it as yes the road is put.
    parties = {**BASE["parties"], "south": {"lead": "king", "ratifiers": {"king": {}}}}
    assert claimed("{goal_advice: {goal: trade, first: [road]}}", parties=parties).so is None


def test_a_case_without_a_course_says_so() -> None:
    data = {key: part for key, part in BASE.items() if key != "course"}
    claim = {"quote": "x", "cite": {"source": "oped"}, "asks": {"waits": {"goal": "trade"}}}
    found = winset.claims(winset.parse(json.dumps({**data, "claims": {"C1": claim}})), draws=0).claims[0]
    assert found.standing.value == "not computable"


# Asking the king costs 1 and he says yes with 1/2; asking the cabinet costs 2, with 1/2. The cheapest order asks the
# king first: 1 + 1/2 x 2 = 2 against 2 + 1/2 x 1 = 2.5.
APPROACHES: Data = {
    id_: {
        "by": "north",
        "cost": cost,
        "effects": {"yes": {"add": {f"{who}.accepts.in_principle": {"when": {"treaty": "road"}}}, "chance": "1/2"}},
        "sounds": {"ratifier": who, "yes": "yes"},
    }
    for id_, who, cost in (("ask_king", "south.king", "1"), ("ask_cabinet", "north.cabinet", "2"))
}


@pytest.mark.parametrize(
    ("asks", "answer"),
    [
        ("{first_in_order: {lever: ask_king}}", True),
        ("{first_in_order: {lever: ask_cabinet}}", False),
        ("{order: {levers: [ask_king, ask_cabinet]}}", True),
        ("{order: {levers: [ask_cabinet, ask_king]}}", False),
    ],
)
def test_orders(asks: str, answer: bool) -> None:
    found = claimed(asks, levers=APPROACHES)
    assert not found.why, found.why
    assert found.so is answer
    assert ("2 against 2.5 days" in found.asked[0].words) is ("first" in asks)


def test_an_order_by_structure_rests_on_no_assumption() -> None:
    # All numbers are one number each, so the order stands throughout their ranges.
    assert claimed("{first_in_order: {lever: ask_king}}", levers=APPROACHES).standing.value == "holds"
    ranged = json.loads(json.dumps(APPROACHES))
    ranged["ask_king"]["cost"] = {"low": "1", "likely": "1", "high": "5"}
    found = claimed("{first_in_order: {lever: ask_king}}", levers=ranged)
    assert found.standing.value == "rests on assumption"

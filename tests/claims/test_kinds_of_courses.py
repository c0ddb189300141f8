"""What a claim can ask of orders and courses, on small cases by hand."""

import json

import pytest
from aims import APPROACHES, BASE, claimed

import winset
from winset.claims import asker
from winset.course.course import persons_of


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
        # Two years late, the road would never count: its 8 are lost, less the effort that they cost.
        ("{delay: {goal: trade, of: road, periods: 2}}", True),
    ],
)
def test_courses(asks: str, answer: bool) -> None:
    found = claimed(asks)
    assert not found.why, found.why
    assert found.so is answer


@pytest.mark.parametrize(
    ("asks", "words"),
    [
        (
            "{advice_changes: {goal: rest, between: [3, 1]}}",
            "over 3 periods it begins: Wait; over 1 period it begins: Wait",
        ),
        # The well's 1 point in each of the two years after it is put pays an effort of 1 up to a worth of 2.
        ("{drops_at: {goal: water, at_most: 3}}", "nothing is done once a unit of effort is worth 2 points elsewhere"),
        # Nobody's answer is open, so what the courses bring is said once; no well brings any trade.
        ("{better_course: {goal: trade, course: roads, than: wells}}", "less its effort it brings 7 against 0"),
    ],
)
def test_numbers_in_words(asks: str, words: str) -> None:
    assert claimed(asks).asked[0].words == words


def test_doing_nothing_need_not_be_named() -> None:
    course = {**BASE["course"], "named": {"roads": {"only": ["road"]}}}
    assert claimed("{better_course: {goal: trade, course: roads, than: nothing}}", course=course).so is True
    assert claimed("{better_course: {goal: trade, course: nothing, than: roads}}", course=course).so is False


def test_a_deal_that_nobody_can_reach() -> None:
    parties = {**BASE["parties"], "south": {"lead": "king", "ratifiers": {"king": {"otherwise": "refuses"}}}}
    assert claimed("{reaches_deal: {goal: trade}}", parties=parties).so is False


def test_where_there_is_no_gain_nobody_can_lose_it() -> None:
    found = claimed("{person: {goal: rest, person: successor, at_least: 0.5}}")
    assert found.why == "there is no gain, so nothing can be lost"


def test_what_hangs_on_persons_is_told_by_itself() -> None:
    case = winset.parse(json.dumps(BASE))
    for goal in (None, "water", "rest"):
        assert persons_of(case, goal=goal) == winset.course(case, goal=goal, persons=True).persons
    persons = {"successor": {"set": {"king": "new"}}, "same": {"set": {"king": "old"}}}
    two = winset.parse(json.dumps({**BASE, "course": {**BASE["course"], "persons": persons}}))
    assert persons_of(two, "same") == winset.course(two, persons=True).persons[1:]
    assert persons_of(two, "nobody") == ()
    bare = {key: value for key, value in BASE.items() if key not in {"course", "goals"}}
    assert persons_of(winset.parse(json.dumps(bare))) == ()


def test_courses_that_are_known_are_not_worked_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    claim = {"quote": "a", "cite": {"source": "oped"}, "asks": {"goal_advice": {"first": ["road"]}}}
    case = winset.parse(json.dumps({**BASE, "claims": {"C1": claim}}))
    known = winset.course(case)
    found = winset.claims(case, draws=0)
    monkeypatch.setattr(asker, "course", None)
    assert winset.claims(case, draws=0, courses=[known]) == found
    with pytest.raises(TypeError):
        winset.claims(case, draws=0)


def test_what_open_answers_decide_is_open() -> None:
    # A king who has said nothing: with his answer as no nothing is worth doing, with it as yes the road is put.
    parties = {**BASE["parties"], "south": {"lead": "king", "ratifiers": {"king": {}}}}
    assert claimed("{goal_advice: {goal: trade, first: [road]}}", parties=parties).so is None


def test_a_case_without_a_course_says_so() -> None:
    data = {key: part for key, part in BASE.items() if key != "course"}
    claim = {"quote": "x", "cite": {"source": "oped"}, "asks": {"waits": {"goal": "trade"}}}
    found = winset.claims(winset.parse(json.dumps({**data, "claims": {"C1": claim}})), draws=0).claims[0]
    assert found.standing.value == "not computable"


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

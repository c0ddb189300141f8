"""Courses worked out by hand: closed forms, and cases in which the advice comes out otherwise."""

from fractions import Fraction
from typing import Any

import pytest
from course_cases import Data, case_of, lever, looked_at

import winset
from winset.course.approaches import Approach
from winset.course.orders import Orders

ACCEPTS_ONCE_ASKED = {"otherwise": "refuses"}
REFUSED: Data = {"line": {"when": {"mood": "bad"}}}


def asks(who: str, chance: float, cost: float, **sounds: Any) -> Data:
    """An approach that writes a yes to the whole into a ratifier."""
    add = {f"{who}.accepts.in_principle": {"when": {"a": "whole"}}}
    return {
        **lever(cost, agrees={"add": add, "chance": chance}),
        "sounds": {"ratifier": who, "yes": "agrees", **sounds},
    }


def gates(near: Data, far: Data, **course: Any) -> winset.Case:
    """Two ratifiers that refuse unless a yes in principle was had; the whole brings 10 a period."""
    return case_of(
        {"propose": {"treaty": {"package": {"a": "whole"}, "cost": 2}}, "horizon": [8], **course},
        parties={
            "us": {"ratifiers": {"house": ACCEPTS_ONCE_ASKED}},
            "them": {"ratifiers": {"chief": ACCEPTS_ONCE_ASKED}},
        },
        levers={"near": near, "far": far},
        goals={"aim": {"points": {"a": {"whole": 10}}, "attention": 1}},
    )


def best_of(case: winset.Case, periods: int | None, lent: float = 0.0, *, in_force: bool = False) -> Any:
    return looked_at(winset.course(case), periods, lent, in_force=in_force)


def window(drift: Data, **course: Any) -> winset.Case:
    """A deal that brings 10 a period and can be put only while the mood is good."""
    return case_of(
        {
            "discount": 0.9,
            "propose": {"treaty": {"package": {"a": "whole"}}},
            "drift": {"turns": {"condition": "mood", **drift}},
            **course,
        },
        parties={"us": {"ratifiers": {"house": {"otherwise": "accepts", "refuses": REFUSED}}}},
        conditions={"mood": {"options": ["bad", "good"], "now": drift["from"]}},
    )


# closed forms


def test_two_gates_come_to_the_product_of_their_chances_and_to_the_effort_of_going_on() -> None:
    # Near first: 1 + .5 * 3 + .5 * .4 * 2 of effort; a deal with .5 * .4 from the third period's end: five periods.
    case = gates(asks("us.house", 0.5, 1), asks("them.chief", 0.4, 3))
    row = best_of(case, 8)
    assert row.first.id == "near"
    assert row.effort == pytest.approx(1 + 0.5 * 3 + 0.5 * 0.4 * 2)
    assert row.gain == pytest.approx(0.5 * 0.4 * 10 * (8 - 3))
    assert row.net == pytest.approx(row.gain - row.effort)


def test_gates_are_worth_less_where_points_are_worth_less_later() -> None:
    # With b = .5: effort 1 + .5 b 3 + .2 b^2 2; ten a period from the fourth on, for ever: .2 b^3 10 / (1 - b).
    case = gates(asks("us.house", 0.5, 1), asks("them.chief", 0.4, 3), discount=0.5, horizon=["forever"])
    row = best_of(case, None, in_force=True)
    gain, effort = 0.2 * 0.5**3 * 10 / 0.5, 1 + 0.5 * 0.5 * 3 + 0.2 * 0.5**2 * 2
    assert gain < effort  # so nothing is done at all
    assert (row.first.id, row.gain, row.effort) == ("wait", 0, 0)
    patient = gates(asks("us.house", 0.5, 1), asks("them.chief", 0.4, 3), discount=0.9, horizon=["forever"])
    row = best_of(patient, None, in_force=True)
    assert row.first.id == "near"
    assert row.effort == pytest.approx(1 + 0.5 * 0.9 * 3 + 0.2 * 0.9**2 * 2, abs=row.error)
    assert row.gain == pytest.approx(0.2 * 0.9**3 * 10 / 0.1, abs=row.error)


@pytest.mark.parametrize(
    ("near", "far", "first"),
    [
        ((0.5, 1, {}), (0.4, 3, {}), "near"),
        ((0.9, 3, {}), (0.3, 1, {}), "far"),  # the cheap and doubtful gate first
        ((0.5, 1, {"defers": {"far": 0.95}}), (0.5, 2, {}), "far"),  # it is dearer, and the other listens to it
        ((0.5, 1, {"after": ["far"]}), (0.4, 3, {}), "far"),
        ((0.2, 40, {}), (0.2, 40, {}), "wait"),  # nobody is asked
    ],
)
def test_order_and_course_agree_where_nothing_drifts_and_nothing_is_discounted(near: Any, far: Any, first: str) -> None:
    whos = {"near": "us.house", "far": "them.chief"}
    each = {"near": near, "far": far}
    case = gates(*(asks(whos[id_], chance, cost, **sounds) for id_, (chance, cost, sounds) in each.items()))
    # Three steps, so a deal is in force for 8 - 3 periods of ten points; putting it costs 2 once both have said yes.
    approaches = [
        Approach(
            id_,
            Fraction(str(chance)),
            Fraction(cost),
            after=frozenset(sounds.get("after", ())),
            defers={other: Fraction(str(share)) for other, share in sounds.get("defers", {}).items()},
        )
        for id_, (chance, cost, sounds) in each.items()
    ]
    order = Orders(approaches, Fraction(10 * (8 - 3) - 2)).best
    row = best_of(case, 8)
    assert (order.order[0] if order.order else "wait") == row.first.id == first
    assert row.net == pytest.approx(float(order.net(Fraction(10 * (8 - 3) - 2))))


def test_a_window_that_opens_by_itself() -> None:
    # Opens with q: in force a period later for ever: b / (1 - b + b q) * q times b 10 / (1 - b).
    opens, b = 0.2, 0.9
    case = window({"from": "bad", "to": "good", "chance": opens}, horizon=["forever"])
    row = best_of(case, None, in_force=True)
    worth = b * opens / (1 - b + b * opens) * b * 10 / (1 - b)
    assert row.net == pytest.approx(worth, abs=row.error)
    assert row.first.id == "wait"


# waiting


def test_one_waits_for_ever_where_acting_costs_more_than_all_that_it_could_bring() -> None:
    case = case_of(
        {"propose": {"treaty": {"package": {"a": "whole"}, "cost": 31}}, "horizon": [4]},
        goals={"aim": {"points": {"a": {"whole": 10}}, "attention": 1}},
    )
    result = winset.course(case)  # three periods of ten at the most
    assert {(row.first.id, row.net, row.effort) for row in result.looked} == {("wait", 0.0, 0.0)}
    assert result.waiting[0].value == pytest.approx(31 - 30)
    assert list(result.stories[0].waits) == [1, 1, 1, 1]
    cheaper = case_of(
        {"propose": {"treaty": {"package": {"a": "whole"}, "cost": 29}}, "horizon": [4]},
        goals={"aim": {"points": {"a": {"whole": 10}}, "attention": 1}},
    )
    assert best_of(cheaper, 4).first.id == "treaty"


def test_one_waits_for_a_while_where_better_times_are_coming() -> None:
    # Bad mood: the deal is put at a chance of .2 (a poll), a refusal turns the mood for good; once good, all say yes.
    case = case_of(
        {
            "discount": 0.9,
            "horizon": [6],
            "open_counts": 0.2,
            "propose": {"treaty": {"package": {"a": "whole"}, "cost": 1}},
            "drift": {"better": {"condition": "mood", "from": "bad", "to": "good", "chance": 0.5}},
            "failure": {"broken": {"set": {"mood": "lost"}}},
        },
        parties={
            "us": {
                "ratifiers": {
                    "house": {
                        "accepts": {"gladly": {"when": {"mood": "good"}}},
                        "refuses": {"lost": {"when": {"mood": "lost"}}},
                    }
                }
            }
        },
        conditions={"mood": {"options": ["lost", "bad", "good"], "now": "bad"}},
    )
    result = winset.course(case)
    waiting = result.waiting[0]
    assert result.best[0].first.id == "wait"
    assert waiting.value is not None
    assert waiting.value > 0
    assert [(id_, level, deed.id) for id_, level, deed in waiting.ends] == [("mood", "good", "treaty")]
    # By hand over six periods: W(n) waits with n periods left, A(n) is the worth of acting in a good mood.
    acting = [0.0, 0.0]
    for left in range(2, 7):
        acting.append(10 * sum(0.9**number for number in range(1, left)))
    waits = [0.0, 0.0]
    for left in range(2, 7):
        now = 0.2 * acting[left]
        waits.append(max(now, 0.9 * (0.5 * acting[left - 1] + 0.5 * waits[left - 1])))
    assert result.best[0].net == pytest.approx(waits[6])
    assert waiting.value == pytest.approx(waits[6] - 0.2 * acting[6])
    # The chance that nothing has been done yet after each period.
    assert result.stories[0].waits[:3] == pytest.approx((1, 0.5, 0.25))


def test_one_acts_at_once_where_times_get_worse_and_delay_loses_what_it_should() -> None:
    case = window({"from": "good", "to": "bad", "chance": 0.5}, horizon=["forever"], failure={})
    result = winset.course(case)
    waiting = result.waiting[0]
    now = 0.9 * 10 / 0.1
    assert result.best[0].first.id == "treaty"
    assert result.best[0].net == pytest.approx(now, abs=result.best[0].error)
    # After n periods of waiting the window is open with .5^n, and shut for ever otherwise.
    for periods, lost in waiting.delays:
        assert lost == pytest.approx(now * (1 - 0.45**periods), abs=2 * result.best[0].error), periods
    assert [periods for periods, _ in waiting.delays] == [1, 2, 4]
    assert waiting.value == pytest.approx(-now * (1 - 0.45), abs=2 * result.best[0].error)
    assert [(deed.id, periods) for deed, periods, _ in waiting.later] == [("treaty", 2)]
    assert waiting.later[0][2] == pytest.approx(now * (1 - 0.45**2), abs=2 * result.best[0].error)


def test_a_delay_in_a_course_with_an_end_loses_periods_of_points() -> None:
    case = case_of({"propose": {"treaty": {"package": {"a": "whole"}}}, "horizon": [5]})
    result = winset.course(case)
    assert result.best[0].net == pytest.approx(40)
    assert dict(result.waiting[0].delays) == pytest.approx({1: 10, 2: 20, 4: 40})


# levers


def test_a_lever_without_effect_is_never_used_even_where_it_is_free() -> None:
    case = case_of(
        {"propose": {"treaty": {"package": {"a": "whole"}}}, "horizon": [3]},
        conditions={"mood": {"options": ["bad", "good"], "now": "bad"}},
        levers={"smile": lever(0, mood={"set": {"mood": "good"}})},
    )
    result = winset.course(case)
    assert [deed.id for deed, _ in result.stories[0].uses] == ["treaty"]
    assert not any("smile" in each.uses for each in result.prices[0])


def test_a_lever_that_another_beats_is_never_used() -> None:
    case = case_of(
        {"propose": {"treaty": {"package": {"a": "whole"}}}, "horizon": [4]},
        parties={"us": {"ratifiers": {"house": {"otherwise": "accepts", "refuses": REFUSED}}}},
        conditions={"mood": {"options": ["bad", "good"], "now": "bad"}},
        levers={
            "dear": lever(2, mood={"set": {"mood": "good"}, "chance": 0.5}),
            "good": lever(1, mood={"set": {"mood": "good"}, "chance": 0.6}),
        },
        goals={"aim": {"points": {"a": {"whole": 10}}, "attention": 0.1}},
    )
    result = winset.course(case)
    assert {deed.id for deed, _ in result.stories[0].uses} == {"good", "treaty"}
    assert result.best[0].first.id == "good"


def test_opinion_is_moved_until_the_bound_and_a_refusal_is_remembered() -> None:
    # Open answers lend .5: a refusal says that the number is above it, so nothing is put to the same open answer again.
    case = case_of(
        {"propose": {"treaty": {"package": {"a": "whole"}}}, "horizon": [3], "open_counts": 0.5},
        parties={"us": {"ratifiers": {"house": {}}}},
    )
    assert best_of(case, 3, 0.5).net == pytest.approx(0.5 * 20)
    fresh = case_of(
        {
            "propose": {"treaty": {"package": {"a": "whole"}}},
            "horizon": [3],
            "open_counts": 0.5,
            "refusals": "fresh",
        },
        parties={"us": {"ratifiers": {"house": {}}}},
    )
    assert best_of(fresh, 3, 0.5).net == pytest.approx(0.5 * 20 + 0.5 * 0.5 * 10)


def test_a_lever_that_takes_three_periods_pays_at_first_and_tells_at_the_end() -> None:
    slow = {**lever(1, mood={"set": {"mood": "good"}}), "takes": 3}
    case = case_of(
        {"propose": {"treaty": {"package": {"a": "whole"}}}, "horizon": [6], "discount": 0.5},
        parties={"us": {"ratifiers": {"house": {"otherwise": "accepts", "refuses": REFUSED}}}},
        conditions={"mood": {"options": ["bad", "good"], "now": "bad"}},
        levers={"slow": slow},
        goals={"aim": {"points": {"a": {"whole": 10}}, "attention": 0.5}},
    )
    result = winset.course(case)
    row = looked_at(result, 6, 0.0, in_force=False)
    # Periods 1 to 3 busy, the fourth puts the deal, points in the fifth and sixth: 10 (b^4 + b^5); effort 1 at once.
    assert row.effort == pytest.approx(1)
    assert row.gain == pytest.approx(10 * (0.5**4 + 0.5**5))
    doing = [[deed.kind for deed, _ in moment.doing] for moment in result.stories[0].moments]
    assert doing[:4] == [["lever"], ["goes_on"], ["goes_on"], ["propose"]]


def test_what_an_act_sets_does_not_drift_in_that_period() -> None:
    case = case_of(
        {
            "horizon": [2],
            "drift": {"sours": {"condition": "mood", "from": "good", "to": "bad", "chance": 1}},
        },
        conditions={"mood": {"options": ["bad", "good"], "now": "good"}},
        levers={"keep": lever(0, mood={"set": {"mood": "good"}})},
        goals={"aim": {"points": {"mood": {"good": 1}}}},
    )
    row = best_of(case, 2)
    assert (row.first.id, row.gain) == ("keep", 1)  # 1 + 1, against 1 + 0


def test_failures_happen_each_with_its_chance() -> None:
    # The whole is refused with .5: then -3 with .4 at once; by .5 the mood breaks, which costs 2 in the next period.
    case = case_of(
        {
            "horizon": [2],
            "open_counts": 0.5,
            "propose": {"treaty": {"package": {"a": "whole"}}},
            "failure": {"shame": {"points": -3, "chance": 0.4}, "break": {"set": {"mood": "bad"}, "chance": 0.5}},
        },
        parties={"us": {"ratifiers": {"house": {}}}},
        conditions={"mood": {"options": ["bad", "good"], "now": "good"}},
        goals={"aim": {"points": {"a": {"whole": 10}, "mood": {"bad": -2}}}},
    )
    assert best_of(case, 2, 0.5).net == pytest.approx(0.5 * 10 - 0.5 * 0.4 * 3 - 0.5 * 0.5 * 2)


def test_an_arrangement_needs_the_leads_alone_and_can_be_tried_again() -> None:
    # The people are asked about the whole alone, so what is modest is none of theirs.
    people = {"scope": {"a": "whole"}, "otherwise": "refuses"}
    parties = {"us": {"lead": "house", "ratifiers": {"house": {"otherwise": "accepts"}, "people": people}}}
    case = case_of(
        {"horizon": [3], "discount": 0.5, "arrange": {"modest": {"package": {"a": "half"}, "cost": 1, "chance": 0.5}}},
        parties=parties,
        goals={"aim": {"points": {"a": {"half": 4}}, "attention": 0.1}},
    )
    row = best_of(case, 3)
    # .5: in force for the second and third; .25: for the third. It is tried in the second too; in the third no longer.
    assert row.gain == pytest.approx(0.5 * 4 * (0.5 + 0.25) + 0.25 * 4 * 0.25)
    assert row.effort == pytest.approx(1 + 0.5 * 0.5 * 1)


def test_what_is_arranged_and_is_a_deal_needs_every_veto_that_is_asked_about_it() -> None:
    people = {"otherwise": "refuses"}
    case = case_of(
        {"horizon": [3], "arrange": {"modest": {"package": {"a": "half"}, "cost": 1}}},
        parties={"us": {"lead": "house", "ratifiers": {"house": {"otherwise": "accepts"}, "people": people}}},
        goals={"aim": {"points": {"a": {"half": 4}}}},
    )
    assert best_of(case, 3).gain == 0


# regressions


def test_a_named_course_sees_a_condition_that_nothing_else_reads() -> None:
    # What it tries hangs on the season, which no ratifier, goal or outcome reads: half of the time it is done.
    case = case_of(
        {
            "horizon": [2],
            "drift": {"turns": {"condition": "season", "from": "dry", "to": "wet", "chance": 0.5}},
            "named": {"by_season": {"only": ["pray"], "try": [{"when": {"season": "dry"}, "do": "pray"}]}},
        },
        conditions={
            "season": {"options": ["dry", "wet"], "now": "dry"},
            "mood": {"options": ["bad", "good"], "now": "bad"},
        },
        levers={"pray": lever(1, mood={"set": {"mood": "bad"}})},
        goals={"aim": {"points": {"mood": {"good": 1}}, "attention": 1}},
    )
    assert winset.course(case).plans[0].efforts == pytest.approx((1 + 0.5,) * 2)


def test_where_only_waiting_is_punished_anything_else_is_done() -> None:
    case = case_of(
        {
            "horizon": [2],
            "drift": {"decays": {"condition": "mood", "from": "good", "to": "bad", "chance": 1, "during": ["wait"]}},
        },
        conditions={
            "mood": {"options": ["bad", "good"], "now": "good"},
            "other": {"options": ["x", "y"], "now": "x"},
        },
        levers={"bustle": lever(0, other={"set": {"other": "y"}})},
        goals={"aim": {"points": {"mood": {"good": 1}}}},
    )
    row = best_of(case, 2)
    assert (row.first.id, row.gain) == ("bustle", 1)


def test_a_lever_that_holds_a_condition_is_used_with_a_deal_in_force_too() -> None:
    # Meeting sets nothing that counts, but while it is done the mood does not sour.
    case = case_of(
        {
            "horizon": [4],
            "propose": {"treaty": {"package": {"a": "whole"}}},
            "drift": {
                "sours": {"condition": "mood", "from": "good", "to": "bad", "chance": 1, "unless": ["meet", "treaty"]}
            },
        },
        conditions={"mood": {"options": ["bad", "good"], "now": "good"}, "idle": {"options": ["x", "y"], "now": "x"}},
        levers={"meet": lever(0, idle={"set": {"idle": "y"}})},
        goals={"aim": {"points": {"a": {"whole": 10}, "mood": {"good": 1}}}},
    )
    # The treaty first, then meetings: 3 * 10, and the mood is good in all four periods instead of in one.
    assert best_of(case, 4).net == pytest.approx(30 + 3)


def test_an_approach_is_made_once_also_with_a_deal_in_force() -> None:
    # Asking brings a good mood with .5, and never again; the mood is worth 1, the whole nothing but is put for free.
    add = {"us.house.accepts.in_principle": {"when": {"a": "whole"}}}
    ask = lever(0, agrees={"add": add}, mood={"set": {"mood": "good"}, "chance": 0.5})
    case = case_of(
        {
            "horizon": [4],
            "propose": {"treaty": {"package": {"a": "whole"}}},
        },
        conditions={"mood": {"options": ["bad", "good"], "now": "bad"}},
        levers={"ask": {**ask, "sounds": {"ratifier": "us.house", "yes": "agrees"}}},
        goals={"aim": {"points": {"a": {"whole": 100}, "mood": {"good": 1}}}},
    )
    row = best_of(case, 4)
    assert row.first.id == "treaty"
    assert row.net == pytest.approx(300 + 0.5 * 2)


def test_what_was_tried_is_known_with_a_deal_in_force() -> None:
    case = case_of(
        {
            "horizon": [4],
            "propose": {"treaty": {"package": {"a": "whole"}}},
            "named": {"in_turn": {"before": {"mend": "treaty", "treaty": "talk"}}},
        },
        conditions={"mood": {"options": ["bad", "good"], "now": "bad"}},
        levers={"mend": lever(0, mood={"set": {"mood": "good"}}), "talk": lever(0, mood={"set": {"mood": "bad"}})},
        goals={"aim": {"points": {"a": {"whole": 10}, "mood": {"good": 1}}}},
    )
    # Talk, treaty, mend: two periods of ten, and the last one in a good mood.
    assert winset.course(case).plans[0].nets == pytest.approx((21, 21))

"""The question of the order of approaches, by hand and as published."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from doors import Door, case, chance_at, data

import winset
from winset.case.problems import CaseError
from winset.course.approaches import MOST_APPROACHES, NoOrderError
from winset.course.order_records import Advice, OrderResult
from winset.model.result import Verdict

F = Fraction


def advice(result: OrderResult, of: str = "cost") -> Advice:
    return next(each for each in result.advice if each.of == of)


def turns(result: OrderResult, of: str = "cost") -> list[tuple[str, Fraction, bool, str | None]]:
    return [(turn.path, turn.at, turn.up, turn.after) for turn in advice(result, of).turns]


def first(result: OrderResult, approach: str) -> Fraction | None:
    return next(each.worth for each in result.firsts if each.approach == approach)


# --- by hand ---


def test_the_cheaper_test_that_more_likely_fails_comes_first() -> None:
    """Simon and Kadane 1975, with the numbers: cost 1, chance .2; cost 3, chance .3.

    Ratios 1 / .8 = 1.25 and 3 / .7 = 4.3; expected costs 1 + .2 * 3 = 1.6 and 3 + .3 * 1 = 3.3. The two are equal where
    1 + 3 p = 3.3, so p = 23/30; where c + .6 = 3 + .3 c, so c = 24/7; and where 1 + .2 c = c + .3, so c = 7/8. Whatever
    the chance of the other, it costs 3 at least to ask it first.
    """
    result = winset.order(case([Door("us_first", 1, "0.2"), Door("other", 3, "0.3")]))
    assert [(each.order, each.cost) for each in result.orders] == [
        (("us_first", "other"), F(16, 10)),
        (("other", "us_first"), F(33, 10)),
    ]
    assert result.cheapest == result.orders[0]
    assert result.by_ratio
    assert [each.ratio for each in result.approaches] == [F(5, 4), F(30, 7)]
    assert turns(result) == [
        ("levers.us_first.cost", F(24, 7), True, "other"),
        ("levers.us_first.effects.heard.chance", F(23, 30), True, "other"),
        ("levers.other.cost", F(7, 8), False, "other"),
    ]
    assert (first(result, "us_first"), first(result, "other")) == (F(17, 10), -F(17, 10))


def test_the_other_can_come_first() -> None:
    """3 for a chance of .9 is 30; 2 for one of .1 is 2.2."""
    result = winset.order(case([Door("us_first", 3, "0.9"), Door("other", 2, "0.1")]))
    assert result.cheapest is not None
    assert result.cheapest.order == ("other", "us_first")
    assert result.cheapest.cost == 2 + F(1, 10) * 3


def test_deference_makes_the_cheapest_order_another_than_the_best() -> None:
    """Each costs 1; a says yes by 1/2, b by .1, but by .9 once a has.

    Cost: a first 1 + .5 = 1.5, b first 1 + .1 = 1.1. Success: .45 and .05. At a value of 10: 4.5 - 1.5 = 3, and less
    than nothing. Asking pays from 1.5 / .45 = 10/3 on, and b is never to be asked first: .05 v - 1.1 stays below.
    """
    result = winset.order(case([Door("a", 1, "0.5"), Door("b", 1, "0.1", defers={"a": "0.9"})]), value=10)
    assert (result.cheapest, result.likeliest, result.best) != (None, None, None)
    assert result.cheapest is not None
    assert result.cheapest.order == ("b", "a")
    assert result.likeliest == result.best
    assert result.best is not None
    assert (result.best.order, result.best.net, result.best.success) == (("a", "b"), F(3), F(45, 100))
    assert [(each.low, each.high, each.outcome.order) for each in result.values] == [
        (0, F(10, 3), ()),
        (F(10, 3), None, ("a", "b")),
    ]
    assert not result.by_ratio
    assert first(result, "a") == 3 - (10 * F(5, 100) - F(11, 10))


def test_who_has_much_to_lose_is_asked_last() -> None:
    """Cost 1 and chance 1/2 each; a yes of b that comes to nothing loses 8; at a value of 20.

    a first: 5 - 1.5; b first: 5 - 1.5 - 1/4 * 8 = 1.5. With an exposure x of a, a first is 3.5 - x/4: 1.5 at x = 8.
    """
    result = winset.order(case([Door("a", 1, "0.5", "0.01"), Door("b", 1, "0.5", 8)]), value=20)
    assert result.best is not None
    assert result.best.order == ("a", "b")
    assert ("levers.a.sounds.exposure", F(8), True, "b") in turns(result, "net")
    assert not result.by_ratio


def test_a_value_at_which_nobody_is_worth_asking() -> None:
    """Cost 1 + 1/2, success 1/4: at 5 it is worth 1.25 - 1.5."""
    result = winset.order(case([Door("a", 1, "0.5"), Door("b", 1, "0.5")]), value=5)
    assert result.best is not None
    assert not result.best.order
    assert result.best.net == 0
    assert advice(result, "net").first is None
    # With a's chance p, b first costs 1.5 and a first 1 + p; both succeed by p / 2. So 5 p / 2 = 1.5 at .6, b first,
    # before 5 p / 2 = 1 + p at 2/3.
    assert ("levers.a.effects.heard.chance", F(3, 5), True, "b") in turns(result, "net")


def test_who_waits_cannot_be_first() -> None:
    result = winset.order(case([Door("b", 1, "0.1", after=("a",)), Door("a", 5, "0.9")]))
    assert [each.order for each in result.orders] == [("a", "b")]
    assert first(result, "a") is None
    assert first(result, "b") is None
    assert (advice(result).standing, advice(result).turns) == ("structure", ())


def test_a_tie_turns_where_it_is() -> None:
    """Alike, so that the first of the case is taken; any more cost of it, and the other is first."""
    result = winset.order(case([Door("a", 2, "0.5"), Door("b", 2, "0.5")]))
    assert advice(result).first == "a"
    assert first(result, "a") == 0
    assert turns(result) == [
        ("levers.a.cost", F(2), True, "b"),
        ("levers.a.effects.heard.chance", F(1, 2), True, "b"),
        ("levers.b.cost", F(2), False, "b"),
        ("levers.b.effects.heard.chance", F(1, 2), False, "b"),
    ]


def test_by_structure_where_no_end_of_a_range_changes_the_first() -> None:
    """The highest ratio of a is 2 / .7 = 2.9, the lowest of b 5 / .8 = 6.3."""
    a = Door("a", (1, 1, 2), ("0.1", "0.2", "0.3"))
    b = Door("b", (5, "5.5", 6), ("0.2", "0.3", "0.4"))
    found = advice(winset.order(case([a, b])))
    assert (found.first, found.standing, found.ranges, found.counter) == ("a", "structure", 4, ())


def test_by_assumption_where_one_end_changes_it() -> None:
    """b first costs 5 + .3 * 10 = 8, a first 10 + .2 * 5 = 11; they are equal at 40/7."""
    result = winset.order(case([Door("a", (1, 1, 10), "0.2"), Door("b", 5, "0.3")]))
    found = advice(result)
    assert (found.standing, [(each.path, each.at) for each in found.counter]) == (
        "assumption",
        [("levers.a.cost", F(10))],
    )
    turn = next(turn for turn in found.turns if turn.path == "levers.a.cost")
    assert (turn.at, turn.within) == (F(40, 7), True)


def test_by_assumption_where_only_two_ends_together_change_it() -> None:
    """With equal chances the cheaper goes first: 3.5 is below 4, and 2 below 3, but 3.5 is not below 3."""
    found = advice(winset.order(case([Door("a", (1, 2, "3.5"), "0.5"), Door("b", (3, 4, 5), "0.5")])))
    assert found.standing == "assumption"
    assert {(each.path, each.at) for each in found.counter} == {("levers.a.cost", F(7, 2)), ("levers.b.cost", 3)}


def test_by_assumption_where_only_three_ends_together_change_it() -> None:
    """Of a cost over chance of a no 2 / .5 = 4, at most 2.5 / .45 = 5.6, by one end 5 or 4.4; of b 6, at least 5.2."""
    a, b = Door("a", (1, 2, "2.5"), ("0.4", "0.5", "0.55")), Door("b", ("2.6", 3, 4), "0.5")
    found = advice(winset.order(case([a, b])))
    assert found.standing == "assumption"
    assert {each.path for each in found.counter} == {
        "levers.a.cost",
        "levers.a.effects.heard.chance",
        "levers.b.cost",
    }


def test_what_each_yes_opens_and_who_still_refuses() -> None:
    """Each door refuses until it is heard; the square refuses whatever happens."""
    doors = [Door("a", 1, "0.2"), Door("b", 3, "0.3")]
    result = winset.order(case(doors))
    assert [(each.yeses, each.verdict, each.refusing) for each in result.opened] == [
        ((), Verdict.REFUSED, ("them.a", "them.b")),
        (("a",), Verdict.REFUSED, ("them.b",)),
        (("b",), Verdict.REFUSED, ("them.a",)),
        (("a", "b"), Verdict.RATIFIED, ()),
    ]
    made = data(doors)
    made["parties"]["them"]["ratifiers"]["square"] = {"otherwise": "refuses"}
    last = winset.order(case(doors, parties=made["parties"])).opened[-1]
    assert (last.verdict, last.deals, last.refusing) == (Verdict.REFUSED, 1, ("them.square",))


def test_a_deal_that_is_open_without_asking_says_who_keeps_it_open() -> None:
    made = data([Door("a", 1, "0.2")])
    made["parties"]["them"]["ratifiers"] = {"a": {"accepts": {"after": {"when": {"at_a": "heard"}}}}}
    result = winset.order(case([Door("a", 1, "0.2")], parties=made["parties"]))
    assert [(each.verdict, each.undecided, each.refusing) for each in result.opened] == [
        (Verdict.OPEN, ("them.a",), ()),
        (Verdict.RATIFIED, (), ()),
    ]


def with_lever(doors: Sequence[Door], change: Callable[[dict[str, Any]], None]) -> winset.Case:
    made = data(doors)
    change(made)
    return case(doors, **{key: made[key] for key in ("levers", "parties", "conditions")})


def test_what_requires_something_else_is_left_out_with_whoever_waits_for_it() -> None:
    doors = [Door("a", 1, "0.5"), Door("b", 1, "0.5", after=("a",)), Door("c", 1, "0.5", defers={"a": 1})]

    def change(made: dict[str, Any]) -> None:
        made["conditions"]["rain"] = {"options": ["dry", "wet"], "now": "dry"}
        made["levers"]["a"]["requires"] = {"rain": "wet"}

    dry, wet = (winset.order(with_lever(doors, change), world={"rain": level}) for level in ("dry", "wet"))
    assert [(each.approach, each.requires, each.waits, each.given) for each in dry.outside] == [
        ("a", "{rain: wet}", (), False),
        ("b", "", ("a",), False),
    ]
    assert [each.order for each in dry.orders] == [("c",)]
    assert (len(wet.approaches), wet.outside) == (3, ())


def test_whose_yes_is_there_already_counts_as_a_yes() -> None:
    """a can be asked only while it is unheard; where it is heard, c says yes by .9 and b need not wait."""
    doors = [Door("a", 1, "0.5"), Door("b", 1, "0.5", after=("a",)), Door("c", 2, "0.5", defers={"a": "0.9"})]

    def change(made: dict[str, Any]) -> None:
        made["levers"]["a"]["requires"] = {"at_a": "unheard"}

    result = winset.order(with_lever(doors, change), world={"at_a": "heard"})
    assert [(each.approach, each.given) for each in result.outside] == [("a", True)]
    # b first: 1 + .5 * 2, c first: 2 + .9 * 1
    assert [(each.order, each.cost, each.success) for each in result.orders] == [
        (("b", "c"), 2, F(45, 100)),
        (("c", "b"), F(29, 10), F(45, 100)),
    ]


def test_several_parties_must_be_told_apart() -> None:
    doors = [Door("a", 1, "0.5"), Door("b", 1, "0.5")]

    def change(made: dict[str, Any]) -> None:
        made["levers"]["b"]["by"] = "them"

    two = with_lever(doors, change)
    with pytest.raises(CaseError, match=r"`us`, `them` all have approaches.*--for us"):
        winset.order(two)
    assert [each.approach for each in winset.order(two, party="them").approaches] == ["b"]


def test_the_party_of_the_course_is_asked_first_of_all() -> None:
    doors = [Door("a", 1, "0.5"), Door("b", 1, "0.5")]
    made = data(doors)
    made["levers"]["b"]["by"] = "them"
    course = {"for": "them", "period": "a week", "horizon": ["2"]}
    assert winset.order(case(doors, levers=made["levers"], course=course)).party == "them"


def test_without_approaches_there_is_an_answer() -> None:
    made = data([Door("a", 1, "0.5")])
    del made["levers"]["a"]["sounds"]
    result = winset.order(case([Door("a")], levers=made["levers"]))
    assert (result.cheapest, result.orders, result.advice, result.party) == (None, (), (), None)
    assert len(result.opened) == 1


@pytest.mark.parametrize("value", ["-1", "much", "1/0"])
def test_what_is_no_value_is_said(value: str) -> None:
    with pytest.raises(CaseError, match="is no value"):
        winset.order(case([Door("a", 1, "0.5")]), value=value)


def test_too_many_approaches_are_said() -> None:
    with pytest.raises(NoOrderError, match="15 approaches"):
        winset.order(case([Door(f"a{at}", 1, "0.5") for at in range(MOST_APPROACHES + 1)]))


def test_of_many_approaches_the_notable_orders_are_told() -> None:
    """Six of equal chance go by cost, whatever their order in the case."""
    result = winset.order(case([Door(f"a{cost}", cost, "0.5") for cost in (4, 2, 6, 1, 5, 3)]))
    assert not result.every
    assert result.orders[0].order == tuple(f"a{cost}" for cost in range(1, 7))
    assert {each.order[0] for each in result.orders} == {f"a{cost}" for cost in range(1, 7)}


def test_what_decided_is_told_with_its_standing() -> None:
    doors = [Door("a", (1, 2, 3), "0.5", 1, defers={"b": "0.7"}), Door("b", 1, "0.5")]
    found = {entry.path: entry.standing for entry in winset.order(case(doors)).about.inputs}
    for path in ("cost", "effects.heard.chance", "sounds.exposure", "sounds.defers.b", "sounds"):
        assert found[f"levers.a.{path}"] == "assumed"


def test_japan_and_russia_who_is_first_is_not_enough() -> None:
    """By hand: 2 + .3 * 3 = 2.9 and 3 + .3 * 2 = 3.6; success .3 * .5 and .3 * .3; 2 + 3 p = 3.6 at 8/15."""
    result = winset.order(winset.load("japan-russia"), where="with_islands")
    assert [(each.order[0], each.cost, each.success) for each in result.orders] == [
        ("consult_washington", F(29, 10), F(15, 100)),
        ("sound_moscow", F(36, 10), F(9, 100)),
    ]
    assert ("levers.consult_washington.effects.heard.chance", F(8, 15), True, "sound_moscow") in turns(result)
    assert advice(result).standing == "assumption"
    assert all(each.verdict is Verdict.REFUSED for each in result.opened)
    assert result.opened[-1].refusing == ("russia.public",)


def test_the_definition_takes_the_largest_single_effect() -> None:
    """By hand: from .5, a moves it by .3 and b by .2, so a's is taken; what is stated for both goes before."""
    door = Door("c", 1, "0.5", defers={"a": "0.8", "b": "0.3"})
    assert chance_at(door, {"a", "b"}) == F(8, 10)
    assert chance_at(replace(door, together=((("a", "b"), "0.4"),)), {"a", "b"}) == F(4, 10)

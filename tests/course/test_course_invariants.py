"""What holds of every course, whatever the case; and what can be reached, against going through everything."""

from copy import deepcopy
from itertools import pairwise

from course_cases import Data, case_of, courses, lever, parsed
from hypothesis import given, note, settings
from hypothesis import strategies as st

import winset
from oracle.courses import Play
from winset.course.advice import advise
from winset.course.asking import Asking
from winset.course.naming import Naming
from winset.settlement.question import ask

_SAME = 1e-6


def nets(data: Data) -> list[float]:
    """The best net value of each horizon and reading."""
    return [row.net for row in winset.course(parsed(data)).looked]


@given(courses(), st.integers(0, 2))
@settings(deadline=None, max_examples=40)
def test_a_cheaper_lever_and_one_more_never_lower_the_best(data: Data, which: int) -> None:
    now = nets(data)
    own = [id_ for id_, each in data["levers"].items() if each["by"] == "us"]
    cheaper = deepcopy(data)
    cheaper["levers"][own[which % len(own)]]["cost"] = "0"
    assert all(there >= here - _SAME for here, there in zip(now, nets(cheaper), strict=True))
    more = deepcopy(data)
    more["levers"]["more"] = lever(0, sets={"set": {"m": "good"}, "chance": 0.5})
    assert all(there >= here - _SAME for here, there in zip(now, nets(more), strict=True))


@given(courses())
@settings(deadline=None, max_examples=40)
def test_effort_that_is_worth_more_elsewhere_is_never_spent_more_of(data: Data) -> None:
    efforts, worths = [], []
    for attention in ("0.1", "0.7", "3"):
        data["goals"]["aim"]["attention"] = attention
        looked = winset.course(parsed(data)).looked
        efforts.append([row.effort for row in looked])
        worths.append([row.net for row in looked])
    for dear, cheap in ((1, 0), (2, 1)):
        assert all(there <= here + _SAME for here, there in zip(efforts[cheap], efforts[dear], strict=True))
        assert all(there <= here + _SAME for here, there in zip(worths[cheap], worths[dear], strict=True))


@given(courses(plans=True))
@settings(deadline=None, max_examples=60)
def test_named_courses_are_no_better_and_chances_are_chances(data: Data) -> None:
    data["course"]["named"]["nothing"] = {"only": []}
    result = winset.course(parsed(data))
    best = [row.net for row in result.best]
    assert all(net >= -_SAME for net in best)
    for plan in result.plans:
        assert all(there <= here + _SAME for here, there in zip(best, plan.nets, strict=True))
        if plan.id == "nothing":
            assert set(plan.gains) == set(plan.efforts) == {0.0}
            assert {first.id for first in plan.first} == {"wait"}
    for story in result.stories:
        for moment in story.moments:
            assert abs(sum(chance for _, chance in moment.outcomes) - 1) < 1e-9
            assert -1e-12 <= moment.deal <= 1 + 1e-9
            if moment.period < len(story.moments) - 1:
                assert abs(sum(chance for _, chance in moment.doing) - 1) < 1e-9
        assert all(0 < chance <= 1 for _, chance in story.uses)
        assert all(0 <= each <= 1 + 1e-9 for each in story.waits)
        assert all(later <= earlier + 1e-9 for earlier, later in pairwise(story.waits))
        deals = [moment.deal for moment in story.moments]
        assert all(later >= earlier - 1e-9 for earlier, later in pairwise(deals))  # what is in force stays
        assert 0 <= story.covered <= 1 + 1e-9
        assert abs(sum(leaf.share for leaf in story.leaves) - 1) < 1e-9
    for waiting in result.waiting:
        lost = [loss for _, loss in waiting.delays]
        assert all(loss >= -_SAME for loss in lost)
        assert all(later >= earlier - _SAME for earlier, later in pairwise(lost))


@given(courses())
@settings(deadline=None, max_examples=60)
def test_prices_of_effort_go_on_from_each_other_and_each_has_its_own_first_step(data: Data) -> None:
    note(data)
    case = parsed(data)
    result = winset.course(case)
    asking = Asking(ask(case), "aim")
    for stage, stretches in zip(asking.stages, result.prices, strict=True):
        assert stretches[0].low == 0
        assert stretches[-1].high is None
        for one, two in pairwise(stretches):
            assert one.high == two.low
            assert one.effort >= two.effort - _SAME
            assert one.gain >= two.gain - _SAME
        for stretch in stretches:
            top = stretch.low + 2 if stretch.high is None else stretch.high
            if top - stretch.low < 1e-6:
                continue
            inside = (stretch.low + top) / 2
            periods, in_force = asking.main
            terms = asking.terms(periods, in_force)
            again = advise(stage, type(terms)(terms.discount, inside, terms.periods, terms.in_force))
            assert Naming(stage.built).doable(again.first).id == stretch.first.id
        lent = stage.built.doings.offers.answers.lent
        best = next(row for row in result.best if row.lent == lent)
        worths = [each.gain - result.attention * each.effort for each in stretches]
        assert max(worths) <= best.net + _SAME  # each is a course, so none is better than the best


# what can be reached


@given(courses())
@settings(deadline=None, max_examples=80)
def test_what_can_be_reached_is_what_going_through_everything_finds(data: Data) -> None:
    note(data)
    case = parsed(data)
    reach = winset.course(case).reach
    play = Play(case.file, "aim", 1.0, bare=True)
    fewest = play.fewest()
    assert reach.possible == (fewest is not None)
    assert reach.periods == fewest
    if not reach.possible:
        assert (reach.needed, reach.needed_of_others) == ((), ())
        return
    own = [id_ for id_, each in data["levers"].items() if each["by"] == "us"]
    moving = [*data["course"].get("others", {}), *data["course"].get("drift", {})]

    def without(id_: str) -> int | None:
        return Play(case.file, "aim", 1.0, bare=True, without=frozenset({id_})).fewest()

    assert set(reach.needed) == {id_ for id_ in own if without(id_) is None}
    assert set(reach.needed_of_others) == {id_ for id_ in moving if without(id_) is None}


@given(courses(still=True))
@settings(deadline=None, max_examples=60)
def test_where_unlocking_is_impossible_and_nothing_moves_no_course_reaches_a_deal(data: Data) -> None:
    data["course"].pop("failure", None)  # what failing sets, no lever does
    for each in data["levers"].values():  # a lever of an unlock is pulled once, so it moves all that it may at once
        for effect in each["effects"].values():
            if "support" in effect and "bound" in each:
                effect["support"]["points"] = each["bound"]["points"]
    note(data)
    case = parsed(data)
    result = winset.unlock(case, where=data["course"]["propose"]["deal"]["package"])
    if not result.possible and not result.unlocks and result.complete:
        assert not winset.course(case).reach.possible


def test_who_never_says_yes_is_named_where_nothing_can_be_reached() -> None:
    case = case_of(
        {"propose": {"treaty": {"package": {"a": "whole"}}}},
        parties={
            "us": {"ratifiers": {"house": {"otherwise": "accepts"}}},
            "them": {"ratifiers": {"chief": {"refuses": {"line": {"when": {"a": "whole"}}}}}},
        },
        conditions={"mood": {"options": ["bad", "good"], "now": "bad"}},
        levers={"smile": lever(1, mood={"set": {"mood": "good"}})},
    )
    reach = winset.course(case).reach
    assert (reach.proposals, reach.possible, reach.periods) == (True, False, None)
    assert reach.never == ("them.chief",)

"""What to do about the reference case, against answers worked out by hand in its README."""

import pytest

import winset
from winset import Case, CourseResult
from winset.course.asking import Asking
from winset.course.course_records import Looked
from winset.settlement.question import ask


@pytest.fixture(scope="module")
def case() -> Case:
    return winset.load("japan-russia")


@pytest.fixture(scope="module")
def strategy(case: Case) -> CourseResult:
    return winset.course(case, goal="strategy")


@pytest.fixture(scope="module")
def territory(case: Case) -> CourseResult:
    return winset.course(case, goal="territory")


def looked(result: CourseResult, periods: int | None, *, in_force: bool) -> list[Looked]:
    return [row for row in result.looked if (row.periods, row.in_force) == (periods, in_force)]


def test_no_course_reaches_a_treaty_with_islands_because_of_the_russian_public(territory: CourseResult) -> None:
    # 29 may be for two islands at the most; outreach and projects move 10 each by their bounds: 49, and 50 are asked.
    assert territory.reach.proposals
    assert not territory.reach.possible
    assert territory.reach.never == ("russia.public",)


def test_without_the_russian_public_a_treaty_needs_washington_and_another_president(case: Case) -> None:
    # Closed, the Japanese public lacks 26 points and debate moves 10; four islands no president takes; left open, not
    # while Putin leads. The limit on troops binds Washington once it is told, or Japan's word is believed once it is.
    result = winset.course(case.with_variants("president_decides"), goal="territory")
    assert result.reach.possible
    assert result.reach.needed == ("consult_washington",)
    assert result.reach.needed_of_others == ("moscow_changes_hands",)


def test_for_the_territory_waiting_comes_first_at_every_horizon(territory: CourseResult) -> None:
    assert {row.first.id for row in territory.looked} == {"wait"}


def test_with_open_answers_as_no_nothing_is_worth_any_effort_for_the_territory(territory: CourseResult) -> None:
    (stretch,) = territory.prices[0]
    assert (stretch.low, stretch.high, stretch.uses) == (0.0, None, ())


def test_a_strategic_dialogue_over_a_year_by_hand(strategy: CourseResult) -> None:
    # It comes off with 1/2 and brings 3 half a year later; while it is worked on the relation cannot sour (2 % of -5).
    for row in looked(strategy, 2, in_force=False):
        assert row.first.id == "strategic"
        assert row.gain == pytest.approx(0.95 * (0.5 * 3 + 0.02 * 5))
        assert row.effort == pytest.approx(1.0)


def test_doing_nothing_lets_the_relation_sour_by_hand(territory: CourseResult) -> None:
    story = territory.stories[0]
    for moment in story.moments:
        assert dict(moment.outcomes)["confrontation"] == pytest.approx(1 - 0.98**moment.period)


def test_the_treaty_adds_nothing_to_the_strategic_goal(strategy: CourseResult) -> None:
    never = next(row for row in strategy.plans if row.id == "no_deal_ever")
    assert never.nets[0] == pytest.approx(strategy.best[0].net)


def test_abe_in_suga_s_place_loses_nothing(case: Case) -> None:
    persons = {row.id: row for row in winset.course(case, goal="strategy", persons=True).persons}
    assert persons["abe_stays"].lost[0] == pytest.approx(0.0, abs=1e-9)


def test_where_washington_backs_it_already_moscow_defers_to_it_at_once(case: Case) -> None:
    # The same as in the order of approaches: what asking Washington would bring is so, and counts as its yes.
    world = {"us_stance": "backing", "us_russia": "neutral"}
    order = winset.order(case, world=world, where="with_islands")
    assert order.cheapest is not None
    assert order.cheapest.success == pytest.approx(0.5)
    doings = Asking(ask(case, world), "territory").stages[-1].built.doings
    moscow = next(deed for deed in doings.deeds if deed.id == "sound_moscow")
    asked = doings.doing(moscow, doings.start)
    assert asked is not None
    assert sorted(float(branch.chance.max()) for branch in asked.branches) == pytest.approx([0.5, 0.5])
    before = Asking(ask(case), "territory").stages[-1].built.doings
    unasked = before.doing(moscow, before.start)
    assert unasked is not None
    assert sorted(float(branch.chance.max()) for branch in unasked.branches) == pytest.approx([0.3, 0.7])

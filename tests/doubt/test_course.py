"""How sure the first step of a course is: a tiny course whose break-even is known, and what runs keep to."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.special import betainc

import winset
from winset.case.problems import CaseError
from winset.doubt.course_records import CourseDoubt
from winset.doubt.given import first_order, thirds_of, worth_of_knowing
from winset.show.sentences import explain, sentence
from winset.show.tables import tables

SEED = 7


def tiny(**more: Any) -> winset.Case:
    """The tiny case, with other sections in the place of its own."""
    return winset.parse(json.dumps(written(**more)))


def written(**more: Any) -> dict[str, Any]:
    """One arrangement of cost 1 that brings 2 points in the second of two periods: worth it while effort is below 2."""
    return {
        "winset": 1,
        "title": "Talks",
        "as_of": "2020-01-01",
        "issues": {"talks": {"options": ["none", "held"]}},
        "status_quo": {"talks": "none"},
        "deal": {"talks": "none"},
        "parties": {"us": {"lead": "chief", "ratifiers": {"chief": {"otherwise": "accepts"}}}},
        "goals": {
            "peace": {
                "points": {"talks": {"none": 0, "held": 2}},
                "attention": {"low": 0, "likely": 1, "high": 4, "why": "assumed"},
            }
        },
        "course": {
            "for": "us",
            "period": "a year",
            "horizon": [2],
            "afterwards": "nothing",
            "arrange": {"meet": {"package": {"talks": "held"}, "cost": 1}},
            "named": {"nothing": {"only": []}, "meet": {"never": []}},
        },
        **more,
    }


@pytest.fixture(scope="module")
def answer() -> CourseDoubt:
    return winset.doubt_course(tiny(), draws=2_000, seed=SEED)


def test_the_share_of_a_step_is_that_of_the_distribution_below_its_break_even(answer: CourseDoubt) -> None:
    """PERT on 0, 1, 4 is 4 times a beta distribution with the shapes 2 and 4: below 2 lies I_0.5(2, 4) = 13/16."""
    exact = float(betainc(2, 4, 0.5))
    assert exact == pytest.approx(13 / 16)
    (reading,) = [each for each in answer.readings if each.lent == 1.0]
    shares = {step.first.id: step.chance.share for step in reading.steps}
    assert shares.keys() == {"meet", "wait"}
    assert shares["meet"] == pytest.approx(exact, abs=3 * (exact * (1 - exact) / 2_000) ** 0.5)
    assert reading.steps[0].chance.low < exact < reading.steps[0].chance.high
    assert reading.stated.id == "meet"
    assert reading.moved


def test_what_is_gained_is_all_or_nothing(answer: CourseDoubt) -> None:
    reading = answer.readings[-1]
    assert (reading.gain.low, reading.gain.middle, reading.gain.high) == (0, 2, 2)
    assert (reading.effort.low, reading.effort.middle, reading.effort.high) == (0, 1, 1)


def test_named_courses_do_as_well_where_they_do_the_same(answer: CourseDoubt) -> None:
    """Doing nothing is best where waiting is; a course that may do all is the best one."""
    reading = answer.readings[-1]
    plans = {plan.id: plan.chance.share for plan in reading.plans}
    waits = sum(step.chance.share for step in reading.steps if step.first.id == "wait")
    assert plans["meet"] == 1
    # It falls short by the whole net gain, and by less than the tolerance only at the break-even itself.
    assert plans["nothing"] == pytest.approx(waits, abs=2 / 2_000)


def test_the_only_number_drives_the_step(answer: CourseDoubt) -> None:
    """Below its lowest third the step is always taken; the highest third holds all draws in which it is not."""
    (driver,) = answer.readings[-1].drivers
    assert driver.path == "goals.peace.attention"
    assert driver.at_low.share == 1
    assert driver.at_high.share == pytest.approx(1 - 3 * (3 / 16), abs=0.04)
    assert driver.change == driver.at_high.share - driver.at_low.share
    assert driver.index > 0.8  # all of it, but for the class that the break-even falls into


def test_a_number_without_a_range_is_no_draw() -> None:
    goals = {"peace": {"points": {"talks": {"held": 2}}, "attention": 3}}
    found = winset.doubt_course(tiny(goals=goals), draws=20)
    assert found.inputs == ()
    assert [reading.leading.first.id for reading in found.readings] == ["wait"] * len(found.readings)
    assert "nothing was drawn" in " ".join(explain(found))


def test_numbers_that_move_together_are_drawn_together() -> None:
    """Points and attention as one: where effort is dear, points are high."""
    goals = {
        "peace": {
            "points": {"talks": {"held": {"low": 0, "likely": 2, "high": 4, "why": "assumed"}}},
            "attention": {"low": 0, "likely": 2, "high": 4, "why": "assumed"},
        }
    }
    together = {"one": {"inputs": ["goals.peace.points.talks.held", "goals.peace.attention"], "correlation": "0.99"}}
    apart = winset.doubt_course(tiny(goals=goals), draws=400, seed=SEED)
    linked = winset.doubt_course(tiny(goals=goals, doubt={"together": together}), draws=400, seed=SEED)
    assert {each.group for each in linked.inputs} == {"one"}
    assert "gaussian_copula" in linked.about.methods
    assert "gaussian_copula" not in apart.about.methods
    # It is done where points are above attention: dear effort speaks against it, unless points rise with it.
    assert change(apart) < -0.5
    assert abs(change(linked)) < 0.25


def change(found: CourseDoubt) -> float:
    """By how much the share of meeting first rises from low to high attention; nothing where that is chance."""
    reading = found.readings[-1]
    sign = 1 if reading.leading.first.id == "meet" else -1
    return sum(sign * each.change for each in reading.drivers if each.path == "goals.peace.attention")


def same(one: CourseDoubt, other: CourseDoubt) -> bool:
    return one.to_json() == other.to_json()


def test_any_number_of_workers_gives_the_same_bits() -> None:
    alone = winset.doubt_course(tiny(), draws=100, seed=SEED)
    assert same(alone, winset.doubt_course(tiny(), draws=100, seed=SEED, workers=2))
    assert not same(alone, winset.doubt_course(tiny(), draws=100, seed=SEED + 1))


def test_a_run_that_is_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    case, folder = tmp_path / "case.yaml", tmp_path / "draws"
    case.write_text(json.dumps(written()), encoding="utf-8")
    script = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "import winset\n"
        "def stop(done, total, left):\n"
        "    if done == 40: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"case, seed = winset.load(sys.argv[1]), {SEED}\n"
        "winset.doubt_course(case, draws=100, seed=seed, folder=Path(sys.argv[2]), progress=stop)\n"
    )
    ended = subprocess.run([sys.executable, "-c", script, str(case), str(folder)], env=os.environ, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert len(list(folder.glob("block-*"))) == 2
    loaded = winset.load(str(case))
    told: list[int] = []
    resumed = winset.doubt_course(
        loaded, draws=100, seed=SEED, folder=folder, resume=True, progress=lambda done, _total, _left: told.append(done)
    )
    assert told == [40, 60, 80, 100]
    assert same(resumed, winset.doubt_course(loaded, draws=100, seed=SEED))


def test_draws_of_another_goal_are_not_taken_for_these(tmp_path: Path) -> None:
    winset.doubt_course(tiny(), draws=20, seed=SEED, folder=tmp_path)
    goals = {"other": {"points": {"talks": {"held": 2}}, "attention": {"low": 0, "high": 4, "why": "assumed"}}}
    with pytest.raises(CaseError, match="of another case or another question"):
        winset.doubt_course(tiny(goals=goals), draws=20, seed=SEED, folder=tmp_path, resume=True)


def test_without_a_course_it_says_what_is_missing() -> None:
    found = winset.doubt_course(winset.load("harbour"), draws=20)
    assert found.missing
    assert found.missing in sentence(found)
    assert tables(found) == ()


def test_words_never_say_never_or_always(answer: CourseDoubt) -> None:
    text = " ".join((sentence(answer), *explain(answer)))
    cells = " ".join(cell for table in tables(answer) for row in table.rows for cell in row)
    for said in (text, cells):
        assert " 0 %" not in said
        assert "100 %" not in said
    assert "that “Meet” comes first is likely, 80 to 85 %" in text  # 13/16, within the error of 2,000 draws
    assert "attention" in cells


def test_two_numbers_that_add_up_share_the_variance() -> None:
    """Of 2 x + y, both uniform, x explains 4/5 alone and y 1/5; what has no part in it explains nothing."""
    rng = np.random.default_rng(SEED)
    x, y, z = rng.random((3, 20_000))
    found = [first_order(each, 2 * x + y) for each in (x, y, z)]
    assert found == pytest.approx([0.8, 0.2, 0.0], abs=0.02)


def test_thirds_are_those_of_the_values() -> None:
    low, high = thirds_of(np.array([5.0, 1.0, 4.0, 2.0, 6.0, 3.0]))
    assert sorted(low) == [1, 3]
    assert sorted(high) == [0, 4]


def test_knowing_a_coin_is_worth_half_of_what_is_at_stake() -> None:
    """A bet of 1 on a fair coin or none: knowing wins 1 half of the time, not knowing brings nothing."""
    coin = np.tile([0.0, 1.0], 1_000)
    payoffs = np.stack([np.zeros(2_000), np.where(coin > 0, 1.0, -1.0)])
    assert worth_of_knowing(coin, payoffs).value == pytest.approx(0.5)

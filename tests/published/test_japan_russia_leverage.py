"""How patience splits what the reference case leaves to be split, against its README's reckoning by hand."""

from math import log

import pytest

import winset
from winset import LeverageResult


@pytest.fixture(scope="module")
def valued() -> LeverageResult:
    return winset.leverage(winset.load("japan-russia").with_variants("valued"))


def test_the_bargain_at_likely_patience_is_the_dialogue_alone(valued: LeverageResult) -> None:
    text = " ".join(valued.sentence().split())
    assert "Dialogue: Strategic”: Japan gets 3 of the 3.5 points" in text
    assert valued.views[0].packages == 4
    (split,) = valued.views[0].bargain.splits
    assert [float(gain) for gain in split.gains] == [3, 2]


def test_the_weights_at_which_it_turns(valued: LeverageResult) -> None:
    inside = [float(each.high) for each in valued.views[0].stretches[:-1]]
    # Investment and both; both and the dialogue alone; that and a special regime.
    both = log(4.5 / 3.5) / (log(1.5) + log(4.5 / 3.5))
    assert inside == pytest.approx([both, log(1.75) / (log(2) + log(1.75)), log(2) / (log(2) + log(3.5 / 3))], abs=1e-9)


def test_eagerness_costs_two_points_and_more_patience_brings_none(valued: LeverageResult) -> None:
    steps = {each.end: each for each in valued.views[0].steps}
    low, high = steps["low"], steps["high"]
    assert ([float(end) for end in low.change], low.sign) == ([-2, -2], "negative")
    assert ([float(end) for end in high.change], high.sign) == ([0, 0], "none")
    assert valued.views[0].turns == "positive"

"""Tripwires of the bundled cases, worked out by hand from what their files say."""

from fractions import Fraction
from typing import Any

import winset
from winset.settlement.flip_records import FlipsResult


def wires(result: FlipsResult, of: str, subject: str = "") -> dict[tuple[str, bool, str], tuple[Any, bool, str]]:
    return {
        (row.path, row.up, row.change): (row.at, row.beyond, flip.after)
        for row in result.tripwires
        for flip in row.flips
        if (flip.of, flip.subject) == (of, subject)
    }


def test_the_thirty_fourth_opponent_of_the_panama_treaties() -> None:
    """33 of 100 senators are opponents, and 2/3 are needed; head counts name 60 and 58 for, so that 67 would do."""
    found = wires(winset.flips(winset.load("panama-1978")), "deals")
    senate = "united_states.senate"
    assert found[f"{senate}.opponents.votes", True, ""] == (34, False, "refused")
    assert found[f"{senate}.rule.at_least", True, ""] == (Fraction(67, 100), True, "refused")
    assert found[f"{senate}.counts.time_1978_02.ayes", True, ""] == (67, False, "ratified")
    assert found[f"{senate}.counts.white_house_1978_02.ayes", True, ""] == (67, False, "ratified")


def test_what_would_have_to_move_for_the_formula_of_1956() -> None:
    """Three refuse it each alone, so no input alone makes it possible; but each of them can stop to refuse it.

    Russians on two islands: 71 against, half must be left to be for. Japanese on two and closed: the highest reading is
    Asahi's, 11 for and 13 not printed, so that the two other answers, 51 and 25, must lose 26; or the threshold falls
    to 24 of 100 (Japan), to 29 of 100 (Russia).
    """
    result = winset.flips(winset.load("japan-russia"), where="formula_1956")
    assert wires(result, "deals") == {}
    russian = wires(result, "blocks", "russia.public")
    two = "russia.public.polls.levada_2016_two.answers"
    assert russian[f"{two}.against.share", False, ""] == (50, False, "does not block")
    assert russian["russia.public.rule.at_least", False, ""] == (Fraction(29, 100), False, "does not block")
    japanese = wires(result, "blocks", "japan.public")
    asahi = "japan.public.polls.asahi_2018.answers"
    assert japanese[f"{asahi}.two_first.share", False, ""] == (51 - 26, False, "does not block")
    moved = "moved from `two_first` to `just_two`"
    assert japanese[f"{asahi}.two_first.share", True, moved] == (26, False, "does not block")
    assert japanese["japan.public.rule.at_least", False, ""] == (Fraction(24, 100), False, "does not block")
    # 25 is one short of what the answer `all_four` would have to lose.
    assert (f"{asahi}.all_four.share", False, "") not in japanese


def test_which_unknowns_matter_to_the_strategic_dialogue() -> None:
    """One package is ratified, whatever the open answers to the others are."""
    result = winset.flips(winset.load("japan-russia"), where="strategic_without_islands")
    assert result.verdict.value == "ratified"
    assert result.settling == ()
    found = wires(result, "deals")
    assert found["russia.president.prefers.dialogue", False, "dropped"] == (None, False, "open")
    # Without what is inferred of him the prime minister still ranks a strategic dialogue above the present one.
    assert ("japan.prime_minister.accepts.strategic_dialogue", False, "dropped") not in found

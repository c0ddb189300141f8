from typing import Any

import pytest
from made import (
    GOVERNMENT,
    LAST,
    SENATE,
    TIME,
    VOTES,
    about,
    blockers_result,
    deals_result,
    open_deals,
    package,
    red_line,
    shortfall,
    stand,
    win_set,
)

from winset.model.result import Input, Verdict
from winset.settlement.records import Baseline, ConflictSet, Margin, Near, Overlap, WaiverSet, WorldAnswer
from winset.show.sentences import explain, sentence
from winset.show.sources import source_or_assumed, speaking, standing


def test_an_open_answer_names_ratifier_rule_unit_and_source() -> None:
    assert sentence(open_deals()) == (
        "No deal is sure, but 6 of 8 deals (75 %) are possible: the nearest lacks up to 7 votes in the Senate (United "
        "States; at least 2/3 of those present), according to “Opening the Great Canal Debate”, 20 February 1978."
    )


def test_a_ratified_answer_names_the_narrowest_gate() -> None:
    rows = (win_set(GOVERNMENT, 6, 0, 2), win_set(SENATE, 3, 0, 5))
    assert sentence(deals_result(Verdict.RATIFIED, 3, 3, rows)) == (
        "3 of 8 deals (38 %) are ratified by all whose yes is needed; the narrowest gate is the Senate (United States; "
        "at least 2/3 of those present), which accepts 3 of 8 (38 %), according to “Opening the Great Canal Debate”, "
        "20 February 1978."
    )


def test_a_refused_answer_names_who_refuses_everything_and_the_red_line() -> None:
    near = Near(package(), (shortfall("red_line", "red line", 1, 1, GOVERNMENT, "panama.government.refuses.alone"),))
    rows = (win_set(SENATE, 8, 0, 0), win_set(GOVERNMENT, 0, 0, 8, rule="its own word"))
    found = deals_result(Verdict.REFUSED, 0, 0, rows, nearest=(near,), nearest_count=1)
    assert sentence(found) == (
        "No deal is possible: the government (Panama; its own word; red line `alone`; “Last Test of a Battered "
        "Treaty”, 24 April 1978) refuses all 8 deals."
    )


def test_what_others_lack_besides_those_who_refuse_everything_is_said() -> None:
    parts = (
        shortfall("votes", "votes", 6, 12),
        shortfall("red_line", "red line", 1, 1, GOVERNMENT, "panama.government.refuses.alone"),
        shortfall("answer", "answer", 0, 1, GOVERNMENT),
    )
    rows = (win_set(SENATE, 0, 4, 4), win_set(GOVERNMENT, 0, 0, 8, rule="its own word"))
    near = (Near(package(), parts),)
    said = sentence(deals_result(Verdict.REFUSED, 0, 0, rows, nearest=near, nearest_count=1))
    assert said.endswith("the nearest also lacks: the Senate (United States), 6 to 12 votes.")
    assert "unread" not in said  # its red line says enough


def test_all_deals_and_the_only_deal_are_said_inside_a_sentence() -> None:
    near = Near(package(), (shortfall("votes", "votes", 0, 7),))
    rows = (win_set(SENATE, 0, 1, 0),)
    found = deals_result(Verdict.OPEN, 0, 1, rows, about=about(1), nearest=(near,), nearest_count=1)
    assert sentence(found).startswith("No deal is sure, but the only deal is possible: the nearest lacks")
    every = deals_result(Verdict.RATIFIED, 8, 8, (win_set(SENATE, 8, 0, 0),))
    assert sentence(every).startswith("All 8 deals are ratified by all whose yes is needed")


def test_where_nobody_refuses_everything_the_sentence_says_so() -> None:
    near = Near(package(), (shortfall("votes", "votes", 3, 3),))
    rows = (win_set(SENATE, 4, 0, 4), win_set(GOVERNMENT, 4, 0, 4))
    found = sentence(deals_result(Verdict.REFUSED, 0, 0, rows, nearest=(near,), nearest_count=1))
    assert "no ratifier refuses all 8" in found
    assert "3 votes in the Senate" in found


def test_polls_decide_at_the_stated_values_only() -> None:
    said = sentence(open_deals(about=about(stated=True)))
    assert said.startswith("At the stated values, no deal is sure")
    assert "100 %" not in said


def test_no_deals_says_what_was_asked() -> None:
    found = deals_result(Verdict.NO_DEALS, 0, 0, (), about=about(0, where="{text: october}"))
    assert "{text: october}" in sentence(found)


def test_a_verdict_that_turns_on_unknown_conditions_is_open() -> None:
    found = deals_result(Verdict.OPEN, 3, 3, (win_set(SENATE, 3, 0, 5),))
    assert "conditions that nobody knows" in sentence(found)
    assert "the Senate (United States" in sentence(found)


def test_without_a_source_the_sentence_says_that_it_is_assumed() -> None:
    found = open_deals(about=about(inputs=(Input("us.senate.votes", "6", "assumed", None, ()),)))
    assert "on assumption, without a source" in sentence(found)


def test_a_blocker_is_named_with_its_red_line_and_source() -> None:
    rows = (stand(SENATE, 2, 0, 0), stand(GOVERNMENT, 0, 0, 2, reasons=(red_line(),)))
    assert sentence(blockers_result(Verdict.REFUSED, 0, 0, rows)) == (
        "The government (Panama; its own word, red line `alone`, “Last Test of a Battered Treaty”, 24 April 1978) "
        "blocks the 2 deals."
    )


def test_a_conflict_without_a_single_blocker_is_named() -> None:
    rows = (stand(SENATE, 1, 0, 1), stand(GOVERNMENT, 1, 0, 1, reasons=(red_line(),)))
    sets = (ConflictSet((SENATE, GOVERNMENT), definite=True),)
    found = sentence(blockers_result(Verdict.REFUSED, 0, 0, rows, conflicts=sets))
    assert found.startswith("No ratifier alone blocks the 2 deals, but the Senate (United States")
    assert found.endswith("accept none of them in common.")
    assert "red line `alone`" in found


def test_the_no_of_a_bloc_is_not_called_a_red_line_of_the_body() -> None:
    entry = Input("us.senate.six.refuses.alone", "refuses unsoftened", "cited", None, (TIME,))
    reason = red_line().__class__(entry.path, "refuses", entry.words, entry)
    found = sentence(blockers_result(Verdict.REFUSED, 0, 0, (stand(SENATE, 0, 0, 2, reasons=(reason,)),)))
    assert "with the no of “Six who ask for wording”" in found
    assert "red line" not in found


@pytest.mark.parametrize(("verdict", "word"), [(Verdict.OPEN, "open:"), (Verdict.RATIFIED, "hardest to win")])
def test_nobody_blocks(verdict: Verdict, word: str) -> None:
    rows = (stand(SENATE, 1, 1, 0, rule="at least 2/3 of those present"),)
    found = sentence(blockers_result(verdict, 1 if verdict is Verdict.RATIFIED else 0, 2, rows))
    assert word in found
    assert "the Senate (United States; at least 2/3 of those present; “Opening the Great Canal Debate”" in found


def test_an_explanation_has_a_few_short_sentences() -> None:
    found = open_deals(
        overlaps=(Overlap(SENATE, GOVERNMENT, 0, 4),),
        worlds=(
            WorldAnswer((("climate", "cold"),), Verdict.OPEN, 8, 0, 6),
            WorldAnswer((("climate", "mild"),), Verdict.REFUSED, 8, 0, 0),
        ),
        baselines=(Baseline("status_quo", "Always the status quo", "no deal", None),),
    )
    said = explain(found)
    assert 3 <= len(said) <= 8
    text = " ".join(said)
    assert "The answer rests on 3 inputs: 1 cited, 1 assumed and 1 contested." in text
    assert "Over 2 worlds the answer is: open in 1 and refused in 1." in text
    assert "What would settle it: the answer of the Senate (United States)." in text
    assert "Always the status quo: no deal (the answer is open)" in text
    assert "can both accept 4 of 8 (50 %), and surely do none of 8" in text


def test_the_margin_of_a_stable_status_quo_is_explained() -> None:
    part = shortfall("votes", "votes", 3, 3)
    found = deals_result(Verdict.REFUSED, 0, 0, (win_set(SENATE, 0, 0, 8),), margin=Margin(True, (part,)))
    text = " ".join(explain(found))
    assert "each of these alone would open a deal: the Senate (United States), 3 votes" in text


def test_blockers_are_explained_by_sets_and_reasons() -> None:
    rows = (stand(SENATE, 2, 0, 0), stand(GOVERNMENT, 0, 0, 2, reasons=(red_line(),)))
    found = blockers_result(
        Verdict.REFUSED,
        0,
        0,
        rows,
        conflicts=(ConflictSet((GOVERNMENT,), definite=True),),
        waivers=(WaiverSet((GOVERNMENT,), sure=True, opens=2, example=package()),),
    )
    said = explain(found)
    assert 3 <= len(said) <= 8
    assert "Surely without a common deal: the government (Panama)." in said
    assert "A deal would open if these said yes: the government (Panama) (sure: 2 deals)." in said


def test_verbatim_words_speak_before_paraphrases_and_later_sources_before_earlier_ones() -> None:
    early = Input("us.senate.x", "x", "cited", None, (LAST, TIME))
    assert speaking((early,), "us.senate") == TIME
    assert speaking((early,), "panama") is None
    assert source_or_assumed(about(), "canada") == "assumed, no source"


def test_a_source_that_came_out_after_the_case_does_not_speak_first() -> None:
    known: dict[str, Any] = {"source": "a", "text": "t", "verbatim": False}
    later = LAST.__class__(title="Later book", published="2012-02-14", **known)
    then = LAST.__class__(title="Of the day", published="1977-11-07", **known)
    entry = Input("us.senate.x", "x", "cited", None, (later, then))
    assert speaking((entry,), "us.senate", about().as_of) == then


def test_inputs_are_counted_by_standing() -> None:
    assert standing(about(inputs=(VOTES,))) == "The answer rests on 1 input: 1 cited"

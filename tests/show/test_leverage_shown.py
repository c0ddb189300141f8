"""Leverage in words and tables: who gets what first, then what would change it; and whatever a case says as words."""

import html as html_words
import io
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from test_hostile import HOSTILE, UNSEEN, Elements

import winset
from winset.course.leverage_records import LeverageResult
from winset.show import explain, html, sentence, terminal
from winset.show.table import Table
from winset.show.tables import tables

CASE = """\
winset: 1
title: WORDS
as_of: 2020-01-01
sources: {memo: {title: WORDS, published: 2019-12-01}}
issues:
  land: {name: Land, options: {none: None, some: WORDS, half: Half, most: Most}}
status_quo: {land: none}
parties:
  government:
    name: The government
    lead: president
    ratifiers:
      president:
        name: The president
        points: {land: {none: 0, some: 9, half: 6, most: 4}}
        patience: {low: 0.7, likely: 0.9, high: 0.95, cite: {source: memo, says: WORDS}}
      senate: {name: The senate, refuses: {most: {when: {land: most}, why: WORDS}}, otherwise: accepts}
  rebels:
    name: The rebels
    lead: chief
    ratifiers:
      chief: {name: WORDS, points: {land: {none: 0, some: 1, half: 3, most: 5}}, patience: 0.8}
      base: {name: The base, refuses: {some: {when: {land: some}, why: WORDS}}, otherwise: OTHERWISE}
levers:
  listen: {name: WORDS, by: government, effects: {line: {drop: [rebels.base.refuses.some]}}}
"""


def case(words: str = "Some", otherwise: str = "accepts", **changed: str) -> winset.Case:
    text = CASE.replace("WORDS", json.dumps(words)).replace("OTHERWISE", otherwise)
    for before, after in changed.items():
        assert before in text
        text = text.replace(before, after)
    return winset.parse(text)


def without(text: str) -> winset.Case:
    """The case without a part of its text."""
    made = CASE.replace("WORDS", "Some").replace("OTHERWISE", "accepts")
    assert text in made
    return winset.parse(made.replace(text, ""))


def leverage(made: winset.Case, **asked: Any) -> LeverageResult:
    return winset.leverage(made, **asked)


def table(result: LeverageResult, id_: str) -> Table:
    return next(each for each in tables(result) if each.id == id_)


def test_the_sentence_says_who_gets_what_and_what_it_would_take_to_lose_it() -> None:
    """Only half is left: the senate refuses most, the base some. Nothing else can be had at any patience."""
    assert sentence(leverage(case())) == (
        "With patience 0.9 against 0.8 (assumed) the bargain is “Land: Half”: the government gets 6 of the 6 points "
        "above no deal that it could (the rebels 3 of 3); no patience of either changes it."
    )


def test_the_patience_at_which_it_would_be_lost() -> None:
    """Without the senate 4 : 5 can be had, from which 6 : 3 parts at 0.8377 (see tests/course/test_leverage.py)."""
    open_senate = without("refuses: {most: {when: {land: most}, why: Some}}, ")
    assert sentence(leverage(open_senate)) == (
        "With patience 0.9 against 0.8 (assumed) the bargain is “Land: Half”: the government gets 6 of the 6 points "
        "above no deal that it could (the rebels 3 of 5); it would take patience below 0.84 to lose it to “Land: Most”."
    )
    said = explain(leverage(open_senate))
    assert (
        "Less patience of the government (0.7) costs 2 points; more patience of the government (0.95) makes no change; "
        "over its whole range more patience gives it more."
    ) in said


def test_shares_are_those_of_rubinstein() -> None:
    """5/7 and 9/14 (see tests/course/test_leverage.py), and a weight of 0.679."""
    assert explain(leverage(case()))[0] == (
        "The government has weight 0.68 of 1 in the bargain (0.38 to 0.81 over the ranges of patience); of what can be "
        "split at will it would get 71 % if it offers first and 64 % if not."
    )


def test_equal_patience_is_said_to_be_assumed() -> None:
    made = case(**{", patience: 0.8": "", "refuses: {most": "accepts: {most"})
    found = leverage(made)
    # 6 x 3 = 18 against 4 x 5 = 20. The weight at which they tie is 0.5575, so the rebels' is to that as 1 to 1.26.
    assert sentence(found) == (
        "With equal patience, which is assumed, the bargain is “Land: Most”: the government gets 4 of the 6 points "
        "above no deal that it could (the rebels 5 of 5); it would take patience above 0.92 to win “Land: Half”."
    )
    row = next(row for row in table(found, "inputs").rows if row[0] == "rebels.chief.patience")
    assert row[1:3] == ("equal patience", "assumed")


def test_without_any_patience_it_is_said_how_many_times_as_impatient() -> None:
    """w / (1 - w) at 0.5575 is ln(5/3) / ln(6/4), 1.26."""
    made = case(
        **{
            ", patience: 0.8": "",
            "refuses: {most": "accepts: {most",
            '        patience: {low: 0.7, likely: 0.9, high: 0.95, cite: {source: memo, says: "Some"}}\n': "",
        }
    )
    assert sentence(leverage(made)).endswith(
        "it would take the other to be 1.26 times as impatient to win “Land: Half”."
    )


def test_where_nothing_is_ratified_there_is_nothing_to_split() -> None:
    found = leverage(case(), where="land=some")
    assert sentence(found) == "Nothing to split: the base (The rebels) refuses every deal."
    assert explain(found)[1] == (
        "For its own side, the yes of the base (The rebels) hurts by 1 point; if only the two leads had to, the "
        "government would gain 9 and the rebels would gain 1."
    )


def test_after_a_lever_there_is_something_to_split() -> None:
    found = leverage(case("Listen"), where="land=some", after=["listen"])
    assert sentence(found).startswith(
        "After “Listen”, with patience 0.9 against 0.8 (assumed) the bargain is “Land: Listen”: the government"
    )
    assert explain(found)[0] == "Supposed, as luck would favour a deal: the government pulls “Listen”."


def test_a_lever_that_is_not_enough_leaves_nothing() -> None:
    found = leverage(case("Listen"), where="land=most", after=["listen"])
    assert sentence(found) == "After “Listen”, nothing to split: the senate (The government) refuses every deal."


def test_a_demand_is_weighed() -> None:
    """Respected 6, ignored 9 (9^0.68 x 1^0.32 = 4.45 is less than 6^0.68 x 3^0.32 = 4.81, so only half without it)."""
    half = "refuses: {some: {when: {land: some}"
    both = case(**{half: "refuses: {half: {when: {land: half}, why: no}, some: {when: {land: some}"})
    found = leverage(both, bluff="rebels.base.refuses.half")
    said = [text for text in explain(found) if text.startswith("The demand")]
    assert said == [
        "The demand `rebels.base.refuses.half` (refuses {land: half}) is worth ignoring at any chance that it is a "
        "bluff: the government gains 0 if it respects it and 6 if it rightly ignores it."
    ]
    same = leverage(case(), bluff="some")
    assert any("does not move the bargain" in text for text in explain(same))
    assert table(same, "bluff").rows[0][3] == "-"


def test_outside_options_are_told_with_where_they_matter() -> None:
    open_senate = without("refuses: {most: {when: {land: most}, why: Some}}, ")
    found = leverage(open_senate, outside={"rebels": 4})
    assert sentence(found) == (
        "With patience 0.9 against 0.8 (assumed) the outside option of the rebels moves the bargain from “Land: Half” "
        "to “Land: Most”: the government gets 4 of the 6 points above no deal that it could (the rebels 5 of 5)."
    )
    assert (
        "An outside option of the government matters above 6 points, and then it walks away; an outside option of the "
        "rebels matters above 3 points (then “Land: Most”), and above 5 it walks away."
    ) in explain(found)
    walks = leverage(open_senate, outside={"rebels": 6})
    assert sentence(walks) == (
        "With patience 0.9 against 0.8 (assumed) nothing is agreed, as no package gives the rebels as much as walking "
        "away."
    )


def test_possible_deals_are_said_to_be_only_possible() -> None:
    found = leverage(case(otherwise="open"))
    assert sentence(found).startswith(
        "No deal is sure, but over those that are possible, with patience 0.9 against 0.8 (assumed) the bargain "
        "is “Land: Half”"
    )
    assert {row[0] for row in table(found, "bargain").rows} == {"sure (0 packages)", "possible (1 package)"}


def test_bargains_that_tie_are_all_named() -> None:
    """4 x 5 = 20 twice, at equal patience."""
    made = case(
        **{"half: 6": "half: 5", "half: 3": "half: 4", "refuses: {most": "accepts: {most", "likely: 0.9": "likely: 0.8"}
    )
    found = leverage(made)
    assert sentence(found) == (
        "With patience 0.8 against 0.8 (assumed) these tie for the bargain: “Land: Half” and “Land: Most”: the "
        "government gets 4 to 5 of the 5 points above no deal that it could (the rebels 4 to 5 of 5); a little more or "
        "less patience decides."
    )


def test_the_tables_and_their_rows() -> None:
    found = leverage(case(), bluff="some")
    assert [each.id for each in tables(found)] == [
        "bargain",
        "patience",
        "steps",
        "constraints",
        "outside",
        "bluff",
        "bargainers",
        "inputs",
    ]
    assert table(found, "bargain").rows == (
        ("sure and possible (1 package)", "the bargain", "“Land: Half”", "6", "3"),
        ("sure and possible (1 package)", "if only the two leads had to agree", "“Land: Half”", "6", "3"),
        ("sure and possible (1 package)", "over both ranges of patience", "-", "6", "3"),
    )
    assert table(found, "bargainers").rows[0] == ("The government (The president)", "0", "0.9 (0.7 to 0.95)", "-")
    assert [row[1] for row in table(found, "constraints").rows] == [
        "The yes of the senate (The government)",
        "The yes of the base (The rebels)",
    ]


def test_who_lacks_points_is_told_what_to_write() -> None:
    made = without("points: {land: {none: 0, some: 1, half: 3, most: 5}}, ")
    assert sentence(leverage(made)) == (
        "Leverage needs two leads with points, and only the government has one; to say who gets what, write "
        "`rebels.chief.points` in the case; by ratification alone no deal is sure, and some are possible, as answers "
        "are open at Some (The rebels)."
    )
    six = sentence(leverage(winset.load("harbour")))
    assert "name two of these, with `--for PARTY` and `--against PARTY`" in six


def test_no_points_and_nothing_ratified() -> None:
    """The reference case has no points, and its deals with islands are refused."""
    said = sentence(leverage(winset.load("japan-russia"), where="with_islands"))
    assert "no lead has any" in said
    assert "there is nothing to split: " in said
    assert "`japan.prime_minister.points` and `russia.president.points`" in said


def test_other_worlds_are_counted() -> None:
    made = case(
        **{
            "parties:\n": "conditions: {mood: {name: Mood, options: {calm: Calm, tense: Tense}, now: unknown}}\n"
            "never: {half: {when: {land: half, mood: tense}}}\nparties:\n"
        }
    )
    found = leverage(made)
    assert (
        "This is for “Mood: Calm”; in 0 of 1 other world that nobody can rule out the bargain is the same."
        in explain(found)
    )
    assert table(found, "worlds").rows == (("Mood: Tense", "refused", "nothing", "nothing"),)


@settings(max_examples=30)
@given(st.sampled_from(HOSTILE))
def test_hostile_words_stay_words(words: str) -> None:
    plain, hostile = Elements(), Elements()
    asked: dict[str, Any] = {"bluff": "rebels.base.refuses.some", "after": ["listen"], "outside": {"rebels": 2}}
    plain.feed(html(leverage(case("plain words"), **asked)))
    page = html(leverage(case(words), **asked))
    hostile.feed(page)
    assert (hostile.tags, hostile.attributes) == (plain.tags, plain.attributes)
    assert not UNSEEN.search(html_words.unescape(page))
    out = io.StringIO()
    terminal(leverage(case(words), **asked), out)
    assert not UNSEEN.search(out.getvalue().replace("\n", "").replace("\u202f", ""))

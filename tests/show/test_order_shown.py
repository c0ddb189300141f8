"""The order of approaches in words and tables: the answer first, and whatever a case says as words."""

import html as html_words
import io
import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_hostile import HOSTILE, UNSEEN, Elements

import winset
from winset.show import explain, html, sentence, terminal
from winset.show.order_naming import digits
from winset.show.tables import tables

CASE = """\
winset: 1
title: WORDS
as_of: 2020-01-01
effort: weeks of work
sources: {memo: {title: WORDS, published: 2019-12-01}}
issues: {truce: {name: WORDS, options: {none: WORDS, signed: Signed}}}
status_quo: {truce: none}
deal: {truce: signed}
conditions: {stance: {name: WORDS, options: {cold: WORDS, warm: Warm}, now: cold}}
parties:
  north:
    name: The north
    lead: cabinet
    ratifiers: {cabinet: {name: The cabinet, otherwise: accepts}}
  south:
    name: The south
    ratifiers:
      king: {name: The king, refuses: {cold: {when: {truce: signed, stance: cold}, why: WORDS}}, otherwise: accepts}
      queen: {name: The queen, otherwise: accepts}
      guard: {name: The guard, otherwise: GUARD}
levers:
  court:
    name: WORDS
    by: north
    cost: {low: 1, likely: 1, high: 4, why: WORDS}
    effects: {hears: {set: {stance: warm}, chance: {is: 0.2, cite: {source: memo, says: WORDS}}}}
    sounds: {ratifier: south.king, yes: hears}
  visit:
    name: WORDS
    by: north
    cost: 3
    effects: {nods: {add: {south.queen.accepts.truce: {when: {truce: signed}}}, chance: 0.3}}
    sounds: {ratifier: south.queen, yes: nods}
"""


def case(words: str = "The memo", guard: str = "accepts", **changed: str) -> winset.Case:
    text = CASE.replace("WORDS", json.dumps(words)).replace("GUARD", guard)
    for before, after in changed.items():
        assert before in text
        text = text.replace(before, after)
    return winset.parse(text)


def test_the_sentence_says_whom_to_ask_first_and_what_it_takes() -> None:
    """By hand: 1 + .2 * 3 = 1.6, and .2 * .3 = .06."""
    assert sentence(winset.order(case())) == (
        "Ask the king (The south) first, then the queen (The south): together they cost 1.6 weeks of work on average, "
        "and both say yes with a chance of 6 %."
    )


def test_with_a_value_it_says_what_that_is_worth() -> None:
    """By hand: 50 * .06 - 1.6 = 1.4; at 20, 1.2 is less than 1.6."""
    assert sentence(winset.order(case(), value=50)).endswith(
        "6 %; at a value of 50 weeks of work that is worth 1.4 net."
    )
    assert sentence(winset.order(case(), value=20)) == (
        "Ask nobody: at a value of 20 weeks of work no order is worth what it takes; the cheapest (the king (The "
        "south) first, then the queen (The south)) takes 1.6, and succeeds with a chance of 6 %."
    )


def test_first_to_ask_and_enough_are_said_apart() -> None:
    """The king refuses until he is warm; nobody else refuses, or the guard whatever happens."""
    assert explain(winset.order(case()))[0] == (
        "As things stand no deal is possible. A yes of the king alone opens a deal; with every yes the only deal asked "
        "about is ratified."
    )
    assert explain(winset.order(case(guard="refuses")))[0] == (
        "Not enough by itself: a yes of the king alone opens nothing, and even with every yes the guard (The south) "
        "still refuses the only deal asked about."
    )


def test_what_is_ratified_without_asking_is_said() -> None:
    said = explain(winset.order(case(), world={"stance": "warm"}))
    assert said[0] == "A deal needs no approach: the only deal asked about is ratified as things stand."


def test_the_rule_and_what_the_advice_rests_on() -> None:
    """By hand: 1 / .8 and 3 / .7; 1.6 against 3.3; .06 v = 1.6 at 26.7; c + .6 = 3 + .3 c at 24/7, below 4."""
    said = explain(winset.order(case()))
    for line in (
        "Asking the king first saves 1.7 weeks of work on average against the best order with another first (the queen "
        "first, then the king): 1.6 instead of 3.3.",
        "The cheapest order goes by ascending cost over the chance of a no (Simon and Kadane 1975): 1.25 for the king "
        "and 4.29 for the queen.",
        "Asking pays where the yes of all is worth 26.7 weeks of work or more.",
        "By assumption: the king comes first at the likely values, and no longer where the cost of asking the king is "
        "4, which the case does not rule out.",
        "Watch: if the cost of asking the king rises to 3.43 (now 1), the queen comes first; if the chance of a yes "
        "from the king rises to 77 % (now 20 %), the queen comes first; if the cost of asking the queen falls to 0.875 "
        "(now 3), the queen comes first.",
        "The order rests on 8 inputs of the approaches: 1 cited and 7 assumed.",
    ):
        assert line in said


def test_the_rule_is_not_named_where_it_does_not_hold() -> None:
    made = case(**{"yes: nods": "yes: nods, defers: {court: 0.6}"})
    said = " ".join(explain(winset.order(made)))
    assert "Simon" not in said
    assert "the chance of the queen is 60 % instead of 30 % once the king said yes" in said


def test_no_chance_is_none_or_all_in_per_cent() -> None:
    sure = case(**{'{is: 0.2, cite: {source: memo, says: "The memo"}}': "1", "chance: 0.3": "chance: 1"})
    assert sentence(winset.order(sure)).endswith("and both say yes for certain, as the case has it.")
    never = case(
        **{"yes: nods": "yes: nods, defers: {court: 0}", "{low: 1, likely: 1, high: 4": "{low: 0, likely: 0, high: 0"}
    )
    assert "both say yes with no chance" in sentence(winset.order(never))
    for made in (sure, never):
        out = io.StringIO()
        terminal(winset.order(made), out)
        assert not re.search(r"(?<![\d.])(0|100) %", out.getvalue())


def test_one_approach_is_no_order() -> None:
    made = case(**{"    sounds: {ratifier: south.queen, yes: nods}\n": ""})
    assert sentence(winset.order(made)) == (
        "Ask the king (The south): it costs 1 week of work, and the answer is yes with a chance of 20 %."
    )


def test_without_approaches_it_says_what_to_write() -> None:
    sounding = ("    sounds: {ratifier: south.king, yes: hears}\n", "    sounds: {ratifier: south.queen, yes: nods}\n")
    result = winset.order(case(**dict.fromkeys(sounding, "")))
    assert sentence(result) == "The case has no approach: no lever of it says whom it sounds."
    assert any("write `sounds: {ratifier: PARTY.RATIFIER, yes: EFFECT}` in a lever" in text for text in explain(result))
    assert sentence(winset.order(case(), party="south")) == (
        "The south has no approach: no lever of it says whom it sounds; The north has some."
    )


def test_what_cannot_be_asked_is_said() -> None:
    requiring = {"sounds: {ratifier: south.queen": "requires: {stance: warm}\n    sounds: {ratifier: south.queen"}
    said = explain(winset.order(case(**requiring)))
    assert "Left out: “The memo” requires `{stance: warm}`, which does not hold." in said


def test_two_approaches_to_one_ratifier_are_told_apart_by_name() -> None:
    made = case(
        **{
            "ratifier: south.queen": "ratifier: south.king",
            '"The memo"\n    by: north\n    cost: 3': "A visit\n    by: north\n    cost: 3",
        }
    )
    assert sentence(winset.order(made)).startswith("Ask “The memo” first, then “A visit”:")


def test_every_table_has_its_rows() -> None:
    result = winset.order(case(), value=50)
    found = {table.id: table for table in tables(result)}
    assert list(found) == ["orders", "opened", "turns", "values", "firsts", "approaches", "inputs"]
    assert found["orders"].rows[0] == (
        "the king first, then the queen",
        "6 %",
        "1.6",
        "0",
        "1.4",
        "the cheapest, the likeliest and the best",
    )
    assert [row[0] for row in found["opened"].rows] == ["nobody yet", "the king", "the queen", "everybody"]
    assert [row[2:4] for row in found["opened"].rows] == [("0", "0"), ("1", "1"), ("0", "0"), ("1", "1")]
    assert found["values"].rows[0][:3] == ("0", "26.7", "nobody")
    assert [row[-1] for row in found["approaches"].rows] == ["1.25", "4.29"]
    assert [row["is"] for row in result.records()] == ["cheapest likeliest best", ""]


@pytest.mark.parametrize(
    ("value", "text"),
    [("29/10", "2.9"), ("3/40", "0.075"), ("1/3", "0.333"), ("12", "12"), ("24/7", "3.43"), ("99999/2", "50\u202f000")],
)
def test_numbers_have_three_digits(value: str, text: str) -> None:
    from fractions import Fraction

    assert digits(Fraction(value)) == text


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(HOSTILE), st.sampled_from([None, 5, 50]))
def test_hostile_words_stay_words(words: str, value: int | None) -> None:
    plain, hostile = Elements(), Elements()
    plain.feed(html(winset.order(case("plain words"), value=value)))
    page = html(winset.order(case(words), value=value))
    hostile.feed(page)
    assert (hostile.tags, hostile.attributes) == (plain.tags, plain.attributes)
    assert not UNSEEN.search(html_words.unescape(page))
    out = io.StringIO()
    terminal(winset.order(case(words), value=value), out)
    assert not UNSEEN.search(out.getvalue().replace("\n", "").replace("\u202f", ""))

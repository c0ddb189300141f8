"""Flips in words and tables: the answer first, a watch list, and whatever a case says as words."""

import html as html_words
import io
import json

from hypothesis import given, settings
from hypothesis import strategies as st
from test_hostile import HOSTILE, UNSEEN, Elements

import winset
from winset.show import explain, html, sentence, terminal
from winset.show.tables import tables

CASE = """\
winset: 1
title: WORDS
as_of: 2020-01-01
sources: {memo: {title: WORDS, published: 2019-12-01}}
issues:
  treaty: {name: WORDS, options: {none: WORDS, signed: Signed}}
  land: {name: Land, options: {none: None, some: Some}}
status_quo: {treaty: none, land: none}
deal: {treaty: signed}
patterns: {with_land: {land: some}}
conditions: {mood: {name: WORDS, options: {good: Good, bad: WORDS}, now: good}}
parties:
  here:
    name: Here
    ratifiers:
      senate:
        name: The senate
        rule: {at_least: 2/3, of: members, cite: {source: memo, quote: WORDS}}
        members: 100
        blocs:
          ayes: {name: WORDS, votes: {is: 70, cite: {source: memo, says: WORDS}}, otherwise: accepts}
          noes: {votes: rest, otherwise: refuses}
        refuses: {land: {when: {land: some, mood: bad}, why: WORDS}}
"""
VARIANT = "variants: {harder: {name: WORDS, set: {here.senate.rule.at_least: 3/4}}}\n"


def case(words: str = "The memo") -> winset.Case:
    return winset.parse((CASE + VARIANT).replace("WORDS", json.dumps(words)))


def test_the_sentence_says_what_changes_the_answer_first() -> None:
    """By hand: members, threshold, votes, what the ayes say, and the reading; units stand in alphabetical order."""
    assert sentence(winset.flips(case())) == (
        "What becomes of the 2 deals asked about (ratified) changes if the number of members of the senate (Here) "
        "rises to 106; 5 of 8 inputs change it, alone."
    )


def test_the_watch_list_names_the_value_its_source_and_what_follows() -> None:
    said = explain(winset.flips(case()))
    assert said[1] == (
        "Watch: the threshold of the senate (Here), now 2/3 (“The memo”, 1 December 2019); above 0.7 what becomes of "
        "the deals turns from ratified to refused, the senate (Here) blocks them all and “With land” turns from "
        "ratified to refused."
    )
    assert any("from 66 votes down what becomes of the deals turns from ratified to refused" in text for text in said)
    # The noes left open, and the red line that is not crossed now; the level changes only what becomes of a kind.
    assert "2 of 8 inputs change no verdict, alone; pairs were not tried." in said


def test_the_tables_have_numbers_apart_from_the_rest() -> None:
    found = {table.id: table for table in tables(winset.flips(case()))}
    assert list(found) == ["tripwires", "changes", "inputs"]
    numbers = {(row[0].rpartition("`")[0].rpartition("`")[2], row[3]): row[4] for row in found["tripwires"].rows}
    assert numbers["here.senate.ayes.votes", "at 66"] == "4"
    assert numbers["here.senate.members", "at 106"] == "6"
    assert {row[1] for row in found["changes"].rows} == {
        "“The memo” becomes “The memo”",
        "the reading “The memo” is taken",
        "`ayes.otherwise` of the senate (Here) is left open",
    }


def test_where_nothing_flips_the_sentence_says_so() -> None:
    made = winset.parse(
        "winset: 1\ntitle: T\nas_of: 2020-01-01\nissues: {one: {options: [no, yes]}}\nstatus_quo: {one: no}\n"
        "parties:\n  here:\n    ratifiers:\n     a: {refuses: {x: {when: {one: yes}}}}\n     b: {otherwise: refuses}\n"
    )
    # Without the red line `a` is open, and `b` refuses; with `b` open, `a` refuses. Each stops blocking alone.
    assert sentence(winset.flips(made)) == (
        "None of 2 inputs changes, alone, what becomes of the 1 deal asked about (refused); 2 change another verdict."
    )


@settings(max_examples=30)
@given(st.sampled_from(HOSTILE))
def test_hostile_words_stay_words(words: str) -> None:
    plain, hostile = Elements(), Elements()
    plain.feed(html(winset.flips(case("plain words"))))
    page = html(winset.flips(case(words)))
    hostile.feed(page)
    assert (hostile.tags, hostile.attributes) == (plain.tags, plain.attributes)
    assert not UNSEEN.search(html_words.unescape(page))
    out = io.StringIO()
    terminal(winset.flips(case(words)), out)
    assert not UNSEEN.search(out.getvalue().replace("\n", "").replace("\u202f", ""))

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
    """By hand: members, threshold, votes, what the ayes say, and the reading; 4 of 70 are nearer than 6 of 100."""
    assert sentence(winset.flips(case())) == (
        "What becomes of the 2 deals asked about (ratified) changes if the number of votes of “The memo” in the senate "
        "(Here) falls to 66 votes; 5 of 8 inputs change it, alone."
    )


def test_the_watch_list_names_the_value_its_source_and_what_follows() -> None:
    """The rule comes last, although 1/30 of 2/3 is nearer than 6 of 100 members."""
    said = explain(winset.flips(case()))
    then = (
        "what becomes of the deals turns from ratified to refused, the senate (Here) blocks them all and “With land” "
        "turns from ratified to refused."
    )
    assert said[0] == (
        "Watch: the number of votes of “The memo” in the senate (Here), now 70 (“The memo”, 1 December 2019); from 66 "
        f"votes down, 4 votes away, {then}"
    )
    assert said[1] == (
        "Watch: the number of members of the senate (Here), now 100 (assumed, no source); from 106 up, 6 members away, "
        f"{then}"
    )
    assert said[2] == (
        "Watch: the threshold of the senate (Here), now 2/3 (“The memo”, 1 December 2019); above 0.7, 1/30 away, "
        f"{then}"
    )
    # The noes left open, and the red line that is not crossed now; the level changes only what becomes of a kind.
    assert "2 of 8 inputs change no verdict, alone; pairs were not tried." in said


OPINION = """\
winset: 1
title: Opinion and unknown worlds
as_of: 2020-01-01
issues: {treaty: {options: [none, signed]}}
status_quo: {treaty: none}
conditions: {mood: {name: Mood, options: {good: Good, bad: Bad}, now: unknown}}
parties:
  here:
    ratifiers:
      cabinet: {refuses: {gloom: {when: {treaty: signed, mood: bad}}}, otherwise: accepts}
      public:
        name: The public
        turnout: {low: 0.4, high: 0.6}
        rule: {all: [{more_than: 1/2, of: cast}, {turnout: {at_least: 0.55}}]}
        polls:
          may: {margin: 3, undecided: 9, answers: {for: {share: 46, accepts: {treaty: signed}}, against: {share: 44}}}
"""


def test_ends_of_ranges_the_undecided_and_worlds_are_told_in_words() -> None:
    """In good mood it is open: the turnout may be enough, and 46 of 91 is more than half. In bad mood it is refused.

    With less than 0.55 taking part it is refused in both.
    """
    result = winset.flips(winset.parse(OPINION))
    said = explain(result)
    assert "Nobody knows “Mood”; of 2 worlds: open in 1 and refused in 1." in said
    worlds = next(table for table in tables(result) if table.id == "worlds")
    assert worlds.rows == (("Mood: Good", "open"), ("Mood: Bad", "refused"))
    assert any(
        text.startswith(
            "Watch: the high end of the turnout of the public (Here), now 0.6 (assumed, no source); below 0.55, 0.05 "
            "away (within the width of its range), what becomes of the deals turns from open to refused"
        )
        for text in said
    )
    rows = {row[0].rpartition("(`")[2]: row for row in next(t for t in tables(result) if t.id == "tripwires").rows}
    assert rows["here.public.turnout.high`)"][4] == "0.05 (within the width of its range)"
    good = winset.flips(winset.parse(OPINION.replace("{low: 0.4, high: 0.6}", "0.6")), world={"mood": "good"})
    subjects = {row[0]: row[4] for row in next(t for t in tables(good) if t.id == "tripwires").rows}
    # 46 of so many are more than half of them while they are fewer than 92, so with more than 8 undecided.
    undecided = "the share of the undecided in the poll `may` of the public (Here) (`here.public.polls.may.undecided`)"
    assert subjects[undecided] == "1 (within the error of its poll)"


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

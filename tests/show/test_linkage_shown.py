"""Linkage in words and tables: the answer first, and whatever a case says as words."""

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
  border: {name: WORDS, options: {old: WORDS, new: New}}
  gas: {name: Gas, ordered: yes, options: {none: None, some: Some, much: Much}}
  law: {name: The law, only_when: {gas: much}, options: {ours: Ours, theirs: Theirs}}
conditions: {mood: {name: WORDS, options: {bad: WORDS, good: Good}, now: bad}}
status_quo: {border: old, gas: none}
parties:
  north:
    name: The north
    lead: cabinet
    ratifiers:
      cabinet:
        name: The cabinet
        points: {border: {old: 0, new: 5}, gas: {none: 0, some: -3, much: -4}}
        refuses: {ours: {when: {law: ours}, cite: {source: memo, quote: WORDS, speaker: WORDS}}}
  south:
    name: The south
    lead: council
    ratifiers:
      council:
        name: The council
        points: {border: {old: 0, new: -2}, gas: {none: 0, some: 4, much: 9}}
        refuses: {theirs: {when: {law: theirs}}}
"""


def case(words: str = "The border") -> winset.Case:
    return winset.parse(CASE.replace("WORDS", json.dumps(words)))


def test_the_sentence_leads_with_what_linking_does() -> None:
    assert sentence(winset.linkage(case(), "gas")) == (
        "Linking “Gas” opens a deal: of the 1 package of the other issues with it held at “None” none is sure, with it "
        "free the only one is; but only without “The law”, of which every option is refused throughout by somebody."
    )


def test_what_cannot_be_had_is_said_with_whose_red_lines() -> None:
    said = explain(winset.linkage(case(), "gas"))
    assert said[0] == (
        "No option of “The law” is left: “Ours” is refused by the cabinet (The north; red line `ours`, “The border”, "
        "1 December 2019); “Theirs” is refused by the council (The south; red line `theirs`, assumed)."
    )
    assert any(
        text.startswith("Becomes ratified: “The border: New; Gas: Some” (Gas: None becomes Some).") for text in said
    )
    assert any("the cabinet (The north): 3 points of value less" in text for text in said)
    assert any("the council (The south): no becomes yes and 4 points of value more" in text for text in said)


def test_one_vote_that_costs_what_passes_apart_is_in_the_sentence() -> None:
    voters = "".join(
        f"        v{at}: {{votes: 1, points: {{one: {{no: 0, yes: {one}}}, two: {{no: 0, yes: {two}}}}}}}\n"
        for at, (one, two) in enumerate(((1, 1), (-5, 1), (1, -5)))
    )
    made = winset.parse(
        "winset: 1\ntitle: T\nas_of: 2020-01-01\nissues: {one: {options: [no, yes]}, two: {options: [no, yes]}}\n"
        "status_quo: {one: no, two: no}\nparties:\n  here:\n    ratifiers:\n     council:\n"
        f"       rule: {{at_least: 2/3, of: members}}\n       blocs:\n{voters}"
    )
    result = winset.linkage(made, "two")
    assert sentence(result) == (
        "Linking “Two” has no effect: of the 1 package of the other issues the only one is sure and the only one is "
        "possible, whether it is held at “No” or free; but 1 package that passes part by part fails in one vote."
    )
    assert any(
        "1 surely part by part, none as one; none only as one, 1 only part by part" in text for text in explain(result)
    )


def test_every_table_has_its_rows() -> None:
    found = {table.id: table for table in tables(winset.linkage(case(), "gas"))}
    assert list(found) == ["held", "votes", "gains", "opened", "options", "apart", "inputs"]
    assert found["gains"].rows[0][0] == "The cabinet (The north)"
    assert [row[:2] for row in found["options"].rows] == [
        ("“Gas”", "None"),
        ("“Gas”", "Some"),
        ("“Gas”", "Much"),
        ("“The law”", "Ours"),
        ("“The law”", "Theirs"),
    ]


@settings(max_examples=40)
@given(st.sampled_from(HOSTILE), st.sampled_from([("gas",), ("border", "mood"), ("law",)]))
def test_hostile_words_stay_words(words: str, linked: tuple[str, ...]) -> None:
    plain, hostile = Elements(), Elements()
    plain.feed(html(winset.linkage(case("plain words"), *linked)))
    page = html(winset.linkage(case(words), *linked))
    hostile.feed(page)
    assert (hostile.tags, hostile.attributes) == (plain.tags, plain.attributes)
    assert not UNSEEN.search(html_words.unescape(page))
    out = io.StringIO()
    terminal(winset.linkage(case(words), *linked), out)
    assert not UNSEEN.search(out.getvalue().replace("\n", "").replace("\u202f", ""))

"""A trace in words and tables: the answer first, and whatever a case says as words."""

import html as html_words
import io
import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_hostile import HOSTILE, UNSEEN, Elements

import winset
from winset.evidence import trace as tracing
from winset.show import explain, html, sentence, terminal
from winset.show.spreadsheet import csv_text
from winset.show.tables import tables

CASE = """\
winset: 1
title: A treaty
as_of: 2020-01-01
sources:
  memo: {title: TITLE, published: 2019-12-01}
  law: {title: The law, published: 2019-12-03}
issues: {land: {options: [none, some]}}
status_quo: {land: none}
parties:
  north:
    name: The north
    ratifiers:
      cabinet:
        name: The cabinet
        refuses: {line: {when: {land: some}, cite: {source: memo, quote: WORDS, speaker: WORDS}}}
        accepts: {other: {when: {land: some}, why: WORDS}}
claims: {C2: {quote: unheard of, cite: {source: law}}}
"""


def case(words: str = "over my dead body", title: str = "A memo") -> winset.Case:
    return winset.parse(CASE.replace("WORDS", json.dumps(words)).replace("TITLE", json.dumps(title)))


def test_the_sentence_of_a_part() -> None:
    assert sentence(winset.trace(case(), "north.cabinet.refuses.line")) == (
        "`north.cabinet.refuses.line`, refuses {land: some}, rests on over my dead body: “over my dead body” (“A "
        "memo”, 1 December 2019); the answer of the cabinet (The north) rests on it, and with it what becomes of the "
        "deals."
    )
    assert sentence(winset.trace(case(), "north.cabinet.accepts.other")) == (
        "`north.cabinet.accepts.other`, accepts {land: some}, rests on no source (over my dead body); no answer of "
        "`deals` or `blockers` rests on it."
    )


def test_the_sentence_of_a_source_says_what_falls_without_it() -> None:
    assert sentence(winset.trace(case(), without="memo")) == (
        "1 input rests on “A memo”, 1 December 2019 (`memo`), on it alone; without it what becomes of the deals turns "
        "from refused (0 of 1 deal sure, 0 possible) to ratified (1 of 1 deal sure, 1 possible)."
    )
    assert sentence(winset.trace(case(), "law")) == (
        "No input of the case rests on “The law”, 3 December 2019 (`law`); without it no answer changes."
    )


def test_the_sentence_of_everything() -> None:
    assert sentence(winset.trace(case())) == (
        "The case has 2 inputs of 1 source; “A memo”, 1 December 2019 (`memo`), left out alone, changes what becomes "
        "of the deals."
    )


def test_the_sentence_of_everything_where_nothing_hangs_on_a_source(monkeypatch: pytest.MonkeyPatch) -> None:
    both = CASE.replace("cite: {source: memo, quote: WORDS, speaker: WORDS}", "cite: [{source: memo}, {source: law}]")
    text = both.replace("WORDS", "words").replace("TITLE", "A memo")
    assert sentence(winset.trace(winset.parse(text))) == (
        "The case has 2 inputs of 2 sources, and none, left out alone, changes what becomes of the deals."
    )
    monkeypatch.setattr(tracing, "MOST_PACKAGES", 0)
    found = winset.trace(winset.parse(text))
    assert sentence(found) == (
        "The case has 2 inputs of 2 sources, and none of those tried, left out alone, changes what becomes of the "
        "deals."
    )
    assert "1 source could not be left out one by one in a reasonable time; name one with --without." in explain(found)


def test_the_sentence_of_sources_left_out_together() -> None:
    assert sentence(winset.trace(case(), without=("memo", "law"))) == (
        "Without these 2 sources what becomes of the deals turns from refused (0 of 1 deal sure, 0 possible) to "
        "ratified (1 of 1 deal sure, 1 possible)."
    )


def test_the_sentence_of_words_and_of_a_claim_that_is_of_no_use() -> None:
    assert sentence(winset.trace(case(), "Dead body")).startswith("`north.cabinet.refuses.line` rests on ")
    assert sentence(winset.trace(case(), "C2")) == (
        "Nothing in the case uses “unheard of” (“The law”, 3 December 2019)."
    )


def test_what_is_explained() -> None:
    said = explain(winset.trace(case()))
    assert "By standing the inputs are 1 cited and 1 assumed." in said
    assert "1 input rests on a single source." in said
    assert "1 quotation supports nothing in the case, such as `claims.C2`." in said
    assert "Not sure any more without one source: what becomes of the deals (`memo`)." in said
    beside = explain(winset.trace(case(), "north.cabinet.accepts", without="law"))
    assert "Without `law` no answer changes." in beside


def test_the_tables_of_everything() -> None:
    shown = {table.id: table for table in tables(winset.trace(case()))}
    assert list(shown) == ["without", "answers", "sources", "idle", "traced_inputs"]
    first = shown["without"].rows[0]
    assert first == (
        "memo",
        "What becomes of the deals",
        "not sure any more",
        "refused (0 of 1 deal sure, 0 possible)",
        "ratified (1 of 1 deal sure, 1 possible)",
        "-",
    )
    assert [row[0] for row in shown["idle"].rows] == ["claims.C2"]
    assert ("“The law”, 3 December 2019 (`law`)", "0", "0", "-") in shown["sources"].rows


def test_the_tables_of_a_source_lead_with_what_falls() -> None:
    shown = {table.id: table for table in tables(winset.trace(case(), "memo"))}
    assert list(shown)[:2] == ["without", "left_out"]
    assert shown["left_out"].rows == (("north.cabinet.refuses.line", "red line", "taken out"),)


@settings(max_examples=40)
@given(st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(max_codepoint=0xD7FF), min_size=1, max_size=40)))
def test_hostile_words_come_out_as_words(words: str) -> None:
    hostile = case(words, words)
    plain = Elements()
    plain.feed(html(winset.trace(case("plain", "plain"))))
    for result in (winset.trace(hostile), winset.trace(hostile, without="memo")):
        page = html(result)
        found = Elements()
        found.feed(page)
        assert found.tags == plain.tags
        assert found.attributes == plain.attributes
        assert not UNSEEN.search(html_words.unescape(page))
        out = io.StringIO()
        terminal(result, out)
        assert not UNSEEN.search(re.sub("[\n\u202f]", "", out.getvalue()))
        for table in tables(result):
            assert not any(cell.startswith(("=", "@")) for cell in csv_text(table).split('"'))

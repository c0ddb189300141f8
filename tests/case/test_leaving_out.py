"""Leaving sources out: what rests on them goes, what else rests stays, and the result is always a case."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

import strategies
import winset
from strategies import Data
from winset.case.fates import FATES, fate_of
from winset.case.leaving_out import LeftOut, without_sources
from winset.case.load import bundled
from winset.case.shape import keys_of
from winset.case.walk import walk
from winset.case.written import Cite, Number

SMALL = """\
winset: 1
title: A treaty
as_of: 2020-01-01
sources:
  paper: {title: The morning paper, published: 2019-12-01}
  memo: {title: A secret memo, published: 2019-12-02, circulation: confidential}
issues:
  land: {options: {none: None, some: Some}, name: Land, cite: {source: memo, says: the land by the river}}
status_quo: {land: none}
conditions:
  mood: {options: [calm, tense], now: calm, cite: {source: memo, says: a calm mood}}
never:
  storm: {when: {land: some, mood: tense}, cite: {source: memo, quote: nobody signs in a storm}}
parties:
  north:
    lead: cabinet
    ratifiers:
      cabinet:
        patience: {is: 0.9, cite: {source: memo, says: nine tenths}}
        refuses:
          by_memo: {when: {land: some}, why: they said so, cite: {source: memo, quote: over my dead body}}
          by_both:
            when: {land: some, mood: tense}
            why: both say so
            caution: take care
            cite: [{source: memo, says: the memo too}, {source: paper, says: not while it is tense}]
          by_paper: {when: {land: some, mood: tense}, why: as printed, cite: {source: paper, says: never when tense}}
      senate:
        members: {is: 10, cite: {source: memo, says: ten members}}
        rule: {at_least: 2/3, of: members, cite: {source: memo, says: two thirds}}
        note: a note on the senate
        blocs:
          left:
            votes: {is: 4, cite: {source: memo, says: four votes}}
            accepts: {every: {when: {land: some}, why: guessed}}
          right:
            votes: rest
            refuses: {every: {when: {land: some}, cite: {source: paper, says: the right is against}}}
      public:
        counts_as: cost
        rule: {more_than: 1/2, of: asked}
        polls:
          of_may:
            answers: {yes: {share: 60, accepts: {land: some}}, no: {share: {is: 40, cite: {source: memo, says: forty}}}}
            cite: {source: paper, says: sixty}
  south:
    lead: king
    ratifiers:
      king:
        name: The king of the south
        counts_as: ignored
        otherwise: accepts
        cite: {source: memo, says: the king nods}
        points: {land: {none: 5, some: 7}}
        no_deal: {is: 6, cite: {source: paper, says: six}}
        prefers: {land: [some, none]}
      heir: {follows: south.king}
levers:
  feast:
    by: south
    cost: {is: 3, cite: {source: memo, says: three moons}}
    effects: {mood: {set: {mood: calm}, chance: {is: 0.5, cite: {source: memo, says: one in two}}, why: assumed}}
    bound: {points: {is: 5, cite: {source: memo, says: five points}}}
  write:
    by: south
    why: assumed
    effects: {line: {add: {north.cabinet.refuses.new: {when: {land: some}, cite: {source: memo, says: a new line}}}}}
  strike: {by: south, effects: {line: {drop: [north.cabinet.refuses.by_paper]}}, why: assumed}
variants:
  dangling: {drop: [north.cabinet.refuses.by_memo]}
  by_memo: {why: read there, cite: {source: memo, says: another mood}, set: {mood.now: tense}}
  inside: {add: {north.cabinet.accepts.x: {when: {land: some}, cite: {source: memo, says: yes after all}}}}
  stays: {contests: the senate, set: {north.senate.left.votes: 5}}
claims:
  C1: {quote: over my dead body, cite: {source: memo}}
  C2: {quote: the right is against, cite: {source: paper}}
statements:
  s1: {date: 2019-12-01, by: north, stance: for, cite: {source: memo, says: they want it}}
event: {put: {land: some}, at: [north.senate], cite: {source: memo, says: the day is set}}
"""


def without(source: str, text: str = SMALL) -> tuple[winset.Case, dict[str, tuple[str, str]]]:
    case, told = without_sources(winset.parse(text), [source])
    return case, {each.path: (each.kind, each.happened) for each in told}


def texts(node: Any) -> Iterator[str]:
    """Every text of a tree, values and keys."""
    if isinstance(node, dict):
        for key, part in node.items():
            yield key
            yield from texts(part)
    elif isinstance(node, list):
        for part in node:
            yield from texts(part)
    else:
        yield node


def words_of(case: winset.Case, sources: set[str]) -> set[str]:
    """What these sources say, as the case has it, with their titles."""
    said = {case.file.sources[id_].title for id_ in sources}
    for _, part in walk(case.file):
        if isinstance(part, Cite) and part.source in sources:
            said.update(text for text in (part.quote, part.says) if text)
    return said


def kept_words(case: winset.Case, sources: set[str]) -> set[str]:
    """What the other sources say: it stays, whatever else it repeats."""
    return words_of(case, set(case.file.sources) - sources) | {claim.quote for claim in case.file.claims.values()}


def holds(before: winset.Case, sources: set[str]) -> None:
    """Whatever is left out: a case is left, nothing rests on the sources, none of their words is there."""
    after, told = without_sources(before, sources)
    again = winset.parse(json.dumps(after.root))
    assert again.file == after.file
    assert not sources & set(after.file.sources)
    for entry in winset.coverage(after).entries:
        assert not sources & set(entry.sources)
    left = set(texts(after.root)) - kept_words(after, set())
    for phrase in words_of(before, sources):
        assert not [text for text in left if phrase.casefold() in text.casefold()], phrase
    assert len({each.path for each in told}) == len(told)


def test_every_kind_of_input_goes_as_it_is_said_to() -> None:
    case, told = without("memo")
    assert told == {
        "issues.land": ("issue", "assumed"),
        "mood.now": ("level", "bounds"),
        "never.storm": ("coupling", "dropped"),
        "north.cabinet.patience": ("number", "bounds"),
        "north.cabinet.refuses.by_memo": ("red line", "dropped"),
        "north.senate.members": ("number", "assumed"),
        "north.senate.rule": ("rule", "assumed"),
        "north.senate.left.votes": ("number", "bounds"),
        "north.public.polls.of_may": ("poll", "dropped"),
        # The rule counts those asked, and nobody is asked any more.
        "north.public.rule": ("rule", "dropped"),
        "south.king.counts_as": ("role", "dropped"),
        "south.king.otherwise": ("default", "dropped"),
        "south.king.points": ("points", "dropped"),
        "south.king.no_deal": ("points", "dropped"),
        "south.king.prefers.land": ("ranking", "dropped"),
        "levers.feast.cost": ("number", "dropped"),
        "levers.feast.effects.mood.chance": ("number", "bounds"),
        "levers.feast.bound": ("bound", "dropped"),
        "levers.write": ("lever", "dropped"),
        "variants.dangling": ("variant", "dropped"),
        "variants.by_memo": ("variant", "dropped"),
        "variants.inside": ("variant", "dropped"),
        "claims.C1": ("claim", "dropped"),
        "statements.s1": ("statement", "dropped"),
        "event": ("event", "dropped"),
    }
    north = case.file.parties["north"].ratifiers
    left = north["senate"].blocs["left"].votes
    assert left is not None
    assert (str(left.least), str(left.most)) == ("0", "10")  # of the ten members, whose number stays as an assumption
    patience = north["cabinet"].patience
    assert patience is not None
    assert (str(patience.least), str(patience.most)) == ("0", "1")
    assert case.file.conditions["mood"].now == "unknown"
    assert list(north["cabinet"].refuses) == ["by_both", "by_paper"]
    assert list(case.file.variants) == ["stays"]
    assert list(case.file.levers) == ["feast", "strike"]


def test_a_lever_that_strikes_out_what_is_gone_goes_too() -> None:
    case, told = without("paper")
    assert told["north.cabinet.refuses.by_paper"] == ("red line", "dropped")
    assert told["levers.strike"] == ("lever", "dropped")
    assert list(case.file.levers) == ["feast", "write"]


def test_what_another_source_says_too_stays_with_that_cite_and_without_comment() -> None:
    case, told = without("memo")
    both = case.file.parties["north"].ratifiers["cabinet"].refuses["by_both"]
    assert "north.cabinet.refuses.by_both" not in told
    assert [cite.source for cite in both.cite] == ["paper"]
    assert both.why is None
    assert both.caution is None
    assert case.file.parties["north"].ratifiers["cabinet"].refuses["by_paper"].why == "as printed"


def test_an_entry_that_keeps_neither_cite_nor_words_says_so_and_borrows_no_other_cite() -> None:
    text = SMALL.replace("patience: {is: 0.9", "cite: {source: paper, says: the cabinet}\n        patience: {is: 0.9")
    case, _ = without("memo", text)
    standing = {entry.path: (entry.standing, entry.sources) for entry in winset.coverage(case).entries}
    assert standing["north.cabinet.patience"] == ("assumed", ())
    assert standing["north.senate.rule"] == ("assumed", ())
    assert standing["north.cabinet.refuses.by_both"] == ("cited", ("paper",))


def test_names_that_rest_on_the_source_alone_give_way_to_ids() -> None:
    case, _ = without("memo")
    assert case.file.parties["south"].ratifiers["king"].name is None
    assert case.file.issues["land"].name is None
    assert case.file.issues["land"].options == {"none": "none", "some": "some"}
    assert case.file.parties["north"].ratifiers["senate"].note == "a note on the senate"


def test_words_of_the_source_go_wherever_they_stand() -> None:
    text = SMALL.replace("a note on the senate", "As the memo has it, over my   DEAD body!")
    text = text.replace("title: A treaty", "title: About a secret memo")
    text = text.replace("why: guessed", "why: see memo")
    case, _ = without("memo", text)
    senate = case.file.parties["north"].ratifiers["senate"]
    assert senate.note is None
    assert case.file.title == "(left out)"
    assert senate.blocs["left"].accepts["every"].why == "its source is left out"
    assert not [word for word in texts(case.root) if "memo" in word.casefold() and word != "by_memo"]


def test_points_of_one_option_take_all_points_of_the_judge() -> None:
    case, told = without("paper")
    assert told["south.king.points"] == ("points", "dropped")
    king = case.file.parties["south"].ratifiers["king"]
    assert (king.points, king.no_deal) == ({}, None)
    assert king.prefers == {"land": ("some", "none")}  # these rest on the memo


VOTES = """\
winset: 1
title: Votes
as_of: 2020-01-01
sources: {roll: {title: The roll, published: 2019-01-01}, list: {title: The list, published: 2019-01-01}}
issues: {land: {options: [none, some]}}
status_quo: {land: none}
parties:
  north:
    ratifiers:
      house:
        RULE
        blocs:
          left: {votes: {is: 30, cite: {source: roll}}, accepts: {every: {when: {land: some}}}}
          right: {votes: {is: 20, cite: {source: list}}, refuses: {every: {when: {land: some}}}}
"""


@pytest.mark.parametrize(
    ("rule", "left", "answers"),
    [
        ("members: 50", ("0", "50"), (1, 0)),  # none, or all that there are; the list leaves 30 of 50 over for it
        ("members: {low: 30, high: 50}", ("0", "50"), (0, 1)),  # at 30 only 10 are left over
        ("rule: {at_least: 26, of: members}", ("0", "27"), (0, 1)),  # enough to meet the rule alone
        ("rule: {more_than: 1/2, of: members}", None, (0, 1)),  # no end of votes: every split is possible
    ],
)
def test_the_votes_of_a_bloc(rule: str, left: tuple[str, str] | None, answers: tuple[int, int]) -> None:
    case, told = without("roll", VOTES.replace("RULE", rule))
    house = case.file.parties["north"].ratifiers["house"]
    votes = house.blocs["left"].votes
    assert told["north.house.left.votes"] == ("number", "bounds" if left else "dropped")
    assert (votes is None) == (left is None)
    if votes is not None:
        assert (str(votes.least), str(votes.most)) == left
    if left is None:  # shares of one are split only if no bloc has a number
        assert house.blocs["right"].votes is None
        assert told["north.house.right.votes"] == ("number", "dropped")
    row = winset.deals(case).win_sets[0]
    assert (row.yes, row.open) == answers


def test_a_level_that_nobody_knows_may_bring_a_red_line_to_the_status_quo() -> None:
    text = """\
winset: 1
title: Weather
as_of: 2020-01-01
sources: {sky: {title: The sky, published: 2019-01-01}}
issues: {land: {options: [none, some]}}
status_quo: {land: none}
conditions: {weather: {options: [fair, foul], now: fair, cite: {source: sky, says: fair}}}
parties:
  north:
    lead: crew
    ratifiers: {crew: {refuses: {in_foul_weather: {when: {weather: foul}, why: assumed}}}}
"""
    _, told = without("sky", text)
    assert told == {"weather.now": ("level", "bounds"), "north.crew.refuses.in_foul_weather": ("red line", "dropped")}


def test_what_an_applied_variant_put_in_rests_on_what_the_variant_rests_on() -> None:
    case = winset.parse(SMALL).with_variants("by_memo", "stays")
    assert case.file.conditions["mood"].now == "tense"
    after, told = without_sources(case, ["memo"])
    assert after.file.conditions["mood"].now == "unknown"
    assert after.variants == ("stays",)
    votes = after.file.parties["north"].ratifiers["senate"].blocs["left"].votes
    assert votes is not None
    assert votes.value == 5
    assert LeftOut("variants.by_memo", "variant", "dropped") in told

    march = winset.load("panama-1978").with_variants("count_of_march")
    after, told = without_sources(march, ["compendium_march"])
    senate = after.file.parties["united_states"].ratifiers["senate"]
    opponents = senate.blocs["opponents"].votes
    assert opponents is not None
    assert (str(opponents.least), str(opponents.most)) == ("0", "100")  # 28 to 30 were the count's
    assert after.variants == ()


def test_without_the_count_of_march_the_case_of_panama_loses_that_count_and_deconcinis_vote() -> None:
    case, told = without_sources(winset.load("panama-1978"), ["compendium_march"])
    assert {(each.path, each.kind, each.happened) for each in told} == {
        ("united_states.senate.counts.washington_post_1978_03", "count", "dropped"),
        ("united_states.senate.deconcini.votes", "number", "bounds"),  # the cite of his bloc is its only one
        ("variants.count_of_march", "variant", "dropped"),
    }
    assert "monitor_1977_11" in case.file.parties["united_states"].ratifiers["senate"].counts


def test_nothing_left_out_is_the_case_itself_and_the_case_is_never_changed() -> None:
    case = winset.parse(SMALL)
    before = json.dumps(case.root)
    assert without_sources(case, []) == (case, ())
    after, _ = without_sources(case, ["memo"])
    assert json.dumps(case.root) == before
    assert after is not case


def test_an_unknown_source_is_told_with_the_nearest() -> None:
    with pytest.raises(winset.CaseError, match=r"there is no source `memmo`; did you mean `memo`\?"):
        without_sources(winset.parse(SMALL), ["memmo", "paper"])


SINGLE = [(case.name, source) for case in bundled() for source in winset.load(case.name).file.sources]


@pytest.mark.parametrize(("name", "source"), SINGLE)
def test_each_source_of_the_bundled_cases(name: str, source: str) -> None:
    holds(winset.load(name), {source})


@settings(max_examples=30)
@given(st.data())
def test_any_sources_of_the_bundled_cases_together(data: st.DataObject) -> None:
    case = winset.load(data.draw(st.sampled_from([case.name for case in bundled()])))
    holds(case, data.draw(st.sets(st.sampled_from(sorted(case.file.sources)), min_size=1)))


@st.composite
def cited_cases(draw: st.DrawFn) -> Data:
    """A small random case in which some entries are cited to one source or to two, and a variant changes some."""
    data = draw(strategies.cases())
    data["sources"] = {
        "first_book": {"title": "The first book of all", "published": "2019"},
        "other_book": {"title": "Another book yet", "published": "2019"},
    }
    for source in data["sources"].values():
        source["published"] = "2019-01-01"
    for ratifier in [r for party in data["parties"].values() for r in party["ratifiers"].values()]:
        _cite(draw, ratifier)
    for section in ("conditions", "never", "issues"):
        for entry in data.get(section, {}).values():
            _some_cite(draw, entry)
    return data


def _cite(draw: st.DrawFn, judge: Data) -> None:
    _some_cite(draw, judge)
    for section in ("refuses", "accepts", "abstains", "polls", "counts", "adjust"):
        for entry in judge.get(section, {}).values():
            _some_cite(draw, entry)
    for key in ("votes", "members", "turnout", "no_deal"):
        if isinstance(judge.get(key), str) and judge[key] != "rest":
            judge[key] = {"is": judge[key]}
        if isinstance(judge.get(key), dict):
            _some_cite(draw, judge[key])
    if "rule" in judge:
        _some_cite(draw, judge["rule"])
    for section in ("blocs", "bodies"):
        for inner in judge.get(section, {}).values():
            _cite(draw, inner)


def _some_cite(draw: st.DrawFn, entry: Data) -> None:
    cites = [{"source": id_, "says": f"words of the {id_} here"} for id_ in ("first_book", "other_book")]
    entry.update(draw(st.sampled_from([{}, {}, {"cite": cites[0]}, {"cite": cites[1]}, {"cite": cites}])))


@settings(max_examples=150)
@given(cited_cases(), st.sampled_from([{"first_book"}, {"other_book"}, {"first_book", "other_book"}]))
def test_any_small_case(data: Data, sources: set[str]) -> None:
    holds(winset.parse(json.dumps(data)), sources)


def test_every_number_of_the_language_has_a_fate() -> None:
    """What `coverage` lists as an input is known here, whatever is added to the language."""
    seen: set[type] = {type(part) for each in bundled() for _, part in walk(winset.load(each.name).file)}
    seen |= {type(part) for _, part in walk(winset.parse(SMALL).file)}
    seen |= {model for model, _ in FATES}
    for model in seen:
        for key in keys_of(model).values() if issubclass(model, BaseModel) else ():
            shape = key.shape
            while shape.inner is not None:
                shape = shape.inner
            if shape.model is not None and issubclass(shape.model, Number):
                assert fate_of(model, key.word) is not None, (model, key.word)

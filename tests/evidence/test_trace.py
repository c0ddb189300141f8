"""Traces worked out by hand on a small case, on the harbour and on the treaties of Panama."""

import json

import pytest

import winset
from winset.evidence import trace as tracing
from winset.evidence.answers import Group, Outcome, Says
from winset.evidence.traced import Effect, TraceResult, WithoutSources
from winset.model.result import Verdict

# One deal. The cabinet refuses it by the memo alone; what it says besides is assumed. The house accepts it with two of
# three votes, by a rule from the law. The paper's red line is about a tense mood, and the mood is calm.
SMALL = """\
winset: 1
title: A treaty
as_of: 2020-01-01
sources:
  memo: {title: A memo, published: 2019-12-01}
  paper: {title: The paper, published: 2019-12-02}
  law: {title: The law, published: 2019-12-03}
  spare: {title: Nobody reads this, published: 2019-12-04}
issues: {land: {options: [none, some]}}
status_quo: {land: none}
conditions: {mood: {options: [calm, tense], now: calm, why: assumed}}
parties:
  north:
    ratifiers:
      cabinet:
        refuses:
          by_memo: {when: {land: some}, cite: {source: memo, quote: "Over my dead body, he said"}}
          by_paper: {when: {land: some, mood: tense}, cite: {source: paper, says: never when it is tense}}
        accepts: {other: {when: {land: some}, why: assumed}}
      house:
        rule: {more_than: 1/2, of: members, cite: {source: law, says: a majority of the members}}
        blocs:
          left: {votes: 2, accepts: {it: {when: {land: some}, why: assumed}}, why: assumed}
          right: {votes: 1, refuses: {it: {when: {land: some}, why: assumed}}, why: assumed}
      herald: {follows: north.cabinet}
variants:
  softer: {contests: who decides, drop: [north.cabinet.refuses.by_memo], cite: {source: paper, says: he relents}}
claims:
  C1: {quote: over my dead body, cite: {source: memo}}
  C2: {quote: nobody asked for it, cite: {source: paper}}
"""
REFUSED = Outcome(Verdict.REFUSED, 1, 0, 0)
RATIFIED = Outcome(Verdict.RATIFIED, 1, 1, 1)


def small(what: str | None = None, **asked: str | tuple[str, ...]) -> TraceResult:
    return winset.trace(winset.parse(SMALL), what, without=asked.get("without"))


def paths(result: TraceResult) -> list[str]:
    return [each.input.path for each in result.inputs]


def by_key(found: WithoutSources) -> dict[tuple[str, tuple[str, ...]], Effect]:
    return {(each.change.kind, each.change.ratifiers): each for each in found.effects}


def test_a_red_line_leads_to_its_words_its_variants_and_its_answers() -> None:
    found = small("north.cabinet.refuses.by_memo")
    assert found.found == "part"
    assert paths(found) == ["north.cabinet.refuses.by_memo"]
    line = found.inputs[0]
    assert line.input.words == "refuses {land: some}"
    assert [words.text for words in line.input.quotations] == ["Over my dead body, he said"]
    assert line.input.standing == "contested"
    assert line.contested_by == ("softer",)
    # The herald follows the cabinet, so its answer rests on the same words.
    assert line.ratifiers == ("north.cabinet", "north.herald")
    assert [words.claims for words in found.quotations] == [("C1",)]
    rests = {(each.kind, each.ratifiers) for each in found.answers}
    assert rests == {
        ("outcome", ()),
        ("ratifier", ("north.cabinet",)),
        ("ratifier", ("north.herald",)),
        ("conflict", ("north.cabinet",)),
        ("waiver", ("north.cabinet",)),
        ("nearest", ()),
    }


def test_a_red_line_that_is_not_read_bears_on_no_answer() -> None:
    found = small("north.cabinet.refuses.by_paper")
    assert found.inputs[0].ratifiers == ()
    assert found.answers == ()


def test_what_is_counted_bears_on_the_answer_though_nothing_names_it() -> None:
    assert small("north.house.left.votes").inputs[0].ratifiers == ("north.house",)
    assert small("north.house.rule").inputs[0].ratifiers == ("north.house",)
    assert small("mood.now").inputs[0].ratifiers == ("north.cabinet", "north.house", "north.herald")


def test_a_part_with_inputs_inside_gives_all_of_them() -> None:
    assert paths(small("north.house")) == [
        "north.house.left.accepts.it",
        "north.house.left.votes",
        "north.house.right.refuses.it",
        "north.house.right.votes",
        "north.house.rule",
    ]


def test_a_part_that_is_no_input_says_what_it_rests_on() -> None:
    found = small("status_quo")
    assert [(each.kind, each.input.standing) for each in found.inputs] == [("part", "assumed")]
    assert found.answers == ()


def test_leaving_the_only_source_of_a_red_line_out_makes_the_deal_ratified() -> None:
    found = small(without="memo")
    assert (found.found, found.asked) == ("source", "memo")
    (without,) = found.without
    assert [(part.path, part.happened) for part in without.left_out] == [
        ("north.cabinet.refuses.by_memo", "dropped"),
        ("claims.C1", "dropped"),
        ("variants.softer", "dropped"),  # it has nothing to drop any more
    ]
    effects = by_key(without)
    assert {key: each.became for key, each in effects.items()} == {
        ("outcome", ()): "falls",
        ("conflict", ("north.cabinet",)): "falls",
        ("waiver", ("north.cabinet",)): "falls",
        ("ratifier", ("north.cabinet",)): "changes",  # from a sure no to a sure yes
        ("ratifier", ("north.herald",)): "changes",
        ("waiver", ()): "changes",
        ("nearest", ()): "changes",  # nothing is near where a deal is sure
    }
    assert (effects["outcome", ()].change.before, effects["outcome", ()].change.after) == (REFUSED, RATIFIED)
    cabinet = effects["ratifier", ("north.cabinet",)].change
    assert (cabinet.before, cabinet.after) == (Says(0, 0, 0, 1), Says(0, 1, 0, 0))
    assert effects["waiver", ()].change.after == Group(sure=True, possible=True)
    assert [effect.became for effect in without.effects][:3] == ["falls"] * 3  # what falls comes first


def test_a_rule_that_stays_without_its_source_leaves_the_answer_assumed() -> None:
    (without,) = small("law").without
    assert [(part.path, part.happened) for part in without.left_out] == [("north.house.rule", "assumed")]
    assert [(each.became, each.change.ratifiers) for each in without.effects] == [("assumed", ("north.house",))]


def test_a_source_that_no_answer_rests_on_changes_none() -> None:
    (without,) = small("paper").without
    assert without.effects == ()
    assert [part.path for part in without.left_out] == [
        "north.cabinet.refuses.by_paper",
        "claims.C2",
        "variants.softer",
    ]


def test_sources_left_out_together() -> None:
    found = small(without=("memo", "law"))
    assert found.found == "overview"
    (without,) = found.without
    assert without.sources == ("memo", "law")
    # Now that the memo is gone, the outcome rests on no source either, but it is another outcome.
    assert by_key(without)["outcome", ()].became == "falls"
    assert by_key(without)["ratifier", ("north.house",)].became == "assumed"


def test_a_source_with_its_inputs_and_those_on_it_alone() -> None:
    found = small("sources.memo")
    assert paths(found) == ["north.cabinet.refuses.by_memo"]
    counts = {each.id: (each.inputs, each.alone) for each in found.sources}
    assert counts == {"memo": (1, 1), "paper": (1, 1), "law": (1, 1), "spare": (0, 0)}


def test_a_claim_leads_to_the_inputs_that_use_its_words() -> None:
    assert paths(small("C1")) == ["north.cabinet.refuses.by_memo"]
    idle = small("C2")
    assert (idle.found, idle.inputs, idle.answers) == ("claim", (), ())
    assert [words.quotation.text for words in idle.idle] == ["nobody asked for it"]


@pytest.mark.parametrize("words", ["dead  BODY", "over my", "he said"])
def test_words_are_found_whatever_their_capitals_and_spaces(words: str) -> None:
    found = small(words)
    assert found.found == "words"
    assert [each.inputs for each in found.quotations] == [("north.cabinet.refuses.by_memo",)]


def test_words_that_only_a_variant_cites() -> None:
    found = small("he relents")
    assert found.inputs == ()
    assert [(each.parts, each.idle) for each in found.quotations] == [(("variants.softer",), False)]


def test_the_overview_leaves_every_source_out_once_and_lists_what_is_of_no_use() -> None:
    found = small()
    assert {each.sources for each in found.without} == {("memo",), ("paper",), ("law",)}
    assert [words.path for words in found.idle] == ["claims.C2"]
    assert [source.id for source in found.unused] == ["spare"]
    assert found.untried == ()
    assert len(found.inputs) == len(winset.coverage(winset.parse(SMALL)).entries)


def test_sources_that_would_take_too_long_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracing, "MOST_PACKAGES", 2)  # there is one package besides the status quo
    found = small()
    assert len(found.without) == 2
    assert len(found.untried) == 1


def test_how_far_it_is_can_be_watched() -> None:
    seen: list[tuple[int, int]] = []
    winset.trace(winset.parse(SMALL), progress=lambda done, total: seen.append((done, total)))
    assert seen == [(0, 3), (1, 3), (2, 3), (3, 3)]


WEATHER = """\
winset: 1
title: A crossing
as_of: 2020-01-01
sources: {sky: {title: The sky, published: 2019-12-01}}
issues: {land: {options: [none, some]}}
status_quo: {land: none}
conditions: {weather: {options: [foul, fair], now: fair, cite: {source: sky, says: fair}}}
parties:
  north:
    ratifiers:
      crew:
        refuses: {in_foul_weather: {when: {land: some, weather: foul}, why: assumed}}
        accepts: {else: {when: {land: some}, why: assumed}}
"""


def test_a_level_that_nobody_knows_any_more_is_tried_at_every_level() -> None:
    (without,) = winset.trace(winset.parse(WEATHER), "sky").without
    assert (without.worlds, without.complete) == (2, True)
    outcome = by_key(without)["outcome", ()]
    assert (outcome.became, outcome.world) == ("falls", (("weather", "foul"),))
    assert (outcome.change.before, outcome.change.after) == (RATIFIED, REFUSED)


def test_a_level_that_the_question_gives_is_not_open() -> None:
    (without,) = winset.trace(winset.parse(WEATHER), "sky", world={"weather": "fair"}).without
    assert without.worlds == 1
    assert ("outcome", ()) not in {(each.change.kind, each.change.ratifiers) for each in without.effects if each.world}


def test_many_open_levels_are_tried_one_by_one() -> None:
    levels = "options: [foul, fair], now: fair, cite: {source: sky, says: fair}"
    more = "".join(f", c{number}: {{{levels}}}" for number in range(4))
    text = WEATHER.replace("says: fair}}}", "says: fair}}" + more + "}")
    (without,) = winset.trace(winset.parse(text), "sky").without
    assert (without.worlds, without.complete) == (6, False)  # as it was, and one for each of the five
    assert by_key(without)["outcome", ()].world[0] == ("weather", "foul")


@pytest.mark.parametrize(
    ("what", "mend"),
    [
        ("memmo", "did you mean `memo`"),
        ("north.cabinett", "did you mean `cabinet`"),
        ("quite other words", "known: "),
        ("variants.softer", "nothing is called `variants.softer`"),
    ],
)
def test_what_is_not_there_is_told_with_the_nearest(what: str, mend: str) -> None:
    with pytest.raises(winset.CaseError, match="nothing is called") as caught:
        small(what)
    assert mend in str(caught.value)


def test_an_unknown_source_to_leave_out_is_told_before_anything_is_computed() -> None:
    with pytest.raises(winset.CaseError, match=r"there is no source `memmo`; did you mean `memo`\?"):
        small("north.house", without="memmo")


def test_nothing_asked_or_only_spaces_is_the_overview() -> None:
    assert small("  ").found == "overview"


def test_without_the_count_of_november_the_senate_refuses_no_text_for_sure() -> None:
    found = winset.trace(winset.load("panama-1978"), without="monitor_count")
    (without,) = found.without
    senate = by_key(without)["ratifier", ("united_states.senate",)]
    # 33 firm opponents and six more refuse two texts. Without the 33, at most 6 of 100 refuse any; and with none of
    # the 51 sure, no text has 67.
    assert (senate.change.before, senate.change.after) == (Says(0, 0, 6, 2), Says(0, 0, 8, 0))
    assert ("outcome", ()) not in by_key(without)  # two of the eight are refused by Panama too
    assert set(paths(found)) >= {"united_states.senate.supporters.votes", "united_states.senate.opponents.votes"}


def test_the_word_of_the_administration_rests_on_one_article() -> None:
    (without,) = winset.trace(winset.load("panama-1978"), "time_1978_04_24").without
    administration = by_key(without)["ratifier", ("united_states.administration",)]
    assert administration.became == "falls"
    assert (administration.change.before, administration.change.after) == (Says(0, 8, 0, 0), Says(0, 0, 8, 0))


def test_the_red_line_of_panama_has_four_sources_and_stands_without_any_one_of_them() -> None:
    case = winset.load("panama-1978")
    line = "panama.government.refuses.reservation_alone"
    found = winset.trace(case, line)
    assert [each.source for each in found.inputs[0].input.quotations] == [
        "time_1978_04_24",
        "embassy_april",
        "phone_march",
        "compendium_april",
    ]
    for source in ("embassy_april", "phone_march"):
        (without,) = winset.trace(case, source).without
        assert line not in {part.path for part in without.left_out}
        assert without.effects == ()


def test_the_made_up_harbour_rests_on_no_source() -> None:
    found = winset.trace(winset.load("harbour"))
    assert all(each.effects == () for each in found.without)
    assert {each.sources for each in found.answers} == {()}


def test_a_variant_and_a_question_about_some_deals() -> None:
    case = winset.load("panama-1978").with_variants("torrijos_swallows")
    found = winset.trace(case, "panama.government", where="as_put")
    assert found.about.variants == ("torrijos_swallows",)
    assert found.outcome.deals == 1
    assert "panama.government.refuses.reservation_alone" not in paths(found)


def test_the_whole_answer_is_data_and_a_table() -> None:
    found = small("memo")
    data = json.loads(found.to_json())
    assert data["kind"] == "trace"
    assert data["without"][0]["effects"][0]["became"] == "falls"
    rows = found.records()
    assert [row["path"] for row in rows] == ["north.cabinet.refuses.by_memo"]
    assert rows[0]["quotations"] == "Over my dead body, he said"

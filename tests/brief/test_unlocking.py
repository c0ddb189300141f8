"""What would unlock it, in the briefing: the sets with costs, chance and what they break; bounds; nothing to unlock."""

import json
import re

import pytest

import winset
from briefings import briefing
from html_document import Element, document
from marked_case import WITHHELD, marked
from winset.brief import asked

BASE = """
winset: 1
title: Land
as_of: 2020-01-01
effort: months
sources:
  paper: {title: The paper, published: 2019-12-31}
  poll: {title: The poll, published: 2019-11-30}
issues: {land: {name: Land, options: {none: None, some: Some}}}
status_quo: {land: none}
"""
# Two stand in the way: the senate while the mood is cold, the house with 4 of the 6 votes that it takes. Talking warms
# the mood, whipping wins the 2 votes, so both together open the one deal and neither does alone. Shouting adds a red
# line at the cabinet, the only one that says yes now.
TWO_LEVERS = f"""{BASE}
conditions:
  mood: {{name: The mood, options: {{cold: Cold, warm: Warm}}, now: cold, cite: {{source: paper, says: it is cold}}}}
parties:
  north:
    lead: cabinet
    ratifiers: {{cabinet: {{name: The cabinet, otherwise: accepts}}}}
  south:
    ratifiers:
      senate:
        name: The senate
        refuses: {{in_the_cold: {{when: {{land: some, mood: cold}}, cite: {{source: paper, says: not in the cold}}}}}}
        otherwise: accepts
      house:
        name: The house
        rule: {{at_least: 6}}
        blocs:
          left: {{votes: 4, accepts: {{any_text: {{when: {{}}}}}}}}
          right: {{votes: 6, otherwise: refuses}}
levers:
  talk:
    name: Talk first
    by: north
    cost: {{low: 1, likely: 2, high: 4, why: assumed}}
    requires: {{mood: cold}}
    effects: {{warms: {{set: {{mood: warm}}, chance: 0.5}}}}
    cite: {{source: paper, quote: talking helps}}
  whip:
    name: Whip the house
    by: south
    cost: 3
    effects: {{votes: {{swing: {{ratifier: south.house, from: right, to: left, votes: 2}}}}}}
  shout:
    name: Shout
    by: north
    cost: 1
    effects: {{shame: {{add: {{north.cabinet.refuses.shamed: {{when: {{land: some}}, why: assumed}}}}}}}}
    caution: Nobody has tried it.
"""
# 40 of 100 are for, half are needed, so 10 points lack; talking moves 5 at most.
OPINION = f"""{BASE}
parties:
  south:
    ratifiers:
      public:
        name: The public
        rule: {{at_least: 1/2, of: asked}}
        polls:
          item:
            field: 2019-11
            about: {{land: some}}
            base: asked
            answers: {{for: {{share: 40, accepts: {{land: some}}}}, against: {{share: 60}}}}
            cite: {{source: poll, says: 40 for and 60 against}}
levers:
  talk:
    name: Talk first
    by: south
    cost: 1
    effects: {{opinion: {{support: {{ratifier: south.public, points: {{low: 0, high: 9}}}}}}}}
    bound: {{points: 5, why: The largest movement on record., cite: {{source: poll, says: from 35 to 40}}}}
"""
REFUSED = f"{BASE}\nparties: {{south: {{ratifiers: {{senate: {{otherwise: refuses}}}}}}}}\n"
RATIFIED = f"{BASE}\nparties: {{south: {{ratifiers: {{senate: {{otherwise: accepts}}}}}}}}\n"


def page_of(text: str, **question: object) -> Element:
    return document(winset.brief(winset.parse(text), **question))  # type: ignore[arg-type]


def section(page: Element) -> Element:
    return page.by_id("unlock").closest("section")


def targets(part: Element, words: str) -> list[str]:
    return [link.attributes["href"] for link in part.all("a") if link.text == words]


@pytest.fixture(scope="module")
def two() -> Element:
    return page_of(TWO_LEVERS)


@pytest.fixture(scope="module")
def opinion() -> Element:
    return page_of(OPINION)


def test_the_set_that_opens_a_deal_is_told_first_with_its_cost_by_actor_and_its_chance(two: Element) -> None:
    text = section(two).text
    assert "together win the senate (South) and the house (South): a deal is then ratified" in text
    (card,) = section(two).all("ol")[0].all("li")  # what makes a deal sure is not told again as making one possible
    for words in ("Talk first", "Whip the house", "then sure", "1 deal is then sure"):
        assert words in card.text
    assert "Shout" not in card.text
    assert "North: 2 (1 to 4) months" in card.text
    assert "South: 3 months" in card.text
    assert "Chance that it works: 50 %" in card.text


def test_each_lever_of_a_set_says_who_is_in_the_way_without_it(two: Element) -> None:
    text = section(two).all("ol")[0].text
    assert "Talk first: Without it the senate (South) would stand in the way." in text
    assert "Whip the house: Without it the house (South) would stand in the way." in text


def test_what_a_lever_breaks_is_told_with_the_ratifier(two: Element) -> None:
    part = section(two)
    assert "“Shout” by itself turns away: the cabinet (North) (1 deal)." in part.text
    shout = two.by_id("lever-shout")
    assert "It breaks something: by itself it turns away the cabinet (North) (1 deal)." in shout.text
    assert "Caution: Nobody has tried it." in shout.text
    assert "It breaks something" not in two.by_id("lever-talk").text


def test_levers_ratifiers_costs_and_sources_lead_to_where_they_are_told(two: Element) -> None:
    part = section(two)
    assert set(targets(part, "“Talk first”")) == {"#lever-talk"}
    assert set(targets(part, "the cabinet (North)")) == {"#ratifier-north.cabinet"}
    assert set(targets(part, "1 to 4, likely 2 months")) == {"#input-levers.talk.cost"}
    assert "Costs 1 to 4, likely 2" in two.by_id("input-levers.talk.cost").text
    assert "“talking helps”" in two.by_id("input-levers.talk.effects.warms").text
    assert "“The mood” becomes “Warm”, with chance 0.5" in two.by_id("input-levers.talk.effects.warms").text
    assert "2 votes go from “right” to “left” in the house (South)" in two.by_id("lever-whip").text
    ids = {element.attributes["id"] for element in two.all() if "id" in element.attributes}
    assert {href[1:] for link in two.all("a") if (href := link.attributes["href"]).startswith("#")} <= ids


def test_inputs_of_levers_lead_back_to_the_section_and_say_whose_they_are(two: Element) -> None:
    entry = two.by_id("input-levers.talk.cost")
    assert entry.text.startswith("Talk first: Costs")
    assert targets(entry, "What would unlock it") == ["#unlock"]


def test_a_lever_that_cannot_be_pulled_now_says_what_it_needs() -> None:
    text = TWO_LEVERS.replace("now: cold", "now: warm")
    lever = page_of(text).by_id("lever-talk").text
    assert "Needs: The mood: Cold, which does not hold now" in lever
    assert "By itself: cannot be pulled as things stand." in lever


def test_a_budget_is_told_for_the_party_that_asks() -> None:
    page = page_of(TWO_LEVERS.replace("now: cold", "now: warm"), party="south")
    table = next(part for part in section(page).all("table") if "best ratified deal from each budget" in part.text)
    assert [row.all("th")[0].text for row in table.all("tbody")[0].all("tr")] == ["0", "3"]
    assert "What a budget buys" in section(page).text


def test_opinion_that_lacks_stands_beside_the_largest_movement_on_record(opinion: Element) -> None:
    part = section(opinion)
    assert "mpossible within bounds" in part.all("p")[0].text
    table = next(part for part in part.all("table") if "fewest points lack" in part.text)
    row = table.all("tbody")[0].all("tr")[0]
    told = {cell.attributes["data-label"]: cell.text for cell in row.all("td")}
    assert told["Lacks (points)"] == "10"
    assert told["Levers move at most (points)"] == "5"
    assert told["Enough"] == "no"
    assert targets(row, "5") == ["#lever-talk"]
    lever = opinion.by_id("lever-talk").text
    assert "At most 5 points of opinion cited The largest movement on record. from 35 to 40 “The poll”" in lever
    assert not part.all("ol")


def test_the_first_page_says_the_cheapest_unlock_or_which_bound_is_in_the_way(two: Element, opinion: Element) -> None:
    for page, words in (
        (two, "“Talk first” and “Whip the house” together would make a deal sure."),
        (opinion, "Impossible within bounds: “Talk first” moves 5 points"),
    ):
        first = page.by_id("cheapest").closest("section")
        assert words in first.text.replace("“Whip the house” and “Talk first”", "“Talk first” and “Whip the house”")
        assert [link.attributes["href"] for link in first.all("a")] == ["#unlock", "#unlock"]


def test_a_case_without_levers_says_so_and_what_would_have_to_be_given_freely() -> None:
    part = section(page_of(REFUSED))
    assert "The case has no levers: it does not say what anyone could do to change an answer." in part.text
    assert not [*part.all("ol"), *part.all("ul")]
    assert [head.text for head in part.all("h3")][:1] == ["What ratifiers would have to give, without any lever"]


WARMING = """
conditions: {mood: {options: [cold, warm], now: cold}}
levers: {talk: {by: south, cost: 1, effects: {warms: {set: {mood: warm}}}}}
"""


@pytest.mark.parametrize("text", [RATIFIED, RATIFIED + WARMING])
def test_where_a_deal_is_ratified_a_sentence_is_enough(text: str) -> None:
    part = section(page_of(text))
    assert "No lever is needed: 1 deal of 1 is ratified as things stand." in part.text
    assert "no levers" not in part.text
    assert not [*part.all("table"), *part.all("ol"), *part.all("ul"), *part.all("h3")]


def test_a_kind_of_deal_that_is_refused_can_be_asked_about() -> None:
    part = section(document(briefing("japan-russia")))
    assert "6 kinds of deal with a name are refused." in part.text
    assert [code.text for code in part.all("code")] == ["winset unlock japan-russia --where with_islands"]


def test_a_question_that_takes_too_long_is_left_to_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked, "MOST_PACKAGES", 0)
    monkeypatch.setattr(asked, "unlock", None)  # not called
    part = section(page_of(TWO_LEVERS))
    assert "The case has more than 0 packages, so this was not looked at here; winset unlock does." in part.text
    assert not part.all("table")


def test_levers_that_go_together_in_too_many_ways_do_not_stop_the_briefing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise winset.CaseError(())

    monkeypatch.setattr(asked, "unlock", refuse)
    assert "It could not be worked out" in section(page_of(TWO_LEVERS)).text


@pytest.mark.parametrize("level", ["open", "restricted"])
def test_levers_above_a_level_are_not_in_the_section(level: str) -> None:
    case = winset.parse(marked().replace("now: zxrest_calm", "now: zxrest_tense"))
    whole = section(document(winset.brief(case))).text.casefold()
    assert all(mark in whole for mark in WITHHELD[level])
    kept = winset.brief(winset.redact(case, level))  # type: ignore[arg-type]
    assert "what would unlock it" in section(document(kept)).text.casefold()
    assert not [mark for mark in WITHHELD[level] if mark in kept.casefold()]


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", "`<b>x</b>` `", "\u202etxt.exe", "{{ 7*7 }}", '"; } </style><img src=x>']
)
def test_hostile_words_of_levers_come_out_as_words(words: str) -> None:
    text = TWO_LEVERS
    for plain in ("Talk first", "Shout", "talking helps", "Nobody has tried it.", "The mood", "months", "Warm"):
        text = re.sub(rf"(: ){plain}(?=[,}}\n])", lambda found: f"{found[1]}{json.dumps(words)}", text)
    written = winset.brief(winset.parse(text))
    assert not {"script", "img", "b"} & {element.tag for element in document(written).all()}
    assert not re.search("[\u200b-\u200f\u202a-\u202e]", written)
    assert "7*7" in written or "7*7" not in words


def test_what_ratifiers_would_have_to_give_freely_is_told() -> None:
    told = document(winset.brief(winset.load("panama-1978"))).by_id("unlock").closest("section").text
    assert "Votes needed, beside what levers win" in told
    # Up to seven of the hundred senators have not said, and all must say yes where sixty are counted for the treaties.
    assert "What ratifiers would have to give, without any lever" in told
    assert "up to 7 votes" in told


def test_exchange_rates_are_told_as_far_as_there_is_room() -> None:
    told = document(winset.brief(winset.load("harbour"))).by_id("unlock").closest("section").text
    assert "What would make up for what" in told
    assert "The first 8 of 24" in told

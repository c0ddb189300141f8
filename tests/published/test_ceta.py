"""CETA before the parliaments of Belgium: what its README derives by hand, against the case.

In Wallonia 63 voted: 46 to refuse, 16 against refusing, 1 abstained. More than half of the votes cast are needed. The
votes of 14 and of 28 October are tested in `test_rules_of_bodies`.
"""

import pytest
from bundled import conflicts, known_by_its_day, outcome, waivers
from small_cases import amounts

import winset
from winset.model.result import Verdict

COUNCIL, CANADA = "union.council", "canada.government"
WALLONIA = "union.council.belgium.wallonia"
ON_THE_TABLE = {"rework": "tabled", "referral": "tabled"}
# Declaration, court: the answers of the council and of Canada, where both promises are on the table.
TEXTS = {
    ("none", "not_asked"): ("no", "yes"),
    ("as_offered", "not_asked"): ("no", "yes"),
    ("reworked", "not_asked"): ("open", "open"),
    ("none", "asked"): ("open", "yes"),
    ("as_offered", "asked"): ("open", "yes"),
    ("reworked", "asked"): ("open", "open"),
}


@pytest.fixture(scope="module")
def case() -> winset.Case:
    return winset.load("ceta-2016")


def where(declaration: str, court: str) -> str:
    return f"{{declaration: {declaration}, court: {court}}}"


def test_nothing_in_it_is_later_than_it_and_the_votes_are_not_in_it(case: winset.Case) -> None:
    assert case.warnings == ()
    assert known_by_its_day(case)
    wallonia, _, community = outcome("ceta-2016")["parliaments"]
    assert [(vote["ayes"], vote["noes"]) for vote in (wallonia, community)] == [("58", "5"), ("50", "12")]


def test_both_texts_of_the_day_are_refused_by_one_ratifier(case: winset.Case) -> None:
    found = winset.blockers(case)
    assert (found.verdict, found.about.deals) == (Verdict.REFUSED, 2)
    assert conflicts(found) == waivers(found, sure=True) == {frozenset({COUNCIL})}


def test_the_nearest_is_the_declaration_as_offered_and_wallonia_alone_refuses_it(case: winset.Case) -> None:
    """If the open vote is a yes, 17 of 63: 32 are needed, so 15 noes must change. If it is not, 16."""
    (nearest,) = winset.deals(case).nearest
    assert dict(nearest.package.options) == {"agreement": "signed", "declaration": "as_offered", "court": "not_asked"}
    votes = [part for part in nearest.shortfalls if part.unit == "votes"]
    assert amounts(votes) == [("votes", WALLONIA, 15, 16)]
    # The French-speaking Community has said nothing of this text: it may lack nothing.
    others = [(part.kind, int(part.least), int(part.most)) for part in nearest.shortfalls if part.unit != "votes"]
    assert others == [("answer", 0, 1)]


def test_the_text_as_negotiated_is_refused_twice(case: winset.Case) -> None:
    """46 against 16 of the 62 cast: 32 carry, so 16 must change. And a red line of the French-speaking Community."""
    (only,) = winset.deals(case, where="as_negotiated").nearest
    found = {(part.kind, part.path): (int(part.least), int(part.most)) for part in only.shortfalls}
    # Without its red line the Community would have said nothing, which is lacking too: from nothing to one answer.
    community = "union.council.belgium.french_community"
    assert found == {
        ("votes", WALLONIA): (16, 16),
        ("red_line", f"{community}.refuses.as_negotiated"): (1, 1),
        ("answer", community): (0, 1),
    }


@pytest.mark.parametrize("package", TEXTS)
def test_what_the_council_and_canada_say_of_each_text(case: winset.Case, package: tuple[str, str]) -> None:
    found = winset.blockers(case, where=where(*package), world=ON_THE_TABLE)
    answers = {row.ratifier: row.answer for row in found.stands}
    assert (answers[COUNCIL], answers[CANADA]) == TEXTS[package]
    assert found.verdict is (Verdict.REFUSED if "no" in TEXTS[package] else Verdict.OPEN)


def test_the_variant_is_the_world_after_both_levers(case: winset.Case) -> None:
    found = winset.deals(case.with_variants("both_on_the_table"))
    assert (found.verdict, found.about.deals, found.sure, found.possible) == (Verdict.OPEN, 6, 0, 4)


# What is possible when nothing, the declaration, the request or both are on the table, by reading.
POSSIBLE = {
    None: (0, 1, 2, 4),
    "court_needed": (0, 0, 2, 3),  # texts 4 and 5, and 6
    "both_needed": (0, 0, 0, 1),  # text 6
    "demands_met": (0, 1, 2, 4),
}


@pytest.mark.parametrize("reading", POSSIBLE)
def test_which_levers_open_a_possible_deal_and_none_a_sure_one(case: winset.Case, reading: str | None) -> None:
    """So the smallest sets are: either lever; the request; both; either lever."""
    read = case if reading is None else case.with_variants(reading)
    levers = case.file.levers
    rework, ask = (levers[id_].effects["tabled"].set for id_ in ("rework_declaration", "ask_the_court"))
    found = [winset.deals(read, world=world) for world in ({}, rework, ask, {**rework, **ask})]
    assert tuple(result.possible for result in found) == POSSIBLE[reading]
    assert [result.sure for result in found] == [0, 0, 0, 0]


def test_who_pays_for_which_lever(case: winset.Case) -> None:
    """The Union for the declaration, and Canada's yes becomes open; Belgium for the request, and Canada's yes stays."""
    assert {id_: lever.by for id_, lever in case.file.levers.items()} == {
        "rework_declaration": "union",
        "ask_the_court": "belgium",
    }
    for world, settles in (({"rework": "tabled"}, {COUNCIL, CANADA}), ({"referral": "tabled"}, {COUNCIL})):
        assert set(winset.deals(case, world=world).settles) == settles


def test_with_the_demands_met_wallonia_is_sure_and_the_council_still_open(case: winset.Case) -> None:
    """46 + 16 = 62 of 63; the French-speaking Community has not said."""
    read = case.with_variants("demands_met", "both_on_the_table")
    (only,) = winset.deals(read, where=where("reworked", "asked")).nearest
    assert [part for part in only.shortfalls if part.unit == "votes"] == []
    assert winset.deals(read, where=where("reworked", "asked")).verdict is Verdict.OPEN

"""Answers whose numbers are estimates, or of which something is not proven: by hand, so that no engine is asked."""

import re
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import (
    GOVERNMENT,
    SENATE,
    about,
    blockers_result,
    deals_result,
    open_deals,
    package,
    shortfall,
    stand,
    win_set,
    with_frontier,
)

from winset.model.result import About, Verdict
from winset.settlement.about import SOLVER
from winset.settlement.records import (
    Best,
    DealsResult,
    Margin,
    NamedAnswer,
    Near,
    Overlap,
    WaiverSet,
    WinSet,
    WorldAnswer,
)
from winset.show.estimates import between, many, part_of, roughly
from winset.show.figures.shares import shares
from winset.show.html import html
from winset.show.sentences import explain, sentence
from winset.show.table import Table
from winset.show.tables import tables
from winset.show.words import THIN, count

MANY = 12 * 10**23
MANY_WORDS = f"1.2{THIN}\u00d7{THIN}10^24"


def solved(**changes: Any) -> About:
    return about(MANY, **({"engine": SOLVER, "estimated": True} | changes))


def estimated(ratifier: str, sure: tuple[str, str], possible: tuple[str, str], **changes: Any) -> WinSet:
    """A win-set that is known by its intervals alone; its share is put in the middle of each."""
    ends = tuple((Fraction(low), Fraction(high)) for low, high in (sure, possible))
    middle = [(low + high) / 2 for low, high in ends]
    yes, no = round(middle[0] * MANY), round((1 - middle[1]) * MANY)
    return win_set(
        ratifier, yes, MANY - yes - no, no, share_sure=middle[0], share_possible=middle[1], between=ends, **changes
    )


def some(**changes: Any) -> DealsResult:
    """One deal was found, and it is one of at most 1 in 2600."""
    rows = (
        estimated(SENATE, ("0.011", "0.0153"), ("0.011", "0.0153")),
        estimated(GOVERNMENT, ("0.4", "0.42"), ("0.9995", "1"), rule="its own word"),
    )
    fields: dict[str, Any] = {
        "about": solved(),
        "sure_between": (1, MANY // 2604),
        "possible_between": (1, MANY // 2604),
        "examples": (package(),),
    }
    return deals_result(Verdict.RATIFIED, 1, 1, rows, **(fields | changes))


def table(result: Any, id_: str) -> Table:
    return next(each for each in tables(result) if each.id == id_)


def test_very_large_numbers_are_a_power_of_ten() -> None:
    assert count(1_208_925_819_614_629_174_706_175) == MANY_WORDS
    assert count(999_999_999_999_999) == THIN.join(["999"] * 5)
    assert count(10**15) == f"1.0{THIN}\u00d7{THIN}10^15"


@pytest.mark.parametrize(
    ("number", "text"),
    [(7, "about 7"), (1234, "about 1200"), (267_001, f"about 270{THIN}000"), (MANY, f"about {MANY_WORDS}")],
)
def test_an_estimate_has_two_digits(number: int, text: str) -> None:
    assert roughly(number) == text


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        ("0", "1", "an unknown part"),
        ("0", "1/2604", "at most 1 in 2600"),  # outwards: 1/2600 is more than 1/2604
        ("1/2650", "1/2604", "1 in 2700 to 1 in 2600"),
        ("2603/2604", "1", "at least all but 1 in 2600"),
        ("0.0111", "0.0153", "1.1 % to 1.6 %"),
        ("1/100", "1", "at least 1 %"),
        ("0.123", "0.8801", "12 % to 89 %"),
        ("0.123", "0.9951", "12 % to all but 1 in 210"),  # 1/0.0049 = 204.1
        ("0", "0", "none"),
        ("1", "1", "all"),
        ("1/4", "1/4", "25 %"),
    ],
)
def test_a_share_is_between_its_ends(low: str, high: str, text: str) -> None:
    assert between(Fraction(low), Fraction(high)) == text


@given(st.fractions(0, 1), st.fractions(0, 1))
def test_no_interval_claims_none_or_all_of_what_it_only_estimates(first: Fraction, second: Fraction) -> None:
    low, high = sorted((first, second))
    if low == high:
        return
    text = between(low, high)
    assert not re.search(r"\b(0|100) %", text)
    assert text not in {"none", "all"}


def test_what_is_proven_leads_and_an_estimate_is_no_count() -> None:
    said = sentence(some())
    assert said.startswith(
        f"Some deals (proven; at most 1 in 2600 of about {MANY_WORDS}, by estimate) are ratified by all whose yes is "
        "needed; the narrowest gate is the Senate (United States; at least 2/3 of those present), which accepts "
        "1.1 % to 1.6 % (by estimate), according to"
    )


def test_possible_deals_by_estimate() -> None:
    found = replace(some(), verdict=Verdict.OPEN, sure=0, possible=MANY // 10, sure_between=(0, 0),
                    possible_between=(MANY // 8, MANY // 4))  # fmt: skip
    start = f"No deal is sure, but some deals (proven; 12 % to 25 % of about {MANY_WORDS}, by estimate) are possible: "
    assert sentence(found).startswith(start)


def test_a_count_beside_an_estimated_whole_stays_a_count() -> None:
    found = replace(some(), sure=12, sure_between=None)
    assert sentence(found).startswith(f"12 of about {MANY_WORDS} deals are ratified")


def test_a_refusal_is_proven_though_nobody_is_known_to_refuse_all() -> None:
    near = Near(package(), (shortfall("votes", "votes", 7, 7),))
    rows = (estimated(SENATE, ("0", "1/2604"), ("0", "1/2604")),)
    found = deals_result(Verdict.REFUSED, 0, 0, rows, about=solved(), nearest=(near,), nearest_count=1)
    start = f"No deal is possible: that is proven of all about {MANY_WORDS}; the nearest lacks 7 votes in the Senate"
    assert sentence(found).startswith(start)


def test_who_surely_refuses_all_is_named() -> None:
    rows = (estimated(SENATE, ("0", "0"), ("0", "0")), estimated(GOVERNMENT, ("0.4", "0.5"), ("0.4", "0.5")))
    said = sentence(deals_result(Verdict.REFUSED, 0, 0, rows, about=solved()))
    assert said.startswith("No deal is possible: the Senate (United States;")
    assert f"refuses all about {MANY_WORDS} deals" in said


@pytest.mark.parametrize(
    ("found", "start"),
    [
        (
            deals_result(Verdict.REFUSED, 0, 0, (win_set(SENATE, 0, 0, 8),), about=about(engine=SOLVER, exact=False)),
            "No possible deal was found in the time given; that there is none is not proven. ",
        ),
        (
            open_deals(about=about(engine=SOLVER, exact=False)),
            "No sure deal was found in the time given, and that there is none is not proven; 6 of 8 deals (75 %) are "
            "possible: ",
        ),
        (
            deals_result(Verdict.NO_DEALS, 0, 0, (), about=about(0, engine=SOLVER, exact=False)),
            "No deal to ask about was found in the time given; that there is none is not proven.",
        ),
    ],
)
def test_what_was_not_found_in_time_is_not_denied(found: DealsResult, start: str) -> None:
    unproven = replace(found, proven=False)
    assert sentence(unproven).startswith(start)
    assert explain(unproven)[-1].startswith(
        "Worked out by the constraint solver, which ran out of time: that there is no deal is not proven, and"
    )


def test_a_deal_found_is_proven_though_time_ran_out() -> None:
    found = replace(some(), about=solved(exact=False))
    assert sentence(found).startswith("Some deals (proven;")
    assert "the answer is proven, but levels, best deals" in explain(found)[-1]


def test_the_engine_is_told_where_it_is_the_solver() -> None:
    assert explain(some())[-1] == (
        "Worked out by the constraint solver: what is said is proven, and numbers of deals are estimated where they "
        "could not be counted."
    )
    assert explain(open_deals(about=about(engine=SOLVER)))[-1].endswith("is proven, and numbers of deals are counted.")
    assert not any("Worked out" in said for said in explain(open_deals()))


def test_the_margin_claims_no_more_than_is_proven() -> None:
    rows = (win_set(SENATE, 0, 0, 8),)
    cut = about(engine=SOLVER, exact=False)
    none = deals_result(Verdict.REFUSED, 0, 0, rows, about=cut, margin=Margin(True, ()))
    lacking = replace(none, margin=Margin(True, (shortfall("votes", "votes", 7, 7),)))
    assert "would open a deal is not proven." in " ".join(explain(none))
    assert "giving so much alone would open a deal: the Senate" in " ".join(explain(lacking))
    assert "status quo is stable" not in " ".join(explain(replace(lacking, proven=False)))


def test_win_sets_show_shares_with_their_intervals() -> None:
    found = table(some(), "win_sets")
    assert [row[1:4] for row in found.rows] == [
        ("1.1 % to 1.6 %", "1.1 % to 1.6 %", "estimated"),
        ("40 % to 42 %", "at least all but 1 in 2000", "estimated"),
    ]
    assert found.note == (
        f"Shares are estimates (95 % intervals) from 10{THIN}000 packages drawn at random with a fixed seed; "
        "verdicts are proven."
    )
    assert found.title.endswith("is the narrowest gate: it accepts 1.1 % to 1.6 % (by estimate)")


def test_win_sets_that_could_be_counted_stay_counts() -> None:
    counted = replace(some(), win_sets=(win_set(SENATE, MANY // 4, 0, MANY - MANY // 4),))
    assert table(counted, "win_sets").rows[0][5] == "25 %"
    mixed = replace(some(), win_sets=(*some().win_sets, win_set(GOVERNMENT, MANY // 4, 0, MANY - MANY // 4)))
    assert table(mixed, "win_sets").rows[2][1:4] == ("25 %", "25 %", "counted")


def test_no_table_prints_an_estimate_as_a_count() -> None:
    world = WorldAnswer((("mood", "calm"),), Verdict.RATIFIED, MANY, 1, MANY // 7)
    found = replace(
        some(),
        overlaps=(Overlap(SENATE, GOVERNMENT, 0, MANY, estimated=True), Overlap(SENATE, GOVERNMENT, 0, MANY // 4)),
        named=(NamedAnswer("soft", Verdict.REFUSED, MANY // 3, 0, 0, (SENATE,), package()),),
        worlds=(world, replace(world, world=(("mood", "tense"),))),
        best=(Best("us", "sure", "points", (package(),), 1),),
    )
    assert [row[2:] for row in table(found, "overlaps").rows] == [("none", "25 %"), ("few if any", "all or nearly all")]
    assert table(found, "named").rows[0][2:5] == (f"about 4.0{THIN}\u00d7{THIN}10^23", "0", "0")
    assert table(found, "worlds").rows[0][2:4] == ("some", f"about 1.7{THIN}\u00d7{THIN}10^23")
    assert table(found, "best").rows[0][3] == "not counted"
    assert table(found, "examples").title == "A deal that is ratified"


@pytest.mark.parametrize(
    ("part", "text"),
    [
        (0, "few if any"),
        (MANY, "all or nearly all"),
        (MANY // 4, "about 25 %"),
        (MANY // 1000, "about 1 in 1000"),
        (MANY - MANY // 1000, "all but about 1 in 1000"),
    ],
)
def test_a_part_that_is_an_estimate(part: int, text: str) -> None:
    assert part_of(solved(), part, estimated=True) == text


def test_what_was_not_found_in_time_is_no_zero() -> None:
    assert many(solved(), 0) == "0"
    assert many(solved(exact=False), 0) == "none found"


def test_a_frontier_cut_short_says_that_points_may_be_missing() -> None:
    found = with_frontier(2)
    cut = replace(
        found,
        about=replace(found.about, engine=SOLVER),
        frontiers=tuple(replace(view, complete=False) for view in found.frontiers),
    )
    shown = table(cut, "frontier")
    assert shown.subtitle.endswith("Points may be missing: the search was cut short.")
    assert shown.title.endswith("of the frontier, of which points may be missing")
    assert {row[-1] for row in shown.rows} == {"1 or more"}


def test_the_nearest_are_one_deal_for_each_group_that_would_have_to_give_way() -> None:
    subtitle = table(open_deals(about=about(engine=SOLVER)), "nearest").subtitle
    assert subtitle.startswith("For each smallest group whose giving way opens a deal, one such deal; units are")


def test_no_rendering_prints_the_digits_of_an_estimate() -> None:
    for text in (html(some()), shares(some()).svg):
        assert "%" in text
        assert not re.search(r"\b(0|100)[\s\u00a0\u202f]*%", text.replace('width="100%"', "").replace(":100%", ""))
        assert "at most 1 in 2600" in text or "about" in text


def test_blockers_tell_estimates_from_proof() -> None:
    rows = (stand(SENATE, 0, 0, MANY, blocks=True), stand(GOVERNMENT, MANY // 4, 0, MANY - MANY // 4))
    waiver = WaiverSet((SENATE,), False, 1, package())
    found = blockers_result(Verdict.REFUSED, 0, 0, rows, about=solved(), waivers=(waiver,))
    assert "blocks the deals asked about" in sentence(found)
    assert "(possible: some deals)" in " ".join(explain(found))
    assert [row[1:6] for row in table(found, "stands").rows] == [
        ("yes, all of them", "none", "none", "all", "none"),
        ("some of them", "about 25 %", "few if any", "about 75 %", "few if any"),
    ]
    assert explain(found)[-1].startswith("Worked out by the constraint solver: who blocks and every group is proven;")


def test_blockers_do_not_deny_what_was_not_found_in_time() -> None:
    found = blockers_result(
        Verdict.REFUSED, 0, 0, (stand(SENATE, 1, 0, 1),), about=about(2, engine=SOLVER, exact=False)
    )
    assert sentence(found) == "No possible deal was found among the 2 deals; that there is none is not proven."
    assert "groups and reasons may be missing" in explain(found)[-1]


def test_blockers_lead_with_what_was_found() -> None:
    found = blockers_result(Verdict.RATIFIED, 1, 1, (stand(SENATE, MANY // 4, 0, MANY - MANY // 4),), about=solved())
    assert sentence(found).startswith("Nobody blocks the deals asked about: some (proven) are ratified by all; the ")

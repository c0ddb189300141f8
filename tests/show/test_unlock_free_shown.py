"""How free changes, votes, wishes, worlds and an incomplete list read: results written by hand."""

from fractions import Fraction
from typing import Any

import made
import pytest
from test_unlock_shown import HOSTILE, SURVEY, result, step, unlocked

from winset.model.result import PackageRecord, Verdict
from winset.settlement.records import Near, Shortfall
from winset.settlement.unlock_records import (
    Across,
    LeverAlone,
    Pull,
    Rate,
    Relaxation,
    Reservation,
    Searched,
    Terms,
    UnlockResult,
    Votes,
    Wishes,
    WorldUnlocks,
)
from winset.show.sentences import explain, sentence
from winset.show.tables import tables
from winset.show.terminal import terminal

OCTOBER = PackageRecord(1, (("text", "october"),))


def ends(least: int, most: int) -> tuple[Fraction, Fraction]:
    return Fraction(least), Fraction(most)


def said(answer: UnlockResult) -> str:
    return "\n".join((sentence(answer), *explain(answer)))


def test_votes_that_lack_are_told_beside_those_that_levers_win_and_their_source() -> None:
    pull = Pull("win", "Win deputies", Fraction(3), Fraction(3), None, (SURVEY,))
    row = Votes(made.SENATE, made.SENATE, ends(3, 5), Fraction(3), ends(0, 2), (pull,))
    answer = result(votes=(row,))
    assert (
        "The Senate (United States) lacks 3 to 5 votes; “Win deputies” wins 3 at most (“Survey of the spring”, 30 "
        "November 2018)." in said(answer)
    )
    shown = {table.id: table for table in tables(answer)}
    assert shown["votes"].rows[0][:4] == ("The Senate (United States)", "3 to 5", "3", "up to 2")


def test_votes_that_no_lever_wins_are_said_so() -> None:
    row = Votes(made.SENATE, made.SENATE, ends(0, 1), Fraction(0), ends(0, 1), ())
    assert "lacks up to 1 vote, and no lever wins any." in said(result(votes=(row,)))


def relaxation(who: str, *, opens: bool, sure: bool = False) -> Relaxation:
    part = Shortfall(who, "votes", who, "votes", Fraction(7), Fraction(7))
    return Relaxation(who, opens, sure, (part,), 2, OCTOBER)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (
            (relaxation(made.SENATE, opens=True), relaxation(made.GOVERNMENT, opens=True)),
            "Enough for a deal, without any lever: the Senate (United States) giving 7 votes or the government (",
        ),
        ((relaxation(made.SENATE, opens=True, sure=True),), "Enough for a sure deal, without any lever: the Senate"),
        ((relaxation(made.SENATE, opens=False),), "No ratifier alone could open a deal, whatever it gave."),
    ],
)
def test_what_a_ratifier_could_give_and_whether_that_is_enough(rows: tuple[Relaxation, ...], words: str) -> None:
    answer = result(relaxations=rows, nearest=(Near(OCTOBER, rows[0].parts),), nearest_count=1)
    assert words in said(answer)


def terms() -> Terms:
    return Terms(
        ratifier=made.GOVERNMENT,
        package=OCTOBER,
        answer="no",
        points=Fraction(5),
        no_deal=Fraction(8),
        compensation=Fraction(3),
        reservations=(
            Reservation("text", "october", "plain", Fraction(4)),
            Reservation("reservation", "none", None, None),
        ),
        rates=(Rate("text", "october", "plain", Fraction(3), "reservation", "none", "tabled", Fraction(2)),),
    )


def test_exchange_rates_are_exact_and_reservation_levels_say_where_there_is_none() -> None:
    shown = {table.id: table for table in tables(result(terms=(terms(),)))}
    assert shown["terms"].title == "The government (Panama) lacks 3 points of value to having no deal"
    row = shown["terms"].rows[0]
    assert row[2:6] == ("no", "5", "8", "3")
    assert "(+4)" in row[6]
    assert row[6].endswith("no option")
    assert shown["rates"].rows[0][2:] == ("3", shown["rates"].rows[0][3], "2", "1.5")


def test_what_a_party_prefers_is_told_and_what_is_left_aside() -> None:
    answer = result(unlocked(step(), preferred=2), about=made.about(party="us"), wishes=Wishes("us", "points", 3, 0, 5))
    assert "a deal that United States prefers is then ratified" in sentence(answer)
    assert "prefer 3 of 8 (38 %) deals; 5 that are no better are left aside." in said(answer)
    shown = {table.id: table for table in tables(answer)}
    assert shown["unlocks"].rows[0][6] == "2"


def test_a_ranking_that_cannot_tell_and_a_lead_with_neither_are_told() -> None:
    mixed = result(unlocked(step(), preferred=0), about=made.about(party="us"), wishes=Wishes("us", "ranking", 0, 8, 0))
    assert "a deal is then ratified" in sentence(mixed)
    assert "prefers none of 8 deals; of 8 it cannot tell, and they are looked for too." in said(mixed)
    silent = result(unlocked(step()), about=made.about(party="us"), wishes=Wishes("us", "nothing", 0, 8, 0))
    assert "United States has no lead with points or a ranking" in said(silent)


def test_deals_that_a_party_does_not_want_are_not_called_impossible_without_saying_so() -> None:
    answer = result(sure=2, possible=2, about=made.about(party="us"), wishes=Wishes("us", "points", 0, 0, 8))
    assert sentence(answer) == (
        "Impossible: no levers open a deal that United States prefers to the status quo; 2 deals that it does not "
        "prefer are ratified as things stand."
    )


MISSING = (Searched(True, False, 4000, Fraction(5)), Searched(False, False, 200, Fraction(4)))


def test_a_list_that_is_not_complete_says_so_and_what_may_be_missing() -> None:
    answer = result(unlocked(step()), about=made.about(party="us"), searches=MISSING)
    assert sentence(answer).endswith("; not all sets of levers were tried.")
    assert "(4200 sets were tried); what may be missing costs United States 4 months or more." in said(answer)
    assert "not complete" in next(table for table in tables(answer) if table.id == "unlocks").note


def test_nothing_found_among_some_is_not_called_impossible() -> None:
    text = sentence(result(searches=MISSING))
    assert text == "Nothing was found that opens a deal, and not all sets of levers were tried, only 4200."
    assert "mpossible" not in text


def in_worlds(name: str = "Talk") -> UnlockResult:
    def world(level: str, *sets: tuple[str, ...]) -> WorldUnlocks:
        return WorldUnlocks((("rain", level),), Verdict.REFUSED, 8, 0, 0, sets, sets, True)

    return result(
        unlocked(step("talk", name=name)),
        alone=(
            LeverAlone("talk", name, "us", True, 8, 1, 1, ()),
            LeverAlone("pray", "Pray", "us", True, 8, 1, 1, ()),
        ),
        worlds=(world("dry", ("talk",)), world("wet", ("pray",))),
        across=(
            Across(("talk", "pray"), True, (0, 1), True),
            Across(("talk",), True, (0,), False),
            Across(("pray",), True, (1,), False),
        ),
    )


def test_the_world_that_is_answered_for_is_named_and_what_works_in_all() -> None:
    answer = in_worlds()
    assert sentence(answer).startswith("If it is so that “Rain: dry”: “Talk”")
    assert "In all 2 worlds that unknown conditions span a sure deal is opened by “Talk” and “Pray”." in said(answer)
    shown = {table.id: table for table in tables(answer)}
    assert [row[1:] for row in shown["across"].rows] == [("sure", "2", "yes"), ("sure", "1", "no"), ("sure", "1", "no")]
    assert [row[5] for row in shown["worlds"].rows] == ["{`talk`}", "{`pray`}"]


def test_what_works_in_no_all_worlds_is_said_so() -> None:
    answer = in_worlds()
    some: Any = tuple(row for row in answer.across if not row.everywhere)
    fields = {"across": some, "worlds": answer.worlds, "alone": answer.alone}
    assert "No set of levers opens a deal in all 2 worlds" in said(result(unlocked(step()), **fields))


def test_hostile_names_are_shown_escaped() -> None:
    import io

    answer = in_worlds(HOSTILE)
    pull = Pull("win", HOSTILE, Fraction(3), Fraction(3), None, ())
    votes = Votes(made.SENATE, made.SENATE, ends(3, 5), Fraction(3), ends(0, 2), (pull,))
    full = result(
        *answer.unlocks,
        alone=answer.alone,
        worlds=answer.worlds,
        across=answer.across,
        votes=(votes,),
        terms=(terms(),),
    )
    out = io.StringIO()
    terminal(full, out, 80)
    assert "\x1b" not in out.getvalue()
    assert "<script>" not in full._repr_html_()

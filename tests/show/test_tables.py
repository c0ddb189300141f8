import pytest
from made import (
    GOVERNMENT,
    SENATE,
    about,
    blockers_result,
    deals_result,
    open_deals,
    package,
    red_line,
    stand,
    win_set,
    with_frontier,
)

from winset.model.result import Result, Verdict
from winset.settlement.records import (
    Coalitions,
    ConflictSet,
    Levels,
    Overlap,
    Undominated,
    WaiverSet,
    WorldAnswer,
    YesWorth,
)
from winset.show.table import Column, Table, right
from winset.show.tables import tables


def by_id(result: Result) -> dict[str, Table]:
    return {table.id: table for table in tables(result)}


def test_a_row_must_have_a_cell_for_every_column() -> None:
    with pytest.raises(ValueError, match="a row of 1 cells under 2 columns"):
        Table("t", "", "", (Column("a"), right("b", "points")), (("x",),))
    assert right("b", "points").heading == "b (points)"


def test_win_sets_say_yes_open_no_share_and_rule() -> None:
    table = by_id(open_deals())["win_sets"]
    assert table.title == "The Senate (United States) is the narrowest gate: surely none of 8, possibly 6 of 8 (75 %)"
    assert table.rows == (
        (
            "The Senate (United States)",
            "0",
            "6",
            "2",
            "0",
            "none to 75 %",
            "at least 2/3 of those present",
            "its no stops a deal",
        ),
        ("The government (Panama)", "4", "2", "2", "0", "50 % to 75 %", "its own word", "its no stops a deal"),
    )


def test_polls_are_marked_in_the_win_sets() -> None:
    rows = (win_set(SENATE, 8, 0, 0, stated=True),)
    table = by_id(deals_result(Verdict.RATIFIED, 8, 8, rows, about=about(stated=True)))["win_sets"]
    assert table.rows[0][5] == "all at the stated values"
    assert table.note == "Where a poll decides, counts hold at the stated values."


def test_who_follows_or_costs_is_said() -> None:
    rows = (win_set(SENATE, 4, 0, 4, follows=GOVERNMENT), win_set(GOVERNMENT, 4, 0, 4, counts_as="cost"))
    table = by_id(deals_result(Verdict.RATIFIED, 8, 8, rows))["win_sets"]
    assert [row[-1] for row in table.rows] == ["follows the government (Panama)", "its no costs, but stops nothing"]
    assert table.title == "No ratifier's yes is needed"


def test_the_nearest_deals_have_their_shortfalls() -> None:
    table = by_id(open_deals())["nearest"]
    assert table.rows == (("The text: October", "the Senate (United States), up to 7 votes"),)


def test_the_frontier_marks_the_solutions() -> None:
    table = by_id(with_frontier(2))["frontier"]
    assert [row[3] for row in table.rows] == ["-", "Nash", "-"]
    assert table.rows[1][:3] == ("2", "20", "30")
    assert table.title == "3 settlements cannot be bettered for one bargainer without loss to another"


def test_what_rankings_leave_unbeaten_is_shared_out() -> None:
    row = Undominated("possible", (SENATE, GOVERNMENT), (package(),), 1, 6)
    table = by_id(open_deals(undominated=(row,)))["undominated"]
    assert table.title == (
        "The rankings of the Senate (United States) and the government (Panama) leave 1 of 6 (17 %) of the deals "
        "unbeaten"
    )
    assert table.rows == (("possible deals", "1 of 6 (17 %)", "“The text: October”"),)


def test_worlds_name_only_the_conditions_that_differ() -> None:
    worlds = tuple(
        WorldAnswer((("climate", level), ("ally", "near")), verdict, 8, 0, possible)
        for level, verdict, possible in (("cold", Verdict.OPEN, 6), ("mild", Verdict.REFUSED, 0))
    )
    table = by_id(open_deals(worlds=worlds))["worlds"]
    assert table.title == "The answer differs among 2 worlds"
    assert table.rows[0] == ("Climate: cold", "open", "0", "6", "8")
    assert "worlds" not in by_id(open_deals(worlds=worlds[:1]))


def test_pairs_and_levels_have_a_row_each() -> None:
    found = open_deals(
        overlaps=(Overlap(SENATE, GOVERNMENT, 0, 4),),
        levels=(Levels("text", "panama", "order", None, None, "october", "signed"),),
    )
    shown = by_id(found)
    assert shown["overlaps"].rows == (
        ("The Senate (United States)", "The government (Panama)", "none of 8", "4 of 8 (50 %)"),
    )
    assert shown["levels"].rows == (
        ("Panama", "The text", "-", "-", "October", "As signed", "the order of the options"),
    )


def test_inputs_have_their_words_standing_and_source() -> None:
    table = by_id(open_deals())["inputs"]
    assert table.rows[0] == (
        "us.senate.won.accepts.october",
        "accepts october",
        "cited",
        "“scarcely 60 as certain” (“Opening the Great Canal Debate”, 20 February 1978)",
    )
    assert table.rows[2][-1] == "Why: half a dozen"


def test_blockers_have_stands_reasons_sets_worth_and_coalitions() -> None:
    found = blockers_result(
        Verdict.REFUSED,
        0,
        0,
        (stand(SENATE, 2, 0, 0), stand(GOVERNMENT, 0, 0, 2, reasons=(red_line(),))),
        conflicts=(ConflictSet((GOVERNMENT,), definite=True),),
        waivers=(WaiverSet((GOVERNMENT,), sure=True, opens=2, example=package()),),
        worth=(YesWorth(GOVERNMENT, third_party=True, alone_sure=2, alone_possible=2, after=(((SENATE,), 1),)),),
        coalitions=(Coalitions(SENATE, (("six", "rest"),), (("six",),)),),
    )
    shown = by_id(found)
    assert list(shown) == ["stands", "reasons", "conflicts", "waivers", "worth", "coalitions", "inputs"]
    assert shown["stands"].title == "The government (Panama) blocks the 2 deals".replace("the 2", "all 2")
    assert shown["stands"].rows[1][1] == "yes, all of them"
    assert shown["reasons"].rows == (
        (
            "The government (Panama)",
            "panama.government.refuses.alone",
            "refuses unsoftened",
            "it offended Panama",
            "“Last Test of a Battered Treaty”, 24 April 1978",
        ),
    )
    assert shown["conflicts"].rows == (("the government (Panama)", "surely"),)
    assert shown["waivers"].title == "A deal opens if the government (Panama) gives way"
    assert shown["worth"].rows[0][-1] == "after the Senate (United States): 1 deal"
    assert shown["coalitions"].rows == (
        ("The Senate (United States)", "Six who ask for wording + rest", "Six who ask for wording"),
    )

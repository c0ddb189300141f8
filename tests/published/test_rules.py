"""Rules that count votes, each on the real vote that needs it; the arithmetic is in the comments.

The figures are printed in the sources that each test names; what is expected is worked out from them by hand.
"""

from fractions import Fraction

import pytest
from small_cases import amounts, answer, body, house, votes_lacking

import winset
from winset.model.result import Verdict

# --- two thirds: the Panama Canal Treaties, 1977-78 ---

TWO_THIRDS = "{at_least: 2/3, of: present}"  # two thirds of 100 are 66 2/3, so 67 carry


@pytest.mark.parametrize("rule", [TWO_THIRDS, "{at_least: 2/3, of: members}", "{at_least: 67}"])
@pytest.mark.parametrize(
    ("ayes", "noes", "undeclared", "expected", "lacking"),
    [
        # Count of the Christian Science Monitor, 9 November 1977: 51 for, 33 against, 16 undecided.
        # At best 51 + 16 = 67, at worst 51, which lacks 67 - 51 = 16.
        (51, 33, 16, "open", (0, 16)),
        # One more opponent would have closed it: at best 50 + 16 = 66, so that one no must change; at worst 67 - 50.
        (50, 34, 16, "no", (1, 17)),
        # 68 to 32 on 16 March and 18 April 1978 (Senate chronology), "one vote more than the required two-thirds".
        (68, 32, 0, "yes", None),
        (67, 33, 0, "yes", None),
        (66, 34, 0, "no", (1, 1)),
    ],
)
def test_two_thirds_of_the_senate(
    rule: str, ayes: int, noes: int, undeclared: int, expected: str, lacking: tuple[int, int] | None
) -> None:
    senate = house(rule, ayes=ayes, noes=noes, undeclared=undeclared)
    assert answer(senate) == expected
    assert votes_lacking(senate) == lacking


def test_two_thirds_of_those_present_is_less_than_of_the_members() -> None:
    """With 64 for and 32 against, four away: 64 of 96 present are two thirds exactly, 64 of 100 members are not."""
    assert answer(house(TWO_THIRDS, ayes=64, noes=32, away=4)) == "yes"
    of_members = house("{at_least: 2/3, of: members}", ayes=64, noes=32, away=4)
    assert votes_lacking(of_members) == (3, 3)  # 67 - 64
    # Who abstains is present: 64 of 100 again.
    assert votes_lacking(house(TWO_THIRDS, ayes=64, noes=32, abstaining=4)) == (3, 3)


def test_a_head_count_is_read_as_the_blocs_are() -> None:
    counted = f"rule: {TWO_THIRDS}\nmembers: 100\ncounts: {{november: {{date: 1977-11-09, ayes: 51, noes: 33}}}}"
    assert answer(counted) == "open"
    assert votes_lacking(counted) == (0, 16)


# --- a minority that is enough: the nuclear deal with Iran before Congress, 2015 ---


@pytest.mark.parametrize(
    ("supporters", "expected"),
    [
        (33, "no"),  # 67 opponents override a veto
        (34, "yes"),  # "34 senators - the number required ... to sustain a veto" (2 September 2015)
        (42, "yes"),  # the supporters on 10 September (Iran Primer, 11 September 2015)
    ],
)
@pytest.mark.parametrize("rule", ["{at_least: 34}", "{blocked_by: 2/3, of: members}", "{blocked_by: 67}"])
def test_thirty_four_senators_sustain_a_veto(rule: str, supporters: int, expected: str) -> None:
    """The deal stands unless two thirds override: 34 for it, or fewer than 66 2/3 against it, is the same of 100."""
    assert answer(house(rule, ayes=supporters, noes=100 - supporters)) == expected


def test_the_two_ways_to_write_it_part_where_senators_stay_away() -> None:
    """33 for, 60 against, 7 away: nobody reached 67 to override, though nobody counted 34 supporters either."""
    assert answer(house("{at_least: 34}", ayes=33, noes=60, away=7)) == "no"
    assert answer(house("{blocked_by: 67}", ayes=33, noes=60, away=7)) == "yes"
    assert answer(house("{blocked_by: 2/3, of: cast}", ayes=33, noes=60, away=7)) == "yes"  # 60 of 93 < 62


def test_the_thirty_fourth_supporter_decides() -> None:
    """On 1 September 33 had declared, and 67 were against or undeclared: open, one vote short. On 2 September: 34."""
    before = "{date: 2015-09-01, ayes: 33}"
    assert votes_lacking(f"rule: {{at_least: 34}}\nmembers: 100\ncounts: {{first: {before}}}") == (0, 1)
    after = f"{{first: {before}, second: {{date: 2015-09-02, ayes: 34}}}}"
    assert answer(f"rule: {{at_least: 34}}\nmembers: 100\ncounts: {after}") == "yes"


@pytest.mark.parametrize(("ayes", "noes", "expected"), [(58, 42, "no"), (59, 41, "no"), (60, 40, "yes")])
@pytest.mark.parametrize("rule", ["{at_least: 60}", "{blocked_by: 41}"])
def test_forty_one_hold_a_filibuster(rule: str, ayes: int, noes: int, expected: str) -> None:
    """Cloture on the resolution against the deal, 10 September 2015: 58 to 42, and 60 are needed."""
    assert answer(house(rule, ayes=ayes, noes=noes)) == expected


def test_a_third_blocks_at_exactly_a_third() -> None:
    """33 of 99 are a third, 32 are less; 33 of 100 are less than a third (33 1/3), 34 are more."""
    rule = "{blocked_by: 1/3, of: members}"
    assert [answer(house(rule, ayes=99 - noes, noes=noes)) for noes in (32, 33)] == ["yes", "no"]
    assert [answer(house(rule, ayes=100 - noes, noes=noes)) for noes in (33, 34)] == ["yes", "no"]


# --- the Prespa Agreement, 2018-19: a number of members, an absolute majority, a quorum ---


def test_an_absolute_majority_of_three_hundred() -> None:
    """Greece, 25 January 2019: 153 for, 146 against, 1 abstention. More than 150 are needed."""
    rule = "{more_than: 1/2, of: members}"
    assert answer(house(rule, ayes=153, noes=146, abstaining=1)) == "yes"
    # Three fewer would have been a majority of those voting (150 of 299), and not of the members.
    assert answer(house(rule, ayes=150, noes=149, abstaining=1)) == "no"
    assert votes_lacking(house(rule, ayes=150, noes=149, abstaining=1)) == (1, 1)
    assert answer(house("{more_than: 1/2, of: cast}", ayes=150, noes=149, abstaining=1)) == "yes"


def test_eighty_of_a_hundred_and_twenty() -> None:
    """Skopje: "they have 71 parliamentary deputies ready" (2 October 2018), so 9 to win over; 80 voted for it."""
    rule = "{at_least: 2/3, of: members}"  # 80 of 120 exactly
    assert votes_lacking(house(rule, ayes=71, noes=49)) == (9, 9)
    assert votes_lacking(house(rule, ayes=71, undeclared=49)) == (0, 9)
    assert votes_lacking(house(rule, ayes=79, noes=41)) == (1, 1)
    assert answer(house(rule, ayes=80, noes=40)) == "yes"
    # A user reads the same from `deals`: the nearest package lacks nine votes, and this body alone stands in the way.
    found = winset.deals(body(house(rule, ayes=71, noes=49)))
    assert found.verdict is Verdict.REFUSED
    assert amounts(found.nearest[0].shortfalls) == amounts(found.margin.alone) == [("votes", "here.body", 9, 9)]


ROLL, CAST, YES, NO = 1_806_336, 666_344, 609_427, 37_687  # the referendum of 30 September 2018
INVALID, AWAY = CAST - YES - NO, ROLL - CAST  # 19,230 and 1,139,992
QUORUM = "{all: [{more_than: 1/2, of: cast}, {turnout: {at_least: 1/2}}]}"


def referendum(rule: str) -> str:
    # A paper that is cast and not valid takes part and is neither for nor against: it is an abstention.
    return house(rule, ayes=YES, noes=NO, abstaining=INVALID, away=AWAY)


def test_a_quorum_fails_a_referendum_that_nine_in_ten_support() -> None:
    """Half of 1,806,336 are 903,168; 666,344 took part (36.9 %). 903,168 - 666,344 = 236,824 more are needed."""
    assert answer(referendum("{more_than: 1/2, of: cast}")) == "yes"
    assert answer(referendum(QUORUM)) == "no"
    assert votes_lacking(referendum(QUORUM)) == (236_824, 236_824)


def test_the_two_percentages_in_circulation_have_two_bases() -> None:
    """609,427 of 647,114 valid papers are 94.2 %; of the 666,344 cast they are 91.5 %."""
    assert round(100 * Fraction(YES, YES + NO), 1) == Fraction("94.2")
    assert round(100 * Fraction(YES, CAST), 1) == Fraction("91.5")
    assert answer(referendum("{at_least: 0.94, of: cast}")) == "yes"  # yes and no only
    assert answer(referendum("{at_least: 0.91, of: present}")) == "yes"
    assert answer(referendum("{at_least: 0.92, of: present}")) == "no"  # 94 % of valid papers are not 92 % of all


def test_staying_away_beats_voting_no() -> None:
    """The 236,824 who were lacking: as noes they make the quorum, and 609,427 beat 37,687 + 236,824 = 274,511."""
    lacking = 236_824
    voted = house(QUORUM, ayes=YES, noes=NO + lacking, abstaining=INVALID, away=AWAY - lacking)
    assert answer(voted) == "yes"
    one_stays_away = house(QUORUM, ayes=YES, noes=NO + lacking - 1, abstaining=INVALID, away=AWAY - lacking + 1)
    assert answer(one_stays_away) == "no"


@pytest.mark.parametrize(
    ("ayes", "noes", "expected", "lacking"),
    [
        (130, 100, "yes", None),
        (129, 100, "no", (1, 1)),  # a majority, and 12.9 % of the roll
        (200, 200, "no", (1, 1)),  # 20 % of the roll, and no majority; one that changes makes 201 to 199
        (129, 140, "no", (6, 6)),  # 135 to 134 after six, which is more than the one that the roll asks for
    ],
)
def test_an_approval_quorum_of_thirteen_per_cent_of_the_roll(
    ayes: int, noes: int, expected: str, lacking: tuple[int, int] | None
) -> None:
    """A quorum of approval, joined to the majority by `all`; a roll of 1,000, so 130 yes are needed.

    Opponents gain nothing by staying away: they are in the roll as well, and only their noes count against.
    """
    rule = "{all: [{more_than: 1/2, of: cast}, {at_least: 0.13, of: roll}]}"
    ratifier = house(rule, ayes=ayes, noes=noes, away=1_000 - ayes - noes)
    assert answer(ratifier) == expected
    assert votes_lacking(ratifier) == lacking
    boycott = house(rule, ayes=ayes, away=1_000 - ayes)
    assert answer(boycott) == ("yes" if ayes >= 130 else "no")

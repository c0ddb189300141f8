"""The oracle itself, on votes and polls worked out by hand, and on all admissible votes of small bodies."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oracle import Component
from oracle.by_hand import NEVER_SIGNS, SIGNS, Data, lacking, said, seats, votes
from oracle.votes import Group, Stance, Tally, fewest_changes, holds, judged, size_corners, tallies
from winset.case.rules import Rule

SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

# --- votes and rules ---


@pytest.mark.parametrize(("rule", "expected"), [("1/2", "yes"), ("3/5", "no")])
def test_weighted_majority(rule: str, expected: str) -> None:
    # 4 + 1 = 5 yes against 4 no: 5 > 4.5 but 5 < 5.4.
    body = seats(large=(4, SIGNS), middle=(4, NEVER_SIGNS), small=(1, SIGNS))
    assert said({"blocs": body, "rule": {"more_than": rule}}) == expected


def test_two_thirds_with_undecided_senators() -> None:
    # 51 yes, 33 no, 16 open: at best 67, which is enough; at worst 51, which lacks 16.
    panama = {"blocs": seats(ayes=(51, SIGNS), noes=(33, NEVER_SIGNS), others=(16, {})), "members": "100"}
    assert said({**panama, "rule": {"at_least": "67"}}) == "open"
    assert lacking({**panama, "rule": {"at_least": "67"}}) == votes(0, 16)
    # One more opponent and at best 66: refused, and one no must turn at least.
    lost = {"blocs": seats(ayes=(51, SIGNS), noes=(34, NEVER_SIGNS), others=(15, {})), "rule": {"at_least": "67"}}
    assert said(lost) == "no"
    assert lacking(lost) == votes(1, 16)
    # The same head count as a count.
    counted = {"counts": {"june": {"ayes": "51", "noes": "33"}}, "members": "100", "rule": {"at_least": "67"}}
    assert said(counted) == "open"
    assert lacking(counted) == votes(0, 16)


def test_a_third_blocks_at_exactly_the_third() -> None:
    rule = {"blocked_by": "1/3", "of": "members"}
    assert said({"blocs": seats(ayes=(2, SIGNS), noes=(1, NEVER_SIGNS)), "rule": rule}) == "no"
    assert said({"blocs": seats(ayes=(3, SIGNS), noes=(1, NEVER_SIGNS)), "rule": rule}) == "yes"


def test_without_a_vote_cast_more_than_fails_and_at_least_holds() -> None:
    away = {"blocs": seats(all_of_them=(5, {**NEVER_SIGNS, "when_refusing": "stay_away"}))}
    assert said({**away, "rule": {"more_than": "1/2"}}) == "no"
    assert said({**away, "rule": {"at_least": "1/2"}}) == "yes"
    assert said({**away, "rule": {"blocked_by": "1/2"}}) == "no"


QUORUM = {"all": [{"more_than": "1/2"}, {"turnout": {"at_least": "1/2"}}]}


def test_with_a_quorum_a_red_line_can_enlarge_the_win_set() -> None:
    # 40 yes of 100, 40 away, 20 open. If the 20 stay away, 40 take part and the quorum of 50 fails: open.
    # A red line makes them vote no: 60 take part and 40 > 30: yes.
    rest: dict[str, tuple[int, Data]] = {
        "yes": (40, SIGNS),
        "away": (40, {**NEVER_SIGNS, "when_refusing": "stay_away"}),
    }
    assert said({"blocs": seats(**rest, swing=(20, {})), "rule": QUORUM}) == "open"
    assert said({"blocs": seats(**rest, swing=(20, NEVER_SIGNS)), "rule": QUORUM}) == "yes"
    # Staying away beats voting no: without the 20, the quorum fails, and 10 absentees must come and vote yes.
    boycott = {
        "blocs": seats(**rest, swing=(20, {**NEVER_SIGNS, "when_refusing": "stay_away"})),
        "rule": QUORUM,
    }
    assert said(boycott) == "no"
    assert lacking(boycott) == votes(10, 10)


def test_turnout_is_a_share_of_each_bloc() -> None:
    # 60 for and 40 against, from 40 to 60 per cent of each take part: at least 24 for against 24, at most 36 for
    # against 16. 24 is not more than half of 48, 36 is more than half of 52: open.
    body = {"blocs": seats(yes=(60, SIGNS), no=(40, NEVER_SIGNS)), "turnout": {"low": "0.4", "high": "0.6"}}
    assert said(body) == "open"
    # From 40 to 100 take part in all: between 40 and 60 of 100.
    assert said({**body, "rule": {"turnout": {"at_least": "0.4"}}}) == "yes"
    assert said({**body, "rule": {"turnout": {"more_than": "0.4"}}}) == "open"
    assert said({**body, "rule": {"turnout": {"more_than": "0.6"}}}) == "no"


def test_ranges_add_up_to_the_members() -> None:
    # left 3 to 6 yes, right 3 to 6 no, 8 members: left has 3 to 5 (right at least 3, at most 5).
    blocs = {
        "left": {"votes": {"low": "3", "high": "6"}, **SIGNS},
        "right": {"votes": {"low": "3", "high": "6"}, **NEVER_SIGNS},
    }
    body = {"blocs": blocs, "members": "8"}
    assert said({**body, "rule": {"at_least": "3", "of": "members"}}) == "yes"
    assert said({**body, "rule": {"at_least": "5", "of": "members"}}) == "open"
    assert said({**body, "rule": {"at_least": "6", "of": "members"}}) == "no"
    # Without members the sum is free, and 6 becomes possible.
    assert said({"blocs": blocs, "rule": {"at_least": "6", "of": "members"}}) == "open"


def test_nested_blocs_pass_their_votes_up_or_vote_as_one() -> None:
    wings = {"doves": {"votes": "2", **SIGNS}, "hawks": {"votes": "3", **NEVER_SIGNS}}
    others = seats(friends=(2, SIGNS))
    # Passed up: 2 + 2 yes against 3. As one, 3 of 5 refuse, so 5 no against 2.
    assert said({"blocs": {**others, "union": {"votes": "5", "blocs": wings}}}) == "yes"
    by_rule = {"votes": "5", "blocs": wings, "rule": {"more_than": "1/2"}}
    assert said({"blocs": {**others, "union": by_rule}}) == "no"
    # As one and staying away where it refuses: 2 yes of 2 cast.
    assert said({"blocs": {**others, "union": {**by_rule, "when_refusing": "stay_away"}}}) == "yes"


def test_wings_without_votes_split_in_any_way() -> None:
    wings = {"doves": SIGNS, "hawks": NEVER_SIGNS}
    body = {"blocs": {**seats(friends=(4, SIGNS)), "union": {"votes": "5", "blocs": wings}}}
    # From 4 to 9 yes of 9.
    assert said({**body, "rule": {"at_least": "4", "of": "members"}}) == "yes"
    assert said({**body, "rule": {"more_than": "1/2"}}) == "open"
    # `rest` is what is left over: 5 of 9.
    rest = {"blocs": {**seats(friends=(4, SIGNS)), "others": {"votes": "rest", **NEVER_SIGNS}}, "members": "9"}
    assert said(rest) == "no"
    assert lacking(rest) == votes(1, 1)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"all_of": "bodies"}, "no"),
        ({"prevails": "lower", "after_days": "30"}, "yes"),
        ({"prevails": "region"}, "open"),
        ({"at_least": "2", "of": "bodies"}, "open"),
        ({"at_least": "1/3", "of": "bodies"}, "yes"),
        ({"blocked_by": "2", "of": "bodies"}, "open"),
    ],
)
def test_bodies(rule: Data, expected: str) -> None:
    # lower says yes, upper no, region is open.
    assert said({"bodies": {"lower": SIGNS, "upper": NEVER_SIGNS, "region": {}}, "rule": rule}) == expected


def test_shortfall_of_bodies_is_that_of_each() -> None:
    upper = {"blocs": seats(yes=(4, SIGNS), no=(6, NEVER_SIGNS))}
    found = lacking({"bodies": {"lower": SIGNS, "upper": upper, "region": {}}, "rule": {"all_of": "bodies"}})
    # 4 against 6: two must change for more than half of 10. The region is unread.
    assert found == [
        Component("votes", "here.senate.upper", Fraction(2), Fraction(2)),
        Component("answer", "here.senate.region", Fraction(0), Fraction(1)),
    ]


def test_head_counts_that_disagree_leave_it_open() -> None:
    def counts(*ayes: int) -> Data:
        return {f"count_{at}": {"ayes": str(aye), "noes": str(10 - aye)} for at, aye in enumerate(ayes)}

    assert said({"counts": counts(6, 7), "otherwise": "refuses"}) == "yes"
    assert said({"counts": counts(6, 3), "otherwise": "refuses"}) == "open"
    undeclared = {"counts": {"june": {"ayes": "4", "noes": "3", "undeclared": "3"}}}
    assert said({**undeclared, "otherwise": "refuses"}) == "no"
    assert said(undeclared) == "open"
    # 4 against 3: enough if the others stay away or vote yes; against 6, two must change (6 against 4).
    assert lacking(undeclared) == votes(0, 2)


# --- the corners hold all extremes ---

STANCES: list[Stance] = ["yes", "no", "abstain", "stay_away"]


@st.composite
def _groups(draw: st.DrawFn) -> Group:
    """A small body: two or three groups, one of them perhaps of wings, with ranges that can add up to its size."""

    def leaf(top: int | None) -> Group:
        stance: Stance = draw(st.sampled_from(STANCES))
        least = draw(st.integers(0, 2))
        most = None if top is None else Fraction(least + draw(st.integers(0, top)))
        return Group(Fraction(least if most is not None else 0), most, stance)

    wings = Group(Fraction(draw(st.integers(0, 2))), Fraction(4), parts=(leaf(2), leaf(None)))
    parts = [leaf(2), leaf(None), *draw(st.sampled_from([[], [wings]]))]
    whole = Fraction(8)
    return Group(whole, whole, parts=tuple(parts))


def _whole_sizes(group: Group) -> list[tuple[int, ...]]:
    """Every way in whole votes, by trying all."""
    most = 8 if group.most is None else int(group.most)
    if not group.parts:
        return [(size,) for size in range(int(group.least), most + 1)]
    every = [sum(ways, ()) for ways in product(*map(_whole_sizes, group.parts))]
    return [sizes for sizes in every if group.least <= sum(sizes) <= most]


RULES = [
    Rule(more_than=Fraction(1, 2), of="cast"),
    Rule(at_least=Fraction(2, 3), of="present"),
    Rule(blocked_by=Fraction(1, 3), of="members"),
    Rule(at_least=Fraction(4)),
    Rule(blocked_by=Fraction(1, 2), of="cast"),
]


@SLOW
@given(_groups(), st.sampled_from(RULES))
def test_no_admissible_vote_goes_beyond_the_corners(group: Group, rule: Rule) -> None:
    stances = [voter.stance for part in group.parts for voter in (part.parts or (part,))]
    outcomes = set()
    for sizes in _whole_sizes(group):
        spread = {stance: Fraction(0) for stance in ("yes", "no", "abstain", "stay_away")}
        for stance, size in zip(stances, sizes, strict=True):
            spread[stance] += size
        outcomes.add(holds(rule, Tally(*spread.values())))
    if not outcomes:
        assert not size_corners(group)
        return
    expected = "open" if len(outcomes) == 2 else "yes" if True in outcomes else "no"
    assert judged(rule, tallies(group)) == expected


@SLOW
@given(st.tuples(*[st.integers(0, 4)] * 4), st.lists(st.sampled_from(RULES), min_size=1, max_size=2))
def test_fewest_changes_by_trying_all(numbers: tuple[int, int, int, int], rules: list[Rule]) -> None:
    rule = Rule(all=(*rules, Rule.model_validate({"turnout": {"at_least": "1/2"}})))
    yes, no, abstain, away = numbers
    enough = [
        sum(changes)
        for changes in product(range(no + 1), range(abstain + 1), range(away + 1))
        if holds(
            rule,
            Tally(
                Fraction(yes + sum(changes)),
                Fraction(no - changes[0]),
                Fraction(abstain - changes[1]),
                Fraction(away - changes[2]),
            ),
        )
    ]
    found = fewest_changes(rule, Tally(Fraction(yes), Fraction(no), Fraction(abstain), Fraction(away)), whole=True)
    assert found == min(enough, default=found)
    assert bool(enough) == (found <= no + abstain + away)

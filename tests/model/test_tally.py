"""Tallies against every way in which a few votes can be cast, and what more votes or a higher bar can do."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, product
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from oracle.by_hand import Data, one, seats
from winset.case.rules import Rule, Turnout
from winset.model.changes import votes_lacking
from winset.model.compile import compile_model
from winset.model.logic import TRUE, YES
from winset.model.tally import Ballot, Pool, Tally, Voter, judge, rule_tests
from winset.model.view import Ballots
from winset.settlement.survey import survey
from winset.settlement.winsets import sure_and_possible

Cast = tuple[Fraction, Fraction, Fraction, Fraction]
"""Votes for, against, abstaining and away."""

GIVEN = (Ballots(yes=YES), Ballots(no=YES), Ballots(abstains=YES), Ballots(away=YES), Ballots())
OPEN = 4  # the number of the ballot of somebody who may do anything; the others are those of `Ballot`
BASES = ["cast", "present", "members", "roll"]
SHARES = [Fraction(1, 4), Fraction(1, 3), Fraction(1, 2), Fraction(2, 3), Fraction(3, 4), Fraction(1)]


# --- what a rule means, said once more and without weights ---


def passes(rule: Rule, cast: Cast) -> bool:
    """Whether a rule holds for votes that are cast; written from the words of the rule."""
    yes, no, abstain, away = cast
    if rule.all is not None:
        return all(passes(part, cast) for part in rule.all)
    bases = {"cast": yes + no, "present": yes + no + abstain}
    everyone = yes + no + abstain + away
    if rule.turnout is not None:
        least, more = rule.turnout.at_least, rule.turnout.more_than
        part = yes + no + abstain
        if least is not None:
            return part >= (least if least > 1 else least * everyone)
        assert more is not None
        return part > (more if more > 1 else more * everyone)
    bound = rule.threshold
    assert bound is not None
    needed = bound if bound > 1 else bound * bases.get(rule.base, everyone)
    if rule.blocked_by is not None:
        return no < needed
    return yes > needed if rule.more_than is not None else yes >= needed


@dataclass(frozen=True)
class Bloc:
    """Votes from least to most, what those who have them may do, and the share of them that takes part."""

    least: int
    most: int
    ballots: tuple[int, ...]
    takes_part: tuple[Fraction, Fraction] = (Fraction(1), Fraction(1))

    def ways(self, votes: int) -> Iterator[Cast]:
        """Every way in whole votes to cast so many, at either end of the turnout and in the middle."""
        low, high = self.takes_part
        for share in {low, (low + high) / 2, high}:
            for split in _splits(votes, self._stances()):
                away = sum(split, Fraction(0)) * (1 - share)
                cast = [share * number for number in split]
                cast[Ballot.AWAY] = split[Ballot.AWAY]  # who stays away does so whatever the turnout
                away -= split[Ballot.AWAY] * (1 - share)
                yield cast[0], cast[1], cast[2], cast[3] + away

    def _stances(self) -> set[int]:
        return set(Ballot) if OPEN in self.ballots else set(self.ballots)


def _splits(votes: int, stances: set[int]) -> Iterator[list[Fraction]]:
    """Whole votes shared in every way among some of the four ballots."""
    for numbers in product(*(range(votes + 1) if ballot in stances else (0,) for ballot in Ballot)):
        if sum(numbers) == votes:
            yield [Fraction(number) for number in numbers]


def every_vote(blocs: list[Bloc], total: int | None) -> set[Cast]:
    """Every vote that may be cast, by listing them."""
    found: set[Cast] = set()
    for sizes in product(*(range(bloc.least, bloc.most + 1) for bloc in blocs)):
        if total is not None and sum(sizes) != total:
            continue
        reached: set[Cast] = {(Fraction(0),) * 4}
        for bloc, size in zip(blocs, sizes, strict=True):
            ways = set(bloc.ways(size))
            reached = {(a + e, b + f, c + g, d + h) for a, b, c, d in reached for e, f, g, h in ways}
        found |= reached
    return found


def tally_of(blocs: list[Bloc], total: int | None) -> Tally:
    voters = tuple((Voter(bloc.least, bloc.most, bloc.takes_part), bloc.ballots) for bloc in blocs)
    return Tally((Pool(voters, total),), 1)


def word(rule: Rule, tally: Tally) -> str:
    holds, fails = judge(rule_tests(rule), tally, GIVEN)
    assert not (holds and fails)
    return "yes" if holds else "no" if fails else "open"


def expected(rule: Rule, votes: set[Cast]) -> str:
    """Of `all`, yes if all surely hold, no if one surely fails; each part is judged at its own worst and best."""
    if rule.all is not None:
        words = [expected(part, votes) for part in rule.all]
        return "no" if "no" in words else "open" if "open" in words else "yes"
    outcomes = {passes(rule, cast) for cast in votes}
    return "open" if len(outcomes) == 2 else "yes" if True in outcomes else "no"


# --- small bodies and rules of every shape ---


@st.composite
def blocs(draw: st.DrawFn, *, ranges: bool = True, turnout: bool = True) -> list[Bloc]:
    found = []
    for _ in range(draw(st.integers(1, 3))):
        least = draw(st.integers(0, 3))
        most = least + (draw(st.integers(0, 2)) if ranges else 0)
        wings = draw(st.lists(st.integers(0, OPEN), min_size=1, max_size=3, unique=True))
        low, high = Fraction(1), Fraction(1)
        if turnout and draw(st.booleans()):
            low, high = sorted(draw(st.tuples(*[st.sampled_from([Fraction(2, 5), Fraction(1, 2), Fraction(1)])] * 2)))
        found.append(Bloc(least, most, tuple(wings), (low, high)))
    return found


@st.composite
def thresholds(draw: st.DrawFn, words: tuple[str, ...] = ("more_than", "at_least", "blocked_by", "turnout")) -> Rule:
    kind = draw(st.sampled_from(words))
    number = st.integers(2, 6).map(Fraction)
    if kind == "turnout":
        bound = {draw(st.sampled_from(["at_least", "more_than"])): draw(st.sampled_from(SHARES) | number)}
        return Rule(turnout=Turnout(**bound))
    return Rule.model_validate({kind: draw(st.sampled_from(SHARES) | number), "of": draw(st.sampled_from(BASES))})


def rules(*words: str) -> st.SearchStrategy[Rule]:
    simple = thresholds(words) if words else thresholds()
    return simple | st.lists(simple, min_size=1, max_size=3).map(lambda parts: Rule(all=tuple(parts)))


@given(blocs(), rules(), st.data())
def test_a_rule_says_what_every_way_of_voting_says(drawn: list[Bloc], rule: Rule, data: st.DataObject) -> None:
    """Ranges that add up to the members or to nothing in particular, wings, open voters, and a turnout."""
    sums = sorted({sum(bloc.least for bloc in drawn), sum(bloc.most for bloc in drawn)})
    total = data.draw(st.none() | st.integers(sums[0], sums[-1]))
    votes = every_vote(drawn, total)
    assume(votes)
    assert word(rule, tally_of(drawn, total)) == expected(rule, votes)


@given(blocs(turnout=False), blocs(turnout=False), rules())
def test_pools_add_up_each_by_itself(first: list[Bloc], second: list[Bloc], rule: Rule) -> None:
    """Two bodies whose votes are passed up: each has its own sum, and what is cast is the sum of both."""
    totals = [sum(bloc.most for bloc in drawn) for drawn in (first, second)]
    pools = tuple(tally_of(drawn, total).pools[0] for drawn, total in zip((first, second), totals, strict=True))
    pairs = product(every_vote(first, totals[0]), every_vote(second, totals[1]))
    votes: set[Any] = {tuple(a + b for a, b in zip(one, other, strict=True)) for one, other in pairs}
    assert word(rule, Tally(pools, 1)) == expected(rule, votes)


# --- more yes votes, and higher bars ---

ORDER = {"no": 0, "open": 1, "yes": 2}


@given(blocs(ranges=False), rules(), st.data())
def test_more_yes_votes_never_turn_holds_into_fails(drawn: list[Bloc], rule: Rule, data: st.DataObject) -> None:
    """Whoever changes to yes, and whoever comes in with a yes, leaves every rule at least as near to holding.

    This is so for a turnout as well: who says yes takes part.
    """
    before = word(rule, tally_of(drawn, None))
    at = data.draw(st.integers(0, len(drawn) - 1))
    changed = [*drawn[:at], Bloc(drawn[at].least, drawn[at].most, (Ballot.YES,)), *drawn[at + 1 :]]
    assert ORDER[word(rule, tally_of(changed, None))] >= ORDER[before]
    joined = [*drawn, Bloc(2, 2, (Ballot.YES,))]
    assert ORDER[word(rule, tally_of(joined, None))] >= ORDER[before]


def higher(rule: Rule, share: Fraction, number: Fraction) -> Rule:
    """The same rule with a bar at least as high; a share stays a share, and a number a number."""
    if rule.all is not None:
        return Rule(all=tuple(higher(part, share, number) for part in rule.all))
    if rule.turnout is not None:
        bar = rule.turnout.at_least or rule.turnout.more_than or Fraction(0)
        kind = "at_least" if rule.turnout.at_least is not None else "more_than"
        return Rule(turnout=Turnout(**{kind: max(bar, share if bar <= 1 else number)}))
    bar = rule.threshold or Fraction(0)
    kind = next(name for name in ("more_than", "at_least", "blocked_by") if getattr(rule, name) is not None)
    pick = min if kind == "blocked_by" else max  # fewer noes that block are a higher bar
    return Rule.model_validate({kind: pick(bar, share if bar <= 1 else number), "of": rule.of})


@given(blocs(), rules(), st.sampled_from(SHARES), st.integers(2, 6).map(Fraction))
def test_a_higher_bar_never_helps(drawn: list[Bloc], rule: Rule, share: Fraction, number: Fraction) -> None:
    tally = tally_of(drawn, None)
    assert ORDER[word(higher(rule, share, number), tally)] <= ORDER[word(rule, tally)]


@given(st.tuples(*[st.integers(0, 4)] * 4), rules())
def test_the_votes_that_are_lacking_are_the_fewest_that_do(numbers: tuple[int, int, int, int], rule: Rule) -> None:
    """Where all votes are known, the fewest changes to yes are found by trying all of them.

    A rule that nothing can meet is left out: it is a problem with the case.
    """
    tally = tally_of([Bloc(number, number, (ballot,)) for number, ballot in zip(numbers, Ballot, strict=True)], None)
    yes, others = Fraction(numbers[0]), tuple(map(Fraction, numbers[1:]))
    every = product(*(range(number + 1) for number in numbers[1:]))
    enough = [sum(changes) for changes in every if passes(rule, _changed(yes, others, changes))]
    assume(enough)
    least, most = votes_lacking(rule_tests(rule), tally, GIVEN)
    assert least == most == min(enough)


def _changed(yes: Fraction, others: tuple[Fraction, ...], changes: tuple[int, ...]) -> Cast:
    no, abstain, away = (votes - changed for votes, changed in zip(others, changes, strict=True))
    return yes + sum(changes), no, abstain, away


# --- win-sets of ratifiers (formal.md Q1) ---

PACKAGES = {"issues": {"terms": {"options": ["none", "a", "b", "c", "d"]}}, "status_quo": {"terms": "none"}}
LINES = st.lists(st.sampled_from("abcd"), max_size=3, unique=True)


def win_set(ratifier: Data) -> tuple[int, int]:
    """How many of four deals a ratifier surely and possibly accepts."""
    return sure_and_possible(survey(compile_model(one(ratifier, **PACKAGES), {}), TRUE))


@st.composite
def bodies(draw: st.DrawFn, kinds: tuple[str, ...] = ("more_than", "at_least", "blocked_by", "turnout")) -> Data:
    found: Data = {}
    for name in ("left", "centre", "right"):
        bloc: Data = {"votes": str(draw(st.integers(1, 4)))}
        for field in ("refuses", "accepts"):
            options = draw(LINES)
            if options:
                bloc[field] = {"line": {"when": {"terms": options}}}
        found[name] = bloc
    return {"blocs": found, "rule": draw(rules(*kinds))}


@given(bodies(), st.sampled_from(SHARES), st.integers(2, 6).map(Fraction))
def test_a_higher_bar_never_enlarges_a_win_set(body: Data, share: Fraction, number: Fraction) -> None:
    before, after = win_set(body), win_set({**body, "rule": higher(body["rule"], share, number)})
    assert after[0] <= before[0]
    assert after[1] <= before[1]


@given(bodies(("more_than", "at_least", "blocked_by")), st.sampled_from("abcd"), st.data())
def test_without_a_quorum_a_red_line_never_enlarges_a_win_set(body: Data, option: str, data: st.DataObject) -> None:
    """A bloc that votes no does at least as much harm as one that abstains or stays away."""
    name = data.draw(st.sampled_from(sorted(body["blocs"])))
    bloc = body["blocs"][name]
    stricter = {**bloc, "refuses": {**bloc.get("refuses", {}), "new": {"when": {"terms": option}}}}
    before, after = win_set(body), win_set({**body, "blocs": {**body["blocs"], name: stricter}})
    assert after[0] <= before[0]
    assert after[1] <= before[1]


def test_under_a_quorum_a_new_red_line_can_enlarge_a_win_set() -> None:
    """The exception to Q1, by hand: 100 on the roll, half of them must take part, and most of those who vote.

    30 vote yes, 45 stay away, 25 are open. If the 25 stay away, 30 take part, fewer than 50: not surely. Give the 25
    a red line, so that they come and vote no: 55 take part, and 30 beat 25: surely.
    """
    quorum = {"all": [{"more_than": "1/2", "of": "cast"}, {"turnout": {"at_least": "1/2"}}]}
    line = {"refuses": {"line": {"when": {"terms": "a"}}}}
    accepts, away = {"otherwise": "accepts"}, {"otherwise": "refuses", "when_refusing": "stay_away"}

    def body(swing: Data) -> Data:
        return {"blocs": seats(ayes=(30, accepts), boycott=(45, away), swing=(25, swing)), "rule": quorum}

    assert win_set(body({})) == (0, 4)
    assert win_set(body(line)) == (1, 4)
    # The same red line on those who stay away already: as noes they bring 75 in, and 30 lose to 45.
    noes = {**away, "when_refusing": "no"}
    assert win_set({"blocs": seats(ayes=(30, accepts), noes=(45, noes), swing=(25, {})), "rule": quorum}) == (0, 4)


def test_shares_of_a_range_of_turnout_are_cast_together() -> None:
    """100 votes in two halves, from 2/5 to 3/5 of each take part: 20 to 30 yes against 20 to 30 no."""
    halves = [Bloc(50, 50, (ballot,), (Fraction(2, 5), Fraction(3, 5))) for ballot in (Ballot.YES, Ballot.NO)]
    tally = tally_of(halves, None)
    share = {Fraction(step, 10): word(Rule(at_least=Fraction(step, 10), of="cast"), tally) for step in range(3, 8)}
    # At worst 20 of 50, which is 4/10; at best 30 of 50, which is 6/10.
    assert [share[key] for key in sorted(share)] == ["yes", "yes", "open", "open", "no"]
    turnout = {at: word(Rule(turnout=Turnout(at_least=Fraction(at, 10))), tally) for at in (4, 5, 6, 7)}
    assert turnout == {4: "yes", 5: "open", 6: "open", 7: "no"}


@given(st.lists(st.integers(0, 12), min_size=2, max_size=2))
def test_a_range_of_members_is_shared_out(cuts: list[int]) -> None:
    """Three known blocs of 12 in all pass `at_least: k` exactly for k up to their yes votes."""
    sizes = [high - low for low, high in pairwise([0, *sorted(cuts), 12])]
    stances = zip(sizes, (Ballot.YES, Ballot.NO, Ballot.AWAY), strict=True)
    tally = tally_of([Bloc(size, size, (ballot,)) for size, ballot in stances], 12)
    words = [word(Rule(at_least=Fraction(number)), tally) for number in range(2, 13)]
    assert words == ["yes" if number <= sizes[0] else "no" for number in range(2, 13)]

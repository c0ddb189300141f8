"""Votes counted three ways: the rule surely holds, surely fails, or the open votes decide.

Each threshold is a linear test on four numbers, the votes for, against, abstaining and away. Votes may be ranges
that add up to the members, and an open voter may do any of the four; so a test is judged at its worst and at its
best over all votes that may be cast. A linear function over such ranges takes its extremes greedily, which is exact
because votes are scaled to integers first.

The thresholds are those of the rule books: simple and absolute majorities, qualified majorities, blocking
minorities, quorums (Rae 1969 on decision rules; Tsebelis 2002 on qualified majorities of collective veto players).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from functools import lru_cache
from math import lcm

import numpy as np

from winset.case.rules import Rule
from winset.model.logic import NO, YES, Mask, as_mask
from winset.model.view import Ballots, Ints


class Ballot(IntEnum):
    """What a voter can do."""

    YES = 0
    NO = 1
    ABSTAIN = 2
    AWAY = 3


@dataclass(frozen=True, slots=True)
class Test:
    """`weights . (yes, no, abstaining, away) >= least`, or `>` where strict; all integers or exact fractions.

    counts_votes: whether it asks for a number of votes, of which there may be too few, and not for a share.
    """

    weights: tuple[Fraction, Fraction, Fraction, Fraction]
    least: Fraction
    strict: bool
    counts_votes: bool = False

    def needed(self, scale: int) -> int:
        """The least value of the left side that passes, in units of 1/scale."""
        bound = self.least * scale
        whole = bound.numerator // bound.denominator
        return whole if bound.denominator == 1 and not self.strict else whole + 1

    def passes(self, value: Ints, scale: int) -> Mask:
        """Where a value of the left side, in units of 1/scale, passes."""
        return as_mask(value >= self.needed(scale))


def rule_tests(rule: Rule) -> tuple[Test, ...]:
    """The linear tests that must all hold for a rule that counts votes.

    Raises:
        ValueError: the rule speaks of bodies by name, which is not a matter of counting.
    """
    if rule.all is not None:
        return tuple(test for part in rule.all for test in rule_tests(part))
    if rule.turnout is not None:
        strict = rule.turnout.more_than is not None
        bound = rule.turnout.more_than if rule.turnout.more_than is not None else rule.turnout.at_least
        return (_turnout(Fraction(bound or 0), strict),)
    threshold = rule.threshold
    if threshold is None:
        raise ValueError("a rule of bodies by name does not count votes")
    if rule.blocked_by is not None:
        return (_blocked(threshold, rule.base),)
    return (_threshold(threshold, rule.base, strict=rule.more_than is not None),)


_IN_BASE = {
    "cast": (1, 1, 0, 0),
    "decided": (1, 1, 0, 0),
    "present": (1, 1, 1, 0),
    "members": (1, 1, 1, 1),
    "roll": (1, 1, 1, 1),
    "asked": (1, 1, 1, 1),
    "bodies": (1, 1, 1, 1),
}


def _weights(counted: Ballot | Sequence[Ballot], share: Fraction, base: str, sign: int) -> tuple[Fraction, ...]:
    """`sign * (counted - share * base)` as weights of the four kinds of vote."""
    kinds = (counted,) if isinstance(counted, Ballot) else tuple(counted)
    return tuple(sign * (Fraction(ballot in kinds) - share * _IN_BASE[base][ballot]) for ballot in Ballot)


def _threshold(bound: Fraction, base: str, *, strict: bool) -> Test:
    if bound > 1:
        return Test((Fraction(1), Fraction(0), Fraction(0), Fraction(0)), bound, strict, counts_votes=True)
    return Test(_four(_weights(Ballot.YES, bound, base, 1)), Fraction(0), strict)


def _blocked(bound: Fraction, base: str) -> Test:
    """Noes at exactly the fraction block, so the deal passes only strictly below it."""
    if bound > 1:
        return Test((Fraction(0), Fraction(-1), Fraction(0), Fraction(0)), -bound, strict=True)
    return Test(_four(_weights(Ballot.NO, bound, base, -1)), Fraction(0), strict=True)


def _turnout(bound: Fraction, strict: bool) -> Test:
    taking_part = (Ballot.YES, Ballot.NO, Ballot.ABSTAIN)
    if bound > 1:
        return Test((Fraction(1), Fraction(1), Fraction(1), Fraction(0)), bound, strict, counts_votes=True)
    return Test(_four(_weights(taking_part, bound, "roll", 1)), Fraction(0), strict)


def _four(weights: tuple[Fraction, ...]) -> tuple[Fraction, Fraction, Fraction, Fraction]:
    yes, no, abstain, away = weights
    return yes, no, abstain, away


@dataclass(frozen=True, slots=True)
class Voter:
    """A voter with a range of votes in scaled integers, of which a share takes part, from lowest to highest."""

    least: int
    most: int
    takes_part: tuple[Fraction, Fraction] = (Fraction(1), Fraction(1))


@dataclass(frozen=True, slots=True)
class Pool:
    """Voters whose votes add up to `total` (scaled), or to nothing in particular where it is None.

    voters: each with the numbers of the ballots that it may cast: a group of wings, among which its votes may split
    in any way, has several.
    """

    voters: tuple[tuple[Voter, tuple[int, ...]], ...]
    total: int | None


@dataclass(frozen=True, slots=True)
class Tally:
    """The pools of a body, and the scale of their votes."""

    pools: tuple[Pool, ...]
    scale: int

    @property
    def members(self) -> list[tuple[Voter, tuple[int, ...]]]:
        """All voters of all pools."""
        return [member for pool in self.pools for member in pool.voters]


def _weight_of(test: Test, ballot: Ballot, takes_part: tuple[Fraction, Fraction], worst: bool) -> Fraction:
    """What one vote of a voter counts, at the worst or best share of its votes that takes part."""
    pick = min if worst else max
    away = test.weights[Ballot.AWAY]
    if ballot is Ballot.AWAY:
        return away
    return pick(share * test.weights[ballot] + (1 - share) * away for share in takes_part)


@lru_cache(maxsize=4096)
def _ballot_weights(test: Test, takes_part: tuple[Fraction, Fraction], worst: bool) -> tuple[Fraction, ...]:
    """What one vote counts where the voter says yes, no, abstains, stays away, or may do anything."""
    pick = min if worst else max
    weights = [_weight_of(test, ballot, takes_part, worst) for ballot in Ballot]
    return (*weights, pick(weights))


def extreme(test: Test, tally: Tally, ballots: Sequence[Ballots], worst: bool) -> tuple[Ints, int]:
    """The least or greatest left side of a test over all votes that may be cast, and its scale."""
    scale = common_scale(test, tally)
    total: Ints = np.int64(0)
    for pool in tally.pools:
        total = total + _pool_extreme(test, pool, ballots, worst, scale)
    return total, scale * tally.scale


def weights_of(test: Test, takes_part: tuple[Fraction, Fraction], worst: bool, scale: int) -> list[int]:
    """What one vote counts where the voter says yes, no, abstains, stays away, or may do anything; scaled."""
    return [int(weight * scale) for weight in _ballot_weights(test, takes_part, worst)]


def common_scale(test: Test, tally: Tally) -> int:
    """The scale at which every weight of a vote is whole."""
    shares = {voter.takes_part for voter, _ in tally.members}
    weights = {
        weight
        for takes_part in shares
        for worst in (True, False)
        for weight in _ballot_weights(test, takes_part, worst)
    }
    return lcm(*(weight.denominator for weight in weights))


def _pool_extreme(test: Test, pool: Pool, ballots: Sequence[Ballots], worst: bool, scale: int) -> Ints:
    """The extreme of one pool: lower ends first, what is left over goes to the cheapest (dearest) votes."""
    pick = np.minimum if worst else np.maximum
    weights: list[Ints] = []
    levels: set[int] = set()
    for voter, numbers in pool.voters:
        by_ballot = weights_of(test, voter.takes_part, worst, scale)
        levels.update(by_ballot)
        weight = _chosen(by_ballot, ballots[numbers[0]])
        for number in numbers[1:]:
            weight = pick(weight, _chosen(by_ballot, ballots[number]))
        weights.append(weight)
    value: Ints = np.int64(0)
    for (voter, _), weight in zip(pool.voters, weights, strict=True):
        value = value + weight * voter.least
    spare = [voter.most - voter.least for voter, _ in pool.voters]
    if not any(spare):
        return value
    ranked = sorted(levels, reverse=not worst)
    if pool.total is None:
        gaining = [level for level in ranked if (level < 0) == worst and level != 0]
        return value + sum((_room(weights, spare, level) * level for level in gaining), np.int64(0))
    left: Ints = np.int64(pool.total - sum(voter.least for voter, _ in pool.voters))
    for level in ranked:
        taken = np.minimum(left, _room(weights, spare, level))
        value = value + taken * level
        left = left - taken
    return value


def _chosen(weights: Sequence[int], ballots: Ballots) -> Ints:
    """The weight of a voter's vote, package by package."""
    yes, no, abstains, away, anything = (np.int64(weight) for weight in weights)
    rest = np.where(ballots.abstains, abstains, np.where(ballots.away, away, anything))
    chosen: Ints = np.where(ballots.yes, yes, np.where(ballots.no, no, rest))
    return chosen


def _room(weights: Sequence[Ints], spare: Sequence[int], level: int) -> Ints:
    """How many votes can still be added at a weight."""
    room: Ints = np.int64(0)
    for weight, free in zip(weights, spare, strict=True):
        if free:
            room = room + np.where(weight == level, np.int64(free), np.int64(0))
    return room


def judge(tests: Sequence[Test], tally: Tally, ballots: Sequence[Ballots]) -> tuple[Mask, Mask]:
    """Where all tests surely hold, and where one surely fails.

    Args:
        tests: what must hold, each judged at its own worst and best.
        tally: the voters.
        ballots: the ballots that voters may cast, by the numbers in the pools.
    """
    holds: Mask = YES
    fails: Mask = NO
    for test in tests:
        low, scale = extreme(test, tally, ballots, worst=True)
        high, _ = extreme(test, tally, ballots, worst=False)
        holds = holds & test.passes(low, scale)
        fails = fails | ~test.passes(high, scale)
    return holds, fails

"""The fewest votes that must change to yes for a rule to hold.

A change turns a no, an abstention or an absence into a yes, and what it adds to each test of the rule differs: a
turnout gains from an absentee only, a majority of those cast gains most from a no. With x noes, u abstentions and v
absentees changed, the fewest are a linear programme:

    least x + u + v  such that  gains . (x, u, v) >= what each test lacks,  x <= noes,  u <= abstaining,  v <= away

Its dual has one number per test (its price), and once the prices are chosen the answer is linear in the votes. The
prices that matter are the corners of a polytope that depends on the rule alone; so the corners are listed once, and
for each the extreme over all votes that may be cast is found as for any other test (Dantzig 1963 on duality).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import combinations

import numpy as np

from winset.model.logic import Mask
from winset.model.tally import Ballot, Pool, Tally, Test, extreme, judge
from winset.model.view import Ballots, Ints

Prices = tuple[Fraction, ...]
"""A price per test: how many changes a unit of what it lacks is worth."""

_CHANGEABLE = (Ballot.NO, Ballot.ABSTAIN, Ballot.AWAY)


@dataclass(frozen=True, slots=True)
class _Count:
    """`most - weights . votes` is what must change, by one corner of the prices; more than that where strict."""

    most: Fraction
    test: Test


def votes_lacking(tests: Sequence[Test], tally: Tally, ballots: Sequence[Ballots]) -> tuple[Ints, Ints]:
    """The fewest votes that must change to yes for all tests to hold, in scaled votes.

    Where a rule asks for more votes than there are, votes from outside count as changes too.

    Args:
        tests: what must hold.
        tally: the voters.
        ballots: the ballots that voters may cast, by the numbers in the pools.

    Returns:
        The number where everything open turns out well, and where nothing does. Where the answer is open the first is
        nothing. Where votes are ranges and there are several tests, each way of counting is taken at its own best,
        as the verdict is, so the first can be below what any one outcome needs.
    """
    least: Ints = np.int64(0)
    most: Ints = np.int64(0)
    for count in _counts(tuple(dict.fromkeys(_in_whole_votes(test, tally) for test in tests))):
        least = np.maximum(least, _changes(count, tally, ballots, worst=False))
        most = np.maximum(most, _changes(count, tally, ballots, worst=True))
    _, fails = judge(tests, tally, ballots)
    return _only(fails, least), most


def _in_whole_votes(test: Test, tally: Tally) -> Test:
    """A turnout as the whole number of votes that meets it, where it is known how many votes there are.

    Who has to come in is then a whole number too, so that rounding the changes up loses nothing.
    """
    everyone = all(min(voter.takes_part) == 1 for voter, _ in tally.members)
    units = _units(tally) if everyone else None
    if units is None or any(_gain([(Fraction(1), test)], ballot) for ballot in (Ballot.NO, Ballot.ABSTAIN)):
        return test
    away = test.weights[Ballot.AWAY] * units
    bound = (test.least * tally.scale - away) / (test.weights[Ballot.YES] - test.weights[Ballot.AWAY])
    whole = bound.numerator // bound.denominator + (1 if test.strict or bound.denominator > 1 else 0)
    weights = (Fraction(1), Fraction(1), Fraction(1), Fraction(0))
    return Test(weights, Fraction(whole, tally.scale), strict=False, counts_votes=test.counts_votes)


def _units(tally: Tally) -> int | None:
    """How many scaled votes there are in all, where that is known."""
    found = 0
    for pool in tally.pools:
        fixed = sum(voter.least for voter, _ in pool.voters) if _is_fixed(pool) else pool.total
        if fixed is None:
            return None
        found += fixed
    return found


def _is_fixed(pool: Pool) -> bool:
    return all(voter.least == voter.most for voter, _ in pool.voters)


def _only(where: Mask, numbers: Ints) -> Ints:
    return np.asarray(numbers * np.asarray(where))[()]


def _changes(count: _Count, tally: Tally, ballots: Sequence[Ballots], *, worst: bool) -> Ints:
    value, scale = extreme(count.test, tally, ballots, worst)
    bound = count.most * scale
    # In units of 1/scale votes, over `per` such units to a scaled vote: whole scaled votes, rounded up.
    lacking = bound.numerator - bound.denominator * value
    per = bound.denominator * (scale // tally.scale)
    if count.test.strict:
        return lacking // per + 1
    return -(-lacking // per)


@lru_cache(maxsize=256)
def _counts(tests: tuple[Test, ...]) -> tuple[_Count, ...]:
    """What must change, as a function of the votes, for every corner of the prices."""
    return tuple(_each_count(tests))


def _each_count(tests: tuple[Test, ...]) -> Iterator[_Count]:
    for prices in _corners(tests):
        priced = [(price, test) for price, test in zip(prices, tests, strict=True) if price]
        if not priced:
            continue
        worth = [_worth(priced, ballot) for ballot in Ballot]
        yes, no, abstain, away = (
            weight + (max(Fraction(0), _gain(priced, ballot) - 1) if ballot in _CHANGEABLE else 0)
            for ballot, weight in zip(Ballot, worth, strict=True)
        )
        strict = any(test.strict for _, test in priced)
        most = sum((price * test.least for price, test in priced), Fraction(0))
        yield _Count(most, Test((yes, no, abstain, away), Fraction(0), strict))


def _worth(priced: Sequence[tuple[Fraction, Test]], ballot: Ballot) -> Fraction:
    return sum((price * test.weights[ballot] for price, test in priced), Fraction(0))


def _gain(priced: Sequence[tuple[Fraction, Test]], ballot: Ballot) -> Fraction:
    """What a vote that changes to yes is worth at these prices."""
    return _worth(priced, Ballot.YES) - _worth(priced, ballot)


def _corners(tests: tuple[Test, ...]) -> set[Prices]:
    """The prices at which as many limits meet as there are tests: a price of nothing, or a change worth just one."""
    count = len(tests)
    from_outside = [Fraction(test.counts_votes) for test in tests]
    limits: list[tuple[list[Fraction], Fraction]] = [
        *(([Fraction(at == place) for at in range(count)], Fraction(0)) for place in range(count)),
        *(([_gain([(Fraction(1), test)], ballot) for test in tests], Fraction(1)) for ballot in _CHANGEABLE),
        (from_outside, Fraction(1)),
    ]
    found: set[Prices] = set()
    for chosen in combinations(limits, count):
        prices = _solved([row for row, _ in chosen], [bound for _, bound in chosen])
        if prices is None or min(prices) < 0:
            continue
        if sum((price * share for price, share in zip(prices, from_outside, strict=True)), Fraction(0)) <= 1:
            found.add(prices)
    return found


def _solved(rows: Sequence[Sequence[Fraction]], bounds: Sequence[Fraction]) -> Prices | None:
    """The one solution of a few linear equations, exactly; None where there is none, or more than one."""
    left = [[*row, bound] for row, bound in zip(rows, bounds, strict=True)]
    for place in range(len(left)):
        pivot = next((at for at in range(place, len(left)) if left[at][place]), None)
        if pivot is None:
            return None
        left[place], left[pivot] = left[pivot], left[place]
        left[place] = [value / left[place][place] for value in left[place]]
        for at in range(len(left)):
            if at != place:
                factor = left[at][place]
                left[at] = [value - factor * other for value, other in zip(left[at], left[place], strict=True)]
    return tuple(row[-1] for row in left)

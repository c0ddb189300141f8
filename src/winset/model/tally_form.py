"""Votes counted as a formula: where tests surely hold, and where one surely fails, whatever the open votes do.

The extreme of a linear function over ranges of votes that add up to a total is, by duality, the best of a few sums:
one for each weight that a vote can have (Dantzig 1957 on the bounded knapsack). So a test over ranges becomes the
least, or the most, of a few weighted sums of the ballots cast, without listing how votes may split.
"""

from collections.abc import Iterator, Sequence

from winset.model.form import BallotForm
from winset.model.logic import FALSE, TRUE, Formula, Least, Most, Number, Sum, all_of, any_of, at_least, negation
from winset.model.tally import Pool, Tally, Test, common_scale, weights_of

Weighing = tuple[tuple[Formula, int], ...]
"""The weights that a voter's vote can have, each with where it has it; exactly one holds for every package."""


def judge_form(tests: Sequence[Test], tally: Tally, ballots: Sequence[BallotForm]) -> tuple[Formula, Formula]:
    """Where all tests surely hold, and where one surely fails.

    Args:
        tests: what must hold, each judged at its own worst and best.
        tally: the voters.
        ballots: the ballots that voters may cast, by the numbers in the pools.
    """
    holds: list[Formula] = []
    fails: list[Formula] = []
    for test in tests:
        scale = common_scale(test, tally)
        needed = test.needed(scale * tally.scale)
        low, high = (
            Sum((), 0, tuple(_pool_extreme(test, pool, ballots, worst, scale) for pool in tally.pools))
            for worst in (True, False)
        )
        holds.append(at_least(low, needed))
        fails.append(negation(at_least(high, needed)))
    return all_of(holds), any_of(fails)


def _pool_extreme(test: Test, pool: Pool, ballots: Sequence[BallotForm], worst: bool, scale: int) -> Number:
    weighed = [
        _weighing([ballots[number] for number in numbers], weights_of(test, voter.takes_part, worst, scale), worst)
        for voter, numbers in pool.voters
    ]
    ranges = [(voter.least, voter.most) for voter, _ in pool.voters]
    if all(least == most for least, most in ranges):
        return Sum(tuple(_weights(weighed, [(least, least) for least, _ in ranges], 0, worst)))
    prices = [0] if pool.total is None else sorted({weight for weighing in weighed for _, weight in weighing})
    sums = tuple(Sum(tuple(_weights(weighed, ranges, price, worst)), price * (pool.total or 0)) for price in prices)
    return Most(sums) if worst else Least(sums)


def _weights(
    weighed: Sequence[Weighing], ranges: Sequence[tuple[int, int]], price: int, worst: bool
) -> Iterator[tuple[Formula, int]]:
    """What each voter adds to a sum at one price of a vote: at its lower end or at its upper, whichever is worse."""
    pick = min if worst else max
    for weighing, ends in zip(weighed, ranges, strict=True):
        for formula, weight in weighing:
            value = pick((weight - price) * end for end in ends)
            if value:
                yield formula, value


def _weighing(ballots: Sequence[BallotForm], weights: Sequence[int], worst: bool) -> Weighing:
    """The weight of a voter's vote: of several ballots that it may cast, the worst or the best counts."""
    by_ballot = [_cases(ballot, weights) for ballot in ballots]
    levels = sorted({weight for cases in by_ballot for _, weight in cases}, reverse=not worst)
    found: list[tuple[Formula, int]] = []
    earlier: Formula = FALSE
    for level in levels:
        here = any_of([formula for cases in by_ballot for formula, weight in cases if weight == level])
        found.append((all_of([here, negation(earlier)]), level))
        earlier = any_of([earlier, here])
    return tuple((formula, level) for formula, level in found if formula != FALSE)


def _cases(ballot: BallotForm, weights: Sequence[int]) -> Weighing:
    """One ballot: yes, else no, else abstaining, else away, else anything."""
    found: list[tuple[Formula, int]] = []
    free: Formula = TRUE
    for formula, weight in zip((ballot.yes, ballot.no, ballot.abstains, ballot.away), weights, strict=False):
        found.append((all_of([free, formula]), weight))
        free = all_of([free, negation(formula)])
    found.append((free, weights[-1]))
    return tuple((formula, weight) for formula, weight in found if formula != FALSE)

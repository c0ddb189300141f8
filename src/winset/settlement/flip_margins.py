"""By how much every comparison that a judge rests on is met: numbers that are linear in an input, between its bends.

A judge's answer to a package is made of comparisons only: votes with a threshold, at their worst and at their best;
support and turnout with what a rule asks for. (Points are compared as well, but change sides at whole steps, which need
not be looked for.) While none of them changes sides, neither does the answer. How ballots are cast inside follows from
the judges inside, so those come first.

The extreme of votes that are ranges is found greedily, cheapest votes first; it bends where the order of two kinds of
votes changes, or where what is left over runs out at another of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

import numpy as np

from winset.case.rules import Rule
from winset.model.acceptance.assembly import Assembly
from winset.model.acceptance.bodies import Chambers
from winset.model.acceptance.counts import HeadCounts
from winset.model.acceptance.judge import Judge
from winset.model.acceptance.kind import JudgeLike, Step
from winset.model.acceptance.opinion import Item, Opinion, Support
from winset.model.logic import YES
from winset.model.tally import Pool, Tally, Test, Voter, common_scale, extreme, rule_tests, weights_of
from winset.model.view import Ballots, Ints, View
from winset.settlement.flip_dial import LINEAR, Factor, Linear

Pair = tuple[Fraction, Fraction]
"""A linear function, by its values at two places."""

_COUNTED = (Ballots(yes=YES), Ballots(no=YES), Ballots())


@dataclass(frozen=True, slots=True)
class Margin:
    """`values / scale - bound` over the packages; what it is multiplied by to be linear is `factor` of the input."""

    values: Ints
    scale: int
    bound: Fraction
    factor: str = ""


def levels(judge: JudgeLike) -> list[list[Judge]]:
    """The judge, the judges inside it, those inside them, and so on."""
    found: list[list[Judge]] = []
    here = [judge] if isinstance(judge, Judge) else []
    while here:
        found.append(here)
        inner = {id(each): each for outer in here for each in _inside(outer) if isinstance(each, Judge)}
        here = list(inner.values())
    return found


def _inside(judge: Judge) -> Iterator[JudgeLike]:
    for _, step in judge.steps:
        if isinstance(step, Assembly):
            for voice in step.voices:
                yield from (each for each, _ in voice.judges)
        elif isinstance(step, Chambers):
            yield from step.bodies


def numbers_of(judge: Judge) -> tuple[object, ...]:
    """What a judge compares by itself, apart from what the judges inside it say."""
    return tuple(_numbers(step) for _, step in judge.steps)


def _numbers(step: Step) -> object:
    if isinstance(step, Assembly):
        return step.tests, step.tally
    if isinstance(step, HeadCounts):
        return step.tests, step.readings
    if isinstance(step, Opinion):
        return step.of_all, step.of_decided, step.demands
    return step.rule if isinstance(step, Chambers) else None


def lines(one: Judge, other: Judge, view: View, at: Pair, linear: Linear = LINEAR) -> set[Pair]:
    """Every margin of a judge, with an input at two values `at`; those that the input does not change are left out."""
    found: set[Pair] = set()
    for first, second in zip(_margins(one, view), _margins(other, view), strict=True):
        factor: Factor = getattr(linear, first.factor) if first.factor else LINEAR.support
        factors = factor(at[0]), factor(at[1])
        for left, right in _distinct(first.values, second.values):
            pair = (
                (Fraction(left, first.scale) - first.bound) * factors[0],
                (Fraction(right, second.scale) - second.bound) * factors[1],
            )
            if pair[0] != pair[1]:
                found.add(pair)
    return found


def _distinct(one: Ints, other: Ints) -> list[tuple[int, int]]:
    """The pairs of values that packages have, each once."""
    left, first = np.unique(one, return_inverse=True)
    right, second = np.unique(other, return_inverse=True)
    codes = np.unique(first.ravel() * len(right) + second.ravel())
    return list(zip(left[codes // len(right)].tolist(), right[codes % len(right)].tolist(), strict=True))


def _margins(judge: Judge, view: View) -> Iterator[Margin]:
    for _, step in judge.steps:
        if isinstance(step, Opinion):
            yield from _of_opinion(step, view)
        elif isinstance(step, Assembly):
            yield from _of_votes(step.tests, step.tally, [voice.ballots(view)[0] for voice in step.voices])
        elif isinstance(step, HeadCounts):
            for reading in step.readings:
                yield from _of_votes(step.tests, reading.tally, _COUNTED)
        elif isinstance(step, Chambers):
            yield from _of_bodies(step, view)


def _of_votes(tests: Sequence[Test], tally: Tally, ballots: Sequence[Ballots]) -> Iterator[Margin]:
    for test in tests:
        for worst in (True, False):
            values, scale = extreme(test, tally, ballots, worst)
            yield Margin(values, scale, test.least)


def _of_bodies(step: Chambers, view: View) -> Iterator[Margin]:
    answers = [body.answer(view) for body in step.bodies]
    ballots = [Ballots(yes=answer.yes, no=answer.no) for answer in answers]
    voters = tuple((Voter(1, 1), (number,)) for number in range(len(ballots)))
    tally = Tally((Pool(voters, len(voters)),), 1)
    for rule in _parts(step.rule):
        if rule.prevails is None and rule.all_of is None:
            yield from _of_votes(rule_tests(rule), tally, ballots)


def _parts(rule: Rule) -> Iterator[Rule]:
    if rule.all is None:
        yield rule
        return
    for part in rule.all:
        yield from _parts(part)


def _of_opinion(step: Opinion, view: View) -> Iterator[Margin]:
    """Support, by every item as if it were the one that decides, with what a rule asks for at either end."""
    whole = 100 * step.scale
    for demand in step.demands.tests:
        support = step.of_decided if demand.of_decided else step.of_all
        sides = list(_sides(support, view, whole))
        for bound, lowest in ((demand.at_worst, True), (demand.at_best, False)):
            if bound is None:
                continue
            values = [np.int64(0), np.int64(whole), *(side for is_low, side in sides if is_low == lowest)]
            for each in values:
                yield Margin(each, step.scale, bound / step.scale, "support")
    for turnout in step.demands.turnouts:
        for missing in (turnout.at_worst, turnout.at_best):
            yield Margin(np.int64(0), 1, missing, "turnout")


def _sides(support: Support, view: View, whole: int) -> Iterator[tuple[bool, Ints]]:
    """What support can be, lowest (True) and highest, if a certain item is the one that decides in its group."""
    of_items = [[(item, _for(item, view)) for item in group] for group in support.groups]
    read = [_read(group, view) for group in support.groups]
    low = [_lowest(group, view, whole) for group in of_items]
    for place, group in enumerate(of_items):
        others = [number for number in range(len(of_items)) if number != place]
        known: Ints = sum((np.where(read[number], low[number] - whole, 0) for number in others), np.int64(0))
        for item, share in group:
            yield True, share + known
            yield False, share + (whole - item.printed)
            yield False, share


def _for(item: Item, view: View) -> Ints:
    share: Ints = np.int64(0)
    for formula, least in item.answers:
        share = share + np.where(view.test(formula), np.int64(least), np.int64(0))
    return share


def _read(group: Sequence[Item], view: View) -> Ints:
    found: Ints = np.int64(0)
    for item in group:
        found = found | np.asarray(view.test(item.about)).astype(np.int64)
    return found


def _lowest(group: Sequence[tuple[Item, Ints]], view: View, whole: int) -> Ints:
    least: Ints = np.int64(whole)
    for item, share in group:
        least = np.where(view.test(item.about), np.minimum(least, share), least)
    return least


@dataclass(frozen=True, slots=True)
class _Counted:
    """A count of votes: its tests, its voters, and how they cast their votes."""

    tests: tuple[Test, ...]
    tally: Tally
    ballots: Sequence[Ballots]


def _counted(judge: Judge, view: View) -> Iterator[_Counted]:
    for _, step in judge.steps:
        if isinstance(step, Assembly):
            yield _Counted(step.tests, step.tally, [voice.ballots(view)[0] for voice in step.voices])
        elif isinstance(step, HeadCounts):
            yield from (_Counted(step.tests, reading.tally, _COUNTED) for reading in step.readings)


def _ranges(one: Judge, other: Judge, view: View) -> Iterator[tuple[_Counted, _Counted, int, list[int]]]:
    """Every pool of a judge, with an input at two values, and which of its voters have a range of votes."""
    for first, second in zip(_counted(one, view), _counted(other, view), strict=True):
        for number, pools in enumerate(zip(first.tally.pools, second.tally.pools, strict=True)):
            pairs = zip(pools[0].voters, pools[1].voters, strict=True)
            wide = [place for place, voters in enumerate(pairs) if any(each.most > each.least for each, _ in voters)]
            if wide:
                yield first, second, number, wide


def ties(one: Judge, other: Judge, view: View) -> set[Pair]:
    """Functions of an input, by its values at two places, that are nothing where two kinds of votes weigh the same."""
    found: set[Pair] = set()
    for first, second, number, wide in _ranges(one, other, view):
        for tests in zip(first.tests, second.tests, strict=True):
            for worst in (True, False):
                sides = [
                    [
                        weight
                        for place in wide
                        for weight in _weights(test, side.tally, side.tally.pools[number].voters[place][0], worst)
                    ]
                    for test, side in zip(tests, (first, second), strict=True)
                ]
                kinds = set(zip(*sides, strict=True))
                found |= kinds if sides[0] != sides[1] else set()
                found |= {(this[0] - that[0], this[1] - that[1]) for this, that in combinations(kinds, 2)}
    return {pair for pair in found if pair[0] != pair[1]}


def _weights(test: Test, tally: Tally, voter: Voter, worst: bool) -> list[Fraction]:
    scale = common_scale(test, tally)
    return [Fraction(weight, scale) for weight in weights_of(test, voter.takes_part, worst, scale)]


def running_out(one: Judge, other: Judge, view: View) -> set[Pair]:
    """The same, nothing where what is left over is just what the votes take up that are filled first.

    Which are filled first must not change between the two places (see `ties`).
    """
    found: set[Pair] = set()
    for first, second, number, wide in _ranges(one, other, view):
        left, rooms = zip(*(_room(side.tally, number, wide) for side in (first, second)), strict=True)
        if left[0] is None or left[1] is None or (left[0] == left[1] and rooms[0] == rooms[1]):
            continue
        for some in _filled(first, number, wide):
            found.add(tuple(sum((room[at] for at in some), -over) for room, over in zip(rooms, left, strict=True)))
    return {pair for pair in found if pair[0] != pair[1]}


def _room(tally: Tally, number: int, wide: Sequence[int]) -> tuple[Fraction | None, list[Fraction]]:
    """What is left over of a pool's votes after the least of each voter, and what each range can take up."""
    pool = tally.pools[number]
    voters = [pool.voters[place][0] for place in wide]
    least = sum(voter.least for voter, _ in pool.voters)
    left = Fraction(pool.total - least, tally.scale) if pool.total is not None else None
    return left, [Fraction(voter.most - voter.least, tally.scale) for voter in voters]


def _filled(counted: _Counted, number: int, wide: Sequence[int]) -> set[tuple[int, ...]]:
    """The ranges that are filled before others at some package, by their place among the ranges; none at first."""
    pool = counted.tally.pools[number]
    found: set[tuple[int, ...]] = {()}
    for test in counted.tests:
        for worst in (True, False):
            weights = [_weighed(test, counted, pool.voters[place], worst) for place in wide]
            rows = np.stack([np.atleast_1d(each) for each in np.broadcast_arrays(*weights)])
            for row in np.unique(rows, axis=1).T.tolist():
                for level in set(row):
                    found.add(tuple(at for at, each in enumerate(row) if (each <= level if worst else each >= level)))
    return found


def _weighed(test: Test, counted: _Counted, member: tuple[Voter, tuple[int, ...]], worst: bool) -> Ints:
    """What one vote of a voter counts, package by package; one who has several ballots takes the extreme of them."""
    voter, numbers = member
    yes, no, abstains, away, anything = weights_of(test, voter.takes_part, worst, common_scale(test, counted.tally))
    pick = np.minimum if worst else np.maximum
    found: Ints | None = None
    for number in numbers:
        cast = counted.ballots[number]
        rest = np.where(cast.abstains, abstains, np.where(cast.away, away, anything))
        weight = np.where(cast.yes, yes, np.where(cast.no, no, rest))
        found = weight if found is None else pick(found, weight)
    return found if found is not None else np.int64(0)

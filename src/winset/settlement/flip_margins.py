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

MOST_RANGES = 12
"""Ranges of votes that are added up in one body."""

Pair = tuple[Fraction, Fraction]
"""A linear function, by its values at two places."""

_COUNTED = (Ballots(yes=YES), Ballots(no=YES), Ballots())


class TooManyRangesError(ValueError):
    """There are too many ranges of votes in one body to go through how they can add up."""


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


def bends(one: Judge, other: Judge) -> set[Pair]:
    """Linear functions of an input, by its values at two places, that are nothing where an extreme may bend.

    Raises:
        TooManyRangesError: see there.
    """
    found: set[Pair] = set()
    for first, second in zip(_tallies(one), _tallies(other), strict=True):
        for pools in zip(first[1].pools, second[1].pools, strict=True):
            spare = [
                place
                for place, (left, right) in enumerate(zip(pools[0].voters, pools[1].voters, strict=True))
                if left[0].most > left[0].least or right[0].most > right[0].least
            ]
            if spare:
                found |= _running_out(pools, (first[1].scale, second[1].scale), spare)
                found |= _ties(first, second, pools, spare)
    return {pair for pair in found if pair[0] != pair[1]}


_Counted = tuple[tuple[Test, ...], Tally]


def _tallies(judge: Judge) -> Iterator[_Counted]:
    for _, step in judge.steps:
        if isinstance(step, Assembly):
            yield step.tests, step.tally
        elif isinstance(step, HeadCounts):
            yield from ((step.tests, reading.tally) for reading in step.readings)


def _running_out(pools: tuple[Pool, Pool], scales: tuple[int, int], spare: Sequence[int]) -> set[Pair]:
    """Where what is left over is just what some of the ranges take up."""
    rooms, left = [], []
    for pool, scale in zip(pools, scales, strict=True):
        rooms.append([Fraction(pool.voters[place][0].most - pool.voters[place][0].least, scale) for place in spare])
        least = sum(voter.least for voter, _ in pool.voters)
        left.append(Fraction(pool.total - least, scale) if pool.total is not None else None)
    if left[0] is None or left[1] is None or (left[0] == left[1] and rooms[0] == rooms[1]):
        return set()
    if len(spare) > MOST_RANGES:
        raise TooManyRangesError
    return {
        (sum((rooms[0][at] for at in some), -left[0]), sum((rooms[1][at] for at in some), -left[1]))
        for count in range(len(spare) + 1)
        for some in combinations(range(len(spare)), count)
    }


def _ties(first: _Counted, second: _Counted, pools: tuple[Pool, Pool], spare: Sequence[int]) -> set[Pair]:
    """Where two kinds of votes weigh the same, or nothing."""
    found: set[Pair] = set()
    for tests in zip(first[0], second[0], strict=True):
        for worst in (True, False):
            sides = [
                {place: _weights(test, counted[1], pool.voters[place][0], worst) for place in spare}
                for test, counted, pool in zip(tests, (first, second), pools, strict=True)
            ]
            if sides[0] == sides[1]:
                continue
            kinds = {pair for place in spare for pair in zip(sides[0][place], sides[1][place], strict=True)}
            found |= kinds
            found |= {(one[0] - other[0], one[1] - other[1]) for one, other in combinations(kinds, 2)}
    return found


def _weights(test: Test, tally: Tally, voter: Voter, worst: bool) -> list[Fraction]:
    scale = common_scale(test, tally)
    return [Fraction(weight, scale) for weight in weights_of(test, voter.takes_part, worst, scale)]

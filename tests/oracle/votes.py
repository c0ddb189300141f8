"""Votes: every extreme way in which a body may vote, and what a rule makes of it.

Sizes are ranges that add up; open voters may vote in any way. The set of admissible votes is a polytope and every
threshold is a linear form, so its worst and its best are at corners; all corners are listed.
"""

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise, product
from math import ceil
from typing import Literal, NamedTuple

from oracle.scene import Answer
from winset.case.rules import Rule

Stance = Literal["yes", "no", "abstain", "stay_away", "open"]
ZERO, ONE = Fraction(0), Fraction(1)


class Tally(NamedTuple):
    """How a body votes: so many yes, no, abstaining, staying away."""

    yes: Fraction
    no: Fraction
    abstain: Fraction
    away: Fraction


@dataclass(frozen=True)
class Group:
    """Voters who vote alike, or a group of groups; `most` is missing where the size is what others leave over."""

    least: Fraction
    most: Fraction | None
    stance: Stance = "open"
    parts: tuple["Group", ...] = ()
    turnout: tuple[Fraction, Fraction] = (ONE, ONE)


def _corner_sizes(group: Group) -> set[Fraction]:
    """The sizes at which the group, or all of its parts, are at an end of their ranges."""
    ends = {group.least} if group.most is None else {group.least, group.most}
    if not group.parts:
        return ends
    sums = {sum(sizes, ZERO) for sizes in product(*map(_corner_sizes, group.parts))}
    return ends | {size for size in sums if size >= group.least and (group.most is None or size <= group.most)}


def _splits(group: Group, size: Fraction) -> set[tuple[Fraction, ...]]:
    """The corner ways to share a size among those who vote alike: all parts but one at a corner, one takes the rest."""
    if size < group.least or (group.most is not None and size > group.most):
        return set()
    if not group.parts:
        return {(size,)}
    found = set()
    for last in range(len(group.parts)):
        others = [part for at, part in enumerate(group.parts) if at != last]
        for sizes in product(*map(_corner_sizes, others)):
            shared = list(sizes)
            shared.insert(last, size - sum(sizes, ZERO))
            ways = [_splits(part, its) for part, its in zip(group.parts, shared, strict=True)]
            found |= {sum(way, ()) for way in product(*ways)}
    return found


def _voters(group: Group) -> list[Group]:
    """Those who vote alike, in the order in which `_splits` gives their sizes."""
    return [voter for part in group.parts for voter in _voters(part)] if group.parts else [group]


def _bounded(group: Group) -> bool:
    return group.most is not None or (bool(group.parts) and all(map(_bounded, group.parts)))


def _ways(voter: Group) -> set[Tally]:
    """How one vote of theirs may be spread, at the extremes."""
    ways = set()
    for share in voter.turnout:
        away = ONE - share
        if voter.stance in {"yes", "open"}:
            ways.add(Tally(share, ZERO, ZERO, away))
        if voter.stance in {"no", "open"}:
            ways.add(Tally(ZERO, share, ZERO, away))
        if voter.stance in {"abstain", "open"}:
            ways.add(Tally(ZERO, ZERO, share, away))
        if voter.stance in {"stay_away", "open"}:
            ways.add(Tally(ZERO, ZERO, ZERO, ONE))
    return ways


def size_corners(whole: Group) -> set[tuple[Fraction, ...]]:
    """The corner sizes of those who vote alike, for every corner size of the whole."""
    if not _bounded(whole):
        whole = replace(whole, least=ONE, most=ONE)  # nothing says how many there are: shares of one
    return {sizes for total in _corner_sizes(whole) for sizes in _splits(whole, total)}


@lru_cache(maxsize=20_000)
def tallies(whole: Group) -> frozenset[Tally]:
    """Every corner of the admissible votes."""
    voters = _voters(whole)
    found: set[Tally] = set()
    for sizes in size_corners(whole):
        reached = {Tally(ZERO, ZERO, ZERO, ZERO)}
        for voter, size in zip(voters, sizes, strict=True):
            reached = {_plus(tally, way, size) for tally in reached for way in _ways(voter)}
        found |= reached
    if not found:
        raise ValueError("the votes do not add up")
    return frozenset(found)


def _plus(tally: Tally, way: Tally, size: Fraction) -> Tally:
    return Tally(
        tally.yes + size * way.yes,
        tally.no + size * way.no,
        tally.abstain + size * way.abstain,
        tally.away + size * way.away,
    )


def _base(base: str, tally: Tally) -> Fraction:
    if base in {"cast", "decided"}:
        return tally.yes + tally.no
    if base == "present":
        return tally.yes + tally.no + tally.abstain
    return tally.yes + tally.no + tally.abstain + tally.away  # members, roll, asked, bodies


def holds(rule: Rule, tally: Tally) -> bool:
    """Whether a rule over votes holds for these votes."""
    if rule.all is not None:
        return all(holds(part, tally) for part in rule.all)
    if rule.turnout is not None:
        taking_part = tally.yes + tally.no + tally.abstain
        if rule.turnout.at_least is not None:
            return taking_part - _needed(rule.turnout.at_least, "members", tally) >= 0
        if rule.turnout.more_than is not None:
            return taking_part - _needed(rule.turnout.more_than, "members", tally) > 0
    if rule.more_than is not None:
        return tally.yes - _needed(rule.more_than, rule.base, tally) > 0
    if rule.at_least is not None:
        return tally.yes - _needed(rule.at_least, rule.base, tally) >= 0
    if rule.blocked_by is not None:
        return tally.no - _needed(rule.blocked_by, rule.base, tally) < 0
    raise ValueError("not a rule over votes")


def _needed(threshold: Fraction, base: str, tally: Tally) -> Fraction:
    return threshold if threshold > 1 else threshold * _base(base, tally)


def over_votes(rule: Rule) -> bool:
    """Whether a rule speaks of votes only, not of what bodies say."""
    if rule.all is not None:
        return all(map(over_votes, rule.all))
    return rule.all_of is None and rule.prevails is None


def both(answers: list[Answer]) -> Answer:
    """`all`: yes if all surely hold, no if one surely fails, else open."""
    if "no" in answers:
        return "no"
    return "open" if "open" in answers else "yes"


def judged(rule: Rule, votes: frozenset[Tally]) -> Answer:
    """What a rule over votes makes of everything that the votes may be."""
    if rule.all is not None:
        return both([judged(part, votes) for part in rule.all])
    passed = {holds(rule, tally) for tally in votes}
    if passed == {True}:
        return "yes"
    return "no" if passed == {False} else "open"


def _changed(tally: Tally, present: Fraction, absentees: Fraction) -> Tally:
    """The votes after so many of those present, noes first, and so many absentees have changed to yes."""
    noes = min(present, tally.no)
    abstaining = min(present - noes, tally.abstain)
    away = min(absentees, tally.away)
    return Tally(tally.yes + noes + abstaining + away, tally.no - noes, tally.abstain - abstaining, tally.away - away)


@lru_cache(maxsize=20_000)
def fewest_changes(rule: Rule, tally: Tally, whole: bool) -> int:
    """The fewest votes that must change to yes for the rule to hold, a whole number of them.

    Where votes are whole, each that changes is one vote; where only a share of them takes part, a change may be made
    up of parts. Where all votes for would not be enough, votes from outside are counted; where nothing would do, as
    in a body without members, it is one more than all.
    """
    numbers = [part.threshold or ZERO for part in _parts(rule)]
    numbers += [part.turnout.at_least or part.turnout.more_than or ZERO for part in _parts(rule) if part.turnout]
    beyond = ceil(sum(tally) + max((number for number in numbers if number > 1), default=ZERO)) + 1
    enough = (changes for changes in range(beyond) if _within(rule, tally, changes, whole))
    return next(enough, beyond)


def _within(rule: Rule, tally: Tally, changes: int, whole: bool) -> bool:
    """Whether so many changes are enough, however they are shared among those present, absentees and outsiders."""
    present = tally.no + tally.abstain
    if _enough(rule, tally, Fraction(changes), Fraction(0), whole):
        return True
    outsiders = range(1, changes + 1) if changes >= present or changes >= tally.away else ()
    return any(_enough(rule, tally, Fraction(changes - extra), Fraction(extra), whole) for extra in outsiders)


def _enough(rule: Rule, tally: Tally, members: Fraction, outsiders: Fraction, whole: bool) -> bool:
    least = max(ZERO, members - tally.no - tally.abstain)
    most = max(least, min(members, tally.away))
    if whole:
        amounts = [Fraction(number) for number in range(ceil(least), ceil(most) + 1)]
    else:
        amounts = _amounts(rule, tally, members, outsiders, least, most)
    return any(_met(rule, _changed(tally, members - away, away), outsiders) for away in amounts)


def _amounts(
    rule: Rule, tally: Tally, members: Fraction, outsiders: Fraction, least: Fraction, most: Fraction
) -> list[Fraction]:
    """How many of the changes may be absentees: whatever can make a difference to a test.

    Every test is linear in this amount up to where the noes run out and from there on, so what matters is where a
    test is just met, and a point between each two of those.
    """
    bends = sorted({least, most, *(at for at in (members - tally.no, tally.away) if least < at < most)})
    points = set(bends)
    for low, high in pairwise(bends):
        for part in _parts(rule):
            ends = [_margin(part, _changed(tally, members - at, at), outsiders) for at in (low, high)]
            if ends[0] != ends[1]:
                root = low + (high - low) * ends[0] / (ends[0] - ends[1])
                points |= {root} if low < root < high else set()
    ordered = sorted(points)
    return ordered + [(low + high) / 2 for low, high in pairwise(ordered)]


def _parts(rule: Rule) -> list[Rule]:
    return [inner for part in rule.all for inner in _parts(part)] if rule.all is not None else [rule]


def _margin(rule: Rule, tally: Tally, outsiders: Fraction) -> Fraction:
    """By how much one threshold is passed, below nothing where it is not; outsiders help to reach a number of votes."""
    if rule.turnout is not None:
        needed = rule.turnout.at_least if rule.turnout.at_least is not None else rule.turnout.more_than or ZERO
        taking_part = tally.yes + tally.no + tally.abstain
        return taking_part + (outsiders if needed > 1 else 0) - _needed(needed, "members", tally)
    threshold = rule.threshold or ZERO
    needed = _needed(threshold, rule.base, tally)
    if rule.blocked_by is not None:
        return needed - tally.no
    return tally.yes + (outsiders if threshold > 1 else 0) - needed


def _met(rule: Rule, tally: Tally, outsiders: Fraction) -> bool:
    for part in _parts(rule):
        margin = _margin(part, tally, outsiders)
        at_least = part.at_least is not None or (part.turnout is not None and part.turnout.at_least is not None)
        if margin < 0 or (margin == 0 and not at_least):
            return False
    return True


def in_whole_votes(whole: Group) -> bool:
    """Whether all votes that a group may cast are whole: all take part, and it is known how many there are."""
    if not _bounded(whole):
        return False
    sizes = {sum(corner, ZERO) for corner in size_corners(whole)}
    return len(sizes) == 1 and all(voter.turnout == (ONE, ONE) for voter in _voters(whole))


def has_ranges(whole: Group) -> bool:
    """Whether groups have ranges of votes, or shares that take part, so that one threshold's gain may be another's
    loss."""
    return len(size_corners(whole)) > 1 or any(voter.turnout[0] != voter.turnout[1] for voter in _voters(whole))

"""Polls: the interval of support for a package, and what a rule makes of it."""

from fractions import Fraction
from typing import NamedTuple

from oracle.scene import Answer, Scene, issues_named
from oracle.votes import both
from winset.case.rules import Rule
from winset.case.sections import Judge, Poll

HUNDRED = Fraction(100)
STEP = Fraction(1, 10)
"""The step in which shares are printed: a tenth of a point."""


class Range(NamedTuple):
    """From the least to the most."""

    least: Fraction
    most: Fraction


class Lack(NamedTuple):
    """How far a rule over opinion is from holding, in per cent points of its base: at best and at worst."""

    kind: str
    least: Fraction
    most: Fraction


def _item_support(poll: Poll, scene: Scene, decided: bool) -> Range:
    """Those who accept the package by this item, in per cent of those decided or of all who were asked."""
    accepting = against = Fraction(0)
    for answer in poll.answers.values():
        if scene.matches(answer.accepts):
            accepting += answer.share.least
        else:
            against += answer.share.least
    fewest_undecided = poll.undecided.least if poll.undecided is not None else Fraction(0)
    most_undecided = poll.undecided.most if poll.undecided is not None else Fraction(0)
    scale = Fraction(1)
    if decided and poll.base == "asked":
        if fewest_undecided >= HUNDRED:
            return Range(Fraction(0), HUNDRED)
        scale = HUNDRED / (HUNDRED - fewest_undecided)
    if not decided and poll.base == "decided":
        scale = (HUNDRED - most_undecided) / HUNDRED
    return Range(accepting * scale, HUNDRED - against * scale)


def _read(polls: list[Poll]) -> list[Poll]:
    """Of one pollster only the latest items; an item without a date gives way to any that has one."""
    kept = []
    for poll in polls:
        if poll.pollster is not None:
            days = [other.field.last for other in polls if other.pollster == poll.pollster and other.field is not None]
            dated = [day for day in days if day is not None]
            own = poll.field.last if poll.field is not None else None
            if dated and own != max(dated):
                continue
        kept.append(poll)
    return kept


def support(judge: Judge, scene: Scene, decided: bool) -> Range | None:
    """Support for the package in per cent; nothing where no item is about it."""
    by_issues: dict[frozenset[str], list[Poll]] = {}
    for poll in judge.polls.values():
        if scene.matches(poll.about):
            by_issues.setdefault(issues_named(scene.case, poll.about), []).append(poll)
    if not by_issues:
        return None
    hulls = []
    for polls in by_issues.values():
        readings = [_item_support(poll, scene, decided) for poll in _read(polls)]
        hulls.append(Range(min(one.least for one in readings), max(one.most for one in readings)))
    least = sum((hull.least for hull in hulls), Fraction(0)) - (len(hulls) - 1) * HUNDRED
    return Range(max(Fraction(0), least), min(hull.most for hull in hulls))


def _turnout(judge: Judge) -> Range | None:
    return Range(judge.turnout.least, judge.turnout.most) if judge.turnout is not None else None


def _turnout_missing(rule: Rule, judge: Judge) -> tuple[Range, bool] | None:
    """Per cent points of the roll by which turnout falls short, at best and at worst, and whether equal will do."""
    if rule.turnout is None:
        return None
    equal_will_do = rule.turnout.at_least is not None
    needed = rule.turnout.at_least if rule.turnout.at_least is not None else rule.turnout.more_than
    taking_part = _turnout(judge) or Range(Fraction(0), Fraction(1))
    if needed is None or (needed > 1 and judge.members is None):
        return None
    if needed > 1 and judge.members is not None:
        shares = Range(needed / judge.members.most, needed / judge.members.least)
    else:
        shares = Range(needed, needed)
    missing = Range(shares.least - taking_part.most, shares.most - taking_part.least)
    return Range(missing.least * 100, missing.most * 100), equal_will_do


def _support_missing(rule: Rule, judge: Judge, scene: Scene) -> tuple[Range, bool] | None:
    """Per cent points by which support among those who take part falls short, at best and at worst.

    And whether equal will do.
    """
    threshold = rule.threshold
    counts_votes = threshold is not None and threshold > 1
    found = support(judge, scene, decided=rule.base in {"cast", "decided"} and not counts_votes)
    if threshold is None or found is None or (counts_votes and judge.members is None) or rule.base == "bodies":
        return None
    needed = Range(threshold * 100, threshold * 100)
    if counts_votes and judge.members is not None:
        needed = Range(threshold * 100 / judge.members.most, threshold * 100 / judge.members.least)
    part = Range(Fraction(1), Fraction(1))
    if rule.base in {"members", "roll"} or counts_votes:
        part = _turnout(judge) or part
    if part.least == 0:
        return None  # nobody may come, which no support makes up for
    at_most, at_least = needed.most / part.least, needed.least / part.most
    if rule.blocked_by is not None:
        against = Range(HUNDRED - found.most, HUNDRED - found.least)
        return Range(against.least - at_most, against.most - at_least), False
    return Range(at_least - found.most, at_most - found.least), rule.at_least is not None


def opinion(rule: Rule, judge: Judge, scene: Scene) -> Answer | None:
    """What the rule makes of the polls; nothing where they do not speak of the package."""
    if support(judge, scene, decided=False) is None:
        return None
    if rule.all is not None:
        return both([opinion(part, judge, scene) or "open" for part in rule.all])
    found = _turnout_missing(rule, judge) or _support_missing(rule, judge, scene)
    if found is None:
        return "open"
    missing, equal_will_do = found
    if missing.most < 0 or (missing.most == 0 and equal_will_do):
        return "yes"
    if missing.least > 0 or (missing.least == 0 and not equal_will_do):
        return "no"
    return "open"


def lacks(rule: Rule, judge: Judge, scene: Scene) -> list[Lack]:
    """What the polls say is lacking: at most one entry for opinion and one for turnout."""
    if support(judge, scene, decided=False) is None or opinion(rule, judge, scene) == "yes":
        return []
    if rule.all is not None:
        found = [lack for part in rule.all for lack in lacks(part, judge, scene)]
        kinds = sorted({lack.kind for lack in found})
        alike = [[lack for lack in found if lack.kind == kind] for kind in kinds]
        return [Lack(group[0].kind, max(g.least for g in group), max(g.most for g in group)) for group in alike]
    missing = _turnout_missing(rule, judge) or _support_missing(rule, judge, scene)
    if missing is None:
        return []
    (least, most), equal_will_do = missing
    kind = "turnout" if rule.turnout is not None else "opinion"
    return [Lack(kind, _missing(least, equal_will_do), _missing(most, equal_will_do))]


def _missing(missing: Fraction, equal_will_do: bool) -> Fraction:
    """What is missing; what must be exceeded lacks at least the step in which shares are printed."""
    if missing < 0 or (missing == 0 and equal_will_do):
        return Fraction(0)
    return missing if equal_will_do else max(missing, STEP)

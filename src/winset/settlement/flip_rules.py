"""The thresholds of rules that can be turned: shares of a base, or numbers of votes."""

from collections.abc import Iterator
from fractions import Fraction

from winset.case.checks.judges import bodies_of
from winset.case.checks.votes import members_of
from winset.case.rules import Rule
from winset.case.sections import Judge, Ratifier
from winset.case.shape import Path
from winset.settlement.flip_dial import Dial, Edit, edited, most

_WORDS = ("more_than", "at_least", "blocked_by")


def rule_dials(whole: Ratifier, judge: Judge, rule: Rule, at: Path, inside: Path) -> Iterator[Dial]:
    """Thresholds, as a share or as a number as they are written; a share stays one, and so does a number."""
    if rule.all is not None:
        for place, part in enumerate(rule.all):
            yield from rule_dials(whole, judge, part, at, (*inside, "all", place))
        return
    part_, path = (rule.turnout, (*inside, "turnout")) if rule.turnout is not None else (rule, inside)
    for word in _WORDS:
        now: Fraction | None = getattr(part_, word, None)
        if now is None:
            continue
        here = (*path, word)
        if now <= 1:
            yield Dial((*at, *here), "share", now, Fraction(0), Fraction(1), _threshold(whole, here), one_way=True)
            continue
        whole_votes = now.denominator == 1
        unit = "bodies" if bodies_of(judge) else "votes"
        high = max(now, _reachable(judge, now, strict=word == "more_than" and whole_votes))
        low = min(now, Fraction(2))  # one and less is a share
        yield Dial((*at, *here), unit, now, low, high, _threshold(whole, here), whole=whole_votes, one_way=True)


def _threshold(whole: Ratifier, path: Path) -> Edit:
    return lambda value: edited(whole, path, lambda _: value)


def _reachable(judge: Judge, now: Fraction, *, strict: bool) -> Fraction:
    """The largest number that can be asked for: all there are, or more than anybody can have."""
    bodies = bodies_of(judge)
    all_ = Fraction(len(bodies)) if bodies else members_of(judge)
    if all_ is not None:
        return all_ - strict
    counted = (number for count in judge.counts.values() for number in (count.ayes, count.noes, count.undeclared))
    return now + most(counted) + most(bloc.votes for bloc in judge.blocs.values()) + 1


def votes_needed(judge: Judge) -> Fraction:
    """How many votes there must be for the rule of a judge to be one that can be met."""
    return max((number + strict for number, strict in _numbers(judge.rule)), default=Fraction(0))


def _numbers(rule: Rule | None) -> Iterator[tuple[Fraction, int]]:
    """The numbers of votes that a rule asks for, and whether they must be exceeded."""
    if rule is None:
        return
    for part in rule.all or ():
        yield from _numbers(part)
    for holder in (rule, rule.turnout):
        for word in _WORDS:
            number = getattr(holder, word, None)
            if number is not None and number > 1:
                yield number, word == "more_than"

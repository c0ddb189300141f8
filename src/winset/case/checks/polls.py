"""The shares of a poll are shares of one whole."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from winset.case.checks.judges import judges
from winset.case.checks.survey import Survey
from winset.case.findings import Finding
from winset.case.problems import quoted
from winset.case.rules import Rule
from winset.case.sections import Judge, Poll
from winset.case.shape import Path
from winset.case.words import plain_number

ROUNDING = Fraction(1, 2)  # points by which a printed share may be rounded


def polls(survey: Survey) -> Iterable[Finding]:
    """Polls that do not add up, or that their rule cannot read."""
    for _, path, judge in judges(survey.file):
        for id_, poll in judge.polls.items():
            yield from _sum((*path, "polls", id_), poll)
            yield from _base((*path, "polls", id_), poll, judge)


def _sum(path: Path, poll: Poll) -> Iterator[Finding]:
    shares = [answer.share.least for answer in poll.answers.values()]
    if poll.base == "asked" and poll.undecided is not None:
        shares.append(poll.undecided.least)
    total = sum(shares, Fraction(0))
    if max(shares) <= 100 and total > 100 + ROUNDING * len(shares):
        what = f"the shares of {quoted(str(path[-1]))} add up to {plain_number(total)}"
        mend = "more than rounding explains: correct a share"
        yield Finding((*path, "answers"), what, mend, "key")


def _base(path: Path, poll: Poll, judge: Judge) -> Iterator[Finding]:
    if poll.base == "decided" and poll.undecided is None and judge.rule is not None and _asks(judge.rule):
        what = f"{quoted(str(path[-1]))} has shares of those decided, and the rule counts those asked"
        yield Finding(path, what, "write `undecided`", "key")


def _asks(rule: Rule) -> bool:
    return rule.of == "asked" or any(_asks(part) for part in rule.all or ())

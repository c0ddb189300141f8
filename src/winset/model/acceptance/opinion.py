"""Polls: support as an interval, judged against a rule.

An item maps each answer that it offered to the packages that those who chose it accept; those who chose another
answer are against, and what is not printed is open. Items on the same issues are readings of one thing, and their
hull is taken; of one pollster only the latest is read. Items on different issues combine by Frechet's bounds, never
by products (Frechet 1935).

Shares are used as printed, so what a poll decides holds at the stated values and is never sure.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import numpy as np

from winset.case.patterns import Combined, Match, Named, Pattern
from winset.case.rules import MAJORITY_CAST, Rule
from winset.case.sections import Judge as WrittenJudge
from winset.case.sections import Poll
from winset.model.acceptance.kind import Compiling, Kind, Lack, Step, least_common
from winset.model.logic import FALSE, NO, Formula, Mask, as_mask
from winset.model.view import Answers, Ints, Path, View

HUNDRED = Fraction(100)


@dataclass(frozen=True, slots=True)
class Item:
    """A poll item: what it is about, and for each answer the share that it adds to those for, in scaled per cent.

    Shares are of the rule's base. `open_share` is what was not printed, or did not say.
    """

    path: Path
    about: Formula
    answers: tuple[tuple[Formula, int], ...]
    open_share: int
    whole: int


@dataclass(frozen=True, slots=True)
class Demand:
    """A test of support: at least (or more than, where strict) this many scaled per cent of the base.

    takes_part: the share of the roll that takes part, where the rule is of the roll; support is then multiplied.
    """

    least: Fraction
    strict: bool
    takes_part: tuple[Fraction, Fraction] = (Fraction(1), Fraction(1))

    def passes(self, support: Ints, takes_part: Fraction) -> Mask:
        """Where a support passes when this share of the roll takes part."""
        left = support * takes_part.numerator
        bound = self.least * takes_part.denominator
        whole = bound.numerator // bound.denominator
        if self.strict:
            return as_mask(left > whole)
        return as_mask(left >= (whole if bound.denominator == 1 else whole + 1))


@dataclass(frozen=True, slots=True)
class Opinion:
    """Groups of items (readings of one thing each), and what their support must reach.

    fixed: what the rule says before any support is read, such as a turnout that is known: yes, no or open.
    """

    path: Path
    groups: tuple[tuple[Item, ...], ...]
    demands: tuple[Demand, ...]
    fixed: tuple[bool, bool]
    scale: int

    def support(self, view: View) -> tuple[Ints, Ints, Mask]:
        """Lowest and highest support in scaled per cent, and where any item is about the package."""
        whole = 100 * self.scale
        low: Ints = np.int64(0)
        high: Ints = np.int64(whole)
        groups_read: Ints = np.int64(0)
        for group in self.groups:
            least, most, read = _hull(group, view, whole)
            low = low + np.where(read, least, np.int64(0))
            high = np.where(read, np.minimum(high, most), high)
            groups_read = groups_read + np.asarray(read).astype(np.int64)
        spoken = as_mask(groups_read > 0)
        low = np.maximum(low - (groups_read - 1) * whole, 0) * np.asarray(spoken)
        return low, high, spoken

    def judge(self, view: View) -> Answers:
        """Yes where the lowest support passes, no where the highest does not; only where an item is about it."""
        low, high, spoken = self.support(view)
        holds: Mask = spoken & np.bool_(self.fixed[0])
        fails: Mask = spoken & np.bool_(self.fixed[1])
        for demand in self.demands:
            holds = holds & demand.passes(low, demand.takes_part[0])
            fails = fails | (spoken & ~demand.passes(high, demand.takes_part[1]))
        decided = holds | fails
        for item in (item for group in self.groups for item in group):
            view.decided_by(item.path, decided & view.test(item.about))
        return Answers(yes=holds, no=fails, stated=decided)

    def lacks(self, view: View, answers: Answers) -> tuple[Lack, ...]:
        """The points of opinion that are missing, at the highest and at the lowest support."""
        low, high, spoken = self.support(view)
        least: Ints = np.int64(0)
        most: Ints = np.int64(0)
        for demand in self.demands:
            least = np.maximum(least, _missing(demand, high, demand.takes_part[1]))
            most = np.maximum(most, _missing(demand, low, demand.takes_part[0]))
        here = np.asarray(spoken)
        return (Lack("opinion", self.path, "points of opinion", least * here, most * here, self.scale),)


def _hull(group: tuple[Item, ...], view: View, whole: int) -> tuple[Ints, Ints, Mask]:
    least: Ints = np.int64(whole)
    most: Ints = np.int64(0)
    read: Mask = NO
    for item in group:
        about = view.test(item.about)
        support: Ints = np.int64(0)
        for formula, share in item.answers:
            support = support + np.where(view.test(formula), np.int64(share), np.int64(0))
        least = np.where(about, np.minimum(least, support), least)
        most = np.where(about, np.maximum(most, np.minimum(support + item.open_share, item.whole)), most)
        read = read | about
    return least, most, read


def _missing(demand: Demand, support: Ints, takes_part: Fraction) -> Ints:
    """The scaled per cent that support lacks; where it must be exceeded, the least step counts as one."""
    if takes_part == 0:
        return np.int64(0) * support
    bound = demand.least / takes_part
    whole = bound.numerator // bound.denominator
    needed = whole + 1 if demand.strict or bound.denominator != 1 else whole
    return np.maximum(needed - support, 0)


def demands_of(
    rule: Rule, takes_part: tuple[Fraction, Fraction] | None, scale: int
) -> tuple[tuple[Demand, ...], bool, bool]:
    """What support must reach under a rule, and whether what does not depend on support holds, or fails."""
    if rule.all is not None:
        parts = [demands_of(part, takes_part, scale) for part in rule.all]
        demands = tuple(demand for part in parts for demand in part[0])
        return demands, all(part[1] for part in parts), any(part[2] for part in parts)
    if rule.turnout is not None:
        return ((), *_turnout(rule, takes_part))
    threshold = rule.threshold or Fraction(0)
    of_roll = takes_part if rule.base in {"roll", "members"} and takes_part is not None else (Fraction(1), Fraction(1))
    if rule.blocked_by is not None:
        return (Demand((1 - threshold) * 100 * scale, True, of_roll),), True, False
    return (Demand(threshold * 100 * scale, rule.more_than is not None, of_roll),), True, False


def _turnout(rule: Rule, takes_part: tuple[Fraction, Fraction] | None) -> tuple[bool, bool]:
    if takes_part is None or rule.turnout is None:
        return False, False
    low, high = takes_part
    if rule.turnout.more_than is not None:
        return low > rule.turnout.more_than, high <= rule.turnout.more_than
    least = rule.turnout.at_least or Fraction(0)
    return low >= least, high < least


def leaves_out_undecided(rule: Rule) -> bool:
    """Whether a rule's base is those who decided; a poll has no votes cast, so they stand for them."""
    if rule.all is not None:
        return any(leaves_out_undecided(part) for part in rule.all)
    return rule.threshold is not None and rule.base in {"decided", "cast"}


def _shares(poll: Poll, of_decided: bool) -> tuple[list[Fraction], Fraction, Fraction]:
    """The shares of the answers, the open share and the whole, in per cent of the rule's base."""
    printed = [answer.share.value for answer in poll.answers.values()]
    undecided = poll.undecided.value if poll.undecided is not None else Fraction(0)
    factor = Fraction(1)
    if of_decided and poll.base == "asked" and undecided < HUNDRED:
        factor = HUNDRED / (HUNDRED - undecided)
    elif not of_decided and poll.base == "decided":
        factor = (HUNDRED - undecided) / HUNDRED
    shares = [share * factor for share in printed]
    return shares, max(HUNDRED - sum(shares, Fraction(0)), Fraction(0)), max(HUNDRED, sum(shares, Fraction(0)))


def _latest(polls: dict[str, Poll], terms_issues: frozenset[str]) -> list[list[tuple[str, Poll]]]:
    """The items grouped by the issues that they are about, of each pollster only the latest."""
    groups: dict[frozenset[str], dict[str, tuple[str, Poll]]] = {}
    for poll_id, poll in polls.items():
        group = groups.setdefault(frozenset(_ids(poll.about)) & terms_issues, {})
        key = poll.pollster or f"item {poll_id}"
        held = group.get(key)
        if held is None or _day(poll) >= _day(held[1]):
            group[key] = (poll_id, poll)
    return [list(group.values()) for group in groups.values()]


def _day(poll: Poll) -> date:
    return poll.field.last if poll.field is not None and poll.field.last is not None else date.min


def _ids(pattern: Pattern) -> Iterable[str]:
    """The ids that a pattern names itself, or through `any`, `all` and `not`."""
    if isinstance(pattern, Named):
        return
    for clause in pattern.clauses:
        if isinstance(clause, Match):
            yield clause.id
        elif isinstance(clause, Combined):
            for part in clause.parts:
                yield from _ids(part)


def _compile(written: WrittenJudge, compiling: Compiling) -> Step | None:
    if not written.polls:
        return None
    rule = written.rule or MAJORITY_CAST
    of_decided = leaves_out_undecided(rule)
    issues = frozenset(dimension.id for dimension in compiling.terms.dimensions)
    groups = _latest(written.polls, issues)
    numbers = [number for group in groups for _, poll in group for number in _all_shares(poll, of_decided)]
    scale = least_common(numbers)
    takes_part = (written.turnout.least, written.turnout.most) if written.turnout is not None else None
    demands, holds, fails = demands_of(rule, takes_part, scale)
    compiled = tuple(
        tuple(_item(poll_id, poll, compiling, scale, of_decided) for poll_id, poll in group) for group in groups
    )
    return Opinion((*compiling.path, "polls"), compiled, demands, (holds, fails), scale)


def _all_shares(poll: Poll, of_decided: bool) -> list[Fraction]:
    shares, left, whole = _shares(poll, of_decided)
    return [*shares, left, whole]


def _item(poll_id: str, poll: Poll, compiling: Compiling, scale: int, of_decided: bool) -> Item:
    shares, left, whole = _shares(poll, of_decided)
    answers = tuple(
        (compiling.terms.formula(answer.accepts), int(share * scale))
        for answer, share in zip(poll.answers.values(), shares, strict=True)
    )
    kept = tuple((formula, share) for formula, share in answers if formula != FALSE and share)
    about = compiling.terms.formula(poll.about)
    return Item((*compiling.path, "polls", poll_id), about, kept, int(left * scale), int(whole * scale))


POLLS = Kind(
    id="polls",
    name="polls",
    question="Does the support that polls report reach the rule?",
    source="Frechet 1935 (bounds of a conjunction); Zaller 1992 on answers and wording",
    exact=True,
    assumes="that shares are as printed; a wider error is shown and used for doubt, not for the verdict",
    field="polls",
    compile=_compile,
    quantifies=True,
)

"""Polls: support as an interval, judged against a rule.

An item maps each answer that it offered to the packages that those who chose it accept; those who chose another
answer are against, and what is not printed is open. Items on the same issues are readings of one thing, and their
hull is taken; of one pollster only the latest is read. Items on different issues combine by Frechet's bounds, never
by products (Frechet 1935).

Shares are used as printed, so what a poll decides holds at the stated values and is never sure.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import numpy as np

from winset.case.rules import MAJORITY_CAST, Rule
from winset.case.sections import Judge as WrittenJudge
from winset.case.sections import Poll
from winset.model.acceptance.kind import Compiling, Kind, Lack, Step, least_common
from winset.model.logic import NO, Formula, Mask, all_of, as_mask, negation
from winset.model.view import Answers, Ints, Path, View

HUNDRED = Fraction(100)


@dataclass(frozen=True, slots=True)
class Item:
    """A poll item: the packages that it is read for, and for each answer the least share that it adds to those for.

    Shares are scaled per cent of the rule's base; `printed` is the sum of the least shares, so that what no printed
    share speaks against may still be for.
    """

    path: Path
    about: Formula
    answers: tuple[tuple[Formula, int], ...]
    printed: int


@dataclass(frozen=True, slots=True)
class Demand:
    """A test of support: it must reach (or exceed, where strict) so many scaled per cent of the base.

    The two differ where the rule is of the roll and turnout is a range: `at_worst` is what is enough at the end of
    the turnout that is worst for the deal, `at_best` at the other. None: no support is enough.
    """

    at_worst: Fraction | None
    at_best: Fraction | None
    strict: bool

    def passes(self, support: Ints, bound: Fraction | None) -> Mask:
        """Where a support passes one of the two bounds."""
        if bound is None:
            return NO
        whole = bound.numerator // bound.denominator
        if self.strict:
            return as_mask(support > whole)
        return as_mask(support >= (whole if bound.denominator == 1 else whole + 1))

    def missing(self, support: Ints, bound: Fraction | None, whole: int) -> Ints:
        """The scaled per cent that support lacks; what must be exceeded lacks the least unit where it is just met.

        Where no support is enough, all that is not support is missing, and one unit more.
        """
        if bound is None:
            return np.asarray(whole - support + 1)[()]
        missing = np.maximum(int(bound) - support, 0)  # bounds are whole, by the choice of the scale
        return missing + (support == bound) if self.strict else missing

    @property
    def bounds(self) -> list[Fraction]:
        """The support that is enough at either end."""
        return [bound for bound in (self.at_worst, self.at_best) if bound is not None]


@dataclass(frozen=True, slots=True)
class Demands:
    """What support must reach under a rule, and whether what does not depend on support holds, or fails."""

    tests: tuple[Demand, ...]
    holds: bool = True
    fails: bool = False


@dataclass(frozen=True, slots=True)
class Opinion:
    """Groups of items, readings of one thing each, and what support must reach."""

    path: Path
    groups: tuple[tuple[Item, ...], ...]
    demands: Demands
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
        holds: Mask = spoken & np.bool_(self.demands.holds)
        fails: Mask = spoken & np.bool_(self.demands.fails)
        for demand in self.demands.tests:
            holds = holds & demand.passes(low, demand.at_worst)
            fails = fails | (spoken & ~demand.passes(high, demand.at_best))
        decided = holds | fails
        for item in (item for group in self.groups for item in group):
            view.decided_by(item.path, decided & view.test(item.about))
        return Answers(yes=holds, no=fails, stated=decided)

    def lacks(self, view: View, answers: Answers) -> tuple[Lack, ...]:
        """The points of opinion that are missing, at the highest and at the lowest support."""
        low, high, spoken = self.support(view)
        least: Ints = np.int64(0)
        most: Ints = np.int64(0)
        for demand in self.demands.tests:
            least = np.maximum(least, demand.missing(high, demand.at_best, 100 * self.scale))
            most = np.maximum(most, demand.missing(low, demand.at_worst, 100 * self.scale))
        here = np.asarray(spoken)
        turnout = np.int64(not self.demands.holds) * here
        surely = np.int64(self.demands.fails) * here
        return (
            Lack("opinion", self.path, "points of opinion", least * here, most * here, self.scale),
            Lack("answer", (*self.path, "turnout"), "turnout", surely, turnout),
        )


def _hull(group: tuple[Item, ...], view: View, whole: int) -> tuple[Ints, Ints, Mask]:
    least: Ints = np.int64(whole)
    most: Ints = np.int64(0)
    read: Mask = NO
    for item in group:
        about = view.test(item.about)
        support: Ints = np.int64(0)
        for formula, share in item.answers:
            support = support + np.where(view.test(formula), np.int64(share), np.int64(0))
        # Printed shares may add up to a little more than the whole, by rounding.
        highest = np.maximum(np.minimum(support + (whole - item.printed), whole), support)
        least = np.where(about, np.minimum(least, support), least)
        most = np.where(about, np.maximum(most, highest), most)
        read = read | about
    return least, most, read


def demands_of(rule: Rule, written: WrittenJudge, scale: int) -> Demands:
    """What support must reach under a rule; a number of votes needs the members to be a share of."""
    if rule.all is not None:
        parts = [demands_of(part, written, scale) for part in rule.all]
        tests = tuple(test for part in parts for test in part.tests)
        return Demands(tests, all(part.holds for part in parts), any(part.fails for part in parts))
    takes_part = (written.turnout.least, written.turnout.most) if written.turnout is not None else None
    if rule.turnout is not None:
        return Demands((), *_turnout(rule, takes_part))
    threshold = rule.threshold
    if threshold is None:
        return Demands((), False, False)
    of_roll = takes_part if rule.base in {"roll", "members"} else None
    if threshold > 1:
        if written.members is None:
            return Demands((), False, False)
        threshold, of_roll = threshold / written.members.value, takes_part
    low, high = of_roll if of_roll is not None else (Fraction(1), Fraction(1))
    whole = 100 * scale
    if rule.blocked_by is not None:  # everybody who takes part and is not for can be against
        worst, best = (whole * (1 - threshold / share) if share else Fraction(-1) for share in (high, low))
        return Demands((Demand(worst, best, strict=True),))
    strict = rule.more_than is not None
    enough = [_enough(threshold * whole, share, strict) for share in (low, high)]
    return Demands((Demand(enough[0], enough[1], strict),))


def _enough(bound: Fraction, takes_part: Fraction, strict: bool) -> Fraction | None:
    """The support that is enough when this share of the roll takes part."""
    if takes_part:
        return bound / takes_part
    return Fraction(0) if bound == 0 and not strict else None


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


def _shares(poll: Poll, of_decided: bool) -> list[Fraction]:
    """The least share of each answer, in per cent of the rule's base, at the end that leaves most open."""
    factor = Fraction(1)
    if poll.undecided is not None:
        if of_decided and poll.base == "asked" and poll.undecided.least < HUNDRED:
            factor = HUNDRED / (HUNDRED - poll.undecided.least)
        elif not of_decided and poll.base == "decided":
            factor = (HUNDRED - poll.undecided.most) / HUNDRED
    return [answer.share.least * factor for answer in poll.answers.values()]


def _groups(written: WrittenJudge, compiling: Compiling) -> list[list[tuple[str, Poll, Formula]]]:
    """The items by the issues that they are about, each with the packages that it is read for.

    Of one pollster a later item, where it speaks of a package, takes the place of an earlier one.
    """
    groups: dict[frozenset[str], list[tuple[str, Poll]]] = {}
    for poll_id, poll in written.polls.items():
        groups.setdefault(compiling.terms.issues_named(poll.about), []).append((poll_id, poll))
    return [
        [(poll_id, poll, _read_for(poll, items, compiling)) for poll_id, poll in items] for items in groups.values()
    ]


def _read_for(poll: Poll, items: list[tuple[str, Poll]], compiling: Compiling) -> Formula:
    later = [
        compiling.terms.formula(other.about)
        for _, other in items
        if poll.pollster is not None and other.pollster == poll.pollster and _day(other) > _day(poll)
    ]
    return all_of([compiling.terms.formula(poll.about), *(negation(about) for about in later)])


def _day(poll: Poll) -> date:
    return poll.field.last if poll.field is not None and poll.field.last is not None else date.min


def _compile(written: WrittenJudge, compiling: Compiling) -> Step | None:
    if not written.polls:
        return None
    rule = written.rule or MAJORITY_CAST
    of_decided = leaves_out_undecided(rule)
    groups = _groups(written, compiling)
    shares = [share for group in groups for _, poll, _ in group for share in _shares(poll, of_decided)]
    bounds = [bound for demand in demands_of(rule, written, 1).tests for bound in demand.bounds]
    scale = least_common(shares + bounds)
    compiled = tuple(
        tuple(_item(poll_id, poll, about, compiling, scale, of_decided) for poll_id, poll, about in group)
        for group in groups
    )
    return Opinion((*compiling.path, "polls"), compiled, demands_of(rule, written, scale), scale)


def _item(poll_id: str, poll: Poll, about: Formula, compiling: Compiling, scale: int, of_decided: bool) -> Item:
    shares = [int(share * scale) for share in _shares(poll, of_decided)]
    formulas = [compiling.terms.formula(answer.accepts) for answer in poll.answers.values()]
    answers = tuple((formula, share) for formula, share in zip(formulas, shares, strict=True) if share)
    return Item((*compiling.path, "polls", poll_id), about, answers, sum(shares))


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

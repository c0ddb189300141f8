"""What a rule asks of polls: that support, and turnout, reach a share of its base.

Support is a share of those who take part, so a share of the roll is reached by more of them where fewer come.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from winset.case.rules import Rule, Turnout
from winset.case.sections import Judge as WrittenJudge
from winset.model.logic import FALSE, NO, Formula, Mask, Number, as_mask, at_least
from winset.model.view import Ints

HUNDRED = Fraction(100)
STEPS = 10  # shares are printed to a tenth of a point at the finest


@dataclass(frozen=True, slots=True)
class Demand:
    """A test of support: it must reach (or exceed, where strict) so many scaled per cent of the base.

    The two differ where the rule is of the roll and turnout is a range: `at_worst` is what is enough at the end of
    the turnout that is worst for the deal, `at_best` at the other. None: no support is enough. of_decided: whether
    the undecided are left out of the base.
    """

    at_worst: Fraction | None
    at_best: Fraction | None
    strict: bool
    of_decided: bool

    def passes(self, support: Ints, bound: Fraction | None) -> Mask:
        """Where a support passes one of the two bounds."""
        if bound is None:
            return NO
        whole = bound.numerator // bound.denominator
        if self.strict:
            return as_mask(support > whole)
        return as_mask(support >= (whole if bound.denominator == 1 else whole + 1))

    def reached(self, support: Number, bound: Fraction | None) -> Formula:
        """That a support passes one of the two bounds."""
        if bound is None:
            return FALSE
        whole = bound.numerator // bound.denominator
        return at_least(support, whole if bound.denominator == 1 and not self.strict else whole + 1)

    def missing(self, support: Ints, bound: Fraction | None, whole: int) -> Ints:
        """The scaled per cent that support lacks; what must be exceeded lacks at least the step of printed shares.

        Where no support is enough, all that is not support is missing, and one step more.
        """
        step = whole // (STEPS * 100)
        if bound is None:
            return np.asarray(whole - support + step)[()]
        missing = np.maximum(int(bound) - support, 0)  # bounds are whole, by the choice of the scale
        return np.where(support <= int(bound), np.maximum(missing, step), 0)[()] if self.strict else missing

    @property
    def bounds(self) -> list[Fraction]:
        """The support that is enough at either end."""
        return [bound for bound in (self.at_worst, self.at_best) if bound is not None]


@dataclass(frozen=True, slots=True)
class TurnoutDemand:
    """By how many per cent points of the roll a turnout falls short at either end; below nothing, it is exceeded."""

    at_worst: Fraction
    at_best: Fraction
    strict: bool

    def lacking(self, missing: Fraction) -> Fraction:
        """What is lacking to pass; what must be exceeded lacks at least the step of printed shares."""
        if missing < 0 or (missing == 0 and not self.strict):
            return Fraction(0)
        return max(missing, Fraction(1, STEPS)) if self.strict else missing


@dataclass(frozen=True, slots=True)
class Demands:
    """What support and turnout must reach under a rule.

    unread: a number of votes is asked for of a body whose members nobody has counted, so nothing can be said.
    """

    tests: tuple[Demand, ...] = ()
    turnouts: tuple["TurnoutDemand", ...] = ()
    unread: bool = False

    @property
    def holds(self) -> bool:
        """Whether what does not depend on support surely holds."""
        return not self.unread and all(turnout.lacking(turnout.at_worst) == 0 for turnout in self.turnouts)

    @property
    def fails(self) -> bool:
        """Whether what does not depend on support surely fails."""
        return any(turnout.lacking(turnout.at_best) > 0 for turnout in self.turnouts)


def demands_of(rule: Rule, written: WrittenJudge, scale: int) -> Demands:
    """What support must reach under a rule; a number of votes needs the members to be a share of."""
    if rule.all is not None:
        parts = [demands_of(part, written, scale) for part in rule.all]
        tests = tuple(test for part in parts for test in part.tests)
        turnouts = tuple(turnout for part in parts for turnout in part.turnouts)
        return Demands(tests, turnouts, any(part.unread for part in parts))
    if rule.turnout is not None:
        return _turnout(rule.turnout, written)
    if rule.threshold is None:
        return Demands(unread=True)
    if rule.threshold > 1 and written.members is None:
        return Demands(unread=True)
    return Demands((_threshold(rule, rule.threshold, written, 100 * scale),))


def _threshold(rule: Rule, threshold: Fraction, written: WrittenJudge, whole: int) -> Demand:
    worst = best = threshold
    takes_part = (Fraction(1), Fraction(1))
    of_members = threshold > 1
    if written.members is not None and of_members:
        ends = threshold / written.members.least, threshold / written.members.most
        worst, best = (ends[1], ends[0]) if rule.blocked_by is not None else ends
    if written.turnout is not None and (of_members or rule.base in {"roll", "members"}):
        takes_part = written.turnout.least, written.turnout.most
    # A poll has no votes cast, so those who decided stand for them.
    of_decided = not of_members and rule.base in {"decided", "cast"}
    low, high = takes_part
    if rule.blocked_by is not None:  # everybody who takes part and is not for can be against
        bounds = [
            whole * (1 - bound / share) if share else Fraction(-1) for bound, share in ((worst, high), (best, low))
        ]
        return Demand(bounds[0], bounds[1], True, of_decided)
    strict = rule.more_than is not None
    enough = [_enough(bound * whole, share, strict) for bound, share in ((worst, low), (best, high))]
    return Demand(enough[0], enough[1], strict, of_decided)


def _enough(bound: Fraction, takes_part: Fraction, strict: bool) -> Fraction | None:
    """The support that is enough when this share of the roll takes part."""
    if takes_part:
        return bound / takes_part
    return Fraction(0) if bound == 0 and not strict else None


def _turnout(needed: Turnout, written: WrittenJudge) -> Demands:
    """What a turnout must reach, a number of votes as a share of the members; with no turnout given, any may come."""
    strict = needed.more_than is not None
    bound = needed.more_than if needed.more_than is not None else needed.at_least or Fraction(0)
    low, high = bound, bound
    if bound > 1:
        if written.members is None:
            return Demands(unread=True)
        low, high = bound / written.members.most, bound / written.members.least
    least, most = (Fraction(0), Fraction(1))
    if written.turnout is not None:
        least, most = written.turnout.least, written.turnout.most
    return Demands(turnouts=(TurnoutDemand((high - least) * HUNDRED, (low - most) * HUNDRED, strict),))

"""Polls: support as an interval, judged against a rule.

An item maps each answer that it offered to the packages that those who chose it accept; those who chose another
answer are against, and what is not printed is open. Items on the same issues are readings of one thing, and their
hull is taken; of one pollster only the latest is read. Items on different issues combine by Frechet's bounds, never
by products (Frechet 1935). Points that levers move from against to for are added to what results, up to the whole.

Shares are used as printed, so what a poll decides holds at the stated values and is never sure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np

from winset.case.paths import case_path
from winset.case.rules import MAJORITY_CAST
from winset.case.sections import Judge as WrittenJudge
from winset.case.sections import Poll
from winset.model.acceptance.demands import HUNDRED, STEPS, Demand, Demands, demands_of
from winset.model.acceptance.kind import Compiling, Kind, Lack, Step, least_common, where
from winset.model.draws import Drawn
from winset.model.form import Form
from winset.model.logic import (
    FALSE,
    NO,
    Formula,
    Least,
    Mask,
    Most,
    Number,
    Sum,
    all_of,
    any_of,
    as_mask,
    negation,
)
from winset.model.shifts import Movement, Shifts, at, number_of, numbers_in
from winset.model.view import Answers, Ints, Path, View

_DRAWN_STEPS = 1000


@dataclass(frozen=True, slots=True)
class Item:
    """A poll item: the packages that it is read for, and for each answer the least share that it adds to those for.

    Shares are scaled per cent of the rule's base; `printed` is the sum of the least shares, so that what no printed
    share speaks against may still be for. drawn, drawn_printed: the same in every draw, shape (draws, 1).
    """

    path: Path
    about: Formula
    answers: tuple[tuple[Formula, int], ...]
    printed: int
    drawn: tuple[tuple[Formula, Ints], ...] = ()
    drawn_printed: Ints | None = None

    def support(self, view: View, whole: int) -> tuple[Ints, Ints]:
        """What the answers for a package come to, and what is the most with all that is not printed.

        Printed shares may add up to a little more than the whole, by rounding.
        """
        support: Ints = np.int64(0)
        for formula, share in self.drawn or self.answers:
            support = support + np.where(view.test(formula), share, np.int64(0))
        printed = self.printed if self.drawn_printed is None else self.drawn_printed
        return support, np.maximum(np.minimum(support + (whole - printed), whole), support)


@dataclass(frozen=True, slots=True)
class Support:
    """Groups of items, readings of one thing each, in scaled per cent of one base."""

    groups: tuple[tuple[Item, ...], ...]
    scale: int

    def over(self, view: View) -> tuple[Ints, Ints, Mask]:
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

    def form(self) -> tuple[Number, Number]:
        """Lowest and highest support as numbers; where no item is about the package, nothing and the whole."""
        whole = 100 * self.scale
        hulls = [_hull_form(group, whole) for group in self.groups]
        unread = tuple((negation(read), 1) for _, _, read in hulls)
        # Without any reading nothing would be taken off, so the whole is taken off once.
        nothing = (negation(any_of([read for _, _, read in hulls])), -whole)
        base = whole - whole * len(hulls)
        low = Sum((nothing,), base, tuple(least for least, _, _ in hulls))
        high = [Sum(((formula, whole),), 0, (most,)) for (_, most, _), (formula, _) in zip(hulls, unread, strict=True)]
        return Most((Sum((), 0), low)), Least((Sum((), whole), *high))


@dataclass(frozen=True, slots=True)
class Moved:
    """Scaled points that one lever moves, by the packages that they are about; together no more than `most`.

    drawn: the same in every draw, shape (draws, 1).
    """

    parts: tuple[tuple[Formula, int], ...]
    most: int | None
    drawn: tuple[tuple[Formula, Ints], ...] = ()

    def over(self, view: View) -> Ints:
        """The points that move, over a block."""
        total: Ints = np.int64(0)
        for about, points in self.drawn or self.parts:
            total = total + np.where(view.test(about), points, np.int64(0))
        return total if self.most is None else np.minimum(total, self.most)

    def form(self) -> Number:
        """The points that move, as a number."""
        total = Sum(self.parts)
        return total if self.most is None else Least((total, Sum((), self.most)))


@dataclass(frozen=True, slots=True)
class Opinion:
    """What support is, of all who were asked and of those who decided, and what it must reach.

    moved: what levers have moved since.
    """

    path: Path
    of_all: Support
    of_decided: Support
    demands: Demands
    scale: int
    moved: tuple[Moved, ...] = ()

    def support(self, view: View, of_decided: bool) -> tuple[Ints, Ints]:
        """The lowest and the highest support over a block, in scaled per cent, with what levers have moved."""
        low, high, _ = (self.of_decided if of_decided else self.of_all).over(view)
        if not self.moved:
            return low, high
        points: Ints = sum((moved.over(view) for moved in self.moved), np.int64(0))
        # Printed shares may add up to a little more than the whole, which no movement takes back.
        whole = np.int64(100 * self.scale)
        ends = (np.maximum(np.minimum(end + points, np.maximum(end, whole)), 0) for end in (low, high))
        return next(ends), next(ends)

    def support_form(self, of_decided: bool) -> tuple[Number, Number]:
        """The lowest and the highest support as numbers, with what levers have moved."""
        low, high = (self.of_decided if of_decided else self.of_all).form()
        if not self.moved:
            return low, high
        moved = tuple(part.form() for part in self.moved)
        return self._clamped(low, moved), self._clamped(high, moved)

    def _clamped(self, end: Number, moved: tuple[Number, ...]) -> Number:
        whole = Sum((), 100 * self.scale)
        return Most((Sum((), 0), Least((Sum((), 0, (end, *moved)), Most((end, whole))))))

    def form(self) -> Form:
        """Yes where the lowest support passes, no where the highest does not; only where an item is about it."""
        spoken = any_of([item.about for item in self._items])
        holds = [spoken] if self.demands.holds else [FALSE]
        fails = [spoken] if self.demands.fails else []
        for demand in self.demands.tests:
            low, high = self.support_form(demand.of_decided)
            holds.append(demand.reached(low, demand.at_worst))
            fails.append(all_of([spoken, negation(demand.reached(high, demand.at_best))]))
        yes, no = all_of(holds), any_of(fails)
        return Form(yes=yes, no=no, stated=any_of([yes, no]))

    def _over(self, view: View, demand: Demand) -> tuple[Ints, Ints]:
        return self.support(view, demand.of_decided)

    def spoken(self, view: View) -> Mask:
        """Where an item is about the package."""
        found: Mask = NO
        for item in self._items:
            found = found | view.test(item.about)
        return found

    @property
    def _items(self) -> list[Item]:
        return [item for group in self.of_all.groups for item in group]

    def judge(self, view: View) -> Answers:
        """Yes where the lowest support passes, no where the highest does not; only where an item is about it."""
        spoken = self.spoken(view)
        holds: Mask = spoken & np.bool_(self.demands.holds)
        fails: Mask = spoken & np.bool_(self.demands.fails)
        for demand in self.demands.tests:
            low, high = self._over(view, demand)
            holds = holds & demand.passes(low, demand.at_worst)
            fails = fails | (spoken & ~demand.passes(high, demand.at_best))
        decided = holds | fails
        for item in self._items:
            view.decided_by(item.path, decided & view.test(item.about))
        return Answers(yes=holds, no=fails, stated=decided)

    def lacks(self, view: View, answers: Answers) -> tuple[Lack, ...]:
        """The points of opinion that are missing, at the highest and at the lowest support."""
        spoken = self.spoken(view)
        least: Ints = np.int64(0)
        most: Ints = np.int64(0)
        for demand in self.demands.tests:
            low, high = self._over(view, demand)
            least = np.maximum(least, demand.missing(high, demand.at_best, 100 * self.scale))
            most = np.maximum(most, demand.missing(low, demand.at_worst, 100 * self.scale))
        here = np.asarray(spoken)
        opinion = Lack("opinion", self.path, "points of opinion", least * here, most * here, self.scale)
        return (opinion, *(where(spoken, lack) for lack in self._turnout_lacks()))

    def _turnout_lacks(self) -> tuple[Lack, ...]:
        """The points of turnout that are missing, by the demand that lacks most."""
        turnouts = self.demands.turnouts
        if not turnouts:
            return ()
        least = max(turnout.lacking(turnout.at_best) for turnout in turnouts)
        most = max(turnout.lacking(turnout.at_worst) for turnout in turnouts)
        scale = least_common([least, most])
        ends = np.int64(least * scale), np.int64(most * scale)
        return (Lack("turnout", (*self.path, "turnout"), "points of turnout", *ends, scale),)


def _hull(group: tuple[Item, ...], view: View, whole: int) -> tuple[Ints, Ints, Mask]:
    least: Ints = np.int64(whole)
    most: Ints = np.int64(0)
    read: Mask = NO
    for item in group:
        about = view.test(item.about)
        support, highest = item.support(view, whole)
        least = np.where(about, np.minimum(least, support), least)
        most = np.where(about, np.maximum(most, highest), most)
        read = read | about
    return least, most, read


def _hull_form(group: tuple[Item, ...], whole: int) -> tuple[Number, Number, Formula]:
    """The same as numbers; where nothing is read, the whole and nothing."""
    least: list[Number] = [Sum((), whole)]
    most: list[Number] = [Sum((), 0)]
    for item in group:
        silent = negation(item.about)
        support = Sum(item.answers)
        highest = Most((Least((Sum(item.answers, whole - item.printed), Sum((), whole))), support))
        least.append(Sum((*item.answers, (silent, whole))))
        most.append(Sum(((silent, -max(whole, item.printed)),), 0, (highest,)))
    return Least(tuple(least)), Most(tuple(most)), any_of([item.about for item in group])


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
    groups = _groups(written, compiling)
    polls = [poll for group in groups for _, poll, _ in group]
    shares = [share for poll in polls for base in (False, True) for share in _shares(poll, base)]
    bounds = [bound for demand in demands_of(rule, written, 1).tests for bound in demand.bounds]
    shifts = at(compiling.shifts, case_path(compiling.path))
    # Shares in draws are of another base by rounding, so they need a fine scale.
    steps = STEPS if compiling.draws is None else _DRAWN_STEPS
    scale = least_common([*shares, *bounds, *numbers_in(shifts), Fraction(1, steps)])
    of_all, of_decided = (_support(groups, compiling, scale, base) for base in (False, True))
    moved = _moved(shifts, compiling, scale)
    return Opinion((*compiling.path, "polls"), of_all, of_decided, demands_of(rule, written, scale), scale, moved)


def _moved(shifts: Shifts, compiling: Compiling, scale: int) -> tuple[Moved, ...]:
    return tuple(_one_moved(movement, compiling, scale) for movement in shifts)


def _one_moved(movement: Movement, compiling: Compiling, scale: int) -> Moved:
    most = int(movement.most * scale) if movement.most is not None else None
    parts = [(compiling.terms.formula(about), points) for about, points in movement.parts]
    if not any(isinstance(points, Drawn) for _, points in parts):
        return Moved(tuple((about, int(number_of(points) * scale)) for about, points in parts), most)
    drawn = (
        (about, points.at(scale) if isinstance(points, Drawn) else np.int64(int(points * scale)))
        for about, points in parts
    )
    return Moved((), most, tuple(drawn))


def _support(
    groups: list[list[tuple[str, Poll, Formula]]], compiling: Compiling, scale: int, of_decided: bool
) -> Support:
    compiled = tuple(
        tuple(_item(poll_id, poll, about, compiling, scale, of_decided) for poll_id, poll, about in group)
        for group in groups
    )
    return Support(compiled, scale)


def _item(poll_id: str, poll: Poll, about: Formula, compiling: Compiling, scale: int, of_decided: bool) -> Item:
    shares = [int(share * scale) for share in _shares(poll, of_decided)]
    formulas = [compiling.terms.formula(answer.accepts) for answer in poll.answers.values()]
    answers = tuple((formula, share) for formula, share in zip(formulas, shares, strict=True) if share)
    path = (*compiling.path, "polls", poll_id)
    own = {} if compiling.draws is None else compiling.draws.under(path)
    if not own:
        return Item(path, about, answers, sum(shares))
    drawn = _drawn_shares(poll, own, scale, of_decided)
    return Item(path, about, answers, sum(shares), tuple(zip(formulas, drawn, strict=True)), sum(drawn, np.int64(0)))


def _drawn_shares(poll: Poll, own: Mapping[tuple[str | int, ...], Drawn], scale: int, of_decided: bool) -> list[Ints]:
    """The share of each answer in every draw, in scaled per cent of the rule's base."""
    undecided = own.get(("undecided",))
    if undecided is not None:
        left: Any = 100 - undecided.at(_DRAWN_STEPS) / _DRAWN_STEPS
    else:
        least, most = (poll.undecided.least, poll.undecided.most) if poll.undecided is not None else (0, 0)
        left = float(100 - (least if of_decided else most))
    factor: Any = 1.0
    if of_decided and poll.base == "asked":
        factor = np.divide(100.0, left, out=np.ones_like(left), where=np.asarray(left) > 0)
    elif not of_decided and poll.base == "decided":
        factor = left / 100
    found: list[Ints] = []
    for id_, answer in poll.answers.items():
        share = own.get(("answers", id_, "share"))
        stated = np.int64(int(answer.share.least * scale))
        found.append(np.rint((share.at(scale) if share is not None else stated) * factor).astype(np.int64))
    return found


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
    drawn=True,
)

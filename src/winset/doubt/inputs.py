"""Every uncertain number of a case: its range, how it is drawn, and whom it is about.

A plain number is no draw. Numbers written as ranges are; so is every poll, as one input with all its answers; whether
an effect with a chance happens; and how undeclared votes fall, where the case says so. Costs, lengths of time and
patience are listed, and not drawn: no verdict of a settlement uses them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from math import lcm

from winset.case.checks.judges import judges
from winset.case.checks.votes import total_of
from winset.case.load import Case
from winset.case.paths import case_path
from winset.case.patterns import NOTHING
from winset.case.problems import CaseError, Problem, quoted
from winset.case.sections import Bloc, CaseFile, Judge, Lever, Poll, Ratifier
from winset.case.words import plain_number
from winset.case.written import Number
from winset.doubt.distributions import Pert
from winset.doubt.polls import SHARE_SCALE, Polled, Share
from winset.model.draws import Path
from winset.model.poll_error import error_of

VOTES, POINTS, UNIT = 1, 10, 1000
MOST_UNITS = 2**53


@dataclass(frozen=True, slots=True)
class Input:
    """An uncertain number of a case, or a poll with all its answers.

    id: its path in the short form. path: its path in the file. words: what it is. unit: of low, likely and high; of a
    poll they are the share of those who accept something, without error. how: how it is drawn. of: the ratifier,
    body or bloc, or the lever. group: what it is drawn together with, or its own id. assumed: what the program
    assumes of it. drawn: whether it is drawn, or only listed. columns: how many uniform numbers a draw takes.
    """

    id: str
    path: Path
    words: str
    unit: str
    pert: Pert
    how: str
    of: str
    group: str
    assumed: tuple[str, ...] = ()
    drawn: bool = True
    polled: Polled | None = None
    effect: tuple[str, str] | None = None

    @property
    def low(self) -> Fraction:
        """It is surely not below this."""
        return self.pert.low

    @property
    def likely(self) -> Fraction:
        """The most likely value, or the middle."""
        return self.pert.likely

    @property
    def high(self) -> Fraction:
        """It is surely not above this."""
        return self.pert.high

    @property
    def grid(self) -> Fraction:
        """The steps that it is rounded to."""
        return Fraction(1, self.pert.scale)

    @property
    def columns(self) -> int:
        """How many uniform numbers a draw takes: an effect one for its chance and one for the event."""
        return self.polled.columns if self.polled is not None else 2 if self.effect is not None else 1


@dataclass(frozen=True, slots=True)
class Linked:
    """Inputs that move together: the id that the case gives them, their paths, and their correlation."""

    id: str
    inputs: tuple[str, ...]
    correlation: float


def linked_of(case: Case) -> tuple[Linked, ...]:
    """Which inputs move together, as the case says."""
    together = case.file.doubt.together if case.file.doubt is not None else {}
    return tuple(
        Linked(id_, each.inputs, float(each.correlation.value) if each.correlation is not None else 1.0)
        for id_, each in together.items()
    )


def inputs_of(case: Case) -> tuple[Input, ...]:
    """The uncertain inputs of a case with its variants, in the order of the file.

    Raises:
        CaseError: a range is too large to be drawn in whole units.
    """
    linked = linked_of(case)
    found = []
    for each in _inputs(case.file):
        size = max(abs(each.low), abs(each.high)) * each.pert.scale
        if size >= MOST_UNITS:
            what = f"{quoted(each.id)} reaches {plain_number(max(abs(each.low), abs(each.high)))}"
            raise CaseError([Problem(f"{what}, too large a range to draw from", "write smaller or rounder numbers")])
        found.append(replace(each, group=group_of(each.id, linked)))
    return tuple(found)


def group_of(id_: str, linked: tuple[Linked, ...]) -> str:
    """What an input is drawn together with: the id that the case gives it, or its own."""
    for each in linked:
        if any(id_ == name or id_.startswith(f"{name}.") for name in each.inputs):
            return each.id
    return id_


def _inputs(file: CaseFile) -> Iterator[Input]:
    for name, path, judge in judges(file):
        yield from _of_judge(name, path, judge)
        for id_, poll in judge.polls.items():
            yield _poll(file, name, (*path, "polls", id_), poll)
    yield from _undeclared(file)
    for id_, lever in file.levers.items():
        yield from _of_lever(id_, ("levers", id_), lever)


def _of_judge(name: str, path: Path, judge: Judge) -> Iterator[Input]:
    """The numbers that a ratifier, body or bloc is judged by."""
    for issue, options in judge.points.items():
        for option, number in options.items():
            words = f"points of {option} on {issue}"
            yield from _ranged(number, (*path, "points", issue, option), words, "points", POINTS, name)
    for id_, adjustment in judge.adjust.items():
        where = (*path, "adjust", id_, "points")
        yield from _ranged(adjustment.points, where, f"points of {id_}", "points", POINTS, name)
    yield from _ranged(judge.no_deal, (*path, "no_deal"), "points without a deal", "points", POINTS, name)
    yield from _ranged(judge.members, (*path, "members"), "members", "votes", VOTES, name)
    yield from _ranged(judge.turnout, (*path, "turnout"), "turnout", "share of 1", UNIT, name)
    for id_, count in judge.counts.items():
        for word in ("ayes", "noes", "undeclared"):
            number = getattr(count, word)
            yield from _ranged(number, (*path, "counts", id_, word), f"{word} of {id_}", "votes", VOTES, name)
    votes = getattr(judge, "votes", None)  # of a bloc
    yield from _ranged(votes, (*path, "votes"), "votes", "votes", VOTES, name)
    if isinstance(judge, Ratifier):
        for each in _ranged(judge.patience, (*path, "patience"), "patience", "share of 1", UNIT, name):
            yield _listed(each)


def _of_lever(name: str, path: Path, lever: Lever) -> Iterator[Input]:
    """The numbers of a lever; its effects stay within its bound."""
    for word, unit in (("cost", "effort"), ("takes", "periods")):
        for each in _ranged(getattr(lever, word), (*path, word), word, unit, POINTS, name):
            yield _listed(each)
    bound = lever.bound
    for id_, effect in lever.effects.items():
        where = (*path, "effects", id_)
        if effect.support is not None:
            most = bound.points.most if bound is not None and bound.points is not None else None
            found = _ranged(
                effect.support.points, (*where, "support", "points"), f"points of {id_}", "points", POINTS, name
            )
            yield from map(partial(_within, most), found)
        if effect.swing is not None:
            most = bound.votes.most if bound is not None and bound.votes is not None else None
            found = _ranged(effect.swing.votes, (*where, "swing", "votes"), f"votes of {id_}", "votes", VOTES, name)
            yield from map(partial(_within, most), found)
        if effect.chance is not None:
            yield _event(id_, name, where, effect.chance)


def _event(id_: str, lever: str, where: Path, chance: Number) -> Input:
    path = (*where, "chance")
    pert = Pert(chance.least, chance.value, chance.most, UNIT)
    how = "happens or not, with this chance"
    if chance.uncertain:
        how = "a chance drawn by PERT, then happens or not with it"
    id_of = case_path(path)
    words = f"whether {id_} happens"
    return Input(id_of, path, words, "chance", pert, how, lever, id_of, assumed_of(chance), effect=(lever, id_))


def _ranged(number: Number | None, path: Path, words: str, unit: str, scale: int, of: str) -> Iterator[Input]:
    """An input, if the number is a range."""
    if number is None or not number.uncertain:
        return
    if scale == POINTS:  # the scale of the written numbers, and a tenth at least
        scale = lcm(POINTS, *(value.denominator for value in (number.least, number.value, number.most)))
        scale = min(scale, POINTS**6)
    id_ = case_path(path)
    pert = Pert(number.least, number.value, number.most, scale)
    yield Input(id_, path, words, unit, pert, "PERT", of, id_, assumed_of(number))


def assumed_of(number: Number) -> tuple[str, ...]:
    """What is assumed of a range where it is drawn."""
    return ("the likely value is the middle",) if number.uncertain and number.likely is None else ()


def _listed(each: Input) -> Input:
    return replace(each, how="not drawn: no verdict of a settlement uses it", drawn=False)


def _within(most: Fraction | None, each: Input) -> Input:
    """An effect of a lever, cut where the lever's bound ends."""
    if most is None or each.high <= most:
        return each
    pert = Pert(min(each.low, most), min(each.likely, most), most, each.pert.scale)
    return replace(each, pert=pert, how="PERT, within the bound of its lever")


def _undeclared(file: CaseFile) -> Iterator[Input]:
    """How undeclared votes fall, in whole votes; by a plain share too, because acceptance leaves these votes open."""
    found = {name: (path, judge) for name, path, judge in judges(file)}
    undeclared = file.doubt.undeclared if file.doubt is not None else {}
    for each in undeclared.values():
        path, bloc = found.get(each.of, ((), None))
        around = found.get(each.of.rpartition(".")[0])
        if isinstance(bloc, Bloc) and bloc.votes is not None and around is not None:  # a variant may have taken it out
            votes = _left_over(around[1], bloc) if bloc.votes.rest else bloc.votes
            share = each.share
            pert = Pert(share.least * votes.least, share.value * votes.value, share.most * votes.most, VOTES)
            words = f"open votes of {each.of} that go to yes"
            id_ = f"{each.of}.undeclared"
            yield Input(id_, (*path, "undeclared"), words, "votes", pert, "PERT", each.of, id_, assumed_of(share))


def _left_over(around: Judge, rest: Bloc) -> Number:
    """The votes that the other blocs leave to a bloc that takes the rest."""
    whole = total_of(around)
    others = [bloc.votes for bloc in around.blocs.values() if bloc is not rest and bloc.votes is not None]
    if whole is None:
        return Number.model_validate({"is": Fraction(0)})
    least = max(whole.least - sum((each.most for each in others), Fraction(0)), Fraction(0))
    most = max(whole.most - sum((each.least for each in others), Fraction(0)), least)
    return Number.model_validate({"low": least, "high": most})


def _poll(file: CaseFile, of: str, path: Path, poll: Poll) -> Input:
    """A poll: what is asked of whom, and how far it may be off."""
    shares = [
        Share((*path, "answers", id_, "share"), _per_cent(answer.share), answer.accepts != NOTHING)
        for id_, answer in poll.answers.items()
    ]
    if poll.undecided is not None and poll.base == "asked":
        shares.append(Share((*path, "undecided"), _per_cent(poll.undecided)))
    error = error_of(file, poll)
    accepting = [share.pert for share in shares if share.accepts]
    pert = Pert(
        sum((each.low for each in accepting), Fraction(0)),
        sum((each.likely for each in accepting), Fraction(0)),
        sum((each.high for each in accepting), Fraction(0)),
        SHARE_SCALE,
    )
    how = f"shares of a whole with a standard deviation of {100 * (error.spread / 4) ** 0.5:.1f} points at 50 per cent"
    id_ = case_path(path)
    polled = Polled(tuple(shares), error.spread)
    return Input(id_, path, f"the poll {path[-1]}", "per cent", pert, how, of, id_, error.assumed, polled=polled)


def _per_cent(share: Number) -> Pert:
    return Pert(share.least, share.value, share.most, SHARE_SCALE)

"""The answers of a case in small, so that two of them can be compared: of two versions, or without a source.

Packages are told apart by their options and not by their numbers, which another version may have given otherwise.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Literal, TypeVar

from winset.case.load import Case
from winset.case.patterns import Pattern
from winset.model.result import About, Input, Verdict
from winset.settlement.blockers import blockers
from winset.settlement.deals import deals
from winset.settlement.records import BlockersResult, DealsResult, Shortfall

Options = tuple[tuple[str, str], ...]
"""A package as its option for each issue."""

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")

Kind = Literal["outcome", "ratifier", "conflict", "waiver", "nearest"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of the deals asked about: how many there are, how many are ratified, how many possible."""

    verdict: Verdict
    deals: int
    sure: int
    possible: int


@dataclass(frozen=True, slots=True)
class Says:
    """What one ratifier says to the deals: how many need no yes of it, and to how many it says yes, neither, no."""

    out: int
    yes: int
    open: int
    no: int


@dataclass(frozen=True, slots=True)
class Group:
    """A conflict set or a waiver set: whether it is one surely, and whether it is one as far as is open."""

    sure: bool
    possible: bool


@dataclass(frozen=True, slots=True)
class Lacks:
    """What a nearest package lacks."""

    shortfalls: tuple[Shortfall, ...]


Summary = Outcome | Says | Group | Lacks


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of a case to one question.

    about: the heading of `deals`. inputs: what `deals` and `blockers` rest on. by_ratifier, conflicts, waivers and
    nearest are in the order of the answers.
    """

    about: About
    outcome: Outcome
    by_ratifier: tuple[tuple[str, Says], ...]
    conflicts: tuple[tuple[tuple[str, ...], Group], ...]
    waivers: tuple[tuple[tuple[str, ...], Group], ...]
    nearest: tuple[tuple[Options, Lacks], ...]
    inputs: tuple[Input, ...]


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """An answer that differs. ratifiers: whom it is about. package: of a nearest deal. None where there is no such."""

    kind: Kind
    ratifiers: tuple[str, ...]
    package: Options
    before: Summary | None
    after: Summary | None


def answers_of(
    case: Case,
    *,
    world: Mapping[str, str] | None = None,
    where: str | Mapping[str, object] | Pattern | None = None,
) -> Answers:
    """The answers of a case to one question: what becomes of the deals, who says what, who is in the way.

    Raises:
        CaseError: the question names something that the case does not have.
        TooManyPackagesError: there are more packages than can be gone through one by one.
    """
    found = deals(case, world=world, where=where)
    stands = blockers(case, world=world, where=where)
    return Answers(
        about=found.about,
        outcome=Outcome(found.verdict, found.about.deals, found.sure, found.possible),
        by_ratifier=tuple((row.ratifier, Says(row.out, row.yes, row.open, row.no)) for row in found.win_sets),
        conflicts=_groups((row.ratifiers, row.definite) for row in stands.conflicts),
        waivers=_groups((row.ratifiers, row.sure) for row in stands.waivers),
        nearest=tuple((near.package.options, Lacks(near.shortfalls)) for near in found.nearest),
        inputs=_inputs(found, stands),
    )


def compare_answers(old: Answers, new: Answers) -> tuple[AnswerChange, ...]:
    """The answers that differ, the most wanted first: the outcome, ratifiers, conflict and waiver sets, nearest."""
    return tuple(_compare(old, new))


def rests_on(answers: Answers, change: AnswerChange) -> tuple[Input, ...]:
    """The inputs that one of the answers rests on.

    What ratifiers say, and whether they are in conflict, rests on their own inputs; who else could give way, and what
    becomes of the deals, rests on everybody's.
    """
    if change.kind not in {"ratifier", "conflict"}:
        return answers.inputs
    return tuple(
        entry for entry in answers.inputs if any(entry.path.startswith(f"{name}.") for name in change.ratifiers)
    )


def _groups(found: Iterable[tuple[tuple[str, ...], bool]]) -> tuple[tuple[tuple[str, ...], Group], ...]:
    kinds: dict[tuple[str, ...], set[bool]] = {}
    for ratifiers, sure in found:
        kinds.setdefault(tuple(sorted(ratifiers)), set()).add(sure)
    return tuple((ratifiers, Group(True in kind, False in kind)) for ratifiers, kind in kinds.items())


def _inputs(found: DealsResult, stands: BlockersResult) -> tuple[Input, ...]:
    return tuple({entry.path: entry for entry in chain(found.about.inputs, stands.about.inputs)}.values())


def _compare(old: Answers, new: Answers) -> Iterator[AnswerChange]:
    if old.outcome != new.outcome:
        yield AnswerChange("outcome", (), (), old.outcome, new.outcome)
    for ratifier, before, after in _differing(old.by_ratifier, new.by_ratifier):
        yield AnswerChange("ratifier", (ratifier,), (), before, after)
    for ratifiers, one, other in _differing(old.conflicts, new.conflicts):
        yield AnswerChange("conflict", ratifiers, (), one, other)
    for ratifiers, one, other in _differing(old.waivers, new.waivers):
        yield AnswerChange("waiver", ratifiers, (), one, other)
    for package, lacked, lacks in _differing(old.nearest, new.nearest):
        yield AnswerChange("nearest", (), package, lacked, lacks)


def _differing(
    old: tuple[tuple[_Key, _Value], ...], new: tuple[tuple[_Key, _Value], ...]
) -> Iterator[tuple[_Key, _Value | None, _Value | None]]:
    before, after = dict(old), dict(new)
    for key in dict.fromkeys((*before, *after)):
        if before.get(key) != after.get(key):
            yield key, before.get(key), after.get(key)

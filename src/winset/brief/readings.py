"""The answer under each contested reading and each other variant of a case, beside the answer itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from winset.case.load import Case
from winset.case.patterns import Pattern
from winset.case.problems import CaseError
from winset.model.result import Verdict
from winset.settlement.deals import deals
from winset.settlement.records import DealsResult, WinSet

_MOST_VARIANTS = 16
MOST_PACKAGES = 50_000  # a briefing is not to take minutes


@dataclass(frozen=True, slots=True)
class Reading:
    """The answer if a variant holds.

    variant: its id; empty for the case as it is written, beside a variant that was applied.
    contests: the question that it answers differently, if it does.
    case: the case with it.
    """

    variant: str
    contests: str | None
    case: Case
    verdict: Verdict
    sure: int
    possible: int
    deals: int
    differs: bool
    win_sets: tuple[WinSet, ...]


@dataclass(frozen=True, slots=True)
class Readings:
    """The answers under other readings, those that contest a question first, and how many were not looked at."""

    shown: tuple[Reading, ...]
    left_out: int


def readings(
    case: Case,
    variants: Sequence[str],
    answer: DealsResult,
    *,
    world: Mapping[str, str] | None = None,
    where: str | Mapping[str, object] | Pattern | None = None,
) -> Readings:
    """The answer under every other variant, each by itself; none where the case is large.

    A variant that answers the same question as one that is applied takes its place; any other is added.

    Args:
        case: the case without the variants that the briefing applies.
        variants: those.
        answer: the answer with them.
        world: levels of conditions that differ from now.
        where: which deals are asked about.
    """
    known = [id_ for id_ in case.file.variants if id_ not in {*case.variants, *variants}]
    if answer.about.packages > MOST_PACKAGES:
        return Readings((), len(known))
    ordered = sorted(known, key=lambda id_: case.file.variants[id_].contests is None)
    shown = [*_read(case, variants, ordered[:_MOST_VARIANTS], answer, world, where)]
    return Readings(tuple(shown), max(len(known) - _MOST_VARIANTS, 0))


def _read(
    case: Case,
    variants: Sequence[str],
    others: Sequence[str],
    answer: DealsResult,
    world: Mapping[str, str] | None,
    where: str | Mapping[str, object] | Pattern | None,
) -> Iterator[Reading]:
    for id_, question in (*_as_written(case, variants), *((id_, case.file.variants[id_].contests) for id_ in others)):
        kept = [other for other in variants if question is None or case.file.variants[other].contests != question]
        try:
            varied = case.with_variants(*kept, *([id_] if id_ else []))
            other = deals(varied, world=world, where=where)
        except CaseError:  # it does not go with one that is applied, or what is asked is not in it
            continue
        same = (other.verdict, other.sure, other.possible) == (answer.verdict, answer.sure, answer.possible)
        yield Reading(
            id_,
            question,
            varied,
            other.verdict,
            other.sure,
            other.possible,
            other.about.deals,
            differs=not same or other.about.deals != answer.about.deals,
            win_sets=other.win_sets,
        )


def _as_written(case: Case, variants: Sequence[str]) -> Iterator[tuple[str, str | None]]:
    """The questions that applied variants answer, which the case as it is written answers otherwise."""
    for id_ in variants:
        if id_ in case.file.variants and id_ not in case.variants and case.file.variants[id_].contests is not None:
            yield "", case.file.variants[id_].contests

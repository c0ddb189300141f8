"""The answer under each contested reading and each other variant of a case, beside the answer itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from winset.case.load import Case
from winset.case.patterns import Pattern
from winset.case.problems import CaseError
from winset.model.result import Verdict
from winset.settlement.deals import deals
from winset.settlement.records import DealsResult

_MOST_VARIANTS = 12
_MOST_PACKAGES = 50_000  # a briefing is not to take minutes


@dataclass(frozen=True, slots=True)
class Reading:
    """The answer if a variant holds. contests: the question that it answers differently, if it does."""

    variant: str
    contests: str | None
    verdict: Verdict
    sure: int
    possible: int
    deals: int
    differs: bool


def readings(
    case: Case,
    answer: DealsResult,
    *,
    world: Mapping[str, str] | None = None,
    where: str | Mapping[str, object] | Pattern | None = None,
) -> tuple[Reading, ...]:
    """The answer under every variant that can be added to those applied; none where the case is large."""
    if answer.about.packages > _MOST_PACKAGES:
        return ()
    return tuple(_read(case, answer, world, where))


def _read(
    case: Case,
    answer: DealsResult,
    world: Mapping[str, str] | None,
    where: str | Mapping[str, object] | Pattern | None,
) -> Iterator[Reading]:
    for id_ in [id_ for id_ in case.file.variants if id_ not in case.variants][:_MOST_VARIANTS]:
        try:
            other = deals(case.with_variants(id_), world=world, where=where)
        except CaseError:  # it contests the same question as one that is applied, or what is asked is not in it
            continue
        same = (other.verdict, other.sure, other.possible) == (answer.verdict, answer.sure, answer.possible)
        yield Reading(
            id_,
            case.file.variants[id_].contests,
            other.verdict,
            other.sure,
            other.possible,
            other.about.deals,
            differs=not same or other.about.deals != answer.about.deals,
        )

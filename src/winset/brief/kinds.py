"""The kinds of deal that a case has a name for, and what becomes of each: the first page's short list."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from winset.brief.outcomes import VERDICTS
from winset.model.result import PackageRecord, Verdict
from winset.settlement.records import DealsResult, NamedAnswer
from winset.show.names import Names
from winset.show.words import counted, listed

_NAMED = 3


@dataclass(frozen=True, slots=True)
class KindOfDeal:
    """A kind of deal with a name. letter: of a deal of the matrix that stands for it. refused_by: who refuses all.

    answer: the verdict in words, or `refused by`, which the names go on.
    """

    name: str
    letter: str
    answer: str
    refused_by: str


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds that the first page has room for, and in words how many more there are."""

    shown: tuple[KindOfDeal, ...]
    more: str


def kinds(found: DealsResult, letter_of: Callable[[PackageRecord], str], names: Names, most: int) -> Kinds:
    """What becomes of each kind, those that can be had first; of kinds that one deal stands for, only the first."""
    order = (Verdict.RATIFIED, Verdict.OPEN, Verdict.REFUSED)
    rows = {row.example: row for row in reversed(found.named)}.values()
    ranked = sorted(rows, key=lambda row: (order.index(row.verdict), found.named.index(row)))
    shown = tuple(_kind(row, letter_of(row.example), names) for row in ranked[:most])
    left = len(found.named) - len(shown)
    return Kinds(shown, f"{counted(left, 'more kind')} in detail" if left > 0 else "")


def _kind(row: NamedAnswer, letter: str, names: Names) -> KindOfDeal:
    return KindOfDeal(
        name=names.pattern(row.pattern),
        letter=letter,
        answer="refused by" if row.refusing else VERDICTS[row.verdict].lower(),
        refused_by=listed(list(_who(row, names))),
    )


def _who(row: NamedAnswer, names: Names) -> Iterator[str]:
    yield from (names.who(id_) for id_ in row.refusing[:_NAMED])
    if len(row.refusing) > _NAMED:
        yield f"{len(row.refusing) - _NAMED} more"

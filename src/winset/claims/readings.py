"""What claims come to under every contested reading by itself."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from winset.case.asks import Ask
from winset.case.claims import Claim
from winset.case.load import Case
from winset.case.problems import CaseError
from winset.claims.asker import Asker
from winset.claims.asking import answered, quick
from winset.claims.judging import Judged
from winset.claims.records import Turned
from winset.claims.spreading import beside

Asks = tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading: the variant, its name, and what each claim comes to there; None where that is open.

    What cannot be asked there is left out.
    """

    variant: str
    name: str
    so: Mapping[str, bool | None]


def asks_of(claim: Claim, *, thorough: bool) -> Asks:
    """What is asked of a claim under every reading: everything, or what is answered in a moment."""
    return claim.asks if thorough else quick(claim.asks)


def tells(claim: Claim, judged: Judged, asks: Asks) -> bool:
    """Whether readings tell anything of a claim of which this is asked there.

    A part of what is asked can refute a claim, and cannot bear one out: of one that is not so, a part says nothing.
    """
    return bool(asks) and not judged.now.missing and (judged.now.so is True or asks == claim.asks)


@contextmanager
def readings_beside(case: Case, asks: Mapping[str, Asks], workers: int) -> Iterator[Iterator[Reading]]:
    """What claims come to as the case stands, and under each variant that can be applied beside those that are.

    The other workers begin at once, so that this process can do something else before the readings are had.
    """
    variants = [id_ for id_ in case.file.variants if id_ not in case.variants]
    with beside(partial(_reading, case, asks), variants, workers) as found:
        yield _as_it_stands_first(case, asks, found)


def _as_it_stands_first(case: Case, asks: Mapping[str, Asks], found: Iterator[Reading | None]) -> Iterator[Reading]:
    yield Reading("", "", _answers(Asker(case, explained=False), asks))
    yield from (each for each in found if each is not None)


def _reading(case: Case, asks: Mapping[str, Asks], variant: str) -> Reading | None:
    try:
        made = case.with_variants(variant)
    except CaseError:  # it answers a question that an applied one answers otherwise
        return None
    name = case.file.variants[variant].name or variant.replace("_", " ")
    return Reading(variant, name, _answers(Asker(made, explained=False), asks))


def _answers(asker: Asker, asks: Mapping[str, Asks]) -> dict[str, bool | None]:
    asker.foresee(ask for each in asks.values() for ask in each)
    found = {id_: answered(asker, each) for id_, each in asks.items()}
    return {id_: each.so for id_, each in found.items() if not each.missing}


def turned_in(id_: str, base: Reading, others: tuple[Reading, ...]) -> tuple[tuple[Turned, ...], int]:
    """The readings in which a claim is otherwise than as the case stands, and in how many it was asked."""
    asked = [each for each in others if id_ in each.so]
    if id_ not in base.so:
        return (), 0
    turned = (Turned(each.variant, each.name, each.so[id_]) for each in asked if each.so[id_] is not base.so[id_])
    return tuple(turned), len(asked)

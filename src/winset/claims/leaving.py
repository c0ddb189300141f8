"""Which claims survive where a source is left out of the case; and where the document itself is."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from winset.case.asks import Ask
from winset.case.claims import Claim
from winset.case.leaving_out import without_sources
from winset.case.load import Case
from winset.case.walk import walk
from winset.case.written import Cite
from winset.claims.asker import Asker
from winset.claims.asking import answered, quick
from winset.claims.records import Survival
from winset.claims.spreading import spread


def survivals(
    case: Case,
    groups: Sequence[tuple[str, ...]],
    claims: Mapping[str, Claim],
    *,
    every: bool,
    so: Mapping[str, bool | None],
    workers: int,
) -> Iterator[Survival]:
    """What becomes of claims where each of these groups of sources is left out.

    Args:
        case: the case with all its sources.
        groups: the sources that are left out together.
        claims: those that ask something.
        every: ask also those of which something takes long to answer.
        so: whether each is so with all sources.
        workers: how many processes share the work.

    Raises:
        CaseError: the case has no such source.
    """
    asks = {id_: claim.asks for id_, claim in claims.items() if every or quick(claim.asks) == claim.asks}
    return spread(partial(_survival, case, asks, so), groups, workers)


def _survival(
    case: Case, asks: Mapping[str, tuple[Ask, ...]], so: Mapping[str, bool | None], group: tuple[str, ...]
) -> Survival:
    left, parts = without_sources(case, group)
    asker = Asker(left, explained=False)
    asker.foresee(ask for each in asks.values() for ask in each)
    now = {id_: answered(asker, each) for id_, each in asks.items()}
    held = {id_: each for id_, each in now.items() if so[id_] is True}
    return Survival(
        tuple((id_, case.file.sources[id_].title) for id_ in group),
        sum(1 for part in parts if not part.path.startswith("claims.")),
        survive=tuple(id_ for id_, each in held.items() if each.so is True),
        fall=tuple(id_ for id_, each in held.items() if each.so is False),
        open=tuple(id_ for id_, each in held.items() if each.so is None and not each.missing),
        gone=tuple(id_ for id_, each in held.items() if each.missing),
        rise=tuple(id_ for id_, each in now.items() if so[id_] is not True and each.so is True),
        unasked=tuple(id_ for id_, each in so.items() if each is True and id_ not in now),
    )


def carrying(case: Case) -> list[str]:
    """The sources that anything but a claim is cited to, in the order of the case."""
    cited = {part.source for path, part in walk(case.file) if isinstance(part, Cite) and path[0] != "claims"}
    return [id_ for id_ in case.file.sources if id_ in cited]

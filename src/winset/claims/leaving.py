"""Which claims survive where a source is left out of the case; and where the document itself is."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from winset.case.claims import Claim
from winset.case.leaving_out import without_sources
from winset.case.load import Case
from winset.case.walk import walk
from winset.case.written import Cite
from winset.claims.asker import Asker
from winset.claims.asking import answered
from winset.claims.records import Survival

Progress = Callable[[int, int], None]


def survivals(
    case: Case, groups: Sequence[Sequence[str]], claims: Mapping[str, Claim], so: Mapping[str, bool | None]
) -> Iterator[Survival]:
    """What becomes of claims where each of these groups of sources is left out.

    Args:
        case: the case with all its sources.
        groups: the sources that are left out together.
        claims: those that ask something.
        so: whether each is so with all sources.

    Raises:
        CaseError: the case has no such source.
    """
    for group in groups:
        left, parts = without_sources(case, group)
        asker = Asker(left)
        now = {id_: answered(asker, claim).so for id_, claim in claims.items()}
        titles = tuple((id_, case.file.sources[id_].title) for id_ in group)
        yield Survival(
            titles,
            sum(1 for part in parts if not part.path.startswith("claims.")),
            survive=tuple(id_ for id_ in now if so[id_] is True and now[id_] is True),
            fall=tuple(id_ for id_ in now if so[id_] is True and now[id_] is False),
            open=tuple(id_ for id_ in now if so[id_] is True and now[id_] is None),
            rise=tuple(id_ for id_ in now if so[id_] is not True and now[id_] is True),
        )


def carrying(case: Case) -> list[str]:
    """The sources that anything but a claim is cited to, in the order of the case."""
    cited = {part.source for path, part in walk(case.file) if isinstance(part, Cite) and path[0] != "claims"}
    return [id_ for id_ in case.file.sources if id_ in cited]

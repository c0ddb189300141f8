"""The heading of answers that are about a whole case, and not about some of its deals."""

from collections.abc import Iterable

from winset.case.load import Case
from winset.model.names import names_of
from winset.model.result import About, Input
from winset.settlement.about import ENUMERATION
from winset.version import __version__


def heading_of(case: Case, inputs: Iterable[Input], methods: Iterable[str] = ()) -> About:
    """The heading of such an answer, with what it rests on."""
    by_path = {each.path: each for each in inputs}
    return About(
        case=case.name,
        title=case.file.title,
        as_of=case.file.as_of,
        digest=case.digest,
        variants=case.variants,
        world=tuple((id_, condition.now) for id_, condition in case.file.conditions.items()),
        where="",
        party=None,
        packages=0,
        deals=0,
        stated=False,
        methods=tuple(methods),
        engine=ENUMERATION,
        exact=True,
        version=__version__,
        inputs=tuple(by_path[path] for path in sorted(by_path)),
        names=names_of(case.file),
        withheld=case.withheld,
    )

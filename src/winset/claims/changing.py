"""Cases that differ from another in who must say yes, or in what some inputs are."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from winset.case.changes import with_values
from winset.case.checks.judges import Judges
from winset.case.examine import Examined, examine
from winset.case.findings import problem
from winset.case.load import Case
from winset.case.problems import CaseError
from winset.case.shape import Path


def counting_only(case: Case, ratifiers: Iterable[str], *, waived: bool) -> Case:
    """The case where only these ratifiers' yes is needed; where `waived`, where theirs is not."""
    named = frozenset(ratifiers)
    return with_roles(case, {id_: "ignored" for id_ in Judges(case.file).ratifiers if (id_ in named) is waived})


def with_roles(case: Case, roles: Mapping[str, str]) -> Case:
    """The case with some ratifiers in other roles."""
    values: dict[Path, str] = {}
    for id_, role in roles.items():
        party, _, own = id_.partition(".")
        values["parties", party, "ratifiers", own, "counts_as"] = role
    root = with_values(case.root, values)
    examined = examine(root, Examined(case.file, case.root, (), ()))
    if examined.errors or examined.file is None:
        raise CaseError(problem(finding, root, case.path, "other roles") for finding in examined.errors)
    return replace(case, file=examined.file, root=root)

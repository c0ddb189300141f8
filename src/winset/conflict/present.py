"""The world as it is now, for files that hold the conflict of one world only."""

from collections.abc import Mapping

from winset.case.conflict import Conflict
from winset.case.findings import Finding, problem
from winset.case.load import Case
from winset.case.patterns import Match, Named, Where
from winset.case.problems import CaseError, WinsetError, quoted
from winset.case.walk import pattern_parts, walk


def conflict_written(case: Case) -> Conflict:
    """The section `conflict` of a case.

    Raises:
        WinsetError: it has none.
    """
    if case.file.conflict is None:
        raise WinsetError(f"{quoted(case.path)} has no section `conflict`, so there is nothing to write")
    return case.file.conflict


def present_world(case: Case) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """A level for every condition, and which of them the conflict reads.

    Raises:
        CaseError: the conflict reads a condition of which nobody knows how it is now; every place is told.
        WinsetError: the case has no conflict.
    """
    conditions = case.file.conditions
    read: dict[str, None] = {}
    findings = []
    for path, part in walk(conflict_written(case)):
        if not isinstance(part, Named | Where):
            continue
        for inner, clause in pattern_parts(part, ("conflict", *path)):
            if not isinstance(clause, Match) or clause.id not in conditions:
                continue
            read[clause.id] = None
            if conditions[clause.id].now == "unknown":
                what = f"the file is for one world, and nobody knows {quoted(clause.id)}"
                mend = f"say it by a variant that sets `conditions.{clause.id}.now`"
                findings.append(Finding(inner, what, mend, "key"))
    if findings:
        raise CaseError(tuple(problem(finding, case.root, case.path) for finding in findings))
    world = {
        id_: each.now if each.now in each.options else next(iter(each.options)) for id_, each in conditions.items()
    }
    return world, tuple(read)

"""Checks of what a case says: each is a function from a survey of the case to what is wrong, registered here."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from winset.case.checks.claims import claims
from winset.case.checks.conflict import conflicts
from winset.case.checks.course import courses
from winset.case.checks.dates import dates
from winset.case.checks.doubt import doubts
from winset.case.checks.empties import empties
from winset.case.checks.names import names
from winset.case.checks.numbers import numbers
from winset.case.checks.polls import polls
from winset.case.checks.records import records
from winset.case.checks.references import references
from winset.case.checks.rules import rules
from winset.case.checks.status_quo import status_quo
from winset.case.checks.survey import Survey
from winset.case.checks.votes import votes
from winset.case.findings import Finding


@dataclass(frozen=True, slots=True)
class Check:
    """A check. `whole`: it judges an entry by all that stands in it, so a faulty part makes it unsure."""

    find: Callable[[Survey], Iterable[Finding]]
    whole: bool


CHECKS: tuple[Check, ...] = (
    Check(names, whole=False),
    Check(references, whole=False),
    Check(status_quo, whole=True),
    Check(numbers, whole=False),
    Check(votes, whole=True),
    Check(rules, whole=True),
    Check(polls, whole=True),
    Check(dates, whole=False),
    Check(empties, whole=True),
    Check(records, whole=True),
    Check(doubts, whole=True),
    Check(courses, whole=True),
    Check(conflicts, whole=True),
    Check(claims, whole=False),
)


def run_checks(survey: Survey) -> Iterator[tuple[Check, Finding]]:
    """All that the checks find."""
    for check in CHECKS:
        for finding in check.find(survey):
            yield check, finding

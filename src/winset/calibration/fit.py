"""Whether what happened speaks of what the case has: its issues and options, its ratifiers and bodies."""

from collections.abc import Iterable, Iterator

from winset.calibration.outcome import Outcome
from winset.case.checks.judges import Judges
from winset.case.load import Case
from winset.case.problems import CaseError, Problem, did_you_mean, quoted

_NOT_SHOWN = Problem("what happened names something that is not shown at this level", "leave the case out")


def check_fit(outcome: Outcome, case: Case) -> None:
    """Refuse an outcome that names what its case does not have.

    Raises:
        CaseError: with every such name and its place; of a redacted case without them, for they may be withheld.
    """
    problems = [*_of_text(outcome, case), *_of_ratifiers(outcome, case)]
    if problems and case.withheld is not None:
        raise CaseError([_NOT_SHOWN])
    if problems:
        raise CaseError(problems)


def _of_text(outcome: Outcome, case: Case) -> Iterator[Problem]:
    issues = case.file.issues
    for issue, option in outcome.text.items():
        if issue not in issues:
            yield _missing(outcome, ("text", issue), "issue", issue, issues)
        elif option not in issues[issue].options:
            yield _missing(outcome, ("text", issue), f"option of {quoted(issue)}", option, issues[issue].options)


def _of_ratifiers(outcome: Outcome, case: Case) -> Iterator[Problem]:
    known = Judges(case.file)
    for place, who in enumerate(outcome.blocked or ()):
        if who not in known.ratifiers:
            yield _missing(outcome, ("blocked", place), "ratifier", who, known.ratifiers)
    for heading, group in outcome.happenings.items():
        for place, each in enumerate(group):
            if each.of is not None and each.of not in known.all:
                yield _missing(outcome, (heading, place, "of"), "ratifier", each.of, known.all)


def _missing(outcome: Outcome, path: tuple[str | int, ...], kind: str, name: str, known: Iterable[str]) -> Problem:
    mend = did_you_mean(name, known) or "name one that the case has"
    return Problem(f"the case has no {kind} {quoted(name)}", mend, ("outcome", *path), outcome.place(*path))

"""Patterns given on a call rather than in the case: `issue=option,option`, a pattern's name, or a pattern in YAML."""

from collections.abc import Iterable, Mapping

from pydantic import ValidationError

from winset.case.checks.vocabulary import Vocabulary
from winset.case.findings import Finding
from winset.case.load import Case
from winset.case.patterns import EVERYTHING, Combined, Match, Named, Pattern, Where, parse_pattern
from winset.case.problems import CaseError, Problem
from winset.case.reading import read


def read_where(case: Case, where: "str | Mapping[str, object] | Pattern | None") -> Pattern:
    """The pattern that a call asks about, checked against the case.

    Raises:
        CaseError: it cannot be read, or names what the case does not have; with the nearest id.
    """
    if where is None:
        return EVERYTHING
    pattern = written_where(where)
    findings = tuple(Vocabulary.of(case.file).faults(pattern, ()))
    if findings:
        raise CaseError(tuple(Problem(finding.what, _mend(finding)) for finding in findings))
    return pattern


def written_where(where: "str | Mapping[str, object] | Pattern") -> Pattern:
    """The pattern that a call writes, whatever case it is then asked of.

    Raises:
        CaseError: it cannot be read.
    """
    if isinstance(where, Named | Where):
        return where
    return _parse(_from_text(where) if isinstance(where, str) else where)


def joined(patterns: Iterable[Pattern]) -> Pattern:
    """The pattern that matches where all of these do."""
    together = [
        pattern.clauses if isinstance(pattern, Where) else (Combined("all", (pattern,)),) for pattern in patterns
    ]
    return Where(sum(together, ()))


def _mend(finding: Finding) -> str:
    return finding.mend if isinstance(finding.mend, str) else finding.mend()


def _from_text(text: str) -> object:
    words = text.strip()
    if "=" in words and ":" not in words:
        return {
            issue.strip(): _options(options) for issue, _, options in (part.partition("=") for part in words.split(";"))
        }
    if ":" not in words and not words.startswith("{"):
        return words
    flow = words if words.startswith("{") else "{" + words + "}"
    return dict(read(f"where: {flow}\n", "where"))["where"]


def _options(text: str) -> str | list[str]:
    options = [option.strip() for option in text.split(",")]
    return options[0] if len(options) == 1 else options


def _parse(value: object) -> Pattern:
    try:
        return parse_pattern(value)
    except ValidationError as error:
        found = tuple(Problem(str(entry["ctx"]["what"]), str(entry["ctx"]["mend"])) for entry in error.errors())
        raise CaseError(found) from None


def package_pattern(options: Mapping[str, str]) -> Pattern:
    """The pattern that one package alone matches, given its option for each issue that it has."""
    return Where(tuple(Match(issue, (option,)) for issue, option in options.items()))

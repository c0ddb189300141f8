"""What `winset check` reports: warnings, coverage, quotations; as text and as JSON."""

import json
import textwrap
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from winset.case.problems import Problem, visible
from winset.cli.output import say, text_width

if TYPE_CHECKING:
    from winset.case.coverage import Coverage, Entry
    from winset.case.load import Case
    from winset.case.quoted_sources import QuoteCheck

_SCHEMA = 1  # of the JSON


@dataclass(frozen=True, slots=True)
class Findings:
    """A case without problems: what it rests on, and its quotations where they were looked up."""

    case: "Case"
    coverage: "Coverage"
    quotes: "tuple[QuoteCheck, ...] | None"

    def quotes_with(self, outcome: str) -> "tuple[QuoteCheck, ...]":
        """The quotations with one outcome."""
        return tuple(quote for quote in self.quotes or () if quote.outcome == outcome)

    @property
    def quotes_fail(self) -> bool:
        """Whether a quotation does not stand in its source, or none could be looked up."""
        if not self.quotes:
            return False
        unseen = len(self.quotes_with("no file")) == len(self.quotes)
        return unseen or bool(self.quotes_with("near") or self.quotes_with("missing"))


def print_problems(problems: Iterable[Problem]) -> None:
    """Print problems on standard error, one on a line, so that an editor can jump to them."""
    for problem in problems:
        words = f"{problem.what}; {problem.mend}" if problem.mend else problem.what
        word = "warning: " if problem.severity == "warning" else ""
        say(f"{problem.place}: {word}{words}" if problem.place else f"{word}{words}", err=True)


def print_findings(findings: Findings, *, list_all: bool) -> None:
    """Print the report for a reader."""
    case, coverage = findings.case, findings.coverage
    under = f" under {', '.join(case.variants)}" if case.variants else ""
    _say(f"{case.file.title}, as of {case.file.as_of}{under}")
    counts = coverage.counts
    inputs = _count(len(coverage.entries), "input")
    _say(
        f"{inputs}: {counts['cited']} cited, {counts['assumed']} assumed, {counts['contested']} contested by a variant."
    )
    sources = _count(len(coverage.used), "source")
    unused = f"; {len(coverage.unused)} not cited: {', '.join(coverage.unused)}" if coverage.unused else ""
    _say(f"{sources} cited{unused}.")
    if case.withheld is not None:
        _say(str(case.withheld))
    if list_all:
        say("\nAssumed:" if coverage.of("assumed") else "\nNothing is assumed.")
        for entry in coverage.of("assumed"):
            _say(f"{entry.path}: {entry.words} ({entry.kind})", "  ", "      ")
    if findings.quotes is not None:
        say()
        _print_quotes(findings)


def _print_quotes(findings: Findings) -> None:
    if not findings.quotes:
        _say("The case quotes nothing word for word.")
        return
    count = {outcome: len(findings.quotes_with(outcome)) for outcome in ("found", "near", "missing", "no file")}
    _say(
        f"{_count(len(findings.quotes), 'quotation')}: {count['found']} found, {count['near']} near, "
        f"{count['missing']} missing, {count['no file']} without a text of the source."
    )
    for quote in findings.quotes_with("near"):
        _say(f"near: {quote.path}, in {quote.source}")
        _say(f"the case has: {quote.quote}", "  ", "      ")
        _say(f"the source has: {quote.passage}", "  ", "      ")
        for difference in quote.differences:
            _say(difference, "  - ", "      ")
    for quote in findings.quotes_with("missing"):
        _say(f"missing: {quote.path}, in {quote.source}")
        _say(f"the case has: {quote.quote}", "  ", "      ")
    absent = dict.fromkeys(quote.source for quote in findings.quotes_with("no file"))
    if absent:
        _say(f"no text of: {', '.join(absent)}")


def as_json(name: str, problems: Iterable[Problem], more: int, findings: Findings | None) -> str:
    """The report for a program; without findings, only what is wrong. `more`: problems past those that are told."""
    report: dict[str, Any] = {"kind": "check", "schema": _SCHEMA, "case": name}
    report["problems"] = [_problem(problem) for problem in problems]
    report["more_problems"] = more
    if findings is not None:
        case, coverage = findings.case, findings.coverage
        report |= {"title": case.file.title, "as_of": case.file.as_of.isoformat(), "digest": case.digest}
        report["variants"] = list(case.variants)
        report["withheld"] = asdict(case.withheld) if case.withheld is not None else None
        report["coverage"] = {
            "counts": dict(coverage.counts),
            "entries": [_entry(entry) for entry in coverage.entries],
            "used": list(coverage.used),
            "unused": list(coverage.unused),
        }
        report["quotations"] = None if findings.quotes is None else [asdict(quote) for quote in findings.quotes]
    return json.dumps(report, indent=2, ensure_ascii=False)


def _entry(entry: "Entry") -> dict[str, Any]:
    return {
        "path": entry.path,
        "kind": entry.kind,
        "words": entry.words,
        "standing": entry.standing,
        "sources": list(entry.sources),
        "contested_by": list(entry.contested_by),
    }


def _problem(problem: Problem) -> dict[str, Any]:
    place = problem.place
    return {
        "severity": problem.severity,
        "what": problem.what,
        "mend": problem.mend,
        "path": list(problem.path),
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
    }


def _say(text: str, first: str = "", later: str = "") -> None:
    """Print a paragraph no wider than the terminal; unseen characters are shown before it is measured."""
    wrapped = textwrap.fill(
        visible(" ".join(text.split())),
        text_width(),
        initial_indent=first,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
    )
    say(wrapped)


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"

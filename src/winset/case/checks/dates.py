"""Nothing that was known only after `as_of` is an input; a month counts as its last day."""

from collections.abc import Iterable, Iterator
from datetime import date

from winset.case.checks.judges import judges
from winset.case.checks.survey import Survey
from winset.case.findings import Finding
from winset.case.problems import quoted
from winset.case.sections import Source
from winset.case.shape import Path
from winset.case.written import When


def dates(survey: Survey) -> Iterable[Finding]:
    """Sources, polls, counts, statements and precedents that come later than the case stands."""
    for id_, source in survey.file.sources.items():
        yield from _source(("sources", id_), source, survey.file.as_of)
    for _, path, judge in judges(survey.file):
        for id_, poll in judge.polls.items():
            yield from _input(
                (*path, "polls", id_, "field"), poll.field, "the poll was in the field", survey.file.as_of
            )
        for id_, count in judge.counts.items():
            yield from _input((*path, "counts", id_, "date"), count.date, "the count was taken", survey.file.as_of)
    for id_, statement in survey.file.statements.items():
        yield from _input(("statements", id_, "date"), statement.date, "the statement was made", survey.file.as_of)
    if survey.file.precedents is not None:
        for id_, precedent in survey.file.precedents.cases.items():
            here = ("precedents", "cases", id_, "date")
            yield from _input(here, precedent.date, "the precedent was settled", survey.file.as_of)


def _source(path: Path, source: Source, as_of: date) -> Iterator[Finding]:
    id_ = quoted(str(path[-1]))
    published = source.published.last
    if source.known is None:
        if published is None:
            mend = "write `known` with a `why`"
            yield Finding((*path, "published"), f"it is not known when {id_} was published", mend)
        elif published > as_of:
            what = f"{id_} was published {_when(source.published, as_of)}"
            yield Finding((*path, "published"), what, "leave it out, or write `known` with a `why`")
        return
    if source.why is None:
        yield Finding((*path, "known"), f"{id_} says when it was known, and not why", "write `why`", "key")
    known = source.known.last
    if known is None:
        yield Finding((*path, "known"), "`known` needs a date", "write a day or a month")
    elif known > as_of:
        yield Finding((*path, "known"), f"{id_} was known {_when(source.known, as_of)}", "leave it out")


def _input(path: Path, when: When | None, what: str, as_of: date) -> Iterator[Finding]:
    if when is not None and when.last is not None and when.last > as_of:
        mend = "leave it out" if when.last.isoformat() == when.text else "leave it out, or write the day"
        yield Finding(path, f"{what} {_when(when, as_of)}", mend)


def _when(when: When, as_of: date) -> str:
    """How a date lies to `as_of`: a month that has begun by then may still end after it."""
    if when.last is not None and when.last.isoformat() == when.text:
        return f"on {when}, after `as_of` ({as_of})"
    if when.last is not None and when.last.replace(day=1) <= as_of:
        return f"in {when}, which ends after `as_of` ({as_of})"
    return f"in {when}, after `as_of` ({as_of})"

"""Statements and precedents that say what cannot be, or leave a feature out."""

from collections.abc import Iterable, Iterator, Mapping

from winset.case.checks.survey import Survey
from winset.case.findings import Finding
from winset.case.problems import quoted
from winset.case.record import Precedents, Statement, Trait
from winset.case.shape import Path


def records(survey: Survey) -> Iterable[Finding]:
    """Silent statements with a stance, and features that the present or a precedent says nothing of."""
    for path, statement in survey.all(Statement):
        if statement.silent and statement.stance != "neither":
            what = f"who is silent is neither {quoted('for')} nor {quoted('against')}"
            yield Finding((*path, "stance"), what, "take out `stance`, or `silent`", "key")
    for path, precedents in survey.all(Precedents):
        yield from _left_out(precedents, precedents.present, (*path, "present"), "the present")
        for id_, precedent in precedents.cases.items():
            yield from _left_out(precedents, precedent.traits, (*path, "cases", id_, "traits"), quoted(id_))


def _left_out(precedents: Precedents, traits: Mapping[str, Trait], path: Path, who: str) -> Iterator[Finding]:
    missing = [quoted(id_) for id_ in precedents.features if id_ not in traits]
    if missing:
        what = f"nothing is said of {', '.join(missing)} in {who}"
        yield Finding(path, what, "write a word, or `unknown`", "key", "warning")

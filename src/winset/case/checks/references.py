"""Every id refers to something: in patterns, cites, preferences, levers and the rest."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from winset.case.checks.judges import no_judge
from winset.case.checks.survey import Survey
from winset.case.checks.vocabulary import no_option
from winset.case.findings import Finding, unknown
from winset.case.patterns import Named, Where
from winset.case.problems import quoted
from winset.case.record import Precedents, Statement
from winset.case.sections import Bloc, Body, Condition, Effect, Event, Lever, Party, Ratifier, Support, Swing
from winset.case.shape import Path
from winset.case.written import Cite


def references(survey: Survey) -> Iterable[Finding]:
    """Ids that refer to nothing."""
    yield from _status_quo(survey)
    for kind, check in _BY_KIND.items():
        for path, value in survey.all(kind):
            yield from check(survey, path, value)


def _status_quo(survey: Survey) -> Iterator[Finding]:
    for issue, option in survey.file.status_quo.items():
        path = ("status_quo", issue)
        if issue not in survey.words.issues:
            yield unknown(path, "issue", issue, survey.words.issues, "key")
        elif option not in survey.words.issues[issue].options:
            yield no_option(path, issue, survey.words.issues[issue], option)


def _pattern(survey: Survey, path: Path, pattern: Named | Where) -> Iterator[Finding]:
    if path[0] == "conflict":  # it speaks of options of its own (see `checks.conflict`)
        return iter(())
    return iter(()) if survey.words.fits(pattern) else survey.words.faults(pattern, path)


def _cite(survey: Survey, path: Path, cite: Cite) -> Iterator[Finding]:
    if cite.source not in survey.file.sources:
        yield unknown((*path, "source"), "source", cite.source, survey.file.sources)


def _condition(_: Survey, path: Path, condition: Condition) -> Iterator[Finding]:
    if condition.now != "unknown" and condition.now not in condition.options:
        yield no_option((*path, "now"), str(path[-1]), condition, condition.now)


def _judge(survey: Survey, path: Path, judge: Ratifier | Body | Bloc) -> Iterator[Finding]:
    for issue, ranking in judge.prefers.items():
        yield from _options(survey, (*path, "prefers"), issue, enumerate(ranking))
        for at, option in enumerate(ranking):
            if option in ranking[:at]:
                yield Finding((*path, "prefers", issue, at), f"{quoted(option)} is ranked twice", "keep one of the two")
    for issue, points in judge.points.items():
        yield from _options(survey, (*path, "points"), issue, ((option, option) for option in points))
        missing = [option for option in _options_of(survey, issue) if option not in points]
        if missing:
            what = f"the points on {quoted(issue)} leave out {', '.join(map(quoted, missing))}"
            yield Finding((*path, "points", issue), what, "give points for every option", "key")


def _ratifier(survey: Survey, path: Path, ratifier: Ratifier) -> Iterator[Finding]:
    yield from _judge(survey, path, ratifier)
    if ratifier.follows is not None and ratifier.follows not in survey.judges.ratifiers:
        yield no_judge((*path, "follows"), ratifier.follows, survey.judges.ratifiers)


def _options_of(survey: Survey, issue: str) -> Iterable[str]:
    return survey.words.issues[issue].options if issue in survey.words.issues else ()


def _options(survey: Survey, path: Path, issue: str, options: Iterable[tuple[str | int, str]]) -> Iterator[Finding]:
    if issue not in survey.words.issues:
        if issue in survey.words.conditions:
            yield Finding((*path, issue), f"{quoted(issue)} is a condition, not an issue", "name an issue", "key")
        else:
            yield unknown((*path, issue), "issue", issue, survey.words.issues, "key")
        return
    entry = survey.words.issues[issue]
    for step, option in options:
        if option not in entry.options:
            fault = no_option((*path, issue, step), issue, entry, option)
            yield Finding(fault.path, fault.what, fault.mend, "key" if isinstance(step, str) else "value")


def _party(_: Survey, path: Path, party: Party) -> Iterator[Finding]:
    if party.lead is not None and party.lead not in party.ratifiers:
        yield unknown((*path, "lead"), "ratifier", party.lead, party.ratifiers)


def _lever(survey: Survey, path: Path, lever: Lever) -> Iterator[Finding]:
    if lever.by not in survey.file.parties:
        yield unknown((*path, "by"), "party", lever.by, survey.file.parties)
    # One problem for each place: a named pattern may speak of many issues.
    for inside, id_ in dict(survey.words.ids(lever.requires)).items():
        if id_ in survey.words.issues:
            what = f"{quoted(id_)} is an issue; `requires` is about the state of the world before any deal"
            yield Finding((*path, "requires", *inside), what, "name conditions", "key")


def _effect(survey: Survey, path: Path, effect: Effect) -> Iterator[Finding]:
    for word, levels in (("set", effect.set), ("otherwise", effect.otherwise)):
        for id_, level in levels.items():
            here = (*path, word, id_)
            if id_ in survey.words.issues:
                yield Finding(here, f"{quoted(id_)} is an issue", "a lever sets conditions", "key")
            elif id_ not in survey.words.conditions:
                yield unknown(here, "condition", id_, survey.words.conditions, "key")
            elif level not in survey.words.conditions[id_].options:
                yield no_option(here, id_, survey.words.conditions[id_], level)


def _support(survey: Survey, path: Path, support: Support) -> Iterator[Finding]:
    if survey.judges.at(support.ratifier) is None:
        yield no_judge((*path, "ratifier"), support.ratifier, survey.judges.all)


def _swing(survey: Survey, path: Path, swing: Swing) -> Iterator[Finding]:
    judge = survey.judges.at(swing.ratifier)
    if judge is None:
        yield no_judge((*path, "ratifier"), swing.ratifier, survey.judges.all)
        return
    for word, bloc in (("from", swing.from_), ("to", swing.to)):
        if bloc not in judge.blocs:
            yield unknown((*path, word), f"bloc of {quoted(swing.ratifier)} called", bloc, judge.blocs)
        elif _passes_up(judge.blocs[bloc]):
            what = f"{quoted(bloc)} has blocs with votes of their own, so that no vote is its own to change side"
            yield Finding((*path, word), what, f"name blocs inside {quoted(f'{swing.ratifier}.{bloc}')}")
    if swing.from_ == swing.to:
        yield Finding((*path, "to"), f"votes move from {quoted(swing.to)} to itself", "name another bloc")


def _passes_up(bloc: Bloc) -> bool:
    """Whether the votes of a bloc are those of blocs inside it."""
    return bloc.rule is None and any(inner.votes is not None or inner.blocs for inner in bloc.blocs.values())


def _event(survey: Survey, path: Path, event: Event) -> Iterator[Finding]:
    for at, ratifier in enumerate(event.at):
        if ratifier not in survey.judges.ratifiers:
            yield no_judge((*path, "at", at), ratifier, survey.judges.ratifiers)


def _statement(survey: Survey, path: Path, statement: Statement) -> Iterator[Finding]:
    speakers = [*survey.file.parties, *survey.judges.ratifiers]
    if statement.by not in speakers:
        yield unknown((*path, "by"), "party or ratifier", statement.by, speakers)


def _precedents(_: Survey, path: Path, precedents: Precedents) -> Iterator[Finding]:
    rows = [("present", precedents.present), *((("cases", id_), it.traits) for id_, it in precedents.cases.items())]
    for row, traits in rows:
        here = (*path, row) if isinstance(row, str) else (*path, *row, "traits")
        for id_ in traits:
            if id_ not in precedents.features:
                yield unknown((*here, id_), "feature", id_, precedents.features, "key")


_BY_KIND: Mapping[type[Any], Callable[[Survey, Path, Any], Iterator[Finding]]] = {
    Named: _pattern,
    Where: _pattern,
    Cite: _cite,
    Condition: _condition,
    Ratifier: _ratifier,
    Body: _judge,
    Bloc: _judge,
    Party: _party,
    Lever: _lever,
    Effect: _effect,
    Support: _support,
    Swing: _swing,
    Event: _event,
    Statement: _statement,
    Precedents: _precedents,
}

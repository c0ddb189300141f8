"""What a case rests on: which of its entries are cited, which assumed, and which a variant contests."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from pydantic import BaseModel

from winset.case.changes import changes_at, target_of
from winset.case.checks.empties import cited_sources
from winset.case.conflict import Barred, Choice, Decider, Infeasible, Preference, Same, StateRule
from winset.case.course import Sounds
from winset.case.doubt import Together
from winset.case.load import Case
from winset.case.paths import case_path
from winset.case.record import Feature, Statement, Trait
from winset.case.rules import MAJORITY_CAST, Rule, show_rule
from winset.case.sections import Bloc, Body, CaseFile, Condition, Count, Coupling, Effect, Judge, Line, Poll, Ratifier
from winset.case.shape import Path, keys_of
from winset.case.uncollected import uncollected
from winset.case.walk import walk
from winset.case.words import in_words
from winset.case.written import Cite, Grounds, Number, Votes

Standing = Literal["cited", "assumed", "contested"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One input of a case.

    at: its path in the file. kind: a number, a red line, a poll ... value: what stands there. sources: those it is
    cited to. contested_by: the variants that change it or what it is in, to answer a question differently.
    """

    at: Path
    kind: str
    value: Any
    standing: Standing
    sources: tuple[str, ...]
    contested_by: tuple[str, ...]

    @property
    def path(self) -> str:
        """Its path in the short form."""
        return case_path(self.at)

    @property
    def words(self) -> str:
        """What it says, in words."""
        return in_words(self.value, self.at)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every input of a case with its standing, and the sources that are cited and not cited."""

    entries: tuple[Entry, ...]
    used: tuple[str, ...]
    unused: tuple[str, ...]

    @property
    def counts(self) -> Mapping[Standing, int]:
        """How many inputs have each standing."""
        found = Counter(entry.standing for entry in self.entries)
        return {"cited": found["cited"], "assumed": found["assumed"], "contested": found["contested"]}

    @property
    def on_one_source(self) -> tuple[Entry, ...]:
        """The numbers that rest on a single source."""
        return tuple(entry for entry in self.entries if entry.kind == "number" and len(entry.sources) == 1)

    def of(self, standing: Standing) -> tuple[Entry, ...]:
        """The inputs of one standing."""
        return tuple(entry for entry in self.entries if entry.standing == standing)


@uncollected()
def coverage(case: Case) -> Coverage:
    """What the inputs of a case rest on."""
    around: list[tuple[Path, Grounds]] = []  # the entries that the walk is inside of and that say what they rest on
    entries: list[Entry] = []
    cites: list[Cite] = []
    for path, part in walk(case.file):
        while around and path[: len(around[-1][0])] != around[-1][0]:
            around.pop()
        if isinstance(part, Cite):
            cites.append(part)
        elif isinstance(part, Grounds) and (part.cite or part.why is not None):
            around.append((path, part))
        kinds = _INPUTS.get(type(part))
        for at, kind, value in kinds(path, part) if kinds is not None else ():
            entries.append(_entry(case, at, kind, value, around[-1][1] if around else None))
    entries += _contested_choices(case, entries)
    cited = cited_sources(case.file, cites)
    return Coverage(
        tuple(entries),
        tuple(id_ for id_ in case.file.sources if id_ in cited),
        tuple(id_ for id_ in case.file.sources if id_ not in cited),
    )


def _contested_choices(case: Case, entries: Sequence[Entry]) -> Iterator[Entry]:
    """What else a variant contests, such as whether a public counts as a veto."""
    targets = _contests(case)[0]
    listed = {entry.at[:end] for entry in entries for end in range(len(entry.at) + 1)} if targets else set()
    for target in targets:
        *_, (path, value) = _parts_on(case.file, target)
        if path == target and target not in listed:
            yield _entry(case, target, "choice", value, _nearest(case.file, target))


def _entry(case: Case, path: Path, kind: str, value: Any, rests_on: Grounds | None) -> Entry:
    sources = tuple(dict.fromkeys(cite.source for cite in rests_on.cite)) if rests_on is not None else ()
    contested = contested_by(case, path)
    standing: Standing = "contested" if contested else "cited" if sources else "assumed"
    return Entry(path, kind, value, standing, sources, contested)


_Inputs = Iterator[tuple[Path, str, Any]]


def _number(path: Path, number: Number) -> _Inputs:
    if not (isinstance(number, Votes) and number.rest):  # the rest follows from the other votes
        yield path, "number", number


_LINES = {"refuses": "red line", "accepts": "acceptance", "abstains": "abstention"}


def _line(path: Path, line: Line) -> _Inputs:
    yield path, _LINES[str(path[-2])], line


def _judge(path: Path, judge: Judge) -> _Inputs:
    for issue, ranking in judge.prefers.items():
        yield (*path, "prefers", issue), "ranking", ranking
    for key in ("counts_as", "otherwise"):
        if key in judge.model_fields_set:
            yield (*path, key), "role" if key == "counts_as" else "default", getattr(judge, key)


def _rule(path: Path, rule: Rule) -> _Inputs:
    if path[-1] == "rule":  # not a part of another rule
        yield path, "rule", rule


def _effect(path: Path, effect: Effect) -> _Inputs:
    if effect.set or effect.add or effect.drop:  # the others are numbers
        yield path, "effect", effect


def _decider(path: Path, decider: Decider) -> _Inputs:
    if decider.ranking:  # statements, weights and payoffs are entries of their own
        yield (*path, "ranking"), "ranking", decider.ranking


def _feature(path: Path, feature: Feature) -> _Inputs:
    if feature.decisive:
        yield (*path, "decisive"), "choice", feature.decisive


_INPUTS: Mapping[type, Callable[[Path, Any], _Inputs]] = {
    Number: _number,
    Votes: _number,
    Line: _line,
    Ratifier: _judge,
    Body: _judge,
    Bloc: _judge,
    Rule: _rule,
    Effect: _effect,
    Poll: lambda path, poll: iter([(path, "poll", poll)]),
    Count: lambda path, count: iter([(path, "count", count)]),
    Coupling: lambda path, coupling: iter([(path, "coupling", coupling)]),
    Statement: lambda path, statement: iter([(path, "statement", statement)]),
    Together: lambda path, together: iter([(path, "grouping", together)]),
    Sounds: lambda path, sounds: iter([(path, "approach", sounds)]),
    Decider: _decider,
    Preference: lambda path, preference: iter([(path, "preference", preference)]),
    Choice: lambda path, choice: iter([(path, "option", choice)]),
    Infeasible: lambda path, states: iter([(path, "rule", states)]),
    StateRule: lambda path, rule: iter([(path, "rule", rule)]),
    Same: lambda path, same: iter([(path, "rule", same)]),
    Barred: lambda path, barred: iter([(path, "rule", barred)]),
    Feature: _feature,
    Trait: lambda path, trait: iter([(path, "trait", trait)]),
    Condition: lambda path, condition: iter([((*path, "now"), "level", condition.now)]),
}


def cites_of(case: Case, path: Path) -> tuple[Cite, ...]:
    """The cites that a part of the case rests on: its own, or those of the nearest entry around it.

    A part that gives a reason of its own and no cite does not borrow one.
    """
    grounds = _nearest(case.file, path)
    return grounds.cite if grounds is not None else ()


def why_of(case: Case, path: Path) -> str | None:
    """The reason given for a part of the case, or by the nearest entry around it that says what it rests on."""
    grounds = _nearest(case.file, path)
    return grounds.why if grounds is not None else None


def basis_of(case: Case, path: Path) -> Standing:
    """Whether a part of the case is contested by a variant, cited, or assumed."""
    if contested_by(case, path):
        return "contested"
    return "cited" if cites_of(case, path) else "assumed"


def words_of(case: Case, path: Path) -> str:
    """What a part of the case says, in words."""
    *_, (at, value) = _parts_on(case.file, path)
    if at == path:
        return in_words(value, path)
    # A rule that is not written is the usual one; of other things that are not written there is only the path.
    return show_rule(MAJORITY_CAST) if path[-1] == "rule" else case_path(path)


def contested_by(case: Case, path: Path) -> tuple[str, ...]:
    """The variants that contest a question and change this part of the case, a part of it, or what it is in."""
    within, around = _contests(case)
    if not within:
        return ()
    found = dict.fromkeys(around.get(path, ()))
    for end in range(1, len(path) + 1):
        found.update(dict.fromkeys(within.get(path[:end], ())))
    return tuple(id_ for id_ in case.file.variants if id_ in found)


def _parts_on(file: CaseFile, path: Path) -> Iterator[tuple[Path, Any]]:
    """The parts of a case on the way to a path, from the whole on, as far as the path leads."""
    value: Any = file
    yield (), value
    for at, step in enumerate(path):
        if isinstance(value, BaseModel):
            key = keys_of(type(value)).get(str(step))
            value = getattr(value, key.attribute) if key is not None else None
        elif isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, tuple) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return
        if value is None:
            return
        yield path[: at + 1], value


def _nearest(file: CaseFile, path: Path) -> Grounds | None:
    """The nearest entry, from the part itself outwards, that has a cite or a reason."""
    parts = [part for _, part in _parts_on(file, path) if isinstance(part, Grounds)]
    return next((part for part in reversed(parts) if part.cite or part.why is not None), None)


_ByPath = dict[Path, tuple[str, ...]]


@lru_cache(maxsize=4)
def _contests(case: Case) -> tuple[_ByPath, _ByPath]:
    """By path, the variants that change exactly this, and those that change something inside it."""
    within: _ByPath = {}
    around: _ByPath = {}
    for id_, variant in case.file.variants.items():
        if variant.contests is None:
            continue
        for change in changes_at(case.root, ("variants", id_)):
            target = target_of(case.root, change)
            if target is None:  # a variant that is applied already may have taken it out
                continue
            within[target] = (*within.get(target, ()), id_)
            for end in range(len(target)):
                around[target[:end]] = (*around.get(target[:end], ()), id_)
    return within, around

"""The conflict of a case in one world: what is written under `conflict`, ready to be computed with."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType

import numpy as np

from winset.case.conflict import PREFERENCES
from winset.case.conflict import Conflict as WrittenConflict
from winset.case.conflict import Decider as WrittenDecider
from winset.case.findings import Finding, problem
from winset.case.load import Case
from winset.case.patterns import Named, Pattern
from winset.case.problems import CaseError, quoted
from winset.case.shape import Path
from winset.conflict.choices import Choice, TooManyStatesError
from winset.conflict.conflict import Conflict, Decider, NoStateError, graph_form, option_form
from winset.conflict.feasibility import infeasible_of
from winset.conflict.matching import Matching, terms_of
from winset.conflict.preferring import UnrankedError, by_payoffs, by_ranking, by_statements, by_weights
from winset.conflict.reach import Ints
from winset.conflict.reshaping import Bar, ToldApartError, TooManyMovesError, merged, without_moves
from winset.conflict.stable import Truths

_SHOWN = 3
NO_PREFERENCES = "nothing"


@dataclass(frozen=True, slots=True)
class Built:
    """A conflict with what the case calls its parts.

    ids: the number of every state that has an id. prefers_by: for each decision maker the key that its preferences
    stand under, or `nothing`. used: the parts of the case that it is made of.
    """

    conflict: Conflict
    ids: Mapping[str, int]
    prefers_by: tuple[str, ...]
    used: frozenset[Path]


def conflict_of(case: Case, world: Mapping[str, str]) -> Built:
    """The conflict that a case has, in a world that gives every condition a level.

    Raises:
        CaseError: no state can be, there are too many, or what is said of states does not fit them; all at once.
        KeyError: the case has no `conflict`.
    """
    written = case.file.conflict
    if written is None:
        raise KeyError("conflict")
    matching = Matching.of(written, terms_of(case, written, world))
    try:
        states = _by_options(written, matching) if written.options else _by_moves(written)
        return _Building(written, matching, states, matching.states_named(states.levels)).whole()
    except _Faulty as faulty:
        raise CaseError(tuple(problem(each, case.root, case.path) for each in faulty.findings)) from faulty


class _Faulty(ValueError):  # noqa: N818 - it says what the conflict is
    """The conflict cannot be: everything that is wrong with it."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(*(each.what for each in findings))
        self.findings = findings


def _by_options(written: WrittenConflict, matching: Matching) -> Conflict:
    who = list(written.deciders)
    choices = tuple(
        Choice(id_, each.name or _spoken(id_), who.index(each.by), tuple(each.levels), tuple(each.levels.values()),
               each.direction)
        for id_, each in written.options.items()
    )  # fmt: skip
    path = ("conflict", "options")
    try:
        return option_form(_deciders(written), choices, infeasible_of(written, matching.terms))
    except TooManyStatesError as error:
        raise _Faulty(Finding(path, str(error), "take options out, or say which states cannot be", "key")) from error
    except NoStateError as error:
        what = "no state can be: `never` and `always` rule all of them out"
        raise _Faulty(Finding(path, what, "let some of them be", "key")) from error


def _by_moves(written: WrittenConflict) -> Conflict:
    at = {id_: number for number, id_ in enumerate(written.states)}
    moves = [
        [[at[end] for end in written.moves.get(who, {}).get(state, ())] for state in at] for who in written.deciders
    ]
    names = [each.name or _spoken(id_) for id_, each in written.states.items()]
    return graph_form(_deciders(written), names, moves, np.zeros((len(written.deciders), len(at))))


def _deciders(written: WrittenConflict) -> tuple[Decider, ...]:
    return tuple(Decider(id_, each.name or _spoken(id_)) for id_, each in written.deciders.items())


@dataclass(frozen=True, slots=True)
class _Building:
    """Makes the conflict. states: it without preferences; named: the states that each id stands for."""

    written: WrittenConflict
    matching: Matching
    states: Conflict
    named: Mapping[str, Ints]

    def whole(self) -> Built:
        """The conflict.

        Raises:
            _Faulty: what is said of states does not fit them, or too many moves would have to be listed.
        """
        names, findings = self._names()
        now, astray = self._status_quo(names)
        ranks, unranked = self._preferences()
        if findings or astray or unranked:
            raise _Faulty(*findings, *astray, *unranked)
        groups = [self._where(each.when) for each in self.written.same.values()]
        conflict = replace(self.states.with_payoffs(np.stack(ranks)), status_quo=now, labels=self._labels(groups))
        conflict, number = self._with_same(self._with_barred(conflict), groups)
        return Built(
            conflict,
            MappingProxyType({id_: int(number[state]) for id_, state in names.items()}),
            tuple(map(_preferring, self.written.deciders.values())),
            frozenset(_used(self.written)),
        )

    def _where(self, pattern: Pattern) -> Truths:
        return self.matching.where(pattern, self.states.levels)

    def _numbers(self, pattern: Pattern) -> Ints:
        """The states that match, by their numbers."""
        if isinstance(pattern, Named) and pattern.name in self.named:
            return self.named[pattern.name]
        return np.flatnonzero(self._where(pattern))

    def _names(self) -> tuple[dict[str, int], list[Finding]]:
        """The state that each id names, and what is wrong with ids that name none or several.

        An id may name several states that nobody tells apart.
        """
        alike = [self._where(each.when) for each in self.written.same.values()]
        names: dict[str, int] = {}
        findings = []
        for id_, found in self.named.items():
            if len(found) == 1 or (len(found) and any(group[found].all() for group in alike)):
                names[id_] = int(found[0])
                continue
            what = f"{quoted(id_)} names {'no state that can be' if not len(found) else f'{len(found):,} states'}"
            findings.append(Finding(("conflict", "states", id_), what, "let `when` match one state", "key"))
        return names, findings

    def _status_quo(self, names: Mapping[str, int]) -> tuple[int | None, list[Finding]]:
        """The number of the state that now is, and what is wrong with it."""
        written = self.written
        if written.now is not None:
            return names.get(written.now), []  # a name that names nothing is told already
        if not written.status_quo:
            return None, []
        levels = [list(each.levels).index(written.status_quo[id_]) for id_, each in written.options.items()]
        found = self.states.number(levels)
        if found is None:
            what = "the status quo cannot be: `never` or `always` rules it out in this world"
            return None, [Finding(("conflict", "status_quo"), what, "change one of them", "key")]
        return found, []

    def _preferences(self) -> tuple[list[Ints], list[Finding]]:
        """The ranks of the states for each decision maker, and what is wrong with what they are made from."""
        rows, findings = [], []
        for id_, each in self.written.deciders.items():
            try:
                rows.append(self._ranks(each))
            except UnrankedError as error:
                what = f"{quoted(id_)} does not say where {_described(self.states, self.named, error.states)} stand"
                path = ("conflict", "deciders", id_, _preferring(each))
                findings.append(Finding(path, what, "say it of every state", "key"))
        return rows, findings

    def _ranks(self, written: WrittenDecider) -> Ints:
        """The ranks of the states for one decision maker; without preferences all are equal."""
        size = self.states.size
        if written.statements:
            return by_statements((self._where(each.when) for each in written.statements.values()), size)
        if written.weights:
            return by_weights(self.states.levels, self._weights(written))
        if written.ranking:
            return by_ranking(((self._numbers(each) for each in group) for group in written.ranking), size)
        if written.payoffs:
            return by_payoffs(self._payoffs(written))
        return np.zeros(size, np.int64)

    def _weights(self, written: WrittenDecider) -> Mapping[int, list[Fraction]]:
        nothing = Fraction(0)
        numbers = {id_: at for at, id_ in enumerate(self.written.options)}
        return {
            numbers[id_]: [
                points[level].value if level in points else nothing for level in self.written.options[id_].levels
            ]
            for id_, points in written.weights.items()
        }

    def _payoffs(self, written: WrittenDecider) -> list[Fraction | None]:
        found: list[Fraction | None] = [None] * self.states.size
        for id_, number in written.payoffs.items():
            for state in self.named[id_].tolist():
                found[state] = number.value
        return found

    def _labels(self, groups: Sequence[Truths]) -> Mapping[int, str]:
        """What states are called; those that nobody tells apart are called what they are together."""
        labels = dict(self.states.labels)
        for id_, each in self.written.states.items():
            labels.update(dict.fromkeys(self.named[id_].tolist(), each.name or _spoken(id_)))
        for (id_, same), group in zip(self.written.same.items(), groups, strict=True):
            labels.update(dict.fromkeys(np.flatnonzero(group).tolist(), same.name or _spoken(id_)))
        return MappingProxyType(labels)

    def _with_barred(self, conflict: Conflict) -> Conflict:
        if not self.written.barred:
            return conflict
        who = {id_: at for at, id_ in enumerate(self.written.deciders)}
        bars = [
            Bar(who[each.by], self._where(each.from_), self._where(each.to)) for each in self.written.barred.values()
        ]
        try:
            return without_moves(conflict, bars)
        except TooManyMovesError as error:
            raise _too_many("barred", error) from error

    def _with_same(self, conflict: Conflict, groups: Sequence[Truths]) -> tuple[Conflict, Ints]:
        """The conflict in which states that nobody tells apart count as one; and what number each has then."""
        try:
            return merged(conflict, groups)
        except TooManyMovesError as error:
            raise _too_many("same", error) from error
        except ToldApartError as error:
            ids, who = list(self.written.same), list(self.written.deciders)
            what = "nobody tells the states of {} apart, but {} likes some of them better than others"
            findings = [
                Finding(("conflict", "same", ids[group]), what.format(quoted(ids[group]), quoted(who[decider])),
                        "let its preferences treat them alike", "key")
                for group, decider in error.by
            ]  # fmt: skip
            raise _Faulty(*findings) from error


def _too_many(section: str, error: TooManyMovesError) -> _Faulty:
    mend = f"leave `{section}` out, or say which states cannot be"
    return _Faulty(Finding(("conflict", section), str(error), mend, "key"))


def _described(conflict: Conflict, named: Mapping[str, Ints], states: Ints) -> str:
    """A few states in words of the case."""
    ids = {int(found[0]): id_ for id_, found in named.items() if len(found) == 1}
    said = [quoted(ids[state]) if state in ids else _levels(conflict, state) for state in states[:_SHOWN].tolist()]
    more = len(states) - len(said)
    return ", ".join(said) + (f" and {more:,} more" if more else "")


def _levels(conflict: Conflict, state: int) -> str:
    pairs = zip(conflict.choices, conflict.levels[state], strict=True)
    return "{" + ", ".join(f"{choice.id}: {choice.levels[level]}" for choice, level in pairs) + "}"


def _preferring(written: WrittenDecider) -> str:
    return next((word for word in PREFERENCES if getattr(written, word)), NO_PREFERENCES)


def _used(written: WrittenConflict) -> Iterator[Path]:
    """The parts of the case that the conflict is made of."""
    for section in ("options", "never", "always", "same", "barred"):
        yield from (("conflict", section, id_) for id_ in getattr(written, section))
    for id_, each in written.deciders.items():
        word = _preferring(each)
        if word in {"statements", "weights", "payoffs"}:
            yield from (("conflict", "deciders", id_, word, part) for part in getattr(each, word))
        elif word == "ranking":
            yield ("conflict", "deciders", id_, word)


def _spoken(id_: str) -> str:
    return id_.replace("_", " ")

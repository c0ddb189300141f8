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
from winset.conflict.choices import Choice, TooManyStatesError, holds
from winset.conflict.conflict import Conflict, Decider, graph_form, option_form
from winset.conflict.feasibility import infeasible_of
from winset.conflict.preferring import UnrankedError, by_payoffs, by_ranking, by_statements, by_weights
from winset.conflict.reach import Ints
from winset.conflict.reshaping import ToldApartError, TooManyMovesError, merged, without_moves
from winset.conflict.stable import Truths
from winset.model.space import Dimension
from winset.model.terms import Terms

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


@dataclass(frozen=True, slots=True)
class _Ground:
    """What is written, and what its patterns are read against."""

    case: Case
    written: WrittenConflict
    terms: Terms

    def where(self, pattern: Pattern, conflict: Conflict) -> Truths:
        """The states that match; without options a state matches its own id."""
        if isinstance(pattern, Named) and not self.written.options and pattern.name in self.written.states:
            own: Truths = np.arange(conflict.size) == list(self.written.states).index(pattern.name)
            return own
        return holds(self.terms.formula(pattern), conflict.levels)

    def refuse(self, findings: Sequence[Finding]) -> None:
        """Tell all that was found wrong, if anything was.

        Raises:
            CaseError: something was.
        """
        if findings:
            raise CaseError(tuple(problem(finding, self.case.root, self.case.path) for finding in findings))


def conflict_of(case: Case, world: Mapping[str, str]) -> Built:
    """The conflict that a case has, in a world that gives every condition a level.

    Raises:
        CaseError: no state can be, there are too many, or what is said of states does not fit them; all at once.
        KeyError: the case has no `conflict`.
    """
    written = case.file.conflict
    if written is None:
        raise KeyError("conflict")
    ground = _Ground(case, written, terms_of(case, written, world))
    try:
        return _built(ground)
    except (TooManyStatesError, TooManyMovesError) as error:
        mend = "take options out, or say which states cannot be"
        ground.refuse([Finding(("conflict", "options"), str(error), mend, "key")])
        raise


def terms_of(case: Case, written: WrittenConflict, world: Mapping[str, str]) -> Terms:
    """What the patterns of a conflict are read against, in a world; issues are numbered as its options are."""
    dimensions = tuple(
        Dimension(id_, each.name or id_, tuple(each.levels), tuple(each.levels.values()), ordered=True, optional=False)
        for id_, each in written.options.items()
    )
    states = {id_: each.when for id_, each in written.states.items() if each.when is not None}
    conditions = {id_: tuple(each.options) for id_, each in case.file.conditions.items()}
    return Terms(dimensions, dict(world), conditions, {**written.patterns, **states}, ())


def _built(ground: _Ground) -> Built:
    written = ground.written
    conflict = _by_options(ground) if written.options else _by_moves(ground)
    conflict = _with_preferences(ground, conflict)
    names, findings = _named(ground, conflict)
    conflict = replace(conflict, status_quo=_status_quo(ground, conflict, names, findings))
    ground.refuse(findings)
    for each in written.barred.values():
        leaving, entering = ground.where(each.from_, conflict), ground.where(each.to, conflict)
        conflict = without_moves(conflict, list(written.deciders).index(each.by), leaving, entering)
    conflict, number = _with_same(ground, conflict)
    ids = MappingProxyType({id_: int(number[state]) for id_, state in names.items()})
    how = tuple(_preferring(each) for each in written.deciders.values())
    return Built(conflict, ids, how, frozenset(_used(written)))


def _by_options(ground: _Ground) -> Conflict:
    written = ground.written
    who = list(written.deciders)
    choices = tuple(
        Choice(id_, each.name or _spoken(id_), who.index(each.by), tuple(each.levels), tuple(each.levels.values()),
               each.direction)
        for id_, each in written.options.items()
    )  # fmt: skip
    try:
        return option_form(_deciders(written), choices, infeasible_of(written, ground.terms))
    except TooManyStatesError:
        raise
    except ValueError:
        what = "no state can be: `never` and `always` rule all of them out"
        ground.refuse([Finding(("conflict", "options"), what, "let some of them be", "key")])
        raise


def _deciders(written: WrittenConflict) -> tuple[Decider, ...]:
    return tuple(Decider(id_, each.name or _spoken(id_)) for id_, each in written.deciders.items())


def _by_moves(ground: _Ground) -> Conflict:
    written = ground.written
    at = {id_: number for number, id_ in enumerate(written.states)}
    moves = [
        [[at[end] for end in written.moves.get(who, {}).get(state, ())] for state in at] for who in written.deciders
    ]
    names = [each.name or _spoken(id_) for id_, each in written.states.items()]
    return graph_form(_deciders(written), names, moves, np.zeros((len(written.deciders), len(at))))


def _with_preferences(ground: _Ground, conflict: Conflict) -> Conflict:
    rows, findings = [], []
    for id_, each in ground.written.deciders.items():
        try:
            rows.append(_ranks(ground, each, conflict))
        except UnrankedError as error:
            rows.append(np.zeros(conflict.size, np.int64))
            what = f"{quoted(id_)} does not say where {_described(conflict, error.states)} stand"
            findings.append(
                Finding(("conflict", "deciders", id_, _preferring(each)), what, "say it of every state", "key")
            )
    ground.refuse(findings)
    return conflict.with_payoffs(np.stack(rows))


def _ranks(ground: _Ground, written: WrittenDecider, conflict: Conflict) -> Ints:
    """The ranks of the states for one decision maker; without preferences all are equal."""
    if written.statements:
        truths = (ground.where(each.when, conflict) for each in written.statements.values())
        return by_statements(truths, conflict.size)
    if written.weights:
        return by_weights(conflict.levels, _weights(ground, written))
    if written.ranking:
        groups = [[ground.where(each, conflict) for each in group] for group in written.ranking]
        return by_ranking(groups, conflict.size)
    if written.payoffs:
        return by_payoffs(_payoffs(ground, written, conflict))
    return np.zeros(conflict.size, np.int64)


def _weights(ground: _Ground, written: WrittenDecider) -> Mapping[int, list[Fraction]]:
    return {
        ground.terms.issue(id_): [
            points[level].value if level in points else Fraction(0)
            for level in ground.written.options[id_].levels
        ]
        for id_, points in written.weights.items()
    }  # fmt: skip


def _payoffs(ground: _Ground, written: WrittenDecider, conflict: Conflict) -> list[Fraction | None]:
    found: list[Fraction | None] = [None] * conflict.size
    for id_, number in written.payoffs.items():
        for state in np.flatnonzero(ground.where(Named(id_), conflict)):
            found[state] = number.value
    return found


def _named(ground: _Ground, conflict: Conflict) -> tuple[dict[str, int], list[Finding]]:
    """The state that each id names, and what is wrong with ids that name none or several."""
    alike = [ground.where(each.when, conflict) for each in ground.written.same.values()]
    names: dict[str, int] = {}
    findings = []
    for id_ in ground.written.states:
        found = np.flatnonzero(ground.where(Named(id_), conflict))
        one = len(found) == 1 or any(len(found) and group[found].all() for group in alike)
        if one:
            names[id_] = int(found[0])
            continue
        what = f"{quoted(id_)} names {'no state that can be' if not len(found) else f'{len(found)} states'}"
        findings.append(Finding(("conflict", "states", id_), what, "let `when` match one state", "key"))
    return names, findings


def _status_quo(ground: _Ground, conflict: Conflict, names: Mapping[str, int], findings: list[Finding]) -> int | None:
    """The number of the state that now is; what is wrong with it is added to the findings."""
    written = ground.written
    if written.now is not None:
        return names.get(written.now)
    if not written.status_quo:
        return None
    levels = [list(each.levels).index(written.status_quo[id_]) for id_, each in written.options.items()]
    found = conflict.number(levels)
    if found is None:
        what = "the status quo cannot be: `never` or `always` rules it out"
        findings.append(Finding(("conflict", "status_quo"), what, "let it be", "key"))
    return found


def _with_same(ground: _Ground, conflict: Conflict) -> tuple[Conflict, Ints]:
    """The conflict with names, in which states that nobody tells apart count as one; and what number each has then."""
    written = ground.written
    labels = dict(conflict.labels)
    for id_, each in written.states.items():
        labels.update(
            dict.fromkeys(np.flatnonzero(ground.where(Named(id_), conflict)).tolist(), each.name or _spoken(id_))
        )
    groups = [ground.where(each.when, conflict) for each in written.same.values()]
    for (id_, same), group in zip(written.same.items(), groups, strict=True):
        labels.update(dict.fromkeys(np.flatnonzero(group).tolist(), same.name or _spoken(id_)))
    conflict = replace(conflict, labels=MappingProxyType(labels))
    if not groups:
        return conflict, np.arange(conflict.size, dtype=np.int64)
    try:
        return merged(conflict, groups)
    except ToldApartError as error:
        who = list(written.deciders)[error.decider]
        what = f"nobody tells the states of `same` apart, but {quoted(who)} likes some of them better than others"
        ground.refuse([Finding(("conflict", "same"), what, "let its preferences treat them alike", "key")])
        raise


def _described(conflict: Conflict, states: Ints) -> str:
    """A few states in words of the case."""
    said = [
        conflict.labels.get(state)
        or "{"
        + ", ".join(
            f"{choice.id}: {choice.levels[level]}"
            for choice, level in zip(conflict.choices, conflict.levels[state], strict=True)
        )
        + "}"
        for state in states[:_SHOWN].tolist()
    ]
    more = len(states) - len(said)
    return ", ".join(said) + (f" and {more} more" if more else "")


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

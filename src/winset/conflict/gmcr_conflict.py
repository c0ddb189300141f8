"""The conflict of a case as gmcr-py takes it: yes-or-no options, statements or rankings, and infeasible states."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from winset.case.conflict import YES_NO
from winset.case.conflict import Conflict as WrittenConflict
from winset.case.findings import Finding, problem
from winset.case.load import Case
from winset.case.problems import CaseError, quoted
from winset.case.shape import Path
from winset.conflict.alternatives import Alternative, TooManyAlternativesError, alternatives, in_order
from winset.conflict.building import Built, conflict_of
from winset.conflict.conflict import Conflict
from winset.conflict.feasibility import infeasible_of
from winset.conflict.matching import terms_of
from winset.conflict.present import conflict_written, present_world
from winset.formats.gmcr_model import MOST_OPTIONS, Condition, GmcrDecider, GmcrModel, GmcrOption, groups_by_ranks
from winset.model.logic import Formula
from winset.model.terms import Terms

PROGRAM = "winset"
_YES_NO_LEVELS = 2


@dataclass(frozen=True, slots=True)
class WrittenModel:
    """A conflict for gmcr-py, and what the case says that it does not, as sentences."""

    model: GmcrModel
    left_out: tuple[str, ...]


def gmcr_model(case: Case) -> WrittenModel:
    """The conflict of a case as it is now, for gmcr-py.

    Where every decision maker has statements, or prefers nothing, they are written; otherwise all have rankings, and
    the statements stand beside them.

    Raises:
        CaseError: the conflict is not of the kind that gmcr-py knows; every reason is told with its place.
        WinsetError: the case has no conflict.
    """
    written = conflict_written(case)
    _refuse(case, _unfit(written))
    world, read = present_world(case)
    built = conflict_of(case, world)
    return _Writing(case, written, built, terms_of(case, written, world), _places(built.conflict)).whole(read, world)


def _refuse(case: Case, findings: Sequence[Finding]) -> None:
    if findings:
        raise CaseError(tuple(problem(finding, case.root, case.path) for finding in findings))


def _unfit(written: WrittenConflict) -> list[Finding]:
    """What gmcr-py has no word for, and without which the conflict would be another one."""
    found = []
    if not written.options:
        what = "gmcr-py knows conflicts of options only, not states with moves"
        found.append(Finding(("conflict",), what, "write the conflict with `options`", "key"))
    for id_, choice in written.options.items():
        if len(choice.levels) != _YES_NO_LEVELS:
            what = f"gmcr-py knows yes-or-no options only; {quoted(id_)} has {len(choice.levels)} levels"
            found.append(Finding(("conflict", "options", id_), what, "divide it into options of two levels", "key"))
    if len(written.options) > MOST_OPTIONS:
        what = f"there are {len(written.options)} options; {MOST_OPTIONS} can be written"
        found.append(Finding(("conflict", "options"), what, "", "key"))
    for section, said in (("same", "states that count as one"), ("barred", "single moves that cannot be made")):
        if getattr(written, section):
            mend = f"leave it out by a variant that drops `conflict.{section}`; the conflict is another one then"
            found.append(Finding(("conflict", section), f"gmcr-py does not know {said}", mend, "key"))
    return found


def _places(conflict: Conflict) -> list[int]:
    """Where each option stands in the file: those of the first decision maker first, and so on."""
    order = sorted(range(len(conflict.choices)), key=lambda at: conflict.choices[at].decider)
    places = [0] * len(order)
    for place, at in enumerate(order):
        places[at] = place
    return places


@dataclass(frozen=True, slots=True)
class _Writing:
    """Makes the model. places: where each option of the case stands in the file."""

    case: Case
    written: WrittenConflict
    built: Built
    terms: Terms
    places: Sequence[int]

    def whole(self, read: Sequence[str], world: Mapping[str, str]) -> WrittenModel:
        """The model, and what is left out of it."""
        findings: list[Finding] = []
        deciders = tuple(self._decider(at, id_, findings) for at, id_ in enumerate(self.written.deciders))
        infeasible = tuple(
            (pairs,)
            for formula in infeasible_of(self.written, self.terms)
            for pairs in self._condition(formula, ("conflict", "options"), findings)
        )
        _refuse(self.case, findings)
        model = GmcrModel(self._options(), deciders, infeasible, self._manual, (), PROGRAM)
        return WrittenModel(model, tuple(self._left_out(read, world)))

    @property
    def _manual(self) -> bool:
        return any(word not in {"statements", "nothing"} for word in self.built.prefers_by)

    def _options(self) -> tuple[GmcrOption, ...]:
        choices = self.built.conflict.choices
        order = sorted(range(len(choices)), key=lambda at: self.places[at])
        return tuple(GmcrOption(choices[at].name, choices[at].direction) for at in order)

    def _decider(self, at: int, id_: str, findings: list[Finding]) -> GmcrDecider:
        conflict, written = self.built.conflict, self.written.deciders[id_]
        statements = tuple(
            self._condition(self.terms.formula(each.when), ("conflict", "deciders", id_, "statements", name), findings)
            for name, each in written.statements.items()
        )
        own = sorted(self.places[option] for option, choice in enumerate(conflict.choices) if choice.decider == at)
        ranking = groups_by_ranks(conflict.payoffs[at][self._numbered()]) if self._manual else None
        return GmcrDecider(conflict.deciders[at].name, tuple(own), statements, ranking)

    def _numbered(self) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
        """The states in the order in which the file numbers them."""
        taken = self.built.conflict.levels.astype(np.int64)
        numbers = (taken << np.array(self.places, np.int64)).sum(axis=1)
        return np.argsort(numbers, kind="stable")

    def _condition(self, formula: Formula, path: Path, findings: list[Finding]) -> Condition:
        try:
            found = alternatives(formula)
        except TooManyAlternativesError as error:
            what = f"gmcr-py takes a list of alternatives, and {error}"
            findings.append(Finding(path, what, "divide it into several, or say it more simply", "key"))
            return ()
        return tuple(self._pairs(each) for each in found)

    def _pairs(self, alternative: Alternative) -> tuple[tuple[int, bool], ...]:
        return in_order(alternative, self.places)

    def _left_out(self, read: Sequence[str], world: Mapping[str, str]) -> Iterator[str]:
        file, written = self.case.file, self.written
        yield f"The title of the case ({quoted(file.title)}) and its day; ids, grounds and sources."
        if read:
            said = ", ".join(f"{id_} is {world[id_]}" for id_ in read)
            yield f"The conditions that the conflict depends on; it is written as it is now: {said}."
        for id_, how in zip(written.deciders, self.built.prefers_by, strict=True):
            if how in {"weights", "payoffs"}:
                yield f"The {how} of {quoted(id_)}; the ranking that they make is written."
        if self._manual and "statements" in self.built.prefers_by:
            yield "That statements are in use: gmcr-py uses rankings for all or for none. They are written beside."
        named = [id_ for id_, each in written.options.items() if tuple(each.levels) != tuple(YES_NO)]
        if named:
            yield f"The levels of {', '.join(map(quoted, named))}: the higher one is yes, the lower one no."
        if written.status_quo or written.now is not None:
            yield "The status quo."
        if self.built.conflict.labels:
            yield "The names of states."
        sections = ("issues", "parties", "levers", "variants", "claims", "questions", "goals", "course")
        others = [section for section in sections if getattr(file, section)]
        if others:
            yield f"These sections have no place in gmcr-py: {', '.join(map(quoted, others))}."

"""A conflict of gmcr-py as a case that has a section `conflict` and nothing else.

What has no place in a case stays readable in it, as comments at its head: statements where rankings are in use,
coalitions, and what decision makers misperceive.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from winset.case.problems import Place, Problem, quoted, visible
from winset.formats.fragment import Plain, flow, scalar
from winset.formats.gmcr import read_model
from winset.formats.gmcr_model import (
    Condition,
    GmcrDecider,
    GmcrModel,
    Numbers,
    Pairs,
    feasible_numbers,
    ranks_by_groups,
    ranks_by_statements,
)
from winset.formats.ids import ids_for

MOST_COMPARED = 1 << 26
"""States times statements that are ranked only to compare them with what the file says besides."""

_WORDS = ("if", "then", "iff")  # words of the patterns of a conflict, which are no options
_STATE = re.compile(r"s\d+\Z")  # what states are called that a ranking names


def read_case(data: bytes, file: str, as_of: date) -> tuple[str, int, tuple[Problem, ...]]:
    """The case as YAML, how many decision makers it has, and what it does not represent, as warnings with places.

    as_of: the day on which the case stands; the file has none.

    Raises:
        CaseError: with everything that is wrong with the file.
    """
    model, warnings = read_model(data, file)
    writing = _Writing.of(model)
    told = (*warnings, *writing.warnings(Place(file, 1, 1)))
    title = re.sub(r"\.gmcr\Z", "", file.replace("\\", "/").rpartition("/")[2], flags=re.IGNORECASE).strip()
    lines = [
        f"# Read from {visible(file)}{f' ({visible(model.program)})' if model.program else ''}.",
        *(f"# {visible(remark)}" for remark in writing.remarks()),
        *(["# Not represented, or not as it stands there:"] if told else []),
        *(f"# - {visible(str(warning))}" for warning in told),
        "winset: 1",
        f"title: {scalar(title or '(no name)')}",
        f"as_of: {as_of.isoformat()}",
        "conflict:",
        *writing.deciders(),
        "  options:",
        *writing.options(),
        *writing.never(),
        *writing.states(),
    ]
    return "\n".join(lines) + "\n", len(model.deciders), told


@dataclass(frozen=True, slots=True)
class _Writing:
    """Writes one conflict. numbers: its feasible states, where they are needed. ranked: who is written by a ranking."""

    model: GmcrModel
    numbers: Numbers | None
    ids: tuple[str, ...]
    options_ids: tuple[str, ...]
    ranked: tuple[bool, ...]

    @classmethod
    def of(cls, model: GmcrModel) -> "_Writing":
        needed = model.manual or any(decider.payoffs for decider in model.deciders)
        numbers = feasible_numbers(len(model.options), model.infeasible) if needed else None
        names = [option.name for option in model.options]
        states = {id_ for id_ in ids_for(names, "option") if _STATE.match(id_)} if model.manual else set()
        return cls(
            model,
            numbers,
            tuple(ids_for([decider.name for decider in model.deciders], "decider")),
            tuple(ids_for(names, "option", {*_WORDS, *states})),
            tuple(_needs_ranking(decider, numbers) for decider in model.deciders),
        )

    def remarks(self) -> Iterator[str]:
        """What the file says besides, or how it is read, as sentences."""
        for decider, id_, ranked in zip(self.model.deciders, self.ids, self.ranked, strict=True):
            written = [self._pattern(condition) for condition in decider.statements]
            if self.model.manual and written and ranked:
                yield f"Statements of {quoted(id_)} that are not in use: {flow(written)}"
            elif self.model.manual and written:
                yield f"The file ranks the states for {quoted(id_)}; its statements give the same ranking."
            if not ranked and not written:
                yield f"The file says nothing of what {quoted(id_)} prefers, so to it all states are alike."
            if decider.misperceived:
                misperceived = [self._pattern(condition) for condition in decider.misperceived]
                yield f"States that {quoted(id_)} takes to be infeasible: {flow(misperceived)}"
        for coalition in self.model.coalitions:
            yield f"A coalition: {', '.join(self.ids[member] for member in coalition)}"

    def warnings(self, at: Place) -> Iterator[Problem]:
        """What this adds to the warnings of the reading."""
        for decider, ranked in zip(self.model.deciders, self.ranked, strict=True):
            name = quoted(decider.name)
            if self.model.manual and ranked and decider.statements:
                yield _warning(at, f"the statements of {name} are not in use, and stay as a remark; its ranking is")
            if decider.misperceived:
                yield _warning(at, f"what {name} misperceives is left out, and stays as a remark: all see all states")
            if decider.payoffs and not self._agrees(decider):
                yield _warning(at, f"the payoffs of {name} do not follow from its preferences; they are left out")

    def _agrees(self, decider: GmcrDecider) -> bool:
        """Whether the payoffs that the file has order states as its preferences do; taken for so where too many."""
        if self.numbers is None or len(self.numbers) * (len(decider.statements) + 1) > MOST_COMPARED:
            return True
        if len(decider.payoffs) != len(self.numbers):
            return False
        if decider.ranking is not None:
            ranks = ranks_by_groups(decider.ranking, len(self.numbers))
        else:
            ranks = ranks_by_statements(self.numbers, decider.statements)
        payoffs = np.unique(np.array(decider.payoffs, np.int64), return_inverse=True)[1].reshape(-1)
        return bool((payoffs == ranks).all())

    def deciders(self) -> Iterator[str]:
        """The decision makers with what they prefer."""
        yield "  deciders:"
        for id_, decider, ranked in zip(self.ids, self.model.deciders, self.ranked, strict=True):
            yield f"    {id_}:"
            yield f"      name: {scalar(decider.name or '(no name)')}"
            if ranked:
                groups: list[Plain] = [
                    f"s{group[0]}" if len(group) == 1 else [f"s{state}" for state in group]
                    for group in decider.ranking or ()
                ]
                yield f"      ranking: {flow(groups)}"
            elif decider.statements:
                yield "      statements:"
                for number, condition in enumerate(decider.statements, start=1):
                    yield f"        statement_{number}: {flow({'when': self._pattern(condition)})}"

    def options(self) -> Iterator[str]:
        """The options, each with who has it."""
        by = {
            option: id_
            for id_, decider in zip(self.ids, self.model.deciders, strict=True)
            for option in decider.options
        }
        for at, option in enumerate(self.model.options):
            entry = {"by": by[at], "name": option.name or "(no name)"}
            if option.direction != "both":
                entry["direction"] = option.direction
            yield f"    {self.options_ids[at]}: {flow(entry)}"

    def never(self) -> Iterator[str]:
        """The infeasible states."""
        if self.model.infeasible:
            yield "  never:"
        for number, condition in enumerate(self.model.infeasible, start=1):
            yield f"    infeasible_{number}: {flow({'when': self._pattern(condition)})}"

    def states(self) -> Iterator[str]:
        """Names for all states, where a ranking needs them."""
        if not any(self.ranked) or self.numbers is None:
            return
        yield "  states:"
        for number, taken in enumerate(self.numbers.tolist(), start=1):
            pairs = tuple((at, bool(taken >> at & 1)) for at in range(len(self.model.options)))
            yield f"    s{number}: {flow({'when': self._levels(pairs)})}"

    def _pattern(self, condition: Condition) -> Plain:
        if len(condition) == 1:
            return self._levels(condition[0])
        return {"any": [self._levels(pairs) for pairs in condition]}

    def _levels(self, pairs: Pairs) -> Mapping[str, Plain]:
        return {self.options_ids[option]: "yes" if taken else "no" for option, taken in pairs}


def _needs_ranking(decider: GmcrDecider, numbers: Numbers | None) -> bool:
    """Whether a decision maker is written by its ranking: it has one, and its statements do not say the same."""
    if decider.ranking is None:
        return False
    if numbers is None or not decider.statements or len(numbers) * len(decider.statements) > MOST_COMPARED:
        return True
    same = ranks_by_statements(numbers, decider.statements) == ranks_by_groups(decider.ranking, len(numbers))
    return not bool(same.all())


def _warning(at: Place, what: str) -> Problem:
    return Problem(what, place=at, severity="warning")

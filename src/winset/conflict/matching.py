"""Which states of a conflict a pattern matches, in one world."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from winset.case.conflict import Conflict as WrittenConflict
from winset.case.load import Case
from winset.case.patterns import Combined, Match, Named, Pattern, matching_options
from winset.conflict.choices import Levels, holds
from winset.conflict.reach import Ints
from winset.conflict.stable import Truths
from winset.model.space import Dimension
from winset.model.terms import Terms


def terms_of(case: Case, written: WrittenConflict, world: Mapping[str, str]) -> Terms:
    """What the patterns of a conflict are read against, in a world; issues are numbered as its options are."""
    dimensions = tuple(
        Dimension(id_, each.name or id_, tuple(each.levels), tuple(each.levels.values()), ordered=True, optional=False)
        for id_, each in written.options.items()
    )
    states = {id_: each.when for id_, each in written.states.items() if each.when is not None}
    conditions = {id_: tuple(each.options) for id_, each in case.file.conditions.items()}
    return Terms(dimensions, dict(world), conditions, {**written.patterns, **states}, ())


@dataclass(frozen=True, slots=True)
class Matching:
    """The states that patterns match: by the levels of options, or, where there are none, by what states are called.

    own: without options the number of every state, by id; with options empty.
    """

    terms: Terms
    own: Mapping[str, int]
    named: Mapping[str, Pattern]

    @classmethod
    def of(cls, written: WrittenConflict, terms: Terms) -> "Matching":
        """What the patterns of a conflict match."""
        own = {} if written.options else {id_: at for at, id_ in enumerate(written.states)}
        named = {id_: Named(id_) for id_ in written.states}
        return cls(terms, own, named)

    def where(self, pattern: Pattern, levels: Levels) -> Truths:
        """Where a pattern holds: one truth for each state. levels: states by options."""
        if not self.own:
            return holds(self.terms.formula(pattern), levels)
        if isinstance(pattern, Named):
            return self._own(pattern.name, levels)
        found: Truths = np.ones(len(levels), np.bool_)
        for clause in pattern.clauses:
            found &= self._clause(clause, levels)
        return found

    def states_named(self, levels: Levels) -> Mapping[str, Ints]:
        """The numbers of the states that each id of a state stands for."""
        if self.own:
            return {id_: np.array([at]) for id_, at in self.own.items()}
        return {id_: np.flatnonzero(self.where(each, levels)) for id_, each in self.named.items()}

    def _own(self, name: str, levels: Levels) -> Truths:
        if name not in self.own:
            return self.where(self.terms.named[name], levels)
        found: Truths = np.zeros(len(levels), np.bool_)
        found[self.own[name]] = True
        return found

    def _clause(self, clause: Match | Combined, levels: Levels) -> Truths:
        if isinstance(clause, Match):  # a condition, for there are no options
            taken = matching_options(clause, self.terms.conditions[clause.id])
            return np.full(len(levels), self.terms.world[clause.id] in taken)
        parts = [self.where(part, levels) for part in clause.parts]
        if clause.word == "not":
            return ~parts[0]
        held = np.zeros(len(levels), np.bool_) if clause.word == "any" else np.ones(len(levels), np.bool_)
        for part in parts:
            held = held | part if clause.word == "any" else held & part
        return held

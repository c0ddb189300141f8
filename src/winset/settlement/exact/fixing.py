"""Formulas with some issues fixed: what is left of them speaks of the other issues only."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from winset.model.logic import (
    FALSE,
    TRUE,
    AllOf,
    AnyOf,
    AtLeast,
    Atom,
    Formula,
    Least,
    Most,
    Number,
    Sum,
    all_of,
    any_of,
    at_least,
    negation,
)


@dataclass(frozen=True)
class Fixing:
    """Options at which some issues are fixed, by number. What was reckoned is kept, for formulas share their parts."""

    digits: Mapping[int, int]
    _formulas: dict[Formula, Formula] = field(default_factory=dict, repr=False)
    _numbers: dict[Number, Number] = field(default_factory=dict, repr=False)

    def formula(self, formula: Formula) -> Formula:
        """What is left of a formula: it holds for a package of the other issues where the formula does for both."""
        if formula not in self._formulas:
            self._formulas[formula] = self._left(formula)
        return self._formulas[formula]

    def _left(self, formula: Formula) -> Formula:
        if isinstance(formula, Atom):
            if formula.issue not in self.digits:
                return formula
            return TRUE if formula.options >> self.digits[formula.issue] & 1 else FALSE
        if isinstance(formula, AllOf):
            return all_of([self.formula(part) for part in formula.parts])
        if isinstance(formula, AnyOf):
            return any_of([self.formula(part) for part in formula.parts])
        if isinstance(formula, AtLeast):
            return at_least(self.number(formula.number), formula.bound)
        return negation(self.formula(formula.part))

    def number(self, number: Number) -> Number:
        """What is left of a number."""
        if number not in self._numbers:
            self._numbers[number] = self._sum(number) if isinstance(number, Sum) else self._extreme(number)
        return self._numbers[number]

    def _sum(self, number: Sum) -> Sum:
        weights = [(self.formula(formula), weight) for formula, weight in number.weights]
        base = number.base + sum(weight for formula, weight in weights if formula == TRUE)
        left = tuple((formula, weight) for formula, weight in weights if formula not in {TRUE, FALSE})
        return Sum(left, base, tuple(self.number(part) for part in number.numbers))

    def _extreme(self, number: Least | Most) -> Number:
        return type(number)(tuple(self.number(part) for part in number.parts))

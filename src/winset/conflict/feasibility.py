"""Which states cannot be: what `never` and `always` rule out, as formulas over the options."""

from collections.abc import Iterator

from winset.case.conflict import Conflict, StateRule
from winset.model.logic import FALSE, AnyOf, Atom, Formula, all_of, any_of, negation
from winset.model.terms import Terms


def infeasible_of(written: Conflict, terms: Terms) -> list[Formula]:
    """Formulas of which a state that can be satisfies none; each reads few options, so that it is known early."""
    found: list[Formula] = []
    for each in written.never.values():
        formula = terms.formula(each.when)
        found += formula.parts if isinstance(formula, AnyOf) else [formula]
    for rule in written.always.values():
        found += _broken(rule, terms)
    return found


def _broken(rule: StateRule, terms: Terms) -> Iterator[Formula]:
    """Where a rule does not hold."""
    if rule.if_ is not None and rule.then is not None:
        yield all_of([terms.formula(rule.if_), negation(terms.formula(rule.then))])
    needed = rule.exactly_one or rule.at_least_one
    if needed:
        yield all_of([negation(_taken(each, terms)) for each in needed])
    apart = sorted(rule.exactly_one or rule.at_most_one, key=terms.issue)
    for at, one in enumerate(apart):
        earlier = [_taken(other, terms) for other in apart[:at]]
        if earlier:
            yield all_of([_taken(one, terms), any_of(earlier)])


def _taken(option: str, terms: Terms) -> Formula:
    """Where an option is above its lowest level."""
    at = terms.issue(option)
    above = (1 << len(terms.dimensions[at].options)) - 2
    return Atom(at, above) if above else FALSE

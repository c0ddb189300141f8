"""Asks about what gives a party more of what a deal is worth."""

from winset.case.asks import LeverageAsk
from winset.claims.asker import Asker
from winset.claims.found import CannotTellError, Found
from winset.claims.kinds.kind import AskKind
from winset.claims.wording import listed, so_much
from winset.course.leverage_records import LeverageResult, Range

_ENDS = {"patience": "high", "eagerness": "low"}
_SIGNS = {"helps": "positive", "hurts": "negative", "nothing": "none"}


def _leverage(asker: Asker, terms: LeverageAsk) -> Found:
    found = asker.leverage(terms.where, terms.for_, terms.after)
    if len(found.sides) != 2 or found.view is None:
        why = "there is nothing to split" if len(found.sides) == 2 else "two leads with points are needed"
        raise CannotTellError(f"no bargain: {why}")
    sign, words = _constraints(found) if terms.from_ == "constraints" else _step(found, _ENDS[terms.from_])
    return Found(None if sign == "open" else sign == terms.sign, words, found.about.inputs)


def _step(found: LeverageResult, end: str) -> tuple[str, str]:
    view = found.view
    step = next((each for each in view.steps if each.end == end), None) if view is not None else None
    if step is None:
        raise CannotTellError("its patience has no range")
    return step.sign, f"at a patience of {float(step.patience):g} it gets {_points(step.change)}"


def _points(change: Range) -> str:
    least, most = (float(each) for each in change)
    if least == most:
        points = so_much(f"{abs(least):g}", "point")
        return f"{points} {'more' if least > 0 else 'fewer'}" if least else "the same"
    return f"from {least:+g} to {most:+g} points"


def _constraints(found: LeverageResult) -> tuple[str, str]:
    row = next((each for each in found.constraints if each.own == 0), None)
    if row is None:
        raise CannotTellError("nobody at home has a say besides the lead")
    sure = row.changes[0]
    words = f"because of {listed(list(row.ratifiers))} it gets {_points(sure)}"
    return _SIGNS.get(row.sign, "open"), words


BARGAINING = (
    AskKind(
        "leverage",
        "what gives a party more",
        "Does this give a party more of what a deal is worth?",
        "Rubinstein 1982, Perfect Equilibrium in a Bargaining Model, Econometrica 50, 97-109; Schelling 1960, The "
        "Strategy of Conflict; Tarar 2001, Journal of Conflict Resolution 45, 320-340, on constraints at home",
        True,
        "that two leads bargain over ratifiable packages, weighed by patience, with points as the case has them",
        _leverage,
    ),
)

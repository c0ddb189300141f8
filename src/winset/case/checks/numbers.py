"""Numbers lie where their meaning allows: shares between 0 and 100, chances between 0 and 1, votes not below 0."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from winset.case.checks.survey import Survey
from winset.case.course import Arrangement, Course, Drift, Failure, Goal, Jointly, Others, Proposal, Sounds
from winset.case.doubt import Doubt, Together, Undeclared
from winset.case.findings import Finding
from winset.case.sections import (
    Answer,
    Bloc,
    Body,
    Bound,
    Count,
    Effect,
    Lever,
    Poll,
    Ratifier,
    Swing,
)
from winset.case.words import plain_number
from winset.case.written import Number, Written

_Limits = tuple[int, int | None]
_UNIT: _Limits = (0, 1)
_PER_CENT: _Limits = (0, 100)
_NOT_BELOW_0: _Limits = (0, None)

_JUDGE: Mapping[str, _Limits] = {"members": _NOT_BELOW_0, "turnout": _UNIT}
_LIMITS: Mapping[type[Written], Mapping[str, _Limits]] = {
    Ratifier: {**_JUDGE, "patience": _UNIT},
    Body: _JUDGE,
    Bloc: {**_JUDGE, "votes": _NOT_BELOW_0},
    Answer: {"share": _PER_CENT},
    Poll: {"n": _NOT_BELOW_0, "margin": _PER_CENT, "undecided": _PER_CENT},
    Count: {"ayes": _NOT_BELOW_0, "noes": _NOT_BELOW_0, "undeclared": _NOT_BELOW_0},
    Lever: {"cost": _NOT_BELOW_0, "takes": _NOT_BELOW_0},
    Effect: {"chance": _UNIT},
    Swing: {"votes": _NOT_BELOW_0},
    Bound: {"points": _NOT_BELOW_0, "votes": _NOT_BELOW_0},
    Doubt: {"house": _PER_CENT, "drift": _PER_CENT},
    Together: {"correlation": _UNIT},
    Undeclared: {"share": _UNIT},
    Sounds: {"exposure": _NOT_BELOW_0},
    Jointly: {"chance": _UNIT},
    Goal: {"attention": _NOT_BELOW_0},
    Course: {"discount": _UNIT, "open_counts": _UNIT},
    Arrangement: {"cost": _NOT_BELOW_0, "chance": _UNIT},
    Proposal: {"cost": _NOT_BELOW_0},
    Failure: {"chance": _UNIT},
    Drift: {"chance": _UNIT},
    Others: {"chance": _UNIT},
}
_ABOVE_0 = frozenset({(Poll, "n"), (Ratifier, "members"), (Body, "members"), (Bloc, "members")})


def numbers(survey: Survey) -> Iterable[Finding]:
    """Numbers that lie where they cannot."""
    for kind, limits in _LIMITS.items():
        for path, entry in survey.all(kind):
            for word, limit in limits.items():
                number = getattr(entry, word)
                if number is not None:
                    yield from _outside(number, word, limit, (*path, word))
                    if number.most == 0 and (kind, word) in _ABOVE_0:
                        yield Finding((*path, word), f"`{word}` is 0", "write how many there are, or leave it out")
    yield from _deferred(survey)


def _deferred(survey: Survey) -> Iterable[Finding]:
    """Chances of a yes once others have said yes."""
    for path, sounds in survey.all(Sounds):
        for other, chance in sounds.defers.items():
            yield from _outside(chance, "chance", _UNIT, (*path, "defers", other))


def _outside(number: Number, word: str, limits: _Limits, path: tuple[str | int, ...]) -> Iterable[Finding]:
    low, high = limits
    if number.least >= low and (high is None or number.most <= high):
        return
    wrong: Fraction = number.least if number.least < low else number.most
    if high is None:
        yield Finding(path, f"`{word}` is {plain_number(wrong)}, and cannot be below {low}")
    else:
        mend = _mend(wrong, high)
        yield Finding(path, f"`{word}` is {plain_number(wrong)}, and must lie between {low} and {high}", mend)


def _mend(wrong: Fraction, high: int) -> str:
    """A share of 46 where 0.46 is meant is the usual slip."""
    return f"write per cent as a share of 1: {plain_number(wrong / 100)}" if high == 1 and 2 <= wrong <= 100 else ""

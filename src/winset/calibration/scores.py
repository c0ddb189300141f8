"""Scores of a chance against what happened, and the chance that a verdict alone stands for."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import inf, log
from types import MappingProxyType

# Laplace (1814), rule of succession, (yes + 1) / (n + 2): a verdict counts as one observation, an open one as none.
CHANCES_OF_VERDICTS: Mapping[str, Fraction] = MappingProxyType(
    {"ratified": Fraction(2, 3), "open": Fraction(1, 2), "refused": Fraction(1, 3)}
)


@dataclass(frozen=True, slots=True)
class ScoringRule:
    """How a chance is scored against what happened."""

    id: str
    name: str
    question: str
    source: str
    exact: bool
    assumes: str


SCORING_RULES = (
    ScoringRule(
        id="log_score",
        name="Logarithmic score",
        question="How much of the chance was given to what happened?",
        source="Good 1952, Rational decisions, Journal of the Royal Statistical Society B 14, 107-114",
        exact=True,
        assumes="The natural logarithm: 0 at best, about -0.69 for a coin, without end for what was ruled out. Nobody "
        "gains by telling another chance than their own",
    ),
    ScoringRule(
        id="brier",
        name="Brier score",
        question="How far was the chance from what happened?",
        source="Brier 1950, Verification of forecasts expressed in terms of probability, Monthly Weather Review 78, "
        "1-3",
        exact=True,
        assumes="Half of the sum over both outcomes of the original, so that it is 0 at best, 1 at worst and 1/4 for a "
        "coin. Nobody gains by telling another chance than their own",
    ),
)
"""The scoring rules of `winset score`."""


def log_score(chance: Fraction, *, happened: bool) -> float:
    """The natural logarithm of the chance given to what happened: 0 at best, minus infinity where it was ruled out.

    Good, I. J. (1952), Rational decisions. Journal of the Royal Statistical Society B 14, 107-114.

    Args:
        chance: the chance given to the event, from 0 to 1.
        happened: whether the event happened.

    Raises:
        ValueError: the chance is not from 0 to 1.
    """
    given = _given_to_outcome(chance, happened=happened)
    return log(given) if given else -inf


def brier_score(chance: Fraction, *, happened: bool) -> Fraction:
    """The squared distance of the chance from what happened, from 0 (best) to 1.

    Half of the sum over both outcomes of Brier, G. W. (1950), Verification of forecasts expressed in terms of
    probability. Monthly Weather Review 78, 1-3; so is it mostly given for events that happen or do not.

    Args:
        chance: the chance given to the event, from 0 to 1.
        happened: whether the event happened.

    Raises:
        ValueError: the chance is not from 0 to 1.
    """
    return (1 - _given_to_outcome(chance, happened=happened)) ** 2


def covers(least: Fraction, most: Fraction, recorded: Fraction) -> bool:
    """Whether an interval, its ends included, holds what was recorded in the same unit (votes, or per cent).

    Raises:
        ValueError: the ends are the wrong way round.
    """
    if least > most:
        raise ValueError(f"an interval from {least} to {most} is the wrong way round")
    return least <= recorded <= most


def _given_to_outcome(chance: Fraction, *, happened: bool) -> Fraction:
    if not 0 <= chance <= 1:
        raise ValueError(f"a chance is from 0 to 1, and this is {chance}")
    return chance if happened else 1 - chance

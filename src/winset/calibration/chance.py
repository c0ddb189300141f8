"""The chance that a case gives to a deal: from draws of its uncertain numbers, else from its verdict alone.

What nobody has said is open in every draw, so draws give two ends: the chance that the deal is surely ratified, and the
chance that nobody surely refuses it. The middle is scored, and both ends beside it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from winset.calibration.scores import CHANCES_OF_VERDICTS
from winset.case.load import Case
from winset.doubt import chances, settlement
from winset.model.result import Verdict
from winset.settlement.survey import TooManyPackagesError

DRAWS, SEED = 2_000, 1


@dataclass(frozen=True, slots=True)
class Chance:
    """How likely a deal is, from 0 to 1, between which ends, and what says so, in words.

    low: that it is surely ratified. high: that nobody surely refuses it. value: the middle.
    """

    low: Fraction
    high: Fraction
    basis: str

    @property
    def value(self) -> Fraction:
        """The middle of both ends."""
        return (self.low + self.high) / 2


ChanceOf = Callable[[Case, Mapping[str, str], Verdict], Chance]
"""What gives the chance: of a case, the deals asked about by their options, and the verdict on them."""


def chance_of_verdict(_case: Case, _where: Mapping[str, str], verdict: Verdict) -> Chance:
    """What a verdict alone stands for; an open one, or a case without deals, may yet be either of the others."""
    words = "the verdict alone, by the rule of succession"
    if verdict in (Verdict.RATIFIED, Verdict.REFUSED):
        given = CHANCES_OF_VERDICTS[verdict.value]
        return Chance(given, given, words)
    ends = (CHANCES_OF_VERDICTS[each.value] for each in (Verdict.REFUSED, Verdict.RATIFIED))
    return Chance(next(ends), next(ends), words)


def chance_of_draws(case: Case, where: Mapping[str, str], verdict: Verdict) -> Chance:
    """The chance over draws of every uncertain number; of the verdict alone where nothing drawn bears on it.

    Each draw counts as one observation by Laplace's rule of succession, so no chance is 0 or 1.
    """
    try:
        found = settlement.doubt(case, where=dict(where) or None, draws=DRAWS, seed=SEED, reading_draws=0)
    except TooManyPackagesError:
        return chance_of_verdict(case, where, verdict)
    row = found.verdict("deals")
    if not row.bears and not row.moved:
        return chance_of_verdict(case, where, verdict)
    ratified, refused = (_least(row.chance(word), found.draws) for word in ("ratified", "refused"))
    return Chance(ratified, 1 - refused, f"{found.draws} draws")


def _least(chance: chances.Chance, draws: int) -> Fraction:
    """The least chance of an outcome over both readings of what hangs together, by the rule of succession."""
    share = chance.independent if chance.comonotone is None else min(chance.independent, chance.comonotone)
    return Fraction(round(share * draws) + 1, draws + 2)

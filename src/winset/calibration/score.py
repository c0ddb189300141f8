"""One case, as it stands, held against what happened; and the mean over cases, beside the guess of no deal."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from winset.calibration.outcome import Outcome
from winset.calibration.scores import CHANCES_OF_VERDICTS, brier_score, log_score
from winset.case.load import Case
from winset.model.result import Verdict
from winset.settlement.deals import deals


@dataclass(frozen=True, slots=True)
class Chance:
    """How likely a deal is, from 0 to 1, and what says so, in words."""

    value: Fraction
    basis: str


ChanceOf = Callable[[Case, Outcome, Verdict], Chance]


@dataclass(frozen=True, slots=True)
class Scored:
    """A case against what happened.

    was_put: whether the text that came into being is among the deals of the case as it stands; where it is not, the
    verdict is that on all its deals. log_score: 0 at best. brier: 0 at best, 1 at worst.
    """

    case: str
    verdict: Verdict
    was_put: bool
    happened: bool
    chance: Chance
    log_score: float
    brier: Fraction

    @property
    def matches(self) -> bool | None:
        """Whether the verdict is what happened; an open verdict says neither."""
        if self.verdict is Verdict.RATIFIED:
            return self.happened
        return not self.happened if self.verdict is Verdict.REFUSED else None


@dataclass(frozen=True, slots=True)
class Means:
    """Mean scores over `n` cases; those of the status quo are of the guess of no deal in each."""

    n: int
    log_score: float
    brier: Fraction
    status_quo_log_score: float
    status_quo_brier: Fraction


def chance_of_verdict(_case: Case, _outcome: Outcome, verdict: Verdict) -> Chance:
    """What a verdict alone stands for; a case without deals says nothing, as an open one."""
    said = Verdict.OPEN if verdict is Verdict.NO_DEALS else verdict
    return Chance(CHANCES_OF_VERDICTS[said.value], "the verdict alone, by the rule of succession")


def scored(case: Case, outcome: Outcome, chance_of: ChanceOf = chance_of_verdict) -> Scored:
    """Score the chance of the deal that came into being, or of any deal where its text is not recorded.

    Args:
        case: the case as it stands.
        outcome: what happened.
        chance_of: what gives the chance; by default the verdict alone.

    Raises:
        CaseError: the outcome's text names issues or options that the case has not.
    """
    verdict = deals(case, where=dict(outcome.text)).verdict
    was_put = verdict is not Verdict.NO_DEALS
    if not was_put:
        verdict = deals(case).verdict
    chance = chance_of(case, outcome, verdict)
    log = log_score(chance.value, happened=outcome.ratified)
    brier = brier_score(chance.value, happened=outcome.ratified)
    return Scored(case.name, verdict, was_put, outcome.ratified, chance, log, brier)


def means(rows: Sequence[Scored]) -> Means:
    """The mean scores.

    Raises:
        ValueError: there are no cases.
    """
    if not rows:
        raise ValueError("there are no cases to score")
    n = len(rows)
    no_deal = CHANCES_OF_VERDICTS[Verdict.REFUSED.value]
    return Means(
        n,
        sum(row.log_score for row in rows) / n,
        sum((row.brier for row in rows), Fraction(0)) / n,
        sum(log_score(no_deal, happened=row.happened) for row in rows) / n,
        sum((brier_score(no_deal, happened=row.happened) for row in rows), Fraction(0)) / n,
    )

"""The records that an answer about calibration is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any, ClassVar

from winset.calibration.chance import Chance
from winset.calibration.scores import brier_score, log_score
from winset.model.result import Result, Verdict


@dataclass(frozen=True, slots=True)
class Voted:
    """A recorded vote beside what the case says of it.

    of: party.ratifier, or a body inside it. name: of whom, in words. date: as it is written, or empty. unit: `votes`,
    or `per cent`. recorded: for the deal. least, most: the ends that the case puts it between; None where it cannot
    say. basis: what the ends rest on, or why there are none. covered: whether the recorded number is between them.
    """

    of: str
    name: str
    date: str
    unit: str
    recorded: Fraction
    least: Fraction | None
    most: Fraction | None
    basis: str
    covered: bool | None


@dataclass(frozen=True, slots=True)
class Guess:
    """What an obvious guess says: whether the deal comes into being, and the chance that stands for it."""

    id: str
    says: bool
    chance: Fraction
    log_score: float
    brier: Fraction


@dataclass(frozen=True, slots=True)
class Scored:
    """A case against what happened.

    was_put: whether the text that came into being is among the deals of the case as it stands; where it is not, the
    verdict is that on all its deals. hindsight: whether who wrote the case knew what happened; None where the outcome
    does not say. blocks: the ratifiers that the case says stop it. blocked: those that did, None where that is not
    recorded. guesses: those that say anything of this case. names: of the case, by path.
    """

    case: str
    title: str
    as_of: date
    verdict: Verdict
    was_put: bool
    happened: bool
    chance: Chance
    hindsight: bool | None = None
    blocks: tuple[str, ...] = ()
    blocked: tuple[str, ...] | None = None
    votes: tuple[Voted, ...] = ()
    guesses: tuple[Guess, ...] = ()
    names: tuple[tuple[str, str], ...] = ()

    @property
    def log_score(self) -> float:
        """The logarithm of the chance that the middle gives to what happened."""
        return log_score(self.chance.value, happened=self.happened)

    @property
    def log_ends(self) -> tuple[float, float]:
        """The same of both ends, the worse first."""
        low, high = sorted(log_score(end, happened=self.happened) for end in (self.chance.low, self.chance.high))
        return low, high

    @property
    def brier(self) -> Fraction:
        """The squared distance of the middle from what happened."""
        return brier_score(self.chance.value, happened=self.happened)

    @property
    def matches(self) -> bool | None:
        """Whether the verdict is what happened; an open verdict says neither."""
        if self.verdict is Verdict.RATIFIED:
            return self.happened
        return not self.happened if self.verdict is Verdict.REFUSED else None

    @property
    def blockers_match(self) -> bool | None:
        """Whether those who stopped it are those whom the case names; None where that is not recorded."""
        return None if self.blocked is None else set(self.blocked) == set(self.blocks)


@dataclass(frozen=True, slots=True)
class MeanGuess:
    """Mean scores of a guess over the `n` cases of which it says anything, and of these cases themselves."""

    id: str
    n: int
    log_score: float
    brier: Fraction
    of_cases: tuple[float, Fraction]


@dataclass(frozen=True, slots=True)
class Means:
    """Mean scores over `n` cases, and how many of how many match.

    log_ends: the means over the ends of the chances, the worse first. ratified: how many deals came into being.
    verdicts, blockers, votes: how many are right, of those that say something or are recorded.
    """

    n: int
    ratified: int
    hindsight: int
    log_score: float
    log_ends: tuple[float, float]
    brier: Fraction
    verdicts: tuple[int, int]
    blockers: tuple[int, int]
    votes: tuple[int, int]
    guesses: tuple[MeanGuess, ...]


@dataclass(frozen=True)
class ScoreResult(Result):
    """How well do cases do against what happened? (Good 1952; Brier 1950)

    draws, seed: of the chances and of the brackets by polls. cases: in the order asked for. means: over all of them.
    """

    draws: int
    seed: int
    cases: tuple[Scored, ...]
    means: Means

    kind: ClassVar[str] = "score"

    def to_data(self) -> dict[str, Any]:
        """The whole answer as plain data, with the scores that each case has."""
        data = super().to_data()
        for row, written in zip(self.records(), data["cases"], strict=True):
            written |= {key: row[key] for key in _SCORES}
        return data

    def records(self) -> list[dict[str, Any]]:
        """A row for each case."""
        return [
            {
                "case": row.case,
                "as_of": row.as_of.isoformat(),
                "verdict": row.verdict.value,
                "was_put": row.was_put,
                "happened": row.happened,
                "hindsight": row.hindsight,
                "matches": row.matches,
                "blockers_match": row.blockers_match,
                "votes_covered": sum(bool(each.covered) for each in row.votes),
                "votes_bracketed": sum(each.covered is not None for each in row.votes),
                "chance": float(row.chance.value),
                "chance_low": float(row.chance.low),
                "chance_high": float(row.chance.high),
                "basis": row.chance.basis,
                "log_score": row.log_score,
                "log_score_low": row.log_ends[0],
                "log_score_high": row.log_ends[1],
                "brier": float(row.brier),
                **_guessed(row.guesses),
            }
            for row in self.cases
        ]


_SCORES = ("matches", "blockers_match", "log_score", "log_score_low", "log_score_high", "brier")
GUESSES: Mapping[str, str] = MappingProxyType(
    {
        "always_deal": "Always a deal",
        "no_deal": "Always the status quo",
        "head_count": "Head count of the declared",
        "latest_poll": "Latest poll",
    }
)
"""The obvious guesses, by id, in words."""


def _guessed(guesses: tuple[Guess, ...]) -> dict[str, float | None]:
    by_id = {each.id: each.log_score for each in guesses}
    return {f"log_score_{id_}": by_id.get(id_) for id_ in GUESSES}

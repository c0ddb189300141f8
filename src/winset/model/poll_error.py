"""How far a poll may be off: sampling, an error beyond sampling, and drift since it was in the field.

The share s of an answer has the variance s(1 - s)(1/n + 1/n_house + years/n_drift). n is how many were asked. n_house
and n_drift are the sizes of a poll whose sampling alone would err as much as the error beyond sampling and a year of
drift do at a share of 50 per cent: (50/points)^2. The error beyond sampling is 3 points, sqrt(3.5^2 - 1.75^2): over
4,221 polls the root mean square error was about 3.5 points, about twice what sampling gives (Shirani-Mehr, Rothschild,
Goel and Gelman 2018, Journal of the American Statistical Association 113, 607-614). The drift of 3 points for the
square root of a year is an assumption of this program, oriented by Page and Shapiro (1982, Public Opinion Quarterly 46,
24-42): half of 613 items asked again showed no significant change, and about half of the changes found were below 10
points.
"""

from dataclasses import dataclass
from fractions import Fraction

from winset.case.doubt import Doubt
from winset.case.sections import CaseFile, Poll
from winset.case.words import plain_number
from winset.case.written import When

HOUSE = Fraction(3)
DRIFT = Fraction(3)
ASKED = 1000
_HALF = 50.0
_MARGIN = 98.0  # a margin of error of 95 per cent at a share of 50 is 1.96 * 50 / sqrt(n) points
_DAYS_A_YEAR = 365.25


def size_of_error(points: float) -> float:
    """One over the size of a poll whose sampling alone has this standard deviation, in points at 50 per cent."""
    return (points / _HALF) ** 2


@dataclass(frozen=True, slots=True)
class PollError:
    """How far a poll may be off. spread: 1/n + 1/n_house + years/n_drift. assumed: what the case does not say."""

    spread: float
    assumed: tuple[str, ...]


def error_of(file: CaseFile, poll: Poll) -> PollError:
    """How far a poll of a case may be off on the day of the case."""
    doubt = file.doubt if file.doubt is not None else Doubt()
    asked, assumed = _asked(poll)
    house = float(doubt.house.value if doubt.house is not None else HOUSE)
    drift = float(doubt.drift.value if doubt.drift is not None else DRIFT)
    if not poll.firm:
        house *= 2
        assumed += ("its error beyond sampling is doubled, because its answers would move easily",)
    if doubt.house is None:
        assumed += (f"an error beyond sampling of {plain_number(HOUSE)} points",)
    years, undated = _years(file, poll)
    assumed += undated
    if doubt.drift is None and years > 0:
        assumed += (f"a drift of {plain_number(DRIFT)} points for the square root of a year",)
    return PollError(1 / asked + size_of_error(house) + years * size_of_error(drift), assumed)


def _asked(poll: Poll) -> tuple[float, tuple[str, ...]]:
    """How many were asked, of those the shares are of, and what had to be assumed for it."""
    decided = 1.0
    if poll.base == "decided" and poll.undecided is not None:
        decided = max(1 - float(poll.undecided.value) / 100, 0.01)
    if poll.n is not None and poll.n.value > 0:
        return float(poll.n.value) * decided, ()
    if poll.margin is not None and poll.margin.value > 0:
        return (_MARGIN / float(poll.margin.value)) ** 2, ("its size follows from the printed margin of error",)
    return ASKED * decided, (f"{ASKED} were asked",)


def _years(file: CaseFile, poll: Poll) -> tuple[float, tuple[str, ...]]:
    """Years from the poll to the day of the case; where the field date is unknown, from when its source came out."""
    days = [poll.field, *(file.sources[cite.source].published for cite in poll.cite if cite.source in file.sources)]
    for at, when in enumerate(days):
        if isinstance(when, When) and when.last is not None:
            years = max((file.as_of - when.last).days / _DAYS_A_YEAR, 0.0)
            return years, () if at == 0 else ("it was in the field when its source came out",)
    return 0.0, ("it was in the field on the day of the case",)

"""The chance of each outcome of a verdict, from draws: read as independent, as going together, and within bounds."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from winset.settlement.sizes_draws import wilson


@dataclass(frozen=True, slots=True)
class Chance:
    """The chance of one outcome, between 0 and 1.

    outcome: in words. independent: the share of draws in which it comes out; error: the ends of its Monte Carlo
    interval of 95 per cent (Wilson 1927). comonotone: the share if the ratifiers' fortunes go together; None where the
    verdict is no conjunction. bounds: what it can be whatever hangs on what (Frechet 1935), of a deal that somebody may
    refuse; None where that is not worked out. low, high: the ends over both readings and their Monte Carlo errors.
    """

    outcome: str
    independent: float
    error: tuple[float, float]
    comonotone: float | None
    bounds: tuple[float, float] | None
    low: float
    high: float


def chances_of(
    outcomes: Sequence[str],
    codes: npt.NDArray[np.int8],
    comonotone: npt.NDArray[np.int8] | None,
    bounds: Sequence[tuple[float, float] | None],
) -> tuple[Chance, ...]:
    """The chance of each outcome.

    Args:
        outcomes: in words, by their codes.
        codes: shape (draws,).
        comonotone: the codes with the ratifiers' fortunes together, shape (draws,); None for no conjunction.
        bounds: of each outcome, or None.
    """
    return tuple(
        _chance(word, codes == code, None if comonotone is None else comonotone == code, bounds[code])
        for code, word in enumerate(outcomes)
    )


def _chance(
    word: str,
    there: npt.NDArray[np.bool_],
    together: npt.NDArray[np.bool_] | None,
    bounds: tuple[float, float] | None,
) -> Chance:
    draws, hits = there.size, int(there.sum())
    error = wilson(hits, draws)
    ends = [error] if together is None else [error, wilson(int(together.sum()), draws)]
    return Chance(
        outcome=word,
        independent=hits / draws if draws else 0.0,
        error=error,
        comonotone=None if together is None else float(together.mean()),
        bounds=bounds,
        low=min(low for low, _ in ends),
        high=max(high for _, high in ends),
    )


def not_refused(singly: npt.NDArray[np.bool_], through: npt.NDArray[np.int64], draws: int) -> tuple[float, float]:
    """Between which ends the chance that a deal is refused by nobody lies, whatever hangs on what.

    Of one deal all must let it through: at the least the sum of their chances less all but one, at the most the least
    of them (Frechet 1935). Of several deals the best one gives the lower end; nobody may refuse all of them, which
    gives the upper.

    Args:
        singly: for each ratifier whether it lets some deal through, shape (ratifiers, draws).
        through: in how many draws it lets each cell of deals through, shape (ratifiers, cells).
        draws: how many draws there are.
    """
    ratifiers = singly.shape[0]
    if not ratifiers or not draws:
        return 0.0, 1.0
    shares = through / draws
    low = float(np.maximum(shares.sum(axis=0) - (ratifiers - 1), 0.0).max(initial=0.0))
    return low, float(singly.mean(axis=1).min())

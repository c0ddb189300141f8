"""What it would be worth to find something out.

Where a party has points: by how much its best choice would bring it more, on average, if it were known before it
chooses (expected value of perfect information: Raiffa and Schlaifer 1961; of one input: Howard 1966). Where it has
none: the chance that learning it would change which outcome of the verdict is the likeliest.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Worth:
    """An amount with its Monte Carlo standard error."""

    value: float
    error: float


def of_everything(payoffs: Floats) -> Worth:
    """The expected value of perfect information on all that is drawn.

    Args:
        payoffs: what each choice brings in every draw, shape (choices, draws).
    """
    best = int(np.argmax(payoffs.mean(axis=1)))
    gains = payoffs.max(axis=0) - payoffs[best]
    return _mean(gains)


def of_one(payoffs: Floats) -> Worth:
    """The expected value of perfect information on one input.

    Its best choice given each value of the input, less the choice that is the best without knowing; of sampling alone
    the first is a little too large, so that differences within the error count as nothing.

    Args:
        payoffs: the average of each choice over the other inputs at each value of this one, shape (choices, values).
    """
    best = int(np.argmax(payoffs.mean(axis=1)))
    return _mean(payoffs.max(axis=0) - payoffs[best])


def changing(codes: npt.NDArray[np.int8], outcomes: int) -> Worth:
    """The chance that learning an input changes the likeliest outcome.

    Args:
        codes: the outcome at each value of the input with the others redrawn, shape (values, draws).
        outcomes: how many outcomes there are.
    """
    counts = np.stack([(codes == code).sum(axis=1) for code in range(outcomes)], axis=1)
    leading = int(np.argmax(counts.sum(axis=0)))
    changed = counts.max(axis=1) > counts[:, leading]
    return _mean(changed.astype(np.float64))


def _mean(values: Floats) -> Worth:
    error = float(values.std(ddof=1) / np.sqrt(values.size)) if values.size > 1 else 0.0
    return Worth(float(values.mean()), error)

"""What draws tell of an input by themselves: no further draws are needed, only those that there are, sorted.

The draws are sorted by the input and cut into classes of equal size. The part of the variance of an outcome that lies
between classes is the input's first-order index (Plischke, Borgonovo and Smith 2013, on sensitivity from given data),
here less what classes of so many draws would differ by chance (Kelley 1935). In the same way the best choice in each
class, less the best choice of all, is what knowing the input is worth (Strong and Oakley 2013, on one input).
"""

from math import sqrt

import numpy as np
import numpy.typing as npt

from winset.doubt.finding import Worth, of_one

Floats = npt.NDArray[np.float64]
MOST_CLASSES = 20
_CHANCE = 3.0


def classes_of(values: Floats) -> list[npt.NDArray[np.int64]]:
    """The places of draws in classes of equal size, from the lowest values to the highest."""
    count = min(max(round(1.6 * values.size ** (1 / 3)), 2), MOST_CLASSES, max(values.size // 2, 1))
    return np.array_split(np.argsort(values, kind="stable"), count)


def thirds_of(values: Floats) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The places of the draws in the lowest third, and in the highest."""
    order = np.argsort(values, kind="stable")
    third = max(values.size // 3, 1)
    return order[:third], order[-third:]


def first_order(values: Floats, outcome: Floats) -> float:
    """The part of an outcome's variance that an input explains alone, from 0 to 1; nothing where it does not vary."""
    size = outcome.size
    classes = classes_of(values)
    whole = float(((outcome - outcome.mean()) ** 2).sum())
    if whole <= 0 or size <= len(classes):
        return 0.0
    between = sum(len(each) * float(outcome[each].mean() - outcome.mean()) ** 2 for each in classes)
    unexplained = (1 - between / whole) * (size - 1) / (size - len(classes))
    return min(max(1 - unexplained, 0.0), 1.0)


def by_chance(size: int) -> float:
    """Up to where an index may be nothing but chance: three standard deviations of one without any effect."""
    classes = len(classes_of(np.zeros(size)))
    return _CHANCE * sqrt(2 * (classes - 1)) / max(size, 1)


def worth_of_knowing(values: Floats, payoffs: Floats) -> Worth:
    """What knowing an input is worth before one choice is made.

    Args:
        values: of the input, shape (draws,).
        payoffs: what each choice brings in every draw, shape (choices, draws).
    """
    classes = classes_of(values)
    return of_one(np.stack([payoffs[:, each].mean(axis=1) for each in classes], axis=1))

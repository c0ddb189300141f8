"""What a question offers to doubt: its verdicts, judged in many draws at once."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from winset.model.draws import Draws


@dataclass(frozen=True, slots=True)
class Subject:
    """A verdict that doubt is about.

    of, subject: which verdict it is, such as `deals` and nothing, `pattern` and a name, `blocks` and a ratifier,
    `unlock` and the levers. outcomes: the words that it may come to, such as `ratified`, `open` and `refused`; the
    code of an outcome is its place. ordered: they go from best to worst for a deal. parts: the ratifiers all of whom
    it needs, where it is a conjunction.
    """

    of: str
    subject: str
    outcomes: tuple[str, ...]
    ordered: bool = True
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """What the verdicts come to in some draws.

    codes: shape (verdicts, draws), the place of the outcome. margins: shape (verdicts, draws), how far each verdict is
    from turning, above nothing on one side and below on the other; not a number where nothing that is drawn bears on
    it. comonotone: the codes if the ratifiers' fortunes go together, the best draw of each with the best of all others.
    singly: for each verdict and each of its parts, whether this ratifier alone would let it through, shape
    (parts, draws), and None where it is no conjunction.
    payoffs: where a party has points, what each deal that it may put is worth to it in every draw, shape
    (choices, draws); None otherwise.
    """

    codes: npt.NDArray[np.int8]
    margins: npt.NDArray[np.float64]
    comonotone: npt.NDArray[np.int8]
    singly: tuple[npt.NDArray[np.bool_] | None, ...]
    payoffs: npt.NDArray[np.float64] | None = None


class Verdicts(Protocol):
    """A question, ready to be judged in draws."""

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The verdicts that it gives."""
        ...

    def judge(self, draws: Draws) -> Judged:
        """What they come to."""
        ...

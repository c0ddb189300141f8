"""What a question offers to doubt: its verdicts, judged in many draws at once."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from winset.model.draws import Draws


class Subject(Protocol):
    """A verdict that doubt is about."""

    @property
    def of(self) -> str:
        """Which kind of verdict it is, such as `deals`, `pattern`, `blocks`, `conflict` or `unlock`."""
        ...

    @property
    def subject(self) -> str:
        """Of whom or what: a pattern's name, a ratifier, levers; nothing for all deals."""
        ...

    @property
    def outcomes(self) -> tuple[str, ...]:
        """The words that it may come to, from best to worst for a deal; the code of an outcome is its place."""
        ...

    @property
    def parts(self) -> tuple[str, ...]:
        """The ratifiers all of whom it needs, where it is a conjunction."""
        ...


class Judged(Protocol):
    """What the verdicts come to in some draws."""

    @property
    def codes(self) -> npt.NDArray[np.int8]:
        """The place of the outcome, shape (verdicts, draws)."""
        ...

    @property
    def margins(self) -> npt.NDArray[np.float64]:
        """How far each verdict is from turning, shape (verdicts, draws); not a number where nothing drawn bears on it.

        At nothing or above it passes, below it does not.
        """
        ...

    @property
    def comonotone(self) -> npt.NDArray[np.int8]:
        """The codes if the ratifiers' fortunes go together: the best draw of each beside the best of all others."""
        ...

    @property
    def singly(self) -> Sequence[npt.NDArray[np.bool_] | None]:
        """For each verdict whether each of its parts lets a deal through, shape (parts, draws), or None."""
        ...

    @property
    def through(self) -> Sequence[npt.NDArray[np.int64] | None]:
        """For each verdict in how many draws each part lets each cell of packages through, shape (parts, cells)."""
        ...

    @property
    def payoffs(self) -> npt.NDArray[np.float64] | None:
        """What each deal that a party may put is worth to it, shape (choices, draws); the last is to put none."""
        ...


class Verdicts(Protocol):
    """A question, ready to be judged in draws."""

    @property
    def subjects(self) -> Sequence[Subject]:
        """The verdicts that it gives."""
        ...

    def judge(self, draws: Draws) -> Judged:
        """What they come to."""
        ...

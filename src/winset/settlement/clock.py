"""How long an answer may take, and whether it still has time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from winset.case.problems import WinsetError

LONG = 60.0


class OutOfTimeError(WinsetError):
    """Time ran out before something was known that was needed."""


@dataclass
class Clock:
    """Time for one answer. It remembers whether some part of the answer ran out of it.

    seconds: for the whole answer. now: the time in seconds, which tests may set.
    """

    seconds: float = LONG
    now: Callable[[], float] = monotonic
    ran_out: bool = False
    _start: float = field(init=False)

    def __post_init__(self) -> None:
        self._start = self.now()

    @property
    def left(self) -> float:
        """Seconds that are left; never below a thousandth, so that a solver still says what it knows at once."""
        return max(self.seconds - (self.now() - self._start), 0.001)

    def stop(self) -> None:
        """Leave no time, so that all who look at the clock come to an end."""
        self.seconds = 0.0

    @property
    def out(self) -> bool:
        """Whether there is no time left."""
        return self.now() - self._start >= self.seconds

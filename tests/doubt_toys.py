"""A small task to draw: what a run does with blocks can be tested without a case.

Everything is at the top of this module, so that another process can import it.
"""

import os
import signal
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import numpy as np
import numpy.typing as npt

from winset.doubt.sampling import Sampler
from winset.doubt.work import PILOT_SIZE, Task
from winset.model.draws import Drawn, Draws

SIZE = 8


@dataclass(frozen=True)
class Subject:
    of: str = "deals"
    subject: str = ""
    outcomes: tuple[str, ...] = ("ratified", "open", "refused")
    parts: tuple[str, ...] = ("a", "b")


@dataclass(frozen=True)
class Judged:
    codes: npt.NDArray[np.int8]
    margins: npt.NDArray[np.float64]
    comonotone: npt.NDArray[np.int8]
    singly: tuple[npt.NDArray[np.bool_] | None, ...]
    through: tuple[npt.NDArray[np.int64] | None, ...]
    payoffs: npt.NDArray[np.float64] | None = None


class Numbered(Sampler):
    """A sampler whose draws are known by the number of their block."""

    def draw(self, block: int, size: int, seed: int) -> Draws:
        return Draws(size, {("block",): Drawn(np.full(size, block, dtype=np.int64), 1)}, {})


@dataclass(frozen=True)
class Toy:
    """Verdicts that follow from the number of the block; `marker` makes a worker die once, `always` every time.

    hold: while this file is there, a block does not end; `started` is written when one begins.
    """

    pilot: Draws
    marker: str = ""
    always: bool = False
    hold: str = ""
    started: str = ""

    @property
    def subjects(self) -> tuple[Subject, ...]:
        return (Subject(),)

    def judge(self, draws: Draws) -> Judged:
        block = int(draws.numbers[("block",)].values[0])
        self._die(block)
        self._wait(block)
        rng = np.random.default_rng(block)
        codes = rng.integers(0, 3, (1, draws.size)).astype(np.int8)
        singly = rng.random((2, draws.size)) < 0.5
        through = np.full((2, 3), block, dtype=np.int64)
        return Judged(codes, rng.random((1, draws.size)), codes, (singly,), (through,))

    def _die(self, block: int) -> None:
        if self.always and block == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        if self.marker and block == 1 and not Path(self.marker).exists():
            Path(self.marker).touch()
            os.kill(os.getpid(), signal.SIGKILL)

    def _wait(self, block: int) -> None:
        if self.started and block > 0:
            Path(f"{self.started}.{block}.{os.getpid()}").touch()
        end = monotonic() + 60
        while self.hold and Path(self.hold).exists() and monotonic() < end:
            pass


@dataclass(frozen=True)
class Maker:
    marker: str = ""
    always: bool = False
    hold: str = ""
    started: str = ""

    def __call__(self, pilot: Draws) -> Toy:
        assert pilot.size == PILOT_SIZE
        return Toy(pilot, self.marker, self.always, self.hold, self.started)


def task(maker: Maker | None = None, digest: str = "toy", seed: int = 1, size: int = SIZE) -> Task:
    return Task(Numbered(()), maker or Maker(), seed, size, digest)

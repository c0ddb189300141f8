"""What a worker does: draw one block, and judge it. The same for the same seed, wherever it is done."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np
import numpy.typing as npt

from winset.doubt.sampling import Sampler
from winset.doubt.verdicts import Judged, Verdicts
from winset.model.draws import Draws

PILOT = 2**31 - 1
"""The number of the block by which verdicts are made ready; no run gets that far."""

PILOT_SIZE = 500

Arrays = Mapping[str, npt.NDArray[np.generic]]
"""What a block comes to, by name."""


class Work(Protocol):
    """Draws to be judged, block by block, by whoever has time; it can be sent to another process."""

    @property
    def digest(self) -> str:
        """Tells apart what would come to something else."""
        ...

    @property
    def seed(self) -> int:
        """The seed of all draws."""
        ...

    @property
    def size(self) -> int:
        """How many draws a block has."""
        ...

    def block(self, number: int) -> dict[str, npt.NDArray[np.generic]]:
        """What one block of draws comes to."""
        ...


@dataclass(frozen=True)
class Task:
    """What is drawn, and what it is judged by; everything that a worker needs.

    make: makes the verdicts ready, given some draws; a class with its arguments, so that it can be sent. size: how
    many draws a block has. digest: tells tasks apart that would come to something else.
    """

    sampler: Sampler
    make: Callable[[Draws], Verdicts]
    seed: int
    size: int
    digest: str

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Task) and other.digest == self.digest

    def block(self, number: int) -> dict[str, npt.NDArray[np.generic]]:
        """What the verdicts come to in one block of draws."""
        return arrays_of(verdicts_of(self).judge(self.sampler.draw(number, self.size, self.seed)))


@lru_cache(maxsize=4)
def verdicts_of(task: Task) -> Verdicts:
    """The verdicts of a task, made ready once in each process."""
    return task.make(task.sampler.draw(PILOT, PILOT_SIZE, task.seed))


def block(work: Work, number: int) -> dict[str, npt.NDArray[np.generic]]:
    """What one block of draws comes to, in this process."""
    return work.block(number)


def arrays_of(judged: Judged) -> dict[str, npt.NDArray[np.generic]]:
    """The same as arrays by name, draws last where each draw has its own."""
    found: dict[str, npt.NDArray[np.generic]] = {
        "codes": judged.codes,
        "comonotone": judged.comonotone,
        "margins": judged.margins,
    }
    for place, (singly, through) in enumerate(zip(judged.singly, judged.through, strict=True)):
        if singly is not None and through is not None:
            found[f"singly_{place}"] = singly
            found[f"through_{place}"] = through
    return found


def put_together(blocks: Sequence[Arrays]) -> dict[str, npt.NDArray[np.generic]]:
    """Blocks as one: counts are added up, everything else stands side by side."""
    return {
        name: (
            np.sum([each[name] for each in blocks], axis=0)
            if name.startswith("through_")
            else np.concatenate([each[name] for each in blocks], axis=-1)
        )
        for name in blocks[0]
    }

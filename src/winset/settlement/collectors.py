"""What else is gathered while all packages pass by once: frontiers, ratifiable levels, rankings, first deals."""

from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

from winset.model.compile import CompiledRatifier, Model
from winset.model.logic import Mask, anywhere
from winset.settlement.frontier import Frontier
from winset.settlement.survey import Judged

Over = Literal["sure", "possible", "all"]
_PICK: dict[Over, Callable[[Judged], Mask]] = {
    "sure": lambda judged: judged.sure,
    "possible": lambda judged: judged.possible,
    "all": lambda judged: judged.allowed,
}


def places(judged: Judged, mask: Mask) -> npt.NDArray[np.int64]:
    """The places in the block where a mask holds, shape (n,)."""
    return np.flatnonzero(judged.block.full(mask))


class FrontierOf:
    """The frontier of some ratifiers' points over the sure, the possible or all packages.

    By default they are the bargainers; of one ratifier alone the frontier is its best value.
    """

    def __init__(self, model: Model, over: Over, who: Sequence[CompiledRatifier] | None = None) -> None:
        self.over = over
        judging = [model.ratifiers[number] for number in model.bargainers] if who is None else who
        self.steps = [step for ratifier in judging if (step := ratifier.worth) is not None]
        self.frontier = Frontier(len(self.steps))

    def take(self, judged: Judged) -> None:
        """Add the block's packages, unless even the best values of the block would be dominated."""
        mask = _PICK[self.over](judged)
        if not anywhere(mask):
            return
        if self.frontier.covers([judged.block.best_worth(step.points) for step in self.steps]):
            return
        values = [np.broadcast_to(judged.block.worth(step.points), judged.block.layout.size) for step in self.steps]
        if mask.ndim == 0:
            numbers = np.arange(judged.block.layout.size, dtype=np.int64)
            columns = np.stack(values, axis=1)
        else:
            numbers = places(judged, mask)
            columns = np.stack([value[numbers] for value in values], axis=1)
        self.frontier.add(columns, numbers + judged.block.start)


class LevelsOf:
    """Which options of each issue occur in some sure, and in some possible, deal."""

    def __init__(self, model: Model) -> None:
        widths = [dimension.size for dimension in model.space.dimensions]
        self.sure = [np.zeros(width, dtype=np.bool_) for width in widths]
        self.possible = [np.zeros(width, dtype=np.bool_) for width in widths]

    def take(self, judged: Judged) -> None:
        """Look at the options not seen yet."""
        for seen, mask in ((self.sure, judged.sure), (self.possible, judged.possible)):
            if anywhere(mask):
                self._mark(seen, mask, judged)

    @staticmethod
    def _mark(seen: list[npt.NDArray[np.bool_]], mask: Mask, judged: Judged) -> None:
        layout = judged.block.layout
        for issue, digit in enumerate(judged.block.outer):
            seen[issue][digit] = True
        inner = range(layout.first, len(seen))
        if all(bool(seen[issue].all()) for issue in inner):
            return
        shape = [seen[issue].size for issue in inner]
        grid = judged.block.full(mask).reshape(shape) if shape else judged.block.full(mask)
        for axis, issue in enumerate(inner):
            if not seen[issue].all():
                others = tuple(other for other in range(len(shape)) if other != axis)
                seen[issue] |= grid.any(axis=others)


class RankedOf:
    """The deals that the rankings of some leads leave undominated, without any weights.

    Rankings are compared issue by issue and lead by lead; packages that they cannot compare both stay.
    """

    def __init__(self, ranks: list[tuple[int, tuple[int | None, ...]]], over: Over) -> None:
        self.over = over
        worst = [max((place for place in rank if place is not None), default=0) + 1 for _, rank in ranks]
        self.tables = [
            (issue, np.array([-(last if place is None else place) for place in rank], dtype=np.int64))
            for (issue, rank), last in zip(ranks, worst, strict=True)
        ]
        self.frontier = Frontier(len(self.tables))

    def take(self, judged: Judged) -> None:
        """Add the block's deals by their ranks."""
        mask = _PICK[self.over](judged)
        if not anywhere(mask):
            return
        block = judged.block
        numbers = places(judged, mask)
        columns = [
            np.full(numbers.size, table[block.outer[issue]])
            if issue < block.layout.first
            else table[block.layout.digits(issue)[numbers]]
            for issue, table in self.tables
        ]
        self.frontier.add(np.stack(columns, axis=1), numbers + block.start)


class FirstOf:
    """The first few sure, or possible, deals."""

    def __init__(self, over: Over, most: int) -> None:
        self.over = over
        self.most = most
        self.numbers: list[int] = []

    def take(self, judged: Judged) -> None:
        """Note deals until there are enough."""
        mask = _PICK[self.over](judged)
        if len(self.numbers) < self.most and anywhere(mask):
            wanted = self.most - len(self.numbers)
            self.numbers += [judged.block.start + int(at) for at in places(judged, mask)[:wanted]]

"""What becomes of the packages that a case has a name for, gathered while all packages pass by once."""

from collections.abc import Iterator

import numpy as np

from winset.case.load import Case
from winset.model.compile import Model
from winset.model.logic import Formula, Mask, anywhere, issues_of
from winset.settlement.records import NamedAnswer
from winset.settlement.shortfall import record
from winset.settlement.survey import Judged
from winset.settlement.winsets import verdict_of

MOST_NAMED = 24
_FAR = 1 << 30


class NamedOf:
    """Counts the deals that a named pattern matches, and finds one that fewest refuse."""

    def __init__(self, model: Model, name: str, formula: Formula) -> None:
        self.model = model
        self.name = name
        self.formula = formula
        self.deals = self.sure = self.possible = 0
        self.refusing = set(model.vetoes)
        self.best = (_FAR, 0)

    def take(self, judged: Judged) -> None:
        """Count the block's deals that match."""
        mask = judged.asked & judged.block.test(self.formula)
        if not anywhere(mask):
            return
        self.deals += _count(judged, mask)
        self.sure += _count(judged, mask & judged.sure)
        self.possible += _count(judged, mask & judged.possible)
        for number in list(self.refusing):
            given = judged.answers[number]
            if anywhere(mask & ~(given.answers.no & given.scope)):
                self.refusing.discard(number)
        if self.best[0] > 0:
            self.best = min(self.best, self._nearest(judged, mask))

    def _nearest(self, judged: Judged, mask: Mask) -> tuple[int, int]:
        """How far the nearest deal of the block is, and its number: none that is sure is further than one that is not.

        A no counts for more than any number of open answers; packages that are equally far stay in their order.
        """
        size = judged.block.layout.size
        far = np.zeros(size, dtype=np.int64)
        for number in self.model.vetoes:
            given = judged.answers[number]
            refused = given.answers.no & given.scope
            waiting = ~given.answers.yes & ~given.answers.no & given.scope
            far = far + np.multiply(refused, len(self.model.vetoes) + 1, dtype=np.int64) + waiting
        far = np.where(judged.block.full(mask), far, _FAR)
        at = int(np.argmin(far))
        return int(far[at]), judged.block.start + at

    def answer(self) -> NamedAnswer:
        """What was found."""
        return NamedAnswer(
            pattern=self.name,
            verdict=verdict_of(self.deals, self.sure, self.possible),
            deals=self.deals,
            sure=self.sure,
            possible=self.possible,
            refusing=tuple(self.model.ratifiers[number].id for number in sorted(self.refusing)),
            example=record(self.model, self.best[1]),
        )


def named_patterns(case: Case, model: Model) -> Iterator[NamedOf]:
    """A gatherer for each named pattern that tells packages apart; there may be many, so only the first are taken."""
    for name, pattern in list(case.file.patterns.items())[:MOST_NAMED]:
        formula = model.formula(pattern)
        if issues_of(formula):
            yield NamedOf(model, name, formula)


def _count(judged: Judged, mask: Mask) -> int:
    return int(np.count_nonzero(judged.block.full(mask)))

"""Where one ratifier is judged again and again, with its numbers changed: what did not change is kept.

The parts of a case are never changed in place. So a bloc or a pattern that is the same object as before means the same
as before, and its formulas and answers are found only once.
"""

from fractions import Fraction
from itertools import pairwise

from winset.case.patterns import Pattern
from winset.case.sections import Judge as WrittenJudge
from winset.case.sections import Ratifier
from winset.model.acceptance import KINDS
from winset.model.acceptance.fineness import check_fineness
from winset.model.acceptance.judge import Judge
from winset.model.acceptance.kind import Compiling, Kind, Step
from winset.model.logic import Formula
from winset.model.terms import Terms
from winset.model.view import Answers, Path, View
from winset.settlement.flip_dial import Dial
from winset.settlement.flip_ground import Ground, Judging
from winset.settlement.flip_margins import levels, lines, numbers_of, running_out, ties
from winset.settlement.flip_search import crossing, inner_two

_MOST_KEPT = 20_000


class _KeptTerms(Terms):
    """Terms that find the formula of a pattern once."""

    def __init__(self, terms: Terms) -> None:
        super().__init__(terms.dimensions, terms.world, terms.conditions, terms.named, terms.status_quo)
        self.__dict__["found"] = {}

    def formula(self, pattern: Pattern) -> Formula:
        """The formula of a pattern in this world."""
        found: dict[int, tuple[Pattern, Formula]] = self.__dict__["found"]
        held = found.get(id(pattern))
        if held is None:
            held = found[id(pattern)] = pattern, Terms.formula(self, pattern)
        return held[1]


class _KeptJudge(Judge):
    """A judge inside another, which is asked about the same packages every time."""

    def answer(self, view: View) -> Answers:
        """Its answers, found once."""
        held: Answers | None = self.__dict__.get("held")
        if held is None:
            held = self.__dict__["held"] = Judge.answer(self, view)
        return held


class Bench:
    """A ratifier on its ground."""

    def __init__(self, ground: Ground, terms: Terms, path: Path) -> None:
        self.ground = ground
        self._terms = _KeptTerms(terms)
        self._path = path
        self._inner: dict[tuple[int, Path], tuple[WrittenJudge, Judge]] = {}

    def judged(self, written: Ratifier) -> Judging:
        """What it says as it would be written; raises TooFineError."""
        return self.ground.judged(self.compiled(written))

    def compiled(self, written: Ratifier) -> Judge:
        """How it judges as it would be written; raises TooFineError."""
        return Judge(self._path, self._steps(written, self._path))

    def _steps(self, written: WrittenJudge, path: Path) -> tuple[tuple[Kind, Step], ...]:
        compiling = Compiling(self._terms, path, self._judge)
        found = ((kind, kind.compile(written, compiling)) for kind in KINDS)
        steps = tuple((kind, step) for kind, step in found if step is not None)
        for _, step in steps:
            check_fineness(step, path)
        return steps

    def _judge(self, written: WrittenJudge, path: Path) -> Judge:
        held = self._inner.get((id(written), path))
        if held is None:
            if len(self._inner) > _MOST_KEPT:
                self._inner.clear()
            held = self._inner[id(written), path] = written, _KeptJudge(path, self._steps(written, path))
        return held[1]

    def places(self, dial: Dial) -> set[Fraction]:
        """The values of a number, its ends among them, at which its answers may change; raises TooFineError."""
        cuts = sorted({dial.low, dial.high, *(bend for bend in dial.bends if dial.low < bend < dial.high)})
        found = set(cuts)  # something may change sides just where something bends, or at an end
        waiting = list(pairwise(cuts))
        while waiting:
            low, high = waiting.pop()
            here, whole = self._changes(dial, low, high)
            found |= here
            if here and not whole:
                cuts = [low, *sorted(here), high]
                waiting += pairwise(cuts)
        return found

    def _changes(self, dial: Dial, low: Fraction, high: Fraction) -> tuple[set[Fraction], bool]:
        """Where something bends or changes sides between two values, and whether nothing else can.

        What bends comes first, then the judges inside: what is around them is linear only while they say the same.
        """
        at = inner_two(low, high, whole=dial.whole)
        turned = _turned(*(self.compiled(dial.set_to(value)) for value in at))

        def inside(pairs: set[tuple[Fraction, Fraction]]) -> set[Fraction]:
            return {place for pair in pairs if low < (place := crossing(at, pair)) < high}

        view = self.ground.sample
        for bends in (ties, running_out):
            bent = inside(set().union(*(bends(one, other, view) for level in turned for one, other in level)))
            if bent:
                return bent, False
        for number, level in enumerate(turned):
            met = inside(set().union(*(lines(one, other, view, at, dial.linear) for one, other in level)))
            if met:
                return met, number == len(turned) - 1
        return set(), True


def _turned(one: Judge, other: Judge) -> list[list[tuple[Judge, Judge]]]:
    """The judges whose own numbers differ between two versions of one, by how deep they are, the deepest first."""
    found = [
        [
            pair
            for pair in zip(*pairs, strict=True)
            if pair[0] is not pair[1] and numbers_of(pair[0]) != numbers_of(pair[1])
        ]
        for pairs in zip(levels(one), levels(other), strict=True)
    ]
    return [level for level in reversed(found) if level]

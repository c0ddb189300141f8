"""Rankings of options, without weights: dominance against the status quo.

At least as good on every issue that differs is a yes, worse on all of them a no; mixed is left to other data.
An issue that differs and is not ranked, or that only one side has, makes the ranking silent.
"""

from dataclasses import dataclass

import numpy as np

from winset.case.sections import Judge as WrittenJudge
from winset.model.acceptance.kind import Compiling, Kind, Lack, Step
from winset.model.form import Form
from winset.model.logic import Atom, Formula, all_of, any_of, negation
from winset.model.space import Dimension
from winset.model.view import Answers, Path, View


@dataclass(frozen=True, slots=True)
class Ranking:
    """Where the ranking says yes, and where it says no.

    ranks: for each ranked issue its number and the rank of each option number, 0 for the best, or None if unranked.
    """

    path: Path
    good: Formula
    bad: Formula
    ranks: tuple[tuple[int, tuple[int | None, ...]], ...]

    def judge(self, view: View) -> Answers:
        """Yes where at least as good throughout, no where worse throughout."""
        yes, no = view.test(self.good), view.test(self.bad)
        view.decided_by(self.path, yes | no)
        return Answers(yes=yes, no=no)

    def form(self) -> Form:
        """Yes where at least as good throughout, no where worse throughout."""
        return Form(yes=self.good, no=self.bad)

    def lacks(self, view: View, answers: Answers) -> tuple[Lack, ...]:
        """One answer where it says no: a ranking has no unit in which to say how much is missing."""
        lacking = np.asarray(answers.no).astype(np.int64)[()]
        return (Lack("answer", self.path, "answer", lacking, lacking),)


def _compile(written: WrittenJudge, compiling: Compiling) -> Step | None:
    if not written.prefers:
        return None
    status_quo = compiling.terms.status_quo
    good: list[Formula] = []
    bad: list[Formula] = []
    ranks: list[tuple[int, tuple[int | None, ...]]] = []
    path = (*compiling.path, "prefers")
    for number, dimension in enumerate(compiling.terms.dimensions):
        held = status_quo[number]
        same = Atom(number, 1 << held)
        rank = _ranks(written.prefers.get(dimension.id, ()), dimension)
        if any(place is not None for place in rank):
            ranks.append((number, rank))
        better_bits, worse_bits = _beside(rank, held)
        good.append(any_of([same, *_atoms(number, better_bits)]))
        bad.append(any_of([same, *_atoms(number, worse_bits)]))
    unchanged = all_of([Atom(number, 1 << held) for number, held in enumerate(status_quo)])
    return Ranking(path, all_of(good), all_of([*bad, negation(unchanged)]), tuple(ranks))


def _ranks(ranked: tuple[str, ...], dimension: Dimension) -> tuple[int | None, ...]:
    places = {option: place for place, option in enumerate(ranked)}
    known: tuple[int | None, ...] = tuple(places.get(option) for option in dimension.options)
    return (*known, None) if dimension.optional else known


def _beside(rank: tuple[int | None, ...], held: int) -> tuple[int, int]:
    """The options better and worse than the one held, as bits."""
    own = rank[held]
    if own is None:
        return 0, 0
    better = sum(1 << option for option, place in enumerate(rank) if place is not None and place < own)
    worse = sum(1 << option for option, place in enumerate(rank) if place is not None and place > own)
    return better, worse


def _atoms(number: int, bits: int) -> list[Formula]:
    return [Atom(number, bits)] if bits else []


PREFERS = Kind(
    id="prefers",
    name="rankings",
    question="Is the package at least as good as the status quo on every issue that differs, or worse on all?",
    source="Pareto dominance by issue; Tsebelis 2002 on preferred-to sets",
    exact=True,
    assumes="that the ranking of an issue does not depend on the other issues",
    field="prefers",
    compile=_compile,
)

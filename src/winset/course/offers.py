"""Which packages a course can bring into force: the status quo, what can be arranged, and the deals worth putting.

Deals that everybody answers alike in every state, and that bring the goal the same, are one offer. An offer is left out
where another of its kind brings at least as much and is at least as likely to be accepted by everybody, everywhere.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from winset.case.patterns import Pattern
from winset.course.aims import Aims
from winset.course.answers import Answers, Ints, Table, TooLargeCourseError
from winset.model.space import Space
from winset.model.terms import read_terms

MOST_OFFERS = 60
"""So many deals may be worth putting; a choice is kept as a small number."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A deal that can be put: the proposal, and the number of the package in force once it is ratified."""

    proposal: str
    force: int


class Offers:
    """The packages of a course, by their numbers in force: the status quo is 0.

    aims: the points of the goal. beside: those of other goals for which deals are told apart too.
    """

    def __init__(self, answers: Answers, aims: Aims, beside: Sequence[Aims] = ()) -> None:
        self.answers = answers
        self.aims = aims
        self.all_aims = (aims, *beside)
        self.plot = answers.plot
        self.space = answers.space
        self.put: list[Offer] = []
        self.numbers: list[int] = [self.space.number(self.space.status_quo)]
        self.arranged: dict[tuple[str, int], int] = {}
        self._arrange()
        self.first_deal = len(self.numbers)
        for proposal in self.plot.proposals:
            for number in self._worth_putting(proposal):
                self.put.append(Offer(proposal, len(self.numbers)))
                self.numbers.append(number)
        if len(self.put) > MOST_OFFERS:
            raise TooLargeCourseError(
                f"{len(self.put)} different deals may be worth putting; a course weighs up to {MOST_OFFERS}. "
                "Narrow the patterns under `propose`"
            )

    def _arrange(self) -> None:
        """Every package that arrangements lead to from the status quo."""
        waiting = [0]
        while waiting:
            force = waiting.pop()
            options = self.options(force)
            for id_ in self.plot.arrangements:
                changed = {**options, **self.plot.course.arrange[id_].package}
                target = self._number(changed)
                if target is None or changed == options:
                    continue
                if target not in self.numbers:
                    self.numbers.append(target)
                    waiting.append(len(self.numbers) - 1)
                self.arranged[id_, force] = self.numbers.index(target)

    def _number(self, options: Mapping[str, str]) -> int | None:
        """The number of a package; None where issues are missing or too many."""
        try:
            return self.space.number(self.space.parse(options))
        except KeyError:
            return None

    def options(self, force: int) -> dict[str, str]:
        """The options of a package in force, by issue."""
        return self.space.describe(self.space.package(self.numbers[force]))

    @cached_property
    def packages(self) -> tuple[dict[str, str], ...]:
        """The options of every package that can be in force."""
        return tuple(self.options(force) for force in range(len(self.numbers)))

    def _worth_putting(self, proposal: str) -> Iterator[int]:
        """The deals of a proposal that no other one is at least as good as, one for each kind."""
        pattern = self.plot.course.propose[proposal].package
        numbers = self.answers.numbers_of(pattern)
        if not numbers.size:
            return
        tables = [self.answers.of_pattern(pattern, numbers)]
        tables += [self.answers.of_ratifier(who, numbers) for who in self.plot.ground.ratifiers]
        good = np.concatenate([table.values.reshape(len(numbers), -1) for table in tables], axis=1)
        worths = [_worths(self.space, aims, numbers)[:, None] for aims in self.all_aims]
        rows = np.concatenate([*worths, good], axis=1)
        told = self._told(numbers)
        _, first = np.unique(np.concatenate([rows, told], axis=1), axis=0, return_index=True)
        kept = sorted(first.tolist())
        possible = [place for place in kept if _possible(tables, place)]
        for place in possible:
            if not any(_dominates(rows, other, place) for other in possible if other != place):
                yield int(numbers[place])

    def _told(self, numbers: Ints) -> npt.NDArray[np.float64]:
        """What tells packages apart besides points: the outcomes and what named courses look at, one row for each."""
        columns = [self.answers.matching(pattern, numbers) for pattern in self._looked_at]
        return np.array(columns, dtype=np.float64).reshape(-1, len(numbers)).T

    @cached_property
    def _looked_at(self) -> list[Pattern]:
        course = self.plot.course
        tries = [attempt.when for plan in course.named.values() for attempt in plan.try_]
        issues = read_terms(self.plot.file, self.plot.world)
        return [pattern for pattern in (*course.outcomes.values(), *tries) if issues.issues_named(pattern)]

    @cached_property
    def _placed(self) -> Ints:
        return np.array([self.numbers[offer.force] for offer in self.put], dtype=np.int64)

    @cached_property
    def answered(self) -> Mapping[str, Table]:
        """By veto, the chance that it says yes to each offer."""
        return {who: self.answers.of_ratifier(who, self._placed) for who in self.plot.ground.ratifiers}

    @cached_property
    def can_be(self) -> Mapping[str, Table]:
        """By proposal, where each offer can be put."""
        return {
            id_: self.answers.of_pattern(self.plot.course.propose[id_].package, self._placed)
            for id_ in self.plot.proposals
        }

    @cached_property
    def _agreed(self) -> Ints:
        return np.array(self.numbers[: self.first_deal], dtype=np.int64)

    @cached_property
    def consents(self) -> tuple[Table, ...]:
        """By who has to consent, the chance of a yes to each package that can be arranged; 1 where it is not asked."""
        return tuple(self.answers.of_ratifier(who, self._agreed) for who in self.plot.consenting)

    @cached_property
    def arrangeable(self) -> Table:
        """Where each package that can be arranged can be at all."""
        return self.answers.of_pattern(None, self._agreed)

    @cached_property
    def levels(self) -> Mapping[str, npt.NDArray[np.float64]]:
        """By veto whose answers are uncertain, the chances of a yes that there are, the lowest first."""
        found = {}
        for who, table in self.answered.items():
            between = np.unique(table.values[(table.values > 0) & (table.values < 1)])
            if between.size:
                found[who] = between
        return found


def _worths(space: Space, aims: Aims, numbers: Ints) -> npt.NDArray[np.float64]:
    """The points that each package brings a goal in a period."""
    found = np.zeros(len(numbers))
    step = 1
    for dimension in reversed(space.dimensions):
        points = aims.tables.get(dimension.id, {})
        table = np.array([*(points.get(option, 0.0) for option in dimension.options), 0.0])
        found += table[numbers // step % dimension.size]
        step *= dimension.size
    return found


def _possible(tables: list[Table], place: int) -> bool:
    """Whether each, by itself, may say yes in some state."""
    return all(bool((table.values[place] > 0).any()) for table in tables)


def _dominates(rows: npt.NDArray[np.float64], one: int, other: int) -> bool:
    """Whether one deal is at least as good as another in everything; of two alike the first is kept."""
    return bool((rows[one] >= rows[other]).all()) and (one < other or bool((rows[one] > rows[other]).any()))

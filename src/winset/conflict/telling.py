"""States and ways of a conflict as the rows of an answer."""

from dataclasses import dataclass
from itertools import islice

from winset.conflict.building import Built
from winset.conflict.changes import changes_of, improvements_won
from winset.conflict.conflict import Conflict
from winset.conflict.evolution import Evolution, Way
from winset.conflict.inverse import Inverse
from winset.conflict.reasons import Improvement, Reason
from winset.conflict.records import (
    AnswerRow,
    DeciderRow,
    InverseRow,
    OptionRow,
    ReasonRow,
    RouteRow,
    ShiftRow,
    StateRow,
    StepRow,
)

_MOST_WON = 12


@dataclass(frozen=True, slots=True)
class Telling:
    """Makes rows of what is found in a conflict, in which states have numbers from 1."""

    conflict: Conflict

    def state(self, number: int) -> StateRow:
        """A state by its number from 0."""
        levels = self.conflict.levels[number].tolist()
        named = tuple(choice.levels[at] for choice, at in zip(self.conflict.choices, levels, strict=True))
        return StateRow(number + 1, self.conflict.labels.get(number), named)

    def steps(self, way: Way) -> tuple[StepRow, ...]:
        """The moves of a way."""
        return tuple(StepRow(self.conflict.deciders[step.decider].id, self.state(step.after)) for step in way)

    def route(self, evolution: Evolution, number: int) -> RouteRow:
        """The shortest ways to a state."""
        way = evolution.way(number)
        if way is None:
            return RouteRow(None, 0, ())
        return RouteRow(len(way), evolution.count(number), self.steps(way))

    def reason(self, reason: Reason) -> ReasonRow:
        """Why a state is kept or left."""
        answers = tuple(self._answer(each) for each in reason.improvements)
        by = self.conflict.deciders[reason.decider].id
        return ReasonRow(self.state(reason.state), by, reason.concept, reason.stable, reason.total, answers)

    def _answer(self, improvement: Improvement) -> AnswerRow:
        steps = self.steps(improvement.answer) if improvement.answer else ()
        return AnswerRow(self.state(improvement.to), steps, tuple(map(self.state, improvement.escapes)))

    def inverse(self, found: Inverse) -> InverseRow:
        """The least change of preferences that makes a state an equilibrium."""
        shifts = tuple(
            ShiftRow(self.conflict.deciders[who].id, tuple(map(self.state, down)), moved, self._won(found, who))
            for who, down, moved in changes_of(self.conflict, found)
        )
        asked, against = (
            tuple(self.conflict.deciders[who].id for who in each) for each in (found.asked, found.against)
        )
        has = found.payoffs is not None
        return InverseRow(
            self.state(found.state), found.concept, asked, has, found.proven, found.distance, shifts, against
        )

    def _won(self, found: Inverse, who: int) -> tuple[tuple[StateRow, StateRow], ...]:
        """The first of the moves of a decision maker that become improvements."""
        won = islice(improvements_won(self.conflict, found, who), _MOST_WON)
        return tuple((self.state(each.before), self.state(each.after)) for each in won)

    def options(self) -> tuple[OptionRow, ...]:
        """The options of all decision makers."""
        return tuple(
            OptionRow(
                each.id, each.name, self.conflict.deciders[each.decider].id, each.levels, each.names, each.direction
            )
            for each in self.conflict.choices
        )


def decider_rows(built: Built) -> tuple[DeciderRow, ...]:
    """The decision makers."""
    pairs = zip(built.conflict.deciders, built.prefers_by, strict=True)
    return tuple(DeciderRow(each.id, each.name, how) for each, how in pairs)

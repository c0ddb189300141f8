"""What `winset stability` answers: states, equilibria, how they are reached, and why a state is left or kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar

from winset.conflict.concepts import CONCEPTS
from winset.conflict.conflict import Conflict
from winset.conflict.stable import Truths
from winset.model.result import JSON_VERSION, Result, plain

MOST_IN_JSON = 4_096
"""Up to so many states, the stability of each is written out."""


@dataclass(frozen=True, slots=True)
class DeciderRow:
    """A decision maker, and how it is known what it prefers: statements, weights, ranking, payoffs or acceptance."""

    id: str
    name: str
    prefers_by: str


@dataclass(frozen=True, slots=True)
class OptionRow:
    """An option: whose it is, its levels with their names, lowest first, and which way it can be changed."""

    id: str
    name: str
    by: str
    levels: tuple[str, ...]
    names: tuple[str, ...]
    direction: str


@dataclass(frozen=True, slots=True)
class StateRow:
    """A state. number: from 1. name: its own, if it has one. levels: the level of every option, by id."""

    number: int
    name: str | None
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepRow:
    """A move: who makes it, and the state that it leads to."""

    by: str
    to: StateRow


@dataclass(frozen=True, slots=True)
class ConceptRow:
    """A concept of stability: how many states are stable for each decision maker, and how many for all."""

    concept: str
    stable: tuple[int, ...]
    equilibria: int


@dataclass(frozen=True, slots=True)
class RouteRow:
    """The shortest ways from the status quo to a state, by moves of one kind.

    moves: how many moves the shortest take; None where no way leads there. ways: how many of the shortest there are;
    None where there are too many to count. steps: one of them.
    """

    moves: int | None
    ways: int | None
    steps: tuple[StepRow, ...]


@dataclass(frozen=True, slots=True)
class TiesRow:
    """Under how many of the ways to break ties a state stays an equilibrium of a concept.

    Where not all ways were tried, low and high bound the share with a confidence of 95 per cent.
    """

    concept: str
    ways: int
    survived: int
    exact: bool
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class EquilibriumRow:
    """A state that is an equilibrium under some concept.

    concepts: under which. any_moves: how it can come about from the status quo if everybody may move as they can;
    improvements: if each move is better for whoever makes it. variants: the readings of the case under which it is an
    equilibrium too, by concept. ties: by concept.
    """

    state: StateRow
    concepts: tuple[str, ...]
    any_moves: RouteRow | None
    improvements: RouteRow | None
    variants: tuple[tuple[str, tuple[str, ...]], ...] = ()
    ties: tuple[TiesRow, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """How opponents answer an improvement.

    steps: their moves, to a state that is not better for the decision maker; empty where nothing deters it. blocked:
    the states to which it could move on from there, none of which helps.
    """

    improvement: StateRow
    steps: tuple[StepRow, ...]
    escapes: tuple[StateRow, ...] = ()

    @property
    def deterred(self) -> bool:
        """Whether the improvement is deterred."""
        return bool(self.steps)


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """Why a state is stable or not, for a decision maker, under a concept: its improvements and their answers."""

    state: StateRow
    by: str
    concept: str
    stable: bool
    improvements: int
    answers: tuple[AnswerRow, ...]


@dataclass(frozen=True, slots=True)
class CoalitionRow:
    """A coalition: the equilibria of a concept from which it can move to what all its members like better."""

    members: tuple[str, ...]
    concept: str
    stable: int
    leaves: tuple[StateRow, ...]


@dataclass(frozen=True, slots=True)
class JumpRow:
    """A jump of a coalition from one equilibrium to another that all of its members like better."""

    members: tuple[str, ...]
    concept: str
    before: StateRow
    after: StateRow


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """What a decision maker would have to think otherwise: states that it now likes better, or as much, and would not.

    down: states that would have to come down to the chosen one, or below. moved: how many states change place. won: the
    first moves of its own that would be improvements then, and are none: from where, and where they lead.
    """

    by: str
    down: tuple[StateRow, ...]
    moved: int
    won: tuple[tuple[StateRow, StateRow], ...] = ()


@dataclass(frozen=True, slots=True)
class InverseRow:
    """The least change of preferences that makes a state an equilibrium (Kinsara, Kilgour and Hipel 2015).

    found: whether any change of those asked about does. proven: whether none does with less. distance: by how many
    pairs of states orders change, after Kemeny and Snell 1962: 2 for a pair turned round, 1 for a tie made or broken.
    against: who leaves the state as it is and was not asked about.
    """

    state: StateRow
    concept: str
    asked: tuple[str, ...]
    found: bool
    proven: bool
    distance: int
    shifts: tuple[ShiftRow, ...]
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A state in the picture of how things can go. depth: how many moves it is from the status quo, at the least."""

    state: StateRow
    depth: int
    concepts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """A move in that picture, from and to states by their numbers; improvement: it is better for whoever makes it."""

    by: str
    before: int
    after: int
    improvement: bool


@dataclass(frozen=True, slots=True)
class PictureRow:
    """How things can go from the status quo: the states that improvements lead to, and the ways to equilibria.

    left_out: how many states more improvements lead to.
    """

    nodes: tuple[NodeRow, ...]
    edges: tuple[EdgeRow, ...]
    left_out: int


@dataclass(frozen=True)
class StabilityResult(Result):
    """How stable a state of affairs is if nothing is signed (Fang, Hipel and Kilgour 1993, the graph model).

    missing: what the case lacks, if anything. states: how many are feasible. status_quo: the state that now is, with
    the concepts under which it is an equilibrium. equilibria: the states that are one under some concept, with those
    of most concepts first; more: how many are not listed. stable: by concept an array of decision makers by states.
    reasons: why the status quo, and what else was asked about, is left or kept. notes: what a reader should know.
    named: the states that have an id in the case. conflict: what it was worked out on.
    """

    missing: str
    title: str
    deciders: tuple[DeciderRow, ...]
    options: tuple[OptionRow, ...]
    states: int
    status_quo: StateRow | None
    concepts: tuple[ConceptRow, ...]
    equilibria: tuple[EquilibriumRow, ...]
    more: int
    reasons: tuple[ReasonRow, ...] = ()
    coalitions: tuple[CoalitionRow, ...] = ()
    jumps: tuple[JumpRow, ...] = ()
    inverse: tuple[InverseRow, ...] = ()
    picture: PictureRow | None = None
    variants: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    named: tuple[tuple[str, StateRow], ...] = ()
    stable: Mapping[str, Truths] = field(default_factory=dict)
    conflict: Conflict | None = field(default=None, repr=False)

    kind: ClassVar[str] = "stability"

    def is_equilibrium(self, concept: str, number: int) -> bool:
        """Whether the state of a number, from 1, is an equilibrium.

        Raises:
            KeyError: stability under this concept was not asked for.
        """
        return bool(self.stable[concept][:, number - 1].all())

    def records(self) -> list[dict[str, Any]]:
        """The stability of every state, a row each.

        The number from 1 and the name, the level of every option, the rank for every decision maker from 1 (higher is
        better), for each concept 1 where the state is stable for a decision maker and else 0, and whether it is an
        equilibrium. Options and decision makers go by their ids, as names may be the same.
        """
        if self.conflict is None:
            return []
        who = [each.id for each in self.deciders]
        payoffs = (self.conflict.payoffs.T + 1).tolist()
        levels = self.conflict.levels.tolist()
        stable = {CONCEPTS[id_].short: rows.T.astype(int).tolist() for id_, rows in self.stable.items()}
        return [
            {
                "state": state + 1,
                "name": self.conflict.labels.get(state, ""),
                **{
                    f"option {option.id}": option.levels[level]
                    for option, level in zip(self.options, levels[state], strict=True)
                },
                **{f"payoff {id_}": rank for id_, rank in zip(who, payoffs[state], strict=True)},
                **{
                    f"{short} {id_}": held
                    for short, rows in stable.items()
                    for id_, held in zip(who, rows[state], strict=True)
                },
                **{f"{short} equilibrium": int(all(rows[state])) for short, rows in stable.items()},
            }
            for state in range(self.states)
        ]

    def to_data(self) -> dict[str, Any]:
        """The whole answer as plain data; the stability of every state only where there are not too many."""
        body = {
            each.name: plain(getattr(self, each.name))
            for each in fields(self)
            if each.name not in {"stable", "conflict"}
        }
        if self.states <= MOST_IN_JSON:
            body["stable"] = plain(self.stable)
        return {"winset": self.about.version, "kind": self.kind, "schema": JSON_VERSION, **body}

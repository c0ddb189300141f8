"""The graph model by brute force, written from the definitions in ../shared/reference/graph-model/README.md.

Slow on purpose: sets of states, and legal sequences followed one by one. It shares no code with winset.conflict; of
the formulas it knows only what they are made of.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from winset.model.logic import AllOf, AnyOf, Atom, Formula, Not

CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")


@dataclass(frozen=True)
class Graph:
    """moves[i][s]: the states that decider i reaches from s, never s itself. payoffs[i][s]: more is better."""

    moves: tuple[tuple[frozenset[int], ...], ...]
    payoffs: tuple[tuple[int, ...], ...]

    @property
    def deciders(self) -> range:
        return range(len(self.payoffs))

    @property
    def states(self) -> range:
        return range(len(self.payoffs[0]))

    def better(self, decider: int, one: int, than: int) -> bool:
        return self.payoffs[decider][one] > self.payoffs[decider][than]

    def improvements(self, decider: int, state: int) -> frozenset[int]:
        """R_i+(s)."""
        return frozenset(to for to in self.moves[decider][state] if self.better(decider, to, state))


def graph_of_lists(moves: Sequence[Sequence[Sequence[int]]], payoffs: Sequence[Sequence[int]]) -> Graph:
    return Graph(
        tuple(tuple(frozenset(row) - {state} for state, row in enumerate(rows)) for rows in moves),
        tuple(tuple(row) for row in payoffs),
    )


def ends(graph: Graph, movers: Sequence[int], state: int, *, improving: bool) -> frozenset[int]:
    """R_H(s), or R_H+(s): the ends of legal sequences of at least one move in which nobody moves twice running."""
    seen: set[tuple[int, int]] = set()  # where it stands, and who moved last
    waiting: list[tuple[int, int | None]] = [(state, None)]
    while waiting:
        at, last = waiting.pop()
        for mover in movers:
            if mover == last:
                continue
            for to in graph.improvements(mover, at) if improving else graph.moves[mover][at]:
                if (to, mover) not in seen:
                    seen.add((to, mover))
                    waiting.append((to, mover))
    return frozenset(at for at, _ in seen)


def stable(graph: Graph, concept: str, decider: int, state: int) -> bool:
    """Whether a state is stable for a decider."""
    return all(_deterred(graph, concept, decider, state, to) for to in graph.improvements(decider, state))


def _deterred(graph: Graph, concept: str, decider: int, state: int, to: int) -> bool:
    if concept == "nash":
        return False
    opponents = [other for other in graph.deciders if other != decider]
    for answer in ends(graph, opponents, to, improving=concept in {"seq", "sseq"}):
        if graph.better(decider, answer, state):
            continue
        if concept in {"gmr", "seq"}:
            return True
        if not any(graph.better(decider, escape, state) for escape in graph.moves[decider][answer]):
            return True
    return False


def stability(graph: Graph, concept: str) -> list[list[bool]]:
    """For each decider, for each state."""
    return [[stable(graph, concept, decider, state) for state in graph.states] for decider in graph.deciders]


@dataclass(frozen=True)
class Option:
    """An option of the option form: whose it is, how many levels it has, and how its level can change."""

    decider: int
    levels: int
    direction: str

    def can_become(self, before: int, after: int) -> bool:
        return {"both": True, "up": after >= before, "down": after <= before}[self.direction]


def true_in(formula: Formula, levels: Sequence[int]) -> bool:
    match formula:
        case Atom(issue, options):
            return options >> levels[issue] & 1 == 1
        case Not(part):
            return not true_in(part, levels)
        case AllOf(parts):
            return all(true_in(part, levels) for part in parts)
        case AnyOf(parts):
            return any(true_in(part, levels) for part in parts)
        case _:
            raise AssertionError(f"no formula over options: {formula}")


def feasible(options: Sequence[Option], infeasible: Sequence[Formula]) -> list[tuple[int, ...]]:
    """The levels in each feasible state, in ascending order of the number in which the first option counts least."""
    backwards = product(*(range(option.levels) for option in reversed(options)))
    states = [levels[::-1] for levels in backwards]
    return [levels for levels in states if not any(true_in(formula, levels) for formula in infeasible)]


def moves_by_options(
    deciders: int, options: Sequence[Option], states: Sequence[tuple[int, ...]]
) -> tuple[tuple[frozenset[int], ...], ...]:
    """Every other state in which only options of the decider differ, each changed as it can be."""

    def reached(decider: int, before: tuple[int, ...]) -> Iterator[int]:
        for number, after in enumerate(states):
            changed = [at for at in range(len(options)) if before[at] != after[at]]
            mine = all(options[at].decider == decider for at in changed)
            if changed and mine and all(options[at].can_become(before[at], after[at]) for at in changed):
                yield number

    return tuple(tuple(frozenset(reached(decider, before)) for before in states) for decider in range(deciders))

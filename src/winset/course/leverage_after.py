"""The case after some levers: pulled in an order that what they require allows, with the draws that favour a deal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import TypeAlias

from winset.case.load import Case
from winset.case.patterns import Pattern, show_pattern
from winset.case.problems import CaseError, Problem, did_you_mean, quoted
from winset.course.leverage_records import Pull
from winset.model.compile import Model, World
from winset.settlement.survey import survey
from winset.settlement.unlock_cases import Cases
from winset.settlement.unlock_moves import Draw, Draws, Moves, State
from winset.settlement.winsets import sure_and_possible

MOST_LEVERS = 8
_LOOKED_AT = 64
"""Of how many ways to turn out, those with the most effects first, the deals are counted."""

_Way: TypeAlias = tuple[Fraction, tuple[tuple[str, Draws], ...]]
"""The chance of a way to a state, and the levers in their order, each with how it turns out."""


@dataclass(frozen=True, slots=True)
class After:
    """Levers that have been pulled, and the state that they lead to."""

    state: State
    pulls: tuple[Pull, ...]

    def model(self, case: Case, world: World) -> Model:
        """A case as these levers leave it; it may be the case without one of its red lines."""
        return Cases(Moves(case, world)).model(self.state)


NOTHING = After(State(), ())


def pull_levers(case: Case, world: World, where: Pattern, levers: Sequence[str]) -> After:
    """Pull levers.

    Of the ways in which they can turn out the one is taken that leaves most deals: sure ones first, then possible ones,
    then the likelier way.

    Raises:
        CaseError: there is no such lever, there are too many, or they cannot all be pulled in any order.
    """
    named = tuple(dict.fromkeys(levers))
    if not named:
        return NOTHING
    _check(case, named)
    moves = Moves(case, world)
    ways = _ways(moves, named)
    most = sorted(ways.items(), key=lambda each: (-_happening(each[1]), -each[1][0]))[:_LOOKED_AT]
    cases = Cases(moves)

    def deals(way: tuple[State, _Way]) -> tuple[bool, bool, int, int, Fraction]:
        model = cases.model(way[0])
        sure, possible = sure_and_possible(survey(model, model.formula(where)))
        return sure > 0, possible > 0, sure, possible, way[1][0]

    state, (_, pulled) = max(most, key=deals)
    return After(state, tuple(_pull(moves, lever, draws) for lever, draws in pulled))


def _check(case: Case, named: Sequence[str]) -> None:
    known = case.file.levers
    mend = "the case has no levers" if not known else ""
    faults = [
        Problem(f"there is no lever {quoted(id_)}", mend or did_you_mean(id_, known))
        for id_ in named
        if id_ not in known
    ]
    if not faults and len(named) > MOST_LEVERS:
        faults = [Problem(f"{len(named)} levers are too many to try in every order", f"name up to {MOST_LEVERS}")]
    if faults:
        raise CaseError(faults)


def _ways(moves: Moves, named: Sequence[str]) -> dict[State, _Way]:
    """The states in which all are pulled, each with its likeliest way.

    Raises:
        CaseError: some of them can be pulled in no order.
    """
    layer: dict[tuple[frozenset[str], State], _Way] = {(frozenset(), State()): (Fraction(1), ())}
    reached: set[str] = set()
    for _ in named:
        further: dict[tuple[frozenset[str], State], _Way] = {}
        for (used, state), way in layer.items():
            for lever in (id_ for id_ in named if id_ not in used and moves.can(id_, state)):
                reached.add(lever)
                for key, longer in _pulled(moves, lever, used, state, way):
                    if key not in further or longer[0] > further[key][0]:
                        further[key] = longer
        if not further:
            raise CaseError(_stuck(moves, named, reached))
        layer = further
    return {state: way for (_, state), way in layer.items()}


def _pulled(
    moves: Moves, lever: str, used: frozenset[str], state: State, way: _Way
) -> Iterator[tuple[tuple[frozenset[str], State], _Way]]:
    chance, before = way
    for draws in moves.draws(lever):
        likely = chance * prod((_chance(moves, draw) for draw in draws), start=Fraction(1))
        yield (used | {lever}, moves.after(state, draws)), (likely, (*before, (lever, draws)))


def _stuck(moves: Moves, named: Sequence[str], reached: set[str]) -> list[Problem]:
    """Which levers stand in the way: those that can never be pulled, or else all, as they rule each other out."""
    never = [id_ for id_ in named if id_ not in reached]
    if not never:
        together = ", ".join(quoted(id_) for id_ in named)
        return [Problem(f"the levers {together} cannot all be pulled, in any order", "leave one of them out")]
    return [
        Problem(
            f"the lever {quoted(id_)} cannot be pulled: it requires {show_pattern(moves.levers[id_].requires)}",
            "pull a lever that brings it about as well, with `--after`, or say that it is so with `--if`",
        )
        for id_ in never
    ]


def _chance(moves: Moves, draw: Draw) -> Fraction:
    chance = moves.effects[draw.ref].chance
    if chance is None:
        return Fraction(1)
    return chance.value if draw.happens else 1 - chance.value


def _happening(way: _Way) -> int:
    return sum(draw.happens for _, draws in way[1] for draw in draws)


def _pull(moves: Moves, lever: str, draws: Draws) -> Pull:
    happens = tuple(draw.ref[1] for draw in draws if draw.happens)
    return Pull(lever, moves.levers[lever].by, happens, tuple(draw.ref[1] for draw in draws if not draw.happens))

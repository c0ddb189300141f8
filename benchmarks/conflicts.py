"""Conflicts to measure stability with, of any size, the same on every machine.

Payoffs are random whole numbers, so many that each is held by four states on average; or they follow from statements
that hold or do not, the first of which counts for more than all others together.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from winset.conflict.choices import Choice, Direction, feasible_states, holds, reach_by_choices
from winset.conflict.conflict import Conflict, Decider, graph_form, option_form, ranked
from winset.model.logic import AllOf, AnyOf, Atom, Formula

NO, YES = 1, 2
STATEMENTS = 16  # of each decider
GROUP, GROUPS = 3, 5  # of options of which exactly one is taken
MOVES = 10  # from each state, where they are listed

Payoffs = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Size:
    """How large a conflict is; where states are listed there are 2^options of them."""

    options: int
    deciders: int

    @property
    def random(self) -> np.random.Generator:
        return np.random.default_rng([self.options, self.deciders])


def deciders(size: Size) -> list[Decider]:
    return [Decider(f"decider_{at}", f"Decider {at}") for at in range(size.deciders)]


def choices(size: Size, direction: Callable[[int], Direction] = lambda _: "both") -> list[Choice]:
    """Options in turn, shared out evenly."""
    return [
        Choice(f"option_{at}", f"Option {at}", at % size.deciders, ("no", "yes"), ("No", "Yes"), direction(at))
        for at in range(size.options)
    ]


def tied(size: Size, states: int) -> Payoffs:
    return size.random.integers(0, max(1, states // 4), (size.deciders, states))


def by_statements(size: Size, options: list[Choice]) -> Payoffs:
    draw = size.random
    levels = feasible_states(options, ())

    def statement() -> Formula:
        one, other = draw.choice(size.options, 2, replace=False)
        parts = (Atom(int(one), YES), Atom(int(other), int(draw.integers(1, 3))))
        return AllOf(parts) if draw.random() < 0.5 else AnyOf(parts)

    found = np.zeros((size.deciders, len(levels)), np.int64)
    for row in found:
        for _ in range(STATEMENTS):
            row *= 2
            row += holds(statement(), levels)
    return found


def random_payoffs(size: Size) -> Callable[[], Conflict]:
    """All options can be changed both ways and all states are feasible; random payoffs."""
    options, payoffs = choices(size), tied(size, 2**size.options)
    return lambda: option_form(deciders(size), options, (), payoffs)


def statements(size: Size) -> Callable[[], Conflict]:
    """The same with payoffs from statements."""
    options = choices(size)
    payoffs = by_statements(size, options)
    return lambda: option_form(deciders(size), options, (), payoffs)


def irreversible(size: Size) -> Callable[[], Conflict]:
    """Every other option of a decider can only be taken."""
    options = choices(size, lambda at: "up" if at // size.deciders % 2 else "both")
    payoffs = tied(size, 2**size.options)
    return lambda: option_form(deciders(size), options, (), payoffs)


def all_irreversible(size: Size) -> Callable[[], Conflict]:
    """No option can be taken back."""
    options, payoffs = choices(size, lambda _: "up"), tied(size, 2**size.options)
    return lambda: option_form(deciders(size), options, (), payoffs)


def sparse(size: Size) -> Callable[[], Conflict]:
    """Exactly one of each three of the first fifteen options."""
    options = choices(size)
    infeasible: list[Formula] = []
    for first in range(0, GROUP * GROUPS, GROUP):
        group = range(first, first + GROUP)
        infeasible += [AllOf((Atom(a, YES), Atom(b, YES))) for a in group for b in group if a < b]
        infeasible.append(AllOf(tuple(Atom(at, NO) for at in group)))
    payoffs = tied(size, GROUP**GROUPS * 2 ** (size.options - GROUP * GROUPS))
    return lambda: option_form(deciders(size), options, infeasible, payoffs)


def listed(size: Size) -> Callable[[], Conflict]:
    """States and moves one by one: ten random moves from each state for each decider."""
    states = 2**size.options
    moves = size.random.integers(0, states, (size.deciders, states, MOVES)).tolist()
    labels = [f"state {at}" for at in range(states)]
    payoffs = tied(size, states)
    return lambda: graph_form(deciders(size), labels, moves, payoffs)


def corridor(size: Size) -> Callable[[], Conflict]:
    """Two deciders of equally many options, and a third without; all that is feasible is one long way.

    The first two take turns along it, and like each step; at its end is what the third likes least.
    """
    half = size.options // 2
    steps = np.repeat(np.arange(2**half), 2)
    along = steps[1:] + (steps[:-1] << half)
    place = np.argsort(along)
    levels = ((along[place][:, None] >> np.arange(2 * half)) & 1).astype(np.uint8)
    owners = [at // half for at in range(2 * half)]
    options = [
        Choice(f"option_{at}", f"Option {at}", own, ("no", "yes"), ("No", "Yes")) for at, own in enumerate(owners)
    ]
    who, payoffs = deciders(Size(size.options, 3)), ranked([place, place, -place])

    def made() -> Conflict:
        moves = tuple(reach_by_choices(levels, options, at) for at in range(3))
        return Conflict(tuple(who), tuple(options), levels, MappingProxyType({}), moves, payoffs, None, transitive=True)

    return made


def listed_corridor(size: Size) -> Callable[[], Conflict]:
    """The same with its moves one by one, a line of 2^options states."""
    states = 2**size.options
    moves: list[list[list[int]]] = [[[] for _ in range(states)] for _ in range(3)]
    for at in range(states - 1):
        moves[at % 2][at], moves[at % 2][at + 1] = [at + 1], [at]
    along = np.arange(states)
    labels = [f"state {at}" for at in range(states)]
    return lambda: graph_form(deciders(Size(size.options, 3)), labels, moves, [along, along, -along])


KINDS: Mapping[str, Callable[[Size], Callable[[], Conflict]]] = {
    "random": random_payoffs,
    "statements": statements,
    "irreversible": irreversible,
    "all irreversible": all_irreversible,
    "sparse": sparse,
    "listed": listed,
    "corridor": corridor,
    "listed corridor": listed_corridor,
}
"""What a conflict is like: draws it, and gives what makes it."""

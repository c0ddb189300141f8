"""Small conflicts, drawn, each with its moves as plain lists."""

from hypothesis import strategies as st
from oracle_paths import Moves, Payoffs

from winset.conflict.choices import Choice, Direction
from winset.conflict.conflict import Conflict, Decider, graph_form, option_form
from winset.model.logic import AllOf, Atom, Formula

Drawn = tuple[Conflict, Moves, Payoffs]

DIRECTIONS: tuple[Direction, ...] = ("both", "up", "down")


def deciders(count: int) -> tuple[Decider, ...]:
    return tuple(Decider(f"d{at}", f"Decider {at}") for at in range(count))


@st.composite
def in_moves(draw: st.DrawFn) -> Drawn:
    """Moves given one by one; two in a row by one decider need not be a move, and one may lead nowhere else."""
    states = draw(st.integers(1, 6))
    count = draw(st.integers(1, 4))
    lists = st.lists(st.integers(0, states - 1), max_size=3)
    moves = draw(st.lists(st.lists(lists, min_size=states, max_size=states), min_size=count, max_size=count))
    payoffs = draw(_payoffs(count, states))
    made = graph_form(deciders(count), [str(at) for at in range(states)], moves, payoffs)
    return made, [[sorted(set(row) - {state}) for state, row in enumerate(rows)] for rows in moves], payoffs


@st.composite
def in_options(draw: st.DrawFn) -> Drawn:
    """Options of two or three levels, some of which cannot be taken back, and some infeasible states."""
    count = draw(st.integers(2, 3))
    names = draw(st.lists(st.sampled_from([("0", "1"), ("0", "1", "2")]), min_size=1, max_size=4))
    choices = [
        Choice(f"o{at}", f"Option {at}", draw(st.integers(0, count - 1)), each, each, draw(st.sampled_from(DIRECTIONS)))
        for at, each in enumerate(names)
    ]
    atoms = st.builds(Atom, st.integers(0, len(choices) - 1), st.sampled_from([1, 2]))
    never: list[Formula] = [
        AllOf((first, second)) for first, second in draw(st.lists(st.tuples(atoms, atoms), max_size=2))
    ]
    # Where everything would be infeasible, everything is feasible.
    try:
        made = option_form(deciders(count), choices, never)
    except ValueError:
        made = option_form(deciders(count), choices)
    payoffs = draw(_payoffs(count, made.size))
    levels = made.levels.tolist()
    moves = [[_moves(levels, choices, who, state) for state in range(made.size)] for who in range(count)]
    return made.with_payoffs(payoffs), moves, payoffs


def _payoffs(count: int, states: int) -> st.SearchStrategy[list[list[int]]]:
    row = st.lists(st.integers(0, 4), min_size=states, max_size=states)
    return st.lists(row, min_size=count, max_size=count)


def _moves(levels: list[list[int]], choices: list[Choice], who: int, state: int) -> list[int]:
    """What differs in options of one decider only, each changed the way that it can be."""
    return [
        other
        for other, there in enumerate(levels)
        if other != state
        and all(
            now == then or (choice.decider == who and choice.direction in ("both", "up" if then > now else "down"))
            for choice, now, then in zip(choices, levels[state], there, strict=True)
        )
    ]

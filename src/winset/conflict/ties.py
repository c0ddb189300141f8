"""Whether what lasts does so however ties in preferences are broken.

A way to break ties ranks all states of a tie one above the other, for every decision maker. Some concepts are not moved
by ties at all; where a state lasts only as long as somebody does not mind, that shows here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations, product
from math import factorial, prod

import numpy as np

from winset.conflict.conflict import Conflict
from winset.conflict.reach import States
from winset.conflict.stable import stability_of
from winset.settlement.searches import Method

TIE_BREAKING = Method(
    id="tie_breaking",
    name="ways to break ties",
    question="Under how many of the ways to break ties in preferences does a state last?",
    source="Linear extensions of weak orders (ordinal preferences as in Fang, Hipel and Kilgour 1993, Interactive "
    "Decision Making); where they are too many, drawn, with the bounds of Clopper and Pearson 1934, Biometrika 26, "
    "404-413",
    exact=True,
    assumes="that every way to break ties counts the same; it says how much hangs on ties, and is no chance",
)

MOST_WAYS = 5_000
"""Up to so many ways are all tried."""

DRAWN = 400
"""Where there are more, so many are drawn."""

_CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Survival:
    """Under how many ways to break ties a state is an equilibrium of a concept.

    ways: that were tried; exact: these are all. low, high: bounds of the share with a confidence of 95 per cent; where
    all were tried, the share itself.
    """

    state: int
    concept: str
    ways: int
    survived: int
    exact: bool
    low: float
    high: float


def ways_to_break(conflict: Conflict) -> int:
    """How many ways there are to break the ties of all decision makers; any number of digits."""
    return prod(factorial(int(size)) for row in conflict.payoffs for size in np.unique(row, return_counts=True)[1])


def survivals(
    conflict: Conflict, states: Sequence[int], concepts: Sequence[str], seed: int = 1
) -> tuple[Survival, ...]:
    """How many ways to break ties leave states equilibria, for each state and concept.

    Args:
        conflict: the conflict.
        states: the states.
        concepts: the concepts of stability, by id.
        seed: where not all ways are tried, the same seed draws the same.
    """
    exact = ways_to_break(conflict) <= MOST_WAYS
    held = {(state, concept): 0 for state in states for concept in concepts}
    tried = 0
    for payoffs in _all_ways(conflict.payoffs) if exact else _drawn_ways(conflict.payoffs, seed):
        tried += 1
        found = stability_of(conflict.with_payoffs(payoffs), concepts)
        for state, concept in held:
            held[state, concept] += bool(found.stable[concept][:, state].all())
    return tuple(
        Survival(state, concept, tried, number, exact, *_bounds(number, tried, exact=exact))
        for (state, concept), number in held.items()
    )


def _bounds(held: int, tried: int, *, exact: bool) -> tuple[float, float]:
    """The share, or its bounds by Clopper and Pearson."""
    if exact:
        return held / tried, held / tried
    from scipy.stats import binomtest

    found = binomtest(held, tried).proportion_ci(_CONFIDENCE, method="exact")
    return float(found.low), float(found.high)


def _all_ways(payoffs: States) -> Iterator[States]:
    for rows in product(*(list(_linear(row)) for row in payoffs)):
        yield np.stack(rows)


def _linear(payoff: States) -> Iterator[States]:
    """Every ranking without ties that agrees with one that may have some."""
    groups = [np.flatnonzero(payoff == rank) for rank in np.unique(payoff)]
    for orders in product(*(permutations(group.tolist()) for group in groups)):
        row = np.empty_like(payoff)
        row[[state for order in orders for state in order]] = np.arange(len(payoff))
        yield row


def _drawn_ways(payoffs: States, seed: int) -> Iterator[States]:
    draw = np.random.default_rng(seed)
    for _ in range(DRAWN):
        yield np.stack([_places(np.lexsort((draw.random(row.size), row))) for row in payoffs])


def _places(order: np.ndarray[tuple[int], np.dtype[np.int64]]) -> States:
    places = np.empty(len(order), np.int32)
    places[order] = np.arange(len(order), dtype=np.int32)
    return places

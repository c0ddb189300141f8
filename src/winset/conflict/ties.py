"""Whether what lasts does so however ties in preferences are broken.

A way to break ties ranks all states of a tie one above the other, for every decision maker. Some concepts are not moved
by ties at all; where a state lasts only as long as somebody does not mind, that shows here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import factorial, prod

import numpy as np

from winset.conflict.conflict import Conflict
from winset.conflict.reach import States
from winset.conflict.stable import stability_of
from winset.conflict.ties_that_matter import share_of_ways
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
"""Up to so many ways to break the ties that matter are all tried."""

_MOST_STATES_TRIED = 1_000_000
"""In large conflicts fewer, so that with all of them no more states than this are looked at."""

DRAWN = 400
"""Where there are more, so many are drawn."""

_CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Survival:
    """Under how many ways to break ties a state is an equilibrium of a concept.

    ways: all that there are, or where not exact those that were drawn. low, high: bounds of the share with a
    confidence of 95 per cent; where it is exact, the share itself.
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
    asked = list(dict.fromkeys(product(states, concepts)))
    most = min(MOST_WAYS, _MOST_STATES_TRIED // conflict.size)
    shares = {pair: share_of_ways(conflict, *pair, most) for pair in asked}
    drawn = _drawn(conflict, [pair for pair, share in shares.items() if share is None], seed)
    ways = ways_to_break(conflict)
    found = []
    for (state, concept), share in shares.items():
        if share is None:
            held = drawn[state, concept]
            found.append(Survival(state, concept, DRAWN, held, False, *_bounds(held)))
        else:
            found.append(Survival(state, concept, ways, int(share * ways), True, float(share), float(share)))
    return tuple(found)


def _drawn(conflict: Conflict, asked: Sequence[tuple[int, str]], seed: int) -> dict[tuple[int, str], int]:
    """In how many of the drawn ways states are equilibria."""
    held = dict.fromkeys(asked, 0)
    concepts = tuple({concept: None for _, concept in asked})
    for payoffs in _drawn_ways(conflict.payoffs, seed) if asked else ():
        found = stability_of(conflict.with_payoffs(payoffs), concepts)
        for state, concept in held:
            held[state, concept] += bool(found.stable[concept][:, state].all())
    return held


def _bounds(held: int) -> tuple[float, float]:
    """The bounds of the share by Clopper and Pearson."""
    from scipy.stats import binomtest

    found = binomtest(held, DRAWN).proportion_ci(_CONFIDENCE, method="exact")
    return float(found.low), float(found.high)


def _drawn_ways(payoffs: States, seed: int) -> Iterator[States]:
    draw = np.random.default_rng(seed)
    for _ in range(DRAWN):
        yield np.stack([_places(np.lexsort((draw.random(row.size), row))) for row in payoffs])


def _places(order: np.ndarray[tuple[int], np.dtype[np.int64]]) -> States:
    places = np.empty(len(order), np.int32)
    places[order] = np.arange(len(order), dtype=np.int32)
    return places

"""The least that can be brought about, by one search from the least value up: for ways that are very long.

Spreading values backwards takes a round for each move of the longest way, which is quadratic where a conflict is one
long corridor. Here each way is gone once: a depth-first search backwards (Tarjan 1972) that starts from the states of
the least value first finds every state under the least that it can reach. Time and memory are linear in the lists of
moves, with more to do for each than a round takes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from winset.conflict.reach import Ints, States

Edges = tuple[Ints, Ints]
Values = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Ways:
    """The moves of one decision maker as ways along its lists.

    order: states, list after list. follows: whether an entry of `order` is in the list of the entry before it. onward:
    for each state the place in `order` from which on all states to the end of its list can be reached, or -1. back:
    the place from which back to the beginning of its list all can be reached too, or -1.
    """

    order: States
    follows: npt.NDArray[np.bool_]
    onward: Ints
    back: Ints


def least_by_search(movers: Sequence[Ways], values: Values, *, transitive: bool) -> Values:
    """For each state the least of the values of itself and of all that legal sequences of the movers lead to.

    transitive: it does not matter who moved last; else nobody moves twice in a row.
    """
    # Where a sequence stands: in a state, after nobody has moved or after a mover.
    standing = len(values) * (1 if transitive else len(movers) + 1)
    heads, tails = (
        np.concatenate(ends) for ends in zip(*_edges(movers, len(values), standing, transitive), strict=True)
    )
    nodes = standing + 2 * sum(len(mover.order) for mover in movers)
    first = np.argsort(np.resize(values, standing), kind="stable")
    found = np.empty(standing, np.int64)
    found[first] = _first_found_under(heads, tails, nodes, first)[first]
    least: Values = values[first[found[: len(values)]] % len(values)]
    return least


def _edges(movers: Sequence[Ways], states: int, standing: int, transitive: bool) -> Iterator[Edges]:
    """Each way backwards: where it leads, and from where. Every entry of a list has a place onward and one back."""
    yield np.zeros(0, np.int64), np.zeros(0, np.int64)
    place = standing
    for number, mover in enumerate(movers):
        size = len(mover.order)
        after = 0 if transitive else (number + 1) * states
        following = np.flatnonzero(mover.follows)
        for base, enters, before, behind in (
            (place, mover.onward, following - 1, following),
            (place + size, mover.back, following, following - 1),
        ):
            if (enters < 0).all():
                continue
            yield base + behind, base + before
            yield mover.order.astype(np.int64) + after, base + np.arange(size)
            leaving = np.flatnonzero(enters >= 0)
            for layer in range(0, standing, states):
                if transitive or layer != after:
                    yield base + enters[leaving], layer + leaving
        place += 2 * size


def _first_found_under(heads: Ints, tails: Ints, nodes: int, first: Ints) -> Ints:
    """For each node the place in `first` of the node from which a search finds it; each is searched to its end in turn.

    SciPy's search looks at all edges of a node anew each time it comes back, so every node gets two edges at most:
    an edge is a node of its own, with an edge to its end and one to the next edge of the same node.
    """
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import depth_first_order

    by_head = np.argsort(heads, kind="stable")
    ends, count = tails[by_head], len(heads)
    begins = np.concatenate(([0], np.cumsum(np.bincount(heads, minlength=nodes))))
    left = np.flatnonzero(begins[1:] > begins[:-1])
    edge, turn = nodes + np.arange(count), nodes + count + np.arange(len(first))
    more = np.ones(count, np.bool_)
    more[begins[left + 1] - 1] = False

    degrees = np.zeros(nodes + count + len(first), np.int64)
    degrees[left], degrees[edge], degrees[turn] = 1, 1 + more, 2
    degrees[-1] = 1
    starts = np.concatenate(([0], np.cumsum(degrees)))
    to = np.empty(starts[-1], np.int64)
    to[starts[left]] = nodes + begins[left]
    to[starts[edge]] = ends
    to[starts[edge[more]] + 1] = edge[more] + 1
    to[starts[turn]] = first
    to[starts[turn[:-1]] + 1] = turn[1:]
    graph = csr_array((np.ones(len(to)), to, starts), shape=(len(degrees), len(degrees)))
    seen = depth_first_order(graph, turn[0], return_predecessors=False).astype(np.int64)
    under = np.full(len(degrees), -1, np.int64)
    under[seen] = np.maximum.accumulate(seen - turn[0])
    return under

"""What is drawn of how things can go: what improvements lead to from the status quo, and the ways to what can last."""

import numpy as np

from winset.conflict.conflict import Conflict
from winset.conflict.evolution import Evolution, Step
from winset.conflict.records import EdgeRow, NodeRow, PictureRow
from winset.conflict.stable import Stability
from winset.conflict.telling import Telling

MOST_NODES = 60
"""More states than this cannot be read in one figure."""


def picture_of(
    conflict: Conflict, stability: Stability, improving: Evolution, any_moves: Evolution, targets: tuple[int, ...]
) -> PictureRow | None:
    """What is drawn; None where no state can be reached by improvements and none of the targets by any moves.

    Args:
        conflict: the conflict.
        stability: the stability of its states.
        improving: what improvements lead to from the status quo.
        any_moves: what any moves lead to.
        targets: states to which a way is drawn, if there is one.
    """
    by_depth = np.flatnonzero(improving.moves > 0)
    by_depth = by_depth[np.argsort(improving.moves[by_depth], kind="stable")]
    depths = {improving.start: 0}
    steps: list[Step] = []
    for target in targets:
        way = (improving.way(target) or any_moves.way(target)) or ()
        if len(depths) + len(way) > MOST_NODES:
            continue
        steps += way
        for depth, step in enumerate(way, start=1):
            depths.setdefault(step.after, depth)
    for state in by_depth.tolist():
        if len(depths) == MOST_NODES:
            break
        depths.setdefault(state, int(improving.moves[state]))
    if len(depths) == 1:
        return None
    left_out = sum(1 for state in by_depth.tolist() if state not in depths)
    telling = Telling(conflict)
    nodes = tuple(
        NodeRow(telling.state(state), depth, _concepts(stability, state)) for state, depth in sorted(depths.items())
    )
    return PictureRow(nodes, _edges(conflict, depths, steps), left_out)


def _concepts(stability: Stability, state: int) -> tuple[str, ...]:
    return tuple(id_ for id_, stable in stability.stable.items() if stable[:, state].all())


def _edges(conflict: Conflict, depths: dict[int, int], steps: list[Step]) -> tuple[EdgeRow, ...]:
    """All improvements between the states, and those moves of the ways that are none."""
    found: dict[tuple[int, int, int], bool] = {}
    for who, reach in enumerate(conflict.moves):
        payoff = conflict.payoffs[who]
        for before in depths:
            for after in reach.moves(before).tolist():
                if after in depths and payoff[after] > payoff[before]:
                    found[who, before, after] = True
    for step in steps:
        found.setdefault((step.decider, step.before, step.after), False)
    return tuple(
        EdgeRow(conflict.deciders[who].id, before + 1, after + 1, improvement)
        for (who, before, after), improvement in sorted(found.items())
    )

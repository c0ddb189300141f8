"""Named courses: the best one under restrictions, as masks of what is left open in each state."""

from collections.abc import Mapping

import numpy as np

from winset.case.checks.course import WAIT
from winset.case.course import Plan
from winset.case.patterns import EVERYTHING, Pattern
from winset.course.branches import Deed
from winset.course.building import Built
from winset.course.layout import NOT_ASKED, Config
from winset.course.process import Bools

NOTHING = Plan.model_validate({"only": ()})
"""Doing nothing, which every course is compared with."""


def masks_of(built: Built, plan: Plan) -> tuple[Bools, ...]:
    """Where a named course leaves each act open, over all states.

    Waiting, and going on with what is under way, are open unless something is tried first. `only` and `never` close
    acts everywhere, `before` where the earlier has not been tried; where a `try` can be done, nothing else is.
    """
    after = {earlier: _after(built, earlier) for earlier in plan.before.values()}
    masks = [_open(built, deed, plan, after) for deed in built.deeds]
    busy = np.array([bool(config.under[0]) for config in built.configs]).reshape(-1, *(1,) * len(built.layout.axes))
    tried: Bools = np.zeros(built.process.shape, dtype=np.bool_)
    forced: list[Bools] = [np.zeros((1,) * len(built.process.shape), dtype=np.bool_) for _ in built.deeds]
    for attempt in plan.try_:
        matches = matching(built, attempt.when) & ~busy
        can: Bools = np.zeros(built.process.shape, dtype=np.bool_)
        for number, deed in enumerate(built.deeds):
            if deed.of == attempt.do:
                here = matches & built.process.acts[number].allowed & masks[number] & ~tried
                forced[number] = forced[number] | here
                can = can | here
        tried = tried | can
    return tuple((mask & ~tried) | force for mask, force in zip(masks, forced, strict=True))


def _after(built: Built, earlier: str) -> Bools:
    """Where a deed has been tried."""
    tried = np.array([_tried(built, config, earlier) for config in built.configs])
    return tried.reshape(-1, *(1,) * (len(built.process.shape) - 1))


def _open(built: Built, deed: Deed, plan: Plan, after: Mapping[str, Bools]) -> Bools:
    """Where a plan leaves an act open, before what it tries first."""
    rank = len(built.process.shape)
    if deed.kind in {WAIT, "goes_on"}:
        return np.ones((1,) * rank, dtype=np.bool_)
    if deed.of in plan.never or (plan.only is not None and deed.of not in plan.only):
        return np.zeros((1,) * rank, dtype=np.bool_)
    earlier = plan.before.get(deed.of)
    if earlier is None:
        return np.ones((1,) * rank, dtype=np.bool_)
    return after[earlier]


def _tried(built: Built, config: Config, deed: str) -> bool:
    if deed in built.layout.approaches:
        return config.asked[built.layout.approaches.index(deed)] != NOT_ASKED
    return deed in config.tried


def matching(built: Built, pattern: Pattern) -> Bools:
    """Where what is in force, and the conditions, match."""
    rank = len(built.process.shape)
    if pattern == EVERYTHING:
        return np.ones((1,) * rank, dtype=np.bool_)
    rows = [
        np.broadcast_to(built.layout.holds(pattern, config, package), built.layout.shape)
        for config, package in zip(built.configs, built.packages, strict=True)
    ]
    return np.stack(rows)

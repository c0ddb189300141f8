"""The chance that a ratifier says yes: from yes, no and open answers, and from polls with their error.

Yes counts as 1, no as 0. Where nothing tells, the answer is lent a chance, and its two ends are shown. A poll's support
is an interval, from what is printed as for to that and all that is not printed; the chance lent says where in it, and
the poll's error makes of the distance to what the rule asks a chance, by the normal distribution. An earlier kind of
acceptance that decides goes before a poll, and so does a later one where the poll leaves the answer open.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import erf, sqrt

import numpy as np
import numpy.typing as npt

from winset.model.acceptance.demands import Demand
from winset.model.acceptance.opinion import Opinion
from winset.model.compile import CompiledRatifier
from winset.model.logic import NO, Mask
from winset.model.view import Path, View

Floats = npt.NDArray[np.float64]

LEAST = 1e-3
"""A chance below this counts as none, and one above one less it as sure."""


@dataclass(frozen=True, slots=True)
class Chances:
    """What a ratifier makes of the packages of a block, arrays that broadcast over it.

    yes: the chance of a yes. open: where nobody knows. polled: where a poll decides with its error.
    """

    yes: Floats
    open: Mask
    polled: Mask


def chances_of(who: CompiledRatifier, view: View, lent: float, spread: Callable[[Path], float]) -> Chances:
    """The chance that a ratifier says yes to each package of a block; out of its scope it counts as yes.

    Args:
        who: the ratifier.
        view: the packages.
        lent: the chance lent to an answer that nobody knows, from 0 to 1.
        spread: of a poll, by its path, its variance over s(1 - s).
    """
    asked = np.asarray(view.test(who.scope))
    given = who.judge.answer(view)
    if not polls_tell(who):
        unknown = ~(given.yes | given.no | given.abstains)
        known = np.where(given.yes, 1.0, np.where(unknown, lent, 0.0))
        return Chances(np.where(asked, known, 1.0), unknown & asked, NO)
    yes = np.where(given.yes, 1.0, np.where(given.no | given.abstains, 0.0, lent))
    unknown = ~(given.yes | given.no | given.abstains)
    polled: Mask = NO
    free: Mask = np.bool_(True)
    for _, step in who.judge.steps:
        said = step.judge(view)
        if isinstance(step, Opinion):
            decides = step.spoken(view) & free & (said.decided | unknown)
            if np.any(decides):
                polled = decides
                yes = np.where(decides, _by_poll(step, view, lent, spread), yes)
        free = free & ~said.decided
    yes = np.where(yes < LEAST, 0.0, np.where(yes > 1 - LEAST, 1.0, yes))
    return Chances(np.where(asked, yes, 1.0), unknown & ~polled & asked, polled & asked)


def polls_tell(who: CompiledRatifier) -> bool:
    """Whether polls of its own make chances of a ratifier's answers; all others are yes, no or open."""
    return any(isinstance(step, Opinion) for _, step in who.judge.steps)


def _by_poll(opinion: Opinion, view: View, lent: float, spread: Callable[[Path], float]) -> Floats:
    """The chance that support, with its error, reaches what the rule asks."""
    if opinion.demands.fails:
        return np.zeros(1)
    chance = np.full(1, 1.0 if opinion.demands.holds else lent)
    for demand in opinion.demands.tests:
        chance = np.minimum(chance, _reaches(opinion, demand, view, lent, spread))
    return chance


def _reaches(opinion: Opinion, demand: Demand, view: View, lent: float, spread: Callable[[Path], float]) -> Floats:
    whole = 100.0 * opinion.scale
    low, high = (np.asarray(end, dtype=np.float64) for end in opinion.support(view, demand.of_decided))
    support = low + lent * (high - low)
    still = opinion.of_decided if demand.of_decided else opinion.of_all
    before_low, before_high, _ = still.over(view)
    before = (np.asarray(before_low) + lent * (np.asarray(before_high) - np.asarray(before_low))) / whole
    bounds = [demand.at_worst, demand.at_best]
    ends = [np.inf if bound is None else float(bound) for bound in bounds]
    bound = ends[1] if lent >= 1 else ends[0] if lent <= 0 or np.inf in ends else ends[0] + lent * (ends[1] - ends[0])
    error = whole * np.sqrt(np.clip(before * (1 - before), 0.0, None) * _spread(opinion, view, spread))
    margin = support - bound
    sure = (margin > 0) | ((margin == 0) & (not demand.strict))
    scaled = np.divide(margin, error, out=np.where(sure, np.inf, -np.inf), where=error > 0)
    return _normal(scaled)


def _spread(opinion: Opinion, view: View, spread: Callable[[Path], float]) -> Floats:
    """The widest error among the items that are read for a package."""
    found = np.zeros(1)
    for group in opinion.of_all.groups:
        for item in group:
            found = np.maximum(found, np.where(view.test(item.about), spread(item.path), 0.0))
    return found


def _normal(scaled: Floats) -> Floats:
    """The chance that a standard normal lies below each number; packages share few of them."""
    distinct, places = np.unique(scaled, return_inverse=True)
    found = np.array([0.5 * (1 + erf(number / sqrt(2))) for number in distinct])
    return found[places].reshape(scaled.shape)

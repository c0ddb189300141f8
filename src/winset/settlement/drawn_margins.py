"""How far a ratifier is from refusing a package, and from accepting it, in its own unit and in every draw.

At nothing or above it passes. Where a red line or another word that has no unit decides, the distance is endless.
"""

from fractions import Fraction
from math import ceil

import numpy as np
import numpy.typing as npt

from winset.model.acceptance.assembly import Assembly
from winset.model.acceptance.bodies import Chambers
from winset.model.acceptance.demands import Demand
from winset.model.acceptance.judge import Judge
from winset.model.acceptance.kind import Step
from winset.model.acceptance.opinion import Opinion
from winset.model.acceptance.worth import Worth
from winset.model.logic import YES, Mask
from winset.model.tally import extreme
from winset.model.view import Ballots, Ints, View

Floats = npt.NDArray[np.float64]
Both = tuple[Floats, Floats]
"""The margin to bearing, and the margin to accepting."""


def margins(judge: Judge, view: View) -> Both:
    """The margins over a view: arrays that broadcast over draws and packages.

    Of the steps in order the first that measures a package, or decides it, is taken; what nothing reads is open, so
    endlessly far from a no and from a yes.
    """
    bears: Floats = np.array(np.inf)
    accepts: Floats = np.array(-np.inf)
    free: Mask = YES
    for _, step in judge.steps:
        answers = step.judge(view)
        measured = _measured(step, view)
        if measured is None:
            said = np.where(answers.no, -np.inf, np.inf)
            measured, here = (said, said), free & answers.decided
        else:
            here = free & _read(step, view)
        bears = np.where(here, measured[0], bears)
        accepts = np.where(here, measured[1], accepts)
        free = free & ~here
    return bears, accepts


def _read(step: Step, view: View) -> Mask:
    return step.spoken(view) if isinstance(step, Opinion) else YES


def _measured(step: Step, view: View) -> Both | None:
    """The margins by a step that measures; None by one that does not."""
    if isinstance(step, Worth):
        beyond = (np.asarray(step.over(view)) - np.asarray(step.enough)) / step.points.scale
        return beyond, beyond
    if isinstance(step, Opinion):
        return _of_opinion(step, view)
    if isinstance(step, Assembly):
        return _of_votes(step, view)
    if isinstance(step, Chambers) and step.rule.all_of is not None:
        inner = [margins(body, view) for body in step.bodies if isinstance(body, Judge)]
        return _least([bears for bears, _ in inner]), _least([accepts for _, accepts in inner])
    return None


def _of_opinion(step: Opinion, view: View) -> Both:
    bears = [np.array(-np.inf if step.demands.fails else np.inf)]
    accepts = [np.array(np.inf if step.demands.holds else -np.inf)]
    for demand in step.demands.tests:
        low, high = step.support(view, demand.of_decided)
        bears.append(_beyond(demand, high, demand.at_best, step.scale))
        accepts.append(_beyond(demand, low, demand.at_worst, step.scale))
    return _least(bears), _least(accepts)


def _beyond(demand: Demand, support: Ints, bound: Fraction | None, scale: int) -> Floats:
    """How far support is above the least that passes, in points; endlessly below where none does."""
    if bound is None:
        return np.array(-np.inf)
    needed = ceil(bound) + int(demand.strict and bound.denominator == 1)
    found: Floats = (np.asarray(support) - needed) / scale
    return found


def _of_votes(step: Assembly, view: View) -> Both:
    ballots: list[Ballots] = [voice.ballots(view)[0] for voice in step.voices]
    ends: list[list[Floats]] = [[], []]
    for test in step.tests:
        for end, worst in zip(ends, (False, True), strict=True):
            value, scale = extreme(test, step.tally, ballots, worst=worst)
            end.append((np.asarray(value) - test.needed(scale)) / scale)
    return _least(ends[0]), _least(ends[1])


def _least(parts: list[Floats]) -> Floats:
    found = parts[0]
    for part in parts[1:]:
        found = np.minimum(found, part)
    return found

"""A course as a decision tree of a few leaves, with the share of the time in which it says what the course does.

Grown from the states that a course meets, each weighted by how long it is met, by the test that leaves least disorder
(Gini's index; Breiman, Friedman, Olshen and Stone 1984), the leaf with most disorder first.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from winset.course.advice import Advice
from winset.course.course_records import Doable, Leaf
from winset.course.layout import NOT_ASKED, SAID_NO, SAID_YES
from winset.course.naming import Naming

MOST_LEAVES = 8
_LEAST_MASS = 1e-9

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Met:
    """What a course meets: rows of states in periods, with their weight and what is done there, by number."""

    weights: Floats
    doing: npt.NDArray[np.int64]
    tests: Mapping[str, Bools]
    doables: tuple[Doable, ...]


def met_by(advice: Advice, periods: int) -> Met:
    """The states that a course meets over some periods, without those in which something is under way."""
    stage = advice.stage
    naming = Naming(stage.built)
    busy = np.array([bool(config.under[0]) for config in stage.built.configs])[stage.parts[0]]
    states: list[npt.NDArray[np.int64]] = []
    acts: list[npt.NDArray[np.int64]] = []
    weights: list[Floats] = []
    time: list[npt.NDArray[np.int64]] = []
    for period, (mass, chosen) in enumerate(advice.over_time(periods)):
        if period == periods:
            break
        here = np.flatnonzero((mass > _LEAST_MASS) & ~busy)
        states.append(here)
        acts.append(chosen[here])
        weights.append(mass[here])
        time.append(np.full(len(here), period))
    at = np.concatenate(states)
    deeds = [naming.doable(deed) for deed in stage.built.deeds]
    doables = tuple(dict.fromkeys(deeds))
    numbers = np.array([doables.index(each) for each in deeds])
    tests = dict(_tests(advice, naming, at))
    if advice.terms.periods is not None:
        when = np.concatenate(time)
        for period in range(1, periods):
            left = periods - period
            tests[f"At most {left} {'period' if left == 1 else 'periods'} left"] = when >= period
    return Met(np.concatenate(weights), numbers[np.concatenate(acts)], tests, doables)


def _tests(advice: Advice, naming: Naming, at: npt.NDArray[np.int64]) -> Iterator[tuple[str, Bools]]:
    """What can be asked of the states, each with its answers."""
    stage = advice.stage
    layout = stage.built.layout
    configs = stage.built.configs
    which = stage.parts[0][at]
    for number, id_ in enumerate(layout.own):
        levels = np.array([config.levels[number] for config in configs])[which]
        for level in np.unique(levels):
            yield naming.condition(id_, str(level)), levels == level
    for part, id_ in enumerate(layout.axes, start=1):
        for number, level in enumerate(layout.axis_levels[id_]):
            yield naming.condition(id_, level), stage.parts[part][at] == number
    for number, lever in enumerate(layout.approaches):
        answers = np.array([config.asked[number] for config in configs])[which]
        for answer in (NOT_ASKED, SAID_YES, SAID_NO):
            yield naming.answer(lever, answer), answers == answer
    for number, ref in enumerate(layout.shifts):
        uses = np.array([config.uses[number] for config in configs])[which]
        for least in range(1, int(uses.max(initial=0)) + 1):
            yield f"{naming.lever(ref[0])}: done {least}{' times' if least > 1 else ' time'} or more", uses >= least
    forces = np.array([config.force for config in configs])[which]
    for force in np.unique(forces):
        yield naming.in_force(int(force)), forces == force
    for number, who in enumerate(stage.built.doings.uncertain):
        refused = np.array([config.refused[number] for config in configs])[which]
        yield f"Refused once: {naming.ratifier(who)}", refused > 0


@dataclass(frozen=True, slots=True)
class _Node:
    rows: npt.NDArray[np.int64]
    tests: tuple[tuple[str, bool], ...]


def tree_of(met: Met) -> tuple[tuple[Leaf, ...], float]:
    """The leaves, those met longest first, and the share of the time in which they say what is done."""
    names = list(met.tests)
    answers = (
        np.stack([met.tests[name] for name in names]) if names else np.zeros((0, len(met.weights)), dtype=np.bool_)
    )
    by_act = np.zeros((len(met.doables), len(met.weights)))
    by_act[met.doing, np.arange(len(met.weights))] = met.weights
    leaves = [_Node(np.arange(len(met.weights)), ())]
    while len(leaves) < MOST_LEAVES:
        splits = [_best_split(node, answers, by_act) for node in leaves]
        gains = [gain for gain, _ in splits]
        at = int(np.argmax(gains))
        if gains[at] <= _LEAST_MASS:
            break
        node, name = leaves[at], splits[at][1]
        yes = answers[name][node.rows]
        leaves[at : at + 1] = [
            _Node(node.rows[yes], (*node.tests, (names[name], True))),
            _Node(node.rows[~yes], (*node.tests, (names[name], False))),
        ]
    total = float(met.weights.sum())
    told = [_leaf(node, met, by_act, total) for node in _joined(leaves, by_act)]
    return tuple(told), sum(leaf.share * leaf.right for leaf in told)


def _joined(leaves: list[_Node], by_act: Floats) -> list[_Node]:
    """Leaves in their order; two that part by one test only and do the same are one."""
    found = list(leaves)
    at = 0
    while at + 1 < len(found):
        one, two = found[at], found[at + 1]
        same_parent = (
            one.tests[:-1] == two.tests[:-1] and one.tests and two.tests and one.tests[-1][0] == two.tests[-1][0]
        )
        if same_parent and _most(one, by_act) == _most(two, by_act):
            found[at : at + 2] = [_Node(np.concatenate([one.rows, two.rows]), one.tests[:-1])]
            at = max(at - 1, 0)
        else:
            at += 1
    return found


def _most(node: _Node, by_act: Floats) -> int:
    return int(np.argmax(by_act[:, node.rows].sum(axis=1)))


def _best_split(node: _Node, answers: Bools, by_act: Floats) -> tuple[float, int]:
    """The test that takes most disorder away, and how much."""
    weights = by_act[:, node.rows]
    whole = weights.sum(axis=1)
    if not len(answers) or np.count_nonzero(whole) < 2:
        return 0.0, 0
    yes = answers[:, node.rows].astype(np.float64) @ weights.T
    gains = _disorder(whole[None]) - _disorder(yes) - _disorder(whole[None] - yes)
    at = int(np.argmax(gains))
    return float(gains[at]), at


def _disorder(weights: Floats) -> Floats:
    """Gini's index of rows of weights, times their sum."""
    total = weights.sum(axis=1)
    found: Floats = total - np.divide((weights**2).sum(axis=1), total, out=np.zeros_like(total), where=total > 0)
    return found


def _leaf(node: _Node, met: Met, by_act: Floats, total: float) -> Leaf:
    weights = by_act[:, node.rows].sum(axis=1)
    here = float(weights.sum())
    most = int(np.argmax(weights))
    return Leaf(node.tests, met.doables[most], here / total, float(weights[most]) / here if here else 1.0)

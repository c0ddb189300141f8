"""A course as it unfolds: what is done when, how likely each outcome is by then, and how long it waits."""

from collections.abc import Iterator
from functools import cached_property

import numpy as np
import numpy.typing as npt

from winset.case.checks.course import WAIT
from winset.case.patterns import EVERYTHING
from winset.course.advice import Advice
from winset.course.building import Built
from winset.course.course_records import Doable, Moment, Story
from winset.course.naming import Naming
from winset.course.plans import matching
from winset.course.stage import Stage
from winset.course.tree import met_by, tree_of

Floats = npt.NDArray[np.float64]

OTHERWISE = "otherwise"
"""What becomes of a state that no outcome of the case matches."""
DEAL_OR_NOT = ("a deal", "no deal")
"""The outcomes where the case names none."""


class Outcomes:
    """Which outcome of the case each state is."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The outcomes of the case, and what is left."""
        written = self.stage.built.layout.plot.course.outcomes
        if not written:
            return DEAL_OR_NOT
        complete = any(pattern == EVERYTHING for pattern in written.values())
        return (*written, *(() if complete else (OTHERWISE,)))

    @cached_property
    def of(self) -> npt.NDArray[np.int64]:
        """By state the number of its outcome, the first that matches; in one row."""
        return _outcomes_of(self.stage.built)[self.stage.origin]

    def chances(self, mass: Floats) -> tuple[tuple[str, float], ...]:
        """The chance of each outcome."""
        found = np.bincount(self.of, weights=mass, minlength=len(self.names))
        return tuple((name, float(chance)) for name, chance in zip(self.names, found, strict=True))


def _outcomes_of(built: Built) -> npt.NDArray[np.int64]:
    """By state of the process the number of its outcome, in one row."""
    written = built.layout.plot.course.outcomes
    if not written:
        open_ = np.array([not built.doings.is_settled(config) for config in built.configs], dtype=np.int64)
        rank = len(built.layout.axes)
        return np.broadcast_to(open_.reshape(-1, *(1,) * rank), built.process.shape).ravel()
    found = np.full(built.process.shape, len(written), dtype=np.int64)
    for number, pattern in reversed(list(enumerate(written.values()))):
        found[np.broadcast_to(matching(built, pattern), built.process.shape)] = number
    return found.ravel()


def story_of(advice: Advice, periods: int) -> Story:
    """The course over some periods."""
    stage = advice.stage
    naming = Naming(stage.built)
    outcomes = Outcomes(stage)
    settled = np.array([stage.built.doings.is_settled(config) for config in stage.built.configs])[stage.parts[0]]
    deeds = [naming.doable(deed) for deed in stage.built.deeds]
    moments: list[Moment] = []
    for period, (mass, acts) in enumerate(advice.over_time(periods)):
        doing: Floats = np.zeros(len(deeds))
        if period < periods:
            doing = np.bincount(acts, weights=mass, minlength=len(deeds)).astype(np.float64)
        moments.append(Moment(period, outcomes.chances(mass), _shares(deeds, doing), float(mass[settled].sum())))
    leaves, covered = tree_of(met_by(advice, periods))
    lent = stage.built.doings.offers.answers.lent
    return Story(lent, tuple(moments), leaves, covered, uses_of(advice, periods), tuple(_waits(advice, periods)))


def _shares(deeds: list[Doable], weights: Floats) -> tuple[tuple[Doable, float], ...]:
    """What is done with which chance, the likeliest first."""
    found: dict[Doable, float] = {}
    for deed, weight in zip(deeds, weights, strict=True):
        if weight > 0:
            found[deed] = found.get(deed, 0.0) + float(weight)
    return tuple(sorted(found.items(), key=lambda item: -item[1]))


def uses_of(advice: Advice, periods: int) -> tuple[tuple[Doable, float], ...]:
    """The chance that each thing is done at all, the likeliest first."""
    stage = advice.stage
    naming = Naming(stage.built)
    choices = advice.choices(periods)
    found: dict[tuple[str, str], tuple[Doable, float]] = {}
    for deed in stage.built.deeds:
        if deed.kind in {WAIT, "goes_on"} or (deed.of, deed.kind) in found:
            continue
        numbers = [
            number for number, each in enumerate(stage.built.deeds) if (each.of, each.kind) == (deed.of, deed.kind)
        ]
        mass = np.zeros(stage.dynamics.shape)
        mass[stage.start] = 1.0
        done = 0.0
        for chosen in choices:
            doing = np.isin(stage.acts(chosen), numbers).reshape(mass.shape)
            done += float(mass[doing].sum())
            mass = stage.dynamics.spread_by(np.where(doing, 0.0, mass), chosen)
        if done > 0:
            found[deed.of, deed.kind] = (naming.doable(deed), min(done, 1.0))
    return tuple(sorted(found.values(), key=lambda item: -item[1]))


def used_by(advice: Advice, periods: int) -> frozenset[str]:
    """The things that a course may do at all over some periods."""
    deeds = advice.stage.built.deeds
    done = {number for mass, acts in advice.over_time(periods) for number in np.unique(acts[mass > 0])}
    return frozenset(deeds[number].of for number in done if deeds[number].kind not in {WAIT, "goes_on"})


def _waits(advice: Advice, periods: int) -> Iterator[float]:
    """The chance that nothing has been done before each period is over."""
    stage = advice.stage
    mass = np.zeros(stage.dynamics.shape)
    mass[stage.start] = 1.0
    for chosen in advice.choices(periods):
        waits = (stage.acts(chosen) == 0).reshape(mass.shape)
        yield float(mass[waits].sum())
        mass = stage.dynamics.spread_by(np.where(waits, mass, 0.0), chosen)

"""Whether any course reaches a deal, without numbers: only what can follow on what.

Chances count only as possible or not, open answers as possible, polls at their stated values, and levers move as much
as they may. What every course to a deal needs is found by leaving each out in turn.
"""

from dataclasses import replace

import numpy as np

from winset.case.shape import Path
from winset.case.written import Number
from winset.course.answers import Answers
from winset.course.building import Built
from winset.course.course_records import Reach
from winset.course.graph import Graph, graph_of
from winset.course.layout import Layout
from winset.course.numbers import Numbers
from winset.course.plot import Plot
from winset.course.process import Bools
from winset.course.telling import Telling

_AMOUNTS = frozenset({"points", "votes"})


class Favourable(Numbers):
    """Chances as possible or not, and amounts at their most."""

    def of(self, number: Number | None, path: Path, default: float) -> float:
        """An amount at its most; a chance by whether it may happen, and may fail to."""
        if number is None:
            return default
        if path[-1] in _AMOUNTS and "effects" in path:
            return float(number.most)
        if path[-1] == "chance" or "defers" in path:
            return 0.0 if number.most <= 0 else 1.0 if number.least >= 1 else 0.5
        return super().of(number, path, default)


def reach_of(telling: Telling) -> Reach:
    """What a course can reach, whatever the numbers are.

    Raises:
        TooLargeCourseError: there are too many states.
    """
    if not telling.course.propose:
        return Reach(False, False, None, (), (), ())
    sober = replace(telling, lent=1.0, stated=True, named=False)
    built = sober.built(Favourable())
    periods = _fewest(built)
    if periods is None:
        never = _never(sober)
        return Reach(never is not None, False, None, (), (), tuple(never or ()))
    everything = frozenset((*telling.case.file.levers, *telling.course.arrange, *telling.course.propose))
    own = [id_ for id_ in built.layout.plot.own if telling.case.file.levers[id_].by == telling.course.for_]
    needed = [id_ for id_ in own if _fewest(sober.built(Favourable(), everything - {id_})) is None]
    moving = [*telling.course.others, *telling.course.drift]
    others = [id_ for id_ in moving if _fewest(_without(sober, id_).built(Favourable())) is None]
    return Reach(True, True, periods, tuple(needed), tuple(others), ())


def _without(telling: Telling, id_: str) -> Telling:
    """The same course if a movement did not happen."""
    course = telling.course
    others = {key: each for key, each in course.others.items() if key != id_}
    drift = {key: each for key, each in course.drift.items() if key != id_}
    return replace(telling, course=course.model_copy(update={"others": others, "drift": drift}))


def _fewest(built: Built) -> int | None:
    """After how many periods a deal can be in force at the earliest; None where it never can."""
    settled = np.array([built.doings.is_settled(config) for config in built.configs])
    if not settled.any():
        return None
    graph = graph_of(built.process, built.start)
    configs = np.unravel_index(graph.origin, built.process.shape)[0]
    return _periods_to(graph, settled[configs], int(np.searchsorted(graph.origin, _number(built))))


def _number(built: Built) -> int:
    return int(np.ravel_multi_index(built.start, built.process.shape))


def _periods_to(graph: Graph, wanted: Bools, start: int) -> int | None:
    reached = np.zeros(len(graph.origin), dtype=np.bool_)
    reached[start] = True
    periods = 0
    while not (reached & wanted).any():
        rows = reached[graph.of]
        more = reached.copy()
        more[np.unique(graph.leads[rows].indices)] = True
        if (more == reached).all():
            return None
        reached, periods = more, periods + 1
    return periods


def _never(telling: Telling) -> list[str] | None:
    """The ratifiers that say no to all that can be put, whatever is done; None where there is nothing to put."""
    plot = Plot(telling.case, telling.course, telling.aimed_at, telling.world, Favourable(), None, frozenset())
    answers = Answers(Layout(plot), telling.lent, stated=True, kept=telling.kept)
    numbers = np.unique(
        np.concatenate([answers.numbers_of(proposal.package) for proposal in telling.course.propose.values()])
    )
    if not numbers.size:
        return None
    return [who for who in plot.ground.ratifiers if not answers.of_ratifier(who, numbers).values.any()]

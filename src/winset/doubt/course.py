"""How sure is what a course begins with, and which numbers drive it?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import numpy as np
import numpy.typing as npt

from winset.case.checks.course import WAIT
from winset.case.course import Course
from winset.case.load import Case
from winset.case.patterns import Pattern
from winset.course.asking import Asking, goal_of, missing_of
from winset.course.course import course as answer_of
from winset.course.course_heading import about_of
from winset.course.course_records import Doable
from winset.course.naming import spoken
from winset.doubt.course_draws import LOST, CourseWork, inputs_of_course, steps_of, used_by
from winset.doubt.course_records import (
    CourseDoubt,
    CourseReading,
    PlanShare,
    Quantiles,
    Share,
    StepDriver,
    StepShare,
)
from winset.doubt.finding import of_everything
from winset.doubt.given import by_chance, first_order, thirds_of, worth_of_knowing
from winset.doubt.inputs import Input, linked_of
from winset.doubt.methods import COPULA, GIVEN_DATA, PERFECT_INFORMATION, PERT
from winset.doubt.records import DrawnInput
from winset.doubt.running import Progress, run
from winset.doubt.sampling import Sampler
from winset.settlement.question import Question, ask
from winset.settlement.sizes_draws import wilson
from winset.version import __version__

BLOCK = 20
AS_WELL = 0.01
"""A named course that falls short of the best by no more than this part does as well."""

_SAME = 1e-6
_LEVELS = (0.05, 0.5, 0.95)

Floats = npt.NDArray[np.float64]


def doubt_course(
    case: Case,
    *,
    goal: str | None = None,
    world: Mapping[str, str] | None = None,
    where: str | Mapping[str, object] | Pattern | None = None,
    draws: int = 2_000,
    seed: int = 1,
    workers: int = 1,
    cluster: str | None = None,
    folder: Path | None = None,
    resume: bool = False,
    progress: Progress | None = None,
) -> CourseDoubt:
    """How sure is what a course begins with, and which numbers drive it?

    Every uncertain number that the course rests on is drawn many times, and the best course and the named ones are
    worked out anew in each draw, in each reading of open answers. Polls are not drawn: how far they may be off is in
    the chances of the course already.

    Args:
        case: a loaded case.
        goal: the goal; by default the first of the case.
        world: levels of conditions at the start that differ from now.
        where: only deals that match are put.
        draws: how many; rounded up to whole blocks of twenty.
        seed: the same seed gives the same draws, for any number of workers.
        workers: how many processes share the work.
        cluster: the address of a Dask scheduler that does the work instead.
        folder: where blocks are kept, so that an interrupted run can be resumed.
        resume: go on with the blocks that the folder has.
        progress: is told how far it has come.

    Raises:
        CaseError: the question names something that the case does not have, or the folder is of another question.
        TooLargeCourseError: there are too many states as the case has the numbers.
    """
    question = ask(case, world=world, where=where)
    missing = missing_of(case)
    if missing:
        about = answer_of(case, world=world, where=where).about
        return CourseDoubt(about, missing, "", "", "", None, "", 0, draws, 0, seed, (), ())
    wanted = max(-(-draws // BLOCK), 1)
    work = _work(question, goal_of(case, goal), seed)
    found = run(work, wanted, workers=workers, cluster=cluster, folder=folder, resume=resume, progress=progress)
    asking = Asking(question, work.goal)
    told = _Told(work, asking, found.arrays)
    readings = tuple(told.readings())
    about = replace(about_of(asking), methods=tuple(_methods(work.sampler, readings)), exact=found.complete)
    lost = int((~told.there).sum())
    return CourseDoubt(
        about=about,
        missing="",
        goal=work.goal,
        goal_name=case.file.goals[work.goal].name or spoken(work.goal),
        period=asking.course.period,
        periods=asking.main[0],
        effort_unit=case.file.effort or "",
        draws=found.draws - lost,
        wanted=wanted * BLOCK,
        lost=lost,
        seed=seed,
        readings=readings,
        inputs=tuple(map(_drawn, work.sampler.inputs)),
        notes=(*found.notes, *_notes(work.sampler.inputs, lost, found.draws)),
    )


def _work(question: Question, goal: str, seed: int) -> CourseWork:
    case = question.case
    sampler = Sampler(inputs_of_course(question, used_by(question, goal)), linked_of(case))
    words = ("course", case.digest, case.variants, question.worlds, question.where_words, goal, seed, BLOCK)
    digest = sha256(repr((*words, __version__)).encode()).hexdigest()
    return CourseWork(question, goal, sampler, seed, BLOCK, digest)


def _drawn(each: Input) -> DrawnInput:
    return DrawnInput(
        each.id, each.words, each.unit, each.low, each.likely, each.high, each.how, each.assumed, each.drawn, each.group
    )


def _methods(sampler: Sampler, readings: Sequence[CourseReading]) -> Iterator[str]:
    yield "best_course"
    if not sampler.inputs:
        return
    yield PERT.id
    if any(group.correlation is not None for group in sampler.groups):
        yield COPULA.id
    if any(reading.drivers for reading in readings):
        yield GIVEN_DATA.id
    if any(reading.knowing is not None for reading in readings):
        yield PERFECT_INFORMATION.id


def _notes(inputs: Sequence[Input], lost: int, draws: int) -> Iterator[str]:
    """What is left out or simplified."""
    if any(each.path[-2:] in {("support", "points"), ("swing", "votes")} for each in inputs):
        yield (
            "What a lever moves of an opinion is drawn in halves of a point, and it is used no more often than the "
            "case as stated allows."
        )
    if lost:
        yield (
            f"{lost:,} of {draws:,} draws had too many states to be worked out; shares are of the others, and may be "
            "off by that part."
        )


@dataclass
class _Told:
    """What is made of the draws."""

    work: CourseWork
    asking: Asking
    arrays: Mapping[str, npt.NDArray[np.generic]]

    @property
    def there(self) -> npt.NDArray[np.bool_]:
        """Which draws could be worked out."""
        found: npt.NDArray[np.bool_] = (self.arrays["first"] != LOST).all(axis=0)
        return found

    @property
    def course(self) -> Course:
        return self.asking.course

    def readings(self) -> Iterator[CourseReading]:
        """Each reading of open answers."""
        there = self.there
        count = len(self.asking.lent)
        values = self.arrays["values"].astype(np.float64)[:, there]
        nets = self.arrays["net"].astype(np.float64).reshape(-1, count, there.size)[:, :, there]
        for at, lent in enumerate(self.asking.lent):
            codes = self.arrays["first"][at].astype(np.int64)[there]
            steps = tuple(self._steps(codes))
            choices = _choices(nets[1:, at])
            leading = steps[0].first.id if steps else WAIT
            hits = codes == steps_of(self.work.question, self.course).index(leading)
            stated = self.asking.first[at]
            yield CourseReading(
                lent=lent,
                stated=stated,
                steps=steps,
                moved=any(step.first.id != stated.id for step in steps),
                gain=_quantiles(self.arrays["gain"][at].astype(np.float64)[there]),
                effort=_quantiles(self.arrays["effort"][at].astype(np.float64)[there]),
                plans=tuple(self._plans(nets[:, at])),
                drivers=self._drivers(values, hits, choices),
                knowing=of_everything(choices) if choices is not None and codes.size else None,
            )

    def _steps(self, codes: npt.NDArray[np.int64]) -> Iterator[StepShare]:
        """What is done first, the most frequent first; of equals the one that stands first."""
        steps = steps_of(self.work.question, self.course)
        counts = np.bincount(codes, minlength=len(steps))
        for code in np.argsort(-counts, kind="stable"):
            if counts[code]:
                yield StepShare(self._doable(steps[code]), _share(int(counts[code]), codes.size))

    def _doable(self, id_: str) -> Doable:
        """What a first step is called; of a deal that is put only its kind, for another may be best in each draw."""
        file = self.work.question.case.file
        if id_ in file.levers:
            return Doable(id_, "lever", file.levers[id_].name or spoken(id_))
        if id_ in self.course.arrange:
            return Doable(id_, "arrange", self.course.arrange[id_].name or spoken(id_))
        if id_ in self.course.propose:
            return Doable(id_, "propose", self.course.propose[id_].name or spoken(id_))
        return Doable(WAIT, WAIT, "Wait")

    def _plans(self, nets: Floats) -> Iterator[PlanShare]:
        """How often each named course does as well as the best."""
        best = nets[0]
        for (id_, plan), net in zip(self.course.named.items(), nets[1:], strict=True):
            as_well = net >= best - AS_WELL * np.abs(best) - _SAME
            yield PlanShare(id_, plan.name or spoken(id_), _share(int(as_well.sum()), as_well.size))

    def _drivers(self, values: Floats, hits: npt.NDArray[np.bool_], choices: Floats | None) -> tuple[StepDriver, ...]:
        """The inputs that drive the leading first step by more than chance, the strongest first."""
        found = []
        least = by_chance(hits.size)
        for each, row in zip(self.work.sampler.inputs, values, strict=True):
            index = first_order(row, hits.astype(np.float64))
            if index > least:
                low, high = thirds_of(row)
                worth = worth_of_knowing(row, choices) if choices is not None else None
                at_low, at_high = (_share(int(hits[third].sum()), third.size) for third in (low, high))
                found.append(StepDriver(each.id, each.words, index, at_low, at_high, worth))
        return tuple(sorted(found, key=lambda driver: -driver.index))


def _choices(nets: Floats) -> Floats | None:
    """What each named course brings in every draw; None where there is nothing to choose between."""
    return nets if nets.shape[0] > 1 and nets.shape[1] else None


def _share(hits: int, draws: int) -> Share:
    low, high = wilson(hits, draws)
    return Share(hits / draws if draws else 0.0, low, high)


def _quantiles(values: Floats) -> Quantiles:
    if not values.size:
        return Quantiles(0.0, 0.0, 0.0)
    low, middle, high = (float(each) for each in np.quantile(values, _LEVELS))
    return Quantiles(low, middle, high)

"""A course in many draws of its numbers: what is done first, what it gains, and how far named courses fall short."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache
from math import lcm

import numpy as np
import numpy.typing as npt

from winset.case.checks.course import WAIT
from winset.case.course import Course
from winset.case.paths import case_path
from winset.case.shape import Path
from winset.case.written import Number
from winset.course.answers import Table, TooLargeCourseError
from winset.course.asking import Asking
from winset.course.beside import plan_worths
from winset.doubt.distributions import Pert
from winset.doubt.inputs import Input, assumed_of, group_of, linked_of
from winset.doubt.sampling import Sampler
from winset.model.draws import Draws
from winset.settlement.question import Question

HALVES = 2
"""What a lever moves of an opinion is drawn in halves of a point, so that draws share what ratifiers make of it."""

VOTES = 1
FINE = 1_000_000
LOST = -1
"""The code of a first step where there were too many states to tell."""

_MOST_KEPT = 400
_MOST_ROUNDS = 8


def steps_of(question: Question, course: Course) -> tuple[str, ...]:
    """Everything that can be done first, by its code."""
    own = (id_ for id_, lever in question.case.file.levers.items() if lever.by == course.for_)
    return (WAIT, *own, *course.arrange, *course.propose)


def used_by(question: Question, goal: str) -> dict[Path, Number]:
    """The numbers that a course rests on, whatever the uncertain ones turn out to be, as far as that is simple to see.

    A number that is nothing as stated can bring others with it where it is something, so the course is told again with
    every uncertain number in the middle of its range, until no more come up.
    """
    kept: dict[object, Table] = {}
    asking = Asking(question, goal, {}, kept)
    _ = asking.first
    found = dict(asking.used)
    for _ in range(_MOST_ROUNDS):
        middles = {path: float(each.least + each.most) / 2 for path, each in found.items() if each.uncertain}
        asking = Asking(question, goal, middles, kept, held=True)
        _ = asking.first
        more = {path: each for path, each in asking.used.items() if path not in found}
        if not more:
            break
        found |= more
    return found


def inputs_of_course(question: Question, used: Mapping[Path, Number]) -> tuple[Input, ...]:
    """The uncertain numbers among those that a course rests on, in the order of their paths."""
    linked = linked_of(question.case)
    found = [_input(path, number) for path, number in used.items() if number.uncertain]
    found.sort(key=lambda each: each.id)
    return tuple(replace(each, group=group_of(each.id, linked)) for each in found)


def _input(path: Path, number: Number) -> Input:
    id_ = case_path(path)
    pert = Pert(number.least, number.value, number.most, _scale(path, number))
    return Input(id_, path, _words(path), _unit(path), pert, "PERT", str(path[1]), id_, assumed_of(number))


def _scale(path: Path, number: Number) -> int:
    """The steps in which a number is drawn."""
    if path[-2:] == ("support", "points"):
        return lcm(HALVES, number.least.denominator, number.most.denominator)
    if path[-2:] == ("swing", "votes"):
        return VOTES
    return FINE


def _words(path: Path) -> str:
    return " ".join(str(part).replace("_", " ") for part in path[1:])


def _unit(path: Path) -> str:
    names = {"cost": "effort", "takes": "periods", "attention": "points a unit of effort", "votes": "votes"}
    if path[-1] in {"chance", "discount"} or "defers" in path:
        return "share of 1"
    return names.get(str(path[-1]), "points")


@dataclass(frozen=True)
class CourseWork:
    """Draws of a course, block by block; everything that a worker needs."""

    question: Question
    goal: str
    sampler: Sampler
    seed: int
    size: int
    digest: str

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CourseWork) and other.digest == self.digest

    def block(self, number: int) -> dict[str, npt.NDArray[np.generic]]:
        """What the course comes to in one block of draws."""
        return _ready(self).judge(self.sampler.draw(number, self.size, self.seed), self.size)


@lru_cache(maxsize=2)
def _ready(work: CourseWork) -> "CourseDraws":
    return CourseDraws(work.question, work.goal, work.sampler)


@dataclass
class CourseDraws:
    """A course to be told in draws. kept: what ratifiers make of packages, shared between draws."""

    question: Question
    goal: str
    sampler: Sampler
    kept: dict[object, Table] = field(default_factory=dict)

    def judge(self, draws: Draws, size: int) -> dict[str, npt.NDArray[np.generic]]:
        """What the course comes to in some draws; draws are the last axis of each array.

        first: the code of what is done first, by reading. gain, effort: of the best course, by reading. net: of the
        best course and then of every named one, and readings side by side. values: of the inputs.
        """
        rows = [self._one(instead) for instead in _each(draws, size)]
        inputs = [draws.numbers[each.path] for each in self.sampler.inputs]
        values = [drawn.values / drawn.scale for drawn in inputs]
        return {
            "first": np.array([row.first for row in rows], dtype=np.int16).T,
            "gain": np.array([row.gain for row in rows]).T,
            "effort": np.array([row.effort for row in rows]).T,
            "net": np.array([row.net for row in rows]).T,
            "values": np.array(values, dtype=np.float64).reshape(-1, size),
        }

    def _one(self, instead: dict[Path, float]) -> "_Row":
        if len(self.kept) > _MOST_KEPT:
            self.kept.clear()
        asking = Asking(self.question, self.goal, instead, self.kept, held=True)
        readings = len(asking.lent)
        try:
            codes = {id_: code for code, id_ in enumerate(steps_of(self.question, asking.course))}
            worths = plan_worths(asking)
            net = [each for row in (asking.nets, *worths) for each in row]
            efforts = [advice.effort for advice in asking.advised]
            return _Row([codes[each.id] for each in asking.first], list(asking.gains), efforts, net)
        except TooLargeCourseError:
            nothing = [float("nan")] * readings
            return _Row([LOST] * readings, nothing, nothing, nothing * (1 + len(asking.course.named)))


@dataclass(frozen=True, slots=True)
class _Row:
    first: list[int]
    gain: list[float]
    effort: list[float]
    net: list[float]


def _each(draws: Draws, size: int) -> Iterator[dict[Path, float]]:
    """The numbers of each draw, by path."""
    for at in range(size):
        yield {path: float(Fraction(int(drawn.values[at]), drawn.scale)) for path, drawn in draws.numbers.items()}

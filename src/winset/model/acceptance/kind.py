"""What a kind of acceptance is: a record that describes it, a way to compile it, and the step that it compiles to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from winset.case.sections import Judge as WrittenJudge
from winset.model.draws import Draws
from winset.model.form import Form
from winset.model.logic import Mask
from winset.model.shifts import Shifts
from winset.model.terms import Terms
from winset.model.view import Answers, Ints, Path, View


@dataclass(frozen=True, slots=True)
class Lack:
    """One component of a shortfall over a block of packages.

    kind: `red_line`, `ranking`, `points`, `opinion`, `turnout`, `votes`, `bodies` or `answer`.
    path: the part of the case that is lacking, such as a red line or a body.
    least, most: with open answers all favourable, and none; in units of 1/scale of `unit`.
    """

    kind: str
    path: Path
    unit: str
    least: Ints
    most: Ints
    scale: int = 1


class Step(Protocol):
    """A compiled kind of acceptance inside one judge."""

    def judge(self, view: View) -> Answers:
        """The answers that this step decides; where it decides nothing, the next step is asked."""
        ...

    def form(self) -> Form:
        """The same answers as formulas."""
        ...

    def lacks(self, view: View, answers: Answers) -> tuple[Lack, ...]:
        """What is lacking to a yes as far as this step is concerned; `answers` are those it gave."""
        ...


@dataclass(frozen=True, slots=True)
class Compiling:
    """What compiling a kind needs besides what is written: the terms of the world, and how to compile inner judges.

    shifts: how opinion has moved since the polls, by what levers do. draws: numbers that are another in every draw;
    kinds that read them (`drawn`) then answer for all draws at once, the first axis of their masks.
    """

    terms: Terms
    path: Path
    judge: Callable[[WrittenJudge, Path], "JudgeLike"]
    shifts: Shifts = ()
    draws: Draws | None = None


class JudgeLike(Protocol):
    """A whole judge, as steps that hold others see it."""

    @property
    def path(self) -> Path:
        """Where in the case it is."""
        ...

    def answer(self, view: View) -> Answers:
        """Its answers over a block."""
        ...

    def form(self) -> Form:
        """The same answers as formulas."""
        ...

    def shortfall(self, view: View) -> tuple[Lack, ...]:
        """What it lacks to say yes, over a block."""
        ...


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of acceptance, as registered data.

    field: the key of the case that it reads. quantifies: whether, where it leaves an answer open, it still says how
    much is lacking. drawn: whether it judges drawn numbers in all draws at once.
    """

    id: str
    name: str
    question: str
    source: str
    exact: bool
    assumes: str
    field: str
    compile: Callable[[WrittenJudge, Compiling], Step | None]
    quantifies: bool = False
    drawn: bool = False


def least_common(numbers: list[Fraction]) -> int:
    """The scale at which all these numbers are whole."""
    scale = 1
    for number in numbers:
        denominator = number.denominator
        a, b = scale, denominator
        while b:
            a, b = b, a % b
        scale = scale * denominator // a
    return scale


def where(mask: Mask, lack: Lack) -> Lack:
    """The component, only where a mask holds."""
    return Lack(lack.kind, lack.path, lack.unit, lack.least * mask, lack.most * mask, lack.scale)


def added_up(lacks: Iterable[Lack]) -> dict[tuple[str, Path], Lack]:
    """Components by kind and place: what is said of one place by several steps adds up."""
    found: dict[tuple[str, Path], Lack] = {}
    for lack in lacks:
        held = found.get((lack.kind, lack.path))
        least, most = (lack.least, lack.most) if held is None else (held.least + lack.least, held.most + lack.most)
        found[lack.kind, lack.path] = Lack(lack.kind, lack.path, lack.unit, least, most, lack.scale)
    return found

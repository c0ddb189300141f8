"""Red lines, abstentions and acceptances: packages named by patterns. Ordinal, and exact."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from winset.case.sections import Bloc, Line
from winset.case.sections import Judge as WrittenJudge
from winset.model.acceptance.kind import Compiling, Kind, Lack, Step
from winset.model.form import Form
from winset.model.logic import FALSE, NO, Formula, Mask, any_of
from winset.model.view import Answers, Path, View


@dataclass(frozen=True, slots=True)
class Lines:
    """Patterns by id, each with its place in the case."""

    lines: tuple[tuple[Path, Formula], ...]

    def crossed(self, view: View) -> Mask:
        """Where some line matches; each line that does is noted."""
        found: Mask = NO
        for path, formula in self.lines:
            where = view.test(formula)
            view.decided_by(path, where)
            found = found | where
        return found

    def matched(self) -> Formula:
        """That some line matches."""
        return any_of([formula for _, formula in self.lines])


@dataclass(frozen=True, slots=True)
class RedLines(Lines):
    """Packages that are refused, whatever else holds."""

    def judge(self, view: View) -> Answers:
        """No where a red line is crossed."""
        return Answers(no=self.crossed(view))

    def form(self) -> Form:
        """No where a red line is crossed."""
        return Form(no=self.matched())

    def lacks(self, view: View, answers: Answers) -> tuple[Lack, ...]:
        """One component per red line crossed."""
        parts = []
        for path, formula in self.lines:
            crossed = np.asarray(view.test(formula)).astype(np.int64)[()]
            parts.append(Lack("red_line", path, "red line", crossed, crossed))
        return tuple(parts)


@dataclass(frozen=True, slots=True)
class Abstentions(Lines):
    """Packages on which a bloc abstains."""

    def judge(self, view: View) -> Answers:
        """Abstaining where a pattern matches."""
        return Answers(abstains=self.crossed(view))

    def form(self) -> Form:
        """Abstaining where a pattern matches."""
        return Form(abstains=self.matched())

    def lacks(self, view: View, answers: Answers) -> tuple[Lack, ...]:
        """An abstention is counted among the votes of the body, not here."""
        return ()


@dataclass(frozen=True, slots=True)
class Acceptances(Lines):
    """Packages that are accepted, unless a red line is crossed."""

    def judge(self, view: View) -> Answers:
        """Yes where a pattern matches."""
        return Answers(yes=self.crossed(view))

    def form(self) -> Form:
        """Yes where a pattern matches."""
        return Form(yes=self.matched())

    def lacks(self, view: View, answers: Answers) -> tuple[Lack, ...]:
        """Nothing is lacking where it says yes."""
        return ()


def _compile(written: Mapping[str, Line], field: str, compiling: Compiling) -> tuple[tuple[Path, Formula], ...]:
    lines = (((*compiling.path, field, name), compiling.terms.formula(line.when)) for name, line in written.items())
    return tuple((path, formula) for path, formula in lines if formula != FALSE)


def _refuses(written: WrittenJudge, compiling: Compiling) -> Step | None:
    lines = _compile(written.refuses, "refuses", compiling)
    return RedLines(lines) if lines else None


def _abstains(written: WrittenJudge, compiling: Compiling) -> Step | None:
    if not isinstance(written, Bloc):
        return None
    lines = _compile(written.abstains, "abstains", compiling)
    return Abstentions(lines) if lines else None


def _accepts(written: WrittenJudge, compiling: Compiling) -> Step | None:
    lines = _compile(written.accepts, "accepts", compiling)
    return Acceptances(lines) if lines else None


REFUSES = Kind(
    id="refuses",
    name="red lines",
    question="Which packages does it refuse, whatever else they hold?",
    source="Putnam 1988 on involuntary defection; red lines as in the practice of mediation",
    exact=True,
    assumes="that a stated red line is meant; a variant can drop it",
    field="refuses",
    compile=_refuses,
)
ABSTAINS = Kind(
    id="abstains",
    name="abstentions",
    question="On which packages does a bloc abstain?",
    source="Rae 1969; parliamentary practice",
    exact=True,
    assumes="that the bloc abstains as one",
    field="abstains",
    compile=_abstains,
)
ACCEPTS = Kind(
    id="accepts",
    name="stated acceptances",
    question="Which packages has it said that it accepts?",
    source="Putnam 1988 (win-set)",
    exact=True,
    assumes="that a stated acceptance is meant",
    field="accepts",
    compile=_accepts,
)

"""What a judge answers where nothing else decides."""

from dataclasses import dataclass

import numpy as np

from winset.case.sections import Judge as WrittenJudge
from winset.model.acceptance.kind import Compiling, Kind, Lack, Step
from winset.model.form import Form
from winset.model.logic import TRUE, YES
from winset.model.view import Answers, Path, View


@dataclass(frozen=True, slots=True)
class Default:
    """Accepts, or refuses, all that is left."""

    path: Path
    accepts: bool

    def judge(self, view: View) -> Answers:
        """The same answer everywhere."""
        view.decided_by(self.path, YES)
        return Answers(yes=YES) if self.accepts else Answers(no=YES)

    def form(self) -> Form:
        """The same answer everywhere."""
        return Form(yes=TRUE) if self.accepts else Form(no=TRUE)

    def lacks(self, view: View, answers: Answers) -> tuple[Lack, ...]:
        """One answer, where it refuses."""
        lacking = np.int64(0 if self.accepts else 1)
        return (Lack("answer", self.path, "answer", lacking, lacking),)


def _compile(written: WrittenJudge, compiling: Compiling) -> Step | None:
    if written.otherwise == "open":
        return None
    return Default((*compiling.path, "otherwise"), accepts=written.otherwise == "accepts")


OTHERWISE = Kind(
    id="otherwise",
    name="otherwise",
    question="What does it answer where nothing above decides?",
    source="a statement of the case, open unless it is made; Reiter 1980 on default reasoning",
    exact=True,
    assumes="what the case says of packages that it does not otherwise speak of",
    field="otherwise",
    compile=_compile,
)

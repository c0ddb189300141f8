"""What a reader's questions come to on one page."""

from dataclasses import dataclass
from typing import Any, ClassVar

from winset.model.result import Result, plain


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """A question of a reader, with its answer.

    id, text: as the case has them. command: what to type for more. result: the answer; None where there is none.
    missing: why there is none, or empty.
    """

    id: str
    text: str
    command: str
    result: Result | None
    missing: str = ""

    @property
    def sentence(self) -> str:
        """The answer in one sentence, or why there is none."""
        return self.result.sentence() if self.result is not None else self.missing


@dataclass(frozen=True)
class AnswersResult(Result):
    """A reader's questions, each with its answer in one sentence and the command for more."""

    questions: tuple[AnsweredQuestion, ...]

    kind: ClassVar[str] = "answers"

    def records(self) -> list[dict[str, Any]]:
        """The questions, a row each."""
        return [
            {"question": each.id, "text": each.text, "answer": each.sentence, "command": each.command}
            for each in self.questions
        ]

    def to_data(self) -> dict[str, Any]:
        """The answers in their sentences; each command with `--json` gives all of one."""
        about = {"about": plain(self.about)}
        return {"winset": self.about.version, "kind": self.kind, "schema": 1, **about, "questions": self.records()}

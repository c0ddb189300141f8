"""What asking a case one thing comes to."""

from dataclasses import dataclass, field

from winset.model.result import Input


@dataclass(frozen=True, slots=True)
class Found:
    """What a case answers to one question.

    yes: the answer; None where open answers, or readings that differ, decide. words: what was found, as a clause.
    inputs: the parts of the case that decided it. structure: it stands whatever the numbers are that nobody cites.
    """

    yes: bool | None
    words: str
    inputs: tuple[Input, ...] = field(default=(), repr=False)
    structure: bool = False


class CannotTellError(Exception):
    """A case cannot be asked this: `why` says what it lacks."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def three_valued(sure: int, possible: int, how: str | None) -> bool | None:
    """Whether there is something, where some of it may be possible without being sure."""
    if how == "sure":
        return sure > 0
    if how == "possible":
        return possible > 0
    return True if sure else None if possible else False


def both(answers: "tuple[bool | None, ...]") -> bool | None:
    """Whether all are so: no where one surely is not, open where one is open."""
    if any(answer is False for answer in answers):
        return False
    return None if any(answer is None for answer in answers) else True

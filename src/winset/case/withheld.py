"""What a redacted case knows of that which was taken out: how much, and nothing else."""

from dataclasses import dataclass
from typing import Literal, get_args

Circulation = Literal["open", "restricted", "confidential"]
LEVELS: tuple[Circulation, ...] = get_args(Circulation)
"""Who may see a source, the widest circle first."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """How many sources, and how many inputs and other entries that rest on them alone, are withheld at a level."""

    level: Circulation
    sources: int
    inputs: int

    def __str__(self) -> str:
        """The sentence that every page of an answer has."""
        sources, inputs = _counted(self.sources, "source"), _counted(self.inputs, "input")
        rest = f"are withheld at this level ({self.level}); the answers are computed without them"
        return f"{sources} and {inputs} {rest}."


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

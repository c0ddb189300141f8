"""What differs between two dated versions of a case, as records: its inputs, its other parts, its sources."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from winset.model.result import Input

BearsOn = Literal["all answers", "its ratifier", "none"]


@dataclass(frozen=True, slots=True)
class InputChange:
    """An input that one version has and the other has not, or has otherwise.

    kind: a number, a red line, a poll ... before and after: as each version has it, None where it has not.
    aspects: what differs, of `words`, `standing` and `grounds`. difference: after less before, where both are plain
    numbers or have a likely value. nearest: the path that the input may have moved to, or may have come from.
    """

    path: str
    kind: str
    before: Input | None
    after: Input | None
    aspects: tuple[str, ...] = ()
    difference: Fraction | None = None
    nearest: str | None = None

    @property
    def change(self) -> str:
        """`added`, `removed` or `changed`."""
        return change_of(self.before, self.after)


@dataclass(frozen=True, slots=True)
class PartChange:
    """Another part of the case that differs, in words.

    bears_on: every answer may turn on which packages there are; an answer about a ratifier also on whom it follows,
    which packages it is asked about, and the like; no answer turns on wording.
    """

    path: str
    before: str | None
    after: str | None
    bears_on: BearsOn

    @property
    def change(self) -> str:
        """`added`, `removed` or `changed`."""
        return change_of(self.before, self.after)


@dataclass(frozen=True, slots=True)
class SourceChange:
    """A source that one version has and the other has not, or describes otherwise.

    before and after: the source in words. fields: what is described otherwise, each with its words before and after.
    """

    id: str
    before: str | None
    after: str | None
    fields: tuple[tuple[str, str | None, str | None], ...] = ()

    @property
    def change(self) -> str:
        """`added`, `removed` or `changed`."""
        return change_of(self.before, self.after)


@dataclass(frozen=True, slots=True)
class CaseChanges:
    """All that differs between two versions of a case. as_of: the day of each, where they differ."""

    inputs: tuple[InputChange, ...]
    parts: tuple[PartChange, ...]
    sources: tuple[SourceChange, ...]
    as_of: tuple[date, date] | None

    def __bool__(self) -> bool:
        return bool(self.inputs or self.parts or self.sources or self.as_of)


def change_of(before: object, after: object) -> str:
    """What happened to something that stands in one version or in both."""
    return "added" if before is None else "removed" if after is None else "changed"

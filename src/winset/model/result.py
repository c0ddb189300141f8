"""What every answer is: a frozen record that says how it was found, what it rests on, and how to show it.

The records hold data only. How they read as sentences, tables and figures is `winset.show`, which stands after them
in the way of the data; it hands over its renderer when it is first needed (see `Result.renderer`).
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

import numpy as np

from winset.case.withheld import Withheld

if TYPE_CHECKING:
    import pandas as pd

JSON_VERSION = 1


class Verdict(Enum):
    """What becomes of the deals that were asked about."""

    RATIFIED = "ratified"
    OPEN = "open"
    REFUSED = "refused"
    NO_DEALS = "no deals"


@dataclass(frozen=True, slots=True)
class About:
    """What an answer is about, and how it was found.

    world: the level of each condition. where: the pattern asked for, in the notation of the case, or empty.
    packages: how many packages the couplings allow, without the status quo. deals: how many of them were asked about.
    stated: a poll decided somewhere, so the answer holds at the stated values only. inputs: the paths in the case that
    decided it, and assumed: those of them that rest on no source. names: the names in words of what the answer speaks
    of, by path, such as `issues.islands.two` and `parties.japan`; what has no name of its own is left out.
    withheld: how much of the case is not shown at the level that was asked for. estimated: there are too many packages
    to count, so numbers of packages are estimates.
    """

    case: str
    title: str
    as_of: date
    digest: str
    variants: tuple[str, ...]
    world: tuple[tuple[str, str], ...]
    where: str
    party: str | None
    packages: int
    deals: int
    stated: bool
    methods: tuple[str, ...]
    engine: str
    exact: bool
    version: str
    inputs: tuple["Input", ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    withheld: Withheld | None = None
    estimated: bool = False

    @property
    def assumed(self) -> tuple["Input", ...]:
        """The inputs that rest on no source."""
        return tuple(entry for entry in self.inputs if entry.standing == "assumed")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that an input rests on: the source, and its words or what it says."""

    source: str
    title: str
    published: str
    text: str
    verbatim: bool
    at: str | None = None
    speaker: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Input:
    """A part of the case that decided an answer: its path, its standing, and what it rests on.

    standing: `cited`, `assumed` or `contested`.
    """

    path: str
    words: str
    standing: str
    why: str | None
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class PackageRecord:
    """A package: its number, and its options by issue."""

    number: int
    options: tuple[tuple[str, str], ...]

    def as_dict(self) -> dict[str, str]:
        """The options by issue."""
        return dict(self.options)


class Renderer(Protocol):
    """What `winset.show` offers for results."""

    def sentence(self, result: "Result") -> str:
        """The answer in one sentence."""
        ...

    def html(self, result: "Result") -> str:
        """The answer as a fragment of HTML, without script."""
        ...


@dataclass(frozen=True)
class Result:
    """An answer. `about` says what it is about and how it was found."""

    about: About

    kind: ClassVar[str] = "result"
    renderer: ClassVar[Callable[[], Renderer] | None] = None

    def records(self) -> list[dict[str, Any]]:
        """The main table of the answer, a plain mapping a row."""
        raise TypeError(f"{type(self).__name__} has no table")

    def frame(self) -> "pd.DataFrame":
        """The main table as a pandas frame; pandas is imported here and nowhere else."""
        import pandas as pd

        return pd.DataFrame.from_records(self.records())

    def sentence(self) -> str:
        """The answer in one sentence."""
        return self._renderer().sentence(self)

    def _repr_html_(self) -> str:
        return self._renderer().html(self)

    def _renderer(self) -> Renderer:
        if Result.renderer is None:
            raise RuntimeError("import winset before showing a result")
        return Result.renderer()

    def to_data(self) -> dict[str, Any]:
        """The whole answer as plain data: the content of `to_json`."""
        body = {field.name: plain(getattr(self, field.name)) for field in fields(self)}
        return {"winset": self.about.version, "kind": self.kind, "schema": JSON_VERSION, **body}

    def to_json(self, indent: int | None = 2) -> str:
        """The whole answer as JSON. Exact fractions that are not decimals are written as text, such as "1/3"."""
        return json.dumps(self.to_data(), indent=indent, ensure_ascii=False, allow_nan=False)


def plain(value: Any) -> Any:
    """A value of a record as plain data."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Fraction):
        return plain_number(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, np.ndarray | np.generic):
        return value.tolist()
    if isinstance(value, tuple | list | frozenset):
        return [plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


def plain_number(value: Fraction) -> int | float | str:
    """A whole number, a short decimal that a float repeats exactly in print, or the fraction as text."""
    if value.denominator == 1:
        return value.numerator
    short = float(value)
    return short if Fraction(repr(short)) == value else str(value)

"""Gambit (gambit-project.org): strategic games in its .nfg format, in the version with outcomes.

A strategy of each player together has an outcome, or none: then everybody gets 0. Gambit reads labels of printable
ASCII without quotation marks and without two spaces in a row, and players, strategies and outcomes apart by them.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from winset.case.problems import WinsetError

MOST_PROFILES = 1 << 20
"""Combinations of strategies, each of which takes a number in the file."""

_A_LINE = 20  # numbers on a line of the file


@dataclass(frozen=True, slots=True)
class Outcome:
    """An outcome: its label, and what it is worth to each player."""

    label: str
    payoffs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StrategicGame:
    """A game in strategic form.

    strategies: the labels of those of each player. outcomes: numbered from 1. table: the number of the outcome of each
    combination of strategies, 0 for none; it has an axis for each player, in their order. comment: paragraphs.
    """

    title: str
    players: tuple[str, ...]
    strategies: tuple[tuple[str, ...], ...]
    outcomes: tuple[Outcome, ...]
    table: npt.NDArray[np.int64]
    comment: tuple[str, ...] = ()


def nfg_text(game: StrategicGame) -> str:
    """The file.

    Raises:
        WinsetError: there are more combinations of strategies than `MOST_PROFILES`.
        ValueError: the table does not fit to the strategies.
    """
    if game.table.size > MOST_PROFILES:
        raise WinsetError(f"there are {game.table.size:,} combinations of strategies, more than {MOST_PROFILES:,}")
    if game.table.shape != tuple(map(len, game.strategies)):
        raise ValueError(f"a table of {game.table.shape} for {[len(each) for each in game.strategies]} strategies")
    lines = [
        f"NFG 1 R {_quoted(game.title)} {{ {' '.join(map(_quoted, _apart(game.players)))} }}",
        "",
        "{",
        *(f"{{ {' '.join(map(_quoted, _apart(labels)))} }}" for labels in game.strategies),
        "}",
        '"' + "\n".join(plain(paragraph) for paragraph in game.comment) + '"',
        "",
        "{",
        *_outcomes(game.outcomes),
        "}",
        *_numbers(game.table),
    ]
    return "\n".join(lines) + "\n"


def plain(text: str) -> str:
    """A text in printable ASCII: accents are left out, other characters become `?`, and quotation marks apostrophes."""
    bare = unicodedata.normalize("NFKD", text)
    bare = "".join(char for char in bare if not unicodedata.combining(char))
    shown = re.sub(r"[^ -~]", "?", re.sub(r"\s+", " ", bare))
    # Gambit ends a label at a quotation mark, and doubles strokes that lead to the left.
    return shown.replace('"', "'").replace("\\", "/").strip()


def _apart(labels: Sequence[str]) -> list[str]:
    """Labels in printable ASCII, each once: a second one gets its place.

    Until it has read all labels Gambit calls things by their places, so a number alone would be taken already.
    """
    found: list[str] = []
    used: set[str] = set()
    for at, label in enumerate(labels, start=1):
        written = plain(label) or str(at)
        written = f"({written})" if written.isdigit() else written
        while written in used:
            written = f"{written} ({at})"
        used.add(written)
        found.append(written)
    return found


def _quoted(text: str) -> str:
    return f'"{plain(text)}"'


def _outcomes(outcomes: Sequence[Outcome]) -> Iterator[str]:
    labels = _apart([outcome.label for outcome in outcomes])
    for label, outcome in zip(labels, outcomes, strict=True):
        yield f"{{ {_quoted(label)} {', '.join(map(str, outcome.payoffs))} }}"


def _numbers(table: npt.NDArray[np.int64]) -> Iterator[str]:
    """The outcomes of all combinations; the strategy of the first player changes fastest."""
    numbers = table.ravel(order="F").tolist()
    for at in range(0, len(numbers), _A_LINE):
        yield " ".join(map(str, numbers[at : at + _A_LINE]))

"""What is wrong with a case: where, in which words, and what would mend it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Literal

QUOTED_LENGTH = 80  # characters of the file that one message shows
MAX_PROBLEMS = 100
KNOWN_SHOWN = 8
# Bounds on looking for the nearest id, which happens once for every misspelt word.
NEAREST_LENGTH = 64
NEAREST_CANDIDATES = 20_000
NEAREST_COMPARISONS = 1_000

# Python calls these printable, but nobody sees them: joiners, fillers, blank letters, variation selectors.
_UNSEEN = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef"
_UNSEEN_CHARACTER = re.compile(f"[{_UNSEEN}]")


@dataclass(frozen=True, slots=True)
class Place:
    """A position in a file; lines and columns count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{visible(self.file)}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, and what would mend it."""

    what: str
    mend: str = ""
    path: tuple[str | int, ...] = ()
    place: Place | None = None
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        words = f"{self.what}; {self.mend}" if self.mend else self.what
        return f"{self.place}: {words}" if self.place else words


class WinsetError(Exception):
    """Whatever winset refuses to do, in words for the user."""


class CaseError(WinsetError, ValueError):
    """A case that cannot be used, with all of its problems in the order of the file."""

    def __init__(self, problems: Iterable[Problem], more: int = 0) -> None:
        self.problems = in_order(problems)
        self.more = more
        super().__init__(self.problems, more)  # the arguments themselves, so that the error can be pickled

    def __str__(self) -> str:
        lines = [str(problem) for problem in self.problems]
        if self.more:
            lines.append(f"and {self.more} more {'problem' if self.more == 1 else 'problems'}")
        return "\n".join(lines)


class Problems:
    """Collects problems, so that all are told at once; past the limit they are only counted."""

    def __init__(self, limit: int = MAX_PROBLEMS) -> None:
        self.found: list[Problem] = []
        self.more = 0
        self._limit = limit

    def add(self, problem: Problem) -> None:
        """Keep a problem, or count it where there are too many already."""
        if len(self.found) < self._limit:
            self.found.append(problem)
        else:
            self.more += 1

    def raise_any(self) -> None:
        """Raise a CaseError if anything was found."""
        if self.found:
            raise CaseError(self.found, self.more)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort problems by place; those about a file as a whole come first."""

    def key(problem: Problem) -> tuple[str, int, int]:
        place = problem.place
        return (place.file, place.line, place.column) if place else ("", 0, 0)

    return tuple(sorted(problems, key=key))


def visible(text: str, keep: str = "") -> str:
    r"""Show control, bidirectional and other unseen characters escaped, as `\u202e`; those in `keep` stay."""
    if text.isprintable() and not _UNSEEN_CHARACTER.search(text):
        return text
    return "".join(
        char
        if char in keep or (char.isprintable() and not _UNSEEN_CHARACTER.match(char))
        else char.encode("unicode_escape").decode("ascii")
        for char in text
    )


def shortened(text: str, limit: int = QUOTED_LENGTH) -> str:
    """Make text visible and cut it to at most `limit` characters."""
    shown = visible(text[: limit + 1])  # cut first: a scalar may be a million characters long
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def quoted(text: str, limit: int = QUOTED_LENGTH) -> str:
    """Quote words of the file in a message: visible, cut, between backticks (or quotation marks around a backtick)."""
    shown = shortened(text, limit)
    return f"'{shown}'" if "`" in shown else f"`{shown}`"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Find the known id that `word` most likely misspells, or None where nothing is near."""
    word = word[:NEAREST_LENGTH]
    plain = _plain(word)
    letters = set(plain)
    best: str | None = None
    bound = min(4, len(plain) // 3)  # two short words that share no letter are not each other misspelt
    comparisons = 0
    for candidate in islice(known, NEAREST_CANDIDATES):
        if abs(len(candidate) - len(plain)) > bound:
            continue
        other = _plain(candidate)
        if len(set(other) - letters) > bound:  # each letter that is missing costs an edit
            continue
        distance = _distance(plain, other, bound)
        if distance <= bound:
            best, bound = candidate, distance - 1
        comparisons += 1
        if bound < 0 or comparisons == NEAREST_COMPARISONS:
            break
    return best


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Suggest the nearest id, or say what is known where none is near; empty where nothing is known."""
    names = list(known)
    best = nearest(word, names)
    if best is not None:
        return f"did you mean {quoted(best)}?"
    if not names:
        return ""
    shown = ", ".join(quoted(name, limit=40) for name in names[:KNOWN_SHOWN])
    rest = len(names) - KNOWN_SHOWN
    return f"known: {shown} and {rest} more" if rest > 0 else f"known: {shown}"


def _plain(word: str) -> str:
    """Take away what people confuse in ids: capitals, hyphens and spaces for underscores."""
    return word.casefold().replace("-", "_").replace(" ", "_")


def _distance(one: str, other: str, bound: int) -> int:
    """Count insertions, deletions, changes and swaps of neighbours between two words; past `bound` stop counting."""
    previous: list[int] = []
    row = list(range(len(other) + 1))
    for i, char in enumerate(one, start=1):
        before, previous = previous, row
        row = [i] + [bound + 1] * len(other)
        for j in range(max(1, i - bound), min(len(other), i + bound) + 1):
            changed = previous[j - 1] + (char != other[j - 1])
            row[j] = min(changed, previous[j] + 1, row[j - 1] + 1)
            if i > 1 and j > 1 and char == other[j - 2] and one[i - 2] == other[j - 1]:
                row[j] = min(row[j], before[j - 2] + 1)
        if min(row) > bound:
            return bound + 1
    return row[-1]

"""What the checks find: a problem that knows its path in the file, and not yet its line."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Literal

from winset.case.paths import node_at, written_path
from winset.case.problems import Problem, did_you_mean, quoted
from winset.case.reading import Block, Row, place_of
from winset.case.shape import Path


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong at a path, and what would mend it.

    mend: words, or a function that finds them: looking for the nearest id takes time that only shown problems need.
    of: whether the key or the value at the path is what is wrong.
    """

    path: Path
    what: str
    mend: str | Callable[[], str] = ""
    of: Literal["key", "value"] = "value"
    severity: Literal["error", "warning"] = "error"


def unknown(path: Path, what: str, word: str, known: Iterable[str], of: Literal["key", "value"] = "value") -> Finding:
    """A word that refers to nothing: `what` says what is missing, the mend names the nearest id."""
    return Finding(path, f"there is no {what} {quoted(word)}", partial(did_you_mean, word, known), of)


def problem(finding: Finding, root: Block, file: str, within: str = "") -> Problem:
    """The finding as a problem with its place in the file; `within`: what brings it about, such as a variant."""
    path = written_path(root, finding.path)
    # A mapping or a list is shown by its key: its own place would be that of its first entry.
    whole = isinstance(node_at(root, path), Block | Row) and path
    place = place_of(root, path, file, of="key" if whole else finding.of)
    what = f"in {within}: {finding.what}" if within else finding.what
    mend = finding.mend if isinstance(finding.mend, str) else finding.mend()
    return Problem(what, mend, finding.path, place, finding.severity)

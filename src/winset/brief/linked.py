"""Text with links inside the page: the words of a number lead to the input that they come from."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from winset.show.table import Table

_PLAIN = re.compile(r"[A-Za-z0-9_.]")
_BEFORE = r"(?<![\w./\u202f])"  # `7 votes` is not found in `17 votes`, nor in `3.7 votes`
_AFTER = r"(?!\w)"


@dataclass(frozen=True, slots=True)
class Span:
    """Some words, and where they lead, if anywhere."""

    text: str
    href: str = ""


Linked = tuple[Span, ...]
CellLinks = Mapping[tuple[int, int], str]


@dataclass(frozen=True, slots=True)
class Line:
    """A line that may be shown, and the words in it that would lead to inputs, or to places given as `#...`."""

    text: str
    phrases: tuple[tuple[str, str], ...] = ()

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class LinkedTable:
    """A table whose cells may lead to inputs and to other parts of the page, by row and column."""

    table: Table
    links: CellLinks


def anchor(kind: str, path: str) -> str:
    """An id in the page for a path of the case: unlike paths have unlike ids, whatever characters they have."""
    safe = "".join(char if _PLAIN.match(char) else f"-{ord(char):x}-" for char in path)
    return f"{kind}-{safe}"


def unlinked(text: str) -> Linked:
    """Words that lead nowhere."""
    return (Span(text),) if text else ()


def linked(text: str, phrases: Iterable[tuple[str, str]], to: Callable[[str], str]) -> Linked:
    """A text in which phrases lead somewhere.

    Longer phrases are found before shorter ones. The same words with several targets take them in the order given, the
    last one from then on.

    Args:
        text: the text.
        phrases: words that may stand in it, each with its target; an empty target leaves the words as they are.
        to: the link to a target; it is asked only for words that do stand in the text.
    """
    waiting: dict[str, list[str]] = {}
    for words, target in phrases:
        if words and target:
            waiting.setdefault(words, []).append(target)
    if not waiting:
        return unlinked(text)
    ordered = sorted(waiting, key=len, reverse=True)
    wanted = re.compile("|".join(f"{_BEFORE}{re.escape(words)}{_AFTER}" for words in ordered))
    spans: list[Span] = []
    end = 0
    for found in wanted.finditer(text):
        spans += unlinked(text[end : found.start()])
        targets = waiting[found[0]]
        spans.append(Span(found[0], to(targets.pop(0) if len(targets) > 1 else targets[0])))
        end = found.end()
    return (*spans, *unlinked(text[end:]))

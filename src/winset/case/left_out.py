"""Faulty parts that were left out so that the rest of a case can be checked, and what may only follow from that."""

from dataclasses import dataclass
from functools import cached_property

from winset.case.checks import Check
from winset.case.findings import Finding
from winset.case.paths import node_at, written_path
from winset.case.reading import Block
from winset.case.shape import Path

# The sections whose ids other parts of a case refer to.
_NAMING = frozenset(
    {
        "sources",
        "issues",
        "options",
        "conditions",
        "patterns",
        "parties",
        "ratifiers",
        "blocs",
        "bodies",
        "levers",
        "variants",
        "goals",
        "statements",
        "claims",
    }
)


@dataclass(frozen=True)
class LeftOut:
    """The paths of the faulty parts."""

    paths: frozenset[Path] = frozenset()

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(str(path[-1]).casefold() for path in self.paths if len(path) > 1 and path[-2] in _NAMING)

    @cached_property
    def _around(self) -> frozenset[Path]:
        return frozenset(path[:end] for path in self.paths for end in range(len(path) + 1))

    def spoken_of(self, *words: str) -> bool:
        """Whether ids or paths name something that was left out."""
        return any(part.casefold() in self._ids for word in words for part in word.split("."))

    def explains(self, check: Check, finding: Finding, root: Block) -> bool:
        """Whether a finding may only follow from what was left out, and so is not worth telling."""
        if not self.paths:
            return False
        value = node_at(root, written_path(root, finding.path))
        if self.spoken_of(*map(str, finding.path[-1:]), *([value] if isinstance(value, str) else [])):
            return True
        # What stands in a ratifier is judged as a whole: votes, polls and rule together.
        around = finding.path[:4] if finding.path[:1] == ("parties",) else finding.path[:-1]
        return check.whole and around in self._around

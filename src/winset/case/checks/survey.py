"""A case with what the checks look up in it: its entries by kind, its vocabulary, its ratifiers."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, TypeVar

from winset.case.checks.judges import Judges
from winset.case.checks.vocabulary import Vocabulary
from winset.case.sections import CaseFile
from winset.case.shape import Path
from winset.case.walk import walk

Found = TypeVar("Found")


class Survey:
    """What a case has, found once for all checks.

    like: another reading of the case, such as the case without a variant. Entries that both share, and that refer to
    the same ids in both, are not given again: what is wrong with them is known. again: it is a
    changed case, whose original was checked before.
    """

    def __init__(self, file: CaseFile, like: "Survey | None" = None, *, again: bool = False) -> None:
        self.file = file
        self.words = Vocabulary.of(file)
        self.judges = Judges(file)
        self.again = again
        self._like = like if like is not None and like.referents == self.referents else None

    @cached_property
    def referents(self) -> tuple[object, ...]:
        """What ids in other entries can refer to."""
        file = self.file
        options = [(id_, entry.ordered, tuple(entry.options)) for id_, entry in self.words.entries.items()]
        return options, len(file.issues), file.patterns, list(file.sources), list(self.judges.all), list(file.parties)

    @cached_property
    def _entries(self) -> Mapping[type, list[tuple[Path, Any]]]:
        known = self._like.identities if self._like is not None else frozenset()
        entries: dict[type, list[tuple[Path, Any]]] = {}
        for path, value in walk(self.file, known):
            entries.setdefault(type(value), []).append((path, value))
        return entries

    @cached_property
    def identities(self) -> frozenset[int]:
        """The entries themselves; this survey keeps them alive, so the numbers stay theirs."""
        return frozenset(id(value) for found in self._entries.values() for _, value in found)

    def all(self, *kinds: type[Found]) -> Iterator[tuple[Path, Found]]:
        """The entries of these kinds with their paths."""
        for kind in kinds:
            yield from self._entries.get(kind, ())

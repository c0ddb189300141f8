"""What in a conflict would still tell of left-out sources by its id: decision makers, names of states, patterns.

A decision maker stays and loses its id, because without it others would seem to be alone; the name of a state goes
where options tell the states apart, and so does a pattern that only what is gone made use of.
"""

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from winset.case.conflict import Conflict, Decider, NamedState
from winset.case.cutting import entries, sources_of
from winset.case.load import Case
from winset.case.patterns import Named, Where
from winset.case.shape import Path
from winset.case.walk import pattern_parts, walk

Resting = Mapping[Path, type[BaseModel]]
"""The entries that are cited to left-out sources alone, by path."""


def unseen_deciders(after: Case, resting: Resting) -> Iterator[Path]:
    """Decision makers of whom nothing that is cited speaks any more."""
    for path, model in resting.items():
        if issubclass(model, Decider) and not _spoken_of(after, path):
            yield path


def _spoken_of(case: Case, path: Path) -> bool:
    """Whether something cited stands in the entry of a decision maker, or is done by it."""
    return any(
        sources_of(entry)
        and (entry.path[: len(path)] == path or (entry.path[:1] == path[:1] and entry.block.get("by") == path[-1]))
        for entry in entries(case.root)
    )


def lost_names(before: Case, after: Case, resting: Resting) -> Iterator[Path]:
    """Names of states that rest on these sources alone, and patterns that only what is gone made use of."""
    conflict = after.file.conflict
    if conflict is None:
        return
    if conflict.options:
        yield from (path for path, model in resting.items() if issubclass(model, NamedState))
    gone = _used(before.file.conflict) - _used(conflict)
    yield from (("conflict", "patterns", name) for name in conflict.patterns if name in gone)


def _used(conflict: Conflict | None) -> frozenset[str]:
    """The patterns that something makes use of, through the patterns that it names."""
    if conflict is None:
        return frozenset()
    named: dict[str, set[str]] = {name: set() for name in conflict.patterns}
    waiting: set[str] = set()
    for path, part in walk(conflict):
        if isinstance(part, Named | Where):
            names = {each.name for _, each in pattern_parts(part) if isinstance(each, Named)}
            (named[str(path[1])] if path[0] == "patterns" else waiting).update(names)
    used: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in named and name not in used:
            used.add(name)
            waiting |= named[name]
    return frozenset(used)

"""Walks over the entries of a case, with their paths in the file."""

from collections.abc import Container, Iterator
from typing import Any

from pydantic import BaseModel

from winset.case.patterns import Match, Named, Pattern
from winset.case.shape import Path, deep_keys_of


def walk(entry: BaseModel, known: Container[int] = ()) -> Iterator[tuple[Path, Any]]:
    """Every entry and every pattern from `entry` on, in the order of the language, with its path.

    Patterns are given whole; `pattern_parts` goes inside. Empty sections and keys that are not written are passed over,
    and so are entries whose identity is known.
    """
    # A stack of its own and no calls in the loop: a case may have a million entries.
    waiting: list[tuple[Path, Any]] = [((), entry)]
    while waiting:
        path, value = waiting.pop()
        if id(value) in known:
            continue
        if isinstance(value, BaseModel):
            yield path, value
            values = value.__dict__
            for key in reversed(deep_keys_of(type(value))):
                part = values[key.attribute]
                if part is not None and part != () and part != {}:
                    waiting.append(((*path, key.word), part))
        elif isinstance(value, dict):
            waiting.extend([((*path, id_), part) for id_, part in reversed(value.items())])
        elif isinstance(value, tuple):
            waiting.extend([((*path, at), value[at]) for at in range(len(value) - 1, -1, -1)])
        else:
            yield path, value


def pattern_parts(pattern: Pattern, path: Path = ()) -> Iterator[tuple[Path, Named | Match]]:
    """Every clause and every name in a pattern, with its path; a clause's path ends in its issue or condition."""
    if isinstance(pattern, Named):
        yield path, pattern
        return
    for clause in pattern.clauses:
        if isinstance(clause, Match):
            yield (*path, clause.id), clause
            continue
        for at, part in enumerate(clause.parts):
            yield from pattern_parts(part, (*path, *clause.place(at)))

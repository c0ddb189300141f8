"""The worlds that nobody can rule out: every level of the conditions whose level is not known."""

from collections.abc import Iterator, Mapping
from itertools import product
from math import prod

from winset.case.checks.vocabulary import Vocabulary
from winset.case.load import Case
from winset.case.patterns import Named, Where
from winset.case.walk import walk

MOST_WORLDS = 32
"""Combinations of levels that are all looked at; beyond, each level that is not the first is tried alone."""

_BEARING = ("parties", "never", "issues", "deal", "levers", "course", "goals", "conflict")
"""Sections whose patterns an answer may hang on."""

World = dict[str, str]


def worlds_of(case: Case, fixed: Mapping[str, str]) -> tuple[tuple[World, ...], bool]:
    """The worlds that may be, and whether they are all of them; one without levels where everything is known.

    Args:
        case: the case.
        fixed: levels that the question sets.
    """
    conditions = case.file.conditions
    unknown = [id_ for id_, each in conditions.items() if each.now == "unknown" and id_ not in fixed]
    if not unknown:
        return ({},), True
    bearing = frozenset(_spoken_of(case))
    levels = {id_: tuple(conditions[id_].options) for id_ in unknown if id_ in bearing}
    if prod(map(len, levels.values())) <= MOST_WORLDS:
        return tuple(dict(zip(levels, world, strict=True)) for world in product(*levels.values())), True
    first = {id_: options[0] for id_, options in levels.items()}
    others = ({**first, id_: level} for id_, options in levels.items() for level in options[1:])
    return (first, *others), False


def _spoken_of(case: Case) -> Iterator[str]:
    """The issues and conditions that any pattern speaks of which an answer may hang on."""
    words = Vocabulary.of(case.file)
    for path, part in walk(case.file):
        if path and path[0] in _BEARING and isinstance(part, Named | Where):
            yield from (id_ for _, id_ in words.ids(part))
    for goal in case.file.goals.values():
        yield from goal.points
    for lever in case.file.levers.values():
        for effect in lever.effects.values():
            yield from (*effect.set, *effect.otherwise)

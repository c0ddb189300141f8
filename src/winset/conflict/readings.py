"""Whether what can last does so too under the variants of a case that change the conflict."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from winset.case.changes import changes_at, target_of
from winset.case.load import Case
from winset.case.problems import CaseError
from winset.conflict.building import Built, conflict_of
from winset.conflict.conflict import Conflict
from winset.conflict.stable import Stability, stability_of
from winset.settlement.question import Question

_BEARING = ("conflict", "conditions")


@dataclass(frozen=True, slots=True)
class Readings:
    """The variants that change the conflict, and for each the number there of each state, with what is stable.

    failed: variants under which the conflict cannot be, so that nothing can be said.
    """

    ids: tuple[str, ...]
    places: Mapping[str, np.ndarray[tuple[int], np.dtype[np.int64]]]
    stability: Mapping[str, Stability]
    concepts: tuple[str, ...]

    def of(self, state: int) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """By concept the variants under which a state is an equilibrium."""
        return tuple(
            (concept, tuple(id_ for id_ in self.ids if self._held(id_, concept, state))) for concept in self.concepts
        )

    def _held(self, id_: str, concept: str, state: int) -> bool:
        there = int(self.places[id_][state])
        return there >= 0 and bool(self.stability[id_].stable[concept][:, there].all())


def readings_of(question: Question, built: Built, found: Stability) -> Readings:
    """Every variant alone that changes the conflict and can be applied."""
    places, held = {}, {}
    for id_ in question.case.file.variants:
        if id_ in question.case.variants or not _bears(question.case, id_):
            continue
        other = _read(question.case, id_, question)
        if other is None:
            continue
        places[id_] = _places(built, other)
        held[id_] = stability_of(other.conflict, found.stable)
    return Readings(tuple(places), places, held, tuple(found.stable))


def _bears(case: Case, id_: str) -> bool:
    """Whether a variant changes what the conflict is made of."""
    targets = (target_of(case.root, change) for change in changes_at(case.root, ("variants", id_)))
    return any(target is not None and target[0] in _BEARING for target in targets)


def _read(case: Case, id_: str, question: Question) -> Built | None:
    """The conflict under a variant; None where it contests what an applied one does, or where no state can be."""
    try:
        changed = case.with_variants(id_)
        fixed = {name: question.worlds[0][name] for name in question.fixed}
        now = {name: each.now for name, each in changed.file.conditions.items() if each.now != "unknown"}
        return conflict_of(changed, {**question.worlds[0], **now, **fixed})
    except CaseError:
        return None


def _places(built: Built, other: Built) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """For each state its number in another conflict: by the levels of its options, or by its name; -1 where none is."""
    one, two = built.conflict, other.conflict
    keys = {key: number for number, key in enumerate(_keys(two))}
    return np.array([keys.get(key, -1) for key in _keys(one)], np.int64)


def _keys(conflict: Conflict) -> list[object]:
    if not conflict.choices:
        return [conflict.labels.get(state) for state in range(conflict.size)]
    names = [choice.id for choice in conflict.choices]
    return [frozenset(zip(names, row, strict=True)) for row in _level_ids(conflict)]


def _level_ids(conflict: Conflict) -> list[list[str]]:
    columns = [np.array(choice.levels)[conflict.levels[:, at]].tolist() for at, choice in enumerate(conflict.choices)]
    return [list(row) for row in zip(*columns, strict=True)]

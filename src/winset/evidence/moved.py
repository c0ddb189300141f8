"""Names, for an input that one version has and the other has not, the one that it may have become."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from winset.case.problems import nearest
from winset.evidence.differences import InputChange

_MOST = 200  # inputs of a kind that are compared with each other

_Merit = tuple[bool, int]
_Pair = tuple[_Merit, tuple[str, str], int, int]


def name_the_moved(changes: Sequence[InputChange]) -> tuple[InputChange, ...]:
    """The changes, each removed input with the added one that is most like it, and the other way round.

    Alike are inputs of one kind that say the same, or whose ids differ by a few letters; each is named once. The
    measure does not tell the versions apart, so the comparison the other way names the same pairs.
    """
    found = list(changes)
    removed: dict[str, list[int]] = {}
    added: dict[str, list[int]] = {}
    for at, change in enumerate(found):
        if change.change != "changed":
            (removed if change.after is None else added).setdefault(change.kind, []).append(at)
    taken: set[int] = set()
    for kind, gone in removed.items():
        for _, _, one, other in sorted(_alike(found, gone[:_MOST], added.get(kind, [])[:_MOST])):
            if not taken & {one, other}:
                taken |= {one, other}
                found[one] = replace(found[one], nearest=found[other].path)
                found[other] = replace(found[other], nearest=found[one].path)
    return tuple(found)


def _alike(changes: Sequence[InputChange], removed: Sequence[int], added: Sequence[int]) -> Iterator[_Pair]:
    """The pairs that are alike; the smaller comes first. Where two are as like, their paths decide."""
    for one in removed:
        for other in added:
            gone, come = changes[one], changes[other]
            same = gone.before is not None and come.after is not None and gone.before.words == come.after.words
            apart = _steps_apart(gone.path.split("."), come.path.split("."))
            # Numbers are often equal by chance, words hardly ever.
            near = apart == 1 if gone.kind == "number" or not same else True
            if near and (same or _alike_ids(gone.path, come.path)):
                paths = min(gone.path, come.path), max(gone.path, come.path)
                yield (not same, apart), paths, one, other


def _steps_apart(one: Sequence[str], other: Sequence[str]) -> int:
    """The steps of the longer path that are left when what both begin and end with is taken away."""
    shorter = min(len(one), len(other))
    first = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    last = next((at for at in range(shorter - first) if one[-1 - at] != other[-1 - at]), shorter - first)
    return max(len(one), len(other)) - first - last


def _alike_ids(one: str, other: str) -> bool:
    return nearest(one, [other]) is not None or nearest(other, [one]) is not None

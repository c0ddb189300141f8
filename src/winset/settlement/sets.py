"""Minimal sets: the smallest groups of ratifiers that conflict, and the smallest whose waiving opens a deal.

For each deal take the ratifiers that stand in its way. A waiver set is such a group that has no smaller one inside
it; a conflict set is a minimal group that meets every such group. The two are dual, as minimal correction sets and
minimal unsatisfiable subsets are (Reiter 1987; Liffiton and Sakallah 2008).
"""

from collections.abc import Iterable

Group = frozenset[int]


def minimal(groups: Iterable[Group]) -> tuple[Group, ...]:
    """The groups that contain no other, smallest first, each once."""
    kept: list[Group] = []
    for group in sorted(set(groups), key=lambda group: (len(group), sorted(group))):
        if not any(smaller <= group for smaller in kept):
            kept.append(group)
    return tuple(kept)


def minimal_hitting_sets(groups: Iterable[Group]) -> tuple[Group, ...]:
    """All minimal sets that have a member in each of the groups (Berge 1989: transversals, group by group).

    There is none if a group is empty; there is the empty set if there are no groups.
    """
    found: tuple[Group, ...] = (frozenset(),)
    for group in minimal(groups):
        met = [held for held in found if held & group]
        extended = (held | {member} for held in found if not held & group for member in group)
        found = minimal([*met, *extended])
    return found

"""Who stands in the way of which deals, and the minimal groups that follow from it."""

from collections.abc import Callable

from winset.settlement.sets import Group, minimal, minimal_hitting_sets
from winset.settlement.survey import Said, Signature, Survey


def groups_in_the_way(found: Survey, stands_in_the_way: Callable[[Said], bool]) -> list[tuple[Group, Signature]]:
    """For each signature of deals asked about, the vetoes that stand in the way."""
    vetoes = found.model.vetoes
    return [
        (frozenset(number for number in vetoes if stands_in_the_way(part.answers[number])), part)
        for part in found.asked
    ]


def refuses(said: Said) -> bool:
    """Whether an answer is a no."""
    return said.refuses


def not_yes(said: Said) -> bool:
    """Whether an answer is not surely a yes."""
    return not said.accepts


def conflict_groups(found: Survey, *, definite: bool) -> tuple[Group, ...]:
    """Minimal groups such that each deal is refused by a member (definite), or has not every member's yes."""
    return minimal_hitting_sets(group for group, _ in groups_in_the_way(found, refuses if definite else not_yes))


def waiver_groups(found: Survey, *, sure: bool) -> tuple[Group, ...]:
    """Minimal groups without which some deal is ratified (sure), or not refused."""
    return minimal(group for group, _ in groups_in_the_way(found, not_yes if sure else refuses))

"""Which states some levers can reach, the cheapest first.

Levers that share no condition and no entry of the case do not hinder or enable each other, so they are taken in groups
by themselves: what all levers together can reach is every combination of what the groups can.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heappop, heappush
from itertools import count as numbers

from winset.settlement.unlock_interplay import Interplay, Used, bits_of
from winset.settlement.unlock_moves import Moves, State

MOST_STATES = 4_096


@dataclass(frozen=True, slots=True)
class Reached:
    """A state that levers reach, what they cost together, and a smallest set of them that does."""

    cost: Fraction
    levers: Used
    state: State


def cheapest_first(moves: Moves, costs: Mapping[str, Fraction]) -> tuple[list[Reached], bool]:
    """The states that the levers with a cost reach, the cheapest first, and whether these are all.

    Who reaches a state with fewer levers can still do all that who needed more can, so only the smallest sets are
    followed. Where there are too many states the dearest are left out.
    """
    interplay = Interplay(moves)
    own = interplay.mask(id_ for id_ in costs if id_ in interplay.place)
    groups = [_group(interplay, part, costs) for part in interplay.parts(own)]
    found: list[Reached] = []
    for reached in _combined(moves, [options for options, _ in groups]):
        if len(found) == MOST_STATES:
            return found, False
        found.append(reached)
    limit = min((left for _, left in groups if left is not None), default=None)
    if limit is None:
        return found, True
    return [reached for reached in found if reached.cost < limit], False


def _group(interplay: Interplay, part: int, costs: Mapping[str, Fraction]) -> tuple[list[Reached], Fraction | None]:
    """What a group reaches, the cheapest first, and what the cheapest that is left out costs at the least."""
    moves, order = interplay.moves, numbers()
    held: dict[State, list[Used]] = {}
    found: list[Reached] = []
    heap = [(Fraction(0), 0, next(order), Reached(Fraction(0), Used(), State()))]
    while heap:
        cost, _, _, here = heappop(heap)
        if any(smaller <= here.levers for smaller in held.get(here.state, [])):
            continue
        if len(found) == MOST_STATES:
            return found, cost
        held.setdefault(here.state, []).append(here.levers)
        found.append(here)
        for number in bits_of(part):
            lever = interplay.ids[number]
            if lever in here.levers or not moves.can(lever, here.state):
                continue
            for draws in interplay.draws[number]:
                levers, more = here.levers | {lever}, cost + costs[lever]
                entry = Reached(more, levers, moves.after(here.state, draws))
                heappush(heap, (more, len(levers), next(order), entry))
    return found, None


def _combined(moves: Moves, groups: Sequence[Sequence[Reached]]) -> Iterator[Reached]:
    """Every choice of one state for each group, the cheapest first."""
    start = (0,) * len(groups)
    heap: list[tuple[Fraction, int, tuple[int, ...]]] = [(Fraction(0), 0, start)]
    seen = {start}
    while heap:
        cost, _, places = heappop(heap)
        chosen = [group[at] for group, at in zip(groups, places, strict=True)]
        levers = Used().union(*(each.levers for each in chosen))
        yield Reached(cost, levers, moves.joined(each.state for each in chosen))
        for number, at in enumerate(places):
            further = (*places[:number], at + 1, *places[number + 1 :])
            if at + 1 < len(groups[number]) and further not in seen:
                seen.add(further)
                step = groups[number][at + 1].cost - groups[number][at].cost
                heappush(heap, (cost + step, sum(further), further))

"""All minimal unlocks: the smallest sets of levers that reach a state in which a deal is open.

The search goes from what stands in the way. A package that a ratifier stops can only open if some group of levers that
this ratifier reads leaves its first state; so only those groups are tried for it, smallest sets first, and no set is
tried that holds one found already. It is exact: every minimal unlock is met before any set that holds it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import count as numbers
from itertools import product

import numpy as np

from winset.model.result import Verdict
from winset.settlement.unlock_ground import Bits, Ground, count
from winset.settlement.unlock_moves import Moves, Ref, State, joined
from winset.settlement.unlock_reach import Option, Used, groups, reachable, too_many
from winset.settlement.winsets import verdict_of

MOST_TRIED = 100_000
MOST_SETS = 2_000
MOST_COMBINED = 4_096

Way = tuple[State, ...]
"""A state for each group of levers."""


@dataclass(frozen=True, slots=True)
class _Node:
    """A set of levers to try. decided: the groups that are not looked at again. left: the packages it may open."""

    way: Way
    levers: Used
    decided: frozenset[int]
    left: Bits


class Search:
    """The levers of a case in groups, with all that they reach, and the packages to open."""

    def __init__(self, moves: Moves, grounds: "Grounds") -> None:
        self.moves = moves
        self.grounds = grounds
        self.groups = groups(moves)
        self.options: tuple[tuple[Option, ...], ...] = tuple(reachable(moves, group) for group in self.groups)
        self._touch: dict[tuple[tuple[Ref, ...], str | None], tuple[int, ...]] = {}
        self._general = [
            number
            for number, options in enumerate(self.options)
            if any(grounds.general(option.state) for option in options)
        ]

    def unlocks(self, sure: bool) -> Iterator[Used]:
        """All minimal unlocks, the smallest first.

        Raises:
            TooManyWaysError: more sets would have to be tried than are.
        """
        heap: list[tuple[int, int, _Node]] = []
        order = numbers()
        for node in self._starts(sure):
            heappush(heap, (len(node.levers), next(order), node))
        found: list[Used] = []
        for tried in numbers():
            if not heap:
                return
            if tried > MOST_TRIED or len(found) > MOST_SETS:
                raise too_many()
            node = heappop(heap)[2]
            if any(smaller <= node.levers for smaller in found):
                continue
            state = joined(node.way)
            ground = self.grounds.at(state)
            if (ground.open(state, sure) & node.left).any():
                found.append(node.levers)
                yield node.levers
                continue
            for further in self._further(node, ground, state, sure):
                heappush(heap, (len(further.levers), next(order), further))

    def _starts(self, sure: bool) -> Iterator[_Node]:
        """Nothing pulled; and every way to pull the levers that change what the case is about."""
        base: Way = tuple(State() for _ in self.groups)
        for chosen in product(*(self.options[number] for number in self._general)):
            way = list(base)
            for number, option in zip(self._general, chosen, strict=True):
                way[number] = option.state
            state = joined(way)
            ground = self.grounds.at(state)
            levers = Used().union(*(option.levers for option in chosen))
            decided = frozenset(self._general)
            hopeful = self._hopeful(ground, tuple(way), decided, sure)
            yield _Node(tuple(way), levers, decided, hopeful)

    def _touching(self, ground: Ground, who: str | None, decided: frozenset[int]) -> list[int]:
        """The groups, not decided yet, that may change what a ratifier says (or which packages are asked about)."""
        key = (ground.edits, who)
        if key not in self._touch:
            still = ground.depends(who, State())
            self._touch[key] = tuple(
                number
                for number, options in enumerate(self.options)
                if any(ground.depends(who, option.state) != still for option in options)
            )
        return [number for number in self._touch[key] if number not in decided]

    def _further(self, node: _Node, ground: Ground, state: State, sure: bool) -> Iterator[_Node]:
        """What to try next: for each ratifier the packages that it stops, with each group that may move it."""
        left = node.left
        stopping: list[tuple[int, list[int], Bits]] = []
        for who in (None, *ground.ratifiers):
            stopped = ~ground.asked(state) if who is None else ground.answers(who, state).in_the_way(sure)
            touching = self._touching(ground, who, node.decided)
            stopping.append((sum(len(self.options[number]) for number in touching), touching, stopped))
        for _, touching, stopped in sorted(stopping, key=lambda each: each[0]):
            here = left & stopped
            if not here.any():
                continue
            left = left & ~stopped
            decided = node.decided
            for number in touching:
                decided |= {number}
                for option in self.options[number]:
                    if option.levers:
                        way = (*node.way[:number], option.state, *node.way[number + 1 :])
                        yield replace(node, way=way, levers=node.levers | option.levers, decided=decided, left=here)

    def _hopeful(self, ground: Ground, way: Way, decided: frozenset[int], sure: bool) -> Bits:
        """The packages that no ratifier stops in every state that levers reach."""
        hopeful = np.packbits(np.ones(ground.space.size, dtype=np.bool_))
        for who in ground.ratifiers:
            touching = self._touching(ground, who, decided)
            choices = self._choices(ground, who, touching)
            if choices is None:
                continue
            best = np.zeros_like(hopeful)
            for chosen in choices:
                best |= ~ground.answers(who, joined((*way, *chosen))).in_the_way(sure)
            hopeful &= best
        return hopeful

    def _choices(self, ground: Ground, who: str, touching: list[int]) -> Iterator[tuple[State, ...]] | None:
        """Every combination of states that matter to a ratifier; None where there are too many to go through.

        Opinion that moves towards a deal never hurts it, so of groups that do nothing else only none and all are taken.
        """
        lists: list[list[tuple[State, ...]]] = []
        friendly: list[State] = []
        size = 2
        for number in touching:
            states = list({ground.depends(who, option.state): option.state for option in self.options[number]}.values())
            if all(self._only_moves(state) for state in states):
                friendly.append(State(moved=frozenset().union(*(state.moved for state in states))))
                continue
            lists.append([(state,) for state in states])
            size *= len(states)
            if size > MOST_COMBINED:
                return None
        lists.append([(), tuple(friendly)] if friendly else [()])
        return (tuple(state for part in chosen for state in part) for chosen in product(*lists))

    @staticmethod
    def _only_moves(state: State) -> bool:
        still = not (state.levels or state.swung or state.edits)
        return still and all(points >= 0 for _, points in state.moved)


class Grounds:
    """The ground for each set of general edits."""

    def __init__(self, first: Ground) -> None:
        self.first = first
        self._held: dict[tuple[Ref, ...], Ground] = {(): first}
        self._verdicts: dict[State, Verdict] = {}

    def general(self, state: State) -> tuple[Ref, ...]:
        """The edits of a state that change more than what is inside ratifiers."""
        return tuple(ref for ref in state.edits if self.first.cases.is_general(ref))

    def at(self, state: State) -> Ground:
        """The ground on which a state stands."""
        edits = self.general(state)
        if edits not in self._held:
            self._held[edits] = Ground(self.first.cases, self.first.where, edits)
        return self._held[edits]

    def open(self, state: State, sure: bool) -> Bits:
        """The deals that are open in a state."""
        return self.at(state).open(state, sure)

    def verdict(self, state: State) -> Verdict:
        """What becomes of the deals asked about in a state."""
        if state not in self._verdicts:
            deals, sure, possible = (
                count(bits) for bits in (self.at(state).asked(state), self.open(state, True), self.open(state, False))
            )
            self._verdicts[state] = verdict_of(deals, sure, possible)
        return self._verdicts[state]

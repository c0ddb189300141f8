"""All minimal unlocks: the smallest sets of levers that reach a state in which a deal is open.

The search goes from what stands in the way. If a set of levers leaves a package stopped by some ratifier, whatever way
they turn out, then every larger set that opens the package has a further lever that this ratifier reads, or that sets
what those that it reads require. So only these are added, one at a time, and of two such levers the second is tried
without the first. Sets are tried by what they cost, then by how many they are, and none that holds one found already:
every minimal unlock is met before any set that holds it. (Reiter 1987 on hitting sets, with order and requirements.)

Where there are more sets than are tried, the search goes on from the cheapest left, into the depth, for a while.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from heapq import heappop, heappush
from itertools import count as numbers
from math import lcm

from winset.settlement.unlock_ground import Ground
from winset.settlement.unlock_grounds import Grounds
from winset.settlement.unlock_hope import Hope
from winset.settlement.unlock_interplay import Interplay, Used, bits_of
from winset.settlement.unlock_moves import Moves, Ref, State
from winset.settlement.unlock_packages import Packages

MOST_TRIED = 4_000
MOST_DIVED = 1_500
MOST_SETS = 300
MOST_STEPS = 30_000
_STEPS_TO_JUDGE = 25
"""As how many states followed it counts to ask a ratifier about all packages."""

_MOST_SHRUNK = 2_000

Edits = tuple[Ref, ...]
Key = tuple[bool, int, int]
"""Whether a cost is missing, the cost in whole units, and how many levers there are."""


Told = tuple[object, Edits]
"""What a ratifier can tell of a state, and what has become of the case as a whole."""


@dataclass(frozen=True, slots=True)
class Found:
    """The minimal unlocks that were found, the cheapest first, and whether these are all.

    floor: what an unlock that was missed costs at the least, where only costs are known that can be compared.
    """

    sets: tuple[Used, ...]
    complete: bool
    tried: int
    floor: Fraction | None = None


@dataclass(frozen=True, slots=True)
class _Node:
    """A set of levers to try. excluded: levers that are not added. left: the packages that it may open, by ground."""

    levers: int
    excluded: int
    left: Mapping[Edits, Packages]


@dataclass(frozen=True, slots=True)
class _Stopper:
    """What one stops whatever happens, which levers may change that, and whether it has more than one answer."""

    always: Packages
    levers: int
    several: bool


class Search:
    """The levers of a case and the packages to open. party: whose cost says which sets are tried first."""

    def __init__(self, moves: Moves, grounds: Grounds, party: str | None = None) -> None:
        self.moves = moves
        self.grounds = grounds
        self.interplay = Interplay(moves)
        ids = self.interplay.ids
        edits = {id_: [ref for ref in moves.edits(id_) if grounds.first.cases.is_general(ref)] for id_ in ids}
        self.general = self.interplay.mask(id_ for id_ in ids if edits[id_])
        own = [moves.levers[id_].cost if moves.levers[id_].by == party else None for id_ in ids]
        self.scale = lcm(*(cost.value.denominator for cost in own if cost is not None))
        self.costs = [int(cost.value * self.scale) if cost is not None else 0 for cost in own]
        self.unpriced = [moves.levers[id_].by == party and moves.levers[id_].cost is None for id_ in ids]
        self.priced = party is not None
        self._found: dict[bool, Found] = {}

    def unlocks(self, sure: bool) -> Found:
        """All minimal unlocks, or as many as were found in so many tries."""
        if sure not in self._found:
            self._found[sure] = _Hunt(self, sure).run()
        return self._found[sure]

    def first(self, sure: bool, most_tried: int) -> Used | None:
        """The unlock that is met first, of those that cost least; None where none is met in so many tries."""
        hunt = _Hunt(self, sure)
        hunt.in_order(_Node(0, 0, {}), most_tried, 1)
        return self.interplay.levers(hunt.found[0]) if hunt.found else None

    def key(self, mask: int) -> Key:
        """What says which set is tried first; it never falls when levers are added."""
        levers = list(bits_of(mask))
        missing = any(self.unpriced[number] for number in levers)
        return missing, sum(self.costs[number] for number in levers), len(levers)


@dataclass
class _Hunt:
    """One search, for sure unlocks or for possible ones."""

    search: Search
    sure: bool
    complete: bool = True
    found: list[int] = field(default_factory=list)
    tried: int = 0
    _stoppers: dict[tuple[Edits, str | None, int], tuple[Packages, bool]] = field(default_factory=dict)
    _apart: dict[tuple[Edits, str | None, int], Mapping[Told, State]] = field(default_factory=dict)
    _bits: dict[tuple[Edits, str | None, object], Packages] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.interplay = self.search.interplay
        self.grounds = self.search.grounds
        self.hope = Hope(self.interplay, self.sure)
        self.by_first: dict[int, list[int]] = {number: [] for number in range(len(self.interplay.ids))}

    def run(self) -> Found:
        """Try the cheapest first; if there are too many, go on into the depth."""
        left = self.in_order(_Node(0, 0, {}), MOST_TRIED, MOST_SETS)
        floor = None
        if left:
            self.complete = False
            missing, cost, _ = left[0][0]
            floor = Fraction(cost, self.search.scale) if self.search.priced and not missing else None
            self._into_the_depth([node for _, _, node in reversed(left)])
        complete = self.complete and self.interplay.complete and not self.grounds.ran_out
        floor = None if self.grounds.ran_out else floor
        ordered = sorted(self.found, key=lambda mask: (self.search.key(mask), mask))
        return Found(tuple(self.interplay.levers(mask) for mask in ordered), complete, self.tried, floor)

    def in_order(self, start: _Node, most_tried: int, most_sets: int) -> list[tuple[Key, int, _Node]]:
        """Try sets by their key; what is left when there are too many, the cheapest first."""
        order = numbers()
        heap = [(self.search.key(start.levers), next(order), start)]
        last, steps = self.tried + most_tried, self._steps() + MOST_STEPS
        while heap:
            if self.tried >= last or len(self.found) >= most_sets or self._steps() >= steps or self.grounds.out:
                return sorted(heap, key=lambda entry: entry[:2])
            _, _, node = heappop(heap)
            for further in self._try(node):
                heappush(heap, (self.search.key(further.levers), next(order), further))
        return []

    def _steps(self) -> int:
        """How much work was done, the same on every machine."""
        return self.interplay.steps + _STEPS_TO_JUDGE * self.grounds.judged

    def _into_the_depth(self, stack: list[_Node]) -> None:
        """Fill up one set after another until it opens a deal, and keep the smallest sets in it."""
        last, steps = self.tried + MOST_DIVED, self._steps() + MOST_STEPS // 4
        while stack and self.tried < last and len(self.found) < MOST_SETS and self._steps() < steps:
            if self.grounds.out:
                return
            node = stack.pop()
            before = len(self.found)
            further = list(self._try(node))
            if len(self.found) > before:
                self._shrink(self.found.pop())
            stack += reversed(further)

    def _shrink(self, opening: int) -> None:
        """Keep the minimal unlocks inside a set that opens a deal, as far as they are found."""
        for masks in self.by_first.values():
            masks[:] = [mask for mask in masks if mask != opening]
        inside = _Hunt(self.search, self.sure)
        inside._stoppers, inside._apart, inside._bits, inside.hope = self._stoppers, self._apart, self._bits, self.hope
        nodes = inside.in_order(_Node(0, self.interplay.everything & ~opening, {}), _MOST_SHRUNK, MOST_SETS)
        self.tried += inside.tried
        for mask in inside.found if not nodes else ():
            if mask not in self.found:
                self._keep(mask)

    def _keep(self, mask: int) -> None:
        self.found.append(mask)
        if mask:
            self.by_first[next(bits_of(mask))].append(mask)

    def _try(self, node: _Node) -> Iterator[_Node]:
        """Look at one set: it opens a deal and is kept, or these are the sets to look at next."""
        if self._holds_one_found(node.levers):
            return
        self.tried += 1
        further: list[_Node] = []
        shape = self.interplay.closed(node.levers & self.search.general, node.levers)
        reshaping = self._free(self.search.general | self.interplay.enabling(shape), node)
        for edits in self._edits(shape):
            ground = self.grounds.of(edits)
            left = self.hope.packages(ground, ~node.excluded)
            if edits in node.left:
                left = left & node.left[edits]
            fixed = _Node(node.levers, node.excluded | reshaping, {edits: left})
            opened, nodes = self._on(ground, fixed)
            if opened:
                self._keep(node.levers)
                return
            further += nodes
        yield from further
        for levers, excluded in self._one_more(node, reshaping):
            yield _Node(levers, excluded, {})

    def _holds_one_found(self, mask: int) -> bool:
        if self.found and not self.found[0]:
            return True  # no lever is needed
        return any(smaller & mask == smaller for number in bits_of(mask) for smaller in self.by_first[number])

    def _free(self, mask: int, node: _Node) -> int:
        return mask & ~node.levers & ~node.excluded

    def _one_more(self, node: _Node, levers: int) -> Iterator[tuple[int, int]]:
        """The set with each of some levers, the later without the earlier; the cheapest come first."""
        excluded = node.excluded
        for number in sorted(bits_of(levers), key=lambda each: (self.search.key(1 << each), each)):
            yield node.levers | 1 << number, excluded
            excluded |= 1 << number

    def _edits(self, shape: int) -> tuple[Edits, ...]:
        """What levers may have made of the case as a whole."""
        if not shape:
            return ((),)
        return tuple(
            dict.fromkeys(
                self.grounds.general(self.search.moves.joined(states)) for states in self.interplay.joint(shape)
            )
        )

    def _on(self, ground: Ground, node: _Node) -> tuple[bool, list[_Node]]:
        """Whether a set opens a deal on this ground, or the sets to look at next."""
        stoppers = sorted((self._stopper(ground, who, node) for who in ground.stoppers), key=_few_levers)
        left = node.left[ground.edits]
        if not left.any():
            return False, []
        further: list[_Node] = []
        for stopper in stoppers:
            here = left & stopper.always
            if here.any():
                left = left & ~stopper.always
                further += self._with(ground, node, stopper.levers, here)
        if left.any():
            if self._opens(ground, node.levers, left):
                return True, []
            levers = self._free(self.interplay.enabling(node.levers), node)
            for stopper in stoppers:
                levers |= stopper.levers if stopper.several else 0
            further += self._with(ground, node, levers, left)
        return False, further

    def _with(self, ground: Ground, node: _Node, levers: int, here: Packages) -> Iterator[_Node]:
        for more, excluded in self._one_more(node, levers):
            yield _Node(more, excluded, {ground.edits: here})

    def _stopper(self, ground: Ground, who: str | None, node: _Node) -> _Stopper:
        touching = self.hope.touch(ground, who)
        behind = self.interplay.closed((touching | self.search.general) & node.levers, node.levers)
        key = ground.edits, who, behind
        if key not in self._stoppers:
            self._stoppers[key] = self._stopped(ground, who, behind)
        always, several = self._stoppers[key]
        return _Stopper(always, self._free(touching | self.interplay.enabling(behind), node), several)

    def _stopped(self, ground: Ground, who: str | None, behind: int) -> tuple[Packages, bool]:
        """What one stops in every state that levers bring about, and whether its answers differ among them."""
        always = ground.keeping.everything
        several = 0
        for (told, edits), state in self._told_apart(ground, who, behind).items():
            if edits == ground.edits:
                key = edits, who, told
                if key not in self._bits:
                    self._bits[key] = ground.stopped(who, state, self.sure)
                always = always & self._bits[key]
                several += 1
        return always, several > 1

    def _told_apart(self, ground: Ground, who: str | None, behind: int) -> Mapping[Told, State]:
        """The states after all of some levers, one for each that makes a difference to a ratifier, by that."""
        key = ground.edits, who, behind
        if key not in self._apart:
            parts = self.interplay.parts(behind)
            known = [part for part in parts if (ground.edits, who, behind & ~part) in self._apart]
            part = known[0] if known else parts[-1] if parts else 0
            before = self._told_apart(ground, who, behind & ~part).values() if part else (State(),)
            found: dict[Told, State] = {}
            for state in before:
                for end in self.interplay.ends(part):
                    self.interplay.steps += 1
                    both = self.search.moves.joined((state, end))
                    found.setdefault((ground.depends(who, both), self.grounds.general(both)), both)
            self._apart[key] = found
        return self._apart[key]

    def _opens(self, ground: Ground, levers: int, left: Packages) -> bool:
        for states in self.interplay.joint(levers):
            state = self.search.moves.joined(states)
            if self.grounds.general(state) == ground.edits and (ground.open(state, self.sure) & left).any():
                return True
        return False


def _few_levers(stopper: _Stopper) -> int:
    return stopper.levers.bit_count()

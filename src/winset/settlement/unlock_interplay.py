"""Which levers hinder or enable each other, and where any of them lead when all of them are pulled.

Sets of levers are whole numbers here, a bit for each lever. Levers that share no condition and no entry of the case may
be pulled in any order with the same result, so of two orders that differ in such a pair only one is followed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import product
from math import prod

from winset.case.patterns import matches
from winset.settlement.unlock_moves import Draws, Moves, Ref, State

MOST_STATES = 4_096
MOST_FOLLOWED = 256

Used = frozenset[str]


class Interplay:
    """The levers that can be of use at all, in the order of the case, and how they touch each other.

    complete: every state that was asked for has been followed. steps: how many states were followed so far.
    """

    def __init__(self, moves: Moves) -> None:
        self.moves = moves
        self.ids = tuple(id_ for id_ in moves.levers if id_ in usable(moves))
        self.place: Mapping[str, int] = {id_: number for number, id_ in enumerate(self.ids)}
        self.complete = True
        self.steps = 0
        self._ends: dict[int, tuple[State, ...]] = {0: (State(),)}
        self._parts: dict[int, tuple[int, ...]] = {}
        self._closed: dict[int, int] = {}

    @property
    def everything(self) -> int:
        """All levers."""
        return (1 << len(self.ids)) - 1

    def mask(self, levers: Iterable[str]) -> int:
        """A set of levers as a number."""
        return sum(1 << self.place[id_] for id_ in levers)

    def levers(self, mask: int) -> Used:
        """A set of levers by their ids."""
        return frozenset(self.ids[number] for number in bits_of(mask))

    @cached_property
    def draws(self) -> tuple[tuple[Draws, ...], ...]:
        """How each lever may turn out; where it does nothing at all, it might as well not be pulled."""
        return tuple(tuple(acting(self.moves, id_)) for id_ in self.ids)

    @cached_property
    def enablers(self) -> tuple[int, ...]:
        """For each lever, those that set a condition that it requires something of."""
        return tuple(self.writers(self.moves.reads(id_)) for id_ in self.ids)

    def writers(self, conditions: Iterable[str]) -> int:
        """The levers that set one of some conditions."""
        wanted = frozenset(conditions)
        return self.mask(id_ for id_ in self.ids if self.moves.writes(id_) & wanted)

    @cached_property
    def touching(self) -> tuple[int, ...]:
        """For each lever, those before or after which it may not be pulled with the same result."""
        return tuple(
            self.mask(two for two in self.ids if two != one and touch(self.moves, one, two)) for one in self.ids
        )

    def enabling(self, mask: int) -> int:
        """The levers that set what some levers require."""
        found = 0
        for number in bits_of(mask):
            found |= self.enablers[number]
        return found

    def closed(self, mask: int, within: int) -> int:
        """Some levers with those of a set that set what they require, and so on."""
        grown = mask & within
        while (more := grown | (self.enabling(grown) & within)) != grown:
            grown = more
        return grown

    def parts(self, mask: int) -> tuple[int, ...]:
        """A set of levers in parts that do not touch each other."""
        if mask not in self._parts:
            self._parts[mask] = tuple(self._each_part(mask))
        return self._parts[mask]

    def _each_part(self, mask: int) -> Iterator[int]:
        left = mask
        while left:
            part = left & -left
            while (more := part | (self._beside(part) & left)) != part:
                part = more
            left &= ~part
            yield part

    def _beside(self, mask: int) -> int:
        found = 0
        for number in bits_of(mask):
            found |= self.touching[number]
        return found

    def ends(self, part: int) -> tuple[State, ...]:
        """The states in which all levers of a part have been pulled, in any admissible order."""
        if part not in self._ends:
            self._ends[part] = self._followed(part)
        return self._ends[part]

    def _followed(self, part: int) -> tuple[State, ...]:
        layer: dict[tuple[int, int, State], None] = {(0, -1, State()): None}
        for _ in bits_of(part):
            further: dict[tuple[int, int, State], None] = {}
            for used, last, state in layer:
                for number in self.next(part & ~used, last, state):
                    for draws in self.draws[number]:
                        self.steps += 1
                        further[used | 1 << number, number, self.moves.after(state, draws)] = None
            if len(further) > MOST_FOLLOWED:
                self.complete = False
            layer = dict.fromkeys(list(further)[:MOST_FOLLOWED])
        return tuple(dict.fromkeys(state for _, _, state in layer))

    def next(self, unused: int, last: int, state: State) -> Iterator[int]:
        """The levers that may be pulled next, of two orders with the same result only in the one of the case.

        Of two levers in a row whose order makes no difference the later of the case comes second. So a lever that no
        unused one touches has to come before all later ones, now or never.
        """
        for number in bits_of(unused):
            in_order = last < number or self.touching[last] >> number & 1
            if in_order and self.moves.can(self.ids[number], state):
                yield number
            if not self.touching[number] & unused:
                return

    def joint(self, mask: int) -> Iterator[tuple[State, ...]]:
        """Every state in which all of some levers have been pulled, as one for each part."""
        ends = [self.ends(part) for part in self.parts(mask)]
        if prod(map(len, ends)) > MOST_STATES:
            self.complete = False
        for number, chosen in enumerate(product(*ends)):
            if number >= MOST_STATES:
                return
            yield chosen


def bits_of(mask: int) -> Iterator[int]:
    """The numbers of the bits that are set."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def acting(moves: Moves, lever: str) -> Iterator[Draws]:
    """How a lever may turn out so that it does something."""
    for draws in moves.draws(lever):
        if any(draw.happens or moves.effects[draw.ref].otherwise for draw in draws):
            yield draws


def touch(moves: Moves, one: str, two: str) -> bool:
    """Whether two levers share a condition that one sets, or an entry of the case that both change."""
    if moves.writes(one) & (moves.writes(two) | moves.reads(two)) or moves.writes(two) & moves.reads(one):
        return True
    return any(moves.clash(first, second) for first in moves.edits(one) for second in moves.edits(two))


def usable(moves: Moves) -> frozenset[str]:
    """The levers whose `requires` can come to hold, if nothing ever undoes what levers set, and that do something."""
    levels = {id_: {level} for id_, level in moves.world.items()}
    found: set[str] = set()
    while True:
        more = [id_ for id_ in moves.levers if id_ not in found and _can_ever(moves, id_, levels)]
        if not more:
            return frozenset(found)
        for id_ in more:
            found.add(id_)
            for draws in acting(moves, id_):
                for condition, level in levels_set(moves, draws):
                    levels[condition].add(level)


def _can_ever(moves: Moves, lever: str, levels: Mapping[str, set[str]]) -> bool:
    if next(acting(moves, lever), None) is None:
        return False
    read = sorted(moves.reads(lever) & levels.keys())
    if prod(len(levels[id_]) for id_ in read) > MOST_STATES:
        return True
    choices: Sequence[list[str]] = [sorted(levels[id_]) for id_ in read]
    conditions = moves.case.file.conditions
    return any(
        matches(
            moves.levers[lever].requires,
            {**moves.world, **dict(zip(read, chosen, strict=True))},
            moves.case.file.patterns,
            lambda id_: tuple(conditions[id_].options) if id_ in conditions else (),
        )
        for chosen in product(*choices)
    )


def levels_set(moves: Moves, draws: Draws) -> Iterator[tuple[str, str]]:
    """The conditions that effects set as they turn out, with their levels."""
    for draw in draws:
        effect = moves.effects[draw.ref]
        yield from (effect.set if draw.happens else effect.otherwise).items()


def refs_of(moves: Moves, lever: str) -> tuple[Ref, ...]:
    """The effects of a lever."""
    return tuple((lever, name) for name in moves.levers[lever].effects)

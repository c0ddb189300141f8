"""What levers could at best make of a ratifier: the packages that it lets through in some state, reached or not.

Whatever levers require is left aside here, so the answer is never too small; a package that is not among these need
not be looked at. It is what keeps the search from trying sets that fall short however they are filled up.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, combinations, product
from math import prod

from winset.settlement.unlock_ground import Ground
from winset.settlement.unlock_interplay import Interplay, bits_of
from winset.settlement.unlock_moves import Ref, Shift, State
from winset.settlement.unlock_packages import Packages

_MOST_EDITS = 10
_ROOM = 16
"""Bits to count the levers of one kind in."""

Shifts = tuple[Shift, ...]
Place = tuple[tuple[Ref, ...], str | None]
"""A ratifier on a ground."""


class Hope:
    """What could at best be let through, for one kind of unlock."""

    def __init__(self, interplay: Interplay, sure: bool) -> None:
        self.interplay = interplay
        self.moves = interplay.moves
        self.sure = sure
        self._touch: dict[Place, int] = {}
        self._kinds: dict[Place, dict[int, int]] = {}
        self._best: dict[tuple[Place, int], Packages | None] = {}
        self._by_kind: dict[tuple[Place, int], Packages | None] = {}

    def touch(self, ground: Ground, who: str | None) -> int:
        """The levers that may change what a ratifier says (or which packages are asked about, or wished)."""
        place = ground.edits, who
        if place not in self._touch:
            mask = self.interplay.writers(ground.reads(who))
            for number, id_ in enumerate(self.interplay.ids):
                if any(ground.concerns(who, ref) for ref in self._refs(id_) if not self.moves.effects[ref].set):
                    mask |= 1 << number
            self._touch[place] = mask
        return self._touch[place]

    def packages(self, ground: Ground, available: int) -> Packages:
        """The packages that nothing stops for good, with these levers at hand."""
        left = ground.keeping.everything
        for who in ground.stoppers:
            best = self.best(ground, who, available)
            if best is not None:
                left = left & best
        return left

    def best(self, ground: Ground, who: str | None, available: int) -> Packages | None:
        """The packages that one lets through in some state; None where there are too many states to go through."""
        place = ground.edits, who
        touching = self.touch(ground, who) & available
        if (place, touching) not in self._best:
            self._best[place, touching] = self._of_kinds(ground, who, touching)
        return self._best[place, touching]

    def _of_kinds(self, ground: Ground, who: str | None, touching: int) -> Packages | None:
        """The same for levers that do the same, however they are called."""
        place = ground.edits, who
        if place not in self._kinds:
            numbers: dict[object, int] = {}
            self._kinds[place] = {
                number: 1 << _ROOM * numbers.setdefault(self._kind(ground, who, number), len(numbers))
                for number in bits_of(self.touch(ground, who))
            }
        counted = sum(self._kinds[place][number] for number in bits_of(touching))
        if (place, counted) not in self._by_kind:
            self._by_kind[place, counted] = self._let_through(ground, who, touching)
        return self._by_kind[place, counted]

    def _let_through(self, ground: Ground, who: str | None, touching: int) -> Packages | None:
        states = self._states(ground, who, touching)
        if states is None:
            return None
        found = ground.keeping.nothing
        for state in states:
            self.interplay.steps += 1
            found = found | ~ground.stopped(who, state, self.sure)
        return found

    def _kind(self, ground: Ground, who: str | None, number: int) -> object:
        """All that a lever can do to a ratifier."""
        own = self._own(ground, who, [self.interplay.ids[number]])
        shifts = [tuple(ground.alike.units(each) for each in self._shifts(ref)) for ref in own]
        return (
            frozenset(self._levels(ground, who, [self.interplay.ids[number]])),
            tuple(sorted(filter(None, shifts), key=repr)),
            tuple(ref for ref in own if self._edits_with(ref)),
        )

    def _refs(self, lever: str) -> tuple[Ref, ...]:
        return tuple((lever, name) for name in self.moves.levers[lever].effects)

    def _own(self, ground: Ground, who: str | None, ids: Sequence[str]) -> list[Ref]:
        """The effects that change a ratifier itself and are not ruled out."""
        effects = self.moves.effects
        refs = [ref for id_ in ids for ref in self._refs(id_) if ground.concerns(who, ref)]
        return [ref for ref in refs if (chance := effects[ref].chance) is None or chance.most > 0]

    def _edits_with(self, ref: Ref) -> bool:
        return bool(self.moves.effects[ref].add or self.moves.effects[ref].drop)

    def _shifts(self, ref: Ref) -> Shifts:
        effect = self.moves.effects[ref]
        if effect.support is None and effect.swing is None:
            return ()
        return tuple(self.moves.shift(ref, amount) for amount in self.moves.amounts(ref))

    def _levels(self, ground: Ground, who: str | None, ids: Sequence[str]) -> Iterator[tuple[str, str]]:
        """The levels that levers can bring about, of the conditions that are read."""
        read = ground.reads(who)
        for id_ in ids:
            for effect in self.moves.levers[id_].effects.values():
                yield from (pair for pair in (*effect.set.items(), *effect.otherwise.items()) if pair[0] in read)

    def _states(self, ground: Ground, who: str | None, touching: int) -> Iterator[State] | None:
        """Every state that may matter; None where there are too many."""
        ids = [self.interplay.ids[number] for number in bits_of(touching)]
        own = self._own(ground, who, ids)
        supports = self._supports([ref for ref in own if self.moves.effects[ref].support is not None])
        swings = self._swings(ground, [ref for ref in own if self.moves.effects[ref].swing is not None])
        edits = self._edits(ground, [ref for ref in own if self._edits_with(ref)])
        if swings is None or edits is None:
            return None
        levels: dict[str, dict[str, None]] = {}
        for condition, level in self._levels(ground, who, ids):
            levels.setdefault(condition, {self.moves.world[condition]: None})[level] = None
        known = [[(condition, level) for level in each] for condition, each in levels.items()]
        sizes = [*map(len, known), *map(len, supports), *map(len, swings), len(edits)]
        if prod(sizes) > ground.keeper.most_combined:
            return None
        return self._combined(known, supports, swings, edits)

    def _combined(
        self,
        levels: Sequence[Sequence[tuple[str, str]]],
        supports: Sequence[Sequence[Shifts]],
        swings: Sequence[Sequence[Shifts]],
        edits: Sequence[tuple[Ref, ...]],
    ) -> Iterator[State]:
        world = self.moves.world
        for known, moved, swung, changed in product(product(*levels), product(*supports), product(*swings), edits):
            yield State(
                frozenset((id_, level) for id_, level in known if world[id_] != level),
                frozenset(chain.from_iterable(moved)),
                frozenset(chain.from_iterable(swung)),
                changed,
            )

    def _supports(self, refs: Sequence[Ref]) -> list[list[Shifts]]:
        """Opinion that moves towards a deal never hurts it, so of all that does only none and all are taken."""
        friendly: list[Shift] = []
        found: list[list[Shifts]] = []
        for ref in refs:
            shifts = self._shifts(ref)
            if all(shift.amount >= 0 for shift in shifts):
                friendly += shifts
            else:
                found.append([(), *((shift,) for shift in shifts)])
        return [*found, [(), tuple(friendly)]] if friendly else found

    def _swings(self, ground: Ground, refs: Sequence[Ref]) -> list[list[Shifts]] | None:
        """Votes by where they go: each number that levers can bring together there; None where there are too many."""
        by_way: dict[object, list[list[tuple[int, Shift]]]] = {}
        for ref in refs:
            units = [(*ground.alike.units(shift), shift) for shift in self._shifts(ref)]
            by_way.setdefault(units[0][0], []).append([(amount, shift) for _, amount, shift in units])
        found = []
        for together in by_way.values():
            sums: dict[int | None, Shifts] = {None: ()}
            for choices in together:
                for total, chosen in list(sums.items()):
                    for amount, shift in choices:
                        sums.setdefault((total or 0) + amount, (*chosen, shift))
                if len(sums) > ground.keeper.most_combined:
                    return None
            found.append(list(sums.values()))
        return found

    def _edits(self, ground: Ground, refs: Sequence[Ref]) -> list[tuple[Ref, ...]] | None:
        """Every choice of entries written in and struck out; None where their order matters, or there are many."""
        clash = any(self.moves.clash(one, two) for one, two in combinations([*ground.edits, *refs], 2))
        if len(refs) > _MOST_EDITS or (refs and clash):
            return None
        order = list(self.moves.effects)
        subsets = chain.from_iterable(combinations(refs, size) for size in range(len(refs) + 1))
        return [
            tuple(sorted((*ground.edits, *chosen), key=order.index)) if chosen else ground.edits for chosen in subsets
        ]

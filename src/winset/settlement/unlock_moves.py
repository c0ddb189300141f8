"""Levers as moves: when each can be pulled, how it may turn out, and what it then changes.

A state holds what levers have changed, and nothing else: before any is pulled it is empty. Every lever is pulled once
at the most. Of a chance any branch may come about that is not ruled out. Opinion moves by as much as its range and the
bound of its lever allow; votes that change side, by either end of their range.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import product

from winset.case.changes import Change, changes_at, target_of
from winset.case.load import Case
from winset.case.patterns import EVERYTHING, Combined, Named, Pattern, matches
from winset.case.sections import Effect, Lever
from winset.case.shape import Path
from winset.case.written import Number

Ref = tuple[str, str]
"""An effect: the lever and its id."""

EVERYBODY = Fraction(100)


@dataclass(frozen=True, slots=True, eq=False)
class Shift:
    """Points of opinion or votes that an effect has moved; `Moves.shift` gives one for each effect and amount."""

    ref: Ref
    amount: Fraction


@dataclass(frozen=True, slots=True)
class State:
    """What levers have changed.

    levels: conditions that are not as they were. moved: points of opinion. swung: votes that changed side.
    edits: the effects that wrote in or struck out entries, in the order in which they did, where that matters.
    """

    levels: frozenset[tuple[str, str]] = frozenset()
    moved: frozenset[Shift] = frozenset()
    swung: frozenset[Shift] = frozenset()
    edits: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Draw:
    """How one effect turns out: whether it happens, and how many points or votes move."""

    ref: Ref
    happens: bool
    amount: Fraction = Fraction(0)


Draws = tuple[Draw, ...]


class Moves:
    """The levers of a case in one world. relaxed: those whose bounds, and the tops of whose ranges, are lifted."""

    def __init__(self, case: Case, world: Mapping[str, str], relaxed: frozenset[str] = frozenset()) -> None:
        self.case = case
        self.world = dict(world)
        self.relaxed = relaxed
        self._clashes: dict[tuple[Ref, Ref], bool] = {}
        self._shifts: dict[tuple[Ref, Fraction], Shift] = {}

    @cached_property
    def levers(self) -> Mapping[str, Lever]:
        """The levers by id."""
        return self.case.file.levers

    @cached_property
    def effects(self) -> Mapping[Ref, Effect]:
        """All effects."""
        return {(id_, name): effect for id_, lever in self.levers.items() for name, effect in lever.effects.items()}

    def world_in(self, state: State) -> dict[str, str]:
        """The level of every condition."""
        return {**self.world, **dict(state.levels)}

    def can(self, lever: str, state: State) -> bool:
        """Whether a lever's `requires` holds."""
        if self.levers[lever].requires == EVERYTHING:
            return True
        return self.holds(self.levers[lever].requires, self.world_in(state))

    def holds(self, pattern: Pattern, known: Mapping[str, str]) -> bool:
        """Whether a pattern matches levels of conditions, with options of issues where these are known too."""
        file = self.case.file
        return matches(
            pattern, known, file.patterns, lambda id_: tuple((file.conditions.get(id_) or file.issues[id_]).options)
        )

    def draws(self, lever: str) -> tuple[Draws, ...]:
        """The ways in which a lever may turn out, the best ends of ranges first."""
        choices = [self._draws_of((lever, id_), effect) for id_, effect in self.levers[lever].effects.items()]
        return tuple(product(*choices))

    def _draws_of(self, ref: Ref, effect: Effect) -> list[Draw]:
        found = []
        if effect.chance is None or effect.chance.most > 0:
            found += [Draw(ref, True, amount) for amount in self.amounts(ref)]
        if effect.chance is not None and effect.chance.least < 1:
            found.append(Draw(ref, False))
        return found

    def amounts(self, ref: Ref) -> tuple[Fraction, ...]:
        """What may move: of opinion the most, of votes either end; nothing for other effects."""
        low, high = self.ends(ref)
        if self.effects[ref].swing is not None and low != high:
            return high, low
        return (high,)

    def shift(self, ref: Ref, amount: Fraction) -> Shift:
        """What an effect has moved, always the same record, so that states are told apart fast."""
        return self._shifts.setdefault((ref, amount), Shift(ref, amount))

    def ends(self, ref: Ref) -> tuple[Fraction, Fraction]:
        """The least and the most that an effect moves, within its bound."""
        effect = self.effects[ref]
        bound = self.levers[ref[0]].bound
        number: Number | None = None
        most: Number | None = None
        if effect.support is not None:
            number, most = effect.support.points, bound.points if bound is not None else None
        elif effect.swing is not None:
            number, most = effect.swing.votes, bound.votes if bound is not None else None
        if number is None:
            return Fraction(0), Fraction(0)
        if ref[0] in self.relaxed:
            return number.least, EVERYBODY if effect.support is not None else self._all_votes(ref)
        cap = most.most if most is not None else number.most
        return min(number.least, cap), min(number.most, cap)

    def _all_votes(self, ref: Ref) -> Fraction:
        """More votes than a body can have: of a bloc no more leave than it has."""
        swing = self.effects[ref].swing
        return max(Fraction(10**9), swing.votes.most if swing is not None else Fraction(0))

    def after(self, state: State, draws: Draws) -> State:
        """The state after a lever has turned out in this way."""
        levels, moved, swung, edits = dict(state.levels), set(state.moved), set(state.swung), state.edits
        for draw in draws:
            effect = self.effects[draw.ref]
            levels.update(effect.set if draw.happens else effect.otherwise)
            if draw.happens and effect.support is not None:
                moved.add(self.shift(draw.ref, draw.amount))
            elif draw.happens and effect.swing is not None:
                swung.add(self.shift(draw.ref, draw.amount))
            elif draw.happens and (effect.add or effect.drop):
                edits = self._settled((*edits, draw.ref)) if edits else (draw.ref,)
        changed = frozenset((id_, level) for id_, level in levels.items() if self.world[id_] != level)
        return State(changed, frozenset(moved), frozenset(swung), edits)

    def joined(self, states: Iterable[State]) -> State:
        """What has changed altogether, where different levers have changed different things."""
        found = State()
        for state in states:
            found = State(
                found.levels | state.levels,
                found.moved | state.moved,
                found.swung | state.swung,
                self._settled(found.edits + state.edits) if found.edits and state.edits else found.edits or state.edits,
            )
        return found

    def _settled(self, edits: tuple[Ref, ...]) -> tuple[Ref, ...]:
        """The same edits in the one order by which they are known: that of the case, where it makes no difference."""
        left, found = list(edits), []
        while left:
            free = [ref for at, ref in enumerate(left) if not any(self.clash(before, ref) for before in left[:at])]
            found.append(min(free, key=lambda ref: self._order[ref]))
            left.remove(found[-1])
        return tuple(found)

    @cached_property
    def _order(self) -> Mapping[Ref, int]:
        return {ref: number for number, ref in enumerate(self.effects)}

    def changes(self, ref: Ref) -> tuple[Change, ...]:
        """The changes that an effect asks for."""
        lever, effect = ref
        return changes_at(self.case.root, ("levers", lever, "effects", effect))

    def targets(self, ref: Ref) -> tuple[Path | None, ...]:
        """The paths in the file that an effect changes; None for one that leads nowhere yet."""
        return tuple(target_of(self.case.root, change) for change in self.changes(ref))

    def clash(self, first: Ref, second: Ref) -> bool:
        """Whether the order of two edits matters: one changes what the other changes, or something inside it."""
        if (first, second) not in self._clashes:
            found = any(_overlap(one, two) for one in self.targets(first) for two in self.targets(second))
            self._clashes[first, second] = self._clashes[second, first] = found
        return self._clashes[first, second]

    def writes(self, lever: str) -> frozenset[str]:
        """The conditions that a lever may set."""
        effects = self.levers[lever].effects.values()
        return frozenset(id_ for effect in effects for id_ in (*effect.set, *effect.otherwise))

    def reads(self, lever: str) -> frozenset[str]:
        """The conditions that a lever requires something of."""
        return conditions_in(self.levers[lever].requires, self.case.file.patterns)

    def edits(self, lever: str) -> tuple[Ref, ...]:
        """The effects of a lever that write in or strike out entries."""
        effects = self.levers[lever].effects
        return tuple((lever, id_) for id_, effect in effects.items() if effect.add or effect.drop)


def _overlap(one: Path | None, two: Path | None) -> bool:
    if one is None or two is None:
        return True
    shorter = min(len(one), len(two))
    return one[:shorter] == two[:shorter]


def conditions_in(pattern: Pattern, named: Mapping[str, Pattern]) -> frozenset[str]:
    """The ids that a pattern speaks of, through the patterns that it names."""
    return frozenset(_ids(pattern, named))


def _ids(pattern: Pattern, named: Mapping[str, Pattern]) -> Iterator[str]:
    if isinstance(pattern, Named):
        yield from _ids(named[pattern.name], named)
        return
    for clause in pattern.clauses:
        if isinstance(clause, Combined):
            for part in clause.parts:
                yield from _ids(part, named)
        else:
            yield clause.id

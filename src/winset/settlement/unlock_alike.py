"""Which movements come to the same: what of a state a ratifier can tell apart.

Ten levers that win one vote each can leave a body in 1,024 states that differ in who won the votes, and in eleven that
its rule can tell apart. States are judged once for each of the latter.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import lcm

from winset.case.patterns import Pattern
from winset.settlement.unlock_cases import Cases
from winset.settlement.unlock_moves import Ref, Shift

Pool = tuple[str, str]
"""Votes that can leave together: of a body, those of one bloc, or of all blocs without a number of their own."""


@dataclass
class Alike:
    """Movements of opinion and of votes, by what they come to together."""

    cases: Cases
    _units: dict[Shift, tuple[object, int]] = field(default_factory=dict)

    def totals(self, shifts: Iterable[Shift]) -> frozenset[object]:
        """What moved, added up: points where they move one judge on the same packages; votes where they go one way."""
        found: dict[object, int] = {}
        for shift in shifts:
            way, units = self.units(shift)
            found[way] = found.get(way, 0) + units
        return frozenset(found.items())

    def units(self, shift: Shift) -> tuple[object, int]:
        """What a movement adds up with, and how much it is in whole units."""
        if shift not in self._units:
            way, most = self._support[shift.ref] if shift.ref in self._support else (self.direction(shift.ref), None)
            amount = shift.amount if most is None else min(shift.amount, most)
            self._units[shift] = way, int(amount * self._scale)
        return self._units[shift]

    def direction(self, ref: Ref) -> object:
        """Where votes go: the same for effects that take from one pool and give to one bloc, as all from it do."""
        pool, way = self._ways[ref]
        return way if len(self._out_of[pool]) == 1 else ref

    @cached_property
    def _scale(self) -> int:
        """How many units there are in a point or a vote, so that all amounts are whole."""
        moves = self.cases.moves
        ends = [end for ref in moves.effects for end in moves.ends(ref)]
        bounds = [most for lever in moves.levers if (most := self.cases.most_points(lever)) is not None]
        return lcm(*(number.denominator for number in (*ends, *bounds)))

    @cached_property
    def _support(self) -> dict[Ref, tuple[object, Fraction | None]]:
        """By effect what it is added up with, and the bound that its lever keeps to.

        A lever that moves one judge on different packages keeps to one bound altogether, so it stays by itself.
        """
        found: dict[Ref, tuple[object, Fraction | None]] = {}
        patterns: dict[Pattern, int] = {}
        effects = self.cases.moves.effects
        for ref, effect in effects.items():
            if effect.support is None:
                continue
            judge = effect.support.ratifier
            others = [
                other
                for other, beside in effects.items()
                if other[0] == ref[0] and beside.support is not None and beside.support.ratifier == judge
            ]
            about = patterns.setdefault(effect.support.about, len(patterns))
            alone = len(others) == 1
            found[ref] = ((judge, about), self.cases.most_points(ref[0])) if alone else (ref, None)
        return found

    @cached_property
    def _ways(self) -> dict[Ref, tuple[Pool, object]]:
        found: dict[Ref, tuple[Pool, object]] = {}
        for ref, effect in self.cases.moves.effects.items():
            if effect.swing is not None:
                swing = effect.swing
                pool = swing.ratifier, self.cases.pool(swing.ratifier, swing.from_)
                found[ref] = pool, (swing.ratifier, swing.from_, swing.to)
        return found

    @cached_property
    def _out_of(self) -> dict[Pool, set[object]]:
        """By pool, all the ways that votes can leave it."""
        found: dict[Pool, set[object]] = {}
        for pool, way in self._ways.values():
            found.setdefault(pool, set()).add(way)
        return found

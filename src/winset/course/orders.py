"""The order of approaches: every order compared exactly, by a dynamic programme over who has said yes so far.

The first no ends the whole, so what has happened before an approach is the set of those that have said yes, and an
order is a path through these sets; stopping is allowed at each. Where costs alone matter and chances hang on nothing,
ascending cost over the chance of a no is best (Simon and Kadane 1975); deference, precedence, exposure and stopping
make it otherwise, so every set is looked at (Held and Karp 1962).

The best net value is a maximum over orders of numbers that are linear in the value of success, in one cost, in one
exposure or in one chance, each of which an order uses once. So it is kept as a set of lines of which each is best
somewhere, and the values at which the advice changes are where they cross: exact, and no grid.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from winset.course.approaches import Approach, check

_ZERO = Fraction(0)
_ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Line:
    """What an order is worth as one number goes: `constant + slope * number`. order: whom it asks, until it stops."""

    constant: Fraction
    slope: Fraction
    order: tuple[str, ...]

    def at(self, number: Fraction) -> Fraction:
        """The worth at a value of the number."""
        return self.constant + self.slope * number


@dataclass(frozen=True, slots=True)
class Stretch:
    """Values of a number, from one to another, between which one order is the best.

    low, high: its ends; None where it goes on for ever.
    """

    low: Fraction | None
    high: Fraction | None
    line: Line


@dataclass(frozen=True, slots=True)
class Priced:
    """An order with what comes of it: the chance that all say yes, the expected cost, and the expected exposure."""

    order: tuple[str, ...]
    success: Fraction
    cost: Fraction
    exposure: Fraction

    def net(self, value: Fraction) -> Fraction:
        """What it is worth where success is worth so much."""
        return value * self.success - self.cost - self.exposure


@dataclass(frozen=True, slots=True)
class Turned:
    """The number that is turned: `value`, or the `chance`, `cost` or `exposure` of one approach."""

    of: str
    approach: str = ""


class Orders:
    """Some approaches, all of which must say yes, and what success is worth."""

    def __init__(self, approaches: Sequence[Approach], value: Fraction) -> None:
        """Take note of the approaches.

        Raises:
            NoOrderError: there are too many of them, or they wait for each other.
        """
        check(approaches)
        self.approaches = tuple(approaches)
        self.value = value
        self.by_id = {approach.id: approach for approach in approaches}
        self.everybody = frozenset(self.by_id)

    def priced(self, order: Sequence[str]) -> Priced:
        """What comes of asking in an order, and of stopping where it ends."""
        reached, cost, exposure = _ONE, _ZERO, _ZERO
        said_yes: frozenset[str] = frozenset()
        for id_ in order:
            approach = self.by_id[id_]
            chance = approach.chance_after(said_yes)
            cost += reached * approach.cost
            exposure += reached * (1 - chance) * self.exposed(said_yes)
            reached *= chance
            said_yes |= {id_}
        if said_yes == self.everybody:
            return Priced(tuple(order), reached, cost, exposure)
        return Priced(tuple(order), _ZERO, cost, exposure + reached * self.exposed(said_yes))

    def exposed(self, said_yes: frozenset[str]) -> Fraction:
        """What is lost besides where the whole fails once these have said yes."""
        return sum((self.by_id[id_].exposure for id_ in said_yes), _ZERO)

    def next_after(self, said_yes: frozenset[str]) -> Iterator[Approach]:
        """Who can be asked once these have said yes, in the order of the case."""
        for approach in self.approaches:
            if approach.id not in said_yes and approach.after <= said_yes:
                yield approach

    @cached_property
    def cheapest(self) -> Priced:
        """The order in which all are asked until one says no that costs least; exposure is left aside."""
        return self._whole(lambda approach, chance, rest: (-approach.cost + chance * rest[0],), (_ZERO,))

    @cached_property
    def likeliest(self) -> Priced:
        """The order with the best chance that all say yes; of several, the cheapest."""
        return self._whole(
            lambda approach, chance, rest: (chance * rest[0], -approach.cost + chance * rest[1]), (_ONE, _ZERO)
        )

    def _whole(
        self,
        step: Callable[[Approach, Fraction, tuple[Fraction, ...]], tuple[Fraction, ...]],
        end: tuple[Fraction, ...],
    ) -> Priced:
        """The order of all that makes most of something; of equals the first in the order of the case.

        Both that are used here grow with what is to come, so a best order ends with a best order. (A tie in success
        leaves the cheaper end only where the chance is not zero, after which nothing is left to be cheap.)
        """
        best: dict[frozenset[str], tuple[tuple[Fraction, ...], tuple[str, ...]]] = {self.everybody: (end, ())}
        for said_yes in self.sets():
            if said_yes in best:
                continue
            choices = [
                (step(approach, approach.chance_after(said_yes), rest), (approach.id, *order))
                for approach in self.next_after(said_yes)
                if (following := best.get(said_yes | {approach.id})) is not None
                for rest, order in (following,)
            ]
            if choices:
                best[said_yes] = max(choices, key=lambda choice: choice[0])
        return self.priced(best[frozenset()][1])

    def sets(self) -> Iterable[frozenset[str]]:
        """Every set of approaches that can have said yes, the larger first."""
        found: list[frozenset[str]] = [frozenset()]
        seen = set(found)
        for said_yes in found:
            for approach in self.next_after(said_yes):
                more = said_yes | {approach.id}
                if more not in seen:
                    seen.add(more)
                    found.append(more)
        return sorted(found, key=len, reverse=True)

    @cached_property
    def best(self) -> Priced:
        """The order with the best net value, which may stop early, and may ask nobody."""
        return self.priced(self.stretch(Turned("value"), self.value).line.order)

    def best_with_first(self, ids: Iterable[str]) -> Priced | None:
        """The best order that asks one of these first; None where none of them can be asked first."""
        wanted = frozenset(ids)
        turned = Turned("value")
        kept = self._kept(turned)
        lines = [line for line in self._begun(turned, kept) if line.order[0] in wanted]
        if not lines:
            return None
        return self.priced(max(lines, key=lambda line: line.at(self.value)).order)

    def stretches(self, turned: Turned) -> tuple[Stretch, ...]:
        """The best order at every value of a number, the lowest first; of a chance from 0 to 1, of others from 0 on."""
        if turned.of != "chance":
            return tuple(stretches_of(self._best_lines(turned), _ZERO, None))
        found: list[Stretch] = []
        borders = [_ZERO, *self._deference_turns(turned.approach), _ONE]
        for low, high in pairwise(borders):
            inside = self._with_chance(turned.approach, (low + high) / 2)
            for stretch in stretches_of(inside._best_lines(turned), low, high):
                if found and found[-1].line == stretch.line:
                    found[-1] = replace(found[-1], high=stretch.high)
                else:
                    found.append(stretch)
        return tuple(found)

    def _deference_turns(self, id_: str) -> list[Fraction]:
        """The own chances of an approach at which another deference has the largest effect on it."""
        chances = sorted(set(self.by_id[id_].defers.values()))
        return sorted({(one + two) / 2 for one in chances for two in chances if one < two})

    def _with_chance(self, id_: str, chance: Fraction) -> "Orders":
        changed = (replace(each, chance=chance) if each.id == id_ else each for each in self.approaches)
        return Orders(tuple(changed), self.value)

    def stretch(self, turned: Turned, at: Fraction) -> Stretch:
        """The stretch that a value is in; where it is on the border of two, the lower."""
        return next(each for each in self.stretches(turned) if each.high is None or at <= each.high)

    def _best_lines(self, turned: Turned) -> list[Line]:
        """Every line that is best somewhere, that of asking nobody among them."""
        kept = self._kept(turned)
        return upper([self._lost(turned, frozenset()), *self._begun(turned, kept)])

    def _begun(self, turned: Turned, kept: Mapping[frozenset[str], Sequence[Line]]) -> Iterator[Line]:
        """The worth of every order that asks somebody."""
        for approach in self.next_after(frozenset()):
            yield from self._asked(turned, frozenset(), approach, kept[frozenset({approach.id})])

    def _kept(self, turned: Turned) -> dict[frozenset[str], list[Line]]:
        """For those that have said yes, every way to go on that is best somewhere."""
        kept: dict[frozenset[str], list[Line]] = {self.everybody: [self._success(turned)]}
        for said_yes in self.sets():
            if not said_yes or said_yes == self.everybody:
                continue
            lines = [self._lost(turned, said_yes)]
            for approach in self.next_after(said_yes):
                lines += self._asked(turned, said_yes, approach, kept[said_yes | {approach.id}])
            kept[said_yes] = upper(lines)
        return kept

    def _success(self, turned: Turned) -> Line:
        return Line(_ZERO, _ONE, ()) if turned.of == "value" else Line(self.value, _ZERO, ())

    def _lost(self, turned: Turned, said_yes: frozenset[str]) -> Line:
        """What is lost where the whole fails once these have said yes."""
        slope = _ONE if turned.of == "exposure" and turned.approach in said_yes else _ZERO
        known = said_yes - {turned.approach} if slope else said_yes
        return Line(-self.exposed(known), -slope, ())

    def _asked(
        self, turned: Turned, said_yes: frozenset[str], approach: Approach, following: Sequence[Line]
    ) -> Iterator[Line]:
        """The worth of asking one now, for each way to go on after its yes."""
        lost = self._lost(turned, said_yes)
        own = turned.approach == approach.id
        cost = Line(_ZERO, _ONE, ()) if own and turned.of == "cost" else Line(approach.cost, _ZERO, ())
        chance = approach.chance_after(said_yes)
        turns_chance = own and turned.of == "chance" and not approach.defers_to(said_yes)
        for after in following:
            order = (approach.id, *after.order)
            if turns_chance:  # what comes after does not hang on it, and neither does what is lost
                constant, slope = lost.constant, after.constant - lost.constant
            else:
                constant = chance * after.constant + (1 - chance) * lost.constant
                slope = chance * after.slope + (1 - chance) * lost.slope
            yield Line(constant - cost.constant, slope - cost.slope, order)


def upper(lines: Sequence[Line]) -> list[Line]:
    """Those lines of which each is the highest somewhere at or above zero, by slope; of equals the first."""
    distinct: dict[tuple[Fraction, Fraction], Line] = {}
    for line in lines:
        distinct.setdefault((line.slope, line.constant), line)
    by_slope: dict[Fraction, Line] = {}
    for line in distinct.values():
        held = by_slope.get(line.slope)
        if held is None or line.constant > held.constant:
            by_slope[line.slope] = line
    kept: list[Line] = []
    for line in sorted(by_slope.values(), key=lambda each: each.slope):
        while kept and line.constant >= kept[-1].constant:
            kept.pop()  # it is below from zero on
        while len(kept) > 1 and _crossing(kept[-2], line) <= _crossing(kept[-2], kept[-1]):
            kept.pop()
        kept.append(line)
    return kept


def _crossing(flat: Line, steep: Line) -> Fraction:
    """Where the steeper line meets the flatter one."""
    return (flat.constant - steep.constant) / (steep.slope - flat.slope)


def stretches_of(kept: Sequence[Line], low: Fraction, high: Fraction | None) -> Iterator[Stretch]:
    """Where each line is the best, between two values of the number."""
    start = low
    for number, line in enumerate(kept):
        end = _crossing(line, kept[number + 1]) if number + 1 < len(kept) else None
        if end is not None and end <= low:
            continue
        if high is not None and (end is None or end >= high):
            yield Stretch(start, high, line)
            return
        yield Stretch(start, end, line)
        if end is not None:
            start = end

"""What the first to ask rests on: the number at which another comes first, and whether ranges leave room for it.

The worth of an order is linear in each number while the others stand still, and so is the difference of two orders.
Such a difference is least at a combination of ends of the ranges: an order that is no worse than another at every one
of them is no worse anywhere between.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, partial
from itertools import combinations, islice, product

from winset.case.paths import case_path
from winset.case.shape import Path
from winset.course.firsts import Begun, best_of, by_first, worth_of
from winset.course.order_records import Advice, Setting, Turn
from winset.course.orders import Orders, Stretch
from winset.course.sounding import Dial, Sounding
from winset.course.turning import turned
from winset.course.whole import whole_orders

MOST_RANGES = 10
"""Up to so many ranges every combination of their ends is tried."""

MOST_STEPS = 400_000
"""How many steps are taken to try them at the most."""

MOST_TURNED = 8
"""Up to so many approaches the values are looked for at which another comes first."""

_ZERO = Fraction(0)
_ONE = Fraction(1)

Ends = Mapping[Path, Fraction]
"""Some numbers turned, by their paths."""


@dataclass(frozen=True)
class Standing:
    """One advice, and the numbers that it may hang on. net: by net value, else by expected cost."""

    sounding: Sounding
    orders: Orders
    order: tuple[str, ...]
    net: bool

    @property
    def first(self) -> str | None:
        """Who is to be asked first; None where nobody is."""
        return self.order[0] if self.order else None

    @cached_property
    def dials(self) -> tuple[Dial, ...]:
        """The numbers that may matter; exposure does not to the expected cost."""
        return tuple(dial for dial in self.sounding.dials if self.net or dial.of != "exposure")

    @cached_property
    def ranges(self) -> tuple[Dial, ...]:
        """The numbers of which only a range is known."""
        return tuple(dial for dial in self.dials if dial.number.uncertain)

    def advice(self) -> Advice:
        """The advice with what it rests on."""
        counter = self._counter()
        standing = "assumption" if counter is not None else "structure" if self._proven() else "unproven"
        return Advice(
            of="net" if self.net else "cost",
            order=self.order,
            first=self.first,
            standing=standing,
            ranges=len(self.ranges),
            counter=tuple(self._settings(counter or {})),
            turns=tuple(self._turns()),
        )

    def _turns(self) -> Iterator[Turn]:
        """For every number the nearest value below and above at which another is first."""
        if len(self.orders.approaches) > MOST_TURNED:
            return
        for dial in self.dials:
            high = _ONE if dial.is_chance else None
            borders = self.sounding.borders(dial, self.orders.by_id[dial.approach]) if dial.is_chance else []
            at = partial(self._with, dial.path)
            found = turned(at, borders, high, net=self.net, first=self.order[:1])
            yield from self._around(dial, found)

    def _around(self, dial: Dial, found: Sequence[Stretch]) -> Iterator[Turn]:
        """Where, on both sides of the likely value, the nearest stretch begins in which another is better.

        Nowhere inside such a stretch is any order with the same first as good.
        """
        now = dial.number.value
        below = (each for each in reversed(found) if _low(each) < now and _first(each) != self.first)
        above = (each for each in found if (each.high is None or each.high > now) and _first(each) != self.first)
        for other, up in ((next(below, None), False), (next(above, None), True)):
            if other is not None:
                high = other.high if other.high is not None else now
                at = max(_low(other), now) if up else min(high, now)
                yield self._turn(dial, at, _first(other), up=up)

    def _turn(self, dial: Dial, at: Fraction, after: str | None, *, up: bool) -> Turn:
        number = dial.number
        return Turn(
            path=case_path(dial.path),
            of=dial.of,
            approach=dial.approach,
            key=dial.key,
            now=number.value,
            least=number.least,
            most=number.most,
            at=at,
            up=up,
            after=after,
        )

    def _with(self, path: Path, at: Fraction) -> Orders:
        return self._at({path: at})

    def _at(self, turned_: Ends) -> Orders:
        return Orders(self.sounding.approaches(turned_), self.orders.value)

    def _begun(self, orders: Orders) -> tuple[Fraction, Fraction | None]:
        """The best worth with the same first, and the best with another, nobody being one where it is net."""
        begun = by_first(orders, net=self.net)
        nobody = [Begun("", (), _ZERO)] if self.net else []
        first = self.first or ""
        own = best_of([each for each in (*nobody, *begun) if each.first == first])
        other = best_of([each for each in (*nobody, *begun) if each.first != first])
        if own is None:
            raise AssertionError("who is first now can be first")
        return own.worth, other.worth if other is not None else None

    def _another(self, ends: Ends) -> bool:
        """Whether another comes first there."""
        own, other = self._begun(self._at(ends))
        return other is not None and other > own

    def _counter(self) -> Ends | None:
        """Ends of ranges at which another comes first, no fewer of which would do; None where none was found."""
        size = len(self.orders.approaches)
        most = None if self.all_corners else max(2, MOST_STEPS // (2**size * size))
        found = next((ends for ends in islice(self._tried(), most) if self._another(ends)), None)
        return self._fewest(found) if found is not None else None

    def _fewest(self, found: Ends) -> Ends:
        """Some of these ends that still do, none of which can be spared: halves are tried first, then one by one."""
        paths = list(found)
        while len(paths) > 1:
            halves = paths[: len(paths) // 2], paths[len(paths) // 2 :]
            half = next((half for half in halves if self._another({path: found[path] for path in half})), None)
            if half is None:
                break
            paths = half
        spared = True
        while spared and len(paths) > 1:
            spared = False
            for path in list(paths):
                fewer = [other for other in paths if other != path]
                if self._another({other: found[other] for other in fewer}):
                    paths, spared = fewer, True
        return {path: found[path] for path in paths}

    def _tried(self) -> Iterator[Ends]:
        """Ends of one range, of two, and every combination of all; where these are too many, of all and of one."""
        if self.all_corners:
            for size in (1, 2):
                for dials in combinations(self.ranges, size):
                    yield from _corners(dials)
            yield from _corners(self.ranges)
            return
        yield {dial.path: dial.number.least for dial in self.ranges}
        yield {dial.path: dial.number.most for dial in self.ranges}
        for dial in self.ranges:
            yield from _corners((dial,))

    @cached_property
    def all_corners(self) -> bool:
        """Whether every combination of ends is tried."""
        size = len(self.orders.approaches)
        return len(self.ranges) <= MOST_RANGES and 2 ** (len(self.ranges) + size) * size <= MOST_STEPS

    def _proven(self) -> bool:
        """Whether it is proven that the same is first throughout all ranges, at none of whose ends another is."""
        if len(tuple(self.orders.next_after(frozenset()))) == 1 and not self.net:
            return True
        if not self.all_corners or not self._multilinear():
            return False
        corners = [self._at(ends) for ends in _corners(self.ranges)]
        return self._dominates(corners) or self._dominates_together(corners)

    def _dominates(self, corners: Iterable[Orders]) -> bool:
        """Whether the order itself is no worse at any corner than any with another first."""
        for orders in corners:
            _, other = self._begun(orders)
            if other is not None and other > worth_of(orders, self.order, net=self.net):
                return False
        return True

    def _dominates_together(self, corners: Sequence[Orders]) -> bool:
        """Whether for each order with another first there is one with the same first that is never worse."""
        orders = whole_orders(self.orders)
        if orders is None or len(orders) * len(corners) * len(self.orders.approaches) > MOST_STEPS // 8:
            return False
        choices = [*orders, ()] if self.net else orders
        worths = {order: [worth_of(corner, order, net=self.net) for corner in corners] for order in choices}
        own = [worths[order] for order in choices if order[:1] == self.order[:1]]
        others = [worths[order] for order in choices if order[:1] != self.order[:1]]
        return all(
            any(all(one >= two for one, two in zip(mine, other, strict=True)) for mine in own) for other in others
        )

    def _multilinear(self) -> bool:
        """Whether it hangs on no range which of several deferences is taken."""
        uncertain = {(dial.approach, dial.of) for dial in self.ranges}
        for approach in self.orders.approaches:
            single = {(approach.id, "chance"), (approach.id, "defers")} & uncertain
            if len(approach.defers) > 1 and single:
                return False
            sizes = [len(each.others) for each in approach.together]
            if (approach.id, "together") in uncertain and len(set(sizes)) < len(sizes):
                return False
        return True

    def _settings(self, ends: Ends) -> Iterator[Setting]:
        for dial in self.ranges:
            if dial.path in ends:
                yield Setting(case_path(dial.path), dial.of, dial.approach, dial.key, ends[dial.path])


def _corners(dials: Sequence[Dial]) -> Iterator[Ends]:
    for ends in product(*((dial.number.least, dial.number.most) for dial in dials)):
        yield {dial.path: end for dial, end in zip(dials, ends, strict=True)}


def _low(stretch: Stretch) -> Fraction:
    return stretch.low if stretch.low is not None else _ZERO


def _first(stretch: Stretch) -> str | None:
    return stretch.line.order[0] if stretch.line.order else None

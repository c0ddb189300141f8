"""Formulas with some issues fixed: what is left of them, with equal remainders known as equal.

Fixing an issue leaves the cofactor of a formula (Bryant 1986). Here every formula and number has one place in a store
and is known by its place, so that equal remainders are the same integer. They are made equal where that is cheap:
nested ands and ors are joined, atoms of one issue merged, constants of a number taken into the bound, weights of the
options of an issue put into one table whose least entry is nothing, and bounds that a number always or never reaches
settled.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import gcd

from winset.model.logic import AllOf, AnyOf, AtLeast, Atom, Formula, Least, Not, Number, Sum
from winset.settlement.sizes_nodes import (
    ALWAYS,
    NEVER,
    Amount,
    Choice,
    Counted,
    Denied,
    Extreme,
    Joint,
    Node,
    Reached,
    Total,
    Valued,
)


class TooManyResidualsError(RuntimeError):
    """Fixing issues leaves more formulas than are allowed."""


class Residuals:
    """A store of formulas and numbers over issues of given sizes.

    sizes: how many options each issue has. limit: how much may be stored, in formulas, numbers and their parts;
    beyond it every method raises `TooManyResidualsError`.
    """

    def __init__(self, sizes: Sequence[int], limit: int) -> None:
        self.sizes = tuple(sizes)
        self.left = limit
        self.nodes: list[Node] = [Joint(False, ()), Joint(True, ())]
        self.reads: list[int] = [0, 0]
        self.amounts: list[Amount] = [Total((), (), ())]
        self.ranges: list[tuple[int, int]] = [(0, 0)]
        self._amount_reads: list[int] = [0]
        self._places: dict[tuple[type[Node], Node], int] = {}
        self._amount_places: dict[tuple[type[Amount], Amount], int] = {(Total, self.amounts[0]): 0}
        self._read: dict[Formula, int] = {}
        self._fixed: dict[tuple[int, int, int], int] = {}
        self._fixed_amounts: dict[tuple[int, int, int], Valued] = {}

    def spend(self, work: int) -> None:
        """Count work against the limit.

        Raises:
            TooManyResidualsError: it is used up.
        """
        self.left -= work
        if self.left < 0:
            raise TooManyResidualsError

    def formula(self, formula: Formula) -> int:
        """The place of a formula."""
        found = self._read.get(formula)
        if found is None:
            found = self._read[formula] = self._formula(formula)
        return found

    def _formula(self, formula: Formula) -> int:
        if isinstance(formula, Atom):
            return self.choice(formula.issue, formula.options)
        if isinstance(formula, Not):
            return self.denied(self.formula(formula.part))
        if isinstance(formula, AtLeast):
            return self.reached(self.amount(formula.number), formula.bound)
        if isinstance(formula, AllOf | AnyOf):
            return self.joint(isinstance(formula, AllOf), [self.formula(part) for part in formula.parts])
        raise TypeError(formula)

    def amount(self, number: Number) -> Valued:
        """The place of a number, and what is to be added."""
        if isinstance(number, Sum):
            weights = [(self.formula(formula), weight) for formula, weight in number.weights]
            return self.total(number.base, (), weights, [self.amount(part) for part in number.numbers])
        return self.extreme(isinstance(number, Least), [self.amount(part) for part in number.parts])

    def choice(self, issue: int, bits: int) -> int:
        """That the option of an issue is one of these."""
        bits &= self._all(issue)
        if bits == 0:
            return NEVER
        return ALWAYS if bits == self._all(issue) else self._place(Choice(issue, bits), 1 << issue, 1)

    def denied(self, part: int) -> int:
        """That a formula does not hold."""
        if part in {NEVER, ALWAYS}:
            return ALWAYS - part
        node = self.nodes[part]
        if isinstance(node, Denied):
            return node.part
        if isinstance(node, Choice):
            return self.choice(node.issue, ~node.bits)
        return self._place(Denied(part), self.reads[part], 1)

    def joint(self, conjunction: bool, parts: Iterable[int]) -> int:
        """That all of some formulas hold, or some."""
        neutral = ALWAYS if conjunction else NEVER
        settled = ALWAYS - neutral
        choices: dict[int, int] = {}
        kept: set[int] = set()
        for part in self._unnested(conjunction, parts):
            node = self.nodes[part]
            if isinstance(node, Choice):
                known = choices.get(node.issue, node.bits)
                choices[node.issue] = known & node.bits if conjunction else known | node.bits
            else:
                kept.add(part)
        kept.update(self.choice(issue, bits) for issue, bits in choices.items())
        kept.discard(neutral)
        if settled in kept or any(isinstance(node := self.nodes[part], Denied) and node.part in kept for part in kept):
            return settled
        if len(kept) < 2:
            return kept.pop() if kept else neutral
        reads = 0
        for part in kept:
            reads |= self.reads[part]
        return self._place(Joint(conjunction, tuple(sorted(kept))), reads, len(kept))

    def _unnested(self, conjunction: bool, parts: Iterable[int]) -> Iterator[int]:
        """The parts, and in place of those that are joined in the same way, theirs."""
        for part in parts:
            node = self.nodes[part]
            if part > ALWAYS and isinstance(node, Joint) and node.conjunction == conjunction:
                yield from node.parts
            else:
                yield part

    def reached(self, value: Valued, bound: int) -> int:
        """That a number is at least a bound."""
        place, constant = value
        bound -= constant
        low, high = self.ranges[place]
        if bound <= low:
            return ALWAYS
        if bound > high:
            return NEVER
        amount = self.amounts[place]
        if isinstance(amount, Extreme):
            return self.joint(amount.least, [self.reached(part, bound) for part in amount.parts])
        if len(amount.numbers) == 1 and isinstance(inner := self.amounts[amount.numbers[0]], Extreme):
            # What is added to the least of several numbers may be added to each of them.
            sums = [self.total(0, amount.tables, amount.weights, [part]) for part in inner.parts]
            return self.joint(inner.least, [self.reached(part, bound) for part in sums])
        return self._sum_reached(place, amount, bound)

    def _sum_reached(self, place: int, amount: Total, bound: int) -> int:
        if not amount.numbers and len(amount.tables) + len(amount.weights) == 1:
            for issue, values in amount.tables:
                return self.choice(issue, sum(1 << option for option, value in enumerate(values) if value >= bound))
            part, weight = amount.weights[0]
            return part if weight > 0 else self.denied(part)
        step = 1 if amount.numbers else gcd(*_entries(amount))
        if step > 1:
            tables = tuple((issue, tuple(value // step for value in values)) for issue, values in amount.tables)
            weights = [(part, weight // step) for part, weight in amount.weights]
            place, bound = self.total(0, tables, weights, ())[0], -(-bound // step)
        return self._place(Reached(place, bound), self._amount_reads[place], 1)

    def counted(self, rest: Valued, bound: int) -> int:
        """That the sum counted elsewhere and a number are at least a bound."""
        place, constant = rest
        return self._place(Counted(place, bound - constant), self._amount_reads[place], 1)

    def total(
        self,
        base: int,
        tables: Iterable[tuple[int, tuple[int, ...]]],
        weights: Iterable[tuple[int, int]],
        numbers: Iterable[Valued],
    ) -> Valued:
        """The sum of a constant, tables, weights and numbers."""
        by_issue = {issue: list(values) for issue, values in tables}
        by_part: dict[int, int] = {}
        inner: list[int] = []
        base += self._weigh(weights, by_issue, by_part)
        for place, constant in numbers:
            base += constant
            amount = self.amounts[place]
            if isinstance(amount, Extreme):
                inner.append(place)
                continue
            for issue, values in amount.tables:
                held = by_issue.setdefault(issue, [0] * len(values))
                by_issue[issue] = [one + other for one, other in zip(held, values, strict=True)]
            base += self._weigh(amount.weights, by_issue, by_part)
            inner.extend(amount.numbers)
        base += sum(min(values) for values in by_issue.values())
        levelled = ((issue, _levelled(values)) for issue, values in sorted(by_issue.items()))
        found = Total(
            tuple((issue, values) for issue, values in levelled if any(values)),
            tuple(sorted((part, weight) for part, weight in by_part.items() if weight)),
            tuple(sorted(inner)),
        )
        if len(found.numbers) == 1 and not found.tables and not found.weights:
            return found.numbers[0], base
        return self._amount_place(found), base

    def _weigh(
        self, weights: Iterable[tuple[int, int]], by_issue: dict[int, list[int]], by_part: dict[int, int]
    ) -> int:
        """Put weights where they belong; what is certain is returned."""
        certain = 0
        for place, weight in weights:
            part, counts = place, weight
            node = self.nodes[part]
            if isinstance(node, Denied):
                part, counts, certain = node.part, -weight, certain + weight
            if isinstance(node, Choice):
                values = by_issue.setdefault(node.issue, [0] * self.sizes[node.issue])
                for option in range(len(values)):
                    values[option] += counts * (node.bits >> option & 1)
            elif part > ALWAYS:
                by_part[part] = by_part.get(part, 0) + counts
            elif part == ALWAYS:
                certain += counts
        return certain

    def extreme(self, least: bool, parts: Iterable[Valued]) -> Valued:
        """The least of several numbers, or the most; those that can never be it fall away."""
        better = min if least else max
        known: dict[int, int] = {}
        for place, constant in self._extreme_parts(least, parts):
            known[place] = better(known.get(place, constant), constant)
        # For the least: whatever is never below some number's highest value can be left out beside that number.
        worst = [self.ranges[place][least] + constant for place, constant in known.items()]
        cut = better(worst)
        keeper = list(known)[worst.index(cut)]
        kept = {
            place: constant
            for place, constant in known.items()
            if place == keeper or better(self.ranges[place][not least] + constant, cut) != cut
        }
        base = min(kept.values())
        if len(kept) == 1:
            return keeper, base
        return self._amount_place(
            Extreme(least, tuple(sorted((p, constant - base) for p, constant in kept.items())))
        ), base

    def _extreme_parts(self, least: bool, parts: Iterable[Valued]) -> Iterator[Valued]:
        for place, constant in parts:
            amount = self.amounts[place]
            if isinstance(amount, Extreme) and amount.least == least:
                yield from ((inner, constant + added) for inner, added in amount.parts)
            else:
                yield place, constant

    def fix(self, place: int, issue: int, option: int) -> int:
        """What is left of a formula where an issue has an option."""
        if not self.reads[place] >> issue & 1:
            return place
        key = (place, issue, option)
        found = self._fixed.get(key)
        if found is None:
            found = self._fixed[key] = self._fix(self.nodes[place], issue, option)
        return found

    def _fix(self, node: Node, issue: int, option: int) -> int:
        self.spend(1)
        if isinstance(node, Choice):
            return ALWAYS if node.bits >> option & 1 else NEVER
        if isinstance(node, Denied):
            return self.denied(self.fix(node.part, issue, option))
        if isinstance(node, Reached):
            return self.reached(self.fix_amount(node.number, issue, option), node.bound)
        if isinstance(node, Counted):
            return self.counted(self.fix_amount(node.rest, issue, option), node.bound)
        self.spend(len(node.parts))
        return self.joint(node.conjunction, [self.fix(part, issue, option) for part in node.parts])

    def fix_amount(self, place: int, issue: int, option: int) -> Valued:
        """What is left of a number where an issue has an option, and what it then adds for certain."""
        if not self._amount_reads[place] >> issue & 1:
            return place, 0
        key = (place, issue, option)
        found = self._fixed_amounts.get(key)
        if found is None:
            found = self._fixed_amounts[key] = self._fix_amount(self.amounts[place], issue, option)
        return found

    def _fix_amount(self, amount: Amount, issue: int, option: int) -> Valued:
        if isinstance(amount, Extreme):
            inner = [(self.fix_amount(place, issue, option), constant) for place, constant in amount.parts]
            return self.extreme(amount.least, [(place, added + constant) for (place, added), constant in inner])
        return self.total(
            sum(values[option] for number, values in amount.tables if number == issue),
            (table for table in amount.tables if table[0] != issue),
            [(self.fix(part, issue, option), weight) for part, weight in amount.weights],
            [self.fix_amount(place, issue, option) for place in amount.numbers],
        )

    def _all(self, issue: int) -> int:
        return (1 << self.sizes[issue]) - 1

    def _place(self, node: Node, reads: int, parts: int) -> int:
        key = (type(node), node)
        place = self._places.get(key)
        if place is None:
            self.spend(1 + parts)
            place = self._places[key] = len(self.nodes)
            self.nodes.append(node)
            self.reads.append(reads)
        return place

    def _amount_place(self, amount: Amount) -> int:
        key = (type(amount), amount)
        place = self._amount_places.get(key)
        if place is None:
            self.spend(1 + sum(len(part) for part in amount[-2:] if isinstance(part, tuple)))
            place = self._amount_places[key] = len(self.amounts)
            self.amounts.append(amount)
            self.ranges.append(self._range(amount))
            self._amount_reads.append(self._amount_issues(amount))
        return place

    def _range(self, amount: Amount) -> tuple[int, int]:
        """Bounds that a number never leaves."""
        if isinstance(amount, Extreme):
            pick = min if amount.least else max
            ends = [[self.ranges[place][end] + constant for place, constant in amount.parts] for end in (0, 1)]
            return pick(ends[0]), pick(ends[1])
        low = sum(min(weight, 0) for _, weight in amount.weights)
        high = sum(max(weight, 0) for _, weight in amount.weights) + sum(max(values) for _, values in amount.tables)
        inner = [self.ranges[place] for place in amount.numbers]
        return low + sum(ends[0] for ends in inner), high + sum(ends[1] for ends in inner)

    def _amount_issues(self, amount: Amount) -> int:
        found = 0
        if isinstance(amount, Extreme):
            for place, _ in amount.parts:
                found |= self._amount_reads[place]
            return found
        for issue, _ in amount.tables:
            found |= 1 << issue
        for part, _ in amount.weights:
            found |= self.reads[part]
        for place in amount.numbers:
            found |= self._amount_reads[place]
        return found


def _levelled(values: Sequence[int]) -> tuple[int, ...]:
    """A table with its least entry taken off."""
    least = min(values)
    return tuple(value - least for value in values)


def _entries(amount: Total) -> Iterator[int]:
    for _, values in amount.tables:
        yield from values
    for _, weight in amount.weights:
        yield weight

"""Solution concepts by proof, over frontiers too large to list: the best package by a rule, and all that tie with it.

The rules compare gains as exact fractions and products. The solver is asked for the most of a number that is never
less than the rule's own score and hardly more; each vector found is then scored exactly, ruled out, and the next one
asked for, until none that is left could reach the best (Land and Doig 1960: bounds decide).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor, log, prod
from typing import Any

from winset.model.logic import Formula, Least, Number, Sum, at_least
from winset.model.space import Package, Space
from winset.settlement.clock import Clock
from winset.settlement.exact.frontier import Values, beyond, scaled, values_of
from winset.settlement.exact.program import search

MOST_TIES = 24
_FINE = 10_000_000  # steps of a logarithm
_SHARE = 1_000_000  # steps of a share of a best gain of one
_COARSE = 1000  # the same where what is enough is said exactly besides: small numbers are easier to prove with
_TANGENTS = 16
_LOOKED_AT = 200  # vectors looked at before an answer is left unproven


@dataclass(frozen=True)
class Bargain:
    """Where bargaining over some packages can end by one rule: all vectors that tie, with a package for each.

    proven: no other vector is better. all_ties: no vector that ties is missing.
    """

    points: tuple[tuple[Values, Package], ...]
    proven: bool
    all_ties: bool


@dataclass(frozen=True)
class Table:
    """What the bargainers get: a number for each, what each has without agreement, and the packages in question."""

    space: Space
    required: tuple[Formula, ...]
    numbers: tuple[Number, ...]
    no_deal: Values
    no_less: Values | None = None

    @property
    def rational(self) -> tuple[Formula, ...]:
        """What is required, and that nobody gets less than without agreement, or than `no_less` where it is given."""
        gains = zip(self.numbers, self.no_less or self.no_deal, strict=True)
        return (*self.required, *(at_least(number, held) for number, held in gains))

    def gains(self, values: Values) -> tuple[int, ...]:
        """What each bargainer gets above its no deal."""
        return tuple(value - held for value, held in zip(values, self.no_deal, strict=True))

    def gain(self, place: int, factor: int) -> Sum:
        """A bargainer's gain, times a factor."""
        return Sum((), -self.no_deal[place] * factor, (scaled(self.numbers[place], factor),))


@dataclass(frozen=True)
class Rule:
    """A rule of choice, as the solver can follow it.

    score: of some gains, exactly. above: a number that is never less than the score, in its own scale. least: what that
    number reaches for every package with at least a score, others too perhaps; enough: the same said exactly, where it
    can be. better: what exactly those with a higher score satisfy, where that can be said. learn: takes note of gains
    found, so that `above` becomes closer.
    """

    score: Callable[[Sequence[int]], Any]
    above: Callable[[], Number]
    least: Callable[[Any], int] | None = None
    enough: Callable[[Any], list[Formula]] | None = None
    better: Callable[[Any], list[Formula]] | None = None
    learn: Callable[[Sequence[int]], None] | None = None


def nash(table: Table, ideal: Sequence[int], clock: Clock) -> Bargain:
    """The largest product of gains (Nash 1950).

    The logarithm of a gain is never above its tangents, of which a few are taken, and those at the vectors found.
    """
    touched = [{1, *(max(best * step // _TANGENTS, 1) for step in range(1, _TANGENTS + 1))} for best in ideal]

    def above() -> Number:
        return Sum((), 0, tuple(Least(tuple(_tangents(table, place, at))) for place, at in enumerate(touched)))

    def learn(gains: Sequence[int]) -> None:
        for at, gain in zip(touched, gains, strict=True):
            at.add(max(gain, 1))

    def least(product: int) -> int:
        return floor(log(product) * _FINE) - 1 if product else -len(ideal) * _FINE

    gaining = replace(table, no_less=tuple(held + 1 for held in table.no_deal))
    some = search(table.space, gaining.rational, clock)
    # Where nobody can gain without another gaining nothing, all products are nothing and all packages tie.
    return _best(table if some.package is None else gaining, Rule(prod, above, least, learn=learn), clock)


def _tangents(table: Table, place: int, at: set[int]) -> list[Number]:
    """Lines that no logarithm of a gain (of one and more) is above, in fine steps, rounded upwards.

    log(gain) <= log(touch) - 1 + gain / touch, by concavity.
    """
    lines: list[Number] = []
    for touch in sorted(at):
        gain = table.gain(place, -(-_FINE // touch))
        lines.append(Sum((), floor(log(touch) * _FINE) + 2 - _FINE, (gain,)))
    return lines


def egalitarian(table: Table, best: Sequence[int], clock: Clock) -> Bargain:
    """The largest smallest share of each bargainer's best gain (Kalai 1977)."""

    def better(least: Fraction) -> list[Formula]:
        return _shares_reach(table, best, least, 1)

    return _best(table, _least_share(table, best, lambda shares: min(shares, default=Fraction(0)), better), clock)


def kalai_smorodinsky(table: Table, ideal: Sequence[int], clock: Clock) -> Bargain:
    """The leximin of shares of each bargainer's ideal gain (Kalai and Smorodinsky 1975; Imai 1983)."""
    return _best(table, _least_share(table, ideal, lambda shares: tuple(sorted(shares)), None), clock)


def _least_share(
    table: Table,
    best: Sequence[int],
    score: Callable[[list[Fraction]], Any],
    better: Callable[[Any], list[Formula]] | None,
) -> Rule:
    places = [place for place, gain in enumerate(best) if gain > 0]
    fine = _COARSE * max((best[place] for place in places), default=1)
    # A whole factor is a little too small, so what it leaves out of the largest gain is added.
    gains = [(place, table.gain(place, fine // best[place])) for place in places]
    bounds = tuple(Sum((), best[place], (gain,)) for place, gain in gains)
    above: Number = Least(bounds) if bounds else Sum(())

    def enough(value: Any) -> list[Formula]:
        least = value if isinstance(value, Fraction) else min(value, default=Fraction(0))
        return _shares_reach(table, best, least, 0)

    def scored(gains: Sequence[int]) -> Any:
        return score([Fraction(gains[place], best[place]) for place in places])

    return Rule(scored, lambda: above, enough=enough, better=better)


def _shares_reach(table: Table, best: Sequence[int], least: Fraction, more: int) -> list[Formula]:
    """That every bargainer's share of its best gain is at least so large, or with `more` of 1 larger; exactly."""
    return [
        at_least(table.numbers[place], table.no_deal[place] + (floor(least * gain) + 1 if more else ceil(least * gain)))
        for place, gain in enumerate(best)
        if gain > 0
    ]


def utilitarian(table: Table, best: Sequence[int], clock: Clock) -> Bargain:
    """The largest sum of shares of each bargainer's best gain (Harsanyi 1955)."""
    places = [place for place, gain in enumerate(best) if gain > 0]
    fine = _SHARE * max((best[place] for place in places), default=1)
    parts = tuple(table.gain(place, fine // best[place]) for place in places)
    above = Sum((), sum(best[place] for place in places), parts)

    def score(gains: Sequence[int]) -> Fraction:
        return sum((Fraction(gains[place], best[place]) for place in places), Fraction(0))

    return _best(table, Rule(score, lambda: above, lambda value: floor(value * fine)), clock)


def _best(table: Table, rule: Rule, clock: Clock) -> Bargain:
    """Ask for packages of ever lower bounds until none can reach the best score."""
    wanted = list(table.rational)
    best: list[tuple[Values, Package]] = []
    top: Any = None
    hint: Package | None = None
    for _ in range(_LOOKED_AT):
        exactly = bool(best) and rule.enough is not None
        held = rule.enough(top) if best and rule.enough is not None else []
        least = rule.least(top) if best and rule.least is not None else None
        # Where what is enough is said exactly, the sum of what all get leads the solver to a proof sooner.
        most = Sum((), 0, table.numbers) if exactly else rule.above()
        found = search(table.space, [*wanted, *held], clock, most, hint, least)
        if found.package is None:
            return Bargain(tuple(best), found.proven, found.proven)
        hint = _raised(table, wanted, found.package, clock)
        values = values_of(table.numbers, hint)
        gained = table.gains(values)
        score = rule.score(gained)
        if not best or score > top:
            top, best = score, []
        if score == top:
            best.append((values, hint))
        if rule.learn is not None:
            rule.learn(gained)
        wanted.append(beyond(table.numbers, values))
        if len(best) >= MOST_TIES or clock.out:
            break
    proven = rule.better is not None and _none_better(table, rule.better(top), clock)
    return Bargain(tuple(best), proven, all_ties=False)


def _none_better(table: Table, better: list[Formula], clock: Clock) -> bool:
    found = search(table.space, [*table.rational, *better], clock)
    return found.proven and found.package is None


def _raised(table: Table, wanted: Sequence[Formula], package: Package, clock: Clock) -> Package:
    """An undominated package at least as good for everybody."""
    values = values_of(table.numbers, package)
    held = [at_least(number, value) for number, value in zip(table.numbers, values, strict=True)]
    found = search(table.space, [*wanted, *held], clock, Sum((), 0, table.numbers), package)
    return found.package if found.package is not None else package

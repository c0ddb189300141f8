"""How an unlock goes: one admissible order, how each lever has to turn out, the chance of that, and what each does."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from heapq import heappop, heappush
from math import prod

from winset.case.words import show_number
from winset.settlement.unlock_chance import Event, chance_of
from winset.settlement.unlock_grounds import Grounds
from winset.settlement.unlock_interplay import Used, bits_of
from winset.settlement.unlock_moves import Draw, Draws, Moves, State
from winset.settlement.unlock_records import Chance, Cost, Step, Three
from winset.settlement.unlock_search import Search

Pulled = tuple[tuple[str, Draws], ...]
"""Levers in an order, each with how it turns out."""

Ending = tuple[State, Fraction, Pulled]
"""A state, and the likeliest way to it with its chance."""


@dataclass(frozen=True, slots=True)
class Ways:
    """Everything needed to follow levers: what they do, and what ratifiers make of it."""

    moves: Moves
    grounds: Grounds
    search: Search
    endings: dict[int, list[Ending]] = field(default_factory=dict)

    def follow(self, pulled: Pulled) -> State | None:
        """The state after these levers; None where one of them cannot be pulled when its turn comes."""
        state = State()
        for lever, draws in pulled:
            if not self.moves.can(lever, state):
                return None
            state = self.moves.after(state, draws)
        return state

    def opens(self, state: State | None, sure: bool) -> bool:
        """Whether a deal is open in a state."""
        return state is not None and bool(self.grounds.open(state, sure).any())

    def likeliest(self, levers: Used, sure: bool) -> Pulled:
        """An order in which these levers open a deal, with the draws that are the likeliest to."""
        interplay = self.search.interplay
        parts = [self._endings(part) for part in interplay.parts(interplay.mask(levers))]
        for chosen in _best_first(parts):
            if self.opens(self.moves.joined(state for state, _, _ in chosen), sure):
                return self._in_order_of_the_case([pulled for _, _, pulled in chosen])
        raise AssertionError("an unlock opens a deal")

    def _endings(self, part: int) -> list[Ending]:
        """The states in which all levers of a part have been pulled, each with its likeliest way, those first."""
        if part in self.endings:
            return self.endings[part]
        interplay = self.search.interplay
        layer: dict[tuple[int, int, State], tuple[Fraction, Pulled]] = {(0, -1, State()): (Fraction(1), ())}
        for _ in bits_of(part):
            further: dict[tuple[int, int, State], tuple[Fraction, Pulled]] = {}
            for (used, last, state), (chance, pulled) in layer.items():
                for number in interplay.next(part & ~used, last, state):
                    for draws in interplay.draws[number]:
                        key = used | 1 << number, number, self.moves.after(state, draws)
                        likely = chance * prod((self._likely(draw) for draw in draws), start=Fraction(1))
                        if key not in further or likely > further[key][0]:
                            further[key] = likely, (*pulled, (interplay.ids[number], draws))
            layer = further
        best: dict[State, tuple[Fraction, Pulled]] = {}
        for (_, _, state), way in layer.items():
            if state not in best or way[0] > best[state][0]:
                best[state] = way
        found = [(state, chance, pulled) for state, (chance, pulled) in best.items()]
        self.endings[part] = sorted(found, key=lambda ending: -ending[1])
        return self.endings[part]

    def _in_order_of_the_case(self, parts: Iterable[Pulled]) -> Pulled:
        """Groups do not touch each other, so their levers may be pulled in turns: the first of the case first."""
        order = list(self.moves.levers)
        left = [list(part) for part in parts if part]
        found = []
        while left:
            turn = min(left, key=lambda part: order.index(part[0][0]))
            found.append(turn.pop(0))
            left = [part for part in left if part]
        return tuple(found)

    def _likely(self, draw: Draw) -> Fraction:
        return self._chance(draw)[1]

    def _chance(self, draw: Draw) -> Three:
        chance = self.moves.effects[draw.ref].chance
        if chance is None:
            return Fraction(1), Fraction(1), Fraction(1)
        if draw.happens:
            return chance.least, chance.value, chance.most
        return 1 - chance.most, 1 - chance.value, 1 - chance.least

    def chance(self, pulled: Pulled, sure: bool) -> Chance:
        """The chance that the set works, where the case gives the chances; levers are pulled in this order."""
        by_chance: list[tuple[int, int, Draw]] = []
        missing: list[str] = []
        for place, (_, draws) in enumerate(pulled):
            for at, draw in enumerate(draws):
                if self.moves.effects[draw.ref].chance is not None:
                    by_chance.append((place, at, draw))
                if draw.happens and self._needs_its_end(pulled, place, at, sure):
                    missing.append(_path(draw))

        def opens(otherwise: frozenset[int]) -> bool:
            turned = {by_chance[number][:2] for number in otherwise}
            ways = tuple(
                (lever, tuple(self._other(draw) if (place, at) in turned else draw for at, draw in enumerate(draws)))
                for place, (lever, draws) in enumerate(pulled)
            )
            return self.opens(self._as_far_as_possible(ways), sure)

        return chance_of([Event(_path(draw), self._chance(draw)) for _, _, draw in by_chance], missing, opens)

    def _other(self, draw: Draw) -> Draw:
        """An effect that turns out the other way."""
        return Draw(draw.ref, not draw.happens, self.moves.amounts(draw.ref)[0])

    def _needs_its_end(self, pulled: Pulled, place: int, at: int, sure: bool) -> bool:
        """Whether it matters where in its range a movement comes out; the case gives no chance of that."""
        draw = pulled[place][1][at]
        ends = self.moves.ends(draw.ref)
        others = [Draw(draw.ref, True, end) for end in ends if end != draw.amount]
        return any(not self._opens_with(pulled, place, at, other, sure) for other in others)

    def _opens_with(self, pulled: Pulled, place: int, at: int, draw: Draw, sure: bool) -> bool:
        """Whether a deal opens although one effect turns out differently."""
        lever, draws = pulled[place]
        changed = (lever, (*draws[:at], draw, *draws[at + 1 :]))
        return self.opens(self.follow((*pulled[:place], changed, *pulled[place + 1 :])), sure)

    def steps(self, pulled: Pulled, sure: bool, example: int) -> tuple[Step, ...]:
        """What each lever of an unlock contributes, in the order in which they are pulled."""
        states = [State()]
        for _, draws in pulled:
            states.append(self.moves.after(states[-1], draws))
        return tuple(self._step(pulled, place, sure, example, states) for place in range(len(pulled)))

    def _step(self, pulled: Pulled, place: int, sure: bool, example: int, states: Sequence[State]) -> Step:
        lever, draws = pulled[place]
        before, after, final = states[place], states[place + 1], states[-1]
        without = self._as_far_as_possible(pulled[place + 1 :], before)
        written = self.moves.levers[lever]
        return Step(
            lever=lever,
            name=written.name or lever,
            by=written.by,
            draws=tuple(self._in_words(draw) for draw in draws),
            lifts=self._lifted(without, final, sure, example),
            turns=self.turned(before, after),
            puts=not self._is_asked(without, final, example),
            without=self.grounds.verdict(without),
        )

    def _as_far_as_possible(self, pulled: Pulled, state: State | None = None) -> State:
        """The state after those levers that can be pulled when their turn comes."""
        state = state if state is not None else State()
        for lever, draws in pulled:
            if self.moves.can(lever, state):
                state = self.moves.after(state, draws)
        return state

    def _is_asked(self, state: State, final: State, package: int) -> bool:
        """Whether a package of the final state can be put in another, where issues may be others."""
        ground = self.grounds.at(state)
        alike = ground.space.dimensions == self.grounds.at(final).space.dimensions
        return alike and ground.looked_for(state).has(package)

    def _lifted(self, without: State, final: State, sure: bool, example: int) -> tuple[str, ...]:
        """The vetoes that stop every deal, or the example, without the lever, and do not with all of them."""
        ground = self.grounds.at(without)
        asked = ground.looked_for(without)
        some, can_be_put = bool(asked.any()), self._is_asked(without, final, example)
        found = []
        for who in ground.ratifiers:
            stopped = ground.answers(who, without).in_the_way(sure)
            if (can_be_put and stopped.has(example)) or (some and not (asked & ~stopped).any()):
                found.append(who)
        after = self.grounds.at(final)
        return tuple(
            who
            for who in found
            if who in after.ratifiers and not after.answers(who, final).in_the_way(sure).has(example)
        )

    def turned(self, before: State, after: State) -> tuple[tuple[str, int], ...]:
        """The vetoes that a lever turns against deals: how many they refuse only now, or all that are new."""
        old, new = self.grounds.at(before), self.grounds.at(after)
        if old.space.dimensions != new.space.dimensions:
            return ()
        known, added = old.asked(before) & new.asked(after), new.asked(after) & ~old.asked(before)
        some_added = bool(added.any())
        found = []
        for who in new.ratifiers:
            now = new.answers(who, after)
            then = old.answers(who, before) if who in old.ratifiers else None
            if now is then and not some_added:
                continue  # it can tell no difference
            lost = now.refused & known
            if then is not None:
                lost = lost & ~then.refused
            fresh = added.count() if some_added and not (added & ~now.refused).any() else 0
            turned = fresh + (lost.count() if lost.any() else 0)
            if turned:
                found.append((who, turned))
        return tuple(found)

    def _in_words(self, draw: Draw) -> str:
        """How an effect has to turn out, in few words."""
        effect = self.moves.effects[draw.ref]
        if not draw.happens:
            return f"`{draw.ref[1]}` does not happen"
        unit = "points" if effect.support is not None else "votes" if effect.swing is not None else ""
        low, high = self.moves.ends(draw.ref)
        end = f"moves {_plain(draw.amount)} {unit}" if unit and low != high else "happens"
        chance = f", chance {show_number(effect.chance)}" if effect.chance is not None else ""
        return f"`{draw.ref[1]}` {end}{chance}" if chance or end != "happens" else ""


def _best_first(parts: Sequence[Sequence[Ending]]) -> Iterator[list[Ending]]:
    """Every choice of an ending for each part, the likeliest first; those of a part stand in that order."""

    def likely(places: tuple[int, ...]) -> Fraction:
        return prod((part[at][1] for part, at in zip(parts, places, strict=True)), start=Fraction(1))

    start = (0,) * len(parts)
    heap = [(-likely(start), start)] if all(parts) else []
    seen = {start}
    while heap:
        _, places = heappop(heap)
        yield [part[at] for part, at in zip(parts, places, strict=True)]
        for number, at in enumerate(places):
            further = (*places[:number], at + 1, *places[number + 1 :])
            if at + 1 < len(parts[number]) and further not in seen:
                seen.add(further)
                heappush(heap, (-likely(further), further))


def _path(draw: Draw) -> str:
    return f"levers.{draw.ref[0]}.effects.{draw.ref[1]}"


def _plain(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{float(value):g}"


def costs(moves: Moves, levers: Iterable[str]) -> tuple[Cost, ...]:
    """What levers cost each party that pulls one, at the lowest, the likely and the highest."""
    by_party: dict[str, list[str]] = {}
    wanted = set(levers)
    for lever in (id_ for id_ in moves.levers if id_ in wanted):
        by_party.setdefault(moves.levers[lever].by, []).append(lever)
    return tuple(_cost(moves, party, by_party[party]) for party in moves.case.file.parties if party in by_party)


def _cost(moves: Moves, party: str, levers: Sequence[str]) -> Cost:
    given = [cost for lever in levers if (cost := moves.levers[lever].cost) is not None]
    amount = (
        sum((cost.least for cost in given), Fraction(0)),
        sum((cost.value for cost in given), Fraction(0)),
        sum((cost.most for cost in given), Fraction(0)),
    )
    return Cost(party, amount, tuple(lever for lever in levers if moves.levers[lever].cost is None))


def undominated(vectors: Sequence[Mapping[str, Fraction] | None]) -> tuple[bool | None, ...]:
    """Of sets of levers, those that no other beats: at most as costly for every party, and less for one.

    None stands for a set with a cost that is missing, which cannot be compared.
    """
    given = [vector for vector in vectors if vector is not None]
    distinct = list(
        {frozenset((party, cost) for party, cost in vector.items() if cost): vector for vector in given}.values()
    )
    kept = [own for own in distinct if not any(_beats(other, own) for other in distinct)]
    return tuple(None if own is None else any(_alike(own, other) for other in kept) for own in vectors)


def _alike(one: Mapping[str, Fraction], other: Mapping[str, Fraction]) -> bool:
    return all(one.get(party, Fraction(0)) == other.get(party, Fraction(0)) for party in {*one, *other})


def _beats(other: Mapping[str, Fraction], own: Mapping[str, Fraction]) -> bool:
    parties = {*other, *own}
    pairs = [(other.get(party, Fraction(0)), own.get(party, Fraction(0))) for party in parties]
    return all(less <= more for less, more in pairs) and any(less < more for less, more in pairs)

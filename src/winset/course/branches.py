"""What can be done in a period, and how it may turn out.

Everything is started at a period's beginning and tells at its end, together with what moves by itself; a condition that
a deed has set does not move by itself in that period. A lever that takes several periods keeps the party busy.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import product
from math import prod

import numpy as np

from winset.case.checks.course import WAIT
from winset.case.patterns import EVERYTHING
from winset.case.sections import Effect
from winset.case.shape import Path
from winset.course.approaches import Approach, Together
from winset.course.layout import NOT_ASKED, SAID_NO, SAID_YES, Bools, Config, Floats, Layout
from winset.course.offers import Offers
from winset.course.putting import Put, Putting, Sets
from winset.settlement.unlock_moves import conditions_in


@dataclass(frozen=True, slots=True)
class Branch:
    """One way in which a deed may turn out: its chance over the axes, what it leaves, and what it sets on them."""

    chance: Floats
    config: Config
    sets: Sets = ()


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that can be done.

    kind: wait, lever, goes_on, arrange or propose. of: the lever, arrangement or proposal. offer: the deal that is put.
    """

    id: str
    kind: str
    of: str
    cost: float = 0.0
    offer: int = -1


@dataclass(frozen=True, slots=True)
class Doing:
    """A deed in one configuration, over the axes: where it can be done, points at once, and how it may turn out."""

    allowed: Bools
    points: Floats
    branches: tuple[Branch, ...]


class Doings:
    """What can be done in each configuration."""

    def __init__(self, layout: Layout, offers: Offers) -> None:
        self.layout = layout
        self.offers = offers
        self.plot = layout.plot
        self.course = layout.plot.course
        self.numbers = layout.plot.numbers
        self.ones: Floats = np.ones((1,) * len(layout.axes))
        self.nothing: Floats = 0 * self.ones
        self.everywhere: Bools = np.ones((1,) * len(layout.axes), dtype=np.bool_)
        self.nowhere: Bools = np.zeros((1,) * len(layout.axes), dtype=np.bool_)
        self.uncertain = tuple(offers.levels)
        self._required: dict[tuple[str, tuple[str, ...]], Bools] = {}
        self._put: dict[object, Put | None] = {}
        self.putting = Putting(layout, offers)
        self._turning: dict[tuple[str, frozenset[str]], tuple[tuple[Floats, tuple[tuple[str, bool], ...]], ...]] = {}
        self._left: dict[tuple[str, tuple[int, ...], tuple[bool, ...], tuple[int, ...]], bool] = {}

    @cached_property
    def start(self) -> Config:
        """How things stand at first."""
        return self.layout.start._replace(refused=(0,) * len(self.uncertain))

    @cached_property
    def deeds(self) -> tuple[Deed, ...]:
        """Everything that can be done: waiting first, then by what it costs."""
        numbers, course = self.numbers, self.course
        found = [
            Deed(id_, "lever", id_, numbers.of(lever.cost, ("levers", id_, "cost"), 0.0))
            for id_, lever in self.plot.own.items()
        ]
        for id_ in self.plot.arrangements:
            cost = numbers.of(course.arrange[id_].cost, ("course", "arrange", id_, "cost"), 0.0)
            found.append(Deed(id_, "arrange", id_, cost))
        for at, offer in enumerate(self.offers.put):
            proposed = course.propose[offer.proposal]
            cost = numbers.of(proposed.cost, ("course", "propose", offer.proposal, "cost"), 0.0)
            found.append(Deed(f"{offer.proposal} {at}", "propose", offer.proposal, cost, at))
        busy = [Deed(f"{id_} goes on", "goes_on", id_) for id_ in self.plot.own if self.takes(id_) > 1]
        return (Deed(WAIT, WAIT, WAIT), *busy, *sorted(found, key=lambda deed: deed.cost))

    def takes(self, lever: str) -> int:
        """How many periods a lever takes."""
        written = self.plot.own[lever].takes
        return max(int(np.ceil(self.numbers.of(written, ("levers", lever, "takes"), 1.0))), 1)

    def doing(self, deed: Deed, config: Config) -> Doing | None:
        """A deed in a configuration; None where it cannot be done at all."""
        if (deed.kind == "goes_on") != bool(config.under[0]):
            return None
        return _KINDS[deed.kind](self, deed, config)

    def ended(self, config: Config) -> list[Doing | None]:
        """By deed what can be done where no time is left: nothing, and things stay as they are."""
        return [self._wait(deed, config) if deed.kind == WAIT else None for deed in self.deeds]

    def _wait(self, deed: Deed, config: Config) -> Doing | None:
        return Doing(self.everywhere, self.nothing, (Branch(self.ones, config),))

    def _goes_on(self, deed: Deed, config: Config) -> Doing | None:
        lever, left = config.under
        if lever != deed.of:
            return None
        if left > 1:
            return Doing(self.everywhere, self.nothing, (Branch(self.ones, config._replace(under=(lever, left - 1))),))
        free = config._replace(under=("", 0))
        return Doing(self.everywhere, self.nothing, tuple(self._outcomes(lever, free)))

    def _lever(self, deed: Deed, config: Config) -> Doing | None:
        id_ = deed.of
        if self.is_settled(config) and id_ not in self._afterwards:
            return None
        left = (id_, config.uses, config.edits, config.asked)
        if left not in self._left:
            self._left[left] = self._useful(id_, config)
        if not self._left[left]:
            return None
        allowed = self._can(id_, config)
        if not allowed.any():
            return None
        begun = self._tried(config, id_)
        periods = self.takes(id_)
        if periods > 1:
            return Doing(allowed, self.nothing, (Branch(self.ones, begun._replace(under=(id_, periods - 1))),))
        return Doing(allowed, self.nothing, tuple(self._outcomes(id_, begun)))

    def _can(self, id_: str, config: Config) -> Bools:
        """Where what a lever requires holds."""
        key = (id_, config.levels)
        if key not in self._required:
            requires = self.plot.own[id_].requires
            everything = requires == EVERYTHING
            self._required[key] = self.everywhere if everything else self.layout.holds(requires, config, {})
        return self._required[key]

    def _tried(self, config: Config, id_: str) -> Config:
        counts = not self.is_settled(config) or self._told_afterwards
        if id_ in self.layout.waited_for and id_ not in config.tried and counts:
            return config._replace(tried=config.tried | {id_})
        return config

    def _useful(self, id_: str, config: Config) -> bool:
        """Whether an approach was not made yet, and something is left that a lever can still change."""
        layout = self.layout
        if id_ in layout.approaches:
            asked = {each: config.asked[at] for at, each in enumerate(layout.approaches)}
            sounds = self.plot.own[id_].sounds
            after = sounds.after if sounds is not None else ()
            return asked[id_] == NOT_ASKED and all(asked.get(each) == SAID_YES for each in after)
        mine = [at for at, ref in enumerate(layout.shifts) if ref[0] == id_]
        edits = [at for at, ref in enumerate(layout.edits) if ref[0] == id_]
        if any(config.uses[at] < layout.most_uses(layout.shifts[at]) for at in mine):
            return True
        if any(not config.edits[at] for at in edits):
            return True
        sets = self.plot.moves.writes(id_)
        if id_ not in self.plot.forced:
            sets = sets & {*layout.own, *layout.axes}
        return bool(sets) or not (mine or edits)

    @cached_property
    def _afterwards(self) -> frozenset[str]:
        """The levers that can still make a difference once a deal is in force."""
        plot = self.plot
        return frozenset(id_ for id_ in plot.own if self._bears(id_, self._matter_afterwards))

    def _bears(self, id_: str, conditions: Set[str]) -> bool:
        plot = self.plot
        return bool(plot.moves.writes(id_) & conditions) or plot.sways(id_, conditions)

    @cached_property
    def _matter_afterwards(self) -> frozenset[str]:
        """The conditions that still make a difference once a deal is in force."""
        plot = self.plot
        found = {id_ for id_ in plot.aimed_at if id_ in plot.file.conditions}
        for pattern in self.course.outcomes.values():
            found |= conditions_in(pattern, plot.file.patterns)
        found &= plot.file.conditions.keys()
        found |= plot.looked_at
        while True:
            more = set().union(*(plot.moves.reads(id_) for id_ in plot.own if self._bears(id_, found)))
            if more <= found:
                return frozenset(found)
            found |= more

    def is_settled(self, config: Config) -> bool:
        """Whether a deal is in force."""
        return config.force >= self.offers.first_deal

    def _settled(self, config: Config, force: int) -> Config:
        """A deal in force: what can make no difference any more is forgotten."""
        start = self.start
        levels = tuple(
            level if id_ in self._matter_afterwards else first
            for id_, level, first in zip(self.layout.own, config.levels, start.levels, strict=True)
        )
        if self._told_afterwards:
            return start._replace(levels=levels, force=force, asked=config.asked, tried=config.tried)
        return start._replace(levels=levels, force=force)

    @cached_property
    def _told_afterwards(self) -> bool:
        """Whether something hangs on what was asked and tried once a deal is in force."""
        plans = self.course.named.values() if self.layout.waited_for else ()
        later = {id_ for plan in plans for id_ in plan.before}
        return bool(self._afterwards & {*self.layout.approaches, *later})

    def _outcomes(self, lever: str, config: Config) -> Iterator[Branch]:
        """How a lever may turn out: each effect by itself happens or does not."""
        for chance, happening in self._turns_out(lever, config):
            after, sets = config, {}
            for id_, happens in happening:
                after, more = self._changed(after, lever, id_, happens)
                sets.update(more)
            yield Branch(chance, after, tuple(sorted(sets.items())))

    def _turns_out(self, lever: str, config: Config) -> tuple[tuple[Floats, tuple[tuple[str, bool], ...]], ...]:
        """Which effects of a lever may happen together, and the chance: an approach's hangs on earlier answers."""
        said: frozenset[str] = frozenset()
        if self.plot.own[lever].sounds is not None:
            said = frozenset(each for at, each in enumerate(self.layout.approaches) if config.asked[at] == SAID_YES)
        key = (lever, said)
        if key not in self._turning:
            ways = [list(self._ways(lever, id_, effect, said)) for id_, effect in self.plot.own[lever].effects.items()]
            all_ = [
                (prod((share for share, _ in chosen), start=1.0), tuple(way for _, way in chosen))
                for chosen in product(*ways)
            ]
            self._turning[key] = tuple((chance * self.ones, happening) for chance, happening in all_ if chance > 0)
        return self._turning[key]

    def _ways(
        self, lever: str, id_: str, effect: Effect, said: frozenset[str]
    ) -> Iterator[tuple[float, tuple[str, bool]]]:
        chance = self.numbers.of(effect.chance, ("levers", lever, "effects", id_, "chance"), 1.0)
        sounds = self.plot.own[lever].sounds
        if sounds is not None and sounds.yes == id_:
            chance = float(self.approach(lever).chance_after(said))
        yield chance, (id_, True)
        yield 1 - chance, (id_, False)

    def approach(self, lever: str) -> Approach:
        """A lever as an approach."""
        written = self.plot.own[lever]
        sounds = written.sounds
        if sounds is None:
            raise AssertionError("an approach sounds somebody")
        path: Path = ("levers", lever, "sounds")
        of = self.numbers.of
        chance = of(written.effects[sounds.yes].chance, ("levers", lever, "effects", sounds.yes, "chance"), 1.0)
        return Approach(
            lever,
            Fraction(chance),
            Fraction(0),
            after=frozenset(sounds.after),
            defers={id_: Fraction(of(each, (*path, "defers", id_), 0.0)) for id_, each in sounds.defers.items()},
            together=tuple(
                Together(frozenset(each.of), Fraction(of(each.chance, (*path, "together", id_, "chance"), 0.0)))
                for id_, each in sounds.together.items()
            ),
        )

    def _changed(self, config: Config, lever: str, id_: str, happens: bool) -> tuple[Config, dict[str, str]]:
        """What an effect that happens, or does not, leaves; and what it sets on the axes."""
        layout = self.layout
        effect = self.plot.own[lever].effects[id_]
        sets: dict[str, str] = {}
        for condition, level in (effect.set if happens else effect.otherwise).items():
            if condition in layout.axes:
                sets[condition] = level
            elif condition in layout.own:
                config = layout.set_level(config, condition, level)
        if happens and (lever, id_) in layout.shifts and not self.is_settled(config):
            at = layout.shifts.index((lever, id_))
            used = min(config.uses[at] + 1, layout.most_uses((lever, id_)))
            config = config._replace(uses=(*config.uses[:at], used, *config.uses[at + 1 :]))
        if happens and (lever, id_) in layout.edits and not self.is_settled(config):
            at = layout.edits.index((lever, id_))
            config = config._replace(edits=(*config.edits[:at], True, *config.edits[at + 1 :]))
        sounds = self.plot.own[lever].sounds
        if sounds is not None and sounds.yes == id_ and (not self.is_settled(config) or self._told_afterwards):
            at = layout.approaches.index(lever)
            answer = SAID_YES if happens else SAID_NO
            config = config._replace(asked=(*config.asked[:at], answer, *config.asked[at + 1 :]))
        return config, sets

    def _arrange(self, deed: Deed, config: Config) -> Doing | None:
        target = self.offers.arranged.get((deed.of, config.force))
        if target is None or self.is_settled(config):
            return None
        answers = self.offers.answers
        written = self.course.arrange[deed.of].chance
        chance = self.numbers.of(written, ("course", "arrange", deed.of, "chance"), 1.0) * self.ones
        for table in self.offers.consents:
            chance = chance * answers.at(table, config)[target]
        allowed = (answers.at(self.offers.arrangeable, config)[target] > 0) & (chance > 0)
        if not allowed.any():
            return None
        begun = self._tried(config, deed.of)
        branches = (Branch(chance, begun._replace(force=target)), Branch(1 - chance, begun))
        return Doing(allowed, self.nothing, branches)

    def _propose(self, deed: Deed, config: Config) -> Doing | None:
        if self.is_settled(config):
            return None
        key = (deed.offer, config.levels, config.uses, config.edits, config.refused)
        if key not in self._put:
            self._put[key] = self.putting.put(deed.offer, config)
        put = self._put[key]
        if put is None:
            return None
        begun = self._tried(config, deed.of)
        branches = [Branch(put.success, self._settled(begun, self.offers.put[deed.offer].force))]
        for chance, refused in put.failed:
            after = begun._replace(refused=refused)
            branches += [Branch(chance * share, after, sets) for share, sets, _ in self.putting.backlash]
        return Doing(put.allowed, put.points, tuple(branches))


_KINDS = {
    WAIT: Doings._wait,
    "lever": Doings._lever,
    "goes_on": Doings._goes_on,
    "arrange": Doings._arrange,
    "propose": Doings._propose,
}

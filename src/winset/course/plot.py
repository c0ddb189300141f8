"""What a course can be made of: what the party can do, what moves by itself, and which of it matters for a goal.

What can make no difference to the goal or to the outcomes is left out: a lever without effect is never an act, and a
condition that nothing reads is no part of a state.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from winset.case.checks.course import WAIT
from winset.case.course import Course
from winset.case.load import Case
from winset.case.patterns import EVERYTHING, Pattern
from winset.case.sections import CaseFile, Effect, Lever
from winset.case.shape import Path
from winset.course.numbers import Numbers
from winset.settlement.unlock_cases import Cases
from winset.settlement.unlock_ground import Ground
from winset.settlement.unlock_moves import Moves, Ref, conditions_in
from winset.settlement.unlock_packages import BitByBit


@dataclass(frozen=True, slots=True)
class Drifting:
    """A condition that moves from some levels to another by itself, with a chance in each period.

    levels: the levels that it leaves. during, unless: what has to be done, or not to be done, meanwhile.
    """

    condition: str
    levels: frozenset[str]
    to: str
    chance: float
    during: frozenset[str]
    unless: frozenset[str]

    def happens(self, doing: str) -> bool:
        """Whether it can happen while something is done."""
        return (not self.during or doing in self.during) and doing not in self.unless


@dataclass
class Plot:
    """A case's course, for one goal or several.

    aimed_at: the issues and conditions that goals give points.
    deeds: what may be done besides waiting; None for all that the party can do. numbers: what numbers are taken to be.
    world: the level of each condition at the start.
    """

    case: Case
    course: Course
    aimed_at: frozenset[str]
    world: Mapping[str, str]
    numbers: Numbers
    deeds: frozenset[str] | None = None
    forced: frozenset[str] = frozenset()
    ground: Ground = field(init=False)

    def __post_init__(self) -> None:
        self.moves = Moves(self.case, self.world)
        self.cases = Cases(self.moves)
        self.ground = Ground(self.cases, EVERYTHING, BitByBit())

    @property
    def file(self) -> CaseFile:
        """The case as it is written, with its variants."""
        return self.case.file

    def may(self, deed: str) -> bool:
        """Whether it may be done at all."""
        return self.deeds is None or deed in self.deeds

    @cached_property
    def proposals(self) -> tuple[str, ...]:
        """The kinds of deals that may be put."""
        return tuple(id_ for id_ in self.course.propose if self.may(id_))

    @cached_property
    def arrangements(self) -> tuple[str, ...]:
        """What may be arranged."""
        return tuple(id_ for id_ in self.course.arrange if self.may(id_))

    @cached_property
    def own(self) -> Mapping[str, Lever]:
        """The levers that the party may use and that can make a difference, and those that a named course uses."""
        return {id_: lever for id_, lever in self._candidates.items() if id_ in self._relevant[0] or id_ in self.forced}

    @cached_property
    def _candidates(self) -> Mapping[str, Lever]:
        levers = self.file.levers
        return {id_: lever for id_, lever in levers.items() if lever.by == self.course.for_ and self.may(id_)}

    @cached_property
    def matter(self) -> frozenset[str]:
        """The conditions that can make a difference."""
        return self._relevant[1]

    @cached_property
    def listeners(self) -> frozenset[str]:
        """The ratifiers whose answers can make a difference: all vetoes of deals, those who consent to arrangements."""
        found = set(self.ground.ratifiers) if self.proposals else set()
        return frozenset(found | set(self.consenting)) if self.arrangements else frozenset(found)

    @cached_property
    def leads(self) -> tuple[str, ...]:
        """The leads of all parties."""
        return tuple(f"{id_}.{party.lead}" for id_, party in self.file.parties.items() if party.lead is not None)

    @cached_property
    def consenting(self) -> tuple[str, ...]:
        """Who has to consent to arrangements: the leads, and the vetoes that may be asked about what is arranged."""
        asked = [who for who in self.ground.ratifiers if who not in self.leads and self._may_be_asked(who)]
        return (*self.leads, *asked)

    def _may_be_asked(self, who: str) -> bool:
        """Whether something that can be arranged may need the yes of a ratifier."""
        party, _, id_ = who.partition(".")
        scope = self.file.parties[party].ratifiers[id_].scope
        pattern = scope if scope is not None else self.file.deal
        if pattern is None or conditions_in(pattern, self.file.patterns) & self.file.conditions.keys():
            return True
        return any(self.moves.holds(pattern, {**self.world, **package}) for package in self.arranged)

    @cached_property
    def arranged(self) -> tuple[dict[str, str], ...]:
        """The packages that arrangements make of the status quo, one after another, whether they can be or not."""
        found = [dict(self.file.status_quo)]
        for package in found:  # it grows meanwhile
            for id_ in self.arrangements:
                changed = {**package, **self.course.arrange[id_].package}
                if changed not in found:
                    found.append(changed)
        return tuple(found[1:])

    def reads(self, who: str) -> frozenset[str]:
        """The conditions that a ratifier's answers can depend on."""
        return self.ground.conditions_read(who)

    @cached_property
    def _relevant(self) -> tuple[frozenset[str], frozenset[str]]:
        """The own levers and the conditions that can make a difference, each found from the other."""
        conditions = set(self._seeds())
        levers: set[str] = set()
        while True:
            before = len(conditions), len(levers)
            for id_, lever in self._candidates.items():
                if id_ not in levers and self._bears(id_, lever, conditions):
                    levers.add(id_)
            for id_ in levers | (self.forced & self._candidates.keys()):
                conditions |= self.moves.reads(id_)
            for id_ in self.course.others:
                lever = self.file.levers[id_]
                if self.moves.writes(id_) & conditions:
                    conditions |= conditions_in(lever.requires, self.file.patterns)
            if before == (len(conditions), len(levers)):
                return frozenset(levers), frozenset(conditions & self.file.conditions.keys())

    def _seeds(self) -> Iterator[str]:
        """The conditions that the goal, the outcomes, named courses and those who are asked read."""
        yield from (id_ for id_ in self.aimed_at if id_ in self.file.conditions)
        for pattern in self.course.outcomes.values():
            yield from conditions_in(pattern, self.file.patterns)
        for who in self.listeners:
            yield from self.reads(who)
        if self.proposals or self.arrangements:
            yield from self.ground.reads(None)
        yield from self.looked_at

    @cached_property
    def looked_at(self) -> frozenset[str]:
        """The conditions that named courses look at, where they must be told apart."""
        plans = self.course.named.values() if self.forced else ()
        tries = [attempt.when for plan in plans for attempt in plan.try_]
        found = frozenset[str]().union(*(conditions_in(pattern, self.file.patterns) for pattern in tries))
        return found & self.file.conditions.keys()

    def _bears(self, id_: str, lever: Lever, conditions: Iterable[str]) -> bool:
        """Whether a lever can make a difference, given the conditions that can."""
        if self.moves.writes(id_) & set(conditions):
            return True
        if self.sways(id_, conditions):
            return True
        return any(self._touches((id_, effect_id), effect) for effect_id, effect in lever.effects.items())

    def sways(self, id_: str, conditions: Iterable[str]) -> bool:
        """Whether it hangs on a lever's being done whether conditions move by themselves; on anything, on waiting."""
        return any({id_, WAIT} & (drift.during | drift.unless) for drift in self._drifts_of(conditions))

    def _drifts_of(self, conditions: Iterable[str]) -> Iterator[Drifting]:
        held = set(conditions)
        return (drift for drift in self.drifts if drift.condition in held)

    def _touches(self, ref: Ref, effect: Effect) -> bool:
        """Whether an effect changes what somebody whose answer matters thinks."""
        if not self.cases.whose(ref) & self.listeners:
            return False
        return self.step_of(ref) != 0 or bool(effect.add or effect.drop)

    def step_of(self, ref: Ref) -> float:
        """The points of opinion or the votes that one use of an effect moves; nothing for other effects."""
        effect = self.moves.effects[ref]
        path: Path = ("levers", ref[0], "effects", ref[1])
        if effect.support is not None:
            return self.numbers.of(effect.support.points, (*path, "support", "points"), 0.0)
        if effect.swing is not None:
            return self.numbers.of(effect.swing.votes, (*path, "swing", "votes"), 0.0)
        return 0.0

    def stated_step_of(self, ref: Ref) -> float:
        """The same as the case has it, whatever is put in its place."""
        effect = self.moves.effects[ref]
        if effect.support is not None:
            return float(effect.support.points.value)
        return float(effect.swing.votes.value) if effect.swing is not None else 0.0

    @cached_property
    def drifts(self) -> tuple[Drifting, ...]:
        """Everything that moves one condition by itself: drift, and levers of others that read nothing else."""
        found = [
            Drifting(
                drift.condition,
                frozenset((drift.from_,)),
                drift.to,
                self.numbers.of(drift.chance, ("course", "drift", id_, "chance"), 0.0),
                frozenset(drift.during),
                frozenset(drift.unless),
            )
            for id_, drift in self.course.drift.items()
        ]
        return (*found, *(drifting for id_ in self.course.others for drifting in self._by_others(id_)))

    def _by_others(self, id_: str) -> Iterator[Drifting]:
        """What a lever of another party does to conditions, as a chance in each period."""
        lever = self.file.levers[id_]
        pulled = self.numbers.of(self.course.others[id_].chance, ("course", "others", id_, "chance"), 0.0)
        for effect_id, effect in lever.effects.items():
            chance = self.numbers.of(effect.chance, ("levers", id_, "effects", effect_id, "chance"), 1.0)
            for levels, happens in ((effect.set, chance), (effect.otherwise, 1 - chance)):
                for condition, level in levels.items():
                    leaves = self._leaves(lever.requires, condition) - {level}
                    yield Drifting(condition, leaves, level, pulled * happens, frozenset(), frozenset())

    def _leaves(self, requires: Pattern, condition: str) -> frozenset[str]:
        """The levels of a condition at which a lever can be pulled, whatever else it requires."""
        options = self.file.conditions[condition].options
        return frozenset(level for level in options if self.moves.holds(requires, {**self.world, condition: level}))

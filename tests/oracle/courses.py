"""Courses by playing them out: every act, every way in which it may turn out, every period, from the definitions alone.

1.  An act is begun at the beginning of a period and tells at its end, together with what moves by itself. What an act
    sets does not move by itself in that period, also where it is set to what it was.
2.  The goal's points of the state at the beginning of a period count, less effort at its price, discounted by period.
    What a failed ratification costs in points counts in the period in which the proposal is put.
3.  A lever keeps the party busy for as long as it takes: what it costs is lost at first, what it does comes at the end.
4.  Everybody whose answer is uncertain has one number, drawn once: a yes where it is below the chance. Who refuses at a
    chance has a number that is not below it; only refusals are remembered, the hardest for each ratifier.
5.  What surely fails is not put. Once a deal is in force nothing more is put or arranged, opinion stays, and only such
    levers are left as bear on a condition that the goal or an outcome reads, or that such a lever requires: they set
    it, or it moves by itself only while they are, or are not, done.
6.  Several movements from one level exclude each other; where their chances come to more than one they share it.
7.  A lever that only moves opinion or writes entries can be done while that changes something, an approach once.
8.  A plan's `before` waits for what has been tried; where one of its `try` can be done, only the first that can is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import product
from math import erf, sqrt
from typing import Any

from oracle.judges import by_points, by_preference
from oracle.scene import Package, Scene, deals, in_scope, packages, ratifiers, vetoes
from winset.case.course import Plan
from winset.case.patterns import Combined, Match, Named, Pattern, parse_pattern
from winset.case.sections import CaseFile, Ratifier

Pairs = tuple[tuple[str, str], ...]
Outcomes = list[tuple[float, "State", frozenset[str]]]
NEGLIGIBLE = 1e-3


@dataclass(frozen=True)
class State:
    """How things stand: every condition, what was done and said, what is in force."""

    world: Pairs
    force: Pairs
    deal: bool = False
    under: tuple[str, int] = ("", 0)
    uses: tuple[tuple[tuple[str, str], int], ...] = ()
    written: frozenset[tuple[str, str]] = frozenset()
    asked: Pairs = ()
    refused: tuple[tuple[str, float], ...] = ()
    tried: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Act:
    """Something done in a state: what it is, what it costs and loses, and how it may turn out before drift."""

    of: str
    kind: str
    cost: float
    points: float
    outcomes: Outcomes


def told(pairs: dict[Any, Any]) -> Any:
    return tuple(sorted(pairs.items()))


def conditions_named(file: CaseFile, pattern: Pattern) -> set[str]:
    """The conditions that a pattern speaks of."""
    if isinstance(pattern, Named):
        return conditions_named(file, file.patterns[pattern.name])
    found: set[str] = set()
    for clause in pattern.clauses:
        parts = clause.parts if isinstance(clause, Combined) else ()
        found = found.union(*(conditions_named(file, part) for part in parts))
        if isinstance(clause, Match) and clause.id in file.conditions:
            found.add(clause.id)
    return found


@dataclass
class Play:
    """A course of a case for a goal. lent: the chance of open answers. bare: chances as possible or not, polls stated.

    without: levers, drifts and levers of others that are left out.
    """

    file: CaseFile
    goal: str
    lent: float
    plan: Plan = field(default_factory=lambda: Plan.model_validate({}))
    bare: bool = False
    without: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        assert self.file.course is not None
        self.course = self.file.course
        self.discount = self._number(self.course.discount, 1.0)
        self.price = self._number(self.file.goals[self.goal].attention, 0.0)
        self.known: dict[Any, Any] = {}

    def _number(self, number: Any, default: float) -> float:
        return default if number is None else float(number.value)

    def _chance(self, number: Any) -> float:
        if number is None:
            return 1.0
        if self.bare:
            return 0.0 if number.most <= 0 else 1.0 if number.least >= 1 else 0.5
        return float(number.value)

    def _amount(self, number: Any) -> float:
        return float(number.most if self.bare else number.value)

    @property
    def start(self) -> State:
        world = {id_: condition.now for id_, condition in self.file.conditions.items()}
        return State(told(world), told(dict(self.file.status_quo)))

    # what a state is worth

    def flow(self, state: State) -> float:
        """The goal's points of a period."""
        goal = self.file.goals[self.goal]
        held = {**dict(state.world), **dict(state.force)}
        total = sum(self._number(points.get(held.get(id_, "")), 0.0) for id_, points in goal.points.items())
        if goal.ratifier is not None:
            for issue, points in ratifiers(self.file)[goal.ratifier].points.items():
                weight = self._number(goal.weights.get(issue), 0.0 if goal.weights else 1.0)
                total += weight * self._number(points.get(held.get(issue, "")), 0.0)
        return total

    def best(self, state: State, periods: int, in_force: bool, idle: bool = False) -> float:
        """The worth of the best course, or of doing nothing."""
        if not periods:
            return self.flow(state) / (1 - self.discount) if in_force else 0.0
        key = ("best", state, periods, in_force, idle)
        if key not in self.known:
            acts = [self._wait(state)] if idle else self.acts(state)
            worths = [self.worth(act, state, periods, in_force, idle) for act in acts]
            self.known[key] = self.flow(state) + max(worths)
        found: float = self.known[key]
        return found

    def worth(self, act: Act, state: State, periods: int, in_force: bool, idle: bool = False) -> float:
        """The worth of an act and of the best afterwards, without the points of the state."""
        later = sum(
            chance * self.best(after, periods - 1, in_force, idle) for chance, after in self.afterwards(act, state)
        )
        return act.points - self.price * act.cost + self.discount * later

    # what may follow

    def afterwards(self, act: Act, state: State) -> Iterator[tuple[float, State]]:
        """The states at the end of the period, with their chances."""
        for chance, after, fixed in act.outcomes:
            moved = [
                [(1.0, level)] if id_ in fixed else self._drifting(id_, level, dict(state.world), act.of)
                for id_, level in after.world
            ]
            for chosen in product(*moved):
                share = chance
                for each, _ in chosen:
                    share *= each
                if share > 0:
                    world = {id_: level for (id_, _), (_, level) in zip(after.world, chosen, strict=True)}
                    yield share, replace(after, world=told(world))

    def _drifting(self, condition: str, level: str, world: dict[str, str], doing: str) -> list[tuple[float, str]]:
        leaving: list[tuple[float, str]] = []
        for id_, drift in self.course.drift.items():
            if id_ in self.without or (drift.condition, drift.from_) != (condition, level):
                continue
            if doing not in drift.unless and (not drift.during or doing in drift.during):
                leaving.append((self._chance(drift.chance), drift.to))
        for id_, other in self.course.others.items():
            lever = self.file.levers[id_]
            if id_ not in self.without and Scene(self.file, world, {}).matches(lever.requires):
                for effect in lever.effects.values():
                    happens = self._chance(effect.chance)
                    for share, levels in ((happens, effect.set), (1 - happens, effect.otherwise)):
                        if levels.get(condition, level) != level:
                            leaving.append((self._chance(other.chance) * share, levels[condition]))
        total = sum(chance for chance, _ in leaving)
        scale = max(total, 1.0)
        return [(1 - total / scale, level), *((chance / scale, to) for chance, to in leaving)]

    # what can be done

    def acts(self, state: State) -> list[Act]:
        """Everything that can be done, as far as the plan leaves it open."""
        if state.under[0]:
            return [self._goes_on(state)]
        found = [self._wait(state), *self._levers(state), *self._arrangements(state), *self._proposals(state)]
        found = [act for act in found if act.kind == "wait" or self._open(act.of, state)]
        for attempt in self.plan.try_:
            if Scene(self.file, dict(state.world), dict(state.force)).matches(attempt.when):
                wanted = [act for act in found if act.of == attempt.do]
                if wanted:
                    return wanted
        return found

    def _open(self, deed: str, state: State) -> bool:
        plan = self.plan
        if deed in plan.never or deed in self.without or (plan.only is not None and deed not in plan.only):
            return False
        return deed not in plan.before or plan.before[deed] in state.tried

    def _wait(self, state: State) -> Act:
        return Act("wait", "wait", 0.0, 0.0, [(1.0, state, frozenset())])

    def _goes_on(self, state: State) -> Act:
        lever, left = state.under
        if left > 1:
            return Act(lever, "goes_on", 0.0, 0.0, [(1.0, replace(state, under=(lever, left - 1)), frozenset())])
        return Act(lever, "goes_on", 0.0, 0.0, self._done(lever, replace(state, under=("", 0))))

    def _levers(self, state: State) -> Iterator[Act]:
        for id_, lever in self.file.levers.items():
            if lever.by != self.course.for_ or not self._can(id_, state):
                continue
            begun = replace(state, tried=state.tried | {id_})
            takes = int(self._number(lever.takes, 1.0))
            cost = self._number(lever.cost, 0.0)
            if takes > 1:
                yield Act(id_, "lever", cost, 0.0, [(1.0, replace(begun, under=(id_, takes - 1)), frozenset())])
            else:
                yield Act(id_, "lever", cost, 0.0, self._done(id_, begun))

    def _can(self, id_: str, state: State) -> bool:
        lever, asked = self.file.levers[id_], dict(state.asked)
        if not Scene(self.file, dict(state.world), {}).matches(lever.requires):
            return False
        if state.deal and not self._tells(id_, self._told_apart()):
            return False
        if lever.sounds is not None:
            return id_ not in asked and all(asked.get(each) == "yes" for each in lever.sounds.after)
        return any(self._left((id_, name), state) for name in lever.effects)

    def _sets(self, id_: str) -> set[str]:
        effects = self.file.levers[id_].effects.values()
        return {each for effect in effects for each in (*effect.set, *effect.otherwise)}

    def _tells(self, id_: str, conditions: set[str]) -> bool:
        """Whether a lever sets one of these conditions, or whether one moves by itself hangs on its being done."""
        moving = [each for each in self.course.drift.values() if each.condition in conditions]
        named = {deed for each in moving for deed in (*each.during, *each.unless)}
        return bool(self._sets(id_) & conditions) or bool(named & {id_, "wait"})

    def _told_apart(self) -> set[str]:
        """The conditions that still count once a deal is in force: for the goal, for outcomes, for such levers."""
        found = {id_ for id_ in self.file.goals[self.goal].points if id_ in self.file.conditions}
        for pattern in self.course.outcomes.values():
            found |= conditions_named(self.file, pattern)
        while True:
            own = {id_: each for id_, each in self.file.levers.items() if each.by == self.course.for_}
            telling = [each for id_, each in own.items() if self._tells(id_, found)]
            more = found.union(*(conditions_named(self.file, each.requires) for each in telling))
            if more == found:
                return found
            found = more

    def _left(self, ref: tuple[str, str], state: State) -> bool:
        """Whether an effect can still change something."""
        effect = self.file.levers[ref[0]].effects[ref[1]]
        if effect.otherwise:
            return True
        if effect.support is not None:
            return not state.deal and dict(state.uses).get(ref, 0) < self._most_uses(ref)
        if effect.add:
            return not state.deal and ref not in state.written
        return True

    def _most_uses(self, ref: tuple[str, str]) -> int:
        lever = self.file.levers[ref[0]]
        support = lever.effects[ref[1]].support
        assert support is not None
        if lever.bound is None:
            return 1
        uses, moved = 0, 0.0
        while moved < float(lever.bound.points.most) - 1e-9:  # type: ignore[union-attr]  # opinion has points
            uses, moved = uses + 1, moved + self._amount(support.points)
        return max(uses, 1)

    def _done(self, id_: str, state: State) -> Outcomes:
        """How a lever may turn out: each effect happens or does not."""
        lever = self.file.levers[id_]
        found: Outcomes = [(1.0, state, frozenset())]
        for name, effect in lever.effects.items():
            chance = self._chance(effect.chance)
            if lever.sounds is not None and lever.sounds.yes == name:
                chance = self._answer_chance(id_, chance, state)
            grown: Outcomes = []
            for share, after, fixed in found:
                for part, happens in ((chance, True), (1 - chance, False)):
                    if part > 0:
                        levels = effect.set if happens else effect.otherwise
                        left = self._effect((id_, name), after, happens)
                        left = replace(left, world=told({**dict(left.world), **levels}))
                        grown.append((share * part, left, fixed | levels.keys()))
            found = grown
        return found

    def _answer_chance(self, id_: str, chance: float, state: State) -> float:
        """The chance of a yes of an approach: as stated for those who have said yes, the largest set first."""
        sounds = self.file.levers[id_].sounds
        assert sounds is not None
        yeses = {lever for lever, said in state.asked if said == "yes"}
        jointly = [
            (len(each.of), self._chance(each.chance)) for each in sounds.together.values() if {*each.of} <= yeses
        ]
        if jointly:
            return max(jointly)[1]
        single = [self._chance(each) for other, each in sounds.defers.items() if other in yeses]
        return max(single, key=lambda each: (abs(each - chance), each), default=chance)

    def _effect(self, ref: tuple[str, str], state: State, happens: bool) -> State:
        lever = self.file.levers[ref[0]]
        effect = lever.effects[ref[1]]
        if lever.sounds is not None and lever.sounds.yes == ref[1]:
            state = replace(state, asked=told({**dict(state.asked), ref[0]: "yes" if happens else "no"}))
        if happens and effect.support is not None and not state.deal:
            uses = dict(state.uses)
            uses[ref] = min(uses.get(ref, 0) + 1, self._most_uses(ref))
            state = replace(state, uses=told(uses))
        if happens and effect.add:
            state = replace(state, written=state.written | {ref})
        return state

    def _arrangements(self, state: State) -> Iterator[Act]:
        if state.deal:
            return
        for id_, arrangement in self.course.arrange.items():
            target = {**dict(state.force), **arrangement.package}
            if target == dict(state.force) or target not in packages(self.file, dict(state.world)):
                continue
            chance = self._chance(arrangement.chance)
            leads = [f"{id_}.{entry.lead}" for id_, entry in self.file.parties.items() if entry.lead is not None]
            for who in dict.fromkeys([*leads, *vetoes(self.file)]):  # out of its scope a veto is not asked: a yes
                chance *= self.says_yes(who, target, state)
            begun = replace(state, tried=state.tried | {id_})
            outcomes: Outcomes = [
                (chance, replace(begun, force=told(target)), frozenset()),
                (1 - chance, begun, frozenset()),
            ]
            if chance > 0:
                yield Act(id_, "arrange", self._number(arrangement.cost, 0.0), 0.0, _likely(outcomes))

    def _proposals(self, state: State) -> Iterator[Act]:
        if state.deal:
            return
        for id_, proposal in self.course.propose.items():
            for package in deals(self.file, dict(state.world)):
                if Scene(self.file, dict(state.world), package).matches(proposal.package):
                    act = self._put(id_, self._number(proposal.cost, 0.0), package, state)
                    if act is not None:
                        yield act

    def _put(self, id_: str, cost: float, package: Package, state: State) -> Act | None:
        """A proposal of a package; None where it surely fails."""
        refused = dict(state.refused)
        says = {who: self.says_yes(who, package, state) for who in vetoes(self.file)}
        likely = {}
        for who, chance in says.items():
            hardest = refused.get(who, 0.0)
            likely[who] = chance if not hardest else max(chance - hardest, 0.0) / (1 - hardest)
        if min(likely.values(), default=1.0) <= 0:
            return None
        begun = replace(state, tried=state.tried | {id_})
        outcomes: Outcomes = []
        lost = 0.0
        for said in product((True, False), repeat=len(likely)):
            share = 1.0
            harder = dict(refused)
            for (who, chance), yes in zip(likely.items(), said, strict=True):
                share *= chance if yes else 1 - chance
                if not yes and self.course.refusals == "remembered":
                    harder[who] = max(harder.get(who, 0.0), says[who])
            if share <= 0:
                continue
            if all(said):
                outcomes.append((share, replace(begun, force=told(dict(package)), deal=True), frozenset()))
                continue
            for part, levels, points in self._failures():
                after = replace(begun, refused=told(harder), world=told({**dict(begun.world), **levels}))
                outcomes.append((share * part, after, frozenset(levels)))
                lost += share * part * points
        return Act(id_, "propose", cost, lost, _likely(outcomes))

    def _failures(self) -> Iterator[tuple[float, dict[str, str], float]]:
        """What a failure may bring: each entry by itself happens or does not."""
        entries = list(self.course.failure.values())
        for happening in product((True, False), repeat=len(entries)):
            share, levels, points = 1.0, dict[str, str](), 0.0
            for entry, happens in zip(entries, happening, strict=True):
                share *= self._chance(entry.chance) if happens else 1 - self._chance(entry.chance)
                if happens:
                    levels |= entry.set
                    points += self._number(entry.points, 0.0)
            if share > 0:
                yield share, levels, points

    # what ratifiers say

    def says_yes(self, who: str, package: Package, state: State) -> float:
        """The chance that a ratifier says yes to a package."""
        key = ("says", who, told(dict(package)), state.world, state.uses, state.written)
        if key not in self.known:
            chance = self._says_yes(who, Scene(self.file, dict(state.world), package), state)
            self.known[key] = 0.0 if chance < NEGLIGIBLE else 1.0 if chance > 1 - NEGLIGIBLE else chance
        found: float = self.known[key]
        return found

    def _says_yes(self, who: str, scene: Scene, state: State) -> float:
        judge = ratifiers(self.file)[who]
        if not in_scope(scene, who):
            return 1.0
        if any(scene.matches(line.when) for line in judge.refuses.values()) or self._written(
            who, "refuses", scene, state
        ):
            return 0.0
        if any(scene.matches(line.when) for line in judge.accepts.values()) or self._written(
            who, "accepts", scene, state
        ):
            return 1.0
        for said in (by_preference(judge, scene), by_points(judge, scene)):
            if said in {"yes", "no"}:
                return float(said == "yes")
        otherwise = {"accepts": 1.0, "refuses": 0.0}.get(judge.otherwise, self.lent)
        return self._polled(who, judge, scene, state, otherwise)

    def _written(self, who: str, word: str, scene: Scene, state: State) -> bool:
        """Whether a line that an approach wrote in matches."""
        for lever, name in state.written:
            for path, line in self.file.levers[lever].effects[name].add.items():
                party, ratifier, field_, _ = path.split(".")
                if (f"{party}.{ratifier}", field_) == (who, word) and scene.matches(parse_pattern(line["when"])):
                    return True
        return False

    def _polled(self, who: str, judge: Ratifier, scene: Scene, state: State, otherwise: float) -> float:
        """By the one poll of a ratifier, under `at_least` a share of all who were asked."""
        for poll in judge.polls.values():
            if not scene.matches(poll.about):
                continue
            accepting = sum(float(each.share.least) for each in poll.answers.values() if scene.matches(each.accepts))
            against = sum(float(each.share.least) for each in poll.answers.values()) - accepting
            moved = self._moved(who, scene, state)
            low, high = min(accepting + moved, 100.0), min(100 - against + moved, 100.0)
            assert judge.rule is not None
            assert judge.rule.at_least is not None
            assert poll.n is not None
            bound = 100 * float(judge.rule.at_least)
            if low < bound <= high and judge.otherwise != "open":
                return otherwise
            margin = low + self.lent * (high - low) - bound
            before = (accepting + self.lent * (100 - against - accepting)) / 100
            spread = 100 * sqrt(before * (1 - before) / float(poll.n.value))
            if self.bare or not spread:
                return float(margin >= 0)
            return 0.5 * (1 + erf(margin / spread / sqrt(2)))
        return otherwise

    def _moved(self, who: str, scene: Scene, state: State) -> float:
        """The points of opinion that levers have moved, each lever within its bound."""
        by_lever: dict[str, float] = {}
        for (lever, name), uses in state.uses:
            support = self.file.levers[lever].effects[name].support
            if support is not None and support.ratifier == who and scene.matches(support.about):
                by_lever[lever] = by_lever.get(lever, 0.0) + uses * self._amount(support.points)
        total = 0.0
        for lever, points in by_lever.items():
            bound = self.file.levers[lever].bound
            total += points if bound is None else min(points, float(bound.points.most))  # type: ignore[union-attr]
        return total

    # what can be reached

    def fewest(self, most: int = 60) -> int | None:
        """After how many periods a deal can be in force at the earliest; None where it never can."""
        seen = {self.start}
        layer = [self.start]
        for periods in range(most):
            if any(state.deal for state in layer):
                return periods
            found = {after for state in layer for act in self.acts(state) for _, after in self.afterwards(act, state)}
            layer = sorted(found - seen, key=repr)
            seen |= found
            if not layer:
                return None
        raise AssertionError("a tiny case has few states")


def _likely(outcomes: Outcomes) -> Outcomes:
    return [each for each in outcomes if each[0] > 0]

"""A case that is asked things: every answer is worked out once, however many claims hang on it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar, cast

from winset.case.asks import Ask
from winset.case.leaving_out import without_inputs
from winset.case.load import Case
from winset.case.patterns import Pattern
from winset.case.problems import WinsetError
from winset.claims.changing import counting_only
from winset.claims.found import CannotTellError
from winset.claims.worlds import worlds_of
from winset.conflict.records import StabilityResult
from winset.conflict.stability import stability
from winset.course.course import course, persons_of
from winset.course.course_records import CourseResult, PersonRow
from winset.course.leverage import leverage
from winset.course.leverage_records import LeverageResult
from winset.course.order import order
from winset.course.order_records import OrderResult
from winset.evidence.record import RecordResult, record
from winset.settlement.blockers import blockers, blockers_of_each
from winset.settlement.deals import deals
from winset.settlement.flip_records import FlipsResult
from winset.settlement.flips import flips
from winset.settlement.linkage import linkage
from winset.settlement.linkage_records import LinkageResult
from winset.settlement.records import BlockersResult, DealsResult
from winset.settlement.unlock import unlock
from winset.settlement.unlock_records import UnlockResult

_Answer = TypeVar("_Answer")
_SPOKEN = 40


@dataclass
class Asker:
    """A case in one state, and a world in which it is asked.

    answers: what was worked out, shared by everybody who asks the same case. explained: who blocks is told with reasons
    and inputs; without, only whether something is so may be asked, and it takes less time.
    """

    case: Case
    world: Mapping[str, str] = field(default_factory=dict)
    answers: dict[tuple[Any, ...], object] = field(default_factory=dict, repr=False)
    explained: bool = True

    def for_ask(self, ask: Ask) -> "Asker":
        """Who answers an ask: under its variants, in its world.

        Raises:
            CannotTellError: the variants cannot be applied to the case.
        """
        asker = self.under(*ask.under) if ask.under else self
        return asker.at(ask.if_)

    def at(self, world: Mapping[str, str]) -> "Asker":
        """The same in a world."""
        return replace(self, world={**self.world, **world}) if world else self

    def under(self, *variants: str) -> "Asker":
        """The same under variants.

        Raises:
            CannotTellError: they cannot be applied to the case.
        """
        missing = [id_ for id_ in variants if id_ not in self.case.file.variants]
        if missing:
            raise CannotTellError(f"the case has no variant `{missing[0]}` then")
        return self._other(("under", variants), lambda: self.case.with_variants(*variants))

    def without(self, path: str) -> "Asker":
        """The same without an input.

        Raises:
            CannotTellError: it is no input, or one that a case cannot do without.
        """

        def left() -> Case:
            case, parts = without_inputs(self.case, (path,))
            if not parts:
                raise CannotTellError(f"`{path}` is no input")
            if all(part.happened == "assumed" for part in parts):
                raise CannotTellError(f"the case cannot do without `{path}`")
            return case

        return self._other(("without", path), left)

    def counting(self, ratifiers: tuple[str, ...], *, waived: bool) -> "Asker":
        """The same where only some ratifiers' yes is needed, or where some are waived."""
        return self._other(("counting", ratifiers, waived), lambda: counting_only(self.case, ratifiers, waived=waived))

    def _other(self, key: tuple[Any, ...], change: Callable[[], Case]) -> "Asker":
        made = self._once(key, lambda: Asker(change(), explained=self.explained))
        return replace(made, world=self.world)

    def foresee(self, asks: Iterable[Ask]) -> None:
        """Work out in one pass who blocks all the deals that are asked about, where nothing more is wanted than that.

        What is not foreseen is worked out when it is asked.
        """
        by_world: dict[tuple[tuple[str, str], ...], dict[Pattern, None]] = {}
        for ask in asks:
            where = getattr(ask.terms, "where", None)
            if where is None or ask.under:
                continue
            fixed = {**self.world, **ask.if_}
            for world in worlds_of(self.case, fixed)[0]:
                by_world.setdefault(tuple(sorted({**fixed, **world}.items())), {})[where] = None
        for levels, wheres in by_world.items():
            try:
                found = blockers_of_each(self.case, tuple(wheres), world=dict(levels)) or ()
            except WinsetError:
                continue
            for where, each in zip(wheres, found, strict=False):
                self.answers.setdefault(("blockers", where, levels), each)

    def deals(self, where: Pattern) -> DealsResult:
        """Which deals could every ratifier accept?"""
        return self._asked("deals", where, lambda: deals(self.case, world=self.world, where=where))

    def blockers(self, where: Pattern) -> BlockersResult:
        """Who blocks the deals?"""
        return self._asked("blockers", where, lambda: self._blockers(where))

    def _blockers(self, where: Pattern) -> BlockersResult:
        brief = None if self.explained else blockers_of_each(self.case, (where,), world=self.world)
        return brief[0] if brief else blockers(self.case, world=self.world, where=where)

    def unlock(self, where: Pattern, party: str | None = None) -> UnlockResult:
        """What would unlock one?"""
        return self._asked(
            f"unlock {party}", where, lambda: unlock(self.case, world=self.world, where=where, party=party)
        )

    def flips(self, where: Pattern) -> FlipsResult:
        """At which value of which input would it be another?"""
        return self._asked("flips", where, lambda: flips(self.case, world=self.world, where=where))

    def linkage(self, issue: str, where: Pattern) -> LinkageResult:
        """What does linking do?"""
        return self._asked(f"linkage {issue}", where, lambda: linkage(self.case, issue, world=self.world, where=where))

    def order(self, where: Pattern) -> OrderResult:
        """Whom to ask first?"""
        return self._asked("order", where, lambda: order(self.case, world=self.world, where=where))

    def course(self, goal: str | None) -> CourseResult:
        """What to do, and when?

        Raises:
            CannotTellError: the case has no course, or no such goal.
        """
        if goal is not None and goal not in self.case.file.goals:
            raise CannotTellError(f"the case has no goal `{goal}`")
        goal = goal or next(iter(self.case.file.goals), None)
        found = self._asked(f"course {goal}", None, lambda: course(self.case, goal=goal, world=self.world))
        if found.missing:
            raise CannotTellError(found.missing)
        return found

    def person(self, id_: str, goal: str | None) -> PersonRow | None:
        """What hangs on somebody in a place? None where the course has no such person."""
        rows = self._asked(
            f"person {id_} {goal}", None, lambda: persons_of(self.case, id_, goal=goal, world=self.world)
        )
        return rows[0] if rows else None

    def know(self, courses: Iterable[CourseResult]) -> None:
        """Take what courses of the case came to before, as it stands, so that they are not worked out again."""
        for each in courses:
            self.answers["course " + each.goal, None, ()] = each

    def leverage(self, where: Pattern, party: str, after: tuple[str, ...]) -> LeverageResult:
        """How is what a deal is worth split?"""
        return self._asked(
            f"leverage {party} {after}",
            where,
            lambda: leverage(self.case, world=self.world, where=where, party=party, after=after),
        )

    def record(self, by: str) -> RecordResult:
        """Whose story fills the record?"""
        return self._asked(f"record {by}", None, lambda: record(self.case, by="side" if by == "side" else "ratifier"))

    def stability(self) -> StabilityResult:
        """What can last if nothing is signed?

        Raises:
            CannotTellError: the case has no conflict.
        """
        found = self._asked("stability", None, lambda: stability(self.case, world=self.world))
        if found.missing:
            raise CannotTellError(found.missing)
        return found

    def _asked(self, what: str, where: Pattern | None, work: Callable[[], _Answer]) -> _Answer:
        return self._once((what, where, tuple(sorted(self.world.items()))), work)

    def _once(self, key: tuple[Any, ...], work: Callable[[], _Answer]) -> _Answer:
        if key not in self.answers:
            try:
                self.answers[key] = work()
            except WinsetError as error:
                self.answers[key] = CannotTellError(str(error).splitlines()[0])
        found = self.answers[key]
        if isinstance(found, CannotTellError):
            raise found
        return cast("_Answer", found)

    def who(self, ratifier: str) -> str:
        """A ratifier, or a bloc in one, with its party, in words."""
        party, *steps = ratifier.split(".")
        written = self.case.file.parties.get(party)
        if written is None or not steps:
            return (written.name or party) if written is not None else ratifier
        judge: Any = written.ratifiers.get(steps[0])
        for step in steps[1:]:
            judge = judge.blocs.get(step) or getattr(judge, "bodies", {}).get(step)
        name = (judge.name if judge is not None else None) or steps[-1].replace("_", " ")
        bare = name[0].lower() + name[1:] if name.startswith(("The ", "Those ")) else name
        return bare if (written.name or party).casefold() in name.casefold() else f"{bare} ({written.name or party})"

    def lever(self, id_: str) -> str:
        """A lever in words."""
        lever = self.case.file.levers.get(id_)
        return (lever.name if lever is not None else None) or id_.replace("_", " ")

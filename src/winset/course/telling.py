"""A course of a case made ready to be solved: without what cannot come about, so that no state is kept for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from winset.case.course import Course, Goal
from winset.case.load import Case
from winset.course.aims import Aims
from winset.course.answers import Answers, Table
from winset.course.branches import Doings
from winset.course.building import Built, build
from winset.course.layout import Layout
from winset.course.numbers import Numbers
from winset.course.offers import Offers
from winset.course.plot import Plot


@dataclass(frozen=True)
class Telling:
    """What a course is asked about: a goal of a case, the world at the start, and the chance lent to open answers.

    stated: polls are taken at their stated values, without error. named: whether named courses must be told apart.
    beside: other goals for which deals must be told apart.
    kept: what ratifiers make of packages, as far as it was worked out before for the same case and world.
    periods: only what can come about in so many is told; None for all.
    """

    case: Case
    course: Course
    goal_id: str
    goal: Goal
    world: Mapping[str, str]
    lent: float
    stated: bool = False
    named: bool = True
    beside: tuple[str, ...] = ()
    kept: dict[object, Table] = field(default_factory=dict)
    periods: int | None = None

    @property
    def aimed_at(self) -> frozenset[str]:
        """The issues and conditions that the goals give points."""
        goals = [self.goal, *(self.case.file.goals[id_] for id_ in self.beside)]
        return frozenset(id_ for goal in goals for id_ in goal.points)

    def built(self, numbers: Numbers, deeds: frozenset[str] | None = None) -> Built:
        """The course as a decision process; proposals that nobody can ever accept are left out first.

        Raises:
            TooLargeCourseError: it has too many states.
        """
        offers, layout = self._offers(numbers, deeds)
        hopeless = set(layout.plot.proposals) - {offer.proposal for offer in offers.put}
        if hopeless:
            kept = frozenset(self._all(deeds) - hopeless)
            offers, layout = self._offers(numbers, kept)
        return build(Doings(layout, offers), self.periods)

    def _all(self, deeds: frozenset[str] | None) -> frozenset[str]:
        if deeds is not None:
            return deeds
        return frozenset((*self.case.file.levers, *self.course.arrange, *self.course.propose))

    def _offers(self, numbers: Numbers, deeds: frozenset[str] | None) -> tuple[Offers, Layout]:
        plans = self.course.named.values() if self.named else ()
        forced = frozenset(attempt.do for plan in plans for attempt in plan.try_)
        waited_for = frozenset(earlier for plan in plans for earlier in plan.before.values())
        plot = Plot(self.case, self.course, self.aimed_at, self.world, numbers, deeds, forced)
        layout = Layout(plot, waited_for)
        aims = Aims(self.case.file, self.goal, self.goal_id, numbers)
        others = tuple(Aims(self.case.file, self.case.file.goals[id_], id_, numbers) for id_ in self.beside)
        return Offers(Answers(layout, self.lent, stated=self.stated, kept=self.kept), aims, others), layout

"""What every ratifier makes of a package, as formulas: whom it is put to, who accepts and who refuses."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from winset.model.compile import CompiledRatifier, Model
from winset.model.form import Form
from winset.model.logic import Atom, Formula, all_of, any_of, negation
from winset.settlement.collectors import Over

Ratifiable = tuple[tuple[Over, Formula], ...]
"""The sure and the possible deals, each with its name."""


@dataclass(frozen=True)
class Stands:
    """The deals asked about in one world, and every ratifier's stand on them."""

    model: Model
    where: Formula

    @cached_property
    def allowed(self) -> Formula:
        """The packages that the couplings allow, without the status quo."""
        status_quo = all_of([Atom(issue, 1 << digit) for issue, digit in enumerate(self.model.space.status_quo)])
        return all_of([self.model.space.feasible, negation(status_quo)])

    @cached_property
    def asked(self) -> Formula:
        """The deals asked about."""
        return all_of([self.allowed, self.model.deal, self.where])

    @cached_property
    def _forms(self) -> tuple[tuple[Formula, Form], ...]:
        """For each ratifier where it is asked, and its answers; a follower answers as the one that it follows."""
        by_id = {who.id: who.judge.form() for who in self.model.ratifiers if who.follows is None}
        return tuple(self._followed(who, by_id) for who in self.model.ratifiers)

    def _followed(self, who: CompiledRatifier, by_id: dict[str, Form]) -> tuple[Formula, Form]:
        scope = [who.scope]
        while who.follows is not None:
            who = self.model.ratifier(who.follows)
            scope.append(who.scope)
        return all_of(scope), by_id[who.id]

    def out(self, number: int) -> Formula:
        """Where a ratifier is not asked."""
        return negation(self._forms[number][0])

    def accepts(self, number: int) -> Formula:
        """Where a ratifier says yes, or is not asked."""
        scope, form = self._forms[number]
        return any_of([negation(scope), form.yes])

    def refuses(self, number: int) -> Formula:
        """Where a ratifier is asked and says no."""
        scope, form = self._forms[number]
        return all_of([scope, form.no])

    def bears(self, number: int) -> Formula:
        """Where a ratifier does not refuse."""
        scope, form = self._forms[number]
        return any_of([negation(scope), negation(form.no)])

    def open(self, number: int) -> Formula:
        """Where a ratifier is asked and says neither yes nor no."""
        return all_of([negation(self.accepts(number)), negation(self.refuses(number))])

    def stated(self, number: int) -> Formula:
        """Where a poll decided what a ratifier says."""
        scope, form = self._forms[number]
        return all_of([scope, form.stated])

    @cached_property
    def sure(self) -> Formula:
        """The deals that every veto surely accepts."""
        return all_of([self.asked, *self._vetoes(self.accepts)])

    @cached_property
    def possible(self) -> Formula:
        """The deals that no veto refuses."""
        return all_of([self.asked, *self._vetoes(self.bears)])

    def _vetoes(self, stand: Callable[[int], Formula]) -> Iterable[Formula]:
        return (stand(number) for number in self.model.vetoes)

    def ratifiable(self, *, alike: bool) -> Ratifiable:
        """The sure and the possible deals; where every possible deal is sure, the same formula for both."""
        return ("sure", self.sure), ("possible", self.sure if alike else self.possible)

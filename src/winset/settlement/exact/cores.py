"""All conflict sets and waiver sets of some ratifiers, found by asking which groups accept a common deal.

A map keeps what is known: a group inside one that accepts a common deal accepts it too, and a group around a conflict
accepts none. While some group is not settled by that, one is asked about (MARCO: Liffiton, Previti, Malik and
Marques-Silva 2016). A smallest unsettled group that accepts no common deal is a conflict set as it stands, for all
that is in it is settled; one that accepts a deal teaches all who accept it. So few questions are needed (implicit
hitting sets: Reiter 1987; Stern, Kalech, Feldman and Provan 2012). Where such answers for long complete no set, a
largest unsettled group is asked about, which does: it is the rest of a waiver set, or holds a conflict set, found by
halving (QuickXplain: Junker 2004).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from winset.settlement.clock import OutOfTimeError
from winset.settlement.sets import Group, minimal

MOST = 1000  # sets of each kind that are listed
_PATIENCE = 4  # answers that complete no set, before one that does is asked for

Common = Callable[[Group], Group | None]


@dataclass(frozen=True, slots=True)
class Cores:
    """The minimal groups that accept no common deal, and the minimal groups without which the others accept one.

    conflicts, waivers: smallest first, each surely minimal. complete: whether these are all of them. asked: how many
    groups were asked about.
    """

    conflicts: tuple[Group, ...]
    waivers: tuple[Group, ...]
    complete: bool
    asked: int


def find_cores(ratifiers: Iterable[int], common: Common, most: int = MOST) -> Cores:
    """Which minimal groups conflict, and which minimal groups must be waived for a deal?

    Where no deal matches at all, the empty group conflicts and no waiver helps; where one is accepted by all, the
    empty waiver is enough and there is no conflict.

    Args:
        ratifiers: their numbers.
        common: is there a deal that a whole group accepts? None where it is proven that there is none; otherwise all
            who are known to accept the deal that was found, the group among them. The more it tells, the fewer
            questions follow. It raises OutOfTimeError where it cannot tell in time.
        most: how many sets of each kind to list; where there are more, the answer is not complete.

    Raises:
        ValueError: if `common` tells of a deal that a member of the group does not accept.
    """
    asking = _Asking(frozenset(ratifiers), common)
    try:
        complete = _settle_all(asking, most)
    except OutOfTimeError:
        complete = False
    conflicts, waivers = minimal(asking.conflicts), asking.waivers()
    complete = complete and max(len(conflicts), len(waivers)) <= most
    return Cores(conflicts[:most], waivers[:most], complete, asking.asked)


def _settle_all(asking: "_Asking", most: int) -> bool:
    """Ask until every group is settled (True), or until there are more sets than are listed."""
    unsettled = _Map(sorted(asking.everyone))
    idle = 0  # answers since a set was completed
    while len(asking.conflicts) <= most and (len(asking.agreed) <= most or len(asking.waivers()) <= most):
        group = unsettled.next(asking.conflicts, asking.agreed)
        if group is None:
            return True
        completed = len(asking.conflicts)
        if idle < _PATIENCE:
            asking.ask_smallest(group)
        else:
            asking.ask_largest(group)
            idle = 0
        idle = 0 if len(asking.conflicts) > completed else idle + 1
    return False


class _Asking:
    """What was asked and answered: the conflict sets, and the groups known to accept a common deal."""

    def __init__(self, everyone: Group, common: Common) -> None:
        self.everyone = everyone
        self.conflicts: list[Group] = []
        self.agreed: list[Group] = []
        self.asked = 0
        self._common = common

    def waivers(self) -> tuple[Group, ...]:
        """The rest of each agreeing group to which nobody can be added without a known conflict."""
        return minimal(self.everyone - group for group in self.agreed if group == self._extended(group))

    def ask_smallest(self, group: Group) -> None:
        """Ask about an unsettled group after leaving out whom it can do without."""
        for member in sorted(group, reverse=True):
            if not self._settled_as_agreeing(group - {member}):
                group -= {member}
        if not self._agrees(group):
            self.conflicts.append(group)

    def ask_largest(self, group: Group) -> None:
        """Ask about an unsettled group with all whom it can take in; if it agrees to nothing, find a conflict in it."""
        group = self._extended(group)
        if not self._agrees(group):
            self.conflicts.append(self._conflict(frozenset(), sorted(group), ask_first=False))

    def _extended(self, group: Group) -> Group:
        """The group with everyone, one after the other, who completes no known conflict."""
        for other in sorted(self.everyone - group):
            if not any(conflict <= group | {other} for conflict in self.conflicts):
                group |= {other}
        return group

    def _conflict(self, kept: Group, others: Sequence[int], *, ask_first: bool) -> Group:
        """A minimal part of `others` that agrees to nothing together with `kept`; all of them do not."""
        if ask_first and not self._agrees(kept):
            return frozenset()
        if len(others) <= 1:
            return frozenset(others)
        left, right = others[: len(others) // 2], others[len(others) // 2 :]
        from_right = self._conflict(kept | set(left), right, ask_first=True)
        from_left = self._conflict(kept | from_right, left, ask_first=bool(from_right))
        return from_left | from_right

    def _settled_as_agreeing(self, group: Group) -> bool:
        return any(group <= agreed for agreed in self.agreed)

    def _agrees(self, group: Group) -> bool:
        """Whether a group accepts a common deal: from what is known, or else by asking."""
        if self._settled_as_agreeing(group):
            return True
        self.asked += 1
        accepting = self._common(group)
        if accepting is None:
            return False
        if not group <= accepting:
            raise ValueError("the deal that was found for a group is not accepted by all of it")
        accepting &= self.everyone
        self.agreed = [known for known in self.agreed if not known <= accepting]
        self.agreed.append(accepting)
        return True


class _Map:
    """Finds groups that are not settled, with a constraint solver: the same ones for the same answers."""

    def __init__(self, ratifiers: Sequence[int]) -> None:
        from ortools.sat.python import cp_model  # heavy, so imported where used

        self._model = cp_model.CpModel()
        self._members = {number: self._model.new_bool_var(f"r{number}") for number in ratifiers}
        self._solver = cp_model.CpSolver()
        self._solver.parameters.num_workers = 1
        self._solver.parameters.random_seed = 0
        self._solver.parameters.catch_sigint_signal = False
        self._solver.parameters.cp_model_presolve = False  # the statement is small, and solved again and again
        self._solved = {cp_model.OPTIMAL, cp_model.FEASIBLE}
        self._told: set[tuple[bool, Group]] = set()

    def next(self, conflicts: Iterable[Group], agreed: Iterable[Group]) -> Group | None:
        """A group that holds no conflict and lies inside no agreeing group; None if there is none."""
        for conflict in conflicts:
            if (False, conflict) not in self._told:
                self._told.add((False, conflict))
                self._model.add_bool_or([self._members[number].negated() for number in sorted(conflict)])
        for group in agreed:
            if (True, group) not in self._told:
                self._told.add((True, group))
                self._model.add_bool_or([member for number, member in self._members.items() if number not in group])
        if self._solver.solve(self._model) not in self._solved:
            return None
        return frozenset(number for number, member in self._members.items() if self._solver.boolean_value(member))

"""Separate votes against one vote on the whole, where packages are too many to be gone through."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from winset.model.compile import Model
from winset.model.logic import TRUE, Atom, Formula, Sum, all_of, any_of, at_least, negation
from winset.model.result import PackageRecord
from winset.model.space import Package, Space
from winset.settlement.clock import Clock
from winset.settlement.exact.fixing import Fixing
from winset.settlement.exact.program import first
from winset.settlement.exact.reckoning import Cells, Reckoning
from winset.settlement.exact.stands import Stands
from winset.settlement.linkage_records import SeparateVotes, VoteGain
from winset.settlement.linkage_votes import EXAMPLES
from winset.settlement.linking import at_status_quo
from winset.settlement.shortfall import record


@dataclass(frozen=True)
class _Part:
    """A part that could be put alone. still: where it does not change. fixing: all else at the status quo."""

    still: Formula
    fixing: Fixing

    def passes(self, stand: Formula) -> Formula:
        """The packages of which this part does not change, or has a stand when it is put alone."""
        return any_of([self.still, self.fixing.formula(stand)])


def exact_votes(stands: Stands, parts: Sequence[tuple[int, ...]], reckoning: Reckoning) -> SeparateVotes | None:
    """What passes by separate votes and as one package; None where there is one part only."""
    if len(parts) < 2:
        return None
    model = stands.model
    pieces = [_part(model, part) for part in parts]
    alone = Stands(model, TRUE)  # what a part must be is not asked: the question is about whole packages
    moving = Sum(tuple((negation(piece.still), 1) for piece in pieces))
    several = all_of([stands.asked, at_least(moving, 2)])

    def throughout(stand: Formula) -> Formula:
        return all_of([piece.passes(stand) for piece in pieces])

    put = all_of([several, throughout(alone.asked)])
    voters = [number for number, who in enumerate(model.ratifiers) if who.follows is None]

    def cells(stand: Callable[[Stands], Formula]) -> Cells:
        by_parts = throughout(all_of([alone.asked, stand(alone)]))
        as_one = stand(stands)
        return (
            all_of([put, by_parts, as_one]),
            all_of([put, as_one, negation(by_parts)]),
            all_of([put, by_parts, negation(as_one)]),
        )

    sure, possible = cells(lambda each: each.sure), cells(lambda each: each.possible)
    own = [cells(lambda each, number=number: each.accepts(number)) for number in voters]  # type: ignore[misc]
    space = replace(model.space, feasible=TRUE)  # what couplings allow is in what is asked about
    compared = reckoning.comparisons(space, [sure, possible])
    gains = reckoning.numbers(space, [part for _, gained, lost in own for part in (gained, lost)])
    wholes, not_separable = reckoning.numbers(space, [put, all_of([several, negation(throughout(alone.asked))])])
    examples_sure = bool(compared[0].gained or compared[0].lost)
    shown = sure if examples_sure else possible
    found = iter(gains)
    gained, lost = (_firsts(model, space, formula, reckoning.clock) for formula in shown[1:])
    return SeparateVotes(
        parts=tuple(tuple(model.space.dimensions[issue].id for issue in part) for part in parts),
        put=wholes,
        not_separable=not_separable,
        sure=compared[0],
        possible=compared[1],
        by_ratifier=tuple(
            VoteGain(model.ratifiers[number].id, model.ratifiers[number].veto, next(found), next(found))
            for number in voters
        ),
        examples_sure=examples_sure,
        gained=tuple(gained),
        lost=tuple(lost),
    )


def _part(model: Model, issues: tuple[int, ...]) -> _Part:
    rest = {number: digit for number, digit in enumerate(model.space.status_quo) if number not in issues}
    return _Part(at_status_quo(model, issues), Fixing(rest))


def _firsts(model: Model, space: Space, formula: Formula, clock: Clock) -> Iterable[PackageRecord]:
    """The first packages for which a formula holds."""
    wanted = [formula]
    for _ in range(EXAMPLES):
        found = first(space, wanted, clock).package
        if found is None:
            return
        yield record(model, space.number(found))
        wanted.append(negation(_only(found)))


def _only(package: Package) -> Formula:
    return all_of([Atom(issue, 1 << digit) for issue, digit in enumerate(package)])

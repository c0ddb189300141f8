"""What becomes of the kinds of deal that a case has a name for, by proof."""

from collections.abc import Iterator

from winset.case.load import Case
from winset.model.logic import Formula, Sum, all_of, issues_of, negation
from winset.model.result import Verdict
from winset.settlement.clock import Clock
from winset.settlement.exact.program import Status, search
from winset.settlement.exact.stands import Stands
from winset.settlement.exact.winsets import count_in
from winset.settlement.named import MOST_NAMED
from winset.settlement.records import NamedAnswer
from winset.settlement.shortfall import record


def named_answers(case: Case, stands: Stands, clock: Clock) -> tuple[NamedAnswer, ...]:
    """Each named pattern that tells the deals asked about apart: the verdict, who refuses them all, and the nearest."""
    return tuple(answer for answer in _answers(case, stands, clock) if answer is not None)


def _answers(case: Case, stands: Stands, clock: Clock) -> Iterator[NamedAnswer | None]:
    for name, pattern in list(case.file.patterns.items())[:MOST_NAMED]:
        formula = stands.model.formula(pattern)
        if issues_of(formula):
            yield _answer(stands, name, formula, clock)


def _answer(stands: Stands, name: str, formula: Formula, clock: Clock) -> NamedAnswer | None:
    space, model = stands.model.space, stands.model
    asked = all_of([stands.asked, formula])
    nearest = search(space, [asked], clock, _standing(stands))
    if nearest.package is None:
        return None
    surely_ratified = search(space, [asked, stands.sure], clock)
    sure = surely_ratified.package is not None
    borne = surely_ratified if sure else search(space, [asked, stands.possible], clock)
    possible = borne.package is not None
    refusing = (
        ()
        if possible
        else tuple(
            model.ratifiers[number].id
            for number in model.vetoes
            if search(space, [asked, stands.bears(number)], clock).status is Status.NONE
        )
    )
    others = search(space, [stands.asked, negation(formula)], clock)
    if others.proven and others.package is None:
        return None  # it tells nothing apart
    deals, surely, possibly = (
        count_in(space, all_of([formula, deals])) for deals in (stands.asked, stands.sure, stands.possible)
    )
    return NamedAnswer(
        pattern=name,
        # Refused only where that is proven: where time ran out, it is open.
        verdict=Verdict.RATIFIED if sure else Verdict.REFUSED if borne.status is Status.NONE else Verdict.OPEN,
        deals=max(deals, 1),
        sure=max(surely, 1) if sure else 0,
        possible=max(possibly, 1) if possible else 0,
        refusing=refusing,
        example=record(model, model.space.number(nearest.package)),
    )


def _standing(stands: Stands) -> Sum:
    """Higher the fewer vetoes refuse, and among those the fewer leave open."""
    vetoes = stands.model.vetoes
    refused = [(stands.refuses(number), -len(vetoes) - 1) for number in vetoes]
    return Sum((*refused, *((stands.open(number), -1) for number in vetoes)))

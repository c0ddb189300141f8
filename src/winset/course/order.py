"""Whom to ask first, before anything is put? Every order of the approaches of one party, and what each comes to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from winset.case.load import Case
from winset.case.patterns import Pattern
from winset.case.problems import CaseError, Problem
from winset.case.shape import Path
from winset.case.written import Number, read_number
from winset.course.approaches import Approach
from winset.course.firsts import Begun, best_of, by_first
from winset.course.order_methods import ORDERS
from winset.course.order_opening import Opening
from winset.course.order_records import Advised, Asking, Deference, First, OrderResult, Outcome, Three
from winset.course.order_standing import Standing
from winset.course.orders import Orders, Priced, Turned
from winset.course.sounding import Sounding, sounding
from winset.course.whole import whole_orders
from winset.model.result import About
from winset.settlement.about import SOLVER, Grounds, about, heading, read_input
from winset.settlement.clock import LONG, Clock
from winset.settlement.engines import by_solver
from winset.settlement.question import Question, ask
from winset.settlement.survey import survey
from winset.settlement.unlock_moves import State
from winset.settlement.unlock_packages import BitByBit, Keeper

_ZERO = Fraction(0)


def order(
    case: Case,
    *,
    world: Mapping[str, str] | None = None,
    where: str | Mapping[str, object] | Pattern | None = None,
    party: str | None = None,
    value: Fraction | int | str | None = None,
) -> OrderResult:
    """Whom to ask first, before anything is put, and what is asking each first worth?

    An approach is a lever that sounds a ratifier. All must come to a yes, and the first no ends it. Every order is
    compared by its chance of success, its expected cost and its expected exposure, at the likely values; beside it
    stands what each yes, and all of them, would open of the deals asked about.

    Args:
        case: a loaded case.
        world: levels of conditions that differ from now.
        where: which deals are asked about: a pattern, its name, or `issue=option,option`.
        party: whose approaches; by default those of the party of the case's course, else of the only one that has any.
        value: what success is worth, in the case's unit of effort; without it orders are compared by cost, and the
            values are told at which the advice changes.

    Raises:
        CaseError: the question names something that the case does not have, or several parties have approaches and
            none is asked for.
        NoOrderError: there are too many approaches to compare every order of them.
    """
    question = ask(case, world, (), where, party)
    worth = _value(value)
    found = sounding(case, question.worlds[0], party)
    orders = Orders(found.approaches(), worth if worth is not None else _ZERO)
    asked = bool(found.levers)
    cheapest = _outcome(orders.cheapest, worth) if asked else None
    values = tuple(_values(orders, worth)) if asked else ()
    best = _best(values, worth) if asked and worth is not None else None
    started = best if best is not None and best.order else cheapest
    keeper = _keeper(question)
    opening = Opening.of(question, keeper)
    by_ratio = _by_ratio(orders.approaches)
    return OrderResult(
        about=_heading(question, opening, found),
        effort=case.file.effort,
        party=found.party,
        parties=found.parties,
        value=worth,
        approaches=tuple(_asking(found, approach, by_ratio) for approach in orders.approaches),
        outside=found.outside,
        orders=tuple(_rows(orders, worth, [each.outcome for each in values])) if asked else (),
        every=whole_orders(orders) is not None,
        cheapest=cheapest,
        likeliest=_outcome(orders.likeliest, worth) if asked else None,
        best=best,
        values=values,
        firsts=tuple(_firsts(orders, worth)) if asked else (),
        advice=tuple(
            Standing(found, orders, outcome.order, net=net).advice()
            for outcome, net in ((cheapest, False), (best, True))
            if outcome is not None
        ),
        by_ratio=by_ratio,
        opened=tuple(opening.each(started.order if started is not None else ())),
        worlds=len(question.worlds),
    )


def _value(value: Fraction | int | str | None) -> Fraction | None:
    if value is None:
        return None
    try:
        amount = read_number(value) if isinstance(value, str) else Fraction(value)
    except ValueError:
        amount = Fraction(-1)
    if amount < 0:
        raise CaseError((Problem(f"`{value}` is no value", "write a number that is not negative, such as 20 or 2.5"),))
    return amount


def _keeper(question: Question) -> Keeper:
    """How packages are kept: bit by bit, or as formulas where they are too many."""
    if not by_solver(question.model(question.worlds[0]), None):
        return BitByBit()
    from winset.settlement.exact.formulas import ByFormulas

    return ByFormulas(Clock(LONG))


def _outcome(priced: Priced, value: Fraction | None) -> Outcome:
    net = priced.net(value) if value is not None else None
    return Outcome(priced.order, priced.success, priced.cost, priced.exposure, net)


def _by_ratio(approaches: Sequence[Approach]) -> bool:
    """Whether ascending cost over the chance of a no is the cheapest order (Simon and Kadane 1975)."""
    free = (not (each.defers or each.together or each.after or each.exposure) for each in approaches)
    return bool(approaches) and all(free)


def _asking(found: Sounding, approach: Approach, by_ratio: bool) -> Asking:
    id_, sounds = approach.id, found.sounds(approach.id)
    numbers = {(dial.of, dial.key): _three(dial.number) for dial in found.dials if dial.approach == id_}
    nothing, surely = (_ZERO,) * 3, (Fraction(1),) * 3
    refusal = 1 - approach.chance
    together = (
        Deference(key, sounds.together[key].of, three) for (of, key), three in numbers.items() if of == "together"
    )
    return Asking(
        approach=id_,
        ratifier=sounds.ratifier,
        chance=numbers.get(("chance", ""), surely),
        cost=numbers.get(("cost", ""), nothing),
        exposure=numbers.get(("exposure", ""), nothing),
        after=sounds.after,
        defers=(*(Deference(key, (key,), three) for (of, key), three in numbers.items() if of == "defers"), *together),
        ratio=approach.cost / refusal if by_ratio and refusal else None,
    )


def _three(number: Number) -> Three:
    return number.least, number.value, number.most


def _values(orders: Orders, value: Fraction | None) -> Iterator[Advised]:
    """The best order at every value of success."""
    for stretch in orders.stretches(Turned("value")):
        low = stretch.low if stretch.low is not None else _ZERO
        yield Advised(low, stretch.high, _outcome(orders.priced(stretch.line.order), value))


def _best(values: Sequence[Advised], value: Fraction) -> Outcome:
    """The best order at a value; where two are equal, that of the lower values, and so rather nobody."""
    return next(each.outcome for each in values if each.high is None or value <= each.high)


def _rows(orders: Orders, value: Fraction | None, advised: Sequence[Outcome]) -> Iterator[Outcome]:
    """Every order of all approaches where they are few, else the notable ones; the cheapest first."""
    listed = whole_orders(orders)
    if listed is None:
        notable = [orders.cheapest.order, orders.likeliest.order, *(each.order for each in advised if each.order)]
        listed = list(dict.fromkeys([*notable, *(each.order for each in by_first(orders, net=False))]))
    for priced in sorted((orders.priced(each) for each in listed), key=lambda each: each.cost):
        yield _outcome(priced, value)


def _firsts(orders: Orders, value: Fraction | None) -> Iterator[First]:
    """What asking each first is worth beside the best order with another first."""
    net = value is not None
    begun = {each.first: each for each in by_first(orders, net=net)}
    for approach in orders.approaches:
        own = begun.get(approach.id)
        other = best_of([each for each in begun.values() if each.first != approach.id])
        worth = own.worth - other.worth if own is not None and other is not None else None
        yield First(approach.id, worth, _begun(orders, own, value), _begun(orders, other, value))


def _begun(orders: Orders, begun: Begun | None, value: Fraction | None) -> Outcome | None:
    return _outcome(orders.priced(begun.order), value) if begun is not None else None


def _heading(question: Question, opening: Opening, found: Sounding) -> About:
    """What the answer is about; what decided the order stands before what decided on the deals."""
    case = question.case
    model = question.model(question.worlds[0])
    keeper = opening.grounds.first.keeper
    if isinstance(keeper, BitByBit):
        headed = about(question, survey(model, question.formula(model)), (ORDERS.id,))
    else:
        ground = opening.grounds.first
        grounds = Grounds(
            model=model,
            packages=ground.keeping.where(ground.space.feasible).count(),
            deals=ground.asked(State()).count(),
            stated=False,
            used=frozenset(),
            engine=SOLVER,
            exact=not keeper.ran_out,
            estimated=True,
        )
        headed = heading(question, grounds, (ORDERS.id,))
    own = (read_input(case, path) for path in _paths(found))
    return replace(headed, inputs=(*own, *headed.inputs))


def _paths(found: Sounding) -> list[Path]:
    """The parts of the case that say whom approaches ask, what a yes does, and the numbers."""
    paths: list[Path] = []
    for id_ in found.levers:
        paths += [("levers", id_, "sounds"), ("levers", id_, "effects", found.sounds(id_).yes)]
        paths += [dial.path for dial in found.dials if dial.approach == id_]
    return paths

"""How far a ratifier that judges by points can be moved on each issue, and at what rate it trades one for another.

The reservation level of an issue is the worst option that a ratifier still ratifies, all other issues as they are; the
compensation is what would make it indifferent to having no deal; the exchange rate of two issues is the ratio of the
points between neighbouring options (Raiffa 1982; Keeney and Raiffa 1976 on marginal rates of substitution). All exact.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from winset.model.acceptance.worth import Worth, holds, value_of
from winset.model.compile import CompiledRatifier, Model
from winset.model.space import Package
from winset.settlement.answers import WORDS, said_of
from winset.settlement.blocks import single
from winset.settlement.shortfall import record
from winset.settlement.unlock_records import Rate, Reservation, Terms


def terms(model: Model, packages: Iterable[int]) -> tuple[Terms, ...]:
    """For each of some deals and each ratifier with points that may stop it: reservation levels and exchange rates."""
    return tuple(
        _terms(model, number, worth, package)
        for package in packages
        for number in model.vetoes
        if (worth := model.ratifiers[number].worth) is not None
    )


def _terms(model: Model, number: int, worth: Worth, package: int) -> Terms:
    who, options = model.ratifiers[number], model.space.package(package)
    scale = worth.points.scale
    points, no_deal = (Fraction(value, scale) for value in (value_of(worth.points, options), worth.no_deal))
    return Terms(
        ratifier=who.id,
        package=record(model, package),
        answer=WORDS[said_of(model, package)[number]],
        points=points,
        no_deal=no_deal,
        compensation=max(no_deal - points, Fraction(0)),
        reservations=tuple(_reservations(model, who, worth, options)),
        rates=tuple(_rates(model, worth, options)),
    )


def _beside(model: Model, package: Package, issue: int) -> Iterator[tuple[int, Package]]:
    """The packages that the couplings allow and that differ at most in one issue, which they have."""
    for option in range(len(model.space.dimensions[issue].options)):
        other = (*package[:issue], option, *package[issue + 1 :])
        if holds(model.space.feasible, other):
            yield option, other


def _present(model: Model, package: Package) -> Iterator[int]:
    for issue, dimension in enumerate(model.space.dimensions):
        if package[issue] < len(dimension.options):
            yield issue


def _reservations(model: Model, who: CompiledRatifier, worth: Worth, package: Package) -> Iterator[Reservation]:
    scale = worth.points.scale
    own = value_of(worth.points, package)
    for issue in _present(model, package):
        dimension = model.space.dimensions[issue]
        kept = [
            (value_of(worth.points, other), option != package[issue], option)
            for option, other in _beside(model, package, issue)
            if holds(model.deal, other) and holds(who.scope, other) and _accepts(model, who, other)
        ]
        if len(list(_beside(model, package, issue))) < 2:
            continue
        worst = min(kept, default=None)
        yield Reservation(
            issue=dimension.id,
            option=dimension.options[package[issue]],
            worst=dimension.options[worst[2]] if worst is not None else None,
            points=Fraction(worst[0] - own, scale) if worst is not None else None,
        )


def _accepts(model: Model, who: CompiledRatifier, package: Package) -> bool:
    return bool(who.judge.answer(single(model.space, package, set())).yes)


def _steps(model: Model, worth: Worth, package: Package) -> Iterator[tuple[int, int, Fraction]]:
    """From the option of each issue to those next to it: the issue, the option, and the points gained or lost.

    Options stand in their order, or, of an issue without one, in the order of their points.
    """
    own = value_of(worth.points, package)
    for issue in _present(model, package):
        allowed = {option: value_of(worth.points, other) for option, other in _beside(model, package, issue)}
        order = sorted(allowed)
        if not model.space.dimensions[issue].ordered:
            order.sort(key=lambda option: (allowed[option], option))
        at = order.index(package[issue])
        for option in (*order[max(at - 1, 0) : at], *order[at + 1 : at + 2]):
            if allowed[option] != own:
                yield issue, option, Fraction(allowed[option] - own, worth.points.scale)


def _rates(model: Model, worth: Worth, package: Package) -> Iterator[Rate]:
    steps = list(_steps(model, worth, package))
    for given, gives, lost in steps:
        for got, gets, gained in steps:
            if given != got and lost < 0 < gained:
                mine, theirs = model.space.dimensions[given], model.space.dimensions[got]
                yield Rate(
                    gives=mine.id,
                    gives_from=mine.options[package[given]],
                    gives_to=mine.options[gives],
                    loses=-lost,
                    gets=theirs.id,
                    gets_from=theirs.options[package[got]],
                    gets_to=theirs.options[gets],
                    gains=gained,
                )

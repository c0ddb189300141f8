"""Every number of a ratifier that can be turned alone; what keeps a number from being turned is said instead."""

from collections.abc import Iterator
from fractions import Fraction
from math import lcm

from winset.case.sections import Body, Judge, Ratifier
from winset.case.shape import Path
from winset.case.written import Number
from winset.settlement.flip_dial import Dial, Edit, edited
from winset.settlement.flip_opinion import poll_dials
from winset.settlement.flip_records import Unsearched
from winset.settlement.flip_rules import rule_dials
from winset.settlement.flip_votes import bloc_dials, count_dials, member_dials, turnout_dials


def dials(ratifier: Ratifier, at: Path) -> Iterator[Dial | Unsearched]:
    """Every number of a ratifier that can change its answers; those that cannot be turned say why."""
    yield from _judge(ratifier, ratifier, at, ())


def _judge(whole: Ratifier, judge: Judge, at: Path, inside: Path) -> Iterator[Dial | Unsearched]:
    yield from _points(whole, judge, at, inside)
    for poll_id, poll in judge.polls.items():
        yield from poll_dials(whole, poll, at, (*inside, "polls", poll_id))
    if judge.rule is not None:
        yield from rule_dials(whole, judge, judge.rule, at, (*inside, "rule"))
    yield from turnout_dials(whole, judge, at, inside)
    yield from bloc_dials(whole, judge, at, inside)
    yield from member_dials(whole, judge, at, inside)
    yield from count_dials(whole, judge, at, inside)
    for bloc_id, bloc in judge.blocs.items():
        yield from _judge(whole, bloc, at, (*inside, "blocs", bloc_id))
    if isinstance(judge, Body):
        for body_id, body in judge.bodies.items():
            yield from _judge(whole, body, at, (*inside, "bodies", body_id))


def _points(whole: Ratifier, judge: Judge, at: Path, inside: Path) -> Iterator[Dial]:
    """Points of value, as they are used: of a range that is the likely value, or the middle.

    A package turns where its points meet those of no deal. All are multiples of one step, and so is that value.
    """
    if not judge.points and not judge.adjust:
        return
    given: dict[Path, Number] = {
        ("points", issue, option): number for issue, row in judge.points.items() for option, number in row.items()
    }
    given |= {("adjust", id_, "points"): entry.points for id_, entry in judge.adjust.items()}
    if judge.no_deal is not None:
        given["no_deal",] = judge.no_deal
    step = Fraction(1, lcm(*(number.value.denominator for number in given.values())))
    far = 2 * sum((abs(number.value) for number in given.values()), Fraction(0)) + 1
    for path, number in given.items():
        spread = (number.most - number.least) / 2 or None
        yield Dial(
            (*at, *inside, *path),
            "points of value",
            number.value,
            number.value - far,
            number.value + far,
            _worth(whole, (*inside, *path)),
            step=step,
            one_way=True,
            spread=spread,
        )


def _worth(whole: Ratifier, path: Path) -> Edit:
    return lambda value: edited(whole, path, lambda _: Number.model_validate({"is": value}))

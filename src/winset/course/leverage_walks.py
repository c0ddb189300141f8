"""From which value on an outside option of either side moves the bargain, and to what."""

from collections.abc import Iterator

from winset.course.leverage_agreeing import Table
from winset.course.leverage_records import Walk
from winset.course.leverage_weights import Weight


def walks(table: Table, weight: Weight) -> tuple[Walk, ...]:
    """For each side, over sure and over possible packages; nothing where there is nothing to split."""
    return tuple(row for side in (0, 1) for sure in (True, False) for row in _walk(table, weight, side, sure=sure))


def _walk(table: Table, weight: Weight, side: int, *, sure: bool) -> Iterator[Walk]:
    """As an option rises, its owner gets the next package that gives it more, and the other all that is left."""
    pie = table.ground.pie(sure)
    splits = [table.split(pie, place) for place in range(len(pie.bargain.gains))]
    if not splits:
        return
    above = max(splits[place].points[side] for place in pie.bargain.at(weight))
    better = [each for each in splits if each.points[side] > above]
    yield Walk(
        party=table.parties[side],
        over="sure" if sure else "possible",
        above=above,
        to=min(better, key=lambda each: each.points[side]) if better else None,
        most=max(each.points[side] for each in splits),
    )

"""The tables of a `course` answer."""

from collections.abc import Iterable, Mapping
from typing import Any

from winset.case.problems import visible
from winset.course.course_records import CourseResult, Doable, Story
from winset.show.amounts import amount, borders
from winset.show.chances import plain_chance
from winset.show.course_words import as_read, chance_cell, doing, lost_words, plan_name, span, used
from winset.show.inputs_table import inputs_table
from winset.show.table import Column, Table, right
from winset.show.words import counted, listed, opening, spoken

_RARE = 0.005
_SEEN = 0.005  # a chance that differs by less reads the same in whole per cents


def course_tables(result: CourseResult) -> tuple[Table, ...]:
    """Every table that has something to say, the most wanted first."""
    if result.missing:
        return ()
    built = [_horizons(result), _plans(result), _prices(result)]
    for story in told_stories(result):
        built += [tree_table(story), timeline_table(result, story)]
    built += [_delays(result), _persons(result), _ranges(result), inputs_table(result.about)]
    return tuple(table for table in built if table.rows)


def merged(rows: Iterable[tuple[str, ...]], column: int, readings: int) -> tuple[tuple[str, ...], ...]:
    """Rows that are the same in all readings of open answers as one; column: where the reading stands."""
    found: dict[tuple[str, ...], list[str]] = {}
    for row in rows:
        found.setdefault((*row[:column], *row[column + 1 :]), []).append(row[column])
    return tuple(
        (*rest[:column], word, *rest[column:])
        for rest, words in found.items()
        for word in (["either"] if len(words) == readings > 1 else words)
    )


def told_stories(result: CourseResult) -> tuple[Story, ...]:
    """The stories, one only where all readings are the same; that in which open answers count as yes comes last."""
    one = result.stories[-1:]
    return (
        one
        if all(same_tree(story, one[0]) and same_time(story, one[0]) for story in result.stories)
        else result.stories
    )


def same_tree(one: Story, other: Story) -> bool:
    """Whether two stories have the same tree, as far as a reader can tell."""
    pairs = list(zip(one.leaves, other.leaves, strict=False))
    return len(one.leaves) == len(other.leaves) and all(
        (here.tests, here.doing) == (there.tests, there.doing)
        and abs(here.share - there.share) < _SEEN
        and abs(here.right - there.right) < _SEEN
        for here, there in pairs
    )


def same_time(one: Story, other: Story) -> bool:
    """Whether two stories unfold in the same way, as far as a reader can tell."""
    return len(one.moments) == len(other.moments) and all(
        _near(dict(here.outcomes), dict(there.outcomes)) and _near(dict(here.doing), dict(there.doing))
        for here, there in zip(one.moments, other.moments, strict=True)
    )


def _near(one: Mapping[Any, float], other: Mapping[Any, float]) -> bool:
    return all(abs(one.get(key, 0.0) - other.get(key, 0.0)) < _SEEN for key in {*one, *other})


def _horizons(result: CourseResult) -> Table:
    return Table(
        "horizons",
        "What to do first, by how far is looked ahead",
        f"Points of “{visible(result.goal_name)}” gained over doing nothing, and effort, discounted; values of "
        "different horizons are not to be compared",
        (Column("Horizon"), Column("Open answers count as"), Column("First"), right("Gain", "points"), right("Effort")),
        merged(
            (
                (
                    opening(span(result, row.periods, row.in_force and row.periods is not None)),
                    as_read(row.lent),
                    opening(doing(row.first)),
                    amount(row.gain),
                    amount(row.effort),
                )
                for row in result.looked
            ),
            1,
            len(result.lent),
        ),
        f"Without an end the values are off by {max(row.error for row in result.looked):.1g} points at the most."
        if any(row.periods is None for row in result.looked)
        else "",
    )


def _plans(result: CourseResult) -> Table:
    names = {row.id: f"“{visible(row.name)}”" for row in result.plans}
    rows = []
    for at, lent in enumerate(result.lent):
        best = result.best[at]
        rows.append(("The best course", as_read(lent), amount(best.gain), amount(best.effort), amount(best.net), ""))
        rows += [
            (
                plan_name(row),
                as_read(lent),
                amount(row.gains[at]),
                amount(row.efforts[at]),
                amount(row.nets[at]),
                listed([names[id_] for id_ in row.dominated_by]),
            )
            for row in result.plans
        ]
    return Table(
        "courses",
        "The best course, and those with a name",
        f"Over doing nothing, {span(result, *result.main)}; net is the gain less effort at {amount(result.attention)} "
        "points a unit",
        (
            Column("Course"),
            Column("Open answers count as"),
            right("Gain", "points"),
            right("Effort"),
            right("Net", "points"),
            Column("No better for more effort than"),
        ),
        merged(rows, 1, len(result.lent)) if result.plans else (),
    )


def _prices(result: CourseResult) -> Table:
    rows = []
    for lent, stretches in zip(result.lent if result.prices else (), result.prices, strict=True):
        said = borders([row.low for row in stretches] + [row.high for row in stretches[-1:] if row.high is not None])
        for at, row in enumerate(stretches):
            high = f"to {said[at + 1]}" if row.high is not None else "and above"
            rows.append((f"{said[at]} {high}", as_read(lent), opening(doing(row.first)), used(row.uses, result)))
    return Table(
        "attention",
        "What effort is worth elsewhere, and what is done then",
        "Points that a unit of effort would earn elsewhere; the borders are exact",
        (Column("Attention"), Column("Open answers count as"), Column("First"), Column("Uses")),
        merged(rows, 1, len(result.lent)),
    )


def tree_table(story: Story) -> Table:
    """What to do when, a row for each leaf of the tree."""
    rows = []
    for leaf in story.leaves:
        tests = [f"{visible(name)}" if yes else f"not “{visible(name)}”" for name, yes in leaf.tests]
        rows.append(("; ".join(tests) or "Always", opening(doing(leaf.doing)), _of_time(leaf.share)))
    return Table(
        f"tree_{_id(story)}",
        f"What to do when: {counted(len(story.leaves), 'rule')} for {_of_time(story.covered)} of the time",
        f"Open answers count as {as_read(story.lent)}; the first rule that holds; how much of the time it does",
        (Column("Where"), Column("Do"), right("Of the time")),
        tuple(rows),
    )


def _of_time(share: float) -> str:
    return "all" if share >= 1 - _RARE / 100 else plain_chance(share)


def timeline_table(result: CourseResult, story: Story) -> Table:
    """What is done in each period, and the chance of each outcome by then."""
    names = [name for name, _ in story.moments[0].outcomes]
    rows = []
    for moment in story.moments:
        done = [_done(doable, chance) for doable, chance in moment.doing[:3] if chance > _RARE]
        chances = [chance_cell(chance) for _, chance in moment.outcomes]
        rows.append((str(moment.period), opening(", ".join(done)) or "-", *chances))
    return Table(
        f"timeline_{_id(story)}",
        "The best course over time",
        f"Periods of {visible(result.period)}; open answers count as {as_read(story.lent)}; the chance of each "
        "outcome by then",
        (right("After"), Column("Then done"), *(right(opening(spoken(name))) for name in names)),
        tuple(rows),
    )


def _done(doable: Doable, chance: float) -> str:
    """What is done, and with which chance where it is not sure."""
    cell = chance_cell(chance)
    return doing(doable) if cell == "sure" else f"{doing(doable)} {cell}"


def _id(story: Story) -> str:
    return f"{story.lent:.2f}".replace(".", "_")


def _delays(result: CourseResult) -> Table:
    rows = []
    for waiting in result.waiting:
        rows += [
            (f"Everything, for {counted(periods, 'period')}", as_read(waiting.lent), amount(loss))
            for periods, loss in waiting.delays
        ]
        rows += [
            (f"{doing(doable)}, for {counted(periods, 'period')}", as_read(waiting.lent), amount(loss))
            for doable, periods, loss in waiting.later
        ]
    return Table(
        "delays",
        "What is lost by putting things off",
        f"Points, net of effort, {span(result, *result.main)}",
        (Column("Put off"), Column("Open answers count as"), right("Lost", "points")),
        merged(rows, 1, len(result.lent)),
    )


def _persons(result: CourseResult) -> Table:
    rows = []
    for row in result.persons:
        for at, lent in enumerate(result.lent):
            share = opening(lost_words(row.lost[at]))
            first = opening(doing(row.first[at]))
            rows.append((opening(visible(row.name)), as_read(lent), amount(row.gains[at]), share, first))
    return Table(
        "persons",
        "Somebody else in a place, or another reading of who decides",
        "The gain of the best course there, and the share of the gain that is lost",
        (
            Column("Who"),
            Column("Open answers count as"),
            right("Gain", "points"),
            Column("What hangs on it"),
            Column("First"),
        ),
        merged(rows, 1, len(result.lent)),
    )


def _ranges(result: CourseResult) -> Table:
    rows = [
        (
            visible(row.path),
            f"{amount(row.low)} to {amount(row.high)}",
            "the same" if row.held else f"{_firsts(row.at_low)}; {_firsts(row.at_high)}",
            row.input.standing,
        )
        for row in result.ranges
    ]
    return Table(
        "ranges",
        f"{counted(sum(not row.held for row in result.ranges), 'number')} of {len(result.ranges)} would change what "
        "is done first",
        "Each number alone, at the low and at the high end of its range",
        (Column("Number"), Column("Range"), Column("First"), Column("Standing")),
        tuple(rows),
    )


def _firsts(doables: tuple[Doable, ...]) -> str:
    return listed(list(dict.fromkeys(doing(each) for each in doables)))

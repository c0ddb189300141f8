"""The tables of a `doubt --course` answer."""

from winset.case.problems import visible
from winset.doubt.course_records import CourseDoubt, CourseReading, Share
from winset.show.amounts import amount
from winset.show.chances import interval, plain_chance
from winset.show.course_doubt_words import part_words, reading_words, sure
from winset.show.course_words import doing
from winset.show.table import Column, Table, right
from winset.show.words import count, number, opening

_MOST = 12


def course_doubt_tables(result: CourseDoubt) -> tuple[Table, ...]:
    """Every table that has something to say, the most wanted first."""
    if result.missing or not result.draws:
        return ()
    built = (_steps(result), _gains(result), _plans(result), _drivers(result), _inputs(result))
    return tuple(table for table in built if table.rows)


def _steps(result: CourseDoubt) -> Table:
    return Table(
        "steps",
        "What is done first, by share of draws",
        f"Over {count(result.draws)} draws of every uncertain number that the course rests on; the interval holds the "
        "Monte Carlo error (Wilson, 95 %)",
        (Column("Open answers count as"), Column("First"), right("Share"), Column("How sure"), Column("As stated")),
        tuple(
            (
                reading_words(reading.lent),
                opening(doing(step.first)),
                plain_chance(step.chance.share),
                sure(step.chance),
                "yes" if step.first.id == reading.stated.id else "",
            )
            for reading in result.readings
            for step in reading.steps
        ),
    )


def _gains(result: CourseDoubt) -> Table:
    rows = []
    effort = f"Effort, {result.effort_unit}" if result.effort_unit else "Effort"
    for reading in result.readings:
        for word, each in (("Gain, points", reading.gain), (effort, reading.effort)):
            cells = (amount(each.low), amount(each.middle), amount(each.high))
            rows.append((reading_words(reading.lent), visible(word), *cells))
    return Table(
        "gains",
        "What the best course gains over doing nothing",
        "What is not reached in 5, in 50 and in 95 of a hundred draws; discounted",
        (Column("Open answers count as"), Column("What"), right("5 %"), right("50 %"), right("95 %")),
        tuple(rows),
    )


def _plans(result: CourseDoubt) -> Table:
    return Table(
        "courses",
        "How often each named course does as well as the best",
        "The share of draws in which it falls short by no more than a hundredth of what the best course gains, net of "
        "effort",
        (Column("Course"), Column("Open answers count as"), right("Share"), Column("How sure")),
        tuple(
            (visible(plan.name), reading_words(reading.lent), plain_chance(plan.chance.share), sure(plan.chance))
            for reading in result.readings
            for plan in sorted(reading.plans, key=lambda plan: -plan.chance.share)
        ),
    )


def _drivers(result: CourseDoubt) -> Table:
    rows = [row for reading in result.readings for row in _of_reading(reading)]
    return Table(
        "drivers",
        "Which numbers drive what is done first",
        "The part of the variance of whether the leading step comes first that a number explains alone, from classes "
        "of equally many draws (Plischke, Borgonovo and Smith 2013); how often the step comes first in the lowest and "
        "in the highest third; and what knowing the number is worth to who must settle on one named course",
        (
            Column("Open answers count as"),
            Column("Step"),
            Column("Number"),
            right("Alone"),
            Column("Lowest third"),
            Column("Highest third"),
            right("Knowing", "points"),
        ),
        tuple(rows),
    )


def _of_reading(reading: CourseReading) -> list[tuple[str, ...]]:
    return [
        (
            reading_words(reading.lent),
            opening(doing(reading.leading.first)),
            f"{visible(driver.words)} (`{visible(driver.path)}`)",
            part_words(driver.index),
            _share(driver.at_low),
            _share(driver.at_high),
            f"{amount(driver.worth.value)} (± {driver.worth.error:.1g})" if driver.worth is not None else "-",
        )
        for driver in reading.drivers[:_MOST]
    ]


def _share(share: Share) -> str:
    return interval(share.low, share.high)


def _inputs(result: CourseDoubt) -> Table:
    return Table(
        "inputs",
        f"The {count(len(result.inputs))} numbers that are drawn",
        "Each by PERT between its bounds, by itself unless the case says what moves together",
        (
            Column("Number"),
            Column("Unit"),
            right("Low"),
            right("Likely"),
            right("High"),
            Column("Moves with"),
            Column("Assumed"),
        ),
        tuple(
            (
                f"`{visible(each.path)}`",
                each.unit,
                number(each.low),
                number(each.likely),
                number(each.high),
                visible(each.group) if each.group != each.path else "",
                "; ".join(each.assumed),
            )
            for each in result.inputs
        ),
    )

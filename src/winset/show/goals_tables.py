"""The tables of a `goals` answer."""

from winset.case.problems import visible
from winset.course.goals_records import GoalsResult
from winset.show.amounts import amount, borders
from winset.show.course_tables import merged
from winset.show.course_words import as_read, doing, used
from winset.show.inputs_table import inputs_table
from winset.show.table import Column, Table, right
from winset.show.words import counted, opening


def goals_tables(result: GoalsResult) -> tuple[Table, ...]:
    """Every table that has something to say, the most wanted first."""
    if result.missing:
        return ()
    built = [_goals(result), _horizons(result), _weights(result), inputs_table(result.about)]
    return tuple(table for table in built if table.rows)


def _goals(result: GoalsResult) -> Table:
    rows = []
    for goal in result.goals:
        for at, best in enumerate(goal.best):
            rate, drops_at = goal.rate[at], goal.drops_at[at]
            rows.append(
                (
                    opening(visible(goal.name)),
                    as_read(best.lent),
                    opening(doing(best.first)),
                    amount(best.gain),
                    amount(best.effort),
                    amount(rate) if rate is not None else "-",
                    amount(goal.attention),
                    amount(drops_at) if drops_at is not None else "never",
                )
            )
    periods = "without an end" if result.main[0] is None else f"over {counted(result.main[0], 'period')}"
    return Table(
        "goals",
        "The goals side by side",
        f"The best course for each over doing nothing, {periods} of {visible(result.period)}, discounted",
        (
            Column("Goal"),
            Column("Open answers count as"),
            Column("First"),
            right("Gain", "points"),
            right("Effort"),
            right("Gain for a unit"),
            right("A unit elsewhere", "points"),
            right("Not worth doing from"),
        ),
        merged(rows, 1, len(result.lent)),
    )


def _horizons(result: GoalsResult) -> Table:
    rows = [
        (
            opening(visible(goal.name)),
            "No end" if row.periods is None else counted(row.periods, "period"),
            "counts" if row.in_force else "does not count",
            as_read(row.lent),
            opening(doing(row.first)),
            amount(row.gain),
            amount(row.effort),
        )
        for goal in result.goals
        for row in goal.looked
    ]
    return Table(
        "horizons",
        "What to do first, by how far is looked ahead",
        "Values of different horizons are not to be compared",
        (
            Column("Goal"),
            Column("Horizon"),
            Column("What is in force afterwards"),
            Column("Open answers count as"),
            Column("First"),
            right("Gain", "points"),
            right("Effort"),
        ),
        merged(rows, 3, len(result.lent)),
    )


def _weights(result: GoalsResult) -> Table:
    names = {goal.id: opening(visible(goal.name)) for goal in result.goals}
    ends = [borders([*(each.low for each in row.stretches), row.stretches[-1].high]) for row in result.weighed]
    rows = [
        (
            f"{names[row.one]} against {names[row.other]}",
            as_read(row.lent),
            f"{said[at]} to {said[at + 1]}",
            opening(doing(each.first)),
            used(each.uses, result),
            f"{amount(each.gains[0])}; {amount(each.gains[1])}",
            amount(each.effort),
        )
        for row, said in zip(result.weighed, ends, strict=True)
        for at, each in enumerate(row.stretches)
    ]
    return Table(
        "weights",
        "Two goals together, by the weight of the first",
        "The rest of the weight goes to the second; the borders are exact",
        (
            Column("Goals"),
            Column("Open answers count as"),
            Column("Weight"),
            Column("First"),
            Column("Uses"),
            right("Gains", "points"),
            right("Effort"),
        ),
        merged(rows, 1, len(result.lent)),
    )

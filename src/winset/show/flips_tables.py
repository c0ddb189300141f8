"""The tables of a `flips` answer."""

from winset.case.problems import visible
from winset.settlement.flip_records import FlipsResult, Tripwire
from winset.show.flips_words import basis, beside_error, condition, flip_words, subject
from winset.show.inputs_table import inputs_table
from winset.show.names import Names
from winset.show.table import Column, Table, right
from winset.show.words import count, counted, number

_MOST = 60


def flips_tables(result: FlipsResult) -> tuple[Table, ...]:
    """Every table that has something to say, the most wanted first."""
    names = Names.of(result.about)
    built = (
        _numbers(result, names),
        _others(result, names),
        _worlds(result, names),
        _unsearched(result),
        inputs_table(result.about),
    )
    return tuple(table for table in built if table.rows)


def _numbers(result: FlipsResult, names: Names) -> Table:
    rows = [row for row in result.tripwires if row.kind == "number"]
    return Table(
        "tripwires",
        f"{counted(len({row.path for row in rows}), 'number')} would change a verdict, alone",
        "The closest value at which a verdict changes: what becomes of the deals first, rules last, and the nearest "
        "first, in widths of its range or errors of its poll, else as a part of the number itself",
        (
            Column("Number"),
            Column("Unit"),
            right("Now"),
            Column("Changes"),
            right("Distance"),
            Column("Then"),
            Column("Rests on"),
        ),
        tuple(_number(row, names) for row in rows[:_MOST]),
        f"{count(len(rows) - _MOST)} more are left out; --json has them all." if len(rows) > _MOST else "",
    )


def _number(row: Tripwire, names: Names) -> tuple[str, ...]:
    return (
        subject(row, names),
        visible(row.unit),
        number(row.now) if row.now is not None else "-",
        _at(row),
        _distance(row),
        "; ".join(flip_words(each, names) for each in row.flips),
        basis(row),
    )


def _distance(row: Tripwire) -> str:
    if row.distance is None:
        return "-"
    said = beside_error(row)
    return f"{number(row.distance)}{f' ({said})' if said else ''}"


def _at(row: Tripwire) -> str:
    if row.at is None:
        return "-"
    side = ("above" if row.up else "below") if row.beyond else "at"
    return f"{side} {number(row.at)}{f', {visible(row.change)}' if row.change else ''}"


def _others(result: FlipsResult, names: Names) -> Table:
    rows = [row for row in result.tripwires if row.kind != "number"]
    inputs = len({row.path for row in rows})
    return Table(
        "changes",
        f"{counted(inputs, 'entry, level, reading or answer', 'entries, levels, readings and answers')} would, too",
        "Entries that fall away, conditions at another level, readings, and open answers, each alone",
        (Column("What is turned"), Column("What happens"), Column("Then"), Column("Rests on")),
        tuple(
            (
                subject(row, names),
                condition(row, names),
                "; ".join(flip_words(each, names) for each in row.flips),
                basis(row),
            )
            for row in rows[:_MOST]
        ),
    )


def _worlds(result: FlipsResult, names: Names) -> Table:
    if len(result.worlds) < 2:
        return Table("worlds", "", "", (), ())
    unknown = set(result.unknowns)
    return Table(
        "worlds",
        f"{counted(len(result.worlds), 'world')} that nobody can tell apart",
        "The verdict in each; one that differs among them is open",
        (Column("World"), Column("The deals")),
        tuple(
            (names.world([pair for pair in each.world if pair[0] in unknown]), each.verdict.value)
            for each in result.worlds
        ),
    )


def _unsearched(result: FlipsResult) -> Table:
    return Table(
        "unsearched",
        f"{counted(len(result.unsearched), 'number')} not looked into",
        "Numbers that cannot be turned alone, and why",
        (Column("Part of the case"), Column("Why")),
        tuple((visible(row.path), visible(row.why)) for row in result.unsearched),
    )

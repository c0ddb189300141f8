"""The tables of a `doubt` answer."""

from collections.abc import Iterator

from winset.case.problems import visible
from winset.doubt.chances import Chance
from winset.doubt.drivers import Index
from winset.doubt.records import Doubted, DoubtResult, ReadingOf
from winset.show.chances import chance_words, interval, plain_chance
from winset.show.doubt_words import clause, group_words, how_sure, what, worth_words
from winset.show.flips_words import amount, subject, then
from winset.show.names import Names
from winset.show.table import Column, Table, right
from winset.show.words import count, counted, number, opening

_MOST = 60


def doubt_tables(result: DoubtResult) -> tuple[Table, ...]:
    """Every table that has something to say, the most wanted first."""
    names = Names.of(result.about)
    built = (
        _verdicts(result, names),
        _readings(result, names),
        _drivers(result, names),
        _found(result, names),
        _tripwires(result, names),
        _averaged(result, names),
        _inputs(result),
    )
    return tuple(table for table in built if table.rows)


def _verdicts(result: DoubtResult, names: Names) -> Table:
    moved = sum(row.moved for row in result.verdicts)
    title = f"{count(moved)} of {counted(len(result.verdicts), 'verdict')} can flip" if moved else "No verdict flips"
    return Table(
        "verdicts",
        title,
        f"The chance of each outcome, over {count(result.draws)} draws of every uncertain number",
        (
            Column("Verdict, as stated"),
            Column("How sure"),
            Column("Outcome"),
            right("Nothing hangs together"),
            right("All fortunes together"),
            Column("Whatever hangs on what"),
        ),
        tuple(_outcomes(result.verdicts, names)),
    )


def _outcomes(verdicts: tuple[Doubted, ...], names: Names) -> Iterator[tuple[str, ...]]:
    for row in verdicts:
        shown = [chance for chance in row.chances if chance.independent > 0 or (chance.comonotone or 0) > 0]
        for place, chance in enumerate(shown):
            first = place == 0
            yield (
                opening(clause(row, names)) if first else "",
                how_sure(row) if first else "",
                chance.outcome,
                plain_chance(chance.independent),
                plain_chance(chance.comonotone) if chance.comonotone is not None else "-",
                _bounds(chance),
            )


def _bounds(chance: Chance) -> str:
    return interval(*chance.bounds) if chance.bounds is not None else "-"


def _readings(result: DoubtResult, names: Names) -> Table:
    return Table(
        "readings",
        "What contested readings make of it; they are never averaged unless the case gives weights",
        "The likeliest outcome for the deals under each reading and in each unknown world",
        (Column("Reading"), Column("Contests"), Column("The deals asked about"), Column("Other verdicts that change")),
        tuple(_reading(result, reading, names) for reading in result.readings),
    )


def _reading(result: DoubtResult, reading: ReadingOf, names: Names) -> tuple[str, ...]:
    name = names.world(reading.world) if reading.world else names.variant(reading.variant)
    if reading.missing:
        return name, visible(reading.question), reading.missing, ""
    deals = [row for row in reading.verdicts if row.of == "deals"]
    leading = deals[0].leading if deals else None
    base = {(row.of, row.subject): row.leading.outcome for row in result.verdicts}
    changed = [
        f"{what(row, names)}: {row.leading.outcome}"
        for row in reading.verdicts
        if row.of != "deals" and base.get((row.of, row.subject), row.leading.outcome) != row.leading.outcome
    ]
    return (
        name,
        visible(reading.question),
        f"{leading.outcome} ({chance_words(leading.low, leading.high)})" if leading is not None else "-",
        "; ".join(changed) or "none",
    )


def _drivers(result: DoubtResult, names: Names) -> Table:
    rows = [
        (
            opening(what(result.verdict(row.of, row.subject), names)),
            group_words(result, driver.group),
            _index(driver.first),
            _index(driver.total),
        )
        for row in result.driven
        for driver in row.drivers[:8]
    ]
    return Table(
        "drivers",
        "What the verdicts that can flip depend on",
        "Shares of the variance of each verdict's margin (Sobol): by the input alone, and with what it does together "
        "with others; in brackets the ends of a bootstrap interval of 95 %",
        (Column("Verdict"), Column("Input"), right("Alone"), right("In all")),
        tuple(rows[:_MOST]),
    )


def _index(index: Index) -> str:
    return f"{max(index.value, 0.0):.2f} ({max(index.low, 0.0):.2f} to {min(max(index.high, 0.0), 1.0):.2f})"


def _found(result: DoubtResult, names: Names) -> Table:
    return Table(
        "found",
        "What it would be worth to find out",
        "Where the party asked for has points, by how much more its best choice brings on average if it knew; and the "
        "chance that knowing changes which outcome is the likeliest",
        (Column("To find out"), Column("Worth"), Column("Of")),
        tuple(
            (
                group_words(result, row.group) if row.group else "everything that is drawn",
                worth_words(row) or "-",
                what(result.verdict(*row.about), names),
            )
            for row in result.found[:_MOST]
        ),
    )


def _tripwires(result: DoubtResult, names: Names) -> Table:
    return Table(
        "tripwires",
        "What flips what becomes of the deals, alone",
        "The closest values, as `winset flips` finds them",
        (Column("Number"), right("Now"), Column("Flips at"), Column("Then")),
        tuple(
            (subject(row, names), number(row.now) if row.now is not None else "-", amount(row), then(row, names))
            for row in result.tripwires[:_MOST]
            if row.kind == "number"
        ),
    )


def _averaged(result: DoubtResult, names: Names) -> Table:
    return Table(
        "averaged",
        "Over the readings, by the weights that the case gives",
        "The chance of each outcome",
        (Column("Verdict"), Column("Outcome"), Column("Chance")),
        tuple(
            (opening(what(row, names)), chance.outcome, chance_words(chance.low, chance.high))
            for row in result.averaged
            for chance in row.chances
            if chance.high > 0
        ),
    )


def _inputs(result: DoubtResult) -> Table:
    drawn = [each for each in result.inputs if each.drawn]
    return Table(
        "inputs",
        f"{counted(len(drawn), 'uncertain input')} of the case",
        "What was drawn and how; of a poll the range is the share of those who accept something, without error",
        (Column("Input"), Column("Path"), Column("Range"), Column("How it is drawn"), Column("Assumed")),
        tuple(
            (
                visible(each.words),
                visible(each.path),
                _range(number(each.low), number(each.likely), number(each.high), each.unit),
                each.how,
                "; ".join(each.assumed) or "nothing",
            )
            for each in result.inputs
        ),
    )


def _range(low: str, likely: str, high: str, unit: str) -> str:
    words = f"{likely} {visible(unit)}"
    return words if low == high else f"{low} to {high}, likely {words}"

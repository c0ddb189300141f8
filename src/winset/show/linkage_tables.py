"""The tables of a `linkage` answer."""

from winset.case.problems import visible
from winset.settlement.linkage_records import Comparison, Level, LinkageResult
from winset.show.inputs_table import inputs_table
from winset.show.linkage_words import by_whom, choice, held_words, linked_words, moved_words, price_words, thing
from winset.show.names import Names
from winset.show.table import Column, Table, right
from winset.show.words import count, counted, few, number, opening, share

_MOST = 12


def linkage_tables(result: LinkageResult) -> tuple[Table, ...]:
    """Every table that has something to say, the most wanted first."""
    names = Names.of(result.about)
    built = (
        _held(result, names),
        _votes(result, names),
        _ratifiers(result, names),
        _opened(result, names),
        _levels(result, names),
        _examples(result, names),
        inputs_table(result.about),
    )
    return tuple(table for table in built if table.rows)


def _held(result: LinkageResult, names: Names) -> Table:
    total = result.combinations
    rows = [
        (
            opening(held_words(held.at, names)),
            share(held.sure.without, total),
            share(held.sure.linked, total),
            share(held.possible.without, total),
            share(held.possible.linked, total),
            count(held.sure.gained),
            count(held.possible.gained),
        )
        for held in result.held[:_MOST]
    ]
    return Table(
        "held",
        f"Linking {linked_words(result, names)}: {result.effect.value}",
        f"Of {counted(total, 'package')} of the other issues, those that can be ratified",
        (
            Column("Held at"),
            right("Sure, held"),
            right("Sure, free"),
            right("Possible, held"),
            right("Possible, free"),
            right("Gained, sure"),
            right("Gained, possible"),
        ),
        tuple(rows) if total else (),
        f"{count(len(result.held) - _MOST)} more ways to hold it are left out." if len(result.held) > _MOST else "",
    )


def _votes(result: LinkageResult, names: Names) -> Table:
    votes = result.votes
    title, rows = "", []
    if votes is not None and votes.put:
        gained, lost = votes.possible.gained, votes.possible.lost
        title = f"In one vote {count(gained)} may pass that separate votes refuse, {count(lost)} the other way round"
        if not gained and not lost:
            title = "One vote and separate votes refuse the same packages"

        def row(first: str, compared: Comparison) -> tuple[str, ...]:
            counts = (compared.without, compared.linked, compared.gained, compared.lost)
            return (first, *map(count, counts))

        rows = [row("All, surely", votes.sure), row("All, not refused", votes.possible)]
        rows += [
            (names.ratifier(each.ratifier), "-", "-", count(each.gained), count(each.lost))
            for each in votes.by_ratifier
            if each.gained or each.lost
        ]
    left = f"; {count(votes.not_separable)} more have a part that cannot be put alone" if votes is not None else ""
    put = counted(votes.put if votes is not None else 0, "package")
    return Table(
        "votes",
        title,
        f"Of {put}, those that pass part by part, and as one{left}",
        (
            Column("Who accepts"),
            right("Part by part"),
            right("As one"),
            right("Only as one"),
            right("Only part by part"),
        ),
        tuple(rows),
    )


def _ratifiers(result: LinkageResult, names: Names) -> Table:
    pays = [names.who(row.ratifier) for row in result.by_ratifier if row.lost]
    pointed = any(row.best_free is not None for row in result.by_ratifier)
    more = (right("Best, held", "points"), right("Best, free", "points")) if pointed else ()
    rows = []
    for row in result.by_ratifier:
        points = tuple(number(best) if best is not None else "-" for best in (row.best_held, row.best_free))
        rows.append(
            (
                names.ratifier(row.ratifier),
                count(row.accepts_held),
                count(row.accepts_free),
                count(row.allows_held),
                count(row.allows_free),
                count(row.gained),
                count(row.lost),
                *(points if pointed else ()),
            )
        )
    return Table(
        "gains",
        f"Moving it costs acceptances of {few(pays, 3)}" if pays else "Moving it costs nobody's acceptance",
        "Packages of the other issues that each ratifier accepts, and does not refuse, held and free",
        (
            Column("Ratifier"),
            right("Accepts, held"),
            right("Accepts, free"),
            right("Not refused, held"),
            right("Not refused, free"),
            right("Only if it moves"),
            right("Only if it stays"),
            *more,
        ),
        tuple(rows) if result.combinations else (),
    )


def _opened(result: LinkageResult, names: Names) -> Table:
    kind = "surely ratified" if result.opened and result.opened[0].sure else "possible"
    return Table(
        "opened",
        f"Packages that become {kind} by the linkage",
        "One linked package for each of the first packages of the other issues, with the fewest linked options moved",
        (Column("Package"), Column("What moves"), Column("What it changes, and for whom")),
        tuple(
            (names.short(row.package), moved_words(row, names), price_words(row.price, names)) for row in result.opened
        ),
    )


def _levels(result: LinkageResult, names: Names) -> Table:
    refused = [row for row in result.levels if row.refusing]
    title = "What is left at each option"
    if refused:
        title = f"{counted(len(refused), 'option')} refused throughout by somebody"
    return Table(
        "options",
        title,
        "Packages of the other issues that can be ratified at each option, and who refuses every deal with it",
        (
            Column("Issue"),
            Column("Option"),
            right("Sure"),
            right("Possible"),
            right("Lost, sure"),
            right("Lost, possible"),
            Column("Refused in every deal by"),
        ),
        tuple(_level(row, names) for row in result.levels if row.deals),
    )


def _level(row: Level, names: Names) -> tuple[str, ...]:
    return (
        thing(names, row.id),
        choice(names, row.id, row.option),
        count(row.sure.linked),
        count(row.possible.linked),
        count(row.sure.lost),
        count(row.possible.lost),
        by_whom(row.refusing, names) or "-",
    )


def _examples(result: LinkageResult, names: Names) -> Table:
    votes = result.votes
    rows = []
    if votes is not None:
        rows += [(names.short(package), "as one vote only") for package in votes.gained]
        rows += [(names.short(package), "part by part only") for package in votes.lost]
    kind = "is surely ratified" if votes is not None and votes.examples_sure else "is refused by nobody"
    return Table(
        "apart",
        "Packages that pass one way only",
        visible(f"The first packages for which it matters how the vote is put, and how each {kind}"),
        (Column("Package"), Column("Passes")),
        tuple(rows),
    )

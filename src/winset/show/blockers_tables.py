"""The tables of a `blockers` answer."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from winset.case.problems import visible
from winset.settlement.records import BlockersResult, Stand
from winset.show.blockers_words import (
    blocking,
    conflict_words,
    part,
    reason_source,
    refused_part,
    refusing,
    waiver_words,
)
from winset.show.estimates import many, many_deals, whole, whole_deals
from winset.show.inputs_table import inputs_table
from winset.show.lacking import lacking
from winset.show.names import Names
from winset.show.sources import words
from winset.show.table import Column, Table, right
from winset.show.words import count, counted, few, listed, opening


def blockers_tables(result: BlockersResult) -> tuple[Table, ...]:
    """Every table that has something to say, the most wanted first."""
    names = Names.of(result.about)
    built = (
        stands_table(result, names),
        reasons_table(result, names),
        conflicts_table(result, names),
        waivers_table(result, names),
        _worth(result, names),
        _coalitions(result, names),
        inputs_table(result.about),
    )
    return tuple(table for table in built if table.rows)


def stands_table(result: BlockersResult, names: Names) -> Table:
    """What each ratifier makes of the deals asked about."""
    one = result.package is not None
    last = Column("What is lacking") if one else right("Refuses")
    return Table(
        "stands",
        _who_blocks(result, names),
        f"What each ratifier makes of {whole_deals(result.about)}",
        (
            Column("Ratifier"),
            Column("Blocks"),
            right("Yes"),
            right("Open"),
            right("No"),
            right("Not asked"),
            Column("Rule"),
            last,
        ),
        tuple(
            (
                names.ratifier(row.ratifier),
                _blocks(row, result),
                *_four(row, result),
                visible(row.rule),
                listed([lacking(each) for each in row.shortfalls]) or "nothing" if one else refused_part(result, row),
            )
            for row in result.stands
        ),
        "Numbers of deals are estimates; that a ratifier blocks all of them is proven."
        if result.about.estimated
        else "",
    )


def _four(row: Stand, result: BlockersResult) -> tuple[str, ...]:
    """Deals accepted, left open, refused, and not asked about; as parts of all where they are estimates."""
    numbers = (row.yes, row.open, row.no, row.out)
    if row.blocks and result.about.estimated:
        return "none", "none", "all", "none"
    return tuple(part(result, number) if result.about.estimated else count(number) for number in numbers)


def _who_blocks(result: BlockersResult, names: Names) -> str:
    stop = blocking(result)
    if stop:
        verb = "blocks" if len(stop) == 1 else "each block"
        what = "the deal" if result.about.deals == 1 else f"all {whole(result.about)} deals"
        return opening(f"{few([names.who(row.ratifier) for row in stop], 3)} {verb} {what}")
    some = refusing(result)
    if some:
        return f"No ratifier blocks every deal; {names.who(some[0].ratifier)} refuses the most"
    return "No ratifier refuses any of the deals"


_ROLES: Mapping[str, str] = MappingProxyType({"cost": "no, but its no costs", "ignored": "no, stops nothing"})


def _blocks(row: Stand, result: BlockersResult) -> str:
    if not row.veto:
        return f"follows {visible(row.follows)}" if row.follows else _ROLES.get(row.counts_as, "no, stops nothing")
    if row.blocks:
        return "yes, all of them" if result.about.deals > 1 else "yes"
    if result.about.estimated:
        return "some of them" if row.no else "none found"
    return f"{count(row.no)} of them" if row.no else "no"


def reasons_table(result: BlockersResult, names: Names) -> Table:
    """Why ratifiers answer as they do, with the words that it rests on."""
    rows = tuple(_reasons(result, names))
    refusers = refusing(result)
    who = few([names.who(row.ratifier) for row in refusers], 3)
    return Table(
        "reasons",
        f"Why {who} {'refuses' if len(refusers) == 1 else 'refuse'}" if refusers else "What decided the answers",
        "The parts of the case that decided, and the words that they rest on",
        (Column("Ratifier"), Column("Part of the case"), Column("Says"), Column("Words it rests on"), Column("Source")),
        rows,
    )


def _reasons(result: BlockersResult, names: Names) -> Iterator[tuple[str, ...]]:
    for row in result.stands:
        for reason in row.reasons:
            entry = reason.input
            said = " / ".join(words(quotation) for quotation in entry.quotations) if entry is not None else ""
            why = visible(entry.why) if entry is not None and entry.why else "nothing is given"
            yield (
                names.ratifier(row.ratifier),
                visible(reason.path),
                visible(reason.words),
                said or why,
                reason_source(reason),
            )


def conflicts_table(result: BlockersResult, names: Names) -> Table:
    """Minimal groups of ratifiers without a common deal."""
    definite = sum(found.definite for found in result.conflicts)
    return Table(
        "conflicts",
        f"{counted(definite, 'group')} surely {'has' if definite == 1 else 'have'} no common deal"
        if definite
        else "Nobody surely stands against anybody: only open answers leave groups without a sure deal",
        "Smallest groups of ratifiers that accept no common deal (conflict sets)",
        (Column("Ratifiers"), Column("How sure")),
        tuple(
            (conflict_words(found, names), "surely" if found.definite else "as far as nothing open turns out well")
            for found in result.conflicts
        ),
    )


def waivers_table(result: BlockersResult, names: Names) -> Table:
    """Minimal groups of ratifiers whose giving way opens a deal."""
    needed = [found for found in result.waivers if found.ratifiers]
    least = min(needed, key=lambda found: len(found.ratifiers), default=None)
    title = "A deal is open without anybody giving way"
    if least is not None and len(needed) == len(result.waivers):
        title = f"A deal opens if {waiver_words(least, names)} gives way"
        if len(least.ratifiers) > 1:
            least_many = counted(len(least.ratifiers), "ratifier")
            title = f"A deal opens only if {least_many} give way, such as {waiver_words(least, names)}"
    return Table(
        "waivers",
        title,
        "Smallest groups of ratifiers whose waiving opens a deal (waiver sets), and one deal that it opens",
        (Column("Who gives way"), Column("Then a deal is"), right("Deals opened"), Column("For example")),
        tuple(
            (
                waiver_words(found, names),
                "sure" if found.sure else "possible",
                many(result.about, found.opens),
                names.short(found.example),
            )
            for found in result.waivers
        ),
    )


def _worth(result: BlockersResult, names: Names) -> Table:
    alone = [row for row in result.worth if row.alone_possible or row.alone_sure]
    who = few([names.who(row.ratifier) for row in alone], 3)
    return Table(
        "worth",
        f"The yes of {who} alone opens deals" if alone else "Nobody's yes alone opens a deal",
        "Deals that a ratifier's yes opens alone, and after the fewest others have moved",
        (
            Column("Ratifier"),
            Column("Third party"),
            right("Alone, sure"),
            right("Alone, possible"),
            Column("After others have moved"),
        ),
        tuple(
            (
                names.ratifier(row.ratifier),
                "yes" if row.third_party else "no",
                many(result.about, row.alone_sure),
                many(result.about, row.alone_possible),
                "; ".join(
                    f"after {listed([names.who(id_) for id_ in others]) or 'nobody'}: {many_deals(result.about, opens)}"
                    for others, opens in row.after[:3]
                )
                or "-",
            )
            for row in result.worth
        ),
    )


def _coalitions(result: BlockersResult, names: Names) -> Table:
    def groups(ratifier: str, found: tuple[tuple[str, ...], ...]) -> str:
        said = [" + ".join(names.part(ratifier, id_) for id_ in group) or "nobody" for group in found[:6]]
        more = f"; {count(len(found) - 6)} more" if len(found) > 6 else ""
        return "; ".join(said) + more or "-"

    return Table(
        "coalitions",
        "Which blocs together carry or stop a deal",
        "Smallest groups of blocs inside a ratifier",
        (Column("Ratifier"), Column("Carry it with their yes"), Column("Stop it with their no")),
        tuple(
            (names.ratifier(row.ratifier), groups(row.ratifier, row.carry), groups(row.ratifier, row.stop))
            for row in result.coalitions
        ),
    )

"""The tables of a `claims` answer: the claims by how they stand, the documents beside each other, and what survives."""

from collections.abc import Iterator

from winset.case.problems import visible
from winset.claims.records import ClaimsResult, ClaimVerdict, Standing
from winset.show.claims_words import (
    HEADINGS,
    answer_words,
    asked_words,
    found_words,
    ids_words,
    otherwise_words,
    quote,
    rests_words,
    standing_words,
    survival_words,
)
from winset.show.flips_words import basis, condition, then
from winset.show.inputs_table import inputs_table
from winset.show.names import Names
from winset.show.table import Column, Table, right
from winset.show.words import count, counted, dated, few, number, opening

_NAMED = 2
_STRENGTHS = {"asserts": "", "hedges": "might", "denies": "denies", "advises": "advises"}


def claims_tables(result: ClaimsResult) -> tuple[Table, ...]:
    """Every table that has something to say, the failures first."""
    if len(result.claims) == 1:
        built = [*_one(result.claims[0]), _turns(result), inputs_table(result.about)]
    else:
        built = [
            *(standing_table(result, standing) for standing in Standing),
            *_pairs(result),
            _documents(result),
            *_without(result),
        ]
    return tuple(table for table in built if table.rows)


def standing_table(result: ClaimsResult, standing: Standing) -> Table:
    """The claims that stand in one way."""
    found = [each for each in result.claims if each.standing is standing]
    titles = ("Claim", "In its words", "The case says", *_LAST.get(standing, ()))
    return Table(
        f"claims_{standing.name.lower()}",
        f"{HEADINGS[standing]}: {counted(len(found), 'claim')}",
        "By the words of the document; “might” and “advises” say how firmly",
        tuple(map(Column, titles)),
        tuple((visible(each.id), _said(each), found_words(each), *_last(each)) for each in found),
    )


_LAST = {
    Standing.FAILS: ("Otherwise in",),
    Standing.RESTATED: ("Typed in as",),
    Standing.FRAGILE: ("Otherwise in",),
    Standing.OPEN: ("Otherwise in",),
    Standing.ASSUMED: ("Rests",),
    Standing.HOLDS: ("Otherwise in",),
    Standing.ON_RECORD: ("On record",),
}


def _last(claim: ClaimVerdict) -> tuple[str, ...]:
    """What a table of claims says last of each."""
    if claim.standing not in _LAST:
        return ()
    if claim.standing is Standing.ON_RECORD:
        said = [f"{visible(each.speaker)}, {dated(each.date)}" for each in claim.statements]
        return ("; ".join([*said, *map(visible, claim.parts)]) or "-",)
    if claim.standing is Standing.RESTATED:
        return (few([visible(path) for path in claim.own], _NAMED),)
    return ((rests_words(claim) if claim.standing is Standing.ASSUMED else otherwise_words(claim)) or "-",)


def _said(claim: ClaimVerdict) -> str:
    """The words of a claim, with how firmly they are said."""
    firm = _STRENGTHS[claim.strength]
    return f"“{quote(claim)}”{f' ({firm})' if firm else ''}"


def _one(claim: ClaimVerdict) -> Iterator[Table]:
    """Everything about one claim."""
    yield Table(
        "asked",
        f"{visible(claim.id)} {standing_words(claim)}",
        "What it asks of the case",
        (Column("Asked"), Column("The case"), Column("Found")),
        tuple((asked_words(each), answer_words(each), visible(each.words or each.missing)) for each in claim.asked),
    )
    yield Table(
        "readings",
        f"It is otherwise in {len(claim.turned)} of {counted(claim.tried, 'reading')}",
        "Contested readings, each alone",
        (Column("Reading"), Column("There")),
        tuple(
            (visible(each.name), "open" if each.so is None else "so" if each.so else "not so") for each in claim.turned
        ),
    )
    yield Table(
        "typed_in",
        "Without these it " + ("does not come out" if claim.typed_in else "stays the same"),
        "Inputs that are cited to nothing but its own words",
        (Column("Part of the case"),),
        tuple((visible(path),) for path in claim.own),
    )


def _documents(result: ClaimsResult) -> Table:
    """The documents beside each other: how many claims of each stand how."""
    if len(result.documents) < 2:
        return Table("documents", "", "", (), ())
    counts = [dict(each.counts) for each in result.documents]
    present = [standing for standing in Standing if any(standing in each for each in counts)]
    return Table(
        "documents",
        f"{len(result.documents)} documents, one case",
        "How many claims of each stand how",
        (Column("Claims that"), *(right(visible(each.title)) for each in result.documents)),
        tuple((standing.value, *(count(each.get(standing, 0)) for each in counts)) for standing in present),
    )


def _pairs(result: ClaimsResult) -> Iterator[Table]:
    """Claims that contradict each other, side by side."""
    by_id = {each.id: each for each in result.claims}
    rows = [(by_id[pair.claim], by_id[other]) for pair in result.pairs for other in pair.others]
    yield Table(
        "against",
        f"{counted(len(rows), 'pair')} of claims contradict each other",
        "What one document says against the other, and how both stand",
        (Column("Claim"), Column("Stands"), Column("Against"), Column("Stands")),
        tuple(
            (
                f"{visible(one.id)} “{quote(one, 60)}”",
                one.standing.value,
                f"{visible(other.id)} “{quote(other, 60)}”",
                other.standing.value,
            )
            for one, other in rows
        ),
    )


def _turns(result: ClaimsResult) -> Table:
    """What would turn a verdict that the one claim asks about."""
    names = Names.of(result.about)
    return Table(
        "turns",
        f"{counted(len(result.claims[0].turns), 'input')} would turn a verdict that it asks about, alone",
        "Numbers first, the nearest before others; contested readings stand apart",
        (Column("If"), Column("It is now"), Column("Then"), Column("Rests on")),
        tuple(
            (
                opening(condition(row, names)),
                number(row.now) if row.now is not None else "-",
                then(row, names),
                basis(row),
            )
            for row in result.claims[0].turns
        ),
    )


def _without(result: ClaimsResult) -> Iterator[Table]:
    """What becomes of the claims without sources."""
    title = survival_words(result.without[0]).rstrip(".") if len(result.without) == 1 else "What hangs on one source"
    yield Table(
        "without",
        title,
        "The claims that come out with all sources, where a source is left out of the case",
        (Column("Without"), right("Still"), Column("Fall"), Column("Open"), Column("Cannot be asked"), Column("Rise")),
        tuple(
            (
                "; ".join(visible(title) for _, title in each.sources),
                count(len(each.survive)),
                ids_words(each.fall),
                ids_words(each.open),
                ids_words(each.gone),
                ids_words(each.rise),
            )
            for each in result.without
        ),
    )

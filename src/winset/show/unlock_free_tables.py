"""The tables of an `unlock` answer on free changes, on votes, and on worlds that nobody can tell apart."""

from collections.abc import Iterator

from winset.case.problems import visible
from winset.model.result import Verdict
from winset.settlement.unlock_records import Rate, Reservation, Terms, UnlockResult, Votes
from winset.show.estimates import many
from winset.show.lacking import lacking
from winset.show.names import Names
from winset.show.table import Column, Table, right
from winset.show.unlock_free_words import (
    across_words,
    body_words,
    called_words,
    ends_words,
    relaxation_words,
    vote_words,
)
from winset.show.unlock_words import pull_basis
from winset.show.words import count, counted, listed, number, opening

_MOST_RATES = 24
_VERDICTS = {
    Verdict.RATIFIED: "ratified",
    Verdict.OPEN: "open",
    Verdict.REFUSED: "refused",
    Verdict.NO_DEALS: "no deals",
}


def votes_table(result: UnlockResult, names: Names) -> Table:
    """Votes needed, beside what levers win."""
    return Table(
        "votes",
        opening(vote_words(result.votes[0], names)) if result.votes else "",
        "Bodies that surely carry no deal asked about, and the deal to which each lacks the fewest votes",
        (
            Column("Body"),
            right("Lacks", "votes"),
            right("Levers win at most", "votes"),
            right("Then lacks", "votes"),
            Column("By which lever, and what bounds it"),
        ),
        tuple(
            (
                opening(body_words(row, names)),
                ends_words(row.needed),
                number(row.most),
                ends_words(row.left),
                _pulls(row),
            )
            for row in result.votes
        ),
    )


def _pulls(row: Votes) -> str:
    pulls = [f"{visible(pull.name)}: {number(pull.most)} ({pull_basis(pull)})" for pull in row.pulls]
    return "; ".join(pulls) or "no lever"


def relaxations_table(result: UnlockResult, names: Names) -> Table:
    """What each ratifier alone would have to give, in its own units."""
    opens = [row for row in result.relaxations if row.opens]
    title = "No ratifier could open a deal alone, whatever it gave"
    if opens:
        title = f"{opening(relaxation_words(opens[0], names))} would be enough"
    return Table(
        "relaxations",
        title,
        "What each ratifier would have to give, no lever being pulled; no other way asks less of it in every unit",
        (
            Column("Ratifier"),
            Column("Would have to give"),
            Column("Then"),
            right("Deals for which this is so"),
            Column("For example"),
        ),
        tuple(
            (
                names.ratifier(row.ratifier),
                listed([lacking(part) for part in row.parts]) or "nothing",
                _then(row.opens, row.sure),
                count(row.deals),
                names.short(row.example),
            )
            for row in result.relaxations
        ),
    )


def _then(opens: bool, sure: bool) -> str:
    if not opens:
        return "it accepts a deal, and others stop it"
    return f"a deal is {'sure' if sure else 'possible'}"


def terms_table(result: UnlockResult, names: Names) -> Table:
    """Reservation levels: how far each ratifier with points goes on each issue, and what would compensate it."""
    short = [row for row in result.terms if row.compensation]
    title = "How far each ratifier that judges by points would go on one issue, all others being as they are"
    if short:
        row = short[0]
        title = f"{opening(names.who(row.ratifier))} lacks {number(row.compensation)} points of value to having no deal"
    return Table(
        "terms",
        title,
        "For each issue the option with the fewest points that it ratifies, all others being as they are, and what it "
        "gains or loses by it",
        (
            Column("Deal"),
            Column("Ratifier"),
            Column("Says"),
            right("Points"),
            right("No deal", "points"),
            right("Lacks", "points"),
            Column("Would go to"),
        ),
        tuple(
            (
                names.short(row.package),
                names.ratifier(row.ratifier),
                row.answer,
                number(row.points),
                number(row.no_deal),
                number(row.compensation),
                "; ".join(_reserved(reserved, names) for reserved in row.reservations) or "-",
            )
            for row in result.terms
        ),
    )


def _reserved(row: Reservation, names: Names) -> str:
    """How far a ratifier goes on an issue: `Water: A tenth (-3)`."""
    issue = names.brief_issue(row.issue)
    if row.worst is None or row.points is None:
        return f"{issue}: no option"
    by = f" ({'+' if row.points > 0 else ''}{number(row.points)})" if row.points else ""
    return f"{issue}: {names.brief_option(row.issue, row.worst)}{by}"


def rates_table(result: UnlockResult, names: Names) -> Table:
    """Exchange rates between neighbouring options of two issues, at the first deal of which terms are told."""
    first = result.terms[0].package.number if result.terms else 0
    here = sorted((row for row in result.terms if row.package.number == first), key=lambda row: not row.compensation)
    rates = [(row, rate) for row in here for rate in row.rates]
    deal = names.short(here[0].package) if here else ""
    return Table(
        "rates",
        opening(_rate_words(*rates[0], names)) if rates else "",
        f"Exchange rates at “{deal}”: how many steps on one issue make up to a ratifier for one step on another",
        (
            Column("Ratifier"),
            Column("Gives"),
            right("Loses", "points"),
            Column("Gets"),
            right("Gains", "points"),
            right("Steps that make up for one"),
        ),
        tuple(
            (
                names.ratifier(row.ratifier),
                _step(rate.gives, rate.gives_from, rate.gives_to, names),
                number(rate.loses),
                _step(rate.gets, rate.gets_from, rate.gets_to, names),
                number(rate.gains),
                number(rate.rate),
            )
            for row, rate in rates[:_MOST_RATES]
        ),
        f"The first {_MOST_RATES} of {count(len(rates))}." if len(rates) > _MOST_RATES else "",
    )


def _rate_words(row: Terms, rate: Rate, names: Names) -> str:
    given = _step(rate.gives, rate.gives_from, rate.gives_to, names)
    got = _step(rate.gets, rate.gets_from, rate.gets_to, names)
    return f"to {names.who(row.ratifier)} “{given}” is worth {number(rate.rate)} of “{got}”"


def _step(issue: str, before: str, after: str, names: Names) -> str:
    return f"{names.brief_issue(issue)}: {names.brief_option(issue, before)} to {names.brief_option(issue, after)}"


def worlds_table(result: UnlockResult, names: Names) -> Table:
    """The unlocks in every world that unknown conditions span."""
    first = result.worlds[0].world if result.worlds else ()
    differing = [at for at, _ in enumerate(first) if len({row.world[at] for row in result.worlds}) > 1]
    return Table(
        "worlds",
        f"What unlocks a deal in each of {counted(len(result.worlds), 'world')}",
        "Conditions of which nobody knows how they stand",
        (
            Column("World"),
            Column("As things stand"),
            right("Deals"),
            right("Sure"),
            right("Possible"),
            Column("Smallest sets for a sure deal"),
            Column("For a possible one"),
        ),
        tuple(
            (
                names.world([row.world[at] for at in differing]),
                _VERDICTS[row.verdict],
                *(many(result.about, deals) for deals in (row.deals, row.sure, row.possible)),
                _sets(row.sure_sets, row.complete),
                _sets(row.possible_sets, row.complete),
            )
            for row in result.worlds
        ),
    )


_SETS_SHOWN = 3


def _sets(sets: tuple[tuple[str, ...], ...], complete: bool) -> str:
    said = ["{" + ", ".join(f"`{visible(id_)}`" for id_ in levers) + "}" for levers in sets[:_SETS_SHOWN]]
    more = [f"{count(len(sets) - _SETS_SHOWN)} more"] if len(sets) > _SETS_SHOWN else []
    missing = [] if complete else ["not all were tried"]
    return "; ".join([*said, *more, *missing]) or "none"


def across_table(result: UnlockResult) -> Table:
    """The sets of levers by the worlds in which they work."""
    total = len(result.worlds)
    return Table(
        "across",
        opening(across_words(result)),
        "A set works in a world if some of its levers open a deal there; what is not needed can be left alone",
        (Column("Levers"), Column("Then a deal is"), right("Works in", f"of {count(total)} worlds"), Column("In all")),
        tuple(_works(result)),
    )


def _works(result: UnlockResult) -> Iterator[tuple[str, ...]]:
    for row in result.across:
        yield (
            called_words(row.levers, result),
            "sure" if row.sure else "possible",
            count(len(row.worlds)),
            "yes" if row.everywhere else "no",
        )

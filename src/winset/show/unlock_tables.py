"""The tables of an `unlock` answer."""

from collections.abc import Iterator

from winset.case.problems import visible
from winset.settlement.unlock_records import Step, UnlockResult
from winset.show.estimates import many
from winset.show.inputs_table import inputs_table
from winset.show.lacking import all_lacking
from winset.show.names import Names
from winset.show.table import Column, Table, right
from winset.show.unlock_free_tables import (
    across_table,
    rates_table,
    relaxations_table,
    terms_table,
    votes_table,
    worlds_table,
)
from winset.show.unlock_free_words import incomplete_words
from winset.show.unlock_words import (
    basis_words,
    best_of,
    chance_words,
    cost_words,
    levers_words,
    opinion_words,
    pull_basis,
)
from winset.show.words import count, counted, listed, number, opening


def unlock_tables(result: UnlockResult) -> tuple[Table, ...]:
    """Every table that has something to say, the most wanted first."""
    names = Names.of(result.about)
    built = (
        unlocks_table(result, names),
        steps_table(result, names),
        alone_table(result, names),
        opinion_table(result, names),
        votes_table(result, names),
        bindings_table(result),
        budgets_table(result, names),
        across_table(result),
        worlds_table(result, names),
        _nearest(result, names),
        relaxations_table(result, names),
        terms_table(result, names),
        rates_table(result, names),
        _conflicts(result, names),
        inputs_table(result.about),
    )
    return tuple(table for table in built if table.rows)


def unlocks_table(result: UnlockResult, names: Names) -> Table:
    """All minimal unlocks, the cheapest first."""
    best = best_of(result)
    wished = any(row.preferred is not None for row in result.unlocks)
    marks = {True: "yes", False: "no", None: "cannot be compared"}
    return Table(
        "unlocks",
        f"The cheapest way to a deal: {levers_words(best)}" if best is not None else "No way within the budget",
        "Smallest sets of levers that open a deal; costs of different parties are never added up",
        (
            Column("Levers, in an order in which they can be pulled"),
            Column("Then a deal is"),
            Column("Cost", visible(result.effort) if result.effort else "effort"),
            Column("Undominated in costs"),
            Column("Chance that it works"),
            right("Deals opened"),
            *([right("Of these preferred")] if wished else []),
            Column("For example"),
        ),
        tuple(
            (
                levers_words(row),
                "sure" if row.sure else "possible",
                "; ".join(cost_words(cost, names) for cost in row.costs) or "nothing",
                marks[row.undominated],
                chance_words(row.chance),
                many(result.about, row.opens),
                *([many(result.about, row.preferred) if row.preferred is not None else "not known"] if wished else []),
                names.short(row.example),
            )
            for row in result.unlocks
        ),
        incomplete_words(result, names),
    )


def steps_table(result: UnlockResult, names: Names) -> Table:
    """What each lever of an unlock contributes and breaks."""
    return Table(
        "steps",
        "What each lever contributes, and whom it turns against a deal",
        "For each unlock, lever by lever in its order",
        (
            Column("Unlock"),
            Column("Lever"),
            Column("By"),
            Column("Has to turn out"),
            Column("Without it in the way"),
            Column("Turns against a deal"),
        ),
        tuple(_steps(result, names)),
    )


def _steps(result: UnlockResult, names: Names) -> Iterator[tuple[str, ...]]:
    for place, row in enumerate(result.unlocks, start=1):
        for step in row.steps:
            yield (
                f"{count(place)} ({'sure' if row.sure else 'possible'})",
                visible(step.name),
                names.party(step.by),
                "; ".join(visible(words) for words in step.draws if words) or "as it does",
                _without(step, names),
                turns_words(step.turns, names),
            )


def _without(step: Step, names: Names) -> str:
    who = listed([names.who(id_) for id_ in step.lifts])
    return "; ".join(part for part in (who, "the deal could not be put" if step.puts else "") if part) or "nobody"


def turns_words(turns: tuple[tuple[str, int], ...], names: Names) -> str:
    """Whom a lever turns against deals, and against how many."""
    return "; ".join(f"{names.who(who)} ({counted(deals, 'deal')})" for who, deals in turns) or "nobody"


def alone_table(result: UnlockResult, names: Names) -> Table:
    """What each lever does by itself."""
    hurt = [row for row in result.alone if row.turns]
    title = "No lever by itself turns anybody against a deal"
    if hurt:
        title = f"“{visible(hurt[0].name)}” by itself turns {listed([names.who(who) for who, _ in hurt[0].turns])} away"
    return Table(
        "levers",
        title,
        "What each lever does by itself, as it turns out best; the deals asked about",
        (
            Column("Lever"),
            Column("By"),
            Column("Can be pulled now"),
            right("Deals"),
            right("Sure"),
            right("Possible"),
            Column("Turns against deals"),
        ),
        tuple(
            (
                visible(row.name),
                names.party(row.by),
                "yes" if row.can else "no",
                *(many(result.about, deals) for deals in (row.deals, row.sure, row.possible)),
                turns_words(row.turns, names),
            )
            for row in result.alone
        ),
    )


def opinion_table(result: UnlockResult, names: Names) -> Table:
    """Points of opinion needed, beside what moves them."""
    rows = []
    for row in result.opinions:
        low, high = map(number, row.support)
        pulls = [f"{visible(pull.name)}: {number(pull.most)} ({pull_basis(pull)})" for pull in row.pulls]
        rows.append(
            (
                names.ratifier(row.ratifier),
                number(row.needed),
                f"{low} to {high}",
                number(row.most),
                "yes" if row.within else "no",
                "; ".join(pulls) or "no lever",
            )
        )
    return Table(
        "opinion",
        opening(opinion_words(result.opinions[0], names)) if result.opinions else "",
        "Polled ratifiers that refuse every deal asked about, and the deal to which the fewest points lack",
        (
            Column("Ratifier"),
            right("Lacks", "points"),
            right("Support by the polls", "per cent"),
            right("Levers move at most", "points"),
            Column("Enough"),
            Column("By which lever, and what bounds it"),
        ),
        tuple(rows),
    )


def bindings_table(result: UnlockResult) -> Table:
    """The bounds that bind."""
    return Table(
        "bounds",
        f"{counted(len(result.bindings), 'bound')} alone {'is' if len(result.bindings) == 1 else 'are'} in the way",
        "Levers that would open a deal if they could go further, all else being as it is",
        (Column("Lever"), right("Goes to"), right("Would have to go to"), Column("Then a deal is"), Column("Bound by")),
        tuple(
            (
                visible(row.name),
                f"{number(row.most)} {row.unit}",
                f"{number(row.needed)} {row.unit}" if row.needed is not None else "not measured",
                "sure" if row.sure else "possible",
                basis_words(row.quotations),
            )
            for row in result.bindings
        ),
    )


def budgets_table(result: UnlockResult, names: Names) -> Table:
    """What each budget buys, as a step function."""
    party = names.party(result.about.party) if result.about.party is not None else ""
    by = {"points": "its lead's points", "ranking": "its lead's ranking", "deals": "how many deals are ratified"}
    kind = by[result.budgets[0].by] if result.budgets else ""
    return Table(
        "budgets",
        f"What a budget buys {party}, by {kind}",
        "The best ratified deal from each budget on, with its own levers at their likely cost",
        (
            right("Budget", visible(result.effort) if result.effort else "effort"),
            Column("Levers"),
            right("Value", "points"),
            right("Ratified deals"),
            Column("Best"),
        ),
        tuple(
            (
                number(step.budget),
                listed([f"`{visible(lever)}`" for lever in step.levers]) or "none",
                number(step.value) if step.value is not None else "-",
                many(result.about, step.sure),
                names.short(step.best) if step.best is not None else "no deal",
            )
            for step in result.budgets
        ),
        ""
        if result.budgets_complete
        else "There are too many combinations of levers to look at all; larger budgets than these are left out.",
    )


def _nearest(result: UnlockResult, names: Names) -> Table:
    return Table(
        "nearest",
        "What ratifiers would have to give without any lever",
        f"The first of {counted(result.nearest_count, 'deal')} that no other is nearer than",
        (Column("Deal"), Column("Lacks")),
        tuple((names.short(near.package), all_lacking(near.shortfalls, names)) for near in result.nearest),
    )


def _conflicts(result: UnlockResult, names: Names) -> Table:
    groups = [found for found in result.conflicts if found.ratifiers] if result.impossible else []
    return Table(
        "conflicts",
        "Who accepts no common deal as things stand",
        "Smallest groups of ratifiers that surely accept no common deal (conflict sets)",
        (Column("Ratifiers"),),
        tuple((listed([names.who(id_) for id_ in found.ratifiers]),) for found in groups),
    )

"""The tables of a `score` answer."""

from winset.calibration.records import Scored, ScoreResult, Voted
from winset.case.problems import visible
from winset.show.chances import plain_chance
from winset.show.names import Names
from winset.show.score_words import VERDICTS, amount, ends, guess_name, names_of_case, points, who
from winset.show.table import Column, Table, right
from winset.show.words import count, counted, listed, midway

_RIGHT = {True: "yes", False: "no", None: "open"}
_NOT_PUT = "* The text that came into being was not among the deals of the case; this is the verdict on all of them."


def score_tables(result: ScoreResult) -> tuple[Table, ...]:
    """Every table that has something to say, the most wanted first."""
    built = (_cases(result), _guesses(result), _votes(result), _blockers(result))
    return tuple(table for table in built if table.rows)


def _cases(result: ScoreResult) -> Table:
    right_, said = result.means.verdicts
    return Table(
        "cases",
        f"{count(right_)} of {count(said)} verdicts that decided were right" if said else "No verdict decided",
        "What each case said of the deal as it stood, and what became of it",
        (
            Column("Case"),
            Column("It said"),
            Column("It was"),
            Column("Right"),
            right("Chance of it"),
            right("Log score"),
            right("Brier"),
        ),
        tuple(map(_case, result.cases)),
        _NOT_PUT if any(not row.was_put for row in result.cases) else "",
    )


def _case(row: Scored) -> tuple[str, ...]:
    said = VERDICTS[row.verdict]
    return (
        visible(row.case),
        said if row.was_put else f"{said}*",
        "ratified" if row.happened else "not ratified",
        _RIGHT[row.matches],
        plain_chance(float(row.chance.value)),
        points(row.log_score),
        points(row.brier),
    )


def _guesses(result: ScoreResult) -> Table:
    return Table(
        "guesses",
        "The same scores for obvious guesses",
        "A yes stands for a chance of 2/3, a no for 1/3; beside it what the cases have wherever it says anything",
        (
            Column("Guess"),
            right("Cases"),
            right("Log score"),
            right("Brier score"),
            right("The cases, log"),
            right("The cases, Brier"),
        ),
        tuple(
            (
                guess_name(each.id),
                count(each.n),
                points(each.log_score),
                points(each.brier),
                points(each.of_cases[0]),
                points(each.of_cases[1]),
            )
            for each in result.means.guesses
        ),
    )


def _votes(result: ScoreResult) -> Table:
    inside, bracketed = result.means.votes
    return Table(
        "votes",
        f"{count(inside)} of {count(bracketed)} recorded votes lie where the case put them",
        "Votes for the deal, and the fewest and the most that the case allows; of polls 95 of 100 draws",
        (
            Column("Case"),
            Column("Whose vote"),
            right("Recorded"),
            right("The case says"),
            Column("Between"),
        ),
        tuple(
            _vote(row, each, names_of_case(row))
            for row in result.cases
            for each in row.votes
            if each.covered is not None
        ),
        _beside_the_votes(result),
    )


def _vote(row: Scored, each: Voted, names: Names) -> tuple[str, ...]:
    recorded = amount(each.recorded, each.unit)
    return visible(row.case), who(each, names), recorded, ends(each), _RIGHT[each.covered]


def _beside_the_votes(result: ScoreResult) -> str:
    """What the count of votes leaves out."""
    left = [
        f"{midway(who(each, names_of_case(row)))}, because {each.basis}"
        for row in result.cases
        for each in row.votes
        if each.covered is None
    ]
    wide = "Wide ends hold nearly any vote, so the count alone says little."
    return f"{wide} Not compared: {'; '.join(left)}." if left else wide


def _blockers(result: ScoreResult) -> Table:
    right_, told = result.means.blockers
    rows = [row for row in result.cases if row.blocked is not None and (row.blocked or row.blocks)]
    return Table(
        "blockers",
        f"Who stopped the deal is right in {count(right_)} of {counted(told, 'case')}",
        "Cases in which somebody is named, or somebody did stop it",
        (Column("Case"), Column("It names"), Column("Who did"), Column("The same")),
        tuple(
            (visible(row.case), _all(row, row.blocks), _all(row, row.blocked or ()), _RIGHT[row.blockers_match])
            for row in rows
        ),
    )


def _all(row: Scored, ratifiers: tuple[str, ...]) -> str:
    names = names_of_case(row)
    return listed([names.ratifier(each) for each in ratifiers]) or "nobody"

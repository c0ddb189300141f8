"""`winset deals`: which deal could every ratifier accept?"""

from collections.abc import Mapping

import click

from winset.cli.answers import answer, answer_options
from winset.cli.asking import Asked, asks, by_option
from winset.cli.command import Command
from winset.cli.engines import engine_options

_EXAMPLES = (
    ("winset deals panama-1978", "Which deal could every ratifier accept?"),
    ("winset deals panama-1978 --where as_put", "What becomes of one package that the case has a name for?"),
    ("winset deals harbour --where basin=deep,very_deep --for town", "Which of these deals are best for the town?"),
    ("winset deals harbour --where 'levy: {at_most: two}'", "A pattern as the case writes it."),
    ("winset deals panama-1978 --by deconcini_text", "The answer at every level of a condition, side by side."),
    ("winset deals harbour --variant all_six --json", "The whole answer under a variant, for a program."),
    ("winset deals harbour -o harbour.csv", "The table of win-sets as a spreadsheet."),
    (
        "winset deals panama-1978 --engine solver",
        "The answer by search and proof, as where packages are too many to list.",
    ),
    ("winset deals harbour --engine solver --time-limit 2", "What is proven within two seconds."),
)


@click.command(cls=Command, examples=_EXAMPLES)
@asks
@by_option
@engine_options
@answer_options
def deals(
    case: str,
    variants: tuple[str, ...],
    world: Mapping[str, str],
    where: tuple[str, ...],
    party: str | None,
    over: tuple[str, ...],
    engine: str | None,
    seconds: float,
    output: str | None,
    *,
    as_json: bool,
) -> None:
    """Which deal could every ratifier accept?

    Shows the win-set of each ratifier, where they overlap, the deals that all accept (surely, possibly), the best and
    worst of each issue, the nearest packages where there is none, and what the answer rests on.
    """
    import winset

    asked = Asked.read(case, variants, world, where, party)
    result = winset.deals(
        asked.case,
        world=asked.world,
        over=over,
        where=asked.where,
        party=asked.party,
        engine=engine,
        seconds=seconds,
    )
    answer(result, output, as_json=as_json)

"""`winset linkage`: what does linking an issue open or cost?"""

from collections.abc import Mapping

import click

from winset.cli.answers import answer, answer_options
from winset.cli.asking import Asked, asks
from winset.cli.command import Argument, Command
from winset.cli.completing import complete_linked
from winset.cli.engines import engine_options

_EXAMPLES = (
    ("winset linkage panama-1978 clarifications", "Does an issue open a deal on the others?"),
    ("winset linkage harbour levy wetland", "What do two issues do together?"),
    ("winset linkage panama-1978 deconcini_text", "What does a condition open or cost?"),
    ("winset linkage harbour levy --for town --json", "The whole answer for a party, for a program."),
    ("winset linkage panama-1978 clarifications --engine solver", "The answer by search and proof."),
)


@click.command(cls=Command, examples=_EXAMPLES)
@asks
@click.argument(
    "issues",
    cls=Argument,
    metavar="ISSUE...",
    nargs=-1,
    required=True,
    shell_complete=complete_linked,
    about="An issue or a condition that is linked to the rest, or several; what exists only with them goes with them.",
)
@engine_options
@answer_options
def linkage(
    case: str,
    issues: tuple[str, ...],
    variants: tuple[str, ...],
    world: Mapping[str, str],
    where: tuple[str, ...],
    party: str | None,
    engine: str | None,
    seconds: float,
    output: str | None,
    *,
    as_json: bool,
) -> None:
    """Does linking an issue open a deal, enlarge what can be ratified, do nothing, or cost deals?

    Compares the packages of all other issues that can be ratified with the issue held as in the status quo and with it
    free, tells who gains and who pays, and compares one vote on a whole package with a vote on each of its parts.
    """
    import winset

    asked = Asked.read(case, variants, world, where, party)
    result = winset.linkage(
        asked.case,
        *issues,
        world=asked.world,
        where=asked.where,
        party=asked.party,
        engine=engine,
        seconds=seconds,
    )
    answer(result, output, as_json=as_json)

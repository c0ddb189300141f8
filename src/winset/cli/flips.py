"""`winset flips`: what would change the answer?"""

from collections.abc import Mapping

import click

from winset.cli.answers import answer, answer_options
from winset.cli.asking import Asked, asks
from winset.cli.command import Command
from winset.cli.engines import engine_options

_EXAMPLES = (
    ("winset flips panama-1978", "At which value of what would another verdict come out?"),
    ("winset flips panama-1978 --where with_october", "What would change what becomes of one kind of deal?"),
    ("winset flips panama-1978 --engine solver", "By search and proof, as where packages are too many to list."),
    ("winset flips panama-1978 --for united_states --json", "All tripwires, those at one party first, for a program."),
)


@click.command(cls=Command, examples=_EXAMPLES)
@asks
@engine_options
@answer_options
def flips(
    case: str,
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
    """What would change the answer: tripwires, and what to watch.

    For each number, and each end of a range, the closest value at which, alone, it changes what becomes of the deals,
    of a kind of deal that has a name, or whether a ratifier blocks them all, over all worlds that unknown conditions
    span; entries that may fall away, levels of conditions, readings, and which open answers matter.
    """
    import winset

    asked = Asked.read(case, variants, world, where, party)
    result = winset.flips(
        asked.case, world=asked.world, where=asked.where, party=asked.party, engine=engine, seconds=seconds
    )
    answer(result, output, as_json=as_json)

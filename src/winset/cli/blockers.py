"""`winset blockers`: who blocks a deal?"""

from collections.abc import Mapping

import click

from winset.cli.answers import answer, answer_options
from winset.cli.asking import Asked, asks
from winset.cli.command import Command
from winset.cli.engines import engine_options

_EXAMPLES = (
    ("winset blockers panama-1978", "Who blocks deals, and whose waiving would open one?"),
    ("winset blockers panama-1978 --where unsoftened", "Who blocks the packages that match a pattern?"),
    ("winset blockers harbour --where cheap_quay", "Who blocks one package, and what does each lack?"),
    ("winset blockers harbour --variant all_six --json", "The whole answer under a variant, for a program."),
    ("winset blockers harbour -o blockers.html", "The answer as a page."),
    ("winset blockers panama-1978 --engine solver", "By search and proof, as where packages are too many to list."),
)


@click.command(cls=Command, examples=_EXAMPLES)
@asks
@engine_options
@answer_options
def blockers(
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
    """Who blocks the deals asked about?

    Shows what each ratifier makes of them and why, the smallest sets of ratifiers that accept no deal in common, the
    smallest sets whose waiving would open one, and what each yes is worth.
    """
    import winset

    asked = Asked.read(case, variants, world, where, party)
    result = winset.blockers(
        asked.case, world=asked.world, where=asked.where, party=asked.party, engine=engine, seconds=seconds
    )
    answer(result, output, as_json=as_json)

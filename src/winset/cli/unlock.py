"""`winset unlock`: what would open a deal, at least cost?"""

from collections.abc import Mapping

import click

from winset.cli.answers import answer, answer_options
from winset.cli.asking import Asked, asks
from winset.cli.command import Command
from winset.cli.engines import engine_options

_EXAMPLES = (
    (
        "winset unlock panama-1978 --variant treaties_as_signed --variant bakers_word",
        "Which levers open a deal where none is possible?",
    ),
    (
        "winset unlock panama-1978 --variant treaties_as_signed --where with_reservation",
        "Which levers open one kind of deal, and whom does each turn against it?",
    ),
    (
        "winset unlock japan-russia --where with_islands --for japan",
        "The cheapest for one party, or what is in the way.",
    ),
    ("winset unlock japan-russia --where with_islands --for japan --budget 4", "What does a budget of effort buy?"),
    ("winset unlock harbour -o unlock.html", "The answer as a page."),
    ("winset unlock harbour --engine solver", "By search and proof, as where packages are too many to list."),
)


@click.command(cls=Command, examples=_EXAMPLES)
@asks
@click.option(
    "--budget", metavar="NUMBER", help="How much effort the party of --for has, in the case's unit, such as 4 or 2.5."
)
@engine_options
@answer_options
def unlock(
    case: str,
    variants: tuple[str, ...],
    world: Mapping[str, str],
    where: tuple[str, ...],
    party: str | None,
    budget: str | None,
    engine: str | None,
    seconds: float,
    output: str | None,
    *,
    as_json: bool,
) -> None:
    """What would unlock a deal at least cost?

    Shows all smallest sets of levers that open a deal, with their costs, their chance, what each lever contributes and
    whom it turns against a deal; how far opinion and votes would have to move and how far they can; what a budget buys;
    and where nothing opens a deal, which bound is in the way. Beside that, what ratifiers would have to give without
    any lever, with exchange rates where they judge by points. With --for, deals that the party likes no better than the
    status quo are left aside. Where conditions are unknown, it says which sets work in every world.
    """
    import winset

    asked = Asked.read(case, variants, world, where, party)
    result = winset.unlock(
        asked.case,
        world=asked.world,
        where=asked.where,
        party=asked.party,
        budget=budget,
        engine=engine,
        seconds=seconds,
    )
    answer(result, output, as_json=as_json)

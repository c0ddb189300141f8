"""`winset order`: whom to ask first, before anything is put?"""

from collections.abc import Mapping

import click

from winset.cli.answers import answer, answer_options
from winset.cli.asking import Asked, asks
from winset.cli.command import Command

_EXAMPLES = (
    ("winset order japan-russia --where with_islands", "Whom to ask first, and is a yes of theirs enough?"),
    ("winset order japan-russia --where with_islands --value 30", "Is anybody worth asking, if success is worth that?"),
    ("winset order japan-russia --if us_stance=backing", "The order once something has changed."),
    ("winset order japan-russia --for japan --json", "The whole answer for a party, for a program."),
)


@click.command(cls=Command, examples=_EXAMPLES)
@asks
@click.option(
    "--value", metavar="NUMBER", help="What success is worth, in the case's unit of effort, such as 20 or 2.5."
)
@answer_options
def order(
    case: str,
    variants: tuple[str, ...],
    world: Mapping[str, str],
    where: tuple[str, ...],
    party: str | None,
    value: str | None,
    output: str | None,
    *,
    as_json: bool,
) -> None:
    """Whom to ask first, before anything is put, and what is that worth?

    Compares every order of a party's approaches, the levers that sound a ratifier: the chance that all say yes, the
    expected cost, and what is exposed where the first no ends it. Tells the cheapest, the likeliest and, with --value,
    the best order; the numbers at which another comes first, and whether their ranges allow it; and what each yes
    opens of the deals asked about, for to be the first to ask is not to be enough. Without --for the approaches are
    those of the party of the case's course, or of the only party that has any.
    """
    import winset

    asked = Asked.read(case, variants, world, where, party)
    result = winset.order(asked.case, world=asked.world, where=asked.where, party=asked.party, value=value)
    answer(result, output, as_json=as_json)

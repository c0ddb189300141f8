"""`winset leverage`: who gets how much of what a deal is worth?"""

from collections.abc import Mapping

import click

from winset.cli.answers import answer, answer_options
from winset.cli.asking import Asked, asks
from winset.cli.command import Command
from winset.cli.completing import complete_lever, complete_outside, complete_party, complete_red_line

_EXAMPLES = (
    ("winset leverage harbour --for port --against province", "Who gets how much, and what would change it?"),
    (
        "winset leverage harbour --for port --against province --outside port=60",
        "What does walking away to something worth 60 points do?",
    ),
    ("winset leverage harbour --for port --against province --json", "The whole answer, for a program."),
    (
        "winset leverage japan-russia --for japan --after consult_washington",
        "What is there to split once a lever has been pulled?",
    ),
)


def _outside(_ctx: click.Context, _param: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    options: dict[str, str] = {}
    for text in given:
        party, equals, value = (part.strip() for part in text.partition("="))
        if not (party and equals and value):
            raise click.BadParameter(f"'{text}' is not party=points, such as north=60")
        if options.setdefault(party, value) != value:
            raise click.BadParameter(f"'{party}' is given twice, as '{options[party]}' and as '{value}'")
    return options


@click.command(cls=Command, examples=_EXAMPLES)
@asks
@click.option(
    "--against",
    metavar="PARTY",
    shell_complete=complete_party,
    help="The other party, where more than two have a lead with points.",
)
@click.option(
    "--outside",
    metavar="PARTY=POINTS",
    multiple=True,
    callback=_outside,
    shell_complete=complete_outside,
    help="What a party gets by walking away: points of its lead, or the package that this leads to. May be repeated.",
)
@click.option(
    "--bluff", metavar="PATH", shell_complete=complete_red_line, help="A red line that may be a bluff, by its path."
)
@click.option(
    "--after",
    metavar="LEVER",
    multiple=True,
    shell_complete=complete_lever,
    help="Pull this lever first, with the draws that leave most deals. May be repeated.",
)
@answer_options
def leverage(
    case: str,
    variants: tuple[str, ...],
    world: Mapping[str, str],
    where: tuple[str, ...],
    party: str | None,
    against: str | None,
    outside: Mapping[str, str],
    bluff: str | None,
    after: tuple[str, ...],
    output: str | None,
    *,
    as_json: bool,
) -> None:
    """Who gets how much of what a deal is worth, and what gives a side more?

    Shows the bargain of two leads with points, weighted by their patience, over the packages that every ratifier
    accepts, and at which patience it jumps to another; what a step of patience is worth; whether it helps or hurts a
    side that its own ratifiers have to agree; from which value on an outside option matters; how large a cost of
    agreeing pins the lead of --for to no deal; and with --bluff, how likely a demand must be a bluff before ignoring it
    pays.
    """
    import winset

    asked = Asked.read(case, variants, world, where, party)
    result = winset.leverage(
        asked.case,
        world=asked.world,
        where=asked.where,
        party=asked.party,
        against=against,
        outside=outside,
        bluff=bluff,
        after=after,
    )
    answer(result, output, as_json=as_json)

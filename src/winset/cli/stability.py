"""`winset stability`: how stable is the status quo if nothing is signed?"""

from collections.abc import Mapping

import click

from winset.cli.answers import answer, answer_options
from winset.cli.asking import case_argument, if_option, load_case, variant_option
from winset.cli.command import Command

_CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")
_EXAMPLES = (
    ("winset stability japan-russia", "What can last if nothing is signed, and who would leave the status quo?"),
    ("winset stability japan-russia --concept seq --concept sseq", "Under chosen concepts of stability only."),
    ("winset stability japan-russia --state 1", "Why is another state left or kept?"),
)


@click.command(cls=Command, examples=_EXAMPLES)
@case_argument
@variant_option
@if_option
@click.option(
    "--concept",
    "concepts",
    type=click.Choice(_CONCEPTS),
    multiple=True,
    help="Answer under this concept of stability; by default under all five. May be repeated.",
)
@click.option(
    "--state",
    "states",
    metavar="STATE",
    multiple=True,
    help="Explain this state besides the status quo: its number, its id, or option=level with ; between several. May "
    "be repeated.",
)
@answer_options
def stability(
    case: str,
    variants: tuple[str, ...],
    world: Mapping[str, str],
    concepts: tuple[str, ...],
    states: tuple[str, ...],
    output: str | None,
    *,
    as_json: bool,
) -> None:
    """How stable is the status quo if nothing is signed, and what else can last?

    Each side has options of its own and likes some states of affairs better than others; the case says so under
    `conflict`. A state can last if nobody gains by leaving it: because nothing is better (Nash), or because what the
    others would answer takes the gain away (GMR, SMR, SEQ, SSEQ). The answer says why, what would come of the status
    quo, and by whose moves.
    """
    import winset

    asked = load_case(case, variants)
    found = winset.stability(asked, world=world, concepts=concepts or None, states=states)
    answer(found, output, as_json=as_json)

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
    ("winset stability japan-russia --inverse formula --concept seq", "Who would have to think what for it to last?"),
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
@click.option(
    "--inverse",
    metavar="STATE",
    help="Find the least change of preferences under which this state can last, for each concept asked for.",
)
@click.option(
    "--change",
    "changing",
    metavar="DECIDER",
    multiple=True,
    help="For --inverse: only the preferences of this decision maker may change. May be repeated.",
)
@click.option("--ties", is_flag=True, help="Also try the ways to break ties in preferences; takes longer.")
@click.option(
    "--seed", default=1, type=click.IntRange(0, 2**32 - 1), show_default=True, help="The same seed, the same draws."
)
@answer_options
def stability(
    case: str,
    variants: tuple[str, ...],
    world: Mapping[str, str],
    concepts: tuple[str, ...],
    states: tuple[str, ...],
    inverse: str | None,
    changing: tuple[str, ...],
    seed: int,
    output: str | None,
    *,
    ties: bool,
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
    if changing and inverse is None:
        raise click.UsageError("--change needs --inverse: it says whose preferences may change")
    found = winset.stability(
        asked,
        world=world,
        concepts=concepts or None,
        states=states,
        inverse=inverse,
        changing=changing or None,
        ties=ties,
        seed=seed,
    )
    answer(found, output, as_json=as_json)

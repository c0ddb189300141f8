"""`winset trace`: what does a part of a case rest on, and what rests on these words?"""

import sys
from collections.abc import Callable, Mapping

import click

from winset.cli.answers import answer, answer_options
from winset.cli.asking import Asked, case_argument, if_option, variant_option, where_option
from winset.cli.command import Argument, Command
from winset.cli.completing import complete_source, complete_traced

_EXAMPLES = (
    ("winset trace panama-1978", "What does each answer rest on, and what falls without one source?"),
    ("winset trace panama-1978 panama.government.refuses.reservation_alone", "On whose word is this a red line?"),
    ("winset trace panama-1978 time_1978_02_20", "What rests on this source?"),
    ('winset trace panama-1978 "scarcely 60"', "What rests on these words?"),
    ("winset trace panama-1978 --without monitor_count", "Which answers fall without this source?"),
    ("winset trace panama-1978 united_states.senate.rule --json", "The whole answer, for a program."),
)


@click.command(cls=Command, examples=_EXAMPLES)
@case_argument
@click.argument(
    "what",
    cls=Argument,
    metavar="[WHAT]",
    required=False,
    shell_complete=complete_traced,
    about="The path of a part of the case, a source, a claim, or words of a quotation; without it, everything.",
)
@click.option(
    "--without",
    "without",
    metavar="SOURCE",
    multiple=True,
    shell_complete=complete_source,
    help="Leave a source out: its numbers become their bounds and its red lines fall away. If repeated, all of them.",
)
@variant_option
@if_option
@where_option
@answer_options
def trace(
    case: str,
    what: str | None,
    without: tuple[str, ...],
    variants: tuple[str, ...],
    world: Mapping[str, str],
    where: tuple[str, ...],
    output: str | None,
    *,
    as_json: bool,
) -> None:
    """What does a part of a case rest on, and what rests on these words?

    Follows a number, a red line or a poll to its quotations, and a source, a claim or words of a quotation to the
    inputs and the answers that rest on them. Without WHAT it leaves out one source after the other and shows which
    answers are not the same then, and which quotations support nothing.
    """
    import winset

    asked = Asked.read(case, variants, world, where, None)
    result = winset.trace(asked.case, what, without=without, world=asked.world, where=asked.where, progress=_progress())
    answer(result, output, as_json=as_json)


def _progress() -> Callable[[int, int], None] | None:
    """A line on the terminal that says how far it is; where there is no terminal, nothing."""
    if not sys.stderr.isatty():
        return None

    def tell(done: int, total: int) -> None:
        if total > 1:
            said = f"leaving out source {done + 1} of {total}" if done < total else ""
            click.echo(f"\r{said:<40}{'' if said else chr(13)}", nl=False, err=True)

    return tell

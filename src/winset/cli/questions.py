"""`winset answers`: the questions that a reader would ask, each with its answer in one sentence."""

import sys
from collections.abc import Callable

import click

from winset.cli.answers import answer, answer_options
from winset.cli.asking import case_argument, load_case, variant_option
from winset.cli.command import Argument, Command
from winset.cli.completing import complete_question

_EXAMPLES = (
    ("winset answers japan-russia A1 A2 A14", "Three of the questions of a case, answered."),
    ("winset answers japan-russia A5 --json", "The same as data."),
)


@click.command(cls=Command, examples=_EXAMPLES)
@case_argument
@click.argument(
    "ids",
    cls=Argument,
    metavar="[QUESTION]...",
    nargs=-1,
    shell_complete=complete_question,
    about="The ids of questions, such as A1; without any, all of them.",
)
@variant_option
@answer_options
def answers(case: str, ids: tuple[str, ...], variants: tuple[str, ...], output: str | None, *, as_json: bool) -> None:
    """What does the case say to the questions that a reader would ask?

    The questions stand in the case, under `questions`, in plain words. Each is given its answer in one sentence, and
    the command that tells more. All together they may take a minute.
    """
    import winset

    result = winset.answers(load_case(case, variants), *ids, progress=_progress())
    answer(result, output, as_json=as_json)


def _progress() -> Callable[[int, int], None] | None:
    """A line on the terminal that says how far it is; where there is no terminal, nothing."""
    if not sys.stderr.isatty():
        return None

    def tell(done: int, total: int) -> None:
        said = f"question {done + 1} of {total}" if done < total else ""
        click.echo(f"\r{said:<40}{'' if said else chr(13)}", nl=False, err=True)

    return tell

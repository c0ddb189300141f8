"""`winset claims`: does the argument of a document hold?"""

import sys
from collections.abc import Callable

import click

from winset.cli.answers import answer, answer_options
from winset.cli.asking import case_argument, load_case, variant_option
from winset.cli.command import Argument, Command
from winset.cli.completing import complete_claim, complete_document, complete_source

DRAWS = 2_000
_EXAMPLES = (
    ("winset claims japan-russia C54", "Does one claim hold, and what would change that?"),
    ("winset claims japan-russia C54 C66 C70 --without tsuruoka", "Do these survive without the document itself?"),
    ("winset claims japan-russia C65 --draws 0 --json", "The whole answer on one, for a program."),
)


@click.command(cls=Command, examples=_EXAMPLES)
@case_argument
@click.argument(
    "ids",
    cls=Argument,
    metavar="[CLAIM]...",
    nargs=-1,
    shell_complete=complete_claim,
    about="The ids of claims, such as C54; without any, all of them.",
)
@click.option(
    "--document",
    "documents",
    metavar="SOURCE",
    multiple=True,
    shell_complete=complete_document,
    help="Only the claims of this document. If repeated, several beside each other.",
)
@click.option(
    "--without",
    "without",
    metavar="SOURCE",
    multiple=True,
    shell_complete=complete_source,
    help="See which claims survive without a source; by default without each document. If repeated, all of them.",
)
@click.option("--leave-one-out", is_flag=True, help="See which claims survive without each source by itself.")
@click.option("--thorough", is_flag=True, help="Ask under every reading what takes long as well; minutes.")
@click.option(
    "--draws", type=click.IntRange(0, 1_000_000), default=DRAWS, show_default=True, help="How many draws of verdicts."
)
@click.option(
    "--seed", type=click.IntRange(0, 2**32 - 1), default=1, show_default=True, help="The same seed, the same draws."
)
@click.option(
    "--workers", type=click.IntRange(1, 256), default=1, show_default=True, help="How many processes share the work."
)
@variant_option
@answer_options
def claims(
    case: str,
    ids: tuple[str, ...],
    documents: tuple[str, ...],
    without: tuple[str, ...],
    draws: int,
    seed: int,
    workers: int,
    variants: tuple[str, ...],
    output: str | None,
    *,
    leave_one_out: bool,
    thorough: bool,
    as_json: bool,
) -> None:
    """Does the argument hold: which claims of a document does the case bear out, and on what does each rest?

    Each claim is asked of the case as it stands, under every contested reading, in draws, without the inputs that were
    typed in from its own words, and without those that nobody cites. So it holds, fails, is fragile, open, restated,
    rests on assumption, or cannot be computed, and it is told why. Words are kept as they are meant: "might" asks for
    less than "always".
    """
    import winset

    if without and leave_one_out:
        raise click.UsageError("--without leaves some sources out together, --leave-one-out each by itself; choose one")
    result = winset.claims(
        load_case(case, variants),
        *ids,
        document=documents,
        without=without,
        leave_one_out=leave_one_out,
        thorough=thorough,
        draws=draws,
        seed=seed,
        workers=workers,
        progress=_progress(),
    )
    answer(result, output, as_json=as_json)


def _progress() -> Callable[[int, int], None] | None:
    """A line on the terminal that says how far it is; where there is no terminal, nothing."""
    if not sys.stderr.isatty():
        return None

    def tell(done: int, total: int) -> None:
        said = f"step {done} of {total}" if done < total else ""
        click.echo(f"\r{said:<40}{'' if said else chr(13)}", nl=False, err=True)

    return tell

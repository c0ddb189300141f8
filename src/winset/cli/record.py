"""`winset record`: whose story fills the record, and do the precedents carry over?"""

from typing import TYPE_CHECKING, cast

import click

from winset.cli.answers import answer, answer_options
from winset.cli.asking import case_argument, load_case, variant_option
from winset.cli.command import Command
from winset.cli.completing import complete_party

if TYPE_CHECKING:
    from winset.evidence.record import By

_EXAMPLES = (
    ("winset record harbour", "Who speaks, of what, when, who is silent; and are the precedents alike?"),
    ("winset record harbour --among port --among town", "The record between two sides alone."),
    ("winset record harbour --by ratifier", "Each ratifier for itself."),
    ("winset record harbour --json", "The whole answer for a program."),
    ("winset record harbour -o record.html", "The answer as a page, with the record over time as a picture."),
)


@click.command(cls=Command, examples=_EXAMPLES)
@case_argument
@variant_option
@click.option(
    "--by",
    "over",
    type=click.Choice(("side", "ratifier")),
    default="side",
    show_default=True,
    help="Compare sides with all that their ratifiers say, or ratifiers.",
)
@click.option(
    "--among",
    metavar="PARTY",
    multiple=True,
    shell_complete=complete_party,
    help="Compare these parties and nobody else. May be repeated; by default all of the case.",
)
@answer_options
def record(
    case: str, variants: tuple[str, ...], over: str, among: tuple[str, ...], output: str | None, *, as_json: bool
) -> None:
    """Whose story fills the record, and do the precedents carry over?

    Counts the dated statements of the case by side, ratifier, issue and period, with an inequality index between 0
    (all speak equally) and 1 (one alone speaks), and shows who is silent. Compares each precedent with the present,
    feature by feature. The statements are those in the file, which need not be all that was said.
    """
    import winset

    loaded = load_case(case, variants)
    result = winset.record(loaded, by=cast("By", over), among=among)
    answer(result, output, as_json=as_json)

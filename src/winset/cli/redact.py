"""`winset redact`: a case as a wider circle may see it, to send."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from winset.case.withheld import LEVELS
from winset.cli.command import Argument, Command
from winset.cli.completing import complete_case
from winset.cli.output import STANDARD_OUTPUT, check_target, put, say, write_file

if TYPE_CHECKING:
    from winset.case.withheld import Circulation

_SUFFIXES = (".yaml", ".yml")
_EXAMPLES = (
    ("winset redact panama-1978 open", "Print the case without its restricted and confidential sources."),
    ("winset redact harbour restricted -o harbour-restricted.yaml", "Write it to a file that winset reads."),
)


def _target(_ctx: click.Context, _param: click.Parameter, file: str) -> str:
    check_target(file, _SUFFIXES)
    return file


@click.command(cls=Command, examples=_EXAMPLES)
@click.argument(
    "case",
    cls=Argument,
    metavar="CASE",
    shell_complete=complete_case,
    about="The path of a case, of a folder with a case.yaml, or the name of a bundled case.",
)
@click.argument(
    "level", cls=Argument, metavar="LEVEL", type=click.Choice(LEVELS), about="open, restricted or confidential."
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    default=STANDARD_OUTPUT,
    type=click.Path(dir_okay=False, allow_dash=True),
    callback=_target,
    help="Write to a file rather than to standard output; its name ends with .yaml.",
)
def redact(case: str, level: str, output: str) -> None:
    """Write a case without what is above a level of circulation.

    Sources above the level go, with everything that rests on them alone and with every remark in the file. Texts that
    cite nothing stay as they are: read what is written before you send it. It says on standard error how much is
    withheld.
    """
    from winset.case.redaction import load_redacted, redacted_text

    found = load_redacted(case, cast("Circulation", level))
    if output == STANDARD_OUTPUT:
        put(redacted_text(found))
    else:
        write_file(output, redacted_text(found))
        say(f"wrote {Path(output)}", err=True)
    said = str(found.withheld) if found.withheld is not None else "Nothing is withheld at this level."
    say(said, err=True)

"""`winset export`: a case in the files of another program."""

import os
from pathlib import Path

import click

from winset.case.problems import WinsetError, quoted, visible
from winset.cli.asking import case_argument, load_case, variant_option
from winset.cli.command import Argument, Command
from winset.cli.output import CannotWriteError, say, write_file
from winset.formats.registry import EXPORTS

_EXAMPLES = (
    ("winset export negmas harbour -o harbour-negmas", "The leads of the harbour as a scenario folder of NegMAS."),
)


@click.command("export", cls=Command, examples=_EXAMPLES)
@click.argument(
    "form",
    cls=Argument,
    metavar="FORMAT",
    type=click.Choice(tuple(EXPORTS)),
    about="; ".join(f"{each.id}: {each.name}, {each.writes}" for each in EXPORTS.values()) + ".",
)
@case_argument
@variant_option
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    required=True,
    type=click.Path(),
    help="The folder to write; it must be new or empty.",
)
def export(form: str, case: str, variants: tuple[str, ...], output: str) -> None:
    """Write a case in the files of another program.

    Whatever of the case has no place there is left out, and told on standard error.
    """
    written = EXPORTS[form].writer.write_files(load_case(case, variants))
    folder = Path(output)
    _make(folder)
    for name, text in written.files.items():
        write_file(folder / name, text)
    say(f"wrote {output}: {len(written.files)} files", err=True)
    for sentence in written.left_out:
        say(f"not in it: {sentence}", err=True)


def _make(folder: Path) -> None:
    """Make the folder, where it is not there.

    Raises:
        WinsetError: it has something in it, or cannot be made.
    """
    try:
        folder.mkdir(exist_ok=True)
        begun = any(folder.iterdir())
    except (OSError, ValueError) as error:  # ValueError: a path with a null character
        reason = visible(str(getattr(error, "strerror", None) or error))
        raise CannotWriteError(f"cannot make the folder {quoted(os.fspath(folder))}: {reason}") from error
    if begun:
        raise WinsetError(f"there is something in the folder {quoted(os.fspath(folder))}; name a new one")

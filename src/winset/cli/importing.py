"""`winset import`: parts of a case from another program's file."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from winset.case.problems import WinsetError, quoted, visible
from winset.cli.command import Argument, Command
from winset.cli.completing import complete_case
from winset.cli.output import STANDARD_OUTPUT, check_target, put, say, write_file
from winset.formats.registry import FORMATS

if TYPE_CHECKING:
    from winset.case.load import Case

MAX_BYTES = 200_000_000
_EXAMPLES = (
    ("winset import dna statements.csv --case harbour", "Which organizations and concepts are in it? Begins a map."),
    (
        "winset import dna statements.csv --case harbour --map statements.map.yaml -o said.yaml",
        "The statements as YAML, to paste into the case.",
    ),
)


def _target(_ctx: click.Context, _param: click.Parameter, file: str) -> str:
    check_target(file, (".yaml", ".yml"))
    return file


@click.command("import", cls=Command, examples=_EXAMPLES)
@click.argument(
    "form",
    cls=Argument,
    metavar="FORMAT",
    type=click.Choice(tuple(FORMATS)),
    about="; ".join(f"{each.id}: {each.name}, {each.reads}, becomes {each.section}" for each in FORMATS.values()) + ".",
)
@click.argument(
    "file", cls=Argument, metavar="FILE", about="The file to read; where it is not here, the one beside the case."
)
@click.option(
    "--case",
    metavar="CASE",
    required=True,
    shell_complete=complete_case,
    help="The case that it is for: the path of a case, of a folder with a case.yaml, or the name of a bundled case.",
)
@click.option(
    "--map",
    "names",
    metavar="MAP",
    help="A YAML file that says what the names in FILE stand for in the case. Without it a map to fill in is written.",
)
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    default=STANDARD_OUTPUT,
    type=click.Path(dir_okay=False, allow_dash=True),
    callback=_target,
    help="Write to a .yaml file rather than to standard output.",
)
def import_(form: str, file: str, case: str, names: str | None, output: str) -> None:
    """Read parts of a case from another program's file.

    Writes YAML to paste into the case; the case itself is not changed. Every row that cannot be read, or whose names
    the map does not know, is a problem with its place, and then nothing is written.
    """
    import winset

    loaded = winset.load(case)
    reader = FORMATS[form].reader
    data = _read(loaded, file)
    if names is None:
        text, what = reader.draft(data, file), "a map to fill in"
    else:
        text, entries = reader.convert(data, file, _read(loaded, names), names, loaded)
        what = f"{entries} {FORMATS[form].section}"
    if output == STANDARD_OUTPUT:
        put(text)
        return
    write_file(output, text)
    say(f"wrote {output}: {what}", err=True)


def _read(case: "Case", file: str) -> bytes:
    """The bytes of a file that is here, or else beside the case.

    Raises:
        WinsetError: there is no such file, it cannot be read, or it is too large.
    """
    beside = Path(case.path).parent / file
    try:
        path = Path(file) if Path(file).exists() or not beside.is_file() else beside
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a path with a null character
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise WinsetError(f"{quoted(file)} cannot be read: {visible(reason)}; check the path") from None
    if len(data) > MAX_BYTES:
        raise WinsetError(f"{quoted(file)} is larger than {MAX_BYTES // 1_000_000} MB; divide it")
    return data

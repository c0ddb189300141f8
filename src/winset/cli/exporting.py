"""`winset export`: a case in the files of another program."""

import os
from pathlib import Path

import click

from winset.case.problems import WinsetError, quoted, visible
from winset.cli.asking import case_argument, load_case, variant_option
from winset.cli.command import Argument, Command
from winset.cli.output import STANDARD_OUTPUT, CannotWriteError, check_target, say, write_file
from winset.formats.registry import CASE_FORMATS, CONFLICT_EXPORTS, EXPORTS

_EXAMPLES = (
    ("winset export negmas harbour -o harbour-negmas", "The leads of the harbour as a scenario folder of NegMAS."),
    ("winset export xlsx harbour -o harbour.xlsx", "The whole case as an Excel workbook, to edit and read back."),
    ("winset export gmcr japan-russia -o japan-russia.gmcr", "The conflict of a case as a save file of gmcr-py."),
    ("winset export nfg japan-russia -o japan-russia.nfg", "The same as a strategic game, for Gambit."),
)


def _described() -> str:
    parts = [f"{each.id}: {each.name}, {each.writes}" for each in EXPORTS.values()]
    whole = [f"{each.id}: {each.name}, {each.writes}" for each in CASE_FORMATS.values()]
    conflicts = [f"{each.id}: {each.name}, {each.writes}" for each in CONFLICT_EXPORTS.values()]
    return "; ".join([*parts, *whole, *conflicts]) + "."


@click.command("export", cls=Command, examples=_EXAMPLES)
@click.argument(
    "form",
    cls=Argument,
    metavar="FORMAT",
    type=click.Choice((*EXPORTS, *CASE_FORMATS, *CONFLICT_EXPORTS)),
    about=_described(),
)
@case_argument
@variant_option
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    required=True,
    type=click.Path(),
    help="For negmas the folder to write, which must be new or empty; otherwise the file, whose name ends with .xlsx, "
    ".gmcr or .nfg, as the format is called.",
)
def export(form: str, case: str, variants: tuple[str, ...], output: str) -> None:
    """Write a case in the files of another program.

    Whatever of the case has no place there is left out, and told on standard error. A workbook has the whole case, and
    `winset import xlsx` reads it back. It needs two libraries more: pip install "winset[office]".

    A conflict is written as it is now. A strategic game lets everybody change to any strategy and has no infeasible
    states, so what that changes is told on standard error and in the file.
    """
    if form in CASE_FORMATS:
        _export_case(form, case, variants, output)
        return
    if form in CONFLICT_EXPORTS:
        _export_conflict(form, case, variants, output)
        return
    written = EXPORTS[form].writer.write_files(load_case(case, variants))
    folder = Path(output)
    _make(folder)
    for name, text in written.files.items():
        write_file(folder / name, text)
    say(f"wrote {output}: {len(written.files)} files", err=True)
    for sentence in written.left_out:
        say(f"not in it: {sentence}", err=True)


def _export_case(form: str, name: str, variants: tuple[str, ...], output: str) -> None:
    described = CASE_FORMATS[form]
    if output == STANDARD_OUTPUT:
        raise click.UsageError(f"a workbook is written to a file; name one that ends with {described.suffix}")
    check_target(output, (described.suffix,))
    case = load_case(name, variants)
    write_file(output, described.writer.write_bytes(case))
    said = f": {case.withheld}" if case.withheld is not None else ""
    say(f"wrote {output}{said}", err=True)


def _export_conflict(form: str, name: str, variants: tuple[str, ...], output: str) -> None:
    from winset.cli.export_conflicts import WRITERS

    suffix = CONFLICT_EXPORTS[form].suffix
    if output == STANDARD_OUTPUT:
        raise click.UsageError(f"a conflict is written to a file; name one that ends with {suffix}")
    check_target(output, (suffix,))
    case = load_case(name, variants)
    written = WRITERS[form](case)
    write_file(output, written.text)
    said = f": {case.withheld}" if case.withheld is not None else ""
    say(f"wrote {output}{said}", err=True)
    for sentence in written.told:
        say(sentence, err=True)


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

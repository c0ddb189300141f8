"""`winset new`: a small case to begin with."""

import os
import re
from importlib.resources import files
from pathlib import Path

import click

from winset.case.problems import WinsetError, quoted
from winset.cli.command import Argument, Command
from winset.cli.output import CannotWriteError, say, write_file

_EXAMPLES = (("winset new river", "Write river/case.yaml, then try `winset deals river`."),)
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}\Z")
# Names that Windows keeps for devices, whatever folder they are in.
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)\Z")


def _name(_ctx: click.Context, _param: click.Parameter, name: str) -> str:
    if not _NAME.match(name):
        raise click.BadParameter(f"{quoted(name)} is no name; use small letters, digits, - and _, such as my-case")
    if _DEVICES.match(name):
        raise click.BadParameter(f"some computers keep the name {quoted(name)} for a device; choose another")
    return name


@click.command(cls=Command, examples=_EXAMPLES)
@click.argument("name", cls=Argument, callback=_name, about="The name of the case, and of the folder it goes into.")
def new(name: str) -> None:
    """Begin a case: write NAME/case.yaml.

    What it writes is a small case that works, with comments that explain it. It never overwrites a file.
    """
    import winset
    from winset.case.load import CASE_FILE

    if name in {case.name for case in winset.bundled()}:
        raise WinsetError(f"{quoted(name)} is the name of a bundled case; choose another")
    folder = Path(name)
    target = folder / CASE_FILE
    if os.path.lexists(target):
        raise WinsetError(f"there is a file {quoted(str(target))} already; choose another name")
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise CannotWriteError(f"cannot make the folder {quoted(name)}: {error.strerror or error}") from error
    write_file(target, files("winset.cli").joinpath("new_case.yaml").read_text(encoding="utf-8"))
    say(f"wrote {target}", err=True)
    say(f"Next: change it, then type\n  winset check {name}\n  winset deals {name}\n  winset blockers {name}")

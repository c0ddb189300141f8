"""`winset schema`: the language of cases, for editors."""

import click

from winset.cli.command import Command
from winset.cli.output import STANDARD_OUTPUT, check_target, put, say, write_file

_EXAMPLES = (
    ("winset schema", "Print the JSON Schema."),
    ("winset schema -o case.schema.json", "Write it where an editor can find it."),
)


def _target(_ctx: click.Context, _param: click.Parameter, file: str) -> str:
    check_target(file, (".json",))
    return file


@click.command(cls=Command, examples=_EXAMPLES)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    default=STANDARD_OUTPUT,
    type=click.Path(dir_okay=False, allow_dash=True),
    callback=_target,
    help="Write to a file rather than to standard output.",
)
def schema(output: str) -> None:
    """Print the JSON Schema of the case language.

    An editor that is given it completes and underlines a case while it is written.
    """
    import json

    import winset

    text = json.dumps(winset.json_schema(), indent=2, ensure_ascii=False) + "\n"
    if output == STANDARD_OUTPUT:
        put(text)
        return
    write_file(output, text)
    say(f"wrote {output}", err=True)

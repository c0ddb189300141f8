"""`winset cases`: what comes with winset."""

import textwrap

import click

from winset.cli.command import Command
from winset.cli.output import put, say, text_width

_EXAMPLES = (
    ("winset cases", "Which cases come with winset?"),
    ("winset cases --json", "The same for a program."),
)


@click.command(cls=Command, examples=_EXAMPLES)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def cases(*, as_json: bool) -> None:
    """List the cases that come with winset.

    Every command takes such a name where it takes a case.
    """
    import winset

    found = winset.bundled()
    if as_json:
        import json

        rows = [{"name": case.name, "title": case.title, "as_of": case.as_of.isoformat()} for case in found]
        put(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    longest = max((len(case.name) for case in found), default=0)
    for case in found:
        start = f"{case.name:<{longest}}  {case.as_of}  "
        say(textwrap.fill(case.title, text_width(), initial_indent=start, subsequent_indent=" " * len(start)))

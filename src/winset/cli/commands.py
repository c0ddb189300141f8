"""The group of all commands, and the entry point."""

import gc
import os
import sys
from io import TextIOWrapper
from pathlib import Path

import click

import winset
from winset.cli.blockers import blockers
from winset.cli.brief import brief
from winset.cli.cases import cases
from winset.cli.check import check
from winset.cli.claims import claims
from winset.cli.command import Commands
from winset.cli.completion import completion
from winset.cli.course import course
from winset.cli.deals import deals
from winset.cli.diff import diff
from winset.cli.doubt import doubt
from winset.cli.exporting import export
from winset.cli.flips import flips
from winset.cli.goals import goals
from winset.cli.importing import import_
from winset.cli.leverage import leverage
from winset.cli.linkage import linkage
from winset.cli.new import new
from winset.cli.order import order
from winset.cli.questions import answers
from winset.cli.record import record
from winset.cli.redact import redact
from winset.cli.schema import schema
from winset.cli.score import score
from winset.cli.stability import stability
from winset.cli.trace import trace as trace_command
from winset.cli.unlock import unlock

_EXAMPLES = (
    ("winset cases", "Which cases come with winset?"),
    ("winset deals panama-1978", "Which deal could every ratifier accept?"),
    ("winset new my-case", "Begin a case of your own."),
)


@click.group(cls=Commands, examples=_EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(winset.__version__, prog_name="winset", message="%(prog)s %(version)s")
@click.option("--trace", is_flag=True, help="Show where in winset a fault happened.")
def cli(*, trace: bool) -> None:
    """Which deal could every ratifier accept, who blocks it, and what each number rests on.

    CASE is the path of a case, of a folder with a case.yaml, or the name of a bundled case. Each command tells more
    with --help.
    """


_COMMANDS = (
    check,
    deals,
    blockers,
    unlock,
    linkage,
    flips,
    order,
    course,
    goals,
    leverage,
    stability,
    doubt,
    claims,
    answers,
    score,
    trace_command,
    record,
    import_,
    export,
    diff,
    redact,
    brief,
    new,
    cases,
    schema,
    completion,
)
for _command in _COMMANDS:
    cli.add_command(_command)


def main() -> None:
    """Run the command line."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started the program
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - open until the end
        stream = getattr(sys, name)
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        cli.main(prog_name="winset")
    finally:
        gc.freeze()  # the process ends: a large case need not be looked through for circles once more

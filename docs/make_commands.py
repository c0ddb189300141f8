"""Writes docs/commands.md from the commands themselves: python docs/make_commands.py."""

from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path

import click

from winset.cli.command import Argument, Command, Commands, Example
from winset.cli.commands import cli
from winset.cli.faults import EXIT_CODES

PAGE = Path(__file__).with_name("commands.md")
_HEAD = "<!-- Made by docs/make_commands.py from the commands themselves. Change those, then run it. -->"


def page() -> str:
    """The page as it should be."""
    lines = [_HEAD, "", "# The commands of winset", "", *_described(cli, "winset")]
    for name, command in sorted(cli.commands.items()):
        lines += ["", f"## winset {name}", "", *_described(command, f"winset {name}")]
    lines += ["", "## Exit codes", "", "| code | meaning |", "| --- | --- |"]
    lines += [f"| {code} | {meaning} |" for code, meaning in EXIT_CODES.items()]
    return "\n".join(lines) + "\n"


def _described(command: click.Command, path: str) -> Iterator[str]:
    ctx = click.Context(command, info_name=path, **cli.context_settings)
    yield from _paragraphs(command.help or "")
    usage = " ".join(command.collect_usage_pieces(ctx))
    yield from ("", "```", f"{path} {usage}", "```", "", "| argument or option | what it is |", "| --- | --- |")
    for parameter in command.get_params(ctx):
        if isinstance(parameter, Argument):
            yield f"| `{parameter.human_readable_name}` | {_cell(parameter.about)} |"
        elif (record := parameter.get_help_record(ctx)) is not None:
            yield f"| `{_cell(record[0])}` | {_cell(record[1])} |"
    if isinstance(command, Command | Commands):
        yield from _examples(command.examples)


def _paragraphs(text: str) -> Iterator[str]:
    for at, paragraph in enumerate(cleandoc(text).split("\n\n")):
        if at:
            yield ""
        yield " ".join(paragraph.split())


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


def _examples(examples: tuple[Example, ...]) -> Iterator[str]:
    yield from ("", "```bash")
    for line, what in examples:
        yield from (f"# {what}", line)
    yield "```"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

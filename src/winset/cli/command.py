"""What all commands have in common: examples in their help, and faults told in words."""

from collections.abc import Sequence
from typing import Any

import click

from winset.case.problems import did_you_mean
from winset.cli.faults import EXIT_CODES, told
from winset.cli.output import writing_output

Example = tuple[str, str]


class Argument(click.Argument):
    """An argument that help tells of."""

    def __init__(self, *args: Any, about: str, **settings: Any) -> None:
        self.about = about
        super().__init__(*args, **settings)


class Command(click.Command):
    """A command whose help tells of its arguments, and ends with examples: a line to type, and what it answers."""

    def __init__(self, *args: Any, examples: Sequence[Example] = (), **settings: Any) -> None:
        self.examples = tuple(examples)
        super().__init__(*args, **settings)

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Read the call; `--help` is answered here."""
        with writing_output():
            return super().make_context(info_name, args, parent, **extra)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the arguments, then the options."""
        arguments = [(each.human_readable_name, each.about) for each in self.params if isinstance(each, Argument)]
        if arguments:
            with formatter.section("Arguments"):
                formatter.write_dl(arguments)
        super().format_options(ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples."""
        _write_examples(formatter, self.examples)


class Commands(click.Group):
    """The group of all commands."""

    command_class = Command

    def __init__(self, *args: Any, examples: Sequence[Example] = (), **settings: Any) -> None:
        self.examples = tuple(examples)
        super().__init__(*args, **settings)

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Read the call; `--help` and `--version` are answered here."""
        with told(), writing_output():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        with told(trace=bool(ctx.params.get("trace"))):
            return super().invoke(ctx)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or name the nearest."""
        told = not ctx.resilient_parsing and not args[0].startswith("-")  # nothing is said while a shell completes
        if told and self.get_command(ctx, args[0]) is None:
            mend = did_you_mean(args[0], self.list_commands(ctx))
            ctx.fail(f"there is no command '{args[0]}'; {mend}")
        return super().resolve_command(ctx, args)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples and the exit codes."""
        _write_examples(formatter, self.examples)
        with formatter.section("Exit codes"):
            formatter.write_dl([(str(code), meaning) for code, meaning in EXIT_CODES.items()])


def _write_examples(formatter: click.HelpFormatter, examples: Sequence[Example]) -> None:
    if not examples:
        return
    with formatter.section("Examples"):
        for line, what in examples:
            # A line to type is never wrapped, or it could not be copied.
            formatter.write(f"{'':>{formatter.current_indent}}{line}\n")
            formatter.indent()
            formatter.write_text(what)
            formatter.dedent()

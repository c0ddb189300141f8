"""`winset completion`: the script that makes a shell complete what is typed."""

from typing import Any

import click
from click.shell_completion import BashComplete, CompletionItem, add_completion_class, get_completion_class

from winset.cli.command import Argument, Command
from winset.cli.output import put

_SHELLS = ("bash", "zsh", "fish")
_EXAMPLES = (
    ("winset completion bash > ~/.local/share/bash-completion/completions/winset", "For bash, for good."),
    ("winset completion zsh > ~/.zfunc/_winset", "For zsh, where ~/.zfunc is in fpath."),
    ("winset completion fish > ~/.config/fish/completions/winset.fish", "For fish."),
    ('eval "$(winset completion bash)"', "For this session of bash only."),
)


@add_completion_class
class Bash(BashComplete):
    """Bash takes `=` for a word of its own; here `condition=level` is one again."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the one that is completed, and that one."""
        args, begun = super().get_completion_args()
        joined: list[str] = []
        for word in [*args, begun]:
            if joined and (word == "=" or (joined[-1].endswith("=") and not word.startswith("-"))):
                joined[-1] += word
            else:
                joined.append(word)
        last = joined[-1]
        value = last.partition("=")[2] if last.startswith("-") else last  # of --if=condition=level
        self._kept = value.rfind("=") + 1  # what bash keeps as it is
        return joined[:-1], joined[-1]

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """The kind of the completion, and what bash is to put in place of its word."""
        return f"{item.type},{item.value[self._kept :]}"


@click.command(cls=Command, examples=_EXAMPLES)
@click.argument("shell", cls=Argument, metavar="SHELL", type=click.Choice(_SHELLS), about="bash, zsh or fish.")
def completion(shell: str) -> None:
    """Print the script that makes a shell complete commands, cases and what is in them.

    With a case on the line, it completes the case's variants, conditions and levels, patterns, issues and parties.
    """
    found = get_completion_class(shell)
    assert found is not None, shell  # noqa: S101 - click has all of the choices
    ctx = click.get_current_context()
    put(found(ctx.find_root().command, {}, "winset", "_WINSET_COMPLETE").source())

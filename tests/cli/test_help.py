"""Every command says what it does, what each option does, and how it is typed."""

import runpy
import shlex
from pathlib import Path

import click
import pytest

from calling import Call
from winset.cli.command import Argument, Command
from winset.cli.commands import cli

COMMANDS = sorted(cli.commands)
DOCS = Path(__file__).parents[2] / "docs"


def command(name: str) -> Command:
    found = cli.commands[name]
    assert isinstance(found, Command)
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_for_all_that_it_takes(name: str) -> None:
    assert command(name).help
    for parameter in command(name).params:
        told = parameter.about if isinstance(parameter, Argument) else getattr(parameter, "help", None)
        assert told, f"winset {name}: {parameter.name}"


@pytest.mark.parametrize("name", COMMANDS)
def test_help_shows_the_examples_whole(name: str, call: Call) -> None:
    shown = call(name, "--help")
    assert shown.exit_code == 0
    assert command(name).examples
    for line, _ in command(name).examples:
        assert f"  {line}\n" in shown.output


def test_the_help_of_all_commands_lists_the_exit_codes(call: Call) -> None:
    shown = call("--help").output
    assert "Exit codes:" in shown
    assert "2    a problem with the case" in shown


EXAMPLES = [
    line
    for line, _ in (*cli.examples, *(example for name in COMMANDS for example in command(name).examples))
    if line.startswith("winset ")
]


@pytest.mark.parametrize("line", EXAMPLES)
def test_every_example_works(line: str, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = call(*shlex.split(line.partition(" > ")[0])[1:])
    # The folder of the example has no text of any source, and a check that could look nothing up does not pass.
    assert found.exit_code == (1 if "--sources" in line else 0), found.output
    assert found.stdout or found.stderr.startswith("wrote ")


def test_options_are_written_the_same_everywhere() -> None:
    """One option means one thing: the same name has the same words and place-holder in `deals` and `blockers`."""
    both = [{each.name: each for each in command(name).params if isinstance(each, click.Option)} for name in
            ("deals", "blockers")]  # fmt: skip
    for name in both[0].keys() & both[1].keys():
        assert (both[0][name].opts, both[0][name].help, both[0][name].metavar) == (
            both[1][name].opts,
            both[1][name].help,
            both[1][name].metavar,
        )


def test_the_page_of_commands_is_what_the_commands_say() -> None:
    made = runpy.run_path(str(DOCS / "make_commands.py"))["page"]()
    assert (DOCS / "commands.md").read_text("utf-8") == made, "run python docs/make_commands.py"


def test_an_unknown_command_gets_the_nearest(call: Call) -> None:
    found = call("deal", "harbour")
    assert found.exit_code == 2
    assert "there is no command 'deal'; did you mean `deals`?" in found.stderr


def test_the_version_is_that_of_the_package(call: Call) -> None:
    import winset

    assert call("--version").output == f"winset {winset.__version__}\n"

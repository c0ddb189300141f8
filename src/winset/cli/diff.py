"""`winset diff`: what changed between two versions of a case?"""

from collections.abc import Mapping

import click

from winset.cli.answers import answer, answer_options
from winset.cli.asking import all_told, if_option, load_case, where_option
from winset.cli.command import Argument, Command
from winset.cli.completing import complete_case
from winset.cli.redacting import redact_option

_EXAMPLES = (
    ("winset diff harbour harbour", "Is anything different?"),
    (
        "winset diff panama-1978 panama-1978 --where as_put",
        "In the answer about one package?",
    ),
    ("winset diff harbour harbour --json", "The whole answer, for a program."),
    ("winset diff harbour harbour -o changes.html", "The answer as a page."),
)


@click.command(cls=Command, examples=_EXAMPLES)
@click.argument(
    "old",
    cls=Argument,
    metavar="OLD",
    shell_complete=complete_case,
    about="The older version: a case as in other commands.",
)
@click.argument("new", cls=Argument, metavar="NEW", shell_complete=complete_case, about="The newer version.")
@redact_option
@if_option
@where_option
@answer_options
def diff(
    old: str, new: str, world: Mapping[str, str], where: tuple[str, ...], output: str | None, *, as_json: bool
) -> None:
    """What changed between two dated versions of a case?

    Shows the inputs that came, went or changed, with the words that they rest on now, and the answers that changed with
    the changes that they rest on. Where only one version has what --if or --where names, it says so.
    """
    import winset
    from winset.case.asked import joined, written_where

    older, newer = all_told(load_case, (old, new))
    patterns = all_told(written_where, where)
    pattern = joined(patterns) if len(patterns) > 1 else next(iter(patterns), None)
    result = winset.diff(older, newer, world=world, where=pattern)
    answer(result, output, as_json=as_json)

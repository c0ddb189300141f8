"""At which level of circulation a command answers. The only place where a command line loads a case."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from winset.case.withheld import LEVELS

if TYPE_CHECKING:
    from winset.case.load import Case
    from winset.case.withheld import Circulation

_LEVEL = "winset.redact"  # where the level is kept while a command runs


def _keep(ctx: click.Context, _param: click.Parameter, level: "Circulation | None") -> None:
    ctx.meta[_LEVEL] = level


redact_option: Callable[[Any], Any] = click.option(
    "--redact",
    metavar="LEVEL",
    type=click.Choice(LEVELS),
    is_eager=True,
    expose_value=False,  # no command has to pass it on, so none can forget it
    callback=_keep,
    help="Leave out the sources above this level of circulation (open, restricted or confidential), and all that rests "
    "on them alone, before anything is computed.",
)


def load_as_asked(ctx: click.Context, name: str) -> "Case":
    """Load a case as the level that the call asks for lets it be seen.

    Raises:
        CaseError: the case has problems.
    """
    level: Circulation | None = ctx.meta.get(_LEVEL)
    if level is None:
        import winset

        return winset.load(name)
    from winset.case.redaction import load_redacted

    return load_redacted(name, level)

"""The options that say how an answer is found: by which engine, and how long it may look."""

from collections.abc import Callable
from math import isfinite
from typing import Any, TypeVar

import click

AnyCommand = TypeVar("AnyCommand", bound=Callable[..., Any])
Decorator = Callable[[Any], Any]

# As in `winset.settlement.engines`, which a command that only shows its help need not wait for.
ENGINES = ("enumeration", "solver")
SECONDS = 60.0


def _seconds(_ctx: click.Context, _param: click.Parameter, given: str | None) -> float:
    """A time in seconds, which is above nothing and ends.

    Raises:
        click.BadParameter: it is no such number.
    """
    if given is None:
        return SECONDS
    try:
        seconds = float(given)
    except ValueError:
        seconds = 0.0
    if not isfinite(seconds) or seconds <= 0:
        raise click.BadParameter(f"'{given}' is no time; give a number of seconds above 0, such as 10 or 0.5")
    return seconds


def engine_options(command: AnyCommand) -> AnyCommand:
    """Give a command the options that say how its answer is found."""
    engine: Decorator = click.option(
        "--engine",
        metavar="ENGINE",
        type=click.Choice(ENGINES),
        help="How to look: enumeration goes through all packages one by one, solver searches and proves. Chosen by the "
        "number of packages unless given.",
    )
    seconds: Decorator = click.option(
        "--time-limit",
        "seconds",
        metavar="SECONDS",
        callback=_seconds,
        help=f"How long the solver may look: {SECONDS:g} seconds unless given. What is not proven by then is said.",
    )
    made: AnyCommand = engine(seconds(command))
    return made

"""`winset doubt`: how sure is it, on what does it depend, and what would it be worth to find out?"""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from winset.cli.answers import answer, answer_options
from winset.cli.asking import Asked, asks
from winset.cli.command import Command
from winset.cli.course import goal_option

DRAWS, COURSE_DRAWS = 10_000, 2_000

_EXAMPLES = (
    ("winset doubt good-friday-1998", "How sure is each verdict, if polls err as polls do?"),
    ("winset doubt japan-russia --where with_islands", "How sure is what becomes of one kind of deal?"),
    ("winset doubt harbour --for port", "What would finding something out be worth to one party?"),
    ("winset doubt harbour --draws 100000 --workers 2 --keep draws", "Many draws, kept so that they can be resumed."),
    ("winset doubt harbour --draws 100000 --keep draws --resume", "Go on where it was interrupted."),
    ("winset doubt japan-russia --course --draws 10", "How sure is what the best course begins with?"),
)


@click.command(cls=Command, examples=_EXAMPLES)
@asks
@click.option("--course", "of_course", is_flag=True, help="Doubt what the best course begins with instead of verdicts.")
@goal_option
@click.option(
    "--draws", type=click.IntRange(1, 100_000_000), help="How many draws; by default 10,000, or 2,000 with --course."
)
@click.option(
    "--seed",
    type=click.IntRange(0, 2**32 - 1),
    default=1,
    show_default=True,
    help="The same seed gives the same draws, for any number of workers.",
)
@click.option(
    "--workers", type=click.IntRange(1, 256), default=1, show_default=True, help="How many processes share the work."
)
@click.option("--cluster", metavar="ADDRESS", help="The Dask scheduler that does the work, such as tls://host:8786.")
@click.option(
    "--keep",
    "folder",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Keep draws in a folder as they come.",
)
@click.option("--resume", is_flag=True, help="Go on with the draws that the folder of --keep has.")
@answer_options
def doubt(
    case: str,
    variants: tuple[str, ...],
    world: Mapping[str, str],
    where: tuple[str, ...],
    party: str | None,
    goal: str | None,
    draws: int | None,
    seed: int,
    workers: int,
    cluster: str | None,
    folder: Path | None,
    output: str | None,
    *,
    of_course: bool,
    resume: bool,
    as_json: bool,
) -> None:
    """How sure is each verdict, on what does it depend, and what would it be worth to find out?

    Draws every uncertain number of the case many times (ranges, polls with their errors, chances, undeclared votes) and
    judges every verdict in each draw. A chance is an interval: over the reading in which nothing hangs together, the
    one in which all fortunes do, and the error of drawing. Contested readings are crossed with the draws and not
    averaged. Ctrl-C leaves an answer over the draws that were done, which says so.

    With --course it is the first step of the best course for a goal that is doubted: how often it stays the same, what
    else comes first, what is gained, which named courses do as well, and which numbers drive it.
    """
    import winset

    if resume and folder is None:
        raise click.UsageError("--resume needs the folder that was kept: --keep FOLDER --resume")
    if goal is not None and not of_course:
        raise click.UsageError("--goal is a goal of a course: --course --goal ID")
    if party is not None and of_course:
        raise click.UsageError("a course is that of the party that the case names; leave out --for")
    asked = Asked.read(case, variants, world, where, party)
    running: dict[str, Any] = {
        "world": asked.world,
        "where": asked.where,
        "seed": seed,
        "workers": workers,
        "cluster": cluster,
        "folder": folder,
        "resume": resume,
        "progress": _progress(),
    }
    if of_course:
        found = winset.doubt_course(asked.case, goal=goal, draws=COURSE_DRAWS if draws is None else draws, **running)
        answer(found, output, as_json=as_json)
        return
    answer(
        winset.doubt(asked.case, party=asked.party, draws=DRAWS if draws is None else draws, **running),
        output,
        as_json=as_json,
    )


def _progress() -> Callable[[int, int, float | None], None] | None:
    """A line on the terminal that says how far it is; where there is no terminal, nothing."""
    if not sys.stderr.isatty():
        return None

    def tell(done: int, total: int, left: float | None) -> None:
        said = f"{done:,} of {total:,} draws" if done < total else ""
        wait = f", about {left:.0f} s left" if said and left is not None and left >= 1 else ""
        click.echo(f"\r{said}{wait:<60}{'' if said else chr(13)}", nl=False, err=True)

    return tell

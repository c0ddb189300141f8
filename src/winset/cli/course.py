"""`winset course`: what to do, and when?"""

from collections.abc import Mapping

import click

from winset.cli.answers import answer, answer_options
from winset.cli.asking import Asked, case_argument, if_option, variant_option, where_option
from winset.cli.command import Command
from winset.cli.completing import complete_goal

_EXAMPLES = (
    ("winset course japan-russia", "What to do first for the first goal of the case, and whether to wait."),
    ("winset course japan-russia --goal strategy", "The same for another goal."),
    ("winset course japan-russia --persons", "What hangs on who is in whose place."),
    ("winset course japan-russia --variant president_decides", "The same under another reading of who decides."),
)

goal_option = click.option(
    "--goal", metavar="ID", shell_complete=complete_goal, help="The goal; by default the first of the case."
)


@click.command(cls=Command, examples=_EXAMPLES)
@case_argument
@variant_option
@if_option
@where_option
@goal_option
@click.option("--persons", is_flag=True, help="Work out what hangs on who is in whose place.")
@click.option("--ranges", is_flag=True, help="Try each number at both ends of its range; takes longer.")
@answer_options
def course(
    case: str,
    variants: tuple[str, ...],
    world: Mapping[str, str],
    where: tuple[str, ...],
    goal: str | None,
    output: str | None,
    *,
    persons: bool,
    ranges: bool,
    as_json: bool,
) -> None:
    """What to do, and when: the best course, beside named ones and doing nothing.

    Whether any course reaches a deal at all, and what every such course uses; what to do first; what is gained over
    doing nothing, and by which effort; the value of attention at which another course is best; whether to wait, for
    how long, and what ends the pause; how the best course unfolds. The case says in `goals` what is aimed at, and in
    `course` what can be done and what moves by itself.
    """
    import winset

    asked = Asked.read(case, variants, world, where, None)
    result = winset.course(asked.case, goal=goal, world=asked.world, where=asked.where, ranges=ranges, persons=persons)
    answer(result, output, as_json=as_json)

"""`winset goals`: which goal pays?"""

from collections.abc import Mapping

import click

from winset.cli.answers import answer, answer_options
from winset.cli.asking import Asked, case_argument, if_option, variant_option, where_option
from winset.cli.command import Command

_EXAMPLES = (
    ("winset goals japan-russia", "The goals of the case side by side, and what turns the advice."),
    ("winset goals japan-russia --variant president_decides", "The same under another reading."),
)


@click.command(cls=Command, examples=_EXAMPLES)
@case_argument
@variant_option
@if_option
@where_option
@answer_options
def goals(
    case: str,
    variants: tuple[str, ...],
    world: Mapping[str, str],
    where: tuple[str, ...],
    output: str | None,
    *,
    as_json: bool,
) -> None:
    """Which goal pays: value, effort and advice for each, side by side.

    For each goal what a deal can bring it as things stand, what the best course gains and takes, the value of attention
    from which on it is not worth doing, short and long horizons with what stays in force counted and not counted; and
    for two goals together the weight at which another course is best.
    """
    import winset

    asked = Asked.read(case, variants, world, where, None)
    answer(winset.goals(asked.case, world=asked.world, where=asked.where), output, as_json=as_json)

"""`winset score`: how well do cases do against what happened?"""

import click

from winset.cli.answers import answer, answer_options
from winset.cli.asking import all_told, load_case
from winset.cli.command import Argument, Command
from winset.cli.completing import complete_case
from winset.cli.redacting import redact_option

_EXAMPLES = (
    ("winset score", "How well do the bundled cases do that have an outcome?"),
    ("winset score panama-1978 prespa-2018", "Two of them."),
    ("winset score panama-1978 --json", "The whole answer, for a program."),
    ("winset score -o scores.csv", "A row for each case."),
)


@click.command(cls=Command, examples=_EXAMPLES)
@click.argument(
    "cases",
    cls=Argument,
    metavar="[CASE]...",
    nargs=-1,
    shell_complete=complete_case,
    about="Bundled names, or folders with a case.yaml and an outcome.yaml; by default the bundled ones that have both.",
)
@redact_option
@answer_options
def score(cases: tuple[str, ...], output: str | None, *, as_json: bool) -> None:
    """How well do cases do against what happened, beside obvious guesses?

    Holds the verdict, the blockers, the votes and the chance of the deal against the outcome.yaml beside each case,
    which nothing else reads. Log and Brier scores stand beside those of always a deal, of the status quo, of head
    counts and of the latest polls. Few cases, written after the event, prove nothing.
    """
    import winset
    from winset.calibration.score import with_outcomes

    result = winset.score(*all_told(load_case, cases or with_outcomes()))
    answer(result, output, as_json=as_json)

"""`winset check`: is anything wrong with a case, and what does it rest on?"""

from pathlib import Path

import click

from winset.case.problems import CaseError
from winset.case.uncollected import uncollected
from winset.cli.asking import case_argument, load_case, variant_option
from winset.cli.command import Command
from winset.cli.faults import NEGATIVE
from winset.cli.findings import Findings, as_json, print_findings, print_problems
from winset.cli.output import put

_EXAMPLES = (
    ("winset check panama-1978", "Is anything wrong with it, and how much of it is cited?"),
    ("winset check panama-1978 --all", "With a list of all that is assumed."),
    ("winset check panama-1978 --sources .", "Are the quotations in the texts of their sources in this folder?"),
    ("winset check harbour --variant all_six --json", "The whole report under a variant, for a program."),
)


@click.command(cls=Command, examples=_EXAMPLES)
@case_argument
@variant_option
@click.option(
    "--sources",
    "folder",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Look the quotations up in the texts of this folder: the `file` of each source, or its id with .txt. "
    "The exit code is 1 where a quotation is not there word for word, or where none could be looked up.",
)
@click.option("--all", "list_all", is_flag=True, help="List every input that is assumed.")
@click.option(
    "--json", "json_wanted", is_flag=True, help="Print the whole report as JSON, also when there are problems."
)
def check(case: str, variants: tuple[str, ...], folder: Path | None, *, list_all: bool, json_wanted: bool) -> None:
    """Is anything wrong with a case, and what does it rest on?

    Problems are printed on standard error, one on a line, as file:line:column: what is wrong; what would mend it. The
    exit code is then 2. Else the report says how many inputs are cited, assumed and contested by a variant, and which
    sources are used.
    """
    with uncollected():  # from the first line to the last number: a large case is millions of objects, all of them kept
        findings = _findings(case, variants, folder, json_wanted=json_wanted)
        warnings = findings.case.warnings
        print_problems(warnings)
        if json_wanted:
            put(as_json(case, warnings, 0, findings))
        else:
            print_findings(findings, list_all=list_all)
        if findings.quotes_fail:
            raise click.exceptions.Exit(NEGATIVE)


def _findings(case: str, variants: tuple[str, ...], folder: Path | None, *, json_wanted: bool) -> Findings:
    import winset

    try:
        loaded = load_case(case, variants)
    except CaseError as error:
        if json_wanted:
            put(as_json(case, error.problems, error.more, None))
        raise
    quotes = None
    if folder is not None:
        from winset.case.quoted_sources import check_sources

        quotes = check_sources(loaded, folder)
    return Findings(loaded, winset.coverage(loaded), quotes)

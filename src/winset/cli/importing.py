"""`winset import`: a case, or a part of one, from another program's files."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import click

from winset.case.problems import Problem, WinsetError, quoted
from winset.cli.command import Argument, Command
from winset.cli.completing import complete_case
from winset.cli.import_files import beside_case, scenario_files
from winset.cli.output import STANDARD_OUTPUT, check_target, put, say, write_file
from winset.formats.registry import CASE_FORMATS, CONFLICT_FORMATS, FORMATS, SCENARIO_FORMATS

if TYPE_CHECKING:
    from winset.formats.scenario import InputFile

MAX_FILES = 1_000
_EXAMPLES = (
    (
        "winset import genius pier.xml pier-city.xml pier-ferry.xml -o pier.yaml",
        "A domain with two profiles, as a case.",
    ),
    ("winset import geniusweb pier-city.json pier-ferry.json -o pier.yaml", "The same from GeniusWeb."),
    ("winset import negmas pier -o pier.yaml", "The same from a scenario folder of NegMAS."),
    ("winset import xlsx pier.xlsx -o pier.yaml", "A case from an Excel workbook that `winset export xlsx` wrote."),
    ("winset import gmcr pier.gmcr -o pier.yaml", "A conflict of gmcr-py, as a case with a section `conflict`."),
    ("winset import dna statements.csv --case harbour", "Which organizations and concepts are in it? Begins a map."),
    (
        "winset import dna statements.csv --case harbour --map statements.map.yaml -o said.yaml",
        "The statements as YAML, to paste into the case.",
    ),
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def _target(_ctx: click.Context, _param: click.Parameter, file: str) -> str:
    check_target(file, (".yaml", ".yml"))
    return file


def _day(_ctx: click.Context, _param: click.Parameter, text: str | None) -> date | None:
    if text is None:
        return None
    try:
        if _DAY.match(text):
            return date.fromisoformat(text)
    except ValueError:  # such as 2020-02-30
        pass
    raise click.BadParameter(f"{quoted(text)} is no day; write it as 2020-10-31")


def _described() -> str:
    whole = [f"{each.id}: {each.name}, {each.reads}, becomes a case" for each in SCENARIO_FORMATS.values()]
    whole += [f"{each.id}: {each.name}, {each.reads}, becomes a case" for each in CASE_FORMATS.values()]
    whole += [f"{each.id}: {each.name}, {each.reads}, becomes a case" for each in CONFLICT_FORMATS.values()]
    parts = [f"{each.id}: {each.name}, {each.reads}, becomes {each.section}" for each in FORMATS.values()]
    return "; ".join([*whole, *parts]) + "."


@click.command("import", cls=Command, examples=_EXAMPLES)
@click.argument(
    "form",
    cls=Argument,
    metavar="FORMAT",
    type=click.Choice((*SCENARIO_FORMATS, *CASE_FORMATS, *CONFLICT_FORMATS, *FORMATS)),
    about=_described(),
)
@click.argument(
    "files",
    cls=Argument,
    metavar="FILE...",
    nargs=-1,
    required=True,
    about="The files to read, or a folder of them; what is not here is looked for beside the case, and among the "
    "examples that come with winset.",
)
@click.option(
    "--case",
    metavar="CASE",
    shell_complete=complete_case,
    help="For a part of a case, the case that it is for: the path of a case, of a folder with a case.yaml, or the name "
    "of a bundled case.",
)
@click.option(
    "--map",
    "names",
    metavar="MAP",
    help="A YAML file that says what the names in FILE stand for in the case. Without it a map to fill in is written.",
)
@click.option(
    "--as-of",
    metavar="DAY",
    callback=_day,
    help="For a negotiation or a conflict, the day on which the case stands, such as 2020-10-31; by default today.",
)
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    default=STANDARD_OUTPUT,
    type=click.Path(dir_okay=False, allow_dash=True),
    callback=_target,
    help="Write to a .yaml file rather than to standard output.",
)
def import_(
    form: str, files: tuple[str, ...], case: str | None, names: str | None, as_of: date | None, output: str
) -> None:
    """Read a case, or a part of one, from another program's files.

    Negotiations with additive points become a whole case: each profile a party with one ratifier, and no agreement the
    status quo. A conflict becomes a case that has nothing else. What a file has and a case has not is told on standard
    error and at the head of the case. A workbook is a case already; its problems are told with their sheet and cell, as
    `acceptance!C7`. A part is YAML to paste into a case, which itself is not changed. Everything that cannot be read,
    or whose names the map does not know, is a problem with its place, and then nothing is written.
    """
    if form not in FORMATS:
        if case is not None or names is not None:
            raise click.UsageError(f"{quoted(form)} becomes a whole case; leave out --case and --map")
        _import_whole(form, files, as_of, output)
        return
    if case is None:
        raise click.UsageError(f"{quoted(form)} becomes a part of a case; name the case with --case")
    _refuse_day(as_of)
    _expect_one(form, files)
    _import_part(form, files[0], case, names, output)


def _import_whole(form: str, files: tuple[str, ...], as_of: date | None, output: str) -> None:
    if form in SCENARIO_FORMATS:
        _import_scenario(form, files, as_of, output)
        return
    if form in CONFLICT_FORMATS:
        _expect_one(form, files)
        _import_conflict(form, files[0], as_of, output)
        return
    _refuse_day(as_of)
    _expect_one(form, files)
    _import_case(form, files[0], output)


def _refuse_day(as_of: date | None) -> None:
    if as_of is not None:
        raise click.UsageError("the case has its own day; leave out --as-of")


def _expect_one(form: str, files: tuple[str, ...]) -> None:
    if len(files) != 1:
        raise click.UsageError(f"{quoted(form)} is read from one file; {len(files)} are named")


def _import_part(form: str, file: str, name: str, names: str | None, output: str) -> None:
    import winset

    loaded = winset.load(name)
    reader = FORMATS[form].reader
    data = beside_case(file, loaded)
    if names is None:
        text, what = reader.draft(data, file), "a map to fill in"
    else:
        text, entries = reader.convert(data, file, beside_case(names, loaded), names, loaded)
        what = f"{entries} {FORMATS[form].section}"
    _write(output, text, what)


def _import_scenario(form: str, files: Sequence[str], as_of: date | None, output: str) -> None:
    from winset.formats.scenario_case import case_text

    described = SCENARIO_FORMATS[form]
    found = [each for file in files for each in scenario_files(file, described.suffixes)]
    if len(found) > MAX_FILES:
        raise WinsetError(f"there are {len(found)} files, more than {MAX_FILES}; name those of one negotiation")
    scenario = described.reader.read_scenario(found)
    text, warnings = case_text(scenario, as_of=as_of or _today(), read_from=described.name)
    _write_case(output, text, _parties(len(scenario.profiles)), warnings)


def _import_case(form: str, file: str, output: str) -> None:
    described = CASE_FORMATS[form]
    found = _one_file(file, described.suffix)
    text, parties, warnings = described.reader.read_case(found.data, found.name)
    _write_case(output, text, _parties(parties), warnings)


def _import_conflict(form: str, file: str, as_of: date | None, output: str) -> None:
    described = CONFLICT_FORMATS[form]
    found = _one_file(file, described.suffix)
    text, deciders, warnings = described.reader.read_case(found.data, found.name, as_of or _today())
    _write_case(output, text, f"{deciders} decision {'maker' if deciders == 1 else 'makers'}", warnings)


def _one_file(name: str, suffix: str) -> "InputFile":
    found = list(scenario_files(name, (suffix,)))
    if len(found) != 1:
        raise WinsetError(f"there are {len(found)} files in {quoted(name)}; name the one to read")
    return found[0]


def _today() -> date:
    return datetime.now(UTC).date()


def _parties(number: int) -> str:
    return f"{number} {'party' if number == 1 else 'parties'}"


def _write_case(output: str, text: str, who: str, warnings: Sequence[Problem]) -> None:
    _write(output, text, f"a case of {who}")
    for warning in warnings:
        say(f"warning: {warning}", err=True)


def _write(output: str, text: str, what: str) -> None:
    if output == STANDARD_OUTPUT:
        put(text)
        return
    write_file(output, text)
    say(f"wrote {output}: {what}", err=True)

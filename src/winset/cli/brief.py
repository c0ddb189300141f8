"""`winset brief`: a case and its answers as one page that travels, or as a PDF."""

from collections.abc import Mapping
from pathlib import Path

import click

from winset.cli.asking import Asked, asks, by_option
from winset.cli.command import Command
from winset.cli.output import STANDARD_OUTPUT, check_target, put, say, write_file

_PAPERS = ("a4", "letter")
_PRINTED = ".pdf"
_SUFFIXES = (".html", ".htm", _PRINTED)
_EXAMPLES = (
    ("winset brief panama-1978", "Write panama-1978.html to the current folder."),
    ("winset brief harbour --variant all_six -o all-six.html", "Another name, and a variant."),
    ("winset brief harbour -o harbour.pdf --paper letter", "Print it, on the paper of North America."),
    ("winset brief harbour -o -", "Write the page to standard output."),
)


def _target(_ctx: click.Context, _param: click.Parameter, file: str | None) -> str | None:
    if file is not None:
        check_target(file, _SUFFIXES)
    return file


@click.command(cls=Command, examples=_EXAMPLES)
@asks
@by_option
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, allow_dash=True),
    callback=_target,
    help="Where to write it; by default NAME.html in the current folder, after the name of the case. "
    "NAME.pdf is printed by an installed Chromium, Chrome or Edge. - is standard output.",
)
@click.option(
    "--paper",
    type=click.Choice(_PAPERS),
    help="The paper of a PDF; by default a4.",
)
def brief(
    case: str,
    variants: tuple[str, ...],
    world: Mapping[str, str],
    where: tuple[str, ...],
    party: str | None,
    over: tuple[str, ...],
    output: str | None,
    paper: str | None,
) -> None:
    """Write a briefing: one HTML file that needs nothing else.

    It has the answers first, then what would unlock a deal, what to watch, and what it rests on. It says on
    standard error where it was written. As a PDF it is printed by an installed browser; the environment variable
    WINSET_BROWSER names another one.
    """
    import winset
    from winset.brief.browser import find_browser
    from winset.brief.printing import printed

    prints = output is not None and Path(output).suffix.lower() == _PRINTED
    if paper is not None and not prints:
        raise click.UsageError("--paper is for a PDF; name one with -o NAME.pdf")
    browser = find_browser() if prints else ""  # before any work is done for it
    asked = Asked.read(case, variants, world, where, party)
    target = _page_of(asked.case.name) if output is None else output
    if target != STANDARD_OUTPUT:
        check_target(target, _SUFFIXES)
    page = winset.brief(asked.case, world=asked.world, over=over, where=asked.where, party=asked.party)
    if target == STANDARD_OUTPUT:
        put(page)
        return
    write_file(target, printed(page, browser, paper or "a4") if prints else page)
    say(f"wrote {target}", err=True)


def _page_of(case: str) -> str:
    """The page's name: that of the bundled case, the file, or the folder around a `case.yaml`."""
    path = Path(case)
    resolved = path.resolve()
    name = resolved.name if path.is_dir() else resolved.stem if path.suffix in {".yaml", ".yml", ".json"} else path.name
    if name == "case":
        name = resolved.parent.name or name
    return f"{name or 'case'}.html"

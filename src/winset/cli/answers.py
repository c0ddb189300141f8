"""An answer to standard output or to a file, in the format that was asked for."""

import io
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

import click

from winset.cli.output import STANDARD_OUTPUT, check_target, put, say, text_width, write_file, writing_output

if TYPE_CHECKING:
    from winset.model.result import Result

AnyCommand = TypeVar("AnyCommand", bound=Callable[..., Any])
FILE_WIDTH = 80


def _json(result: "Result") -> str:
    return result.to_json() + "\n"


def _html(result: "Result") -> str:
    """A page with the fragment that notebooks show."""
    from html import escape

    from winset.case.problems import visible
    from winset.show.html import html

    title = escape(visible(result.about.title))
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f'<meta name="viewport" content="width=device-width">\n</head>\n<body>\n{html(result)}\n</body>\n</html>\n'
    )


def _csv(result: "Result") -> str:
    """The main table, a row for each of its records."""
    import csv

    from winset.case.problems import visible
    from winset.show.spreadsheet import cell_text

    rows = result.records()
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(rows[0] if rows else ())
    writer.writerows([cell_text(visible(str(cell))) for cell in row.values()] for row in rows)
    return out.getvalue()


def _text(result: "Result") -> str:
    from winset.show.terminal import terminal

    out = io.StringIO()
    terminal(result, out, FILE_WIDTH)
    return out.getvalue()


FORMATS: Mapping[str, Callable[["Result"], str]] = MappingProxyType(
    {".json": _json, ".html": _html, ".csv": _csv, ".txt": _text}
)


def _target(ctx: click.Context, _param: click.Parameter, file: str | None) -> str | None:
    if file is None or file == STANDARD_OUTPUT:
        return None
    check_target(file, tuple(FORMATS))
    suffix = Path(file).suffix.lower()
    if ctx.params.get("as_json") and suffix != ".json":
        raise click.BadParameter(f"'{suffix}' and --json ask for two formats; leave one out")
    return file


def answer_options(command: AnyCommand) -> AnyCommand:
    """Give a command the options that say where its answer goes and in which format."""
    output = click.option(
        "-o",
        "--output",
        metavar="FILE",
        type=click.Path(dir_okay=False, allow_dash=True),
        callback=_target,
        help="Write to a file, in the format of its suffix: .json, .html, .csv (the main table) or .txt. "
        "- is standard output.",
    )
    as_json = click.option(
        "--json", "as_json", is_flag=True, is_eager=True, help="Print the whole answer as JSON."
    )  # eager, so that -o can be compared with it
    return as_json(output(command))


def answer(result: "Result", file: str | None, *, as_json: bool) -> None:
    """Write an answer where it was asked for."""
    if file is not None:
        write_file(file, FORMATS[Path(file).suffix.lower()](result))
        say(f"wrote {file}", err=True)
    elif as_json:
        put(_json(result))
    else:
        _show(result)


def _show(result: "Result") -> None:
    if not sys.stdout.isatty():
        put(_text(result), sys.stdout.encoding)
        return
    from winset.show.terminal import terminal

    with writing_output():
        terminal(result, width=text_width())

"""How a command ends: its exit code, and what is said where it could not answer."""

import os
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

import click

from winset.case.problems import CaseError, WinsetError, visible
from winset.interrupts import kept_interrupts

ANSWERED = 0
NEGATIVE = 1
PROBLEM = 2
FAULT = 3
INTERRUPTED = 130
READER_GONE = 141

EXIT_CODES: Mapping[int, str] = {
    ANSWERED: "answered, whatever the answer is",
    NEGATIVE: "the check asked for is negative (only `check --sources`)",
    PROBLEM: "a problem with the case, with the call, or with writing the answer",
    FAULT: "a fault of winset",
    INTERRUPTED: "interrupted with Ctrl-C",
    READER_GONE: "whoever read the output stopped reading",
}


@contextmanager
def told(*, trace: bool = False) -> Iterator[None]:
    """Turn whatever goes wrong inside into words on standard error and an exit code; `trace` shows where it was."""
    try:
        with kept_interrupts(click.ClickException, click.exceptions.Exit, click.Abort, WinsetError, OSError):
            yield
    except click.ClickException as error:
        message = error.format_message()
        shown = visible(message, keep="\n")
        if shown == message:
            raise
        raise click.UsageError(shown, getattr(error, "ctx", None)) from error
    except (click.exceptions.Exit, click.Abort):
        raise
    except BaseException as error:
        code = _code_of(error)
        if code is None:
            raise
        if trace:
            _say("".join(traceback.format_exception(error)).rstrip())
        for line in _lines(error, code):
            _say(line)
        raise click.exceptions.Exit(code) from error


def _code_of(error: BaseException) -> int | None:
    if isinstance(error, BrokenPipeError):
        return READER_GONE
    if isinstance(error, KeyboardInterrupt):
        return INTERRUPTED
    if isinstance(error, WinsetError):
        return PROBLEM
    return FAULT if isinstance(error, Exception) else None


def _lines(error: BaseException, code: int) -> list[str]:
    if code == READER_GONE:
        _let_go_of_output()
        return []
    if code == INTERRUPTED:
        return ["winset: interrupted"]
    if isinstance(error, CaseError):
        told = [str(problem) if problem.place else f"winset: {problem}" for problem in error.problems]
        return [*told, f"and {error.more} more {'problem' if error.more == 1 else 'problems'}"] if error.more else told
    if isinstance(error, WinsetError):
        return [f"winset: {error}"]
    first = (str(error) or "no message").splitlines()[0]
    return [
        f"winset: {type(error).__name__}: {first}: this is a fault of winset; run with --trace for details "
        "(`winset --trace COMMAND ...`)"
    ]


def _say(line: str) -> None:
    # What cannot be said is not said: standard error may be as gone as standard output.
    with suppress(OSError):
        click.echo(visible(line, keep="\n"), err=True)


def _let_go_of_output() -> None:
    """Keep Python from writing into the broken pipe once more when it ends."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)

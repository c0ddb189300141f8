"""Where answers go: standard output, or a file that is written aside and then put in place."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import click

from winset.case.problems import WinsetError, quoted, visible

STANDARD_OUTPUT = "-"
NARROWEST = 40
WIDEST = 110


class CannotWriteError(WinsetError):
    """An answer that could not be written."""


def put(text: str, encoding: str = "utf-8") -> None:
    """Write text to standard output, by default as UTF-8 whatever the terminal prefers: for programs that read it."""
    rest = memoryview(_bytes(text if text.endswith("\n") else text + "\n", encoding))
    stream = sys.stdout.buffer
    with writing_output():
        while rest:  # where Python is told not to buffer, a part may be written and nothing said of the others
            rest = rest[stream.write(rest) :]
        stream.flush()


def say(text: str = "", *, err: bool = False) -> None:
    """Write a line for people; unseen characters are shown escaped."""
    with writing_output():
        click.echo(visible(text, keep="\n"), err=err)


def text_width() -> int:
    """How wide a line of text may be: the terminal's width, 80 where there is none."""
    return max(NARROWEST, min(shutil.get_terminal_size().columns, WIDEST))


def check_target(file: str, suffixes: Sequence[str]) -> None:
    """Refuse a file that cannot be written before any work is done for it.

    Raises:
        click.BadParameter: its suffix names no format, or its folder is not there.
    """
    if file == STANDARD_OUTPUT:
        return
    path = Path(file)
    if os.path.isdir(file):  # noqa: PTH112 - no error where it may not be looked at
        raise click.BadParameter(f"{quoted(file)} is a folder; name a file")
    if path.suffix.lower() not in suffixes:
        raise click.BadParameter(f"{quoted(path.name)} names no format; end it with {_either(suffixes)}")
    if not os.path.isdir(path.parent):  # noqa: PTH112
        raise click.BadParameter(f"there is no folder {quoted(str(path.parent))}; make it first")
    if not os.access(path.parent, os.W_OK):
        raise click.BadParameter(f"nothing may be written to the folder {quoted(str(path.parent))}")


def write_file(file: str | os.PathLike[str], content: str | bytes) -> None:
    """Write a file aside and put it in place at once, so that a failure leaves what was there.

    Raises:
        CannotWriteError: it could not be written.
    """
    path = Path(os.path.realpath(file))  # a link stays a link
    with _writing(quoted(os.fspath(file))):
        aside = _written_aside(path, content if isinstance(content, bytes) else _bytes(content))
        try:
            aside.replace(path)
        except BaseException:
            with suppress(OSError):
                aside.unlink()
            raise


def _written_aside(path: Path, data: bytes) -> Path:
    """A new file beside `path` with the data in it, and with the permissions that `path` has or would get."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:60]}.", suffix=".part", dir=path.parent)
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            shutil.copymode(path, aside)
        else:
            aside.chmod(0o666 & ~_umask())
    except BaseException:
        with suppress(OSError):
            aside.unlink()
        raise
    return aside


def _bytes(text: str, encoding: str = "utf-8") -> bytes:
    """The text encoded; the odd bytes of a file's name, which Python keeps as half characters, are escaped."""
    return text.encode(encoding, "backslashreplace")


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


@contextmanager
def writing_output() -> Iterator[None]:
    """Say in words that standard output cannot be written, such as to a full disk."""
    with _writing("standard output"):
        yield


@contextmanager
def _writing(what: str) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CannotWriteError(f"cannot write {what}: {error.strerror or error}") from error


def _either(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"

"""A briefing as a PDF: its page, printed by a browser that is installed, and nothing of it left behind."""

import os
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from winset.brief.browser import NAMED, CannotPrintError
from winset.case.problems import quoted, visible

LIMIT = 120.0
"""Seconds after which a browser is taken to hang."""

PAPERS: Mapping[str, str] = MappingProxyType({"a4": "A4", "letter": "letter"})
"""The sizes of paper, as CSS names them."""

_SAID = 160  # characters of what a browser complains of
_SETTINGS = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-extensions",
    "--disable-sync",
    "--disable-breakpad",
    "--disable-component-update",
    "--disable-background-networking",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND",  # no name leads anywhere: nothing is fetched
    "--no-pdf-header-footer",
    "--print-to-pdf-no-header",  # the same, for a browser before 2023
    "--generate-pdf-document-outline",
)


_END_OF_FILE = 1024  # bytes in which a whole PDF says that it ends


def printed(page: str, browser: str, paper: str = "a4") -> bytes:
    """A page as a PDF.

    Args:
        page: the briefing, as HTML.
        browser: the path of Chromium, Chrome or Edge.
        paper: a key of `PAPERS`.

    Raises:
        CannotPrintError: the browser could not be run, failed, wrote no PDF, or did not end in time.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="winset-", ignore_cleanup_errors=True) as name:
            return _printed_in(Path(name), page, browser, paper)
    except OSError as error:
        raise CannotPrintError(f"there is no room to print in: {error.strerror or error}; {_OTHERWISE}") from error


def _printed_in(folder: Path, page: str, browser: str, paper: str) -> bytes:
    """The page as a PDF, with everything that the browser needs or writes in one folder."""
    source, target, said = folder / "page.html", folder / "page.pdf", folder / "said.txt"
    source.write_text(_on_paper(page, PAPERS[paper]), "utf-8", "backslashreplace")
    call = [browser, *_SETTINGS, *_unboxed(), f"--user-data-dir={folder / 'profile'}",
            f"--print-to-pdf={target}", source.as_uri()]  # fmt: skip
    code = _run(call, said)
    data = target.read_bytes() if target.is_file() else b""
    if code or not (data.startswith(b"%PDF-") and b"%%EOF" in data[-_END_OF_FILE:]):
        raise CannotPrintError(_failed(browser, code, said))
    return data


def _on_paper(page: str, size: str) -> str:
    """The page with the size of its paper; what the case says cannot end the head, for it is escaped."""
    return page.replace("</head>", f"<style>@page {{ size: {size}; }}</style>\n</head>", 1)


def _unboxed() -> tuple[str, ...]:
    """What the administrator has to say: to him Chromium refuses its sandbox. The page is ours and has no script."""
    user = getattr(os, "geteuid", lambda: 1)()
    return ("--no-sandbox",) if user == 0 else ()


def _run(call: list[str], said: Path) -> int:
    """Run a browser and all that it starts, at most for so long; its code."""
    try:
        with said.open("wb") as errors:
            process = subprocess.Popen(  # noqa: S603 - no shell, and a program that the user has installed
                call,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                start_new_session=True,
                env={**os.environ, "XDG_CONFIG_HOME": str(said.parent), "XDG_CACHE_HOME": str(said.parent)},
            )
    except OSError as error:
        raise CannotPrintError(f"cannot run {quoted(call[0])}: {error.strerror or error}; {_OTHERWISE}") from error
    try:
        return process.wait(LIMIT)
    except subprocess.TimeoutExpired as error:
        told = f"{quoted(call[0])} printed nothing in {LIMIT:g} seconds and was stopped"
        raise CannotPrintError(f"{told}; {_OTHERWISE}") from error
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a browser with all that it started, where any of it still runs."""
    if os.name == "posix":
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        process.kill()
    process.wait()


_OTHERWISE = f"name another browser in {NAMED}, or write the page with -o NAME.html and print it from there"


def _failed(browser: str, code: int, said: Path) -> str:
    """That nothing was printed, with the last thing that the browser said."""
    lines = [line.strip() for line in said.read_text("utf-8", "replace").splitlines() if line.strip()]
    last = f" ({visible(lines[-1][:_SAID])})" if lines and code else ""
    how = f"ended with code {code}{last}" if code else "ended without a whole PDF"
    return f"{quoted(browser)} {how}; {_OTHERWISE}"

"""Which browser prints a briefing: the one that is named, or one of those that are usual."""

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from winset.case.problems import WinsetError, quoted

NAMED = "WINSET_BROWSER"
"""The environment variable that names a browser: a path, or a command."""

_COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
    "chrome",
    "msedge",
)
_ON_MACOS = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_ON_WINDOWS = (
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
    "Chromium/Application/chrome.exe",
)
_WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")


class CannotPrintError(WinsetError):
    """A briefing that could not be printed."""


def find_browser(environment: Mapping[str, str] | None = None, platform: str = sys.platform) -> str:
    """The path of a browser that can print.

    Args:
        environment: the environment variables, by default those of this process.
        platform: the system, as `sys.platform` names it.

    Raises:
        CannotPrintError: there is none, or the one that is named is not there.
    """
    variables = os.environ if environment is None else environment
    path = variables.get("PATH", os.defpath)
    named = variables.get(NAMED, "")
    if named:
        found = shutil.which(named, path=path)
        if found is None:
            raise CannotPrintError(f"{NAMED} names {quoted(named)}, and there is no such program to run")
        return found
    for command in _COMMANDS:
        if found := shutil.which(command, path=path):
            return found
    for place in _places(variables, platform):
        if os.access(place, os.X_OK) and place.is_file():
            return str(place)
    raise CannotPrintError(
        f"no browser to print a PDF with: install Chromium, Chrome or Edge, or name one in {NAMED}; "
        "or write the page with -o NAME.html and print it from any browser"
    )


def _places(variables: Mapping[str, str], platform: str) -> Iterator[Path]:
    """Where a browser is that is on no path."""
    if platform == "darwin":
        folders = [Path("/Applications"), Path(variables.get("HOME", "/"), "Applications")]
        yield from (folder / name for folder in folders for name in _ON_MACOS)
    if platform == "win32":
        found = [variables[name] for name in _WINDOWS_FOLDERS if variables.get(name)]
        yield from (Path(folder, name) for folder in found for name in _ON_WINDOWS)

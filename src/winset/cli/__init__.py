"""The command line: parse, call one function, show."""

from winset.cli.commands import main

__all__ = ["main"]

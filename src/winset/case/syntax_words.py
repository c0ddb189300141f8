"""What is wrong with the YAML of a case, in words: why the parser stopped, and what would mend it."""

import re
from typing import Any, NamedTuple

import yaml

from winset.case.problems import Place, Problem, quoted, shortened

MAX_DEPTH = 64
LINE_BREAK = re.compile(r"\r\n?|\n")


class _Fault(NamedTuple):
    """What the parser says in its own terms, and the same in ours."""

    says: str  # pattern over its context and problem, and whether the construct began on this line or on an earlier one
    what: str
    mend: str
    before: str = ""  # patterns over the line, before and after the point where it broke
    after: str = ""
    at_start: bool = False  # point at where the construct began, not at where it broke


TOO_DEEP = f"the nesting is deeper than {MAX_DEPTH} levels"
FLATTER = "write it flatter"
_QUOTE = "put the value in quotes"
_INDENT = "begin it in the column of the lines that it belongs with"
# The first that fits is taken. Both parsers' words are covered: libyaml's and those of the one in Python.
_FAULTS = (
    # libyaml looks ahead, and may meet a bound of its own before the bound here.
    _Fault("maximum nesting depth", TOO_DEEP, FLATTER),
    _Fault("", "a tab stands where only spaces may", "indent with spaces", after=r"\t"),
    _Fault("", "a tab stands in the indentation", "indent with spaces", before=r"^\s*\t"),
    _Fault("cannot start any token", "{char} cannot begin a value", _QUOTE),
    _Fault("mapping values", "a second colon stands in one value", _QUOTE, before=r"\S:\s+\S"),
    _Fault("mapping values", "a key is longer than 1,024 characters", "shorten it", before=r".{1024}"),
    _Fault(
        "mapping values",
        "no key can stand here",
        "write the line above as `key: value`, with a space after the colon, and indent both alike",
    ),
    _Fault(
        "could not find expected ':'",
        "this is neither `key: value` nor `- item`",
        "write a space after the colon; put a text of several lines in quotes",
        at_start=True,
    ),
    _Fault(
        "quoted scalar: found unexpected", "a quotation mark opens here and is never closed", "close it", at_start=True
    ),
    _Fault(
        "',' or '.'.*same line",
        "a second colon stands in one value",
        _QUOTE + ", or write the missing comma",
        after=":",
    ),
    _Fault("flow sequence.*same line", "a comma or the closing `]` is missing before {rest}", "write it, or " + _QUOTE),
    _Fault(
        "flow sequence.*earlier line", "the list that `[` opens here is not closed", "write `]` after it", at_start=True
    ),
    _Fault("flow mapping.*same line", "a comma or the closing `}}` is missing before {rest}", "write it, or " + _QUOTE),
    _Fault(
        "flow mapping.*earlier line",
        "the mapping that `{{` opens here is not closed",
        "write `}` after it",
        at_start=True,
    ),
    _Fault(
        "expected key|block end",
        "{rest} stands after the end of a value",
        "put all of the value in quotes; within them write '' for ' and \\\" for \"",
        before=r"\S",
    ),
    _Fault("expected key|block end", "a list item stands among keys", "indent it under its own key", after="- "),
    _Fault("expected key|block end|node content", "a key is missing here", "write a name before the colon", after=":"),
    _Fault("expected key|block end|'-' indicator", "the indentation fits no line above", _INDENT),
    _Fault("document start", "this line does not belong to what stands above", _INDENT),
    _Fault("sequence entries", "a list cannot begin beside its key", "begin it on the next line, or write `[a, b]`"),
    _Fault("node content", "a value is missing before {rest}", "write it, or quote what is meant as text"),
    _Fault("anchor|alias|tag", "{char} cannot begin a value", _QUOTE, at_start=True),
    _Fault("directive|YAML", "{char} cannot begin a line", "remove it, or " + _QUOTE, at_start=True),
    _Fault("invalid Unicode", "this escape is half of a character", "write the character itself"),
    _Fault("escape|hex", "YAML does not know this escape", "write `\\\\` for a backslash, or use single quotes"),
    _Fault("block scalar", "no text can stand beside `|` or `>`", "begin it on the next line, indented"),
    _Fault("", "this is not YAML: {says}", ""),
)


def syntax_problem(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    """Say in words, and with a place, why the parser stopped."""
    broke: Any = error.problem_mark
    began: Any = error.context_mark or broke
    says = f"{error.context}: {error.problem} ({'same' if began.line == broke.line else 'earlier'} line)"
    lines = LINE_BREAK.split(text)
    before, rest = _split(lines, broke)
    fault = next(
        fault
        for fault in _FAULTS
        if re.search(fault.says, says) and re.search(fault.before, before) and re.match(fault.after, rest)
    )
    mark = began if fault.at_start else broke
    _, at_mark = _split(lines, mark)
    what = fault.what.format(
        char=quoted(at_mark[:1]) if at_mark else "the end of the line",
        rest=quoted(rest, limit=40) if rest else "the end of the line",
        says=shortened(says),
    )
    return Problem(what, fault.mend, place=Place(file, mark.line + 1, mark.column + 1))


def _split(lines: list[str], mark: Any) -> tuple[str, str]:
    line = lines[mark.line] if mark.line < len(lines) else ""
    return line[: mark.column], line[mark.column :]

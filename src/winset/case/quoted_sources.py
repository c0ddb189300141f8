"""Looks up the quotations of a case in the texts of its sources."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from os import PathLike
from pathlib import Path
from typing import Literal

from winset.case.claims import Claim
from winset.case.load import Case
from winset.case.paths import case_path
from winset.case.quotes import QuoteFound, QuoteMissing, SourceText, find_quote
from winset.case.sections import Source
from winset.case.walk import walk
from winset.case.written import Cite

MAX_BYTES = 20_000_000
NEAR = 0.5  # a passage that shares less than this with a quote is not worth showing

Outcome = Literal["found", "near", "missing", "no file"]
_BEST_FIRST: tuple[Outcome, ...] = ("found", "near", "missing", "no file")


@dataclass(frozen=True, slots=True)
class QuoteCheck:
    """Whether a quotation stands in its source.

    outcome: `near` where it is not there and a passage is like it; `no file` where there is no text of the source.
    passage: as the source has it, or the passage that is most like the quote. differences: how that one differs.
    """

    path: str
    source: str
    quote: str
    outcome: Outcome
    passage: str = ""
    differences: tuple[str, ...] = ()
    offset: int | None = None


def check_sources(case: Case, folder: str | PathLike[str]) -> tuple[QuoteCheck, ...]:
    """Look up every quotation of cites and claims in a folder of texts: the source's `file`, or its id with .txt."""
    # One text is prepared at a time but for a few: a folder may be larger than memory.
    read = lru_cache(maxsize=16)(lambda id_: _text(Path(folder), id_, case.file.sources[id_]))
    checks: list[QuoteCheck] = []
    for path, quote, sources in sorted(_quotes(case), key=lambda each: each[2]):
        tried = [_check(path, quote, source, read(source)) for source in sources]
        checks.append(min(tried, key=lambda check: _BEST_FIRST.index(check.outcome)))
    return tuple(sorted(checks, key=lambda check: check.path))


def _quotes(case: Case) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every quotation: its path, its words, and the sources of which one must have it."""
    for path, entry in walk(case.file):
        if isinstance(entry, Cite) and entry.quote is not None:
            yield case_path(path), entry.quote, (entry.source,)
        elif isinstance(entry, Claim) and entry.cite:
            yield case_path(path), entry.quote, _sources_of(entry.cite)


def _sources_of(cites: Iterable[Cite]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cite.source for cite in cites))


def _check(path: str, quote: str, source: str, text: SourceText | None) -> QuoteCheck:
    if text is None:
        return QuoteCheck(path, source, quote, "no file")
    found = find_quote(quote, text)
    if isinstance(found, QuoteFound):
        return QuoteCheck(path, source, quote, "found", found.passage, offset=found.offset)
    return _missing(path, source, quote, found)


def _missing(path: str, source: str, quote: str, found: QuoteMissing) -> QuoteCheck:
    if found.similarity < NEAR:
        return QuoteCheck(path, source, quote, "missing")
    return QuoteCheck(path, source, quote, "near", found.near_miss, found.differences, found.offset)


def _text(folder: Path, id_: str, source: Source) -> SourceText | None:
    """The text of a source; None where the folder has no such file."""
    folder = folder.resolve()
    file = (folder / (source.file or f"{id_}.txt")).resolve()
    # A case comes from others: it may not read files elsewhere by naming them.
    if not file.is_relative_to(folder) or not file.is_file() or file.stat().st_size > MAX_BYTES:
        return None
    return SourceText(file.read_bytes().decode("utf-8", "replace"))

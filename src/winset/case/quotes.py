"""Looks quotations up in the text of their source: word for word, or the nearest passage and how it differs."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from functools import cached_property

from winset.case.problems import shortened

# Bounds on the search for the nearest passage; what stands word for word is found whatever its length.
COMPARED_WORDS = 200  # words of a quote that are compared
SEED_WORDS = 16  # rarest words of a quote that vote for where it may stand
SEED_PLACES = 500  # a word that stands in more places than this is no seed
SEED_PHRASES = 8  # phrases that vote where nearly all words are common
SEED_PHRASE_WORDS = 3
COMPARED_PASSAGES = 5
TOLD_DIFFERENCES = 3
TOLD_LENGTH = 60
_LONG_QUOTE_PARTS = 50

_JOINED = "[^\\W\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+"
# Japanese and Chinese write no spaces: there each character counts as a word.
_WORD = re.compile(f"{_JOINED}(?:['-]{_JOINED})*|\\w")
_WORD_OR_MARK = re.compile(f"{_WORD.pattern}|[^\\w\\s]")

_DOUBLE_QUOTES = "“”„‟«»″"
_SINGLE_QUOTES = "‘’‚‛‹›′´`"  # noqa: RUF001 - the characters that are folded
_MARKS = f"{_DOUBLE_QUOTES}{_SINGLE_QUOTES}…"
_HYPHENS = "-‐‑‒–−"  # noqa: RUF001 - these may stand within a word or between figures
_DASHES = f"{_HYPHENS}—―"
_UNSEEN = "\u200b\u2060\ufeff"
_LIGATURES = "\ufb00-\ufb06"
_ACCENTS = "\u0300-\u036f"
_FOLDS = str.maketrans({**dict.fromkeys(_DOUBLE_QUOTES, '"'), **dict.fromkeys(_SINGLE_QUOTES, "'"), "…": "..."})
# What typesetting and copying change: dashes and the space around them, white space, words divided at a line's end,
# marks, ligatures, letters with a loose accent. A plain single space is left out because it is everywhere.
_FOLDABLE = re.compile(rf"\s*[{_DASHES}]+\s*|\s\s+|[^\S ]|\xad\s*|[{_MARKS}{_UNSEEN}{_LIGATURES}]|\w[{_ACCENTS}]+")


@dataclass(frozen=True, slots=True)
class QuoteFound:
    """A quote that stands in its source."""

    offset: int  # in characters from the start of the source
    passage: str  # as the source has it
    near: bool  # found, but for spacing or typographic marks


@dataclass(frozen=True, slots=True)
class QuoteMissing:
    """A quote that does not stand in its source, with the passage that is most like it."""

    near_miss: str  # empty where no passage shares a word with the quote
    similarity: float  # shared words and marks, from 0 to 1
    offset: int | None
    differences: tuple[str, ...]  # the first differing words, in plain words


class SourceText:
    """The text of a source, prepared once for many quotes."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def folded(self) -> _Folded:
        """The text without what typesetting changes."""
        return _fold(self.text)

    @cached_property
    def words(self) -> _Words:
        """Where each word stands in the folded text."""
        return _index(self.folded.text)


def find_quote(quote: str, text: str | SourceText) -> QuoteFound | QuoteMissing:
    """Look a quote up in a source; give a SourceText where several quotes are looked up in the same one."""
    source = text if isinstance(text, SourceText) else SourceText(text)
    folded_quote = _fold(quote).text.strip()
    if not folded_quote:
        return QuoteMissing("", 0.0, None, ("the quote is empty",))
    offset = source.text.find(quote)
    if offset >= 0:
        return QuoteFound(offset, quote, near=False)
    folded = source.folded
    at = folded.text.find(folded_quote)
    if at >= 0:
        start, end = folded.in_source(at, at + len(folded_quote))
        return QuoteFound(start, source.text[start:end], near=True)
    return _nearest(_part_to_compare(folded_quote, folded.text), source)


@dataclass(frozen=True, slots=True)
class _Folded:
    """Folded text, and for each replacement where it stands there and in the text as written."""

    text: str
    starts: array[int]
    ends: array[int]
    source_starts: array[int]
    source_ends: array[int]

    def in_source(self, start: int, end: int) -> tuple[int, int]:
        """Turn a span of the folded text into the span of the text as written; it must not be empty."""
        return self._span(start)[0], self._span(end - 1)[1]

    def _span(self, position: int) -> tuple[int, int]:
        """Give the span, as written, of one folded character."""
        last = bisect_right(self.starts, position) - 1
        if last < 0:
            return position, position + 1
        if position < self.ends[last]:
            return self.source_starts[last], self.source_ends[last]
        written = self.source_ends[last] + position - self.ends[last]
        return written, written + 1


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a text by number: their first characters, and the numbers at which each word stands."""

    starts: array[int]
    places: dict[str, array[int]]


def _fold(text: str) -> _Folded:
    pieces: list[str] = []
    starts, ends, source_starts, source_ends = array("q"), array("q"), array("q"), array("q")
    done = length = 0
    for match in _FOLDABLE.finditer(text):
        old = match.group()
        new = _folded(old)
        if new == old:
            continue
        start, end = match.span()
        pieces += (text[done:start], new)
        length += start - done
        starts.append(length)
        length += len(new)
        ends.append(length)
        source_starts.append(start)
        source_ends.append(end)
        done = end
    pieces.append(text[done:])
    return _Folded("".join(pieces), starts, ends, source_starts, source_ends)


def _folded(piece: str) -> str:
    bare = piece.strip()
    if not bare:
        return " "
    if bare[0] in _DASHES:
        at_line_end = "\n" in piece and not piece[0].isspace()
        return "-" if bare in _HYPHENS and (piece == bare or at_line_end) else " - "
    if bare[0] == "\xad" or bare[0] in _UNSEEN:
        return ""
    return unicodedata.normalize("NFKC", bare.translate(_FOLDS))


def _index(text: str) -> _Words:
    starts: array[int] = array("q")
    places: dict[str, array[int]] = {}
    for number, match in enumerate(_WORD.finditer(text)):
        starts.append(match.start())
        word = match.group().casefold()
        if word in places:
            places[word].append(number)
        else:
            places[word] = array("q", (number,))
    return _Words(starts, places)


def _part_to_compare(quote: str, text: str) -> str:
    """Take of a long quote the first part that the source has not."""
    words = list(_WORD.finditer(quote))
    if len(words) <= COMPARED_WORDS:
        return quote
    step = COMPARED_WORDS // 2  # parts overlap, or a change between two of them would be overlooked
    parts = [
        quote[words[first].start() : words[min(first + COMPARED_WORDS, len(words)) - 1].end()]
        for first in range(0, min(len(words) - step, step * _LONG_QUOTE_PARTS), step)
    ]
    return next((part for part in parts if part not in text), parts[0])


def _nearest(quote: str, source: SourceText) -> QuoteMissing:
    """Find the passage most like a folded quote among those where its rarer words stand close together."""
    text = source.folded.text
    wanted = [token.group() for token in _WORD_OR_MARK.finditer(quote)]
    matcher = SequenceMatcher(None, autojunk=False)
    matcher.set_seq2(wanted)
    best = 0.0
    passage: list[re.Match[str]] = []
    for start, end in _windows(quote, source):
        tokens = list(_WORD_OR_MARK.finditer(text, start, end))
        matcher.set_seq1([token.group() for token in tokens])
        blocks = matcher.get_matching_blocks()[:-1]  # the last is a sentinel
        similarity, span = _best_span(blocks, len(tokens), len(wanted))
        if similarity > best:
            best, passage = similarity, tokens[span]
    if not passage:
        return QuoteMissing("", 0.0, None, ("the source has nothing like it",))
    start, end = source.folded.in_source(passage[0].start(), passage[-1].end())
    return QuoteMissing(source.text[start:end], best, start, _differences(quote, passage, text))


def _windows(quote: str, source: SourceText) -> Iterator[tuple[int, int]]:
    """Give the spans of the folded text where most seeds agree that the quote may stand."""
    starts = source.words.starts
    words = list(_WORD.finditer(quote))
    width = max(4, len(words) // 4)  # how far words may have moved
    votes: Counter[int] = Counter()
    for number, place in _seeds(quote, words, source):
        band = (place - number) // width
        votes[band] += 1
        votes[band - 1] += 1  # windows overlap, so that no passage is cut in two
    for band, _ in votes.most_common(COMPARED_PASSAGES):
        first = max(0, band * width)
        after = (band + 2) * width + len(words)
        if first < min(after, len(starts)):
            yield starts[first], starts[after] if after < len(starts) else len(source.folded.text)


def _seeds(quote: str, words: list[re.Match[str]], source: SourceText) -> Iterator[tuple[int, int]]:
    """Pair the number of a word in the quote with a number at which it stands in the source."""
    index = source.words
    rare = []
    for number, match in enumerate(words):
        places = index.places.get(match.group().casefold())
        if places and len(places) <= SEED_PLACES:
            rare.append((len(places), number, places))
    rare.sort(key=lambda seed: seed[:2])
    for _, number, places in rare[:SEED_WORDS]:
        for place in places:
            yield number, place
    if len(rare) < SEED_PHRASE_WORDS:
        yield from _phrase_seeds(quote, words, source)


def _phrase_seeds(quote: str, words: list[re.Match[str]], source: SourceText) -> Iterator[tuple[int, int]]:
    """Seed with phrases where single words are too common."""
    text, starts = source.folded.text, source.words.starts
    size = min(SEED_PHRASE_WORDS, len(words))
    last = len(words) - size
    for number in range(0, last + 1, max(1, -(-(last + 1) // SEED_PHRASES))):
        phrase = quote[words[number].start() : words[number + size - 1].end()] if words else quote
        at = text.find(phrase)
        for _ in range(SEED_PLACES):
            if at < 0:
                break
            yield number, bisect_left(starts, at)
            at = text.find(phrase, at + 1)


def _best_span(blocks: list[Match], size: int, wanted: int) -> tuple[float, slice]:
    """Cut a window of `size` tokens down to the part most like a quote of `wanted` tokens, and say how like it is."""
    if not blocks:
        return 0.0, slice(0)
    # A stray match far before or after the passage would stretch it.
    first = max(range(len(blocks)), key=lambda i: _span(blocks[i:], size, wanted)[0])
    blocks = blocks[first:]
    last = max(range(len(blocks), 0, -1), key=lambda i: _span(blocks[:i], size, wanted)[0])
    return _span(blocks[:last], size, wanted)


def _span(blocks: list[Match], size: int, wanted: int) -> tuple[float, slice]:
    """Measure the part from the first to the last match, with room for the unmatched ends of the quote."""
    before, after = blocks[0], blocks[-1]
    first = max(0, before.a - before.b)
    end = min(size, after.a + wanted - after.b)
    return 2 * sum(block.size for block in blocks) / (end - first + wanted), slice(first, end)


def _differences(quote: str, tokens: Sequence[re.Match[str]], text: str) -> tuple[str, ...]:
    """Tell the first differing words, each with a word beside them that both have."""
    wanted = list(_WORD_OR_MARK.finditer(quote))
    matcher = SequenceMatcher(None, [t.group() for t in tokens], [t.group() for t in wanted], autojunk=False)
    told = []
    for kind, a1, a2, b1, b2 in matcher.get_opcodes():
        if kind == "equal":
            continue
        after = int(a2 < len(tokens) and b2 < len(wanted))  # then the next word is one that both have
        before = int(not after and a1 > 0 and b1 > 0)
        beside = f" after {_words(text, tokens[a1 - 1 : a1])}" if a1 > 0 else " at its beginning"
        if kind == "replace":
            has = _words(text, tokens[a1 - before : a2 + after])
            told.append(f"the source has {has} where the quote has {_words(quote, wanted[b1 - before : b2 + after])}")
        elif kind == "delete":
            told.append(f"the source has {_words(text, tokens[a1:a2])}{beside}, which the quote leaves out")
        else:
            told.append(f"the quote has {_words(quote, wanted[b1:b2])}{beside}, which the source has not")
    return tuple(told[:TOLD_DIFFERENCES]) or ("the words are the same, and what stands between them differs",)


def _words(text: str, tokens: Sequence[re.Match[str]]) -> str:
    return f"'{shortened(text[tokens[0].start() : tokens[-1].end()], TOLD_LENGTH)}'"

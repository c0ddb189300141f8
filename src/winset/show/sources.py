"""Where an answer comes from: the input and the quotation that speak for a part of the case."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from winset.case.problems import visible
from winset.model.result import About, Input, Quotation
from winset.show.words import counted, dated, listed

NO_SOURCE = "assumed, no source"
_STRENGTH: Mapping[str, int] = MappingProxyType({"cited": 0, "contested": 1, "assumed": 2})


def inputs_under(inputs: Iterable[Input], path: str) -> tuple[Input, ...]:
    """The inputs at a path or inside it."""
    return tuple(entry for entry in inputs if entry.path == path or entry.path.startswith(f"{path}."))


def speaking(inputs: Iterable[Input], path: str, as_of: date | None = None) -> Quotation | None:
    """The quotation that speaks best for a part of the case.

    Verbatim words come first, then inputs that are cited and not contested, then the latest source that had come out
    by the day of the case; among others the first one given.
    """
    found = [(entry, words) for entry in inputs_under(inputs, path) for words in entry.quotations]
    if not found:
        return None

    def merit(place: int) -> tuple[bool, int, str, int]:
        entry, words = found[place]
        known = words.published if as_of is not None and words.published <= as_of.isoformat() else ""
        return words.verbatim, -_STRENGTH.get(entry.standing, 3), known, -place

    return found[max(range(len(found)), key=merit)][1]


def source(quotation: Quotation) -> str:
    """A source by title and date: `“Opening the Great Canal Debate”, 20 February 1978`."""
    return f"“{visible(quotation.title)}”, {dated(quotation.published)}"


def source_or_assumed(about: About, path: str) -> str:
    """The source that speaks for a part of the case, or that there is none."""
    quotation = speaking(about.inputs, path, about.as_of)
    return source(quotation) if quotation is not None else NO_SOURCE


def words(quotation: Quotation) -> str:
    """A quotation as it is shown: verbatim words in quotation marks, a paraphrase without."""
    text = visible(quotation.text)
    shown = f"“{text}”" if quotation.verbatim else text
    speaker = f"{visible(quotation.speaker)}: " if quotation.speaker else ""
    return f"{speaker}{shown}"


def standing_counts(about: About) -> dict[str, int]:
    """How many inputs are cited, assumed and contested."""
    return {word: sum(entry.standing == word for entry in about.inputs) for word in ("cited", "assumed", "contested")}


def standing(about: About) -> str:
    """How the inputs stand, in words: `The answer rests on 12 inputs: 9 cited, 2 assumed and 1 contested`."""
    counts = [f"{count} {word}" for word, count in standing_counts(about).items() if count]
    total = counted(len(about.inputs), "input")
    return f"The answer rests on {total}: {listed(counts)}" if counts else f"The answer rests on {total}"

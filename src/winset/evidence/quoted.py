"""The quotations of a case, and what uses each: from words to what rests on them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from winset.case.claims import Claim
from winset.case.cutting import entries
from winset.case.load import Case
from winset.case.paths import case_path
from winset.case.shape import Path
from winset.case.written import Cite
from winset.evidence.traced import TracedInput, TracedQuotation
from winset.model.result import Quotation
from winset.settlement.about import read_quotation


@dataclass
class _Uses:
    """What uses some words, as far as it is found."""

    path: str
    quotation: Quotation
    claims: list[str] = field(default_factory=list)
    inputs: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)


def quotations_of(case: Case, inputs: Sequence[TracedInput]) -> tuple[TracedQuotation, ...]:
    """Every quotation of a case once, with the inputs and other parts that rest on it, in the order of the case.

    A claim has the words of a quotation where one of the two stands in the other and a source is the same.
    """
    found: dict[tuple[str, str], _Uses] = {}
    resting = _resting(inputs)
    for owner, quotation in _cites(case):
        uses = found.setdefault(_key(quotation), _Uses(case_path(owner), quotation))
        theirs = resting.get(_key(quotation), ())
        uses.inputs = list(theirs)
        # A part of the case that no input speaks for, such as a variant or the name of an issue.
        if not any(f"{path}.".startswith(f"{case_path(owner)}.") for path in theirs):
            uses.parts.append(case_path(owner))
    for id_, claim in case.file.claims.items():
        _claim(case, id_, claim, found)
    return tuple(
        TracedQuotation(each.path, each.quotation, tuple(each.claims), tuple(each.inputs), tuple(each.parts))
        for each in found.values()
    )


def holds_words(quotation: Quotation, words: str) -> bool:
    """Whether words stand in a quotation; capitals and line ends make no difference."""
    return plain_words(words) in plain_words(quotation.text)


def plain_words(text: str) -> str:
    """A text without what does not count in a search."""
    return " ".join(text.casefold().split())


def _claim(case: Case, id_: str, claim: Claim, found: dict[tuple[str, str], _Uses]) -> None:
    """Say of each quotation that has the words of a claim that it does; else the claim stands alone."""
    said = plain_words(claim.quote)
    sources = {cite.source for cite in claim.cite}
    alike = [
        uses
        for uses in found.values()
        if uses.quotation.source in sources
        and uses.quotation.verbatim
        and (said in plain_words(uses.quotation.text) or plain_words(uses.quotation.text) in said)
    ]
    for uses in alike:
        uses.claims.append(id_)
    if not alike and claim.cite:
        cite = claim.cite[0].model_copy(update={"quote": claim.quote, "says": None})
        quotation = read_quotation(case, cite)
        found[_key(quotation)] = _Uses(case_path(("claims", id_)), quotation, [id_])


def _resting(inputs: Sequence[TracedInput]) -> dict[tuple[str, str], list[str]]:
    resting: dict[tuple[str, str], list[str]] = {}
    for each in inputs:
        for quotation in each.input.quotations:
            resting.setdefault(_key(quotation), []).append(each.input.path)
    return resting


def _key(quotation: Quotation) -> tuple[str, str]:
    return quotation.source, plain_words(quotation.text)


def _cites(case: Case) -> Iterator[tuple[Path, Quotation]]:
    """Every cite but those of claims, with the entry that has it, in the order of the file."""
    cited = [entry for entry in entries(case.root) if entry.model is Cite and entry.path[0] != "claims"]
    for entry in sorted(cited, key=lambda entry: entry.block.place):
        owner = entry.path[: max(at for at, step in enumerate(entry.path) if step == "cite")]
        yield owner, read_quotation(case, Cite.model_validate(entry.block))

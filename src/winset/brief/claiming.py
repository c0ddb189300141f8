"""The claims of the documents: each quotation with its verdict, those that fail first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from winset.brief.asked import NotAsked
from winset.brief.linked import Linked, LinkedTable, Span, unlinked
from winset.brief.register import Place, Register
from winset.case.problems import visible
from winset.claims.records import ClaimsResult, ClaimVerdict, Standing
from winset.show.claims_tables import claims_tables
from winset.show.claims_words import (
    HEADINGS,
    claims_sentence,
    found_words,
    otherwise_words,
    rests_words,
    survival_words,
)
from winset.show.words import count, dated, opening

PLACE = Place("#claims", "The claims")
_FIRM = {"asserts": "", "hedges": "said to be possible", "denies": "said of what it denies", "advises": "advised"}
_BESIDE = ("against", "documents")
_MOST_PATHS = 3


@dataclass(frozen=True, slots=True)
class Tested:
    """A claim: its words, where they stand, how firmly they are said, and what the case says.

    found: what was found. otherwise: where it is otherwise. rests: what it rests on where no source says it, with links
    to those inputs. note: what a reader should know.
    """

    id: str
    quote: str
    at: str
    firm: str
    found: str
    otherwise: str
    rests: Linked
    note: str


@dataclass(frozen=True, slots=True)
class Group:
    """The claims that stand in one way."""

    anchor: str
    css: str
    standing: str
    heading: str
    claims: tuple[Tested, ...]


@dataclass(frozen=True, slots=True)
class Claiming:
    """All claims, by how they stand. missing: why they were not tested, or empty."""

    lead: str
    groups: tuple[Group, ...]
    survives: tuple[str, ...]
    beside: tuple[LinkedTable, ...]
    missing: str = ""


def claiming(result: ClaimsResult | NotAsked | None, register: Register) -> Claiming | None:
    """The page of the claims; None of a case without claims that ask anything."""
    if result is None:
        return None
    if isinstance(result, NotAsked):
        return Claiming("", (), (), (), result.why)
    tables = {table.id: table for table in claims_tables(result)}
    return Claiming(
        lead=claims_sentence(result),
        groups=tuple(_groups(result, register)),
        survives=tuple(survival_words(each) for each in result.without),
        beside=tuple(LinkedTable(tables[id_], {}) for id_ in _BESIDE if id_ in tables),
    )


def _groups(result: ClaimsResult, register: Register) -> Iterator[Group]:
    titles = {each.source: visible(each.title) for each in result.documents} if len(result.documents) > 1 else {}
    for standing in Standing:
        found = [each for each in result.claims if each.standing is standing]
        if found:
            word = standing.name.lower().replace("_", "-")
            heading = f"{HEADINGS[standing]} ({count(len(found))})"
            claims = tuple(_tested(each, register, titles) for each in found)
            yield Group(f"claims-{word}", word, standing.value, heading, claims)


def _tested(claim: ClaimVerdict, register: Register, titles: Mapping[str, str]) -> Tested:
    return Tested(
        id=visible(claim.id),
        quote=visible(claim.quote),
        at=", ".join(part for part in (titles.get(claim.source, ""), visible(claim.at)) if part),
        firm=_FIRM[claim.strength],
        found=_found(claim),
        otherwise=_otherwise(claim),
        rests=_rests(claim, register),
        note=visible(claim.note),
    )


def _found(claim: ClaimVerdict) -> str:
    said = f"{opening(found_words(claim))}."
    statements = "; ".join(f"{visible(each.speaker)}, {dated(each.date)}" for each in claim.statements)
    return f"{said} On record: {statements}." if statements else said


def _otherwise(claim: ClaimVerdict) -> str:
    """Where a claim is otherwise; of one that was asked nothing in other readings, nothing."""
    told = otherwise_words(claim)
    return f"Otherwise: {told}." if claim.turned else f"{told[:1].upper()}{told[1:]}." if told else ""


def _rests(claim: ClaimVerdict, register: Register) -> Linked:
    """What a claim rests on where no source says it; its inputs lead to where they stand."""
    paths = claim.own if claim.typed_in else claim.assumed
    if not paths:
        said = rests_words(claim)
        return unlinked(f"It rests {said}." if said else "")
    lead = "Typed in from its own words: " if claim.typed_in else "It rests on what nobody cites: "
    spans = [Span(lead)]
    for number, path in enumerate(paths[:_MOST_PATHS]):
        spans += [Span(", ")] if number else []
        spans.append(Span(visible(path), register.to(path, PLACE)))
    left = len(paths) - _MOST_PATHS
    return (*spans, Span(f" and {count(left)} more." if left > 0 else "."))

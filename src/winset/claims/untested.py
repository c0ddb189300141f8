"""Claims for which nothing is computed: what they are in words, why, and what bears on them."""

from typing import TypedDict

from winset.case.claims import Claim
from winset.case.load import Case
from winset.case.record import Statement
from winset.claims.records import Bears, ClaimVerdict, Standing


class Words(TypedDict):
    """What a claim is, as the case has it."""

    id: str
    quote: str
    strength: str
    source: str
    at: str
    note: str
    against: tuple[str, ...]


def words_of(id_: str, claim: Claim) -> Words:
    """What a claim is, as the case has it."""
    cite = claim.cite[0] if claim.cite else None
    return Words(
        id=id_,
        quote=claim.quote,
        strength=claim.strength,
        source=cite.source if cite is not None else "",
        at=(cite.at or "") if cite is not None else "",
        note=claim.note or "",
        against=claim.against,
    )


def untested(case: Case, id_: str, claim: Claim) -> ClaimVerdict:
    """A claim for which nothing is computed, with what bears on it."""
    said = claim.untested
    standing, why = Standing.NOT_ASKED, ""
    statements: tuple[Bears, ...] = ()
    parts: tuple[str, ...] = ()
    if said is not None:
        standing = Standing.ON_RECORD if said.lacks is None else Standing.NOT_COMPUTABLE
        why = said.why if said.lacks is None else f"{said.why} Lacking: {said.lacks}"
        statements = tuple(_bears(each, case.file.statements[each]) for each in said.statements)
        parts = said.parts
    return ClaimVerdict(
        **words_of(id_, claim),
        standing=standing,
        why=why,
        so=None,
        asked=(),
        share=None,
        turned=(),
        tried=0,
        own=(),
        typed_in=False,
        assumed=(),
        inputs=(),
        statements=statements,
        parts=parts,
    )


def _bears(id_: str, statement: Statement) -> Bears:
    cite = statement.cite[0] if statement.cite else None
    words = (cite.quote or cite.says or "") if cite is not None else ""
    return Bears(id_, str(statement.date), statement.speaker or statement.by, words)

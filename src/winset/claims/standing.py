"""The verdict on a claim, from all that was found about it."""

from collections.abc import Sequence

from winset.case.claims import Claim
from winset.claims.judging import Judged
from winset.claims.records import ClaimVerdict, Standing, Turned
from winset.claims.untested import words_of

FRAGILE = 0.95
"""A claim that is so in a smaller share of the draws than this is fragile."""

NEVER = 0.004
"""Of a thousand draws, the fewest that are made, one in none of which a claim is so may be in at most this share."""


def verdict(id_: str, claim: Claim, judged: Judged, turned: tuple[Turned, ...], tried: int) -> ClaimVerdict:
    """The verdict on a claim that asks something.

    Args:
        id_: of the claim.
        claim: as it is written.
        judged: what it comes to as the case stands.
        turned: the readings in which it is otherwise.
        tried: in how many readings it was asked.
    """
    return ClaimVerdict(
        **words_of(id_, claim),
        standing=_standing(claim, judged, turned),
        why=judged.now.missing,
        so=judged.now.so,
        asked=judged.now.asked,
        share=judged.share,
        turned=turned,
        tried=tried,
        own=judged.own,
        typed_in=judged.typed,
        assumed=judged.assumed,
        inputs=judged.now.inputs,
        turns=judged.turns,
    )


def _standing(claim: Claim, judged: Judged, turned: Sequence[Turned]) -> Standing:
    so = judged.now.so
    if judged.now.missing:
        return Standing.NOT_COMPUTABLE
    if claim.strength == "hedges":
        return _hedged(judged, turned)
    if so is False or (so and turned and any(ask.always for ask in claim.asks)):  # "always" leaves no reading out
        return Standing.FAILS
    if so is None:
        return Standing.OPEN
    if judged.typed:
        return Standing.RESTATED
    if turned or (judged.share is not None and judged.share[0] < FRAGILE):
        return Standing.FRAGILE
    return Standing.ASSUMED if judged.rests else Standing.HOLDS


def _hedged(judged: Judged, turned: Sequence[Turned]) -> Standing:
    """Who says "might" claims no more than that it may be so: open is enough, and so is one reading in which it is."""
    if judged.now.so is True:
        return Standing.RESTATED if judged.typed else Standing.ASSUMED if judged.rests else Standing.HOLDS
    drawn = judged.share is not None and judged.share[1] > NEVER
    may_be = judged.now.so is None or drawn or any(each.so is not False for each in turned)
    return Standing.HOLDS if may_be else Standing.FAILS

"""The verdict on one claim: how it stands as the case is, under other readings, and without what was assumed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from winset.case.claims import Claim
from winset.claims.asker import Asker
from winset.claims.asking import Answered, answered, quick, stands
from winset.claims.drawing import Drawing, Share
from winset.claims.records import ClaimVerdict, Standing, Turned
from winset.claims.restating import Restating
from winset.claims.untested import untested, words_of

FRAGILE = 0.95
"""A claim that is so in a smaller share of the draws than this is fragile."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The case under one contested reading: who answers there."""

    variant: str
    name: str
    asker: Asker


@dataclass
class Bench:
    """Everything by which a claim is judged.

    base: the case as it stands. readings: each variant alone. thorough: whether claims that take long to answer are
    asked under them too.
    """

    base: Asker
    readings: Sequence[Reading]
    restating: Restating
    drawing: Drawing
    thorough: bool

    def verdict(self, id_: str, claim: Claim) -> ClaimVerdict:
        """The verdict on one claim."""
        if not claim.asks:
            return untested(self.base.case, id_, claim)
        now = answered(self.base, claim)
        turned, tried = self._turned(claim, now)
        share = self.drawing.share(self.base, claim)
        own = self.restating.own(claim)
        typed = bool(own) and now.so is True and self._goes(claim, own)
        assumed = self._assumed(claim, now) if now.so is True and not typed else ()
        rests = bool(assumed) or (now.so is True and not typed and not _sound(claim, now))
        return ClaimVerdict(
            **words_of(id_, claim),
            standing=_standing(claim, now, turned, share, typed=typed, rests=rests),
            why=now.missing,
            so=now.so,
            asked=now.asked,
            share=share,
            turned=turned,
            tried=tried,
            own=own,
            typed_in=typed,
            assumed=assumed,
            inputs=now.inputs,
        )

    def _turned(self, claim: Claim, now: Answered) -> tuple[tuple[Turned, ...], int]:
        """The readings in which a claim is otherwise, and how many were tried."""
        if now.missing or not (self.thorough or quick(claim) or _needs_readings(claim, now)):
            return (), 0
        found, tried = [], 0
        for reading in self.readings:
            there = answered(reading.asker, claim)
            tried += not there.missing
            if there.so is not now.so or there.missing:
                found.append(Turned(reading.variant, reading.name, there.so, there.missing))
        return tuple(each for each in found if not each.missing), tried

    def _goes(self, claim: Claim, paths: Iterable[str]) -> bool:
        """Whether a claim that is so is not so any more without some inputs."""
        found = [answered(asker, claim) for asker in self.restating.without(paths)]
        return any(each.so is not True for each in found if not each.missing)

    def _assumed(self, claim: Claim, now: Answered) -> tuple[str, ...]:
        """The inputs that nobody cites, if the claim is not so without them."""
        if "inputs" not in stands(claim):
            return ()
        uncited = self.restating.uncited({each.path for each in now.inputs})
        return uncited if uncited and self._goes(claim, uncited) else ()


def _sound(claim: Claim, now: Answered) -> bool:
    """Whether nothing that is assumed decides, by what the answers say of themselves."""
    return "structure" not in stands(claim) or now.structure


def _needs_readings(claim: Claim, now: Answered) -> bool:
    """A hedged claim may still be so in some reading, and one that says "always" must be so in all of them."""
    return any(ask.always for ask in claim.asks) or (claim.strength == "hedges" and now.so is not True)


def _standing(
    claim: Claim, now: Answered, turned: Sequence[Turned], share: Share | None, *, typed: bool, rests: bool
) -> Standing:
    if now.missing:
        return Standing.NOT_COMPUTABLE
    if claim.strength == "hedges":
        return _hedged(now, turned, share, typed=typed, rests=rests)
    if any(ask.always for ask in claim.asks) and turned and now.so is True:
        return Standing.FAILS  # "always" leaves no reading out
    if now.so is False:
        return Standing.FAILS
    if now.so is None:
        return Standing.OPEN
    if typed:
        return Standing.RESTATED
    if turned or (share is not None and share[0] < FRAGILE):
        return Standing.FRAGILE
    return Standing.ASSUMED if rests else Standing.HOLDS


def _hedged(now: Answered, turned: Sequence[Turned], share: Share | None, *, typed: bool, rests: bool) -> Standing:
    """Who says "might" claims no more than that it may be so: open is enough, and so is one reading in which it is."""
    if now.so is True:
        return Standing.RESTATED if typed else Standing.ASSUMED if rests else Standing.HOLDS
    may_be = now.so is None or any(each.so is not False for each in turned) or (share is not None and share[1] > 0)
    return Standing.HOLDS if may_be else Standing.FAILS

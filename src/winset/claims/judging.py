"""One claim as the case stands: what it comes to, without what was typed in for it, and without what is assumed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from winset.case.asks import Ask
from winset.case.claims import Claim
from winset.claims.asker import Asker
from winset.claims.asking import Answered, answered, stands, under
from winset.claims.drawing import Drawing, Share
from winset.claims.found import CannotTellError
from winset.claims.restating import Restating
from winset.claims.turning import turns_of
from winset.settlement.flip_records import Tripwire


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim as the case stands.

    own: the inputs that rest on its own words alone; typed: it is not so without them. assumed: the inputs that nobody
    cites and without which it is not so. rests: it rests on assumptions. share: of the draws in which it is so. turns:
    the inputs each of which, alone, turns a verdict that it asks about.
    """

    now: Answered
    own: tuple[str, ...]
    typed: bool
    assumed: tuple[str, ...]
    rests: bool
    share: Share | None
    turns: tuple[Tripwire, ...]


@dataclass
class Bench:
    """Who judges claims by the case as it stands. turning: whether what would turn each is looked for."""

    base: Asker
    drawing: Drawing
    turning: bool
    _restating: dict[tuple[str, ...], Restating] = field(default_factory=dict, repr=False)

    def judged(self, claim: Claim) -> Judged:
        """A claim that asks something, as the case stands."""
        now = answered(self.base, claim.asks)
        restating = self._under(claim.asks)
        own = restating.own(claim)
        typed = bool(own) and now.so is True and _goes(claim.asks, restating.without(own))
        assumed, rests = self._assumed(claim.asks, now, restating) if now.so is True and not typed else ((), False)
        turns = turns_of(self.base, claim.asks) if self.turning else ()
        return Judged(now, own, typed, assumed, rests, self.drawing.share(self.base, claim), turns)

    def _under(self, asks: Sequence[Ask]) -> Restating:
        """The inputs of the case, those of the variants under which everything is asked among them."""
        variants = under(asks)
        if variants not in self._restating:
            try:
                case = self.base.under(*variants).case if variants else self.base.case
            except CannotTellError:
                case = self.base.case
            self._restating[variants] = Restating(case)
        return self._restating[variants]

    def _assumed(self, asks: Sequence[Ask], now: Answered, restating: Restating) -> tuple[tuple[str, ...], bool]:
        """The inputs that nobody cites, if the claim is not so without them; and whether it rests on assumptions.

        Of courses and orders, the answers say themselves whether they stand at every number.
        """
        by_structure = stands(asks, "structure")
        rests = bool(by_structure) and not answered(self.base, by_structure).structure
        by_inputs = stands(asks, "inputs")
        uncited = restating.uncited({each.path for each in now.inputs})
        gone = bool(by_inputs and uncited) and _goes(by_inputs, restating.without(uncited), or_missing=True)
        return (uncited, True) if gone else ((), rests)


def _goes(asks: Sequence[Ask], askers: Iterable[Asker], *, or_missing: bool = False) -> bool:
    """Whether what is so as the case stands is not so any more in some other state of it."""
    found = []
    for asker in askers:
        asker.foresee(asks)
        found.append(answered(asker, asks))
    return any(each.so is not True for each in found if or_missing or not each.missing)

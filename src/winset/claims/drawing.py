"""In what share of draws a claim is so, where what it asks is a verdict that doubt can draw."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from winset.case.asks import Ask, BlockedAsk, DealAsk
from winset.case.claims import Claim
from winset.case.problems import WinsetError
from winset.claims.asker import Asker
from winset.claims.found import CannotTellError
from winset.doubt.records import Doubted
from winset.doubt.settlement import chances

Share = tuple[float, float]
"""The least and the most that a share may be."""

_Rows = Mapping[tuple[str, str], Doubted]


@dataclass
class Drawing:
    """Draws of the verdicts that claims ask about; each question is drawn once."""

    draws: int
    seed: int
    _made: dict[tuple[Any, ...], _Rows | None] = field(default_factory=dict, repr=False)

    def share(self, asker: Asker, claim: Claim) -> Share | None:
        """In what share of the draws all that a claim asks is so; None where something in it is not drawn."""
        shares = [self._of(asker, ask) for ask in claim.asks] if self.draws else []
        if not shares or any(each is None for each in shares):
            return None
        return _all_of([each for each in shares if each is not None])

    def _of(self, asker: Asker, ask: Ask) -> Share | None:
        read = _READ.get(ask.kind)
        try:
            rows = self._rows(asker.for_ask(ask), ask.terms) if read is not None else None
        except CannotTellError:
            return None
        return read(rows, ask.terms, ask.answer) if read is not None and rows is not None else None

    def _rows(self, asker: Asker, terms: Any) -> _Rows | None:
        key = (id(asker.answers), terms.where, tuple(sorted(asker.world.items())))
        if key not in self._made:
            try:
                found = chances(asker.case, world=asker.world, where=terms.where, draws=self.draws, seed=self.seed)
            except WinsetError:
                self._made[key] = None
            else:
                self._made[key] = {(row.of, row.subject): row for row in found}
        return self._made[key]


def _all_of(shares: list[Share]) -> Share:
    """The share of draws in which all are so, whatever hangs on what (Frechet 1935)."""
    low = max(0.0, sum(low for low, _ in shares) - (len(shares) - 1))
    return low, min(high for _, high in shares)


def _deal(rows: _Rows, terms: DealAsk, answer: bool) -> Share | None:
    if terms.counting or terms.waiving:
        return None
    ratified, refused = (rows["deals", ""].chance(word) for word in ("ratified", "refused"))
    if answer:
        return (1 - refused.high, 1 - refused.low) if terms.how == "possible" else (ratified.low, ratified.high)
    return (1 - ratified.high, 1 - ratified.low) if terms.how == "sure" else (refused.low, refused.high)


def _blocked(rows: _Rows, terms: BlockedAsk, answer: bool) -> Share | None:
    found = [rows.get(("blocks", who)) for who in terms.ratifiers]
    if terms.only or any(row is None for row in found):
        return None
    blocking = [row.chance("blocks") for row in found if row is not None]
    low, high = _all_of([(each.low, each.high) for each in blocking])
    return (low, high) if answer else (1 - high, 1 - low)


_READ: Mapping[str, Callable[[_Rows, Any, bool], Share | None]] = MappingProxyType(
    {"deal": _deal, "blocked_by": _blocked}
)
DRAWN = frozenset(_READ)
"""What can be drawn, by the id of its kind."""

"""What would turn a claim: the inputs each of which, alone, turns a verdict that it asks about."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from winset.case.asks import Ask, BlockedAsk, DealAsk
from winset.claims.asker import Asker
from winset.claims.found import CannotTellError, three_valued
from winset.settlement.flip_records import Flip, Tripwire

MOST = 6
_COUNTS: Mapping[str, tuple[int, int]] = MappingProxyType({"ratified": (1, 1), "open": (0, 1)})
"""Of a verdict: how many deals are then sure, and how many possible, as far as it matters whether there is any."""


def turns_of(asker: Asker, asks: Sequence[Ask]) -> tuple[Tripwire, ...]:
    """The tripwires of everything that is asked, numbers first and the nearest before others; readings left out.

    Of verdicts on deals, and of who refuses them all; what else is asked has none.
    """
    found = {(row.path, row.at, row.change): row for ask in asks for row in _of(asker, ask)}
    return tuple(sorted(found.values(), key=_distance)[:MOST])


def _distance(row: Tripwire) -> tuple[bool, float]:
    return row.nearness is None, float(row.nearness or 0)


def _of(asker: Asker, ask: Ask) -> Iterator[Tripwire]:
    turns = _TURNS.get(ask.kind)
    if turns is None:
        return
    try:
        rows = asker.for_ask(ask).flips(ask.terms.where).tripwires  # type: ignore[attr-defined]  # both kinds have it
    except CannotTellError:
        return
    yield from (row for row in rows if row.kind != "variant" and any(turns(ask.terms, flip) for flip in row.flips))


def _deal(terms: DealAsk, flip: Flip) -> bool:
    if flip.of != "deals" or terms.counting or terms.waiving:
        return False
    before, after = (three_valued(*_COUNTS.get(word, (0, 0)), terms.how) for word in (flip.before, flip.after))
    return before is not after


def _blocked(terms: BlockedAsk, flip: Flip) -> bool:
    return flip.of == "blocks" and flip.subject in terms.ratifiers


_TURNS: Mapping[str, Callable[[Any, Flip], bool]] = MappingProxyType({"deal": _deal, "blocked_by": _blocked})

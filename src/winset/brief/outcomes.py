"""Verdicts and outcomes as a briefing says them."""

from collections.abc import Mapping
from types import MappingProxyType

from winset.brief.readings import Reading
from winset.model.result import Verdict
from winset.show.words import share

VERDICTS: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.RATIFIED: "Can be ratified",
        Verdict.OPEN: "Open",
        Verdict.REFUSED: "No deal",
        Verdict.NO_DEALS: "Nothing to ask about",
    }
)


def outcome(reading: Reading) -> str:
    """What comes out under another reading: `none sure, 3 of 8 (38 %) possible`."""
    if not reading.deals:
        return "there is no deal to ask about"
    if reading.deals == 1:
        return f"the only deal is {'ratified' if reading.sure else 'possible' if reading.possible else 'refused'}"
    if reading.sure == reading.possible:
        return f"{share(reading.sure, reading.deals)} ratified"
    sure = f"{share(reading.sure, reading.deals)} ratified" if reading.sure else "none sure"
    return f"{sure}, {share(reading.possible, reading.deals)} possible"

"""Words that several kinds of asks use."""

from collections.abc import Sequence

from winset.settlement.records import BlockersResult


def listed(parts: Sequence[str]) -> str:
    """Things in a row: `a, b and c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else "nobody"


def numbered(number: int, noun: str) -> str:
    """So many things: `1 deal`, `2 deals`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def a_deal(found: BlockersResult) -> str:
    """What becomes of the deals: `none of the 640 deals is possible`."""
    deals = found.about.deals
    if not deals:
        return "there are no such deals"
    if deals == 1:
        return f"the deal is {'ratified' if found.sure else 'open' if found.possible else 'refused'}"
    if not found.possible:
        return f"none of the {deals:,} deals is possible"
    if not found.sure:
        return (
            f"none of the {deals:,} deals is sure, {found.possible:,} {'is' if found.possible == 1 else 'are'} possible"
        )
    return f"{found.sure:,} of the {deals:,} deals {'is' if found.sure == 1 else 'are'} ratified"

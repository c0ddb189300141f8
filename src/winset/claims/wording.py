"""Words that several kinds of asks use."""

from collections.abc import Sequence

from winset.settlement.records import BlockersResult


def listed(parts: Sequence[str]) -> str:
    """Things in a row: `a, b and c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else "nobody"


def numbered(number: int, noun: str) -> str:
    """So many things: `1 deal`, `2 deals`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def each_of(number: int, noun: str) -> str:
    """Every one of so many things: `the one reading`, `each of the 3 readings`."""
    return f"the one {noun}" if number == 1 else f"each of the {numbered(number, noun)}"


def so_much(amount: str, noun: str) -> str:
    """An amount that is already written: `1 point`, `0.5 points`."""
    return f"{amount} {noun}" if amount == "1" else f"{amount} {noun}s"


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
